"""What a slice lets the rest of the program know of it: its kinds and registers, figures, due dates, permissions, and
what search, journal, overview, imports and the check of a file have to know of its rows.

Window, overview, command line and schema read these declarations and know no slice by name.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Register:
    """A kind that needs no screen of its own: its list, with the form beside it, is a page of its slice's tab.

    section: the heading it is found under at the side of the tab, where a slice has so many registers that a row of
    page tabs would not hold them; editable: whether rows are entered, changed and imported there, or only come about by
    actions.
    """

    kind: Kind
    section: str = ""
    editable: bool = True


@dataclass(frozen=True)
class Period:
    """The year that is asked for, as of `today`.

    `until` is a past day of it: then only what had happened by then is counted, and what stood on it.
    """

    year: int
    today: date
    until: date | None = None


def same_day_before(year: int, today: date) -> date | None:
    """The day up to which the year before `year` is compared with it (上年同期): while the year runs, the same day a
    year earlier (28 February for the 29th); None for a year that is over, which is compared with a whole one."""
    if year != today.year:
        return None
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=year - 1, day=28 if leap else today.day)


@dataclass(frozen=True)
class Figure:
    """A number that a slice publishes for every year.

    key: its name on the command line; label, unit: as people read it, `short` where there is little room for the label;
    definition: what exactly is counted, in one sentence; rows: the list that it counts; count: the number, where it is
    not how many these rows are (how many categories they are of), None for so few people that it is not told.
    """

    key: str
    label: str
    unit: str
    definition: str
    rows: Callable[[Period], Listing]
    count: Callable[[Period], int | None] | None = None
    short: str = ""


class Bar(NamedTuple):
    """A part of a figure: what it is called, how many there are, and the list of them."""

    label: str
    value: int
    rows: Callable[[], Listing]


@dataclass(frozen=True)
class Breakdown:
    """A figure by its parts, as a chart on the overview.

    title: of the chart; counted: what its bars count; bars: those of a year, as many in every year; compared: whether
    those of the year before stand beside them.
    """

    title: str
    counted: str
    bars: Callable[[int], Sequence[Bar]]
    compared: bool = False


class Due(NamedTuple):
    """A day on which something begins or should have been finished, as a sentence, and the key of its row. `rows` are
    those that it is about where they are several."""

    day: date
    text: str
    key: int
    rows: Listing | None = None


def nothing_late(_today: date) -> Iterable[Due]:
    """The `overdue` of what only comes and is never late."""
    return ()


@dataclass(frozen=True)
class DueDate:
    """The days that rows of a kind are to be thought of.

    coming: those from the first to the second day, both included; overdue: those that should be over by a day.
    """

    kind: Kind
    coming: Callable[[date, date], Iterable[Due]]
    overdue: Callable[[date], Iterable[Due]] = nothing_late


@dataclass(frozen=True)
class Permission:
    """What somebody can be allowed to do, as one thing.

    key: what it is stored under; title: as it is granted; kinds: whose rows it lets somebody write.
    """

    key: str
    title: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Beginning:
    """What somebody begins with whose file is still empty.

    kind: the rows that are made first; action: what the button says; thing: what is made, as a sentence names it;
    taking_part: who takes part in it, None where nobody does (people come before everything else).
    """

    kind: Kind
    action: str
    thing: str = ""
    taking_part: Kind | None = None


@dataclass(frozen=True)
class FoundFirst:
    """A kind that people mostly look for.

    rank: the smaller, the further above in what is found; telling: the fields that tell rows of one name apart, where
    these are not the first columns.
    """

    kind: Kind
    rank: int
    telling: tuple[Any, ...] = ()


@dataclass(frozen=True)
class OtherWorkbook:
    """A workbook that is of no kind, which may be dropped anywhere on the window.

    key, title: its name, and what it is called; is_one: whether a workbook that was read (`documents.workbook`) is
    such a one; alone: whether it can then be nothing else.
    """

    key: str
    title: str
    is_one: Callable[[Any], bool]
    alone: bool = False


@dataclass(frozen=True)
class DroppedFiles:
    """Files that are no workbooks, which may be dropped anywhere on the window, also in folders and zips.

    key: its name; endings: what such files and their zips end with; are_such: whether what was dropped is or holds
    such files, asked once it was dropped.
    """

    key: str
    endings: tuple[str, ...]
    are_such: Callable[[Sequence[Path]], bool]


@dataclass(frozen=True)
class AfterImport:
    """What follows from imported rows of a kind, as a step of its own.

    failed: the sentence for when it could not be done, with ``{why}``; the import itself stays.
    """

    kind: Kind
    follow: Callable[[Store], object]
    failed: str


@dataclass(frozen=True)
class Unfinished:
    """What a killed program, or one that could not reach a disk, has left to be done when the file is opened next.

    waits: whether there is anything; go_on: does it, with the settings of this computer (key, default), and says what
    came of it, and whether that was all.
    """

    waits: Callable[[], bool]
    go_on: Callable[[Store, Callable[[str, Any], Any]], tuple[str, bool]]


class CodeNames(Protocol):
    """Says what rows are called where not by their names; made anew for every reading, it may remember."""

    def applies(self, values: dict[str, Any]) -> bool:
        """Whether a row with these stored values may not name whom it is about."""
        ...

    def called(self, key: int, values: dict[str, Any]) -> str:
        """What the row of this key is called in a row with these values."""
        ...


StoredValues = Callable[[type[Record], int], dict[str, Any]]
"""The stored values of a row by column, as it is or was."""


@dataclass(frozen=True)
class Coded:
    """Rows that go by codes instead of names in some rows that link to them.

    record: whose rows; link: the column of the link to them; columns: what a row has that may hide their names; told:
    what such a row ``t`` meets when it may be told beside a name all the same.
    """

    record: type[Record]
    link: str
    columns: frozenset[str]
    told: Condition
    names: Callable[[StoredValues], CodeNames]


class PersonLine(NamedTuple):
    """A fact about somebody as a line of their page: `key` is the row of `kind` that says it, which the line opens.

    starts, ends: from when to when, or only the day; `open` says that what began still goes on. precision: how exactly
    these days are known. note: what is to be said in small beside the text; tone: that of a state. posted: the row that
    has posted this one, so that a section says it once. mark: by a word or two on the timeline, "" for nothing there.
    """

    kind: Kind
    key: int
    text: str
    starts: date | None = None
    ends: date | None = None
    open: bool = False
    precision: Precision = "day"
    note: str = ""
    tone: Tone = ""
    posted: int | None = None
    mark: str = ""


@dataclass(frozen=True)
class AboutPerson:
    """What is known of a person, as a section of their page: `lines` of the person with that key, in any order.

    key: sections of one key are shown as one, under the `title` of the first; order: where among the sections, the
    smaller the further above; restricted: whether it is shown only to those who ask for it.
    """

    key: str
    title: str
    order: int
    lines: Callable[[int], Iterable[PersonLine]]
    restricted: bool = False


@dataclass(frozen=True)
class Published:
    """One slice.

    records: its tables; with_screens: the kinds that the slice shows in its own way, each named before those that link
    to it; registers: all others; limits: what a row of a kind has to meet to be in general lists and exports
    (nobody's examination does so); report_order: which of the slices comes first in the annual report, and so among
    figures and due dates.

    For the overview: years: those that there is something of; breakdowns: its charts; beginnings: its first steps.
    For search: found_first: what is mostly looked for; not_sought: kinds whose rows follow from others, by which they
    are found. For the journal: unlisted: records that no list shows, and what they are called; stand_ins: records whose
    rows stand for a person, so that what links to them is about that person too; coded: who goes by codes.
    For workbooks: other_workbooks: those of no kind; after_import: what follows from imported rows. dropped_files:
    files of another sort that are taken in. For the page of a person: about_person: what it knows of somebody.
    checks: what is wrong with its rows, as sentences, when a whole file is checked. name_lists: its lists of names
    (`people.name_list`): once declared, what they book is known wherever a lecturer or a room is asked about.
    unfinished: what is gone on with when a file is opened.
    """

    records: tuple[type[Record], ...] = ()
    with_screens: tuple[Kind, ...] = ()
    registers: tuple[Register, ...] = ()
    figures: tuple[Figure, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    permissions: tuple[Permission, ...] = ()
    limits: tuple[tuple[Kind, Condition], ...] = ()
    report_order: int = 0
    years: Callable[[], Iterable[int]] = tuple
    breakdowns: tuple[Breakdown, ...] = ()
    beginnings: tuple[Beginning, ...] = ()
    found_first: tuple[FoundFirst, ...] = ()
    not_sought: tuple[Kind, ...] = ()
    unlisted: tuple[tuple[type[Record], str], ...] = ()
    stand_ins: tuple[type[Record], ...] = ()
    coded: tuple[Coded, ...] = ()
    other_workbooks: tuple[OtherWorkbook, ...] = ()
    dropped_files: tuple[DroppedFiles, ...] = ()
    after_import: tuple[AfterImport, ...] = ()
    checks: tuple[Callable[[], Iterable[str]], ...] = ()
    name_lists: tuple[Any, ...] = ()
    about_person: tuple[AboutPerson, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds; one that the slice shows in its own way may be a register elsewhere."""
        shown = {kind.key for kind in self.with_screens}
        return (*self.with_screens, *(each.kind for each in self.registers if each.kind.key not in shown))

    @property
    def workbooks(self) -> dict[str, str]:
        """The kinds whose workbooks may be dropped anywhere, by key, and what these are called. Any register takes them
        in, by its own name if they have no other."""
        filled = {each.kind.key for each in self.registers if each.editable}
        return {kind.key: kind.workbook or kind.title for kind in self.kinds if kind.workbook or kind.key in filled}
