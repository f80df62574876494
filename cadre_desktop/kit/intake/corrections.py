"""What somebody has put in the place of cells that could not be read, for one cell or for all that say the same.

Corrections are made in the preview and the table is read again with them. Those for all cells are kept for the next
file of the same court, since offices write the same thing the same way every year.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.store.store import Store

MEMO = "import.corrections."
"""How the keys of what is kept begin; that of the kind follows."""

REMEMBERED = 200
"""Corrections that are kept for a kind and court; the oldest are forgotten first."""


class CellPosition(NamedTuple):
    """A cell of a workbook: sheet, Excel row, which of the tables side by side, and the field it fills."""

    sheet: str
    row: int
    block: int
    field: str


Alike = Mapping[tuple[str, str], str]
"""By field and the text that is there what is meant."""


@dataclass(frozen=True)
class Corrections:
    """`single` for one cell, `alike` for all cells of a field with the same text; the first go before the second.

    A text corrected into itself is confirmed: it is meant as it is (a department nobody would take for one).
    """

    alike: Alike = field(default_factory=dict)
    single: Mapping[CellPosition, str] = field(default_factory=dict)

    def with_alike(self, name: str, text: str, meant: str) -> "Corrections":
        """With `meant` for `text` in all cells of a field."""
        return replace(self, alike={**self.alike, (name, text): meant})

    def with_single(self, position: CellPosition, meant: str) -> "Corrections":
        """With `meant` in one cell."""
        return replace(self, single={**self.single, position: meant})

    def without_single(self, position: CellPosition) -> "Corrections":
        """Without what was put in one cell, which is read as it is again."""
        return replace(self, single={at: meant for at, meant in self.single.items() if at != position})

    def with_answer(
        self, name: str, text: str, meant: str, recalled: Iterable[tuple[tuple[str, str], str]] = ()
    ) -> "Corrections":
        """With `meant` wherever `text` is read for a field: as it is, or by a correction, one kept among them."""
        pairs = [*recalled, *self.alike.items()]
        through = {key: meant for key, was in pairs if key[0] == name and was == text}
        cells = {at: meant for at, was in self.single.items() if at.field == name and was == text}
        return replace(self, alike={**self.alike, **through, (name, text): meant}, single={**self.single, **cells})

    def of_field(self, name: str) -> dict[str, str]:
        """The corrections for all cells of a field."""
        return {text: meant for (field_, text), meant in self.alike.items() if field_ == name}

    def meant(self, name: str) -> frozenset[str]:
        """Texts of a field that somebody has written or confirmed: they are not doubted any more."""
        alike = (meant for (field_, _text), meant in self.alike.items() if field_ == name)
        return frozenset(alike) | {meant for position, meant in self.single.items() if position.field == name}

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.alike or self.single)


def recall(store: Store, kind: Kind, court: int | None) -> Alike:
    """The corrections kept for files of `court`, or of no court in particular."""
    kept: dict[str, dict[str, str]] = json.loads(store.memo(_key(kind, court), "{}"))
    known = {column.name for column in kind.columns}
    return {(name, text): meant for name, texts in kept.items() if name in known for text, meant in texts.items()}


def remember(store: Store, kind: Kind, court: int | None, used: Iterable[tuple[str, str, str]]) -> None:
    """Keep corrections (field, text, what is meant) that an import has used; protected columns are left out."""
    masked = {column.name for column in kind.columns if column.masked}
    alike = dict(recall(store, kind, court))
    for name, text, meant in used:
        if name not in masked:
            alike.pop((name, text), None)
            alike[name, text] = meant
    kept: dict[str, dict[str, str]] = {}
    for (name, text), meant in list(alike.items())[-REMEMBERED:]:
        kept.setdefault(name, {})[text] = meant
    if kept:
        store.keep_memo(_key(kind, court), json.dumps(kept, ensure_ascii=False))


def _key(kind: Kind, court: int | None) -> str:
    return f"{MEMO}{kind.key}.{court or ''}"
