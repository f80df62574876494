"""The line above a page of a contest: the way back to the other contests, the pages, and the track looked at.

On a low screen it also replaces the head above it: the contest's name in the room that is left, and a menu of what the
head offers.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import PageTabs

_BOX, _SMALL_BOX = 180, 130
_NARROW = 860
"""Px below which the box of tracks is smaller, and the next step is in the menu only."""


class ContestLine(QWidget):
    """`contests_wanted` asks for the list of contests, `stepped` for the next track (1) or the one before (-1)."""

    contests_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, page: QWidget, menu: QMenu, go_on: QAction):
        super().__init__(page)
        self.sections = PageTabs((_("设置"), _("选手"), _("评委"), _("评分"), _("结果"), _("分析")))
        self.contests = _button("side-list", _("竞赛列表"))
        self.name = ElidedLabel()
        set_role(self.name, "muted")
        self.track_box = ChoiceInput((), empty=False, nothing=None)
        self.track_box.setAccessibleName(_("赛道"))
        self.track_tools, self.beside = QWidget(), QWidget()
        self.next_button = ActionButton(go_on, "primary")
        self.more = _button("more", _("大屏、打印、封存"))
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._go_on, self._standing_in = go_on, False
        self._build()
        self._find_contests()
        go_on.changed.connect(self._fit)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.contests)
        row.addWidget(self.sections)
        row.addSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.track_tools)
        row.addWidget(self.beside)
        tools = _row(self.track_tools)
        tools.addWidget(self._arrow("chevron-left", _("上一个赛道（Alt+PageUp）"), -1))
        tools.addWidget(self.track_box)
        tools.addWidget(self._arrow("chevron-right", _("下一个赛道（Alt+PageDown）"), 1))
        beside = _row(self.beside)
        beside.addWidget(self.next_button)
        beside.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _find_contests(self) -> None:
        """The list comes and goes by a key too, wherever on the page the cursor is."""
        action = QAction(_("竞赛列表"), self)
        action.setShortcut(QKeySequence("Alt+L"))
        action.triggered.connect(lambda _on=False: self.contests_wanted.emit())
        self.addAction(action)
        self.contests.clicked.connect(action.trigger)
        self.tell_contests(True)

    def _arrow(self, icon_name: str, words: str, step: int) -> QToolButton:
        button = _button(icon_name, words)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def tell_contests(self, shown: bool) -> None:
        """The list of contests is there, or not."""
        words = _("收起竞赛列表（Alt+L）") if shown else _("竞赛列表（Alt+L）")
        self.contests.setToolTip(words)
        self.contests.setAccessibleName(words)

    def show_name(self, name: str) -> None:
        """The contest in front is called so."""
        self.name.set_text(name if self._standing_in else "")
        self.name.setAccessibleName(name)

    def stand_in(self, standing_in: bool) -> None:
        """Whether the line replaces the head."""
        self._standing_in = standing_in
        self.show_name(self.name.accessibleName())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What a narrow line needs: it becomes one when it has no more."""
        small = self._around() + _SMALL_BOX
        return QSize(min(small, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def _around(self) -> int:
        """Px of what is in a narrow line around the box of tracks."""
        arrows = 2 * self.more.sizeHint().width()
        rest = self.contests.sizeHint().width() + self.more.sizeHint().width() * self._standing_in
        return self.sections.minimumSizeHint().width() + arrows + rest + 64

    def _fit(self) -> None:
        narrow = self.width() < _NARROW
        self.beside.setVisible(self._standing_in)
        self.next_button.setVisible(self._go_on.isVisible() and not narrow)
        self.track_box.setMinimumWidth(_SMALL_BOX if narrow else _BOX)


def _button(icon_name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    return row
