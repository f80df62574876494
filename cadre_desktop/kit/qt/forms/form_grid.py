"""Where the fields of a form are: sections, labels beside fields, one column or two, the photo at the top right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.masked_editor import MaskedInput
from cadre_desktop.kit.qt.fields.photo_field import PhotoInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, LongTextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role

TWO_COLUMNS_FROM = 660
_FIELD_HEIGHT = 32
_PHOTO_ROWS = 4
_LABEL_WIDEST = 104


class FieldCell(QWidget):
    """One field: its label, its editor, and beneath it in words what is wrong with it."""

    def __init__(self, column: Column, editor: Any, parent: QWidget | None = None):
        super().__init__(parent)
        self.column, self.editor = column, editor
        self.label = _label(column, editor)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.hide()
        set_role(self._problem, "problem")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(3)
        stack.addWidget(editor)
        stack.addWidget(self._problem)
        if isinstance(editor, FlagInput):
            editor.setMinimumHeight(_FIELD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def is_photo(self) -> bool:
        """Whether it is at the top right."""
        return isinstance(self.editor, PhotoInput)

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width also in two columns."""
        return isinstance(self.editor, LongTextInput)

    @property
    def problem(self) -> str:
        """What is wrong, empty for nothing."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def set_problem(self, text: str) -> None:
        """Show what is wrong, or that all is well again."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        mark_wrong(self.editor.editor if isinstance(self.editor, MaskedInput) else self.editor, bool(text))
        self.editor.setAccessibleDescription(text)


def _label(column: Column, editor: Any) -> QWidget:
    """The title at the right edge of its cell; a tick box says its title itself."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addStretch()
    if column.required:
        star = QLabel("*")
        star.setToolTip(_("必填"))
        set_role(star, "problem")
        row.addWidget(star)
    words = QLabel("" if isinstance(editor, FlagInput) else _(column.title))
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    words.setBuddy(editor)
    words.setMinimumWidth(min(_LABEL_WIDEST, words.fontMetrics().horizontalAdvance(words.text()) + 2))
    words.setToolTip(_(column.hint))
    row.addWidget(words)
    holder.setMinimumHeight(_FIELD_HEIGHT)
    return holder


class FormGrid(QWidget):
    """The fields in the sections of their columns. `arrange` sets them in one column or two."""

    def __init__(self, cells: Sequence[FieldCell], parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "inside")
        self._photo = next((cell for cell in cells if cell.is_photo), None)
        self._sections = _sections([cell for cell in cells if not cell.is_photo])
        self._headings = {name: _heading(name, number) for number, name in enumerate(self._sections) if name}
        self._columns = 0
        self._beside: list[FieldCell] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 4, 16, 12)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self.arrange(1)

    @property
    def columns(self) -> int:
        """How many fields are side by side."""
        return self._columns

    def as_read(self) -> list[FieldCell]:
        """The cells in the order in which one reads them: the photo comes after the fields beside it, whichever was
        declared first, so that nobody who types one field after the other is led to it in between."""
        fields = [cell for cells in self._sections.values() for cell in cells]
        if self._photo is None:
            return fields
        after = len(self._beside)
        return [*fields[:after], self._photo, *fields[after:]]

    def keep_low(self, low: bool) -> None:
        """Have long texts take no more room than they need, where there is little."""
        for cells in self._sections.values():
            for cell in cells:
                if isinstance(cell.editor, LongTextInput):
                    cell.editor.keep_low(low)

    def arrange(self, columns: int) -> None:
        """Set the fields in `columns` columns."""
        if columns == self._columns:
            return
        self._columns = columns
        self._beside.clear()
        while self._grid.count():
            self._grid.takeAt(0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for index in range(columns):
            self._grid.setColumnStretch(2 * index + 1, 1)
        row = 0
        for name, cells in self._sections.items():
            row = self._put_section(row, name, cells)
        self._grid.setRowStretch(row, 1)

    def _put_section(self, row: int, name: str, cells: list[FieldCell]) -> int:
        photo_below = 0
        if name in self._headings:
            self._grid.addWidget(self._headings[name], row, 0, 1, 2 * self._columns + (self._photo is not None))
            row += 1
        if self._photo is not None and name == next(iter(self._sections)):
            photo_below = row + min(_PHOTO_ROWS, self._rows(cells))
            top_right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(self._photo, row, 2 * self._columns, photo_below - row, 1, top_right)
        return self._put_cells(row, cells, photo_below)

    def _rows(self, cells: list[FieldCell]) -> int:
        """How many rows the cells of a section fill: what lies beside them must not reach into the next section."""
        row = column = 0
        for cell in cells:
            if cell.is_wide and column:
                row, column = row + 1, 0
            last = cell.is_wide or column == self._columns - 1
            row, column = (row + 1, 0) if last else (row, column + 1)
        return row + (column > 0)

    def _put_cells(self, row: int, cells: list[FieldCell], photo_below: int) -> int:
        column = 0
        for cell in cells:
            if cell.is_wide and column:
                row, column = row + 1, 0
            last = cell.is_wide or column == self._columns - 1
            first = 2 * column
            end = 2 * self._columns + self._beside_photo(row, photo_below) if last else first + 2
            self._grid.addWidget(cell.label, row, first, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, row, first + 1, 1, end - first - 1, Qt.AlignmentFlag.AlignTop)
            if row < photo_below:
                self._beside.append(cell)
            row, column = (row + 1, 0) if last else (row, column + 1)
        return row + (column > 0)

    def _beside_photo(self, row: int, photo_below: int) -> int:
        """The photo's column belongs to the fields below it."""
        return int(self._photo is not None and row >= photo_below)


def _sections(cells: Sequence[FieldCell]) -> dict[str, list[FieldCell]]:
    """Fields by section, in the order in which sections first appear."""
    found: dict[str, list[FieldCell]] = {}
    for cell in cells:
        found.setdefault(cell.column.section, []).append(cell)
    return found


def _heading(name: str, number: int) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 10 if number else 0, 0, 0)
    row.setSpacing(10)
    words, line = QLabel(_(name)), QFrame()
    set_role(words, "muted")
    set_role(line, "line")
    row.addWidget(words)
    row.addWidget(line, 1)
    return holder
