"""Small parts that the pages of an import share."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel


def band(tone: str, text: str = "") -> tuple[QFrame, QLabel]:
    """A tinted line that says something about the page."""
    frame, label = QFrame(), QLabel(text)
    frame.setProperty("role", "band")
    frame.setProperty("tone", tone)
    label.setWordWrap(True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    row.addWidget(label, 1)
    frame.setVisible(bool(text))
    return frame, label
