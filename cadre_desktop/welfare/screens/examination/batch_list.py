"""The batches of a round as cards with how full they are; people are dropped on them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cadre_desktop.certificates.rules import period_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import GridTable, Index
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.welfare.examination.reading import Batch

_BATCH = int(Qt.ItemDataRole.UserRole) + 9
_HEIGHT, _GAP, _SIDE, _LINE = 70, 6, 10, 20
_SMALL = 9.0
_DRAGGED = "application/x-exam-people"


def filled_words(batch: Batch) -> str:
    """18/20 人，已检 12, and how many are too many."""
    words = _("{taken} 人，名额不限") if batch.capacity is None else _("{taken}/{capacity} 人")
    text = words.format(taken=batch.taken, capacity=batch.capacity)
    if batch.came:
        text += _("，已检 {count}").format(count=batch.came)
    if batch.capacity is not None and batch.taken > batch.capacity:
        text += _("，超出 {over}").format(over=batch.taken - batch.capacity)
    return text


def batch_words(batch: Batch) -> str:
    """A batch as one sentence, for its tooltip and for readers."""
    kind = _("补检") if batch.make_up else ""
    parts = (batch.title, kind, period_text(batch.starts, batch.ends), batch.venue, filled_words(batch))
    return "，".join(filter(None, parts))


class _BatchDelegate(QStyledItemDelegate):
    """Draws a card: the title, date and venue, and how full it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        batch: Batch = index.data(_BATCH)
        state = option.state  # type: ignore[attr-defined]
        area: QRect = option.rect.adjusted(3, _GAP // 2, -3, -_GAP // 2)  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens().color("focus" if chosen else "line"))
        painter.setBrush(tokens().color("selection" if chosen else "card"))
        painter.drawRoundedRect(area, 7, 7)
        inner = area.adjusted(_SIDE, 6, -_SIDE, -5)
        title = f"{batch.title}（{_('补检')}）" if batch.make_up else batch.title
        full = batch.capacity is not None and batch.taken >= batch.capacity
        over = batch.capacity is not None and batch.taken > batch.capacity
        when = "　".join(filter(None, (period_text(batch.starts, batch.ends), batch.venue)))
        lines = (
            (title, "text", ui_font(10.5, bold=True)),
            (when, "muted", ui_font(_SMALL)),
            (filled_words(batch), "bad" if over else "warning" if full else "muted", ui_font(_SMALL)),
        )
        for number, (text, colour, font) in enumerate(lines):
            self._line(painter, inner.adjusted(0, number * _LINE, 0, 0), text, colour, font)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: str, font: object) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(tokens().color(colour))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, short)


class BatchList(QListWidget):
    """`dropped` carries the batch (key) on which people of the table beside it were dropped, `opened` the one on which
    Enter was pressed or that was clicked twice."""

    dropped = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("体检批次"))
        self.setItemDelegate(_BatchDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QListWidget.DragDropMode.DropOnly)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_BATCH).key))

    def put(self, batches: Sequence[Batch]) -> None:
        """Show these batches; the current one stays so if it is there still."""
        current = self.current
        self.blockSignals(True)
        self.clear()
        for batch in batches:
            item = QListWidgetItem()
            item.setData(_BATCH, batch)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, batch_words(batch))
            item.setToolTip(batch_words(batch))
            self.addItem(item)
        keys = [batch.key for batch in batches]
        if keys:
            self.setCurrentRow(keys.index(current.key) if current is not None and current.key in keys else 0)
        self.blockSignals(False)

    def bring(self, key: int) -> None:
        """Look at a batch, where it is listed."""
        for row in range(self.count()):
            if self.item(row).data(_BATCH).key == key:
                self.setCurrentRow(row)

    @property
    def current(self) -> Batch | None:
        """The batch that is looked at."""
        item = self.currentItem()
        found: Batch | None = None if item is None else item.data(_BATCH)
        return found

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_DRAGGED) and self.itemAt(event.position().toPoint()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """People stay where they are until they have been moved."""
        item = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if item is not None and event.mimeData().hasFormat(_DRAGGED):
            self.dropped.emit(item.data(_BATCH).key)


class ExamPeopleTable(GridTable):
    """The people of a batch; those selected are dragged to another."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(name, parent)
        self.setSelectionBehavior(GridTable.SelectionBehavior.SelectRows)
        self.setSelectionMode(GridTable.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag those selected; which they are is asked where they are dropped, so that no name leaves the table."""
        carried = QMimeData()
        carried.setData(_DRAGGED, b"1")
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.MoveAction)
