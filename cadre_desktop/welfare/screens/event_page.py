"""One event on the screen: its form at the left, its participants at the right, printing above."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.carrying_out import Papers
from cadre_desktop.kit.qt.editors import Surroundings
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.fields import EmptyState
from cadre_desktop.kit.qt.form import Form
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.title_line import TitleLabel
from cadre_desktop.people.actions import own_court
from cadre_desktop.welfare.actions import kind_of, save_event
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.screens.participant_form import ParticipantForm
from cadre_desktop.welfare.screens.participants import ParticipantsPanel

_TABLES = ("welfare_event", "participant", "person")
_FORM_WIDTH = 372


class EventPage(QWidget):
    """Edits one event. `left` asks for the list again, `choose_wanted` for the page where many are chosen."""

    left = Signal()
    choose_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.event_: WelfareEvent | None = None
        self.form = Form(WELFARE_EVENT, Surroundings(desk.jobs, desk.notices), heading=_("活动信息"))
        self.participant = ParticipantForm(desk)
        self.people = ParticipantsPanel(desk)
        self._papers = Papers(desk, self)
        self._unsaved = EmptyState("welfare", _("先保存活动"), _("填好名称、类别和日期并保存，就可以在这里加入人员。"))
        set_role(self._unsaved, "card")
        self._build()
        self._connect()

    # Building.

    def _build(self) -> None:
        self.left_side = QStackedWidget()
        self.left_side.addWidget(self.form)
        self.left_side.addWidget(self.participant)
        self.left_side.setMinimumWidth(320)
        self._right_side = QStackedWidget()
        self._right_side.addWidget(self.people)
        self._right_side.addWidget(self._unsaved)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.left_side)
        split.addWidget(self._right_side)
        split.setStretchFactor(1, 1)
        split.setSizes([_FORM_WIDTH, 900])
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 14)
        page.setSpacing(10)
        page.addLayout(self._head())
        page.addWidget(split, 1)

    def _head(self) -> QHBoxLayout:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回活动列表（Alt+←）"))
        back.setAccessibleName(_("返回活动列表"))
        back.clicked.connect(self.leave)
        self.title, self.note = TitleLabel(), QLabel()
        set_role(self.note, "muted")
        self.print_button = QPushButton(icon("print"), _("打印"))
        self.print_button.setMenu(self._print_menu())
        self.print_button.setProperty("menued", True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        row.addWidget(self.print_button)
        return row

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        self.sheets: dict[str, QAction] = {}
        for words, keys, write in (
            (_("名册"), "Ctrl+P", self._write_roster),
            (_("签到表"), "Ctrl+Shift+P", _write_sign_in),
            (_("桌牌"), "Ctrl+Alt+P", _write_cards),
        ):
            self.sheets[words] = self._sheet(menu, words, keys, write)
        return menu

    def _sheet(self, menu: QMenu, words: str, keys: str, write: Callable[[Path, WelfareEvent], int]) -> QAction:
        action = menu.addAction(words)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self._print(words, write))
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.form.save_wanted.connect(self.save)
        self.form.cancel_wanted.connect(self._give_up)
        self.form.delete_wanted.connect(self._delete)
        self.people.filter_wanted.connect(self._choose)
        self.people.opened.connect(self._open_participant)
        self.participant.left.connect(self._show_event_form)
        self._desk.changes.happened.connect(self._changed)
        for keys, slot in (("Ctrl+S", self._save_in_front), ("Alt+Left", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What is shown.

    def open(self, key: int, participant: int | None = None) -> None:
        """Show an event, and one of its participants selected."""
        self.event_ = WelfareEvent.by_key(key)
        self.form.load(self.event_)
        self._show_event_form()
        self._show()
        self.people.picker.setFocus()
        if participant is not None and self.people.table.select_key(participant):
            self.people.table.setFocus()

    def new(self) -> None:
        """Begin a new event."""
        self.event_ = None
        self.form.load(None)
        self._show_event_form()
        self._show()
        self.form.focus_first()

    def _show(self) -> None:
        event = self.event_
        self.title.setText(event.title if event else _("新增暖警活动"))
        confidential = event is not None and kind_of(event).confidential
        self.note.setText(_("只记录是否参加和日期，姓名平时隐藏") if confidential else "")
        self.print_button.setVisible(event is not None)
        self._right_side.setCurrentWidget(self._unsaved if event is None else self.people)
        if event is not None:
            self.people.show_event(event)

    def _show_event_form(self) -> None:
        self.left_side.setCurrentWidget(self.form)

    def _open_participant(self, key: int) -> None:
        if not self.people.revealed:
            self._desk.notices.tell(_("姓名已隐藏，请先按“显示姓名”。"))
        elif self.participant.may_leave():
            self.participant.open(key)
            self.left_side.setCurrentWidget(self.participant)
            self.participant.focus_first()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.event_ is None or not self._desk.changes.touches(tables, *_TABLES):
            return
        fresh = WelfareEvent.get_or_none(WelfareEvent.id == self.event_.id)
        if fresh is None:  # its making was undone
            self.event_ = None
            self.form.load(None)
            self.left.emit()
            return
        self.event_ = fresh
        if not self.form.dirty:
            self.form.load(fresh)
        self._show()

    # What is done.

    def _save_in_front(self) -> None:
        if self.left_side.currentWidget() is self.participant:
            self.participant.save()
        else:
            self.save()

    def save(self) -> None:
        """Save the form; problems stand at their fields."""
        try:
            saved = save_event(self._desk.store, self.form.values(), self.event_.id if self.event_ else None)
        except Refused as refused:
            self.form.show_problems(refused)
            return
        self._desk.notices.tell(_("“{title}”已保存。").format(title=saved.title))
        self.open(saved.id)

    def may_leave(self) -> bool:
        """Ask about entries that are not saved; True when one may go on."""
        if not self.participant.may_leave():
            return False
        if not self.form.dirty:
            return True
        text = _("活动信息有改动还没有保存。")
        if not self._desk.notices.ask(text, _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.form.load(self.event_)
        return True

    def leave(self) -> None:
        """Back to the list."""
        if self.may_leave():
            self.left.emit()

    def _give_up(self) -> None:
        """取消 takes changes back; without any it goes back to the list."""
        if self.event_ is not None and self.form.dirty:
            self.form.load(self.event_)
        else:
            self.leave()

    def _delete(self) -> None:
        event = self.event_
        if event is None:
            return
        text = _("删除活动“{title}”？名单上有人的活动不能删除。").format(title=event.title)
        if not self._desk.notices.ask(text, _("删除"), _("取消"), danger=True):
            return
        try:
            editing.remove(self._desk.store, WELFARE_EVENT, [event.id])
        except Refused as refused:
            self._desk.notices.refused(refused)

    def _choose(self) -> None:
        if self.event_ is not None and self.may_leave():
            self.choose_wanted.emit(self.event_)

    def _print(self, words: str, write: Callable[[Path, WelfareEvent], Any]) -> None:
        event = self.event_
        if event is not None:
            self._papers.show(f"{event.title}{words}", lambda path: write(path, event))

    def _write_roster(self, path: Path, event: WelfareEvent) -> int:
        from cadre_desktop.welfare.prints import print_event_roster

        court = own_court(self._desk.store)
        return print_event_roster(path, event, court.name if court else "")


def _write_sign_in(path: Path, event: WelfareEvent) -> int:
    from cadre_desktop.welfare.prints import print_event_sign_in

    return print_event_sign_in(path, event)


def _write_cards(path: Path, event: WelfareEvent) -> int:
    from cadre_desktop.welfare.prints import print_event_cards

    return print_event_cards(path, event)
