"""What the pages of a batch of newcomers have in common: which batch is looked at, and a bar of actions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTableView, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court
from cadre_desktop.welfare.newcomers.records import NewcomerBatch
from cadre_desktop.welfare.screens.common.keyed import keyed
from cadre_desktop.welfare.screens.common.table_or_hint import TableOrHint

_TABLES = frozenset(
    {"newcomer_batch", "newcomer", "newcomer_task", "person", "mentor_pair", "mentor_note", "training_record"}
)


class BatchPage(QWidget):
    """Reads what it shows in a job whenever something of it has changed. `batch_chosen` says which batch is looked at
    now, so that the pages beside it follow, `batch_wanted` that a new one is to be begun."""

    batch_chosen = Signal(object)
    batch_wanted = Signal()
    without_people = N_("到“入职清单”按“加入人员…”，从档案选人或粘贴名单。")
    """What is said to do where a batch has nobody yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self.desk, self.papers = desk, Papers(desk, self)
        self._wanted: int | None = None
        self.batch = ChoiceInput((), empty=False, nothing=None)
        self.batch.setAccessibleName(_("入职批次"))
        self.batch.setMinimumWidth(220)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        set_role(self.counts, "muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 16, 14)
        self.column.setSpacing(8)
        self.bar = row_in(self.column)
        self.bar.setSpacing(8)
        self.bar.addWidget(self.batch)
        self.bar.addWidget(self.counts, 1)
        self.batch.changed.connect(self._chosen)
        desk.changes.happened.connect(self._changed)

    def put_table(self, table: QTableView, *actions: QAction) -> None:
        """Have a table below the bar, and a hint in its place while nobody is listed; `actions` put people in."""
        self._new_batch, self._fill = QAction(_("新增入职批次…"), self), actions
        self._new_batch.triggered.connect(lambda _on=False: self.batch_wanted.emit())
        self.room = TableOrHint(table, "people", self._new_batch, *actions)
        self.column.addWidget(self.room, 1)

    def follow_rows(self, rows: int) -> None:
        """Say what to do where nobody is listed."""
        none = self.key is None
        self._new_batch.setVisible(none)
        for action in self._fill:
            action.setVisible(not none)
        self.batch.setVisible(not none)
        if none:
            self.room.follow(rows, _("还没有入职批次"), _("先新增一批，写好报到日期，再加入人员。"))
        else:
            self.room.follow(rows, _("这一批还没有人"), _(self.without_people))

    def button(
        self, words: str, run: Callable[[], object], tip: str = "", *, primary: bool = False, keys: str = ""
    ) -> QPushButton:
        """A further button of the bar, which `keys` press as well."""
        button = dressed(QPushButton(words), "primary" if primary else "")
        button.setToolTip(tip or words)
        button.clicked.connect(lambda _checked=False: run())
        if keys:
            keyed(self, button, keys)
        self.bar.addWidget(button)
        return button

    def menu(self, words: str, *entries: tuple[str, Callable[[], object]]) -> QPushButton:
        """A button of the bar that offers several."""
        menu = QMenu(self)
        button = MenuButton("", words, menu)
        for title, run in entries:
            menu.addAction(title).triggered.connect(lambda _checked=False, run=run: run())
        self.bar.addWidget(button)
        return button

    @property
    def key(self) -> int | None:
        """The batch looked at, None while there is none."""
        value: int | None = self.batch.value()
        return value

    def look_at(self, key: int | None) -> None:
        """Look at another batch."""
        self._wanted = key
        if self.isVisible():
            self.refresh()

    def _chosen(self) -> None:
        self._wanted = self.key
        self.batch_chosen.emit(self.key)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and not tables.isdisjoint(_TABLES):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        batches = NewcomerBatch.select().order_by(NewcomerBatch.reports.desc(), NewcomerBatch.id.desc())
        pairs: list[tuple[Any, str]] = [(row.id, row.title) for row in batches]
        self.batch.offer(pairs)
        if self._wanted in [key for key, _title in pairs]:
            self.batch.set_value(self._wanted)
        key = self.key
        self.desk.jobs.run(
            _("正在读取"),
            lambda _progress: self.read(key) if key is not None else None,
            self.show_read,
            keep_latest=f"batch {id(self)}",
            owner=self,
        )

    def read(self, key: int) -> Any:
        """What there is to show of a batch; runs in a job."""
        raise NotImplementedError

    def show_read(self, found: Any) -> None:
        """Show it; None where there is no batch."""
        raise NotImplementedError

    def do(self, label: str, action: Callable[[], Any], told: Callable[[Any], str] = lambda _done: "") -> None:
        """Write something; `told` says what came of it."""

        def done(result: Any) -> None:
            words = told(result)
            if words:
                self.desk.notices.tell(words)

        carry_out(self.desk, label, action, done, self)

    def need_batch(self) -> int | None:
        """The batch looked at; without one it is said what to do."""
        if self.key is None:
            self.desk.notices.warn(_("还没有入职批次，请先在“入职批次”里新增一批。"))
        return self.key

    @property
    def organisation(self) -> str:
        """The court whose papers are printed."""
        court = own_court(self.desk.store)
        return court.name if court is not None else ""

    def lay_out(self, title: str, key: str, write: Callable[[Path, Setup], PaperOffer]) -> None:
        """Show a paper that can be set up."""

        def laid(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return write(path, setup)

        self.papers.lay_out(title, key, laid)
