"""A row that can only be read: what its form would show, as text. For what cannot be changed (an issued
certificate)."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from cadre_desktop.kit.display import masked, shown
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.fields import NameField, PhotoField

_PHOTO_HEIGHT = 120
_MOST_TOLD = 400
"""So many lines are kept free above the values; lines without anything take no room."""
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class ReadingCard(QScrollArea):
    """Titles and values below one another; what is empty has no line, nor has a person (人员) whose name is
    above already (持证人). Values can be marked and copied."""

    def __init__(self, columns: Iterable[Column], parent: QWidget | None = None):
        super().__init__(parent)
        self._columns = [column for column in columns if column.in_form]
        self.texts: dict[str, str] = {}
        self.told: list[tuple[str, str]] = []
        self._grid, self._next = QGridLayout(), 0
        self.setWidgetResizable(True)
        set_role(self, "reading")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("内容"))

    def show_values(self, values: Values) -> None:
        """Show a row by its values, links as keys."""
        inside = QWidget()
        set_role(inside, "inside")
        grid = self._grid = QGridLayout(inside)
        grid.setContentsMargins(8, 6, 8, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.texts, self.told = {}, []
        self._next = 0
        for line, column in enumerate(self._columns, _MOST_TOLD):
            value = values.get(column.name)
            field = _photo(value) if isinstance(column.field, PhotoField) else self._text(column, value)
            if field is not None:
                self._put(line, _(column.title), field)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)

    def tell(self, heading: str, lines: Iterable[tuple[str, str]], role: str = "") -> None:
        """Add lines of a title and words each above what is shown, below those told before; `heading` may be empty.
        What is told goes with the row: another one begins without."""
        told = list(lines)
        if heading and told:
            title = QLabel(heading)
            set_role(title, "heading")
            self._grid.addWidget(title, self._next, 0, 1, 2)
            self._next += 1
        for words_before, words in told:
            label = _selectable(words)
            if role:
                set_role(label, role)
            self._put(self._next, words_before, label)
            self._next += 1
        self.told += told

    def _put(self, line: int, title: str, field: QWidget) -> None:
        label = QLabel(title)
        set_role(label, "muted")
        self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignTop)

    def _text(self, column: Column, value: Any) -> QLabel | None:
        words = _words(column, value)
        if not words or (_is_person(column) and words in self.texts.values()):
            return None
        self.texts[column.title] = words
        return _selectable(words)


def _selectable(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _is_person(column: Column) -> bool:
    """Whether a column points to somebody."""
    return column.link is not None and isinstance(column.link.named[0], NameField)


def _words(column: Column, value: Any) -> str:
    if column.link is not None:
        return label_of(column.link, value) if value else ""
    return masked(column, value) if column.masked else shown(column, value)


def _photo(value: Any) -> QLabel | None:
    picture = QPixmap()
    if not value or not picture.loadFromData(blobs.get(value) or b""):
        return None
    label = QLabel()
    label.setPixmap(picture.scaledToHeight(_PHOTO_HEIGHT, Qt.TransformationMode.SmoothTransformation))
    return label
