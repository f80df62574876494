"""A Kind: the one declaration of a record that drives its table, filter, form, template, import, export and roster.

It names fields as objects, never as strings. A screen that needs more than it can say is written by hand from the
same table and form parts; there are no per-row attributes, no conditional visibility and no hooks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Offer, Problem, Refused
from cadre_desktop.kit.store.fields import HolderField, NameField
from cadre_desktop.kit.store.record import Record

Values = dict[str, Any]


@dataclass(frozen=True)
class Candidates:
    """What a cell may mean where it leaves more than one value: 96.7 is July 1996 or 2096, 1979.1 January or October.

    `Kind.settle` picks one of `options` from the rest of the row; `why` is the sentence for when nothing does.
    """

    options: tuple[Any, ...]
    why: str


class Reading(NamedTuple):
    """What a cell says about several fields at once.

    values: by field name; the field of the cell itself is read as its type says if it is not among them. note: how it
    was taken, shown at the cell. hint: what else it may mean, with the offers that would make it so; neither is shown
    where the row says so already, and only the user takes an offer over.
    """

    values: Values
    note: str = ""
    hint: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Column:
    """One field of a kind as people see it.

    title: heading on the screen and in workbooks (a file contract, never translated in files);
    also: other headings that mean it; section: the form's group it is in; in_table, in_form: shown there at
    first; filterable: offered as a filter; roster_mm: width on a printed roster, 0 for not printed; masked: hidden
    until shown on purpose, and left out of exports and rosters; shown: value to text where the field's type does not
    say enough, of a link its label, "" for none; hint: one sentence of help; via: the link through which the field of
    another record is reached, see `through`; `tells`: whether a workbook's cells of such a field say which row the link
    means; amid: whether a workbook names the linked row amid other words (a court in 时任单位及职务).
    """

    field: Any
    title: str
    also: tuple[str, ...] = ()
    section: str = ""
    in_table: bool = True
    in_form: bool = True
    filterable: bool = False
    roster_mm: int = 0
    masked: bool = False
    shown: Callable[[Any], str] | None = None
    hint: str = ""
    via: Any = None
    tells: bool = False
    amid: bool = False

    @property
    def name(self) -> str:
        """The attribute name of the field, by which values and problems are keyed."""
        return str(self.field.name) if self.via is None else f"{self.via.name}.{self.field.name}"

    @cached_property
    def link(self) -> type[Record] | None:
        """The record this column points to, if it is a foreign key."""
        return self.field.rel_model if isinstance(self.field, peewee.ForeignKeyField) else None

    @property
    def required(self) -> bool:
        """Whether a row cannot be without it: not NULL and without a default."""
        return self.via is None and not self.field.null and self.field.default is None

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading and all that mean the same."""
        return (self.title, *self.also)


def through(link: Any, field: Any, title: str, **more: Any) -> Column:
    """A column that shows a field of the row a required `link` points to (the department of a course's participant).

    It is listed, sorted, filtered, exported and printed like any other, but it is not the row's own: no form changes
    it and no import fills it. With `tells` a workbook may say by it which row the link means (a staff number).
    """
    return Column(field, title, in_form=False, via=link, **more)


def no_problems(values: Values) -> list[Problem]:
    """The vet of a kind whose fields have nothing to do with one another, the settled of one that is never final."""
    return []


def as_given(values: Values) -> Values:
    """The prepare of a kind that derives nothing."""
    return values


class Changed(NamedTuple):
    """A row that is there and that an import changes: by field name the old and the new value."""

    key: int
    changes: Mapping[str, tuple[Any, Any]]


class SeenTogether(NamedTuple):
    """What the new rows of an import come to beside one another: by field name the columns in which they hold other
    values than the workbook gives, and whole sentences that tell of it. `refused`: why they may not come in together,
    as whole sentences, which are told too; then nothing is imported."""

    columns: Mapping[str, Sequence[Any]]
    told: tuple[str, ...]
    refused: tuple[str, ...] = ()


def each_alone(_columns: Mapping[str, Sequence[Any]], _changed: Sequence[Changed], _today: date) -> SeenTogether:
    """The `together` of a kind of which a row does not depend on how many others there are."""
    return SeenTogether({}, ())


def may_change(old: Values, new: Values) -> list[Problem]:
    """The `vet_change` of a kind of which any sound row may become any other."""
    return []


class Quiet(NamedTuple):
    """Rows of which an import does not say whether they were there already: who takes part in an examination is
    nobody's business.

    of: the link by which they are known; keeps: whether the rows of what it points to (a key) are such; told: what is
    said of it instead, a whole sentence to be translated.
    """

    of: Any
    keeps: Callable[[Any], bool]
    told: str


def stays(values: Values) -> None:
    """The prepare of a rule from which nothing follows."""


@dataclass(frozen=True)
class Rule:
    """A part of what a kind prepares and vets that depends on a few fields, so that rows alike in these share the work.

    of: the fields it looks at; prepare: changes the fields `gives` of the values it is given, from which others may be
    absent; fills: whether it does so only where one of them is empty; `tell`: what an import says of a row before that,
    "" for nothing; vet: what contradicts, as problems at fields; are_sound: for fields in which nearly every row has
    values of its own, found from their columns at once the rows that have none of these problems for certain.
    """

    of: tuple[Any, ...]
    gives: tuple[Any, ...] = ()
    fills: bool = False
    prepare: Callable[[Values], None] = stays
    tell: Callable[[Values], str] | None = None
    vet: Callable[[Values], list[Problem]] = no_problems
    are_sound: Callable[..., Sequence[bool]] | None = None


def prepare_by(rules: tuple[Rule, ...], values: Values) -> Values:
    """All that follows by the rules, one after the other."""
    values = values.copy()
    for rule in rules:
        rule.prepare(values)
    return values


def vet_by(rules: tuple[Rule, ...], values: Values) -> list[Problem]:
    """All that contradicts by the rules."""
    return [problem for rule in rules for problem in rule.vet(values)]


class Unfolded(NamedTuple):
    """How a table whose lines hold several rows, or say less than a row has to, becomes rows.

    gone: the places of the headings that are used up; added: the headings that stand behind the others; rows: for the
    cells of a line, in the order of its headings, the added cells of each row it becomes.
    """

    gone: frozenset[int]
    added: tuple[str, ...]
    rows: Callable[[Sequence[Any]], Sequence[tuple[Any, ...]]]


def as_it_is(headings: Sequence[str], around: Sequence[str]) -> Unfolded | None:
    """The unfold of a kind whose tables have a line for each row."""
    return None


@dataclass(frozen=True)
class Once:
    """How facts that several sources report are counted once, beside those with the same identity.

    by: the field within which rows are compared (whose training it is); of: what is looked at of two rows, in this
    order: from it come the days of one row (`span`) and whether two rows whose days overlap are probably the same
    (`alike`). posted: what is said of a row that reports again what a slice has posted, from what is there and what
    the row gives, "" where it may not say so; corrected: what is said of a row that changes one, from the old and the
    new values, "" for nothing.
    """

    by: Any
    of: tuple[Any, ...]
    span: Callable[[tuple[Any, ...]], tuple[date, date] | None]
    alike: Callable[[tuple[Any, ...], tuple[Any, ...]], bool]
    posted: Callable[[Values, Values], str]
    corrected: Callable[[Values, Values], str]


@dataclass(frozen=True)
class Kind:
    """A record as people see it.

    key: its name on the command line; title: what one row is called (班次); columns: in their order;
    unit: the measure word of its rows on the screen and on paper (场), empty for people (人) and plain rows (条);
    order: fields (or descending fields) the list is sorted by at first;
    identity: which fields recognise an existing row on import, alternatives in the order they are tried;
    prepare: fills in what follows from other values (sex and birth from an ID number); vet: what contradicts, as
    problems at fields; rules: what these two consist of, where very many rows are imported; reads: for fields whose
    workbook cells say more than the field's type can read, what their text means as values ("员额法官" is a category
    and being inside the quota), None when it is not understood; settle: picks
    among the `Candidates` of a row by what else it says, and leaves those it cannot settle; settled: why
    neither form nor import may change or remove a row with these stored values (what a closed course has posted), only
    the action it came from; together: what the new rows of an import, by columns, and the changed ones come to when
    they are seen at once (there are fewer places than people); vet_change: why an import may not make of a row with
    these stored values one with those, though both are sound (who waits for a place would pass others); vet_new: why an
    import may not add a sound row beside what is there (somebody would get too much in a year); quiet: of which
    rows it is not said that they were there; written: for texts of an identity what is the same
    however it is written (full width, brackets); once: how rows are kept from being counted twice; unfold: what the
    headings of a table and the texts around it (its titles, its sheet, its file) say about how its lines become rows;
    icon: its name in `resources/icons`; workbook: what a workbook of its rows is called that may be dropped anywhere on
    the window, empty for rows that only come in where they are listed; stands_in: the year that a workbook is of which
    names none; apart: whether it is confidential whom rows are about though no column is masked (what they point to
    is, or only some rows are). Values are keyed by field name; links are keys.
    """

    record: type[Record]
    key: str
    title: str
    columns: tuple[Column, ...]
    order: tuple[Any, ...] = ()
    identity: tuple[tuple[Any, ...], ...] = ()
    prepare: Callable[[Values], Values] = as_given
    vet: Callable[[Values], list[Problem]] = no_problems
    rules: tuple[Rule, ...] = ()
    reads: tuple[tuple[Any, Callable[[str], Reading | None]], ...] = ()
    settle: Callable[[Values], Values] = as_given
    settled: Callable[[Values], list[Problem]] = no_problems
    together: Callable[[Mapping[str, Sequence[Any]], Sequence[Changed], date], SeenTogether] = each_alone
    vet_change: Callable[[Values, Values], list[Problem]] = may_change
    vet_new: Callable[[Values], list[Problem]] = no_problems
    quiet: Quiet | None = None
    written: tuple[tuple[Any, Callable[[str], str]], ...] = ()
    once: Once | None = None
    unfold: Callable[[Sequence[str], Sequence[str]], Unfolded | None] = as_it_is
    icon: str = ""
    unit: str = ""
    workbook: str = ""
    stands_in: Values = field(default_factory=dict)
    apart: bool = False

    def column(self, field: Any) -> Column:
        """The column of a field object."""
        return next(column for column in self.columns if column.field is field)

    def named(self, title: str) -> Column | None:
        """The column with this heading, or one that means the same."""
        return next((column for column in self.columns if title in column.headings), None)

    @cached_property
    def masks_names(self) -> bool:
        """Whether it masks whom rows are about. Then nothing that is kept may tell it, such as the name of a workbook
        of them."""
        own = (column for column in self.columns if column.masked and column.via is None)
        named = any(column.link or isinstance(column.field, NameField | HolderField) for column in own)
        return named or self.apart or self.quiet is not None

    def check(self, values: Values) -> Values:
        """Prepared values, or Refused with a problem for each field that is missing or contradicts another."""
        values = self.prepare(values)
        problems = [*missing(self, values), *self.vet(values)]
        if problems:
            raise Refused(problems)
        return values


def missing(kind: Kind, values: Values) -> list[Problem]:
    """A problem for each required column without a value."""
    return [
        Problem(_("“{title}”不能为空。").format(title=column.title), field=column.name)
        for column in kind.columns
        if column.required and values.get(column.name) in (None, "")
    ]


def concealed(kind: Kind) -> tuple[Column, ...]:
    """The masked columns of a kind that masks whom its rows are about: sorted or filtered by them it would be told."""
    found = tuple(column for column in kind.columns if column.masked)
    return found if any(stands_by_name(column) for column in found) else ()


def stands_by_name(column: Column) -> bool:
    """Whether rows sorted by this column are sorted by a name: somebody's own, or that of somebody they point to."""
    return names_somebody(column.field)


def names_somebody(field: Any) -> bool:
    """Whether a field is a name of somebody, or points to a row that is called by one."""
    if isinstance(field, peewee.ForeignKeyField):
        field, _alias = named_row(field.rel_model, "")
    return isinstance(field, NameField | HolderField)


def named_row(record: type[Record], alias: str) -> tuple[Any, str]:
    """The field that names a linked row, and under which alias the joins of `label_joins` reach it."""
    field = record.named[0]
    if isinstance(field, peewee.ForeignKeyField):
        return named_row(field.rel_model, alias + "x")
    return field, alias
