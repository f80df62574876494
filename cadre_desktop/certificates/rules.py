"""Numbers and wording of certificates. Pure functions and enums; the texts are Chinese by prescription.

Sources: the wording that courts and cadre schools use on honour and completion certificates; numbers run from 1 for
each year and kind, are never given twice, and gaps stay.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import NamedTuple

from cadre_desktop.kit.chinese import chinese_date
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear

MOST = 99_999
"""The highest number of a year and kind."""


class CertificateKind(Code):
    """What is certified; each kind has numbers of its own."""

    HONOUR = "honour", N_("荣誉证书"), "荣誉"
    COMPLETION = "completion", N_("结业证书"), "结业", "结业证"
    APPOINTMENT = "appointment", N_("聘书"), "聘任书", "聘任"
    AWARD = "award", N_("奖状"), "奖状证书", "获奖证书"
    RETIREMENT = "retirement", N_("荣退纪念证书"), "荣退", "荣退证书", "荣退纪念"
    PLAQUE = "plaque", N_("品牌牌匾"), "牌匾", "品牌"

    @property
    def mark(self) -> str:
        """The words that show the kind within a number: 荣证字, 结证字, 聘字."""
        return _MARKS[self]

    @property
    def digits(self) -> int:
        """The least digits of the serial in a usual number."""
        return _DIGITS.get(self, 1)


class CertificateState(Code):
    """Where a certificate is in its life; an unused number is one that is registered so that it is missing nowhere."""

    ISSUED = "issued", N_("未领取"), "已发放"
    COLLECTED = "collected", N_("已领取"), "已领"
    VOID = "void", N_("已作废"), "作废"
    UNUSED = "unused", N_("空号")

    @property
    def tone(self) -> Tone:
        return _TONES[self]


def nobody() -> str:
    """The holder of an unused number, as the register has it."""
    return _("（空号）")


_TONES: Mapping[CertificateState, Tone] = {
    CertificateState.ISSUED: "warning",
    CertificateState.COLLECTED: "good",
    CertificateState.VOID: "bad",
    CertificateState.UNUSED: "neutral",
}


class LifeEvent(Code):
    """What happens to a certificate."""

    ISSUED = "issued", N_("编号登记")
    PRINTED = "printed", N_("打印")
    REPRINTED = "reprinted", N_("补印")
    FILED = "filed", N_("存成文件")
    SPOILED = "spoiled", N_("损坏")
    COLLECTED = "collected", N_("领取")
    RETURNED = "returned", N_("退回")
    VOIDED = "voided", N_("作废")
    REISSUED = "reissued", N_("重发")


class Restart(Code):
    """When the serials of a series begin again at 1."""

    YEARLY = "yearly", N_("每年从 1 编起"), "每年"
    NEVER = "never", N_("连续编号"), "连续", "不重新编号"


_MARKS = {
    CertificateKind.HONOUR: "荣证字",
    CertificateKind.COMPLETION: "结证字",
    CertificateKind.APPOINTMENT: "聘字",
    CertificateKind.AWARD: "奖字",
    CertificateKind.RETIREMENT: "荣退字",
    CertificateKind.PLAQUE: "牌字",
}
_DIGITS = {CertificateKind.COMPLETION: 5}
_NUMBER = re.compile(
    r".*?(?P<mark>荣证字|结证字|聘字|奖字|荣退字|牌字)[〔\[［(（【](?P<year>\d{4})[〕\]］)）】]第?(?P<serial>\d{1,5})号"
)


class Numbered(NamedTuple):
    """What a certificate's number says; `series` is the name of its series, empty for the usual one of its kind."""

    kind: CertificateKind
    year: int
    serial: int
    series: str = ""


def number_of(kind: CertificateKind, court: str, year: int, serial: int) -> str:
    """``包头中院荣证字〔2023〕7号``; completion certificates, of which there are many, count in five digits.

    ValueError for a serial below 1 or above `MOST`.
    """
    if not 1 <= serial <= MOST:
        raise ValueError(f"certificate serial {serial}")
    return f"{court}{kind.mark}〔{year}〕{serial:0{kind.digits}}号"


def parse_number(text: str) -> Numbered | None:
    """Kind, year and serial of a number, also of one written with other brackets or 第; None for any other text."""
    found = _NUMBER.fullmatch("".join(text.split()))
    if not found or not int(found["serial"]):
        return None
    kind = next(kind for kind, mark in _MARKS.items() if mark == found["mark"])
    return Numbered(kind, int(found["year"]), int(found["serial"]))


@dataclass(frozen=True)
class Wording:
    """The text of a kind of certificate with placeholders: ``{title}`` is filled with the title won.

    `salutation` may be empty; `body` is one paragraph a line.
    """

    salutation: str
    body: str


WORDINGS: Mapping[CertificateKind, Wording] = {
    CertificateKind.HONOUR: Wording(
        "{name}{address}：", "在{activity}中，成绩突出，被评为“{title}”。\n特发此证，以资鼓励。"
    ),
    CertificateKind.COMPLETION: Wording(
        "", "{holder}。于{period}，参加{organiser}举办的{activity}，学习期满，共{hours}学时，准予结业。"
    ),
    CertificateKind.APPOINTMENT: Wording("{name}{address}：", "兹聘请您为{title}，聘期自{period}。\n特发此证。"),
    CertificateKind.AWARD: Wording(
        "{name}{address}：", "在{activity}中，成绩优异，荣获“{title}”。\n特发此状，以资鼓励。"
    ),
    CertificateKind.RETIREMENT: Wording(
        "{name}{address}：", "您投身人民法院事业，恪尽职守，清正廉洁，现光荣退休。\n谨致崇高敬意，留作纪念。"
    ),
    CertificateKind.PLAQUE: Wording("{name}：", "被命名为“{title}”。"),
}


def wording_for(title: str, wording: Wording) -> Wording:
    """How `wording` speaks of a title: somebody is named 业务能手 (被评为), but wins a 一等奖 (荣获)."""
    if not title.endswith("奖"):
        return wording
    return Wording(wording.salutation, wording.body.replace("被评为“{title}”", "荣获{title}"))


def distinction_text(title: str) -> str:
    """被评为“业务能手”, but 荣获一等奖; nothing for no title. `wording_for` does the same to a whole wording."""
    if not title:
        return ""
    return f"荣获{title}" if title.endswith("奖") else f"被评为“{title}”"


PLACEHOLDERS: Mapping[str, str] = {
    "name": N_("姓名或集体名称"),
    "address": N_("称谓（同志）"),
    "holder": N_("姓名、性别、出生年月"),
    "title": N_("称号或等次"),
    "activity": N_("活动或班次名称"),
    "organiser": N_("主办单位"),
    "period": N_("起止日期"),
    "hours": N_("学时"),
}
"""The placeholders a wording may have."""


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with its placeholders filled; those without a value are left empty.

    Raises Unclear for a placeholder nobody knows or a brace that does not close.
    """
    try:
        names = {name for _text, name, _format, _conversion in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise Unclear(_("证书文字“{text}”中的大括号不成对，请检查。").format(text=template)) from error
    unknown = sorted(names - PLACEHOLDERS.keys())
    if unknown:
        raise Unclear(
            _("证书文字中的“{{{name}}}”不是可用的项目，可用的有：{known}。").format(
                name=unknown[0], known="、".join(f"{{{name}}}" for name in PLACEHOLDERS)
            )
        )
    return template.format_map({name: values.get(name, "") for name in names})


def day_text(day: date) -> str:
    """2023年3月1日, as certificates write dates in running text."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_text(month: date) -> str:
    """1985年3月, as certificates write when somebody was born."""
    return f"{month.year}年{month.month}月"


def period_text(starts: date, ends: date | None) -> str:
    """From the first to the last day; a single day is alone. The year is not repeated."""
    if ends is None or ends == starts:
        return day_text(starts)
    last = day_text(ends) if ends.year != starts.year else f"{ends.month}月{ends.day}日"
    return f"{day_text(starts)}至{last}"


def holder_text(name: str, sex: str = "", born: date | None = None) -> str:
    """王祯，男，1985年3月生; what is not known is left out."""
    return "，".join(filter(None, (name, sex, f"{month_text(born)}生" if born else "")))


def facts_1(number: str, name: str, title: str, issuer: str, id_number: str, issued: date) -> dict[str, str]:
    """What the patterns of a certificate's layout are filled with: version 1, which never changes (see `FACTS`)."""
    return {
        "number": number,
        "name": name,
        "title": title,
        "issuer": issuer,
        "id_number": id_number,
        "date": chinese_date(issued),
        "day": day_text(issued),
    }


FACTS: Mapping[int, Callable[..., dict[str, str]]] = {1: facts_1}
"""How facts become text, by the version that a layout names. A better way is added under the next number."""


def in_code(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts as they are in a QR code, where bars part them."""
    return {name: fact.replace("|", "／") for name, fact in facts.items()}
