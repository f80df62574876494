"""A running year is compared with the year before up to the same day, a past one with a whole year."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import save_course
from cadre_desktop.kit.published import same_day_before
from cadre_desktop.overview.figures import figures_of
from cadre_desktop.people.actions import add_honours
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.window.tabs import TABS


@pytest.mark.parametrize(
    ("year", "today", "until"),
    [
        (2024, date(2024, 5, 20), date(2023, 5, 20)),
        (2023, date(2024, 5, 20), None),
        (2025, date(2024, 5, 20), None),
        (2024, date(2024, 2, 29), date(2023, 2, 28)),
        (2025, date(2025, 2, 28), date(2024, 2, 28)),
        (2024, date(2024, 1, 1), date(2023, 1, 1)),
        (2024, date(2024, 12, 31), date(2023, 12, 31)),
    ],
)
def test_up_to_which_day(year, today, until):
    assert same_day_before(year, today) == until


@pytest.fixture
def year_of_work(court):
    """Honours and events on both sides of 20 May 2023, and on the day itself."""
    with court.step("备料"):
        person = Person.add(name="王祯", court=Court.get()).id
    days = (date(2023, 1, 1), date(2023, 5, 20), date(2023, 5, 21), date(2023, 12, 31))
    level = {"level": "region", "person": person}
    add_honours(court, [{"title": f"荣誉{day}", "granted": day, **level} for day in days])
    for day in days:
        save_event(court, {"title": f"慰问{day}", "kind": "visit", "starts": day})
        save_course(court, {"title": f"班{day}", "starts": day, "hours": 80})
    return court


@pytest.mark.parametrize(
    ("until", "count"), [(None, 4), (date(2023, 5, 19), 1), (date(2023, 5, 20), 2), (date(2023, 12, 31), 4)]
)
def test_the_day_itself_counts(year_of_work, until, count):
    figures = {figure.key: figure for figure in figures_of(2023, date(2024, 5, 20), until)}
    for key in ("honours_personal", "welfare_events"):
        assert (figures[key].value, figures[key].listing.count()) == (count, count)
    assert figures["courses"].value == 0  # none of them is closed


def test_the_card_opens_the_rows_it_is_compared_with(started, overview):
    card = next(card for card in overview._figures if card.before.text() == "上年同期 1")
    card.before.click()
    honours = tab(started, "people").view("honours")
    assert honours.table.listing_model.rowCount() == 1
    assert "2022 年截至 6 月 1 日" in honours.filters.chip_texts[0]


def tab(started, key):
    return started.window.tab(next(plan for plan in TABS if plan.key == key))


@pytest.fixture
def overview(started):
    """The overview of 1 June 2023, with one honour before and one after that day of 2022."""
    store = started.session.store
    days = (date(2022, 6, 1), date(2022, 6, 2))
    home = Court.get().id
    add_honours(store, [{"title": f"荣誉{day}", "granted": day, "level": "region", "court": home} for day in days])
    overview = tab(started, "overview")
    overview.refresh()
    assert overview.shown.until == date(2022, 6, 1)
    return overview
