"""What a 干部任免审批表 says of somebody, text by text, from the dossier."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadre_desktop.kit.display import shown
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.profile.wording import coded, post_in
from cadre_desktop.people.records import Appointment, Court, Department, Honour, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade, Grade
from cadre_desktop.people.registers.education import Education, StudyMode
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.registers.sanctions import Sanction
from cadre_desktop.people.rules import age_on


@dataclass(frozen=True)
class ResumeEntry:
    """A line of the résumé: from when to when as forms write it, what was done, and what was done meanwhile."""

    when: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Studies:
    """Education and degree, and schools with subjects."""

    what: str = ""
    schools: str = ""


@dataclass(frozen=True)
class Approval:
    """The texts of the form; `lacking` names what the dossier does not know."""

    name: str
    born: str
    plain: dict[str, str]
    photo: bytes
    full_time: Studies
    in_service: Studies
    present: str
    proposed: str
    removed: str
    reason: str
    resume: tuple[ResumeEntry, ...]
    honours: str
    grades: str
    lacking: tuple[str, ...] = field(default=())


_PLAIN: tuple[Any, ...] = (
    Person.sex,
    Person.ethnic,
    Person.native_place,
    Person.birthplace,
    Person.joined_work,
    Person.health,
    Person.professional_title,
    Person.expertise,
)
_MAY_BE_EMPTY = ("professional_title", "expertise")
"""What many people have nothing of."""
_PARTY = ("01", "02")
"""Members of the party, full and probationary."""


def approval_of(row: Any, today: date, *, sanctions: bool = False, years: int | None = 3) -> Approval:
    """The form of a person as of `today`. `sanctions` says whether these are told; `years`: of how many years the
    annual grades are, None for all."""
    plain = {each.name: shown(PERSON.column(each), getattr(row, each.name)) for each in _PLAIN}
    studies = _studies(row.id)
    change = _change(row.id)
    resume = tuple(_resume(row.id))
    found = {
        _("出生年月"): row.born,
        _("照片"): row.photo,
        _("简历"): resume,
        _("学历学位"): any(each.what for each in studies.values()),
        _("现任职务"): row.post,
        **({_("入党时间"): row.joined_party} if row.political in _PARTY else {}),
        **{_(PERSON.column(each).title): plain[each.name] for each in _PLAIN if each.name not in _MAY_BE_EMPTY},
    }
    return Approval(
        name=row.name,
        born=_born(row.born, today),
        plain={**plain, "joined_party": _party(row)},
        photo=(blobs.get(row.photo) or b"") if row.photo else b"",
        full_time=studies[StudyMode.FULL_TIME],
        in_service=studies[StudyMode.IN_SERVICE],
        present=_present(row),
        proposed=_post_of(change) if change else "",
        removed=change.removed_post if change else "",
        reason=change.reason if change else "",
        resume=resume,
        honours=_honours(row.id, sanctions=sanctions),
        grades=_grades(row.id, years),
        lacking=tuple(title for title, value in found.items() if not value),
    )


def _born(born: date | None, today: date) -> str:
    if born is None:
        return ""
    return _("{month}\n（{age}岁）").format(month=f"{born:%Y.%m}", age=age_on(born, today))


def _party(row: Any) -> str:
    """The month somebody joined the party; the other party, in words, behind it or alone."""
    joined = f"{row.joined_party:%Y.%m}" if row.joined_party else ""
    return "；".join(filter(None, (joined, row.second_party)))


def _studies(person: int) -> dict[StudyMode, Studies]:
    """For each mode the newest education and the newest degree, with their schools."""
    query = Education.select().where(Education.person == person)
    rows = sorted(query, key=lambda row: (row.ends or date.min, row.id), reverse=True)
    return {mode: _highest([row for row in rows if row.mode == mode]) for mode in StudyMode}


def _highest(rows: Sequence[Any]) -> Studies:
    education = next((row for row in rows if row.education), None)
    degree = next((row for row in rows if row.degree), None)
    if education is None and degree is None:
        return Studies()
    chosen = dict.fromkeys(row for row in (education, degree) if row is not None)
    what = [
        coded(Education.education, education) if education else "",
        coded(Education.degree, degree) if degree else "",
    ]
    schools = dict.fromkeys("".join(filter(None, (row.school, row.major))) for row in chosen)
    return Studies("\n".join(filter(None, what)), "\n".join(filter(None, schools)))


def _present(row: Any) -> str:
    """Court, department and post, with rank and grade."""
    court, department = (
        label_of(record, row.__data__[name]) if row.__data__[name] else ""
        for record, name in ((Court, "court"), (Department, "department"))
    )
    said = [court + post_in(department, row.post), *(coded(each, row) for each in (Person.rank, Person.judge_grade))]
    return "、".join(filter(None, said)) if row.post else ""


def _change(person: int) -> Any:
    """The latest change of post that is decided on and not carried out yet."""
    open_ = Appointment.select().where(Appointment.person == person, Appointment.carried_out == False)  # noqa: E712
    return open_.order_by(Appointment.decided.desc(), Appointment.id.desc()).first()


def _post_of(change: Any) -> str:
    links = ((Court, "court"), (Department, "department"))
    names = [label_of(record, change.__data__[name]) if change.__data__[name] else "" for record, name in links]
    where = [name for name in names if name not in change.new_post]
    return "".join(filter(None, (*where, change.new_post)))


def _resume(person: int) -> list[ResumeEntry]:
    """As forms write it: 2012.09--2015.03, and without an end 2023.06--."""
    rows = ResumeLine.select().where(ResumeLine.person == person).order_by(ResumeLine.position, ResumeLine.id)
    found = []
    for row in rows:
        first = f"{row.starts:%Y.%m}--" if row.starts else ""
        when = first + (f"{row.ends:%Y.%m}" if row.ends else "")
        found.append(ResumeEntry(when, row.text, tuple(filter(None, map(str.strip, row.notes.splitlines())))))
    return found


def _honours(person: int, *, sanctions: bool) -> str:
    """Honours, the oldest first, and with `sanctions` these as well.

    That there is nothing is said only where both were looked at: 无 would deny a sanction that is not to be told.
    """
    rows = Honour.select().where(Honour.person == person).order_by(Honour.granted, Honour.id)
    said = [
        (row.granted, _("{month}获“{title}”").format(month=f"{row.granted:%Y.%m}", title=row.title), row.grantor)
        for row in rows
    ]
    if sanctions:
        words = _("{month}受“{sanction}”")
        said += [
            (row.decided, words.format(month=f"{row.decided:%Y.%m}", sanction=coded(Sanction.sanction, row)), row.organ)
            for row in Sanction.select().where(Sanction.person == person)
        ]
    lines = [text + (_("（{organ}）").format(organ=organ) if organ else "") for _day, text, organ in sorted(said)]
    if lines:
        return "；\n".join(lines) + "。"
    return _("无") if sanctions else ""


def _grades(person: int, years: int | None) -> str:
    """Annual grades as forms write them, the oldest first."""
    rows = list(AnnualGrade.select().where(AnnualGrade.person == person).order_by(AnnualGrade.year.desc()))
    said = [
        _("{year}年年度考核“{grade}”等次").format(year=row.year, grade=_(Grade(row.grade).label))
        if row.grade != Grade.ABSENT
        else _("{year}年未参加年度考核").format(year=row.year)
        for row in rows[:years][::-1]
    ]
    return "；".join(said) + ("。" if said else "")
