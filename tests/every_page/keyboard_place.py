"""Whether it is seen which control has the keyboard."""

from collections.abc import Iterator

import numpy as np
from inking import SHARPNESS, contrast, picture
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from readable import FIELDS, OTHER, box
from tour import Stop, described, settle
from walking import controls


def look(control: QWidget) -> tuple[object, ...]:
    """What the style sheet and the control's own painting tell apart."""
    names = ("kind", "role", "level", "small", "menued", "leading", "wrong")
    ticked = isinstance(control, QAbstractButton) and control.isChecked()
    return type(control).__name__, ticked, *(control.property(name) for name in names)


def shown_by_focus(control: QWidget) -> float:
    """How strongly what is seen of a control changes when it gets the keyboard: the contrast of before and after, of
    the 20 pixels that change most. Of a field only the rim counts, for its cursor is not always there."""
    window, place = control.window(), box(control)
    pictures = []
    for turn in (control.clearFocus, lambda: control.setFocus(Qt.FocusReason.TabFocusReason)):
        turn()
        settle()
        whole = picture(window)
        pictures.append(whole[place.top() : place.bottom() + 1, place.left() : place.right() + 1])
    before, after = pictures
    if isinstance(control, FIELDS):
        inside = 3 * SHARPNESS
        before[inside:-inside, inside:-inside] = after[inside:-inside, inside:-inside]
    return float(np.sort(contrast(before, after).ravel())[-20])


class KeyboardPlaces:
    """Looks at one control of each sort."""

    def __init__(self) -> None:
        self._seen: set[tuple[object, ...]] = set()

    def weak(self, stop: Stop) -> Iterator[str]:
        """Controls at a stop of which it is hardly seen that they have the keyboard."""
        for control in controls(stop.widget):
            whole = control.visibleRegion().boundingRect().size() == control.size()
            if whole and look(control) not in self._seen:
                self._seen.add(look(control))
                strength = shown_by_focus(control)
                if strength < OTHER:
                    yield f"{stop.name}: {described(control)} {strength:.2f}"
