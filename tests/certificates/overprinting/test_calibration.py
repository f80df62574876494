"""From measured marks to what a printer is told: whatever it is off by is found, and what cannot be is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.certificates.overprinting.calibration import Calibration, Calibrations, Feed
from cadre_desktop.certificates.overprinting.mark_sheet import marks_of
from cadre_desktop.certificates.overprinting.measuring import FARTHEST, calibrated
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.laying import Affine, fed
from cadre_desktop.kit.problems import Refused

TODAY = "2023-06-01"
BOTH_WAYS = [size for short in SHEETS.values() for size in (short, short[::-1])]

sheets = st.sampled_from(BOTH_WAYS)
offs = st.builds(
    lambda dx, dy, across, down, turn: (dx, dy, across, down, turn),
    st.floats(-4, 4),
    st.floats(-4, 4),
    st.floats(0.995, 1.005),
    st.floats(0.995, 1.005),
    st.floats(-0.5, 0.5),
)


def printer(sheet, off):
    """Where a printer that is off brings what is drawn on a sheet."""
    dx, dy, across, down, turn = off
    return Affine.about((sheet[0] / 2, sheet[1] / 2), (across, down), turn, (dx, dy))


def measured(sheet, off, numbers=(1, 2, 3, 4, 5, 6), rough=0.0):
    """What somebody reads off a printed sheet, each number off by `rough` mm at most."""
    by = printer(sheet, off)
    found = {number: by.at(point) for number, point in marks_of(sheet).items() if number in numbers}
    signs = {number: (rough if number % 2 else -rough) for number in found}
    return {number: (x + signs[number], y - signs[number]) for number, (x, y) in found.items()}


def apart(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@given(sheets, offs, st.sampled_from([(1, 2, 3, 4), (1, 2, 3), (2, 3, 5), (1, 2, 3, 4, 5, 6)]))
def test_whatever_a_printer_is_off_by_is_undone(sheet, off, numbers):
    found = calibrated(Calibration("HP", sheet=sheet), marks_of(sheet), measured(sheet, off, numbers), TODAY)
    by = printer(sheet, off)
    for point in [*marks_of(sheet).values(), (0.0, 0.0), sheet]:
        assert apart(by.at(found.correction.at(point)), point) < 0.08  # turned and scaled unevenly both at once
    assert found.measured == TODAY


@given(sheets, offs)
def test_what_is_read_to_a_fifth_of_a_millimetre_is_enough(sheet, off):
    found = calibrated(Calibration("HP", sheet=sheet), marks_of(sheet), measured(sheet, off, rough=0.2), TODAY)
    by = printer(sheet, off)
    assert max(apart(by.at(found.correction.at(point)), point) for point in marks_of(sheet).values()) < 0.45
    assert 0 < found.residual < 0.6


@given(sheets, offs, st.integers(1, 6), st.floats(2.0, 10.0), st.sampled_from([0, 1]), st.sampled_from([-1, 1]))
def test_one_mark_that_was_read_wrongly_is_named(sheet, off, number, by, side, sign):
    found = measured(sheet, off)
    point = list(found[number])
    point[side] += sign * by
    found[number] = tuple(point)
    with pytest.raises(Refused) as caught:
        calibrated(Calibration("HP", sheet=sheet), marks_of(sheet), found, TODAY)
    (problem,) = caught.value.problems
    assert problem.field == f"mark{number}" and f"标记 {number}" in str(caught.value)


@pytest.mark.parametrize(
    ("numbers", "says"), [((), "量了 0 个"), ((1, 4), "量了 2 个"), ((1, 3, 5), "一条直线"), ((2, 4, 6), "一条直线")]
)
def test_marks_that_say_too_little_are_refused(numbers, says):
    sheet = SHEETS["A4"]
    with pytest.raises(Refused, match=says):
        calibrated(Calibration("HP"), marks_of(sheet), measured(sheet, (0, 0, 1, 1, 0), numbers), TODAY)


@pytest.mark.parametrize(
    ("off", "says"),
    [
        ((FARTHEST + 1, 0, 1, 1, 0), "标记 1 离左边量到 36 毫米，应在 20 毫米左右"),
        ((0, -FARTHEST - 1, 1, 1, 0), "标记 1 离上边量到 4 毫米"),
        ((0, 0, 1, 1, 3.5), "转了 3.5°"),
        ((0, 0, 0.94, 1, 0), "大小差了 6%，请检查离左边的数"),
        ((0, 0, 1, 1.05, 0), "大小差了 5%，请检查离上边的数"),
    ],
)
def test_what_no_printer_does_is_refused(off, says):
    sheet = SHEETS["A4"]
    with pytest.raises(Refused, match=says):
        calibrated(Calibration("HP"), marks_of(sheet), measured(sheet, off), TODAY)


def test_it_is_said_in_words():
    found = Calibration("HP", dx=1.2, dy=0.8, scale_x=1.003, scale_y=0.9991, turn=-0.1)
    assert found.words == "向右 1.2 毫米、向下 0.8 毫米、横向放大 0.30 %、纵向缩小 0.09 %、逆时针转 0.10°"
    assert Calibration("HP", dx=-0.04, scale_x=1.0004).words == "位置准确，不用移动"
    assert Calibration("HP", "手动进纸", (297.0, 210.0), Feed.FOOT).about == "HP · 手动进纸 · A4 横向 · 倒放（转 180°）"
    assert Calibration("HP", sheet=(300.0, 200.0)).about == "HP · 300 × 200 横向 · 正放"


@pytest.mark.parametrize("quarters", range(-4, 5))
def test_a_page_that_is_fed_another_way_has_its_corners_on_those_of_the_sheet(quarters):
    laid, (width, height) = fed((297.0, 210.0), quarters), (297.0, 210.0)
    assert laid.sheet == ((width, height) if quarters % 2 == 0 else (height, width))
    around = [laid.by.at(corner) for corner in ((0, 0), (width, 0), (width, height), (0, height))]
    own = [(0, 0), (laid.sheet[0], 0), laid.sheet, (0, laid.sheet[1])]
    assert around == [tuple(own[(index + quarters) % 4]) for index in range(4)]


@given(sheets, offs, st.sampled_from(list(Feed)))
def test_a_page_is_fed_first_and_then_corrected(page, off, feed):
    sheet = fed(page, feed.quarters).sheet
    dx, dy, across, down, turn = off
    calibration = Calibration("HP", "", sheet, feed, dx, dy, across, down, turn)
    assert calibration.fits(page)
    laid = calibration.laid(page)
    for point in ((0.0, 0.0), (40.0, 70.0), page):
        assert apart(laid.by.at(point), calibration.correction.at(fed(page, feed.quarters).by.at(point))) < 1e-9


def test_a_calibration_for_the_same_replaces_the_one_before():
    one, other = Calibration("HP", dx=1.0), Calibration("HP", "手动进纸")
    known = Calibrations().with_(one).with_(other).with_(Calibration("HP", dx=2.0))
    assert [(each.tray, each.dx) for each in known.known] == [("", 2.0), ("手动进纸", 0.0)]
    assert known.without(one.key).known == (other,)
    assert Calibrations.of(known.plain()).known == known.known
    assert [each.tray for each in known.fitting((210.2, 296.6))] == ["", "手动进纸"] and not known.fitting((297, 210))


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        "HP",
        {"dx": "1"},
        {"dx": float("nan")},
        {"dx": 1e9},
        {"scale_x": 0},
        {"turn": 90},
        {"sheet": [210]},
        {"sheet": [0, 297]},
        {"sheet": "A4"},
        {"feed": "across"},
        {"residual": None},
    ],
)
def test_what_somebody_wrote_into_the_settings_costs_that_calibration_alone(broken):
    plain = Calibrations((Calibration("HP"), Calibration("Canon"))).plain()
    plain[0] = {**plain[0], **broken} if isinstance(broken, dict) and broken else broken
    found = [each.printer for each in Calibrations.of(plain).known]
    assert found == (["HP", "Canon"] if broken == {"dx": "1"} else ["Canon"])
    assert Calibrations.of("nothing").known == ()
