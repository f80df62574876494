from datetime import date

import pytest
from list_toys import PLAYER, Guild, Player, State, Team, fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.forms.form import Form, keep_photos, unsaved_form
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.fields import PhotoField


@pytest.fixture
def form(qtbot, toy_desk):
    made = Form(PLAYER, Surroundings(toy_desk.jobs, toy_desk.notices))
    qtbot.addWidget(made)
    made.resize(400, 640)
    made.show()
    return made


def editor(form, name):
    return form.cells[name].editor


def set_text(form, name, text):
    """As if typed."""
    line = getattr(editor(form, name), "editor", editor(form, name))
    line.setText(text)
    line.textEdited.emit(text)


def test_a_loaded_row_has_no_changes(form, toy_desk):
    keys = fill(toy_desk.store, 2)
    form.load(Player.by_key(keys[1]))
    assert not form.dirty and form.values() == {}
    assert editor(form, "guild").text() == "石匠行会" and form.key == keys[1]


def test_only_what_was_changed_is_told(form, toy_desk):
    keys = fill(toy_desk.store, 2)
    form.load(Player.by_key(keys[1]))
    edits = []
    form.edited.connect(edits.append)
    set_text(form, "since", "2023.3.1")
    set_text(form, "name", "欧阳文博")
    assert form.values() == {"since": date(2023, 3, 1), "name": "欧阳文博"} and form.dirty
    set_text(form, "name", "队员00001")
    set_text(form, "since", "2021-03-01")
    assert not form.dirty and edits == [True, False]


def test_a_new_row_begins_with_defaults_and_presets(form, toy_desk):
    fill(toy_desk.store, 0)
    guild = Guild.get(Guild.title == "木工行会")
    form.load(None, {"guild": guild.id})
    values = form.values()
    assert values["guild"] == guild.id and values["state"] == State.OPEN and values["points"] == 0
    assert form.key is None and not form.dirty and form.delete_button.isHidden()


def test_texts_that_cannot_be_read_are_refused_at_their_fields(form, toy_desk):
    keys = fill(toy_desk.store, 1)
    form.load(Player.by_key(keys[0]))
    set_text(form, "born", "1985.13")
    with pytest.raises(Refused) as refused:
        form.values()
    assert [problem.field for problem in refused.value.problems] == ["born"]
    form.show_problems(refused.value)
    assert "1985.13" in form.cells["born"].problem and form.trouble == ""
    set_text(form, "born", "1985.12")
    assert form.cells["born"].problem == ""


def test_problems_without_a_field_here_stand_at_the_top(form):
    problems = [Problem("甲", field="name"), Problem("乙", field="pinyin"), Problem("丙"), Problem("丁", field="name")]
    form.show_problems(Refused(problems))
    assert form.cells["name"].problem == "甲" and form.trouble == "乙\n丙"
    assert editor(form, "name").property("wrong") and editor(form, "name").accessibleDescription() == "甲"
    form.clear_problems()
    assert form.cells["name"].problem == "" == form.trouble


def test_a_masked_field_is_shown_on_purpose_only(qtbot, form, toy_desk):
    keys = fill(toy_desk.store, 2)
    form.load(Player.by_key(keys[0]))
    number = editor(form, "number")
    assert number.is_covered and form.values() == {}
    number.reveal()
    assert not number.is_covered and number.editor.text() == "150299199001010000"
    form.load(Player.by_key(keys[1]))
    assert number.is_covered
    form.load(None)
    assert not number.is_covered


def test_the_team_is_looked_for_within_the_guild(form, toy_desk):
    fill(toy_desk.store, 0)
    form.load(None)
    team = Team.get(Team.title == "石匠甲队")
    picker = editor(form, "team")
    picker.set_value(team.id)
    picker.picked.emit(team.id)
    assert editor(form, "guild").value() == team.guild_id
    other = Guild.get(Guild.title == "木工行会")
    editor(form, "guild").set_value(other.id)
    assert picker.value() is None


def test_a_photo_is_loaded_and_kept_as_its_hash(form, toy_desk, tmp_path):
    keys = fill(toy_desk.store, 1)
    image = QImage(40, 50, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(tmp_path / "photo.png"))
    form.load(Player.by_key(keys[0]))
    editor(form, "photo").take(tmp_path / "photo.png")
    values = keep_photos(PLAYER, form.values())
    assert list(values) == ["photo"] and blobs.get(values["photo"])[:2] == b"\xff\xd8"
    assert keep_photos(PLAYER, {"photo": b"", "points": 3}) == {"photo": "", "points": 3}
    with toy_desk.store.step("照片"):
        Player.update(photo=values["photo"]).where(Player.id == keys[0]).execute()
    form.load(Player.by_key(keys[0]))
    assert editor(form, "photo").value()[:2] == b"\xff\xd8" and not form.dirty


def test_wide_forms_have_two_columns(qtbot, form):
    grid = form._grid
    assert grid.columns == 1
    form.resize(900, 640)
    qtbot.waitUntil(lambda: grid.columns == 2)
    QApplication.processEvents()
    assert form.cells["born"].y() == form.cells["number"].y() or form.cells["name"].y() == form.cells["number"].y()
    form.resize(400, 640)
    qtbot.waitUntil(lambda: grid.columns == 1)
    assert form.cells["born"].y() > form.cells["number"].y()


@pytest.mark.parametrize("width", [400, 900, None])
def test_tab_goes_through_the_fields_and_to_the_photo_after_those_beside_it(qtbot, form, toy_desk, width):
    """Whoever types field after field is not led to the photo, which would swallow what is typed."""
    form.load(None)
    for each in (900, 400) if width is None else (width,):
        form.resize(each, 640)
        QApplication.processEvents()
    form.activateWindow()
    form.focus_first()
    qtbot.waitUntil(lambda: editor(form, "name").hasFocus())
    seen = []
    for _step in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[:3] == [editor(form, "number").editor, editor(form, "born"), editor(form, "photo")]
    assert seen[3] is editor(form, "guild") or editor(form, "guild").isAncestorOf(seen[3])


def test_escape_is_told(qtbot, form):
    with qtbot.waitSignal(form.cancel_wanted):
        qtbot.keyClick(editor(form, "name"), Qt.Key.Key_Escape)
    assert form.key is None


def test_a_locked_row_is_a_card_to_read(form, toy_desk, qtbot):
    keys = fill(toy_desk.store, 2)
    form.load(Player.by_key(keys[1]))
    form.lock(True)
    assert form.card.texts["姓名"] == "队员00001" and form.card.texts["行会"] == "石匠行会"
    assert "队" in form.card.texts and "备注" not in form.card.texts  # what is empty has no line
    number = Player.by_key(keys[1]).number
    assert form.card.texts["证号"] != number and "*" in form.card.texts["证号"]
    assert not editor(form, "name").isVisible() and not form.save_button.isVisible()
    form.load(Player.by_key(keys[0]))
    assert form.card.texts["姓名"] == "队员00000"
    form.focus_first()
    assert form.card.hasFocus()
    with qtbot.waitSignal(form.cancel_wanted):
        qtbot.keyClick(form.card, Qt.Key.Key_Escape)
    form.lock(False)
    assert form.card is None and editor(form, "name").isVisible()


@pytest.fixture
def pressed(qtbot, toy_desk):
    """A form in a window whose Ctrl+Z and Ctrl+Shift+Z are noted; what comes of them there is the window's business."""
    window, noted = QWidget(), []
    qtbot.addWidget(window)
    window.form = Form(PLAYER, Surroundings(toy_desk.jobs, toy_desk.notices))
    QVBoxLayout(window).addWidget(window.form)
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: noted.append(keys))
    with qtbot.waitExposed(window):
        window.show()
    return window, noted


def steps_in(window, name):
    field = editor(window.form, name)
    field.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, both)


TYPED_IN = [each.name for each in PLAYER.columns if each.in_form and not isinstance(each.field, PhotoField)]


@pytest.mark.parametrize("name", TYPED_IN)
def test_ctrl_z_in_a_form_at_rest_is_the_windows(pressed, name):
    window, noted = pressed
    steps_in(window, name)
    assert noted == ["Ctrl+Z", "Ctrl+Shift+Z"]


def test_ctrl_z_takes_back_what_was_typed(pressed):
    window, noted = pressed
    field = editor(window.form, "name")
    field.setFocus()
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "" and noted == []


@pytest.mark.parametrize("name", [name for name in TYPED_IN if name != "name"])
def test_with_something_unsaved_in_another_field_the_window_is_told_of_it(pressed, name):
    window, noted = pressed
    assert unsaved_form(window) is None
    QTest.keyClicks(editor(window.form, "name"), "a")
    steps_in(window, name)
    assert noted == ["Ctrl+Z", "Ctrl+Shift+Z"]
    assert editor(window.form, "name").text() == "a" and unsaved_form(window) is window.form
    window.hide()
    assert unsaved_form(window) is None


def test_after_saving_by_the_button_the_keyboard_is_there_again(qtbot, toy_desk):
    """It is not handed on to what comes after the form while the buttons are off."""
    page = QWidget()
    qtbot.addWidget(page)
    made, after = Form(PLAYER, Surroundings(toy_desk.jobs, toy_desk.notices)), QPushButton("别处")
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(after)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    fill(toy_desk.store, 1)
    made.load(Player.select().first())
    made.save_button.setFocus()
    made.set_busy(True)
    made.set_busy(False)
    assert QApplication.focusWidget() is made.save_button
