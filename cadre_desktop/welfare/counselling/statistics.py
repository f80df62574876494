"""How counselling is used, without names, and so that nobody can be found by subtracting one number from another.

Quarters are merged first, then the months within what a quarter became, so that the rows of months add up to those of
quarters; courts are merged on their own. How many came is told of rows only where it identifies nobody in any of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.counselling.rules import LEAST, Counted, SlotState, merged

_SLOTS = """
    SELECT cast(substr(s.day, 6, 2) AS INTEGER), s.state, coalesce(s.person_id, 0),
           coalesce(c.short_name, c.name, '')
    FROM counselling_slot s LEFT JOIN court c ON c.id = s.court_id
    WHERE s.day >= ? AND s.day < ? AND s.state <> ? ORDER BY c.place, s.day, s.id
"""


@dataclass(frozen=True)
class UsageRow:
    """A line of the statistics. None is not told."""

    label: str
    offered: int
    used: int | None
    free: int | None
    attended: int | None


@dataclass(frozen=True)
class Statistics:
    """Those of a year; people: how many different ones, None where that is under five."""

    year: int
    total: UsageRow
    people: int | None
    quarters: tuple[UsageRow, ...]
    months: tuple[UsageRow, ...]
    courts: tuple[UsageRow, ...]


def statistics_of(year: int) -> Statistics:
    """The statistics of a year."""
    slots = [_Slot(*row) for row in database.rows(_SLOTS, str(year), str(year + 1), SlotState.CANCELLED.value)]
    every = _counted(_("全年"), slots)
    quarters, months = _quarters(slots)
    taken = [slot for slot in slots if slot.person]
    courts = _by(taken, dict.fromkeys(map(_court, taken)), _court)
    people = len(every.people)
    return Statistics(
        year,
        _rows([every])[0],
        None if 0 < people < LEAST else people,
        tuple(_rows(quarters)),
        tuple(_rows(months)),
        tuple(row for row in _rows(merged(courts, _merged_label())) if row.used is not None),
    )


@dataclass(frozen=True)
class _Slot:
    month: int
    state: str
    person: int
    court: str

    @property
    def quarter(self) -> int:
        """1–4."""
        return (self.month + 2) // 3


def _month(slot: _Slot) -> str:
    return _("{month} 月").format(month=slot.month)


def _court(slot: _Slot) -> str:
    return slot.court or _("（未填法院）")


def _merged_label() -> str:
    return _("其他（合并）")


def _counted(label: str, slots: Iterable[_Slot]) -> Counted:
    listed = list(slots)
    return Counted(
        label,
        len(listed),
        sum(slot.state == SlotState.FREE for slot in listed),
        sum(slot.state == SlotState.ATTENDED for slot in listed),
        frozenset(slot.person for slot in listed if slot.person),
    )


def _by(slots: Sequence[_Slot], labels: Iterable[str], label_of: Callable[[_Slot], str]) -> list[Counted]:
    return [_counted(label, (slot for slot in slots if label_of(slot) == label)) for label in labels]


def _quarters(slots: Sequence[_Slot]) -> tuple[list[Counted], list[Counted]]:
    """The quarters, and the months within each of them, or within those that were merged."""
    present = sorted({slot.quarter for slot in slots})
    names = {quarter: _("第 {number} 季度").format(number=quarter) for quarter in present}
    groups = merged(_by(slots, names.values(), lambda slot: names[slot.quarter]), _merged_label())
    apart = {quarter for quarter in present if any(group.label == names[quarter] for group in groups)}
    parts = [({quarter}, _("{quarter}其他月份（合并）").format(quarter=names[quarter])) for quarter in sorted(apart)]
    if len(apart) < len(present):
        parts.append((set(present) - apart, _("其他月份（合并）")))
    months: list[Counted] = []
    for numbers, label in parts:
        inside = sorted((slot for slot in slots if slot.quarter in numbers), key=lambda slot: slot.month)
        months += merged(_by(inside, dict.fromkeys(map(_month, inside)), _month), label)
    return groups, months


def _rows(groups: Sequence[Counted]) -> list[UsageRow]:
    """The groups as lines. Whether people came is told of all or of none."""
    came = all(_harmless(group.attended) and _harmless(group.used - group.attended) for group in groups)
    return [
        UsageRow(group.label, group.offered, group.used, group.free, group.attended if came else None)
        if group.may_be_told
        else UsageRow(group.label, group.offered, None, None, None)
        for group in groups
    ]


def _harmless(count: int) -> bool:
    return count == 0 or count >= LEAST
