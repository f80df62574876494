"""Putting one person on a list by search, and the ways to put many on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.people.name_list.actions import Enlisted
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.records import Person
from cadre_desktop.people.screens.name_list.enlisting import (
    enlist_from,
    offer_seats,
    offer_waiting,
    room_now,
    waiting_words,
)
from cadre_desktop.people.screens.name_list.nominations_menu import NominationsMenu
from cadre_desktop.people.screens.name_list.quota_dialog import QuotaDialog
from cadre_desktop.people.screens.name_list.words import ListWords

_SEARCHED = 200
"""Px of the search line below which the buttons go to a line of their own: a name and where somebody is from."""


class ListBar(QWidget):
    """A search line that puts on the list whom one chooses; `many_wanted` asks for the page where many are chosen, with
    a text of names to be pasted, or None. While `masked` nobody is named who had been on the list. `ask_first` goes on
    with what would let somebody infer who is on it: how full it gets, and what a court has sent."""

    many_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        words: ListWords,
        *conditions: Condition,
        beside: QWidget | None = None,
        ask_first: Callable[[Callable[[], None]], None] = lambda then: then(),
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._desk, self._names, self._words = desk, names, words
        self._event: Any = None
        self.masked = False
        self._ask_first = ask_first
        self.picker = RecordInput(Person, desk.jobs, conditions=conditions, stays=False, hint=_(words.hint))
        self.picker.setAccessibleName(_(words.title))
        self.picker.picked.connect(self._enlist_one)
        self.picker.pasted.connect(self._want_many)
        self.by_names = self._action(words.paste, words.paste_tip, "paste", "Ctrl+Shift+V", "")
        self.by_filter = self._action(words.filter, words.filter_tip, "filter", "Ctrl+Shift+A", None)
        self.quotas = self._quota_action(_("名额分配…"), "Ctrl+Shift+E", self._set_quotas)
        self.next_up = self._quota_action(_("候补转为正式…"), "", self._move_up)
        menu = QMenu(self)
        self.wait = self._quota_action(_("超出的转为候补…"), "", self._let_wait)
        menu.addActions([self.quotas, self.next_up, self.wait])
        menu.aboutToShow.connect(self._follow)
        menu.addSeparator()
        self.nominations = NominationsMenu(desk, names, lambda: self._event, menu, self, ask_first)
        self.quota_button = MenuButton("", _("名额"), menu)
        self.picker.setMinimumWidth(_SEARCHED)
        row = FoldingRow()
        row.give_left_the_rest()
        row.left.addWidget(self.picker)
        self.brief = self._brief_button()
        self._ways = QWidget()  # an action that changes would show a button of its own again
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(8)
        for action in (self.by_names, self.by_filter):
            ways.addWidget(ActionButton(action))
        buttons = (self._ways, self.brief, self.quota_button)
        for button in (beside, *buttons) if beside is not None else buttons:
            row.right.addWidget(button)
        LowWindow(self).changed.connect(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)

    def _brief_button(self) -> MenuButton:
        """The ways to choose many, where there is no room for a line of buttons."""
        menu = QMenu(self)
        menu.addActions([self.by_names, self.by_filter])
        button = MenuButton("people", "", menu)
        button.setAccessibleName(_("选多人"))
        button.setToolTip(_("粘贴名单，或按条件选人"))
        button.hide()
        return button

    def _fold(self, low: bool) -> None:
        """On a low window the buttons go beside the search line, and the list has their line."""
        self._ways.setVisible(not low)
        self.brief.setVisible(low)

    def _quota_action(self, words: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action

    def _action(self, words: str, tip: str, icon_name: str, keys: str, text: str | None) -> QAction:
        action = QAction(icon(icon_name), _(words), self)
        action.setToolTip(_(tip))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self._want_many(text))
        return action

    def _want_many(self, text: str | None) -> None:
        self._ask_first(lambda: self.many_wanted.emit(text))

    def show_event(self, event: Any) -> None:
        """Put people on the list of another event from now on."""
        self._event = event

    def _follow(self) -> None:
        """Who waits can move up only where there is room, and wait again only where there is too little."""
        room = room_now(self._names, self._event) if self._event is not None else None
        self.next_up.setEnabled(room is not None and room.next_up > 0)
        self.wait.setEnabled(room is not None and room.over > 0)

    def _set_quotas(self) -> None:
        if self._event is not None:
            self._ask_first(partial(self._show_quotas, self._event))

    def _show_quotas(self, event: Any) -> None:
        QuotaDialog(self._desk, self._names, self._names.now(event), self).exec()

    def _move_up(self) -> None:
        if self._event is not None:
            offer_seats(self._desk, self._names, self._event, self, masked=self.masked)

    def _let_wait(self) -> None:
        if self._event is not None:
            offer_waiting(self._desk, self._names, self._event, self)

    def type_on(self, text: str) -> None:
        """Typing in the list goes on in the search line."""
        if self.isVisible():
            self.picker.setFocus()
            self.picker.insert(text)
            self.picker.textEdited.emit(self.picker.text())

    def _enlist_one(self, key: int) -> None:
        if self._event is not None:
            self._ask_first(partial(self._enlist, self._event, key))

    def _enlist(self, event: Any, key: int) -> None:
        done = partial(self._enlisted, key)
        enlist_from(self._desk, self._names, event, [key], _(self._words.doing), done, self)
        self.picker.setFocus()

    def _enlisted(self, key: int, done: Enlisted) -> None:
        """Of a list whose names are hidden it is not said who was on it already."""
        words = self._words.one if done.new else self._words.one_there
        if self.masked:
            text = _("已列入名单。")
        elif done.waiting:
            text = waiting_words(done)
        else:
            text = _(words).format(name=Person.by_key(key).name) if words else ""
        if text or done.told:
            self._desk.notices.tell(text + done.told)
