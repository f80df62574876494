"""The hash of a sealed contest: what it covers by name, so that later columns and tables do not change old seals."""

import json
from hashlib import sha256
from typing import NamedTuple

from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.store.database import database


class Covered(NamedTuple):
    """Columns of a table in the order in which they are hashed, and which rows of it are those of a contest."""

    table: str
    columns: str
    rows: str = "contest_id = ?"

    def statement(self) -> str:
        """SQL: the rows in the order of their keys."""
        return f"SELECT {self.columns} FROM {self.table} WHERE {self.rows} ORDER BY id"


_OF_JUDGES = "judge_id IN (SELECT id FROM judge WHERE contest_id = ?)"
_OF_EVENTS = "event_id IN (SELECT id FROM event WHERE contest_id = ?)"
_OF_LEVELS = "level_id IN (SELECT id FROM award_level WHERE contest_id = ?)"
_OF_TRACKS = "track_id IN (SELECT id FROM track WHERE contest_id = ?)"

COVERED = (
    Covered("contest", "id, name, edition, year, several_tracks", "id = ?"),
    Covered("track", "id, name, category, specialty, place, draw_seed"),
    Covered(
        "event",
        "id, contest_id, track_id, name, format, weight, combination, drop_high, drop_low, statistic, decimals,"
        " rounding, missing, held, venue, place",
    ),
    Covered("criterion", "id, contest_id, event_id, track_id, name, points, step, kind, factor, place"),
    Covered("judge", "id, contest_id, person_id, name, court_id, department_id, unit, division"),
    Covered("seat", "id, judge_id, event_id, track_id", _OF_JUDGES),
    Covered(
        "entrant",
        "id, contest_id, track_id, person_id, name, court_id, department_id, unit, division, entry_number, number,"
        " code, status, reason, play_off",
    ),
    Covered("recusal", "id, judge_id, entrant_id, kind, severity, reason", _OF_JUDGES),
    Covered("award_level", "id, contest_id, track_id, title, number, percent, per_court, tie, place"),
    Covered("tie_break", "id, contest_id, rule, event_id, place"),
    Covered("award_choice", "id, level_id, entrant_id, reason", _OF_LEVELS),
    Covered("mark", "id, entrant_id, event_id, criterion_id, judge_id, value", _OF_EVENTS),
    Covered(
        "score_sheet",
        "id, entrant_id, event_id, judge_id, paper_total, keyed_by, confirmed_by, confirmed_on, second_by, second_on",
        _OF_EVENTS,
    ),
    Covered("result", "id, contest_id, track_id, entrant_id, court_id, rank, total, decided_by, award, reason"),
)
"""Everything that makes the results, and the results, as version 1 hashed them: never changed.

A column or a table that comes later is named in `COVERED_IF_ANY`.
"""

COVERED_IF_ANY = (
    Covered("event", "id", "contest_id = ? AND anonymous"),
    Covered(
        "track",
        "id, code_seed, matched_on, matched_by, matched_reason",
        "contest_id = ? AND (code_seed <> '' OR matched_on IS NOT NULL OR matched_by <> '' OR matched_reason <> '')",
    ),
    Covered("drawing", "id, track_id, seed, commitment, drawn_on, drawn_by, reason", _OF_TRACKS),
    Covered("award_level", "id, rounding", "contest_id = ? AND rounding <> 'down'"),
)
"""What came later: rows that hold something else than an upgrade has put there. Without any, nothing is hashed, as
before; so contests that were sealed earlier keep their hash. What is here is never changed either, only added to."""


def hash_of(contest: Contest) -> str:
    """SHA-256 over everything that makes the results, and the results as they are kept; 64 hexadecimal digits."""
    tables = [database.rows(part.statement(), contest.id) for part in COVERED]
    tables += filter(None, (database.rows(part.statement(), contest.id) for part in COVERED_IF_ANY))
    digest = sha256()
    for rows in tables:
        digest.update(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def is_intact(contest: Contest) -> bool:
    """Whether a sealed contest is still what was sealed."""
    return Contest.by_key(contest.id).sealed_hash == hash_of(contest)
