"""How far numbers have been given, and which of them are registered nowhere.

The register alone does not know: undoing an issue takes its rows out, and an older backup never had them; yet the
numbers may be on paper. So beside the register tallies are kept, which never go back and are carried over when a backup
is restored (`kit.store.counting_on`): for each series and year the highest number that was given, and for each step
the run of numbers it gave. What was given and is not registered is missing: it is registered as unused with the next
issue (`giving`), so that every number of the register is accounted for. Numbers below that the program never gave (a
paper register was taken over only in part) are gaps that are told, and registered only when somebody says so.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cadre_desktop.certificates.being_printed import NumberOnItsWay, on_their_way
from cadre_desktop.certificates.numbering.series import WrittenSeries, begins_yearly
from cadre_desktop.certificates.records import GIVEN, LAST
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import counting_on
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store


class Run(NamedTuple):
    """The numbers of a series in a year."""

    kind: CertificateKind
    series: str
    year: int


def run_key(run: Run) -> str:
    """Under which tally it is kept how far a run has been given; version 1 wrote it so for the usual series."""
    return f"{LAST}{run.kind}.{run.year}" + (f".{run.series}" if run.series else "")


def _run_of(key: str) -> Run | None:
    kind, year, *series = key.removeprefix(LAST).split(".", 2)
    if kind not in set(CertificateKind) or not year.isdecimal():
        return None
    return Run(CertificateKind(kind), series[0] if series else "", int(year))


def last_given(store: Store, series: WrittenSeries, year: int) -> int:
    """The highest number that a series has ever given in a year, or where it never begins again in any; also where it
    was undone, or restored over."""
    runs = _counted(store)
    if series.pattern.yearly:
        run = Run(series.kind, series.name, year)
        return max(runs.get(run, 0), _registered_last(run))
    own = [last for run, last in runs.items() if run[:2] == (series.kind, series.name)]
    statement = "SELECT max(serial) FROM issued_certificate WHERE kind = ? AND series = ?"
    return max([*own, int(database.value(statement, series.kind.value, series.name) or 0)])


def _counted(store: Store) -> dict[Run, int]:
    return {run: last for key, last in store.tallies(LAST).items() if (run := _run_of(key)) is not None}


def _registered_last(run: Run) -> int:
    statement = "SELECT max(serial) FROM issued_certificate WHERE kind = ? AND series = ? AND year = ?"
    return int(database.value(statement, run.kind.value, run.series, run.year) or 0)


def note_given(store: Store, run: Run, serials: Iterable[int]) -> None:
    """These numbers of a run have been given; with the step under way."""
    ordered = sorted(serials)
    store.raise_tally(run_key(run), ordered[-1])
    first = last = ordered[0]
    for serial in [*ordered[1:], 0]:
        if serial == last + 1:
            last = serial
            continue
        store.raise_tally(f"{GIVEN}{run.kind}.{run.year}.{first}.{run.series}", last)
        first = last = serial


def registered(run: Run) -> set[int]:
    """The serials of a run that are in the register."""
    statement = "SELECT serial FROM issued_certificate WHERE kind = ? AND series = ? AND year = ?"
    return {int(serial) for (serial,) in database.rows(statement, run.kind.value, run.series, run.year)}


def _registered_as(run: Run, there: set[int]) -> set[int]:
    """The serials that the numbers of a run are registered under, if need be for another year: where a series never
    begins again, a number is the same in every year."""
    if begins_yearly(run.kind, run.series):
        return there
    rows = database.rows(
        "SELECT serial FROM issued_certificate WHERE kind = ? AND series = ?", run.kind.value, run.series
    )
    return {int(serial) for (serial,) in rows}


def runs_registered() -> set[Run]:
    """Every run of which a number is in the register."""
    rows = database.rows("SELECT DISTINCT kind, series, year FROM issued_certificate")
    return {Run(CertificateKind(kind), series, year) for kind, series, year in rows}


def runs_there(store: Store) -> list[Run]:
    """Every run of which a number was given or registered or is on its way, in order."""
    order = list(CertificateKind)
    every = {*runs_registered(), *_counted(store), *_given(store), *(Run(*each.run) for each in on_their_way(store))}
    return sorted(every, key=lambda run: (run.year, order.index(run.kind), run.series))


def missing(store: Store, runs: Iterable[Run] | None = None) -> dict[Run, list[int]]:
    """By run the numbers that the program has given and that are neither registered nor on their way to a printer.

    Before version 7 only the highest given was kept: what is above the highest registered had been given then.
    """
    given, counted = _given(store), _counted(store)
    waiting = defaultdict(set)
    for number in unregistered(on_their_way(store)):
        waiting[Run(number.kind, number.series, number.year)].add(number.serial)
    found = {}
    for run in runs if runs is not None else {**given, **counted}:
        there = registered(run)
        above = range(max(there, default=0) + 1, counted.get(run, 0) + 1)
        lacking = set(given.get(run, above)) - _registered_as(run, there) - waiting[run]
        if lacking:
            found[run] = sorted(lacking)
    return found


def _given(store: Store) -> dict[Run, set[int]]:
    found: dict[Run, set[int]] = defaultdict(set)
    for key, last in store.tallies(GIVEN).items():
        kind, year, first, series = key.removeprefix(GIVEN).split(".", 3)
        found[Run(CertificateKind(kind), series, int(year))].update(range(int(first), last + 1))
    return found


def unregistered(numbers: Iterable[NumberOnItsWay]) -> list[NumberOnItsWay]:
    """Those that nobody has registered meanwhile, as by taking an older register in."""
    numbers = list(numbers)
    taken = {run: _registered_as(run, registered(run)) for run in {Run(*number.run) for number in numbers}}
    return [each for each in numbers if each.serial not in taken[Run(*each.run)]]


def must_ask(store: Store) -> bool:
    """Whether it has to be asked what the last numbers on paper are."""
    return counting_on.later_state_unknown(store)


def refuse_unless_known(store: Store) -> None:
    """Raises Refused where it has to be asked first."""
    if must_ask(store):
        raise Refused(
            _(
                "数据是从备份恢复的，恢复以前证书编到了几号查不出来，现在编号可能与纸上的重复。"
                "请先在“证书 > 证书登记 > 更多”里选“核对纸上最后的编号…”。"
            )
        )
