"""A table that is not a list of records (a grid of marks, of seats), with the look of every list of the program."""

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cadre_desktop.kit.qt.lists.fading_headings import FadingHeadings, fade_cut_columns
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.look.theme import tokens

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_MEASURED = 8
"""So many of the longest texts of a column are measured: the one with most letters need not be the widest."""
_HEADER = 46
"""Room for names of events and criteria in two lines."""
BESIDE_TEXT = 26
"""What the style leaves free at both sides of a cell's text."""
_LEAST_ROWS = 2
_CORNER = 7
"""The radius in px of a table's corners."""
TALL_HEADER = 62
"""Room for long names of criteria in two lines, and their points beneath."""
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
TOLD = (TIP, int(Qt.ItemDataRole.AccessibleDescriptionRole))
"""What a cell says beside its text, at the mouse and to readers: a colour must never say it alone."""
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
FONT = int(Qt.ItemDataRole.FontRole)
TONE = int(Qt.ItemDataRole.UserRole) + 1
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Headings(FadingHeadings):
    """Headings whose ground goes on to the right edge where the columns are narrower than the table."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        end = self.length() - self.offset()
        if end >= self.viewport().width():
            return
        free = QRectF(self.viewport().rect()).adjusted(end, 0, 0, 0)
        ground = QPainterPath()
        ground.addRoundedRect(free, _CORNER, _CORNER)
        ground.addRect(free.adjusted(0, 0, -_CORNER, 0))
        ground.addRect(free.adjusted(0, _CORNER, 0, 0))
        ground.setFillRule(Qt.FillRule.WindingFill)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(ground, tokens().color("header"))
        painter.fillRect(QRectF(end, self.height() - 1, free.width(), 1), tokens().color("line"))
        painter.end()


def copied_rows() -> list[list[str]]:
    """The cells on the clipboard by rows, as Excel leaves them there; none when it holds no text."""
    text = QGuiApplication.clipboard().text().strip("\n\r")
    return [line.split("\t") for line in text.splitlines()]


class GridTable(QTableView):
    """`opened` carries the cell on which Enter was pressed or that was clicked twice. `name` is said to readers."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
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
        header = _Headings(self)
        self.setHorizontalHeader(header)
        header.setDefaultAlignment(Qt.AlignmentFlag(CENTRE | Qt.TextFlag.TextWordWrap))
        header.setFixedHeight(_HEADER)
        self.doubleClicked.connect(self.opened)
        self._wanted_rows = self._beside = 0

    def want_rows(self, most: int, beside: int) -> None:
        """Ask for the room of all rows, of so many at the most, and of no more than the screen has beyond the px of
        what is `beside` the table: its title bar, and all above and below. The minimum height remains."""
        self._wanted_rows, self._beside = most, beside
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        usual, model = super().sizeHint(), self.model()
        if not self._wanted_rows or model is None:
            return usual
        rows = min(self._wanted_rows, model.rowCount()) * self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth()
        room = self.screen().availableGeometry().height() - self._beside
        return QSize(usual.width(), max(min(height, room), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Room for the headings and, above the bar, two rows: the one that is worked at and the next. On a low screen
        the page scrolls. Qt would be content with the headings."""
        rows = _LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        height = self.horizontalHeader().height() + rows + bar + 2 * self.frameWidth()
        return QSize(super().minimumSizeHint().width(), height)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        stripe_to_the_edge(self)
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
        fade_cut_columns(self, event)

    def set_widths(self, widths: Sequence[int], stretched: int | None = None) -> None:
        """Width of each column in px; one takes the room that is left, the last if none is named: stripes reach the
        edge."""
        header = self.horizontalHeader()
        header.setStretchLastSection(stretched is None)
        for section, width in enumerate(widths):
            fill = QHeaderView.ResizeMode.Stretch if section == stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(section, fill)
            if section != stretched:
                self.setColumnWidth(section, width)

    def wanted_width(self, column: int, least: int, most: int) -> int:
        """The px the longest text of a column needs, within these bounds."""
        model = self.model()
        texts = {str(model.index(row, column).data() or "") for row in range(model.rowCount())}
        longest = sorted(texts, key=len)[-_MEASURED:]
        width = max(map(self.fontMetrics().horizontalAdvance, longest), default=0)
        return max(least, min(most, width + BESIDE_TEXT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState  # then Enter only ends that
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not editing:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the cells selected on the clipboard, as Excel takes them."""
        lines: dict[int, list[str]] = {}
        for cell in sorted(self.selectedIndexes() or [self.currentIndex()]):
            lines.setdefault(cell.row(), []).append(str(cell.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


def heading(
    titles: Sequence[str], section: int, orientation: Qt.Orientation, role: int, left: Container[int] = ()
) -> Any:
    """The header data of a model whose columns are called `titles`; headings of the columns in `left` are aligned at
    the left, as the texts below them are."""
    if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(titles):
        return None
    if role == ALIGNMENT and section in left:
        return LEFT
    return titles[section] if role in (DISPLAY, TIP) else None


def broken(title: str) -> str:
    """A heading over a narrow column, in two lines that end where a word does: 岗位技能 / 评比, 优秀裁判 / 文书评选."""
    if not 6 <= len(title) <= 8 or not title.isalpha():
        return title
    cut = len(title) // 2 if len(title) == 8 else len(title) - 2
    return f"{title[:cut]}\n{title[cut:]}"
