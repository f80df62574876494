"""What all fields share.

A field has `value()`, `set_value()` and a signal `changed` that says what the user did (never `set_value`).
`value()` raises `Unclear` with a sentence when the typed text cannot be read, so that nothing is saved by mistake.
"""

from typing import Any, Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget


class Field(Protocol):
    """An input for one value."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted when the user has changed the value."""
        ...

    def value(self) -> Any:
        """The value; raises `Unclear` for text that cannot be read."""
        ...

    def set_value(self, value: Any) -> None:
        """Show a value without emitting `changed`."""
        ...


def mark_wrong(widget: QWidget, wrong: bool) -> None:
    """Give `widget` the red border of a field with a problem, or take it away."""
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_role(widget: QWidget, role: str) -> None:
    """A role of the style sheet: ``title``, ``heading``, ``muted``, ``problem``, ``card`` …"""
    widget.setProperty("role", role)
    if role == "card":
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
