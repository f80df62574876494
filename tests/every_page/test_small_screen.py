"""On 1366 × 768 at 150 % every window fits, and no page has to be moved sideways to be read."""

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea
from tour import Stop, settle

from cadre_desktop.overview.screens.cards import FigureCard
from cadre_desktop.window.room import Room

pytestmark = pytest.mark.xdist_group("demo")

WIDTH, HEIGHT = 911, 512
"""Logical px of such a screen."""
_TITLE, _BORDERS = 30, 2


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


def test_every_dialog_fits(tour, tmp_path):
    large = []
    for stop in tour.dialogs(tmp_path):
        needed = stop.widget.minimumSizeHint().expandedTo(stop.widget.minimumSize())
        if needed.width() > WIDTH - _BORDERS or needed.height() > HEIGHT - _TITLE:
            large.append(f"{stop.name}: {needed.width()} × {needed.height()}")
    assert large == []
