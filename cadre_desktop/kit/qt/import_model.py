"""The rows of a planned import as a Qt model: what each cell says now, what it changes, and what is wrong with it."""

from collections import defaultdict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cadre_desktop.kit.display import masked, shown
from cadre_desktop.kit.intake.judging import PlannedRow, State
from cadre_desktop.kit.intake.plan import Plan
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.chip import Tone
from cadre_desktop.kit.qt.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
STATE, ROW, FIRST = 0, 1, 2
"""The columns before those of the table: the state, and the row in the workbook."""

NO_DATA = N_("非数据")
TONES: dict[str, Tone] = {
    State.NEW: "good",
    State.CHANGED: "warning",
    State.SAME: "neutral",
    State.DOUBTFUL: "warning",
    State.REFUSED: "bad",
    NO_DATA: "neutral",
}


class ImportModel(QAbstractTableModel):
    """All rows of a plan or those of one state. A view row stands for a row of the table, or for one without data."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._plan: Plan | None = None
        self._columns: list[Column] = []
        self._entries: range | list[int] = range(0)
        self._only: str | None = None

    def show(self, plan: Plan, only: str | None = None) -> None:
        """Show a plan; `only` is a `State`, `NO_DATA`, or None for all rows."""
        self.beginResetModel()
        self._plan, self._only = plan, only
        self._columns = [column for column, _heading in plan.cells.mapping.used]
        count = len(plan.rows)
        if only is None:
            self._entries = range(count)
        elif only == NO_DATA:
            self._entries = [-1 - number for number in range(len(plan.table.no_data))]
        else:
            self._entries = [row.place for row in plan.rows if row.state == only]
        self.endResetModel()

    def planned(self, row: int) -> PlannedRow | None:
        """The planned row in a view row, None for one without data."""
        if self._plan is None or not 0 <= row < len(self._entries) or self._entries[row] < 0:
            return None
        return self._plan.rows[self._entries[row]]

    def row_changed(self, row: int) -> None:
        """Tell the view that somebody has decided a row."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def next_doubtful(self, after: int) -> int:
        """The next view row that waits for a decision, from the top again after the last; -1 if there is none."""
        count = len(self._entries)
        for step in range(1, count + 1):
            row = (after + step) % count
            planned = self.planned(row)
            if planned is not None and planned.state is State.DOUBTFUL:
                return row
        return -1

    # What Qt asks.

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._plan is None else FIRST + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST:
            return (_("状态"), _("行"))[section]
        return self._columns[section - FIRST].title if section - FIRST < len(self._columns) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._plan is None or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if entry < 0:
            return self._no_data(-1 - entry, index.column(), role)
        row = self._plan.rows[entry]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._reason(row, index.column())
        return None

    def _text(self, row: PlannedRow, section: int) -> str:
        assert self._plan is not None
        if section == STATE:
            return _(row.state)
        if section == ROW:
            return str(self._plan.table.rows[row.place].number)
        return cell_text(self._plan, row, self._columns[section - FIRST])

    def _ground(self, row: PlannedRow, section: int) -> Any:
        if section < FIRST or self._plan is None:
            return None
        name = self._columns[section - FIRST].name
        if any(problem.field == name for problem in row.problems):
            return tokens().color("bad_tint" if row.state is State.REFUSED else "warning_tint")
        if (row.changes and name in row.changes) or any(note.field == name for note in self._notes(row)):
            return tokens().color("warning_tint")
        return None

    def _reason(self, row: PlannedRow, section: int) -> str | None:
        if section < FIRST:
            return "\n".join(problem.message for problem in row.problems) or None
        name = self._columns[section - FIRST].name
        said = [problem.message for problem in (*row.problems, *self._notes(row)) if problem.field == name]
        return "\n".join(said) or None

    def _notes(self, row: PlannedRow) -> list[Problem]:
        return self._plan.cells.notes.get(row.place, []) if self._plan else []

    def _no_data(self, number: int, section: int, role: int) -> str | None:
        """A row without data, and why it is none."""
        assert self._plan is not None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        found = self._plan.table.no_data[number]
        if section == STATE:
            return _(NO_DATA)
        if section == ROW:
            return str(found.row)
        if section == FIRST:
            return _(found.reason)
        return None

    def about_no_data(self, row: int) -> str:
        """Why a view row without data is none, and what stands in it; empty for any other row."""
        if self._plan is None or not 0 <= row < len(self._entries) or self._entries[row] >= 0:
            return ""
        found = self._plan.table.no_data[-1 - self._entries[row]]
        cells = self._plan.table.sheet.rows[found.row - 1]
        texts = [text_of(cell) for cell in cells if cell != ""]
        return _("{reason}：{text}").format(reason=_(found.reason), text=" ".join(texts)[:200])


def cell_text(plan: Plan, row: PlannedRow, column: Column) -> str:
    """A cell as it will be; old → new where it changes, as it stands in the file where it cannot be read."""
    name = column.name
    if row.changes and name in row.changes:
        old, new = row.changes[name]
        return f"{value_text(plan, column, old) or _('（空）')} → {value_text(plan, column, new)}"
    if any(problem.field == name for problem in row.problems):
        return plan.cells.raw(row.place, name)
    value = plan.cells.columns[name][row.place]
    return value_text(plan, column, value) or plan.cells.raw(row.place, name)


def value_text(plan: Plan, column: Column, value: Any) -> str:
    """A value of the plan as people read it; masked ones stay masked, links are named."""
    if column.link is None:
        return str(masked(column, value) if column.masked else shown(column, value))
    if not value:
        return ""
    if value < 0:
        return plan.cells.wanted[-1 - int(value)].name
    names = plan.cells.names.get(column.name)
    label = names.label(value) if names else ""
    if label:
        return label
    from cadre_desktop.kit.editing import label_of

    return str(label_of(column.link, value))


def candidate_text(plan: Plan, key: int) -> str:
    """An existing row, so that one can tell it from others of the same name."""
    values = plan.judge.existing.values(key)
    columns = [column for column in plan.kind.columns if column.in_table or column.masked]
    texts = (value_text(plan, column, values[column.name]) for column in columns if column.name in values)
    return "，".join([text for text in texts if text][:7])


def wanted_text(plan: Plan) -> str:
    """Which rows are made first, grouped by where they belong; empty if none are."""
    from cadre_desktop.kit.editing import label_of

    groups: dict[str, list[str]] = defaultdict(list)
    wanted = list(plan.wanted().values())
    for want in wanted:
        within = [label_of(field.rel_model, key) for field, key in zip(want.record.within, want.parents, strict=True)]
        groups["".join(within)].append(want.name)
    title = next((c.title for c in plan.kind.columns if wanted and c.link is wanted[0].record), "")
    listed = "；".join(
        _("{place}：{names}").format(place=place, names="、".join(names)) for place, names in groups.items()
    )
    words = _("将新建 {count} 个{title}。{listed}")
    return words.format(count=len(wanted), title=title, listed=listed) if wanted else ""
