"""When Python comes to hold the items of Qt's layouts, see `wrapped_items`. Whether a page does: `test_every_page`."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from wrapped_items import wrapped


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
