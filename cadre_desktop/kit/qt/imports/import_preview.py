"""The last page of an import: what will happen to every row, filtered by state; cells are corrected and doubts decided
here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.intake.corrections import Corrections
from cadre_desktop.kit.intake.plan import ImportPlan
from cadre_desktop.kit.intake.planned import NEW_ROW, PlannedRow, RowState
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.imports.import_model import (
    NO_DATA,
    OVERLOOKED,
    TONES,
    UNFILLED,
    ImportModel,
    candidate_text,
    overlooked_text,
    unfilled_positions,
    wanted_text,
)
from cadre_desktop.kit.qt.imports.import_parts import band, line
from cadre_desktop.kit.qt.imports.import_questions import Questions
from cadre_desktop.kit.qt.imports.import_table import CountChip, PreviewTable
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.rows import row_in

_ALL = ""


class PreviewPage(QWidget):
    """The table of planned rows, with the current one explained and, if doubtful, decided beneath it.

    `corrected` says that the plan has to be made anew with `corrections`.
    """

    decided = Signal()
    corrected = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: ImportPlan | None = None
        self.corrections = Corrections()
        self.model = ImportModel(self)
        self._offer: tuple[str, str, str] | None = None
        self._wanted, self._wanted_text = line("neutral")
        self._recalled, self._recalled_text = line("neutral")
        self._overlooked, self._overlooked_text = line("warning")
        self._look = dressed(QPushButton(_("逐行核对")), "quiet")
        self._done, self._done_text = band("good")
        self.questions = Questions()
        self._chips = {_ALL: CountChip(_("全部"), "neutral")}
        self._chips |= {state: CountChip(_(state), TONES[state]) for state in RowState}
        self._chips |= {key: CountChip(_(key), TONES[key]) for key in (UNFILLED, NO_DATA, OVERLOOKED)}
        self.table = PreviewTable(self.model)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._done, self.questions):
            column.addWidget(widget)
        self._made_chips(row_in(column))
        for widget in (self._overlooked, self._wanted, self._recalled):
            column.addWidget(widget)
        beside = self._overlooked.layout()
        assert beside is not None
        beside.setContentsMargins(12, 2, 6, 2)
        beside.addWidget(self._look)
        column.addWidget(self.table, 1)
        column.addWidget(self._made_detail())

    def _connect(self) -> None:
        self.table.moved.connect(self._explain)
        self.model.edited.connect(self._edit, Qt.ConnectionType.QueuedConnection)  # the editor closes first
        self.questions.answered.connect(self._answer)
        self._look.clicked.connect(self._look_at_overlooked)
        self._alike.clicked.connect(self._accept_offer)
        self._take.clicked.connect(self._take_over)
        self._confirm.clicked.connect(self._confirm_cell)
        QShortcut(QKeySequence("Alt+A"), self).activated.connect(self._alike.click)
        QShortcut(QKeySequence("Alt+T"), self).activated.connect(self._take.click)

    def _made_chips(self, row: QHBoxLayout) -> None:
        row.setSpacing(8)
        group = QButtonGroup(self)
        for key, chip in self._chips.items():
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _checked, key=key: self.show_only(key))
        self._chips[_ALL].setChecked(True)
        row.addStretch()

    def _made_detail(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._question = QLabel(_("这一行是"))
        self._choice = ChoiceInput([], empty=True, nothing=None)
        self._choice.setMinimumContentsLength(40)
        self._choice.changed.connect(self._decide)
        self._alike, self._confirm, self._take = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._reason, 1)
        for widget in (self._take, self._alike, self._confirm, self._question, self._choice):
            row.addWidget(widget)
            widget.hide()
        for button in (self._take, self._alike, self._confirm):
            button.setAutoDefault(False)
        card.setMinimumHeight(60)
        return card

    def begin(self) -> None:
        """Forget the corrections of another file."""
        self.corrections, self._offer, self.plan = Corrections(), None, None

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan from its first row; what needs attention comes to the front."""
        self.plan = plan
        self._done.hide()
        self.model.fixed = False
        self._choice.setEnabled(True)
        self.questions.show_plan(plan)
        self._count()
        waiting = RowState.DOUBTFUL if plan.states[RowState.DOUBTFUL] else _ALL
        self._chips[waiting].setChecked(True)
        self.show_only(_ALL)
        self.table.fit_columns()
        self.show_only(waiting)

    def show_again(self, plan: ImportPlan) -> None:
        """Show the plan made anew: the decisions, the rows in sight and the cursor stay."""
        before, at = self.plan, self.table.currentIndex()
        row = self.model.planned(at.row())
        if before is not None:
            carry_over(before, plan)
        self.plan = plan
        self.questions.show_plan(plan)
        self._count()
        only = next(key for key, chip in self._chips.items() if chip.isChecked())
        self.model.show(plan, only or None)
        view = self.model.view_row(row.position) if row is not None else -1
        self.table.go_to(view if view >= 0 else min(max(at.row(), 0), self.model.rowCount() - 1), max(at.column(), 0))
        self.table.setFocus()

    def show_done(self, text: str) -> None:
        """Say what the import has done; nothing can be decided any more."""
        self._done_text.setText(text)
        self._done.show()
        for widget in (self._wanted, self._recalled, self.questions, self._take, self._alike, self._confirm):
            widget.hide()
        self.model.fixed = True
        self._choice.setEnabled(False)
        self._explain()

    def show_only(self, key: str) -> None:
        """Show the rows of one state, of all (""), those with cells left empty, those without data, or those of these
        that look like records."""
        if self.plan is not None:
            self.model.show(self.plan, key or None)
            self._go_to(0)

    def _go_to(self, row: int) -> None:
        self.table.go_to(row)

    def _count(self) -> None:
        assert self.plan is not None
        states = self.plan.states
        self._chips[_ALL].set_count(len(self.plan.rows))
        self._chips[NO_DATA].set_count(len(self.plan.cells.no_data))
        self._chips[UNFILLED].set_count(len(unfilled_positions(self.plan)))
        for state in RowState:
            self._chips[state].set_count(states[state])
        overlooked = self.plan.cells.overlooked
        self._chips[OVERLOOKED].set_count(len(overlooked))
        self._chips[OVERLOOKED].setVisible(bool(overlooked))
        self._overlooked_text.set_text(overlooked_text(list(overlooked.values())))
        self._overlooked.setVisible(bool(overlooked))
        text = "".join((*self.plan.placed.told, wanted_text(self.plan)))
        self._wanted_text.set_text(text)
        self._wanted.setVisible(bool(text))
        recalled = self._about_recalled()
        self._recalled_text.set_text(recalled)
        self._recalled.setVisible(bool(recalled))

    def _look_at_overlooked(self) -> None:
        self._chips[OVERLOOKED].setChecked(True)
        self.show_only(OVERLOOKED)
        self.table.setFocus()

    def _about_recalled(self) -> str:
        assert self.plan is not None
        used = self.plan.recalled
        words = _("沿用了以前的 {count} 项改正：{listed}。改得不对的，在格子里再改即可。")
        listed = _("、").join(_("“{written}”读作“{meant}”").format(written=w, meant=m) for _n, w, m in used[:3])
        return words.format(count=len(used), listed=listed + (_("等") if len(used) > 3 else "")) if used else ""

    def _explain(self) -> None:
        """Say about the current row why it is refused, what it changes, and ask who is meant."""
        at = self.table.currentIndex()
        row = self.model.planned(at.row())
        said = self._about(row) if row is not None else self.model.about_no_data(at.row())
        hint = _("F8 或回车到下一处问题。") if self.model.fixed else _("F8 或回车到下一处问题；F2 或直接输入改正一格。")
        self._reason.setText(said or hint)
        set_role(self._reason, "" if said else "muted")
        repolish(self._reason)
        asked = row is not None and row.doubt is not None
        self._question.setVisible(asked)
        self._choice.setVisible(asked)
        if row is not None and self.plan is not None and row.doubt is not None:
            same = [(key, _("同一人：{who}").format(who=candidate_text(self.plan, key))) for key in row.candidates]
            new = (NEW_ROW, _("另一人，新增"))
            self._choice.set_choices([*same, new])
            self._choice.set_value(row.decided)
            self._choice.setItemText(0, _("请选定（不选则不导入）"))
        self._show_offers(row, self.model.column(at.column()))

    def _about(self, row: PlannedRow) -> str:
        assert self.plan is not None
        problems = list(self.plan.about(row))
        if row.doubt is not None and row.doubt not in problems:
            problems.insert(0, row.doubt)
        said = [each.at_its_column for each in (*problems, *self.plan.cells.notes.get(row.position, ()))]
        name = self.plan.name_of(row.position)
        return "\n".join(said) if not name or not said else f"{name}：" + "\n".join(said)

    def _decide(self) -> None:
        at = self.table.currentIndex().row()
        row = self.model.planned(at)
        if row is None or self.plan is None:
            return
        self.plan.decide(row.position, self._choice.value())
        self.model.row_changed(at)
        self._count()
        self.decided.emit()
        following = self.model.next_doubtful(at)
        if following >= 0 and self._choice.value() is not None:
            self._go_to(following)
        else:
            self._explain()

    def _edit(self, position: int, name: str, text: str) -> None:
        """A cell was corrected: read again, and offer the same for all cells that say the same.

        What is in the file, typed again, takes the correction back; it confirms nothing.
        """
        assert self.plan is not None
        cells = self.plan.cells
        written, at = cells.written(position, name), cells.position_of(position, name)
        back = text == written and not cells.is_meant_otherwise(position, name)
        self._offer = (name, written, text) if written and not back and cells.alike(name, written) > 1 else None
        self.corrections = self.corrections.without_single(at) if back else self.corrections.with_single(at, text)
        self.corrected.emit()

    def _answer(self, name: str, text: str, meant: str) -> None:
        """What a name means, also where a correction has put that name."""
        assert self.plan is not None
        recalled = [each for part in self.plan.cells.parts for each in part.recalled.items()]
        self.corrections = self.corrections.with_answer(name, text, meant, recalled)
        self._offer = None
        self.corrected.emit()

    def _correct_alike(self, name: str, written: str, text: str) -> None:
        self.corrections = self.corrections.with_alike(name, written, text)
        self._offer = None
        self.corrected.emit()

    def _show_offers(self, row: PlannedRow | None, column: Column | None) -> None:
        """The buttons that go with the cell of the cursor."""
        plan = self.plan
        self._alike.setVisible(False)
        self._confirm.setVisible(False)
        offers = [] if row is None or plan is None or self.model.fixed else plan.offers(row.position)
        titles = {each.name: _(each.title) for each in plan.kind.columns} if plan is not None else {}
        listed = _("，").join(_("{title}“{text}”").format(title=titles[o.field], text=o.text) for o in offers)
        self._take.setText(_("采用：{listed}（Alt+T）").format(listed=listed))
        self._take.setVisible(bool(offers))
        if row is None or column is None or plan is None or self.model.fixed:
            return
        if self._offer is not None and self._offer[:2] == (column.name, plan.cells.written(row.position, column.name)):
            more = plan.cells.alike(column.name, self._offer[1]) - 1
            self._alike.setText(_("同样改正其余 {count} 行（Alt+A）").format(count=more))
            self._alike.setVisible(True)
        elif (column.name, plan.cells.raw(row.position, column.name)) in plan.cells.doubted:
            self._confirm.setText(_("确是{title}，新建").format(title=_(column.title)))
            self._confirm.setVisible(True)

    def _take_over(self) -> None:
        """What the remarks of the row hint at becomes what its cells say."""
        row = self.model.planned(self.table.currentIndex().row())
        if row is None or self.plan is None:
            return
        for offer in self.plan.offers(row.position):
            position = self.plan.cells.position_of(row.position, offer.field)
            self.corrections = self.corrections.with_single(position, offer.text)
        self.corrected.emit()

    def _accept_offer(self) -> None:
        if self._offer is not None:
            self._correct_alike(*self._offer)

    def _confirm_cell(self) -> None:
        at = self.table.currentIndex()
        row, column = self.model.planned(at.row()), self.model.column(at.column())
        if row is not None and column is not None and self.plan is not None:
            text = self.plan.cells.raw(row.position, column.name)
            self._correct_alike(column.name, text, text)


def carry_over(before: ImportPlan, plan: ImportPlan) -> None:
    """Decide again what was decided in the plan before, where the row is still in doubt about the same."""
    for old in before.rows.judged:
        row = plan.rows[old.position]
        same = (row.doubt, row.candidates) == (old.doubt, old.candidates)
        if old.decided is not None and row.doubt is not None and same:
            plan.decide(old.position, old.decided)
