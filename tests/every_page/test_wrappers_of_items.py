"""Nothing in Python holds the items of Qt's layouts.

`addLayout` with a row that is filled already, and `itemAt`, make a Python object of each item. Qt frees an item with
its widget and tells Python nothing; what Qt later makes at the same address is then taken for the old item, which
ends in an AttributeError or in the end of the process. So a row joins its column before it is filled.
"""

import itertools
from collections import Counter

import pytest
import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget


def wrapped() -> Counter[str]:
    """How many items of layouts Python holds, by their classes."""
    found = (each for each in shiboken6.getAllValidWrappers() if isinstance(each, QLayoutItem))
    return Counter(type(each).__name__ for each in found if not isinstance(each, QLayout))


def test_a_filled_row_that_joins_a_column_makes_them(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    before = wrapped()
    row.addWidget(QLabel())
    row.addStretch()
    column.addLayout(row)
    assert wrapped() - before == {"QWidgetItem": 1, "QSpacerItem": 1}


def test_one_that_is_filled_afterwards_makes_none(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    before = wrapped()
    column.addLayout(row)
    row.addWidget(QLabel())
    row.addStretch()
    assert wrapped() == before


@pytest.mark.xdist_group("demo")
def test_no_page_and_no_dialog_does(tour, tmp_path):
    first: dict[str, str] = {}
    for stop in itertools.chain(tour.pages(), tour.dialogs(tmp_path)):
        for name, count in wrapped().items():
            first.setdefault(name, f"{count}, first seen at {stop.name}")
    assert not first
