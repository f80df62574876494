"""Choosing people for a track by search and filters: as entrants, or as judges."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.action_button import dressed
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.people.screens.chooser import PeopleChooser


class ChoosePage(QWidget):
    """`left` tells that the page is done with."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._take: Callable[[list[int]], None] = lambda _people: None
        self._words = "{count}"
        self.title = QLabel()
        set_role(self.title, "title")
        self.confirm = dressed(QPushButton(), "primary")
        self.confirm.setToolTip(_("加入（Ctrl+回车）"))
        self.confirm.clicked.connect(self.carry_out)
        self.chooser = PeopleChooser(desk, "contest people", self.confirm)
        self.chooser.changed.connect(self._count)
        self.chooser.given_up.connect(self.left)
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.chooser, 1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.carry_out)

    def open(self, title: str, words: str, outside: Condition, take: Callable[[list[int]], None]) -> None:
        """Begin to choose among who meets `outside`; `words` name the button (``报名 {count} 人``)."""
        self._take, self._words = take, words
        self.title.setText(title)
        self.chooser.begin(outside)
        self._count()

    def _count(self) -> None:
        count = len(self.chooser.chosen)
        self.confirm.setText(self._words.format(count=count))
        self.confirm.setEnabled(count > 0)

    def carry_out(self) -> None:
        """Hand over who was chosen."""
        if self.chooser.chosen:
            self._take(self.chooser.chosen)
            self.left.emit()
