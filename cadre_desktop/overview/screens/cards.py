"""A figure as a card that opens its rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields import set_role
from cadre_desktop.overview.figures import Figure


class FigureCard(QPushButton):
    """Label, number with unit, and how it compares with the year before."""

    def __init__(self, figure: Figure, before: int):
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        label = QLabel(figure.short or figure.label)
        set_role(label, "muted")
        number = QLabel(f"{figure.value:,}")
        set_role(number, "figure")
        unit = QLabel(figure.unit)
        set_role(unit, "muted")
        change = QLabel(_("上年 {value}").format(value=f"{before:,}"))
        set_role(change, "muted")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(number)
        row.addWidget(unit, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 10, 8)
        layout.setSpacing(0)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(change)
        for child in (label, number, unit, change):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = _("{label} {value} {unit}，{change}").format(
            label=figure.label, value=f"{figure.value:,}", unit=figure.unit, change=change.text()
        )
        self.setAccessibleName(words)
        self.setToolTip(_("{words}。点击查看这些记录").format(words=words))
