"""What a workbook holds for a kind: its tables, each with its columns and its court, and the sheets to leave out.

Offices keep the rosters of several courts in one workbook, beside last year's, a summary and a sheet of notes. Every
table is listed; those that would bring in what is old, hidden or counted twice are left out until somebody chooses
them. A court is proposed where something names one, and asked for where nothing does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.documents.workbook import Sheet, Workbook, is_blank
from cadre_desktop.kit.intake import defaults as standing_in
from cadre_desktop.kit.intake.apply import LeftOut
from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.defaults import ToldRows
from cadre_desktop.kit.intake.grid import Table, tables_of
from cadre_desktop.kit.intake.header import NUMBERS
from cadre_desktop.kit.intake.headings import Heading, normal
from cadre_desktop.kit.intake.mapping import Mapping as ColumnMapping
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.plan import ImportPart
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.intake.unfolding import unfolded
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.store import Store


class Why(StrEnum):
    """Why a sheet is left out; the value is what the user sees (through `_()`)."""

    READ = ""
    BLANK = N_("空白")
    NO_TABLE = N_("没有认出表头")
    HIDDEN = N_("隐藏的工作表")
    OLD = N_("像是旧表")
    SUMMARY = N_("像是汇总或统计，没有名单")
    NO_YEAR = N_("没有“年度”一列，标题、工作表名和文件名也没有写明是哪一年")
    TWICE = N_("与其他工作表的名单重复")
    OTHER = N_("像是别的内容")
    UNASKED = N_("没有选")


_OLD = re.compile(r"旧|作废|废弃|已废|备份|停用|历史|往年|去年|上年|存档|^(old|bak|backup)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"汇总|统计|合计|总数|情况表|一览")
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")
_TWICE = 0.8
"""This part of a list's names is in other sheets too, if it is their summary."""


@dataclass
class Found:
    """A table of a workbook, or a sheet without one. why: the reason to leave it out; chosen: whether it is read.

    told: by name of a default column what its sheet, titles and file say about it; defaults: what fills it;
    above: the titles of the tables above it on the same sheet.
    """

    sheet: Sheet
    table: Table | None
    mapping: ColumnMapping | None
    name: str
    why: Why = Why.READ
    chosen: bool = False
    told: dict[str, ToldRows] = field(default_factory=dict)
    defaults: dict[str, int] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)

    @cached_property
    def lines(self) -> int:
        """Its filled lines: those of the table, or all of a sheet without one."""
        if self.table is not None:
            return self.table.read
        return sum(not is_blank(row) for row in self.sheet.rows)

    def lacks(self, column: Column) -> int:
        """How many of its rows do not say what a default column needs; 本院 says nothing by itself."""
        if self.table is None or self.mapping is None:
            return 0
        heading = next((heading for used, heading in self.mapping.used if used is column), None)
        if heading is None:
            return len(self.table.rows)
        texts = (text_of(row.values[heading.column_index]) for row in self.table.rows)
        return sum(text in NOTHING or _own(text, column) for text in texts)

    def undecided(self, kind: Kind) -> list[Column]:
        """The default columns that nothing says for any of its rows, so that somebody has to be asked."""
        if self.table is None:
            return []
        columns = standing_in.default_columns(kind)
        lacking = (column for column in columns if column.name not in self.defaults)
        return [column for column in lacking if self.lacks(column) == len(self.table.rows)]

    def part(self) -> ImportPart:
        """What is to be planned."""
        assert self.table is not None
        assert self.mapping is not None
        return ImportPart(self.table, self.mapping, dict(self.defaults))


def survey(workbook: Workbook, kind: Kind, store: Store | None = None) -> list[Found]:
    """All tables of a workbook for `kind` and the sheets without one, in their order; chosen ones are `chosen`."""
    found = [each for sheet in workbook.sheets for each in _in_sheet(sheet, kind, store, workbook.path.stem)]
    _judge(found, kind, workbook.path.stem)
    options = {column.name: standing_in.options(column) for column in standing_in.default_columns(kind)}
    for each in found:
        each.chosen = each.why is Why.READ
        if each.table is not None and each.mapping is not None:
            tell(each, kind, workbook.path.stem, options)
    return found


def tell(found: Found, kind: Kind, file: str, options: Mapping[str, Sequence[tuple[int, str]]]) -> None:
    """Find out what fills the default columns of a table: from its cells, its titles, its sheet, its file."""
    assert found.table is not None
    assert found.mapping is not None
    found.defaults |= _told_years(found, kind, file)
    for column in standing_in.default_columns(kind):
        heading = next((heading.text for used, heading in found.mapping.used if used is column), "")
        sources = (
            (_("“{heading}”一列").format(heading=heading), _named_in_column(found, column)),
            (_("标题"), titles_of(found.table)),
            (_("上面一张表的标题"), found.above),
            (_("工作表名"), [found.sheet.name]),
            (_("文件名"), [file]),
        )
        told = standing_in.told_by(column, sources, options[column.name])
        told = found.told[column.name] = _unless_contradicted(told, found, column, options[column.name])
        if told.key is not None:
            found.defaults[column.name] = told.key


def _told_years(found: Found, kind: Kind, file: str) -> dict[str, int]:
    """The years that titles, sheet or file speak of, or else the one that workbooks of this kind are of."""
    assert found.table is not None
    texts = (*titles_of(found.table), *found.above, found.sheet.name, file)
    years: dict[str, int] = {}
    for column in standing_in.year_columns(kind):
        year = standing_in.told_year(texts) or kind.stands_in.get(column.name)
        years |= {column.name: year} if year else {}
    return years


def _unless_contradicted(told: ToldRows, found: Found, column: Column, options: Sequence[tuple[int, str]]) -> ToldRows:
    """What a title says, unless the sheet's name says otherwise: then one of them is left over from another list, and
    somebody has to say which."""
    if told.key is None or told.by != _("标题"):
        return told
    other = standing_in.told_by(column, ((_("工作表名"), [found.sheet.name]),), options)
    if other.key is None or not other.by or other.key == told.key:
        return told
    return ToldRows((told.key, other.key), _("标题和工作表名"))


def retell(found: Iterable[Found], kind: Kind, file: str) -> None:
    """Find out again for chosen tables what is not known, after somebody has changed what their columns mean."""
    options = {column.name: standing_in.options(column) for column in standing_in.default_columns(kind)}
    for each in found:
        if each.chosen and each.undecided(kind):
            tell(each, kind, file, options)


def _in_sheet(sheet: Sheet, kind: Kind, store: Store | None, file: str) -> Iterable[Found]:
    tables = tables_of(sheet, known_headings(kind))
    if not tables:
        yield Found(sheet, None, None, sheet.name, Why.NO_TABLE if sheet.rows else Why.BLANK)
    above: list[str] = []
    for number, table in enumerate(tables):
        name = _("{sheet}（第 {row} 行起）").format(sheet=sheet.name, row=table.header_row) if number else sheet.name
        table = unfolded(table, kind, (*titles_of(table), *above, sheet.name, file))
        mapping = without_running_numbers(table, propose(kind, table.headings, store))
        yield Found(sheet, table, mapping, name, above=above)
        above = titles_of(table) or above


def without_running_numbers(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping without columns that merely count the rows: 编号 over 1, 2, 3 is no staff number.

    What somebody has chosen for the same headings before stays.
    """
    for index, pairing in enumerate(mapping.pairings):
        proposed = pairing.column is not None and pairing.score < 1
        if proposed and normal(pairing.heading.text) in NUMBERS and _counts(table, pairing.heading):
            mapping = mapping.choose(index, None)
    return mapping


def _counts(table: Table, heading: Heading) -> bool:
    """Whether a column counts its rows one after the other, from anywhere, blank cells aside."""
    texts = [text_of(row.values[heading.column_index]) for row in table.rows]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 7]
    said = sum(bool(text) for text in texts)
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    running = bool(numbers) and len(numbers) == said and steps >= 0.9 * (len(numbers) - 1)
    return running and min(numbers) < 1000 and not any(text.startswith("0") for text in texts)


def titles_of(table: Table) -> list[str]:
    """The texts of the lines above a table's header."""
    return [text_of(text) for text in table.titles]


def column_texts(found: Found, column: Column) -> list[str]:
    """The different texts of the column that says where its rows belong."""
    assert found.table is not None
    assert found.mapping is not None
    heading = next((heading for used, heading in found.mapping.used if used is column), None)
    if heading is None:
        return []
    texts = {row.values[heading.column_index] for row in found.table.rows}
    return sorted({text for text in map(text_of, texts) if text not in NOTHING})


def _named_in_column(found: Found, column: Column) -> list[str]:
    """What the column says of all its rows: nothing where 本院 is in it.

    The others it names are then those some rows are lent from or to, and the titles say which is meant.
    """
    texts = column_texts(found, column)
    return [] if any(_own(text, column) for text in texts) else texts


def _own(text: str, column: Column) -> bool:
    """Whether a text means the row its sheet belongs to: 本院."""
    return column.link is not None and fold(text) in column.link.own_called


def _judge(found: list[Found], kind: Kind, file: str) -> None:
    """Give each table the reason to leave it out, if there is one."""
    tables = [each for each in found if each.table is not None]
    most = max((each.table.matched for each in tables if each.table), default=0)
    for each in tables:
        each.why = _alone(each, kind, most, file)
    for each in tables:
        if each.why is Why.READ and _has_newer(each, [other for other in tables if other.why is Why.READ]):
            each.why = Why.OLD
    for each in tables:
        others = [other for other in tables if other is not each and other.why is Why.READ]
        if each.why is Why.READ and _SUMMARY.search(each.name) and _stands_in(each, others, kind):
            each.why = Why.TWICE
    if not any(each.why is Why.READ for each in tables):
        visible = [each for each in tables if each.sheet.visible and each.why not in (Why.SUMMARY, Why.NO_YEAR)]
        for each in visible if len(visible) == 1 else ():
            each.why = Why.READ


def _alone(found: Found, kind: Kind, most: int, file: str) -> Why:
    """What a table says by itself; `most` headings are known of the best table."""
    table, mapping = found.table, found.mapping
    assert table is not None
    assert mapping is not None
    if not found.sheet.visible:
        return Why.HIDDEN
    if not table.rows:
        return Why.BLANK
    if _OLD.search(found.sheet.name) or any(_OLD.search(title) for title in titles_of(table)[:1]):
        return Why.OLD
    told = _told_years(found, kind, file)
    if not _names_rows(mapping, kind, told):
        untold = {column.name: 0 for column in standing_in.year_columns(kind)}
        return Why.NO_YEAR if _names_rows(mapping, kind, untold) else Why.SUMMARY
    if table.matched * 2 < most and table.matched * 2 < len(table.headings):
        return Why.OTHER
    return Why.READ


def _names_rows(mapping: ColumnMapping, kind: Kind, told: Mapping[str, int]) -> bool:
    """Whether rows can be recognised: required columns are there or `told` otherwise, or a whole identity."""
    filled = {column.name for column, _heading in mapping.used}
    needless = {column.name for column in standing_in.default_columns(kind)} | set(told)
    if not {column.name for column in mapping.missing} - needless:
        return True
    return any({field_.name for field_ in fields} <= filled for fields in kind.identity)


def _has_newer(found: Found, others: Iterable[Found]) -> bool:
    """Whether another sheet is called the same but for a later year."""
    year = _YEAR.search(found.sheet.name)
    if not year:
        return False
    rest = _YEAR.sub("", found.sheet.name)
    years = (_YEAR.search(other.sheet.name) for other in others if _YEAR.sub("", other.sheet.name) == rest)
    return any(other is not None and other[0] > year[0] for other in years)


def _stands_in(found: Found, others: Iterable[Found], kind: Kind) -> bool:
    """Whether nearly all of its names are in the other tables."""
    mine = _names(found, kind)
    theirs = {name for other in others for name in _names(other, kind)}
    return bool(mine) and sum(name in theirs for name in mine) >= _TWICE * len(mine)


def _names(found: Found, kind: Kind) -> list[str]:
    assert found.table is not None
    assert found.mapping is not None
    first = next((field_ for field_ in kind.record.named[:1]), None)
    heading = next((heading for column, heading in found.mapping.used if column.field is first), None)
    if heading is None:
        return []
    return [text for row in found.table.rows if (text := "".join(text_of(row.values[heading.column_index]).split()))]


def left_out(found: Iterable[Found], kind: Kind) -> list[LeftOut]:
    """The sheets and tables with something in them that are not read, with the reason."""
    told = []
    for each in found:
        asked = each.undecided(kind) if each.chosen else []
        if not each.chosen or asked:
            if asked:
                titles = _("、").join(_(column.title) for column in asked)
                reason = _("看不出属于哪个{titles}，没有读").format(titles=titles)
            else:
                reason = _(each.why or Why.UNASKED)
            if each.lines:
                told.append(LeftOut(each.name, each.lines, reason, bool(asked)))
    return told


def ready(found: Iterable[Found], kind: Kind) -> list[ImportPart]:
    """What is read: the chosen tables of which everything is known."""
    return [each.part() for each in found if each.chosen and each.table and not each.undecided(kind)]
