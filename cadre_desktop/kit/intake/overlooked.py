"""Lines that count as no data and yet look like a record: a person beside 合计, a name under another table's header.

To call them records would be a guess, and to say nothing would lose somebody; so they are pointed out, and the account
stays as it is. Most titles, totals and signatures have fewer cells than a record, or no name where names are.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cadre_desktop.kit.chinese import DOTS
from cadre_desktop.kit.documents.workbook import Cell, Rows
from cadre_desktop.kit.intake.header import NAMES
from cadre_desktop.kit.intake.headings import Heading, normal
from cadre_desktop.kit.intake.lines import NoData, TableRow, names_somebody
from cadre_desktop.kit.intake.no_data import TOTALS, Reason, has_surname, is_called_like_a_unit
from cadre_desktop.kit.name_marks import HAN, name_and_marks

_SAMPLE = 300
"""So many records are enough to know how many cells a record has; the others are like them."""
_WORDS, _LONGEST = 3, 40
_LEAST = 2
_LEAST_WITHOUT_NAMES = 3
_PLAIN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_DOTTED_NAME = re.compile(rf"[{HAN}]+(?:[{re.escape(''.join(sorted(DOTS)))}·][{HAN}]+)+")
_SIGNER = re.compile(r"(制表|填表|填报|审核|审批|复核|经办|联系|负责|统计|校对|领导|签[字名章])人?[:：]?$")
_NEVER = frozenset({Reason.BLANK, Reason.HEADER, Reason.NUMBER_ONLY})


class Overlooked(NamedTuple):
    """A line that looks like a record; text: the first words in it, without numbers, to know it by."""

    line: NoData
    text: str


class _LineShape(NamedTuple):
    """The columns of one of the records side by side: all, the running number's and the name's (-1 for none)."""

    columns: tuple[int, ...]
    number: int
    name: int

    def filled(self, row: Sequence[Cell]) -> list[tuple[int, Cell]]:
        """What is in a record. Its running number says nothing of anybody, but a word in its place does."""
        cells = ((column, row[column]) for column in self.columns if column < len(row))
        return [(column, cell) for column, cell in cells if self._says(column, cell)]

    def _says(self, column: int, cell: Cell) -> bool:
        if not isinstance(cell, str):
            return column != self.number
        return bool(cell.strip()) and not (column == self.number and cell.strip().isdecimal())


def overlooked(
    lines: Rows, headings: Sequence[Heading], number_column: int, records: Sequence[TableRow], none: Iterable[NoData]
) -> list[Overlooked]:
    """Those of the lines `none` of a table that look like one of its records. lines: those of the whole sheet."""
    doubtful = [line for line in none if line.reason not in _NEVER]
    if not doubtful:
        return []
    shapes = _shapes(headings, number_column)
    usual = _usual(lines, shapes, records)
    taken = {(record.number, record.block) for record in records}
    return [
        Overlooked(line, _first_words(lines[line.row - 1]))
        for line in doubtful
        if any(
            (line.row, block) not in taken and _is_like(lines[line.row - 1], shape, usual, line.reason)
            for block, shape in enumerate(shapes)
        )
    ]


def _first_words(row: Sequence[Cell]) -> str:
    texts = (" ".join(cell.split()) for cell in row if isinstance(cell, str))
    return " ".join([text for text in texts if text and not any(map(str.isdigit, text))][:_WORDS])[:_LONGEST]


def _shapes(headings: Sequence[Heading], number_column: int) -> list[_LineShape]:
    """One for each block of tables side by side; mostly one."""
    name = next((each.column_index for each in headings if names_somebody(normal(each.lower or each.text))), -1)
    count = 1 + max((len(heading.repeats) for heading in headings), default=0)
    shapes = []
    for block in range(count):
        columns = {each.column_index: (each.column_index, *each.repeats)[: block + 1][-1] for each in headings}
        shapes.append(_LineShape(tuple(columns.values()), columns.get(number_column, -1), columns.get(name, -1)))
    return shapes


def _usual(lines: Rows, shapes: Sequence[_LineShape], records: Sequence[TableRow]) -> int:
    """How many cells all but the barest records have."""
    counts = sorted(len(shapes[each.block].filled(lines[each.number - 1])) for each in records[:_SAMPLE])
    return counts[len(counts) // 10] if counts else max(_LEAST, len(shapes[0].columns) // 2)


def _is_like(row: Sequence[Cell], shape: _LineShape, usual: int, reason: Reason) -> bool:
    filled = shape.filled(row)
    texts = [cell for _column, cell in filled if isinstance(cell, str)]
    if shape.name < 0:
        whole = len(filled) >= max(usual, _LEAST_WITHOUT_NAMES)
        return whole and reason is not Reason.TOTAL and len(texts) * 2 >= len(filled)
    if len(filled) < _LEAST:
        return False
    if reason is Reason.OTHER_TABLE:  # its columns are others
        return not any(normal(text) in NAMES for text in texts) and any(_is_name(text, surely=True) for text in texts)
    if any(column < shape.name and _SIGNER.search(str(cell).strip()) for column, cell in filled):
        return False
    name = next((cell for column, cell in filled if column == shape.name), "")
    return _is_name(name, surely=True) or (len(filled) >= usual and _is_name(name, surely=False))


def _is_name(cell: Cell, surely: bool) -> bool:
    """Whether a cell may be somebody's name; `surely`: it begins with a surname, or has the dot of a long name."""
    if not isinstance(cell, str) or "".join(cell.split()) in TOTALS:
        return False
    name, _marks = name_and_marks(cell)
    if _DOTTED_NAME.fullmatch(name):
        return True
    plain = _PLAIN_NAME.fullmatch(name) is not None and not is_called_like_a_unit(name)
    return plain and (not surely or has_surname(name))
