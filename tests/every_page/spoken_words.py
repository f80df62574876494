"""What a screen reader is told: every control and table has a name, and no colour says anything alone."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTabBar, QTableView, QWidget
from shown_widgets import shown
from tour import Stop, described
from walking import controls

from cadre_desktop.kit.qt.look.theme import tokens

ROWS = 40
"""As many rows of a table are looked through as are seen at once."""
_TEXT, _SAID = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleDescriptionRole
_INK, _GROUND = Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole


def told(thing: QWidget) -> str:
    """What a reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(thing)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def used(window: QWidget) -> Iterator[QWidget]:
    """What can be used with the keyboard or the mouse, tables and all that they are made of but their headings."""
    yield from controls(window)
    for each in shown(window):
        seen = each.isEnabled() and each.focusProxy() is None
        plain = isinstance(each, QAbstractButton | QAbstractItemView) and not isinstance(each, QHeaderView)
        if seen and plain and each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            yield each


def without_name(stop: Stop) -> Iterator[str]:
    for each in used(stop.widget):
        if not told(each) or (isinstance(each, QTabBar) and not each.accessibleName()):
            yield f"{stop.name}: {described(each)}"


def tables(window: QWidget) -> list[QTableView]:
    return list(shown(window, QTableView))


def headless(stop: Stop) -> Iterator[str]:
    for table in tables(stop.widget):
        for index in range(table.model().columnCount()):
            if not table.isColumnHidden(index) and not table.model().headerData(index, Qt.Orientation.Horizontal):
                yield f"{stop.name}: {described(table)}, column {index}"


def warns(colour: object) -> bool:
    """Whether a colour of a text says that something is wrong."""
    return colour in [tokens().color(tone) for tone in ("warning", "bad")]


def only_coloured(stop: Stop) -> Iterator[str]:
    """Cells that warn by a colour without a sentence about them."""
    for table in tables(stop.widget):
        model = table.model()
        for row in range(min(ROWS, model.rowCount())):
            for index in (model.index(row, column) for column in range(model.columnCount())):
                text, said = (model.data(index, role) for role in (_TEXT, _SAID))
                warning = warns(model.data(index, _INK)) or model.data(index, _GROUND) is not None
                if warning and (not said or said == text):
                    yield f"{stop.name}: {described(table)}, {row}:{index.column()}"


def untold(stop: Stop) -> Iterator[str]:
    """What a reader is not told at a stop."""
    for fault in (without_name, headless, only_coloured):
        yield from fault(stop)
