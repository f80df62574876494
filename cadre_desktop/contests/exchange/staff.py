"""Whom of the own staff, or which guest, a contest workbook names."""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.intake.sheets.names import Unfit
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED


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
        found = self._numbered(name, number) if number else self._in_unit(name, unit, division, key, room)
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

    def _in_unit(self, name: str, unit: str, division: str, court: int | None, room: int | None) -> list[Values]:
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


_UNIT_FIELDS = ("unit", "division")


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
        fits = [one for one in found if all(_agree(one[name], card[name]) for name in _UNIT_FIELDS)]
        return fits[0] if len(fits) == 1 and who(card) not in map(who, found) else card


def _agree(one: str, other: str) -> bool:
    return not one or not other or fold(one) == fold(other)


def completed(card: Values, known: Values) -> Values:
    """A card with what it does not say as it is known."""
    return {**card, **{name: known[name] for name in (*_UNIT_FIELDS, "court", "department") if not card[name]}}


def who(card: Mapping[str, Any]) -> Hashable:
    """What distinguishes a judge or entrant from others: the person, or for guests name, unit and division."""
    return card["person"] or (card["name"], card["unit"], card["division"])
