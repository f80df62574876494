"""All eight kinds of care are in the demonstration court, and each of their figures is what its rows say."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.child_care.records import CarePeriod
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.rules import ComfortItem
from cadre_desktop.welfare.farewell.records import Farewell, FarewellPhoto
from cadre_desktop.welfare.green_channel.records import MedicalAgreement
from cadre_desktop.welfare.newcomers.checklist import checklist_of
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.yearly.due import due_between, faults

pytestmark = pytest.mark.xdist_group("demo")

TODAY = date(2024, 5, 20)
FIGURES_2023 = {
    "exam_people": 1181,
    "exam_courts": 11,
    "newcomers": 16,
    "retirees_farewelled": 7,
    "albums": 7,
    "ceremonies": 3,
    "hardship_cases": 6,
    "hardship_people": 6,
    "hardship_help": 12,
    "hardship_money": 21000,
    "referrals": 32,
    "agreements": 1,
    "child_care_periods": 2,
    "child_care_children": 70,
}


def values(rows: Listing, column: str) -> list[Any]:
    """What the counted rows have in a column, read row by row."""
    table = rows.kind.record._meta.table_name
    kept = dict(database.rows(f'SELECT id, "{column}" FROM "{table}"'))
    return [kept[key] for key in rows.all_keys()]


def different_courts(rows: Listing) -> int:
    came = database.rows("SELECT event_id, court_id FROM participant WHERE attendance = 'attended'")
    held = set(rows.all_keys())
    return len({court for event, court in came if event in held})


RECKONED: dict[str, Callable[[Listing], int]] = {
    "exam_courts": different_courts,
    "counselling_people": lambda rows: len(set(values(rows, "person_id"))),
    "comfort_people": lambda rows: len(set(values(rows, "person_id"))),
    "comfort_money": lambda rows: sum(values(rows, "amount")) // 100,
    "hardship_money": lambda rows: sum(values(rows, "amount")) // 100,
    "child_care_children": lambda rows: sum(count or 0 for count in values(rows, "children")),
}
"""The figures that are not simply how many rows they open."""


@pytest.mark.parametrize("care", CARES, ids=lambda care: care.kind.value)
def test_every_kind_has_figures_which_are_what_their_rows_say(demo, care):
    assert care.figures
    for until in (None, date(2023, 11, 30)):
        period = Period(2023, TODAY, until)
        for figure in care.figures:
            rows = figure.rows(period)
            value = rows.count() if figure.count is None else figure.count(period)
            assert (figure.count is None) is (figure.key not in RECKONED), figure.key
            assert value == RECKONED.get(figure.key, Listing.count)(rows), figure.key
            assert value > 0 and figure.label and figure.unit and figure.definition, figure.key
            assert until is not None or value == FIGURES_2023.get(figure.key, value), figure.key


def test_all_eight_kinds_had_events_in_2023(demo):
    held = {WelfareKind(row.kind) for row in WelfareEvent.select() if row.starts.year == 2023}
    assert held == set(WelfareKind) - {WelfareKind.OTHER}
    seasons = [row.season for row in CarePeriod.select() if row.starts.year == 2023]
    assert sorted(seasons) == ["summer", "winter"]
    assert {row.starts.month for row in WelfareEvent.select() if row.kind == "counselling"} == {4, 10}
    assert "退休干警座谈会" in {row.title for row in WelfareEvent.select()}
    assert [row.hospital for row in MedicalAgreement.select()] == ["包头医学院第二附属医院"]
    given = {row.item for row in ComfortPayment.select(ComfortPayment.item).distinct()}
    assert {ComfortItem.FESTIVAL, ComfortItem.BIRTHDAY, ComfortItem.MODEL, ComfortItem.HOSPITAL} <= given
    assert all(FarewellPhoto.select().where(FarewellPhoto.farewell == row).count() > 1 for row in Farewell.select())


def test_newcomers_have_their_induction_portraits_mentors_and_notes(demo):
    (batch,) = NewcomerBatch.select()
    lines = checklist_of(batch.id, TODAY).lines
    assert len(lines) == 16
    for item in ("初任培训", "入职照片", "导师结对", "半年谈话"):
        assert all(next(cell for cell in line.items if cell.name == item).is_done for line in lines), item
    late = {line.name for line in lines if any(cell.is_overdue(TODAY) for cell in line.items)}
    assert len(late) == 2, "two have something left to be done"
    people = Person.select().where(Person.id.in_(Newcomer.select(Newcomer.person)))
    assert len({row.photo for row in people}) == 16
    event = WelfareEvent.get(WelfareEvent.kind == "onboarding")
    there = {key for (key,) in database.rows("SELECT person_id FROM participant WHERE event_id = ?", event.id)}
    assert {row.id for row in people} <= there


def test_nothing_is_above_a_ceiling_and_what_ends_is_due(demo):
    assert faults() == []
    texts = [line.text for line in due_between(date(2024, 6, 1), date(2024, 6, 30))]
    assert "与包头医学院第二附属医院的惠医协议到期" in texts
