"""Generated workbooks as files: .xlsx, or delimited text where one sheet has neither merges nor failed formulas."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from office_sheets import Failed, OfficeBook, OfficeSheet, all_cells


def write_xlsx(book: OfficeBook, path: Path) -> Path:
    """Write a workbook with its merges, hidden rows, date formats and failed formulas."""
    with xlsxwriter.Workbook(path) as out:
        month = out.add_format({"num_format": "yyyy.mm"})
        for sheet in book.sheets:
            page = out.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                page.merge_range(top, left, bottom, right, "")
            for row, column, cell in all_cells(sheet):
                if isinstance(cell, Failed):
                    page.write_formula(row, column, "=NA()", None, cell.text)
                elif isinstance(cell, date):
                    page.write_datetime(row, column, cell, month)
                elif isinstance(cell, str):
                    page.write_string(row, column, cell)
                else:
                    page.write_number(row, column, cell)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()
    return path


def fits_text(book: OfficeBook) -> bool:
    """Whether the book can be told as text without losing anything."""
    return len(book.sheets) == 1 and not book.sheets[0].merges


def write_text(book: OfficeBook, path: Path, encoding: str, delimiter: str) -> Path:
    """Write the only sheet as text; it is called after the file then."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(_rows(book.sheets[0]))
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def _rows(sheet: OfficeSheet) -> list[list[str]]:
    width = max(column for _row, column, _cell in all_cells(sheet)) + 1
    rows = [[""] * width for _row in range(sheet.row)]
    for row, column, cell in all_cells(sheet):
        rows[row][column] = _text(cell)
    return rows


def _text(cell: Any) -> str:
    if isinstance(cell, Failed):
        return cell.text
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
