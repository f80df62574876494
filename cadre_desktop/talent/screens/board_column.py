"""One stage of the board: its members as cards, in an order that the arrow keys follow; others are dropped on it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import Index
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.talent.rules import MembershipStatus, Stage
from cadre_desktop.talent.stages.board import BoardCard

_CARD = int(Qt.ItemDataRole.UserRole) + 7
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_HEIGHT, _GAP, _SIDE = 74, 6, 10
_SMALL = 9.0


def card_words(card: BoardCard) -> str:
    """A card as one sentence, for its tooltip and for readers."""
    parts = [card.name, card.about, card.last]
    if card.status is not MembershipStatus.ACTIVE:
        parts.append(_(card.status.label))
    if card.idle:
        parts.append(_("已有 {days} 天没有记录").format(days=card.days))
    return "，".join(filter(None, parts))


class _CardDelegate(QStyledItemDelegate):
    """Draws a card: the name, post and court, and the last dated entry."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: BoardCard = index.data(_CARD)
        state = option.state  # type: ignore[attr-defined]
        area: QRect = option.rect.adjusted(3, _GAP // 2, -3, -_GAP // 2)  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens().color("focus" if chosen else "line"))
        painter.setBrush(tokens().color("selection" if chosen else "card"))
        painter.drawRoundedRect(area, 7, 7)
        inner = area.adjusted(_SIDE, 7, -_SIDE, -6)
        self._line(painter, inner, card.name, "text", ui_font(10.5, bold=True))
        if card.status is not MembershipStatus.ACTIVE:
            painter.setFont(ui_font(_SMALL))
            painter.setPen(tokens().color("warning"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, _(card.status.label))
        self._line(painter, inner.adjusted(0, 22, 0, 0), card.about, "muted", ui_font(_SMALL))
        self._line(
            painter, inner.adjusted(0, 41, 0, 0), card.last, "warning" if card.idle else "muted", ui_font(_SMALL)
        )
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: str, font: object) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(tokens().color(colour))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, short)


class CardList(QListWidget):
    """`dropped` carries the memberships that were dropped here from another column, `aside` -1 or 1 for the column
    that an arrow key leads to, `opened` the membership on which Enter was pressed."""

    dropped = Signal(list)
    aside = Signal(int)
    opened = Signal(object)

    def __init__(self, stage: Stage, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("{stage}（{name}）").format(stage=_(stage.label), name=_(stage.also[0])))
        self.setItemDelegate(_CardDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_CARD).membership))

    def put(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards; those selected stay so, as far as they are there still."""
        chosen, row = set(self.selected_keys()), self.currentRow()
        self.clear()
        for card in cards:
            item = QListWidgetItem()
            item.setData(_CARD, card)
            item.setData(_SPOKEN, card_words(card))
            item.setToolTip(card_words(card))
            self.addItem(item)
            item.setSelected(card.membership in chosen)
        if self.count():
            self.setCurrentRow(min(max(row, 0), self.count() - 1), self.selectionModel().SelectionFlag.NoUpdate)

    def selected_keys(self) -> list[int]:
        """The memberships of the cards selected, from the top."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        return [self.item(row).data(_CARD).membership for row in rows]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        source = event.source()
        if isinstance(source, CardList) and source is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """The cards stay where they are until the entry is written that moves them."""
        source = event.source()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if isinstance(source, CardList) and source is not self:
            self.dropped.emit(source.selected_keys())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.aside.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.opened.emit(self.currentItem().data(_CARD).membership)
        else:
            super().keyPressEvent(event)


class BoardColumn(QWidget):
    """A stage with its title, how many are in it, and its cards."""

    def __init__(self, stage: Stage, parent: QWidget | None = None):
        super().__init__(parent)
        self.stage = stage
        self.title = QLabel()
        set_role(self.title, "heading")
        self.cards = CardList(stage)
        self.title.setBuddy(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.cards, 1)

    def put(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards."""
        words = _("{stage}　{name}　{count} 人")
        self.title.setText(words.format(stage=_(self.stage.label), name=_(self.stage.also[0]), count=len(cards)))
        self.cards.put(cards)
