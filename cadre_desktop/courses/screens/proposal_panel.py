"""Who should go to a course, where people are chosen for it: the group, a ranked table with reasons, and who cannot."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.proposing.proposal import CourseProposal, Wanted, propose, usual_count, usual_target, weights
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.screens.proposal_tables import ExcludedTable, ProposedTable
from cadre_desktop.courses.screens.target_fields import TargetFields
from cadre_desktop.courses.screens.weights_dialog import WeightsDialog
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import tell_trouble
from cadre_desktop.kit.qt.talk.saving import save_as

_PROPOSED, _EXCLUDED, _NOBODY = range(3)


class ProposalPanel(Workplace):
    """`taken` carries whom (keys) one wants to have among the chosen; `reasons` says why, of all that were taken."""

    taken = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self._asked = False
        self.reasons: dict[int, str] = {}
        self.proposal: CourseProposal | None = None
        self.fields = TargetFields()
        self.table, self.excluded = ProposedTable(self), ExcludedTable(self)
        self.lists = Sections((_("推荐"), _("不能推荐")))
        self.told, self.brief = QLabel(), ElidedLabel()
        self._sentence = ""
        self.weights = dressed(QPushButton(_("分值…")), "quiet")
        self.take_selected = QPushButton(icon("add"), _("加入选中"))
        self.take_all = QPushButton(_("全部加入"))
        self._papers = Papers(desk, self)
        self.unfold = QPushButton(icon("filter"), "")
        self._build()
        self._connect()
        LowWindow(self).changed.connect(self._fold)
        self.work_in(self.table)

    def _build(self) -> None:
        self.weights.setToolTip(_("各项理由最高给多少分"))
        self.fields.put_beside(self.weights)
        self._rows = Stack()
        nobody = EmptyState(
            "people", _("没有可推荐的人"), _("放宽人员分类、条线、层次或法院；不能推荐的人在旁边一页。")
        )
        set_role(nobody, "card")
        for widget in (self.table, self.excluded, nobody):
            self._rows.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.fields)
        self._list_row(row_in(column))
        column.addWidget(self._rows, 1)
        for label in (self.told, self.brief):
            set_role(label, "muted")
            column.addWidget(label)
        self.brief.hide()
        self.told.setWordWrap(True)
        follow_layout(self)

    def _list_row(self, row: QHBoxLayout) -> None:
        """Beside each other, not above and below the table: of that is little on a low screen."""
        output = QMenu(self)
        output.addAction(icon("print"), _("打印名单（签字用）"), self.print)
        output.addAction(icon("export"), _("导出工作簿…"), self.export)
        self.output = MenuButton("print", _("名单"), output, self, "Alt+P")
        self.take_selected.setToolTip(_("把选中的人连同理由加入右边的名单（回车）"))
        self.take_all.setToolTip(_("把推荐的人连同理由全部加入右边的名单（Ctrl+Shift+A）"))
        row.setSpacing(8)
        row.addWidget(self.lists)
        row.addStretch(1)
        self.unfold.setCheckable(True)
        self.unfold.setToolTip(_("显示或收起推荐条件"))
        self.unfold.setAccessibleName(_("推荐条件"))
        self.unfold.toggled.connect(self.fields.setVisible)
        self.unfold.hide()
        for button in (self.unfold, self.output, self.take_all, self.take_selected):
            row.addWidget(button)

    def _connect(self) -> None:
        self.fields.changed.connect(self.ask)
        self.lists.chosen.connect(lambda _index: self._show_list())
        self.weights.clicked.connect(self._set_weights)
        self.take_selected.clicked.connect(self._take_selected)
        self.take_all.clicked.connect(self.take_everybody)
        self.table.taken.connect(self._take_selected)
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._follow())
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._tell_in_full())
        self._desk.changes.happened.connect(self._after_change)

    def _fold(self, low: bool) -> None:
        """On a low window what is asked is folded away behind a button, and one sentence is said below the table."""
        self.unfold.setVisible(low)
        self.fields.setVisible(not low or self.unfold.isChecked())
        self.brief.setVisible(low)
        self.told.setVisible(not low)

    def begin(self, course: Course) -> None:
        """Propose for a course, first as its plan and words have it; nobody is taken yet."""
        self._course, self._asked, self.proposal = course, False, None
        self.reasons = {}
        self.lists.show_section(_PROPOSED)
        if self.isVisible():
            self._ask_as_usual()

    def showEvent(self, event: QShowEvent) -> None:
        """Proposals are made for who looks at them."""
        super().showEvent(event)
        if self._course is not None and not self._asked:
            self._ask_as_usual()

    def _ask_as_usual(self) -> None:
        assert self._course is not None
        self._asked = True
        course = Course.by_key(self._course.id)
        self.fields.show_wanted(Wanted(usual_target(course), usual_count(course), Spread.DEPARTMENT))
        self.ask()

    def _after_change(self, _tables: frozenset[str]) -> None:
        if self.isVisible() and self._asked:
            self.ask()

    def ask(self) -> None:
        """Propose for what is asked now."""
        store = self._desk.store
        if self._course is None:
            return
        course = Course.by_key(self._course.id)
        try:
            wanted = self.fields.wanted
        except Unclear as unclear:
            self._show_wrong(str(unclear))
            return
        if wanted.count < 1 and not usual_count(course):
            self._show_wrong(_("名额已满；要推荐候补的人，请写明推荐多少人。"))
            return
        self._desk.jobs.run(
            _("正在推荐人选"),
            lambda _progress: propose(store, course, wanted),
            self._show,
            self._failed,
            keep_latest=f"proposal {id(self)}",
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._show_wrong(str(error))
        else:
            tell_trouble(self._desk.notices, error)

    def _show_wrong(self, sentence: str) -> None:
        mark_wrong(self.fields.count, True)
        self._fill(None, sentence)

    def _show(self, proposal: CourseProposal) -> None:
        mark_wrong(self.fields.count, False)
        count, fit = len(proposal.proposed), proposal.fit
        words = [_("符合条件的 {fit} 人，推荐 {count} 人").format(fit=f"{fit:,}", count=count)]
        if proposal.by_quota:
            words.append(_("按各法院、部门还空的名额"))
        if count < proposal.wanted.count:
            words.append(_("比要的少 {count} 人").format(count=proposal.wanted.count - count))
        self._fill(proposal, _("{words}。").format(words="，".join(words)))

    def _fill(self, proposal: CourseProposal | None, sentence: str) -> None:
        self.proposal = proposal
        proposed, excluded = (proposal.proposed, proposal.excluded) if proposal else ((), ())
        self.table.put(proposed)
        self.excluded.put(excluded)
        self.lists.setTabText(_PROPOSED, _("推荐 {count} 人").format(count=len(proposed)))
        self.lists.setTabText(_EXCLUDED, _("不能推荐 {count} 人").format(count=f"{len(excluded):,}"))
        self._sentence = sentence
        self._show_list()

    def _show_list(self) -> None:
        proposed = self.lists.currentIndex() == _PROPOSED
        nobody = proposed and not self.table.rows.rowCount()
        self._rows.setCurrentIndex(_NOBODY if nobody else _PROPOSED if proposed else _EXCLUDED)
        self._follow()

    def _follow(self) -> None:
        proposed = self.lists.currentIndex() == _PROPOSED
        rows, selected = self.table.rows.rowCount(), len(self.table.selected_keys)
        self.take_all.setEnabled(proposed and rows > 0)
        self.take_selected.setEnabled(proposed and selected > 0)
        self.take_selected.setText(_("加入选中 {count} 人").format(count=selected) if selected else _("加入选中"))
        self.output.setEnabled(rows > 0)
        self._tell_in_full()

    def _tell_in_full(self) -> None:
        """How many there are, and all the reasons of whom the cursor is on: the column may be too narrow for them."""
        row, proposed = self.table.currentIndex().row(), self.proposal.proposed if self.proposal else ()
        words = [self._sentence]
        if self._rows.currentIndex() == _PROPOSED and 0 <= row < len(proposed):
            each = proposed[row]
            words.append(_("{name}：{reasons}。").format(name=each.who.name, reasons=each.words))
        self.told.setText("　".join(words))
        self.brief.set_text(words[-1])

    def tick(self, chosen: Collection[int]) -> None:
        """Say who is among the chosen."""
        self.table.model_of_rows.tick(frozenset(chosen))

    def _take_selected(self) -> None:
        self._take(self.table.selected_keys)

    def take_everybody(self) -> None:
        """Take all who are proposed."""
        if self.take_all.isEnabled():
            self._take(list(self.table.rows.keys))

    def _take(self, people: list[int]) -> None:
        if self.proposal is None or not people:
            return
        words = {each.who.key: each.words for each in self.proposal.proposed}
        self.reasons.update({key: words[key] for key in people})
        self.taken.emit(people)

    def _set_weights(self) -> None:
        WeightsDialog(self._desk, self.ask, self).exec()

    def print(self) -> None:
        """Lay the list out to be signed, and show it."""
        from cadre_desktop.courses.proposing.papers import print_proposal

        course, proposal, store = self._course, self.proposal, self._desk.store
        if course is None or proposal is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_proposal(path, course, proposal, weights(store), setup)

        self._papers.lay_out(_("{title}推荐人选名单").format(title=course.title), "proposal", write)

    def export(self) -> None:
        """Write the list, and who cannot go, to a workbook of the user's choice."""
        from cadre_desktop.courses.proposing.papers import write_proposal

        course, proposal = self._course, self.proposal
        if course is None or proposal is None:
            return
        name, told = _("{title}推荐人选名单").format(title=course.title), _("已导出 {count} 人到“{path}”。")
        write = partial(write_proposal, proposal=proposal)
        save_as(self._desk, self, _("导出推荐名单"), name, lambda path, _progress: write(path), told)
