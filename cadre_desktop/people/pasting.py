"""Whom a pasted list of names means: each name matched to people, what is doubtful shown with the choice there is.

Nobody is taken by a guess: one person of a name is meant unless the text puts him elsewhere, several are distinguished
by what the text says beside the name (court, department, duty) or else asked; a name nobody has comes with the names
that are like it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.names import pinyin
from cadre_desktop.kit.store import settings
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people import court_names
from cadre_desktop.people.court_names import OWN
from cadre_desktop.people.likeness import UNIT_ENDS, means_department, open_forms, parted_unit, sound
from cadre_desktop.people.name_list.reading_names import Written, read_names
from cadre_desktop.people.rules import PersonStatus, StaffCategory

_OFFERED = 8
"""So many names are offered for one that nobody has."""
_AREAS = ("区", "旗", "县")
"""What a court's area ends with; its court is meant where nothing else is said."""
_HEARD = 5_000
"""Of so many names all are compared by their sound, of more only those that share a character: reading takes time."""


class Barred(NamedTuple):
    """People who cannot be chosen: `allowed` is what all others meet, `why` says it of one of them.

    `elsewhere` says that they still may be the one a name means (who is on the list already); who has left the
    staff is not meant while somebody serving has the name.
    """

    allowed: Condition
    why: str
    elsewhere: bool = True


@dataclass(frozen=True)
class Somebody:
    """A person a name may mean, with what distinguishes people of one name; `barred` says why he cannot be chosen."""

    key: int
    name: str
    court: str
    full_court: str
    department: str
    post: str
    born: str
    status: str
    category: str
    barred: str = ""
    settled: bool = False

    @property
    def details(self) -> str:
        """包头中院 · 刑庭 · 庭长 · 1985.03 · 退休."""
        status = "" if PersonStatus(self.status).on_staff else _(PersonStatus(self.status).label)
        born = self.born[:7].replace("-", ".")
        return " · ".join(filter(None, (self.court, self.department, self.post, born, status)))


class NameStanding(StrEnum):
    """What is known of a pasted name, those that need the user first."""

    SEVERAL = "several"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    BARRED = "barred"
    TWICE = "twice"
    SURE = "sure"

    @property
    def asks(self) -> bool:
        """Whether only the user can say who is meant."""
        return self in (NameStanding.SEVERAL, NameStanding.ELSEWHERE, NameStanding.UNKNOWN)


@dataclass(frozen=True)
class NameMatch:
    """A name of the text: `people` are those it may mean, or for a name nobody has those with a name like it."""

    written: Written
    standing: NameStanding
    people: tuple[Somebody, ...] = ()
    why: str = ""

    @property
    def person(self) -> Somebody | None:
        """Who is meant without a question."""
        return self.people[0] if self.standing is NameStanding.SURE else None


@dataclass(frozen=True)
class Pasted:
    """All names of a text in their order, and the words that were not taken for names."""

    matches: tuple[NameMatch, ...]
    aside: tuple[str, ...]


def match_names(text: str, barred: Sequence[Barred] = ()) -> Pasted:
    """Match the names in `text` to the people of the file; `barred` says who cannot be chosen, the weightiest first.

    Reads all names, so it belongs into a job.
    """
    everybody = _Everybody()
    listed = read_names(text, everybody.has_name, everybody.is_unit)
    return Pasted(tuple(_matches(listed.names, everybody, barred)), listed.aside)


def match_written(written: Sequence[Written], barred: Sequence[Barred] = ()) -> list[NameMatch]:
    """The same of names that are told apart from the text around them already, as in the rows of a form."""
    return _matches(written, _Everybody(), barred)


def _matches(names: Sequence[Written], everybody: "_Everybody", barred: Sequence[Barred]) -> list[NameMatch]:
    wanted = {key for written in names for key in everybody.keys(written)}
    people = _people(wanted, barred)
    matches: list[NameMatch] = []
    seen: set[int] = set()
    for written in names:
        match = _match(written, [people[key] for key in everybody.keys(written)], everybody)
        person = match.person
        if person is not None and person.key in seen:
            match = replace(match, standing=NameStanding.TWICE, why=_("上面已有"))
        elif person is not None:
            seen.add(person.key)
        matches.append(match)
    return matches


def _match(written: Written, people: list[Somebody], everybody: "_Everybody") -> NameMatch:
    if not everybody.has_name(fold(written.name)):
        return NameMatch(
            written, NameStanding.UNKNOWN, tuple(everybody.nearest(written, people)), _unknown(written, people)
        )
    free = [person for person in people if not person.barred]
    if free:
        people = [person for person in people if not (person.barred and person.settled)]
    there = everybody.fitting(written, people)
    if not [person for person in there or people if not person.barred]:
        return NameMatch(written, NameStanding.BARRED, tuple(there or people), (there or people)[0].barred)
    if not there:
        why = _("写的是“{place}”").format(place="、".join(written.units))
        return NameMatch(written, NameStanding.ELSEWHERE, tuple(people), why)
    if len(there) == 1:
        return NameMatch(written, NameStanding.SURE, tuple(there))
    there.sort(key=lambda person: (bool(person.barred), not PersonStatus(person.status).on_staff))
    return NameMatch(written, NameStanding.SEVERAL, tuple(there), _("同名 {count} 人").format(count=len(there)))


def _unknown(written: Written, people: Sequence[Somebody]) -> str:
    if len(written.name) == 1:
        return _("只写了姓")
    return _("没有这个人，有相近的") if people else _("没有这个人")


def _holds_post(person: Somebody, duty: str) -> bool:
    return person.post == duty or (duty in ("法官", "员额法官") and person.category == StaffCategory.JUDGE)


def _has_duty(person: Somebody, duty: str) -> bool:
    return duty in person.post or _holds_post(person, duty)


class _Everybody:
    """All names of the file with the keys of those who bear them, and its courts and departments."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for key, name in database.rows("SELECT id, name FROM person ORDER BY id"):
            self._by_name[fold(name)].append(key)
        courts = {name: (name, short) for name, short in database.rows("SELECT name, short_name FROM court")}
        self._called = court_names.called(courts)
        self._departments = [name for (name,) in database.rows("SELECT DISTINCT name FROM department")]
        self._own = settings.setting("own_court") or ""
        self._bare = {name.removesuffix("法院").removesuffix("人民") for pair in courts.values() for name in pair}
        self.is_unit: Callable[[str], bool] = cache(self._is_unit)

    def has_name(self, folded: str) -> bool:
        """Whether somebody has this name."""
        return folded in self._by_name

    def _is_unit(self, word: str) -> bool:
        if word in OWN:
            return True
        if len(word) < 2 or not word.endswith(UNIT_ENDS):
            bare = word in self._bare or (word.endswith(_AREAS) and bool(self._courts_called(word)))
            return bare or word in self._departments
        court, department = parted_unit(word)
        at_home = not court or court in OWN or bool(self._courts_called(court))
        return at_home and (not department or any(means_department(department, name) for name in self._departments))

    def _courts_called(self, word: str) -> list[str]:
        """The full names of the courts that a word may mean."""
        return self._called.get(fold(court_names.as_written(word)), [])

    def is_of(self, person: Somebody, unit: str) -> bool:
        """Whether a word for a court or department means the one somebody is of."""
        court, department = (unit, "") if unit in OWN else parted_unit(unit)
        if unit in self._departments:  # with 院 in its name too: 院领导
            court, department = "", unit
        courts = [self._own] if court in OWN else self._courts_called(court)
        if court and person.full_court not in courts:
            return False
        return not department or means_department(department, person.department)

    def fitting(self, written: Written, people: Iterable[Somebody]) -> list[Somebody]:
        """Those whom the courts and departments in the text fit, and of several those of the duty; or nobody.

        A duty never speaks against somebody: people keep calling each other by their last post.
        """
        found = [person for person in people if all(self.is_of(person, unit) for unit in written.units)]
        if len(found) > 1:
            for test in (_holds_post, _has_duty):
                of_duty = [person for person in found if any(test(person, duty) for duty in written.duties)]
                if of_duty:
                    return of_duty
        return found

    def nearest(self, written: Written, people: Iterable[Somebody]) -> list[Somebody]:
        """The likeliest first: of the court and department in the text, of the duty, of the same sound."""

        def distance(person: Somebody) -> tuple[Any, ...]:
            return (
                not all(self.is_of(person, unit) for unit in written.units),
                bool(written.duties) and not any(_has_duty(person, duty) for duty in written.duties),
                sound(person.name) != sound(written.name),
                pinyin(person.name) != pinyin(written.name),
                not PersonStatus(person.status).on_staff,
                pinyin(person.name),
            )

        return sorted(people, key=distance)[:_OFFERED]

    def keys(self, written: Written) -> list[int]:
        """Who bears the name; for a name nobody has, those whose names are like it."""
        folded = fold(written.name)
        if folded in self._by_name:
            return self._by_name[folded]
        return list(chain.from_iterable(self._by_name[name] for name in self._like(folded)))

    def _like(self, name: str) -> list[str]:
        """Homophones, and names that differ in one character or lack one; of a surname alone all who have it."""
        if len(name) == 1:
            return [other for other in self._by_name if other.startswith(name)]
        related = sorted({other for sign in name for other in self._by_sign.get(sign, ())})
        many = len(self._by_name) > _HEARD
        alike = [other for other in related if sound(other) == sound(name)] if many else self._by_sound[sound(name)]
        forms = open_forms(name)
        return [*dict.fromkeys((*alike, *(other for other in related if forms & open_forms(other))))]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Names by their sound; made for the first name unknown."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            found[sound(name)].append(name)
        return found

    @cached_property
    def _by_sign(self) -> dict[str, list[str]]:
        """Names by their characters; made for the first name unknown."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            for sign in set(name):
                found[sign].append(name)
        return found


def _people(keys: Iterable[int], barred: Sequence[Barred]) -> dict[int, Somebody]:
    """The people with these keys and what bars them, the first of `barred` that does."""
    wanted = json.dumps(sorted(keys))
    within = f"t.id IN {LISTED}"
    reasons: dict[int, Barred] = {}
    for each in reversed(barred):
        parameters = (wanted, *each.allowed.parameters)
        rows = database.rows(f"SELECT t.id FROM person t WHERE {within} AND NOT ({each.allowed.sql})", *parameters)
        reasons |= {key: each for (key,) in rows}
    rows = database.rows(
        "SELECT t.id, t.name, coalesce(nullif(c.short_name, ''), c.name), c.name, coalesce(d.name, ''), t.post,"
        " coalesce(t.born, ''), t.status, t.category FROM person t JOIN court c ON c.id = t.court_id"
        f" LEFT JOIN department d ON d.id = t.department_id WHERE {within}",
        wanted,
    )
    found = {row[0]: Somebody(*row) for row in rows}
    for key, reason in reasons.items():
        found[key] = replace(found[key], barred=reason.why, settled=not reason.elsewhere)
    return found
