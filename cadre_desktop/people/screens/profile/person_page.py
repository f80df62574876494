"""The page of a person: who it is at the left, at the right what happened when and all that is known, line by line."""

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import PersonLine
from cadre_desktop.kit.qt.charts.timeline import Timeline
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.profile.page import Profile, Told, profile_of, source_of
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.screens.profile.card_panel import CardPanel
from cadre_desktop.people.screens.profile.lanes import lanes_of
from cadre_desktop.people.screens.profile.lines_tree import LinesTree
from cadre_desktop.people.screens.profile.sheets import FOR_ONE, PeopleSheet, PeopleSheets

_CARD_WIDTH = 288
_NARROW_CARD = 216
_NARROW, _LOW = 760, 430
"""Px of a page below which it is narrow, or low: on 1366 × 768 it has 1,160 × 640 at 100 % and 710 × 385 at 150 %."""
_BY_TIME = 1


class PageRead(NamedTuple):
    """A page as it was read, with the photo."""

    profile: Profile
    photo: bytes


def _read(person: int, today: date, told: Told, restricted: bool) -> PageRead:
    profile = profile_of(person, today, told, restricted=restricted)
    photo = profile.person.photo
    return PageRead(profile, (blobs.get(photo) or b"") if photo else b"")


class PersonPage(Workplace):
    """`left` asks for the list again, `edit_wanted` for the form of the person with the key it carries."""

    left = Signal()
    edit_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.key: int | None = None
        self.profile: Profile | None = None
        self._marked: list[PersonLine] = []
        self._narrow = self._stale = False
        self.title, self.chip, self.introduction = QLabel(), StateChip(), TitleLabel(role="muted")
        set_role(self.title, "title")
        self.card, self.tree = CardPanel(), LinesTree()
        self.timeline, self._chart = Timeline(_("时间轴")), QFrame()
        self.ways = Sections((_("按类别"), _("按时间")))
        self.edit = self._action(_("编辑"), "edit", "F2", self._edit)
        self.reveal = self._action(_("显示受保护的内容"), "lock", "", self.refresh)
        self.reveal.setCheckable(True)
        self._sheets = PeopleSheets(desk, self)
        self.print = MenuButton("print", _("打印"), self._print_menu(), self, "Alt+P")
        self._lay_out()
        self.work_in(self.tree)
        self.tree.opened.connect(self._open)
        self.timeline.picked.connect(lambda index, _series: self._open(self._marked[index]))
        self.ways.chosen.connect(lambda _index: self._show_lines())
        desk.changes.happened.connect(self._after_change)

    def _action(self, words: str, icon_name: str, keys: str, run: object) -> QAction:
        action = QAction(icon(icon_name), words, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        self.addAction(action)
        return action

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        for sheet in FOR_ONE:
            menu.addAction(_(sheet.action), partial(self._print, sheet))
        return menu

    def _print(self, sheet: PeopleSheet) -> None:
        if self.key is not None:
            self._sheets.show(sheet, [self.key])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        self._fill_head(row_in(column))
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.card)
        split.addWidget(self._right())
        split.setStretchFactor(1, 1)
        split.setSizes([_CARD_WIDTH, 900])
        column.addWidget(split, 1)
        back = QShortcut(QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.leave)

    def _fill_head(self, row: QHBoxLayout) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("{back}（Alt+←）").format(back=_("返回人员列表")))
        back.setAccessibleName(_("返回人员列表"))
        back.clicked.connect(self.leave)
        row.setSpacing(10)
        for widget in (back, self.title, self.chip, self.introduction):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (ActionButton(self.reveal), self.print, ActionButton(self.edit, "primary")):
            row.addWidget(button)

    def _right(self) -> QWidget:
        right = QWidget()
        set_role(self._chart, "card")
        column, inside = QVBoxLayout(right), QVBoxLayout(self._chart)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        inside.setContentsMargins(12, 8, 12, 4)
        inside.addWidget(self.timeline)
        column.addWidget(self._chart)
        row = row_in(column)
        row.addWidget(self.ways)
        row.addStretch(1)
        hint = QLabel(_("回车或双击一行，打开它的来源"))
        set_role(hint, "muted")
        row.addWidget(hint)
        column.addWidget(self.tree, 1)
        return right

    def open(self, key: int) -> None:
        """Show somebody; what is protected is hidden again."""
        if key != self.key:
            self.reveal.setChecked(False)
        self.key = key
        self.refresh()
        self.tree.setFocus()

    def refresh(self) -> None:
        """Read the page again."""
        if self.key is None:
            return
        read = partial(_read, self.key, self._desk.clock.today(), self._desk.about_person(), self.reveal.isChecked())
        carry_out(
            self._desk, _("正在读取"), read, self._show, self, writes=False, refused=lambda _refused: self.leave()
        )

    def leave(self) -> None:
        """Go back to the list."""
        self.key = None
        self.reveal.setChecked(False)
        self.left.emit()

    def _show(self, read: PageRead) -> None:
        profile = read.profile
        if profile.person.id != self.key:
            return
        self.profile = profile
        status = PersonStatus(profile.person.status)
        self.title.setText(profile.name)
        self.chip.show_state(_(status.label), status.tone)
        self.introduction.setText(profile.introduction)
        self.card.show_profile(profile, read.photo, self.reveal.isChecked())
        lanes, self._marked = lanes_of(profile, self._desk.clock.today())
        self.timeline.show_lanes(lanes, self._desk.clock.today())
        self._follow_room()
        self._show_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_room()

    def _follow_room(self) -> None:
        """In a low window the lines have the room of the timeline, in a narrow one some of that of the card."""
        low, narrow = self.height() < _LOW, self.width() < _NARROW
        self._chart.setHidden(low or self.timeline.is_empty)
        if narrow != self._narrow:
            self._narrow = narrow
            card = _NARROW_CARD if narrow else _CARD_WIDTH
            self._split.setSizes([card, self.width() - card])

    def _show_lines(self) -> None:
        if self.profile is not None:
            self.tree.show_sections(self.profile.sections, self.ways.currentIndex() == _BY_TIME)

    def _open(self, line: PersonLine) -> None:
        self._desk.open_rows(line.kind.key, source_of(line))

    def _edit(self) -> None:
        if self.key is not None:
            self.edit_wanted.emit(self.key)

    def _after_change(self, _tables: frozenset[str]) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
