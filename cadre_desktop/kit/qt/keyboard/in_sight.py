"""Keeps what the keyboard is in where it can be seen, whatever scrolls around it."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScrollArea, QScrollBar, QWidget

_LINE = 96
"""Px of the highest that is taken for one line of fields, with the sentence beneath it."""
_AROUND = 24
"""Px that are brought into sight with a field: its frame, and the sentence beneath it that says what is wrong."""


class InSight(QObject):
    """One of these for the whole application scrolls to whatever gets the keyboard: by Tab, in a form that opens with
    the cursor in its first field, or in a table that ends below the window. Qt does so for Tab alone, and shows the
    middle of what is larger than the window. Here every scroll area around it, from the inside to the outside, is moved
    no more than it must be. By wheel or bar anybody can scroll away; the next key scrolls back. What was pressed with
    the mouse is not scrolled: it would slip away from under the pointer.
    """

    def __init__(self, app: QApplication):
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QObject] = []
        self._bars: list[QScrollBar] = []
        self._from: list[int] = []
        self._left_alone = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._bring)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        areas = areas_around(now) if now is not None else []
        if now is None or not areas:
            return
        self._target = now
        self._left_alone = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._watched = [now, *(part for area in areas for part in (area.viewport(), area.widget()))]
        for part in self._watched:
            part.installEventFilter(self)
        self._bars = [bar for area in areas for bar in (area.verticalScrollBar(), area.horizontalScrollBar())]
        for bar in self._bars:
            bar.actionTriggered.connect(self._leave_alone)
        self._from = [bar.value() for bar in self._bars]
        self._soon.start()

    def _let_go(self) -> None:
        self._soon.stop()
        for part in filter(shiboken6.isValid, self._watched):
            part.removeEventFilter(self)
        for bar in filter(shiboken6.isValid, self._bars):
            bar.actionTriggered.disconnect(self._leave_alone)
        self._target, self._watched, self._bars = None, [], []

    def _leave_alone(self, _action: int) -> None:
        """Somebody scrolls."""
        self._left_alone = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched is self._target:
            self._left_alone = False
            self._from = [bar.value() for bar in self._bars]
            self._soon.start()
        elif event.type() == QEvent.Type.Resize and watched is not self._target:
            self._soon.start()
        return False

    def _bring(self) -> None:
        """While layouts settle, which takes several rounds, the way always begins where it began: what was needed for
        a size that is not so any more would stay."""
        if self._target is not None and not self._left_alone:
            for bar, value in zip(self._bars, self._from, strict=True):
                bar.setValue(value)
            bring_in_sight(self._target)


def areas_around(widget: QWidget) -> list[QScrollArea]:
    """The areas that a widget scrolls in, the innermost first."""
    found, holder = [], None if widget.isWindow() else widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea) and holder.widget() is not None and holder.widget().isAncestorOf(widget):
            found.append(holder)
        holder = None if holder.isWindow() else holder.parentWidget()
    return found


def bring_in_sight(widget: QWidget) -> None:
    """Scroll all areas around a widget so that it is seen; of one larger than they are, the row or line worked at."""
    for area in areas_around(widget):
        room, page = area.viewport().size(), area.widget()
        shown = _with_its_label(widget, page, room.width())
        spot = shown.rect().adjusted(0, -_AROUND, 0, _AROUND)
        table = isinstance(widget, QAbstractItemView)  # a page that opens begins at its top, not at its table's bottom
        if table or shown.width() > room.width() or spot.height() > room.height():
            shown, spot = widget, _worked_at(widget)
        spot.translate(shown.mapTo(page, QPoint(0, 0)))
        _move(area.verticalScrollBar(), spot.top(), spot.bottom() + 1, room.height())
        _move(area.horizontalScrollBar(), spot.left(), spot.right() + 1, room.width())


def _with_its_label(widget: QWidget, page: QWidget, room: int) -> QWidget:
    """A field with what is beside it in its line, if that is no more than one line and there is room for it."""
    holder = widget.parentWidget()
    while holder is not None and holder is not page and holder.height() <= _LINE and holder.width() <= room:
        widget, holder = holder, holder.parentWidget()
    return widget


def _worked_at(widget: QWidget) -> QRect:
    """The current row of a list, the line with the caret, or the top of anything else; in the widget's own px."""
    if isinstance(widget, QAbstractItemView):
        index = widget.currentIndex()
        row = widget.visualRect(index) if index.isValid() else QRect()
        if not row.isValid():  # then what there is first, beneath the headings
            row = QRect(0, 0, 2 * _AROUND, min(widget.viewport().height(), 2 * _AROUND))
        return row.translated(widget.viewport().pos())
    caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle) if _is_text(widget) else None
    if isinstance(caret, QRectF):  # as a text of many lines answers
        caret = caret.toAlignedRect()
    if isinstance(caret, QRect) and caret.isValid():
        inside = widget.viewport().pos() if isinstance(widget, QAbstractScrollArea) else QPoint(0, 0)
        return caret.translated(inside).adjusted(0, -_AROUND, 0, _AROUND)
    return QRect(0, 0, min(widget.width(), 2 * _AROUND), min(widget.height(), 2 * _AROUND))


def _is_text(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _move(bar: QScrollBar, begin: int, end: int, room: int) -> None:
    """Scroll as little as shows from `begin` to `end`, or the beginning where that is more than there is `room` for."""
    if begin < bar.value() or end - begin > room:
        bar.setValue(begin)
    elif end > bar.value() + room:
        bar.setValue(end - room)
