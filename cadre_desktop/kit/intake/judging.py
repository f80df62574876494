"""Judging each row of a table: new, changed, the same, doubtful, or refused for a reason at a cell.

A row that shares no identity and no name with another one, in the table or there already, and that lacks nothing, is
new; only the others have to be looked at one by one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cadre_desktop.kit.intake.drafts import BATCH, EMPTY, Drafts
from cadre_desktop.kit.intake.joined import JoinedCells
from cadre_desktop.kit.intake.matching import EarlierRows, Existing, Identities, Marks
from cadre_desktop.kit.intake.nearby import Nearby
from cadre_desktop.kit.intake.planned import NEW_ROW, PlannedRow, PlannedRows, RowState
from cadre_desktop.kit.intake.shares import Shares
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind, Values, missing, no_problems
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import REFUSED, Problem


def _quiet_rows(kind: Kind, drafts: Drafts) -> frozenset[int]:
    """The rows of which it is not said whether they were there already."""
    if kind.quiet is None:
        return frozenset()
    column = drafts.columns[kind.quiet.of.name]
    kept = {key for key in set(column) if key and kind.quiet.keeps(key)}
    return frozenset(position for position, key in enumerate(column) if key in kept)


class RowJudge:
    """Judges the rows of all tables in their order, each knowing those before it.

    quiet: the rows of which it is not said whether they were there already; kept: by position why such a row does not
    change everything that the table says.
    """

    def __init__(self, kind: Kind, cells: JoinedCells, progress: Progress):
        self.kind = kind
        self.cells = cells
        self.identities = Identities(kind)
        self.drafts = Drafts(self.identities, cells, progress)
        self.blank = self.drafts.blank
        self.rows = PlannedRows(self.drafts)
        self._required = [column.name for column in kind.columns if column.required]
        self._shares = Shares(self.identities, self.drafts.columns, cells.problems)
        self.existing = Existing(self.identities, self.drafts.columns)
        self._marks: dict[int, Marks] = {}
        self._two_names = self._numbers_with_two_names()
        self._nearby = Nearby(self.identities, self.drafts.columns, self.existing, cells.problems)
        self._first: list[dict[Any, int]] = [{} for _fields in kind.identity]
        self._claims: dict[int, int] = {}
        self.quiet = _quiet_rows(kind, self.drafts)
        self.kept: dict[int, str] = {}
        self._seen = [EarlierRows() for _fields in kind.identity]
        self._homonyms = EarlierRows()

    def let_go(self) -> None:
        """Let go of what only further judging needs; what was judged stays in `rows`."""
        self._marks = {}
        self._first, self._seen, self._homonyms, self._claims = [], [], EarlierRows(), {}
        self._nearby.let_go()
        self.drafts.let_go()
        self.cells.let_go()

    def judge_all(self, progress: Progress) -> PlannedRows:
        """All rows in their order."""
        closer = sorted(self._to_look_at())
        for number, position in enumerate(closer):
            if number % BATCH == 0:
                progress.check()
                progress.report(len(closer) + number, 2 * len(closer))
            row = self._judged(position)
            self._register(row)
            self.rows.put(row)
        return self.rows

    def _to_look_at(self) -> set[int]:
        """The rows that have to be looked at one by one: bad ones, and those that may be about the same as others; all
        of a kind of which it matters what is there beside them."""
        if self.kind.vet_new is not no_problems:
            return set(range(len(self.drafts)))
        closer = {*self.cells.problems, *self.drafts.contradicting}
        for name in self._required:
            closer.update(self.drafts.empty(name))
        closer.update(self._shares.among_themselves())
        closer.update(self._shares.with_existing(self.existing))
        closer.update(self._nearby.indexes)
        return closer

    def _judged(self, position: int) -> PlannedRow:
        if position in self.cells.problems:
            return PlannedRow(position, RowState.REFUSED, problems=self._bad_cells(position))
        marks = self._marks_of(position)
        number = marks[0] if marks else None
        if number is not None and number in self._two_names:
            return self._with_two_names(position, number)
        if number is not None and number in self._first[0]:
            return self._repeated(position, self._first[0][number])
        match = self.existing.match(self._name(position), self._shares.scope(position), marks)
        if match.key is not None:
            return self._taken(position, match.key, marks) or self.as_existing(position, match.key)
        if match.why:
            return self._told_nothing_new(position, match.candidates) or self._doubtful(
                position, match.why, match.candidates
            )
        return self._among_earlier(position, marks) or self._probably(position) or self.as_new(position)

    def _probably(self, position: int) -> PlannedRow | None:
        """The row, if it probably says again what is there already, or what an earlier row says."""
        keys = self._nearby.existing.get(position, ())
        for key in keys:
            if self._nearby.is_posted_again(position, key):
                return self.as_existing(position, key)
        if keys:
            why = _("同一人、时间重叠、名称相近，可能与已有的{kind}是同一次；请选定是哪一条，或确认另记。")
            return self._doubtful(position, why.format(kind=self.kind.title), tuple(keys))
        for earlier in self._nearby.earlier.get(position, ()):
            if self.rows[earlier].state in (RowState.NEW, RowState.CHANGED):
                words = _("同一人、时间重叠、名称相近，可能与{where}是同一次；确是另一次请选定，否则请删去一行。")
                return self._doubtful(position, words.format(where=self.cells.where(earlier, position)), ())
        return None

    def _marks_of(self, position: int) -> Marks:
        """The identities of a row, none of one with bad cells."""
        marks = self._marks.get(position)
        if marks is None:
            marks = self._marks[position] = self._shares.marks(position)
        return marks

    def _name(self, position: int) -> Any:
        """The name of whom a row is about, if the kind is recognised by names."""
        name = self.identities.name_index
        return None if name is None else self.drafts.columns[self.identities.names[name]][position]

    def _bad_cells(self, position: int) -> tuple[Problem, ...]:
        """All that could not be read in a row that is refused."""
        return tuple(replace(problem, effect=REFUSED) for problem in self.cells.problems[position])

    def as_new(self, position: int) -> PlannedRow:
        """The row as one that is not there yet."""
        problems = self._new_problems(position)
        if self.existing.twin(self._marks_of(position)) is not None:
            problems.append(self._twin_problem(position))
        if problems:
            return PlannedRow(position, RowState.REFUSED, problems=tuple(problems))
        return PlannedRow(position, RowState.NEW, self.drafts.row(position))

    def as_existing(self, position: int, key: int) -> PlannedRow:
        """The row as what it changes in the existing row `key`."""
        if self._claims.get(key, position) != position:
            return self._repeated(position, self._claims[key])
        old = self.existing.values(key)
        given = self._to_change(position, old)
        if self.kind.once is not None and self.kind.settled(old) and (said := self.kind.once.posted(old, given)):
            self.cells.note(position, said)
            return PlannedRow(position, RowState.SAME, key=key)
        if all(old[name] == value for name, value in given.items()):
            return PlannedRow(position, RowState.SAME, key=key)
        merged = self.kind.prepare({**old, **given})
        against = self._against(position, old, merged)
        problems = self._settled_problems(position, old, given) or [*self._problems(position, merged), *against]
        if problems:
            return PlannedRow(position, RowState.REFUSED, key=key, problems=tuple(problems))
        changes = {name: (value, merged[name]) for name, value in old.items() if merged[name] != value}
        if changes and self.kind.once is not None and (said := self.kind.once.corrected(old, merged)):
            self.cells.note(position, said)
        return PlannedRow(position, RowState.CHANGED if changes else RowState.SAME, key=key, changes=changes or None)

    def _against(self, position: int, old: Values, merged: Values) -> list[Problem]:
        """Why an existing row may not become this one. Of a quiet row that is not said: it keeps what it has there."""
        against = self.kind.vet_change(old, merged)
        if position not in self.quiet:
            return [self._refusal(position, problem.field, problem.message) for problem in against]
        for problem in against:
            merged[problem.field] = old[problem.field]
            self.kept[position] = problem.message
        return []

    def decide(self, position: int, choice: int | None) -> PlannedRow:
        """Settle a doubtful row, see `Plan.decide`."""
        row = self.rows[position]
        if row.key is not None and self._claims.get(row.key) == position:
            del self._claims[row.key]
        if choice is None:
            settled = PlannedRow(position, RowState.DOUBTFUL, problems=(row.doubt,) if row.doubt else ())
        else:
            settled = self.as_new(position) if choice == NEW_ROW else self.as_existing(position, choice)
        settled.doubt, settled.candidates, settled.decided = row.doubt, row.candidates, choice
        self.rows.put(settled)
        if settled.key is not None and settled.state is not RowState.REFUSED:
            self._claims.setdefault(settled.key, position)
        return settled

    def _new_problems(self, position: int) -> list[Problem]:
        """What is missing from a new row, or contradicts."""
        drafts = self.drafts
        lacks = any(drafts.columns[name][position] in EMPTY for name in self._required)
        if lacks or position in drafts.contradicting:
            return self._problems(position, drafts.values(position))
        if self.kind.vet_new is no_problems:
            return []
        beside = self.kind.vet_new(drafts.values(position))
        return [self._refusal(position, problem.field, problem.message) for problem in beside]

    def _problems(self, position: int, values: Values) -> list[Problem]:
        """What is missing or contradicts, at the cells it is about."""
        found = self.kind.vet(values)
        if not all(values[name] not in EMPTY for name in self._required):
            found = [*missing(self.kind, values), *found]
        return [self._refusal(position, problem.field, problem.message) for problem in found]

    def _refusal(self, position: int, name: str, message: str) -> Problem:
        """A problem that keeps the row out, at the cell of a field."""
        return replace(self.cells.problem(position, name, message), effect=REFUSED)

    def _settled_problems(self, position: int, old: Values, given: Values) -> list[Problem]:
        """Why the row may not change an existing one, reported at the first cell that would."""
        different = next(name for name, value in given.items() if old[name] != value)
        return [self._refusal(position, different, problem.message) for problem in self.kind.settled(old)]

    def _to_change(self, position: int, old: Mapping[str, Any]) -> Values:
        """What the row gives for an existing row: a default does not move it, unless its department asks for that."""
        given = self.cells.given(position)
        for index in self.identities.written:
            name = self.identities.names[index]
            if name in given and self.identities.is_same(name, old[name], given[name]):
                given[name] = old[name]
        for name in self.cells.defaults_of(position):
            if given[name] == old[name] or old[name] in EMPTY:
                continue
            home = self.cells.at_home(position, name, old[name])
            if home is not None:
                given.update(home)
                del given[name]
        return given

    def _register(self, row: PlannedRow) -> None:
        """Let later rows know of a row that is taken in."""
        position, marks = row.position, self._marks_of(row.position)
        if row.state is RowState.REFUSED or not marks:
            return
        if marks[0] is not None:
            self._first[0].setdefault(marks[0], position)
        for number in self.identities.strong[1:]:
            if marks[number] is not None:
                self._first[number].setdefault(marks[number], position)
        if row.key is not None:
            self._claims.setdefault(row.key, position)
        elif row.state is RowState.NEW:
            if self._shares.all_numbered:
                return
            for number in self.identities.weak:
                self._seen[number].add(marks[number], position, marks)
            self._homonyms.add(self._shares.scope(position), position, marks)

    def _among_earlier(self, position: int, marks: Marks) -> PlannedRow | None:
        """The row, if an earlier new row of the table is or may be about the same person."""
        identities = self.identities
        for number in identities.strong[1:]:
            first = self._first[number].get(marks[number]) if marks[number] is not None else None
            if first is not None and not identities.told_apart(marks, self._marks_of(first)):
                return self._repeated(position, first)
            if first is not None:
                return self._of_two(position, first, number, ())
        if self._shares.all_numbered:
            return None
        for number in identities.weak:
            for earlier in self._seen[number].like(marks[number], marks):
                if not identities.told_apart(marks, self._marks_of(earlier)):
                    return self._repeated(position, earlier)
        for earlier in self._homonyms.like(self._shares.scope(position), marks) if marks else ():
            other = self._marks_of(earlier)
            if not identities.told_apart(marks, other) and not identities.weakly_apart(marks, other):
                return self._homonym(position, earlier)
        return None

    def _taken(self, position: int, key: int, marks: Marks) -> PlannedRow | None:
        """The row about `key`, if an earlier one gives its number (a staff number) to somebody else."""
        for number in self.identities.strong[1:]:
            first = self._first[number].get(marks[number]) if marks[number] is not None else None
            if first is not None and self.rows[first].key != key:
                return self._of_two(position, first, number, (key,))
        return None

    def _of_two(self, position: int, first: int, number: int, candidates: tuple[int, ...]) -> PlannedRow:
        """The row, in doubt since an earlier one has the same identity of that number but is about somebody else."""
        why = _("{title}与{where}相同，但{other}不同；确是另一人请选定，否则请改正。")
        titles = {"title": self.identities.titles(number), "other": self.identities.titles(0)}
        return self._doubtful(position, why.format(where=self.cells.where(first, position), **titles), candidates)

    def _told_nothing_new(self, position: int, candidates: tuple[int, ...]) -> PlannedRow | None:
        """The row, if one of the candidates has all it says already: then nobody needs to be asked.

        It does not claim the candidate, whom another row may turn out to be about.
        """
        given = self.cells.given(position)
        for key in candidates:
            values = self.existing.values(key)
            if key not in self._claims and all(values[name] == value for name, value in given.items()):
                return PlannedRow(position, RowState.SAME)
        return None

    def _homonym(self, position: int, earlier: int) -> PlannedRow:
        row = self._repeated(position, earlier)
        if row.state is RowState.SAME:
            return row
        why = _("与{where}同名，分不清是否同一人；确是另一人请选定，否则请删去一行。")
        return self._doubtful(position, why.format(where=self.cells.where(earlier, position)), ())

    def _repeated(self, position: int, earlier: int) -> PlannedRow:
        """The second row about the same thing: the same if it says the same, refused if it differs."""
        first = self.rows[earlier]
        held = self.existing.values(first.key) if first.key is not None else self.drafts.values(earlier)
        held.update({name: new for name, (_old, new) in (first.changes or {}).items()})
        held = self.kind.prepare(held)
        given = self.kind.prepare({**held, **self.cells.given(position)})
        other = [
            name for name in self.cells.given(position) if not self.identities.is_same(name, held[name], given[name])
        ]
        where = self.cells.where(earlier, position)
        if not other:
            self.cells.note(position, _("与{where}相同，只导入一次").format(where=where))
            return PlannedRow(position, RowState.SAME, key=first.key)
        message = _("与{where}是同一{kind}，但“{title}”不同；请核对，只保留一行。")
        title = next((column.title for column in self.kind.columns if column.name == other[0]), other[0])
        problem = self._refusal(position, other[0], message.format(where=where, kind=self.kind.title, title=title))
        return PlannedRow(position, RowState.REFUSED, problems=(problem,))

    def _doubtful(self, position: int, why: str, candidates: tuple[int, ...]) -> PlannedRow:
        named = self.kind.record.named
        doubt = self._refusal(position, named[0].name if named else "", why)
        return PlannedRow(position, RowState.DOUBTFUL, problems=(doubt,), doubt=doubt, candidates=candidates)

    def _numbers_with_two_names(self) -> dict[Any, list[int]]:
        """First identities (ID numbers) that come with different names in the table, with their rows."""
        name = self.identities.name_index
        if name is None or not self.kind.identity or name in self.identities.alternatives[0]:
            return {}
        column = self.drafts.columns[self.identities.names[name]]
        names: dict[Any, str] = {}
        rows: dict[Any, list[int]] = {}
        numbered = self._shares.sharing(0)
        for position, number in numbered:
            if names.setdefault(number, column[position]) != column[position]:
                rows[number] = []
        for position, number in numbered if rows else ():
            if number in rows:
                rows[number].append(position)
        return rows

    def _with_two_names(self, position: int, number: Any) -> PlannedRow:
        other = next(row for row in self._two_names[number] if row != position)
        field = self.kind.identity[0][0]
        message = _("{title}与{where}相同，但姓名不同；同一号码只能属于一人，请核对。").format(
            title=self.kind.column(field).title, where=self.cells.where(other, position)
        )
        return PlannedRow(position, RowState.REFUSED, problems=(self._refusal(position, field.name, message),))

    def _twin_problem(self, position: int) -> Problem:
        message = _("已有{titles}相同的{kind}，不能再新增；请改选已有的那一条。")
        message = message.format(titles=self.identities.titles(0), kind=self.kind.title)
        return self._refusal(position, self.kind.identity[0][0].name, message)
