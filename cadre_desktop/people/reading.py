"""What cells of rosters say about people beyond their own field: each function reads one column's text.

They return a `Reading`, or None for what the field's own type reads. What is certain becomes a value; what is only
likely (a status among the remarks) is kept as a remark, reported, and offered.
"""

import re
from datetime import date

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.kind import Reading, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.name_marks import is_plain, name_and_marks
from cadre_desktop.kit.problems import Offer, Unclear
from cadre_desktop.people.posts import PostSaid, is_short, names_a_post, post_said
from cadre_desktop.people.rules import (
    Capacity,
    PersonStatus,
    Sex,
    StaffCategory,
    capacity_of,
    staff_category_of,
)
from cadre_desktop.people.status_words import StatusSaid, status_said

_PARTED = re.compile(r"[\s、,，;；/／()（）]+")


def read_name(text: str) -> Reading | None:
    """A name with marks beside it: 王祯（女） is a woman, 李静（借调）, 赵凯* keep the mark as a remark."""
    if is_plain(text):
        return None
    name, marks = name_and_marks(text)
    if not marks:
        return None
    values: Values = {"name": name}
    kept = [mark for mark in marks if not _certain(values, mark)]
    said = status_said("，".join(kept), date.today())
    shown = _("、").join(marks)
    if not kept:
        return Reading(values, _("姓名旁的“{marks}”已读作性别或民族").format(marks=shown))
    values["notes"] = _("；").join(kept)
    note = _("姓名旁的“{marks}”没有读作姓名，已记入备注").format(marks=_("、").join(kept))
    return Reading(values, note, _meaning(said), _offers(said))


def _certain(values: Values, mark: str) -> bool:
    """Whether a mark beside a name says sex or ethnic group, noted in `values`."""
    sex = Sex.table().find(mark) if mark in ("男", "女") else None
    ethnic = code_table("ethnic").find(mark) if mark.endswith("族") else None
    values.update({"sex": sex} if sex else {"ethnic": ethnic} if ethnic else {})
    return bool(sex or ethnic)


def read_notes(text: str) -> Reading | None:
    """Remarks stay as they are; a status they speak of (2023.5退休, 已调离) is pointed out and offered."""
    said = status_said(text, date.today())
    if said is None:
        return None
    return Reading({}, "", _meaning(said), _offers(said))


def _meaning(said: StatusSaid | None) -> str:
    """What the status that a text speaks of would mean."""
    if said is None:
        return ""
    sentence = _("写着“{words}”，状态可能应为“{status}”；没有改，请核对。")
    if said.since:
        sentence = _("写着“{words}”，状态可能应为“{status}”（{since} 起）；没有改，请核对。")
    return sentence.format(words=said.words, status=_(said.status.label), since=said.since)


def _offers(said: StatusSaid | None) -> tuple[Offer, ...]:
    if said is None:
        return ()
    since = (Offer("status_since", said.since),) if said.since else ()
    return (Offer("status", said.status.label), *since)


def read_status(text: str) -> Reading | None:
    """A status with its date, 退休（2023.5）, or with a remark, 在职（借调）; a plain one is read by its table."""
    table = PersonStatus.table()
    if table.find(text):
        return None
    known = next((status for part in _PARTED.split(text) if (status := table.find(part))), None)
    said = status_said(text, date.today())
    status = known or (said and said.status)
    if status is None:
        return None
    note = _("“{text}”读作“{status}”").format(text=text, status=_(PersonStatus(status).label))
    if said is not None and said.status != status:
        return Reading({"status": status}, note, _meaning(said), _offers(said))
    since = {"status_since": date.fromisoformat(said.since)} if said and said.since else {}
    return Reading({"status": status, **since}, note)


def read_category(text: str) -> Reading | None:
    """What a roster's 人员分类 means: 员额法官 is a judge in the quota, 书记员 a judicial auxiliary who is a clerk."""
    value = StaffCategory.table().find(text)
    found = staff_category_of(text)
    category = value or (found and found.category)
    if not category:
        return None
    quota = {} if found is None or found.quota is None else {"quota_judge": found.quota}
    capacity = capacity_of(text) if category == StaffCategory.JUDICIAL_AUXILIARY else None
    return Reading({"category": category, **quota, **({"capacity": capacity} if capacity else {})})


def read_capacity(text: str) -> Reading | None:
    """What a column 岗位身份 means: one of its values, or what only the category can hold (员额法官, 司法行政人员)."""
    value = Capacity.table().find(text) or capacity_of(text)
    read = read_category(text)
    if read is None:
        return Reading({"capacity": value}) if value else None
    return Reading({**read.values, "capacity": value or ""})


def read_post(text: str) -> Reading | None:
    """A post, its rank or grade apart: 庭长、四级高级法官; also under 职务/职级.

    Raises `Unclear` for what is none (0, 1) and for a rank that does not say whose it is (三级高级).
    """
    if is_short(text):
        raise Unclear(_("“{text}”没有写明是法官、法官助理、书记员还是警长；请写全，如三级高级法官。").format(text=text))
    if not names_a_post(text) and text not in NOTHING:
        raise Unclear(_("“{text}”不像职务；请填写职务，没有就留空。").format(text=text))
    return _posted(post_said(text), {"post": ""})


def read_rank(text: str) -> Reading | None:
    """A rank; a judge's grade written there goes to its own field, a post as well."""
    return None if code_table("ranks").find(text) else _posted(post_said(text), {"rank": ""})


def read_grade(text: str) -> Reading | None:
    """A judge's grade; a rank written there (一级法官助理) goes to its own field, a post as well."""
    return None if code_table("judge_grades").find(text) else _posted(post_said(text), {"judge_grade": ""})


def _posted(said: PostSaid | None, own: Values) -> Reading | None:
    if said is None:
        return None
    return Reading({**own, **{name: value for name, value in said._asdict().items() if value}})


def read_education(text: str) -> Reading | None:
    """Education and degree in one cell: 大学/法学学士, 研究生（法律硕士）, 硕士 (the degree of a graduate)."""
    return _schooled(text, "education", "degree")


_SCHOOLING = frozenset(("全日制", "全日制教育", "在职", "在职教育"))
"""How somebody studied, which is written in brackets after an education and changes nothing about it."""

_GRADUATES = ("硕士研究生", "博士研究生")


def read_degree(text: str) -> Reading | None:
    """A degree; an education written beside it goes to its own field. 硕士研究生 there means both."""
    if text in _GRADUATES:
        return Reading({"degree": code_table("degree").find(text[:2]), "education": code_table("education").find(text)})
    return _schooled(text, "degree", "education")


def _schooled(text: str, own: str, other: str) -> Reading | None:
    """Each part of the cell in the field whose table knows it; None if one is unknown or two contradict each other.

    硕士 is a degree; alone among educations it means a graduate's too.
    """
    tables = {"degree": code_table("degree"), "education": code_table("education")}
    values: Values = {}
    parts = [part for part in _PARTED.split(text) if part and part not in _SCHOOLING]
    if tables[own].find(text) and not (own == "education" and tables[other].find(text)):
        return None
    for part in parts:
        name = next((name for name, table in tables.items() if table.find(part)), "")
        if not name or values.setdefault(name, tables[name].find(part)) != tables[name].find(part):
            return None
    if own == "education" and len(parts) == 1 and (education := tables["education"].find(text)):
        values["education"] = education
    return Reading({own: "", **values}) if values else None
