"""What parents sign for holiday child care, a paper for each child: agreement, commitment to safety, and the guardian's
consent, which is given apart from the others (PIPL art. 28, 29 and 31)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.language import N_, _
from cadre_desktop.welfare.child_care.records import CarePeriod
from cadre_desktop.welfare.child_care.sheets import ListedChild, care_words, children_of, purpose_of

_AGREEMENT = (
    N_("甲方（托辅主办单位）：{organisation}"),
    N_("乙方（监护人）：{parent}，子女：{child}"),
    N_("为做好“{title}”，甲乙双方约定如下："),
    N_("一、托辅时间为{when}，地点为{place}。甲方安排辅导老师和志愿者看护，开展作业辅导和文体活动。"),
    N_("二、乙方按时接送。接送人以登记的人员为准，最多三位，接送时在签到签离表上签名；更换接送人应事先书面告知。"),
    N_("三、乙方如实告知子女的过敏、疾病等需要照看的情况。子女患病或不适时，乙方接到通知后应及时接回。"),
    N_("四、因事不能参加的，应事先请假。出勤率低于 {least}% 的，下一期不予录取；多次接走较晚的，由双方另行商定。"),
    N_("五、{purpose}"),
    N_("六、本协议一式两份，双方各执一份，自签字之日起生效。"),
)
_COMMITMENT = (
    N_("本人是{child}的监护人，自愿为其报名“{title}”（{when}），并承诺："),
    N_("一、教育子女遵守作息和纪律，听从老师和志愿者安排，不带危险物品，不擅自离开托辅场所。"),
    N_("二、按时接送，由登记的接送人接走；登记为自行离园的，离园以后的安全由本人负责。"),
    N_("三、如实声明子女的健康情况；有变化的及时告知。"),
    N_("四、保持电话畅通，遇到突发情况立即到场，配合处置。"),
    N_("五、子女的行为造成他人损害的，依法承担监护人责任。"),
    N_("{purpose}"),
)
_CONSENT = (
    N_("本人是{child}的监护人，已阅读并理解以下说明："),
    N_("一、处理目的：{purpose}"),
    N_(
        "二、处理的信息：子女的姓名、性别、出生年月、年级，接送人的姓名、关系、电话，紧急联系人和电话，"
        "每日签到签离，以及健康声明是否已交（不记录健康内容）。不满十四周岁未成年人的个人信息属于敏感个人信息。"
    ),
    N_("三、保存期限：{deletes_on}以前删除，包括修改历史和程序自己的备份中的内容，删除后不能恢复。"),
    N_("四、本人可以查阅、更正，或撤回同意；撤回的，不能继续参加本期托辅，其他权益不受影响。"),
    N_("五、本同意是单独作出的，不因签署入托协议书或安全责任承诺书而视为已经同意。"),
    N_("□ 同意　　□ 不同意　　处理上述信息。"),
    N_("□ 同意　　□ 不同意　　内部宣传使用集体照片。"),
)
_PARTIES = (
    N_("甲方（盖章）：　　　　　　　　　　年　　月　　日"),
    N_("乙方（签名）：　　　　　　　　　　年　　月　　日"),
)
_GUARDIAN = (N_("监护人（签名）：　　　　　　　　年　　月　　日"),)

LETTERS: Mapping[str, tuple[str, Sequence[str], Sequence[str]]] = {
    "agreement": (N_("入托协议书"), _AGREEMENT, _PARTIES),
    "commitment": (N_("安全责任承诺书"), _COMMITMENT, _GUARDIAN),
    "consent": (N_("监护人同意书"), _CONSENT, _GUARDIAN),
}
"""By key what a paper is called, what it says, and who signs it."""


def print_letters(path: Path, period: int, which: str, organisation: str) -> int:
    """Write one of the `LETTERS` for each child of a period; returns the pages. Raises Refused where nobody is
    enrolled, OSError when the file cannot be written."""
    row = CarePeriod.by_key(period)
    children = children_of(row)
    title, sentences, signing = LETTERS[which]
    paper = OfficialPaper(_(title), author=organisation)
    for number, child in enumerate(children):
        if number:
            paper.begin_paper(_(title))
        _letter(paper, row, child, (sentences, signing), organisation)
    return paper.save(path)


def _letter(
    paper: OfficialPaper,
    period: CarePeriod,
    child: ListedChild,
    words: tuple[Sequence[str], Sequence[str]],
    organisation: str,
) -> None:
    deletes = period.deletes_on or period.ends
    facts: dict[str, object] = {
        "organisation": organisation,
        "parent": child.parent,
        "child": child.name,
        "title": period.title,
        "when": care_words(period),
        "place": period.place or "＿＿＿＿＿＿",
        "least": (period.least_attendance or 0) // 1000,
        "purpose": purpose_of(period),
        "deletes_on": _("{year}年{month}月{day}日").format(year=deletes.year, month=deletes.month, day=deletes.day),
    }
    sentences, signing = words
    paper.under_title(_("（编号 {number}）").format(number=child.number))
    _each(paper.paragraph, sentences, facts)
    for line in signing:
        paper.space(0.3)
        paper.paragraph(_(line))


def _each(write: Callable[[str], None], sentences: Sequence[str], facts: Mapping[str, object]) -> None:
    for sentence in sentences:
        write(_(sentence).format(**facts))
