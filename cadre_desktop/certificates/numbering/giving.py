"""Giving numbers: one after the other, with the step under way, and what is missing before them is registered as
unused."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.certificates.being_printed import NumberOnItsWay, forget, on_their_way
from cadre_desktop.certificates.numbering.counting import (
    Run,
    last_given,
    missing,
    note_given,
    refuse_unless_known,
    unregistered,
)
from cadre_desktop.certificates.numbering.series import WrittenSeries, series_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, nobody
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store


class NumberWanted(NamedTuple):
    """A certificate that wants a number; `content` is what is on it, see `being_printed.content_of`."""

    kind: CertificateKind
    series: str
    year: int
    issuer: str
    content: str


class NumberGiven(NamedTuple):
    """A number, as it is written and as it is counted."""

    number: str
    series: str
    year: int
    serial: int

    def values(self) -> dict[str, Any]:
        """By the fields of the register."""
        return self._asdict()


def give(store: Store, wanted: Sequence[NumberWanted]) -> list[NumberGiven]:
    """Numbers in the order of `wanted`, inside a step; what may be on paper with a number already has that one.

    Numbers of these runs that were given and are registered nowhere are registered as unused. Raises Refused when the
    numbers of a series are used up, when a number is registered in another series, and where it is not known how far
    numbers were given (`asking`).
    """
    refuse_unless_known(store)
    giving = _Giving(store)
    given = [giving.next(each) for each in wanted]
    _refuse_taken(given)
    register_unused(store, missing(store, giving.runs))
    giving.note()
    return given


class _Giving:
    """The numbers given in one step so far."""

    def __init__(self, store: Store):
        self._store = store
        self._waiting = unregistered(on_their_way(store))
        self._series: dict[tuple[CertificateKind, str, str], WrittenSeries] = {}
        self._last: dict[tuple[CertificateKind, str, int], int] = {}
        self._taken: list[NumberOnItsWay] = []
        self._given: dict[Run, list[int]] = defaultdict(list)

    @property
    def runs(self) -> list[Run]:
        return list(self._given)

    def next(self, wanted: NumberWanted) -> NumberGiven:
        run = Run(wanted.kind, wanted.series, wanted.year)
        series = self._series_of(wanted)
        known = next((each for each in self._waiting if (each.run, each.content) == (tuple(run), wanted.content)), None)
        if known is None:
            serial = self._next_serial(series, wanted.year)
        else:
            serial = known.serial
            self._waiting.remove(known)
            self._taken.append(known)
        try:
            number = series.pattern.number(wanted.year, serial)
        except Unclear as unclear:
            raise Refused(str(unclear)) from unclear
        self._given[run].append(serial)
        return NumberGiven(number, wanted.series, wanted.year, serial)

    def _series_of(self, wanted: NumberWanted) -> WrittenSeries:
        key = (wanted.kind, wanted.series, wanted.issuer)
        if key not in self._series:
            self._series[key] = series_of(self._store, *key)
        return self._series[key]

    def _next_serial(self, series: WrittenSeries, year: int) -> int:
        yearly = series.pattern.yearly
        key = (series.kind, series.name, year if yearly else 0)
        if key not in self._last:
            ahead = [
                each.serial
                for each in self._waiting + self._taken
                if (each.kind, each.series, each.year if yearly else 0) == key
            ]
            self._last[key] = max([last_given(self._store, series, year), *ahead])
        self._last[key] += 1
        return self._last[key]

    def note(self) -> None:
        for run, serials in self._given.items():
            note_given(self._store, run, serials)
        forget(self._store, self._taken)


def _refuse_taken(given: Iterable[NumberGiven]) -> None:
    """A number that is registered already, by hand or in another series."""
    numbers = json.dumps([each.number for each in given], ensure_ascii=False)
    rows = database.rows(f"SELECT number, name FROM issued_certificate WHERE number IN {LISTED} LIMIT 1", numbers)
    for number, name in rows:
        text = _("编号“{number}”已登记给“{name}”，不能再发。请在“编号格式”里检查这个系列的格式。")
        raise Refused(text.format(number=number, name=name))


def register_unused(store: Store, serials: Mapping[Run, Iterable[int]], reason: str = "") -> int:
    """Register numbers as unused, inside a step; returns how many. They are void from the first. Where a series never
    begins again, the same number may be lacking for two years: it is registered once."""
    today = store.clock.today()
    why = reason or _("编号已给出而没有登记（撤销、恢复备份或打印中断），留作空号")
    patterns = {run: series_of(store, run.kind, run.series).pattern for run in serials}
    numbered = {
        patterns[run].number(run.year, serial): (run, serial) for run, lacking in serials.items() for serial in lacking
    }
    rows = [
        {
            "kind": run.kind,
            "number": number,
            "series": run.series,
            "year": run.year,
            "serial": serial,
            "name": nobody(),
            "issued": min(today, date(run.year, 12, 31)),
            "cancelled": today,
            "reason": why,
            "state": CertificateState.UNUSED,
        }
        for number, (run, serial) in numbered.items()
    ]
    IssuedCertificate.add_many(rows)
    return len(rows)


def register_missing(store: Store, also_on_their_way: bool = False) -> int:
    """Register every number that was given and is registered nowhere as unused, in a step; returns how many.

    With `also_on_their_way` also those that may be on paper since a printing was broken off: nobody gets them then.
    """
    found = {run: list(serials) for run, serials in missing(store).items()}
    waiting = unregistered(on_their_way(store)) if also_on_their_way else []
    for each in waiting:
        found.setdefault(Run(*each.run), []).append(each.serial)
    count = sum(map(len, found.values()))
    if not count:
        return 0
    with store.step(_("登记 {count} 个空号").format(count=count)):
        register_unused(store, found)
        for each in waiting:
            note_given(store, Run(*each.run), [each.serial])
        forget(store, waiting)
    return count
