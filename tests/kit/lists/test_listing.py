"""Lists: what they hold, in which order, and that count, pages, keys and rows tell the same."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_toys import NOTE, PUPIL, SCHOOL, SITTING, Mark, Note, Pupil, School, Sitting

from cadre_desktop.kit.kind import through
from cadre_desktop.kit.listing import Condition, Listing, equals, in_year, of_groups, value_text
from cadre_desktop.kit.store.database import database

NAME, SCHOOL_OF, NUMBER, BORN, SINCE, HOURS, POINTS, MARK, KEEN, _PHOTO = PUPIL.columns


@pytest.fixture
def pupils(roster):
    with roster.step("备料"):
        first, second = School.add(title="一中"), School.add(title="二中")
        rows = [
            (
                "王祯",
                "wang zhen",
                first,
                date(1985, 3, 1),
                date(2003, 9, 1),
                45,
                3,
                Mark.GOOD,
                True,
                "150299198503010011",
            ),
            ("李静", "li jing", second, date(1986, 1, 1), date(2004, 9, 1), 5, 1, Mark.POOR, False, ""),
            ("单雄信", "shan xiongxin", None, None, None, None, None, "", False, ""),
            ("王祯", "wang zhen", second, date(1985, 12, 1), date(2003, 12, 31), 0, 1, "", True, ""),
        ]
        fields = ("name", "pinyin", "school", "born", "since", "hours", "points", "mark", "keen", "number")
        return list(Pupil.add_many([dict(zip(fields, row, strict=True)) for row in rows]))


def places(pupils, listing):
    """The pupils of a list by their place in the material; the ways of asking have to agree."""
    keys = list(chain.from_iterable(listing.keys()))
    assert keys == list(listing.all_keys()) == listing.page(0, 100)
    assert len(keys) == listing.count()
    return [pupils.index(key) for key in keys]


def test_the_kinds_order_and_any_other(pupils):
    assert places(pupils, Listing(PUPIL)) == [0, 1, 3, 2]
    assert places(pupils, Listing(PUPIL, order=NAME)) == [1, 2, 0, 3]
    assert places(pupils, Listing(PUPIL, order=NAME, descending=True)) == [3, 0, 2, 1]
    assert places(pupils, Listing(PUPIL, order=SCHOOL_OF)) == [2, 0, 1, 3]
    assert places(pupils, Listing(PUPIL, order=SCHOOL_OF, descending=True)) == [3, 1, 0, 2]
    assert places(pupils, Listing(PUPIL, order=HOURS)) == [2, 3, 1, 0]


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (lambda: equals(MARK, ["good"]), [0]),
        (lambda: equals(MARK, ["good", ""]), [0, 3, 2]),
        (lambda: equals(POINTS, [1]), [1, 3]),
        (lambda: equals(POINTS, [None, 3]), [0, 2]),
        (lambda: equals(KEEN, [True]), [0, 3]),
        (lambda: equals(SCHOOL_OF, [""]), [2]),
        (lambda: equals(MARK, []), []),
        (lambda: equals(SINCE, [date(2004, 9, 1).isoformat()]), [1]),
        (lambda: of_groups(SINCE, ["2003"]), [0, 3]),
        (lambda: of_groups(SINCE, ["", "2004"]), [1, 2]),
        (lambda: of_groups(BORN, ["1985"]), [0, 3]),
        (lambda: in_year(Pupil.since, 2003), [0, 3]),
        (lambda: in_year(Pupil.born, 1985), [0, 3]),
        (lambda: in_year(Pupil.since, 2005), []),
        (lambda: Condition("t.points > ? OR t.points IS NULL", (1,)), [0, 2]),
    ],
)
def test_conditions(pupils, condition, left):
    assert places(pupils, Listing(PUPIL, (condition(),))) == left


def test_conditions_narrow_and_do_not_run_into_each_other(pupils):
    either = Condition("t.points = 3 OR t.points = 1")
    assert places(pupils, Listing(PUPIL).where(either, equals(KEEN, [True]))) == [0, 3]
    assert places(pupils, Listing(PUPIL, (either,), "李静")) == [1]


def test_conditions_are_named_for_the_screen(pupils):
    school = School.get(School.title == "一中")
    assert equals(MARK, ["good", ""]).words == "等次：优秀、（空）"
    assert equals(SCHOOL_OF, [school.id]).words == "学校：一中"
    assert of_groups(SINCE, ["2003"]).words == "入校日期：2003 年"
    assert equals(MARK, ["good"], "优秀者").words == "优秀者"


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (MARK, "poor", "不合格"),
        (MARK, "", ""),
        (HOURS, 45, "4.5"),
        (HOURS, 40, "4"),
        (HOURS, 0, "0"),
        (BORN, "1985-03", "1985.03"),
        (BORN, "1985", "1985 年"),
        (SINCE, "2003-09-01", "2003-09-01"),
        (KEEN, 1, "是"),
        (KEEN, 0, ""),
        (POINTS, None, ""),
        (POINTS, 0, "0"),
        (SCHOOL_OF, None, ""),
        (SCHOOL_OF, 77, ""),
        (NAME, "王祯", "王祯"),
    ],
)
def test_the_text_of_a_value(roster, column, value, text):
    assert value_text(column, value) == text


def test_counts_by_value_agree_with_their_conditions(pupils):
    for column in (MARK, POINTS, SCHOOL_OF, SINCE, BORN, KEEN, HOURS):
        counts = Listing(PUPIL).counts(column)
        assert sum(number for _value, number in counts) == 4
        for value, number in counts:
            assert Listing(PUPIL, (of_groups(column, [value]),)).count() == number


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("王", [0, 3]),
        ("wz", [0, 3]),
        ("shan", [2]),
        ("一中", [0]),
        ("王 一中", [0]),
        ("二中 王祯", [3]),
        ("一中 二中", []),
        ("0011", [0]),
        ("一中 0011", [0]),
        ("   ", [0, 1, 3, 2]),
        ("无人", []),
    ],
)
def test_search_through_links_word_by_word(pupils, text, left):
    assert places(pupils, Listing(PUPIL, text=text)) == left


def test_rows_hold_python_values_and_labels(pupils):
    listing = Listing(PUPIL)
    assert listing.rows(pupils[:1]) == [
        ("王祯", "一中", "150299198503010011", date(1985, 3, 1), date(2003, 9, 1), 45, 3, "good", True)
    ]
    assert next(listing.texts()) == (
        "王祯", "一中", "150299198503010011", "1985.03", "2003-09-01", "4.5", "3", "优秀", "是"
    )  # fmt: skip
    assert Listing(PUPIL, columns=(POINTS, SCHOOL_OF)).rows(pupils[2:3]) == [(None, None)]
    assert next(Listing(PUPIL, columns=(SCHOOL_OF, POINTS), order=HOURS).texts()) == ("", "")


def test_a_link_to_what_is_named_by_a_link_shows_and_sorts_by_that(roster, pupils):
    with roster.step("考试"):
        sittings = [Sitting.add(pupil=key, day=date(2023, 1, 1 + index)) for index, key in enumerate(pupils[:3])]
        for sitting in sittings:
            Note.add(sitting=sitting, text="记")
    assert [row[0] for row in Listing(NOTE).all_rows()] == ["王祯", "李静", "单雄信"]
    assert [row[0] for row in Listing(NOTE, order=NOTE.columns[0]).all_rows()] == ["李静", "单雄信", "王祯"]
    assert [row[0] for row in Listing(SITTING, text="shan").all_rows()] == ["单雄信"]


def test_rows_deleted_between_keys_and_rows(roster, pupils):
    listing = Listing(PUPIL, columns=(NAME, POINTS), order=HOURS)
    keys = listing.page(0, 4)
    with roster.step("删"):
        Pupil.delete().where(Pupil.name == "李静").execute()
    assert listing.rows(keys) == [("单雄信", None), ("王祯", 1), (None, None), ("王祯", 3)]
    rows = listing.all_rows()
    first = next(rows)
    assert [first, *rows] == [("单雄信", None), ("王祯", 1), ("王祯", 3)]


def test_an_empty_list_and_unsearched_kinds(roster):
    assert Listing(SCHOOL).count() == 0
    assert list(Listing(SCHOOL).keys()) == []
    assert list(Listing(SCHOOL).all_keys()) == []
    assert Listing(SCHOOL).rows([]) == []
    assert Listing(NOTE, text="记").count() == 0


VALUES = st.lists(
    st.tuples(
        st.sampled_from("王李单解"), st.one_of(st.none(), st.integers(-3, 3)), st.sampled_from(["", "good", "poor"])
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=VALUES,
    order=st.sampled_from([None, NAME, POINTS, MARK, SCHOOL_OF]),
    descending=st.booleans(),
    page=st.integers(1, 9),
)
def test_pages_keys_and_rows_tell_the_same(roster, values, order, descending, page):
    with roster.step("换"):
        Pupil.delete().execute()
        school = School.get_or_none() or School.add(title="一中")
        rows = [{"name": n, "pinyin": n, "points": p, "mark": m, "school": school if p else None} for n, p, m in values]
        Pupil.add_many(rows)
    for listing in (
        Listing(PUPIL, order=order, descending=descending),
        Listing(PUPIL, (equals(MARK, ["good"]),), "王", order, descending),
    ):
        keys = list(chain.from_iterable(listing.keys()))
        assert len(keys) == listing.count() == len(set(keys))
        assert list(listing.all_keys()) == keys
        assert [key for start in range(0, len(keys), page) for key in listing.page(start, page)] == keys
        assert listing.page(len(keys), page) == []
        assert list(listing.all_rows()) == listing.rows(keys)
        if order is POINTS:
            points = [row[6] for row in listing.rows(keys)]
            assert points == sorted(points, key=lambda p: (p is not None, p), reverse=descending)


SITTING_OF = replace(
    SITTING,
    columns=(
        *SITTING.columns,
        through(Sitting.pupil, Pupil.school, "学校"),
        through(Sitting.pupil, Pupil.since, "入校日期"),
        through(Sitting.pupil, Pupil.name, "姓名"),
        through(Sitting.pupil, Pupil.keen, "积极"),
    ),
    order=(Sitting.id,),
)
_WHO, _DAY, *THROUGH = SITTING_OF.columns


@pytest.fixture
def sittings(roster, pupils):
    """One sitting of each pupil, in their order."""
    with roster.step("考试"):
        return list(Sitting.add_many([{"pupil": key, "day": date(2023, 3, 1)} for key in pupils]))


def test_columns_through_a_link_show_the_linked_row(sittings):
    rows = Listing(SITTING_OF, columns=tuple(THROUGH)).rows(sittings)
    assert rows[0] == ("一中", date(2003, 9, 1), "王祯", True)
    assert rows[2] == (None, None, "单雄信", False)
    assert next(Listing(SITTING_OF, columns=tuple(THROUGH)).texts()) == ("一中", "2003-09-01", "王祯", "是")


ORDERS = ([2, 0, 1, 3], [2, 0, 3, 1], [1, 2, 0, 3], [1, 2, 0, 3])


@pytest.mark.parametrize(("column", "order"), list(zip(THROUGH, ORDERS, strict=True)))
def test_columns_through_a_link_sort(sittings, column, order):
    assert places(sittings, Listing(SITTING_OF, order=column)) == order
    assert sorted(places(sittings, Listing(SITTING_OF, order=column, descending=True))) == sorted(order)


def test_columns_through_a_link_filter_and_count(sittings):
    school, since, _name, keen = THROUGH
    first, second = (row.id for row in School.select().order_by(School.id))
    assert dict(Listing(SITTING_OF).counts(school)) == {"": 1, first: 1, second: 2}
    assert dict(Listing(SITTING_OF).counts(since)) == {"": 1, "2003": 2, "2004": 1}
    for condition, left in (
        (equals(school, [second]), [1, 3]),
        (equals(school, [None, first]), [0, 2]),
        (of_groups(since, ["2003"]), [0, 3]),
        (of_groups(since, ["", "2004"]), [1, 2]),
        (equals(keen, [1]), [0, 3]),
    ):
        assert places(sittings, Listing(SITTING_OF, (condition,))) == left
    assert equals(school, [second]).words == "学校：二中"


def test_a_filter_through_a_link_needs_no_look_at_every_row(sittings):
    """Both tables are entered by their indexes."""
    condition = equals(THROUGH[0], [School.get(School.title == "二中").id])
    plan = database.rows(f"EXPLAIN QUERY PLAN SELECT t.id FROM sitting t WHERE {condition.sql}", *condition.parameters)
    steps = [line[-1] for line in plan]
    assert any(step.startswith("SEARCH t ") for step in steps)
    assert not any(step.startswith("SCAN t") for step in steps)


def test_a_list_is_not_searched_through_a_read_only_column(sittings):
    assert Listing(SITTING_OF, text="单雄信").count() == 1
    assert Listing(SITTING_OF, text="二中").count() == 0
