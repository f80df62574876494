"""A track looked at from outside: fairness of its panels, other rules, standard scores. It only reads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis.panel_reports import other_rules_of, standard_scores_of, track_fairness
from cadre_desktop.contests.analysis.screens.fairness_view import FairnessView
from cadre_desktop.contests.analysis.screens.rules_view import RulesView
from cadre_desktop.contests.analysis.screens.standard_view import StandardView
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as

_TABLES = (
    "mark",
    "event",
    "criterion",
    "entrant",
    "seat",
    "judge",
    "recusal",
    "award_level",
    "award_choice",
    "tie_break",
    "track",
    "contest",
)

_PATIENCE_MS = 250
"""What is there stays in sight that long, so that nothing flickers while one looks through the tracks."""


class _View(NamedTuple):
    """One of the views: the widget with `put` and `tables`, how it is read, and what the status bar says meanwhile."""

    widget: Any
    read: Callable[[Track, Progress], Any]
    label: str


class AnalysisPage(Workplace):
    """Reads what is in front in a job; stopped, it can be started again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._looked_at: tuple[Contest, Track] | None = None
        self._fresh: set[int] = set()
        self._changes = 0
        self._papers = Papers(desk, self)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._wait)
        self.fairness, self.rules, self.standard = FairnessView(), RulesView(), StandardView()
        self.views = (
            _View(self.fairness, track_fairness, _("正在分析评委评分")),
            _View(self.rules, other_rules_of, _("正在试算其他规则")),
            _View(self.standard, lambda track, _progress: standard_scores_of(track), _("正在计算标准分")),
        )
        self._build_actions()
        self._build()
        self.choices.chosen.connect(self.bring)
        desk.changes.happened.connect(self._changed)

    def _build_actions(self) -> None:
        self.again = QAction(icon("refresh"), _("重新计算"), self)
        self.again.triggered.connect(self.refresh)
        self.print_action = QAction(icon("print"), _("打印"), self)
        self.print_action.setToolTip(_("打印评委公正性分析；在“换一种规则”“标准分对照”打印规则对照表"))
        self.print_action.triggered.connect(self.print)
        self.export_action = QAction(icon("export"), _("导出…"), self)
        self.export_action.setToolTip(_("把这里的表格导出为 Excel 工作簿"))
        self.export_action.triggered.connect(self.export)

    def _build(self) -> None:
        self.choices = SectionButtons((_("评委公正性"), _("换一种规则"), _("标准分对照")))
        self.stack = Stack()
        for view in self.views:
            self.stack.addWidget(view.widget)
        self.waiting = EmptyState(
            "contest", _("等待计算结果"), _("数据多时需要一会儿；在状态栏停止了的，可以重新计算。"), self.again
        )
        self.nothing = EmptyState("contest", _("没有可分析的"), _("还没有名次。"))
        for state in (self.waiting, self.nothing):
            set_role(state, "card")
            self.stack.addWidget(state)
        row = FoldingRow(spacing=10)
        row.left.addWidget(self.choices)
        row.left.addWidget(self.fairness.event_box)
        row.left.addStretch(1)
        row.right.addStretch(1)
        row.right.addWidget(_caution())
        row.right.addWidget(ActionButton(self.export_action))
        row.right.addWidget(ActionButton(self.print_action))
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 16, 14)
        page.setSpacing(10)
        page.addWidget(row)
        page.addWidget(self.stack, 1)
        self.work_in(self.choices.button(0))
        self._index = 0

    def show_track(self, contest: Contest, track: Track) -> None:
        """Look at a track; what was worked out for it and is still true stays."""
        if self._looked_at is None or self._looked_at[1].id != track.id:
            self._fresh.clear()
        self._looked_at = contest, track
        self.bring(self._index)

    def bring(self, index: int) -> None:
        """Bring a view to the front."""
        self._index = index
        self.choices.check(index)
        if index in self._fresh:
            self._show_view(index, "")
        else:
            self._patience.start()
            self.refresh()
            self._follow()

    def refresh(self) -> None:
        """Work out what is in front again."""
        if self._looked_at is None:
            return
        track, index, view = self._looked_at[1], self._index, self.views[self._index]
        asked = self._changes

        def work(progress: Progress) -> Any:
            try:
                return view.read(track, progress)
            except Refused as refused:
                return refused

        def done(found: Any) -> None:
            nothing = str(found) if isinstance(found, Refused) else view.widget.put(found)
            if not nothing and asked == self._changes:
                self._fresh.add(index)
            self._show_view(index, nothing)

        self._desk.jobs.run(view.label, work, done, keep_latest=f"analysis {id(self)}", owner=self)

    def _show_view(self, index: int, nothing: str) -> None:
        """Show a view, or say why there is nothing in it; unless another one was brought to the front meanwhile."""
        if index != self._index:
            return
        self._patience.stop()
        if nothing:
            self.nothing.set_words(_("没有可分析的"), nothing)
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.stack.setCurrentIndex(index)
        self._follow()

    def _wait(self) -> None:
        """Say that there is nothing yet, if that lasts."""
        self.stack.setCurrentWidget(self.waiting)
        self._follow()

    def _follow(self) -> None:
        in_front = self.stack.currentIndex() == self._index
        for action in (self.print_action, self.export_action):
            action.setEnabled(in_front and self._index in self._fresh)
        self.fairness.event_box.setVisible(in_front and self._index == 0)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *_TABLES):
            self._fresh.clear()
            self._changes += 1
            if self.isVisible():
                self.refresh()

    def print(self) -> None:
        """What is in front, on paper."""
        if self._looked_at is None:
            return
        contest, track = self._looked_at
        fair = self._index == 0

        def write(path: Path) -> object:
            from cadre_desktop.contests.analysis.analysis_prints import print_fairness, print_rules

            return (print_fairness if fair else print_rules)(path, contest, track)

        title = _("评委公正性分析") if fair else _("规则对照表")
        self._papers.show(f"{track.name} {title}", write)

    def export(self) -> None:
        """The tables in front to a workbook of the user's choice."""
        if self._looked_at is None:
            return
        name = f"{self._looked_at[1].name} {self.choices.button(self._index).text()}"
        tables = self.views[self._index].widget.tables()

        def write(path: Path, _progress: Progress) -> object:
            from cadre_desktop.contests.analysis.tables_out import write_analysis

            return write_analysis(path, tables)

        save_as(self._desk, self, _("导出分析"), name, write, _("已导出到“{path}”。"))


def _caution() -> QFrame:
    """仅供参考，不改变成绩: always in view."""
    band = QFrame()
    set_role(band, "band")
    band.setProperty("tone", "neutral")
    row = QHBoxLayout(band)
    row.setContentsMargins(10, 4, 10, 4)
    row.addWidget(QLabel(_("仅供参考，不改变成绩")))
    return band
