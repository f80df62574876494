"""Which heading of a workbook fills which column of a kind: proposed, corrected by the user, remembered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadre_desktop.kit.documents.workbook_out import REFUSED_COLUMNS
from cadre_desktop.kit.intake.headings import Heading, match_headings, normal
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.store import Store

MEMO = "import.mapping."
REMEMBERED = 20
"""Sets of headings that are remembered for a kind; the ones used longest ago are forgotten first."""

_NEVER = frozenset({"序号", "序", "原行号", "工作表", "拒绝原因", "问题", *REFUSED_COLUMNS})
"""Headings that say nothing about the record: running numbers, and what the workbook of refused rows adds."""


@dataclass(frozen=True)
class Pairing:
    """A heading and the column it fills, if any. score: 1 for certain, less the less so; why: for the screen."""

    heading: Heading
    column: Column | None = None
    score: float = 0.0
    why: str = ""


@dataclass(frozen=True)
class Mapping:
    """What each heading of a table means, in the order of the table."""

    kind: Kind
    pairings: tuple[Pairing, ...]

    @property
    def used(self) -> list[tuple[Column, Heading]]:
        """The columns that are filled, in the order of the kind, each with its heading."""
        order = {column.name: index for index, column in enumerate(self.kind.columns)}
        found = [(pairing.column, pairing.heading) for pairing in self.pairings if pairing.column is not None]
        return sorted(found, key=lambda pair: order[pair[0].name])

    @property
    def missing(self) -> list[Column]:
        """Required columns that no heading fills."""
        filled = {column.name for column, _heading in self.used}
        return [column for column in self.kind.columns if column.required and column.name not in filled]

    def has(self, column: Column) -> bool:
        """Whether some heading fills `column`."""
        return any(pairing.column is column for pairing in self.pairings)

    def choose(self, index: int, column: Column | None) -> "Mapping":
        """With the heading at `index` filling `column`; another heading that filled it fills nothing any more."""
        chosen = [
            replace(pairing, column=None, score=0.0, why="")
            if column is not None and pairing.column is column
            else pairing
            for pairing in self.pairings
        ]
        chosen[index] = replace(chosen[index], column=column, score=float(column is not None), why=_("由您指定"))
        return replace(self, pairings=tuple(chosen))


def importable(kind: Kind) -> list[Column]:
    """The columns a workbook can fill: those a form shows or a row cannot be without, but no pictures; and those that
    tell which row a link means."""
    return [
        column
        for column in kind.columns
        if (column.in_form or column.required or column.tells) and not isinstance(column.field, BlobHashField)
    ]


def known_headings(kind: Kind) -> list[str]:
    """All headings that mean something for `kind`, by which its table is found in a sheet."""
    return [heading for column in importable(kind) for heading in column.headings]


def is_ignored(kind: Kind, heading: Heading) -> bool:
    """Whether a heading says nothing about the record: a running number, or the reason of an earlier refusal."""
    own = {normal(text) for text in known_headings(kind)}
    return normal(heading.text) in _NEVER - own


def propose(kind: Kind, headings: Sequence[Heading], store: Store | None = None) -> Mapping:
    """The mapping remembered for these headings in `store`, or else the likeliest one."""
    remembered = _recall(store, kind, headings) if store else None
    if remembered is not None:
        return remembered
    columns = {column.name: column for column in importable(kind)}
    candidates = [heading for heading in headings if not is_ignored(kind, heading)]
    matches = match_headings(candidates, {name: column.headings for name, column in columns.items()})
    by_column = {match.column_index: (columns[name], match.score, match.why) for name, match in matches.items()}
    return Mapping(kind, tuple(Pairing(heading, *by_column.get(heading.column_index, (None,))) for heading in headings))


def remember(store: Store, mapping: Mapping) -> None:
    """Keep a mapping the user has used, for the next file with the same headings."""
    key = _key(mapping.kind)
    kept: dict[str, dict[str, str]] = json.loads(store.memo(key, "{}"))
    signature = _signature([pairing.heading for pairing in mapping.pairings])
    kept.pop(signature, None)
    kept[signature] = {
        pairing.heading.text: pairing.column.name if pairing.column else "" for pairing in mapping.pairings
    }
    newest = dict(list(kept.items())[-REMEMBERED:])
    store.keep_memo(key, json.dumps(newest, ensure_ascii=False))


def _recall(store: Store, kind: Kind, headings: Sequence[Heading]) -> Mapping | None:
    kept = json.loads(store.memo(_key(kind), "{}")).get(_signature(headings))
    if kept is None:
        return None
    columns = {column.name: column for column in importable(kind)}
    why = _("沿用上次的对应")
    pairings = []
    for heading in headings:
        column = columns.pop(kept.get(heading.text, ""), None)
        pairings.append(Pairing(heading, column, 1.0, why) if column else Pairing(heading))
    return Mapping(kind, tuple(pairings))


def _key(kind: Kind) -> str:
    return f"{MEMO}{kind.key}"


def _signature(headings: Sequence[Heading]) -> str:
    return "|".join(sorted(normal(heading.text) for heading in headings))
