"""Where two keyings of an event differ, field by field: 1 or 2 chooses a value, 3 another, each with a reason."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.second_keying import KeyingDifference, differences, resolve
from cadre_desktop.contests.records import Event
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.screens.marking.difference_model import DifferenceModel
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.typed import typed_fixed

_WIDTHS = (118, 96, 140, 72, 72, 104, 104)
_CRITERION = 2
FIRST, SECOND, OTHER = 1, 2, 3


class DifferenceTable(GridTable):
    """`chosen` carries the row and which value was chosen: the first, the second or another."""

    chosen = Signal(int, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.text() in ("1", "2", "3"):
            self.chosen.emit(row, int(event.text()))
        else:
            super().keyPressEvent(event)


class DifferencesPanel(Workplace):
    """The table with what the keys do beneath it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._event: Event | None = None
        self.model = DifferenceModel(self)
        self.table = DifferenceTable(_("两遍录入的差异"))
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, stretched=_CRITERION)
        self.table.chosen.connect(self.choose)
        self.words = QLabel()
        set_role(self.words, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self.work_in(self.table)

    def show_event(self, key: int) -> None:
        """Show where the keyings of an event differ."""
        event = self._event = Event.by_key(key)
        carry_out(self._desk, _("正在比较"), lambda: differences(event), self._arrived, self, writes=False)

    def _arrived(self, found: list[KeyingDifference]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.put(found)
        if found:
            self.table.setCurrentIndex(self.model.index(min(row, len(found) - 1), 0))
            words = _("共 {count} 处差异。按 1 取第一遍，按 2 取第二遍，按 3 另填分值。")
            self.words.setText(words.format(count=len(found)))
        else:
            self.words.setText(_("没有差异。两遍都录完的评分表才会比较。"))

    def choose(self, row: int, which: int) -> None:
        """Settle a difference with one of its values or another; the reason is asked for."""
        one, event, store = self.model.found[row], self._event, self._desk.store
        assert event is not None
        value = {FIRST: one.first, SECOND: one.second}.get(which)
        if value is None:
            value = self._typed()
        if value is None:
            return
        label = _("{name}“{line}”定为 {value}，理由（会记入操作记录）")
        text = label.format(name=one.entrant, line=one.criterion, value=plain_text(value))
        reason = self._desk.notices.ask_text(_("裁定差异"), text)
        if reason is not None:
            chosen, why = value, reason
            carry_out(
                self._desk,
                _("正在保存评分"),
                lambda: resolve(store, event, one.spot, chosen, why),
                lambda _nothing: self.show_event(event.id),
                self,
            )

    def _typed(self) -> int | None:
        text = self._desk.notices.ask_text(_("裁定差异"), _("照纸面填写分值"))
        try:
            return None if text is None else typed_fixed(text, 3)
        except Unclear as unclear:
            self._desk.notices.refused(Refused(str(unclear)))
            return None
