"""What a list of people and collectives has to say so that certificates can be made of it: by the page they will have,
and by the headings that offices write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from cadre_desktop.certificates.drafting import Template, layout_for, wording_of
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.layouts import Layout, with_fonts_at_hand
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import design_of
from cadre_desktop.kit.documents.certificate_layout import fields_in
from cadre_desktop.kit.documents.design.elements import Design, SealElement, TextElement
from cadre_desktop.kit.documents.design.texts import needed_in
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.store import Store

UNIT_AND_POST = tuple(
    unit + link + "职务" for unit in ("单位", "工作单位", "所在单位") for link in ("及", "", "和", "与")
)
"""Headings of a unit with what somebody is there: namesakes differ by it as by the unit alone, and it is no name."""

ALSO: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("姓名", "单位名称", "集体名称", "获奖者", "获奖人", "获奖人员", "获奖单位", "获奖集体", "受聘人", "受聘者"),
        *("持证人", "获证人", "学员姓名", "学员", "参训人员", "退休人员", "嘉宾", "专家姓名", "干警姓名", "人员姓名"),
        *("先进集体", "先进个人", "受表彰人", "表彰对象"),
    ),
    "address": ("称谓", "称呼", "尊称"),
    "sex": ("性别",),
    "birth": ("出生年月", "出生日期", "生日"),
    "category": ("人员类别", "身份"),
    "post": ("职务", "职务职级", "现任职务", "职称"),
    "court": ("单位", "所在法院", "法院", "所在单位", "工作单位", "院名", *UNIT_AND_POST),
    "department": ("部门", "庭室", "所在部门", "所在庭室", "科室"),
    "course": ("课程", "培训班", "培训班名称", "课程名称", "班次", "班次名称", "培训名称"),
    "contest": ("竞赛名称", "竞赛", "比赛", "比赛名称", "赛事"),
    "track": ("赛道", "组别", "专业组", "参赛项目"),
    "activity": ("活动名称", "活动", "评选活动", "表彰活动"),
    "award": ("奖项", "奖次", "等次", "获奖等次", "获奖等级", "奖级", "奖别"),
    "title": (
        *("荣誉称号", "称号", "荣誉", "荣誉名称", "授予称号", "表彰称号", "聘任职务", "聘任岗位", "受聘职务", "聘为"),
        *("品牌名称", "品牌", "牌名", "称号或等次"),
    ),
    "rank": ("名次", "排名"),
    "reason": ("事由", "主要事迹", "事迹", "表彰事由", "获奖事由", "理由"),
    "date": ("落款日期", "发证日期", "颁发日期", "颁证日期", "日期"),
    "starts": ("开始日期", "起始日期", "开班日期", "聘期开始", "参加工作时间", "参加工作日期"),
    "ends": ("结束日期", "截止日期", "结业日期", "聘期结束", "退休时间", "退休日期"),
    "period": ("起止日期", "起止时间", "聘期", "聘任期限", "培训时间"),
    "hours": ("学时", "课时", "总学时"),
    "number": ("证书编号", "证书号", "证号"),
    "issuer": ("落款单位", "发证单位", "发证机关", "颁发单位", "授予单位"),
    "organiser": ("主办单位", "举办单位"),
    "id_number": ("有效证件号", "证件号", "证件号码", "身份证号", "身份证号码", "公民身份号码", "工号"),
}
"""By field the headings of lists that mean it, the one that the program writes first."""

_OF_KIND: Mapping[CertificateKind | None, Mapping[str, str]] = {
    CertificateKind.COMPLETION: {"name": "姓名", "activity": "培训班名称", "title": "培训班名称"},
    CertificateKind.APPOINTMENT: {"name": "受聘人", "title": "聘任职务", "period": "聘期"},
    CertificateKind.PLAQUE: {"name": "单位名称", "title": "品牌名称"},
}
"""What lists of a kind call a field, where that is not the first of its headings."""

GIVEN = ("number", "date_arabic", "distinction", "holder")
"""What no list has to say: the program gives the number, the rest follows from other fields."""

TITLES = ("title", "award", "course", "activity")
"""What a certificate is registered for: the first of these fields that says something."""
INSTEAD: Mapping[str, tuple[str, ...]] = {
    "title": ("award",),
    "award": ("title",),
    "activity": ("course", "contest"),
}
"""What is taken for a field that a list does not say: a title is its award and honour alike."""
_PARTS: Mapping[str, tuple[str, ...]] = {"period": ("starts", "ends")}
_COMMON = ("issuer", "date", "organiser", "address")
"""What a list may say and need not: all have the same, or it follows from the name."""
_FROM = {"distinction": "title", "holder": "name", "date_arabic": "date"}
_ORDER = ("name", *FIELDS)


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: `name` of its field; `needed`: the page has a hole without it."""

    name: str
    needed: bool
    kind: CertificateKind

    @property
    def heading(self) -> str:
        """As the program writes it over the column."""
        return heading_of(self.name, self.kind)

    @property
    def label(self) -> str:
        """What the field is, with what may be written in it."""
        return _(FIELDS[self.name])


def heading_of(field: str, kind: CertificateKind | None = None) -> str:
    """What a field is called over a column and in sentences, of a kind of certificate."""
    return (_OF_KIND[kind].get(field) if kind in _OF_KIND else None) or ALSO[field][0]


def headings() -> dict[str, tuple[str, ...]]:
    """By field every heading that means it, the labels of the designer's menus among them."""
    labels = {name: _(FIELDS[name]) for name in ALSO}
    bare = {name: label.partition("（")[0] for name, label in labels.items()}
    return {name: tuple(dict.fromkeys((*also, labels[name], bare[name]))) for name, also in ALSO.items()}


def layout_chosen(kind: CertificateKind, template: Template) -> Layout:
    """The page that certificates of a kind have with a template, or with the usual one."""
    return with_fonts_at_hand(design_of(template)) if template else layout_for(kind)


def columns_for(store: Store, kind: CertificateKind, template: Template) -> tuple[ListColumn, ...]:
    """The columns that a list has to have, or may have, for a kind and template: the fields of their page, the name
    first. What is in square brackets on a page may be empty, as may notes of the program's first pages."""
    needed, every = _fields_on(store, kind, template)
    wanted = [name for name in _ORDER if name in every and name not in GIVEN and name not in _COMMON]
    return tuple(ListColumn(name, name in needed, kind) for name in dict.fromkeys(wanted))


def fields_in_common(store: Store, kind: CertificateKind, template: Template) -> tuple[str, ...]:
    """The fields that may say the same for a whole list, as their page has them or the register does."""
    _needed, every = _fields_on(store, kind, template)
    titled = {"title"} if every.isdisjoint(TITLES) else set()
    every |= {"issuer", "date"} | titled
    return tuple(name for name in _ORDER if name in every and name not in (*GIVEN, "name"))


def sources_of(fields: Iterable[str]) -> set[str]:
    """These fields, and those from which they are filled where a list does not say them."""
    return {source for name in fields for source in (name, *INSTEAD.get(name, ()), *_PARTS.get(name, ()))}


def _fields_on(store: Store, kind: CertificateKind, template: Template) -> tuple[set[str], set[str]]:
    """The fields without which a page has a hole, and all that it has."""
    layout = layout_chosen(kind, template)
    needed, other = _fields_of(layout) if isinstance(layout, Design) else _fields_of_wording(store, kind)
    needed = {_FROM.get(name, name) for name in needed} | {"name"}
    return needed, needed | {_FROM.get(name, name) for name in other}


def _fields_of(design: Design) -> tuple[set[str], set[str]]:
    needed: set[str] = set()
    every: set[str] = set()
    for element in design.elements:
        texts = [element.text] if isinstance(element, TextElement) else []
        texts += [element.issuer, element.date] if isinstance(element, SealElement) else []
        for text in texts:
            needed |= needed_in(text)
            every |= set(fields_in(text))
    return needed, every


def _fields_of_wording(store: Store, kind: CertificateKind) -> tuple[set[str], set[str]]:
    wording = wording_of(store, kind)
    parts = Formatter().parse(wording.salutation + wording.body)
    used = {name for _text, name, _format, _conversion in parts if name}
    more = {"sex", "birth"} if "holder" in used else set()
    return used, used | more | ({"id_number"} if kind is CertificateKind.COMPLETION else set())
