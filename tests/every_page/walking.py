"""Walking with Tab and Shift+Tab, and what reading order is."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from shown_widgets import shown
from tour import described, settle

from cadre_desktop.contests.screens.marking.sheet_table import SheetTable
from cadre_desktop.kit.qt.canvas.sheet_view import SheetView

_MOST = 200
"""More controls than any page has: a walk that has not come round by then never does."""
_PLAIN, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def controls(window: QWidget) -> list[QWidget]:
    """What can be used in the window now and has to be reached by Tab, in no order."""
    return [
        each
        for each in shown(window)
        if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    ]


def walked(window: QWidget, backwards: bool = False) -> list[QWidget]:
    """The controls in which Tab stops, from the one with the keyboard once round. A grid that is being filled and a
    sheet with elements are left with Ctrl+Tab."""
    seen: list[QWidget] = []
    key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    while (here := QApplication.focusWidget()) is not None and here not in seen and len(seen) < _MOST:
        seen.append(here)
        steps = isinstance(here, SheetView) or (isinstance(here, SheetTable) and not here.sheets.locked)
        held = _CTRL if steps else _PLAIN
        QTest.keyClick(here, key, held | (_SHIFT if backwards else _PLAIN))
    assert seen, "nothing has the keyboard"
    assert QApplication.focusWidget() is seen[0], f"stuck: {', '.join(map(described, seen[-3:]))}"
    return seen


def begin(window: QWidget) -> None:
    """Give the keyboard to the first control."""
    found = controls(window)
    assert found, "there is nothing to do"
    found[0].setFocus(Qt.FocusReason.TabFocusReason)
    settle()


def reached_by_arrows(control: QWidget, seen: list[QWidget]) -> bool:
    """Whether it is one of several of which one is chosen, and Tab stops at that one."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() in seen


def against_reading(seen: list[QWidget]) -> Iterator[str]:
    """Steps of a walk once round that go up, or to the left on the same line. One has to: from the end to the begin."""
    for before, after in zip(seen, [*seen[1:], seen[0]], strict=True):
        if _stands_before(after, before) and not _ends_form(before, after):
            yield f"{described(before)} → {described(after)}"


def _ends_form(before: QWidget, after: QWidget) -> bool:
    """What keeps a form comes first after its fields, though it stands at the right: 保存, 取消, 删除."""
    both = [each.text() for each in (before, after) if isinstance(each, QPushButton)]
    return both in (["保存", "取消"], ["取消", "删除"], ["保存", "删除"])


def _stands_before(one: QWidget, other: QWidget) -> bool:
    """Whether somebody who reads meets `one` before `other`: blocks from top to bottom, on a line from the left."""
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    first, second = (_placed(each) for each in _blocks(one, other))
    if first.bottom() <= second.top():
        return True
    level = first.top() < second.bottom() and second.top() < first.bottom()
    lower = second.height() > 2 * first.height() and first.top() > second.top()  # beside a picture, but not its top
    return level and first.right() <= second.left() and not lower


def _blocks(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    """The largest parts of the window of which each holds only one of them."""
    above = [one]
    while (parent := above[-1].parentWidget()) is not None:
        above.append(parent)
    block = other
    while (parent := block.parentWidget()) is not None and parent not in above:
        block = parent
    shared = above.index(block.parentWidget())
    return above[shared - 1], block


def _placed(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
