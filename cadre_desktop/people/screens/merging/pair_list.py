"""The pairs that may be one person, with the reason below the name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, DISPLAY, LEFT, NOWHERE, TIP, GridTable, Index, heading
from cadre_desktop.people.merging.candidates import DuplicatePair
from cadre_desktop.people.records import Court, Person


class PairLine(NamedTuple):
    """A pair as it is listed."""

    one: int
    other: int
    names: str
    court: str
    reason: str


def lines_of(found: Sequence[DuplicatePair]) -> list[PairLine]:
    """The pairs with the names and courts of their people."""
    keys = {key for each in found for key in (each.person, each.other)}
    people: dict[int, tuple[str, str]] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), 500):
        query: Any = Person.select(Person.id, Person.name, Court.short_name, Court.name).join(Court)
        for key, name, short, court in query.where(Person.id.in_(ordered[start : start + 500])).tuples():
            people[key] = (name, short or court)
    return [_line(each, people[each.person], people[each.other]) for each in found]


def _line(pair: DuplicatePair, one: tuple[str, str], other: tuple[str, str]) -> PairLine:
    names, courts = (" / ".join(dict.fromkeys(both)) for both in zip(one, other, strict=True))
    return PairLine(pair.person, pair.other, names, courts, pair.reason)


class PairModel(QAbstractTableModel):
    """A line for each pair."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[PairLine] = ()
        self._titles = (_("姓名"), _("法院"), _("为什么"))

    def put(self, lines: Sequence[PairLine]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (DISPLAY, TIP):
            line = self.lines[index.row()]
            return (line.names, line.court, line.reason)[index.column()]
        return LEFT if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(3))


class PairTable(GridTable):
    """The pairs; the one the cursor is in is shown beside them."""

    def __init__(self, model: PairModel):
        super().__init__(_("可能重复的人员"))
        self.setModel(model)
        self.set_widths((100, 150, 0), stretched=2)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
