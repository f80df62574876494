"""The table of the preview: cells are corrected where they are, and the keyboard goes from problem to problem."""

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.import_model import REASON, ROW, SHEET, STATE, TONES, ImportModel, Index
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.look.chip import ChipDelegate, Tone
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

_WIDEST, _NARROWEST = 260, 72
_HEAD_WIDTHS = {STATE: (84, 84), SHEET: (84, 130), ROW: (48, 72), REASON: (90, 290)}
"""The narrowest and the widest that the columns before the fields get."""


class CountChip(QAbstractButton):
    """A count that filters: its word and number on a tinted ground, framed while it is chosen."""

    def __init__(self, word: str, tone: Tone):
        super().__init__()
        self._tone = tone
        self._word = word
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number; nothing to filter by means disabled."""
        self.setText(f"{self._word} {count:,}")
        self.setAccessibleName(self.text())
        self.setEnabled(count > 0 or self.isChecked())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(ui_font()).horizontalAdvance(self.text())) + 28, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, tone = tokens(), self._tone or "neutral"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        if self.hasFocus():
            painter.setPen(QPen(colors.color("focus"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self.height() / 2, self.height() / 2)
            shape.adjust(1.5, 1, -1.5, -1)
        painter.setPen(QPen(colors.color(tone), 1.6) if self.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(colors.color(f"{tone}_tint"))
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setPen(colors.color(tone if self.isEnabled() else "disabled"))
        painter.setFont(ui_font(bold=self.isChecked()))
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, self.text())


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell's ground, which the style sheet would leave out, and a frame around the cell of the cursor."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painter.save()
            painter.setPen(QPen(tokens().color("focus"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))  # type: ignore[attr-defined]
            painter.restore()


class PreviewTable(QTableView):
    """The planned rows. F8 and Enter go to the next problem, Shift+F8 to the one before; F2 or typing corrects."""

    moved = Signal()

    def __init__(self, model: ImportModel):
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setItemDelegate(_CellDelegate(self))
        self.setItemDelegateForColumn(0, ChipDelegate(lambda text: TONES.get(text, ""), parent=self))
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(32)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(_("将要导入的行"))
        stripe_to_the_edge(self)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F8 go on; the dialog's own button is reached by Ctrl+Enter."""
        if self.state() == QAbstractItemView.State.EditingState:  # what an editor leaves over is not meant for the list
            super().keyPressEvent(event)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_F8 or (plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.go_on(back=event.modifiers() == Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def go_on(self, back: bool = False) -> bool:
        """Go to the next cell with something to put right; False if there is none."""
        at = self.currentIndex()
        found = self.rows.next_problem(max(at.row(), 0), at.column(), back)
        if found is None:
            return False
        self.go_to(*found)
        return True

    def go_to(self, row: int, section: int = 0) -> None:
        """Put the cursor into a cell."""
        index = self.rows.index(row, section)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        if not index.isValid():
            self.moved.emit()

    def fit_columns(self) -> None:
        """Widths by the first rows in sight, within bounds."""
        self.resizeColumnsToContents()
        for section in range(self.rows.columnCount()):
            head = next((name for name in _HEAD_WIDTHS if self.rows.section(name) == section), None)
            narrowest, widest = _HEAD_WIDTHS[head] if head else (_NARROWEST, _WIDEST)
            self.setColumnWidth(section, max(narrowest, min(widest, self.columnWidth(section) + 12)))
