"""What cannot be printed, below the sheet: a sentence each; a click leads to the element, or to the person."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in

_LINES = 3


@dataclass(frozen=True)
class FoundFault:
    """A sentence about the element `index`; `person` is the index of whose certificate it is, None for the one that is
    shown."""

    index: int
    sentence: str
    person: int | None = None


class FaultList(QFrame):
    """`wanted` carries the fault that somebody wants to see."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "band")
        self.setProperty("tone", "bad")
        self._faults: list[FoundFault] = []
        self._title = QLabel()
        set_role(self._title, "problem")
        self.hide_button = QPushButton(_("收起"))
        self.hide_button.setProperty("small", True)
        self.hide_button.clicked.connect(lambda: self.show_faults([]))
        self.list = QListWidget()
        self.list.setAccessibleName(_("不能打印的地方"))
        self.list.setWordWrap(True)
        self.list.setProperty("role", "bare")
        self.list.setUniformItemSizes(False)
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self._go(self.list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(2)
        row = row_in(column)
        row.addWidget(self._title, 1)
        row.addWidget(self.hide_button)
        column.addWidget(self.list)
        self.hide()

    @property
    def faults(self) -> list[FoundFault]:
        """What is listed."""
        return list(self._faults)

    def show_faults(self, faults: Sequence[FoundFault], about: str = "") -> None:
        """List these, `about` whom; without any the list is hidden. The button that puts it away is there where it is
        about others than the one that is shown."""
        if list(faults) == self._faults and self.isHidden() == (not faults):
            return
        self._faults = list(faults)
        self.list.clear()
        for fault in self._faults:
            item = QListWidgetItem(icon("warning", "bad"), fault.sentence)
            self.list.addItem(item)
        self._title.setText(_("{about}有 {count} 处不能打印：").format(about=about, count=len(faults)))
        self.hide_button.setVisible(any(fault.person is not None for fault in faults))
        self.setVisible(bool(faults))
        high = self.list.sizeHintForRow(0) if faults else 0
        self.list.setFixedHeight(min(_LINES, len(faults)) * max(high, 1) + 6)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._faults):
            self.wanted.emit(self._faults[row])

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())
