"""The attendance grid under the keyboard: one key says how it was and goes on to the next person."""

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.lists.grid_table import TALL_HEADER, GridTable, copied_rows
from cadre_desktop.kit.qt.lists.row_heads import FrontColumns, RowHeads
from cadre_desktop.kit.qt.look.field_guards import plain_keys
from cadre_desktop.people.name_list.rules import read_said
from cadre_desktop.people.screens.name_list.presence_model import PresenceModel

_NAME, _COURT = (78, 190), (76, 120)
"""The least and the most px for names and for courts."""
_SESSION = (86, 110)
_COUNTS, _HOURS = 128, 76
_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_KEYS = frozenset("12345tlaxegbs0")
"""Keys that say something; what they mean is in `read_said`."""
_OFFERED = "1253gbs4"


class PresenceTable(GridTable):
    """`moved` says that the cursor is elsewhere; `fill_wanted` that all of its column shall be present;
    `cancel_wanted` that those put into these cells to make up shall be taken out; `change_wanted` that a heading was
    clicked twice."""

    moved = Signal()
    fill_wanted = Signal()
    cancel_wanted = Signal(list)
    change_wanted = Signal()

    def __init__(self, model: PresenceModel, parent: QWidget | None = None):
        super().__init__(_("考勤表"), parent)
        self.presence = model
        self.setModel(model)
        plain_keys(self)
        self.names = _NameHeads(self, model)
        self.setVerticalHeader(self.names)
        header = self.horizontalHeader()
        header.setFixedHeight(TALL_HEADER)
        header.setSectionsClickable(True)
        header.sectionDoubleClicked.connect(self._change_session)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.selectionModel().currentChanged.connect(self._went)
        model.modelReset.connect(self._fit)
        model.headerDataChanged.connect(lambda *_where: self.names.viewport().update())
        model.counted.connect(self._draw_heading)

    def _went(self, here: QModelIndex, before: QModelIndex) -> None:
        self.names.point(before.row(), here.row())
        self.moved.emit()

    def _draw_heading(self, column: int) -> None:
        header = self.horizontalHeader()
        left = header.sectionViewportPosition(column)
        header.viewport().update(left, 0, header.sectionSize(column), header.height())

    def _fit(self) -> None:
        """Names and courts as wide as they need; the room that is left goes to the sessions."""
        count = len(self.presence.sheet.sessions)
        if not count:
            return
        front = self.names.fit()
        hours = _HOURS if self.presence.sheet.whole else 0
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        room -= front + _COUNTS + hours
        width = max(_SESSION[0], min(_SESSION[1], room // count))
        self.setColumnHidden(count + 1, not hours)
        self.set_widths([*[width] * count, _COUNTS, hours] if hours else [*[width] * count, _COUNTS])
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "names"):  # Qt asks before there are any
            self.names.lay_heading()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def first_cell(self) -> None:
        """Go to the first person, in the first session of which not everything is said."""
        sheet = self.presence.sheet
        if not sheet.lines or not sheet.sessions:
            return
        open_ = (index for index, session in enumerate(sheet.sessions) if sheet.counts(session)[""])
        self.go_to(0, next(open_, 0))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        cell = self.presence.index(row, column)
        self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        text = "1" if event.key() == Qt.Key.Key_Space else event.text().lower()
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and control:
            self.fill_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _GONE and not control:
            self._clear()
        elif text in _KEYS and text and not control:
            self._say(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._go_on()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def _clear(self) -> None:
        """Take back what is said of the cells selected; where nothing is said yet, that somebody makes up there."""
        cells: list[Any] = list(self.selectedIndexes()) or [self.currentIndex()]
        expected = self.presence.put_off(cells)
        if expected:
            self.cancel_wanted.emit(expected)
        else:
            self.presence.say(cells, None)

    def _change_session(self, column: int) -> None:
        if self.presence.session(column) is not None:
            self.go_to(max(0, self.currentIndex().row()), column)
            self.change_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same as the keys, for who has the mouse in his hand."""
        index = self.currentIndex()
        if not index.isValid() or self.presence.locked or self.presence.session(index.column()) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in _OFFERED:
            mark = read_said(key)
            words = mark.told(self.presence.absence) if mark is not None else ""
            menu.addAction(f"{words}\t{key.upper()}", partial(self._say, key))
        menu.addSeparator()
        menu.addAction(_("清除") + "\tDelete", self._clear)
        menu.addAction(_("整列出勤") + "\tCtrl+Space", self.fill_wanted.emit)
        menu.popup(event.globalPos())

    def _say(self, text: str) -> None:
        """Record it of all cells selected; of a single one, and go on to the next person."""
        cells: list[Any] = list(self.selectedIndexes()) or [self.currentIndex()]
        try:
            said = read_said(text)
        except Unclear as unclear:
            self.presence.spoke.emit(str(unclear))
            return
        self.presence.say(cells, said)
        if len(cells) == 1:
            self._go_on()

    def _go_on(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.presence.rowCount():
            self.go_to(index.row() + 1, index.column())

    def paste(self) -> None:
        """Fill the cells from the current one on with what was copied from a sheet of Excel."""
        if rows := copied_rows():
            self.presence.paste(self.currentIndex(), rows)


class _NameHeads(RowHeads):
    """Name and court of each person."""

    def __init__(self, table: PresenceTable, model: PresenceModel):
        super().__init__(table)
        self._model = model
        self._widths = (0, 0)

    def fit(self) -> int:
        """Take the px that the longest name and court need; returns them."""
        lines, metrics = self._model.sheet.lines, self._table.fontMetrics()
        found = []
        for texts, (least, most) in (
            ({self._model.name(row) for row in range(len(lines))}, _NAME),
            ({line.court for line in lines}, _COURT),
        ):
            width = max(map(metrics.horizontalAdvance, texts), default=0) + 2 * 11
            found.append(max(least, min(most, width)))
        self._widths = found[0], found[1]
        return self.take_width(sum(found))

    def columns(self, height: int) -> FrontColumns:
        name, court = self._widths
        return (0, QRect(0, 0, name, height)), (1, QRect(name, 0, court, height))

    def text(self, row: int, column: int) -> str:
        return self._model.sheet.lines[row].court if column else self._model.name(row)

    def colour(self, row: int, column: int) -> str:
        return "muted" if column or self._model.sheet.lines[row].guest_of or self.text(row, 0) == MASK else ""

    def title(self, column: int) -> str:
        return _("法院") if column else _("姓名")

    def tip(self, row: int) -> str:
        line = self._model.sheet.lines[row]
        guest = _("另行补上，来自“{event}”").format(event=line.guest_of) if line.guest_of else ""
        return "　".join(filter(None, (self._model.name(row), line.court, line.department, guest)))
