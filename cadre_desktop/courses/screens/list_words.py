"""What is said where people are enrolled."""

from cadre_desktop.kit.language import N_
from cadre_desktop.people.screens.name_list.words import ListWords

ENROLLING = ListWords(
    key="enrolment",
    title=N_("报名"),
    verb=N_("报名"),
    chosen=N_("报名 {count} 人"),
    doing=N_("正在报名"),
    there=N_("已报名"),
    hint=N_("姓名 / 拼音 / 首字母 / 证件号末几位，选中即报名；可粘贴多个姓名"),
    paste=N_("粘贴名单…"),
    paste_tip=N_("粘贴微信、文件里的名单，逐个认人后报名"),
    filter=N_("按条件报名…"),
    filter_tip=N_("按法院、部门、职务、条线、员额、年龄、今年有没有参训选人"),
    one=N_("{name}已报名。"),
    one_there=N_("{name}已经在名单里。"),
    told=N_("新报名 {new} 人，可按 Ctrl+Z 撤销。"),
    told_too=N_("新报名 {new} 人，另有 {already} 人已在名单里。"),
)
