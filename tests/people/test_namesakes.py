"""People of one name on a list: what tells them apart, and only them."""

import pytest

from cadre_desktop.people.name_list.namesakes import Namesake, told_apart, with_mark


def one(entry, department="刑庭", born="", staff_number="", id_number="", name="王伟", court=1):
    return Namesake(entry, name, court, department, born, staff_number, id_number)


@pytest.mark.parametrize(
    ("people", "marks"),
    [
        ([one(1, born="1985-03"), one(2, born="1990-05")], {1: "1985.03", 2: "1990.05"}),
        ([one(1, born="1985-03", staff_number="A1"), one(2, born="1985-03", staff_number="A2")], {1: "A1", 2: "A2"}),
        ([one(1, born="1985-03", staff_number="A1"), one(2, staff_number="A2")], {1: "A1", 2: "A2"}),
        (
            [one(1, id_number="150204198503010017"), one(2, id_number="150204198503010025")],
            {1: "证件尾号 0017", 2: "证件尾号 0025"},
        ),
        ([one(1, born="1985-03"), one(2)], {1: "1985.03"}),
        ([one(1), one(2)], {}),
        ([one(1, born="1985-03"), one(2, "民庭", born="1990-05")], {}),
        ([one(1, born="1985-03"), one(2, born="1990-05", name="王祯")], {}),
        ([one(1, born="1985-03"), one(2, born="1990-05", court=2)], {}),
    ],
)
def test_what_tells_people_of_one_name_court_and_department_apart(people, marks):
    assert told_apart(people, shown=True) == marks


def test_where_departments_are_not_shown_they_tell_people_apart_if_they_may():
    people = [one(1, born="1985-03"), one(2, "民庭", born="1990-05")]
    assert told_apart(people, shown=False) == {1: "刑庭", 2: "民庭"}
    assert told_apart(people, shown=False, told=False) == {1: "1985.03", 2: "1990.05"}


def test_a_mark_is_put_behind_the_name():
    assert (with_mark("王伟", "1985.03"), with_mark("王伟", "")) == ("王伟（1985.03）", "王伟")
