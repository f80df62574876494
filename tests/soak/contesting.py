"""What people do with a contest, drawn by lot: take it in from a workbook, mark, seal, open again, hand out titles."""

import random
import tempfile
from pathlib import Path

from cadre_desktop.contests.actions.awarding import issue_certificates
from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.sealing import reopen, seal
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Mark
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from tests.contests import contest_book


def _take_in(lot: random.Random, store: Store) -> None:
    """The contest of the workbook, some of whose marks are others this time, or lacking."""
    content = contest_book.sheets()
    head, *marks = content["评分"]
    content["评分"] = [head, *(mark for mark in marks if lot.random() < 0.9)]
    with tempfile.TemporaryDirectory() as folder:  # not beside the file, whose disk may be full
        import_contest(store, contest_book.write(Path(folder) / "竞赛.xlsx", content))


def _mark(lot: random.Random, store: Store) -> None:
    marks = list(Mark.select().order_by(Mark.id))
    if not marks:
        raise Refused("there are no marks")
    first = lot.choice(marks)
    event = Event.by_key(Criterion.by_key(first.__data__["criterion"]).__data__["event"])
    alike = [mark for mark in marks if mark.__data__["criterion"] == first.__data__["criterion"]]
    record_marks(
        store,
        event,
        [
            MarkEntry(mark.__data__["entrant"], mark.__data__["judge"], mark.__data__["criterion"], value)
            for mark in lot.sample(alike, min(len(alike), lot.randint(1, 5)))
            for value in [lot.choice((None, 10_000, 25_500, 30_000, 99_000))]
        ],
    )


def _contest() -> Contest:
    found: Contest | None = Contest.select().first()
    if found is None:
        raise Refused("there is no contest")
    return found


def _seal(lot: random.Random, store: Store) -> None:
    seal(store, _contest(), lot.choice(("", "按现有评分封存")))


def _reopen(lot: random.Random, store: Store) -> None:
    reopen(store, _contest(), "复核")


def _set_status(lot: random.Random, store: Store) -> None:
    rows = list(Entrant.select().order_by(Entrant.id))
    if not rows:
        raise Refused("there are no entrants")
    set_status(store, [lot.choice(rows).id], lot.choice(list(EntrantStatus)), "因公出差")


def _certify(lot: random.Random, store: Store) -> None:
    issue_certificates(store, _contest())


ACTIONS = (_take_in, _mark, _mark, _mark, _seal, _reopen, _set_status, _certify)
