"""Tracks × events with their weights: what is set, and in colour what is not right yet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from cadre_desktop.contests.actions.gaps import TrackLine
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    EDIT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TOLD,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.typed import typed_fixed

FIRST_EVENT = 1


class SetupModel(QAbstractTableModel):
    """A row for each track; `weigh` is called with an event's key and the weight typed for it."""

    def __init__(self, weigh: Callable[[int, int], None], parent: QObject | None = None):
        super().__init__(parent)
        self._weigh = weigh
        self.lines: list[TrackLine] = []
        self.events: list[str] = []
        self.locked = False
        self._serious = "bad"

    def put(self, lines: list[TrackLine], locked: bool, preparing: bool) -> None:
        """Show other tracks; the cursor stays where it is when rows and columns are the same.

        While a contest is prepared, what lacks is nothing wrong yet and has a milder colour.
        """
        self._serious = "warning" if preparing else "bad"
        events = list(dict.fromkeys(name for line in lines for name in line.events))
        same = (len(lines), events) == (len(self.lines), self.events)
        if not same:
            self.beginResetModel()
        self.lines, self.events, self.locked = lines, events, locked
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self.columnCount() - 1))

    @property
    def titles(self) -> list[str]:
        """The headings of all columns."""
        return [_("赛道"), *self.events, _("合计"), _("选手"), _("奖项")]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.events) + 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self.titles, section, orientation, role, (0, self.columnCount() - 1))

    def event_name(self, index: Index) -> str:
        """The event whose column `index` is in, empty for the other columns."""
        number = index.column() - FIRST_EVENT
        return self.events[number] if 0 <= number < len(self.events) else ""

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == DISPLAY:
            return self._text(line, index)
        if role == EDIT:
            held = line.events.get(self.event_name(index))
            return plain_text(held[1]) if held else ""
        if role == ALIGNMENT:
            return LEFT if index.column() in (0, self.columnCount() - 1) else CENTRE
        if role == FOREGROUND:
            return self._colour(line, index)
        return self._tip(line, index) if role in TOLD else None

    def _text(self, line: TrackLine, index: Index) -> str:
        name = self.event_name(index)
        if name:
            return f"{plain_text(line.events[name][1])}%" if name in line.events else "—"
        texts = {0: line.name, self.columnCount() - 3: f"{plain_text(line.weight)}%"}
        texts[self.columnCount() - 2] = str(line.entrants) if line.entrants else "—"
        texts[self.columnCount() - 1] = line.awards or "—"
        return texts[index.column()]

    def _colour(self, line: TrackLine, index: Index) -> Any:
        name = self.event_name(index)
        if name:
            if name not in line.events:
                return tokens().color("hint")
            gaps = [gap for gap in line.gaps if gap.event == line.events[name][0]]
            return tokens().color(self._serious if any(gap.blocking for gap in gaps) else "warning") if gaps else None
        if index.column() == self.columnCount() - 3:
            return tokens().color("good" if line.weight == WHOLE_WEIGHT else "bad")
        return None

    def _tip(self, line: TrackLine, index: Index) -> str:
        name = self.event_name(index)
        if not name:
            return "\n".join(gap.text for gap in line.gaps if gap.event is None) or self._text(line, index)
        if name not in line.events:
            return _("“{track}”没有“{event}”。按回车添加。").format(track=line.name, event=name)
        texts = [gap.text for gap in line.gaps if gap.event == line.events[name][0]]
        return "\n".join(texts) or _("直接输入数字可修改权重；按回车查看计分规则和评分细则。")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        held = self.event_name(index) in self.lines[index.row()].events
        return flags | Qt.ItemFlag.ItemIsEditable if held and not self.locked else flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        held = self.lines[index.row()].events.get(self.event_name(index))
        try:
            weight = typed_fixed(str(value).replace("%", "").replace("％", ""), 3)
        except Unclear:
            return False
        if held is None or weight is None or weight == held[1]:
            return False
        self._weigh(held[0], weight)
        return True
