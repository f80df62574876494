"""A figure as a card that opens its rows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.overview.figures import YearFigure


class FigureCard(QPushButton):
    """Label, number with unit, and beneath it the figure it is compared with, said as `said` has it (``上年 {value}``).

    `wanted` carries the figure whose rows are asked for: a click on the card means its own, one on the line beneath
    the one before.
    """

    wanted = Signal(object)

    def __init__(self, figure: YearFigure, before: YearFigure, said: str):
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.wanted.emit(figure))
        self.before = QPushButton(said.format(value=before.number))
        self.before.setProperty("kind", "before")
        self.before.clicked.connect(lambda: self.wanted.emit(before))
        self._lay_out(figure)
        words = _("{label} {value} {unit}，{change}").format(
            label=figure.label, value=figure.number, unit=figure.unit, change=self.before.text()
        )
        self.setAccessibleName(words)
        self.setToolTip(_("{words}。点击查看这些记录").format(words=words))
        last = _("{label}，{change}").format(label=figure.label, change=self.before.text())
        self.before.setAccessibleName(last)
        self.before.setToolTip(_("{words}。点击查看这些记录").format(words=last))

    def minimumSizeHint(self) -> QSize:
        """Room for the whole number: half of one would be another. (A button knows nothing of a layout in it.)"""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _lay_out(self, figure: YearFigure) -> None:
        label, number, unit = QLabel(figure.short or figure.label), QLabel(figure.number), QLabel(figure.unit)
        for child, role in ((label, "muted"), (number, "figure"), (unit, "muted")):
            set_role(child, role)
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout()
        row.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 10, 8)
        layout.setSpacing(0)
        layout.addWidget(label)
        layout.addLayout(row)
        row.addWidget(number)
        row.addWidget(unit, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        layout.addWidget(self.before, alignment=Qt.AlignmentFlag.AlignLeft)
