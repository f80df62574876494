"""The page of one kind of care: its own pages, its events, and its lists, as page tabs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import equals, in_year
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.screens.common.masked_view import guard
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton

EVENTS = "events"


class CarePage(RegistersTab):
    """`event_wanted` asks for the page of an event (its key, None for a new one).

    A kind of care with more to say overrides what `RegistersTab` has for that, and `year_shown`.
    """

    event_wanted = Signal(object)
    desk: Desk

    def __init__(self, desk: Desk, care: Care, own: Sequence[OwnPage] = (), *, with_events: bool = True):
        self.care = care
        self._year: int | None = None
        events = (OwnPage(EVENTS, N_("活动"), self._make_events, icon="welfare"),) if with_events else ()
        self._events: KindView | None = None
        self._guards: dict[KindView, RevealButton] = {}
        super().__init__(desk, care.registers, (*own, *events), own_first=True)

    def _make_view(self, register: Register) -> KindView:
        view = super()._make_view(register)
        kind = register.kind
        if kind in self.care.confidential and any(column.masked for column in kind.columns):
            self.guard(view, _(kind.title))
        return view

    def guard(self, view: KindView, what: str) -> RevealButton:
        """Have a reason typed before a list (`what`, never a person's name) shows what is masked, until one leaves."""
        self._guards[view] = guard(self.desk, view, what)
        return self._guards[view]

    def guard_of(self, view: ListView) -> RevealButton:
        """The button that shows what a confidential list masks."""
        assert isinstance(view, KindView)
        return self._guards[view]

    def _turned(self, index: int) -> None:
        self.hide_names()
        super()._turned(index)

    def _make_events(self, desk: Desk) -> QWidget:
        sentence = _("新增一场“{kind}”活动，再加入参加的人。").format(kind=_(self.care.kind.label))
        empty = EmptyText(_("这一年还没有活动"), sentence)
        self._events = KindView(
            desk,
            WELFARE_EVENT,
            save=lambda key, values: save_event(desk.store, values, key).id,
            importer=lambda: self.take_in(WELFARE_EVENT),
            presets={"kind": self.care.kind.value},
            empty=empty,
            name=f"{self.care.kind.value} events",
        )
        self._events.opened.connect(self._open_event)
        self._limit_events()
        return self._events

    def _open_event(self, key: int | None) -> None:
        assert self._events is not None
        self._events.hide_form()
        self.event_wanted.emit(key)

    def show_year(self, year: int | None) -> None:
        """Look at another year, None for all."""
        self._year = year
        self._limit_events()
        self.year_shown(year)

    def year_shown(self, year: int | None) -> None:
        """What else follows the year looked at."""

    @property
    def year(self) -> int | None:
        """The year looked at, None for all."""
        return self._year

    def _limit_events(self) -> None:
        if self._events is None:
            return
        of_kind = equals(WELFARE_EVENT.column(WelfareEvent.kind), (self.care.kind.value,))
        conditions = [of_kind]
        if self._year is not None:
            conditions.append(in_year(WelfareEvent.starts, self._year, _("{year} 年").format(year=self._year)))
        self._events.set_base_conditions(conditions)

    def hide_names(self) -> None:
        """Mask again what was shown on purpose: another page, kind of care or tab comes to the front."""
        for button in self._guards.values():
            button.hide_names()

    def may_leave(self) -> bool:
        return super().may_leave() and (self._events is None or self._events.may_leave())
