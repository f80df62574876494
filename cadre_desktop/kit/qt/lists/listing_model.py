"""The rows of a listing as a Qt model that never holds the window, however many there are.

A question (listing) is answered by one reading job: the first keys arrive at once, all keys when the job is over,
as whole numbers in an array. Rows are read by key, a page at a time, when the view asks for them; a few pages are
kept. The latest question wins.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from peewee import OperationalError
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from cadre_desktop.kit.display import linked, masked, shown
from cadre_desktop.kit.jobs import Job, Jobs, Progress
from cadre_desktop.kit.kind import Column, concealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.clips import CLIP_ROLES, Attached, Clips
from cadre_desktop.kit.qt.lists.key_rows import rows_of
from cadre_desktop.kit.store.fields import CountField
from cadre_desktop.kit.store.stopping import at_once, stoppable

PAGE = 32
"""How many rows are read together: about as many as are in sight, since every keystroke of a search has to wait for a
page."""
PATIENCE = 0.004
"""Seconds for which a search is tried without a job: to hand it to a thread and back takes longer."""
_KEPT_PAGES = 64
_HEAD = 1024
_MOST_KEPT = 20_000
"""More selected rows than this are not followed through a change of the list."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
KEY_ROLE = int(Qt.ItemDataRole.UserRole)
VALUE_ROLE = KEY_ROLE + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


@dataclass(frozen=True)
class Arrival:
    """Said when all keys are there. `rows`: the rows of the keys that were to be kept; `fresh`: whether the question
    was new."""

    rows: dict[int, int]
    fresh: bool


@dataclass(frozen=True)
class _Answer:
    keys: "array[int]"
    rows: dict[int, int]
    same: bool


class _Post(QObject):
    """Carries what is known early from the reading thread to the window."""

    head = Signal(int, int, object)


class ListingModel(QAbstractTableModel):
    """All columns of the listing's kind; which of them are seen is the view's business.

    `kept` returns the keys (selection, current row) whose new rows `arrived` has to carry. `asked` is emitted when a
    question goes out, `arrived` when it has been answered completely.
    """

    asked = Signal()
    arrived = Signal(Arrival)

    def __init__(self, jobs: Jobs, listing: Listing, parent: QObject | None = None):
        super().__init__(parent)
        self.kept: Callable[[], Iterable[int]] = tuple
        self.revealed = False
        self.clips = Clips()
        self.by_strokes = False
        """Whether the next sorting puts names by strokes, not by pinyin."""
        self.columns: tuple[Column, ...] = listing.kind.columns
        self._marks: Mapping[int, str] = {}
        self._marked: Column | None = None
        self._jobs = jobs
        self._listing = self._question = self._reader = self._whole(listing)
        self._ticket = 0
        self._headed = False
        self._job: Job | None = None
        self._count = 0
        self._keys: array[int] = array("q")
        self._strays: dict[int, list[int]] = {}
        self._pages: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self._post = _Post()
        self._post.head.connect(self._show_head)

    @property
    def listing(self) -> Listing:
        """The question asked last."""
        return self._question

    @property
    def complete(self) -> bool:
        """Whether all keys of the list on the screen are known."""
        return not self._headed and len(self._keys) == self._count

    def show(self, listing: Listing) -> None:
        """Ask a new question; the old rows stay until the first new ones are there."""
        self._question = self._whole(listing)
        self._ask(fresh=True)

    @property
    def started(self) -> bool:
        """Whether anything has been asked yet; a list nobody looks at costs nothing."""
        return self._ticket > 0

    def refresh(self) -> None:
        """Ask the same question again, since rows have changed; the list changes only when all is known."""
        if self.started:
            self._forget_pages()
            self._ask(fresh=False)

    def reveal(self, revealed: bool) -> None:
        """Show masked columns, or mask them again."""
        if revealed != self.revealed:
            self.revealed = revealed
            if self._question.text.strip() and any(column.masked and column.link for column in self.columns):
                self.show(self._question)  # what is found by a name depends on whether names may be seen
            elif self.started and concealed(self._question.kind):  # and so does the order
                self._question = self._whole(self._question)
                self._ask(fresh=False)
        self._tell_changed(0, self._count - 1)

    def tell_apart(self, column: Column, marks: Mapping[int, str]) -> None:
        """Put words behind the text of a column in the rows (by key) that would look alike: 王伟（1985.03）."""
        if (self._marked, self._marks) != (column, marks):
            self._marked, self._marks = column, marks
            self._tell_changed(0, self._count - 1)

    def mark_rows(self, attached: Attached | None) -> None:
        """Put a clip to the rows that have attachments as `attached` says; None where no row has any."""
        self.clips.ask = attached
        self._forget_pages()
        self._tell_changed(0, self._count - 1)

    def key(self, row: int) -> int | None:
        """The key of the record in `row`, None while it is not known."""
        if 0 <= row < len(self._keys):
            return self._keys[row]
        stray = self._strays.get(row // PAGE, ())
        return stray[row % PAGE] if row % PAGE < len(stray) else None

    def keys(self, ranges: Iterable[range]) -> list[int]:
        """The keys of the rows in `ranges`."""
        return [key for rows in ranges for key in self._keys[rows.start : rows.stop]]

    def row_of(self, key: int) -> int:
        """The row of a record, -1 if it is not in the list."""
        return rows_of(self._keys, frozenset({key})).get(key, -1)

    def text(self, row: int, column: Column) -> str:
        """What is in a cell."""
        values = self._row(row)
        return self._marked_text(row, column, values[self.columns.index(column)]) if values else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return _(column.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(column.hint) or None
        return _alignment(column) if role == _ALIGNMENT else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, VALUE_ROLE):
            values = self._row(index.row())
            if values is None:
                return None
            value = values[index.column()]
            return value if role == VALUE_ROLE else self._marked_text(index.row(), self.columns[index.column()], value)
        if role == _ALIGNMENT:
            return _alignment(self.columns[index.column()])
        if role in CLIP_ROLES:
            return self._clip(index, role) if self.clips.ask is not None else None
        return self.key(index.row()) if role == KEY_ROLE else None

    def _clip(self, index: Index, role: int) -> Any:
        if index.column() != self.clips.section() or self._row(index.row()) is None:
            return None
        count = self.clips.count(index.row() // PAGE, self.key(index.row()))
        return self.clips.data(role, count, self.text(index.row(), self.columns[index.column()]))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the kind's own order."""
        by = self.columns[column] if column >= 0 and self.may_sort(column) else None
        descending = by is not None and order == Qt.SortOrder.DescendingOrder
        question = replace(self._question, order=by, descending=descending, by_strokes=self.by_strokes)
        if question == self._question:
            return
        self._question = question
        if self.started:
            self._ask(fresh=True)

    def may_sort(self, section: int) -> bool:
        """Whether rows may be sorted by a column: not by one that is masked with whom they are about."""
        return self.revealed or self.columns[section] not in concealed(self._question.kind)

    def _whole(self, listing: Listing) -> Listing:
        return replace(listing, columns=self.columns, brief=True, revealed=self.revealed)

    def _ask(self, fresh: bool) -> None:
        self._ticket += 1
        self._headed = False
        ticket, question, post = self._ticket, self._question, self._post
        kept = frozenset(list(self.kept())[:_MOST_KEPT])
        old = None if fresh else self._keys
        head = (lambda count, keys: post.head.emit(ticket, count, keys)) if fresh else None
        known = self._count or None if self.complete and _same_rows(question, self._listing) else None
        self.asked.emit()
        if fresh and question.text and self._answered_at_once(question, kept):
            return
        self._job = self._jobs.run(
            _("正在读取列表"),
            lambda progress: _read(question, kept, old, head, known, progress),
            lambda answer: self._take(ticket, question, answer, fresh),
            keep_latest=f"listing {id(self)}",
            owner=self,
        )

    def _answered_at_once(self, question: Listing, kept: frozenset[int]) -> bool:
        """A search that finds little is answered before a thread could be asked; a longer one is let go in time."""
        keys = at_once(question.all_keys, PATIENCE)
        if keys is None:
            return False
        if self._job is not None:
            self._job.drop()
        self._put(question, len(keys), keys)
        self.arrived.emit(Arrival(rows_of(keys, kept), True))
        return True

    def _show_head(self, ticket: int, count: int, keys: "array[int]") -> None:
        if ticket != self._ticket:
            return
        if self._headed:
            self._grow(count, keys)
        else:
            self._headed = True
            self._put(self._question, count, keys)

    def _take(self, ticket: int, question: Listing, answer: _Answer, fresh: bool) -> None:
        if ticket != self._ticket:
            return
        headed, self._headed = self._headed, False
        if headed and len(answer.keys) >= self._count:
            self._grow(len(answer.keys), answer.keys)
        elif answer.same:
            self._forget_pages()
            self._tell_changed(0, self._count - 1)
        else:
            self._put(question, len(answer.keys), answer.keys)
        self.arrived.emit(Arrival(answer.rows, fresh))

    def _put(self, listing: Listing, count: int, keys: "array[int]") -> None:
        gone = self._keys
        self.beginResetModel()
        self._listing, self._count, self._keys = listing, count, keys
        self._strays.clear()
        self._forget_pages()
        self.endResetModel()
        QTimer.singleShot(0, self, partial(_let_go, gone))

    def _grow(self, count: int, keys: "array[int]") -> None:
        """More is known of a list whose head is shown already."""
        more = count > self._count
        if more:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._keys, self._count = keys, count
        self._strays.clear()
        if more:
            self.endInsertRows()

    def _tell_changed(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _row(self, row: int) -> tuple[Any, ...] | None:
        page = self._pages.get(row // PAGE) or self._read_page(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def _read_page(self, number: int) -> Sequence[tuple[Any, ...]]:
        """Reading by key takes less than a millisecond, so the view need not wait for a job."""
        first = number * PAGE
        keys = self._keys[first : first + PAGE].tolist() or self._strays.get(number)
        if not keys:
            self._request(number)
            return ()
        page = self._pages[number] = self._reader.rows(keys)  # has the statement ready, whatever was asked since
        self.clips.read(number, keys)
        if len(self._pages) > _KEPT_PAGES:
            oldest, _rows = self._pages.popitem(last=False)
            self.clips.forget(oldest)
        return page

    def _forget_pages(self) -> None:
        self._pages.clear()
        self.clips.forget()

    def _request(self, number: int) -> None:
        """The list was scrolled to where keys are still on their way: fetch these few by their row."""
        if number in self._strays or not 0 <= number * PAGE < self._count:
            return
        self._strays[number] = []
        ticket, listing = self._ticket, self._listing
        self._jobs.run(
            _("正在读取列表"),
            lambda progress: listing.page(number * PAGE, PAGE),
            lambda keys: self._take_stray(ticket, number, keys),
            owner=self,
        )

    def _take_stray(self, ticket: int, number: int, keys: list[int]) -> None:
        if ticket == self._ticket and not self.complete:
            self._strays[number] = keys
            self._tell_changed(number * PAGE, min(self._count, (number + 1) * PAGE) - 1)

    def _marked_text(self, row: int, column: Column, value: Any) -> str:
        text = cell_text(column, value, self.revealed)
        if not self._marks or column is not self._marked or (column.masked and not self.revealed):
            return text
        mark = self._marks.get(self.key(row) or 0)
        return _("{text}（{mark}）").format(text=text, mark=mark) if mark else text


def cell_text(column: Column, value: Any, revealed: bool) -> str:
    """What is in a cell: masked columns masked unless `revealed`, links by the label that was fetched."""
    if column.masked and not revealed:
        return masked(column, value)
    return linked(column, value) if column.link is not None else shown(column, value)


def _read(
    listing: Listing,
    kept: frozenset[int],
    old: "array[int] | None",
    head: "Callable[[int, array[int]], None] | None",
    known: int | None,
    progress: Progress,
) -> _Answer:
    """In the reading job: all keys, where the kept ones are, and whether nothing has moved since `old`.

    Only a list that nothing narrows shows its head first: it is long, and cheap to count (or its count is `known`, when
    it is only sorted anew). Any other would have to be worked out twice.
    """
    try:
        with stoppable(lambda: progress.stopped):
            if head and not listing.conditions and not listing.text.strip():
                _tell_head(listing, head, known)
            keys = listing.all_keys()
    except OperationalError:
        progress.check()
        raise
    progress.check()
    return _Answer(keys, rows_of(keys, kept), keys == old)


def _tell_head(listing: Listing, head: "Callable[[int, array[int]], None]", known: int | None) -> None:
    """The first rows at once, and how many there are as soon as they are counted."""
    first = array("q", listing.page(0, _HEAD))
    head(len(first) if known is None else max(known, len(first)), first)
    if len(first) == _HEAD and known is None:
        head(listing.count(), first)


def _let_go(keys: "array[int]") -> None:
    """Holds keys until now: to give back the memory of a million takes longer than to find a few people, and whoever
    typed should not wait for it."""


def _same_rows(one: Listing, other: Listing) -> bool:
    """Whether two questions differ at most in their order."""
    return (one.conditions, one.text) == (other.conditions, other.text)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_number = isinstance(column.field, CountField) and column.shown is None
    across = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
