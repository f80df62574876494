"""The welfare tab: the kinds of care, their year, all events, who took part, money, and one event at a time."""

from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, in_year
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet
from cadre_desktop.people.screens.name_list.list_page import ListPage
from cadre_desktop.people.screens.name_list.presence_page import PresencePage
from cadre_desktop.welfare.actions import came_by_presence, save_event, take_over_presence
from cadre_desktop.welfare.common.registers import REGISTERS as COMMON_REGISTERS
from cadre_desktop.welfare.kinds import CONFIDENTIAL, CONFIDENTIAL_PARTICIPANT, GENERAL, PARTICIPANT, WELFARE_EVENT
from cadre_desktop.welfare.name_list import PARTICIPANTS, kind_of
from cadre_desktop.welfare.published import REGISTERS
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_desk import CareDesk
from cadre_desktop.welfare.screens.common.guarded_presence import GuardedPresencePage
from cadre_desktop.welfare.screens.common.masked_view import guard
from cadre_desktop.welfare.screens.event_page import WelfareEventPage
from cadre_desktop.welfare.screens.head import WelfareHead
from cadre_desktop.welfare.screens.list_words import INVITING, USUAL_GROUP
from cadre_desktop.welfare.screens.yearly.calendar_page import YearCalendarPage
from cadre_desktop.welfare.screens.yearly.shared_page import SharedPage

_CARE, _CALENDAR, _EVENTS, _PARTICIPATIONS, _SHARED = range(5)
_KEPT = frozenset(register.kind.key for register in REGISTERS)
_COMMON = frozenset(register.kind.key for register in COMMON_REGISTERS)


class WelfareTab(Tab):
    """The kinds of care and two lists that share a year, and in their place one event or the page where its people are
    chosen.

    Participants of examinations and counselling are not among the general list. A figure that counts them opens a
    list of its own in which all names are masked.
    """

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self.head = WelfareHead(desk, (_("暖警项目"), _("年历"), _("全部活动"), _("参加记录"), _("经费与评价")))
        self.care = CareDesk(desk)
        self.events = KindView(
            desk,
            WELFARE_EVENT,
            save=lambda key, values: save_event(desk.store, values, key).id,
            importer=lambda: self._import(WELFARE_EVENT),
            title=_("暖警活动"),
            empty=EmptyText(_("这一年还没有活动"), _("新增一场体检、慰问、荣退仪式或别的活动，再加入参加的人。")),
        )
        nobody = EmptyText(_("还没有参加记录"), _("打开一场活动，把人加入名单，就会列在这里。"))
        self.participants = KindView(
            desk,
            PARTICIPANT,
            importer=lambda: self._import(PARTICIPANT),
            title=_("参加记录"),
            editable=False,
            empty=nobody,
        )
        self.masked = KindView(
            desk,
            CONFIDENTIAL_PARTICIPANT,
            title=_("参加记录（姓名已隐藏）"),
            editable=False,
            empty=nobody,
            name="masked participants",
        )
        self.reveal = guard(desk, self.masked, _("保密活动的参加记录"))
        self.page = WelfareEventPage(desk)
        self.invite_page = ListPage(desk, PARTICIPANTS, INVITING)
        self._home: QWidget = self.care
        self._build()
        self._connect()
        self._show_year()

    def _build(self) -> None:
        self.stack = Stack()
        for widget in (self.care, self.events, self.participants, self.masked, self.page, self.invite_page):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.events.opened.connect(self._open_event)
        self.participants.opened.connect(lambda key: self._open_participation(self.participants, key))
        self.masked.opened.connect(lambda key: self._open_participation(self.masked, key))
        self.care.event_wanted.connect(self._open_event_of)
        self.page.left.connect(lambda: self._bring(self._home))
        self.page.choose_wanted.connect(self._choose_people)
        self.page.attendance_wanted.connect(self._show_presence)
        self.invite_page.left.connect(self._after_choosing)
        self.head.year_changed.connect(self._show_year)
        self.head.section_chosen.connect(lambda index: self._bring(self._section(index)))
        self.head.wanted.connect(self._show_counted)

    def _import(self, kind: Kind, path: Path | None = None) -> None:
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self._desk, kind, path, self).exec()

    @cached_property
    def shared(self) -> SharedPage:
        """Money, the annual report and the lists that all kinds of care share; made when first wanted."""
        page = SharedPage(self._desk)
        page.show_year(self.head.year)
        self.stack.addWidget(page)
        return page

    @cached_property
    def calendar(self) -> YearCalendarPage:
        """The year of all kinds of care; made when first wanted."""
        page = YearCalendarPage(self._desk)
        page.show_year(self.head.year)
        self.stack.addWidget(page)
        return page

    def _section(self, index: int) -> QWidget:
        if index == _SHARED:
            return self.shared
        if index == _CALENDAR:
            return self.calendar
        return {_CARE: self.care, _EVENTS: self.events, _PARTICIPATIONS: self.participants}[index]

    def _register_page(self, kind_key: str) -> RegistersTab:
        """The page that has the list of rows of this kind, brought to the front."""
        if kind_key in _COMMON:
            self._bring(self.shared)
            return self.shared
        self._bring(self.care)
        page = self.care.page_with(kind_key)
        assert page is not None
        return page

    def begin(self, kind_key: str) -> None:
        """Begin a new event, or with the people of the one added last, or a new row of a list."""
        if not self.may_leave():
            return
        if kind_key in _KEPT:
            self._register_page(kind_key).begin(kind_key)
        else:
            latest = WelfareEvent.select().order_by(WelfareEvent.id.desc()).first()
            self._open_event(latest.id if latest and kind_key == self.participants.kind.key else None)

    def import_file(self, path: Path, kind_key: str) -> None:
        """Import a workbook that was dropped, into the list of its kind."""
        if kind_key in _KEPT:
            self._register_page(kind_key).import_file(path, kind_key)
            return
        view = self.events if kind_key == self.events.kind.key else self.participants
        self._bring(view)
        self._import(view.kind, path)

    @cached_property
    def presence_page(self) -> PresencePage:
        """Who was there in the sessions of an event; made when first wanted."""
        page = GuardedPresencePage(self._desk, PARTICIPANTS, _("登记为已参加…"), self._take_over)
        page.left.connect(self._after_choosing)
        self.stack.addWidget(page)
        return page

    def _take_over(self, _event: WelfareEvent, sheet: PresenceSheet) -> None:
        """Ask whether those who were there in a session are to be noted as having taken part."""
        came, store, notices = came_by_presence(sheet), self._desk.store, self._desk.notices
        if not came:
            notices.tell(_("到场的人都已登记为已参加。"))
        elif notices.ask(
            _("考勤有 {count} 人到场，还没有登记为已参加。现在登记吗？").format(count=len(came)), _("登记"), _("暂不")
        ):
            carry_out(
                self._desk,
                _("正在登记"),
                lambda: take_over_presence(store, came),
                lambda count: notices.tell(_("{count} 人登记为已参加，可按 Ctrl+Z 撤销。").format(count=count)),
                self,
            )

    def _show_presence(self, event: WelfareEvent) -> None:
        self._bring(self.presence_page)
        self.presence_page.open(event, revealed=self.page.people.revealed)

    def _bring(self, widget: QWidget) -> None:
        self.reveal.hide_names()
        if widget not in self._of_event:
            self.page.hide_names()
        if widget is not self.care:
            self.care.hide_names()
        self.stack.setCurrentWidget(widget)
        sections: dict[QWidget, int] = {self.care: _CARE, self.events: _EVENTS}
        sections |= dict.fromkeys((self.participants, self.masked), _PARTICIPATIONS)
        for name, index in (("shared", _SHARED), ("calendar", _CALENDAR)):
            if name in self.__dict__:
                sections[self.__dict__[name]] = index
        self.head.setVisible(widget in sections)
        self.head.check_section(sections.get(widget, _CARE))

    @property
    def _of_event(self) -> tuple[QWidget, ...]:
        """The page of an event and those that one goes to from it: as long as one of them is in front, names that were
        shown on purpose stay so."""
        presence = self.__dict__.get("presence_page")
        return (self.page, self.invite_page, *((presence,) if presence is not None else ()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Names are masked again when another tab comes to the front, but not while the window is out of sight."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.reveal.hide_names()
            self.care.hide_names()
            self.page.hide_names()
            if "presence_page" in self.__dict__:
                self.presence_page.hide_names()

    def _after_choosing(self) -> None:
        """Back to the event, or to the list if its making was undone meanwhile."""
        self._bring(self.page if self.page.record is not None else self._home)

    def _open_event(self, key: int | None) -> None:
        """A row of the list, or a new event: on its own page instead of in the form beside the list."""
        self.events.hide_form()
        self._home = self.events
        self._bring(self.page)
        if key is None:
            self.page.new()
        else:
            self.page.open(key)

    def _open_event_of(self, key: int | None, kind: WelfareKind) -> None:
        """The same from the page of a kind of care, to which it goes back."""
        self._open_event(key)
        self._home = self.care
        if key is None:
            self.page.new_with({WelfareEvent.kind.name: kind.value})

    def _open_participation(self, view: KindView, key: int) -> None:
        view.hide_form()
        row: Any = Participant.by_key(key)
        self._bring(self.page)
        self.page.open(row.__data__["event"], key)

    def _choose_people(self, event: WelfareEvent, text: str | None) -> None:
        group = USUAL_GROUP.get(kind_of(event), Group.STAFF)
        self.invite_page.open(event, masked=not self.page.people.revealed, text=text, group=group)
        self._bring(self.invite_page)

    def _show_year(self) -> None:
        year = self.head.year
        starting: tuple[Condition, ...] = ()
        taking_part: tuple[Condition, ...] = ()
        if year is not None:
            starting = (in_year(WelfareEvent.starts, year, _("{year} 年").format(year=year)),)
            inner = "SELECT id FROM welfare_event WHERE starts >= ? AND starts < ?"
            taking_part = (Condition(f"t.event_id IN ({inner})", starting[0].parameters, starting[0].words),)
        self.care.show_year(year)
        for name in ("shared", "calendar"):
            if name in self.__dict__:
                self.__dict__[name].show_year(year)
        self.events.set_base_conditions(starting)
        self.participants.set_base_conditions((GENERAL, *taking_part))

    def _show_counted(self, kind_key: str, listing: Listing) -> None:
        if kind_key in _KEPT:
            self._register_page(kind_key).show_listing(kind_key, listing)
            return
        if kind_key == "welfare-events":
            self._bring(self.events)
            self.events.show_listing(listing)
            return
        view = self.masked if listing.where(CONFIDENTIAL).count() else self.participants
        self._bring(view)
        view.show_listing(Listing(view.kind, listing.conditions, listing.text))

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure, of whatever year, or one record that was found."""
        if self.may_leave():
            self.head.show_year(None)
            self._show_counted(kind_key, listing)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        shared = self.__dict__.get("shared")
        if not self.care.may_leave() or (shared is not None and not shared.may_leave()):
            return False
        return self.page.may_leave()  # also while people are invited, or their presence is keyed
