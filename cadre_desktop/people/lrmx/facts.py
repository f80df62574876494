"""What a form says, as values of the dossier: codes, months, studies, résumé, grades. Pure.

Nothing is guessed: what cannot be read is left out with one sentence, and the file itself keeps it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.codes import CodeTable, code_table
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.typed import typed_month
from cadre_desktop.people.lrmx import elements
from cadre_desktop.people.lrmx.grades_text import GradesRead, parse_grades
from cadre_desktop.people.lrmx.resume_text import WrittenLine, parse_resume, resume_troubles
from cadre_desktop.people.rules import Sex, check_id_number, check_name, contradictions

NOTHING = frozenset(("无", "暂无", "没有", "/", "-", "—", "——"))
"""What a form says where there is nothing."""

CODED = {"XingBie": "sex", "MinZu": "ethnic", "JianKangZhuangKuang": "health"}
MONTHS = {elements.BORN: "born", "CanJiaGongZuoShiJian": "joined_work"}
TEXTS = {
    "JiGuan": "native_place",
    "ChuShengDi": "birthplace",
    "ZhuanYeJiShuZhiWu": "professional_title",
    "ShuXiZhuanYeYouHeZhuanChang": "expertise",
}
"""By element the field of a person."""
COMMUNIST = "01"
_PARTED = re.compile(r"[\s;；,，、()（）/]+")
_SCHOOL = re.compile(r"(.*(?:大学|学院|学校|党校|干校|中学|[专大]学?校))(.+)")


@dataclass(frozen=True)
class Study:
    """An education or a degree that the form names, or both of one school. `subject` may be part of `school`."""

    mode: str
    education: str = ""
    degree: str = ""
    school: str = ""
    subject: str = ""


class ProposedPost(NamedTuple):
    """What a form proposes: the new post, the post to be removed from, and why."""

    post: str
    removed_post: str
    reason: str


_NOTHING_PROPOSED = ProposedPost("", "", "")


@dataclass(frozen=True)
class LrmxFacts:
    """What a form says. `person` has only the fields that it says; `unit` is who hands it in (呈报单位); `troubles` are
    sentences for the reader."""

    person: Values
    studies: tuple[Study, ...]
    resume: tuple[WrittenLine, ...]
    grades: GradesRead
    post: str
    honours: str
    id_number: str = ""
    unit: str = ""
    proposed: ProposedPost = _NOTHING_PROPOSED
    troubles: tuple[str, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        return str(self.person["name"])

    @property
    def born(self) -> date | None:
        return self.person.get("born")


def table_of(name: str) -> CodeTable:
    """The codes of a field of a person."""
    return Sex.table() if name == "sex" else code_table(name)


def facts_of(said: Mapping[str, str], today: date) -> LrmxFacts:
    """What the texts of a form say, by element. Raises Refused where its name can be nobody's."""
    troubles: list[str] = []
    texts = {name: "" if text in NOTHING else text for name, text in said.items()}
    person = _person(texts, troubles)
    studies = tuple(study for mode in MODES for study in studies_of(texts, mode, troubles))
    person |= best_study(studies)
    number = _id_number(texts.get(elements.ID_NUMBER, ""), person, today, troubles)
    resume = tuple(parse_resume(texts.get(elements.RESUME, "")))
    grades = parse_grades(texts.get(elements.GRADES, ""))
    troubles += (*resume_troubles(resume), *grades.troubles)
    post, honours = texts.get(elements.POST, ""), texts.get(elements.HONOURS, "")
    proposed = ProposedPost(*(texts.get(name, "") for name in ("NiRenZhiWu", "NiMianZhiWu", "RenMianLiYou")))
    unit = texts.get("ChengBaoDanWei", "")
    return LrmxFacts(person, studies, resume, grades, post, honours, number, unit, proposed, tuple(troubles))


def _person(texts: Mapping[str, str], troubles: list[str]) -> Values:
    written = "".join(texts.get(elements.NAME, "").split())
    if not written:
        raise Refused(Problem(_("表里没有填姓名，请填上再导入。"), field="name"))
    try:
        person: Values = {"name": check_name(written)}
    except Unclear as unclear:
        raise Refused(Problem(str(unclear), field="name")) from unclear
    for element, name in CODED.items():
        if text := texts.get(element, ""):
            value = table_of(name).find(text)
            if value:
                person[name] = value
            else:
                troubles.append(_unknown(elements.TITLES[element], text))
    for element, name in MONTHS.items():
        try:
            if month := typed_month(texts.get(element, "")):
                person[name] = month
        except Unclear as unclear:
            said = {"title": elements.TITLES[element], "why": unclear}
            troubles.append(_("{title}没有导入：{why}").format_map(said))
    person |= {name: texts[element] for element, name in TEXTS.items() if texts.get(element)}
    return person | party_of(texts.get(elements.PARTY_JOINED, ""), troubles)


def _unknown(title: str, text: str) -> str:
    words = _("{title}“{text}”不在代码表里，没有导入，请在人员里手工填写。")
    return words.format(title=title, text=text[:30])


def party_of(text: str, troubles: list[str]) -> Values:
    """入党时间: a month is that of joining the Communist Party, a name a party's; ``200108；民建`` says both."""
    values: Values = {}
    for part in filter(None, _PARTED.split(text)):
        try:
            month = typed_month(part)
        except Unclear:
            month = None
        code = code_table("political").find(part)
        if month and "joined_party" not in values:
            values |= {"joined_party": month, "political": COMMUNIST}
        elif code and "political" not in values:
            values["political"] = code
        elif code and code != values["political"]:
            values["second_party"] = code_table("political").label(code)
        elif not code:
            troubles.append(_unknown(elements.TITLES[elements.PARTY_JOINED], part))
    return values


MODES = {elements.FULL_TIME: "full_time", elements.IN_SERVICE: "in_service"}


def studies_of(texts: Mapping[str, str], mode: str, troubles: list[str]) -> list[Study]:
    """What the form says of one of the two modes of studying: one study, or two where the degree is of another
    school than the education."""
    education, degree, school, degree_school = (texts.get(f"{mode}_{what}", "") for what in elements.STUDIES)
    codes = {}
    for name, text in (("education", education), ("degree", degree)):
        codes[name] = _first_code(name, text)
        if text and not codes[name]:
            title = elements.TITLES[f"{mode}_{elements.STUDIES[name == 'degree']}"]
            troubles.append(_unknown(title, text))
    together = not (codes["education"] and codes["degree"]) or not (school and degree_school)
    if together or _plain(school) == _plain(degree_school):
        first, second = (school, degree_school) if codes["education"] else (degree_school, school)
        whole = Study(MODES[mode], codes["education"], codes["degree"], *school_of(first or second))
        return [whole] if whole.education or whole.degree else []
    return [
        Study(MODES[mode], codes["education"], "", *school_of(school)),
        Study(MODES[mode], "", codes["degree"], *school_of(degree_school)),
    ]


def _first_code(name: str, text: str) -> str:
    """The code of a text, or of the first part of it that has one (法学学士、管理学学士)."""
    table = code_table(name)
    return next((code for part in (text, *_PARTED.split(text)) if part and (code := table.find(part))), "")


def school_of(text: str) -> tuple[str, str]:
    """School and subject of 院校系及专业: 某大学法学院法学专业 is 某大学法学院 and 法学."""
    text = " ".join(text.split())
    found = _SCHOOL.fullmatch(text)
    if found is None:
        return text, ""
    return found[1].strip(), found[2].strip().removesuffix("专业")


def same_school(text: str, school: str, subject: str) -> bool:
    """Whether a text of the form says this school and subject."""
    return _plain(text) == _plain(school + subject)


def _plain(text: str) -> str:
    return re.sub(r"\s|专业$", "", text)


def best_study(studies: tuple[Study, ...]) -> Values:
    """The highest education and degree, as the fields of a person: codes of what is higher are smaller."""
    educated = min((study for study in studies if study.education), key=lambda each: each.education, default=None)
    graded = min((study for study in studies if study.degree), key=lambda each: each.degree[:1], default=None)
    found: Values = {}
    if educated:
        found |= {"education": educated.education} | ({"school": educated.school} if educated.school else {})
    if graded:
        found["degree"] = graded.degree
    return found


def _id_number(text: str, person: Values, today: date, troubles: list[str]) -> str:
    """The number if it is sound; what contradicts it is said without it being written."""
    if not text:
        return ""
    try:
        known = check_id_number(text, today)
    except Unclear as unclear:
        troubles.append(_("表里的身份证号不能用：{why}").format(why=unclear))
        return ""
    found = contradictions(known, person.get("sex", ""), person.get("born"))
    troubles += [_("表里的{said}").format(said=problem.message) for problem in found]
    return "" if found else known.number
