"""The year at a glance: figures against the year before, what is coming, what is overdue.

Every number opens its rows. A running year is compared with the year before up to the same day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, year_words
from cadre_desktop.kit.published import same_day_before
from cadre_desktop.kit.qt.fields.title_line import TitleLine
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.field_guards import calm_wheel
from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.overview.agenda import AHEAD, Item, coming, overdue
from cadre_desktop.overview.beginnings import CourtBegun, begun, going_on
from cadre_desktop.overview.figures import (
    BreakdownOfYear,
    YearFigure,
    breakdowns,
    breakdowns_of,
    figures_of,
    years,
)
from cadre_desktop.overview.screens.breakdown_chart import BreakdownChart
from cadre_desktop.overview.screens.cards import FigureCard
from cadre_desktop.overview.screens.first_steps import FirstSteps
from cadre_desktop.schema import kinds

_DAYS = 190
"""The least height in pixels of the lists of days where they are between figures and charts."""
_CARD, _GAP = 138, 10
"""The least width of a figure's card in pixels; a narrow window has more rows of them."""


@dataclass(frozen=True)
class _Year:
    """Everything the tab shows, read in one job."""

    year: int
    figures: list[YearFigure]
    until: date | None
    before: dict[str, YearFigure]
    breakdowns: list[BreakdownOfYear]
    coming: list[Item]
    overdue: list[Item]
    begun: CourtBegun

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be seen yet and the first steps still have to be taken. What comes for people in
        general, as soon as there are some, is not counted (birthdays)."""
        figures = (*self.figures, *self.before.values())
        own = [item for item in (*self.coming, *self.overdue) if item.rows is None]
        return not self.begun.done and not any(figure.value for figure in figures) and not own


def _read(year: int, today: date) -> _Year:
    until = same_day_before(year, today)
    return _Year(
        year,
        figures_of(year, today),
        until,
        {figure.key: figure for figure in figures_of(year - 1, today, until)},
        breakdowns_of(year),
        coming(today),
        overdue(today),
        begun(),
    )


class OverviewTab(Tab):
    """总览."""

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self.shown: _Year | None = None
        self.year = QComboBox()
        self.year.setAccessibleName(_("年度"))
        self.year.setToolTip(_("年度（Alt+↑↓ 切换）"))
        calm_wheel(self.year)
        self._fill_years()
        self.title_line = TitleLine(_("总览"))
        self.cards = QGridLayout()
        self.cards.setSpacing(_GAP)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._figures: list[FigureCard] = []
        self.charts = [BreakdownChart(each) for each in breakdowns()]
        self.coming = _Agenda(_("未来 {days} 天").format(days=AHEAD), _("没有安排。"), self._open_item)
        self.overdue = _Agenda(_("逾期未办"), _("没有逾期事项。"), self._open_item)
        self._lay_out()
        for chart in self.charts:
            chart.wanted.connect(self._open_rows)
        self.year.currentIndexChanged.connect(lambda _index: self.refresh())
        self._timer = QTimer(self, interval=300, singleShot=True)
        self._timer.timeout.connect(self._refresh_if_visible)
        desk.changes.happened.connect(self._after_change)
        self._stale = False
        self.refresh()

    @cached_property
    def first_steps(self) -> FirstSteps:
        """What is shown while there are no figures yet; made when first wanted."""
        steps = FirstSteps()
        steps.wanted.connect(self._begin)
        self._pages.addWidget(steps)
        return steps

    def _fill_years(self) -> None:
        this_year = self.desk.clock.today().year
        found = years()
        choice = sorted({this_year, *found}, reverse=True)
        for year in choice:
            self.year.addItem(_("{year} 年").format(year=year), year)
        start = this_year if this_year in found or not found else found[0]
        self.year.setCurrentIndex(choice.index(start))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._parts = [QWidget() for _part in range(3)]
        for part in self._parts:
            set_role(part, "inside")
        figures, charts, agenda = self._parts
        figures.setLayout(self.cards)
        beside = QHBoxLayout(charts)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        for chart in self.charts:
            card = QFrame()
            set_role(card, "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(16, 12, 16, 10)
            inside.addWidget(chart)
            card.setMinimumHeight(346)
            beside.addWidget(card, chart.share)
        self._days = QBoxLayout(QBoxLayout.Direction.TopToBottom, agenda)
        self._days.setContentsMargins(0, 0, 0, 0)
        self._days.setSpacing(12)
        self._days.addWidget(self.coming, 3)
        self._days.addWidget(self.overdue, 2)
        self.inside = QWidget()
        set_role(self.inside, "inside")
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._narrow: bool | None = None
        self._arrange_parts()
        self.area = area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 14)
        outer.setSpacing(10)
        self._pages = Stack()
        self._pages.addWidget(area)
        unread = QWidget()  # a card without figures would say that there are none
        self._pages.addWidget(unread)
        self._pages.setCurrentWidget(unread)
        outer.addLayout(head)
        head.addWidget(self.title_line, 1)
        head.addWidget(self.year)
        outer.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """Read the chosen year again."""
        year, today = int(self.year.currentData()), self.desk.clock.today()
        self.desk.jobs.run(
            _("正在统计"), lambda _progress: _read(year, today), self._show, keep_latest="overview", owner=self
        )

    def _after_change(self, _tables: frozenset[str]) -> None:
        self._timer.start()

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _show(self, found: _Year) -> None:
        self.shown = found
        self._show_cards(found)
        for chart, bars in zip(self.charts, found.breakdowns, strict=True):
            chart.show_year(found.year, bars)
        this_year = self.desk.clock.today().year
        self.coming.show_items(found.coming, this_year)
        self.overdue.show_items(found.overdue, this_year)
        words = _("与 {before}相比；点任何数字看它数的是哪些记录")
        self.title_line.set_counts("" if found.empty else words.format(before=year_words(found.year - 1, found.until)))
        if found.empty:
            self.first_steps.show_begun(found.begun)
        self.year.setVisible(not found.empty)
        self._pages.setCurrentWidget(self.first_steps if found.empty else self.area)

    def _show_cards(self, found: _Year) -> None:
        while self.cards.count():
            self.cards.takeAt(0).widget().deleteLater()
        said = _("上年同期 {value}") if found.until else _("上年 {value}")
        self._figures = [FigureCard(figure, found.before[figure.key], said) for figure in found.figures]
        for card in self._figures:
            card.wanted.connect(self._open)
        self._columns = 0
        self._arrange_cards()

    def _arrange_parts(self) -> None:
        """Put the days at the right of figures and charts, or between these where there is no room."""
        figures, charts, agenda = self._parts
        needed = charts.minimumSizeHint().width() + self._grid.spacing() + self.coming.minimumWidth()
        narrow = self._narrow is not None and needed > self.area.viewport().width()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.addWidget(figures, 0, 0)
        if narrow:  # in the order in which they are read
            self._grid.addWidget(agenda, 1, 0)
            self._grid.addWidget(charts, 2, 0)
        else:
            self._grid.addWidget(charts, 1, 0)
            self._grid.addWidget(agenda, 0, 1, 2, 1)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 0 if narrow else 1)
        self._grid.setRowStretch(1, 0 if narrow else 1)
        self._grid.setRowStretch(2, 1 if narrow else 0)
        agenda.setMinimumHeight(_DAYS if narrow else 0)
        ways = QBoxLayout.Direction
        self._days.setDirection(ways.LeftToRight if narrow else ways.TopToBottom)
        self._columns = 0  # the keyboard's way follows with the cards

    def _arrange_cards(self) -> None:
        """As many cards side by side as there is room for, seven at most."""
        self._arrange_parts()
        room = self.area.viewport().width()  # and not of what is in it, which the cards themselves keep wide
        beside = 0 if self._narrow else max(room // 5, self.coming.minimumWidth() + _GAP)
        least = max([_CARD, *(each.minimumSizeHint().width() for each in self._figures)])
        columns = max(2, min(7, (room - beside + _GAP) // (least + _GAP)))
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(7):
            self.cards.setColumnStretch(column, int(column < columns))
        for number, card in enumerate(self._figures):
            self.cards.addWidget(card, number // columns, number % columns)
        follow_layout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange_cards)

    def _open(self, figure: YearFigure) -> None:
        self._open_rows(figure.listing)

    def _open_rows(self, rows: Listing) -> None:
        self.desk.open_rows(rows.kind.key, rows)

    def _begin(self, kind_key: str) -> None:
        """The third step is taken where the second one was."""
        following = None if kind_key else going_on().taking_part
        self.desk.begin(following.key if following else kind_key)

    def _open_item(self, item: Item) -> None:
        condition = Condition("t.id = ?", (item.key,), item.text)
        self.desk.open_rows(item.kind, item.rows or Listing(kinds()[item.kind], (condition,)))


class _Agenda(QFrame):
    """A card with dated lines that open their record."""

    def __init__(self, title: str, nothing: str, opened: Callable[[Item], None]):
        super().__init__()
        set_role(self, "card")
        self.setMinimumWidth(230)
        self._title, self._nothing = title, nothing
        self.head = QLabel(title)
        set_role(self.head, "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        set_role(self.list, "bare")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ShortenedLines(self.list))
        self.list.itemActivated.connect(lambda item: opened(item.data(Qt.ItemDataRole.UserRole)))
        self.list.itemClicked.connect(lambda item: opened(item.data(Qt.ItemDataRole.UserRole)))
        self.empty = QLabel(nothing)
        set_role(self.empty, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 8, 10)
        layout.addWidget(self.head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)

    def show_items(self, items: list[Item], this_year: int) -> None:
        """List `items`; a day that is not of this year is shown with its year."""
        self.head.setText(f"{self._title}　{len(items)}" if items else self._title)
        self.list.clear()
        for item in items:
            day = f"{item.day:%m-%d}" if item.day.year == this_year else item.day.isoformat()
            line = QListWidgetItem(f"{day}　{item.text}")
            line.setToolTip(f"{item.day.isoformat()}　{item.text}")
            line.setData(Qt.ItemDataRole.UserRole, item)
            self.list.addItem(line)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)
