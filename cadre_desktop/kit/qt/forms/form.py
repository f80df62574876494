"""The form of a kind: its fields beside the list, with problems in words where they are."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.editing import told_name, values_of
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.attachments.attaching import local_files
from cadre_desktop.kit.qt.attachments.panel import AttachmentsPanel
from cadre_desktop.kit.qt.fields.editors import Surroundings, make_editor
from cadre_desktop.kit.qt.fields.linked_pickers import tie_pickers
from cadre_desktop.kit.qt.fields.masked_editor import MaskedInput
from cadre_desktop.kit.qt.forms.form_grid import TWO_COLUMNS_FROM, FieldCell, FormGrid
from cadre_desktop.kit.qt.forms.reading_card import ReadingCard
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.field_guards import leave_steps_to_window
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.fields import PhotoField
from cadre_desktop.kit.store.record import Record

_UNREADABLE = object()
_SCROLL_BAR = 12
_LOWEST = 420
"""Px of a form that has room for a line of attachments beside its fields and buttons."""


class Form(QFrame):
    """Edits one row of `kind`, or a new one. It writes nothing itself: its owner acts on `save_wanted`.

    heading: what is shown above it on a page that names the row itself and has its own way back. `edited` says whether
    there are changes that are not saved.
    """

    save_wanted = Signal()
    cancel_wanted = Signal()
    delete_wanted = Signal()
    edited = Signal(bool)

    def __init__(self, kind: Kind, around: Surroundings, parent: QWidget | None = None, *, heading: str = ""):
        super().__init__(parent)
        self.kind = kind
        self.key: int | None = None
        self._loaded: dict[str, Any] = {}
        self._was_dirty = False
        self.busy = False
        self._resting: QWidget | None = None
        set_role(self, "card")
        self.cells = {column.name: self._make_cell(column, around) for column in kind.columns if column.in_form}
        tie_pickers({name: cell.editor for name, cell in self.cells.items()}, [c.column for c in self.cells.values()])
        self._heading, self._trouble = QLabel(heading), QLabel()
        self._names_row, self._locked = not heading, False
        self._grid = FormGrid(list(self.cells.values()))
        self._scroll = QScrollArea()
        self._card: ReadingCard | None = None
        self.attachments: AttachmentsPanel | None = None
        self._build()
        self._order_keys()
        leave_steps_to_window(self._grid)
        self.load(None)

    def _make_cell(self, column: Column, around: Surroundings) -> FieldCell:
        editor = make_editor(column, around)
        if column.masked:
            editor = MaskedInput(column, editor)
        editor.changed.connect(lambda: self._after_edit(column.name))
        return FieldCell(column, editor)

    def _build(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(1, 12, 1, 12)
        stack.setSpacing(8)
        self._head(row_in(stack))
        set_role(self._trouble, "problem")
        self._trouble.setWordWrap(True)
        self._trouble.setContentsMargins(16, 0, 16, 0)
        self._trouble.hide()
        stack.addWidget(self._trouble)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "inside")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(self._grid, 1)
        self._scroll.setWidget(inside)
        self._scroll.setMinimumWidth(self._grid.minimumSizeHint().width() + _SCROLL_BAR)
        stack.addWidget(self._scroll, 1)
        self._buttons(row_in(stack))
        self._stack = stack

    def _head(self, row: QHBoxLayout) -> None:
        set_role(self._heading, "heading")
        self._close = QToolButton()
        self._close.setIcon(icon("close", "muted"))
        self._close.setToolTip(_("关闭（Esc）"))
        self._close.setAccessibleName(_("关闭表单"))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.cancel_wanted)
        if not self._names_row:
            self._close.hide()
        row.setContentsMargins(16, 0, 10, 0)
        row.addWidget(self._heading, 1)
        row.addWidget(self._close)

    def _buttons(self, row: QHBoxLayout) -> None:
        self.delete_button = dressed(QPushButton(_("删除")), "danger")
        self.cancel_button = QPushButton(_("取消"))
        self.save_button = dressed(QPushButton(_("保存")), "primary")
        self.save_button.setToolTip(_("保存（Ctrl+S）"))
        self.cancel_button.setToolTip(_("取消（Esc）"))
        self.delete_button.clicked.connect(self.delete_wanted)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        row.setContentsMargins(16, 4, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.delete_button)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)

    def _order_keys(self) -> None:
        """Tab goes through the fields as they are, then to 保存, 取消, 删除."""
        chain: list[QWidget] = [cell.editor for cell in self._grid.as_read()]
        chain += [self._card] if self._card is not None else []
        chain += self.attachments.parts if self.attachments is not None else ()
        chain += [self.save_button, self.cancel_button, self.delete_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def carry(self, attachments: AttachmentsPanel) -> None:
        """Show the attachments of the row, between its fields and the buttons."""
        self.attachments = attachments
        attachments.spread.connect(self._make_room)
        attachments.fold.clicked.connect(self._look_at_attachments)
        self.setAcceptDrops(True)
        self._make_room()
        self._order_keys()
        attachments.show_row(self.kind.record, self.key)

    def _look_at_attachments(self) -> None:
        """What was unfolded below the fields is scrolled to, once all around it has made room for it."""
        panel, inside = self.attachments, self._scroll.widget()
        if panel is None or not panel.unfolded or panel.parentWidget() is not inside:
            return
        for widget in (panel, inside):
            if (layout := widget.layout()) is not None:
                layout.activate()
        inside.resize(inside.width(), max(self._scroll.viewport().height(), inside.minimumSizeHint().height()))
        self._scroll.verticalScrollBar().setValue(panel.y())

    def _make_room(self) -> None:
        """Have the attachments above the buttons, always in sight; in a form that is so low that they would take the
        room of its fields, below these, where they scroll with them. What is only read gives way to them instead."""
        if self.attachments is None:
            return
        wanted = self._inside if self.height() < _LOWEST and not self._locked else self._stack
        alone = (
            self._locked and self.height() < _LOWEST and self.attachments.unfolded and bool(self.attachments.list.rows)
        )
        self.attachments.list.fit_into(self.height(), wanted is self._inside, alone)
        if self._card is not None:
            self._card.setVisible(self._locked and not alone)
        hidden = self.attachments.isHidden()
        if wanted.indexOf(self.attachments) < 0:
            wanted.insertWidget(1 if wanted is self._inside else wanted.count() - 1, self.attachments)
            self.attachments.setHidden(hidden)  # who gets another parent is hidden

    def load(self, row: Record | None, presets: Values | None = None) -> None:
        """Show a row, or a new one that begins with `presets`."""
        self.key = None if row is None else row.id
        values = values_of(row) if row is not None else {**_defaults(self.kind), **(presets or {})}
        self._row_values = values
        for name, cell in self.cells.items():
            cell.editor.set_value(_for_editor(cell.column, values.get(name)))
        self._loaded = self._current()
        self.clear_problems()
        self.delete_button.setHidden(self._locked or row is None)
        if self._names_row:
            words = "{kind}" if self._locked else _("编辑{kind}") if row is not None else _("新增{kind}")
            name = told_name(self.kind, values) if row is not None else ""
            self._heading.setText(" · ".join(filter(None, [words.format(kind=_(self.kind.title)), name])))
        if self._card is not None:
            self._card.show_values(values)
        if self.attachments is not None:
            self.attachments.show_row(self.kind.record, self.key)
        self._tell_dirty()

    def lock(self, locked: bool) -> None:
        """Let the row only be read, as a card, or be changed again; loading another row does not unlock."""
        self._locked = locked
        self._show_card(locked)
        self._make_room()
        for cell in self.cells.values():
            cell.editor.setEnabled(not locked)
        for button in (self.save_button, self.cancel_button):
            button.setHidden(locked)
        self.delete_button.setHidden(locked or self.key is None)

    def _show_card(self, locked: bool) -> None:
        """The fields, or instead of them the row as words. What was loaded last is in both."""
        if locked and self._card is None:
            self._card = ReadingCard(self.kind.columns)
            self._card.show_values(self._row_values)
            self._stack.insertWidget(self._stack.indexOf(self._scroll) + 1, self._card, 1)
            self._order_keys()  # or it would be at the end of the page
        if self._card is not None:
            self._card.setVisible(locked)
            self._scroll.setHidden(locked)

    @property
    def card(self) -> ReadingCard | None:
        """The row as words, while it can only be read."""
        return self._card if self._locked else None

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was loaded."""
        return self._current() != self._loaded

    def values(self) -> Values:
        """What was changed (for a new row: everything), links as keys, photos as JPEG bytes.

        Raises Refused with a problem for each field that cannot be read.
        """
        current = self._current()
        problems = [self._unreadable(name) for name, value in current.items() if value is _UNREADABLE]
        if problems:
            raise Refused(problems)
        new = self.key is None
        return {name: value for name, value in current.items() if new or value != self._loaded[name]}

    def _current(self) -> dict[str, Any]:
        return {name: _value(cell) for name, cell in self.cells.items()}

    def _unreadable(self, name: str) -> Problem:
        try:
            self.cells[name].editor.value()
        except Unclear as unclear:
            return Problem(str(unclear), field=name)
        return Problem("", field=name)

    def set_busy(self, busy: bool) -> None:
        """While a save is on its way nothing can be typed; afterwards the cursor is where it was."""
        self.busy = busy
        inside = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self) else None
        self._resting = inside if busy else self._resting
        buttons = (self.save_button, self.delete_button, self.cancel_button)
        if busy and inside in buttons:
            inside.clearFocus()  # disabling it would hand the keyboard on to what comes after the form
        self._scroll.setEnabled(not busy)
        for button in buttons:
            button.setEnabled(not busy)
        if not busy and self._resting is not None and self.window().focusWidget() is None:
            self._resting.setFocus()

    def show_problems(self, refused: Refused) -> None:
        """Put the first problem of each field beneath it; those without a field come above all fields."""
        self.tell(refused)
        self._go_to_first_problem()

    def tell(self, refused: Refused) -> None:
        """Show problems where they are, the cursor staying where it is."""
        self.clear_problems()
        others = []
        for problem in refused.problems:
            cell = self.cells.get(problem.field)
            if cell is None:
                others.append(problem.message)
            elif not cell.problem:
                cell.set_problem(problem.message)
        self._trouble.setText("\n".join(others))
        self._trouble.setVisible(bool(others))

    def _go_to_first_problem(self) -> None:
        cell = next((cell for cell in self.cells.values() if cell.problem), None)
        if cell is not None:
            cell.editor.setFocus()
            self._scroll.ensureWidgetVisible(cell, 0, 24)

    def clear_problems(self) -> None:
        """All is well again."""
        self._trouble.hide()
        for cell in self.cells.values():
            cell.set_problem("")

    @property
    def trouble(self) -> str:
        """The problems that belong to no field, as shown at the top."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def focus_first(self) -> None:
        """Put the cursor into the first field, or where the row can only be read, onto it."""
        if self.card is not None:
            self.card.setFocus()
            return
        first: Sequence[FieldCell] = [cell for cell in self.cells.values() if not cell.is_photo]
        if first:
            first[0].editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are dragged over the form: it scrolls to the attachments, for which they may be meant. Whatever else
        they may be for (a roster to import) is the window's business."""
        if self.attachments is not None and local_files(event.mimeData()):
            self._scroll.ensureWidgetVisible(self.attachments)  # which does nothing where they are always in sight
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._grid.keep_low(self.height() < _LOWEST)
        columns = 2 if self.width() >= TWO_COLUMNS_FROM else 1
        if columns != self._grid.columns:
            self._grid.arrange(columns)
            self._order_keys()

    def _after_edit(self, name: str) -> None:
        self.cells[name].set_problem("")
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        dirty = self.dirty
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.edited.emit(dirty)


def unsaved_form(part: QWidget) -> Form | None:
    """The form in sight within `part` that holds changes which are not saved, wherever the cursor is."""
    parts: Iterable[QWidget] = part.findChildren(QWidget)
    return next((each for each in parts if isinstance(each, Form) and each.isVisible() and each.dirty), None)


def _value(cell: FieldCell) -> Any:
    try:
        return cell.editor.value()
    except Unclear:
        return _UNREADABLE


def _for_editor(column: Column, value: Any) -> Any:
    """A stored photo is a hash; the editor shows the picture."""
    if isinstance(column.field, PhotoField):
        return blobs.get(value) if value else b""
    return value


def _defaults(kind: Kind) -> Values:
    found = {}
    for column in kind.columns:
        if column.via is not None:
            continue
        default = column.field.default
        found[column.name] = default() if callable(default) else default
    return found


def keep_photos(kind: Kind, values: Values) -> Values:
    """The values with photos kept in the file and replaced by their hashes; in the job that saves them."""
    photos = {column.name for column in kind.columns if isinstance(column.field, PhotoField)}
    return {name: (blobs.put(v) if v else "") if name in photos else v for name, v in values.items()}
