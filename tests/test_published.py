"""What the slices publish is whole and unambiguous, and every tab keeps what the window asks of it."""

from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import cadre_desktop
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.overview.beginnings import with_events, with_people
from cadre_desktop.overview.figures import breakdowns_of, figures_of, years
from cadre_desktop.schema import SCHEMA, in_report_order, kinds, slices, unlisted
from cadre_desktop.window.tabs import TABS

PACKAGE = Path(cadre_desktop.__file__).parent
each_slice = pytest.mark.parametrize("slice_", [pytest.param(each, id=name) for name, each in slices().items()])
each_tab = pytest.mark.parametrize("plan", [pytest.param(plan, id=plan.key) for plan in TABS])


def repeated(items):
    return [item for item, count in Counter(items).items() if count > 1]


def test_every_slice_with_records_publishes_itself():
    assert {path.parent.name for path in PACKAGE.glob("*/records.py")} == set(slices())


def test_every_record_of_a_slice_has_its_table():
    """A register in a file of its own would be forgotten silently if its slice did not list it."""
    for path in (*PACKAGE.glob("*/records.py"), *PACKAGE.glob("*/registers/*.py")):
        import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    ours = {each for each in Record.__subclasses__() if each.__module__.startswith("cadre_desktop.")}
    assert ours - set(SCHEMA.records) == set()


@each_slice
def test_the_kinds_of_a_slice_are_published(slice_):
    module = slice_.kinds[0].record.__module__.rpartition(".")[0]
    own = import_module(f"{module}.kinds").KINDS
    keys = [kind.key for kind in slice_.kinds]
    assert {kind.key for kind in own} <= set(keys) and repeated(keys) == []


@each_slice
def test_a_slice_says_who_may_write_each_of_its_kinds(slice_):
    allowed = [kind.key for permission in slice_.permissions for kind in permission.kinds]
    assert Counter(allowed) == Counter(kind.key for kind in slice_.kinds)


def test_keys_are_given_once():
    published = in_report_order()
    assert repeated(figure.key for each in published for figure in each.figures) == []
    assert repeated(permission.key for each in published for permission in each.permissions) == []
    assert repeated(each.report_order for each in published) == []
    assert repeated(name for plan in TABS for name in plan.slices) == []


def test_what_is_found_first_is_in_one_order_of_what_there_is():
    first = [each for slice_ in slices().values() for each in slice_.found_first]
    assert repeated(each.rank for each in first) == []
    assert {each.kind.key for each in first} <= set(kinds())
    left_out = {kind.key for slice_ in slices().values() for kind in slice_.not_sought}
    assert left_out and left_out.isdisjoint(each.kind.key for each in first)


def test_every_row_of_a_slice_has_a_name_in_the_journal_and_a_list_or_none():
    listed = {table_name(kind.record) for kind in kinds().values()}
    own = {table_name(record) for slice_ in slices().values() for record in slice_.records}
    own |= {table_name(each.kind.record) for slice_ in slices().values() for each in slice_.registers}
    assert own == listed | set(unlisted()) and listed.isdisjoint(unlisted())


def test_a_workbook_of_no_kind_goes_by_no_name_of_a_kind():
    keys = [book.key for slice_ in slices().values() for book in slice_.other_workbooks]
    assert keys and repeated([*keys, *kinds()]) == []


@each_slice
def test_what_a_slice_says_of_rows_it_says_of_its_own(slice_):
    said = [each.kind for each in (*slice_.beginnings, *slice_.found_first, *slice_.after_import)]
    assert {kind.key for kind in said} <= {kind.key for kind in slice_.kinds}
    records = [*slice_.stand_ins, *(each.record for each in slice_.coded), *(each for each, _title in slice_.unlisted)]
    assert set(records) <= set(slice_.records)


def test_who_goes_by_a_code_is_told_by_columns_that_are_there():
    coded = [each for slice_ in slices().values() for each in slice_.coded]
    assert coded
    for each in coded:
        assert each.link in each.columns
        assert any(each.columns <= set(record._meta.columns) for record in SCHEMA.records)


def test_a_new_court_begins_with_people():
    assert [each.kind.key for each in with_people()] == ["people"] and all(each.thing for each in with_events())


@pytest.mark.parametrize("year", [2022, 2023])
def test_bars_are_as_high_as_the_lists_behind_them_are_long(small_year, year):
    found = breakdowns_of(year)
    bars = [bar for each in found for bar in (*each.bars, *(each.before or ()))]
    assert [bar.value for bar in bars] == [bar.rows().count() for bar in bars]
    assert any(bar.value for bar in bars) == (year == 2023)
    assert years() == [2023]


def test_every_kind_is_shown_in_a_tab():
    assert {key for plan in TABS for key in plan.kinds} == set(kinds())


SUMS = {"comfort_money": (300, 2), "hardship_money": (0, 0)}
"""Sums of what rows say, and how many these are."""
KEPT_NUMBERS = {"child_care_children"}
"""Numbers that rows keep of others, which the law lets nobody keep."""

SUMS = {"comfort_money": (300, 2), "hardship_money": (0, 0)}
"""Sums of what rows say, and how many rows."""

FEW = {"counselling_people"}
"""Numbers of people that are not told of fewer than five."""


@pytest.mark.parametrize("until", [None, date(2023, 5, 20)])
def test_a_figure_is_how_many_rows_it_opens_or_of_how_many_sorts_they_are(small_year, until):
    declared = {figure.key: figure for each in in_report_order() for figure in each.figures}
    found = figures_of(2023, date(2024, 5, 20), until)
    assert [figure.key for figure in found] == list(declared)
    for figure in found:
        rows = declared[figure.key].rows(Period(2023, date(2024, 5, 20), until)).count()
        if figure.key in SUMS:
            assert (figure.value, rows) == SUMS[figure.key]
        elif figure.key in FEW:
            assert figure.value is None and rows == 1
        elif figure.key not in KEPT_NUMBERS:
            assert figure.value == rows if declared[figure.key].count is None else 0 < figure.value <= rows, figure.key
        assert figure.definition and figure.unit


def _cared_for(person, home):
    """An examination and a talk with a counsellor early in 2023."""
    from cadre_desktop.welfare.counselling.records import CounsellingSlot
    from cadre_desktop.welfare.examination.records import ExamBatch, ExamRound
    from cadre_desktop.welfare.records import Participant, WelfareEvent

    day = date(2023, 3, 1)
    event = WelfareEvent.add(title="体检", kind="physical_exam", starts=day)
    ExamBatch.add(round=ExamRound.add(title="2023年度体检", year=2023), event=event)
    Participant.add(event=event, person=person, court=home, attendance="attended", day=day)
    CounsellingSlot.add(day=day, begins="09:00", person=person, court=home, state="attended")


@pytest.fixture
def small_year(court):
    """A closed course of a series and a contest with two tracks of one category, both early in 2023."""
    from cadre_desktop.contests.records import Contest, Track
    from cadre_desktop.courses.records import Course, Enrolment
    from cadre_desktop.people.records import Court, Person
    from cadre_desktop.welfare.comfort.records import ComfortPayment

    with court.step("备料"):
        home = Court.get()
        person = Person.add(name="王祯", court=home)
        for fen in (10_000, 20_000):
            ComfortPayment.add(person=person, item="birthday", amount=fen, paid=date(2023, 3, 1))
        _cared_for(person, home)
        for number in (1, 2):
            day = date(2023, 3, number)
            course = Course.add(title=f"第{number}期", series="political", starts=day, hours=80, status="closed")
            Enrolment.add(course=course, person=person, court=home, status="completed", hours=80)
        contest = Contest.add(name="竞赛", year=2023, starts=date(2023, 4, 1))
        for name in ("刑事", "民事"):
            Track.add(contest=contest, name=name, category="judges")
    return court


@each_tab
def test_a_tab_keeps_what_the_window_asks_of_it(started, plan):
    tab = started.window.tab(plan)
    assert isinstance(tab, Tab) and tab.may_leave()
    asked = ("show_listing", "begin", "import_file")
    kept = [name for name in asked if getattr(type(tab), name) is not getattr(Tab, name)]
    assert kept == (list(asked) if plan.kinds else [])


@each_tab
def test_a_tab_begins_with_any_of_its_kinds(started, plan, monkeypatch):
    from cadre_desktop.people.tab import PeopleTab

    monkeypatch.setattr(PeopleTab, "take_in", lambda self, kind, path=None: None)
    window = started.window
    for key in plan.kinds:
        window.begin(key)
        assert TABS[window.tabs.currentIndex()] is plan
        assert window.may_leave()
