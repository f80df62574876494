"""Lists of people and collectives in workbooks, and cells copied from one: their columns are recognised by headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cadre_desktop.certificates.listing.columns import UNIT_AND_POST, heading_of, headings
from cadre_desktop.certificates.listing.lines import ListLine
from cadre_desktop.kit.documents.workbook import Cell, FormulaZero, Sheet, read_workbook
from cadre_desktop.kit.intake.grid import Table, tables_of
from cadre_desktop.kit.intake.header import NUMBERS
from cadre_desktop.kit.intake.headings import Heading, match_headings, normal
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_SHOWN = 6
"""So many headings without a meaning are named."""
_COUNTED = ("hours", "rank")
"""Fields of which 0 may be meant."""


@dataclass
class ReadList:
    """What a workbook says: its rows, the fields of its columns in their order, and what somebody has to know of what
    was not read."""

    lines: list[ListLine] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_list(path: Path, progress: Progress | None = None) -> ReadList:
    """The rows of all visible sheets that name people or collectives. Raises Refused for a file that cannot be read,
    and for one without such a list, Stopped where `progress` is."""
    found = ReadList()
    for sheet in read_workbook(path, progress).sheets:
        if not sheet.visible:
            found.remarks.append(_("工作表“{sheet}”是隐藏的，没有读。").format(sheet=sheet.name))
            continue
        _take_sheet(sheet, found)
    if not found.fields:
        text = _("“{file}”里没有“姓名”或“单位名称”一列，不知道证书发给谁；请加上标题再读入。")
        raise Refused(text.format(file=path.name))
    if not found.lines:
        raise Refused(_("“{file}”的名单是空的，请填好再读入。").format(file=path.name))
    return found


def read_cells(cells: Sequence[Sequence[str]]) -> ReadList:
    """The rows of cells copied with their headings; no fields where these are not recognised."""
    width = max(map(len, cells), default=0)
    found = ReadList()
    _take_sheet(Sheet("", [[*row, *[""] * (width - len(row))] for row in cells]), found)
    found.lines = [replace(line, number=0) for line in found.lines]
    return found


def _take_sheet(sheet: Sheet, found: ReadList) -> None:
    known = headings()
    tables = tables_of(sheet, [heading for each in known.values() for heading in each])
    named = 0
    for table in tables:
        found_by = match_headings(table.headings, known)
        matches = {name: match.column_index for name, match in found_by.items()}
        if "name" not in matches and "court" in matches and normal(found_by["court"].heading) not in UNIT_AND_POST:
            matches["name"] = matches.pop("court")  # a list of courts: 单位 is what each is called
        if "name" in matches:
            named += 1
            _take_table(table, matches, found)
    if sheet.rows and not named and sheet.name:
        found.remarks.append(_("工作表“{sheet}”里没有名单，没有读。").format(sheet=sheet.name))


def _take_table(table: Table, matches: dict[str, int], found: ReadList) -> None:
    sheet = table.sheet
    hidden = 0
    for row in table.rows:
        if row.number - 1 in sheet.hidden_rows:
            hidden += 1
            continue
        texts = {name: _text(name, row.values[index]).strip() for name, index in matches.items()}
        values = {name: text for name, text in texts.items() if text}
        if values:
            found.lines.append(ListLine(row.number, values, sheet=sheet.name))
    found.fields += [name for name in matches if name not in found.fields]
    if hidden:
        text = _("工作表“{sheet}”里隐藏的 {count} 行没有读。")
        found.remarks.append(text.format(sheet=sheet.name, count=hidden))
    for line in table.overlooked:
        text = _("工作表“{sheet}”第 {row} 行（{text}）没有当作名单，请核对。")
        found.remarks.append(text.format(sheet=sheet.name, row=line.line.row, text=line.text))
    _tell_unused(table.headings, matches, found)


def _text(field: str, cell: Cell | None) -> str:
    """What a cell says. The 0 of a formula that looks up a blank cell says nothing; a formula that nobody calculated is
    its own text, which the check of the list says."""
    if isinstance(cell, FormulaZero):
        known_as_blank = cell.blank or field not in _COUNTED
        return "" if known_as_blank else cell.formula or "0"
    return text_of(cell)


def _tell_unused(every: Sequence[Heading], matches: dict[str, int], found: ReadList) -> None:
    used = set(matches.values())
    others = [each.text for each in every if each.column_index not in used and normal(each.text) not in NUMBERS]
    if others:
        words = "、".join(others[:_SHOWN]) + (_("等") if len(others) > _SHOWN else "")
        found.remarks.append(_("没有用到的列：{words}。").format(words=words))
    if "number" in matches:
        text = _("“{heading}”一列不会用：编号由程序给出。已经编过号的旧证书，请用“导入”登记。")
        found.remarks.append(text.format(heading=heading_of("number")))
