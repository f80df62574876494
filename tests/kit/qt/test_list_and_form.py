import pytest
from list_toys import PLAYER, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter

from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.look.theme import apply_theme

LARGE, LOW, NARROW = (1300, 700), (1300, 360), (560, 700)


@pytest.fixture
def view(qtbot, qapp, toy_desk):
    apply_theme(qapp, "light")
    keys = fill(toy_desk.store, 40)
    made = KindView(toy_desk, PLAYER)
    qtbot.addWidget(made)
    made.resize(*LARGE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.open(keys[3])
    QApplication.processEvents()
    return made


def resized(view, size):
    view.resize(*size)
    for _round in range(5):
        QApplication.processEvents()
    return view


def test_with_room_the_form_is_beside_the_list(view):
    assert view.form.isVisible() and view.table.isVisible() and view.search.isVisible()
    assert view.table.mapTo(view, view.table.rect().topRight()).x() < view.form.mapTo(view, view.form.pos()).x()


@pytest.mark.parametrize("size", [LOW, NARROW], ids=["low", "narrow"])
def test_without_room_the_form_has_the_page(view, size):
    resized(view, size)
    assert view.form_shown and view.form.isVisible()
    assert not view.table.isVisible() and not view.search.isVisible() and not view.filters.isVisible()
    assert view.form.width() > size[0] - 40 and view.form.height() > size[1] - 40
    assert view.form.save_button.visibleRegion().boundingRect() == view.form.save_button.rect()


@pytest.mark.parametrize("size", [LOW, NARROW], ids=["low", "narrow"])
def test_a_closed_form_gives_the_page_back_and_the_cursor_is_in_its_row(qtbot, view, size):
    key = view.form.key
    resized(view, size)
    qtbot.keyClick(view.form.cells["name"].editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not view.form_shown and view.table.isVisible() and view.search.isVisible()
    assert view.table.hasFocus() and view.table.current_key == key


@pytest.mark.parametrize("size", [LOW, NARROW], ids=["low", "narrow"])
def test_what_was_typed_is_kept_when_the_window_changes(view, size):
    view.form.cells["notes"].editor.set_value("正在写")
    resized(resized(view, size), LARGE)
    assert view.table.isVisible() and view.form.isVisible() and view.form.values() == {"notes": "正在写"}


def test_with_the_form_alone_a_page_needs_no_more_than_the_form(view):
    resized(view, LOW)
    form = view.form.minimumSizeHint().expandedTo(view.form.minimumSize())
    needed = view.minimumSizeHint()
    assert needed.width() < form.width() + 40 and needed.height() < form.height() + 40
    view.hide_form()
    QApplication.processEvents()
    assert view.minimumSizeHint().height() >= view.table.minimumSizeHint().height()


def test_the_width_drawn_is_kept_through_a_small_window(view, toy_desk):
    splitter = view.findChild(QSplitter)
    splitter.moveSplitter(700, 1)
    QApplication.processEvents()
    drawn = view.form.width()
    assert drawn > 500 and toy_desk.settings.get("form players", 0) == drawn
    resized(resized(view, LOW), LARGE)
    assert view.form.width() == drawn and toy_desk.settings.get("form players", 0) == drawn
