"""Cells that say more than one thing, and cells that only the rest of their row makes clear.

`Kind.reads` spreads one cell over several fields; `Kind.settle` picks among `Candidates`. Both cost something only
for columns and rows that need them: a column where no cell says more is left as it was read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.kit.documents.workbook import FormulaZero
from cadre_desktop.kit.intake.clean import plain
from cadre_desktop.kit.intake.readers import Reader, as_it_stands, reader_of
from cadre_desktop.kit.kind import Candidates, Column, Kind, Reading, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Offer


class Hint(NamedTuple):
    """What a cell may mean beside its value, as a sentence, and what would have to be taken over for it."""

    sentence: str
    offers: tuple[Offer, ...]


class ToldCell(NamedTuple):
    """A cell as `Cleaned`, and its hint, if it has one. Of one that says more the value is a `Said`."""

    value: Any
    note: str = ""
    hint: Hint | None = None


class Said(dict[str, Any]):
    """The values of several fields out of one cell, found from a value of the cell's own."""


def many(column: Column, read: Callable[[str], Reading | None]) -> Callable[[Any], ToldCell]:
    """Reads a cell that may fill several fields at once (`Kind.reads`), or else as the field's own type says."""
    plainly: Reader = reader_of(column, several=True)
    themselves = as_it_stands(column)

    def read_cell(raw: Any) -> ToldCell:
        if type(raw) is str and themselves is not None and themselves.is_one(raw) and read(raw) is None:
            return ToldCell(raw)
        text = plain(raw)  # a failed formula, or one without a value, says nothing
        reading = read(text) if text and not isinstance(raw, FormulaZero) else None
        if reading is None:
            return ToldCell(*plainly(raw))
        values = Said(reading.values)
        note = reading.note
        if column.name not in values:
            values[column.name], own_note = plainly(raw)
            note = note or own_note
        value = values if len(values) > 1 else values[column.name]
        return ToldCell(value, note, Hint(reading.hint, reading.offers) if reading.offers else None)

    return read_cell


def spread(kind: Kind, columns: MutableMapping[str, list[Any]], telling: Sequence[str]) -> None:
    """Give each field what cells of the columns `telling` say of it.

    Its own column has the first word; a long text (remarks) takes both.
    """
    more: list[tuple[str, list[Any]]] = []
    for own_name in telling:
        column = columns[own_name]
        said = {id(value): value for value in column if type(value) is Said}
        columns[own_name] = [value[own_name] if type(value) is Said else value for value in column]
        others = dict.fromkeys(name for values in said.values() for name in values if name != own_name)
        more += [(name, [value.get(name) if type(value) is Said else None for value in column]) for name in others]
    long = {column.name for column in kind.columns if getattr(column.field, "long", False)}
    for name, values in more:
        own = columns.get(name)
        join = _both if name in long else _first
        columns[name] = values if own is None else list(map(join, own, values))


def _first(own: Any, other: Any) -> Any:
    return other if own is None or own == "" else own


def _both(own: Any, other: Any) -> Any:
    return _("；").join((other, own)) if own and other and other not in own else own or other


def news(
    kind: Kind, columns: Mapping[str, Sequence[Any]], hints: Iterable[tuple[int, str, Hint]]
) -> Iterator[tuple[int, str, Hint]]:
    """The hints (position, field, hint) of rows that do not say all that is offered already."""
    by_name = {column.name: column for column in kind.columns}
    wanted: dict[Hint, Values] = {}
    for position, name, hint in hints:
        if hint not in wanted:
            wanted[hint] = {offer.field: reader_of(by_name[offer.field])(offer.text).value for offer in hint.offers}
        if any(field not in columns or columns[field][position] != value for field, value in wanted[hint].items()):
            yield position, name, hint


class Settled(NamedTuple):
    """What became of one doubtful cell: its value with a note, or no value and why it is refused."""

    position: int
    field: str
    value: Any = None
    note: str = ""
    why: str = ""


def settle(kind: Kind, columns: Mapping[str, Sequence[Any]], doubtful: Iterable[str]) -> list[Settled]:
    """What the rows with `Candidates` in the fields `doubtful` mean; what is read goes into `columns` by the caller."""
    fields = [name for name in doubtful if name in columns]
    positions = {
        position for name in fields for position, value in enumerate(columns[name]) if type(value) is Candidates
    }
    found: list[Settled] = []
    for position in sorted(positions):
        row: Values = {name: column[position] for name, column in columns.items()}
        settled = kind.settle(row)
        for name in fields:
            if type(row[name]) is Candidates:
                value = settled.get(name)
                if type(value) is Candidates:
                    found.append(Settled(position, name, why=value.why))
                else:
                    found.append(
                        Settled(position, name, value, _("按本行其他内容读作 {value}").format(value=_shown(value)))
                    )
    return found


def _shown(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) and value.day != 1 else f"{value:%Y-%m}"
