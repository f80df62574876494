"""Drop-downs of a workbook that is being written."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.xlsx_parts import column_letters
from cadre_desktop.kit.language import _

CODES = "代码"
"""The hidden sheet that holds the lists too long for a cell's own drop-down."""

LAST_ROW = 1_048_575
"""Of a sheet, from 0."""

_LONGEST_LIST = 255


class DropDowns:
    """The drop-downs of a workbook's sheets; long lists are on a hidden one."""

    def __init__(self, book: Any):
        self._book = book
        self._long: list[tuple[str, ...]] = []

    def offer(self, sheet: Any, columns: Sequence[OutColumn]) -> None:
        """Drop-downs from row 2 to the last that a sheet can have: nobody knows how many rows will be added."""
        for index, column in enumerate(columns):
            if column.source or column.offered:
                sheet.data_validation(1, index, LAST_ROW, index, _drop_down(self._source(column)))

    def _source(self, column: OutColumn) -> str | list[str]:
        if column.source:
            return f"={column.source}"
        if len(",".join(column.offered)) <= _LONGEST_LIST and not any("," in choice for choice in column.offered):
            return list(column.offered)
        letters = column_letters(len(self._long))
        self._long.append((column.heading, *column.offered))
        return f"='{CODES}'!${letters}$2:${letters}${len(column.offered) + 1}"

    def put_long(self) -> None:
        """Write the long lists, once all sheets have been offered theirs."""
        if not self._long:
            return
        codes = self._book.add_worksheet(CODES)
        codes.hide()
        for number, row in enumerate(zip_longest(*self._long, fillvalue="")):
            for index, text in enumerate(row):
                codes.write_string(number, index, text)


def without_drop_downs(count: int, end: int) -> str:
    """What to say of `count` rows that are below the last drop-down of their sheet, in the Excel row `end`: who saved
    the file with LibreOffice, which keeps them for a thousand rows more than there were, will not have noticed."""
    words = _("下拉列表只到第 {end} 行（有的办公软件保存时会截短），下面 {count} 行没有列表可选，照样读了，请核对。")
    return words.format(count=count, end=end)


def _drop_down(source: Any) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": _("不在列表中"),
        "error_message": _("请从下拉列表中选择。"),
    }
