"""The contests tab: the contests at the left, and beside them one contest, its form, or the rows behind a figure."""

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu

from cadre_desktop.contests.dropped import NOMINATIONS
from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Judge, Mark, Result, Track
from cadre_desktop.contests.screens.contest_import import (
    choose_contest_workbook,
    contest_import,
    save_contest_template,
)
from cadre_desktop.contests.screens.contest_list import ContestList
from cadre_desktop.contests.screens.contest_page import ENTRANTS, JUDGES, MARKING, RESULTS, SETUP, ContestPage
from cadre_desktop.contests.screens.rows_page import RowsPage
from cadre_desktop.contests.screens.setting_up.new_contest import ContestForm
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.sizing import is_low

_LEFT = 16
_NARROW = 1000
"""Px of a window in which the pages have the room of the list of contests, until it is asked for."""
_LISTED, _LISTED_NARROW = "contest list", "contest list narrow"  # not shown
_USUAL, _LOW = (12, 14), (4, 4)
"""What is free above and below; on a low screen."""


class ContestsTab(Tab):
    """Everything about competitions."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self.contests = ContestList(desk)
        self.page = ContestPage(desk)
        new = QAction(icon("add"), _("新建竞赛"), self)
        new.triggered.connect(self._new)
        words = _("可以从内置模板新建：三类人员、14 个赛道、四种形式；也可以导入填好的竞赛工作簿。")
        self.empty = EmptyState("contest", _("还没有竞赛"), words, new, self.contests.take_in)
        self._build()
        self._connect()
        self._show(self.contests.key)

    def _build(self) -> None:
        self.side = Stack()
        for page in (self.page, self.empty):
            self.side.addWidget(page)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(0)
        row.addWidget(self.contests)
        row.addWidget(self.side, 1)

    def minimumSizeHint(self) -> QSize:
        """What the page beside the contests needs: where there is no room for them too, they are put away."""
        height = super().minimumSizeHint().height()
        return QSize(self._row.contentsMargins().left() + self.side.minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # another page has come to the front
            self._make_room()
        return super().event(event)

    @property
    def _roomy(self) -> bool:
        """Whether there is room for the contests beside the page in front: some want nearly all of a small screen."""
        wanted = self.page.wanted_width if self.side.currentWidget() is self.page else 0
        return _LEFT + max(self.side.minimumSizeHint().width(), wanted) + self.contests.width() <= self.width()

    @property
    def _listed(self) -> tuple[str, bool]:
        """The setting that keeps whether the contests are wanted in a window of this width, and what it says."""
        narrow = self.window().width() < _NARROW
        key = _LISTED_NARROW if narrow else _LISTED
        return key, bool(self._desk.settings.get(key, not narrow))

    def _make_room(self) -> None:
        """The contests give way to a page that wants nearly all of a small screen, and are back with the next one."""
        shown = self.contests.key is not None and self._listed[1] and self._roomy and not self.page.page_alone
        above, below = _LOW if is_low(self) else _USUAL
        self._row.setContentsMargins(_LEFT if shown else 0, above, 0, below)
        self.contests.setVisible(shown)
        self.page.line.tell_contests(shown)

    def _list_contests(self) -> None:
        """Show the contests or put them away; where there is no room for them, offer them in a menu."""
        if not self._roomy:
            button = self.page.line.contests
            self._contest_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
            return
        key, listed = self._listed
        within = self.contests.isAncestorOf(QApplication.focusWidget() or self)
        self._desk.settings.put(key, not listed)
        self._make_room()
        if not listed:
            self.contests.list.setFocus()
        elif within:
            self.page.setFocus()

    def _contest_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in self.contests.names():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == self.contests.key)
            action.triggered.connect(partial(self.contests.choose, key))
        menu.addSeparator()
        menu.addActions([self.contests.new, self.contests.edit, self.contests.take_in, self.contests.template])
        return menu

    def _connect(self) -> None:
        self.contests.chosen.connect(self._choose)
        self.page.contests_wanted.connect(self._list_contests)
        self.page.left_alone.connect(self._make_room)
        self.contests.new_wanted.connect(self._new)
        self.contests.edit_wanted.connect(lambda _key: self._edit())
        self.contests.import_wanted.connect(self._import)
        self.contests.template_wanted.connect(lambda: save_contest_template(self._desk, self))

    @cached_property
    def form(self) -> ContestForm:
        """A new contest, or the name and days of one; made when first wanted."""
        form = ContestForm(self._desk)
        form.left.connect(self._after_form)
        self.side.addWidget(form)
        return form

    @cached_property
    def rows(self) -> RowsPage:
        """Rows behind a figure; made when first wanted."""
        rows = RowsPage(self._desk)
        rows.left.connect(lambda: self._show(self.contests.key))
        rows.row_wanted.connect(self._go_to)
        self.side.addWidget(rows)
        return rows

    def _choose(self, key: int | None) -> None:
        if self.side.currentWidget() is self.page and self.page.contest is not None and not self.page.may_leave():
            self.contests.list.blockSignals(True)
            self.contests.choose(self.page.contest.id)
            self.contests.list.blockSignals(False)
            return
        self._show(key)

    def _show(self, key: int | None) -> None:
        contest = Contest.get_or_none(Contest.id == key)
        self._make_room()
        if contest is None:
            self.side.setCurrentWidget(self.empty)
            return
        if self.page.contest is None or self.page.contest.id != contest.id:
            self.page.show_contest(contest)
        self.side.setCurrentWidget(self.page)

    def _new(self) -> None:
        if self.may_leave():
            self.form.new()
            self.side.setCurrentWidget(self.form)

    def _edit(self) -> None:
        contest = Contest.get_or_none(Contest.id == self.contests.key)
        if contest is not None and self.may_leave():
            self.form.edit(contest)
            self.side.setCurrentWidget(self.form)

    def _import(self) -> None:
        path = choose_contest_workbook(self._desk) if self.may_leave() else None
        if path is not None:
            self._take_in(path)

    def _take_in(self, path: Path) -> None:
        dialog = contest_import(self._desk, path, self)
        dialog.taken.connect(self._after_form)
        dialog.exec()

    def begin(self, kind_key: str) -> None:
        """Begin a new contest, or with the entrants of the one in front."""
        if kind_key == "entrants" and self.page.contest is not None:
            self._show(self.contests.key)
            self.page.bring(ENTRANTS)
        else:
            self._new()

    def import_file(self, path: Path, key: str) -> None:
        """Import a workbook that was dropped: a whole contest, or people nominated for the one in front."""
        if key != NOMINATIONS.key:
            self._take_in(path)
        elif self.page.contest is None:
            self._desk.notices.tell(_("请先新建竞赛和赛道，再导入推荐表。"))
        else:
            self._show(self.contests.key)
            self.page.bring(ENTRANTS)
            self.page.entrants.import_nominations([path])

    def _after_form(self, key: int | None) -> None:
        if key is not None:
            self.contests.choose(key)
        self._show(self.contests.key)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure; a single record that was found is shown in its place."""
        if not self.may_leave():
            return
        keys = listing.page(0, 2)
        if len(keys) == 1 and kind_key != "marks":
            self._go_to(kind_key, keys[0])
        else:
            self.rows.show_rows(kind_key, listing)
            self.side.setCurrentWidget(self.rows)

    def _go_to(self, kind_key: str, key: int) -> None:
        """Bring the page on which a row is worked with."""
        contest, track, section = _position_of(kind_key, key)
        self.contests.choose(contest)
        self._show(contest)
        if track is not None:
            self.page.track_box.set_value(track)
        self.page.bring(section)
        one = Condition("t.id = ?", (key,))
        if kind_key in self.page.setup.views:
            view = self.page.setup.views[kind_key]
            self.page.setup.show_rows(kind_key, Listing(view.kind, (one,)))
        elif kind_key == "judges":
            self.page.judges.show_rows(Listing(self.page.judges.view.kind, (one,)))
        elif kind_key == "entrants":
            self.page.entrants.view.show_listing(Listing(self.page.entrants.view.kind, (one,)))
        elif kind_key == "results":
            self.page.results.explain(Result.by_key(key).__data__["entrant"])

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        front = self.side.currentWidget()
        return not isinstance(front, ContestForm | ContestPage) or front.may_leave()


def _position_of(kind_key: str, key: int) -> tuple[int, int | None, int]:
    """The contest, track and page a row belongs to."""
    if kind_key == "contests":
        return key, None, SETUP
    if kind_key == "tracks":
        return Track.by_key(key).__data__["contest"], key, SETUP
    if kind_key == "judges":
        return Judge.by_key(key).__data__["contest"], None, JUDGES
    if kind_key in ("entrants", "results"):
        row = (Entrant if kind_key == "entrants" else Result).by_key(key)
        return row.__data__["contest"], row.__data__["track"], ENTRANTS if kind_key == "entrants" else RESULTS
    if kind_key == "marks":
        entrant = Entrant.by_key(Mark.by_key(key).__data__["entrant"])
        return entrant.__data__["contest"], entrant.__data__["track"], MARKING
    record = {"events": Event, "criteria": Criterion}.get(kind_key)
    if record is None:
        from cadre_desktop.contests.kinds import KINDS

        record = next(kind.record for kind in KINDS if kind.key == kind_key)
    return record.by_key(key).__data__["contest"], None, SETUP
