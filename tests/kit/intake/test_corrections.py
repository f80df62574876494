"""Cells corrected in the preview: one, or all that say the same; kept for the next file of the same court."""

import pytest
from offices import write

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.corrections import CellPosition, Corrections, recall, remember
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.plan import plan_parts, remember_corrections
from cadre_desktop.kit.intake.survey import ready, survey
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person

HEADINGS = ["姓名", "民族", "部门", "联系电话"]
ROWS = [["王祯", "蒙", "刑一庭", "一三八"], ["李静", "蒙人", "刑一庭", ""], ["赵凯", "蒙人", "#N/A", "没有"]]


def key(name):
    return Court.get(Court.name == f"包头市{name}人民法院").id


@pytest.fixture
def parts(court, tmp_path):
    sheets = {name: [[f"包头市{name}人民法院名单"], HEADINGS, *ROWS] for name in ("青山区", "九原区")}
    return ready(survey(read_workbook(write(tmp_path / "名单.xlsx", sheets)), PERSON, court), PERSON)


def told(plan):
    return {(problem.sheet, problem.row, problem.column) for problem in plan.problems}


def test_one_cell_is_read_as_corrected(court, parts):
    before = told(plan_parts(court, parts))
    corrections = Corrections().with_single(CellPosition("九原区", 5, 0, "phone"), "13804721234")
    plan = plan_parts(court, parts, corrections=corrections)
    assert before - told(plan) == {("九原区", 5, "联系电话")}
    assert plan.cells.columns["phone"][5] == "13804721234"
    assert (plan.cells.raw(5, "phone"), plan.cells.written(5, "phone")) == ("13804721234", "没有")
    assert plan.cells.is_corrected(5, "phone") and not plan.cells.is_corrected(2, "phone")


def test_all_cells_that_say_the_same_are_read_alike_and_one_of_them_otherwise(court, parts):
    corrections = Corrections().with_alike("ethnic", "蒙人", "蒙古族")
    assert plan_parts(court, parts).cells.alike("ethnic", "蒙人") == 4
    plan = plan_parts(court, parts, corrections=corrections)
    assert {row for _sheet, row, column in told(plan) if column == "民族"} == set()
    single = corrections.with_single(CellPosition("青山区", 4, 0, "ethnic"), "回族")
    assert plan_parts(court, parts, corrections=single).cells.columns["ethnic"][1] == "03"


def test_a_wrong_correction_is_told_with_what_was_written_there(court, parts):
    plan = plan_parts(court, parts, corrections=Corrections().with_alike("ethnic", "蒙人", "火星"))
    found = [problem for problem in plan.problems if problem.column == "民族"]
    assert {(problem.value, problem.effect) for problem in found} == {("火星", "blank")}


def test_a_cell_of_a_column_that_the_table_does_not_have_can_be_filled(court, parts):
    corrections = Corrections().with_single(CellPosition("青山区", 3, 0, "post"), "庭长")
    plan = plan_parts(court, parts, corrections=corrections)
    assert plan.cells.columns["post"][:2] == ["庭长", ""] or plan.cells.columns["post"][:2] == ["庭长", None]


def test_a_name_that_does_not_look_like_a_department_is_made_only_when_confirmed(court, tmp_path, monkeypatch):
    monkeypatch.setattr(Department, "plausible", staticmethod(lambda text: text.endswith("庭")))
    path = write(tmp_path / "名单.xlsx", {"一": [["包头市青山区人民法院"], ["姓名", "部门"], ["王祯", "北京大学"]]})
    parts = ready(survey(read_workbook(path), PERSON, court), PERSON)
    plan = plan_parts(court, parts)
    assert [problem.effect for problem in plan.problems] == ["blank"] and plan.wanted() == {}
    assert plan.cells.doubted == {("department", "北京大学")}
    confirmed = plan_parts(court, parts, corrections=Corrections().with_alike("department", "北京大学", "北京大学"))
    assert [want.name for want in confirmed.wanted().values()] == ["北京大学"] and confirmed.problems == []


def test_corrections_are_kept_for_the_court_they_were_made_for(court, parts, tmp_path):
    plan = plan_parts(court, parts[:1], corrections=Corrections().with_alike("ethnic", "蒙人", "蒙古族"))
    remember_corrections(court, plan)
    again = plan_parts(court, parts)
    assert {(sheet, row) for sheet, row, column in told(again) if column == "民族"} == {("九原区", 4), ("九原区", 5)}
    assert again.recalled == [("ethnic", "蒙人", "蒙古族")]
    assert [note.message for note in again.notes] == ["按以前的改正，把“蒙人”读作“蒙古族”。"] * 2
    done = import_file(court, PERSON, tmp_path / "名单.xlsx", dry_run=True)
    assert len(done.notes) == 2, "the command line says so too"


def test_what_is_protected_is_not_kept_and_the_oldest_give_way(court, monkeypatch):
    monkeypatch.setattr("cadre_desktop.kit.intake.corrections.REMEMBERED", 2)
    home = key("青山区")
    remember(court, PERSON, home, [("phone", "没有", "无"), ("ethnic", "甲", "汉族"), ("ethnic", "乙", "汉族")])
    remember(court, PERSON, home, [("ethnic", "甲", "回族"), ("post", "庭", "庭长")])
    assert recall(court, PERSON, home) == {("ethnic", "甲"): "回族", ("post", "庭"): "庭长"}
    assert recall(court, PERSON, key("九原区")) == {}
    assert Person.select().count() == 0
