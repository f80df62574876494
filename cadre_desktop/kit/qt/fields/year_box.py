"""The year one looks at: ‹ 2023 年 ›."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.icons import icon

_EVER = 0
"""Means all years."""


class YearInput(QWidget):
    """`changed` says that the user looks at another year; `year` is None for all of them."""

    changed = Signal()

    def __init__(self, year: int, parent: QWidget | None = None):
        super().__init__(parent)
        self._this_year = year
        self.box = ChoiceInput((), empty=False, nothing=None)
        self.box.setFixedWidth(124)
        self.box.setAccessibleName(_("年度"))
        self.box.changed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.earlier = self._arrow("chevron-left", _("上一年"), -1)
        self.later = self._arrow("chevron-right", _("下一年"), 1)
        for widget in (self.earlier, self.box, self.later):
            row.addWidget(widget)
        self.offer((), year)

    def _arrow(self, icon_name: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._step(step))
        return button

    @property
    def year(self) -> int | None:
        """The year looked at, None for all."""
        return self.box.value() or None

    def offer(self, years: Iterable[int], year: int | None) -> None:
        """Offer these years, this one and `year`, and look at `year` without a signal."""
        offered = sorted({*years, self._this_year, year or self._this_year}, reverse=True)
        self.box.set_choices([*((each, _("{year} 年").format(year=each)) for each in offered), (_EVER, _("全部年度"))])
        self.box.set_value(year or _EVER)

    def _step(self, step: int) -> None:
        years = {self.box.itemData(index) for index in range(self.box.count())} - {_EVER}
        self.offer(years, (self.year or self._this_year) + step)
        self.changed.emit()
