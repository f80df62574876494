"""The ceremony, keepsake, days and texts of one retiree."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.page_tabs import FrontTabs
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.welfare.common.ceilings import RETIREMENT, ceiling_on
from cadre_desktop.welfare.farewell.life import life_of
from cadre_desktop.welfare.farewell.preparing import ceremonies_around, keep
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.farewell.registers import keepsake_day
from cadre_desktop.welfare.farewell.suggesting import foreword, host_text, speech

_DATE_WIDTH = 128
_SUGGESTED = {"host_text": host_text, "speech": speech, "foreword": foreword}


class TextsPanel(Workplace):
    """Nothing is kept before it is saved (Ctrl+S)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._farewell: int | None = None
        self._loaded: dict[str, Any] = {}
        self.ceremony = ChoiceInput((), empty=True, nothing=None)
        self.keepsake, self.cost = TextInput(), FixedInput(2, _("元"))
        self.relatives, self.serial = CountInput(_("人")), CountInput()
        self.invited, self.given = DateInput(), DateInput()
        self.long: dict[str, LongTextInput] = {name: LongTextInput(4) for name in _SUGGESTED}
        self.texts = FrontTabs()
        self.suggest = QPushButton(_("按档案拟稿(&N)"))
        self.problem = QLabel()
        self.save = dressed(QPushButton(_("保存(&V)")), "primary")
        self.fields: dict[str, Any] = {
            "event": self.ceremony,
            "keepsake": self.keepsake,
            "keepsake_cost": self.cost,
            "relatives": self.relatives,
            "serial": self.serial,
            "invited": self.invited,
            "album_given": self.given,
            **self.long,
        }
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(grid)
        short: tuple[tuple[str, Any, int, int, int], ...] = (
            (_("荣退仪式"), self.ceremony, 0, 0, 3),
            (_("座次"), self.serial, 0, 4, 1),
            (_("纪念品"), self.keepsake, 1, 0, 1),
            (_("价格"), self.cost, 1, 2, 1),
            (_("家属"), self.relatives, 1, 4, 1),
            (_("发请柬"), self.invited, 2, 0, 1),
            (_("赠册"), self.given, 2, 2, 1),
        )
        for title, field, row, side, wide in short:
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            grid.addWidget(label, row, side)
            grid.addWidget(field, row, side + 1, 1, wide)
        for field in (self.invited, self.given):
            field.setMinimumWidth(_DATE_WIDTH)
        for side in (1, 3, 5):
            grid.setColumnStretch(side, 1)
        self.texts.setProperty("level", "second")
        self.texts.tabBar().setAccessibleName(_("文稿"))
        for name, title in (("host_text", _("主持词")), ("speech", _("退休感言")), ("foreword", _("纪念册寄语"))):
            self.long[name].setAccessibleName(title)
            self.texts.addTab(self.long[name], title)
        self.suggest.setToolTip(_("按人员档案拟一份，替换这一页现有的文字"))
        self.suggest.clicked.connect(lambda: self.propose(tuple(_SUGGESTED)[self.texts.currentIndex()]))
        column.addWidget(self.texts, 1)
        foot = row_in(column)
        set_role(self.problem, "problem")
        self.problem.setWordWrap(True)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.suggest)
        foot.addWidget(self.save)
        self.save.clicked.connect(self.keep)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.keep)
        self.work_in(self.ceremony)

    def show_farewell(self, farewell: int, year: int) -> None:
        """Show what is kept; what was written for the same one and is not kept yet stays."""
        if farewell == self._farewell and self.dirty:
            return
        row = Farewell.by_key(farewell)
        self._farewell = farewell
        due = row.retires.year if row.retires else year
        self.ceremony.set_value(None)  # the one of whoever was shown before is not offered
        self.ceremony.set_choices(ceremonies_around(min(due, year), max(due, year), row.__data__["event"]))
        for name, field in self.fields.items():
            field.set_value(row.__data__[name])
            mark_wrong(field, False)
        self._loaded = self._written()
        self.problem.setText("")
        self._tell_ceiling(row)

    def _tell_ceiling(self, row: Any) -> None:
        most = ceiling_on(RETIREMENT, keepsake_day(row.event, row.retires))
        known = _("标准最高 {most} 元").format(most=f"{most / 100:g}") if most is not None else ""
        words = known or _("标准还没有填写，先在“走访慰问”的“慰问标准”里填写，才能登记价格")
        self.cost.setToolTip(words)

    def _written(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value()
            except Unclear as unclear:
                found[name] = unclear
        return found

    @property
    def farewell(self) -> int | None:
        """Whose texts are shown."""
        return self._farewell

    @property
    def dirty(self) -> bool:
        """Whether something is written that is not kept."""
        return self._farewell is not None and self._written() != self._loaded

    def propose(self, name: str) -> None:
        """Write what the dossier suggests; it is kept with the rest."""
        if self._farewell is not None:
            row = Farewell.by_key(self._farewell)
            self.long[name].set_value(_SUGGESTED[name](life_of(row.__data__["person"], row.retires)))
            self.texts.setCurrentWidget(self.long[name])
            self.long[name].setFocus()

    def keep(self) -> None:
        """Keep what is written; what is wrong is said below it."""
        farewell, written = self._farewell, self._written()
        if farewell is None:
            return
        for name, field in self.fields.items():
            mark_wrong(field, isinstance(written[name], Unclear))
        unclear = next((value for value in written.values() if isinstance(value, Unclear)), None)
        if unclear is not None:
            self.problem.setText(str(unclear))
            return
        store = self._desk.store

        def done(_saved: Farewell) -> None:
            self._loaded = written
            self.problem.setText("")
            self._desk.notices.tell(_("已保存，可按 Ctrl+Z 撤销。"))

        carry_out(
            self._desk,
            _("正在保存"),
            lambda: keep(store, farewell, written),
            done,
            self,
            busy=lambda busy: self.save.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        for problem in refused.problems:
            if problem.field in self.fields:
                mark_wrong(self.fields[problem.field], True)
        self.problem.setText(str(refused))

    def may_leave(self) -> bool:
        """Ask about what is written and not kept."""
        if not self.dirty:
            return True
        if not self._desk.notices.ask(_("荣退材料有改动还没有保存，要放弃吗？"), _("放弃改动"), _("留下"), True):
            return False
        self._farewell = None
        return True
