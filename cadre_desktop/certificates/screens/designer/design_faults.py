"""What cannot be printed, told at three spots: at the element, in the line below the sheet, and in a list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.designing.showing import faults_of_all
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles
from cadre_desktop.certificates.screens.designer.design_foot import DesignFoot
from cadre_desktop.certificates.screens.designer.element_pictures import ElementPictures
from cadre_desktop.certificates.screens.designer.fault_list import NO_ELEMENT, FaultList, FoundFault
from cadre_desktop.certificates.screens.designer.person_choice import PersonChoice
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.talk.carrying_out import work_on

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.design.setting import Words


class DesignFaults(QObject):
    """Keeps `foot` and `list` of a page up with what `pictures` finds, and looks through everybody when asked."""

    def __init__(self, desk: Desk, pictures: ElementPictures, files: DesignFiles, person: PersonChoice, page: QWidget):
        super().__init__(page)
        self._desk, self._pictures, self._files = desk, pictures, files
        self._person, self._page = person, page
        self.list, self.foot = FaultList(), DesignFoot()
        self.told: list[FoundFault] = []
        pictures.told.connect(self._take)
        self.foot.list_wanted.connect(self._open_or_hide)

    def _take(self) -> None:
        """Say what is wrong with the certificate that is shown."""
        before = self.told
        self.told = [FoundFault(NO_ELEMENT, each) for each in self._pictures.ground_wrong]
        self.told += [FoundFault(index, each) for index, wrong in self._pictures.wrong.items() for each in wrong]
        self.foot.show_faults(self.told)
        if self.list.faults == before:  # what is listed is not about everybody
            self.list.show_faults(self.told, self._person.name)

    @property
    def about_everybody(self) -> bool:
        """Whether what is listed was found by looking through everybody."""
        return any(fault.person is not None for fault in self.list.faults)

    def _open_or_hide(self) -> None:
        if self.list.isHidden() or self.list.faults != self.told:
            self.list.show_faults(self.told, self._person.name)
            self.list.open()
        else:
            self.list.hide()

    def check_everybody(self, design: Design, people: Sequence["Words"], photo: Callable[[int], bytes]) -> None:
        """Look through everybody's certificate, in a job, and list what cannot be printed."""

        def work(progress: Progress) -> list[FoundFault]:
            there = self._files.of(design)
            everybody = (
                replace(words, pictures=there, photo=photo(index)) for index, words in enumerate(people)
            )  # one after the other: all photos together would fill the memory
            found = faults_of_all(design, everybody, len(people), progress)
            return [FoundFault(index, sentence, person) for person, index, sentence in found]

        work_on(self._desk, _("正在核对证书"), work, self._checked(len(people)), self._page)

    def _checked(self, count: int) -> Callable[[list[FoundFault]], None]:
        def checked(found: list[FoundFault]) -> None:
            if not found:
                self.list.show_faults(self.told, self._person.name)
                self.list.hide()
                self._desk.notices.tell(_("{count} 人的证书都能打印。").format(count=count))
                return
            self.list.show_faults(found, _("核对了 {count} 人").format(count=count))
            self.list.open()

        return checked
