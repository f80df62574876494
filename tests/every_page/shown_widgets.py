"""What of a window is in sight. Most of its widgets are on pages that are not: these are not even looked at."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget


def shown(window: QWidget, sort: Any = QWidget) -> Iterator[Any]:
    """The visible widgets of a sort inside a window, without those of windows of their own; parents before children."""
    for child in window.children():
        if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow():
            if isinstance(child, sort) and child.isVisible():
                yield child
            yield from shown(child, sort)
