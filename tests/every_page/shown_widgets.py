"""What of a window is in sight. Most of its widgets are on pages that are not: these are not even looked at."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def shown(window: QWidget, sort: Any = QWidget) -> Iterator[Any]:
    """The visible widgets of a sort inside a window, without those of windows of their own; parents before children.

    Not by `children()`: it gives the objects that are no widgets, actions among them, other owners.
    """
    for child in window.findChildren(QWidget, options=_DIRECT):
        if not child.isHidden() and not child.isWindow():
            if isinstance(child, sort) and child.isVisible():
                yield child
            yield from shown(child, sort)
