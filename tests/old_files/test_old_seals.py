"""A contest that was sealed under an earlier version is still what was sealed, and still shows when it is not."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from released import unpack
from sqlcipher3 import dbapi2

from cadre_desktop.contests.actions.sealed_hash import COVERED, COVERED_IF_ANY, is_intact
from cadre_desktop.contests.records import Contest, Event, Track
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

HASHED_BY_1 = (
    "SELECT id, name, edition, year, several_tracks FROM contest WHERE id = ?",
    "SELECT id, name, category, specialty, place, draw_seed FROM track WHERE contest_id = ? ORDER BY id",
    "SELECT * FROM event WHERE contest_id = ? ORDER BY id",
    "SELECT * FROM criterion WHERE contest_id = ? ORDER BY id",
    "SELECT * FROM judge WHERE contest_id = ? ORDER BY id",
    "SELECT s.* FROM seat s JOIN judge j ON j.id = s.judge_id WHERE j.contest_id = ? ORDER BY s.id",
    "SELECT * FROM entrant WHERE contest_id = ? ORDER BY id",
    "SELECT r.* FROM recusal r JOIN judge j ON j.id = r.judge_id WHERE j.contest_id = ? ORDER BY r.id",
    "SELECT * FROM award_level WHERE contest_id = ? ORDER BY id",
    "SELECT * FROM tie_break WHERE contest_id = ? ORDER BY id",
    "SELECT c.* FROM award_choice c JOIN award_level l ON l.id = c.level_id WHERE l.contest_id = ? ORDER BY c.id",
    "SELECT m.* FROM mark m JOIN event e ON e.id = m.event_id WHERE e.contest_id = ? ORDER BY m.id",
    "SELECT s.* FROM score_sheet s JOIN event e ON e.id = s.event_id WHERE e.contest_id = ? ORDER BY s.id",
    "SELECT * FROM result WHERE contest_id = ? ORDER BY id",
)
"""As version 1 was released; never changed."""

NO_RESULTS = {
    "contest": {"starts", "ends", "place", "organiser", "second_keying", "status", "sealed_on", "sealed_hash", "notes"},
}
"""By table the columns that make no results: a seal does not cover them."""


def seal_as_1(path: Path) -> None:
    """Seal the one contest of a file as version 1 did, without its program."""
    connection = dbapi2.connect(str(path))
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    ((key,),) = connection.execute("SELECT id FROM contest").fetchall()
    digest = sha256()
    for statement in HASHED_BY_1:
        rows = connection.execute(statement, (key,)).fetchall()
        digest.update(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    connection.execute("UPDATE contest SET status = 'sealed', sealed_hash = ?", (digest.hexdigest(),))
    connection.commit()
    connection.close()


@pytest.fixture
def sealed(tmp_path):
    """The contest that version 1 sealed, in the file as it is today, and the store."""
    path = unpack(1, tmp_path)
    seal_as_1(path)
    store = open_store(path, SCHEMA, "王祯")
    yield store, Contest.get()
    close_store(store)


def test_what_version_1_sealed_is_intact(sealed):
    _store, contest = sealed
    assert Event.select().where(Event.contest == contest).count() > 1
    assert is_intact(contest)


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (Event, {"anonymous": True}),
        (Event, {"weight": 1}),
        (Track, {"code_seed": "X"}),
        (Track, {"matched_reason": "y"}),
    ],
)
def test_what_was_changed_behind_its_back_shows(sealed, record, change):
    store, contest = sealed
    with store.step("绕过"):
        record.update(**change).where(record.contest == contest).execute()
    assert not is_intact(contest)


def test_every_column_that_makes_results_is_covered():
    """Whoever adds a column to one of these tables says whether a seal covers it, and how older seals stay as they are:
    in `COVERED_IF_ANY` or, where it makes no results, in `NO_RESULTS`."""
    covered: dict[str, set[str]] = {}
    for part in (*COVERED, *COVERED_IF_ANY):
        covered.setdefault(part.table, set()).update(re.findall(r"\w+", f"{part.columns} {part.rows}"))
    for table, words in covered.items():
        columns = {field.column_name for field in SCHEMA.record(table)._meta.sorted_fields}
        assert columns - words == NO_RESULTS.get(table, set()), table


def test_a_column_of_later_does_not_change_a_seal(sealed):
    """Whatever its tables are given: the columns that a seal covers are named."""
    _store, contest = sealed
    for part in COVERED:
        database.run(f"ALTER TABLE {part.table} ADD COLUMN later TEXT NOT NULL DEFAULT 'x'")
    assert is_intact(contest)
