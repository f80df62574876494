"""Text can be read and fields and the keyboard's place can be seen, in light and dark, measured on rendered pages."""

from collections.abc import Iterator

import numpy as np
import pytest
from inking import SHARPNESS, contrast, inks, picture, rgb
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
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
from shown_widgets import shown
from tour import Stop, described, settle
from walking import controls

from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.look.theme import apply_theme, tokens

pytestmark = pytest.mark.xdist_group("demo")

TEXT, OTHER = 4.5, 3.0
"""The least contrast of texts, and of borders and marks: WCAG 2.1, 1.4.3 and 1.4.11."""
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


@pytest.fixture(params=["light", "dark"])
def mode(request, qapp) -> Iterator[str]:
    apply_theme(qapp, request.param)
    yield request.param
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window that is gone is not dressed anew
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")


def select(window: QWidget) -> None:
    """Texts stand on selected ground too."""
    for grid in shown(window, GridTable):
        if grid.model().rowCount():
            grid.setCurrentIndex(grid.model().index(0, grid.model().columnCount() - 1))


def weak_texts(stop: Stop, seen: np.ndarray) -> dict[tuple[str, str], str]:
    """Pairs of colours that are too weak, with one of the texts. What is disabled may be; what a scroll bar lies over
    is read where it comes out."""
    found = {(ink.colour, ink.ground): ink.text for ink in inks(stop.widget, seen)}
    disabled, bar = tokens().disabled.lower(), tokens().scroll.lower()
    found = {pair: text for pair, text in found.items() if pair[0] != disabled and pair[1] != bar}
    return {pair: f"{stop.name}: {text}" for pair, text in found.items() if contrast(*map(rgb, pair)) < TEXT}


def box(widget: QWidget) -> QRect:
    spot = widget.mapTo(widget.window(), QPoint(0, 0))
    return QRect(spot * SHARPNESS, widget.size() * SHARPNESS)


def weak_edges(stop: Stop, seen: np.ndarray) -> Iterator[str]:
    """Fields whose border is not to be told from what is inside and outside."""
    for field in shown(stop.widget, _FIELDS):
        if field.isEnabled() and is_edged(field):
            place = box(field)
            line = seen[place.center().y(), place.left() - SHARPNESS : place.left() + 5 * SHARPNESS]
            if (
                not len(line)
                or max(contrast(line, line[:1]).max(), 0) < OTHER
                or contrast(line, line[-1:]).max() < OTHER
            ):
                yield f"{stop.name}: {described(field)}"


def is_edged(field: QWidget) -> bool:
    """Whether it is a field of its own, to be typed in, wholly in sight."""
    inner = isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox)
    closed = isinstance(field, QLineEdit) and field.isReadOnly()
    return not (inner or closed) and field.visibleRegion().boundingRect().size() == field.size()


def test_every_text_can_be_read_and_every_field_be_seen(mode, tour, tmp_path):
    weak: dict[tuple[str, str], str] = {}
    edges: list[str] = []
    for stops in (tour.pages(), tour.dialogs(tmp_path)):
        for stop in stops:
            select(stop.widget)
            settle()
            seen = picture(stop.widget)
            weak |= weak_texts(stop, seen)
            edges += weak_edges(stop, seen)
    assert weak == {}
    assert edges == []


def look(control: QWidget) -> tuple[object, ...]:
    """What the style sheet and the control's own painting tell apart."""
    names = ("kind", "role", "level", "small", "menued", "leading", "wrong")
    ticked = isinstance(control, QAbstractButton) and control.isChecked()
    return type(control).__name__, ticked, *(control.property(name) for name in names)


def shown_by_focus(control: QWidget) -> float:
    """How strongly what is seen of a control changes when it gets the keyboard: the contrast of before and after, of
    the 20 pixels that change most. Of a field only the rim counts, for its cursor is not always there."""
    window, place = control.window(), box(control)
    pictures = []
    for turn in (control.clearFocus, lambda: control.setFocus(Qt.FocusReason.TabFocusReason)):
        turn()
        settle()
        whole = picture(window)
        pictures.append(whole[place.top() : place.bottom() + 1, place.left() : place.right() + 1].astype(float))
    before, after = pictures
    if isinstance(control, _FIELDS):
        inside = 3 * SHARPNESS
        before[inside:-inside, inside:-inside] = after[inside:-inside, inside:-inside]
    return float(np.sort(contrast(before, after).ravel())[-20])


def test_the_place_of_the_keyboard_is_seen(mode, full, tmp_path):
    seen: set[tuple[object, ...]] = set()
    weak = []
    for stops in (full.pages(), full.dialogs(tmp_path)):
        for stop in stops:
            for control in controls(stop.widget):
                whole = control.visibleRegion().boundingRect().size() == control.size()
                if whole and look(control) not in seen:
                    seen.add(look(control))
                    strength = shown_by_focus(control)
                    if strength < OTHER:
                        weak.append(f"{stop.name}: {described(control)} {strength:.2f}")
    assert not weak, "\n".join(weak)


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
