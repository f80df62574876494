"""Planned moves: what is in their way, how far they have come, and what they post to the dossier."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.relations import RELATIONS
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES, RotationEntry
from cadre_desktop.talent.actions import (
    post_missing_rotations,
    remove_rotations,
    save_rotation,
    set_rotation_status,
)
from cadre_desktop.talent.kinds import ROTATION
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rotating.carrying import carry_out_moves
from cadre_desktop.talent.rotating.checking import MoveState, state_on, year_plan
from cadre_desktop.talent.rotating.clash_rules import PlannedMove, Staffed, clashes, leads
from cadre_desktop.talent.rotating.matrix import line_matrix
from cadre_desktop.talent.rotating.matrix_paper import print_matrix
from cadre_desktop.talent.rules import RotationStatus
from cadre_desktop.talent.stages.admitting import admit

TODAY = date(2023, 6, 1)
ROOMS = {1: "执行局", 2: "民庭", 3: "办公室"}


def move(key, person, name="甲", post="", frm=1, to=2, court=(1, 1)):
    return PlannedMove(key, person, name, post, court[0], frm, court[1], to)


@pytest.mark.parametrize(
    ("post", "kind"),
    [
        ("执行局局长", "head"),
        ("副庭长", "deputy"),
        ("院长助理", ""),
        ("书记员", ""),
        ("审判员", ""),
        ("刑庭副庭长、审判员", "deputy"),
        ("庭长、审判员", "head"),
        ("法官助理", ""),
        ("综合科科长", "head"),
        ("二级主任科员", ""),
    ],
)
def test_who_leads(post, kind):
    assert leads(post) == kind


def test_kin_do_not_come_to_one_department():
    staff = [Staffed(9, "乙", "", 1, 2)]
    (found,) = clashes([move(1, 5)], staff, [(9, 5)], ROOMS)
    assert found.text == "甲与乙有回避关系，轮岗后同在民庭。"
    assert clashes([move(1, 5), move(2, 9, "乙", frm=2, to=3)], staff, [(9, 5)], ROOMS) == []  # the other leaves
    assert clashes([move(1, 5)], staff, [], ROOMS) == []


def test_kin_of_the_president_do_not_come_to_the_court():
    staff = [Staffed(9, "乙", "院长", 2, None)]
    (found,) = clashes([move(1, 5, court=(1, 2))], staff, [(5, 9)], ROOMS)
    assert "院领导" in found.text


def test_head_and_deputy_do_not_both_leave_and_nobody_is_left_alone():
    staff = [Staffed(5, "甲", "局长", 1, 1), Staffed(6, "乙", "副局长", 1, 1), Staffed(7, "丙", "执行员", 1, 1)]
    moves = [move(1, 5, post="局长"), move(2, 6, "乙", "副局长")]
    assert [clash.text for clash in clashes(moves, staff, [], ROOMS)] == ["执行局的正职和副职（甲、乙）都要离开。"] * 2
    assert clashes(moves[:1], staff, [], ROOMS) == []
    emptied = clashes([*moves, move(3, 7, "丙")], staff, [], ROOMS)
    assert [clash.text for clash in emptied if clash.key == 3] == ["执行局将没有人。"]
    filled = [*moves, move(3, 7, "丙"), move(4, 8, "丁", frm=3, to=1)]
    assert not any("没有人" in clash.text for clash in clashes(filled, staff, [], ROOMS))


def test_a_move_into_the_own_department_is_refused(court, people):
    person = Person.by_key(people["王祯"])
    values = {"person": person.id, "planned": date(2023, 7, 1), "to_department": person.__data__["department"]}
    with pytest.raises(Refused, match="去向部门就是原部门“执行局”"):
        save_rotation(court, None, values)
    with pytest.raises(Refused, match="去向法院就是原法院"):
        save_rotation(court, None, {**values, "to_department": None, "to_court": person.__data__["court"]})


@pytest.fixture
def planned(court, people):
    """王祯 to 青山法院, 李静 to another department of the own court."""
    there = Court.get(Court.short_name == "青山法院")
    with court.step("部门"):
        room = Department.add(court=Court.get(Court.short_name == "包头中院"), name="民事审判庭", line="3")
    return [
        save_rotation(court, None, {"person": people["王祯"], "planned": date(2023, 5, 1), "to_court": there.id}).id,
        save_rotation(
            court,
            None,
            {"person": people["李静"], "planned": date(2023, 6, 20), "to_department": room.id, "to_post": "法官助理"},
        ).id,
    ]


def test_the_plan_of_a_year(court, people, planned):
    editing.add(court, RELATIONS.kind, {"person": people["李静"], "other": people["欧阳文博"], "kinship": "in_law"})
    with court.step("同部门"):
        Person.update(department=Department.get(Department.name == "民事审判庭")).where(
            Person.id == people["欧阳文博"]
        ).execute()
    late, due = year_plan(2023, TODAY)
    assert (late.state, late.from_where, late.to_where) == (MoveState.OVERDUE, "包头中院 执行局", "青山法院")
    assert (due.state, due.to_where) == (MoveState.DUE, "包头中院 民事审判庭 法官助理")
    assert due.clashes == ("李静与欧阳文博有回避关系，轮岗后同在民事审判庭。", "执行局将没有人。")
    assert late.clashes == ("执行局将没有人。",)
    assert year_plan(2024, TODAY) == []
    assert state_on(date(2024, 1, 1), "planned", TODAY) is MoveState.PLANNED


def test_what_was_made_is_in_the_dossier_and_people_are_where_they_went(court, people, planned):
    with pytest.raises(Refused, match="还没有到"):
        carry_out_moves(court, planned, date(2024, 1, 1))
    assert carry_out_moves(court, planned[1:], date(2023, 5, 30), "包中法〔2023〕8号", transfer=True) == 1
    entry = RotationEntry.get()
    assert (entry.starts, entry.from_department, entry.department, entry.post, entry.line) == (
        date(2023, 5, 30),
        "执行局",
        "民事审判庭",
        "法官助理",
        "3",
    )
    assert Person.by_key(people["李静"]).department.name == "民事审判庭"
    with pytest.raises(Refused, match="李静的轮岗已经落实"):
        carry_out_moves(court, planned, TODAY)
    with pytest.raises(Refused, match="交流轮岗”记入"):
        editing.remove(court, ROTATION_ENTRIES.kind, [entry.id])
    court.undo()
    assert RotationEntry.select().count() == 0
    assert Person.by_key(people["李静"]).department.name == "执行局"


def test_a_move_with_an_end_to_come_is_under_way(court, planned):
    save_rotation(court, planned[0], {"until": date(2099, 12, 31)})
    carry_out_moves(court, planned[:1], date(2023, 5, 1))
    assert Rotation.by_key(planned[0]).status == RotationStatus.UNDER_WAY
    assert RotationEntry.get().ends == date(2099, 12, 31)


def test_the_dossier_follows_the_state_and_the_form(court, planned):
    set_rotation_status(court, planned[:1], RotationStatus.DONE)
    assert RotationEntry.get().starts == date(2023, 5, 1)
    save_rotation(court, planned[0], {"done": date(2023, 5, 8)})
    assert RotationEntry.get().starts == date(2023, 5, 8)
    set_rotation_status(court, planned[:1], RotationStatus.PLANNED)
    assert RotationEntry.select().count() == 0
    set_rotation_status(court, planned[:1], RotationStatus.DONE)
    assert remove_rotations(court, planned) == 2
    assert RotationEntry.select().count() == 0


def test_imported_moves_are_posted_once(court, people):
    values = {"person": people["王祯"], "planned": date(2022, 3, 1), "to_post": "跟班", "status": "done"}
    editing.add(court, ROTATION, values)
    assert post_missing_rotations(court) == 1
    assert post_missing_rotations(court) == 0
    assert RotationEntry.get().starts == date(2022, 3, 1)


def test_who_has_worked_in_which_lines(court, young, people, planned, tmp_path):
    admit(court, young, [people["王祯"], people["李静"]], date(2023, 3, 1))
    set_rotation_status(court, planned[1:], RotationStatus.DONE)
    matrix = line_matrix(date(2023, 7, 1), young.id)
    assert {row.name: (row.moves, set(row.lines)) for row in matrix.rows} == {
        "王祯": (0, {"5"}),
        "李静": (1, {"3", "5"}),
    }
    assert matrix.lines == ("3", "5")
    path = tmp_path / "条线.pdf"
    print_matrix(path, matrix, "包头中院", TODAY)
    with Pages(path) as pages:
        assert "民事审判" in pages.text(0)
