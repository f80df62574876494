"""People are found by the numbers their office gives them, with whatever signs and words these are written."""

import pytest
from rosters import HOME

from cadre_desktop.people.records import Court, Person

NUMBERS = ("包法警017", "B/012", "内_0502.3", "包[2019]-17", "NM-00017x", "０１２号")


@pytest.fixture
def numbered(court):
    own = Court.get(Court.name == HOME).id
    with court.step("登记"):
        Person.add_many([{"name": "王祯", "court": own, "staff_number": number} for number in NUMBERS])
    return court


def found(store, text):
    numbers = dict(Person.select(Person.id, Person.staff_number).tuples())
    return {numbers[key] for table, key in store.find(text) if table == "person"}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_is_found_as_it_stands_and_by_its_beginnings(numbered, number):
    for length in range(2, len(number) + 1):
        assert number in found(numbered, number[:length]), number[:length]
    assert found(numbered, number) == found(numbered, number.lower()) == {number}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("警017", {"包法警017"}),
        ("法警017", {"包法警017"}),
        ("017", {"包法警017"}),
        ("军警017", set()),
        ("B/01_", set()),
        ("%", set()),
        ("nm00017", {"NM-00017x"}),
    ],
)
def test_a_number_with_words_is_found_by_its_end(numbered, text, numbers):
    assert found(numbered, text) == numbers
