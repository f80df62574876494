"""Who was there, as a table: a row for each person, a column for each session, and what it comes to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    BACKGROUND,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    SPOKEN,
    TOLD,
    Index,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.people.name_list.attending import Cell
from cadre_desktop.people.name_list.presence_sheet import MADE_UP, PresenceLine, PresenceSheet, SessionHead
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState, read_said

AFTER = 2
"""Columns after the sessions: how often somebody was there or not, and the hours missed."""
Recording = Callable[[Mapping[Cell, PresenceMark | None], int], None]
"""What writes what was said of cells, with the number of its batch."""
_FEW = 3
"""So many cells are drawn by themselves; to draw the whole grid takes as long as there is between two keys."""
_COLOURS = {"good": "good", "warning": "warning", "bad": "bad"}


class PresenceModel(QAbstractTableModel):
    """`record` is called with what was said of cells; `spoke` says what was wrong with what was pasted; `counted` that
    a heading counts otherwise than before: at `headerDataChanged` Qt would lay out the table, and draw all of it.

    What is typed is shown at once, in numbered batches, until the file is known to have it (`settle`).
    """

    spoke = Signal(str)
    counted = Signal(int)

    def __init__(
        self, record: Callable[[Mapping[Cell, PresenceMark | None], int], None], parent: QObject | None = None
    ):
        super().__init__(parent)
        self._record = record
        self._read = PresenceSheet()
        self._typed: dict[Cell, tuple[PresenceMark | None, int]] = {}
        self.sheet = PresenceSheet()
        self.locked = False
        self.masked = False
        self.absence = ""
        self.batch = 0

    def put(self, sheet: PresenceSheet, locked: bool, written: int) -> None:
        """Show a sheet that was read after the batch `written`; the same people and sessions keep the cursor."""
        same = (sheet.lines, sheet.sessions, sheet.whole) == (
            self._read.lines,
            self._read.sessions,
            self._read.whole,
        )
        if not same:
            self.beginResetModel()
        self._read, self.locked = sheet, locked
        self.settle(written)
        if not same:
            self.endResetModel()

    def settle(self, written: int) -> None:
        """What was typed up to the batch `written` is in the file, or never will be: show what was read."""
        self._typed = {cell: each for cell, each in self._typed.items() if each[1] > written}
        self._lay_over()

    def forget(self, batch: int) -> None:
        """A batch was not written: show its cells as they are."""
        self._typed = {cell: each for cell, each in self._typed.items() if each[1] != batch}
        self._lay_over()

    def _lay_over(self) -> None:
        self._show(self._read.with_said({cell: said for cell, (said, _batch) in self._typed.items()}))

    def _show(self, sheet: PresenceSheet, cells: Sequence[Cell] = ()) -> None:
        """Show a sheet in which only these cells are others than before; without any everything may be."""
        self.sheet = sheet
        if not sheet.lines:
            return
        last_row, last = self.rowCount() - 1, self.columnCount() - 1
        indexes = self._in_grid(cells)
        for row, column in indexes:
            self.dataChanged.emit(self.index(row, column), self.index(row, column))
            self.dataChanged.emit(self.index(row, last - AFTER + 1), self.index(row, last))
            self.counted.emit(column)
        if not indexes:
            self.dataChanged.emit(self.index(0, 0), self.index(last_row, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _in_grid(self, cells: Sequence[Cell]) -> list[tuple[int, int]]:
        """The rows and columns of a few cells; none if they are more, or not all of the grid."""
        if len(cells) > _FEW:
            return []
        rows = {line.entry: row for row, line in enumerate(self.sheet.lines)}
        columns = {session.key: column for column, session in enumerate(self.sheet.sessions)}
        known = all(session in columns and entry in rows for session, entry in cells)
        return [(rows[entry], columns[session]) for session, entry in cells] if known else []

    def mask(self, masked: bool) -> None:
        """Hide the names, or show them."""
        self.masked = masked
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, self.rowCount() - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.sessions) + AFTER

    def session(self, column: int) -> SessionHead | None:
        """The session whose column it is."""
        return self.sheet.sessions[column] if 0 <= column < len(self.sheet.sessions) else None

    def name(self, row: int) -> str:
        """The name of a row, or that it is hidden."""
        line = self.sheet.lines[row]
        return MASK if self.masked else line.called

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self.name(section) if role == DISPLAY and section < self.rowCount() else None
        session = self.session(section)
        if session is None:
            if role == ALIGNMENT:
                return LEFT
            index = section - len(self.sheet.sessions)
            return (_("出勤情况"), _("缺课学时"))[min(index, 1)] if role == DISPLAY else None
        if role == DISPLAY:
            return self._heading(session)
        return session.details if role in TOLD else None

    def _heading(self, session: SessionHead) -> str:
        """3月1日 / 上午 / 58/60: how many of those expected were there."""
        counts = self.sheet.counts(session)
        there = sum(counts[state] for state in PresenceState if state.there)
        day = _("{month}月{day}日").format(month=session.day.month, day=session.day.day)
        when = _(session.called.make_up) if session.make_up else session.when or session.title
        return "\n".join(filter(None, (day, when, f"{there}/{counts.total()}")))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, session = self.sheet.lines[index.row()], self.session(index.column())
        if role == ALIGNMENT:
            return CENTRE if session is not None else LEFT  # the last goes on to the edge, its middle is far off
        if session is None:
            return self._sum(line, index.column(), role)
        if role == DISPLAY:
            return self._sign(line, session)
        if role == SPOKEN or role in TOLD:
            return self.words(index)
        if role == FOREGROUND:
            return tokens().color(self._colour(line, session))
        return tokens().color("stripe") if role == BACKGROUND and not self.sheet.is_expected(session, line) else None

    def _sum(self, line: PresenceLine, column: int, role: int) -> Any:
        if role != DISPLAY:
            return tokens().color("muted") if role == FOREGROUND else None
        if column > len(self.sheet.sessions):
            missed = self.sheet.hours_missed(line)
            return f"{missed / 10:g}" if missed else ""
        counts = self.sheet.counts_of(line)
        parts: list[tuple[str, str]] = [
            (_("到"), PresenceState.PRESENT),
            (_("迟"), PresenceState.LATE),
            (_("早"), PresenceState.EARLY),
        ]
        parts += [(_("假"), PresenceState.LEAVE), (_("缺"), PresenceState.ABSENT), (_("补"), MADE_UP)]
        return " ".join(f"{sign}{counts[state]}" for sign, state in parts if counts[state])

    def _sign(self, line: PresenceLine, session: SessionHead) -> str:
        cell = session.key, line.entry
        if not self.sheet.is_expected(session, line):
            return "—"
        made, said = self.sheet.made_up.get(cell), self.sheet.said.get(cell)
        if said is not None and said.state.missed and made is not None:
            return _("补") if made.done else f"{said.sign}›"
        return said.sign if said is not None else ""

    def _colour(self, line: PresenceLine, session: SessionHead) -> str:
        cell = session.key, line.entry
        said, made = self.sheet.said.get(cell), self.sheet.made_up.get(cell)
        if said is None or not self.sheet.is_expected(session, line):
            return "hint"
        return "good" if made is not None and made.done else _COLOURS.get(said.state.tone, "muted")

    def number(self, index: Index) -> str:
        """签到表 17 号: where the sheet of a session that is read off has somebody, "" where it has not."""
        session, line = self.session(index.column()), self.sheet.lines[index.row()]
        if session is None or not self.sheet.is_expected(session, line):
            return ""
        return _("签到表 {number} 号").format(number=self.sheet.roll(session).index(line) + 1)

    def words(self, index: Index) -> str:
        """What is in a cell, in words."""
        session = self.session(index.column())
        if session is None:
            return ""
        line = self.sheet.lines[index.row()]
        cell = session.key, line.entry
        if not self.sheet.is_expected(session, line):
            return _("不用参加这一次")
        said = self.sheet.said.get(cell)
        words = [said.told(self.absence) if said is not None else _("未登记")]
        if cell in self.sheet.makes_up:
            words.append(_("补 {session}").format(session=self.sheet.makes_up[cell]))
        made = self.sheet.made_up.get(cell)
        if made is not None:
            text = _("已在 {where} {make_up}") if made.done else _("安排在 {where} {make_up}")
            words.append(session.called.said(text, where=made.words))
        if line.guest_of:
            words.append(_("来自“{event}”").format(event=line.guest_of))
        return "，".join(words)

    def cell(self, index: Index) -> Cell | None:
        """The cell that can be recorded at an index, None where nothing can."""
        session = self.session(index.column())
        line = self.sheet.lines[index.row()]
        if session is None or self.locked or not self.sheet.is_expected(session, line):
            return None
        return session.key, line.entry

    def say(self, cells: Iterable[Index], said: PresenceMark | None) -> None:
        """Record the same of all these cells in one step."""
        found = (self.cell(index) for index in cells)
        self.take({cell: said for cell in found if cell is not None})

    def put_off(self, cells: Iterable[Index]) -> list[Cell]:
        """Those of these cells into which somebody was put to make up, and of whom nothing is said yet."""
        found = (self.cell(index) for index in cells)
        return [cell for cell in found if cell in self.sheet.makes_up and self._is_open(cell)]

    def _is_open(self, cell: Cell) -> bool:
        mark = self.sheet.said.get(cell)
        return mark is None or mark.state is PresenceState.EXPECTED

    def fill(self, column: int) -> int:
        """Record everybody of whom nothing is said in a session as present; returns how many."""
        empty = {}
        for row in range(self.rowCount()):
            cell = self.cell(self.index(row, column))
            if cell is not None and self._is_open(cell):
                empty[cell] = PresenceMark(PresenceState.PRESENT)
        self.take(empty)
        return len(empty)

    def paste(self, at: Index, lines: Sequence[Sequence[str]]) -> None:
        """Fill the cells from `at` on with texts in one step; what cannot be read, or finds no cell, is reported."""
        taken: dict[Cell, PresenceMark | None] = {}
        unread: list[str] = []
        lost = 0
        for down, line in enumerate(lines):
            for right, text in enumerate(line):
                index = self.index(at.row() + down, at.column() + right)
                cell = self.cell(index) if index.isValid() else None
                if cell is None:
                    lost += bool(text.strip() and text.strip() != "—")
                    continue
                try:
                    taken[cell] = read_said(text)
                except Unclear as unclear:
                    unread.append(str(unclear))
        self.take(taken)
        if unread or lost:
            self.spoke.emit(_unpasted(unread, lost))

    def take(self, cells: Mapping[Cell, PresenceMark | None]) -> None:
        """Record what is said of these cells in one step, shown at once."""
        if not cells:
            return
        self.batch += 1
        self._typed |= {cell: (said, self.batch) for cell, said in cells.items()}
        self._show(self.sheet.with_said(dict(cells)), tuple(cells))
        self._record(cells, self.batch)


def _unpasted(unread: Sequence[str], lost: int) -> str:
    words = []
    if unread:
        words.append(_("有 {count} 格没有粘贴：{why}").format(count=len(unread), why=unread[0]))
    if lost:
        words.append(_("有 {count} 格落在表格外或不用参加的格里，没有粘贴。").format(count=lost))
    return " ".join(words)
