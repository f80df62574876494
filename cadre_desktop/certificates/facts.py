"""What a designed certificate can say: the fields of its texts, with the words that the designer shows for them."""

import re
from collections.abc import Mapping
from datetime import date

from cadre_desktop.certificates.rules import day_text, distinction_text, month_text
from cadre_desktop.kit.chinese import chinese_date
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.names import has_compound_surname
from cadre_desktop.people.department_names import department_like
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import Sex, StaffCategory

FIELDS: Mapping[str, str] = {
    "name": N_("姓名或集体名称"),
    "address": N_("称谓（同志、先生、女士）"),
    "sex": N_("性别"),
    "birth": N_("出生年月"),
    "category": N_("人员类别"),
    "post": N_("职务"),
    "court": N_("所在法院"),
    "department": N_("部门"),
    "course": N_("培训班名称"),
    "contest": N_("竞赛名称"),
    "track": N_("赛道"),
    "activity": N_("活动或班次名称"),
    "award": N_("奖项"),
    "title": N_("荣誉称号"),
    "distinction": N_("获评表述（被评为“业务能手”、荣获一等奖）"),
    "rank": N_("名次"),
    "reason": N_("事由"),
    "date": N_("落款日期（汉字）"),
    "date_arabic": N_("落款日期（数字）"),
    "starts": N_("开始日期"),
    "ends": N_("结束日期"),
    "period": N_("起止日期"),
    "hours": N_("学时"),
    "number": N_("证书编号"),
    "issuer": N_("落款单位"),
    "organiser": N_("主办单位"),
    "id_number": N_("有效证件号"),
}
"""The fields that a design's texts may have, in the order in which they are offered."""


_GROUP = re.compile(
    r"(?:法院|检察院|学院|学校|大学|公司|协会|学会|委员会|集体|团队|班组|品牌|窗口|支队|大队|中队|支部|党委|工会)$"
)
_UNIT_HEADS = frozenset("刑民行执立审政研办综督机技装环知破少速后诉调信")
"""What departments with names of three characters begin with, and no usual surname: 刑一庭, 研究室, 立案庭."""


def is_collective(name: str) -> bool:
    """Whether a name is that of a court, a department or another group: 刑事审判第一庭, 法警支队; not 王雨庭."""
    tight = "".join(name.split())
    if len(tight) < 3 or "·" in tight:
        return False
    if len(tight) == 3:
        return tight[0] in _UNIT_HEADS and department_like(tight)
    return bool(_GROUP.search(tight)) or (department_like(tight) and not has_compound_surname(tight))


def usual_address(name: str, person: int | None) -> str:
    """How a certificate addresses its holder where nothing else is said: 同志 behind the name of `person` or a guest,
    nothing behind that of a collective."""
    return _("同志") if person is not None or not is_collective(name) else ""


def facts_of(
    name: str, title: str, issuer: str, id_number: str, issued: date, more: Mapping[str, str]
) -> dict[str, str]:
    """What a designed certificate says, by field, but for its number: every field of `FIELDS`, empty where not known.

    `more` are the texts that its contest or course adds, and goes before the rest. A title is its award and honour
    alike: which of the two a page speaks of is for its design to say.
    """
    known = {
        "name": name,
        "address": _("同志"),
        "title": title,
        "award": title,
        "distinction": distinction_text(title),
        "issuer": issuer,
        "organiser": issuer,
        "id_number": id_number,
        "date": chinese_date(issued),
        "date_arabic": day_text(issued),
    }
    given = {field: text for field, text in more.items() if field in FIELDS}
    return {**dict.fromkeys(FIELDS, ""), **known, **given}


def facts_of_person(key: int) -> dict[str, str]:
    """What a certificate can say of somebody on the staff, as it is known today."""
    person = Person.by_key(key)
    court, department = person.court, person.department
    return {
        "sex": Sex.table().label(person.sex),
        "birth": month_text(person.born) if person.born else "",
        "category": StaffCategory.table().label(person.category),
        "post": person.post,
        "court": court.name if court else "",
        "department": department.name if department else "",
        "id_number": person.id_number,
    }
