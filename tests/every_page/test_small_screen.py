"""On 1366 × 768 at 150 % every window fits, and no page has to be moved sideways to be read.

With the largest letters of the program on top of that pages scroll, but buttons below a dialog are always seen, and so
is whatever has the keyboard.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from tour import Stop, described, settle
from walking import begin, walked

from cadre_desktop.kit.qt.keyboard.in_sight import InSight
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.overview.screens.cards import FigureCard
from cadre_desktop.window.room import Room

pytestmark = pytest.mark.xdist_group("demo")

WIDTH, HEIGHT = 911, 512
"""Logical px of such a screen."""
_TITLE, _BORDERS = 30, 2
_LEAST_WIDTH, _LEAST_HEIGHT = 1366 * 100 // (150 * 130 // 100), 768 * 100 // (150 * 130 // 100)
"""Logical px of it with letters of 130 %, beside the 150 % of the desktop."""
_AROUND = 88
"""Px that dialogs leave for their title bar and as much below."""
_ROW = 20
"""Px of a row of which that much has to be seen."""


def sideways(stop: Stop) -> str:
    """By how much the page in front is too wide for its window."""
    room = next(room for room in stop.widget.findChildren(Room) if room.isVisible())
    area = next(area for area in room.findChildren(QScrollArea) if area.parent() is room)
    lacking = area.horizontalScrollBar().maximum()
    return f"{stop.name}: {lacking} px" if lacking else ""


def test_no_page_is_wider(tour):
    tour.window.resize(WIDTH, HEIGHT)
    settle()
    assert tour.window.width() == WIDTH and tour.window.height() == HEIGHT
    assert "\n".join(filter(None, map(sideways, tour.pages()))) == ""


@pytest.mark.parametrize("width", [620, 700, 800, WIDTH, 1100, 1366])
def test_figures_are_never_cut(full, width):
    """10,28 is another number than 10,289."""
    full.window.showNormal()
    full.window.resize(width, HEIGHT)
    stop = next(full.pages())
    settle()
    labels = [label for card in stop.widget.findChildren(FigureCard) for label in card.findChildren(QLabel)]
    assert len(labels) > 20
    assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []


@pytest.mark.parametrize(
    "room",
    [(WIDTH - _BORDERS, HEIGHT - _TITLE), (_LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)],
    ids=["150 %", "150 % and letters of 130 %"],
)
def test_every_dialog_fits(tour, tmp_path, room):
    large = []
    for stop in tour.dialogs(tmp_path):
        needed = stop.widget.minimumSizeHint().expandedTo(stop.widget.minimumSize())
        if needed.width() > room[0] or needed.height() > room[1]:
            large.append(f"{stop.name}: {needed.width()} × {needed.height()}")
    assert large == []


@pytest.fixture
def following(qapp):
    apply_theme(qapp, "light")
    made = InSight(qapp)
    yield
    made.setParent(None)
    made.deleteLater()
    qapp.setStyleSheet("")


def hidden(widget: QWidget) -> bool:
    """Whether somebody who types would not see where."""
    inside = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget  # which may cover all of it
    seen = inside.visibleRegion().boundingRect()
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        row = widget.visualRect(widget.currentIndex()) & widget.viewport().rect()
        return (seen & row).height() < min(_ROW, row.height())
    if isinstance(widget, QPlainTextEdit):
        return not seen.contains(widget.cursorRect().center())
    lacking = inside.height() - seen.height()
    return seen.isEmpty() or (lacking > 0 and seen.height() < 2 * _ROW)


def out_of_sight(stop: Stop) -> Iterator[str]:
    """What has the keyboard now or gets it by Tab, and is not seen then."""
    here = QApplication.focusWidget()
    if here is not None and hidden(here):
        yield f"{stop.name}: opens out of sight: {described(here)}"
    begin(stop.widget)
    for each in walked(stop.widget):
        each.setFocus()
        settle()
        if each.isVisible() and hidden(each):
            yield f"{stop.name}: {described(each)}"


def test_the_field_with_the_keyboard_is_seen(following, full):
    full.window.showNormal()
    full.window.resize(_LEAST_WIDTH, _LEAST_HEIGHT - _TITLE)
    settle()
    assert full.window.width() == _LEAST_WIDTH
    found, places = [], 0
    for stop in full.pages():
        if any(word in stop.name for word in ("新增", "新建", "表单", "信息", "一个", "一场", "粘贴", "评", "差异")):
            places += 1
            found += out_of_sight(stop)
    assert places > 20
    assert "\n".join(found) == ""


def test_buttons_and_fields_of_dialogs_are_seen(following, full, tmp_path):
    found = []
    for stop in full.dialogs(tmp_path):
        stop.widget.resize(_LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)
        settle()
        whole = QRect(0, 0, _LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)
        assert whole.contains(stop.widget.rect()), stop.name
        for button in stop.widget.findChildren(QPushButton):
            below = button.parent() is stop.widget and button.isVisible()
            if below and button.visibleRegion().boundingRect() != button.rect():
                found.append(f"{stop.name}: {described(button)}")
        found += out_of_sight(stop)
    assert "\n".join(found) == ""
