"""The table of a list: rows to look through, select, copy and open by keyboard or mouse."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.clips import ATTACHED_ROLE, CLIP, CLIP_ROOM, Attached, attached_words
from cadre_desktop.kit.qt.lists.fading_headings import FadingHeadings, fade_cut_columns
from cadre_desktop.kit.qt.lists.listing_model import VALUE_ROLE, Arrival, ListingModel, cell_text
from cadre_desktop.kit.qt.lists.table_columns import TableColumns
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.store.fields import CodeField

ROW_HEIGHT = 34
_BLOCK = 500
_STEPS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_ONLY_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True)
class _Bookmark:
    """Where the user was, by keys: the selected rows, the current one, and the one at the top with how far it was
    scrolled."""

    selected: tuple[int, ...]
    everything: bool
    current: int | None
    top: int | None
    offset: int


class TableView(QTableView):
    """A listing on the screen; widths, order and sorting are remembered in `settings` under `name`.

    `opened` (Enter, double click) carries the row's key; `typed` what was typed for the search box;
    `picked` says that the selection has changed.
    """

    opened = Signal(object)
    delete_wanted = Signal()
    typed = Signal(str)
    picked = Signal()

    def __init__(self, listing: Listing, jobs: Jobs, settings: Settings, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_(listing.kind.title))
        self._jobs = jobs
        self._bookmark: _Bookmark | None = None
        self._wanted: int | None = None
        self.listing_model = ListingModel(jobs, listing, self)
        self.listing_model.kept = self._keep
        self.listing_model.modelReset.connect(self._after_reset)
        self.listing_model.arrived.connect(self._arrived)
        self._dress()
        self.setModel(self.listing_model)
        self.columns = TableColumns(self, self.listing_model, jobs, settings, name)
        self.listing_model.clips.section = lambda: self.columns.clip_section
        self.setSortingEnabled(True)
        stripe_to_the_edge(self)
        self._set_delegates()
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._selected)

    def _dress(self) -> None:
        self.setHorizontalHeader(FadingHeadings(self))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)

    def _set_delegates(self) -> None:
        self.setItemDelegate(_TextDelegate(self))
        for section, column in enumerate(self.listing_model.columns):
            if isinstance(column.field, CodeField) and column.field.codes.is_status:
                self.setItemDelegateForColumn(section, ChipDelegate(column.field.codes.tone, VALUE_ROLE, self))

    def start(self) -> None:
        """Read the list, if that has not happened yet."""
        if not self.listing_model.started:
            self.listing_model.show(self.listing_model.listing)

    @property
    def listing(self) -> Listing:
        """The list as it is shown, with the visible columns in their order; on paper and in files by full names."""
        return replace(self.listing_model.listing, columns=self.columns.visible, brief=False)

    def show_listing(self, listing: Listing) -> None:
        """Show other rows of the same kind in the order chosen in the header."""
        now = self.listing_model.listing
        kept = replace(listing, order=now.order, descending=now.descending, by_strokes=now.by_strokes)
        if kept.conditions != now.conditions:  # a search only leaves out some of the rows that were measured
            self.columns.measured = False
        self.listing_model.show(kept)

    @property
    def current_key(self) -> int | None:
        """The key of the row the cursor is in."""
        return self.listing_model.key(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(len(rows) for rows in self._ranges())

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows from top to bottom."""
        return self.listing_model.keys(self._ranges())

    def _ranges(self) -> list[range]:
        """Runs of selected rows; a million single indexes would be too many."""
        if self.selectionModel() is None:
            return []
        found = {(part.top(), part.bottom()) for part in self.selectionModel().selection()}  # type: ignore[attr-defined]
        return [range(top, bottom + 1) for top, bottom in sorted(found)]

    def select_key(self, key: int) -> bool:
        """Select the row of a record and bring it into sight; returns whether it is in the list."""
        row = self.listing_model.row_of(key)
        if row < 0:
            return False
        self.select_row(row)
        self.scrollTo(self._index(row))
        return True

    def go_to(self, key: int) -> None:
        """Select the row of a record now, or as soon as the list holds it."""
        self._wanted = None if self.select_key(key) else key

    def select_row(self, row: int) -> None:
        """Select one row and put the cursor there, whatever keys are held."""
        self.selectionModel().setCurrentIndex(self._index(row), _ONLY_ROW)

    def enter(self) -> None:
        """Come here with the keyboard: the cursor is on a row one sees."""
        self.setFocus()
        if not self.selected_count and self.listing_model.rowCount():
            self.select_row(max(0, self.currentIndex().row()))

    def reveal(self, revealed: bool) -> None:
        """Show masked columns, for as long as the program runs."""
        self.listing_model.reveal(revealed)
        self.columns.follow_masks()

    def mark_rows(self, attached: Attached | None) -> None:
        """Put a clip to the rows that have attachments, see `ListingModel.mark_rows`."""
        newly = attached is not None and self.listing_model.clips.ask is None
        self.listing_model.mark_rows(attached)
        if newly and self.columns.measured:
            self.columns.measure()

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        """Clips are behind the texts, which begin one below the other."""
        super().initViewItemOption(option)
        drawn: Any = option
        drawn.decorationPosition = QStyleOptionViewItem.Position.Right
        drawn.decorationSize = QSize(CLIP, CLIP)

    def _index(self, row: int) -> QModelIndex:
        first = next((section for section in self.columns.sections()), 0)
        return self.listing_model.index(row, first)

    def _keep(self) -> Iterable[int]:
        if self._bookmark is None:
            count = self.selected_count
            everything = count > 1 and count == self.listing_model.rowCount()
            selected = () if everything else tuple(self.selected_keys())
            top = self.rowAt(0)
            offset = -self.rowViewportPosition(top) if top >= 0 else 0
            self._bookmark = _Bookmark(selected, everything, self.current_key, self.listing_model.key(top), offset)
        bookmark = self._bookmark
        ends = (key for key in (bookmark.current, bookmark.top) if key is not None)
        return (*ends, *bookmark.selected)

    def _after_reset(self) -> None:
        """A list that is complete says so itself (`_arrived`); the head of a longer one is shown meanwhile."""
        if not self.listing_model.complete:
            self.verticalScrollBar().setValue(0)
            self.picked.emit()

    def _arrived(self, arrival: Arrival) -> None:
        bookmark, self._bookmark = self._bookmark, None
        if not self.columns.measured and self.listing_model.rowCount():
            self.columns.measure()
        elif self.columns.measured and not self.listing_model.listing.text:  # a search shows what was measured before
            self.columns.widen()
        if bookmark is not None:
            self._restore(bookmark, arrival)
        if self._wanted is not None and self.select_key(self._wanted):
            self._wanted = None
        self.picked.emit()

    def _restore(self, bookmark: _Bookmark, arrival: Arrival) -> None:
        if bookmark.everything and not arrival.fresh:
            self.selectAll()
        else:
            self._select_rows(sorted(arrival.rows[key] for key in bookmark.selected if key in arrival.rows))
        current = arrival.rows.get(bookmark.current) if bookmark.current is not None else None
        if current is not None:
            self.selectionModel().setCurrentIndex(self._index(current), QItemSelectionModel.SelectionFlag.NoUpdate)
        if not arrival.fresh:
            top = arrival.rows.get(bookmark.top) if bookmark.top is not None else None
            if top is not None:
                self.verticalScrollBar().setValue(top * ROW_HEIGHT + bookmark.offset)
        elif current is not None:
            self.scrollTo(self._index(current))
        else:
            self.scrollToTop()

    def _select_rows(self, rows: list[int]) -> None:
        selection = QItemSelection()
        last = self.listing_model.columnCount() - 1
        for run in runs(rows):
            selection.select(self.listing_model.index(run.start, 0), self.listing_model.index(run.stop - 1, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _selected(self) -> None:
        """What the user selects while a list is on its way counts; Qt's own clearing at a reset does not."""
        self._bookmark = None
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _STEPS and self.currentIndex().isValid() and not self.selected_count:
            self.select_row(self.currentIndex().row())  # Qt has made it current with the focus, without selecting it
        elif self._is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _is_typing(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
        return not held and event.text().isprintable() and bool(event.text().strip())

    def keyboardSearch(self, search: str) -> None:
        """Qt would look through all rows; typing goes to the search box instead."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        rows = self.listing_model.rowCount()
        if rows and action == QAbstractItemView.CursorAction.MoveHome:
            return self._index(0)
        if rows and action == QAbstractItemView.CursorAction.MoveEnd:
            return self._index(rows - 1)
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A right click keeps a selection it hits."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(index):
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fade_cut_columns(self, event)

    def _open(self, index: QModelIndex) -> None:
        key = self.listing_model.key(index.row()) if index.isValid() else None
        if key is not None:
            self.opened.emit(key)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown, with tabs between the columns."""
        keys, listing, model = self.selected_keys(), self.listing_model.listing, self.listing_model
        columns, revealed = self.columns.visible, model.revealed

        def work(progress: Progress) -> str:
            lines: list[str] = []
            for start in range(0, len(keys), _BLOCK):
                progress.check()
                rows = replace(listing, columns=columns).rows(keys[start : start + _BLOCK])
                lines += [_line(columns, row, revealed) for row in rows]
            return "\n".join(lines)

        if keys:
            self._jobs.run(_("正在复制"), work, QGuiApplication.clipboard().setText, owner=self)


def _line(columns: Iterable[Column], row: tuple[object, ...], revealed: bool) -> str:
    texts = (cell_text(column, value, revealed) for column, value in zip(columns, row, strict=True))
    return "\t".join(" ".join(text.split()) for text in texts)


def runs(rows: list[int]) -> list[range]:
    """Sorted whole numbers as runs of neighbours."""
    found: list[range] = []
    for row in rows:
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found


class _TextDelegate(QStyledItemDelegate):
    """Shows the whole text of a shortened cell as a tooltip, and how many attachments its row has."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        text = self.tip(view, index)
        if event.type() == QEvent.Type.ToolTip and text:
            QToolTip.showText(event.globalPos(), text, view)
        else:
            QToolTip.hideText()
        return True

    def tip(self, view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is said of a cell at the mouse."""
        count = index.data(ATTACHED_ROLE)
        return "\n".join(filter(None, [self.hidden_text(view, index), attached_words(count) if count else ""]))

    @staticmethod
    def hidden_text(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text of a cell that has no room for it, else nothing."""
        text = str(index.data() or "")
        room = view.visualRect(index).width() - 18 - (CLIP_ROOM if index.data(ATTACHED_ROLE) else 0)
        return text if view.fontMetrics().horizontalAdvance(text) > room else ""
