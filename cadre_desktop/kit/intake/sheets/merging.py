"""What a workbook says about rows, laid over those there are already: new, changed or the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum
from typing import Any
from unicodedata import normalize

from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, Findings
from cadre_desktop.kit.intake.sheets.names import Unfit
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.record import Record


class MergeState(IntEnum):
    """What became of a row that was taken in; of several things the greatest counts."""

    SAME = 0
    CHANGED = 1
    NEW = 2


Identify = Callable[[Values], Hashable]


class RecordMerge:
    """The rows of one record. Nothing is written before `write`; what is not said stays as it is."""

    def __init__(self, record: type[Record], rows: Iterable[Record], identify: Identify):
        self._record = record
        self._identify = identify
        self._known = {identify(row.__data__): (row.id, values_of(row)) for row in rows}
        self._spelt: dict[Hashable, list[Hashable]] = defaultdict(list)
        for identity in self._known:
            self._spelt[_spelt_alike(identity)].append(identity)
        self._taken: dict[Hashable, tuple[int, Values]] = {}
        self._fresh: dict[Hashable, Values] = {}
        self._changed: dict[int, Values] = {}

    def __len__(self) -> int:
        return len(self._known) + len(self._fresh)

    def present(self, values: Values) -> Values:
        """What is known already about the row that `values` mean; empty if it is new."""
        return self.known(self._meant(values))

    def known(self, identity: Hashable) -> Values:
        """As `present`, by identity."""
        return self._known.get(identity, (0, {}))[1]

    def take(self, number: int, values: Values, defaults: Values, identity: Hashable = None) -> MergeState:
        """Lay the values of Excel's row `number` over what is there; `defaults` are for a new row.

        `identity` is what identifies the row where its values alone do not. Raises Unclear when an earlier row says
        something else about the same.
        """
        identity = self._meant(values) if identity is None else identity
        earlier = self._taken.get(identity)
        if earlier is not None:
            if earlier[1] != values:
                raise Unclear(_("与第 {row} 行说的是同一条，内容却不同；请只保留一行。").format(row=earlier[0]))
            return MergeState.SAME
        self._taken[identity] = number, values
        if identity not in self._known:
            self._fresh[identity] = {**_defaults(self._record), **defaults, **values}
            return MergeState.NEW
        key, known = self._known[identity]
        differs = {name: value for name, value in values.items() if known.get(name) != value}
        if not differs:
            return MergeState.SAME
        self._changed[key] = differs
        return MergeState.CHANGED

    def _meant(self, values: Values) -> Hashable:
        """What identifies the row that `values` are about; one there is may be spelt with other brackets or blanks."""
        identity = self._identify(values)
        alike = self._spelt.get(_spelt_alike(identity), [])
        return alike[0] if identity not in self._known and len(alike) == 1 else identity

    def write(self) -> dict[Hashable, int]:
        """Write what was taken; the keys of all rows by identity."""
        for key, values in self._changed.items():
            self._record.update(**values).where(self._record.id == key).execute()
        keys = self._record.add_many(list(self._fresh.values()))
        return {identity: key for identity, (key, _values) in self._known.items()} | dict(
            zip(self._fresh, keys, strict=True)
        )


def _spelt_alike(identity: Hashable) -> Hashable:
    """An identity, its texts narrow and without blanks: 立案（诉讼） is 立案 (诉讼), but 加分+ is not 加分-."""
    if isinstance(identity, tuple):
        return tuple(map(_spelt_alike, identity))
    return "".join(normalize("NFKC", identity).split()) if isinstance(identity, str) else identity


def _defaults(record: type[Record]) -> Values:
    fields = (field for field in record._meta.sorted_fields if field.name != "id")
    return {field.name: field.default for field in fields}


class MergeTally:
    """Takes the rows of a table in one by one, counts what became of them and puts every refusal in its place."""

    def __init__(self, findings: Findings):
        self.findings = findings
        self.states: Counter[MergeState] = Counter()

    def each(self, table: ContractTable, take: Callable[[ContractRow], MergeState]) -> None:
        """Take all rows in; one that raises Unclear or Refused is left out."""
        for row in table.rows:
            try:
                self.states[take(row)] += 1
            except Unfit as unfit:
                self.findings.refuse(table.problem(row.number, unfit.name, str(unfit)))
            except Unclear as unclear:
                self.findings.refuse(table.problem(row.number, "", str(unclear)))
            except Refused as refused:
                for problem in refused.problems:
                    name = problem.field if problem.field in table.contract.columns else ""
                    self.findings.refuse(table.problem(row.number, name, problem.message))


def at(name: str, find: Callable[..., Any], *given: Any) -> Any:
    """What `find` returns; what it raises is put at the column `name`."""
    try:
        return find(*given)
    except Unfit:
        raise
    except Unclear as unclear:
        raise Unfit(name, str(unclear)) from unclear
