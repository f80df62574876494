"""Tab goes through the controls in the order in which one reads them, whenever they were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from cadre_desktop.kit.qt.talk.page_area import Host


def follow_layout(page: QWidget) -> None:
    """Let Tab go through the controls of `page` in the order of its layout.

    Qt takes the order in which controls were added to the window. What is added to a page later (the chip of a filter,
    the figures of another year) would come after everything else; call this when something was added.
    """
    layout = page.layout()
    if layout is not None:
        for before, after in pairwise(_controls(layout)):
            QWidget.setTabOrder(before, after)


def _controls(layout: QLayout) -> Iterator[QWidget]:
    """What is asked is where each widget and each layout is, not what each item holds: see `rows.row_in`."""
    owner = layout.parentWidget()
    parts: list[QWidget | QLayout] = [each for each in layout.children() if isinstance(each, QLayout)]
    parts += owner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if owner else []
    for part in sorted((each for each in parts if layout.indexOf(each) >= 0), key=layout.indexOf):
        yield from _controls(part) if isinstance(part, QLayout) else _within(part)


def _within(widget: QWidget) -> Iterator[QWidget]:
    """The widget itself if Tab stops there, and what is in it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else widget
    if isinstance(inside, Host):
        yield from _within(inside.page)
        return
    layout = inside.layout() if inside is not None else None
    if layout is not None:
        yield from _controls(layout)
