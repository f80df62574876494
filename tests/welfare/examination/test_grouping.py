"""People are grouped by rule, moved, given packages and made up for, each in one step that is undone as one."""

from datetime import date

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.actions import record_attendance
from cadre_desktop.welfare.examination.grouping import ExamWanted, carry_out_grouping, group_people
from cadre_desktop.welfare.examination.moving import add_batch, fill_packages, make_up, move, set_package
from cadre_desktop.welfare.examination.reading import batches_of, members_of_batch, members_of_round
from cadre_desktop.welfare.examination.records import ExamAssignment, ExamPackage, ExamRound
from cadre_desktop.welfare.examination.registers import ASSIGNMENTS
from cadre_desktop.welfare.examination.rules import NoPackage
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance

TODAY = date(2023, 6, 1)


def grouped(store, exam_round, **wanted):
    grouping = group_people(exam_round.id, ExamWanted(**wanted), TODAY)
    carry_out_grouping(store, grouping)
    return grouping


def names_in(batch):
    return [one.name for one in members_of_batch(batch.id)]


def test_who_serves_is_grouped_by_department_with_packages(court, staff, exam_round, batch_of):
    first, second = batch_of(5, 4), batch_of(6, 10)
    grouping = grouped(court, exam_round)
    assert names_in(first) == ["李静", "单雄信", "王祯", "欧阳文博"]
    assert names_in(second) == ["安娜"]
    assert {one.person: one.why for one in grouping.unclear} == {
        staff["白文"]: NoPackage.NO_SEX,
        staff["章伟"]: NoPackage.NO_BIRTH,
    }
    titles = {row.id: row.title for row in ExamPackage.select()}
    assert {one.name: titles[one.package] for one in members_of_round(exam_round.id)} == {
        "李静": "女45岁以上",
        "单雄信": "男45岁以上",
        "王祯": "男45岁以下",
        "欧阳文博": "男45岁以下",
        "安娜": "女45岁以下",
    }
    court.undo()
    assert members_of_round(exam_round.id) == [] and ExamAssignment.select().count() == 0


def test_grouping_again_leaves_alone_who_is_in_the_round(court, staff, exam_round, batch_of):
    batch_of(5)
    grouped(court, exam_round, courts=(Court.get(Court.short_name == "青山法院").id,))
    grouping = grouped(court, exam_round, unclear_too=True)
    assert grouping.already == 1 and grouping.count == 6
    people = [one.person for one in members_of_round(exam_round.id)]
    assert len(people) == len(set(people)) == 7
    with pytest.raises(Refused, match="没有可以排入批次的人"):
        grouped(court, exam_round, unclear_too=True)


def test_the_retired_come_only_to_a_round_for_them(court, staff, exam_round, batch_of):
    batch = batch_of(5)
    grouping = group_people(exam_round.id, ExamWanted(), TODAY)
    with court.step("退休"):
        Person.update(status="retired").where(Person.id == staff["王祯"]).execute()
    with pytest.raises(Refused, match="有 1 人已不在岗"):
        carry_out_grouping(court, grouping)
    with court.step("含退休"):
        ExamRound.update(retired=True).where(ExamRound.id == exam_round.id).execute()
    grouped(court, exam_round)
    assert {"王祯", "阿拉坦·巴特尔"} < set(names_in(batch))


def test_batches_of_a_court_and_a_round_of_one_court(court, staff, exam_round, batch_of):
    qingshan = Court.get(Court.short_name == "青山法院")
    here, there = batch_of(5), batch_of(6, court=qingshan.id)
    grouping = group_people(exam_round.id, ExamWanted(own_only=True), TODAY)
    assert [one.key for one in grouping.dealt[there.id]] == [staff["安娜"]]
    assert len(grouping.dealt[here.id]) == 4
    with court.step("一个院的"):
        ExamRound.update(court=qingshan).where(ExamRound.id == exam_round.id).execute()
    only = group_people(exam_round.id, ExamWanted(batches=(there.id,)), TODAY)
    assert [one.key for one in only.dealt[there.id]] == [staff["安娜"]]


def test_what_cannot_be_grouped_is_said(court, staff, exam_round, batch_of):
    with pytest.raises(Refused, match="还没有批次"):
        group_people(exam_round.id, ExamWanted(), TODAY)
    batch = batch_of(5, 2)
    with pytest.raises(Refused, match="批次都已结束"):
        group_people(exam_round.id, ExamWanted(), date(2023, 7, 1))
    grouping = group_people(exam_round.id, ExamWanted(), TODAY)
    assert len(grouping.beyond) == 3
    with court.step("名额减少"):
        WelfareEvent.update(places=1).where(WelfareEvent.id == batch.__data__["event"]).execute()
    with pytest.raises(Refused, match="名额 1 人，已排 0 人，放不下再来的 2 人"):
        carry_out_grouping(court, grouping)
    with court.step("别人先加入"):
        WelfareEvent.update(places=None).where(WelfareEvent.id == batch.__data__["event"]).execute()
        Participant.add(event=batch.__data__["event"], person=grouping.dealt[batch.id][0].key)
    with pytest.raises(Refused, match="刚刚有变化"):
        carry_out_grouping(court, grouping)
    with court.step("没有套餐"):
        ExamPackage.delete().execute()
    with pytest.raises(Refused, match="还没有套餐"):
        group_people(exam_round.id, ExamWanted(), TODAY)


def test_people_are_moved_within_capacity(court, staff, exam_round, batch_of):
    first, second = batch_of(5), batch_of(6, 2)
    grouped(court, exam_round, batches=(first.id,))
    keys = [one.key for one in members_of_batch(first.id)]
    with pytest.raises(Refused, match="名额 2 人，已排 0 人，放不下再来的 3 人"):
        move(court, keys[:3], second.id)
    assert move(court, keys[:2], second.id) == 2
    assert names_in(second) == ["李静", "单雄信"]
    assert all(one.package for one in members_of_batch(second.id))
    assert move(court, keys[:2], second.id) == 0
    record_attendance(court, keys[2:3], Attendance.ATTENDED)
    with pytest.raises(Refused, match="已经体检"):
        move(court, keys[2:3], second.id)
    court.undo()
    court.undo()
    assert names_in(second) == []


def test_packages_by_hand_and_by_rule(court, staff, exam_round, batch_of):
    batch_of(5)
    grouped(court, exam_round, unclear_too=True)
    unknown = [one.key for one in members_of_round(exam_round.id) if not one.package]
    assert len(unknown) == 2
    chosen = ExamPackage.get(ExamPackage.title == "女45岁以下")
    assert set_package(court, unknown[:1], chosen.id) == 1
    assert set_package(court, unknown[:1], chosen.id) == 0
    with court.step("补登出生年月"):
        Person.update(born=date(1990, 1, 1), sex="female").where(Person.name.in_(["章伟", "白文"])).execute()
    assert fill_packages(court, exam_round) == (1, 0)
    with court.step("另一轮"):
        other = ExamPackage.add(round=ExamRound.add(title="2024年度体检", year=2024), title="甲")
    with pytest.raises(Refused, match="不是这一轮的套餐"):
        set_package(court, unknown, other.id)


def test_who_stayed_away_gets_a_make_up_batch(court, staff, exam_round, batch_of):
    batch = batch_of(1, None)
    grouped(court, exam_round)
    members = members_of_batch(batch.id)
    record_attendance(court, [one.key for one in members[:3]], Attendance.ATTENDED)
    record_attendance(court, [members[3].key], Attendance.EXCUSED)
    values = {"title": "补检", "starts": date(2023, 6, 20), "places": 0}
    with court.step("批次结束"):
        WelfareEvent.update(starts=date(2023, 5, 1)).where(WelfareEvent.id == batch.__data__["event"]).execute()
    with pytest.raises(Refused, match="补检有 2 人，名额只有 0 人"):
        make_up(court, exam_round, values)
    assert make_up(court, exam_round, {**values, "places": None}) == 2
    made = batches_of(exam_round.id)[-1]
    assert made.make_up and made.counts == {"invited": 2}
    assert all(one.package for one in members_of_batch(made.key))
    with pytest.raises(Refused, match="没有要补检的人"):
        make_up(court, exam_round, values)
    court.undo()
    assert len(batches_of(exam_round.id)) == 1


def test_a_batch_needs_what_an_event_needs(court, exam_round):
    with pytest.raises(Refused):
        add_batch(court, exam_round, {"title": "", "starts": None})
    with pytest.raises(Refused, match="名额不能是负数"):
        add_batch(court, exam_round, {"title": "甲", "starts": TODAY, "places": -1})


def test_a_package_of_another_round_is_given_to_nobody(court, exam_round, batch_of, staff):
    batch = batch_of(5)
    with court.step("另一轮"):
        other = ExamPackage.add(round=ExamRound.add(title="2024年度体检", year=2024), title="别的套餐")
        row = Participant.add(event=batch.event, person=staff["王祯"], court=Court.get(), attendance="invited")
    given = {"participant": row.id, "package": other.id}
    with pytest.raises(Refused, match="“别的套餐”不是这一轮的套餐"):
        ASSIGNMENTS.kind.check(given)
    assert ASSIGNMENTS.kind.check({**given, "package": ExamPackage.get(ExamPackage.round == exam_round).id})
