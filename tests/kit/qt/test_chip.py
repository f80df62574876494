import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.look.theme import LIGHT, apply_theme

TONES = {"已结业": "good", "逾期": "bad", "备注": ""}


@pytest.fixture
def table(qtbot, qapp):
    apply_theme(qapp, "light")
    model = QStandardItemModel(0, 1)
    for text in TONES:
        model.appendRow(QStandardItem(text))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(260, 200)
    view.setItemDelegateForColumn(0, ChipDelegate(TONES.__getitem__, parent=view))
    view.show()
    return view


def ground(view, row):
    """Colour just inside the left edge of the chip."""
    cell = view.visualRect(view.model().index(row, 0))
    image = view.viewport().grab().toImage()
    return image.pixelColor(cell.left() + 15, cell.center().y()).name().upper()


def test_chips_are_tinted_by_tone_and_plain_text_is_not(table):
    assert ground(table, 0) == LIGHT.good_tint
    assert ground(table, 1) == LIGHT.bad_tint
    assert ground(table, 2) not in {LIGHT.good_tint, LIGHT.bad_tint, LIGHT.neutral_tint}


def test_chip_asks_for_enough_room(table):
    table.resizeColumnsToContents()
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("已结业") + 20
