"""One event on the screen: its form at the left, its participants at the right, printing above."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.forms.record_page import PageWords, RecordPage
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.screens.name_list.enlisting import save_asked
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.name_list import kind_of
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.screens.participant_form import ParticipantForm
from cadre_desktop.welfare.screens.participants import ParticipantsPanel

Write = Callable[[Path, WelfareEvent, Setup, Listing], PaperOffer]

_TABLES = ("welfare_event", "participant", "person")
_WORDS = PageWords(
    heading=N_("活动信息"),
    new=N_("新增暖警活动"),
    back=N_("返回活动列表"),
    unsaved=N_("活动信息有改动还没有保存。"),
    delete=N_("删除活动“{title}”？名单上有人的活动不能删除。"),
)


class WelfareEventPage(RecordPage):
    """Edits one event. `choose_wanted` asks for the page where many are chosen, with a text of names to be pasted, or
    None; `attendance_wanted` for who was there in its sessions."""

    choose_wanted = Signal(object, object)
    attendance_wanted = Signal(object)
    _desk: Desk

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, WELFARE_EVENT, _WORDS, partial(save_event, desk.store), _TABLES, parent)
        self.participant = ParticipantForm(desk)
        self.people = ParticipantsPanel(desk)
        self._papers = Papers(desk, self)
        self._unsaved = EmptyState("welfare", _("先保存活动"), _("填好名称、类别和日期并保存，就可以在这里加入人员。"))
        set_role(self._unsaved, "card")
        self._build()
        self._connect()
        if self.form.attachments is not None:
            self.form.attachments.ask = self.people.ask_first

    def _build(self) -> None:
        self.left_side = Stack()
        self.left_side.addWidget(self.form)
        self.left_side.addWidget(self.participant)
        self._right_side = Stack()
        self._right_side.addWidget(self.people)
        self._right_side.addWidget(self._unsaved)
        self.lay_out(self.left_side, self._right_side)

    def fill_head(self, row: QHBoxLayout) -> None:
        self.note = QLabel()
        set_role(self.note, "muted")
        self.print_button = MenuButton("print", _("打印"), self._print_menu(), self, "Alt+P")
        super().fill_head(row)
        row.addWidget(self.note, 1)
        self.attendance = QAction(icon("calendar"), _("签到考勤"), self)
        self.attendance.setToolTip(_("按场次登记出勤、迟到、早退、请假、缺席"))
        self.attendance.setShortcut("Ctrl+K")
        self.attendance.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.attendance.triggered.connect(lambda _checked=False: self._show_attendance())
        self.addAction(self.attendance)
        self.attendance_button = ActionButton(self.attendance)
        self.evaluation = QAction(icon("edit"), _("评价…"), self)
        self.evaluation.setToolTip(_("登记收回的评价表：各选项多少份，算出满意率"))
        self.evaluation.triggered.connect(lambda _checked=False: self._evaluate())
        self.evaluation_button = ActionButton(self.evaluation)
        row.addWidget(self.evaluation_button)
        row.addWidget(self.attendance_button)
        row.addWidget(self.print_button)

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        self.sheets: dict[str, QAction] = {}
        for words, keys, write in (
            (_("花名册"), "Ctrl+P", ("welfare roster", self._write_roster)),
            (_("签到表"), "Ctrl+Shift+P", ("welfare sign-in", _write_sign_in)),
            (_("桌牌"), "Ctrl+Alt+P", ("table cards", _write_cards)),
        ):
            self.sheets[words] = self._sheet(menu, words, keys, *write)
        menu.addSeparator()
        for words, paper in ((_("评价结果"), "results"), (_("评价表（空白）"), "blank"), (_("照片页"), "photos")):
            action = self.sheets[words] = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, words=words, paper=paper: self._print_about(words, paper))
        self.sheets[_("照片页")].setToolTip(_("活动附件里的 JPG、PNG 照片，每页六张，下面是照片的备注"))
        menu.setToolTipsVisible(True)
        return menu

    def _print_about(self, words: str, paper: str) -> None:
        """A paper of the event that names nobody."""
        from cadre_desktop.welfare.common import event_papers

        event = self.event_
        if event is None:
            return
        title = f"{event.title}{words}"
        if paper == "photos":
            self._papers.show(title, lambda path: event_papers.print_photos(path, event))
            return
        write = event_papers.print_results if paper == "results" else event_papers.print_blank
        self._papers.lay_out(title, f"welfare {paper}", lambda path, setup, _progress: write(path, event, setup))

    def _evaluate(self) -> None:
        from cadre_desktop.welfare.screens.common.evaluation_dialog import EvaluationDialog

        if self.event_ is not None:
            EvaluationDialog(self._desk, self.event_, self).open()

    def _sheet(self, menu: QMenu, words: str, keys: str, remembered: str, write: Write) -> QAction:
        action = menu.addAction(words)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self._print(words, remembered, write))
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.people.many_wanted.connect(self._choose)
        self.people.opened.connect(self._open_participant)
        self.participant.left.connect(self._show_event_form)

    @property
    def event_(self) -> WelfareEvent | None:
        """The event on the page."""
        return self.record  # type: ignore[no-any-return]

    def open(self, key: int, participant: int | None = None) -> None:
        """Show an event, and one of its participants selected."""
        self._show_event_form()
        super().open(key)
        self.people.picker.setFocus()
        if participant is not None and self.people.table.select_key(participant):
            self.people.table.setFocus()

    def new(self) -> None:
        self._show_event_form()
        super().new()

    def refused(self, refused: Refused, values: Values) -> None:
        store, key = self._desk.store, self.record.id if self.record is not None else None
        save_asked(self._desk, self, refused, lambda: save_event(store, values, key, moves=True))

    def show_record(self) -> None:
        event = self.event_
        confidential = event is not None and kind_of(event).confidential
        words = _("姓名平时隐藏") if confidential else ""
        if event is not None and kind_of(event).health_matter:
            words = _("只记录是否参加和日期，姓名平时隐藏")
        self.note.setText(words)
        self.print_button.setVisible(event is not None)
        self.attendance_button.setVisible(event is not None)
        self.evaluation_button.setVisible(event is not None)
        self._right_side.setCurrentWidget(self._unsaved if event is None else self.people)
        if event is None:
            self.hide_names()
        else:
            self.people.show_event(event)
            self._fold_files()

    def _fold_files(self) -> None:
        """The name of a file may say whom it is about."""
        if not self.people.revealed and self.form.attachments is not None:
            self.form.attachments.unfold(False)

    def hide_names(self) -> None:
        """Mask the names of a confidential event again; a form that names one of them is closed, unless that would
        lose what was typed."""
        self.people.hide_names()
        self._fold_files()
        if not self.people.revealed and not self.participant.form.dirty:
            self._show_event_form()

    def _show_event_form(self) -> None:
        self.left_side.setCurrentWidget(self.form)

    def _open_participant(self, key: int) -> None:
        if not self.people.revealed:
            self._desk.notices.tell(_("姓名已隐藏，请先按“显示姓名”。"))
        elif self.participant.may_leave():
            self.participant.open(key)
            self.left_side.setCurrentWidget(self.participant)
            self.participant.focus_first()

    def save_in_front(self) -> None:
        if self.left_side.currentWidget() is self.participant:
            self.participant.save()
        else:
            self.save()

    def may_leave(self) -> bool:
        return self.participant.may_leave() and super().may_leave()

    def _choose(self, text: str | None) -> None:
        if self.event_ is not None and self.may_leave():
            self.choose_wanted.emit(self.event_, text)

    def _show_attendance(self) -> None:
        if self.event_ is not None and self.may_leave():
            self.attendance_wanted.emit(self.event_)

    def _print(self, words: str, remembered: str, write: Write) -> None:
        """A list of names; where they are hidden it is asked why."""
        event, listing = self.event_, replace(self.people.table.listing, revealed=True)  # on paper by name
        if event is not None:
            self.people.with_names(
                lambda: self._papers.lay_out(
                    f"{event.title}{words}",
                    remembered,
                    lambda path, setup, _progress: write(path, event, setup, listing),
                )
            )

    def _write_roster(self, path: Path, event: WelfareEvent, setup: Setup, listing: Listing) -> PaperOffer:
        from cadre_desktop.welfare.prints import print_event_roster

        court = own_court(self._desk.store)
        return print_event_roster(path, event, court.name if court else "", setup, listing)


def _write_sign_in(path: Path, event: WelfareEvent, setup: Setup, listing: Listing) -> PaperOffer:
    from cadre_desktop.welfare.prints import print_event_sign_in

    return print_event_sign_in(path, event, setup, listing)


def _write_cards(path: Path, event: WelfareEvent, setup: Setup, listing: Listing) -> PaperOffer:
    from cadre_desktop.welfare.prints import print_event_cards

    return print_event_cards(path, event, setup, listing)
