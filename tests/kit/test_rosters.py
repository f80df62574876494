"""Lists of every kind on paper: nothing is refused because a kind has no widths, and an empty list is a page."""

from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import as_listed, counted_words, kind_roster, roster_title
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA, kinds

CLOCK = FixedClock(datetime(2023, 6, 1, 9, 0))


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "a.cadre", SCHEMA, "王祯", clock=CLOCK, create_new=True, name="包头市中级人民法院")
    found_courts(store, "包头市中级人民法院")
    with store.step("录入"):
        for number, name in enumerate(("李静", "王祯", "单雄信")):
            court = Court.select().order_by(Court.place.desc()).offset(number % 2).first()
            Person.add(court=court, name=name, pinyin=("lijing", "wangzhen", "shanxiongxin")[number])
    yield store
    close_store(store)


def pages(path):
    document = pypdfium2.PdfDocument(path)
    found = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def test_every_kind_can_be_printed_even_with_no_rows(store, tmp_path):
    path = tmp_path / "a.pdf"
    for kind in kinds().values():
        offer = kind_roster(Listing(kind), roster_title(kind, kind.title), path, CLOCK)
        shown = [column.title for column in Listing(kind).shown_columns if not column.masked]
        assert list(offer.columns or shown) == shown
        text = pages(path)[0]
        assert all(title in text for title in shown)


def test_only_people_stand_in_a_roster():
    assert roster_title(PERSON, "人员") == "人员花名册"
    assert roster_title(kinds()["courses"], "班次") == "班次一览表"


def test_protected_columns_never_reach_paper(store, tmp_path):
    with pytest.raises(Refused, match="受保护"):
        kind_roster(Listing(PERSON, columns=(PERSON.column(Person.id_number),)), "名单", tmp_path / "a.pdf", CLOCK)


def test_courts_have_pages_of_their_own_in_their_order(store, tmp_path):
    path = tmp_path / "a.pdf"
    kind_roster(Listing(PERSON), "人员花名册", path, CLOCK, setup=Setup(chosen={"pages": "法院"}))
    first, second = pages(path)
    places = {court.name: court.place for court in Court.select()}
    named = [next(name for name in places if f"法院：{name}" in page) for page in (first, second)]
    assert sorted(named, key=places.__getitem__) == named


def test_a_list_on_the_screen_gives_rows_and_where_chosen_order(store):
    rows = {row.id: row.name for row in Person.select().order_by(Person.id)}
    by_name = PERSON.column(Person.name)
    assert as_listed(rows, None) == ["李静", "王祯", "单雄信"]
    assert as_listed(rows, Listing(PERSON)) == ["李静", "王祯", "单雄信"]
    assert as_listed(rows, Listing(PERSON, order=by_name, descending=True)) == ["王祯", "单雄信", "李静"]
    assert as_listed(rows, Listing(PERSON, text="李静")) == ["李静"]


def test_rows_are_counted_by_the_measure_word_of_their_kind(store, tmp_path):
    path = tmp_path / "a.pdf"
    kind_roster(Listing(PERSON), "人员花名册", path, CLOCK)
    assert "共3人。" in pages(path)[-1]
    assert counted_words(PERSON).format(count=2) == "共 2 人"
    assert counted_words(replace(PERSON, unit="个班次")).format(count=3) == "共 3 个班次"
