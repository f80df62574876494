"""What the forms of one member are filled in with, as texts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.rules import Sex, StaffCategory, age_on
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import FitReason, reasons
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.requirement import hours_text, line_name
from cadre_desktop.talent.stages.admitting import requirement_of

_SCHOOLS = """
    SELECT school, major FROM education WHERE person_id = ? AND school <> '' ORDER BY ends DESC, id DESC LIMIT 2
"""


@dataclass(frozen=True)
class FormFacts:
    """Texts by what they are called, the photo's digest, and how the pool's rule is met on `day`, that of entry."""

    name: str
    day: date
    texts: dict[str, str]
    photo: str
    resume: str
    reasons: tuple[FitReason, ...]
    exception: str


def facts_for_forms(member: Membership) -> FormFacts:
    """What the dossier says of a member on the day of entering the pool."""
    person, pool = Person.by_key(member.__data__["person"]), Pool.by_key(member.__data__["pool"])
    member = Membership.by_key(member.id)
    assert member.entered is not None
    known = read_facts([person.id], member.entered, pool.id)[person.id]
    held = reasons(requirement_of(pool), known, member.entered)
    texts = {
        **_own_texts(person, member.entered),
        "pool": pool.name,
        "entered": _day(member.entered),
        "source": member.source,
        "direction": member.direction,
        "grades": "　".join(f"{grade.year} 年{_(grade.label)}" for grade in reversed(known.grades)),
        "titles": "；".join((*known.titles, *known.honours)),
        "lines": "、".join(dict.fromkeys(line_name(code) for code, _why in known.lines)),
        "hours": _("{year} 年 {hours} 学时").format(year=known.hours_year, hours=hours_text(known.hours)),
        "reason": member.notes,
    }
    words = _("{reason}（决定：{decided}）")
    exception = words.format(reason=member.exception, decided=member.exception_by) if member.exception else ""
    return FormFacts(person.name, member.entered, texts, person.photo, _resume(person), tuple(held), exception)


def _own_texts(person: Person, day: date) -> dict[str, str]:
    own = person.__data__
    court = Court.get_or_none(Court.id == own["court"])
    room = Department.get_or_none(Department.id == own["department"])
    home = "".join(filter(None, (court.name if court else "", room.name if room else "", own["post"])))
    schools = ["".join(filter(None, row)) for row in database.rows(_SCHOOLS, person.id)] or [own["school"]]
    return {
        "sex": _(Sex(own["sex"]).label) if own["sex"] else "",
        "born": f"{own['born']:%Y.%m}\n（{age_on(own['born'], day)}）" if own["born"] else "",
        "ethnic": _label("ethnic", own["ethnic"]),
        "native": own["native_place"],
        "political": _label("political", own["political"]),
        "joined_party": _month(own["joined_party"]),
        "joined_work": _month(own["joined_work"]),
        "category": _(StaffCategory(own["category"]).label) if own["category"] else "",
        "education": _label("education", own["education"]),
        "degree": _label("degree", own["degree"]),
        "rank": "\n".join(filter(None, (_label("ranks", own["rank"]), _label("judge_grades", own["judge_grade"])))),
        "schools": "；".join(filter(None, schools)),
        "home": home,
        "post_since": _month(own["post_since"]),
    }


def _label(table: str, code: str) -> str:
    return _(code_table(table).label(code)) if code else ""


def _month(day: date | None) -> str:
    return f"{day:%Y.%m}" if day else ""


def _day(day: date) -> str:
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def _resume(person: Person) -> str:
    rows: Any = ResumeLine.select().where(ResumeLine.person == person).order_by(ResumeLine.position, ResumeLine.id)
    return "\n".join(_line(row) for row in rows)


def _line(row: ResumeLine) -> str:
    ends = _month(row.ends) or _("至今")
    notes = "".join(f"\n　　{note}" for note in row.notes.splitlines())
    return f"{_month(row.starts)}—{ends}　{row.text}{notes}"
