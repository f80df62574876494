"""An account of every number: for each kind, series and year how far it goes and what became of each."""

from typing import NamedTuple

from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.numbering.counting import Run, missing, registered, runs_there, unregistered
from cadre_desktop.certificates.numbering.patterns import spans_text
from cadre_desktop.certificates.numbering.taking_over import gaps, run_title
from cadre_desktop.certificates.rules import CertificateState
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store


class Account(NamedTuple):
    """The numbers of a run. `last` is the highest known, `states` counts registered ones by their state; `missing` were
    given by the program and are not registered, `waiting` may be on paper since a printing was broken off, `gaps` the
    program has never given: a paper register was taken over without them."""

    run: Run
    last: int
    states: dict[str, int]
    missing: list[int]
    waiting: list[int]
    gaps: list[int]

    @property
    def sound(self) -> bool:
        """Whether every number from 1 to the last is registered."""
        return not (self.missing or self.waiting or self.gaps)

    @property
    def sentence(self) -> str:
        """All of it in words."""
        states = CertificateState.table()
        counted = "、".join(f"{states.label(state)} {count}" for state, count in self.states.items())
        words = _("{year} 年{title}：编到 {last} 号，登记 {count} 个（{counted}）").format(
            year=self.run.year,
            title=run_title(self.run),
            last=self.last,
            count=sum(self.states.values()),
            counted=counted or _("无"),
        )
        if self.missing:
            words += _("；已给出而没有登记：{serials}").format(serials=spans_text(self.missing))
        if self.waiting:
            words += _("；打印中断、可能已印出：{serials}").format(serials=spans_text(self.waiting))
        if self.gaps:
            words += _("；登记里缺：{serials}").format(serials=spans_text(self.gaps))
        return words + _("。")


def accounts(store: Store, year: int | None = None) -> list[Account]:
    """The account of each run, or of those of a year."""
    runs = [run for run in runs_there(store) if run.year]
    lacking = missing(store, runs)
    waiting = unregistered(on_their_way(store))
    on_way = {run: sorted(number.serial for number in waiting if number.run == tuple(run)) for run in runs}
    known = {run: registered(run).union(lacking.get(run, ()), on_way[run]) for run in runs}
    return [
        Account(run, max(known[run]), _states(run), lacking.get(run, []), on_way[run], gaps(run, known))
        for run in runs
        if known[run] and (year is None or run.year == year)
    ]


def _states(run: Run) -> dict[str, int]:
    statement = "SELECT state, count(*) FROM issued_certificate WHERE kind = ? AND series = ? AND year = ? GROUP BY 1"
    found = dict(database.rows(statement, run.kind.value, run.series, run.year))
    return {state.value: found[state.value] for state in CertificateState if state.value in found}
