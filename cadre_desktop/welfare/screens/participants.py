"""Who is on an event's list: adding by search, marking who came, and the names masked of confidential events."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.lists.attached_marks import AttachedMarks
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.namesakes import namesakes
from cadre_desktop.people.screens.name_list.enlisting import offer_seats_left, record_asked, strike_from
from cadre_desktop.people.screens.name_list.list_bar import ListBar
from cadre_desktop.welfare.actions import record_attendance
from cadre_desktop.welfare.figures import attendance_of
from cadre_desktop.welfare.kinds import CONFIDENTIAL_PARTICIPANT, PARTICIPANT
from cadre_desktop.welfare.name_list import PARTICIPANTS, kind_of
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton
from cadre_desktop.welfare.screens.list_words import INVITING


def _in_event(kind: Kind) -> Kind:
    """A participant as listed within the event."""
    columns = tuple(
        replace(column, in_table=True) if column.field is Participant.companions else column
        for column in kind.columns
        if column.field is not Participant.event
    )
    return replace(kind, columns=columns, order=(Participant.court, Participant.person))


IN_EVENT = _in_event(PARTICIPANT)
IN_CONFIDENTIAL_EVENT = _in_event(CONFIDENTIAL_PARTICIPANT)


def of_event(event: WelfareEvent | None, kind: Kind = IN_EVENT) -> Listing:
    """The participants of an event; of none, nobody."""
    return Listing(kind, (Condition("t.event_id = ?", (event.id if event else 0,)),))


class ParticipantsPanel(QWidget):
    """`many_wanted` asks for the page where many are chosen, with a text of names to be pasted, or None; `opened` for
    one participant's form."""

    many_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._event: WelfareEvent | None = None
        self.reveal_button = RevealButton(desk, "")
        self.bar = ListBar(desk, PARTICIPANTS, INVITING, beside=self.reveal_button, ask_first=self.ask_first)
        self.picker, self.by_names, self.by_filter = self.bar.picker, self.bar.by_names, self.bar.by_filter
        self.addActions([self.by_names, self.by_filter, self.bar.quotas])
        self.general = TableView(of_event(None), desk.jobs, desk.settings, "event participants")
        self.confidential = TableView(
            of_event(None, IN_CONFIDENTIAL_EVENT), desk.jobs, desk.settings, "confidential participants"
        )
        for table in (self.general, self.confidential):
            AttachedMarks(desk, table)
        self.empty = EmptyState(
            "people",
            _("名单还是空的"),
            _("在上面输入姓名加入，粘贴一份名单，或按法院、部门、年龄、今年退休、今年新进等条件选人。"),
        )
        set_role(self.empty, "card")
        self.summary = TitleLabel(role="muted")  # on a small screen the buttons beside it leave little room
        self._build_actions()
        self._build()
        self._connect()

    def _build_actions(self) -> None:
        self.marks: dict[Attendance, QAction] = {}
        for number, attendance in enumerate(
            (Attendance.ATTENDED, Attendance.EXCUSED, Attendance.ABSENT, Attendance.INVITED), 1
        ):
            self._build_mark(number, attendance)
        self.drop = self._action(_("移出名单"), "delete", "Ctrl+Delete", self.strike_selected)
        self.reveal = self._action(_("显示姓名"), "", "Ctrl+Shift+R", self.reveal_button.click)

    def _build_mark(self, number: int, attendance: Attendance) -> None:
        keys = f"Alt+{number}"
        self.marks[attendance] = self._action(_(attendance.label), "", keys, lambda: self.mark(attendance))
        self.marks[attendance].setToolTip(_("选中的人记为“{attendance}”").format(attendance=_(attendance.label)))

    def _action(self, words: str, icon_name: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action

    def _build(self) -> None:
        self.reveal_button.setToolTip(_("姓名平时隐藏，写明原因后显示（Ctrl+Shift+R）"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        self._lists = Stack()
        for widget in (self.general, self.confidential, self.empty):
            self._lists.addWidget(widget)
        column.addWidget(self._lists, 1)
        column.addLayout(foot)
        foot.addWidget(self.summary, 1)
        for action in (self.drop, *reversed(list(self.marks.values())[:3])):
            foot.addWidget(ActionButton(action))

    def _connect(self) -> None:
        self.bar.many_wanted.connect(self.many_wanted)
        self.reveal_button.revealed.connect(lambda _shown: self._follow_reveal())
        for table in (self.general, self.confidential):
            table.picked.connect(self._follow_selection)
            table.delete_wanted.connect(self.strike_selected)
            table.typed.connect(self.bar.type_on)
            table.opened.connect(self.opened)
            table.customContextMenuRequested.connect(self._open_menu)

    def _open_menu(self, point: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.marks.values()))
        menu.addSeparator()
        menu.addAction(self.drop)
        menu.popup(self.table.viewport().mapToGlobal(point))  # type: ignore[call-overload]

    @property
    def table(self) -> TableView:
        """The list in front: with the names masked if the event is confidential."""
        return self.confidential if self.is_confidential else self.general

    @property
    def is_confidential(self) -> bool:
        """Whether the event is a health matter."""
        return self._event is not None and kind_of(self._event).confidential

    def show_event(self, event: WelfareEvent) -> None:
        """Show another event, or the same after a change; another one's names are masked again."""
        other = self._event is None or self._event.id != event.id or kind_of(self._event) != kind_of(event)
        self._event = event
        self.bar.show_event(event)
        if other:
            self.reveal_button.hide_names()
            self._follow_reveal()
            kind = IN_CONFIDENTIAL_EVENT if self.is_confidential else IN_EVENT
            self.table.show_listing(of_event(event, kind))
        else:
            self.table.listing_model.refresh()
        self.reveal_button.what = event.title
        self.reveal_button.setVisible(self.is_confidential)
        self.reveal.setEnabled(self.is_confidential)
        self._count()

    def _count(self) -> None:
        assert self._event is not None
        counts = attendance_of(self._event.id)
        total = sum(counts.values())
        words = [_("共 {count} 人").format(count=total)]
        if self._event.places is not None:
            over = room_of(PARTICIPANTS, self._event).over
            words = [_("共 {count} 人，名额 {places} 人").format(count=total, places=self._event.places)]
            words += [_("超出 {over} 人").format(over=over)] if over else []
        words += [f"{_(attendance.label)} {count}" for attendance, count in counts.items() if count]
        self.summary.setText(" · ".join(words))
        marks = namesakes(PARTICIPANTS, self._event, shown=not self.is_confidential, told=False)
        self.table.listing_model.tell_apart(self.table.listing.kind.column(Participant.person), marks)
        self._lists.setCurrentWidget(self.table if total else self.empty)
        self._follow_selection()

    def _follow_selection(self) -> None:
        chosen = self.table.selected_count > 0
        for action in (*self.marks.values(), self.drop):
            action.setEnabled(chosen)

    @property
    def revealed(self) -> bool:
        """Whether names can be seen."""
        return not self.is_confidential or self.reveal_button.shown

    def ask_first(self, then: Callable[[], None]) -> None:
        """Go on with what lets somebody infer who is on a masked list once a reason was given to show it."""
        if self.revealed:
            then()
        else:
            self.reveal_button.ask(then)

    def with_names(self, then: Callable[[], None]) -> None:
        """Go on with what names everybody; where names are hidden once a reason was given."""
        if self.revealed:
            then()
        else:
            self.reveal_button.allow(then)

    def _follow_reveal(self) -> None:
        self.confidential.reveal(self.reveal_button.shown)
        self.bar.masked = not self.revealed

    def hide_names(self) -> None:
        """Mask the names of a confidential event again: they are shown only as long as one looks at it."""
        self.reveal_button.hide_names()

    def mark(self, attendance: Attendance) -> None:
        """Note for the selected whether they came."""
        keys, store = self.table.selected_keys(), self._desk.store
        if keys:
            record_asked(
                self._desk,
                lambda meant: record_attendance(store, keys, attendance, takes_places=meant),
                _(attendance.label),
                lambda _count: self._offer_seats(),
                self,
            )

    def _offer_seats(self) -> None:
        """Who is excused leaves his seat to those who wait."""
        if self._event is not None:
            offer_seats_left(self._desk, PARTICIPANTS, self._event, self, masked=not self.revealed)

    def strike_selected(self) -> None:
        """Take the selected off the list."""
        keys, event = self.table.selected_keys(), self._event
        if keys and event is not None:
            strike_from(self._desk, PARTICIPANTS, event, keys, self._struck, self, masked=not self.revealed)

    def _struck(self, count: int) -> None:
        self._desk.notices.tell(_("已移出 {count} 人，可按 Ctrl+Z 撤销。").format(count=count))
