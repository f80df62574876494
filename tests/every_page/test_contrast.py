"""Controls by themselves: the keyboard and problems are seen in light and dark. Whole pages: `test_every_page`."""

from collections.abc import Iterator

import pytest
from inking import contrast, picture, rgb
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from readable import OTHER, TEXT, box
from tour import settle

from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.look.theme import apply_theme, tokens


@pytest.fixture(params=["light", "dark"])
def mode(request, qapp) -> Iterator[str]:
    apply_theme(qapp, request.param)
    yield request.param
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window that is gone is not dressed anew
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")


def alone(qtbot, control: QWidget) -> QWidget:
    """The control on a page, with a button that has the keyboard."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(control)
    column.addWidget(QPushButton("别的"))
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.findChild(QPushButton).setFocus()
    settle()
    return page


@pytest.mark.parametrize("ticked", [False, True])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_with_the_keyboard_has_a_rim_all_around_ticked_or_not(mode, qtbot, kind, ticked):
    control = kind("花名册")
    control.setChecked(ticked)
    window = alone(qtbot, control)
    before = picture(window)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    place = box(control)
    changed = contrast(before.astype(float), picture(window).astype(float)) >= OTHER
    rows = [changed[at, place.left() + 12 : place.right() - 12] for at in (place.top() + 1, place.bottom() - 1)]
    assert all(row.mean() > 0.9 for row in rows), [row.mean() for row in rows]


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSpinBox, QPlainTextEdit])
def test_a_field_with_a_problem_is_edged_in_another_colour_while_it_has_the_keyboard(mode, qtbot, kind):
    control = kind()
    mark_wrong(control, True)
    window = alone(qtbot, control)
    place = box(control)
    edge = place.center().y(), place.left() + 1
    at_rest = picture(window)[edge]
    control.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert at_rest.tolist() == rgb(tokens().bad).tolist()
    assert picture(window)[edge].tolist() == rgb(tokens().focus).tolist()


def test_what_is_written_in_a_field_with_a_problem_can_be_read(mode):
    for ink in (tokens().text, tokens().hint):
        assert contrast(rgb(ink), rgb(tokens().bad_tint)) >= TEXT
