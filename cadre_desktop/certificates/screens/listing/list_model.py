"""The rows of a list of certificates as a table: what all have in common above them, and room for one more below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from cadre_desktop.certificates.listing.columns import ListColumn
from cadre_desktop.certificates.listing.lines import ListLine
from cadre_desktop.certificates.listing.reading import read_cells
from cadre_desktop.kit.language import _
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

SAME = 0
"""The row of what all have in common."""


class ListModel(QAbstractTableModel):
    """`lines` are the rows as they were read or typed, `same` the texts of all by field; `edited` says that somebody
    has changed them. `states` has by line what became of it, with the tone in which that is said."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.columns: tuple[ListColumn, ...] = ()
        self.lines: list[ListLine] = []
        self.same: dict[str, str] = {}
        self.states: Mapping[int, tuple[str, str]] = {}

    def show_columns(self, columns: Sequence[ListColumn]) -> None:
        """Show other columns; what the rows say in those that are not shown stays with them."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show_lines(self, lines: Iterable[ListLine]) -> None:
        """Have other rows, counted from 1."""
        self.beginResetModel()
        self.lines = [replace(line, number=number, sheet="") for number, line in enumerate(lines, 1)]
        self.states = {}
        self.endResetModel()
        self.edited.emit()

    def show_states(self, states: Mapping[int, tuple[str, str]]) -> None:
        """Say what became of the lines, by number."""
        self.states = states
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(0, last), self.index(self.rowCount() - 1, last))

    def clear(self) -> None:
        """Have no rows, and nothing in common."""
        self.same = {}
        self.show_lines([])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines) + 2

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        titles = [_("行"), *(f"{each.heading} *" if each.needed else each.heading for each in self.columns), _("情况")]
        return heading(titles, section, orientation, role, range(1, len(titles)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        read = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = self._field(index)
        whose = self._line(index.row())
        known = field == "name" and (index.row() == SAME or (whose is not None and whose.person is not None))
        return read | Qt.ItemFlag.ItemIsEditable if field and not known else read

    def _field(self, index: Index) -> str:
        return self.columns[index.column() - 1].name if 0 < index.column() <= len(self.columns) else ""

    def _line(self, row: int) -> ListLine | None:
        return self.lines[row - 1] if 0 < row <= len(self.lines) else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line, field = self._line(index.row()), self._field(index)
        if role == ALIGNMENT:
            return LEFT if index.column() else CENTRE
        if role in (DISPLAY, EDIT):
            if field:
                return self.same.get(field, "") if index.row() == SAME else line.text(field) if line else ""
            return self._beside(index, line)
        if field or line is None:
            return tokens().color("muted") if role == FOREGROUND and index.row() == SAME else None
        words, tone = self.states.get(line.number, ("", ""))
        if role in TOLD and index.column():
            spoken = {"bad": _("这一行不会发。{words}"), "warning": _("已有证书。{words}")}
            return spoken.get(tone, "{words}").format(words=words)
        return tokens().color(tone) if role == FOREGROUND and tone and index.column() else None

    def _beside(self, index: Index, line: ListLine | None) -> str:
        if index.row() == SAME:
            return _("填在这一行的，各行空着时都用") if index.column() else _("全体")
        if not index.column():
            return str(index.row())
        return self.states.get(line.number, ("", ""))[0] if line else ""

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        self.put(index.row(), self._field(index), str(value))
        return True

    def put(self, row: int, field: str, text: str) -> None:
        """Write into a cell; below the last row a new one begins. Nothing happens where no cell can be written in."""
        text = " ".join(text.split())
        line = self._line(row)
        if row == SAME:
            self.same = {**self.same, field: text}
        elif line is not None:
            values = {**line.values, field: text}
            self.lines[row - 1] = replace(line, values={name: said for name, said in values.items() if said})
        elif text:
            self.beginInsertRows(NOWHERE, row + 1, row + 1)
            self.lines.append(ListLine(row, {field: text}))
            self.endInsertRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.edited.emit()

    def paste(self, at: Index, cells: Sequence[Sequence[str]]) -> Sequence[str]:
        """Take cells copied from a workbook: by their headings where these are among them, else from a cell on. Returns
        the fields of headings."""
        read = read_cells(cells)
        if read.fields:
            self.show_lines([*self.lines, *read.lines])
            return read.fields
        for down, texts in enumerate(cells):
            row = min(at.row() + down, len(self.lines) + 1)
            for right, text in enumerate(texts):
                index = self.index(row, at.column() + right)
                if self.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    self.put(row, self._field(index), text)
        return ()

    def remove(self, row: int) -> None:
        """Take a row out."""
        if self._line(row) is not None:
            self.show_lines(line for number, line in enumerate(self.lines, 1) if number != row)
