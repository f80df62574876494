"""A list and the form of one of its rows: side by side, or on a small screen one instead of the other."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

_FORM_WIDTH = 400
_NARROWEST = 320
"""Px of the list beside a form, and of a form that somebody has drawn narrow."""
_HANDLE = 12
_EDGES, _EDGES_ALONE = QMargins(16, 12, 16, 14), QMargins(16, 4, 16, 6)
_GAP = 10
_LOWEST = 300
"""Px below which a form beside the list gets the whole page instead: half a dozen fields between its heading and its
buttons. On 1366 × 768 a form has 430 px at 100 %, 310 px at 125 % and 240 px at 150 %."""


class ListAndForm(QWidget):
    """`rows` beneath its `head`, and beside the rows a form. Where there is not room for both, the form gets the whole
    page while it is open: its buttons are always in sight, and there is room to fill it in.

    `drawn` carries the width in px that somebody has given the form.
    """

    drawn = Signal(int)

    def __init__(self, head: Sequence[QWidget], rows: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self._head, self._rows = tuple(head), rows
        self._form: QWidget | None = None
        self._form_width = _FORM_WIDTH
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(rows)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(_HANDLE)
        rows.setMinimumWidth(_NARROWEST)
        self._splitter.splitterMoved.connect(self._after_drawing)
        self._stack = stack = QVBoxLayout(self)
        stack.setContentsMargins(_EDGES)
        stack.setSpacing(_GAP)
        for widget in self._head:
            stack.addWidget(widget)
        stack.addWidget(self._splitter, 1)

    def put_form(self, form: QWidget, width: int | None) -> None:
        """Take the form in, hidden at first and `width` px wide beside the list, or as usual."""
        form.hide()
        self._form, self._form_width = form, width or _FORM_WIDTH
        self._splitter.addWidget(form)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)

    def show_form(self) -> None:
        """Make room for the form."""
        if self._form is not None and self._form.isHidden():
            self._form.show()
            self._arrange()
            self._share()

    def hide_form(self) -> None:
        """Give the room back to the list."""
        if self._form is not None:
            self._form.hide()
            self._arrange()

    @property
    def form_alone(self) -> bool:
        """Whether the form has the whole page, the list being put away for so long."""
        return self._rows.isHidden()

    def _needed(self) -> QSize:
        """Px that a page takes on which the form is beside the list."""
        assert self._form is not None
        beside = _NARROWEST + _HANDLE + _least(self._form).width()
        width = max(beside, *(_least(widget).width() for widget in self._head))
        height = _LOWEST + sum(_least(widget).height() + _GAP for widget in self._head)
        return QSize(width, height).grownBy(_EDGES)

    def _arrange(self) -> None:
        alone = False
        if self._form is not None and not self._form.isHidden():
            needed = self._needed()
            alone = self.width() < needed.width() or self.height() < needed.height()
        if alone == self.form_alone:
            return
        for widget in (*self._head, self._rows):
            widget.setHidden(alone)
        self._stack.setContentsMargins(_EDGES_ALONE if alone else _EDGES)
        if not alone:
            self._share()

    def _share(self) -> None:
        """The form as wide as it was drawn, the list as wide as is left."""
        room = self._splitter.width() - _HANDLE
        form = min(self._form_width, max(_NARROWEST, room - _NARROWEST))
        self._splitter.setSizes([max(_NARROWEST, room - self._form_width), form])

    def _after_drawing(self) -> None:
        if self._form is not None and not self.form_alone:
            self._form_width = self._form.width()
            self.drawn.emit(self._form_width)

    def minimumSizeHint(self) -> QSize:
        """With an open form what that needs alone: with less than both need the list is put away."""
        if self._form is None or self._form.isHidden():
            return super().minimumSizeHint()
        return _least(self._form).grownBy(_EDGES_ALONE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _least(widget: QWidget) -> QSize:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize())
