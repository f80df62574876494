"""Text can be read and fields can be seen, measured on rendered pages."""

from collections.abc import Iterator

import numpy as np
from inking import SHARPNESS, contrast, inks, rgb
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shown_widgets import shown
from tour import Stop, described

from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.theme import tokens

TEXT, OTHER = 4.5, 3.0
"""The least contrast of texts, and of borders and marks: WCAG 2.1, 1.4.3 and 1.4.11."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


def select(window: QWidget) -> None:
    """Texts stand on selected ground too."""
    for grid in shown(window, GridTable):
        if grid.model().rowCount():
            grid.setCurrentIndex(grid.model().index(0, grid.model().columnCount() - 1))


def weak_texts(stop: Stop, seen: np.ndarray) -> dict[tuple[str, str], str]:
    """Pairs of colours that are too weak, with one of the texts. What is disabled may be; what a scroll bar lies over
    is read where it comes out."""
    found = {(ink.colour, ink.ground): ink.text for ink in inks(stop.widget, seen)}
    disabled, bar = tokens().disabled.lower(), tokens().scroll.lower()
    found = {pair: text for pair, text in found.items() if pair[0] != disabled and pair[1] != bar}
    return {pair: f"{stop.name}: {text}" for pair, text in found.items() if contrast(*map(rgb, pair)) < TEXT}


def box(widget: QWidget) -> QRect:
    spot = widget.mapTo(widget.window(), QPoint(0, 0))
    return QRect(spot * SHARPNESS, widget.size() * SHARPNESS)


def weak_edges(stop: Stop, seen: np.ndarray) -> Iterator[str]:
    """Fields whose border is not to be told from what is inside and outside."""
    for field in shown(stop.widget, FIELDS):
        if field.isEnabled() and is_edged(field):
            place = box(field)
            line = seen[place.center().y(), place.left() - SHARPNESS : place.left() + 5 * SHARPNESS]
            if (
                not len(line)
                or max(contrast(line, line[:1]).max(), 0) < OTHER
                or contrast(line, line[-1:]).max() < OTHER
            ):
                yield f"{stop.name}: {described(field)}"


def is_edged(field: QWidget) -> bool:
    """Whether it is a field of its own, to be typed in, wholly in sight."""
    inner = isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox)
    closed = isinstance(field, QLineEdit) and field.isReadOnly()
    return not (inner or closed) and field.visibleRegion().boundingRect().size() == field.size()
