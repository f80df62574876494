import pytest

from cadre_desktop.contests.actions.entering import enter
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.panels import (
    USUAL_SEVERITIES,
    Guest,
    add_judges,
    decide_recusals,
    decided_severities,
    declare_tie,
    panel_seats_of,
    refresh_recusals,
    remove_judges,
    seat,
    set_severities,
    unseat,
)
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import CRITERION, EVENT, TRACK
from cadre_desktop.contests.records import Event, Judge, Recusal, Seat, Track
from cadre_desktop.contests.results import ranking_of, rules_of
from cadre_desktop.contests.rules.recusal import NamedTie
from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.contests.touched import touched_since
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.state import state_now


def found(severity=None):
    rows = Recusal.select() if severity is None else Recusal.select().where(Recusal.severity == severity)
    return {(row.judge.name, row.entrant.name): row.kind for row in rows}


def test_judges_are_added_once(court, small, people):
    keys = add_judges(court, small.contest, [people["王祯"]], [Guest("钱学文", "内蒙古大学")])
    assert keys[0] == small.judges["王祯"]
    assert add_judges(court, small.contest, [], [Guest("钱学文", "内蒙古大学")]) == keys[1:]
    assert Judge.select().count() == 4
    with pytest.raises(Refused, match="请填写评委姓名"):
        add_judges(court, small.contest, [], [Guest("")])


def test_a_judge_of_the_whole_contest_needs_one_seat(small):
    assert [(row.track, row.event) for row in Seat.select()] == [(None, None)] * 3
    assert panel_seats_of(small.contest.id)[small.judges["王祯"]] == {(small.track.id, small.trial.id)}


def test_nobody_is_seated_where_all_is_measured(court, small):
    """A seat in all events is one in those that judges mark; an event without a rubric yet is taken for one."""
    panels = rules_of(small.track.id).panels
    assert (len(panels[small.trial.id]), panels[small.exam.id]) == (3, ())
    new = save_part(court, EVENT, {"contest": small.contest.id, "track": small.track.id, "name": "演讲", "weight": 0})
    assert len(rules_of(small.track.id).panels[new]) == 3
    line = {"contest": small.contest.id, "event": new, "name": "卷面", "points": 100_000, "step": 500}
    save_part(court, CRITERION, {**line, "kind": "measured"})
    assert rules_of(small.track.id).panels[new] == ()
    save_part(court, CRITERION, {**line, "name": "仪态", "kind": "judged"})
    assert len(rules_of(small.track.id).panels[new]) == 3


def test_a_seat_given_in_a_measured_event_alone_is_kept(court, small):
    """Files of earlier versions may have such seats."""
    key = small.judges["王祯"]
    seat(court, [key], small.track, small.exam)
    assert rules_of(small.track.id).panels[small.exam.id] == (key,)
    assert (small.track.id, small.exam.id) in panel_seats_of(small.contest.id)[key]
    unseat(court, [key], small.track, small.exam)
    assert [(row.track, row.event) for row in Seat.select().where(Seat.judge == key)] == [(None, None)]


def test_taking_one_seat_leaves_the_others(court, small):
    more = save_part(court, EVENT, {"contest": small.contest.id, "track": small.track.id, "name": "演讲", "weight": 0})
    key = small.judges["王祯"]
    unseat(court, [key], small.track, Event.by_key(more))
    assert [(row.track, row.event) for row in Seat.select().where(Seat.judge == key)] == [(small.track, small.trial)]
    assert key not in rules_of(small.track.id).panels[more]
    seat(court, [key], small.track, Event.by_key(more))
    assert [(row.track, row.event) for row in Seat.select().where(Seat.judge == key)] == [(None, None)]


def test_seats_in_one_track_of_two(court, small):
    own = {"contest": small.contest.id}
    other = Track.by_key(save_part(court, TRACK, {**own, "name": "立案", "place": 2}))
    save_part(court, EVENT, {**own, "track": other.id, "name": "庭审观摩", "weight": 100_000})
    key = small.judges["王祯"]
    unseat(court, [key], other)
    assert [(row.track, row.event) for row in Seat.select().where(Seat.judge == key)] == [(small.track, None)]


def test_who_has_marked_keeps_the_seat(court, marked):
    with pytest.raises(Refused, match="王祯在“庭审观摩”已有评分，不能撤下"):
        unseat(court, [marked.judges["王祯"]], marked.track)
    unseat(court, [marked.judges["王祯"]], marked.track, marked.exam)
    with pytest.raises(Refused, match="王祯在“庭审观摩”已有评分"):
        remove_judges(court, [marked.judges["王祯"]])


def test_a_judge_who_has_marked_nothing_goes_with_seats_and_recusals(court, small):
    assert remove_judges(court, [small.judges["乌兰图雅"]]) == 1
    assert found() == {}
    assert Judge.select().count() == 2


def test_the_gravest_conflict_of_a_pair_is_found_when_the_panel_is_set(small):
    assert found() == {("乌兰图雅", "李静"): "department", ("乌兰图雅", "欧阳文博"): "court"}
    assert found(Severity.HARD) == {("乌兰图雅", "李静"): "department"}
    assert rules_of(small.track.id).barred == {small.entrants["李静"]: {small.judges["乌兰图雅"]}}


def test_a_conflict_is_found_when_somebody_enters(court, small, people):
    enter(court, small.track, [people["翟志刚"]])
    assert found()["翟志刚", "翟志刚"] == "self"
    assert found()["王祯", "翟志刚"] == "department"


def test_what_was_decided_stays_decided(court, small):
    soft = Recusal.get(Recusal.kind == "court")
    assert decide_recusals(court, [soft.id], Severity.HARD) == 1
    assert refresh_recusals(court, small.contest) == 0
    assert Recusal.by_key(soft.id).severity == Severity.HARD
    assert len(rules_of(small.track.id).barred) == 2


def test_waving_a_grave_conflict_through_needs_a_reason(court, small):
    hard = Recusal.get(Recusal.kind == "department")
    with pytest.raises(Refused, match="请填写理由"):
        decide_recusals(court, [hard.id], Severity.IGNORED)
    decide_recusals(court, [hard.id], Severity.IGNORED, "领导小组同意")
    assert (Recusal.by_key(hard.id).reason, rules_of(small.track.id).barred) == ("领导小组同意", {})


def test_conflicts_go_with_the_seat_but_declared_ones_stay(court, small):
    tie = NamedTie(small.judges["王祯"], small.entrants["单雄信"], ConflictKind.MENTOR)
    declare_tie(court, tie, "曾为师徒")
    declare_tie(court, tie)
    unseat(court, [small.judges["乌兰图雅"]])
    assert found() == {("王祯", "单雄信"): "mentor"}
    assert Recusal.get().reason == "曾为师徒"


def test_severities_are_settings(court, small):
    court.set_setting("recusal.court", Severity.IGNORED.value)
    refresh_recusals(court, small.contest)
    assert found() == {("乌兰图雅", "李静"): "department"}


def test_a_sheet_is_dropped_when_the_judge_turns_out_to_be_recused(court, marked):
    before = ranking_of(marked.track)
    tie = NamedTie(marked.judges["王祯"], marked.entrants["解红"], ConflictKind.RELATIVE)
    declare_tie(court, tie)
    score = ranking_of(marked.track).standings[marked.entrants["解红"]].scores[0]
    assert score.recused == (marked.judges["王祯"],)
    assert before.standings[marked.entrants["解红"]].scores[0].recused == ()
    with pytest.raises(Refused, match="王祯须回避解红，不能评分"):
        record_marks(court, marked.trial, [marked.mark("解红", "王祯", "驾驭", 31)])


def test_panels_stay_while_sealed(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    for act in (
        lambda: seat(court, [marked.judges["王祯"]]),
        lambda: unseat(court, [marked.judges["王祯"]], None, Event.by_key(marked.exam.id)),
        lambda: add_judges(court, marked.contest, []),
        lambda: decide_recusals(court, [Recusal.get().id], Severity.HARD),
    ):
        with pytest.raises(Refused, match="已封存"):
            act()


def test_what_conflicts_are_taken_for_is_a_step_and_changes_what_is_known_of_a_track(court):
    before = state_now()
    set_severities(court, {ConflictKind.COURT: Severity.IGNORED})
    assert touched_since(before) is None
    assert court.undo().label == "修改回避规则"
    assert decided_severities(court)[ConflictKind.COURT] == USUAL_SEVERITIES[ConflictKind.COURT]
