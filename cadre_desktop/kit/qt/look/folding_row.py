"""A row of controls that becomes two where there is no room for it, as on a small screen at 150 %."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget


class FoldingRow(QWidget):
    """`left` and `right` are two rows to be filled: beside each other, or the right one below the left.

    It asks for no more room than the wider of them. A layout with height-for-width would do the same, but stacked pages
    and scroll areas do not pass that on.
    """

    def __init__(self, spacing: int = 8, parent: QWidget | None = None):
        super().__init__(parent)
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        for row in (self.left, self.right):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(spacing)
        self._spacing = spacing
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(spacing)
        self._lines.addLayout(self.left)
        self._lines.addStretch(1)
        self._lines.addLayout(self.right)

    def give_left_the_rest(self) -> None:
        """Let the left row have the room between the two, instead of leaving it free; the right one keeps its size."""
        self._lines.setStretch(0, 1)
        self._lines.setStretch(1, 0)
        self._lines.setAlignment(self.right, Qt.AlignmentFlag.AlignRight)

    def give_right_the_rest(self) -> None:
        """Let the right row begin where the left one ends, instead of standing at the end of the line."""
        self._lines.setStretch(1, 0)
        self._lines.setStretch(2, 1)

    @property
    def folded(self) -> bool:
        """Whether the right row is below the left one."""
        return self._lines.direction() is QBoxLayout.Direction.TopToBottom

    @property
    def needed(self) -> int:
        """Px that both rows take beside each other."""
        return self.left.minimumSize().width() + 2 * self._spacing + self.right.minimumSize().width()

    def minimumSizeHint(self) -> QSize:
        left, right = self.left.minimumSize(), self.right.minimumSize()
        height = left.height() + self._spacing + right.height() if self.folded else max(left.height(), right.height())
        return QSize(max(left.width(), right.width()), height)

    def sizeHint(self) -> QSize:
        left, right = self.left.sizeHint(), self.right.sizeHint()
        return QSize(left.width() + 2 * self._spacing + right.width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something in it has come, gone or grown
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        direction = QBoxLayout.Direction.TopToBottom if self.needed > self.width() else QBoxLayout.Direction.LeftToRight
        if direction is not self._lines.direction():
            self._lines.setDirection(direction)
            self.updateGeometry()
