"""Boxes on a sheet: turned, in line, at equal distances, at rest, resized; and the marks of a ruler."""

from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.boxes.arranging import EDGES, aligned, distributed
from cadre_desktop.kit.boxes.box import Box, around, bounds, corners, rotated
from cadre_desktop.kit.boxes.resizing import HANDLES, handle_at, resized, resized_turned
from cadre_desktop.kit.boxes.ruler_marks import ruler_marks
from cadre_desktop.kit.boxes.snapping import SnapLines

SHEET = Box(0.0, 0.0, 297.0, 210.0)
lengths = st.floats(1.0, 200.0)
boxes = st.builds(Box, st.floats(-50.0, 300.0), st.floats(-50.0, 300.0), lengths, lengths)
turns = st.floats(0.0, 360.0)
ways = st.floats(-100.0, 100.0)


def near(one: float, other: float) -> bool:
    return isclose(one, other, abs_tol=1e-6)


def test_a_quarter_turn_anticlockwise_brings_the_top_left_corner_to_the_bottom_left() -> None:
    box = Box(10.0, 20.0, 40.0, 20.0)
    assert corners(box, 90)[0] == pytest.approx((20.0, 50.0))
    assert bounds(box, 90) == pytest.approx((20.0, 10.0, 20.0, 40.0))


@given(boxes, turns)
def test_the_bounds_of_a_turned_box_hold_its_corners_and_keep_its_middle(box: Box, turn: float) -> None:
    found = bounds(box, turn)
    assert found.middle == pytest.approx(box.middle, abs=1e-6)
    for x, y in corners(box, turn):
        assert found.x - 1e-6 <= x <= found.right + 1e-6
        assert found.y - 1e-6 <= y <= found.bottom + 1e-6


@given(ways, ways, turns)
def test_what_is_turned_and_turned_back_is_where_it_was(x: float, y: float, turn: float) -> None:
    assert rotated(*rotated(x, y, turn), -turn) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", [(10, 10), (10, 50)]),
        ("centre", [(45, 10), (25, 50)]),
        ("right", [(80, 10), (40, 50)]),
        ("top", [(10, 10), (40, 10)]),
        ("middle", [(10, 35), (40, 30)]),
        ("bottom", [(10, 60), (40, 50)]),
    ],
)
def test_boxes_are_brought_in_line_with_the_box_around_them(edge, expected) -> None:
    several = [Box(10.0, 10.0, 20.0, 20.0), Box(40.0, 50.0, 60.0, 30.0)]
    assert [(box.x, box.y) for box in aligned(several, edge)] == expected


@given(st.lists(boxes, min_size=1, max_size=6), st.sampled_from(EDGES))
def test_in_line_is_in_line_and_nothing_changes_its_size(several: list[Box], edge) -> None:
    found = aligned(several, edge)
    assert [box[2:] for box in found] == [box[2:] for box in several]
    assert all(near(a.x, b.x) and near(a.y, b.y) for a, b in zip(aligned(found, edge), found, strict=True))


def test_one_box_is_brought_in_line_with_the_sheet() -> None:
    assert aligned([Box(3.0, 4.0, 97.0, 10.0)], "centre", SHEET) == [Box(100.0, 4.0, 97.0, 10.0)]
    assert aligned([], "left") == []


@given(st.lists(boxes, min_size=3, max_size=8), st.sampled_from(["x", "y"]))
def test_gaps_are_equal_and_the_ends_stay(several: list[Box], axis) -> None:
    found = distributed(several, axis)
    order = sorted(range(len(several)), key=lambda index: sum(several[index].extent(axis)))
    ends = [found[index].extent(axis) for index in order]
    gaps = [after[0] - before[1] for before, after in pairwise(ends)]
    assert all(near(gap, gaps[0]) for gap in gaps)
    assert found[order[0]] == several[order[0]]
    assert near(ends[-1][1], several[order[-1]].extent(axis)[1])


def test_two_boxes_are_at_equal_distances_already() -> None:
    two = [Box(0.0, 0.0, 1.0, 1.0), Box(5.0, 0.0, 1.0, 1.0)]
    assert distributed(two, "x") == two


def test_a_box_rests_at_the_middle_of_the_sheet_and_shows_the_line() -> None:
    snap = SnapLines(SHEET).moved(Box(98.0, 60.0, 100.0, 10.0), 2.0)
    assert snap.dx == pytest.approx(0.5)
    assert snap.dy == 0.0
    assert [(guide.axis, guide.at) for guide in snap.guides] == [("x", pytest.approx(148.5))]
    assert snap.guides[0].start == 0.0
    assert snap.guides[0].end == 210.0


def test_a_box_rests_at_a_margin_and_in_line_with_another() -> None:
    other = Box(50.0, 100.0, 60.0, 12.0)
    snap = SnapLines(SHEET, [other], 15.0).moved(Box(14.3, 99.6, 20.0, 8.0), 1.0)
    assert (snap.dx, snap.dy) == (pytest.approx(0.7), pytest.approx(0.4))
    assert {(guide.axis, round(guide.at, 6)) for guide in snap.guides} == {("x", 15.0), ("y", 100.0)}
    across = next(guide for guide in snap.guides if guide.axis == "y")
    assert (across.start, across.end) == (15.0, 110.0)


def test_what_is_too_far_from_every_line_does_not_rest() -> None:
    snap = SnapLines(SHEET).moved(Box(40.0, 40.0, 20.0, 20.0), 2.0)
    assert (snap.dx, snap.dy, snap.guides) == (0.0, 0.0, ())


@given(boxes, st.lists(boxes, max_size=5), st.floats(0.1, 10.0))
def test_a_box_never_rests_farther_than_it_reaches_and_then_rests_at_its_lines(box, others, reach) -> None:
    lines = SnapLines(SHEET, others, 15.0)
    snap = lines.moved(box, reach)
    assert abs(snap.dx) <= reach
    assert abs(snap.dy) <= reach
    again = lines.moved(box.moved(snap.dx, snap.dy), reach)
    assert abs(again.dx) < 1e-6
    assert abs(again.dy) < 1e-6
    assert bool(snap.dx) <= bool(snap.across)
    assert bool(snap.dy) <= bool(snap.down)


ROW = [Box(20.0, 100.0, 30.0, 20.0), Box(60.0, 105.0, 30.0, 10.0)]


@pytest.mark.parametrize(
    ("at", "by", "spans"),
    [
        (100.6, -0.6, {(50.0, 60.0), (90.0, 100.0)}),  # as far behind as the two are from each other
        (-17.3, 0.3, {(3.0, 13.0)}),
    ],
)
def test_a_box_rests_as_far_from_its_neighbours_as_these_are_apart(at, by, spans) -> None:
    others = ROW if at > 0 else [Box(13.0, 100.0, 30.0, 20.0), Box(53.0, 100.0, 30.0, 20.0)]
    snap = SnapLines(SHEET, others).moved(Box(at, 103.0, 20.0, 6.0), 1.0)
    assert snap.dx == pytest.approx(by)
    seen = {(round(guide.start, 6), round(guide.end, 6)) for guide in snap.across if guide.axis == "y"}
    assert spans <= seen


def test_a_box_rests_in_the_middle_between_its_neighbours() -> None:
    apart = [Box(20.0, 100.0, 30.0, 20.0), Box(111.0, 100.0, 30.0, 20.0)]
    snap = SnapLines(SHEET, apart).moved(Box(70.1, 103.0, 20.0, 6.0), 1.0)
    assert 70.1 + snap.dx == pytest.approx(70.5)


def test_what_is_not_beside_a_box_is_no_neighbour() -> None:
    snap = SnapLines(SHEET, ROW).moved(Box(100.6, 140.0, 20.0, 6.0), 0.5)
    assert snap.dx == 0.0


def test_an_edge_rests_by_itself() -> None:
    lines = SnapLines(SHEET, [Box(0.0, 0.0, 120.0, 5.0)])
    by, guides = lines.edge("x", 119.2, Box(100.0, 50.0, 19.2, 10.0), 1.0)
    assert by == pytest.approx(0.8)
    assert guides[0].at == pytest.approx(120.0)
    assert lines.edge("y", 77.0, Box(0.0, 0.0, 1.0, 77.0), 1.0) == (0.0, ())


@pytest.mark.parametrize("handle", HANDLES)
def test_what_is_opposite_a_handle_stays(handle) -> None:
    box = Box(10.0, 20.0, 40.0, 30.0)
    found = resized(box, handle, 5.0, 7.0)
    opposite = HANDLES[(HANDLES.index(handle) + 4) % 8]
    before, after = handle_at(opposite, box), handle_at(opposite, found)
    for moved_axis, (was, now) in enumerate(zip(before, after, strict=True)):
        letters = ("ew", "ns")[moved_axis]
        if any(letter in handle for letter in letters):
            assert now == was
    assert handle_at(handle, found)[0] == handle_at(handle, box)[0] + (5.0 if set("ew") & set(handle) else 0.0)
    assert handle_at(handle, found)[1] == handle_at(handle, box)[1] + (7.0 if set("ns") & set(handle) else 0.0)


@given(boxes, turns, st.sampled_from(HANDLES), ways, ways, st.booleans())
def test_a_turned_box_is_resized_about_what_is_opposite(box, turn, handle, dx, dy, keeps) -> None:
    found = resized_turned(box, turn, handle, dx, dy, 1.0, keeps)
    assert found.width >= 1.0 - 1e-9
    assert found.height >= 1.0 - 1e-9
    opposite = HANDLES[(HANDLES.index(handle) + 4) % 8]

    def on_sheet(which: Box) -> tuple[float, float]:
        x, y = handle_at(opposite, which)
        across, down = rotated(x - which.middle[0], y - which.middle[1], turn)
        return which.middle[0] + across, which.middle[1] + down

    assert on_sheet(found) == pytest.approx(on_sheet(box), abs=1e-5)
    if keeps:
        assert found.width / found.height == pytest.approx(box.width / box.height, rel=1e-6)


def test_a_box_is_not_turned_inside_out() -> None:
    assert resized(Box(10.0, 10.0, 20.0, 20.0), "e", -50.0, 0.0) == Box(10.0, 10.0, 1.0, 20.0)
    assert resized(Box(10.0, 10.0, 20.0, 20.0), "n", 0.0, 50.0) == Box(10.0, 29.0, 20.0, 1.0)


@given(st.floats(0.3, 40.0))
def test_the_marks_of_a_ruler_can_be_told_apart_at_any_zoom(pixels: float) -> None:
    marks = list(ruler_marks(-20.0, 320.0, pixels))
    assert all(after.at > before.at for before, after in pairwise(marks))
    numbers = [mark.at for mark in marks if mark.size == 3]
    assert 0 in numbers
    apart = [after - before for before, after in pairwise(numbers)]
    assert all(gap * pixels >= 34.0 or gap == 500 for gap in apart)


def test_a_box_around_several() -> None:
    assert around([Box(1.0, 2.0, 3.0, 4.0), Box(-1.0, 5.0, 1.0, 9.0)]) == Box(-1.0, 2.0, 5.0, 12.0)
    assert Box(0.0, 0.0, 5.0, 5.0).touches(Box(5.0, 5.0, 1.0, 1.0))
    assert not Box(0.0, 0.0, 5.0, 5.0).touches(Box(5.1, 0.0, 1.0, 1.0))
