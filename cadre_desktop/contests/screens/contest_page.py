"""One contest on the screen: its name and state, the track looked at, printing and sealing, and six pages below."""

from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.contests.actions.gaps import GapKind
from cadre_desktop.contests.actions.marking import MissingSheet
from cadre_desktop.contests.analysis.screens.analysis_page import AnalysisPage
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import tracks_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.contest_head import ContestHead
from cadre_desktop.contests.screens.contest_line import ContestLine
from cadre_desktop.contests.screens.marking.marking_page import MarkingPage
from cadre_desktop.contests.screens.marking.marking_position import latest_track
from cadre_desktop.contests.screens.papers.printing import ContestPrintMenu
from cadre_desktop.contests.screens.people.choose_page import ChoosePage
from cadre_desktop.contests.screens.people.entrants_page import EntrantsPage, enterable, not_entered
from cadre_desktop.contests.screens.people.judges_page import JudgesPage
from cadre_desktop.contests.screens.results.results_page import ResultsPage
from cadre_desktop.contests.screens.results.sealing_talk import ask_and_reopen, ask_and_seal
from cadre_desktop.contests.screens.setting_up.event_page import ContestEventPage
from cadre_desktop.contests.screens.setting_up.setup_page import SetupPage
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.page_alone import give_page_the_window
from cadre_desktop.kit.qt.talk.sizing import is_low
from cadre_desktop.people.choosing import gone
from cadre_desktop.people.pasting import Barred

Page = TypeVar("Page", bound=QWidget)

SETUP, ENTRANTS, JUDGES, MARKING, RESULTS, ANALYSIS = range(6)
_PAGES = ("setup", "entrants", "judges", "marking", "results", "analysis")
_WHERE = {
    GapKind.ENTRANTS: ENTRANTS,
    GapKind.TWICE: ENTRANTS,
    GapKind.CODES: ENTRANTS,
    GapKind.PANEL: JUDGES,
    GapKind.SMALL_PANEL: JUDGES,
    GapKind.UNJUDGED: JUDGES,
}
"""The page on which a kind of gap is put right."""


class ContestPage(QWidget):
    """Shows one contest. `section` is emitted with the page in front, `contests_wanted` asks for the list of contests,
    and `left_alone` says whether a page has the window to itself.

    Its pages are made when they are first wanted: to make all of them at once takes most of a second.
    """

    section_brought = Signal(int)
    contests_wanted = Signal()
    left_alone = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.contest: Contest | None = None
        self.section = SETUP
        self.page_alone = False
        """Whether the page in front has the window to itself."""
        self._shown: int | None = None
        self._missed = False
        self.no_track = EmptyState("contest", _("还没有赛道"), _("请先在“设置”里添加赛道。"))
        self.print_menu = ContestPrintMenu(desk, self._looked_at, self)
        self.head = ContestHead(desk, self.print_menu, self)
        self.seal, self.reopen, self.board = self.head.seal, self.head.reopen, self.head.board
        self._build()
        self._connect()

    def _build(self) -> None:
        self.line = ContestLine(self, self.head.menu(self.print_menu), self.head.go_on)
        self.sections, self.track_box, self.track_tools = self.line.sections, self.line.track_box, self.line.track_tools
        self.stack = Stack()
        self.stack.addWidget(self.no_track)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.line)
        column.addWidget(self.stack, 1)
        for keys, step in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.step_track(step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the rows of the page below have the room of the head: what it offers is in a menu then."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        low = is_low(self)
        self.head.setHidden(low or self.page_alone)
        self.line.setHidden(self.page_alone)
        self.line.stand_in(low)

    def _leave_alone(self, alone: bool) -> None:
        """Whether the page in front has the window to itself."""
        self.page_alone = alone
        give_page_the_window(self, alone)
        self._make_room()
        self.left_alone.emit()

    def _connect(self) -> None:
        self.seal.triggered.connect(self.begin_sealing)
        self.reopen.triggered.connect(self.begin_reopening)
        self.board.triggered.connect(self.open_board)
        self.addAction(self.board)
        self.head.next_wanted.connect(self.begin_next)
        self.sections.chosen.connect(self._choose_section)
        self.track_box.changed.connect(self._change_track)
        self.line.stepped.connect(self.step_track)
        self.line.contests_wanted.connect(self.contests_wanted)
        self._desk.changes.happened.connect(self._changed)  # before its pages hear of it: their track may be gone

    @cached_property
    def setup(self) -> SetupPage:
        """Tracks, events, rubrics and awards."""
        page = self._placed(SetupPage(self._desk))
        page.event_wanted.connect(self._open_event)
        page.section_wanted.connect(lambda kind: self.bring(_WHERE[kind]))
        return page

    @cached_property
    def entrants(self) -> EntrantsPage:
        """Who competes in the track, and the draw."""
        page = self._placed(EntrantsPage(self._desk))
        page.choose_wanted.connect(self._choose_entrants)
        page.paste_wanted.connect(self._choose_entrants)
        return page

    @cached_property
    def judges(self) -> JudgesPage:
        """Panels and recusals of the track."""
        page = self._placed(JudgesPage(self._desk))
        page.choose_wanted.connect(self._choose_judges)
        page.paste_wanted.connect(self._choose_judges)
        return page

    @cached_property
    def marking(self) -> MarkingPage:
        """The sheets of the track."""
        page = self._placed(MarkingPage(self._desk))
        page.alone_wanted.connect(self._leave_alone)
        return page

    @cached_property
    def results(self) -> ResultsPage:
        """The ranks in the track."""
        page = self._placed(ResultsPage(self._desk))
        page.certificates_wanted.connect(self.print_menu.print_certificates)
        return page

    @cached_property
    def analysis(self) -> AnalysisPage:
        """The panels looked at from outside."""
        return self._placed(AnalysisPage(self._desk))

    @cached_property
    def event_page(self) -> ContestEventPage:
        """One event's rule and rubric, in place of the settings."""
        page = self._placed(ContestEventPage(self._desk))
        page.left.connect(lambda: self.bring(SETUP))
        return page

    @cached_property
    def choose_page(self) -> ChoosePage:
        """Choosing people, in place of the page that wants them."""
        page = self._placed(ChoosePage(self._desk))
        page.left.connect(lambda: self.bring(self.section))
        return page

    def _placed(self, page: Page) -> Page:
        self.stack.addWidget(page)
        return page

    def _page(self, section: int) -> QWidget:
        page: QWidget = getattr(self, _PAGES[section])
        return page

    @property
    def wanted_width(self) -> int:
        """Px that the page in front would like to have, 0 where it makes do with what it needs."""
        return int(getattr(self.stack.currentWidget(), "wanted_width", 0))

    @property
    def track(self) -> Track | None:
        """The track looked at."""
        return Track.get_or_none(Track.id == self.track_box.value())

    def _looked_at(self) -> tuple[Contest, Track] | None:
        track = self.track
        return (self.contest, track) if self.contest is not None and track is not None else None

    def show_contest(self, contest: Contest) -> None:
        """Show another contest, beginning with its settings or, once there are marks, with its results."""
        self.contest = contest
        self._show_head()
        self._offer_tracks()
        self.bring(SETUP if contest.status == ContestStatus.PREPARING else RESULTS)

    def _show_head(self) -> None:
        contest = self.contest
        assert contest is not None
        self.head.show_contest(contest)
        self.line.show_name(contest.name)

    def _offer_tracks(self) -> None:
        contest = self.contest
        assert contest is not None
        tracks = [(track.id, track.name) for track in tracks_of(contest.id)]
        self.track_box.offer(tracks, latest_track(self._desk.settings))

    def choose_track(self, key: int) -> None:
        """Look at a track."""
        self.track_box.set_value(key)
        self._show_track()

    def step_track(self, step: int) -> None:
        """Look at the next track or the one before."""
        index = self.track_box.currentIndex() + step
        if 0 <= index < self.track_box.count() and self._may_leave_section():
            self.track_box.setCurrentIndex(index)
            self._show_track()

    def _choose_section(self, section: int) -> None:
        """To choose the section in front again leaves a page that is shown instead of it, and in the settings the
        list."""
        if section != self.section:
            self.bring(section)
        elif self.stack.currentWidget() is not self._page(section):
            if self._may_leave_section():
                self.bring(section)
        elif section == SETUP:
            self.setup.begin()

    def bring(self, section: int) -> None:
        """Bring a page to the front."""
        if section != self.section and not self._may_leave_section():
            self.sections.check(self.section)
            return
        self.section = section
        self.sections.check(section)
        self.track_tools.setVisible(section != SETUP)
        self.head.stand_alone(section in (MARKING, RESULTS, ANALYSIS))
        self._show_section()
        if self.stack.currentWidget() is not self.no_track:
            if not self.sections.walked:
                self.stack.currentWidget().setFocus()
            self.section_brought.emit(section)

    def _show_section(self) -> None:
        """The page of the section in front, or that there is no track to be shown on it."""
        if self.section != SETUP and self.track is None:
            self.stack.setCurrentWidget(self.no_track)
        else:
            self.stack.setCurrentWidget(self._page(self.section))
            if self.section == SETUP and self.contest is not None:
                self.setup.show_contest(self.contest)
            self._show_track()

    def _change_track(self) -> None:
        if self._shown is None or self._may_leave_section():
            self._show_track()
        else:
            self.track_box.set_value(self._shown)

    def _show_track(self) -> None:
        contest, track = self.contest, self.track
        if contest is None or track is None:
            return
        self._shown = track.id
        page: Any = self.stack.currentWidget()
        if hasattr(page, "show_track"):
            page.show_track(contest, track)

    def _changed(self, tables: frozenset[str]) -> None:
        self._missed = not self.isVisible()
        if self._desk.changes.touches(tables, "contest", "track"):
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what has changed, or was undone, while another tab was in front."""
        super().showEvent(event)
        if self._missed:
            self._missed = False
            self._follow()

    def _follow(self) -> None:
        """The contest as it is now; one that is gone has given way to another at the left."""
        fresh = Contest.get_or_none(Contest.id == self.contest.id) if self.contest is not None else None
        if fresh is not None:
            self.contest = fresh
            self._show_head()
            self._offer_tracks()
            page = self.stack.currentWidget()
            if isinstance(page, ContestEventPage):
                page.follow()
            elif not isinstance(page, ChoosePage):
                self._show_section()

    def _open_event(self, key: int | None, presets: Values) -> None:
        if self.contest is not None:
            self.event_page.open(self.contest, key, presets)
            self.stack.setCurrentWidget(self.event_page)

    def _choose_entrants(self, text: str | None = None) -> None:
        chosen = self._looked_at()
        if chosen is not None:
            contest, track = chosen
            title, words = _("“{track}”报名").format(track=track.name), _("报名 {count} 人")
            barred = (gone(), Barred(enterable(contest, track), _("已报名")))
            self.choose_page.open(title, words, barred, self.entrants.enter, text)
            self.stack.setCurrentWidget(self.choose_page)

    def _choose_judges(self, text: str | None = None) -> None:
        chosen = self._looked_at()
        if chosen is not None:
            contest, track = chosen
            barred = (gone(), Barred(not_entered(contest.id), _("是本次竞赛的选手")))
            title, words = _("“{track}”评委").format(track=track.name), _("加入 {count} 位评委")
            self.choose_page.open(title, words, barred, self.judges.add, text)
            self.stack.setCurrentWidget(self.choose_page)

    def begin_next(self, sheet: MissingSheet) -> None:
        """Go to a sheet that is to be keyed or confirmed."""
        if self._may_leave_section():
            if sheet.track != self.track_box.value():
                self.choose_track(sheet.track)
            self.bring(MARKING)
            self.marking.go_to(sheet)

    def begin_sealing(self) -> None:
        """Ask, and seal; the results come to the front."""
        if self.contest is not None and self._may_leave_section():
            ask_and_seal(self._desk, self.contest, self, lambda: self.bring(RESULTS))

    def begin_reopening(self) -> None:
        """Ask for the reason, and open a sealed contest again."""
        if self.contest is not None:
            ask_and_reopen(self._desk, self.contest, self)

    def open_board(self) -> None:
        """Open the board for the hall, beginning with the track in front."""
        if self.contest is not None:
            from cadre_desktop.contests.board.screens.board_window import open_board

            open_board(self._desk, self.contest, self.track, self)

    def _may_leave_section(self) -> bool:
        page: Any = self.stack.currentWidget()
        return page.may_leave() if hasattr(page, "may_leave") else True

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about what is not saved."""
        return self._may_leave_section()
