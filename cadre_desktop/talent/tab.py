"""The talent tab: the pools with their members, admission and leaving, and planned moves."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.talent.figures import of_pool
from cadre_desktop.talent.kinds import POOL, ROTATION
from cadre_desktop.talent.published import REGISTERS
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.screens.admit_page import AdmitPage
from cadre_desktop.talent.screens.board_page import BoardPage
from cadre_desktop.talent.screens.head import TalentHead
from cadre_desktop.talent.screens.leave_bar import LeaveBar
from cadre_desktop.talent.screens.library_registers import LibraryRegisters
from cadre_desktop.talent.screens.match_page import MatchPage
from cadre_desktop.talent.screens.members import MembersView
from cadre_desktop.talent.screens.pool_list import PoolList
from cadre_desktop.talent.screens.pool_page import PoolPage
from cadre_desktop.talent.screens.rotations import RotationsView

_POOLS, _BOARD, _MATCH, _ROTATIONS, _REGISTERS = range(5)
_KEPT = frozenset(register.kind.key for register in REGISTERS)


class TalentTab(Tab):
    """Pools at the left and beside them members, a pool's form or the page of admission; rotations in their place."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self.head = TalentHead(desk, (_("入库人员"), _("选育管用"), _("人岗匹配"), _("交流轮岗"), _("台账")))
        self.pools = PoolList(desk)
        self.members = MembersView(desk)
        self.leave_bar = LeaveBar(desk)
        self.pool_page = PoolPage(desk)
        self.admit_page = AdmitPage(desk)
        self.board = BoardPage(desk)
        self.match = MatchPage(desk)
        self.rotations = RotationsView(desk)
        self.registers = LibraryRegisters(desk, REGISTERS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.members_side = QWidget()
        self._stacked(self.members_side, self.leave_bar, self.members)
        self.members.tell_pools(self.pools.count)
        self.side = Stack()
        for page in (self.members_side, self.pool_page, self.admit_page):
            self.side.addWidget(page)
        self.in_pools = QWidget()
        row = QHBoxLayout(self.in_pools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.pools_side = QWidget()
        beside = QVBoxLayout(self.pools_side)
        beside.setContentsMargins(16, 12, 0, 14)
        beside.addWidget(self.pools)
        row.addWidget(self.pools_side)
        row.addWidget(self.side, 1)
        self.sections = Stack()
        self.sections.addWidget(self.in_pools)
        self.sections.addWidget(self.board)
        self.sections.addWidget(self.match)
        self.sections.addWidget(self.rotations)
        self.sections.addWidget(self.registers)
        self._stacked(self, self.head, self.sections)

    @staticmethod
    def _stacked(holder: QWidget, above: QWidget, below: QWidget) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(below, 1)

    def _connect(self) -> None:
        self.head.section_chosen.connect(self._bring_section)
        self.head.wanted.connect(self._show_counted)
        self.pools.chosen.connect(self._show_pool)
        self.pools.new_wanted.connect(lambda: self._edit_pool(None))
        self.pools.edit_wanted.connect(self._edit_pool)
        self.members.admit_wanted.connect(self._admit)
        self.members.paste_wanted.connect(lambda: self._admit(""))
        self.members.titles_wanted.connect(self._propose_titles)
        self.board.opened.connect(self._open_member)
        self.match.profile_wanted.connect(self._edit_profiles)
        self.members.leave_wanted.connect(lambda: self.leave_bar.ask(self.members.selected_keys()))
        self.members.picked.connect(self._follow_selection)
        self.leave_bar.done.connect(self.members.table.setFocus)
        self.pool_page.left.connect(self._after_pool)
        self.admit_page.left.connect(self._bring_members)
        self.pools.refreshed.connect(lambda: self.members.tell_pools(self.pools.count))
        self.side.currentChanged.connect(self._make_room)

    def _bring_section(self, index: int) -> None:
        self.head.check_section(index)
        if index == _BOARD and self.members.pool is not None:
            self.board.show_pool(self.members.pool.id)
        elif index == _MATCH and self.match.ready is None:
            self.match.bring(0)
        self.sections.setCurrentIndex(index)

    def _make_room(self) -> None:
        """The page of admission names the pool itself and needs the whole width."""
        self.pools_side.setVisible(self.side.currentWidget() is not self.admit_page)

    def _bring_members(self) -> None:
        self._bring_section(_POOLS)
        self.side.setCurrentWidget(self.members_side)
        self.members.table.setFocus()

    def _show_pool(self, key: int | None) -> None:
        if not self.may_leave():
            return
        self.leave_bar.hide()
        self.members.show_pool(Pool.by_key(key) if key is not None else None)
        self.side.setCurrentWidget(self.members_side)

    def _edit_pool(self, key: int | None) -> None:
        if self.may_leave():
            self._bring_section(_POOLS)
            self.pool_page.open(Pool.by_key(key) if key is not None else None)
            self.side.setCurrentWidget(self.pool_page)

    def _after_pool(self, key: int | None) -> None:
        self.pools.refresh()
        self.pools.choose(key)
        self.members.show_pool(Pool.by_key(key) if key is not None else None)
        self._bring_members()

    def _admit(self, text: str | None = None) -> None:
        """Choose whom to admit, or with a `text` paste names; without any pool, one is made first."""
        if self.admit_page.open(self.members.pool, text):
            self.side.setCurrentWidget(self.admit_page)
        else:
            self._desk.notices.tell(_("请先新增一个人才库，写明入库条件。"))
            self._edit_pool(None)

    def _propose_titles(self) -> None:
        if self.may_leave():
            if self.admit_page.propose_titles(self.members.pool):
                self.side.setCurrentWidget(self.admit_page)
            else:
                self._desk.notices.tell(_("请先新增一个人才库，写明入库条件。"))

    def _open_member(self, key: int) -> None:
        """Show the form of a membership that the board has."""
        if self.may_leave():
            self._bring_members()
            self.members.open(key)

    def _edit_profiles(self) -> None:
        if self.may_leave():
            self._bring_section(_REGISTERS)
            self.registers.bring(POST_PROFILES.kind.key)

    def begin(self, kind_key: str) -> None:
        """Begin a new pool, a new move, or with whom to admit."""
        if not self.may_leave():
            return
        if kind_key in _KEPT:
            self._bring_section(_REGISTERS)
            self.registers.begin(kind_key)
        elif kind_key == ROTATION.key:
            self._bring_section(_ROTATIONS)
            self.rotations.new()
        elif kind_key == POOL.key:
            self._edit_pool(None)
        else:
            self._bring_section(_POOLS)
            self._admit()

    def import_file(self, path: Path, kind_key: str) -> None:
        """Import a workbook that was dropped, into the list of its kind."""
        if kind_key in _KEPT:
            self._bring_section(_REGISTERS)
            self.registers.import_file(path, kind_key)
        elif kind_key == self.rotations.kind.key:
            self._bring_section(_ROTATIONS)
            self.rotations.import_file(path)
        else:
            self._bring_members()
            self.members.import_file(path)

    def _follow_selection(self) -> None:
        """The bar that asks for a reason means those selected now."""
        if self.leave_bar.isVisibleTo(self):
            keys = self.members.selected_keys()
            if keys:
                self.leave_bar.aim(keys)
            else:
                self.leave_bar.hide()

    def _show_counted(self, kind_key: str, listing: Listing) -> None:
        if not self.may_leave():
            return
        if kind_key in _KEPT:
            self._bring_section(_REGISTERS)
            self.registers.show_listing(kind_key, listing)
        elif kind_key == "rotations":
            self._bring_section(_ROTATIONS)
            self.rotations.show_listing(listing)
        elif kind_key == "pools":
            self._bring_members()
            self.pools.choose(next(iter(listing.page(0, 1)), None))
        else:
            self._bring_members()
            self.pools.choose(self._pool_of(listing))
            self.members.show_listing(listing)

    @staticmethod
    def _pool_of(listing: Listing) -> int | None:
        return next((pool.id for pool in Pool.select() if of_pool(pool.id) in listing.conditions), None)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure, or one record that was found."""
        self._show_counted(kind_key, listing)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        if self.side.currentWidget() is self.pool_page and not self.pool_page.may_leave():
            return False
        return all(view.may_leave() for view in (self.members, self.rotations, self.registers))
