"""Children of a workbook beside one another: a period takes no more of them than it has room for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Changed, SeenTogether
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.child_care.records import CarePeriod, Child
from cadre_desktop.welfare.child_care.rules import Enrolled


def children_together(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], _today: date) -> SeenTogether:
    """Rows beyond the capacity wait. Where rows that are there already would be too many, nothing comes in."""
    periods: Sequence[Any] = columns.get("period", ())
    states: Sequence[Any] = columns.get("state") or [Enrolled.APPLIED] * len(periods)
    taken = _taken(changed)
    told, refused = [], []
    given = list(states)
    for period in CarePeriod.select().where(CarePeriod.capacity.is_null(False)):
        free = (period.capacity or 0) - taken.get(period.id, 0)
        rows = [row for row, key in enumerate(periods) if key == period.id and states[row] == Enrolled.ADMITTED]
        if free < 0 and any(row.changes.get("state", ("", ""))[1] == Enrolled.ADMITTED for row in changed):
            words = _("“{title}”只有 {count} 个名额，表里改为已录取的超出 {more} 名，没有导入；请改为候补。")
            refused.append(words.format(title=period.title, count=period.capacity, more=-free))
        over = rows[max(0, free) :]
        for row in over:
            given[row] = Enrolled.WAITING
        if over:
            words = _("“{title}”只有 {count} 个名额，表里已录取的后 {more} 名改为候补。")
            told.append(words.format(title=period.title, count=period.capacity, more=len(over)))
    changes = {"state": given} if given != list(states) else {}
    return SeenTogether(changes, (*told, *refused), tuple(refused))


def _taken(changed: Sequence[Changed]) -> dict[int, int]:
    """How many of each period will be admitted once rows that are there are changed."""
    rows = {row.id: (row.__data__["period"], row.state) for row in Child.select(Child.id, Child.period, Child.state)}
    for row in changed:
        if row.key in rows:
            period, state = rows[row.key]
            rows[row.key] = (row.changes.get("period", ("", period))[1], row.changes.get("state", ("", state))[1])
    found: dict[int, int] = {}
    for period, state in rows.values():
        found[period] = found.get(period, 0) + (state == Enrolled.ADMITTED)
    return found
