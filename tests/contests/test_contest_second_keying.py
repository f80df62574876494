import pytest

from cadre_desktop.contests.actions.confirming import EventSheets, PaperTotal, confirm_sheets, record_totals
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.second_keying import differences, record_second, resolve
from cadre_desktop.contests.actions.setup import save_contest
from cadre_desktop.contests.records import Mark, ScoreSheet, SecondMark
from cadre_desktop.contests.sheets import SheetState
from cadre_desktop.kit.problems import Refused

FIRST, SECOND = "王祯", "翟志刚"
HERE = ("李静", "王祯")


@pytest.fixture
def keyed(court, small):
    """李静's sheet from 王祯, keyed by one person; another sits down."""
    record_marks(court, small.trial, small.sheet(*HERE, 50, 35))
    court.actor = SECOND
    return small


def state(small, entrant, judge):
    return EventSheets(small.trial).state(small.sheet_key(entrant, judge))


def test_agreement_confirms(court, keyed):
    assert record_second(court, keyed.trial, keyed.sheet(*HERE, 50, 35)[:1]) == 1
    assert state(keyed, *HERE) is SheetState.COMPLETE
    assert record_second(court, keyed.trial, keyed.sheet(*HERE, 50, 35)) == 1
    assert state(keyed, *HERE) is SheetState.CONFIRMED
    assert (ScoreSheet.get().keyed_by, ScoreSheet.get().second_by) == (FIRST, SECOND)
    assert record_second(court, keyed.trial, keyed.sheet(*HERE, 50, 35)) == 0
    assert court.last_step().label == "复核录入（庭审观摩）"
    court.undo()
    assert state(keyed, *HERE) is SheetState.COMPLETE


def test_agreement_does_not_outdo_the_paper(court, keyed):
    record_totals(court, keyed.trial, [PaperTotal(*keyed.sheet_key(*HERE), 90_000)])
    record_second(court, keyed.trial, keyed.sheet(*HERE, 50, 35))
    assert state(keyed, *HERE) is SheetState.COMPLETE


def test_differences_are_listed_field_by_field(court, keyed):
    confirm_sheets(court, keyed.trial)
    record_second(court, keyed.trial, keyed.sheet(*HERE, 51, 35)[:1])
    assert differences(keyed.trial) == []
    record_second(court, keyed.trial, keyed.sheet(*HERE, 51, 35))
    assert state(keyed, *HERE) is SheetState.DIFFERENT
    (one,) = differences(keyed.trial)
    assert one[1:] == ("李静", "王祯", "驾驭", 50_000, 51_000, FIRST, SECOND)
    with pytest.raises(Refused, match="两遍录入有差异"):
        confirm_sheets(court, keyed.trial, [keyed.sheet_key(*HERE)])


@pytest.mark.parametrize("value", [50_000, 51_000, 52_500])
def test_choosing_with_a_reason_settles(court, keyed, value):
    record_second(court, keyed.trial, keyed.sheet(*HERE, 51, 36))
    spots = [one.spot for one in differences(keyed.trial)]
    resolve(court, keyed.trial, spots[0], value, "核对纸面")
    assert state(keyed, *HERE) is SheetState.DIFFERENT
    resolve(court, keyed.trial, spots[1], 36_000, "核对纸面")
    assert court.last_step().label == "裁定差异（庭审观摩 李静“说理”为 36）：核对纸面"
    assert state(keyed, *HERE) is SheetState.CONFIRMED
    assert sorted(row.value for row in Mark.select()) == [36_000, value]
    assert sorted(row.value for row in SecondMark.select()) == [36_000, value]


@pytest.mark.parametrize(
    ("value", "reason", "message"),
    [(50_000, " ", "请填写裁定的理由"), (61_000, "核对", "超出范围"), (1, "核对", "步长")],
)
def test_choices_that_cannot_stand(court, keyed, value, reason, message):
    record_second(court, keyed.trial, keyed.sheet(*HERE, 51, 35))
    (one,) = differences(keyed.trial)
    with pytest.raises(Refused, match=message):
        resolve(court, keyed.trial, one.spot, value, reason)
    agreed = (*keyed.sheet_key(*HERE), keyed.criteria["说理"])
    with pytest.raises(Refused, match="没有差异"):
        resolve(court, keyed.trial, agreed, 35_000, "核对")


def test_the_second_person_is_another_one_and_the_first_is_done(court, keyed):
    with pytest.raises(Refused, match="欧阳文博（评委王祯）的第一遍还没有录完"):
        record_second(court, keyed.trial, keyed.sheet("欧阳文博", "王祯", 50, 35))
    court.actor = FIRST
    with pytest.raises(Refused, match="第一遍由王祯录入，请换另一人"):
        record_second(court, keyed.trial, keyed.sheet(*HERE, 50, 35))
    with pytest.raises(Refused, match="超出范围"):
        record_second(court, keyed.trial, keyed.sheet(*HERE, 99, 35))
    assert SecondMark.select().count() == 0


def test_first_marks_change_only_with_a_reason_after_the_second_keying(court, keyed):
    record_second(court, keyed.trial, keyed.sheet(*HERE, 51, 35))
    with pytest.raises(Refused, match="请写明更正的原因"):
        record_marks(court, keyed.trial, keyed.sheet(*HERE, 51, 35))
    taken_back = [mark._replace(value=None) for mark in keyed.sheet(*HERE, 51, 35)]
    record_second(court, keyed.trial, taken_back)
    assert ScoreSheet.get().second_by == ""
    record_marks(court, keyed.trial, taken_back)
    assert (ScoreSheet.select().count(), SecondMark.select().count()) == (0, 0)


def test_measured_marks_are_keyed_twice_too(court, marked):
    court.actor = SECOND
    record_second(court, marked.exam, [marked.mark("李静", None, "卷面", 81)])
    (one,) = differences(marked.exam)
    assert (one.judge, one.first, one.second) == ("", 80_000, 81_000)
    resolve(court, marked.exam, one.spot, 81_000, "核对试卷")
    assert Mark.get(Mark.entrant == marked.entrants["李静"], Mark.judge.is_null()).value == 81_000
    assert Mark.select().where(Mark.value == 81_000).count() == 1


def test_a_contest_may_ask_for_it_before_sealing(court, marked):
    marked.confirm(court)
    save_contest(court, {"second_keying": True}, marked.contest.id)
    with pytest.raises(Refused, match="有 19 张评分表没有复核录入"):
        seal(court, marked.contest)
    seal(court, marked.contest, "人手不足，已逐张核对")
