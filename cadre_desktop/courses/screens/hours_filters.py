"""What narrows the lines of hours: court, department, category, rank, and only those who lack some."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from cadre_desktop.courses.hours.grouping import DIMENSIONS, values_of
from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.folding_row import FoldingRow

_WIDTHS = {"court": 124, "department": 148, "category": 128, "rank": 148}
_ALL = "*"


class HoursFilters(FoldingRow):
    """A choice for each dimension, whose values are those of the lines that the choices before it leave; `changed`
    says that another choice was made."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(spacing=8, parent=parent)
        self.boxes: dict[str, ChoiceInput] = {}
        for dimension in DIMENSIONS:
            box = ChoiceInput(((_ALL, _(dimension.everything)),), empty=False, nothing=None)
            box.setFixedWidth(_WIDTHS[dimension.key])
            box.setAccessibleName(_(dimension.title))
            box.changed.connect(self.changed)
            self.boxes[dimension.key] = box
            self.left.addWidget(box)
        self.only_short = QCheckBox(_("只看缺学时的"))
        self.only_short.setToolTip(_("只列今天还缺学时的人"))
        self.only_short.toggled.connect(lambda _on: self.changed.emit())
        self.left.addSpacing(8)
        self.left.addWidget(self.only_short)
        self.left.addStretch(1)

    def choose(self, key: str, value: str) -> None:
        """Choose a value of a dimension."""
        self.boxes[key].set_value(value)
        self.changed.emit()

    @property
    def count(self) -> int:
        """How many choices narrow the lines."""
        chosen = [box for box in self.boxes.values() if box.value() != _ALL]
        return len(chosen) + self.only_short.isChecked()

    def indexes(self, sheet: HoursSheet) -> list[int]:
        """The lines that meet all choices; offers anew what can be chosen."""
        indexes = list(range(len(sheet)))
        if self.only_short.isChecked():
            short = sheet.numbers["short"] > 0
            indexes = [index for index in indexes if short[index]]
        for dimension in DIMENSIONS:
            box = self.boxes[dimension.key]
            offered = [(value, value or _("（未填）")) for value in values_of(sheet, dimension, indexes)]
            box.offer([(_ALL, _(dimension.everything)), *offered])
            if box.value() != _ALL:
                of: Callable[..., str] = dimension.of
                indexes = [index for index in indexes if of(sheet.members[index]) == box.value()]
        return indexes
