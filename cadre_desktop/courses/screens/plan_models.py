"""The lines of a plan, and its parts, as tables whose numbers open what they count."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt

from cadre_desktop.courses.planning.comparing import Compared, ComparedLine, PlanPart
from cadre_desktop.courses.planning.words import count_text, hours_text, money_text, reason, share_text
from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    LEFT,
    NOWHERE,
    RIGHT,
    TOLD,
    TONE,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import ui_font

Rows = Callable[[PlanPart], Listing]


class _PlanColumn(NamedTuple):
    """A column: its heading, px, what a row has there, and the list that this counts, None where it counts nothing."""

    title: str
    width: int
    text: Callable[[Any], str]
    rows: Rows | None = None
    left: bool = False


def _pair(reached: str, planned: str) -> str:
    """1/2; what nobody has planned is left out."""
    return f"{reached}/{planned}"


def _series(line: ComparedLine) -> str:
    return Series(line.item.series).short if line.item.series else ""


def _form(line: ComparedLine) -> str:
    return _(CourseForm(line.item.form).label) if line.item.form else ""


def _month(line: ComparedLine) -> str:
    return _("{month}月").format(month=line.item.month) if line.item.month else _("不定")


STATE = 2
"""The column of the lines that is shown as chips."""

LINE_COLUMNS = (
    _PlanColumn(N_("序号"), 48, lambda line: "" if line.item.number is None else str(line.item.number)),
    _PlanColumn(N_("培训项目"), 210, lambda line: line.item.title, left=True),
    _PlanColumn(N_("进展"), 96, lambda line: _(line.verdict.state.label), left=True),
    _PlanColumn(N_("月份"), 54, _month),
    _PlanColumn(
        N_("期数"),
        62,
        lambda line: _pair(str(line.compared.reached.courses), str(line.item.courses or 0)),
        PlanPart.courses,
    ),
    _PlanColumn(
        N_("结业人次"),
        92,
        lambda line: _pair(count_text(line.compared.reached.person_times), count_text(line.item.persons)),
        PlanPart.enrolments,
    ),
    _PlanColumn(
        N_("办班学时"),
        82,
        lambda line: _pair(hours_text(line.compared.reached.hours), hours_text(line.compared.planned.hours)),
        PlanPart.courses,
    ),
    _PlanColumn(
        N_("支出/预算（元）"),
        138,
        lambda line: _pair(money_text(line.compared.reached.cost), money_text(line.item.budget)),
        PlanPart.courses,
    ),
    _PlanColumn(N_("系列"), 84, _series, left=True),
    _PlanColumn(N_("形式"), 76, _form, left=True),
    _PlanColumn(N_("说明"), 300, reason, left=True),
)

PART_COLUMNS = (
    _PlanColumn("", 150, lambda each: each.part.label, left=True),
    _PlanColumn(N_("计划项目"), 74, lambda each: count_text(each.planned.lines), PlanPart.lines),
    _PlanColumn(N_("计划期数"), 74, lambda each: count_text(each.planned.courses), PlanPart.lines),
    _PlanColumn(N_("已办期数"), 74, lambda each: count_text(each.reached.courses), PlanPart.courses),
    _PlanColumn(N_("未结班"), 66, lambda each: count_text(each.reached.under_way), PlanPart.under_way),
    _PlanColumn(N_("完成"), 60, lambda each: share_text(each.reached.courses, each.planned.courses)),
    _PlanColumn(N_("计划人次"), 74, lambda each: count_text(each.planned.persons), PlanPart.lines),
    _PlanColumn(N_("结业人次"), 74, lambda each: count_text(each.reached.person_times), PlanPart.enrolments),
    _PlanColumn(N_("结业人数"), 74, lambda each: count_text(each.reached.persons), PlanPart.people),
    _PlanColumn(N_("计划学时"), 74, lambda each: hours_text(each.planned.hours), PlanPart.lines),
    _PlanColumn(N_("已办学时"), 74, lambda each: hours_text(each.reached.hours), PlanPart.courses),
    _PlanColumn(N_("经费预算"), 100, lambda each: money_text(each.planned.budget), PlanPart.lines),
    _PlanColumn(N_("经费支出"), 100, lambda each: money_text(each.reached.cost), PlanPart.courses),
)


class _PlanModel(QAbstractTableModel):
    """Rows shown by columns; each has a part of the year whose lists its numbers open."""

    columns: tuple[_PlanColumn, ...]

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Any] = []

    def show(self, lines: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def part(self, row: int) -> PlanPart:
        """The part of the year that a row is about."""
        raise NotImplementedError

    def rows_behind(self, index: Index) -> Listing | None:
        """The list that a cell counts, None where it counts nothing or there is nothing."""
        rows = self.columns[index.column()].rows
        listing = rows(self.part(index.row())) if rows is not None else None
        return listing if listing is not None and listing.count() else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            return self.columns[index.column()].text(self.lines[index.row()])
        if role == ALIGNMENT:
            return LEFT if self.columns[index.column()].left else RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        left = [position for position, column in enumerate(self.columns) if column.left]
        return heading([_(column.title) for column in self.columns], section, orientation, role, left)


class LinesModel(_PlanModel):
    """The lines of a year's plan."""

    columns = LINE_COLUMNS

    def part(self, row: int) -> PlanPart:
        part: PlanPart = self.lines[row].compared.part
        return part

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role == TONE:
            return line.verdict.state.tone
        if role in TOLD:
            return reason(line)
        return super().data(index, role)


class PartsModel(_PlanModel):
    """The parts of the year, what is in no line of the plan, and the whole year last."""

    columns = PART_COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self._title = ""

    def show_parts(self, title: str, parts: Sequence[Compared], total: Compared) -> None:
        """Show the parts of another kind, called `title`."""
        self._title = title
        self.show([*parts, total])

    def part(self, row: int) -> PlanPart:
        part: PlanPart = self.lines[row].part
        return part

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        last = index.row() == len(self.lines) - 1
        if role == DISPLAY and last and index.column() == 0:
            return _("合计")
        if role == FONT and last:
            return ui_font(bold=True)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if section == 0 and role == DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self._title
        return super().headerData(section, orientation, role)
