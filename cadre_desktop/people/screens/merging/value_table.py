"""Two rows of people, value beside value; the arrow keys say which of two values the person keeps."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHeaderView

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    SPOKEN,
    TIP,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.fields import PhotoField
from cadre_desktop.people.merging.comparing import ValuePair

TITLE, KEPT, OTHER = range(3)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_PHOTO = QSize(52, 65)
_CHOSEN, _LEFT_OUT = "● ", "○ "


class ValueModel(QAbstractTableModel):
    """A line for each field; those that differ come first. `taken` are the fields whose value comes from the other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[ValuePair] = []
        self.taken: set[str] = set()
        self._plain = False
        self._titles = (_("项目"), _("保留的一条"), _("并入的一条"))

    def put(self, pairs: Sequence[ValuePair]) -> None:
        """Show another two."""
        self.beginResetModel()
        self.pairs = sorted(pairs, key=lambda pair: (not pair.differs, pair.kept == pair.other))
        self.taken = {pair.name for pair in pairs if pair.takes_other}
        self.endResetModel()

    def show_masked(self, shown: bool) -> None:
        """Show ID numbers and telephones, or hide them again."""
        self._plain = shown
        self.dataChanged.emit(self.index(0, KEPT), self.index(len(self.pairs) - 1, OTHER))

    def choose(self, row: int, other: bool) -> None:
        """Take the value of the other row, or keep that of this one."""
        pair = self.pairs[row]
        if pair.kept == pair.other or pair.name == "notes":
            return
        (self.taken.add if other else self.taken.discard)(pair.name)
        self.dataChanged.emit(self.index(row, KEPT), self.index(row, OTHER))
        self.changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        pair, column = self.pairs[index.row()], index.column()
        if role in (DISPLAY, TIP):
            return self._text(pair, column)
        if role == SPOKEN and column:
            said = _("采用") if self._is_chosen(pair, column) else _("不采用")
            return f"{pair.column.title} {self._value(pair, column)} {said}"
        if role == _DECORATION and column:
            return _photo(pair, column)
        if role == ALIGNMENT:
            return LEFT
        if role == FONT and column and pair.differs and self._is_chosen(pair, column):
            font = QFont()
            font.setBold(True)
            return font
        if role == FOREGROUND and (pair.kept == pair.other or (column and not self._is_chosen(pair, column))):
            return tokens().color("muted")
        return None

    def _text(self, pair: ValuePair, column: int) -> str:
        if column == TITLE:
            return pair.column.title
        text = self._value(pair, column)
        if pair.kept == pair.other:
            return text
        return (_CHOSEN if self._is_chosen(pair, column) else _LEFT_OUT) + (text or _("（空）"))

    def _value(self, pair: ValuePair, column: int) -> str:
        return pair.text(pair.kept if column == KEPT else pair.other, self._plain).replace("\n", " ")

    def _is_chosen(self, pair: ValuePair, column: int) -> bool:
        if pair.kept == pair.other or (pair.name == "notes" and pair.differs):
            return True  # of notes nothing is left out
        return (column == OTHER) == (pair.name in self.taken)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(3))


def _photo(pair: ValuePair, column: int) -> QPixmap | None:
    """The photo in a cell, small; None where it is none."""
    hash_ = pair.kept if column == KEPT else pair.other
    content = blobs.get(hash_) if hash_ and isinstance(pair.column.field, PhotoField) else None
    if content is None:
        return None
    picture = QPixmap()
    picture.loadFromData(content)
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(_PHOTO, Qt.AspectRatioMode.KeepAspectRatio, smooth)


class ValueTable(GridTable):
    """← and → choose, Space takes the other one; so do Enter and a double click."""

    def __init__(self, model: ValueModel):
        super().__init__(_("两条信息的内容"))
        self._model = model
        self.setModel(model)
        self.set_widths((112, 0, 0), stretched=OTHER)
        self.horizontalHeader().setSectionResizeMode(KEPT, QHeaderView.ResizeMode.Stretch)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setIconSize(_PHOTO)
        model.modelReset.connect(self._make_room)
        self.opened.connect(lambda index: self._turn(index.row()))
        self.clicked.connect(self._clicked)

    def _make_room(self) -> None:
        """Rows of photos are as high as these."""
        for row, pair in enumerate(self._model.pairs):
            high = isinstance(pair.column.field, PhotoField)
            self.setRowHeight(row, _PHOTO.height() + 8 if high else self.verticalHeader().defaultSectionSize())

    def _clicked(self, index: Any) -> None:
        if index.column() != TITLE:
            self._model.choose(index.row(), index.column() == OTHER)

    def _turn(self, row: int) -> None:
        self._model.choose(row, self._model.pairs[row].name not in self._model.taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._model.choose(row, event.key() == Qt.Key.Key_Right)
        elif row >= 0 and event.key() == Qt.Key.Key_Space:
            self._turn(row)
        else:
            super().keyPressEvent(event)
