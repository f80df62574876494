"""The keys of the board on a card: among the presenter's pictures, or over the wall where that is the only screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from cadre_desktop.contests.board.screens.board_keys import HELP
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role


def key_card(parent: QWidget | None = None) -> QFrame:
    """Every key and what it does."""
    card = QFrame(parent)
    set_role(card, "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(20, 14, 20, 14)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    for row, (keys, words) in enumerate(HELP):
        name = QLabel(_(keys))
        set_role(name, "heading")
        grid.addWidget(name, row, 0)
        grid.addWidget(QLabel(_(words)), row, 1)
    grid.setColumnStretch(1, 1)
    return card


def leaving_hint(parent: QWidget) -> QLabel:
    """How to leave a wall that fills the only screen; it says nothing of the contest."""
    hint = QLabel(_("Esc 退出大屏　　F11 改为窗口　　? 全部按键"), parent)
    set_role(hint, "wall hint")
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return hint
