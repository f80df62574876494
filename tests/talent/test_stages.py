"""Nobody moves along 选育管用 without a dated entry."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.talent.actions import leave, remove_memberships, save_membership
from cadre_desktop.talent.kinds import MEMBERSHIP
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE, Evidence, StageEvidence
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, Stage
from cadre_desktop.talent.stages.admitting import admit
from cadre_desktop.talent.stages.keeping import remove_evidence, save_evidence
from cadre_desktop.talent.stages.moving import StageEntry, evidence_for, move_to_stage, resume, suspend

ENTERED, DAY = date(2023, 3, 1), date(2023, 5, 1)


@pytest.fixture
def members(court, young, people):
    return admit(court, young, [people["王祯"], people["李静"]], ENTERED).new


def test_each_stage_has_evidence_of_its_own():
    assert {stage: len(evidence_for(stage)) for stage in Stage} == {"select": 3, "develop": 4, "manage": 2, "deploy": 2}


def test_moving_writes_an_entry_for_each_and_is_one_step(court, members):
    entry = StageEntry(Evidence.TRAINING, DAY, "结业", document_number="包中法〔2023〕5号")
    assert move_to_stage(court, members, entry) == 2
    assert move_to_stage(court, members, StageEntry(Evidence.TASK, DAY)) == 0  # in the stage already: noted only
    assert {(each.evidence, each.stage, each.result) for each in StageEvidence.select()} == {
        ("training", "develop", "结业"),
        ("task", "develop", ""),
    }
    court.undo()
    court.undo()
    assert StageEvidence.select().count() == 0
    assert {member.stage for member in Membership.select()} == {Stage.SELECT}


def test_who_is_considered_is_under_review(court, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.CONSIDERED, DAY))
    assert Membership.by_key(members[0]).status == MembershipStatus.UNDER_REVIEW


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (StageEntry(Evidence.TRAINING, date(2023, 2, 1)), "入库日期晚于 2023-02-01"),
        (StageEntry(Evidence.TRAINING, date(2099, 2, 1)), "还没有到"),
    ],
)
def test_an_entry_is_of_a_day_that_can_be(court, members, entry, words):
    with pytest.raises(Refused, match=words):
        move_to_stage(court, members, entry)
    assert StageEvidence.select().count() == 0


def test_an_entry_by_hand_belongs_to_its_stage_and_is_not_older_than_the_membership(court, members):
    values = {"membership": members[0], "evidence": "training", "day": DAY}
    assert editing.add(court, STAGE_EVIDENCE.kind, values).stage == Stage.DEVELOP
    for wrong, field in (({"stage": "select"}, "stage"), ({"day": date(2023, 2, 28)}, "day")):
        with pytest.raises(Refused) as refused:
            editing.add(court, STAGE_EVIDENCE.kind, {**values, "evidence": "task", **wrong})
        assert refused.value.problems[0].field == field


def test_the_same_is_not_noted_twice(court, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    with pytest.raises(Refused, match="王祯在 2023-05-01 已经有“集训培训”的记录"):
        move_to_stage(court, members, StageEntry(Evidence.TRAINING, DAY))


def test_suspended_members_wait_until_they_go_on(court, members):
    with pytest.raises(Refused, match="原因"):
        suspend(court, members[:1], DAY, " ")
    suspend(court, members[:1], DAY, "长期病休")
    with pytest.raises(Refused, match="王祯正在暂停培养"):
        move_to_stage(court, members, StageEntry(Evidence.TRAINING, DAY))
    with pytest.raises(Refused, match="已经暂停"):
        suspend(court, members, DAY, "再次")
    assert Membership.by_key(members[0]).stage == Stage.SELECT
    resume(court, members[:1], date(2023, 5, 20), "")
    assert Membership.by_key(members[0]).status == MembershipStatus.ACTIVE
    with pytest.raises(Refused, match="没有暂停培养"):
        resume(court, members, DAY, "")
    kinds = [each.evidence for each in StageEvidence.select().order_by(StageEvidence.day)]
    assert kinds == ["suspension", "resumption"]


def test_who_has_left_moves_no_more(court, members):
    leave(court, members[:1], DAY, ExitReason.MOVED)
    with pytest.raises(Refused, match="王祯已出库"):
        move_to_stage(court, members, StageEntry(Evidence.TRAINING, DAY))


def test_the_form_moves_nobody_without_an_entry(court, members):
    with pytest.raises(Refused, match="没有选育管用记录作依据") as refused:
        save_membership(court, members[0], {"stage": Stage.DEVELOP})
    assert refused.value.problems[0].field == "stage"
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    save_membership(court, members[0], {"stage": Stage.DEVELOP, "direction": "执行"})


def test_a_membership_of_which_something_is_recorded_is_not_deleted(court, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    with pytest.raises(Refused, match="王祯已有选育管用记录"):
        remove_memberships(court, members)
    assert remove_memberships(court, members[1:]) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [({"stage": "manage"}, "stage"), ({"status": "suspended"}, "status"), ({"status": "under_review"}, "status")],
)
def test_neither_form_nor_workbook_moves_somebody_of_whom_nothing_is_noted(court, members, people, values, field):
    with pytest.raises(Refused) as refused:
        save_membership(court, members[0], values)
    assert [problem.field for problem in refused.value.problems] == [field]
    old = editing.values_of(Membership.by_key(members[0]))
    assert [each.field for each in MEMBERSHIP.vet_change(old, {**old, **values})] == [field]
    entering = {"pool": old["pool"], "person": people["欧阳文博"], "entered": DAY}
    with pytest.raises(Refused) as refused:
        editing.add(court, MEMBERSHIP, {**entering, **values})
    assert [problem.field for problem in refused.value.problems] == [field]
    suspend(court, members[:1], DAY, "长期病休")
    with pytest.raises(Refused, match="改为“在库”没有选育管用记录"):
        save_membership(court, members[0], {"status": "active"})
    assert save_membership(court, members[0], {"stage": "manage", "notes": "病休"}).stage == Stage.MANAGE


def test_a_membership_stays_with_its_person(court, members, people):
    with pytest.raises(Refused, match="不能改成另一个人"):
        save_membership(court, members[0], {"person": people["欧阳文博"]})


def test_the_last_entry_of_the_present_stage_is_kept(court, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    (key,) = [each.id for each in StageEvidence.select()]
    for write in (
        lambda: remove_evidence(court, [key]),
        lambda: save_evidence(court, key, {"evidence": "review", "stage": "manage"}),
    ):
        with pytest.raises(Refused, match="“王祯”在“育”阶段只有这一条记录"):
            write()
    save_evidence(court, key, {"result": "结业"})
    save_evidence(court, None, {"membership": members[0], "evidence": "task", "day": DAY})
    assert remove_evidence(court, [key]) == 1
    assert [each.evidence for each in StageEvidence.select()] == ["task"]


def test_a_workbook_admits_only_who_meets_the_rule_or_says_why_not(court, young, people):
    values = {"pool": young.id, "person": people["阿拉坦·巴特尔"], "entered": DAY}
    with pytest.raises(Refused, match=r"不符合“优秀年轻干部库”的入库条件：.*超过年龄上限 35 周岁.*例外入库理由"):
        editing.add(court, MEMBERSHIP, values)
    with pytest.raises(Refused):
        editing.add(court, MEMBERSHIP, {**values, "exception": "条线急需"})
    editing.add(court, MEMBERSHIP, {**values, "exception": "条线急需", "exception_by": "党组会"})
    editing.add(court, MEMBERSHIP, {**values, "person": people["王祯"]})
    assert Membership.select().count() == 2


def test_the_day_of_entry_of_a_member_is_put_right_at_any_stage(court, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    assert save_membership(court, members[0], {"entered": date(2023, 4, 1)}).stage == Stage.DEVELOP
