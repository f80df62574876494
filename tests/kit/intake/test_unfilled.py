"""Cells that could not be read cost no row: they are left empty, told, listed for later, and gone when filled."""

from datetime import date

import pytest
from offices import write

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake import unfilled
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.grid import choose_table
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.not_passed import in_words
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.notices import location_of
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.imports.import_model import cell_text, reason
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person

TITLE = ["包头市青山区人民法院名单"]
HEADINGS = ["姓名", "身份证号", "出生年月", "民族", "部门", "联系电话"]
NUMBER = "150299198503120015"


def waiting():
    return Listing(PERSON, (unfilled.condition(PERSON),)).count()


def fields_of(name):
    return [each.field for each in unfilled.waiting_in(PERSON, Person.get(Person.name == name).id)]


@pytest.fixture
def bad(court, tmp_path):
    rows = [
        ["王祯", NUMBER, "1985.13", "火星", "刑一庭", "一三八"],
        ["李静", "", "1990.05", "汉", "#N/A", "13804721234"],
        ["=赵凯", "", "1990.13", "汉", "刑一庭", ""],
    ]
    return import_file(court, PERSON, write(tmp_path / "名单.xlsx", {"在职": [TITLE, HEADINGS, *rows]}))


def test_a_bad_cell_that_is_no_key_is_left_empty_and_told(bad):
    told = {(problem.row, problem.column): problem.effect for problem in bad.problems}
    assert told == {
        (3, "出生年月"): "blank",
        (3, "民族"): "blank",
        (3, "联系电话"): "blank",
        (4, "部门"): "blank",
        (5, "姓名"): "refused",
        (5, "出生年月"): "refused",
    }
    assert (bad.new, bad.refused) == (2, 1)
    assert [row.name for row in Department.select()] == ["刑一庭"], "an error is no department"


def test_what_is_left_empty_waits_and_what_another_cell_tells_does_not(bad):
    assert Person.get(Person.name == "王祯").born == date(1985, 3, 1), "the ID number tells it"
    assert (fields_of("王祯"), fields_of("李静")) == (["ethnic", "phone"], ["department"])
    (left,) = unfilled.waiting_in(PERSON, Person.get(Person.name == "李静").id)
    assert (left.written, left.file, left.sheet, left.line) == ("#N/A", "名单.xlsx", "在职", 4)
    assert waiting() == 2
    assert bad.waiting == 3, "as many as are listed: the birth month was told by the ID number"


def test_it_goes_when_the_field_is_filled_and_comes_back_when_that_is_undone(bad, court):
    li = Person.get(Person.name == "李静").id
    editing.change(court, PERSON, li, {"department": Department.get().id})
    assert (fields_of("李静"), waiting()) == ([], 1)
    court.undo()
    assert waiting() == 2
    court.undo()
    assert Person.select().count() == 0 and waiting() == 0
    court.redo()
    assert waiting() == 2


def test_rows_that_need_not_be_filled_in_are_let_be_in_a_step(bad, court):
    wang = Person.get(Person.name == "王祯").id
    assert unfilled.forget(court, PERSON, [wang]) == 2
    assert waiting() == 1
    court.undo()
    assert waiting() == 2


def test_a_bad_cell_leaves_the_stored_value_as_it_is(bad, court, tmp_path):
    Person.get(Person.name == "李静")
    rows = [["李静", "1990.05", "火星", "13804721299"], ["王祯", "1985.03", "木星", ""]]
    headings = ["姓名", "出生年月", "民族", "联系电话"]
    done = import_file(court, PERSON, write(tmp_path / "再.xlsx", {"一": [TITLE, headings, *rows]}))
    assert (done.changed, done.same, done.refused) == (1, 1, 0)
    assert {problem.effect for problem in done.problems} == {"blank"}
    assert Person.get(Person.name == "李静").ethnic == "01"
    assert (fields_of("李静"), sorted(fields_of("王祯"))) == (["department"], ["ethnic", "phone"])


def test_a_bad_cell_of_a_row_that_says_nothing_else_new_waits_too(court, tmp_path):
    """It was told as waiting and listed nowhere, since only new and changed rows were looked at."""
    headings = ["姓名", "出生年月", "民族"]
    known = [["王祯", "1985.03", ""], ["李静", "1990.05", "汉"]]
    import_file(court, PERSON, write(tmp_path / "一.xlsx", {"一": [TITLE, headings, *known]}))
    rows = [["王祯", "1985.03", "火星"], ["李静", "1990.05", "火星"], ["赵凯", "1979.01", "汉"]]
    done = import_file(court, PERSON, write(tmp_path / "二.xlsx", {"一": [TITLE, headings, *rows]}))
    assert (done.new, done.same) == (1, 2)
    assert (fields_of("王祯"), fields_of("李静")) == (["ethnic"], []), "one is empty, the other has a value"
    court.undo()
    assert waiting() == 0


def planned(court, path):
    table = choose_table(read_workbook(path), known_headings(PERSON))
    return plan_import(court, table, propose(PERSON, table.headings), {"court": Court.get().id})


NEXT = "150299198503120023"  # of a woman; the sixteenth digit tells it


def of_sex(tmp_path, *cells):
    """A roster of people with these cells for their sex, whose ID numbers tell it."""
    numbers = [NUMBER, NEXT]
    rows = [["王祯李静"[2 * at : 2 * at + 2], cell, numbers[at]] for at, cell in enumerate(cells)]
    return write(tmp_path / "名单.xlsx", {"在职": [TITLE, ["姓名", "性别", "身份证号"], *rows]})


@pytest.mark.parametrize("cell", ["?", "？", "不详", "女？？"])
def test_a_bad_cell_that_the_rest_of_its_row_fills_says_with_what(court, tmp_path, cell):
    """That it was filled was told nowhere, and the command line said that it stays empty."""
    done = import_file(court, PERSON, of_sex(tmp_path, cell, cell))
    assert [problem.message.rpartition("。已")[2] for problem in done.problems] == [
        "按本行其他栏填为“男”。",
        "按本行其他栏填为“女”。",
    ]
    assert all(problem.filled and problem.effect == "blank" for problem in done.problems)
    assert done.waiting == 0


def test_a_bad_cell_of_somebody_who_is_there_already_says_what_stays(court, tmp_path):
    import_file(court, PERSON, of_sex(tmp_path, "男", "女"))
    done = import_file(court, PERSON, of_sex(tmp_path, "男", "甲"))
    (told,) = done.problems
    assert told.message.endswith("已有的“女”不变。") and told.filled


def test_a_department_that_could_not_be_read_is_told_by_its_name(court, tmp_path):
    headings = ["姓名", "身份证号", "部门"]
    import_file(court, PERSON, write(tmp_path / "1.xlsx", {"在职": [TITLE, headings, ["王祯", NUMBER, "刑一庭"]]}))
    done = import_file(court, PERSON, write(tmp_path / "2.xlsx", {"在职": [TITLE, headings, ["王祯", NUMBER, "#N/A"]]}))
    (told,) = done.problems
    assert told.message.endswith("已有的“刑一庭”不变。")


def test_a_cell_that_stays_empty_is_not_said_to_be_filled(bad):
    left = {(problem.row, problem.column): problem.filled for problem in bad.problems}
    assert left[3, "出生年月"] and not left[3, "民族"] and not left[4, "部门"]


def test_the_preview_shows_what_a_bad_cell_becomes(court, tmp_path):
    plan = planned(court, of_sex(tmp_path, "?", "女"))
    sex = PERSON.column(Person.sex)
    assert [cell_text(plan, plan.rows[row], sex) for row in range(2)] == ["? → 男", "女"]
    assert reason(plan, plan.rows[0]) == "性别：“?”不是已知的性别；可以填男、女。已按本行其他栏填为“男”。"


@pytest.mark.parametrize(
    ("column", "message", "said"),
    [
        ("姓名", "“姓名”不能为空。", "“姓名”不能为空。"),
        ("姓名", "姓名有误。", "姓名有误。"),
        ("干警姓名", "“姓名”不能为空。", "干警姓名：“姓名”不能为空。"),
        ("", "有误。", "有误。"),
        ("性别", "“?”看不懂。", "性别：“?”看不懂。"),
    ],
)
def test_a_heading_is_not_said_twice(column, message, said):
    problem = Problem(message, column=column, row=3)
    assert problem.at_its_column == said
    place = "第 3 行：" if said == message else f"第 3 行 {column}："
    assert location_of(problem) == place


def test_a_row_without_a_name_says_so_once(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"在职": [TITLE, ["姓名", "性别", "身份证号"], ["", "男", NUMBER]]})
    plan = planned(court, path)
    assert reason(plan, plan.rows[0]) == "“姓名”不能为空。"
    assert in_words(plan.about(plan.rows[0])) == "“姓名”不能为空。"
