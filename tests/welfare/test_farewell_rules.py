"""Rules of retirement: who may be prepared for, ceilings, decades, seats; and where photos come to lie on a page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.welfare.farewell.album_layout import PhotoRoom, pages_of
from cadre_desktop.welfare.farewell.rules import (
    Part,
    Prepared,
    above_ceiling,
    by_decade,
    decade_of,
    seats,
    why_not,
    years_served,
)
from cadre_desktop.welfare.farewell.seat_plan import name_lines

UNTIL = date(2026, 5, 31)


def test_whoever_does_not_retire_is_told_so():
    assert why_not("王祯", True, False, None, UNTIL) == ""
    assert why_not("王祯", False, True, date(2026, 5, 1), UNTIL) == ""
    assert "已调离" in why_not("王祯", False, False, date(2024, 1, 1), UNTIL)
    assert "出生年月" in why_not("王祯", False, True, None, UNTIL)
    assert "2041.03" in why_not("王祯", False, True, date(2041, 3, 1), UNTIL)


@pytest.mark.parametrize(
    ("cost", "maximum", "told"),
    [
        (None, 1, ""),
        (None, None, ""),
        (0, None, ""),
        (1, None, "退休纪念品在内蒙古的最高金额（2026-05-31）还没有填写，不能登记价格"),
        (100000, 100000, ""),
        (100001, 100000, "纪念品 1000.01 元，超过标准 1000 元"),
    ],
)
def test_a_keepsake_keeps_to_its_ceiling(cost, maximum, told):
    said = above_ceiling(cost, maximum, "内蒙古", UNTIL)
    assert said.startswith(told) and bool(said) == bool(told)


def test_the_album_is_given_at_the_ceremony_and_does_not_lack_before_it():
    whole = Prepared(*[True] * 9)
    assert whole.ready and whole.lacking == (Part.ALBUM,)
    assert not Prepared().ready and len(Prepared().lacking) == len(Part)
    assert not Prepared(*[True] * 8, invitation=False).ready


def test_photos_stand_by_decades_and_those_without_a_year_last():
    assert decade_of(1989) == 1980 and decade_of(1990) == 1990 and decade_of(None) is None
    found = by_decade("甲乙丙丁", [2001, None, 1989, 2009])
    assert found == [(1980, ["丙"]), (2000, ["甲", "丁"]), (None, ["乙"])]


@given(st.integers(0, 80), st.integers(1, 14))
def test_seats_are_in_rows_of_about_the_same_length(count, in_row):
    rows = seats(list(range(count)), in_row)
    assert [one for row in rows for one in row] == list(range(count))
    lengths = {len(row) for row in rows}
    assert not lengths or (max(lengths) <= in_row and max(lengths) - min(lengths) <= 1)


def test_years_are_whole():
    assert years_served(date(1990, 7, 1), date(2023, 6, 1)) == 32
    assert years_served(date(1990, 7, 1), date(2023, 7, 1)) == 33
    assert years_served(None, date(2023, 7, 1)) is None and years_served(date(2024, 1, 1), date(2023, 7, 1)) is None


@given(st.lists(st.floats(0.3, 3.5), min_size=1, max_size=12), st.sampled_from([(163.0, 225.0), (168.0, 150.0)]))
def test_no_photo_is_stretched_or_leaves_its_page_or_lies_on_another(ratios, size):
    pages = pages_of(ratios, PhotoRoom(*size, 6.0, lambda _photo, width: 5.0 if width > 60 else 9.0))
    slots = [slot for page in pages for slot in page]
    assert [slot.photo for slot in slots] == list(range(len(ratios)))
    for page in pages:
        assert 1 <= len(page) <= 4
        for slot in page:
            assert slot.width / slot.height == pytest.approx(ratios[slot.photo])
            assert slot.x >= -1e-6 and slot.x + slot.width <= size[0] + 1e-6
            assert slot.y >= 0 and slot.y + slot.height <= size[1] + 1e-6
        for one in page:
            for other in page:
                apart = one.x + one.width <= other.x + 1e-6 or one.y + one.height <= other.y + 1e-6
                assert one.photo >= other.photo or apart


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("王祯", ["王祯"]),
        ("汤勇永家属", ["汤勇永家属"]),
        ("欧阳诸葛司马上官", ["欧阳诸葛", "司马上官"]),
        ("额尔敦达来·朝鲁门巴特尔", ["额尔敦达来·", "朝鲁门巴特尔"]),
        ("欧阳诸葛司马上官家属", ["欧阳诸葛司马上官", "家属"]),
    ],
)
def test_a_long_name_is_on_its_seat_in_two_lines(name, lines):
    assert list(name_lines(name, 24.0)) == lines
