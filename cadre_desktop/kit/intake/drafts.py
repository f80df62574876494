"""Each row of the tables as if it were new, made column by column: all values, and what follows from them.

What a kind's rules look at is alike in very many rows (a post and a category, a name), so that each rule is asked only
once for what is alike. A kind without rules is asked about each row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cadre_desktop.kit.intake.joined import JoinedCells
from cadre_desktop.kit.intake.matching import Identities
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind, Rule, Values, as_given, no_problems
from cadre_desktop.kit.problems import BLANK, Problem

BATCH = 2_000
"""Rows between two looks at whether to go on."""

EMPTY = (None, "")
"""What a field holds in which nothing is said."""


class Drafts:
    """All values of each row, by field name and position. Those of a row with bad cells mean nothing.

    blank: what an empty cell of a field means; contradicting: by position what refuses a row by itself.
    """

    def __init__(self, identities: Identities, cells: JoinedCells, progress: Progress):
        self._kind: Kind = identities.kind
        self._cells = cells
        self._names = identities.names
        self.blank: Values = {field.name: default_of(field) for field in identities.fields}
        self.contradicting: dict[int, list[Problem]] = {}
        self._given = self._filled_columns()
        self.columns: dict[str, Sequence[Any]] = dict(self._given)
        self._own: set[str] = set()
        doubted = self._by_rules(progress) if self._kind.rules else self._row_by_row(progress)
        for position in sorted(doubted):
            self._vet(position)

    def __len__(self) -> int:
        return len(self._cells)

    def row(self, position: int) -> tuple[Any, ...]:
        """A row's values in the order of `Identities.names`; none once they were let go of."""
        return tuple([column[position] for column in self.columns.values()])

    def values(self, position: int) -> Values:
        """A row's values by field name."""
        return {name: column[position] for name, column in self.columns.items()}

    def empty(self, name: str) -> Iterable[int]:
        """The rows in which nothing is said for a field."""
        column = self.columns[name]
        return [index for index, value in enumerate(column) if value in EMPTY] if _has_empty(column) else ()

    def let_go(self) -> None:
        """Let go of what was given, which only the vetting needs."""
        self._given = {}

    def _filled_columns(self) -> dict[str, Sequence[Any]]:
        """For every field what the rows give, or what an empty cell means; many fields share a column of that."""
        blanks: dict[int, list[Any]] = {}
        columns: dict[str, Sequence[Any]] = {}
        for name in self._names:
            given, blank = self._cells.columns.get(name), self.blank[name]
            if given is None:
                columns[name] = blanks.setdefault(id(blank), [blank] * len(self))
            elif _has_empty(given):
                columns[name] = [blank if value is None or value == "" else value for value in given]
            else:
                columns[name] = given
        return columns

    def _by_rules(self, progress: Progress) -> set[int]:
        """Make the columns and return the rows in which something may contradict."""
        rules = self._kind.rules
        for number, rule in enumerate(rules):
            progress.check()
            progress.report(number * len(self) // len(rules), 2 * len(self))
            if rule.gives:
                self._follow(rule)
        doubted: set[int] = set()
        for rule in rules:
            progress.check()
            doubted.update(self._doubted(rule))
        return doubted.difference(self._cells.problems)

    def _follow(self, rule: Rule) -> None:
        """Put what follows from the fields of a rule into the columns of those it gives."""
        names = [field.name for field in rule.gives]
        if rule.tell is not None and not rule.fills:
            self._tell(rule)
        if rule.fills:
            looked_at = {field.name: self.columns[field.name] for field in rule.of}
            for position in sorted({position for name in names for position in self.empty(name)}):
                values = {name: column[position] for name, column in looked_at.items()}
                if rule.tell is not None and (said := rule.tell(values)):
                    self._cells.note(position, said)
                rule.prepare(values)
                self._put(position, values)
            return
        followed = _Followed(rule)
        found = list(map(followed.__getitem__, self._keys(rule)))
        for number, name in enumerate(names):
            if followed.changes(number):
                self.columns[name] = [values[number] for values in found]
                self._own.add(name)

    def _tell(self, rule: Rule) -> None:
        """Note what a rule has to say about rows."""
        assert rule.tell is not None
        keys = self._keys(rule)
        said = {key: words for key in set(keys) if (words := rule.tell(_values(rule, key)))}
        for at, key in enumerate(keys) if said else ():
            if key in said and at not in self._cells.problems:
                self._cells.note(at, said[key])

    def _doubted(self, rule: Rule) -> Iterable[int]:
        """The rows in which a rule may find something that contradicts."""
        if rule.are_sound is not None:
            sound = rule.are_sound(*(self.columns[field.name] for field in rule.of))
            return () if all(sound) else [index for index, is_sound in enumerate(sound) if not is_sound]
        if rule.vet is no_problems:
            return ()
        keys = self._keys(rule)
        bad = {key for key in set(keys) if rule.vet(_values(rule, key))}
        return [index for index, key in enumerate(keys) if key in bad] if bad else ()

    def _keys(self, rule: Rule) -> Sequence[Any]:
        """For each row the values that a rule looks at; the value itself, if it is one."""
        columns = [self.columns[field.name] for field in rule.of]
        return columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))

    def _row_by_row(self, progress: Progress) -> Iterable[int]:
        """As `_by_rules`, for a kind that looks at the whole row."""
        prepare, vet, bad = self._kind.prepare, self._kind.vet, self._cells.problems
        if prepare is as_given and vet is no_problems:
            return ()
        doubted: list[int] = []
        for index in range(len(self)):
            if index % BATCH == 0:
                progress.check()
                progress.report(index, 2 * len(self))
            if index not in bad:
                values = prepare(self.values(index))
                self._put(index, values)
                if vet(values):
                    doubted.append(index)
        return doubted

    def _vet(self, position: int) -> None:
        """Keep what contradicts in a row, unless it can do without the cells that do."""
        found = self._kind.vet(self.values(position))
        if found and not self._without_bad(position, found):
            self.contradicting[position] = found

    def _without_bad(self, position: int, found: list[Problem]) -> bool:
        """Prepare the row anew without the cells that contradict others, which stay empty and are reported.

        Only where a row is recognised in several ways (a person, also without the ID number) and only cells it can be
        without; else the row is not changed and what contradicts refuses it.
        """
        kind, cells = self._kind, self._cells
        bad = {problem.field: problem for problem in found}
        required = [column.name for column in kind.columns if column.required]
        given = {name: column[position] for name, column in self._given.items()}
        if len(kind.identity) < 2 or not bad.keys().isdisjoint(required):
            return False
        if not all(name in cells.columns and given[name] not in EMPTY for name in bad):
            return False
        values = kind.prepare(given | {name: self.blank[name] for name in bad})
        if kind.vet(values):
            return False
        for name, problem in bad.items():
            told = replace(cells.problem(position, name, problem.message), effect=BLANK)
            cells.blanks.setdefault(position, []).append(told)
            cells.columns[name][position] = None
        self._put(position, values)
        return True

    def _put(self, position: int, values: Mapping[str, Any]) -> None:
        """Change what a row holds. A column that is not its own yet is what the tables give, which stays."""
        for name, value in values.items():
            column = self.columns.get(name)
            if column is None or column[position] is value:
                continue
            if name not in self._own:
                self._own.add(name)
                column = self.columns[name] = list(column)
            column[position] = value  # type: ignore[index]


class _Followed(dict[Any, tuple[Any, ...]]):
    """What follows by a rule from the values it looks at: the values of the fields it gives."""

    def __init__(self, rule: Rule):
        super().__init__()
        self._rule = rule
        self._given = [field.name for field in rule.gives]

    def __missing__(self, key: Any) -> tuple[Any, ...]:
        values = _values(self._rule, key)
        self._rule.prepare(values)
        found = self[key] = tuple([values.get(name) for name in self._given])
        return found

    def changes(self, number: int) -> bool:
        """Whether anything else follows for one of the fields given than what is there already."""
        name = self._given[number]
        return any(_values(self._rule, key).get(name) != found[number] for key, found in self.items())


def _values(rule: Rule, key: Any) -> Values:
    """What a rule looks at, by field name."""
    if len(rule.of) == 1:
        return {rule.of[0].name: key}
    return dict(zip((field.name for field in rule.of), key, strict=True))


def _has_empty(column: Sequence[Any]) -> bool:
    return not all(column) and (None in column or "" in column)


def default_of(field: Any) -> Any:
    """What a field holds when nothing is said."""
    return field.default() if callable(field.default) else field.default
