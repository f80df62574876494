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
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.forms.form_page import FormPage
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

_FORM_WIDTH, _NARROWEST = 372, 320


@dataclass(frozen=True)
class PageWords:
    """The words of a page: `heading` above the form, `new` as the title of a record that is not saved yet, `back` on
    the way back to the list; `unsaved` is asked before changes are lost, `delete` before the record ``{title}`` is
    deleted."""

    heading: str
    new: str
    back: str
    unsaved: str
    delete: str


class RecordPage(FormPage):
    """Edits one row of `kind`, saved by `save` (values, and the key unless it is new). `left` asks for the list again.

    A slice's page builds itself with `fill_head` and `lay_out`, and shows its row in `show_record`; `follows` are the
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
        super().__init__(desk, _(words.unsaved), parent)
        self._kind, self._words, self._save, self._follows = kind, words, save, follows
        self.record: Any = None
        self._form = Form(kind, Surroundings(desk.jobs, desk.notices), heading=_(words.heading))
        self.title = TitleLabel()
        self.serve(self._form)
        desk.changes.happened.connect(self._changed)

    @property
    def form(self) -> Form:
        return self._form

    def fill_head(self, row: QHBoxLayout) -> None:
        """Put the way back and the title into `row`; a slice adds what else is above its page."""
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("{back}（Alt+←）").format(back=_(self._words.back)))
        back.setAccessibleName(_(self._words.back))
        back.clicked.connect(self.leave)
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self.title)

    def lay_out(self, left: QWidget, right: QWidget) -> None:
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
        self.fill_head(row_in(page))
        page.addWidget(split, 1)
        for keys, slot in (("Ctrl+S", self.save_in_front), ("Alt+Left", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self) -> None:
        """Show `record` as it is now, or with None what is shown while it is new. Each page has its own."""
        raise NotImplementedError

    def open(self, key: int) -> None:
        """Show a row."""
        self._bring(self._kind.record.by_key(key))

    def new(self) -> None:
        """Begin a new row."""
        self.new_with({})

    def new_with(self, presets: Values) -> None:
        """Begin a new row with these values."""
        self._bring(None, presets)
        self.form.focus_first()

    def _bring(self, record: Any, presets: Values | None = None) -> None:
        self.record = record
        self.form.load(record, presets)
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

    def save_in_front(self) -> None:
        """Save what the cursor is in."""
        self.save()

    def writing(self, values: Values) -> Callable[[], Any]:
        save, key = self._save, self.record.id if self.record is not None else None
        return lambda: save(values, key)

    def saved(self, result: Any) -> None:
        self.open(result.id)
        self._desk.notices.tell(_("“{title}”已保存。").format(title=self.name))

    def reload(self) -> None:
        self.form.load(self.record)

    def give_up(self) -> None:
        """取消 takes changes back; without any it goes back to the list."""
        if self.record is not None and self.form.dirty and not self.form.busy:
            self.reload()
        else:
            self.leave()

    def go_back(self) -> None:
        self.left.emit()

    def delete(self) -> None:
        record, store, kind = self.record, self._desk.store, self._kind
        if record is not None:
            text = _(self._words.delete).format(title=self.name)
            self.remove(text, lambda: editing.remove(store, kind, [record.id]), lambda _count: None)
