"""A sheet with boxes: chosen, moved, resized and turned with mouse and keys; nothing is changed by the view itself."""

import pytest
from mouse import click, drag, move, press, release
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.qt.canvas.piece import SheetPiece
from cadre_desktop.kit.qt.canvas.rulers import RuledSheet
from cadre_desktop.kit.qt.canvas.sheet_view import SheetView

NAME, SEAL, TITLE, STROKE = range(4)
PIECES = [
    SheetPiece(Box(50.0, 76.0, 100.0, 14.0), name="姓名"),
    SheetPiece(Box(180.0, 130.0, 60.0, 40.0), name="印章", ratio=True),
    SheetPiece(Box(60.0, 20.0, 170.0, 30.0), name="标题", locked=True),
    SheetPiece(Box(110.0, 100.0, 60.0, 0.0), name="线", line=True),
]
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def ruled(qtbot):
    made = RuledSheet(SheetView())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.view.show_sheet(297.0, 210.0, 15.0)
    made.view.show_pieces(PIECES, ())
    made.view.set_zoom(0.75)
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def view(ruled):
    return ruled.view


@pytest.fixture
def heard(view):
    """What the view says, in order."""
    said = []
    view.moved.connect(lambda *by: said.append(("moved", *(round(each, 3) for each in by))))
    view.reshaped.connect(lambda index, box: said.append(("reshaped", index, *(round(each, 2) for each in box))))
    view.turned.connect(lambda *found: said.append(("turned", *found)))
    view.opened.connect(lambda index: said.append(("opened", index)))
    view.refused.connect(lambda: said.append(("refused",)))
    return said


def spot(view, x, y) -> QPoint:
    """The pixel at a point of the sheet."""
    return view.mapFromScene(QPointF(x, y))


def dragged(view, start, by, held=Qt.KeyboardModifier.NoModifier):
    """Drag from a point of the sheet by so many mm."""
    drag(view.viewport(), spot(view, *start), spot(view, start[0] + by[0], start[1] + by[1]), held)


def test_a_click_chooses_and_a_click_beside_chooses_nothing(view, heard) -> None:
    click(view.viewport(), spot(view, 70, 80))
    assert view.chosen == {NAME}
    click(view.viewport(), spot(view, 10, 190))
    assert view.chosen == frozenset()
    assert heard == []


def test_shift_and_ctrl_choose_more_and_less(view) -> None:
    click(view.viewport(), spot(view, 70, 80))
    click(view.viewport(), spot(view, 200, 150), CTRL)
    assert view.chosen == {NAME, SEAL}
    click(view.viewport(), spot(view, 70, 80), SHIFT)
    assert view.chosen == {SEAL}


def test_a_click_on_one_of_several_chooses_it_alone_and_dragging_it_moves_all(view, heard) -> None:
    view.choose({NAME, SEAL})
    dragged(view, (70, 80), (0, 25), ALT)
    assert [what for what, *_more in heard] == ["moved"]
    assert view.chosen == {NAME, SEAL}
    click(view.viewport(), spot(view, 70, 80))
    assert view.chosen == {NAME}


def test_a_line_is_met_near_by(view) -> None:
    assert view.at(spot(view, 140, 100.5)) == STROKE
    assert view.at(spot(view, 140, 104)) is None


def test_dragging_says_how_far_and_shows_it_meanwhile(view, heard) -> None:
    start = spot(view, 70, 80)
    press(view.viewport(), start)
    move(view.viewport(), spot(view, 75, 88), ALT)
    moved_to = view.item(NAME).pos()
    assert view.busy
    view.zoomed.emit(view.zoom)
    assert not view.handles.isVisible()
    assert (moved_to.x() - 100.0, moved_to.y() - 83.0) == pytest.approx((5.0, 8.0), abs=0.4)
    assert heard == []
    release(view.viewport(), spot(view, 75, 88), ALT)
    assert heard[0][0] == "moved"
    assert heard[0][1:] == pytest.approx((5.0, 8.0), abs=0.4)
    assert view.handles.isVisible()
    assert view.pieces == PIECES


def test_a_trembling_hand_moves_nothing(view, heard) -> None:
    at = spot(view, 70, 80)
    drag(view.viewport(), at, at + QPoint(1, 1))
    assert heard == []
    assert view.chosen == {NAME}


def test_what_is_dragged_rests_at_the_middle_of_the_sheet(view, heard) -> None:
    dragged(view, (70, 80), (48.2, 0))
    assert heard == [("moved", 48.5, 0.0)]


def test_guides_are_seen_while_dragging_and_gone_after(view, heard) -> None:
    press(view.viewport(), spot(view, 70, 80))
    move(view.viewport(), spot(view, 118.2, 80))
    assert view.guides.shown >= 1
    release(view.viewport(), spot(view, 118.2, 80))
    assert view.guides.shown == 0


def test_alt_rests_nowhere_and_shift_keeps_to_one_direction(view, heard) -> None:
    dragged(view, (70, 80), (48.2, 0), ALT)
    dragged(view, (70, 80), (30.0, 4.0), SHIFT)
    assert heard[0][1] == pytest.approx(48.2, abs=0.35)
    assert heard[1][2] == 0.0


def test_escape_gives_a_drag_up(view, heard) -> None:
    press(view.viewport(), spot(view, 70, 80))
    move(view.viewport(), spot(view, 100, 120))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    release(view.viewport(), spot(view, 100, 120))
    assert heard == []
    assert view.item(NAME).pos() == QPointF(100.0, 83.0)
    assert view.chosen == {NAME}
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen == frozenset()


def test_a_locked_piece_is_chosen_but_says_that_it_stays(view, heard) -> None:
    dragged(view, (100, 35), (20, 20))
    assert view.chosen == {TITLE}
    click(view.viewport(), spot(view, 100, 35))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert heard == [("refused",), ("refused",)]


def test_a_handle_resizes_and_what_is_opposite_stays(view, heard) -> None:
    view.choose({NAME})
    dragged(view, (150, 83), (20, 5), ALT)
    assert heard[0][:2] == ("reshaped", NAME)
    x, y, width, height = heard[0][2:]
    assert (x, y, height) == (50.0, 76.0, 14.0)
    assert width == pytest.approx(120.0, abs=0.4)


def test_a_corner_keeps_the_proportions_of_a_photo_and_shift_frees_them(view, heard) -> None:
    view.choose({SEAL})
    dragged(view, (240, 170), (12, 0), ALT)
    view.show_pieces(PIECES, {SEAL})
    dragged(view, (240, 170), (12, 0), ALT | SHIFT)
    assert heard[0][4] / heard[0][5] == pytest.approx(1.5, rel=0.01)
    assert heard[1][5] == pytest.approx(40.0, abs=0.4)


def test_a_small_piece_is_moved_by_its_middle_and_resized_from_outside(view, heard) -> None:
    small = SheetPiece(Box(50.0, 76.0, 6.0, 5.0))
    view.show_pieces([small], {0})
    dragged(view, (53.0, 78.5), (20.0, 30.0), ALT)
    view.show_pieces([small], {0})
    edge = view.mapFromScene(QPointF(56.0, 81.0)) + QPoint(3, 3)
    drag(view.viewport(), edge, edge + QPoint(40, 40), ALT)
    assert [what for what, *_more in heard] == ["moved", "reshaped"]


def test_an_edge_that_is_dragged_rests_too(view, heard) -> None:
    view.choose({NAME})
    dragged(view, (150, 83), (29.4, 0))
    assert heard == [("reshaped", NAME, 50.0, 76.0, 130.0, 14.0)]  # where the seal begins


def test_the_picture_stays_where_it_is_while_its_box_is_resized(view) -> None:
    picture = QPixmap(20, 20)
    picture.fill(QColor("black"))
    view.show_picture(NAME, picture, 100.0, 14.0)
    view.choose({NAME})
    press(view.viewport(), spot(view, 150, 83))
    move(view.viewport(), spot(view, 190, 83), ALT)
    item = view.item(NAME)
    assert item.mapToScene(item._spot().center()) == QPointF(100.0, 83.0)
    release(view.viewport(), spot(view, 190, 83), ALT)


def test_the_knob_turns_and_comes_to_rest_upright(view, heard) -> None:
    view.choose({SEAL})
    knob = view.handles.pos() + QPointF(0, -20 - 22 / view.pixels)
    drag(view.viewport(), view.mapFromScene(knob), spot(view, 150.0, 150.0))
    assert heard == [("turned", SEAL, 90.0)]


def test_a_turned_box_is_met_where_it_is(view) -> None:
    view.show_pieces([SheetPiece(Box(50.0, 100.0, 100.0, 10.0), turn=90.0)], ())
    assert view.at(spot(view, 100, 60)) == 0
    assert view.at(spot(view, 60, 105)) is None


def test_a_rubber_band_chooses_what_it_touches_but_nothing_locked(view) -> None:
    dragged(view, (5, 5), (285, 200))
    assert view.chosen == {NAME, SEAL, STROKE}
    dragged(view, (5, 60), (60, 40))
    assert view.chosen == {NAME}
    dragged(view, (5, 60), (280, 140), CTRL)
    assert view.chosen == {NAME, SEAL, STROKE}


@pytest.mark.parametrize(
    ("key", "held", "by"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-0.5, 0.0)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (0.0, 0.5)),
        (Qt.Key.Key_Right, SHIFT, (5.0, 0.0)),
        (Qt.Key.Key_Up, CTRL, (0.0, -0.1)),
    ],
)
def test_arrow_keys_move_what_is_chosen(view, heard, key, held, by) -> None:
    view.choose({NAME})
    QTest.keyClick(view, key, held)
    assert heard == [("moved", *by)]


def test_tab_goes_from_piece_to_piece_and_then_on(qtbot, ruled, view) -> None:
    ruled.activateWindow()
    assert QTest.qWaitForWindowActive(ruled)
    ruled.setFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [set(view.chosen)]
    for _piece in PIECES[1:]:
        QTest.keyClick(view, Qt.Key.Key_Tab)
        seen.append(set(view.chosen))
    assert seen == [{0}, {1}, {2}, {3}]
    assert not view._keys.step(True)
    QTest.keyClick(view, Qt.Key.Key_Backtab, SHIFT)
    assert view.chosen == {2}


def test_ctrl_tab_leaves_the_sheet_at_once_and_what_is_chosen_stays(qtbot) -> None:
    page, before, after = QWidget(), QPushButton("前"), QPushButton("后")
    qtbot.addWidget(page)
    row, view = QHBoxLayout(page), SheetView()
    for each in (before, view, after):
        row.addWidget(each)
    view.show_pieces(PIECES, {SEAL})
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    view.setFocus()
    for key, held, there in ((Qt.Key.Key_Tab, CTRL, after), (Qt.Key.Key_Backtab, CTRL | SHIFT, before)):
        QTest.keyClick(view, key, held)
        assert QApplication.focusWidget() is there
        view.setFocus(Qt.FocusReason.TabFocusReason)
        assert view.chosen == {SEAL}


def test_f2_enter_and_a_double_click_open_what_is_chosen(view, heard) -> None:
    view.choose({NAME})
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, 200, 150))
    assert heard == [("opened", NAME), ("opened", NAME), ("opened", SEAL)]


def wheel(view, at, up, held=CTRL) -> None:
    where = QPointF(at)
    turned = QPoint(0, 120 if up else -120)
    no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, view.viewport().mapToGlobal(where), QPoint(), turned, no_button, held, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_and_wheel_zoom_and_fit_shows_the_whole_sheet(view) -> None:
    before = view.zoom
    wheel(view, spot(view, 100, 100), True)
    assert view.zoom == pytest.approx(before * 1.25)
    wheel(view, spot(view, 100, 100), False)
    assert view.zoom == pytest.approx(before)
    view.fit()
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.contains(0.0, 0.0)
    assert seen.contains(297.0, 210.0)


def test_a_window_that_grows_shows_the_sheet_larger_until_somebody_zooms(ruled, view) -> None:
    view.fit()
    before = view.zoom
    ruled.resize(1300, 900)
    QApplication.processEvents()
    assert view.zoom > before
    view.zoom_in()
    fixed = view.zoom
    ruled.resize(900, 600)
    QApplication.processEvents()
    assert view.zoom == fixed


def test_the_middle_button_pushes_the_sheet_about(view) -> None:
    view.set_zoom(4.0)
    before = view.mapToScene(0, 0)
    at = QPoint(300, 300)
    drag(view.viewport(), at, at - QPoint(80, 60), button=Qt.MouseButton.MiddleButton)
    after = view.mapToScene(0, 0)
    assert after.x() > before.x()
    assert after.y() > before.y()


def test_what_is_taken_away_leaves_no_item(view) -> None:
    count = len(view.scene().items())
    view.show_pieces(PIECES[:1], {0})
    assert len(view.pieces) == 1
    assert len(view.scene().items()) == count - 3


def test_rulers_show_where_the_chosen_piece_is(ruled, view) -> None:
    plain = ruled.across.grab().toImage()
    view.choose({NAME})
    taken = ruled.across.grab().toImage()
    middle = round(ruled.across._px(100.0))
    assert plain.pixelColor(middle, 2) != taken.pixelColor(middle, 2)
