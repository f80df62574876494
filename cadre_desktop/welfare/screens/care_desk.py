"""The kinds of care as a list at the left, each with how much of it is due, and the page of the one chosen."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.side_list import SideEntry, SideList
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.published import PUBLISHED
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.yearly.due import DueCount, count_due

_TABLES = frozenset(record._meta.table_name for record in PUBLISHED.records) | {"person"}
_SIDE = 168
"""Px of the list."""


class CareDesk(QWidget):
    """`event_wanted` asks for the page of an event (its key and its kind of care; None: a new one)."""

    event_wanted = Signal(object, object)

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._year: int | None = None
        self._pages: dict[WelfareKind, CarePage] = {}
        self._due: dict[WelfareKind, DueCount] = {}
        self._stale = True
        self.side = SideList(desk, _("暖警项目"), "", _SIDE, self._entries, frozenset())
        self.stack = Stack()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(16, 12, 0, 14)
        column.addWidget(self.side)
        row.addWidget(beside)
        row.addWidget(self.stack, 1)
        self.side.chosen.connect(self._choose)
        desk.changes.happened.connect(self._changed)
        self.bring(CARES[0].kind)

    def _entries(self) -> Iterable[SideEntry]:
        return [_entry(care.kind, self._due.get(care.kind, DueCount())) for care in CARES]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._count()

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(_TABLES):
            self._count()

    def _count(self) -> None:
        """Count what is due, in a job: the list is there before that."""
        self._stale = not self.isVisible()
        if not self._stale:
            today = self._desk.clock.today()
            self._desk.jobs.run(
                _("正在统计"),
                lambda _progress: count_due(today),
                self._show_due,
                keep_latest=f"care due {id(self)}",
                owner=self,
            )

    def _show_due(self, due: dict[WelfareKind, DueCount]) -> None:
        if due != self._due:
            self._due = due
            self.side.refresh()

    @property
    def page(self) -> CarePage:
        """The page in front."""
        page = self.stack.currentWidget()
        assert isinstance(page, CarePage)
        return page

    def bring(self, kind: WelfareKind) -> CarePage:
        """The page of a kind of care, brought to the front."""
        if kind not in self._pages:
            page = self._pages[kind] = care_page(self._desk, kind)
            page.event_wanted.connect(lambda key: self.event_wanted.emit(key, kind))
            page.show_year(self._year)
            self.stack.addWidget(page)
        if self.stack.currentWidget() is not self._pages[kind]:
            self.hide_names()
        self.stack.setCurrentWidget(self._pages[kind])
        self.side.list.blockSignals(True)
        self.side.choose(_KEYS[kind])
        self.side.list.blockSignals(False)
        return self._pages[kind]

    def _choose(self, key: int | None) -> None:
        kind = next((each for each, known in _KEYS.items() if known == key), None)
        if kind is None:
            return
        if self.page.may_leave():
            self.bring(kind)
        else:
            self.bring(self.page.care.kind)

    def page_with(self, kind_key: str) -> CarePage | None:
        """The page that has the list of rows of this kind, brought to the front."""
        for care in CARES:
            if any(register.kind.key == kind_key for register in care.registers):
                return self.bring(care.kind)
        return None

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure in the list of their kind."""
        page = self.page_with(kind_key)
        if page is not None:
            page.show_listing(kind_key, listing)

    def show_year(self, year: int | None) -> None:
        """Look at another year, None for all."""
        self._year = year
        for page in self._pages.values():
            page.show_year(year)

    def hide_names(self) -> None:
        """Mask again what was shown on purpose."""
        for page in self._pages.values():
            page.hide_names()

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving."""
        return all(page.may_leave() for page in self._pages.values())


_KEYS = {care.kind: index for index, care in enumerate(CARES)}


def _entry(kind: WelfareKind, due: DueCount) -> SideEntry:
    """The line of a kind of care: at its right how much is due this month, below it what is overdue."""
    told = [_("本月到期 {count} 项").format(count=due.coming)] if due.coming else []
    late = _("逾期 {count}").format(count=due.overdue) if due.overdue else ""
    tip = "，".join([_(kind.label), *told, *([late] if late else [])])
    return SideEntry(_KEYS[kind], _(kind.label), tip, str(due.coming or ""), state=late, tone="bad" if late else "")
