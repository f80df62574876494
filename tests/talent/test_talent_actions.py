"""Admission, stages, leaving, and what they post to the dossier."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, PoolEntry
from cadre_desktop.talent.actions import (
    ageing_out,
    leave,
    post_missing,
    remove_memberships,
    save_membership,
    save_pool,
    set_rotation_status,
)
from cadre_desktop.talent.kinds import MEMBERSHIP, POOL, ROTATION
from cadre_desktop.talent.records import Membership, Rotation
from cadre_desktop.talent.registers.evidence import StageEvidence
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, RotationStatus, Stage
from cadre_desktop.talent.stages.admitting import AdmissionException, admit, sift

DAY = date(2023, 6, 1)


def names(people):
    return [person.name for person in people]


def test_people_are_measured_by_the_rule(young, people):
    sifted = sift(young, list(people.values()), DAY)
    assert names(sifted.fit) == ["王祯", "李静", "欧阳文博"]
    reasons = {person.name: "".join(reasons) for person, reasons in sifted.unfit}
    assert "超过年龄上限 35" in reasons["阿拉坦·巴特尔"]
    assert "退休" in reasons["单雄信"]


def test_admission_posts_to_the_dossier_and_can_be_undone(court, young, people):
    admitted = admit(court, young, [people["王祯"], people["李静"]], DAY, "组织推荐")
    assert len(admitted.new) == 2
    entry = PoolEntry.get(PoolEntry.person == people["王祯"])
    assert (entry.pool, entry.entered, entry.left) == ("优秀年轻干部库", DAY, None)
    member = Membership.get(Membership.person == people["王祯"])
    assert (member.source, member.court.short_name, member.stage) == ("组织推荐", "包头中院", Stage.SELECT)
    court.undo()
    assert (Membership.select().count(), PoolEntry.select().count()) == (0, 0)
    court.redo()
    assert (Membership.select().count(), PoolEntry.select().count()) == (2, 2)


def test_who_is_inside_already_is_left_alone(court, young, people):
    admit(court, young, [people["王祯"]], DAY)
    again = admit(court, young, [people["王祯"], people["李静"]], DAY)
    assert (len(again.new), again.already) == (1, [people["王祯"]])


def test_who_does_not_meet_the_rule_is_refused_by_name(court, expert, people):
    with pytest.raises(Refused) as refused:
        admit(court, expert, [people["王祯"], people["李静"]], DAY)
    assert all(problem.message.startswith("李静：") for problem in refused.value.problems)
    assert Membership.select().count() == 0


def test_an_exception_keeps_its_reason_and_who_decided_with_those_it_is_for(court, young, people):
    chosen = [people["王祯"], people["阿拉坦·巴特尔"]]
    with pytest.raises(Refused) as refused:
        admit(court, young, chosen, DAY, exception=AdmissionException("急需", " "))
    assert [problem.field for problem in refused.value.problems] == ["exception_by"]
    admit(court, young, chosen, DAY, exception=AdmissionException("急需", "党组会"))
    kept = {member.person.name: (member.exception, member.exception_by) for member in Membership.select()}
    assert kept == {"王祯": ("", ""), "阿拉坦·巴特尔": ("急需", "党组会")}


def test_leaving_ends_the_membership_and_tells_the_dossier(court, young, people):
    (key,) = admit(court, young, [people["王祯"]], DAY).new
    assert leave(court, [key], date(2023, 9, 1), ExitReason.DEPLOYED) == 1
    member = Membership.by_key(key)
    assert (member.status, member.stage, member.left) == (MembershipStatus.DEPLOYED, Stage.DEPLOY, date(2023, 9, 1))
    entry = PoolEntry.get()
    assert (entry.left, entry.reason) == (date(2023, 9, 1), "提拔使用")
    assert [(each.evidence, each.day) for each in StageEvidence.select()] == [("appointed", date(2023, 9, 1))]
    assert leave(court, [key], date(2023, 10, 1), ExitReason.OTHER) == 0
    court.undo()
    assert (Membership.by_key(key).status, PoolEntry.get().left) == (MembershipStatus.ACTIVE, None)


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (ExitReason.UNQUALIFIED, MembershipStatus.REVOKED),
        (ExitReason.AGED_OUT, MembershipStatus.LEFT),
        (ExitReason.MOVED, MembershipStatus.LEFT),
    ],
)
def test_the_reason_tells_the_state(court, young, people, reason, status):
    (key,) = admit(court, young, [people["王祯"]], DAY).new
    leave(court, [key], DAY, reason)
    assert Membership.by_key(key).status == status


def test_nobody_leaves_before_entering(court, young, people):
    (key,) = admit(court, young, [people["王祯"]], DAY).new
    with pytest.raises(Refused, match="王祯的入库日期晚于"):
        leave(court, [key], date(2023, 5, 1), ExitReason.OTHER)
    assert Membership.by_key(key).left is None


def test_a_removed_membership_takes_its_post_along(court, young, people):
    keys = admit(court, young, [people["王祯"], people["李静"]], DAY).new
    assert remove_memberships(court, keys[:1]) == 1
    assert [entry.person.name for entry in PoolEntry.select()] == ["李静"]


def test_the_form_brings_the_dossier_in_line(court, young, people):
    (key,) = admit(court, young, [people["王祯"]], DAY).new
    save_membership(court, key, {"entered": date(2023, 5, 1)})
    assert PoolEntry.get().entered == date(2023, 5, 1)
    with pytest.raises(Refused) as refused:
        save_membership(court, key, {"status": MembershipStatus.LEFT})
    assert [problem.field for problem in refused.value.problems] == ["left", "reason"]
    with pytest.raises(Refused) as refused:
        save_membership(court, key, {"left": date(2023, 6, 1)})
    assert [problem.field for problem in refused.value.problems] == ["status"]
    with pytest.raises(Refused) as refused:
        save_membership(court, key, {"left": date(2022, 6, 1), "status": "left", "reason": "other"})
    assert [problem.field for problem in refused.value.problems] == ["left"]


def test_a_renamed_pool_is_renamed_in_the_dossier(court, young, people):
    admit(court, young, [people["王祯"]], DAY)
    save_pool(court, {"name": "年轻干部库"}, young.id)
    assert PoolEntry.get().pool == "年轻干部库"
    with pytest.raises(Refused, match="年龄上限 7 岁"):
        save_pool(court, {"age_limit": 7}, young.id)
    with pytest.raises(Refused, match="还有别的记录"):
        editing.remove(court, POOL, [young.id])


def test_imported_memberships_are_completed_and_posted(court, young, people):
    row = editing.add(
        court,
        MEMBERSHIP,
        {
            "pool": young.id,
            "person": people["单雄信"],
            "entered": date(2020, 1, 1),
            "left": date(2022, 1, 1),
            "reason": "retired",
        },
    )
    assert post_missing(court) == 1
    assert post_missing(court) == 0
    assert (row.status, row.court.short_name) == (MembershipStatus.LEFT, "青山法院")
    assert PoolEntry.get().reason == "退休"


def test_who_ages_out(court, young, expert, people):
    admit(court, young, [people["王祯"], people["欧阳文博"]], DAY)
    admit(court, expert, [people["阿拉坦·巴特尔"]], DAY)
    assert [member.person.name for member in ageing_out(2023)] == ["欧阳文博"]
    assert ageing_out(2023, expert) == []


def test_a_rotation_begins_where_the_person_is(court, people):
    there = Court.get(Court.short_name == "青山法院")
    rotation = editing.add(
        court, ROTATION, {"person": people["王祯"], "planned": date(2023, 7, 1), "to_court": there.id}
    )
    assert rotation.from_court.short_name == "包头中院"
    assert set_rotation_status(court, [rotation.id], RotationStatus.DONE) == 1
    assert Rotation.by_key(rotation.id).status == RotationStatus.DONE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "to_court"),
        ({"to_post": "庭长", "until": date(2023, 1, 1)}, "until"),
    ],
)
def test_a_rotation_leads_somewhere_in_time(court, people, values, field):
    with pytest.raises(Refused) as refused:
        editing.add(court, ROTATION, {"person": people["王祯"], "planned": date(2023, 7, 1), **values})
    assert [problem.field for problem in refused.value.problems] == [field]


def test_the_department_of_a_rotation_belongs_to_its_court(court, people):
    here, there = (Court.get(Court.short_name == name) for name in ("包头中院", "青山法院"))
    from cadre_desktop.people.records import Department

    room = Department.get(Department.court == there)
    values = {"person": people["王祯"], "planned": date(2023, 7, 1), "to_department": room.id}
    with pytest.raises(Refused, match="不属于去向法院"):
        editing.add(court, ROTATION, {**values, "to_court": here.id})
    assert editing.add(court, ROTATION, values).to_court == there
