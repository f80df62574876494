"""The table in which a list of certificates is typed, pasted and put right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from cadre_desktop.certificates.screens.listing.list_model import ListModel
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import GridTable, Index, copied_rows

_NUMBER, _NAME, _LEAST, _MOST, _STATE = 52, 150, 110, 260, 320


class ListTable(GridTable):
    """Typing writes into a cell, Enter goes on to the next row, cells copied from Excel are pasted, Delete empties a
    cell. `pasted` carries the fields of headings that were among them."""

    pasted = Signal(list)

    def __init__(self, model: ListModel, parent: QWidget | None = None):
        super().__init__(_("发证名单"), parent)
        self.rows = model
        self.setModel(model)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.itemDelegate().closeEditor.connect(self._ended)

    def fit_columns(self) -> None:
        """Give columns the room of their texts."""
        count = len(self.rows.columns)
        texts = [self.wanted_width(column, _NAME if column == 1 else _LEAST, _MOST) for column in range(1, count + 1)]
        self.set_widths((_NUMBER, *texts, _STATE))

    def widen_columns(self) -> None:
        """Give columns more room where their texts need it; none gets narrower."""
        for column in range(1, len(self.rows.columns) + 1):
            self.setColumnWidth(column, self.wanted_width(column, self.columnWidth(column), _MOST))

    def go_to(self, row: int, field: str = "") -> None:
        """Bring a row to the cursor, at the column of a field."""
        names = [column.name for column in self.rows.columns]
        column = names.index(field) + 1 if field in names else 1
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState or not index.isValid():  # then Enter only ends that
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.model().setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_on()
        else:
            super().keyPressEvent(event)

    def paste(self, at: Index) -> None:
        """Take what is on the clipboard, from a cell on."""
        if cells := copied_rows():
            self.pasted.emit(list(self.rows.paste(at, cells)))

    def _ended(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:  # Enter; Qt still has to let go of the editor
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
