"""What is entered about posts held is what the list of people says, where it is newer."""

from datetime import date

import pytest

from cadre_desktop.people.actions import add_people
from cadre_desktop.people.appointing.entering import save_post_held
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.posts_held import PostHeld


@pytest.fixture
def somebody(court):
    values = {
        "name": "王祯",
        "court": Court.get().id,
        "post": "副庭长",
        "post_since": date(2019, 3, 1),
        "rank": "general-09",
    }
    add_people(court, [values])
    return Person.get(Person.name == "王祯").id


def test_a_newer_post_is_the_present_one_and_one_step(court, somebody):
    row = save_post_held(court, {"person": somebody, "starts": date(2023, 4, 18), "post": "庭长"})
    person = Person.by_key(somebody)
    assert (person.post, person.post_since, person.rank) == ("庭长", date(2023, 4, 1), "general-09")
    court.undo()
    assert Person.by_key(somebody).post == "副庭长"
    assert PostHeld.get_or_none(PostHeld.id == row.id) is None


@pytest.mark.parametrize(
    "values",
    [
        {"starts": date(2015, 3, 1), "post": "审判员"},
        {"starts": date(2020, 3, 1), "ends": date(2021, 3, 1), "post": "审判员"},
        {"starts": date(2035, 3, 1), "post": "院长"},
    ],
    ids=["older", "ended", "to come"],
)
def test_what_is_not_the_present_post_changes_nothing(court, somebody, values):
    save_post_held(court, {"person": somebody, **values})
    assert Person.by_key(somebody).post == "副庭长"


def test_the_latest_rank_is_the_present_one(court, somebody):
    save_post_held(court, {"person": somebody, "starts": date(2022, 6, 1), "rank": "general-08"})
    assert Person.by_key(somebody).rank == "general-08"
    save_post_held(court, {"person": somebody, "starts": date(2020, 6, 1), "rank": "general-10"})
    assert Person.by_key(somebody).rank == "general-08"
    assert Person.by_key(somebody).post == "副庭长"


def test_a_row_that_is_changed_to_hold_now_is_followed(court, somebody):
    row = save_post_held(
        court, {"person": somebody, "starts": date(2021, 3, 1), "ends": date(2021, 6, 1), "post": "庭长"}
    )
    assert Person.by_key(somebody).post == "副庭长"
    save_post_held(court, {"ends": None}, row.id)
    assert Person.by_key(somebody).post == "庭长"
