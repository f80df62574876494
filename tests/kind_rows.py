"""A row of any kind as a careful person types it, and what must hold when workbooks of it come in and go out."""

from datetime import date
from pathlib import Path
from typing import Any

import peewee
import xlsxwriter

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.intake.apply import Imported
from cadre_desktop.kit.intake.exchange import export_table, import_file, template
from cadre_desktop.kit.intake.mapping import importable
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import check_character
from cadre_desktop.welfare.comfort.records import Ceiling


class Rows:
    """One row of each record that a link needs, so that all links fit together."""

    def __init__(self) -> None:
        self._made: dict[type[Record], int] = {}

    def key(self, record: type[Record]) -> int:
        if record not in self._made:
            values = {field.name: self._value(field) for field in record._meta.sorted_fields if _is_needed(field)}
            values |= LINKED.get(record.__name__, {})
            self._made[record] = record.add(**values).id
        return self._made[record]

    def _value(self, field: Any) -> Any:
        if isinstance(field, peewee.ForeignKeyField):
            return self.key(field.rel_model)
        if isinstance(field, fields.CodeField):
            return next(iter(field.codes)).value
        if isinstance(field, fields.DateField):
            return date(2023, 3, 1)
        if isinstance(field, fields.CountField):
            return 2023
        return "王祯" if isinstance(field, fields.NameField) else f"某{field.name}"


def _is_needed(field: Any) -> bool:
    return field.name != "id" and not field.null and field.default is None


def cell(column: Column, rows: Rows) -> Any:
    """What a careful person types into a column."""
    field = column.field
    if column.link is not None:
        return label_of(column.link, rows.key(column.link))
    if isinstance(field, fields.CodeField):
        return field.codes.labels[0]
    if isinstance(field, fields.IdNumberField):
        return "15029919850312001" + check_character("15029919850312001")
    for types, text in TYPED:
        if isinstance(field, types):
            return text
    return f"某{column.title}"


TYPED: tuple[tuple[type[Any], Any], ...] = (
    (fields.NameField, "李静"),
    (fields.PhoneField, "13804721234"),
    (fields.MonthField, "1985.03"),
    (fields.DateField, "2023-03-01"),
    (fields.YearField, "2023"),
    (fields.FixedField, "4.5"),
    (fields.CountField, "1"),
    (fields.FlagField, "是"),
)


def filled(path: Path, headings: list[str], *rows: list[Any]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("填好")
        for number, row in enumerate([headings, *rows]):
            for index, text in enumerate(row):
                sheet.write_string(number, index, text)
    return path


def typed(kind: Kind, rows: Rows, store: Store) -> dict[str, str]:
    """The cells of one row by heading; fields that only exist in certain cases stay empty."""
    with store.step("备料"):
        cells = {column.title: cell(column, rows) for column in importable(kind)}
        if kind.key in OTHER_PEOPLE:
            cells[OTHER_PEOPLE[kind.key]] = label_of(Person, Person.add(court=rows.key(Court), name="白文").id)
        if kind.key == "comfort-payments":  # nothing is given without a ceiling
            Ceiling.add(region="内蒙古", item="hospital", maximum=10_000, valid_from=date(2023, 1, 1))
        if kind.key == "farewells":
            Ceiling.add(region="内蒙古", item="retirement", maximum=1_000_000, valid_from=date(1980, 1, 1))
    return cells | dict.fromkeys(LEFT_EMPTY.get(kind.key, ()), "") | TOGETHER.get(kind.key, {})


LINKED: dict[str, dict[str, Any]] = {"HardshipCase": {"state": "accepted", "accepted": date(2023, 3, 1)}}
"""What a row has that others link to, where it begins as one that nothing may be linked to."""

LEFT_EMPTY: dict[str, tuple[str, ...]] = {
    "enrolments": ("请假学时",),
    "award-levels": ("比例",),
    "memberships": ("出库日期", "出库原因"),
    "rotations": ("原部门", "到岗日期"),
    "welfare-events": ("备注",),
    "participants": ("备注",),
    "newcomers": ("转正结论", "身高（厘米）"),
    "hardship-cases": ("公示天数",),
    "farewells": ("荣退仪式", "纪念品价格（元）"),
}
"""Columns that contradict the others in the sample row."""

OTHER_PEOPLE = {
    "relations": "对方姓名",
    "mentor-pairs": "导师",
    "hardship-helpers": "帮扶人",
    "retired-contacts": "联络人",
}
"""Columns that have to name somebody else than the person."""

TOGETHER: dict[str, dict[str, str]] = {
    "marks": {"分值": "0"},
    "pools": {"年龄上限": "40", "最低职级": "四级主任科员"},
    "post-profiles": {"年龄上限": "40", "最低职级": "四级主任科员"},
    "comfort-payments": {"慰问事项": "住院慰问", "节日": ""},
    "counselling-slots": {"开始": "9:00", "结束": "10:00", "状态": "已预约"},
    "certificates": {"证书编号": "包头中院荣证字〔2023〕7号"},
    "hardship-cases": {"状态": "已申请", "家庭人口": "3"},
    "children": {"出生年月": "2015.03", "报名时间": "2023-03-01 09:30"},
    "courses": {"结业出勤比例": "4/5", "合格分数": "60"},
}
"""Columns with a form of their own."""

NOT_FROM_FILES = {"results"}
"""Kinds whose rows come about in the program alone."""


def check_round_trip(kind: Kind, court: Store, folder: Path) -> None:
    """Template, filled in, imported, exported, imported again: the row is the same."""
    rows = Rows()
    template(kind, folder / "模板.xlsx")
    headings = read_workbook(folder / "模板.xlsx").sheets[0].rows[0]
    assert headings == [column.title for column in importable(kind)]
    cells = typed(kind, rows, court)
    first = filled(folder / "填好.xlsx", list(cells), list(cells.values()))
    done = import_file(court, kind, first)
    if kind.key in NOT_FROM_FILES:
        assert (done.new, done.refused) == (0, 1)
        return
    said = [str(problem) for problem in done.problems]
    assert said == [], said
    assert (done.read, done.new) == (2, 1)
    count = kind.record.select().count()
    _comes_in_again(kind, import_file(court, kind, first), count)
    if any(column.masked and not column.field.null and column.field.default is None for column in importable(kind)):
        export_table(Listing(kind, columns=tuple(importable(kind))), folder / "导出.csv")
        shown = [column.title for column in importable(kind) if not column.masked]
        assert read_workbook(folder / "导出.csv").sheets[0].rows[0] == shown, "what is restricted does not go out"
        return
    for suffix in (".xlsx", ".csv"):
        out = folder / f"导出{suffix}"
        export_table(Listing(kind, columns=tuple(importable(kind))), out)
        _comes_in_again(kind, import_file(court, kind, out), count)


def _comes_in_again(kind: Kind, again: Imported, count: int) -> None:
    """Nothing is written; that it is there already is said, unless who takes part in an examination would be told."""
    assert (again.new, again.changed, again.refused) == (1 if kind.quiet and again.read == 2 else 0, 0, 0), (
        again.problems
    )
    assert kind.record.select().count() == count


def check_garbage(kind: Kind, court: Store, folder: Path) -> None:
    """Whatever is wrong in a cell is refused in a sentence."""
    rows = Rows()
    cells = typed(kind, rows, court)
    blank = dict.fromkeys(cells, "")
    bad = [list((blank | {title: text}).values()) for title, text in cells.items()]
    bad += [list((cells | {title: "#REF!"}).values()) for title in cells]
    bad += [list((cells | {title: "=1+1"}).values()) for title in cells]
    bad += [list((cells | {title: ""}).values()) for title in cells]
    done = import_file(court, kind, filled(folder / "乱.xlsx", list(cells), *bad), dry_run=True)
    assert done.read == 1 + sum(map(any, bad)), "the header, and every line that is not blank"
    assert done.refused >= len(cells) - 1
    assert all(problem.message.endswith(("。", "；")) for problem in done.problems)
