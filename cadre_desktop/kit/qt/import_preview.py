"""The last page of an import: what will happen to every row, filtered by state, and what has to be decided."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.intake.judging import NEW_ROW, PlannedRow, State
from cadre_desktop.kit.intake.plan import Plan
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.chip import ChipDelegate, Tone
from cadre_desktop.kit.qt.choice_box import ChoiceBox
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.import_model import FIRST, NO_DATA, STATE, TONES, ImportModel, candidate_text, wanted_text
from cadre_desktop.kit.qt.import_pages import band
from cadre_desktop.kit.qt.theme import tokens, ui_font

_ALL = ""
_WIDEST, _NARROWEST = 260, 72


class CountChip(QAbstractButton):
    """A count that filters: its word and number on a tinted ground, framed while it is chosen."""

    def __init__(self, word: str, tone: Tone):
        super().__init__()
        self._tone = tone
        self._word = word
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number; nothing to filter by means disabled."""
        self.setText(f"{self._word} {count:,}")
        self.setAccessibleName(self.text())
        self.setEnabled(count > 0 or self.isChecked())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(ui_font()).horizontalAdvance(self.text())) + 28, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, tone = tokens(), self._tone or "neutral"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        frame = tone if self.isChecked() else "focus" if self.hasFocus() else ""
        painter.setPen(QPen(colors.color(frame), 1.6) if frame else Qt.PenStyle.NoPen)
        painter.setBrush(colors.color(f"{tone}_tint"))
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setPen(colors.color(tone if self.isEnabled() else "disabled"))
        painter.setFont(ui_font(bold=self.isChecked()))
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, self.text())


class _TintDelegate(QStyledItemDelegate):
    """Paints a cell's ground, which the style sheet would leave out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]
        super().paint(painter, option, index)


class PreviewPage(QWidget):
    """The table of planned rows, with the current one explained and, if doubtful, decided beneath it."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.model = ImportModel(self)
        self._wanted, self._wanted_text = band("neutral")
        self._done, self._done_text = band("good")
        self._chips = {_ALL: CountChip(_("全部"), "neutral")}
        self._chips |= {state: CountChip(_(state), TONES[state]) for state in State}
        self._chips[NO_DATA] = CountChip(_(NO_DATA), "neutral")
        self.table = self._made_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._done)
        column.addLayout(self._made_chips())
        column.addWidget(self._wanted)
        column.addWidget(self.table, 1)
        column.addWidget(self._made_detail())

    def _made_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        for key, chip in self._chips.items():
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _checked, key=key: self.show_only(key))
        self._chips[_ALL].setChecked(True)
        row.addStretch()
        return row

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.setCornerButtonEnabled(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setItemDelegate(_TintDelegate(table))
        table.setItemDelegateForColumn(STATE, ChipDelegate(lambda text: TONES.get(text, ""), parent=table))
        rows = table.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(32)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setAccessibleName(_("将要导入的行"))
        table.selectionModel().currentRowChanged.connect(self._explain)
        return table

    def _made_detail(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._question = QLabel(_("这一行是"))
        self._choice = ChoiceBox([], empty=True, nothing=None)
        self._choice.setMinimumContentsLength(44)
        self._choice.changed.connect(self._decide)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._reason, 1)
        row.addWidget(self._question)
        row.addWidget(self._choice)
        card.setMinimumHeight(56)
        return card

    def show_plan(self, plan: Plan) -> None:
        """Show another plan from its first row; what needs attention comes to the front."""
        self.plan = plan
        self._done.hide()
        self._count()
        waiting = State.DOUBTFUL if plan.states[State.DOUBTFUL] else _ALL
        self._chips[waiting].setChecked(True)
        self.show_only(_ALL)
        self._fit_columns()
        self.show_only(waiting)

    def show_done(self, text: str) -> None:
        """Say what the import has done; nothing can be decided any more."""
        self._done_text.setText(text)
        self._done.show()
        self._wanted.hide()
        self._choice.setEnabled(False)

    def show_only(self, key: str) -> None:
        """Show the rows of one state, of all (""), or those without data."""
        if self.plan is not None:
            self.model.show(self.plan, key or None)
            self._go_to(0)

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, STATE)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        if not index.isValid():
            self._explain()

    def _count(self) -> None:
        assert self.plan is not None
        states = self.plan.states
        self._chips[_ALL].set_count(len(self.plan.rows))
        self._chips[NO_DATA].set_count(len(self.plan.table.no_data))
        for state in State:
            self._chips[state].set_count(states[state])
        text = wanted_text(self.plan)
        self._wanted_text.setText(text)
        self._wanted.setVisible(bool(text))

    def _fit_columns(self) -> None:
        """Widths by the first rows in sight, within bounds."""
        self.table.resizeColumnsToContents()
        for section in range(self.model.columnCount()):
            width = self.table.columnWidth(section)
            narrowest = 84 if section == STATE else 52 if section < FIRST else _NARROWEST
            self.table.setColumnWidth(section, max(narrowest, min(_WIDEST, width + 12)))

    def _explain(self, *_rows: object) -> None:
        """Say about the current row why it is refused, what it changes, and ask who is meant."""
        at = self.table.currentIndex().row()
        row = self.model.planned(at)
        self._reason.setText(self._about(row) if row is not None else self.model.about_no_data(at))
        asked = row is not None and row.doubt is not None
        self._question.setVisible(asked)
        self._choice.setVisible(asked)
        if row is not None and self.plan is not None and row.doubt is not None:
            same = [(key, _("同一人：{who}").format(who=candidate_text(self.plan, key))) for key in row.candidates]
            new = (NEW_ROW, _("另一人，新增"))
            self._choice.set_choices([*same, new])
            self._choice.set_value(row.decided)
            self._choice.setItemText(0, _("请选定（不选则不导入）"))

    def _about(self, row: PlannedRow) -> str:
        assert self.plan is not None
        said = [_explained(problem.column, problem.message) for problem in row.problems]
        if row.doubt is not None and row.doubt not in row.problems:
            said.insert(0, _explained(row.doubt.column, row.doubt.message))
        said += [_explained(note.column, note.message) for note in self.plan.cells.notes.get(row.place, [])]
        return "\n".join(said)

    def _decide(self) -> None:
        at = self.table.currentIndex().row()
        row = self.model.planned(at)
        if row is None or self.plan is None:
            return
        self.plan.decide(row.place, self._choice.value())
        self.model.row_changed(at)
        self._count()
        self.decided.emit()
        following = self.model.next_doubtful(at)
        if following >= 0 and self._choice.value() is not None:
            self._go_to(following)
        else:
            self._explain()


def _explained(column: str, message: str) -> str:
    return _("{column}：{message}").format(column=column, message=message) if column else message
