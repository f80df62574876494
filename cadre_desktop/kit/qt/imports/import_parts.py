"""Small parts that the pages of an import share."""

from typing import TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from cadre_desktop.kit.qt.fields.labels import ElidedLabel

Label = TypeVar("Label", bound=QLabel)


def band(tone: str) -> tuple[QFrame, QLabel]:
    """A tinted line that says something about the page; hidden until it has something to say."""
    label = QLabel()
    label.setWordWrap(True)
    return _tinted(tone, label)


def line(tone: str) -> tuple[QFrame, ElidedLabel]:
    """A band that never takes more than one line; the tooltip has the whole."""
    return _tinted(tone, ElidedLabel())


def _tinted(tone: str, label: Label) -> tuple[QFrame, Label]:
    frame = QFrame()
    frame.setProperty("role", "band")
    frame.setProperty("tone", tone)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    row.addWidget(label, 1)
    frame.hide()
    return frame, label
