"""The pages of a tab, and what chooses between them: page tabs above, or a list of sections at the side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import FrontTabs
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.look.theme import theme_changed, tokens, ui_font

_SIDE, _ICON = 168, 16
"""The width of the list at the side, and of its icons, in pixels."""
_FOLDS = 760
"""Below this width (px) the list at the side would take what the pages need."""
_INDEX = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class OwnPage:
    """A page of another sort among registers: its name, its title, what makes it (of the desk) when it is first wanted,
    the heading that it is found under, after the registers there, and its icon."""

    key: str
    title: str
    make: Callable[[Any], QWidget]
    section: str = ""
    icon: str = "info"


class RegisterTabs(FrontTabs):
    """Page tabs above the pages, for the few registers that fit beside one another. `turned` carries the index of the
    page in front."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.turned)
        self.setProperty("level", "second")
        for part in (self, self.tabBar()):
            part.setAccessibleName(_("分页"))

    def add_page(self, page: QWidget, register: Register) -> None:
        """A further page."""
        self.addTab(page, _(register.kind.title))

    def add_own(self, page: QWidget, own: OwnPage) -> None:
        """A further page of another sort."""
        self.addTab(page, _(own.title))


class SidePages(QWidget):
    """The registers at the left, under the headings of their sections, the chosen one beside them; on a narrow window
    they are chosen from a drop-down list above instead.

    `turned` carries the index of the page in front.
    """

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[str] = []
        self._lines: list[int] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("分页"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(_SIDE)
        self.list.setIconSize(QSize(_ICON, _ICON))
        set_role(self.list, "card")
        self.stack = Stack()
        self.choice = ChoiceInput((), empty=False)
        self.choice.setAccessibleName(_("分页"))
        self._head, self._side = QWidget(), QWidget()
        head, side = QHBoxLayout(self._head), QVBoxLayout(self._side)
        head.setContentsMargins(16, 8, 16, 0)
        head.addWidget(self.choice)
        head.addStretch()
        side.setContentsMargins(16, 12, 0, 14)
        side.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        row = row_in(column, 1)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.stack, 1)
        self._head.hide()
        self.choice.changed.connect(lambda: self.setCurrentIndex(self.choice.value()))
        self.list.currentItemChanged.connect(lambda item, _before: self._bring(item))
        theme_changed.connect(self._colour_headings)

    def add_page(self, page: QWidget, register: Register) -> None:
        """A further page, below the last one of its section; registers come section by section."""
        if register.section not in self._sections:
            self._sections.append(register.section)
            self.list.addItem(_heading(register.section))
            self._colour_headings()
        self.stack.addWidget(page)
        self._add_line(self.list.count(), register.kind.icon or "info", _(register.kind.title))
        if len(self._lines) == 1:
            self.setCurrentIndex(0)

    def add_own(self, page: QWidget, own: OwnPage) -> None:
        """A further page of another sort, the last of its section."""
        if own.section not in self._sections:
            self._sections.append(own.section)
            self.list.addItem(_heading(own.section))
            self._colour_headings()
        self.stack.addWidget(page)
        self._add_line(self._end_of(own.section), own.icon, _(own.title))

    def _end_of(self, section: str) -> int:
        """The row after the last line of a section."""
        headings = sorted(set(range(self.list.count())).difference(self._lines))
        following = self._sections.index(section) + 1
        return headings[following] if following < len(headings) else self.list.count()

    def _add_line(self, row: int, icon_name: str, title: str) -> None:
        line = QListWidgetItem(icon(icon_name), title)
        line.setToolTip(title)
        line.setData(_INDEX, len(self._lines))
        self.list.insertItem(row, line)
        self._lines = [at + (at >= row) for at in self._lines] + [row]
        self.choice.set_choices([(index, self.list.item(at).text()) for index, at in enumerate(self._lines)])

    def setCurrentIndex(self, index: int) -> None:
        """Bring a page to the front."""
        self.list.setCurrentRow(self._lines[index])

    def currentIndex(self) -> int:
        """The index of the page in front."""
        return self.stack.currentIndex()

    def widget(self, index: int) -> QWidget:
        """The page itself."""
        return self.stack.widget(index)

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs, with the drop-down list above it: the list at the side goes before it is
        too narrow."""
        page, head = self.stack.minimumSizeHint(), self._head.sizeHint().height()
        return QSize(page.width(), page.height() + head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = event.size().width() < _FOLDS
        self._head.setVisible(folded)
        self._side.setHidden(folded)

    def _colour_headings(self) -> None:
        for row in set(range(self.list.count())).difference(self._lines):
            self.list.item(row).setForeground(tokens().color("muted"))

    def _bring(self, line: QListWidgetItem | None) -> None:
        if line is not None and line.data(_INDEX) is not None:
            self.stack.setCurrentIndex(line.data(_INDEX))
            self.choice.set_value(line.data(_INDEX))
            self.turned.emit(line.data(_INDEX))


def _heading(section: str) -> QListWidgetItem:
    heading = QListWidgetItem(_(section))
    heading.setFlags(Qt.ItemFlag.NoItemFlags)
    heading.setFont(ui_font(9, bold=True))
    return heading


def pages_for(registers: Sequence[Register]) -> RegisterTabs | SidePages:
    """What chooses between these registers: a list at the side as soon as one of them names its section."""
    return SidePages() if any(register.section for register in registers) else RegisterTabs()


def index_of(registers: Sequence[Register], kind_key: str) -> int:
    """Which of the registers lists rows of this kind."""
    return next(index for index, register in enumerate(registers) if register.kind.key == kind_key)
