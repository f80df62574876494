"""What colleagues say, for the album."""

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import NOWHERE, GridTable
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.farewell.gathering import remove_words, save_words, words_of

_COLUMNS: tuple[LineColumn[Any], ...] = (
    LineColumn(N_("寄语人"), 90, lambda row: row.author, bold=True),
    LineColumn(N_("职务"), 100, lambda row: row.post),
    LineColumn(N_("寄语"), 380, lambda row: " ".join(row.words.split())),
)


class WordsPanel(Workplace):
    """A list, and below it the one that is written. The cursor stays with its row, and what is written for it follows
    what is kept of it unless somebody is changing it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._farewell: int | None = None
        self.model: LineModel[Any] = LineModel(_COLUMNS, self)
        self.table = GridTable(_("同事寄语"))
        self.author, self.post, self.text = TextInput(), TextInput(), LongTextInput(4)
        self.add = dressed(QPushButton(_("添加寄语(&A)")), "primary")
        self.change, self.remove = QPushButton(_("改为这样(&C)")), QPushButton(_("删除(&D)"))
        self._build()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in _COLUMNS])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        line: QHBoxLayout = row_in(column)
        for title, field in ((_("寄语人"), self.author), (_("职务"), self.post)):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            line.addWidget(label)
            line.addWidget(field, 1)
        self.text.setAccessibleName(_("寄语"))
        self.text.setPlaceholderText(_("寄语"))
        column.addWidget(self.text)
        foot = row_in(column)
        foot.addStretch(1)
        for button, run in ((self.remove, self._remove), (self.change, self._change), (self.add, self._add)):
            foot.addWidget(button)
            button.clicked.connect(run)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._turn())
        self.work_in(self.author)
        self._turn()

    def show_farewell(self, farewell: int, _year: int) -> None:
        """Show what is said to somebody."""
        row = self.current if farewell == self._farewell else None
        as_kept = row is not None and self._written() == (row.author, row.post, row.words)
        if farewell != self._farewell:
            self._clear()
        self._farewell = farewell
        blocked = self.table.selectionModel().blockSignals(True)
        self.model.put(words_of(farewell))
        keys = [each.id for each in self.model.lines]
        if row is not None and row.id in keys:
            self.table.selectRow(keys.index(row.id))
        self.table.selectionModel().blockSignals(blocked)
        if as_kept and self.current is None:
            self._clear()
        self._turn(as_kept)

    def _clear(self) -> None:
        for field in (self.author, self.post, self.text):
            field.set_value("")

    def _written(self) -> tuple[str, str, str]:
        return self.author.value(), self.post.value(), self.text.value()

    @property
    def current(self) -> Any:
        """The row that the cursor is in, None for none."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def _turn(self, fill: bool = True) -> None:
        row = self.current
        for button in (self.change, self.remove):
            button.setEnabled(row is not None)
        if row is not None and fill:
            for field, value in ((self.author, row.author), (self.post, row.post), (self.text, row.words)):
                field.set_value(value)

    def _add(self) -> None:
        self._save(None)

    def _change(self) -> None:
        if (row := self.current) is not None:
            self._save(row.id)

    def _save(self, key: int | None) -> None:
        store, farewell = self._desk.store, self._farewell
        values = self._written()
        if farewell is None:
            return

        def done(_key: int) -> None:
            if key is None:
                self.table.clearSelection()
                self.table.setCurrentIndex(NOWHERE)
                self._clear()
                self.author.setFocus()

        carry_out(self._desk, _("正在保存寄语"), lambda: save_words(store, farewell, *values, key), done, self)

    def may_leave(self) -> bool:
        """Ask about words that are written and not kept."""
        row, written = self.current, self._written()
        kept = (row.author, row.post, row.words) if row is not None else ("", "", "")
        if written == kept:
            return True
        if not self._desk.notices.ask(_("同事寄语写了还没有保存，要放弃吗？"), _("放弃"), _("留下"), True):
            return False
        self._clear()
        self._turn()
        return True

    def _remove(self) -> None:
        row, store = self.current, self._desk.store
        if row is not None:
            carry_out(self._desk, _("正在删除寄语"), lambda: remove_words(store, row.id), lambda _none: None, self)
