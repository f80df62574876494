"""Lines too long for a list end in “…” instead of being cut in the middle of a letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines


@pytest.mark.parametrize("width", [120, 240, 900])
def test_a_line_is_as_wide_as_the_list(qtbot, width):
    listed = QListWidget()
    qtbot.addWidget(listed)
    listed.setItemDelegate(ShortenedLines(listed))
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.addItems(["05-20　开班：人民法庭庭长培训班（第二期）", "短"])
    listed.resize(width, 200)
    listed.show()
    QApplication.processEvents()
    assert [listed.visualItemRect(listed.item(row)).width() for row in range(2)] == [listed.viewport().width()] * 2
    assert listed.textElideMode() == Qt.TextElideMode.ElideRight
    assert listed.visualItemRect(listed.item(0)).height() >= listed.fontMetrics().height()
