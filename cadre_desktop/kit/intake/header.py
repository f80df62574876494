"""Finding the header of a table in a sheet: which row or rows it takes, what each column is called, repeated blocks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from cadre_desktop.kit.documents.workbook import Cell, MergedRange, Rows, Sheet
from cadre_desktop.kit.documents.workbook_out import REFUSED_COLUMNS
from cadre_desktop.kit.intake.headings import Heading, is_about_others, normal
from cadre_desktop.kit.intake.no_data import Section, section_of

SEARCHED = 100
"""Rows from the top in which a header is looked for."""

TALLEST = 4
"""Most rows that one header may take."""

NUMBERS = frozenset({"序号", "编号", "序", "号", "no", "项次"})
NAMES = frozenset({"姓名", "名称", "人员", "人员姓名"})


@dataclass
class Header:
    """Where a header is (rows from 0) and what it says.

    blocks: the first Excel column of each of the tables side by side, one for an ordinary table; named: by block the
    department or court that is written over it; number_column: the column of the running number, -1 for none;
    block_columns: the columns of the first block that the others repeat; telling: the columns in which a repeated
    header or a total shows at a glance; marks: the texts it shows by.
    """

    top: int
    bottom: int
    headings: list[Heading]
    matched: int
    lines: Rows
    blocks: tuple[int, ...] = (0,)
    named: dict[int, Section] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = [heading.column_index for heading in self.headings]
        self.left = columns[0]
        self.number_column = next((h.column_index for h in self.headings if normal(h.text) in NUMBERS), -1)
        self.block_columns = [heading.column_index for heading in self.headings if heading.repeats]
        starts = (next((column for column, cell in enumerate(line) if cell != ""), self.left) for line in self.lines)
        self.telling = sorted({*columns[:2], *starts})
        self.marks = frozenset(cell for line in self.lines for cell in line if isinstance(cell, str) and cell)

    def is_repeated_in(self, row: list[Cell]) -> bool:
        """Whether a row says the same as a line of the header."""
        return any(_alike(line, row) for line in self.lines)

    def is_contradicted_by(self, row: list[Cell], known: frozenset[str]) -> bool:
        """Whether a row has another known heading over some column, so that what follows means something else."""
        under = [[cell for cell in column if cell != ""] for column in zip(*self.lines, strict=True)]
        pairs = ((texts, cell) for texts, cell in zip(under, row, strict=True) if texts and isinstance(cell, str))
        return any(
            normal(cell) in known and not any(_same(text, cell) for text in texts) for texts, cell in pairs if cell
        )

    def block_values(self, values: list[Cell], block: int) -> list[Cell]:
        """One block of a row, in the columns of the first; cells of the other blocks are blank."""
        own = values.copy()
        own[self.blocks[0] :] = [""] * (len(values) - self.blocks[0])
        for heading in self.headings:
            columns = (heading.column_index, *heading.repeats)
            if len(columns) > 1:
                own[heading.column_index] = values[columns[block]] if block < len(columns) else ""
            elif heading.column_index >= self.blocks[0] and self._block_of(heading.column_index) == block:
                own[heading.column_index] = values[heading.column_index]
        return own

    def _block_of(self, column: int) -> int:
        return sum(start <= column for start in self.blocks) - 1


def find_header(sheet: Sheet, known: frozenset[str], start: int = 0) -> Header | None:
    """The header of the first table from row `start` (from 0) on, with the rows it is merged with, if there is one.

    It is the row of the most known headings, unless a row before it is unmistakably a header with records under it:
    a smaller table above a larger one.
    """
    rows = sheet.rows[start : start + SEARCHED]
    scores = [_score(row, known) for row in rows]
    best = max(range(len(scores)), key=lambda index: (scores[index], -index), default=-1)
    if best < 0 or scores[best] == 0:
        return None
    plain = (index for index in range(best) if scores[index] and is_header_like(rows[index], known))
    first = next((index for index in plain if not _goes_on(sheet, start + index, known)), best)
    top, bottom = _span(sheet, start + first, start)
    headings = _headings(sheet, top, bottom, _lowest(sheet.rows, top, bottom))
    matched = len({normal(heading.lower or heading.text) for heading in headings} & known)
    blocks, headings, named = _named_blocks(headings)
    return Header(top, bottom, headings, matched, sheet.rows[top : bottom + 1], blocks, named)


def _goes_on(sheet: Sheet, index: int, known: frozenset[str]) -> bool:
    """Whether the row under a header is more of it."""
    below = sheet.rows[index + 1 : index + 2]
    return bool(below) and (_score(below[0], known) > 0 or _is_lower(sheet, index))


def is_header_like(row: list[Cell], known: frozenset[str]) -> bool:
    """Whether a row can be nothing but a header: it begins with a known heading or a running number, and has two known
    ones at least, and three in five of all that it says."""
    texts = [normal(cell) for cell in row if isinstance(cell, str) and 0 < len(cell) < 60]
    texts = [text for text in texts if text]
    if not texts or (texts[0] not in known and texts[0] not in NUMBERS):
        return False
    hits = len({text for text in texts if text in known})
    return hits >= 2 and hits * 5 >= (len(row) - row.count("") - (texts[0] in NUMBERS)) * 3


def is_foreign_header(row: list[Cell], known: frozenset[str]) -> bool:
    """Whether a row is the header of a table that is not about the same things: it names whom or what, else nothing
    that is known, and holds short texts without a digit."""
    filled = [cell for cell in row if cell != ""]
    texts = [normal(cell) for cell in filled if isinstance(cell, str) and len(cell) < 20]
    names = [text for text in texts if text in NAMES or text in NUMBERS]
    if (
        len(texts) != len(filled)
        or len(filled) < 2
        or not names
        or any(sign.isdigit() for text in texts for sign in text)
    ):
        return False
    return len(names) > 1 or len(filled) > 2 or any(text in known for text in texts if text not in names)


def _score(row: list[Cell], known: frozenset[str]) -> int:
    """How many cells are known headings; 0 if too few for a header."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    hits = sum(len(text) < 60 and normal(text) in known for text in texts)
    return hits if hits >= 2 or (hits and len(texts) <= 2 and len(texts) == len(row) - row.count("")) else 0


def _alike(line: list[Cell], row: list[Cell]) -> bool:
    """Whether two thirds of a header line's texts are in the same columns of a row. A line without any, as where every
    heading is merged with the cell below it, is like none."""
    texts = [(cell, its) for cell, its in zip(line, row, strict=True) if cell != ""]
    return bool(texts) and sum(_same(mine, its) for mine, its in texts) * 3 >= len(texts) * 2


def _same(mine: Cell, its: Cell) -> bool:
    return mine == its or (isinstance(mine, str) and isinstance(its, str) and normal(mine) == normal(its))


def _span(sheet: Sheet, best: int, start: int) -> tuple[int, int]:
    """First and last row of the header around its row of most known headings; lines before `start` are another's."""
    top = bottom = best
    for merge in sheet.merged:
        if merge.top <= best <= merge.bottom and 0 < merge.bottom - merge.top < TALLEST:
            top, bottom = min(top, merge.top), max(bottom, merge.bottom)
    if bottom == best and best + 1 < len(sheet.rows) and _is_lower(sheet, best):
        bottom += 1
    if top == best and best and _is_group_row(sheet, best - 1):
        top -= 1
    return max(top, start), min(bottom, len(sheet.rows) - 1)


def top_under_records(sheet: Sheet, best: int, names: int) -> int:
    """The first row of a header that lies below records, by its row `best` that shows it.

    names: where the records have their names, -1 for nowhere. A row above belongs to the header if it is merged with
    it, or groups its headings: by merged cells, or (where merges are not known) after a blank line. A record is text
    too, but its name is no merged cell.
    """
    tall = [m.top for m in sheet.merged if m.top < best <= m.bottom and m.bottom - m.top < TALLEST]
    if tall:
        return min(tall)
    if not best or not _is_group_row(sheet, best - 1):
        return best
    wide = [merge for merge in sheet.merged if merge.top == best - 1 and merge.right > merge.left]
    if wide:
        named = 0 <= names < len(sheet.rows[best - 1]) and sheet.rows[best - 1][names] != ""
        in_merge = any(merge.left <= names <= merge.right for merge in wide)
        return best if named and not in_merge else best - 1
    after_gap = not sheet.merged and best > 1 and not any(sheet.rows[best - 2])
    return best - 1 if after_gap and "" in sheet.rows[best - 1] else best


def _is_lower(sheet: Sheet, upper: int) -> bool:
    """Whether the row beneath `upper` holds headings under its groups: text only, nothing elsewhere."""
    below = [(column, cell) for column, cell in enumerate(sheet.rows[upper + 1]) if cell != ""]
    spans = _group_columns(sheet, upper)
    return len(below) >= 2 and all(
        column in spans and isinstance(cell, str) and not any(sign.isdigit() for sign in cell) for column, cell in below
    )


def _group_columns(sheet: Sheet, index: int) -> set[int]:
    """Columns under a heading that spans several: merged, or (where merges are not known) followed by blanks."""
    wide = [merge for merge in sheet.merged if merge.top <= index <= merge.bottom and merge.right > merge.left]
    if wide or sheet.merged:
        return {column for merge in wide for column in range(merge.left, merge.right + 1)}
    row = sheet.rows[index]
    columns: set[int] = set()
    for column in range(1, len(row)):
        if row[column] == "" and (row[column - 1] != "" or column - 1 in columns):
            columns |= {column - 1, column}
    return columns


def _is_group_row(sheet: Sheet, index: int) -> bool:
    """Whether the row holds group headings: several texts, none of them a line such as 单位：某法院."""
    cells = [cell for cell in sheet.rows[index] if cell != ""]
    return len(cells) >= 2 and all(isinstance(cell, str) and not set(cell) & set(":：0123456789") for cell in cells)


def _lowest(rows: Rows, top: int, bottom: int) -> dict[int, int]:
    """For each headed column the header row in which its lowest text is."""
    return {column: index for index in range(top, bottom + 1) for column, cell in enumerate(rows[index]) if _line(cell)}


def _headings(sheet: Sheet, top: int, bottom: int, lowest: dict[int, int]) -> list[Heading]:
    """The columns from left to right; a text that is there twice under different groups gets its group before it.

    The columns that `write_refused` puts first are left out.
    """
    covered = {
        column
        for merge in sheet.merged
        if merge.right > merge.left and top <= merge.top <= bottom
        for column in range(merge.left + 1, merge.right + 1)
        if lowest.get(column) is None
    }
    found = [
        (column, _line(sheet.rows[index][column]), _group(sheet, top, index, column))
        for column, index in sorted(lowest.items())
        if column not in covered
    ]
    times = Counter(normal(text) for _column, text, _group in found)
    if tuple(text for _column, text, _group in found[: len(REFUSED_COLUMNS)]) == REFUSED_COLUMNS:
        found = found[len(REFUSED_COLUMNS) :]
    return [
        Heading(f"{group}/{text}", column, lower=text)
        if group and (times[normal(text)] > 1 or is_about_others(group))
        else Heading(text, column)
        for column, text, group in found
    ]


def _line(cell: Cell) -> str:
    """A heading in one line: 出生\\n年月 → 出生年月, Staff\\nNo → Staff No, 2023.0 → 2023."""
    words = (f"{cell:.15g}" if isinstance(cell, float) else str(cell)).split()
    return "".join(_joined(words))


def _joined(words: list[str]) -> Iterator[str]:
    for index, word in enumerate(words):
        if index and word[0].isascii() and words[index - 1][-1].isascii():
            yield " "
        yield word


def _group(sheet: Sheet, top: int, index: int, column: int) -> str:
    """The text above a heading: in its column, in the merged cell over it, or to the left where no merges are known."""
    for above in range(index - 1, top - 1, -1):
        row = sheet.rows[above]
        for left in range(column, -1, -1):
            if row[left] != "" and (left == column or _spans(sheet, above, left, column)):
                return _line(row[left])
            if row[left] != "":
                break
    return ""


def _spans(sheet: Sheet, index: int, start: int, column: int) -> bool:
    if not sheet.merged:
        return True
    return any(_covers(merge, index, start) and _covers(merge, index, column) for merge in sheet.merged)


def _covers(merge: MergedRange, index: int, column: int) -> bool:
    return merge.top <= index <= merge.bottom and merge.left <= column <= merge.right


def _named_blocks(headings: list[Heading]) -> tuple[tuple[int, ...], list[Heading], dict[int, Section]]:
    """As `_blocks`, with what is written over each block; also where the same headings are under departments, 刑一庭
    over one list and 民一庭 over the next."""
    over = {h.column_index: said for h in headings if h.lower and (said := section_of([h.text[: -len(h.lower) - 1]]))}
    plain = [Heading(h.lower, h.column_index) if h.column_index in over else h for h in headings]
    blocks, folded = _blocks(plain if over else headings)
    if not over:
        return blocks, folded, {}
    if len(blocks) == 1:
        return (headings[0].column_index,), headings, {}
    return blocks, folded, {index: over[start] for index, start in enumerate(blocks) if start in over}


def _blocks(headings: list[Heading]) -> tuple[tuple[int, ...], list[Heading]]:
    """Recognise the same headings repeated to the right (two people on one row) and fold them into the first block.

    Names have to be among what is repeated: 学历 and 学位 twice over are not two people. A list of nothing but names
    may be as wide as it likes.
    """
    columns: dict[str, list[int]] = {}
    for heading in headings:
        columns.setdefault(normal(heading.text), []).append(heading.column_index)
    repeated = {name: indexes for name, indexes in columns.items() if len(indexes) > 1}
    who = columns.keys() & NAMES or columns.keys() & NUMBERS
    blocks = list(zip(*repeated.values(), strict=False))
    plain = columns.keys() - NUMBERS
    only_names = len(plain) == 1 and plain <= NAMES & repeated.keys()
    several = len(repeated) > 1 and who and who <= repeated.keys()
    if not (several or only_names) or not _stand_apart(blocks, list(repeated.values())):
        return (headings[0].column_index,), headings
    folded = [
        Heading(heading.text, heading.column_index, tuple(same[1:]))
        for heading in headings
        for same in [columns[normal(heading.text)]]
        if heading.column_index == same[0]
    ]
    return tuple(map(min, blocks)), folded


def _stand_apart(blocks: list[tuple[int, ...]], indexes: list[list[int]]) -> bool:
    """Whether every repeated heading is in every block, and one block ends before the next begins."""
    complete = all(len(each) == len(blocks) for each in indexes)
    return complete and all(max(left) < min(right) for left, right in pairwise(blocks))
