"""Pairs of people who may be one person entered twice, each with the reasons in words.

All people are read once, in the order of their keys, and compared by what they share: nobody with everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.merging.name_forms import plain_form, usual_form


class Likeness(Code):
    """What two people have in common; the strongest first."""

    ID_NUMBER = "id_number", N_("身份证号相同")
    BIRTH = "birth", N_("姓名和出生年月相同")
    DOT = "dot", N_("姓名只是间隔号或空格写法不同，出生年月相同")
    VARIANT = "variant", N_("姓名只是繁体字或异体字不同，出生年月相同")
    STAFF_NUMBER = "staff_number", N_("姓名和工号相同")
    SAME_COURT = "same_court", N_("同一法院同名，其中一条没有出生年月")


_SCORES = {
    Likeness.ID_NUMBER: 100,
    Likeness.BIRTH: 60,
    Likeness.DOT: 50,
    Likeness.VARIANT: 40,
    Likeness.STAFF_NUMBER: 40,
    Likeness.SAME_COURT: 20,
}
_ONE_COURT = 5
_ALL_PAIRS = 8
"""So many people who share something are all paired; of more, each with the first: nobody reads thousands of pairs."""


@dataclass(frozen=True)
class DuplicatePair:
    """Two people (keys, the smaller first) who may be one, and why."""

    person: int
    other: int
    likenesses: tuple[Likeness, ...]
    one_court: bool

    @property
    def score(self) -> int:
        """How probable it is, for the order."""
        return sum(_SCORES[likeness] for likeness in self.likenesses) + _ONE_COURT * self.one_court

    @property
    def reason(self) -> str:
        """In words: 身份证号相同；姓名和出生年月相同；同一法院."""
        words = [_(likeness.label) for likeness in self.likenesses]
        if self.one_court and Likeness.SAME_COURT not in self.likenesses:
            words.append(_("同一法院"))
        return _("；").join(words)


class _Entered(NamedTuple):
    """A person as far as likeness asks."""

    key: int
    name: str
    born: str | None
    id_number: str
    staff_number: str
    court: int


def candidates() -> list[DuplicatePair]:
    """All pairs, the most probable first, but those of which somebody has said that they are two people."""
    people = [
        _Entered(*row)
        for row in database.rows("SELECT id, name, born, id_number, staff_number, court_id FROM person ORDER BY id")
    ]
    apart = set(database.rows("SELECT person_id, other_id FROM not_duplicate"))
    found: dict[tuple[int, int], list[Likeness]] = defaultdict(list)
    for likeness, one, other in _likenesses(people):
        pair = (one.key, other.key)
        if pair not in apart and likeness not in found[pair]:
            found[pair].append(likeness)
    courts = {person.key: person.court for person in people}
    pairs = [
        DuplicatePair(one, other, tuple(likenesses), courts[one] == courts[other])
        for (one, other), likenesses in found.items()
        if likenesses
    ]
    return sorted(pairs, key=lambda each: (-each.score, each.person, each.other))


def _likenesses(people: Sequence[_Entered]) -> Iterator[tuple[Likeness, _Entered, _Entered]]:
    numbered: dict[str, list[_Entered]] = defaultdict(list)
    named: dict[str, list[_Entered]] = defaultdict(list)
    usual = {name: usual_form(name) for name in {person.name for person in people}}
    for person in people:
        if person.id_number:
            numbered[_full(person.id_number)].append(person)
        named[usual[person.name]].append(person)
    for group in numbered.values():
        yield from ((Likeness.ID_NUMBER, *pair) for pair in _pairs(group))
    for group in named.values():
        if len(group) > 1:
            yield from (found for found in _namesakes(group) if not _told_apart(*found[1:]))


def _full(number: str) -> str:
    """What of an ID number both its forms have: the old one (15 digits) lacks the century and the check digit."""
    return number[:6] + number[8:17] if len(number) == 18 else number


def _told_apart(one: _Entered, other: _Entered) -> bool:
    """Whether both have an ID number, and these are not the same: then they are two, whatever they are called."""
    return bool(one.id_number and other.id_number) and _full(one.id_number) != _full(other.id_number)


def _namesakes(group: Sequence[_Entered]) -> Iterator[tuple[Likeness, _Entered, _Entered]]:
    """Those of one name, in whichever form, who share something more."""
    for alike in _sharing(group, [person.born for person in group]):
        yield from ((_by_birth(*pair), *pair) for pair in _pairs(alike))
    for alike in _sharing(group, [person.staff_number for person in group]):
        yield from ((Likeness.STAFF_NUMBER, *pair) for pair in _pairs(alike))
    yield from _without_birth(group)


def _sharing(group: Sequence[_Entered], said: Sequence[str | None]) -> Iterable[list[_Entered]]:
    """The people of a group by what is said of each, without those of whom nothing is said."""
    shared: dict[str, list[_Entered]] = defaultdict(list)
    for person, value in zip(group, said, strict=True):
        if value:
            shared[value].append(person)
    return shared.values()


def _by_birth(one: _Entered, other: _Entered) -> Likeness:
    if one.name == other.name:
        return Likeness.BIRTH
    return Likeness.DOT if plain_form(one.name) == plain_form(other.name) else Likeness.VARIANT


def _without_birth(group: Sequence[_Entered]) -> Iterator[tuple[Likeness, _Entered, _Entered]]:
    """Those of one court of whom one has no birth month, so that nothing says they are two."""
    courts: dict[int, list[_Entered]] = defaultdict(list)
    for person in group:
        courts[person.court].append(person)
    for alike in courts.values():
        if any(not person.born for person in alike):
            for one, other in _pairs(alike):
                if not (one.born and other.born):
                    yield Likeness.SAME_COURT, one, other


def _pairs(group: Sequence[_Entered]) -> Iterable[tuple[_Entered, _Entered]]:
    if len(group) <= _ALL_PAIRS:
        return combinations(group, 2)
    return ((group[0], other) for other in group[1:])
