import pytest

from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import MarkEntry, MissingSheet, marks_of, missing_sheets, record_marks
from cadre_desktop.contests.actions.panels import unseat
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.records import Contest, Mark
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules.words import ContestStatus, EntrantStatus
from cadre_desktop.kit.problems import Refused


def test_marks_are_kept_changed_and_taken_back(court, small):
    sheet = small.sheet("李静", "王祯", 50, 35)
    assert record_marks(court, small.trial, sheet) == 2
    assert record_marks(court, small.trial, sheet) == 0
    assert record_marks(court, small.trial, [small.mark("李静", "王祯", "驾驭", 51)]) == 1
    assert record_marks(court, small.trial, [small.mark("李静", "王祯", "说理", None)]) == 1
    spot = (small.entrants["李静"], small.judges["王祯"], small.criteria["驾驭"])
    assert marks_of(small.trial.id, small.entrants.values()) == {spot: 51_000}


def test_the_first_mark_begins_the_marking(court, small):
    record_marks(court, small.exam, [small.mark("李静", None, "卷面", 88.5)])
    assert Contest.get().status == ContestStatus.MARKING
    assert court.last_step().label == "录入成绩（笔试）"
    court.undo()
    assert (Contest.get().status, Mark.select().count()) == (ContestStatus.PREPARING, 0)


@pytest.mark.parametrize(
    ("mark", "field", "message"),
    [
        (("李静", "王祯", "驾驭", 60.5), "value", "“驾驭”的分值 60.5 超出范围，请填 0 至 60"),
        (("李静", "王祯", "驾驭", 50.3), "value", "“驾驭”的分值 50.3 不在步长上"),
        (("李静", "王祯", "驾驭", -1), "value", "超出范围"),
        (("李静", None, "驾驭", 50), "judge", "“驾驭”由评委评分，请填写评委"),
        (("李静", "乌兰图雅", "驾驭", 50), "judge", "乌兰图雅须回避李静，不能评分"),
        (("李静", "王祯", "卷面", 50), "criterion", "李静的赛道没有“庭审观摩”的这个评分项"),
    ],
)
def test_a_mark_that_cannot_stand_keeps_all_out(court, small, mark, field, message):
    with pytest.raises(Refused, match=message) as refused:
        record_marks(court, small.trial, [*small.sheet("解红", "王祯", 30, 20), small.mark(*mark)])
    assert [problem.field for problem in refused.value.problems] == [field]
    assert Mark.select().count() == 0


def test_measured_marks_have_no_judge(court, small):
    with pytest.raises(Refused, match="“卷面”是测量成绩，不分评委"):
        record_marks(court, small.exam, [small.mark("李静", "王祯", "卷面", 50)])


def test_a_judge_without_a_seat_is_refused(court, small):
    unseat(court, [small.judges["翟志刚"]], small.track, small.trial)
    with pytest.raises(Refused, match="翟志刚不是“庭审观摩”的评委"):
        record_marks(court, small.trial, small.sheet("李静", "翟志刚", 50, 35))


def test_the_same_mark_twice_with_different_points_is_refused(court, small):
    twice = [small.mark("李静", "王祯", "驾驭", 50), small.mark("李静", "王祯", "驾驭", 51)]
    with pytest.raises(Refused, match="李静的“驾驭”（评委王祯）填了两个不同的分值"):
        record_marks(court, small.trial, twice)
    assert record_marks(court, small.trial, [twice[0], twice[0]]) == 1
    measured = [small.mark("李静", None, "卷面", 50), small.mark("李静", None, "卷面", 51)]
    with pytest.raises(Refused, match="李静的“卷面”填了两个不同的分值"):
        record_marks(court, small.exam, measured)


def test_a_stranger_is_refused(court, small):
    stranger = MarkEntry(1, small.judges["王祯"], small.criteria["驾驭"], 1000)
    with pytest.raises(Refused, match="选手不在这次竞赛中"):
        record_marks(court, small.trial, [stranger])


def test_who_does_not_compete_is_not_marked_but_marks_can_be_taken_back(court, small):
    record_marks(court, small.trial, small.sheet("解红", "王祯", 30, 20))
    set_status(court, [small.entrants["解红"]], EntrantStatus.ABSENT, "病假")
    with pytest.raises(Refused, match="解红已缺席，不能评分"):
        record_marks(court, small.trial, small.sheet("解红", "翟志刚", 30, 20))
    assert record_marks(court, small.trial, [small.mark("解红", "王祯", "驾驭", None)]) == 1


def test_nothing_is_marked_after_sealing(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="已封存，请先启封再修改"):
        record_marks(court, marked.trial, [marked.mark("李静", "王祯", "驾驭", 51)])


def test_missing_sheets_are_known_one_by_one(court, marked):
    assert missing_sheets(ranking_of(marked.track)) == []
    record_marks(court, marked.trial, [marked.mark("李静", "王祯", "说理", None)])
    record_marks(court, marked.exam, [marked.mark("解红", None, "卷面", None)])
    assert missing_sheets(ranking_of(marked.track)) == [
        MissingSheet(marked.track.id, marked.trial.id, marked.entrants["李静"], marked.judges["王祯"]),
        MissingSheet(marked.track.id, marked.exam.id, marked.entrants["解红"], None),
    ]
    set_status(court, [marked.entrants["李静"], marked.entrants["解红"]], EntrantStatus.WITHDRAWN, "公务")
    assert missing_sheets(ranking_of(marked.track)) == []


def test_many_marks_take_no_more_queries_than_few(court, small, monkeypatch):
    from cadre_desktop.kit.store.database import database

    record_marks(court, small.trial, small.sheet("李静", "王祯", 40, 20))
    asked = []
    run = database.run
    monkeypatch.setattr(database, "run", lambda *statement: asked.append(statement[0]) or run(*statement))
    marks = [mark for name in small.entrants for mark in small.sheet(name, "王祯", 30, 20)]
    record_marks(court, small.trial, marks)
    many = len(asked)
    asked.clear()
    record_marks(court, small.trial, small.sheet("李静", "翟志刚", 30, 20))
    assert many == len(asked)
