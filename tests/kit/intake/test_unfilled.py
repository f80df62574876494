"""Cells that could not be read cost no row: they are left empty, told, listed for later, and gone when filled."""

from datetime import date

import pytest
from offices import write

from cadre_desktop.kit import editing
from cadre_desktop.kit.intake import unfilled
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Department, Person

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
