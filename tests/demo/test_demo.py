"""The demonstration court has the figures of the 2023 report, is the same every time, and is nobody's."""

from datetime import date
from itertools import chain

import pytest

from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.records import Contest
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.overview.agenda import coming, overdue
from cadre_desktop.overview.figures import figures_of
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import check_id_number
from cadre_desktop.schema import SCHEMA

pytestmark = pytest.mark.xdist_group("demo")

REPORT_2023 = {
    "courses": 131,
    "person_times": 10289,
    "series": 5,
    "contest_categories": 3,
    "contest_tracks": 14,
    "contest_experts": 119,
    "pool_young": 279,
    "pool_expert": 42,
    "honours_collective": 24,
    "honours_personal": 34,
}


def test_the_figures_are_those_of_the_report(demo):
    figures = {figure.key: figure.value for figure in figures_of(2023, date(2024, 5, 20))}
    assert {key: figures[key] for key in REPORT_2023} == REPORT_2023
    assert 1000 < figures["persons_trained"] <= Person.select().count()


@pytest.mark.parametrize(
    ("year", "until"), [(2023, None), (2024, None), (2023, date(2023, 5, 20)), (2023, date(2023, 12, 31))]
)
def test_every_figure_opens_as_many_rows_as_it_says(demo, year, until):
    figures = figures_of(year, date(2024, 5, 20), until)
    counted = {figure.key: figure.listing.count() for figure in figures if figure.listing is not None}
    said = {figure.key: figure.value for figure in figures}
    for other in ("series", "contest_categories"):  # these count groups, and open the rows they are found in
        assert counted.pop(other) >= said.pop(other)
    assert counted.pop("comfort_people") >= said.pop("comfort_people")
    for other in ("comfort_money", "hardship_money", "child_care_children"):  # sums of what their rows say
        assert counted.pop(other) <= said.pop(other)
    assert counted == said


@pytest.mark.parametrize(
    ("until", "figures"),
    [
        (date(2022, 12, 31), {"courses": 0, "person_times": 0, "welfare_events": 0, "appointments": 0}),
        (date(2023, 12, 31), REPORT_2023),
    ],
)
def test_up_to_a_day_counts_from_nothing_to_the_whole_year(demo, until, figures):
    found = {figure.key: figure.value for figure in figures_of(2023, date(2024, 5, 20), until)}
    assert {key: found[key] for key in figures} == figures


def test_up_to_the_same_day_is_what_the_records_say(demo):
    """Counted once more, from the records and without SQL."""
    day = date(2023, 5, 20)
    found = {figure.key: figure for figure in figures_of(2023, date(2024, 5, 20), day)}
    ended = [row for row in Course.select() if row.status == "closed" and row.starts.year == 2023 and row.ends <= day]
    courses = {course.id for course in ended}
    completed = [row for row in Enrolment.select() if row.course_id in courses and row.status == "completed"]
    assert found["courses"].value == len(ended)
    assert found["person_times"].value == len(completed)
    assert found["persons_trained"].value == len({row.person_id for row in completed})
    opened = set(chain.from_iterable(found["courses"].listing.keys()))
    assert opened == courses
    assert "截至 5 月 20 日" in found["courses"].listing.conditions[0].words


def test_it_is_the_same_every_time(demo_files):
    journals = []
    for path in demo_files:
        store = open_store(path, SCHEMA, "王祯")
        steps = database.rows("SELECT seq, id, label, actor, at, kind, target FROM step ORDER BY seq")
        journals.append((steps, database.rows("SELECT step, table_name, row, op, was, now FROM change ORDER BY id")))
        close_store(store)
    assert journals[0] == journals[1]


def test_it_is_sound_and_sealed(demo):
    assert check_store(demo).trouble == ()
    assert is_intact(Contest.get())


def test_its_people_are_nobody(demo):
    people = list(Person.select())
    numbers = {person.id_number for person in people}
    assert len(numbers) == len(people)
    for person in people:
        number = check_id_number(person.id_number, date(2024, 5, 20))
        assert number.area == "150299"
        assert number.sex == person.sex
        assert (number.birth.year, number.birth.month) == (person.born.year, person.born.month)


def test_its_staff_is_believable(demo):
    people = list(Person.select())
    assert Court.select().count() == 11
    assert 1250 <= len(people) <= 1350
    mongolian = [person for person in people if person.ethnic == "02"]
    assert 0.15 < len(mongolian) / len(people) < 0.3
    assert any("·" in person.name for person in mongolian)
    quota = sum(person.quota_judge for person in people) / len(people)
    assert 0.25 < quota < 0.45


def test_the_agenda_has_something_to_do(demo):
    today = date(2024, 5, 20)
    assert {item.kind for item in coming(today)} >= {"courses", "welfare-events", "people"}
    assert {item.kind for item in overdue(today)} >= {"rotations"}
    assert all(today <= item.day for item in coming(today))
    assert all(item.day < today for item in overdue(today))
