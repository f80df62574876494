"""The measurements of the calibration page: two fields for each mark, and a drawing of what is measured."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cadre_desktop.certificates.overprinting.mark_sheet import marks_of
from cadre_desktop.kit.documents.laying import Point, Sheet
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.theme import tokens

_HUNDREDTHS = 100
_ARM = 5.0
_WIDTH = 136


class MeasuredInput(FixedInput):
    """Millimetres; `entered` says that the keyboard came here, `finished` that Enter was pressed, which is no answer of
    the dialog yet."""

    entered = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__(2, "mm", 10)
        self.setFixedWidth(_WIDTH)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.finished.emit()


class MarkFields(QWidget):
    """Fields for the marks of a sheet. `changed` says that a number was typed, `entered` which mark it is about,
    `finished` that Enter was pressed in the last field; in the others it goes to the next."""

    changed = Signal()
    entered = Signal(int)
    finished = Signal()

    def __init__(self, sheet: Sheet):
        super().__init__()
        self._sheet = sheet
        self.inputs: dict[int, tuple[MeasuredInput, MeasuredInput]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        for column, words in enumerate((_("标记"), _("离左边"), _("离上边"))):
            label = QLabel(words)
            set_role(label, "muted")
            grid.addWidget(label, 0, column)
        for number in marks_of(sheet):
            across, down = self.inputs[number] = (MeasuredInput(), MeasuredInput())
            grid.addWidget(
                QLabel(str(number) if number <= 4 else _("{number}（可不量）").format(number=number)), number, 0
            )
            for column, (field, edge) in enumerate(((across, _("左边")), (down, _("上边"))), 1):
                field.setAccessibleName(_("标记 {number} 离{edge}").format(number=number, edge=edge))
                field.changed.connect(self.changed)
                field.entered.connect(lambda number=number: self.entered.emit(number))
                grid.addWidget(field, number, column)
        grid.setColumnStretch(3, 1)
        self._go_on_by_enter()
        self.show_sheet(sheet)

    def _go_on_by_enter(self) -> None:
        fields = [field for pair in self.inputs.values() for field in pair]
        for field, following in pairwise(fields):
            field.finished.connect(following.setFocus)
            field.finished.connect(following.selectAll)
        fields[-1].finished.connect(self.finished)

    def show_sheet(self, sheet: Sheet) -> None:
        """Ask about the marks of another sheet; nothing of what was typed holds for it."""
        self._sheet = sheet
        for number, meant in marks_of(sheet).items():
            for field, value in zip(self.inputs[number], meant, strict=True):
                field.set_value(None)
                field.lineEdit().setPlaceholderText(f"{value:g}")
        self.mark("")

    def put(self, found: Mapping[int, Point]) -> None:
        """Fill in what was read from a photo."""
        for number, point in found.items():
            for field, value in zip(self.inputs[number], point, strict=True):
                field.set_value(round(value * _HUNDREDTHS))
        self.changed.emit()

    def value(self) -> dict[int, Point]:
        """The marks of which both numbers are there. Raises Refused, naming the mark, for what is no number and
        for one alone."""
        found: dict[int, Point] = {}
        for number, fields in self.inputs.items():
            try:
                values = [field.value() for field in fields]
            except Unclear as unclear:
                raise Refused(
                    Problem(_("标记 {number}：{why}").format(number=number, why=unclear), f"mark{number}")
                ) from unclear
            if None not in values:
                across, down = (int(value or 0) / _HUNDREDTHS for value in values)
                found[number] = (across, down)
            elif values != [None, None]:
                text = _("标记 {number} 只填了一个数，请把离左边和离上边的都填上。")
                raise Refused(Problem(text.format(number=number), field=f"mark{number}"))
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing is filled in."""
        return not any(field.lineEdit().text().strip() for fields in self.inputs.values() for field in fields)

    def mark(self, wrong: str) -> None:
        """Point out the mark that a problem names; none when empty."""
        for number, fields in self.inputs.items():
            for field in fields:
                mark_wrong(field, wrong == f"mark{number}")


class MeasureDrawing(QWidget):
    """The sheet with its marks; of the one that is being typed the two distances are drawn."""

    def __init__(self, sheet: Sheet):
        super().__init__()
        self.sheet, self.number = sheet, 1
        self.setFixedSize(QSize(176, 176))
        self.setAccessibleName(_("量法：从纸的左边量到十字中心，再从纸的上边量到十字中心"))

    def show_sheet(self, sheet: Sheet) -> None:
        """Draw another sheet."""
        self.sheet = sheet
        self.update()

    def show_mark(self, number: int) -> None:
        """Draw the distances of this mark."""
        self.number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        scale = min(room.width() / self.sheet[0], room.height() / self.sheet[1])
        paper = QRectF(0, 0, self.sheet[0] * scale, self.sheet[1] * scale)
        paper.moveCenter(room.center())
        painter.fillRect(paper, QColor("white"))
        painter.setPen(QPen(tokens().color("line"), 1))
        painter.drawRect(paper)
        for number, (x, y) in marks_of(self.sheet).items():
            at = paper.topLeft() + QPointF(x, y) * scale
            self._draw_mark(painter, number, at)
            if number == self.number:
                self._draw_distances(painter, paper, at)

    def _draw_mark(self, painter: QPainter, number: int, at: QPointF) -> None:
        painter.setPen(QPen(QColor("black"), 1))
        painter.drawLine(at - QPointF(_ARM, 0), at + QPointF(_ARM, 0))
        painter.drawLine(at - QPointF(0, _ARM), at + QPointF(0, _ARM))
        below = at.y() < self.height() / 2
        painter.drawText(
            QRectF(at.x() + 3, at.y() + (2 if below else -18), 16, 16), Qt.AlignmentFlag.AlignLeft, str(number)
        )

    def _draw_distances(self, painter: QPainter, paper: QRectF, at: QPointF) -> None:
        painter.setPen(QPen(tokens().color("primary"), 2))
        for line in (QLineF(QPointF(paper.left(), at.y()), at), QLineF(QPointF(at.x(), paper.top()), at)):
            painter.drawLine(line)
