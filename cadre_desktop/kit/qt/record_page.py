"""One record on a page of its own: its form at the left, what belongs to it at the right, a way back to the list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.editors import Surroundings
from cadre_desktop.kit.qt.form import Form
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.title_line import TitleLabel
from cadre_desktop.kit.qt.view_desk import ViewDesk

_FORM_WIDTH, _NARROWEST = 372, 320


@dataclass(frozen=True)
class PageWords:
    """What a page says: `heading` above the form, `new` as the title of a record that is not saved yet, `back` of the
    list one comes from, `unsaved` before changes are lost, `delete` before the record ``{title}`` is deleted."""

    heading: str
    new: str
    back: str
    unsaved: str
    delete: str


class RecordPage(QWidget):
    """Edits one row of `kind`, saved by `save` (values, and the key unless it is new). `left` asks for the list again.

    A slice's page builds itself with `head_row` and `lay_out`, and shows its row in `show_record`; `follows` are the
    tables whose changes it has to show.
    """

    left = Signal()

    def __init__(
        self,
        desk: ViewDesk,
        kind: Kind,
        words: PageWords,
        save: Callable[[Values, int | None], Any],
        follows: tuple[str, ...],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._desk, self._kind, self._words, self._save, self._follows = desk, kind, words, save, follows
        self.record: Any = None
        self.form = Form(kind, Surroundings(desk.jobs, desk.notices), heading=_(words.heading))
        self.title = TitleLabel()
        self.form.save_wanted.connect(self.save)
        self.form.cancel_wanted.connect(self._give_up)
        self.form.delete_wanted.connect(self._delete)
        desk.changes.happened.connect(self._changed)

    # Building.

    def head_row(self) -> QHBoxLayout:
        """The way back and the title; a slice adds what else stands above."""
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("{back}（Alt+←）").format(back=_(self._words.back)))
        back.setAccessibleName(_(self._words.back))
        back.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self.title)
        return row

    def lay_out(self, head: QHBoxLayout, left: QWidget, right: QWidget) -> None:
        """Put the parts together."""
        left.setMinimumWidth(_NARROWEST)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_FORM_WIDTH, 900])
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 14)
        page.setSpacing(10)
        page.addLayout(head)
        page.addWidget(split, 1)
        for keys, slot in (("Ctrl+S", self.save_in_front), ("Alt+Left", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What is shown.

    def show_record(self) -> None:
        """Show `record` as it is now, or with None what stands there while it is new. Each page has its own."""
        raise NotImplementedError

    def open(self, key: int) -> None:
        """Show a row."""
        self._bring(self._kind.record.by_key(key))

    def new(self) -> None:
        """Begin a new row."""
        self._bring(None)
        self.form.focus_first()

    def _bring(self, record: Any) -> None:
        self.record = record
        self.form.load(record)
        self._show()

    def _show(self) -> None:
        self.title.setText(self.name or _(self._words.new))
        self.show_record()

    @property
    def name(self) -> str:
        """How the record is called, nothing while it is new."""
        return editing.name_of(self._kind, editing.values_of(self.record)) if self.record is not None else ""

    def _changed(self, tables: frozenset[str]) -> None:
        if self.record is None or tables.isdisjoint(self._follows):
            return
        kind_record = self._kind.record
        self.record = kind_record.get_or_none(kind_record.id == self.record.id)
        if self.record is None:  # its making was undone
            self.form.load(None)
            self.left.emit()
            return
        if not self.form.dirty:
            self.form.load(self.record)
        self._show()

    # What is done.

    def save_in_front(self) -> None:
        """Save what the cursor is in."""
        self.save()

    def save(self) -> None:
        """Save the form; problems stand at their fields."""
        try:
            saved = self._save(self.form.values(), self.record.id if self.record is not None else None)
        except Refused as refused:
            self.form.show_problems(refused)
            return
        self.open(saved.id)
        self._desk.notices.tell(_("“{title}”已保存。").format(title=self.name))

    def may_leave(self) -> bool:
        """Ask about entries that are not saved; True when one may go on."""
        if not self.form.dirty:
            return True
        if not self._desk.notices.ask(_(self._words.unsaved), _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.form.load(self.record)
        return True

    def leave(self) -> None:
        """Back to the list."""
        if self.may_leave():
            self.left.emit()

    def _give_up(self) -> None:
        """取消 takes changes back; without any it goes back to the list."""
        if self.record is not None and self.form.dirty:
            self.form.load(self.record)
        else:
            self.leave()

    def _delete(self) -> None:
        if self.record is None:
            return
        text = _(self._words.delete).format(title=self.name)
        if not self._desk.notices.ask(text, _("删除"), _("取消"), danger=True):
            return
        try:
            editing.remove(self._desk.store, self._kind, [self.record.id])
        except Refused as refused:
            self._desk.notices.refused(refused)
