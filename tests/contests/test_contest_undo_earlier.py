"""An earlier step of a contest is taken back only while nothing was concluded from it."""

import pytest
from small_sheets import record_all

from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.actions.sealing import reopen, seal
from cadre_desktop.contests.records import Contest, Mark, ScoreSheet
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal


def labelled(words):
    return next(step for step in journal.steps() if words in step.label)


def test_marks_of_a_confirmed_sheet_stay(court, small):
    record_all(court, small)
    changed = small.sheet("解红", "王祯", 31, 20)[:1]
    record_marks(court, small.trial, changed)
    correction = journal.steps(1)[0]
    confirm_sheets(court, small.trial)
    assert "已经定下来了" in court.hindrance(correction, "undo")
    with pytest.raises(Refused, match="录入成绩"):
        court.undo(correction)
    assert ScoreSheet.select().where(ScoreSheet.confirmed_by != "").exists()
    court.undo()
    court.undo(correction)
    assert Mark.get(Mark.entrant == small.entrants["解红"], Mark.judge == small.judges["王祯"]).value == 30_000


def test_what_a_sealed_contest_rests_on_stays(court, small):
    record_all(court, small)
    marked = labelled("录入成绩")
    small.confirm(court)
    seal(court, small.contest)
    sealing = journal.steps(1)[0]
    with pytest.raises(Refused, match="请先撤销那一步"):
        court.undo(marked)
    contest = Contest.get()
    assert is_intact(contest)
    reopen(court, contest, "录错一张")
    assert "请先撤销那一步" in court.hindrance(sealing, "undo")


def test_a_sealing_is_not_done_again_over_other_marks(court, small):
    record_all(court, small)
    small.confirm(court)
    seal(court, small.contest)
    sealing = journal.steps(1)[0]
    court.undo()
    court.actor = "李静"
    record_marks(court, small.trial, small.sheet("解红", "王祯", 31, 20)[:1], reason="核对纸面")
    court.actor = sealing.actor
    with pytest.raises(Refused, match="请重新办理"):
        court.redo(sealing)
    assert Contest.get().status == ContestStatus.MARKING
