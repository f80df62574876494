"""Undo and redo by name, finding from anywhere, what the status bar says, what is remembered."""

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QToolButton, QWidget

from cadre_desktop.kit import editing
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.sizing import open_within_screen, resize_within_screen
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.schema import kinds
from cadre_desktop.window.help import KeysDialog, shortcuts
from cadre_desktop.window.tabs import TABS
from tests.people.lrmx.lrmx_samples import form


@pytest.fixture
def window(started):
    started.window.show_first_tab()
    return started.window


@pytest.fixture
def person(started):
    court = own_court(started.session.store)
    return editing.add(started.session.store, PERSON, {"name": "单雄信", "court": court.id, "staff_number": "BT00017"})


def test_undo_and_redo_name_their_step(window, person, notices):
    assert window.undo_action.text() == "撤销“新增人员‘单雄信’”"
    window.undo_action.trigger()
    assert Person.select().count() == 0
    assert window.redo_action.text() == "恢复“新增人员‘单雄信’”"
    assert "撤销" in window.step_label.text()
    window.redo_action.trigger()
    assert Person.get().name == "单雄信"
    assert notices.texts == ["已撤销“新增人员‘单雄信’”", "已恢复“新增人员‘单雄信’”"]


def test_nothing_to_redo_is_shown_greyed(window, person):
    assert window.undo_action.isEnabled()
    assert not window.redo_action.isEnabled()


@pytest.mark.parametrize("text", ["雄信", "shanx", "sxx", "BT00017"])
def test_a_person_is_found_from_anywhere(window, person, qtbot, text):
    window.finder.ask()
    window.finder.line.setText(text)
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    people = window.tab(next(plan for plan in TABS if plan.key == "people"))
    assert TABS[window.tabs.currentIndex()].key == "people"
    assert people.view("people").current_key == person.id
    assert not window.finder.isVisible()


def test_finding_nothing_says_what_to_try(window, qtbot):
    window.finder.ask()
    window.finder.line.setText("查无此人")
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    assert "没有找到“查无此人”" in window.finder.hint.text()
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()


def test_the_status_bar_names_file_court_and_step(window):
    assert window.file_label.text() == "包头市中级人民法院.cadre"
    assert "包头市中级人民法院" in window.court_label.text()
    assert window.step_label.text().startswith("已保存 09:00")


def test_every_command_has_a_key_of_its_own(window):
    keys = [key for _place, _command, key in shortcuts(window)]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+F", "Ctrl+O", "F1"} <= set(keys)


@pytest.mark.parametrize("plan", TABS, ids=[plan.key for plan in TABS])
def test_every_tab_opens_on_an_empty_court(window, plan):
    window.tabs.setCurrentIndex(TABS.index(plan))
    built = window.tab(plan)
    assert built.isVisibleTo(window)
    for kind_key in plan.kinds:
        assert kind_key in kinds()


def test_the_tab_in_front_is_remembered(started, window):
    window.tabs.setCurrentIndex(5)
    window.remember()
    started.open(started.session.store.path)
    started.window.show_first_tab()
    assert started.window.tabs.currentIndex() == 5


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    position, buttons = QPointF(20, 20), Qt.MouseButton.LeftButton
    event = QDropEvent(position, Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    window.dropEvent(event)
    return event.isAccepted()


def test_a_courts_file_dropped_on_the_window_is_opened(started, window, qtbot, tmp_path):
    first = started.session.store.path
    started.create("固阳县人民法院", "王祯")
    assert started.session.store.path != first
    assert drop(started.window, first)
    qtbot.waitUntil(lambda: started.session.store is not None and started.session.store.path == first)


def test_personnel_forms_dropped_on_any_tab_open_their_dialog(window, tmp_path, qtbot, monkeypatch):
    from cadre_desktop.people.screens.lrmx import forms_dialog

    opened = []
    monkeypatch.setattr(forms_dialog.FormsDialog, "open", lambda dialog: opened.append(dialog) or dialog.show())
    (tmp_path / "表").mkdir()
    for name in ("甲", "乙"):
        (tmp_path / "表" / f"{name}.lrmx").write_bytes(form(XingMing=f"{name}示例"))
    assert drop(window, tmp_path / "表")
    assert drop(window, tmp_path / "表" / "甲.lrmx", tmp_path / "表" / "乙.lrmx")
    qtbot.waitUntil(lambda: len(opened) == 2 and all(dialog.intake for dialog in opened))
    assert [len(dialog.intake.forms) for dialog in opened] == [2, 2]


def test_what_is_no_workbook_is_not_taken(window, tmp_path):
    assert not drop(window, tmp_path / "照片.jpg")
    assert not drop(window, tmp_path / "甲.xlsx", tmp_path / "乙.xlsx")


def test_a_tab_brought_by_its_key_takes_the_cursor(window, person, notices, qtbot):
    window.tabs.tabBar().setFocus()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    people = window.tab(TABS[5])
    assert window.tabs.currentWidget().isAncestorOf(people)
    assert people.isAncestorOf(window.focusWidget())


def test_commands_of_a_list_work_while_the_cursor_is_on_the_tabs(window, person, qtbot):
    window.tabs.setCurrentIndex(5)
    window.tabs.tabBar().setFocus()
    qtbot.keyClick(window.tabs.tabBar(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.tab(TABS[5]).view("people").form.isVisible()


def test_a_long_title_gives_way_and_keeps_its_text(qtbot):
    label = TitleLabel("包头稀土高新技术产业开发区人民法院" * 3)
    qtbot.addWidget(label)
    label.resize(120, 30)
    label.show()
    assert label.shown.endswith("…") and len(label.text()) == 51 and label.toolTip() == label.text()
    label.resize(2000, 30)
    assert label.shown == label.text() and not label.toolTip()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_tool_bar_stands_level_with_the_tabs(window, qapp, mode):
    apply_theme(qapp, mode)
    window.resize(1366, 768)
    QApplication.processEvents()
    bar = window.tabs.tabBar()
    words = bar.mapToGlobal(bar.tabRect(0).center()).y()
    for button in window.tabs.cornerWidget().findChildren(QToolButton):
        middle = button.mapToGlobal(button.rect().center()).y()
        assert abs(middle - words) <= 1, (middle, words)
    apply_theme(qapp, "light")


def test_the_status_bar_tells_the_day_of_a_step_that_is_not_of_today(started, window, person):
    started.session.store.clock.moment = datetime(2024, 1, 2, 8, 0)
    window.refresh_steps()
    assert window.step_label.text().startswith("已保存 2023-06-01 09:00")


def test_windows_leave_room_for_their_title_bar_wherever_they_stand(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    resize_within_screen(window, room.width(), room.height())
    assert (room.height() - window.height()) // 2 >= 40  # in the middle there is a title bar's height above


def test_windows_open_no_larger_than_the_screen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    resize_within_screen(window, 100_000, 100_000)
    room = window.screen().availableSize()
    assert room.width() - 10 < window.width() < room.width()  # a frame has borders
    assert window.height() < room.height()
    assert not window.isMaximized()


def test_the_main_window_takes_a_screen_that_is_too_small_for_it_and_no_other(qtbot):
    """1366 × 768 at 150 % leaves 911 × 512: a window with a margin around it would waste a fifth of that."""
    room = QApplication.primaryScreen().availableSize()
    for width, height, whole in (
        (room.width() + 1, 100, True),
        (100, room.height(), True),
        (room.width() - 20, room.height() - 60, True),
        (room.width() - 20, room.height() - 100, False),
    ):
        window = QWidget()
        qtbot.addWidget(window)
        open_within_screen(window, width, height)
        assert window.isMaximized() == whole, (width, height)


@pytest.fixture(params=["light", "dark"])
def dressed(request, qapp):
    apply_theme(qapp, request.param)
    yield
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")


def arrows(bar):
    return [button for button in bar.findChildren(QToolButton) if button.isVisible()]


@pytest.mark.parametrize("width", [700, 911, 1366])
def test_all_tabs_are_seen(dressed, window, width):
    """With letters of 130 % beside a desktop at 150 % the words stand alone; with more room the icons come back."""
    window.showNormal()
    for first in (width, 640, 1366, width):
        window.resize(first, 500)
        QApplication.processEvents()
    bar = window.tabs.tabBar()
    for index in range(len(TABS)):
        window.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert bar.rect().contains(bar.tabRect(len(TABS) - 1))
        assert bar.rect().contains(bar.tabRect(0))
    assert arrows(bar) == []
    assert bar.geometry().right() < window.tabs.cornerWidget().geometry().left()
    assert [bar.tabIcon(index).isNull() for index in range(len(TABS))] == [width == 700] * len(TABS)
    assert [bar.tabText(index) for index in range(len(TABS))] == [plan.title for plan in TABS]


def test_the_arrows_of_tabs_without_room_are_whole_and_free(dressed, window):
    window.showNormal()
    window.resize(420, 400)
    QApplication.processEvents()
    bar, corner = window.tabs.tabBar(), window.tabs.cornerWidget()
    pair = arrows(bar)
    assert len(pair) == 2
    for arrow in pair:
        assert arrow.width() >= 16 and arrow.height() >= 16  # a mark of 12 px, and room around it
        assert bar.rect().contains(arrow.geometry())
        assert arrow.visibleRegion().boundingRect() == arrow.rect()
    assert (pair[0].geometry() & pair[1].geometry()).width() <= 1  # the line that Qt lets them share
    assert bar.geometry().right() < corner.geometry().left()


def test_no_page_is_wider_than_a_small_screen(window):
    """911 px, less what a scroll bar takes, wherever a page is no wider for what it holds."""
    for number, plan in enumerate(TABS):
        window.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        assert window.tab(plan).minimumSizeHint().width() <= 895, plan.key
    assert window.minimumSizeHint().width() <= 911 and window.minimumSizeHint().height() <= 440


def test_what_cannot_be_undone_names_step_actor_time_and_record(window, person, notices):
    """Ctrl+Z goes the same way as the journal: the reason is as concrete there."""
    store = window.desk.store
    store.actor = "李静"
    with store.step("改名"):
        Person.update(name="单雄").execute()
    store.actor = "王祯"
    window.undo()
    assert notices.messages[-1].kind == "refused"
    reason = "“改名”（李静，2023-06-01 09:00）后来也改过人员 单雄，请先撤销那一步。"
    assert notices.texts[-1] == f"不能撤销“新增人员‘单雄信’”：{reason}"
    assert Person.get().name == "单雄"


@pytest.fixture
def half_filled(window, person):
    """The form of a new court in which a name stands and the level is missing; a person was added before."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowExposed(window)
    for _round in range(5):  # when the window is painted the first tab comes to the front
        QApplication.processEvents()
    window.tabs.setCurrentIndex([plan.key for plan in TABS].index("people"))
    people = window.tab(next(plan for plan in TABS if plan.key == "people"))
    people.pages.setCurrentIndex([register.kind.key for register in people.registers].index("courts"))
    view = people.view("courts")
    view.new()
    view.form.cells["name"].editor.setText("固阳县人民法院第二法庭")
    view.form.cells["name"].editor.changed.emit()
    view.editing.save()
    QApplication.processEvents()
    return view


STOPS = ["name", "level", "save", "list", "tabs"]


@pytest.mark.parametrize("stop", STOPS)
def test_with_a_form_half_filled_no_step_elsewhere_is_undone(window, half_filled, notices, qtbot, stop):
    form = half_filled.form
    place = {
        "save": form.save_button,
        "list": half_filled.table,
        "tabs": window.tabs.tabBar(),
    }.get(stop) or form.cells[stop].editor
    place.setFocus()
    assert place.hasFocus() or place.focusWidget().hasFocus()
    told = len(notices.texts)
    for modifiers in (Qt.KeyboardModifier.ControlModifier,) * 2:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, modifiers)
    assert Person.get().name == "单雄信"
    assert set(notices.texts[told:]) == {"表单里有没有保存的内容，先保存或取消再撤销。"}
    assert form.isVisible() and form.cells["name"].editor.value() == "固阳县人民法院第二法庭"


@pytest.mark.parametrize("command", ["undo_action", "redo_action"])
def test_nor_by_the_commands_of_the_menu(window, half_filled, notices, command):
    steps = window.desk.store.last_step().id
    if command == "redo_action":
        window.desk.store.undo()
        window.refresh_steps()
        steps = window.desk.store.last_step().id
    getattr(window, command).trigger()
    assert window.desk.store.last_step().id == steps
    assert notices.texts[-1] == "表单里有没有保存的内容，先保存或取消再撤销。"


def test_after_giving_up_or_on_another_page_steps_are_undone_again(window, half_filled, notices):
    window.tabs.setCurrentIndex(0)
    window.undo_action.trigger()
    assert Person.select().count() == 0
    window.redo_action.trigger()
    window.tabs.setCurrentIndex([plan.key for plan in TABS].index("people"))
    notices.answer(True)
    half_filled.editing.close()
    window.undo_action.trigger()
    assert Person.select().count() == 0


def test_the_list_of_keys_ends_with_a_whole_row_and_can_be_closed(window, qtbot):
    dialog = KeysDialog(window)
    dialog.show()
    QApplication.processEvents()
    (table,), (close,) = dialog.findChildren(QTableWidget), dialog.findChildren(QPushButton)
    assert table.viewport().height() % table.rowHeight(0) == 0
    assert close.text() == "关闭" and close.isVisible()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is close
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert not dialog.isVisible()
