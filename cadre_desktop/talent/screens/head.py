"""The line above the tab: its two sections, and the figures of the pools, each of which opens the rows it counts."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.talent.figures import TalentTotals, ageing_out, entered, members, rotations_open, year_totals


class TalentHead(QWidget):
    """`section_chosen` tells the place of a section, `wanted` the kind and the listing behind a figure."""

    section_chosen = Signal(int)
    wanted = Signal(str, object)

    def __init__(self, desk: Desk, sections: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 0)
        row.setSpacing(4)
        self.sections = Sections(sections)
        self.sections.chosen.connect(self.section_chosen)
        row.addWidget(self.sections)
        row.addSpacing(16)
        year = desk.clock.today().year
        self.members = self._figure("memberships", members, _("列出所有在库的人"))
        self.entered = self._figure("memberships", lambda: entered(year), _("列出今年入库的人"))
        self.ageing = self._figure("memberships", lambda: ageing_out(year), _("列出今年超过年龄上限的人"))
        self.rotations = self._figure("rotations", lambda: rotations_open(year), _("列出今年还没有完成的轮岗"))
        for button in (self.members, self.entered, self.ageing, self.rotations):
            row.addWidget(button)
        row.addStretch(1)
        self.refresh()
        desk.changes.happened.connect(self._changed)

    def _figure(self, kind_key: str, listing: Callable[[], Listing], hint: str) -> QPushButton:
        button = dressed(QPushButton(), "quiet")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self.wanted.emit(kind_key, listing()))
        return button

    def check_section(self, place: int) -> None:
        """Show which section is in front."""
        self.sections.show_section(place)

    def refresh(self) -> None:
        """Count again."""
        today = self._desk.clock.today()
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: year_totals(today.year, today),
            self._show,
            keep_latest=f"talent totals {id(self)}",
            owner=self,
        )

    def _show(self, totals: TalentTotals) -> None:
        for button, words, count in (
            (self.members, _("在库 {count} 人"), totals.members),
            (self.entered, _("今年入库 {count} 人"), totals.entered),
            (self.ageing, _("今年超龄 {count} 人"), totals.ageing_out),
            (self.rotations, _("今年待轮岗 {count} 人次"), totals.rotations_open),
        ):
            button.setText(words.format(count=f"{count:,}"))
            button.setVisible(count > 0)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "membership", "pool", "rotation", "person"):
            self.refresh()
