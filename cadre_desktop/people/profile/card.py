"""The card of a person: who somebody is, as the dossier's row says it, in groups of titles and texts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.display import masked, shown
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_, _
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.profile.wording import post_in
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import age_on, working_age


@dataclass(frozen=True)
class Fact:
    """A line of the card. `hidden` is the text before somebody asks for it, where that is another one."""

    title: str
    text: str
    hidden: str = ""

    def said(self, revealed: bool) -> str:
        """The text as it may be shown."""
        return self.text if revealed or not self.hidden else self.hidden


_GROUPS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    (
        N_("现任"),
        (
            Person.court,
            Person.department,
            Person.post,
            Person.post_since,
            Person.rank,
            Person.judge_grade,
            Person.category,
            Person.capacity,
            Person.quota_judge,
            Person.line,
            Person.employment,
            Person.staff_number,
        ),
    ),
    (
        N_("基本情况"),
        (
            Person.sex,
            Person.born,
            Person.ethnic,
            Person.native_place,
            Person.birthplace,
            Person.political,
            Person.joined_party,
            Person.second_party,
            Person.joined_work,
            Person.joined_court,
            Person.health,
        ),
    ),
    (
        N_("学历专长"),
        (Person.education, Person.degree, Person.school, Person.professional_title, Person.expertise),
    ),
    (N_("其他"), (Person.id_number, Person.phone, Person.notes)),
)


def facts_of(person: Person, today: date) -> list[tuple[str, list[Fact]]]:
    """What is known, group by group; what is not known has no line."""
    found = []
    for title, fields in _GROUPS:
        facts = [_fact(PERSON.column(field), person, today) for field in fields]
        if known := [fact for fact in facts if fact.text]:
            found.append((_(title), known))
    return found


def _fact(column: Column, person: Person, today: date) -> Fact:
    value = person.__data__[column.name]
    if column.link is not None:
        return Fact(_(column.title), label_of(column.link, value) if value else "")
    text = shown(column, value)
    if text and column.field is Person.born:
        text = _("{month}（{age} 岁）").format(month=text, age=age_on(value, today))
    if text and column.field is Person.joined_work:
        text = _("{month}（工龄 {years} 年）").format(month=text, years=working_age(value, today))
    return Fact(_(column.title), text, masked(column, value) if column.masked else "")


def introduction(person: Person, today: date) -> str:
    """In one line: sex, age, nation, party, education."""
    said = [
        shown(PERSON.column(Person.sex), person.sex),
        _("{age} 岁").format(age=age_on(person.born, today)) if person.born else "",
        *(shown(PERSON.column(field), getattr(person, field.name)) for field in _BRIEF),
    ]
    return " · ".join(filter(None, said))


_BRIEF: tuple[Any, ...] = (Person.ethnic, Person.political, Person.education, Person.degree)


def standing(person: Person) -> str:
    """Where somebody serves and as what, line by line: court; department and post; rank and grade."""
    court, department, post, rank, grade = (_said(field, person) for field in _STANDING)
    lines = (court, post_in(department, post), " ".join(filter(None, (rank, grade))))
    return "\n".join(filter(None, lines))


def _said(field: Any, person: Person) -> str:
    column, value = PERSON.column(field), person.__data__[field.name]
    if column.link is not None:
        return label_of(column.link, value) if value else ""
    return shown(column, value)


_STANDING: tuple[Any, ...] = (Person.court, Person.department, Person.post, Person.rank, Person.judge_grade)
