"""A table of a contest's own making, dressed like every list of the program."""

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cadre_desktop.kit.qt.table import ROW_HEIGHT
from cadre_desktop.kit.qt.theme import tokens

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_HEADER = 46
"""Room for names of events and criteria in two lines."""
TALL_HEADER = 62
"""Room for long names of criteria in two lines, and their points beneath."""
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
FONT = int(Qt.ItemDataRole.FontRole)
TONE = int(Qt.ItemDataRole.UserRole) + 1
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GridTable(QTableView):
    """`opened` tells the cell on which Enter was pressed or that was clicked twice."""

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag(CENTRE | Qt.TextFlag.TextWordWrap))
        header.setFixedHeight(_HEADER)
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().rangeChanged.connect(self._cover)

    def _cover(self, least: int, most: int) -> None:
        """Rows that fill the view cover its ground: it is then moved when scrolled, not drawn anew row by row."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, most > least)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
            painter = QPainter(self.viewport())
            painter.fillRect(event.rect(), tokens().color("card"))
            painter.end()
        super().paintEvent(event)

    def set_widths(self, widths: Sequence[int], stretched: int | None = None) -> None:
        """Width of each column in px; one may take the room that is left."""
        header = self.horizontalHeader()
        for section, width in enumerate(widths):
            fill = QHeaderView.ResizeMode.Stretch if section == stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(section, fill)
            if section != stretched:
                self.setColumnWidth(section, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState  # then Enter only ends that
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not editing:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def heading(
    titles: Sequence[str], section: int, orientation: Qt.Orientation, role: int, left: Container[int] = ()
) -> Any:
    """The header data of a model whose columns are called `titles`; over texts that begin at the `left` so do they."""
    if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(titles):
        return None
    if role == ALIGNMENT and section in left:
        return LEFT
    return titles[section] if role in (DISPLAY, TIP) else None


def broken(title: str) -> str:
    """A heading over a narrow column, in two lines that end where a word does: 岗位技能 / 评比, 优秀裁判 / 文书评选."""
    if not 6 <= len(title) <= 8 or not title.isalpha():
        return title
    place = len(title) // 2 if len(title) == 8 else len(title) - 2
    return f"{title[:place]}\n{title[place:]}"
