"""Files in and out for any kind: import a workbook, export a list, write an empty template."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import peewee

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.display import shown
from cadre_desktop.kit.documents.delimited import write_csv
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table, write_template
from cadre_desktop.kit.intake.answers import CourtAnswer, answer, only, plan_answered, refuse_nothing_to_read
from cadre_desktop.kit.intake.apply import Imported, apply_plan, outcome
from cadre_desktop.kit.intake.mapping import importable
from cadre_desktop.kit.intake.not_passed import export_refused
from cadre_desktop.kit.intake.survey import left_out, ready, survey
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing, stored
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.store import Store

_BLOCK = 500


@uncollected
def import_file(
    store: Store,
    kind: Kind,
    path: Path,
    *,
    sheet: str | None = None,
    defaults: Mapping[str, Any] | None = None,
    answers: Sequence[CourtAnswer] = (),
    dry_run: bool = False,
    refused: Path | None = None,
    blanks: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Import all tables of a workbook (or those of `sheet`) in one step; good rows come in, the others are reported.

    `answers` settle what the window would ask: which court the rows of a sheet belong to; `defaults` by field name do
    so for all sheets. A table of which that is not known is left out. `refused` is the workbook for the rows that did
    not come in, written if there are any (with `blanks` for those with cells left empty too); a dry run writes nothing
    but that. The caller makes the backup.
    Raises Refused for a file or sheet that cannot be read, and for answers that name nothing.
    """
    workbook = read_workbook(path, progress)
    found = survey(workbook, kind, store)
    if sheet is not None:
        only(found, workbook.sheet(sheet))
    refuse_nothing_to_read(found, workbook, kind, sheet)
    answer(found, kind, answers, defaults or {})
    left, parts = left_out(found, kind), ready(found, kind)
    del workbook, found
    if not parts:
        return Imported(0, 0, 0, 0, 0, 0, left_out=tuple(left))
    plan = plan_answered(store, parts, answers, progress)
    done = outcome(plan, left)
    plan.let_go()
    if refused is not None and (done.refused or (blanks and done.problems)):
        # First of all: where there is no room for it, nothing has been imported either.
        export_refused(plan, refused, blanks=blanks)
    if not dry_run and done.new + done.changed:
        done = replace(apply_plan(store, plan, path.name, progress), left_out=done.left_out)
    return done


def export_table(listing: Listing, path: Path, progress: Progress | None = None) -> int:
    """Write a list as it is shown to .xlsx or .csv, masked columns left out; returns how many rows.

    Raises Refused for another suffix and where nothing is left to write.
    """
    columns = tuple(column for column in listing.shown_columns if not column.masked)
    if not columns:
        raise Refused(_("所选的列都是受保护的，没有可以导出的内容；请先选上别的列。"))
    listing = replace(listing, columns=columns)
    progress = progress or Progress()
    rows = _Rows(listing)
    if path.suffix.lower() == ".csv":
        count = listing.count()
        texts = [_as_text(column) for column in columns]
        headings = [column.title for column in columns]
        write_csv(path, headings, ([to(v) for to, v in zip(texts, row, strict=True)] for row in rows))
        return count
    if path.suffix.lower() != ".xlsx":
        raise Refused(_("不能导出为“{suffix}”；请用 .xlsx 或 .csv。").format(suffix=path.suffix or path.name))
    total = listing.count()

    def done(count: int) -> None:
        progress.check()
        progress.report(count, total)

    converters = [_as_cell(column) for column in columns]
    cells = ([to(v) if to else v for to, v in zip(converters, row, strict=True)] for row in rows)
    return write_table(path, SheetSpec(listing.kind.title, [out_column(column) for column in columns]), cells, done)


class _Rows:
    """All rows of a list; a linked row whose name others share is written with what distinguishes them."""

    def __init__(self, listing: Listing):
        self._listing = listing
        self._columns = listing.shown_columns
        found = {index: _ambiguous(column.link) for index, column in enumerate(self._columns) if column.link}
        self._ambiguous = {index: labels for index, labels in found.items() if labels}

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for keys in self._listing.keys():  # noqa: SIM118 - blocks of keys, not a dictionary
            for start in range(0, len(keys), _BLOCK):
                block = keys[start : start + _BLOCK]
                rows = self._listing.rows(block)
                yield from self._told_apart(block, rows) if self._ambiguous else rows

    def _told_apart(self, keys: list[int], rows: list[tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
        links = ", ".join(stored(self._columns[index]) for index in self._ambiguous)
        marks = ", ".join("?" * len(keys))
        table = table_name(self._listing.kind.record)
        pointed = {
            key: rest
            for key, *rest in database.rows(f'SELECT t.id, {links} FROM "{table}" t WHERE t.id IN ({marks})', *keys)
        }
        for key, row in zip(keys, rows, strict=True):
            cells = list(row)
            for index, target in zip(self._ambiguous, pointed.get(key, ()), strict=False):
                cells[index] = self._ambiguous[index].get(target, cells[index])
            yield cells


def _ambiguous(record: type[Record]) -> dict[int, str]:
    """Labels such as 王伟（1001） or 新任法官培训（2023-03-01） for rows whose name others share, by what
    distinguishes them and may be shown."""
    name, *others = record.named
    telling = [field for field in others if not isinstance(field, (fields.IdNumberField, peewee.ForeignKeyField))]
    if record.within or not telling or isinstance(name, peewee.ForeignKeyField):
        return {}
    labels: dict[int, str] = {}
    for rows in _of_one_name(record, [name, *telling]):
        seen = [Counter(column) for column in zip(*(rest for _key, _name, *rest in rows), strict=True)]
        for key, text, *rest in rows:
            sign = next((sign for sign, count in zip(rest, seen, strict=True) if sign and count[sign] == 1), "")
            labels[key] = f"{text}（{sign}）" if sign else text
    return labels


def _of_one_name(record: type[Record], shown_fields: Sequence[Any]) -> Iterable[list[tuple[Any, ...]]]:
    """The rows whose names an import cannot distinguish, in groups: key and fields, the name first."""
    name, table = f'"{shown_fields[0].column_name}"', f'"{table_name(record)}"'
    alike: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for text, count in database.rows(f"SELECT {name}, count(*) FROM {table} GROUP BY {name}"):
        alike[fold(text)].append((text, count))
    shared = [text for group in alike.values() if sum(count for _text, count in group) > 1 for text, _count in group]
    columns = ", ".join(f'"{field.column_name}"' for field in shown_fields)
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    statement = f"SELECT id, {columns} FROM {table} WHERE {name} IN {LISTED}"
    for row in database.rows(statement, json.dumps(shared, ensure_ascii=False)) if shared else ():
        found[fold(row[1])].append(row)
    return found.values()


def out_column(column: Column, *, empty: bool = False) -> OutColumn:
    """How a column is in a workbook; `empty` for a template, whose headings explain themselves."""
    field = column.field
    choices = tuple(field.codes.labels) if isinstance(field, fields.CodeField) and not column.shown else ()
    heading = _columns_wide(column.title) + 4
    return OutColumn(
        column.title,
        max(heading, _width(column, choices)),
        _cell_kind(column),
        getattr(field, "decimals", 0),
        choices,
        note=_requirement(column) if empty else "",
        required=empty and column.required,
    )


def _cell_kind(column: Column) -> Any:
    if column.shown or column.link is not None:
        return "text"
    for types, kind in _CELL_KINDS:
        if isinstance(column.field, types):
            return kind if kind != "decimal" or column.field.decimals else "int"
    return "text"


_CELL_KINDS: tuple[tuple[type[Any], str], ...] = (
    (fields.MonthField, "month"),
    (fields.DateField, "date"),
    (fields.FixedField, "decimal"),
    (fields.CountField, "int"),
    (fields.FlagField, "flag"),
)


_LINK_WIDTH = 26
"""Characters of Excel for what another row is called: 审判管理办公室（研究室）."""


def _width(column: Column, choices: Sequence[str]) -> float:
    """In characters of Excel; a millimetre of a printed roster holds about half of one."""
    field = column.field
    if choices:
        return min(36, max(map(_columns_wide, choices)) + 3)
    if isinstance(field, fields.IdNumberField):
        return 22
    if isinstance(field, fields.PhoneField):
        return 15
    if isinstance(field, (fields.DateField, fields.CountField, fields.FlagField)):
        return 12
    if column.link is not None and not column.roster_mm:
        return _LINK_WIDTH
    return max(12, column.roster_mm * 0.6)


def _columns_wide(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _as_cell(column: Column) -> Callable[[Any], Any] | None:
    """What turns a value into what a cell of its kind takes; None where nothing has to be turned."""
    kind = _cell_kind(column)
    if column.link is not None or (kind not in ("text", "month") and not column.shown):
        return None
    if not column.shown and not isinstance(column.field, (fields.CodeField, fields.PhotoField, fields.MonthField)):
        return None
    return _Shown(column).__getitem__


class _Shown(dict[Any, str]):
    """The texts of a column's values, each worked out once."""

    def __init__(self, column: Column):
        super().__init__()
        self._column = column

    def __missing__(self, value: Any) -> str:
        text = self[value] = shown(self._column, value)
        return text


def _as_text(column: Column) -> Callable[[Any], str]:
    if column.link is not None:
        return lambda label: label or ""
    if isinstance(column.field, fields.FlagField) and not column.shown:
        return lambda flag: "是" if flag else "否"
    return _Shown(column).__getitem__


def template(kind: Kind, path: Path) -> None:
    """Write an empty workbook to fill in: every column that can be imported, with drop-downs and a sheet of help."""
    columns = importable(kind)
    explained = [("列", "是否必填", "填写说明")]
    explained += [(column.title, "必填" if column.required else "", _requirement(column)) for column in columns]
    write_template(path, [SheetSpec(kind.title, [out_column(column, empty=True) for column in columns])], explained)


def _requirement(column: Column) -> str:
    """What may be written in a column, in one or two sentences; a file contract, so not translated."""
    field = column.field
    said = [f"{column.hint}。"] if column.hint else []
    if isinstance(field, fields.CodeField):
        said.append("可填：" + "、".join(field.codes.labels) + "。")
    elif column.link is not None:
        said.append(
            "填写名称或编号，须与已有的一致。" if not column.link.made_on_import else "填写名称；没有的会自动新建。"
        )
    else:
        said += [text for types, text in _EXPLAINED if isinstance(field, types)][:1]
    return "".join(said)


_EXPLAINED: tuple[tuple[type[Any], str], ...] = (
    (fields.MonthField, "年月，如 1985.03。"),
    (fields.DateField, "日期，如 2023-03-01。"),
    (fields.FlagField, "填“是”或“否”。"),
    (fields.IdNumberField, "18 位公民身份号码，单元格须为文本。"),
    (fields.YearField, "四位年份，如 2023。"),
    (fields.FixedField, "数值。"),
    (fields.CountField, "整数。"),
)
