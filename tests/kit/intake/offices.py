"""Workbooks as offices keep them, for the tests of importing: several sheets, each of another court."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADINGS = ("序号", "姓名", "性别", "出生年月", "部门", "联系电话")


def write(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    """A workbook with these sheets, each given by its rows."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(number, column, cell)
    return path


def roster(title: str, count: int, start: int = 0, headings: Sequence[str] = HEADINGS) -> list[list[Any]]:
    """A sheet with a title line, a header and `count` invented people, all different from `start` on."""
    return [[title], list(headings), *([*_person(number)][: len(headings)] for number in range(start, start + count))]


def _person(number: int) -> tuple[Any, ...]:
    name = "王李张刘陈"[number % 5] + chr(0x4E00 + number % 500) + chr(0x5E00 + number // 500)
    born = f"19{60 + number % 40}.{number % 12 + 1:02}"
    return (
        number + 1,
        name,
        "男女"[number % 2],
        born,
        ("刑一庭", "民一庭", "执行局")[number % 3],
        f"138{number:08}",
    )
