"""Rows of a table that hold no record: totals, notes, signatures, repeated headers, prepared but empty lines."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from cadre_desktop.kit.chinese import DOTS
from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.name_marks import HAN


class Reason(StrEnum):
    """Why a row is no record; the value is the Chinese sentence part that the user sees (through `_()`)."""

    BLANK = N_("空行")
    HEADER = N_("重复的表头")
    TOTAL = N_("合计行")
    NOTE = N_("说明或备注")
    SIGNATURE = N_("制表、审核等落款")
    PAGE = N_("页码或续页")
    TITLE = N_("通栏标题")
    NUMBER_ONLY = N_("只有序号")


TOTALS = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "合 计", "总 计", "小 计", "合  计", "总  计", "合　计", "总　计"}
)
"""Whole cells that make a row a total even when it is full of sums."""

_DOT = f"[{re.escape(''.join(sorted(DOTS)))}]"
_STARRED_NAME = (
    rf"(?!说明|须知|备注|附注|注释)(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}(?:{_DOT}[{HAN}]{{1,10}})+)(?:[(（【].*)?[*＊※]*$"
)
"""What makes a text that begins with a star a name with a mark, not a note below the table."""

_PATTERNS = (
    (Reason.TOTAL, re.compile(r"(本页|本部门|全院|以上)?[合总小共累]计(人数)?([:(（：\d].*)?$|共\d+[人名条项行]")),
    (
        Reason.SIGNATURE,
        re.compile(
            r"(制表|填表|填报|审核|审批|复核|经办|联系|负责|统计|校对)人?(签[字名章])?[:：]"
            r"|(制表|填表|填报|审核|统计)(人|日期|时间|单位|部门)([:：]|$)"
            r"|(单位|部门|分管|主要)?(负责人|领导)(签[字名章])?[:：]|(单位)?[(（]?(盖章|公章)[)）]?([:：]|$)"
        ),
    ),
    (
        Reason.NOTE,
        re.compile(
            r"(填[表报写])?(说明|须知|备注|注|附注|注释|注意事项)(\d*[:：.、]|$)|填[表报写](说明|要求|须知)"
            rf"|[※*＊]+(?!{_STARRED_NAME})"
        ),
    ),
    (Reason.PAGE, re.compile(r"第\d+页|[(（]?(接下页|续上页|下转|上接|续表|转下页|接上页)|-?\d+-$|\d+/\d+页")),
)
_LONGEST_NUMBER = 6


def reason_of(filled: Sequence[tuple[int, Cell]], number_column: int, left: int) -> Reason | None:
    """Why a row with these filled cells (column and value; few of them) is no record, or None if it may be one.

    number_column: where the running number stands, -1 for none; left: the table's first column.
    """
    texts = [(column, _plain(cell)) for column, cell in filled if not isinstance(cell, str) or cell.strip()]
    if not texts:
        return Reason.BLANK
    if len(texts) == 1 and texts[0][0] == number_column and _is_number(texts[0][1]):
        return Reason.NUMBER_ONLY
    first = next((text for column, text in texts if column != number_column or not _is_number(text)), texts[0][1])
    for reason, pattern in _PATTERNS:
        if pattern.match(first):
            return reason
    if len(texts) == 1 and texts[0][0] == left == number_column:
        return Reason.TITLE
    return None


def _plain(cell: Cell) -> str:
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(str(cell).split())


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST_NUMBER
