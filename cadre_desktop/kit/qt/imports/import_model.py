"""The rows of a planned import as a Qt model: what each cell says now, what it changes, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cadre_desktop.kit.documents.workbook import Cell, Rows
from cadre_desktop.kit.intake.defaults import default_columns
from cadre_desktop.kit.intake.plan import ImportPlan
from cadre_desktop.kit.intake.planned import PlannedRow, RowState
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.look.chip import Tone
from cadre_desktop.kit.qt.look.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAMED = 5
"""So many lines are named in a sentence."""
STATE, SHEET, ROW, REASON = N_("状态"), N_("工作表"), N_("行"), N_("原因")
"""The columns beside those of the tables; the sheet only where there are several."""

NO_DATA = N_("标题、合计等")
OVERLOOKED = N_("看似记录")
"""Among those without data."""
UNFILLED = N_("待补")
TONES: dict[str, Tone] = {
    RowState.NEW: "good",
    RowState.CHANGED: "warning",
    RowState.SAME: "neutral",
    RowState.DOUBTFUL: "warning",
    RowState.REFUSED: "bad",
    UNFILLED: "warning",
    NO_DATA: "neutral",
    OVERLOOKED: "warning",
}


class ImportModel(QAbstractTableModel):
    """All rows of a plan or those of one state. Each row of the view is a row of a table, or a table without data.

    `edited` carries the position, the field and the text that somebody has typed into a cell; the plan is made anew.
    """

    edited = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._sections: list[str | Column] = []
        self._entries: Sequence[int] = range(0)
        self._overlooked: Mapping[int, Problem] = {}
        self.fixed = False

    def show(self, plan: ImportPlan, only: str | None = None) -> None:
        """Show a plan; `only` is a `RowState`, `UNFILLED`, `NO_DATA`, `OVERLOOKED`, or None for all rows."""
        self.beginResetModel()
        self._plan = plan
        self._sections = _sections(plan)
        self._entries = _entries(plan, only)
        self._overlooked = plan.cells.overlooked
        self.endResetModel()

    def section(self, name: str) -> int:
        """The section of a head or of a field; -1 if it is not shown."""
        names = [each if isinstance(each, str) else each.name for each in self._sections]
        return names.index(name) if name in names else -1

    def column(self, section: int) -> Column | None:
        """The column of the kind in a section."""
        found = self._sections[section] if 0 <= section < len(self._sections) else ""
        return None if isinstance(found, str) else found

    def planned(self, row: int) -> PlannedRow | None:
        """The planned row in a view row, None for one without data."""
        if self._plan is None or not 0 <= row < len(self._entries) or self._entries[row] < 0:
            return None
        return self._plan.rows[self._entries[row]]

    def view_row(self, position: int) -> int:
        """The view row of a planned row, -1 if it is not shown."""
        entries = self._entries
        return entries.index(position) if position in entries else -1

    def row_changed(self, row: int) -> None:
        """Let the view know that somebody has decided a row."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def next_doubtful(self, after: int) -> int:
        """The next view row that waits for a decision, from the top again after the last; -1 if there is none."""
        count = len(self._entries)
        for step in range(1, count + 1):
            row = (after + step) % count
            planned = self.planned(row)
            if planned is not None and planned.state is RowState.DOUBTFUL:
                return row
        return -1

    def next_problem(self, row: int, section: int, back: bool = False) -> tuple[int, int] | None:
        """The next cell (view row and section) with something to put right or to decide, from the top again after the
        last; None if there is none."""
        count = len(self._entries)
        for step in range(count + 1):
            at = (row - step if back else row + step) % max(count, 1)
            sections = self._wrong_sections(at)
            if step == 0:
                sections = [each for each in sections if (each < section if back else each > section)]
            if sections:
                return at, sections[-1 if back else 0]
        return None

    def _wrong_sections(self, row: int) -> list[int]:
        planned = self.planned(row)
        if planned is None or self._plan is None:
            return []
        reason_at = self.section(REASON)
        told = (*self._plan.about(planned), *self._plan.hints(planned.position))
        found = {self.section(problem.field) for problem in told}
        return sorted({reason_at if section < 0 else section for section in found})

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sections)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if not 0 <= section < len(self._sections):
            return None
        shown_there = self._sections[section]
        return _(shown_there) if isinstance(shown_there, str) else shown_there.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        column = self.column(index.column())
        if self.fixed or column is None or self.planned(index.row()) is None:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.planned(index.row()), self.column(index.column())
        if row is None or column is None or self._plan is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        if text != self._plan.cells.raw(row.position, column.name):
            self.edited.emit(row.position, column.name, text)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._plan is None or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if entry < 0:
            return self._no_data(-1 - entry, index.column(), role)
        row, column = self._plan.rows[entry], self.column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(row, index.column()) if column is None else cell_text(self._plan, row, column)
        if role == Qt.ItemDataRole.EditRole and column is not None:
            return self._plan.cells.raw(row.position, column.name)
        if role == Qt.ItemDataRole.BackgroundRole and column is not None:
            return self._ground(row, column.name)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._tip(row, column)
        return None

    def _head(self, row: PlannedRow, section: int) -> str:
        assert self._plan is not None
        head = self._sections[section]
        if head == STATE:
            return _(self._plan.state(row))
        if head == SHEET:
            return self._plan.cells.sheet(row.position)
        if head == ROW:
            return str(self._plan.cells.row(row.position).number)
        return reason(self._plan, row)

    def _ground(self, row: PlannedRow, name: str) -> Any:
        assert self._plan is not None
        if any(problem.field == name for problem in row.problems):
            return tokens().color("bad_tint" if row.state is RowState.REFUSED else "warning_tint")
        told = (*self._plan.about(row), *self._notes(row))
        if name in self._plan.changes(row) or any(note.field == name for note in told):
            return tokens().color("warning_tint")
        if self._plan.cells.is_corrected(row.position, name):
            return tokens().color("good_tint")
        return None

    def _tip(self, row: PlannedRow, column: Column | None) -> str | None:
        assert self._plan is not None
        told = (*self._plan.about(row), *self._notes(row))
        if column is None:
            return "\n".join(problem.message for problem in told) or None
        said = [problem.message for problem in told if problem.field == column.name]
        if self._plan.cells.is_corrected(row.position, column.name) and not column.masked:
            written = self._plan.cells.written(row.position, column.name)
            said.append(_("已改正，原来是“{written}”。").format(written=written))
        return "\n".join(said) or None

    def _notes(self, row: PlannedRow) -> list[Problem]:
        return self._plan.cells.notes.get(row.position, []) if self._plan else []

    def _no_data(self, number: int, section: int, role: int) -> str | None:
        """A row without data, and why it is none."""
        assert self._plan is not None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        part, line = self._plan.cells.no_data[number]
        state = OVERLOOKED if number in self._overlooked else NO_DATA
        heads = {STATE: _(state), SHEET: part.table.sheet.name, ROW: str(line.row), REASON: _(line.reason)}
        head = self._sections[section]
        if isinstance(head, str):
            return heads.get(head)
        seen = state is OVERLOOKED and not head.masked and head.name in part.headings
        return (
            text_of(_cell_at(part.table.sheet.rows, line.row, part.headings[head.name].column_index)) if seen else None
        )

    def about_no_data(self, row: int) -> str:
        """Why a view row without data is none, and what is in it; empty for any other row."""
        if self._plan is None or not 0 <= row < len(self._entries) or self._entries[row] >= 0:
            return ""
        number = -1 - self._entries[row]
        if number in self._overlooked:
            return self._overlooked[number].message
        part, line = self._plan.cells.no_data[number]
        texts = [text_of(cell) for cell in part.table.sheet.rows[line.row - 1] if cell != ""]
        return _("{reason}：{text}").format(reason=_(line.reason), text=" ".join(texts)[:200])


def _cell_at(rows: Rows, number: int, column: int) -> Cell:
    """What is in a line (by its Excel row) that may be shorter, or has been let go."""
    row = rows[number - 1] if number <= len(rows) else []
    return row[column] if column < len(row) else ""


def _says_something(plan: ImportPlan, name: str) -> bool:
    return any(value not in (None, "") for value in plan.cells.columns.get(name, ()))


def _sections(plan: ImportPlan) -> list[str | Column]:
    """State and position, whom the row is about, what is wrong; then what is filled in for a whole table (its court),
    the columns that headings fill, and the fields that cells of others give (the grade beside a post)."""
    filled, several = plan.cells.used, len({part.table.sheet.name for part in plan.cells.parts}) > 1
    standing = [column.name for column in default_columns(plan.kind) if column.name in plan.cells.columns]
    who = [field.name for field in plan.kind.record.named[:1] if field.name in filled]
    rest = [name for name in filled if name not in standing and name not in who]
    columns = {column.name: column for column in plan.kind.columns}
    shown_already = {*standing, *who, *rest}
    told = [name for name in columns if name not in shown_already and _says_something(plan, name)]
    heads = [STATE, *([SHEET] if several else []), ROW, *who, REASON, *standing, *rest, *told]
    return [columns.get(head, head) for head in heads]


def _entries(plan: ImportPlan, only: str | None) -> Sequence[int]:
    if only is None:
        return range(len(plan.rows))
    if only == NO_DATA:
        return [-1 - number for number in range(len(plan.cells.no_data))]
    if only == OVERLOOKED:
        return [-1 - number for number in plan.cells.overlooked]
    if only == UNFILLED:
        return unfilled_positions(plan)
    return plan.positions(only)


def unfilled_positions(plan: ImportPlan) -> list[int]:
    """The rows that come in with cells that stay empty: as many as the list shows afterwards."""
    return sorted(position for position in plan.cells.blanks if plan.waiting(plan.rows[position]))


def reason(plan: ImportPlan, row: PlannedRow) -> str:
    """What the column 原因 says of a row, in one line."""
    problems: Sequence[Problem] = plan.about(row)
    if row.doubt is not None and row.doubt not in problems and row.decided is None:
        problems = (row.doubt, *problems)
    problems = (*problems, *plan.hints(row.position))
    return "　".join(problem.at_its_column for problem in problems)


def cell_text(plan: ImportPlan, row: PlannedRow, column: Column) -> str:
    """A cell as it will be; old → new where it changes, as it is in the file where it cannot be read, with what is in
    the field all the same."""
    name = column.name
    if name in plan.changes(row):
        old, new = plan.changes(row)[name]
        return f"{plan.text(column, old) or _('（空）')} → {plan.text(column, new)}"
    told = [problem for problem in plan.about(row) if problem.field == name]
    if told:
        raw = plan.cells.raw(row.position, name)
        return f"{raw} → {plan.text(column, plan.values(row)[name])}" if told[0].filled else raw
    values = plan.cells.columns.get(name)
    return plan.text(column, values[row.position] if values else None) or plan.cells.raw(row.position, name)


def candidate_text(plan: ImportPlan, key: int) -> str:
    """An existing row, so that one can distinguish it from others of the same name."""
    values = plan.judge.existing.values(key)
    columns = [column for column in plan.kind.columns if column.in_table or column.masked]
    texts = (plan.text(column, values[column.name]) for column in columns if column.name in values)
    return "，".join([text for text in texts if text][:7])


def wanted_text(plan: ImportPlan) -> str:
    """Which rows are made first, grouped by where they belong; empty if none are."""
    from cadre_desktop.kit.editing import label_of

    groups: dict[str, list[str]] = defaultdict(list)
    wanted = list(plan.wanted().values())
    for want in wanted:
        within = [label_of(field.rel_model, key) for field, key in zip(want.record.within, want.parents, strict=True)]
        groups["".join(within)].append(want.name)
    title = next((c.title for c in plan.kind.columns if wanted and c.link is wanted[0].record), "")
    listed = "；".join(
        _("{place}：{names}").format(place=position, names="、".join(names)) for position, names in groups.items()
    )
    words = _("将新建 {count} 个{title}。{listed}")
    return words.format(count=len(wanted), title=title, listed=listed) if wanted else ""


def overlooked_text(lines: Sequence[Problem]) -> str:
    """Which lines count as no data and yet look like records."""
    several = len({line.sheet for line in lines}) > 1
    words = _("“{sheet}”第 {row} 行") if several else _("第 {row} 行")
    listed = _("、").join(words.format(sheet=line.sheet, row=line.row) for line in lines[:_NAMED])
    text = _("有 {count} 行看似记录，但没有读入，请核对：{listed}{more}。")
    return text.format(count=len(lines), listed=listed, more=_("等") if len(lines) > _NAMED else "")
