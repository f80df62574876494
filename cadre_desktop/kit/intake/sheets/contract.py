"""What a workbook of several sheets has to look like: its sheets and columns, which are a file contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.intake.exchange import out_column
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.store.fields import TextField

_MOST_OFFERED = 200
"""Rows of another sheet whose names a form's drop-downs offer."""


def named(title: str, *also: str, hint: str = "") -> Column:
    """A column that names something of another sheet, as text."""
    return Column(TextField(), title, also=also, hint=hint)


@dataclass(frozen=True)
class SheetContract:
    """A sheet: its columns by the name the program gives them, and which of them a row cannot be without.

    about: one sentence of help; offers: by column the sheet whose first column it names; texts: columns that are read
    as they are written, since they may say more than their code; also_headed: columns that have to be there though
    their cells may be blank.
    """

    title: str
    columns: Mapping[str, Column]
    required: tuple[str, ...]
    about: str
    offers: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    also_headed: tuple[str, ...] = ()

    @property
    def headed(self) -> tuple[str, ...]:
        """The columns that a sheet has to have."""
        return (*self.required, *self.also_headed)

    def out(self, *, empty: bool = False) -> list[OutColumn]:
        """The columns as a workbook shows them; `empty` for the form to fill in."""
        return [self._out(name, column, empty) for name, column in self.columns.items()]

    def _out(self, name: str, column: Column, empty: bool) -> OutColumn:
        plain = out_column(column, empty=empty)
        kind = "number" if plain.kind == "decimal" else plain.kind
        source = f"'{self.offers[name]}'!$A$2:$A${_MOST_OFFERED}" if name in self.offers else ""
        need = empty and name in self.required
        return replace(plain, kind=kind, required=need, source=source if empty else "")


@dataclass(frozen=True)
class BookContract:
    """A workbook of several sheets. what: what it is called (marked with N_), in sentences.

    The sheets are in the order of the workbook, which is also that of reading: what is named is before what names it.
    """

    what: str
    sheets: tuple[SheetContract, ...]
