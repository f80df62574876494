"""入职关怀 on the screen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.newcomers.care import CARE
from cadre_desktop.welfare.newcomers.registers import BATCHES
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.newcomers.batch_page import BatchPage
from cadre_desktop.welfare.screens.newcomers.checklist_page import ChecklistPage
from cadre_desktop.welfare.screens.newcomers.choosing import NewcomersChoosing
from cadre_desktop.welfare.screens.newcomers.progress_page import ProgressPage
from cadre_desktop.welfare.screens.newcomers.sizes_page import SizesPage


class NewcomersPage(CarePage):
    """入职关怀: all own pages look at the same batch."""

    def __init__(self, desk: Desk):
        self._of_batch: list[BatchPage] = []
        self.checklist: ChecklistRoom | None = None
        own = (
            OwnPage("checklist", N_("入职清单"), self._make_checklist, icon="people"),
            OwnPage("sizes", N_("服装尺码"), lambda desk: self._joined(SizesPage(desk)), icon="edit"),
            OwnPage("progress", N_("带教与转正"), lambda desk: self._joined(ProgressPage(desk)), icon="edit"),
        )
        super().__init__(desk, CARE, own)

    def _make_checklist(self, desk: Desk) -> QWidget:
        room = self.checklist = ChecklistRoom(desk)
        self._joined(room.page)
        return room

    def _joined(self, page: BatchPage) -> BatchPage:
        if self._of_batch:
            page.look_at(self._of_batch[0].key)
        self._of_batch.append(page)
        page.batch_chosen.connect(self._follow)
        page.batch_wanted.connect(lambda: self.begin(BATCHES.kind.key))
        return page

    def _follow(self, key: int | None) -> None:
        for page in self._of_batch:
            if page.key != key:
                page.look_at(key)

    def presets_of(self, kind: Kind) -> Values:
        if kind.key == "newcomer-batches":
            return {"year": self.desk.clock.today().year, "reports": self.desk.clock.today()}
        return {}


class ChecklistRoom(QWidget):
    """The grid, and in its place the page where people are put into the batch."""

    def __init__(self, desk: Desk):
        super().__init__()
        self.page, self.choosing = ChecklistPage(desk), NewcomersChoosing(desk)
        self.stack = Stack()
        for widget in (self.page, self.choosing):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.page.people_wanted.connect(self._choose)
        self.choosing.left.connect(lambda: self.stack.setCurrentWidget(self.page))

    def _choose(self, batch: int) -> None:
        self.choosing.open(batch)
        self.stack.setCurrentWidget(self.choosing)
