"""The plain actions of any kind."""

from datetime import date

import pytest
from roster_toys import NOTE, PUPIL, SCHOOL, SITTING, Mark, Pupil, School, Sitting

from cadre_desktop.kit import editing
from cadre_desktop.kit.display import date_text, fixed_text, masked, moment_text, shown
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal


def fields_of(refused: Refused) -> list[str]:
    return [problem.field for problem in refused.problems]


def test_adding_is_one_named_step(roster):
    pupil = editing.add(roster, PUPIL, {"name": "王祯", "mark": Mark.GOOD, "born": date(1985, 3, 1)})
    assert Pupil.by_key(pupil.id).mark == "good"
    assert [step.label for step in journal.steps()] == ["新增学生“王祯”"]


def test_what_is_missing_or_contradicts_is_told_at_the_field(roster):
    with pytest.raises(Refused) as caught:
        editing.add(roster, SCHOOL, {"title": ""})
    assert (fields_of(caught.value), str(caught.value)) == (["title"], "“名称”不能为空。")
    with pytest.raises(Refused) as caught:
        editing.add(roster, PUPIL, {"name": "", "born": date(2000, 1, 1), "since": date(1999, 1, 1)})
    assert fields_of(caught.value) == ["name", "since"]
    assert journal.steps() == []


def test_changing_writes_only_what_differs(roster):
    pupil = editing.add(roster, PUPIL, {"name": "王祯", "points": 1})
    editing.change(roster, PUPIL, pupil.id, {"points": 2, "name": "王祯"})
    (change,) = journal.changes(journal.steps()[0].id)
    assert (change.was, change.now) == ({"points": 1}, {"points": 2})
    editing.change(roster, PUPIL, pupil.id, {"points": 2})
    assert [step.label for step in journal.steps()] == ["修改学生“王祯”", "新增学生“王祯”"]


def test_a_change_is_checked_with_what_stays(roster):
    pupil = editing.add(roster, PUPIL, {"name": "王祯", "born": date(2000, 1, 1)})
    with pytest.raises(Refused) as caught:
        editing.change(roster, PUPIL, pupil.id, {"since": date(1999, 1, 1)})
    assert fields_of(caught.value) == ["since"]


def test_twins_are_refused_by_the_first_identity_only(roster):
    first = editing.add(roster, PUPIL, {"name": "王祯", "number": "1", "born": date(1985, 3, 1)})
    with pytest.raises(Refused, match="证号相同"):
        editing.add(roster, PUPIL, {"name": "李静", "number": "1"})
    editing.add(roster, PUPIL, {"name": "王祯", "number": "", "born": date(1985, 3, 1)})
    editing.add(roster, PUPIL, {"name": "王祯", "number": "", "born": date(1985, 3, 1)})
    editing.change(roster, PUPIL, first.id, {"number": "1", "points": 4})
    assert Pupil.select().count() == 3


def test_removing_all_or_none(roster):
    school = editing.add(roster, SCHOOL, {"title": "一中"})
    other = editing.add(roster, SCHOOL, {"title": "二中"})
    editing.add(roster, PUPIL, {"name": "王祯", "school": school})
    with pytest.raises(Refused, match="还有别的记录要用到它"):
        editing.remove(roster, SCHOOL, [other.id, school.id])
    assert School.select().count() == 2
    assert editing.remove(roster, SCHOOL, [other.id]) == 1
    assert editing.remove(roster, SCHOOL, [other.id]) == 0
    assert journal.steps()[0].label == "删除学校“二中”"


def test_removing_more_rows_than_a_statement_takes_variables(roster):
    with roster.step("多"):
        keys = School.add_many([{"title": str(number)} for number in range(300)])
    assert editing.remove(roster, SCHOOL, [*keys, *range(1, 260_000)]) == 300
    assert journal.steps()[0].label == "删除学校“0”等 300 条"


def test_rows_are_called_by_their_name_through_links(roster):
    pupil = editing.add(roster, PUPIL, {"name": "王祯"})
    sitting = editing.add(roster, SITTING, {"pupil": pupil.id, "day": date(2023, 1, 1)})
    assert journal.steps()[0].label == "新增考试“王祯”"
    assert editing.label_of(Sitting, sitting.id) == "王祯"
    assert editing.label_of(Pupil, 5) == ""
    note = editing.add(roster, NOTE, {"sitting": sitting.id, "text": "记"})
    assert journal.steps()[0].label == "新增记录“王祯”"
    assert editing.label_of(NOTE.record, note.id) == ""
    assert editing.values_of(note) == {"sitting": sitting.id, "text": "记"}


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (45, 1, "4.5"),
        (40, 1, "4"),
        (-5, 1, "-0.5"),
        (0, 3, "0"),
        (1050, 3, "1.05"),
        (7, 0, "7"),
        (-12345, 2, "-123.45"),
    ],
)
def test_exact_decimals(value, decimals, text):
    assert fixed_text(value, decimals) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2023-06-01T09:00:30", "09:00"),
        ("2023-05-31T09:00:30", "05-31 09:00"),
        ("2022-06-01T09:00:30", "2022-06-01 09:00"),
    ],
)
def test_a_moment_is_as_short_as_it_is_clear(at, text):
    assert moment_text(at, date(2023, 6, 1)) == text


def test_days_and_months():
    assert (date_text(date(1985, 3, 1)), date_text(date(1985, 3, 1), month=True)) == ("1985-03-01", "1985.03")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("150299198503010011", "150299********0011"),
        ("15029919850", "150299*9850"),
        ("1502991985", "**********"),
        ("", ""),
    ],
)
def test_a_masked_number_tells_two_people_apart_and_no_more(value, text):
    assert masked(PUPIL.column(Pupil.number), value) == text


def test_other_masked_values_say_only_that_there_is_one():
    assert masked(PUPIL.column(Pupil.points), 0) == "＊＊＊"
    assert masked(PUPIL.column(Pupil.points), None) == ""
    assert shown(PUPIL.column(Pupil.photo), "ab") == "有"
