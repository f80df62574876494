"""What a paper register that is taken over comes to: from which number to which, and which are lacking."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.certificates.numbering.counting import Run, registered, runs_registered
from cadre_desktop.certificates.numbering.patterns import spans_text
from cadre_desktop.certificates.numbering.series import begins_yearly
from cadre_desktop.certificates.rules import CertificateKind, CertificateState
from cadre_desktop.kit.kind import Changed, SeenTogether
from cadre_desktop.kit.language import _


def numbers_together(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], _today: date) -> SeenTogether:
    """The numbers of new rows together with those registered already: a sentence for each year, kind and series; and
    how many are collected without a day."""
    taken: dict[Run, set[int]] = defaultdict(set)
    fields = (columns.get(name, ()) for name in ("kind", "series", "year", "serial"))
    for kind, series, year, serial in zip(*fields, strict=False):
        if year and serial and kind:
            taken[Run(CertificateKind(kind), series or "", int(year))].add(int(serial))
    series = {run[:2] for run in taken}
    known = {run: registered(run) for run in (*taken, *runs_registered()) if run[:2] in series}
    for run, serials in taken.items():
        known[run] |= serials
    told = [_told(run, known) for run in sorted(taken, key=_in_order)]
    if count := _without_day(columns, changed):
        words = _("{count} 份写了领取人、没有写领取日期：登记为已领取，领取日期留空。")
        told.append(words.format(count=count))
    return SeenTogether({}, tuple(told))


def _without_day(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed]) -> int:
    states = columns.get("state", ())
    days = columns.get("collected") or [None] * len(states)
    became = [state for state, day in zip(states, days, strict=True) if not day]
    became += [
        each.changes["state"][1] for each in changed if "state" in each.changes and "collected" not in each.changes
    ]
    return became.count(CertificateState.COLLECTED)


def _in_order(run: Run) -> tuple[int, str, str]:
    return run.year, run.kind, run.series


def _told(run: Run, known: Mapping[Run, set[int]]) -> str:
    there, lacking = known[run], gaps(run, known)
    words = _("{year} 年{title}编号 {first}–{last}，共 {count} 份")
    text = words.format(year=run.year, title=run_title(run), first=min(there), last=max(there), count=len(there))
    if lacking:
        text += _("，缺 {gaps} 号").format(gaps=spans_text(lacking))
    return text + _("。")


def run_title(run: Run) -> str:
    """荣誉证书, or with its series 荣誉证书（党建）."""
    label = _(run.kind.label)
    return _("{kind}（{series}）").format(kind=label, series=run.series) if run.series else label


def gaps(run: Run, known: Mapping[Run, set[int]]) -> list[int]:
    """The numbers that a run is lacking from 1 to its highest; `known` are those of all runs.

    Where a series never begins again, the years share its numbers: one is lacking where no year has it, and told with
    the year that goes beyond it first.
    """
    there = known[run]
    last = max(there, default=0)
    if not begins_yearly(run.kind, run.series):
        others = [serials for other, serials in known.items() if other != run and other[:2] == run[:2] and serials]
        there = there.union(*others, *(range(1, max(each)) for each in others if max(each) < last))
    return [serial for serial in range(1, last) if serial not in there]
