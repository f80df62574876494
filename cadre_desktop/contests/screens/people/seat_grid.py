"""Judges × events of a track, with a tick for each seat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import fn
from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent

from cadre_desktop.contests.actions.panels import panel_seats_of
from cadre_desktop.contests.records import Judge
from cadre_desktop.contests.results import events_of, judged_events
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    BESIDE_TEXT,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    SPOKEN,
    TIP,
    GridTable,
    Index,
    broken,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.people.records import Court

FIRST_EVENT = 2
_NAME, _UNIT, _EVENT = 86, 116, (60, 128)
"""Px for names, the least for units, of which the court is read then, and the least and the most for an event."""


@dataclass(frozen=True)
class JudgeLine:
    """A judge in the table: the events of the track marked, and in how many other tracks."""

    key: int
    name: str
    unit: str
    events: frozenset[int]
    elsewhere: int


@dataclass(frozen=True)
class Seats:
    """The judges of a contest as they sit in one track, those of the track first; `events` are those with a panel."""

    lines: tuple[JudgeLine, ...]
    events: Mapping[int, str]


def seats_of(contest: int, track: int) -> Seats:
    """Who sits where."""
    seats, short = panel_seats_of(contest), short_names(Court)
    lines = []
    for judge in Judge.select().where(Judge.contest == contest).order_by(fn.pinyin_key(Judge.name), Judge.id):
        held = seats.get(judge.id, set())
        here = frozenset(event for where, event in held if where == track)
        unit = " · ".join(filter(None, (short.get(judge.unit) or judge.unit, judge.division)))
        lines.append(JudgeLine(judge.id, judge.name, unit, here, len({where for where, _e in held if where != track})))
    lines.sort(key=lambda line: not line.events)
    judged, taken = judged_events(track), {event for line in lines for event in line.events}
    marked = (event for event in events_of(track) if judged[event.id] or event.id in taken)
    return Seats(tuple(lines), {event.id: event.name for event in marked})


class SeatModel(QAbstractTableModel):
    """`give` is called with judge, event and whether the seat is given or taken."""

    def __init__(self, give: Callable[[int, int, bool], None], parent: QObject | None = None):
        super().__init__(parent)
        self._give = give
        self.seats = Seats((), {})
        self.events: list[int] = []
        self.locked = False

    def put(self, seats: Seats, locked: bool) -> None:
        """Show other judges; those already shown keep their lines, so that ticking moves nothing."""
        before = [line.key for line in self.seats.lines]
        found = {line.key: line for line in seats.lines}
        same = set(before) == set(found) and list(seats.events) == self.events
        self.locked = locked
        if same and before:
            self.seats = Seats(tuple(found[key] for key in before), seats.events)
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.seats, self.events = seats, list(seats.events)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.seats.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.events) + 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and orientation == Qt.Orientation.Horizontal and section < FIRST_EVENT:
            return LEFT
        titles = [_("评委"), _("单位"), *map(broken, self.seats.events.values()), _("其他赛道")]
        return heading(titles, section, orientation, role)

    def event_key(self, index: Index) -> int | None:
        """The event whose column `index` is in."""
        number = index.column() - FIRST_EVENT
        return self.events[number] if 0 <= number < len(self.events) else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, event = self.seats.lines[index.row()], self.event_key(index)
        if role in (DISPLAY, TIP):
            return self._text(line, index, event)
        if role == SPOKEN and event is not None:
            return _("有席位") if event in line.events else _("没有席位")
        if role == ALIGNMENT:
            return LEFT if index.column() < FIRST_EVENT else CENTRE
        if role == FOREGROUND and event is not None:
            return tokens().color("primary" if event in line.events else "hint")
        return tokens().color("muted") if role == FOREGROUND and not line.events else None

    def _text(self, line: JudgeLine, index: Index, event: int | None) -> str:
        if event is not None:
            return "✓" if event in line.events else "·"
        more = _("{count} 个").format(count=line.elsewhere) if line.elsewhere else ""
        return (line.name, line.unit, more)[min(index.column(), 2)]

    def toggle(self, index: Index) -> None:
        """Give or take the seat of a cell."""
        line, event = self.seats.lines[index.row()], self.event_key(index)
        if event is not None and not self.locked:
            self._give(line.key, event, event not in line.events)


class SeatTable(GridTable):
    """Space, Enter or a click on a cell gives or takes the seat."""

    def __init__(self, model: SeatModel):
        super().__init__(_("评委席"))
        self._seats = model
        self.setModel(model)
        self.clicked.connect(model.toggle)

    def fit_events(self) -> None:
        """Give each event as much room as its heading needs, and the units the rest."""
        font = QFont(self.horizontalHeader().font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        headings = [str(self._seats.headerData(n, Qt.Orientation.Horizontal)) for n in range(self._seats.columnCount())]
        widths = [max(map(metrics.horizontalAdvance, words.splitlines())) + BESIDE_TEXT for words in headings]
        ticks = [max(_EVENT[0], min(_EVENT[1], width)) for width in widths[FIRST_EVENT:]]
        rest = self.viewport().width() - _NAME - sum(ticks)
        self.set_widths([_NAME, _UNIT, *ticks], stretched=1 if rest > _UNIT else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_events()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentIndex().isValid():
            self._seats.toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)
