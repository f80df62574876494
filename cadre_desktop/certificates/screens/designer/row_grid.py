"""Rows of the panel in a grid: two narrow ones share a line."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from cadre_desktop.certificates.screens.designer.rows import MeasureInput, Row, listen, put, taken_from
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.look.field_base import set_role


def value_of(owner: Any, name: str) -> Any:
    """A field of an element, ``style.size`` one of its style."""
    for part in name.split("."):
        owner = getattr(owner, part)
    return owner


class RowGrid(QWidget):
    """`changed` carries the fields of the elements that somebody has changed, with their values; and what names the
    step, where others like it may follow and are one with it, as of a number that is counted up."""

    changed = Signal(object, str)

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None):
        super().__init__(parent)
        self.rows = tuple(rows)
        self.fields: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        line, column = 0, 0
        for row in self.rows:
            if column and not row.half:
                line, column = line + 1, 0
            self._add(row, line, column)
            line, column = (line, 2) if row.half and not column else (line + 1, 0)

    def _add(self, row: Row, line: int, column: int) -> None:
        field = row.make()
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if isinstance(field, QComboBox):
            field.setMinimumContentsLength(1)
        words = _(row.words) if row.words else ""
        if words:
            label = QLabel(words)
            set_role(label, "muted")
            label.setBuddy(field)
            self._grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignVCenter)
            field.setAccessibleName(words)
        start = column + 1 if words else column
        self._grid.addWidget(field, line, start, 1, (column + 2 if row.half else 4) - start)
        listen(field, partial(self._taken, row, field))
        self.fields.append(field)

    def name_field(self, name: str, words: str) -> None:
        """Name the fields bound to `name` for those who hear them."""
        for row, field in zip(self.rows, self.fields, strict=True):
            if row.name == name and not row.words:
                field.setAccessibleName(words)

    def field(self, name: str) -> QWidget:
        """The first field bound to `name`."""
        return next(field for row, field in zip(self.rows, self.fields, strict=True) if row.name == name)

    def show_values(self, owners: Iterable[Any]) -> None:
        """Show what these elements have in common."""
        several = list(owners)
        for row, field in zip(self.rows, self.fields, strict=True):
            values = {value_of(owner, row.name) for owner in several}
            put(field, values.pop() if len(values) == 1 else None)

    def _taken(self, row: Row, field: QWidget) -> None:
        try:
            value = taken_from(field)
        except Unclear:  # said at the field
            return
        if value is not None:
            self.changed.emit({row.name: value}, f"field {row.name}" if isinstance(field, MeasureInput) else "")
