"""Nothing is cut off and nothing covers another on a small screen or with large letters.

Both come to the same: letters grow with all they stand in, so a window has fewer pixels of its own kind.
"""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)
from shown_widgets import shown
from tour import Stop, described, settle

from cadre_desktop.kit.qt.fields.labels import ElidedLabel, TitleLabel
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.window.frame.tool_bar import ToolBar

pytestmark = pytest.mark.xdist_group("demo")

SIZES = {
    "1366×768": (1366, 740),
    "QT_FONT_DPI=120": (1092, 588),
    "letters 130 %": (1050, 566),
    "QT_FONT_DPI=144": (910, 486),
}
"""The pixels that a screen of 1366 × 768 leaves to a window below its title bar."""
_AROUND_CHOICE = 37
"""Px that a box of choices takes beside its words."""


@pytest.fixture
def dressed(qapp):
    apply_theme(qapp, "light")
    yield
    qapp.setStyleSheet("")


def parts(window: QWidget) -> list[QWidget]:
    """What is seen of a window, if only in part."""
    return [each for each in shown(window) if not each.visibleRegion().isEmpty()]


def cut_off(widget: QWidget) -> bool:
    """Whether the words of a widget need more room than it has."""
    if isinstance(widget, ElidedLabel | TitleLabel):
        return False  # they shorten themselves, and say the whole at the mouse
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) + _AROUND_CHOICE > widget.width() + 1
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    if isinstance(widget, QLabel | QAbstractButton) and widget.text():
        high = widget.fontMetrics().tightBoundingRect(widget.text()).height()
        return widget.sizeHint().width() > widget.width() + 1 or high > widget.height() + 1
    return False


def over_each_other(window: QWidget) -> Iterator[str]:
    """Parts of one page that cover each other, though neither is made to."""
    seen = parts(window)
    for holder in [window, *seen]:
        if isinstance(holder, QAbstractScrollArea | QStackedWidget | QAbstractSpinBox | QComboBox | QLineEdit):
            continue
        inside = [each for each in seen if each.parentWidget() is holder and not each.isWindow()]
        for one, other in combinations(inside, 2):
            if isinstance(other, ToolBar) or isinstance(holder, QTabBar):
                continue  # undo and redo stand at the end of the tabs; the arrows of a tab bar are Qt's
            common = one.geometry() & other.geometry()
            if common.width() > 1 and common.height() > 1:
                yield f"{described(one)} and {described(other)}"


def faults(stop: Stop) -> Iterator[str]:
    for each in parts(stop.widget):
        if cut_off(each):
            yield f"{stop.name}: cut off: {described(each)}"
    for sentence in over_each_other(stop.widget):
        yield f"{stop.name}: over each other: {sentence}"


def test_on_every_page(dressed, full):
    found: list[str] = []
    names = {size: name for name, size in SIZES.items()}
    for size, stop in full.pages_in(names):
        found += [f"{fault} ({names[size]})" for fault in faults(stop)]
    assert not found, "\n".join(found)


def test_in_every_dialog(dressed, full, tmp_path):
    least = QRect(0, 0, *SIZES["QT_FONT_DPI=144"])
    found = []
    for stop in full.dialogs(tmp_path):
        needs = stop.widget.minimumSizeHint().expandedTo(stop.widget.minimumSize())
        if needs.width() > least.width() or needs.height() > least.height():
            found.append(f"{stop.name}: needs {needs.width()}×{needs.height()}")
        stop.widget.resize(min(stop.widget.width(), least.width()), min(stop.widget.height(), least.height()))
        settle()
        found += faults(stop)
    assert not found, "\n".join(found)
