"""Whom a list of people to choose from shows: filters that the columns of a person do not offer by themselves."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, in_year
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.records import Person
from cadre_desktop.people.retirement.expecting import expected_months
from cadre_desktop.people.rules import PersonStatus


def _quota_text(quota: Any) -> str:
    return _("员额") if quota else _("非员额")


CANDIDATE = Kind(
    Person,
    "people",
    "人员",
    (
        PERSON.column(Person.name),
        PERSON.column(Person.court),
        PERSON.column(Person.department),
        replace(PERSON.column(Person.post), filterable=True),
        PERSON.column(Person.category),
        replace(PERSON.column(Person.quota_judge), title="员额", filterable=True, shown=_quota_text),
        PERSON.column(Person.line),
        PERSON.column(Person.born),
    ),
    order=PERSON.order,
    icon="people",
)
"""A person as somebody who is to be chosen sees it: enough to distinguish people, and what one chooses by."""

_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)


class Group(StrEnum):
    """The people among whom is chosen."""

    STAFF = "staff"
    RETIRING = "retiring"
    NEWCOMERS = "newcomers"
    EVERYBODY = "everybody"


def group_titles(year: int) -> tuple[tuple[Group, str], ...]:
    """The groups with their names in `year`, in the order in which they are offered."""
    return (
        (Group.STAFF, _("在职人员")),
        (Group.RETIRING, _("{year} 年退休").format(year=year)),
        (Group.NEWCOMERS, _("{year} 年新进").format(year=year)),
        (Group.EVERYBODY, _("全部人员")),
    )


@dataclass(frozen=True)
class Sought:
    """Who is looked for; ages are completed years, both included. `untrained` are those whose dossier has no
    training of this year."""

    group: Group = Group.STAFF
    age_from: int | None = None
    age_to: int | None = None
    untrained: bool = False

    def listing(self, today: date) -> Listing:
        """Those people as of `today`."""
        conditions = [*_group(self.group, today), *_ages(self.age_from, self.age_to, today)]
        if self.untrained:
            conditions.append(untrained_in(today.year))
        return Listing(CANDIDATE, tuple(conditions))


def _group(group: Group, today: date) -> Iterable[Condition]:
    if group is Group.STAFF:
        yield on_staff()
    elif group is Group.RETIRING:
        yield among(retiring_in(today.year))
    elif group is Group.NEWCOMERS:
        yield on_staff()
        yield in_year(Person.joined_court, today.year)


def _ages(least: int | None, most: int | None, today: date) -> Iterable[Condition]:
    """Births are known by the month, and count from its first day."""
    if least is not None:
        yield Condition("t.born IS NOT NULL AND t.born <= ?", (_born_by(least, today),))
    if most is not None:
        yield Condition("t.born IS NOT NULL AND t.born > ?", (_born_by(most + 1, today),))


def _born_by(age: int, today: date) -> str:
    return f"{today.year - age:04}-{today.month:02}"


UNASKED = 200
"""So many people are taken without a question though nothing was filtered: about one small court."""


def everybody_meant(notices: Notices, count: int, *, narrowed: bool) -> bool:
    """Whether these `count` people may be taken together; asks when they are many and nothing narrows the list.

    One click would otherwise put the staff of eleven courts on a list.
    """
    if narrowed or count <= UNASKED:
        return True
    question = _("没有设置任何筛选条件，将一次加入全部 {count} 人。确定要加入吗？")
    return notices.ask(question.format(count=f"{count:,}"), _("加入全部"), _("返回筛选"))


def untrained_in(year: int) -> Condition:
    """Those whose dossier has no training of `year`."""
    words = _("{year} 年没有参训").format(year=year)
    return Condition("t.id NOT IN (SELECT person_id FROM training_record WHERE year = ?)", (year,), words)


def on_staff() -> Condition:
    """People who belong to a court's staff now."""
    return Condition(f"t.status IN ({_ON_STAFF})")


def gone() -> Barred:
    """Who has left the staff cannot be chosen; a name that somebody serving has does not mean him."""
    return Barred(on_staff(), _("已不在岗"), elsewhere=False)


def among(people: Iterable[int]) -> Condition:
    """Only these people (keys)."""
    return Condition(f"t.id IN {LISTED}", (json.dumps(list(people)),))


def besides(people: Iterable[int]) -> Condition:
    """All but these people (keys)."""
    return Condition(f"t.id NOT IN {LISTED}", (json.dumps(list(people)),))


def retiring_in(year: int) -> list[int]:
    """Who has retired in `year`, and who on the staff reaches the retirement age in it."""
    gone = database.rows(
        "SELECT id FROM person WHERE status = ? AND status_since >= ? AND status_since < ?",
        PersonStatus.RETIRED.value,
        f"{year}",
        f"{year + 1}",
    )
    near = expected_months(
        date(year, 12, 31), f"status IN ({_ON_STAFF}) AND born >= ? AND born < ?", (f"{year - 67}", f"{year - 48}")
    )
    return [*(key for (key,) in gone), *(key for key, month in near if month.year == year)]
