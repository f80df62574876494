"""The board's windows: keys, what only the presenter sees, and following marks that come in."""

import pytest
from board_cases import opener, press, program, track, words
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.setup import create_contest
from cadre_desktop.contests.board.board import Mode
from cadre_desktop.contests.board.board_slides import (
    Blank,
    LevelCard,
    Opening,
    Pace,
    Roll,
    Standings,
    Winner,
)
from cadre_desktop.contests.board.screens import board_control
from cadre_desktop.contests.board.screens.board_control import BoardControl, wall_of
from cadre_desktop.contests.board.screens.board_keys import HELP
from cadre_desktop.contests.board.screens.board_layout import HEAD, NAME_ENDS
from cadre_desktop.contests.board.screens.board_look import LOOKS
from cadre_desktop.contests.board.screens.board_window import open_board
from cadre_desktop.contests.board.screens.hall_window import HallWindow
from cadre_desktop.contests.screens.contest_page import ContestPage

# Keys.


@pytest.fixture
def opened(alone, monkeypatch):
    """Both windows over a made-up programme, as with two screens."""
    monkeypatch.setattr(board_control, "wall_of", lambda screens, _desk: screens[0])
    return alone


@pytest.fixture
def alone(qtbot, desk, small):
    """As `opened`, with one screen: the hall's window fills it."""
    return opener(qtbot, desk, small)


K = Qt.Key


def test_the_presenters_window_has_room_on_a_small_screen_with_large_letters(opened):
    """1366 × 768 at 150 %, with letters of 130 %: 700 × 394, of which a title bar takes its part."""
    windows = opened()
    presenter = windows.presenter
    for shown in (False, True):
        presenter.show_keys(shown)
        needed = presenter.minimumSizeHint()
        assert needed.width() <= 690 and needed.height() <= 306, shown
    presenter.resize(690, 306)
    presenter.show()
    presenter.show_keys(True)
    QApplication.processEvents()
    keys = presenter.keys
    assert keys.viewport().width() >= keys.widget().minimumSizeHint().width() or keys.horizontalScrollBar().maximum()
    assert keys.verticalScrollBar().maximum() > 0  # the last ones are reached
    assert not presenter.tracks.isVisible()
    presenter.show_keys(False)
    assert presenter.tracks.isVisible()


def test_both_windows_take_the_same_keys(opened):
    windows = opened()
    QTest.keyClick(windows.hall, K.Key_Space)
    QTest.keyClick(windows.presenter, K.Key_Right)
    assert windows.board.turn(1) == 2
    assert windows.hall.view.slide == windows.board.hall()
    assert windows.presenter.wall.slide == windows.board.hall()
    assert windows.presenter.ahead.slide.now.number == 3
    press(windows, K.Key_PageDown, K.Key_Return, K.Key_PageUp, K.Key_Left, K.Key_Left, K.Key_Backspace)
    assert windows.board.turn(1) == 0
    press(windows, K.Key_Down)
    assert windows.board.track.key == 2
    press(windows, K.Key_Up)
    assert windows.board.track.key == 1
    press(windows, K.Key_2)
    assert windows.board.track.key == 2
    before = windows.board.hall()
    press(windows, K.Key_Z, K.Key_Tab)
    assert windows.board.hall() == before


def test_modes_black_and_freeze_by_key(opened):
    windows = opened()
    press(windows, K.Key_F3)
    assert isinstance(windows.hall.view.slide, Standings)
    press(windows, K.Key_B)
    assert windows.hall.view.slide == Blank()
    assert "黑屏" in windows.presenter.note.text()
    press(windows, K.Key_B, K.Key_F)
    assert windows.hall.view.slide.held == "09:00"
    assert windows.presenter.ahead_title.text() == "真实成绩（全场看不到）"
    assert windows.presenter.ahead.slide.held == ""
    press(windows, K.Key_F, K.Key_F2)
    assert isinstance(windows.hall.view.slide, Opening)
    assert windows.presenter.note.text() == ""
    press(windows, K.Key_Question)
    assert windows.presenter.middle.currentIndex() == 1
    assert isinstance(windows.hall.view.slide, Opening)
    press(windows, K.Key_Slash)
    assert windows.presenter.middle.currentIndex() == 0


def test_the_hall_hides_the_mouse_and_shows_no_hints(opened):
    windows = opened()
    assert windows.hall.cursor().shape() == Qt.CursorShape.BlankCursor
    assert windows.hall.findChildren(QWidget) == [windows.hall.view]
    assert windows.hall.view.size() == windows.hall.size()


def test_the_presenter_knows_the_next_winner_before_the_hall(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_Space, K.Key_Space)
    assert isinstance(windows.hall.view.slide, Winner)
    assert "选手1-6甲" not in words(windows.hall.view.slide)
    assert "选手1-6甲" in windows.presenter.cue.text()
    assert windows.presenter.ahead.slide.name == "选手1-6甲"
    press(windows, K.Key_Space)
    assert windows.hall.view.slide.name == "选手1-6甲"
    assert "1/6" in windows.presenter.tracks.item(0).text()
    assert windows.presenter.position.text() == "已揭晓 1 / 6 人"


def test_nothing_that_is_not_sealed_is_revealed_without_being_asked(opened):
    windows = opened(program(sealed=False))
    windows.desk.notices.answer(False)
    press(windows, K.Key_F4)
    assert windows.board.mode is Mode.STAGE
    assert "尚未封存" in windows.desk.notices.texts[-1]
    windows.desk.notices.answer(True)
    press(windows, K.Key_F4, K.Key_Space)
    assert isinstance(windows.hall.view.slide, LevelCard)
    press(windows, K.Key_F2, K.Key_F4, K.Key_Space)
    assert len(windows.desk.notices.texts) == 2


def test_a_contest_opened_again_is_asked_about_at_the_next_step(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_Space)
    windows.board.update(program(sealed=False))
    windows.desk.notices.answer(False)
    press(windows, K.Key_Space)
    assert isinstance(windows.hall.view.slide, LevelCard)


def test_standings_in_the_middle_of_a_ceremony_are_asked_about(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_Space)
    windows.desk.notices.answer(False, True)
    press(windows, K.Key_F3)
    assert windows.board.mode is Mode.REVEAL
    press(windows, K.Key_F3)
    assert windows.board.mode is Mode.STANDINGS


def test_pace_and_look_are_remembered(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_P, K.Key_P, K.Key_C)
    assert windows.presenter.pace.text() == "一次一个奖项"
    press(windows, K.Key_Space, K.Key_Space)
    assert isinstance(windows.hall.view.slide, Roll)
    press(windows, K.Key_R)
    assert isinstance(windows.hall.view.slide, Opening)
    again = opened()
    assert again.board.pace is Pace.LEVEL
    assert again.control.look is LOOKS["red"]
    press(again, K.Key_C, K.Key_C)
    assert again.control.look is LOOKS["blue"]


def test_pages_turn_by_themselves_only_where_there_are_several(opened):
    windows = opened(program(track(1, entrants=27), track(2, entrants=4)))
    assert not windows.control.turning.isActive()
    press(windows, K.Key_F3)
    assert windows.control.turning.isActive()
    assert windows.presenter.pace.text() == "自动翻页"
    windows.control.turning.timeout.emit()
    assert windows.hall.view.slide.page == 2
    press(windows, K.Key_Space)
    assert windows.hall.view.slide.page == 3
    press(windows, K.Key_A)
    assert not windows.control.turning.isActive()
    press(windows, K.Key_A, K.Key_2)
    assert not windows.control.turning.isActive()


def test_the_first_of_two_digits_counts_alone_after_a_while(opened):
    windows = opened(program(*(track(key) for key in range(1, 15))))
    press(windows, K.Key_Down, K.Key_1)
    assert windows.presenter.cue.text().startswith("赛道 1…")
    assert windows.board.track.key == 2
    windows.control.settle()
    assert windows.board.track.key == 1


def test_tracks_and_modes_can_be_clicked(opened, qtbot):
    windows = opened()
    centre = windows.presenter.tracks.visualItemRect(windows.presenter.tracks.item(1)).center()
    qtbot.mouseClick(windows.presenter.tracks.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert windows.board.track.key == 2
    windows.presenter.modes.button(1).click()
    assert windows.board.mode is Mode.STANDINGS
    assert windows.presenter.focusWidget() is not windows.presenter.tracks


# Windows.


def test_escape_leaves_the_board(opened):
    windows = opened()
    press(windows, K.Key_F3, K.Key_Escape)
    assert not windows.hall.isVisible()
    assert not windows.presenter.isVisible()
    assert windows.control.over


def test_escape_in_the_middle_of_a_ceremony_is_asked_about(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_Space)
    windows.desk.notices.answer(False, True)
    press(windows, K.Key_Escape)
    assert windows.hall.isVisible()
    QTest.keyClick(windows.presenter, K.Key_Escape)
    assert not windows.hall.isVisible()


def test_escape_puts_the_keys_away_first_and_a_number_half_typed(opened):
    windows = opened(program(*(track(key) for key in range(1, 15))))
    press(windows, K.Key_Question, K.Key_Escape)
    assert windows.presenter.middle.currentIndex() == 0
    press(windows, K.Key_1)
    assert windows.board.typed == "1"
    press(windows, K.Key_Escape)
    assert windows.board.typed == ""
    assert windows.hall.isVisible()


def test_the_keys_and_the_presenter_say_how_to_leave(opened):
    windows = opened()
    assert ("Esc", "退出大屏；开着按键表时先收起按键表") in HELP
    assert any("Esc 退出大屏" in label.text() for label in windows.presenter.findChildren(QLabel))


def test_a_wall_that_fills_the_only_screen_says_how_to_leave_it_for_a_while(alone):
    windows = alone()
    hall = windows.hall
    assert hall.hint.isVisible()
    assert hall.hint.text().startswith("Esc 退出大屏")
    assert hall.hint.geometry().bottom() < hall.height() * HEAD / 100  # no place won is covered
    assert hall.rect().contains(hall.hint.geometry())
    hall.rest.timeout.emit()
    assert not hall.hint.isVisible()
    QTest.mouseMove(hall.view, QPoint(200, 200))
    assert hall.hint.isVisible()
    hall.resize(700, 400)
    assert hall.rect().contains(hall.hint.geometry())


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (700, 394), (640, 360)])
def test_how_to_leave_never_lies_over_what_a_slide_is_about(alone, size):
    windows = alone()
    hall = windows.hall
    hall.resize(*size)
    hall.tell_leaving()
    assert hall.hint.geometry().bottom() <= hall.height() * NAME_ENDS / 100
    assert hall.hint.height() >= hall.hint.fontMetrics().height()


def test_with_one_screen_the_keys_lie_over_the_wall(alone):
    windows = alone()
    press(windows, K.Key_Question)
    assert windows.hall.keys.isVisible()
    assert not windows.hall.hint.isVisible()
    assert windows.hall.rect().contains(windows.hall.keys.geometry())
    texts = [label.text() for label in windows.hall.keys.findChildren(QLabel)]
    assert "黑屏；再按恢复" in texts
    QTest.mouseMove(windows.hall.view, QPoint(120, 120))
    assert not windows.hall.hint.isVisible()
    windows.hall.resize(900, 640)
    assert abs(windows.hall.keys.geometry().center().x() - windows.hall.rect().center().x()) <= 1
    press(windows, K.Key_Escape)
    assert not windows.hall.keys.isVisible()


def test_the_keys_are_where_somebody_can_read_them_when_the_wall_becomes_a_window(alone):
    windows = alone()
    press(windows, K.Key_Question, K.Key_F11)
    assert not windows.hall.keys.isVisible()
    press(windows, K.Key_Question)
    assert windows.presenter.middle.currentIndex() == 1
    assert not windows.hall.keys.isVisible()


def test_with_two_screens_the_wall_tells_nothing_when_the_mouse_moves(opened):
    windows = opened()
    QTest.mouseMove(windows.hall.view, QPoint(200, 200))
    assert windows.hall.hint is None


def test_full_screen_and_back(alone):
    windows = alone()
    assert windows.hall.isFullScreen()
    press(windows, K.Key_F11)
    assert not windows.hall.isFullScreen()
    assert windows.presenter.isVisible()
    press(windows, K.Key_F11)
    assert windows.hall.isFullScreen()
    assert not windows.presenter.isVisible()


def test_the_wall_is_the_screen_on_which_nobody_works():
    desk, beamer = object(), object()
    assert wall_of([desk, beamer], desk) is beamer
    assert wall_of([beamer, desk], desk) is beamer
    assert wall_of([desk], desk) is None


@pytest.mark.parametrize("which", ["hall", "presenter"])
def test_closing_one_window_closes_the_other(opened, which):
    windows = opened()
    press(windows, K.Key_F3)
    getattr(windows, which).close()
    assert not windows.hall.isVisible()
    assert not windows.presenter.isVisible()
    assert not windows.control.turning.isActive()


def test_closing_in_the_middle_of_a_ceremony_is_asked_about(opened):
    windows = opened()
    press(windows, K.Key_F4, K.Key_Space)
    windows.desk.notices.answer(False, True)
    QTest.keyClick(windows.hall, K.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert windows.hall.isVisible()
    QTest.keyClick(windows.hall, K.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not windows.hall.isVisible()


def test_the_board_follows_marks_as_they_come_in(qtbot, court, desk, marked):
    draw(court, marked.track)
    parent = QWidget()
    qtbot.addWidget(parent)
    open_board(desk, marked.contest, marked.track, parent)
    hall = parent.findChild(HallWindow)
    QTest.keyClick(hall, K.Key_Space)
    assert hall.view.slide.count == 5
    QTest.keyClick(hall, K.Key_F3)
    assert hall.view.slide.rows[1].who.name == "欧阳文博"
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 100)])
    assert hall.view.slide.rows[1].who.name == "李静"
    QTest.keyClick(hall, K.Key_F)
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 10)])
    assert hall.view.slide.rows[1].who.name == "李静"
    hall.close()
    court.undo()


def boards(parent):
    return [one for one in parent.findChildren(BoardControl) if not one.over]


def test_a_contest_has_one_board_at_a_time(qtbot, court, desk, marked):
    parent = QWidget()
    qtbot.addWidget(parent)
    open_board(desk, marked.contest, marked.track, parent)
    open_board(desk, marked.contest, None, parent)
    [board] = boards(parent)
    board.board.confirm()
    press(board, K.Key_F4, K.Key_Space)
    other = create_contest(court, {"name": "2024年竞赛", "year": 2024})
    desk.notices.answer(False, True)
    open_board(desk, other, None, parent)
    assert boards(parent) == [board]
    open_board(desk, other, None, parent)
    [board] = boards(parent)
    assert board.contest == other.id
    assert board.hall.view.slide.contest == "2024年竞赛"


def test_the_page_of_a_contest_opens_its_board(qtbot, desk, marked):
    page = ContestPage(desk)
    qtbot.addWidget(page)
    page.show_contest(marked.contest)
    page.show()
    assert page.board.shortcut() == QKeySequence("F5")
    page.board.trigger()
    [board] = boards(page)
    assert board.board.track.key == marked.track.id
    assert board.hall.isFullScreen()
