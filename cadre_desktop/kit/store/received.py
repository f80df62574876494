"""Chains of steps that other stations have sent: kept whole beside this file's own journal, and verified by themselves.

They are evidence. What this file takes over of them is written by steps of its own, in its own order; so steps from
elsewhere never come between these, whatever their numbers are.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import chain, dialect, journal
from cadre_desktop.kit.store.chain import Link
from cadre_desktop.kit.store.database import database

CHANGES = "received_change WHERE sender = ? AND step = ?"
"""SQL: the changes of a step of another station's chain."""

_CHANGE = "id, step, table_name, row, op, was, now, salt, digest"


class JournalLine(NamedTuple):
    """A change as it is written in a journal, salt and all."""

    id: int
    step: int
    table_name: str
    row: int
    op: str
    was: str | None
    now: str | None
    salt: bytes | None
    digest: bytes | None


def run_after(seq: int = 0) -> tuple[list[Link], list[JournalLine]]:
    """This file's own steps after `seq`, with their changes: what is sent to another station."""
    steps = list(chain.links("step", "seq > ?", seq))
    rows = database.rows(
        f"SELECT {_CHANGE} FROM change WHERE step IN (SELECT id FROM step WHERE seq > ?) ORDER BY id", seq
    )
    return steps, [JournalLine(*row) for row in rows]


def keep(step: int, sender: int, steps: Sequence[Link], changes: Sequence[JournalLine]) -> None:
    """Keep a run of steps that the station `sender` has sent; inside the step numbered `step`.

    Raises Refused if they do not follow the sender's last kept step, or if their hashes do not fit their content; the
    step has to fail then.
    """
    before = last(sender)
    follows = bool(steps) and (before is None or (steps[0].seq, steps[0].previous) == (before.seq + 1, before.hash))
    numbered = [link.seq for link in steps] == list(range(steps[0].seq, steps[0].seq + len(steps))) if steps else False
    if not (follows and numbered and {line.step for line in changes} <= {link.id for link in steps}):
        raise _incomplete()
    database.executemany(
        f"INSERT INTO received_step (sender, {chain.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((sender, *link) for link in steps),
    )
    database.executemany(
        f"INSERT INTO received_change (sender, {_CHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((sender, *line) for line in changes),
    )
    if any(chain.broken(steps, CHANGES, sender, previous=steps[0].previous)):
        raise _incomplete()
    end = steps[-1]
    kept = {"sender": sender, "first": steps[0].seq, "seq": end.seq, "hash": end.hash}
    journal.write_line(step, "received_step", end.seq, "I", kept)


def _incomplete() -> Refused:
    return Refused(_("收到的操作记录不完整，或与上次收到的接不上，没有接收。请对方重新导出。"))


def last(sender: int) -> Link | None:
    """The last step kept of a sender's chain."""
    rows = database.rows(
        f"SELECT {chain.COLUMNS} FROM received_step WHERE sender = ? ORDER BY seq DESC LIMIT 1", sender
    )
    return Link(*rows[0]) if rows else None


def senders() -> list[int]:
    """The stations of whose chains something is kept."""
    return [number for (number,) in database.rows("SELECT DISTINCT sender FROM received_step ORDER BY sender")]


def broken(sender: int) -> Iterator[Link]:
    """The kept steps of a sender whose hash does not fit, in the order of that station."""
    links = chain.links("received_step", "sender = ?", sender)
    return chain.broken(links, CHANGES, sender, previous=None)


class _ReceivedRun(NamedTuple):
    """Steps of a sender that came at once, as this file's own journal has them: their numbers, the last hash."""

    sender: int
    first: int
    last: int
    hash: str


def _runs() -> list[_ReceivedRun]:
    columns = ", ".join(dialect.in_json("now", name) for name in ("sender", "first", "seq", "hash"))
    found = f"SELECT {columns} FROM change WHERE table_name = 'received_step' AND now IS NOT NULL ORDER BY id"
    return [_ReceivedRun(*line) for line in database.rows(found)]


def missing() -> list[tuple[int, int]]:
    """Sender and last `seq` of the runs of steps that are in this file's journal but are not kept whole."""
    last = dialect.any_of("seq = ? AND hash = ?")
    held = f"SELECT count(*), {last} FROM received_step WHERE sender = ? AND seq BETWEEN ? AND ?"
    return [
        (run.sender, run.last)
        for run in _runs()
        if database.rows(held, run.last, run.hash, run.sender, run.first, run.last) != [(run.last - run.first + 1, 1)]
    ]


def strays() -> int:
    """How many steps and changes are kept although this file's own journal does not say that they were received."""
    runs = json.dumps(_runs())
    steps = (
        f"SELECT count(*) FROM received_step s WHERE NOT EXISTS (SELECT 1 FROM {dialect.listed_rows('r')} WHERE"
        f" {dialect.item('r', 0)} = s.sender AND s.seq BETWEEN {dialect.item('r', 1)} AND {dialect.item('r', 2)})"
    )
    changes = (
        "SELECT count(*) FROM received_change c WHERE NOT EXISTS"
        " (SELECT 1 FROM received_step s WHERE s.sender = c.sender AND s.id = c.step)"
    )
    return int(database.value(steps, runs)) + int(database.value(changes))
