"""From what is written in a contest workbook to the row it means: by name, never by guessing."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED

_QUALIFIED = re.compile(r"(.+?)\s*[(（](.+)[)）]")
_REMARK = re.compile(r"[男女]|[\u4e00-\u9fff]{1,5}族")
"""What rosters put behind a name and no sheet tells namesakes apart by: 王伟（女）, 阿拉坦（蒙古族）."""

_OFFERED = 5
"""So many names are told to somebody who wrote an unknown one."""


class Unfit(Unclear):
    """As Unclear, with the column at fault."""

    def __init__(self, name: str, message: str):
        super().__init__(message)
        self.name = name


class PartNames:
    """Keys by name: tracks, events, criteria. Full and half width, blanks and punctuation make no difference.

    `what` they are, and the `sheet` to add one to where it is called otherwise.
    """

    def __init__(self, what: str, rows: Iterable[tuple[str, int]], sheet: str = ""):
        self._what = what
        self._sheet = sheet or what
        self._exact: dict[str, int] = {}
        self._folded: dict[str, list[int]] = defaultdict(list)
        for name, key in rows:
            self.add(name, key)

    def add(self, name: str, key: int) -> None:
        """One more row."""
        self._exact[name] = key
        self._folded[fold(name)].append(key)

    def find(self, text: str) -> int | None:
        """The key of the row called `text`, None if there is none."""
        if text in self._exact:
            return self._exact[text]
        found = set(self._folded.get(fold(text), ()))
        return found.pop() if len(found) == 1 else None

    def get(self, text: str) -> int:
        """As `find`, but raises Unclear, naming those there are."""
        key = self.find(text)
        if key is None:
            raise Unclear(self._unknown(text) if text else _blank(self._what))
        return key

    def _unknown(self, text: str) -> str:
        known = [name for name in self._exact if name]
        if not known:
            message = _("没有{what}“{text}”；请先在“{sheet}”表里填写。")
            return message.format(what=self._what, text=text, sheet=self._sheet)
        names = _("、").join(known[:_OFFERED]) + (_("等") if len(known) > _OFFERED else "")
        return _("没有{what}“{text}”；已有的是：{names}。").format(what=self._what, text=text, names=names)


class People:
    """Judges of a panel or entrants of a track by what a sheet may call them: 王伟, or 王伟（刑一庭） among namesakes.

    Each comes with the words that tell namesakes apart: department, unit, staff number, draw number, code.
    """

    def __init__(self, what: str, rows: Iterable[tuple[int, str, Iterable[str]]]):
        self._what = what
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._marks: dict[int, frozenset[str]] = {}
        for key, name, marks in rows:
            self._by_name[name].append(key)
            self._marks[key] = frozenset(fold(mark) for mark in marks if mark)

    def get(self, text: str) -> int:
        """The one whom `text` means. Raises Unclear when it is nobody or several."""
        found = self._named(text)
        if not text:
            raise Unclear(_blank(self._what))
        if len(found) > 1:
            message = _("有 {count} 位{what}叫“{text}”，分不清是谁；请在姓名后的括号里注明部门、单位、工号或抽签号。")
            raise Unclear(message.format(count=len(found), what=self._what, text=text))
        if not found:
            raise Unclear(
                _("没有{what}“{text}”，请核对姓名，或先在“{what}”表里填写。").format(what=self._what, text=text)
            )
        return found[0]

    def knows(self, text: str) -> bool:
        """Whether there is anybody of that name."""
        return bool(self._named(text))

    def _named(self, text: str) -> list[int]:
        name = "".join(text.split())
        found = self._by_name.get(text) or self._by_name.get(name)
        if found:
            return found
        if qualified := _QUALIFIED.fullmatch(text):
            mark, found = fold(qualified[2]), self._named(qualified[1])
            meant = [key for key in found if mark in self._marks[key]]
            return meant or (found if _REMARK.fullmatch(qualified[2]) else [])
        return []


def _blank(what: str) -> str:
    return _("请填写“{what}”。").format(what=what)


class Lookup(dict[Any, Any]):
    """What distinct cells mean, each found out once by `read`. One that raises Unclear raises it every time."""

    def __init__(self, read: Callable[[Any], Any]):
        super().__init__()
        self._read = read

    def __missing__(self, raw: Hashable) -> Any:
        value = self[raw] = self._read(raw)
        return value


class Staff:
    """The own staff as a workbook may name them, read once for all names in it."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str]):
        self._courts: dict[str, tuple[int, str]] = {}
        for key, name, short in database.rows("SELECT id, name, short_name FROM court ORDER BY place DESC"):
            self._courts |= {text: (key, name) for text in (short, name) if text}
        rows = database.rows("SELECT id, court_id, name FROM department")
        self._departments = {(court, name): key for key, court, name in rows}
        self._by_name: dict[str, list[Values]] = defaultdict(list)
        self._by_number: dict[str, list[Values]] = defaultdict(list)
        for card in _cards(names, numbers):
            number = card.pop("staff_number")
            self._by_name[card["name"]].append(card)
            if number:
                self._by_number[number].append(card)

    def card(self, name: str, unit: str, division: str, number: str) -> Values:
        """Who that is: person, name, court, department, unit, division; without a person a guest.

        Raises Unfit when it may be several people, or the staff number is somebody else's.
        """
        key, full = self._courts.get(unit, (None, unit))
        room = self._departments.get((key, division)) if key else None
        guest = {"person": None, "name": name, "court": key, "department": room, "unit": full, "division": division}
        found = self._numbered(name, number) if number else self._placed(name, unit, division, key, room)
        if len(found) > 1:
            raise Unfit("name", self._several(name, full, len(found), bool(division)))
        if not found:
            return guest
        return {**found[0], **{field: text for field, text in (("unit", full), ("division", division)) if text}}

    def _numbered(self, name: str, number: str) -> list[Values]:
        found = self._by_number.get(number, [])
        if found and all(card["name"] != name for card in found):
            message = _("工号“{number}”是{other}的，不是{name}的；请核对。")
            raise Unfit("staff_number", message.format(number=number, other=found[0]["name"], name=name))
        return [card for card in found if card["name"] == name]

    def _placed(self, name: str, unit: str, division: str, court: int | None, room: int | None) -> list[Values]:
        found = self._by_name.get(name, [])
        if unit:
            found = [card for card in found if court is not None and card["court"] == court]
            return [card for card in found if card["department"] == room] if room else found
        return [card for card in found if card["division"] == division] if division else found

    def _several(self, name: str, unit: str, count: int, divided: bool) -> str:
        if not unit:
            message = _("花名册里有 {count} 位“{name}”，分不清是谁；请填写单位和部门，或填写工号。")
        elif not divided:
            message = _("“{unit}”有 {count} 位“{name}”，分不清是谁；请填写部门或工号。")
        else:
            message = _("“{unit}”有 {count} 位“{name}”，部门也分不清；请填写工号。")
        return message.format(name=name, unit=unit, count=count)


def _cards(names: Iterable[str], numbers: Iterable[str]) -> Iterable[Values]:
    fields = ("person", "name", "court", "department", "unit", "division", "staff_number")
    rows = database.rows(
        "SELECT p.id, p.name, p.court_id, p.department_id, c.name, coalesce(d.name, ''), p.staff_number FROM person p"
        " JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id"
        f" WHERE p.name IN {LISTED} OR (p.staff_number <> '' AND p.staff_number IN"
        f" {LISTED}) ORDER BY p.id",
        json.dumps(sorted(set(names)), ensure_ascii=False),
        json.dumps(sorted(set(numbers)), ensure_ascii=False),
    )
    return (dict(zip(fields, row, strict=True)) for row in rows)


_PLACE = ("unit", "division")


class EarlierGuests:
    """Guests whom a contest has already, for a row that says more, or less, of unit and department than was known.

    Only where it can be nobody else: one guest of the name fits, and the workbook writes the name in one way. `known`
    are rows of judges or entrants, `written` the workbook's, by name, unit and division; each with the track, if any.
    """

    def __init__(self, known: Iterable[tuple[Any, Values]], written: Iterable[tuple[Any, str, str, str]]):
        self._known: dict[tuple[Any, str], list[Values]] = defaultdict(list)
        for track, values in known:
            if not values["person"]:
                self._known[track, values["name"]].append(values)
        self._ways = Counter((track, name) for track, name, _unit, _division in set(written))

    def meant(self, card: Values, track: int | None = None, where: str = "") -> Values:
        """The guest whom `card` means, `where` being the track as it is written; the card itself for anybody else."""
        if card["person"] or self._ways[where, card["name"]] > 1:
            return card
        found = self._known[track, card["name"]]
        fits = [one for one in found if all(_agree(one[name], card[name]) for name in _PLACE)]
        return fits[0] if len(fits) == 1 and who(card) not in map(who, found) else card


def _agree(one: str, other: str) -> bool:
    return not one or not other or fold(one) == fold(other)


def completed(card: Values, known: Values) -> Values:
    """A card with what it does not say as it is known."""
    return {**card, **{name: known[name] for name in (*_PLACE, "court", "department") if not card[name]}}


def who(card: Mapping[str, Any]) -> Hashable:
    """What tells a judge or entrant from others: the person, or for guests name, unit and division."""
    return card["person"] or (card["name"], card["unit"], card["division"])
