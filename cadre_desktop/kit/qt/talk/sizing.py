"""How large windows open, and how large everything in them is."""

import os
from collections.abc import MutableMapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.talk.settings import Settings

LETTERS = "letters"
"""The setting of this computer that says how large letters are, in per cent."""
LETTER_SIZES = {90: N_("小"), 100: N_("标准"), 115: N_("大"), 130: N_("特大")}
USUAL = 100
_FACTOR = "QT_SCALE_FACTOR"

_LOW = 600
"""Px: 768 at 125 % leave less to a window, 768 and 900 at 100 % more."""
_TITLE = 44
_FRAME = 2 * _TITLE
"""Room for a title bar, and for as much below: windows open in the middle of their owner."""
_BORDERS = 2 * 4


def letter_size(settings: Settings) -> int:
    """How large letters are wanted, in per cent: one of `LETTER_SIZES`, the usual one where there is something else."""
    wanted = settings.get(LETTERS, USUAL)
    return wanted if wanted in LETTER_SIZES else USUAL


def enlarge(percent: int, environment: MutableMapping[str, str] = os.environ) -> None:
    """Make letters, and with them all that they are in, so large from now on; before the QApplication is made.

    Rows, buttons and columns are measured in pixels and grow along, so nothing is cut off, and what a small screen has
    no room for scrolls. What ``QT_SCALE_FACTOR`` on this computer says counts as the usual size.
    """
    if percent != USUAL:
        try:
            chosen = float(environment.get(_FACTOR, "1"))
        except ValueError:  # Qt takes no notice of it either
            chosen = 1.0
        environment[_FACTOR] = f"{chosen * percent / USUAL:g}"


def is_low(widget: QWidget) -> bool:
    """Whether the window that a widget is in is so low that its rows need the room of what is around them."""
    return widget.window().height() < _LOW


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window this large, or as large as its screen takes: 1366 × 768 at 150 % leaves 911 × 485 pixels."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - _BORDERS), min(height, room.height() - _FRAME))


def resize_dialog_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """As `resize_within_screen`, for a dialog, which may have all the room below its title bar: Qt opens dialogs in the
    middle of their owner, but no lower than the screen allows. A dialog that is open moves up when it grows beyond the
    screen's lower edge."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - _BORDERS), min(height, room.height() - _TITLE))
    below = dialog.geometry().bottom() + _BORDERS - room.bottom()
    if dialog.isVisible() and below > 0:
        dialog.move(dialog.x(), max(room.top(), dialog.y() - below))


def place_within_screen(window: QWidget) -> None:
    """Put a window that is still hidden into the middle of its owner, with its title bar on the screen: when window and
    owner are as high as the screen, Qt puts the title bar above it."""
    owner, room = window.parentWidget(), window.screen().availableGeometry()
    middle = owner.window().geometry().center() if owner is not None else room.center()
    left, top = middle.x() - window.width() // 2, middle.y() - window.height() // 2 - _TITLE
    most = room.bottom() + 1 - window.height() - _TITLE
    window.move(max(room.left(), min(left, room.right() - window.width())), max(room.top(), min(top, most)))


def open_within_screen(window: QWidget, width: int, height: int) -> None:
    """As `resize_within_screen`, for the window people work in. Where the screen is little larger than the window with
    its frame, the window gets all of it: a strip of desktop around it would be of no use, and on 1366 × 768 without a
    task bar 1280 × 720 with a title bar nearly touches the edges."""
    resize_within_screen(window, width, height)
    room = window.screen().availableSize()
    if room.width() - _BORDERS < width or room.height() - _FRAME < height:
        window.setWindowState(Qt.WindowState.WindowMaximized)
