"""What a user means to do with contests, gathered from the modules that do it by subject."""

from cadre_desktop.contests.confirming import (
    MarkChange,
    PaperTotal,
    confirm_sheets,
    mark_history,
    record_totals,
    unconfirm,
    unconfirmed_sheets,
)
from cadre_desktop.contests.drawing import draw
from cadre_desktop.contests.entering import (
    Entered,
    enter,
    enter_guests,
    save_entrant,
    set_play_off,
    set_status,
    withdraw_entry,
)
from cadre_desktop.contests.gaps import Gap, gaps
from cadre_desktop.contests.marking import MarkEntry, MissingSheet, marks_of, missing_sheets, record_marks
from cadre_desktop.contests.matching import open_matching
from cadre_desktop.contests.panels import (
    Guest,
    add_judges,
    decide_recusals,
    decided_severities,
    declare_tie,
    refresh_recusals,
    remove_judges,
    seat,
    set_severities,
    unseat,
)
from cadre_desktop.contests.results import TrackResult, ranking_of, results_of
from cadre_desktop.contests.sealing import choose_awards, is_intact, issue_certificates, reopen, seal
from cadre_desktop.contests.second_keying import (
    Difference,
    differences,
    record_second,
    resolve,
    single_keyed_sheets,
)
from cadre_desktop.contests.setup import (
    create_contest,
    remove_contest,
    remove_parts,
    save_contest,
    save_part,
    spread_event,
)

__all__ = [
    "Difference",
    "Entered",
    "Gap",
    "Guest",
    "MarkChange",
    "MarkEntry",
    "MissingSheet",
    "PaperTotal",
    "TrackResult",
    "add_judges",
    "choose_awards",
    "confirm_sheets",
    "create_contest",
    "decide_recusals",
    "decided_severities",
    "declare_tie",
    "differences",
    "draw",
    "enter",
    "enter_guests",
    "gaps",
    "is_intact",
    "issue_certificates",
    "mark_history",
    "marks_of",
    "missing_sheets",
    "open_matching",
    "ranking_of",
    "record_marks",
    "record_second",
    "record_totals",
    "refresh_recusals",
    "remove_contest",
    "remove_judges",
    "remove_parts",
    "reopen",
    "resolve",
    "results_of",
    "save_contest",
    "save_entrant",
    "save_part",
    "seal",
    "seat",
    "set_play_off",
    "set_severities",
    "set_status",
    "single_keyed_sheets",
    "spread_event",
    "unconfirm",
    "unconfirmed_sheets",
    "unseat",
    "withdraw_entry",
]
