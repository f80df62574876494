"""What a user means to do with contests, gathered from the modules that do it by subject."""

from cadre_desktop.contests.entering import Entered, draw, enter, enter_guests, set_play_off, set_status, withdraw_entry
from cadre_desktop.contests.marking import MarkEntry, MissingSheet, missing_sheets, record_marks, sheet_of
from cadre_desktop.contests.panels import (
    Guest,
    add_judges,
    decide_recusals,
    declare_tie,
    refresh_recusals,
    seat,
    unseat,
)
from cadre_desktop.contests.results import TrackResult, ranking_of, results_of
from cadre_desktop.contests.sealing import choose_awards, is_intact, issue_certificates, reopen, seal
from cadre_desktop.contests.setup import Gap, create_contest, gaps, remove_parts, save_contest, spread_event

__all__ = [
    "Entered",
    "Gap",
    "Guest",
    "MarkEntry",
    "MissingSheet",
    "TrackResult",
    "add_judges",
    "choose_awards",
    "create_contest",
    "decide_recusals",
    "declare_tie",
    "draw",
    "enter",
    "enter_guests",
    "gaps",
    "is_intact",
    "issue_certificates",
    "missing_sheets",
    "ranking_of",
    "record_marks",
    "refresh_recusals",
    "remove_parts",
    "reopen",
    "results_of",
    "save_contest",
    "seal",
    "seat",
    "set_play_off",
    "set_status",
    "sheet_of",
    "spread_event",
    "unseat",
    "withdraw_entry",
]
