"""What is said where people are put on the list of an event, and whom one looks for first."""

from cadre_desktop.kit.language import N_
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.screens.name_list.words import ListWords
from cadre_desktop.welfare.rules import WelfareKind

USUAL_GROUP = {WelfareKind.RETIREMENT_CEREMONY: Group.RETIRING, WelfareKind.ONBOARDING: Group.NEWCOMERS}
"""Whom one looks for first for an event of this kind."""

INVITING = ListWords(
    key="invitation",
    title=N_("加入人员"),
    verb=N_("加入名单"),
    chosen=N_("加入 {count} 人"),
    doing=N_("正在加入"),
    there=N_("已在名单上"),
    hint=N_("姓名 / 拼音 / 首字母 / 证件号末几位，选中即加入名单；可粘贴多个姓名"),
    paste=N_("粘贴名单…"),
    paste_tip=N_("粘贴微信、文件里的名单，逐个认人后加入"),
    filter=N_("按条件加入…"),
    filter_tip=N_("按法院、部门、分类、年龄、今年退休或今年新进选人"),
    one="",
    one_there=N_("已经在名单上了。"),
    told=N_("{new} 人已加入名单，可按 Ctrl+Z 撤销。"),
    told_too=N_("{new} 人已加入名单，另有 {already} 人本来就在，可按 Ctrl+Z 撤销。"),
)
