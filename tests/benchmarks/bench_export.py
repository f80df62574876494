"""Export of 100,000 rows of 15 columns against XlsxWriter by itself, and reading them back against calamine.

Run by hand: ``python tests/benchmarks/bench_export.py``; with ``--smoke`` a small size without limits. Each pair is
timed alternately, so that the ratio holds on a busy machine; exit code 1 if a ratio is over its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.intake.grid import choose_table

COLUMNS = (
    OutColumn("序号", 6, "int"),
    OutColumn("姓名", 10, required=True),
    OutColumn("性别", 6, choices=("男", "女")),
    OutColumn("民族", 8, choices=tuple(f"民族{number}" for number in range(56))),
    OutColumn("出生日期", 12, "date"),
    OutColumn("身份证号", 20),
    OutColumn("联系电话", 14),
    OutColumn("法院", 24),
    OutColumn("部门", 16),
    OutColumn("职务", 14),
    OutColumn("职级", 14),
    OutColumn("人员分类", 14),
    OutColumn("学时", 8, "decimal", 1),
    OutColumn("员额", 6, "flag"),
    OutColumn("备注", 30),
)
LIMITS = {"export": 1.3, "read and find table": 1.3}


def people(count: int) -> list[list[Any]]:
    """Rows in the kinds of COLUMNS."""
    first = date(1960, 1, 1)
    place = ["包头市中级人民法院", "民事审判第一庭", "审判员", "一级法官", "员额法官"]
    return [
        [
            number,
            f"王{number}",
            "男",
            "民族1",
            first + timedelta(days=number % 15_000),
            f"{150299198503120000 + number}",
            f"{13804720000 + number}",
            *place,
            number % 900,
            number % 2 == 0,
            "借调" if number % 7 == 0 else None,
        ]
        for number in range(1, count + 1)
    ]


def bare(path: Path, rows: list[list[Any]]) -> None:
    """The same cells by XlsxWriter's own write, with what it needs for typed dates and numbers and nothing else."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day, hours = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0"})
        sheet.write_row(0, 0, [column.heading for column in COLUMNS])
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if column == 4:
                    sheet.write(number, column, value, day)
                elif column == 12:
                    sheet.write(number, column, value / 10, hours)
                elif column == 13:
                    sheet.write(number, column, "是" if value else "否")
                elif value is not None:
                    sheet.write(number, column, value)


def bare_read(path: Path) -> None:
    """calamine by itself."""
    CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    """Print the table; 1 if a ratio is over its limit."""
    smoke = "--smoke" in sys.argv
    rows = people(500 if smoke else 100_000)
    headings = [column.heading for column in COLUMNS]
    over = False
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours.xlsx"), Path(folder, "bare.xlsx")
        pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "export": (lambda: write_table(ours, SheetSpec("人员", COLUMNS), rows), lambda: bare(theirs, rows)),
            "read and find table": (lambda: choose_table(read_workbook(ours), headings), lambda: bare_read(ours)),
        }
        print("name | ours s | bare s | ratio | limit")
        for name, (mine, other) in pairs.items():
            both = [(timed(mine), timed(other)) for _round in range(1 if smoke else 3)]
            our_time, bare_time = median(first for first, _ in both), median(second for _, second in both)
            ratio = our_time / bare_time
            over = over or (ratio > LIMITS[name] and not smoke)
            print(f"{name} | {our_time:.2f} | {bare_time:.2f} | {ratio:.2f} | {LIMITS[name]}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
