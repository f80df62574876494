"""Every page and every dialog, looked at in every way before the next one: to get there takes longer than to look.

In light: what a screen reader is told, what keys mean, where Tab goes, what Python holds; in light and dark: whether it
can be read, and the place of the keyboard be seen.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest
from inking import picture
from keyboard_place import KeyboardPlaces
from meanings import doubled
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from readable import select, weak_edges, weak_texts
from spoken_words import untold
from tab_walk import Windows, faults
from tour import Stop, Tour, settle
from wrapped_items import wrapped

from cadre_desktop.kit.qt.look.theme import apply_theme

pytestmark = pytest.mark.xdist_group("demo")

Found = dict[str, list[str]]
"""By the way of looking what is wrong."""


@pytest.fixture(params=["light", "dark"])
def mode(request, qapp) -> Iterator[str]:
    apply_theme(qapp, request.param)
    yield request.param
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window that is gone is not dressed anew
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")


@pytest.fixture
def windows(qapp):
    noting = Windows()
    qapp.installEventFilter(noting)
    yield noting
    qapp.removeEventFilter(noting)


_SOUND: tuple[tuple[str, Callable[[Stop], Iterable[str]]], ...] = (
    ("a screen reader is not told", untold),
    ("keys that mean two things", doubled),
    ("Tab", faults),
)


def held(stop: Stop) -> dict[str, str]:
    """Items of layouts that Python holds."""
    return {name: f"{name}: {count}, first seen at {stop.name}" for name, count in wrapped().items()}


def examined(stops: Iterable[Stop], mode: str, keyboard: KeyboardPlaces | None) -> Found:
    """Look at all stops."""
    found: Found = defaultdict(list)
    weak: dict[tuple[str, str], str] = {}
    items: dict[str, str] = {}
    for stop in stops:
        items = held(stop) | items if mode == "light" else items
        select(stop.widget)
        settle()
        texts, edges = readable(stop)
        weak |= texts
        found["fields without an edge"] += edges
        for title, look in _SOUND if mode == "light" else ():
            found[title] += look(stop)
        if keyboard is not None:
            found["the place of the keyboard"] += keyboard.weak(stop)
    found["texts that are too weak"] = [f"{pair}: {words}" for pair, words in weak.items()]
    found["items of layouts in Python"] = list(items.values())
    return {title: wrong for title, wrong in found.items() if wrong}


def readable(stop: Stop) -> tuple[dict[tuple[str, str], str], list[str]]:
    """What cannot be read at a stop, and fields that cannot be seen."""
    seen = picture(stop.widget)
    return weak_texts(stop, seen), list(weak_edges(stop, seen))


def test_nothing_is_wrong_on_any_page_or_in_any_dialog(mode, tour, windows, tmp_path, request):
    whole = request.node.callspec.params["tour"] == "full"
    found = examined(_stops(tour, tmp_path), mode, KeyboardPlaces() if whole else None)
    assert "\n".join(f"{title}: {each}" for title, wrong in found.items() for each in wrong) == ""
    assert windows.seen == []


def _stops(tour: Tour, tmp_path) -> Iterator[Stop]:
    return itertools.chain(tour.pages(), tour.dialogs(tmp_path))
