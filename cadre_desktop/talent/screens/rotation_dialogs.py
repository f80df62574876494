"""Planned moves as they are made, the plan of a year with what is in its way, and who has worked in which lines."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.requirement import line_name
from cadre_desktop.talent.rotating.carrying import carry_out_moves
from cadre_desktop.talent.rotating.checking import MoveState, PlanLine, clashes_of, planned_moves, year_plan
from cadre_desktop.talent.rotating.matrix import LineMatrix, line_matrix
from cadre_desktop.talent.rotating.matrix_paper import print_matrix
from cadre_desktop.talent.screens.fact_table import FactCell, FactModel, FactTable
from cadre_desktop.talent.screens.stage_dialog import DatedDialog

_PLAN_TITLES = (N_("计划日期"), N_("姓名"), N_("从"), N_("到"), N_("状态"), N_("冲突"))
_PLAN_WIDTHS = (96, 96, 172, 212, 92, 130)
_LINES_TITLES = (N_("姓名"), N_("法院"), N_("部门"), N_("交流次数"))
_WIDE = 890
"""Px of the wide dialogs: a screen with large letters has no more."""
_SHOWN = 6
"""So many clashes are spelled out before moves are made."""


class CarryOutDialog(DatedDialog):
    """Asks when the moves were made and by which document; what is in their way is said above."""

    def __init__(self, desk: Desk, rotations: Sequence[int], done: Callable[[int], None], parent: QWidget):
        count = len(rotations)
        super().__init__(desk, _("落实轮岗"), _("落实 {count} 人").format(count=count), done, parent)
        self._rotations = list(rotations)
        self.document = TextInput()
        self.transfer = QCheckBox(_("同时把本人调到去向法院、部门和条线"))
        self.transfer.setToolTip(_("挂职、跟班等期满要回来的不要勾选"))
        self.warning = QLabel()
        found = clashes_of(planned_moves(rotations))
        words = "\n".join(clash.text for clash in found[:_SHOWN])
        self.lay_out(
            ((_("到岗日期"), self.day), (_("文号"), self.document), ("", self.transfer)),
            above=_("落实后记入本人的交流经历。"),
        )
        self.tell_above_buttons(self.warning)
        if words:
            more = _("\n等 {count} 处。").format(count=len(found)) if len(found) > _SHOWN else ""
            self.warning.setText(_("请先核对：\n") + words + more)
            self.warning.show()
        self.day.setFocus()

    def answer(self) -> None:
        """Make the moves; what is wrong is said."""
        day = self.day_said()
        if day is None:
            return
        store, keys = self._desk.store, self._rotations
        document, transfer = self.document.value(), self.transfer.isChecked()
        self.write(_("正在落实轮岗"), lambda: carry_out_moves(store, keys, day, document, transfer=transfer))


class YearPlanDialog(FieldDialog):
    """Every move planned for a year, how far it has come, and what is in its way; the verb shows those in the list."""

    def __init__(self, desk: Desk, show: Callable[[list[int]], None], parent: QWidget):
        super().__init__(_("年度轮岗计划核对"), _("在列表中看所选"), parent, width=_WIDE)
        self._desk, self._show = desk, show
        this_year = desk.clock.today().year
        years = range(this_year + 1, this_year - 4, -1)
        self.year = ChoiceInput([(year, str(year)) for year in years], empty=False, nothing=None)
        self.year.set_value(this_year)
        self.only = QCheckBox(_("只看有冲突和逾期的"))
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        set_role(self.counts, "muted")
        self.model = FactModel([_(title) for title in _PLAN_TITLES], left=(2, 3, 5), parent=self)
        self.table = FactTable(_("年度轮岗计划"), self.model, wrapped=True)
        self.table.set_widths(_PLAN_WIDTHS, stretched=5)
        self.table.setMinimumHeight(260)
        self.table.want_rows(14, 320)
        self._lines: list[PlanLine] = []
        self.cancel.setText(_("关闭"))
        self.lay_out(((_("年度"), self.year), ("", self.only), ("", self.counts), ("", self.table)))
        self.year.changed.connect(self._load)
        self.only.toggled.connect(lambda _on: self._list())
        self._load()

    def _load(self) -> None:
        year, today = self.year.value(), self._desk.clock.today()
        self._desk.jobs.run(
            _("正在核对轮岗"),
            lambda _progress: year_plan(year, today),
            self._take,
            keep_latest=f"plan {id(self)}",
            owner=self,
        )

    def _take(self, lines: list[PlanLine]) -> None:
        self._lines = lines
        counted = [(state, sum(line.state is state for line in lines)) for state in MoveState]
        parts = [f"{_(state.label)} {count}" for state, count in counted if count]
        clashing = sum(bool(line.clashes) for line in lines)
        text = _("{year} 年共 {all} 人次：{parts}；有冲突 {clashing} 人次。")
        empty = _("{year} 年没有轮岗计划。")
        words = (text if lines else empty).format(
            year=self.year.value(), all=len(lines), parts="，".join(parts), clashing=clashing
        )
        self.counts.setText(words)
        self._list()

    def _list(self) -> None:
        only = self.only.isChecked()
        lines = [line for line in self._lines if not only or line.clashes or line.state is MoveState.OVERDUE]
        self.model.put([line.key for line in lines], [_plan_cells(line) for line in lines])

    def answer(self) -> None:
        """Close, and show the moves selected in the list of all."""
        keys = self.table.selected_keys or self.model.keys
        if not keys:
            self.wrong(_("没有可看的轮岗。"))
            return
        self.accept()
        self._show(keys)


def _plan_cells(line: PlanLine) -> list[FactCell]:
    return [
        FactCell(line.planned.isoformat()),
        FactCell(line.name),
        FactCell(line.from_where),
        FactCell(line.to_where),
        FactCell(_(line.state.label), line.state.tone),
        FactCell("；".join(line.clashes), "bad" if line.clashes else ""),
    ]


class LinesDialog(FieldDialog):
    """The members of pools with the lines they have worked in; the verb prints them."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(_("条线经历表"), _("打印…"), parent, width=_WIDE)
        self._desk, self._papers = desk, Papers(desk, self)
        pools = list(Pool.select().order_by(Pool.id))
        self.pool = ChoiceInput([(pool.id, pool.name) for pool in pools])
        if pools:
            self.pool.set_value(pools[0].id)
        self.only = QCheckBox(_("只看没有交流过、也只做过一个条线的"))
        self.counts = QLabel()
        set_role(self.counts, "muted")
        self.model = FactModel(left=(1, 2), parent=self)
        self.table = FactTable(_("条线经历"), self.model)
        self.table.setMinimumHeight(280)
        self.table.want_rows(15, 310)
        self._matrix = LineMatrix((), ())
        self.cancel.setText(_("关闭"))
        self.lay_out(
            ((_("人才库"), self.pool), ("", self.only), ("", self.table)),
            above=_("“●”表示做过这个条线，停在上面看依据；取自现部门、任职经历、交流经历和简历。"),
            beside=self.counts,
        )
        self.pool.changed.connect(self._load)
        self.only.toggled.connect(lambda _on: self._list())
        self._load()

    def _load(self) -> None:
        pool, today = self.pool.value() or None, self._desk.clock.today()
        carry_out(self._desk, _("正在读条线经历"), lambda: line_matrix(today, pool), self._take, self, writes=False)

    def _take(self, matrix: LineMatrix) -> None:
        self._matrix = matrix
        self._list()
        self.table.set_widths((100, 100, 130, 74, *[76] * len(matrix.lines)))

    def _list(self) -> None:
        shown = self.shown
        titles = [*(_(title) for title in _LINES_TITLES), *map(line_name, shown.lines)]
        rows = [
            [
                *(FactCell(text) for text in (row.name, row.court, row.department)),
                FactCell(str(row.moves or "")),
                *(FactCell("●" if code in row.lines else "", told=row.lines.get(code, "")) for code in shown.lines),
            ]
            for row in shown.rows
        ]
        self.model.put([row.person for row in shown.rows], rows, titles)
        unmoved = sum(not row.moves for row in self._matrix.rows)
        text = _("共 {all} 人，{unmoved} 人没有交流过")
        self.counts.setText(text.format(all=len(self._matrix.rows), unmoved=unmoved))

    @property
    def shown(self) -> LineMatrix:
        """What is listed now."""
        if not self.only.isChecked():
            return self._matrix
        rows = tuple(row for row in self._matrix.rows if not row.moves and len(row.lines) < 2)
        return LineMatrix(self._matrix.lines, rows)

    def answer(self) -> None:
        """Show what is listed as pages."""
        shown, today = self.shown, self._desk.clock.today()
        court = own_court(self._desk.store)

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_matrix(path, shown, court.name if court else "", today, setup)

        self._papers.lay_out(_("条线经历表"), "line matrix", write)
