"""The lines of hours as tables: a year with its targets, the sliding window year by year, and sums by groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from cadre_desktop.courses.hours.grouping import Dimension, HoursGroup
from cadre_desktop.courses.hours.sheet import NUMBER_COLUMNS, HoursSheet
from cadre_desktop.courses.rules import format_hours, format_sum
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    TOLD,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font


@dataclass(frozen=True)
class HoursTableColumn:
    """A column of the table: its name, its heading, its width in px, the text of a line, and what it means."""

    key: str
    title: str
    width: int
    text: Callable[[HoursSheet, int], str]
    about: str = ""
    number: bool = False


def _word(key: str, title: str, width: int, of: Callable[[Any], str]) -> HoursTableColumn:
    return HoursTableColumn(key, title, width, lambda sheet, position: of(sheet.members[position]))


def _number(key: str, title: str, about: str, width: int = 58) -> HoursTableColumn:
    return HoursTableColumn(
        key, title, width, lambda sheet, position: format_hours(sheet.number(position, key)), about, number=True
    )


_NAME = _word("name", N_("姓名"), 84, lambda member: member.name)
_COURT = _word("court", N_("单位"), 88, lambda member: member.court_short)
_DEPARTMENT = _word("department", N_("部门"), 116, lambda member: member.department)
_CATEGORY = _word("category", N_("人员分类"), 100, lambda member: member.category_text)
_RANK = _word("rank", N_("职级等级"), 124, lambda member: member.rank_text)
_BASIS = HoursTableColumn("basis", N_("考核期"), 60, HoursSheet.basis_text, N_("当年，或者当年和前四年的五年"))
_REMARK = HoursTableColumn("remark", N_("说明"), 170, HoursSheet.remark)


def year_fields() -> list[HoursTableColumn]:
    """Targets, what is done and what lacks, on site, online and together."""
    numbers = [
        _number(column.key, f"{_(column.group)}\n{_(column.brief or column.title)}", _(column.about))
        for column in NUMBER_COLUMNS
    ]
    return [_NAME, _COURT, _DEPARTMENT, _BASIS, *numbers, _REMARK, _CATEGORY, _RANK]


def window_fields(window: range) -> list[HoursTableColumn]:
    """The hours on site of each year of the window, and how they stand to the target."""
    years = [
        _number(f"year.{index}", _("{year}\n线下").format(year=year), _("{year} 年线下学时").format(year=year), 66)
        for index, year in enumerate(window)
    ]
    total = HoursTableColumn(
        "window",
        _("五年\n线下"),
        70,
        lambda sheet, position: format_hours(int(sheet.hours.rows["years"][position].sum())),
        _("当年和前四年的线下学时"),
        number=True,
    )
    named = {column.key: column for column in NUMBER_COLUMNS}
    target, short = (
        _number(key, f"{_(named[key].group)}\n{_(named[key].title)}", _(named[key].about), 70)
        for key in ("onsite_target", "onsite_short")
    )
    return [_NAME, _COURT, _DEPARTMENT, _BASIS, *years, total, target, short, _RANK]


class HoursModel(QAbstractTableModel):
    """The lines at `indexes` of a sheet; `put` shows others, a click on a heading sorts them."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.sheet: HoursSheet | None = None
        self.order: list[int] = []
        self.fields: list[HoursTableColumn] = year_fields()
        self._sorted: tuple[int, bool] | None = None
        self._given: list[int] = []

    def put(self, sheet: HoursSheet, indexes: Sequence[int], fields: list[HoursTableColumn]) -> None:
        """Show these lines with these columns, in the order that was asked for last."""
        self.beginResetModel()
        if [field.key for field in fields] != [field.key for field in self.fields]:
            self._sorted = None
        self.sheet, self._given, self.fields = sheet, list(indexes), fields
        self.order = self._in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 for the order of lists."""
        self._sorted = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        self.order = self._in_order()
        self.layoutChanged.emit()

    def _in_order(self) -> list[int]:
        sheet = self.sheet
        if self._sorted is None or sheet is None:
            return list(self._given)
        column, falling = self._sorted
        field = self.fields[column]
        if field.number:
            key = self._amount(sheet, field.key)
            return sorted(self._given, key=lambda position: -key[position] if falling else key[position])
        if field.key == "name":  # lists are by name within departments; by name alone means by its pinyin
            from cadre_desktop.kit.names import pinyin_key

            return sorted(self._given, key=lambda position: pinyin_key(sheet.members[position].name), reverse=falling)
        return sorted(self._given, key=lambda position: field.text(sheet, position), reverse=falling)

    @staticmethod
    def _amount(sheet: HoursSheet, key: str) -> Any:
        return sheet.hours.rows["years"].sum(axis=1) if key == "window" else np.asarray(sheet.numbers[key])

    def row_of(self, person: int) -> int:
        """The row of a person, -1 for none."""
        position = self.sheet.location_of(person) if self.sheet else None
        return self.order.index(position) if position in self.order else -1

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        titles = [_(field.title) for field in self.fields]
        if role == TIP and orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.fields):
            return _(self.fields[section].about) if self.fields[section].about else titles[section]
        words = [position for position, field in enumerate(self.fields) if not field.number]
        return heading(titles, section, orientation, role, words)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        sheet = self.sheet
        if not index.isValid() or sheet is None:
            return None
        position, field = self.order[index.row()], self.fields[index.column()]
        if role == DISPLAY:
            return field.text(sheet, position)
        if role == ALIGNMENT:
            return RIGHT if field.number else LEFT
        if role == FOREGROUND:
            return self._colour(sheet, position, field)
        if role == FONT and field.key in ("name", "short"):
            return ui_font(bold=True)
        return self._told(sheet, position, field) if role in TOLD else None

    @staticmethod
    def _colour(sheet: HoursSheet, position: int, field: HoursTableColumn) -> Any:
        if field.number and field.key.endswith(("short", "forecast")):
            return tokens().color("bad" if sheet.number(position, field.key) else "muted")
        return tokens().color("muted") if field.key in ("court", "department", "category", "rank", "basis") else None

    @staticmethod
    def _told(sheet: HoursSheet, position: int, field: HoursTableColumn) -> str:
        text = field.text(sheet, position)
        if field.key in ("onsite_target", "onsite_done", "onsite_short") and sheet.days(position)[0]:
            target, done = (format_hours(5 * half) for half in sheet.days(position))
            return _("{text} 学时；按天数任务 {target} 天，完成 {done} 天").format(text=text, target=target, done=done)
        if field.number and field.key.endswith(("short", "forecast")) and sheet.number(position, field.key):
            return _("{title}：还缺 {hours} 学时").format(title=_(field.title).replace("\n", ""), hours=text)
        return text


class GroupModel(QAbstractTableModel):
    """Sums of hours by groups; the last line is everybody."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.groups: list[HoursGroup] = []
        self._title = ""

    def put(self, dimension: Dimension, groups: list[HoursGroup]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self.groups, self._title = groups, _(dimension.title)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.groups)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        titles = (
            self._title,
            _("人数"),
            _("已完成"),
            _("今日还缺\n人数"),
            _("今日还缺\n学时"),
            _("年末预计\n缺人数"),
            _("年末预计\n缺学时"),
        )
        return heading(titles, section, orientation, role, (0,))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        group = self.groups[index.row()]
        texts = (
            group.value or _("（未填）"),
            f"{group.people:,}",
            f"{group.reached:,}",
            f"{group.short:,}",
            format_sum(group.lacking),
            f"{group.short_then:,}",
            format_sum(group.lacking_then),
        )
        if role == DISPLAY or role in TOLD:
            return texts[index.column()]
        if role == ALIGNMENT:
            return LEFT if index.column() == 0 else RIGHT
        if role == FONT and index.row() == len(self.groups) - 1:
            return ui_font(bold=True)
        return None
