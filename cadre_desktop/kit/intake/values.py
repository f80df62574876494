"""The cells of a table as values of a kind, column by column; every distinct cell of a column is read only once.

100,000 rows of 15 columns hold far fewer distinct cells than cells, so reading a column is mostly looking up.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from cadre_desktop.kit.documents.workbook import FormulaZero
from cadre_desktop.kit.intake import clean
from cadre_desktop.kit.intake.cells_read import Cells
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned
from cadre_desktop.kit.intake.corrections import Alike, Corrections
from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.links import RecordNames, WantedRow, parent_columns
from cadre_desktop.kit.intake.mapping import Mapping
from cadre_desktop.kit.intake.memo import Memo
from cadre_desktop.kit.intake.readers import (
    as_it_stands,
    in_units,
    reader_of,
    text_of,
    unit_told,
    zero_of_nothing,
)
from cadre_desktop.kit.intake.telling import many, news, settle, spread
from cadre_desktop.kit.intake.told_links import ToldLinks
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import BLANK, REFUSED, Unclear
from cadre_desktop.kit.store.fields import MoneyField

_BLOCK = 1_000
"""Rows that are turned at once."""


def read_cells(
    table: Table,
    mapping: Mapping,
    defaults: Values,
    progress: Progress,
    corrections: Corrections | None = None,
    recalled: Alike | None = None,
    wanted: list[WantedRow] | None = None,
) -> Cells:
    """All cells of the mapped columns; `defaults` fill a link column that is absent or a cell left empty.

    `wanted` is shared by tables that are read for the same import.
    """
    cells = Cells(table, mapping, corrections or Corrections(), recalled or {}, [] if wanted is None else wanted)
    cells.standing = _columns_of(table)
    added = {position.field for position in cells.corrections.single if position.sheet == table.sheet.name}
    for column in mapping.kind.columns:
        if column.link is None and not column.tells and (column.name in cells.headings or column.name in added):
            progress.check()
            _read_plain(cells, column)
        if column.link is None and column.name in defaults:
            _fill_year(cells, column, defaults[column.name])
    spread(mapping.kind, cells.columns, cells.telling)
    _settle(cells)
    _tell_hints(cells)
    for column in _parents_first(mapping.kind.columns):
        progress.check()
        if column.name in cells.headings or column.name in added:
            _read_link(cells, column, defaults.get(column.name))
        if column.name in defaults:
            _fill_default(cells, column.name, defaults[column.name])
    _sort_by_effect(cells)
    cells.standing = []
    return cells


def _columns_of(table: Table) -> list[list[Any]]:
    """What is in each column, row by row: turned in blocks that lie near at hand, it takes half the time."""
    rows = [row.values for row in table.rows]
    columns: list[list[Any]] = [[] for _cell in rows[0]] if rows else []
    for start in range(0, len(rows), _BLOCK):
        for column, cells in zip(columns, zip(*rows[start : start + _BLOCK], strict=True), strict=True):
            column += cells
    return columns


def _raws(cells: Cells, name: str) -> list[Any]:
    """The cells of a column, corrected. Python holds True for 1, so that yes and no are made text for the memo."""
    table, heading = cells.table, cells.headings.get(name)
    if heading is None or not table.rows:
        return _corrected(cells, name, [""] * len(table.rows))
    raws = cells.standing[heading.column_index]
    if bool in set(map(type, raws)):
        raws = [text_of(raw) if isinstance(raw, bool) else raw for raw in raws]
    return _corrected(cells, name, raws)


def _corrected(cells: Cells, name: str, raws: list[Any]) -> list[Any]:
    """The column with what somebody has put in the place of its cells."""
    made = cells.corrections.of_field(name)
    alike = {text: meant for (field_, text), meant in cells.recalled.items() if field_ == name} | made
    if alike:
        found = {raw: alike[text] for raw in set(raws) for text in (text_of(raw),) if text in alike}
        for position, raw in enumerate(raws) if found else ():
            if raw in found:
                _correct(cells, position, name, found[raw], recalled=text_of(raw) not in made)
                raws[position] = found[raw]
    wanted = {position: meant for position, meant in cells.corrections.single.items() if position.field == name}
    for position in range(len(raws)) if wanted else ():
        meant = wanted.get(cells.position_of(position, name))
        if meant is not None:
            cells.corrected[position, name] = raws[position] = meant
    return raws


def _correct(cells: Cells, position: int, name: str, meant: str, recalled: bool) -> None:
    written = cells.written(position, name)
    cells.used[name, written] = meant
    if recalled:
        cells.from_before.add((name, written))
    if recalled and meant != written:
        note = _("按以前的改正，把“{written}”读作“{meant}”。").format(written=written, meant=meant)
        cells.notes.setdefault(position, []).append(cells.problem(position, name, note))
    cells.corrected[position, name] = meant


def _read_plain(cells: Cells, column: Column) -> None:
    """A column whose cells mean something by themselves."""
    special = next((read for field_, read in cells.mapping.kind.reads if field_ is column.field), None)
    memo = Memo(_in_told_unit(cells, column, many(column, special) if special else reader_of(column, several=True)))
    raws = _raws(cells, column.name)
    cells.columns[column.name] = memo.column(raws, None if special else as_it_stands(column))
    _note(cells, column.name, memo, raws)
    if memo.doubtful:
        cells.doubtful.append(column.name)
    if memo.telling:
        cells.telling.append(column.name)
    if memo.hints:
        cells.hints += [(index, column.name, memo.hints[raw]) for index, raw in enumerate(raws) if raw in memo.hints]


def _settle(cells: Cells) -> None:
    """Settle what leaves several values by the rest of its row, or refuse it at its cell."""
    for position, name, value, note, why in settle(cells.mapping.kind, cells.columns, cells.doubtful):
        cells.columns[name][position] = value
        found = cells.problems if why else cells.notes
        found.setdefault(position, []).append(cells.problem(position, name, why or note))


def _tell_hints(cells: Cells) -> None:
    """Point out what cells may mean beside their value, where the row does not say so already."""
    for position, name, hint in news(cells.mapping.kind, cells.columns, cells.hints):
        told = replace(cells.problem(position, name, hint.sentence), offers=hint.offers)
        cells.notes.setdefault(position, []).append(told)


def _in_told_unit(cells: Cells, column: Column, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`read`, for sums of which heading or titles say that they are in 万元."""
    heading = cells.headings.get(column.name)
    if heading is None or not isinstance(column.field, MoneyField):
        return read
    return in_units(read, unit_told(heading.text, cells.table.titles))


def _note(cells: Cells, name: str, memo: Memo, keys: Iterable[Any]) -> None:
    """Note at their rows what is wrong with cells and how doubtful ones were read."""
    if not memo.bad and not memo.notes:
        return
    for index, key in enumerate(keys):
        if key in memo.bad:
            cells.problems.setdefault(index, []).append(cells.problem(index, name, memo.bad[key]))
        elif key in memo.notes:
            cells.notes.setdefault(index, []).append(cells.problem(index, name, memo.notes[key]))


def _parents_first(columns: Iterable[Column]) -> list[Column]:
    """The link columns, those first by which others are told: a court before its departments and its people."""
    links = [column for column in columns if column.link is not None]
    told = {column.via for column in columns if column.tells}
    return sorted(links, key=lambda column: (column.field in told, len(column.link.within)))  # type: ignore[union-attr]


def _read_link(cells: Cells, column: Column, own: int | None) -> None:
    """A column whose cells name rows of another record; `own` is the row meant by 本院 and the like."""
    assert column.link is not None
    raws = _raws(cells, column.name)
    tellers = [other for other in cells.mapping.kind.columns if other.tells and other.via is column.field]
    tellers = [other for other in tellers if other.name in cells.headings]
    numbers = [_texts(_raws(cells, other.name)) for other in tellers]
    texts = {raw: text_of(raw) for raw in set(raws)}
    given = filter(None, {*texts.values(), *(text for column_ in numbers for text in column_)})
    names = cells.names[column.name] = RecordNames(column.link, given, own)
    telling = ToldLinks(names, cells.mapping.kind, column, tellers)
    parents = cells.parents[column.name] = parent_columns(column.link, cells.mapping.kind.columns, column)
    beside = telling.beside.name if telling.beside else None
    told = [cells.columns.get(name) if name else None for name in (*parents, beside)]
    nothing = [None] * len(raws)
    keys: list[tuple[Any, ...]] = list(zip(raws, *(values or nothing for values in told), *numbers, strict=True))

    belongs = _belongs(cells, column)
    meant = cells.corrections.meant(column.name)
    first = len(parents) + 1

    def read(key: tuple[Any, ...]) -> Cleaned[int | None]:
        if isinstance(key[0], FormulaZero):
            return zero_of_nothing()
        clean.plain(key[0])  # a failed formula, or one without a value, names nothing
        text = texts[key[0]]
        try:
            found = telling.find(text, key[first], key[first + 1 :])
        except Unclear as unclear:
            cells.asked[column.name, text] = unclear.candidates
            raise
        return found or Cleaned(_resolved(cells, column, names, text, key[1:first], belongs, meant))

    memo = Memo(read)
    blocked = {position for name in parents if name for position in _bad_at(cells, name)}
    for position in blocked:
        keys[position] = ()
    memo[()] = None
    cells.columns[column.name] = list(map(memo.__getitem__, keys))
    _note(cells, column.name, memo, keys)
    _tell_blocked(cells, column, [position for position in sorted(blocked) if texts[raws[position]] not in NOTHING])


def _texts(raws: list[Any]) -> list[str]:
    """Cells as text; each that differs is worked out once."""
    texts = {raw: text_of(raw) for raw in set(raws)}
    return [texts[raw] for raw in raws]


def _tell_blocked(cells: Cells, column: Column, positions: list[int]) -> None:
    """Cells that mean nothing because what they are within could not be read; where that refuses the row, it is
    reported already."""
    required = {other.name for other in cells.mapping.kind.columns if other.required}
    for position in positions if required.isdisjoint(cells.parents[column.name]) else ():
        why = _("它属于哪里没有看懂，所以也没有读；请先改正。")
        cells.problems.setdefault(position, []).append(cells.problem(position, column.name, why))


def _bad_at(cells: Cells, name: str) -> set[int]:
    """Rows whose cell for `name` could not be read: what depends on it is not judged."""
    return {
        position for position, problems in cells.problems.items() if any(problem.field == name for problem in problems)
    }


def _belongs(cells: Cells, column: Column) -> bool:
    """Whether rows belong themselves to what the linked row is within: people to the court of their department.

    Only then is a name that is not there yet more likely new than wrong.
    """
    required = {other.name for other in cells.mapping.kind.columns if other.required}
    return required.issuperset(cells.parents[column.name])


def _resolved(
    cells: Cells,
    column: Column,
    names: RecordNames,
    text: str,
    parents: tuple[Any, ...],
    belongs: bool,
    meant: frozenset[str],
) -> int | None:
    if text in NOTHING:
        return None
    try:
        key = names.find(text, parents)
    except Unclear as unclear:
        cells.asked[column.name, text] = unclear.candidates
        raise
    if key is None and column.amid and len(spoken_of := names.told_in(text)) == 1:
        key = spoken_of[0]
    if key is not None:
        return key
    if not (names.record.made_on_import and belongs) or None in parents:
        cells.asked[column.name, text] = ()
        raise Unclear(names.unknown(column, text))
    plausible = names.record.plausible
    if plausible is not None and text not in meant and not plausible(text):
        cells.doubted.add((column.name, text))
        why = _("“{text}”不像{title}的名称，没有新建；确是的请确认，否则请改正。")
        raise Unclear(why.format(text=text, title=column.title))
    want = WantedRow(names.record, parents, "".join(text.split()))
    if want not in cells.wanted:
        cells.wanted.append(want)
    return -1 - cells.wanted.index(want)


def _fill_year(cells: Cells, column: Column, year: int) -> None:
    """The year that a title names, in rows that say none; where no column does, that is noted once."""
    if column.name not in cells.columns and cells.table.rows:
        note = _("没有“{title}”一列，都按 {year} 年。").format(title=_(column.title), year=year)
        cells.notes.setdefault(0, []).append(cells.problem(0, column.name, note))
    _fill_default(cells, column.name, year)


def _fill_default(cells: Cells, name: str, value: Any) -> None:
    own = cells.columns.get(name)
    if own is None:
        cells.columns[name] = [value] * len(cells.table.rows)
        cells.defaulted[name] = range(len(cells.table.rows))
        return
    bad = _bad_at(cells, name)
    empty = {index for index, said in enumerate(own) if said is None and index not in bad}
    cells.columns[name] = [value if index in empty else said for index, said in enumerate(own)]
    cells.defaulted[name] = empty


def _sort_by_effect(cells: Cells) -> None:
    """Separate the bad cells that leave it open what a row is about from those that merely stay empty.

    A row is refused for what it cannot be without, and for what alone identifies it in its kind: an award with an
    unreadable person would become a court's. A person is recognised in several ways, so a lost ID number leaves the
    name, and whether that is enough is judged as in a roster without ID numbers.
    """
    kind = cells.mapping.kind
    telling = {column.name for column in kind.columns if column.required}
    if len(kind.identity) == 1:
        telling |= {field_.name for field_ in kind.identity[0]}
    for position, problems in list(cells.problems.items()):
        if telling.isdisjoint(problem.field for problem in problems):
            cells.blanks[position] = [replace(problem, effect=BLANK) for problem in cells.problems.pop(position)]
        else:
            cells.problems[position] = [replace(problem, effect=REFUSED) for problem in problems]
