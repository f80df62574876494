"""What the register has to point out: names that were corrected since, numbers that are registered nowhere, and that it
has to be asked how far numbers are on paper."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cadre_desktop.certificates.life import count_corrected
from cadre_desktop.certificates.numbering.counting import missing, must_ask
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.icons import icon

_TABLES = frozenset({"issued_certificate", "person", "number_series"})


class Alerts(NamedTuple):
    """How many valid certificates have another name than the dossier, how many given numbers are registered nowhere,
    and whether the last ones on paper have to be asked."""

    corrected: int
    missing: int
    asks: bool


class RegisterAlerts(QWidget):
    """A button for each thing that there is to say, none where there is nothing; pressed it shows what it says."""

    corrected_wanted = Signal()
    numbers_wanted = Signal()
    last_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.corrected, self.numbers, self.last = (
            dressed(QPushButton(icon("info"), ""), "quiet") for _each in range(3)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        pairs = (
            (self.last, self.last_wanted),
            (self.corrected, self.corrected_wanted),
            (self.numbers, self.numbers_wanted),
        )
        for button, wanted in pairs:
            row.addWidget(button)
            button.hide()
            button.clicked.connect(wanted)
        desk.changes.happened.connect(self._changed)
        self.look()

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(_TABLES):
            self.look()

    def look(self) -> None:
        """Count again, in a job."""
        store = self._desk.store

        def count() -> Alerts:
            return Alerts(count_corrected(), sum(map(len, missing(store).values())), must_ask(store))

        self._desk.jobs.run(
            _("正在统计"), lambda _progress: count(), self._show, keep_latest=f"alerts {id(self)}", owner=self
        )

    def _show(self, found: Alerts) -> None:
        self.corrected.setText(_("{count} 份姓名已更正").format(count=found.corrected))
        self.numbers.setText(_("{count} 个编号没有登记").format(count=found.missing))
        self.last.setText(_("请核对纸上最后的编号"))
        for button, shown in (
            (self.corrected, found.corrected),
            (self.numbers, found.missing),
            (self.last, found.asks),
        ):
            button.setVisible(bool(shown))
