"""What cannot be printed, a sentence each: of the one who is shown, or of everybody; a click leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.face_folder import way_to_add
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines

_LINES = 4
NO_ELEMENT = -1
"""Instead of the index of an element: what is beneath all of them."""


@dataclass(frozen=True)
class FoundFault:
    """A sentence about the element `index`; `person` is the index of whose certificate it is, None for the one that is
    shown."""

    index: int
    sentence: str
    person: int | None = None

    @property
    def wants_font(self) -> bool:
        """Whether it is that no font has a character."""
        return self.sentence.endswith(way_to_add())


class FaultList(QFrame):
    """`wanted` carries the fault that somebody wants to see; `font_wanted` asks for another font."""

    wanted = Signal(object)
    font_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "band-top")
        self._faults: list[FoundFault] = []
        self.title = QLabel()
        set_role(self.title, "problem")
        self.put_away = QPushButton(_("收起"))
        self.put_away.setProperty("small", True)
        self.put_away.clicked.connect(self.hide)
        self.adding = QPushButton(_("添加字体…"))
        self.adding.setProperty("small", True)
        self.adding.clicked.connect(self.font_wanted)
        self.list = QListWidget()
        self.list.setAccessibleName(_("要改的地方"))
        self.list.setItemDelegate(ShortenedLines(self.list))
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self._go(self.list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        row = row_in(column)
        row.addWidget(self.title, 1)
        row.addWidget(self.adding)
        row.addWidget(self.put_away)
        column.addWidget(self.list)
        self.hide()

    @property
    def faults(self) -> list[FoundFault]:
        """What is listed."""
        return list(self._faults)

    def show_faults(self, faults: Sequence[FoundFault], about: str) -> None:
        """List these, `about` whom. A list that is open stays so as long as there is something in it."""
        self.adding.setVisible(any(fault.wants_font for fault in faults))
        self.title.setText(_("{about}：{count} 处要改").format(about=about, count=len(faults)))
        if list(faults) == self._faults:
            return
        self._faults = list(faults)
        self.list.clear()
        for fault in self._faults:
            item = QListWidgetItem(icon("warning", "bad"), fault.sentence)
            item.setToolTip(fault.sentence)
            self.list.addItem(item)
        high = self.list.sizeHintForRow(0) if faults else 0
        self.list.setFixedHeight(min(_LINES, max(1, len(faults))) * max(high, 1) + 8)
        if not faults:
            self.hide()

    def open(self) -> None:
        """Show the list, with the keyboard in it."""
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._faults):
            self.wanted.emit(self._faults[row])

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())
