"""The page where many are put on the list of a course: by search, from pasted names, or as they are proposed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.screens.list_words import ENROLLING
from cadre_desktop.courses.screens.proposal_panel import ProposalPanel
from cadre_desktop.courses.timetable.course_times import elsewhere_words
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.people.choosing import gone
from cadre_desktop.people.screens.name_list.list_page import ListPage


class EnrolPage(ListPage):
    """Why somebody was proposed is kept with the enrolment."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, ENROLMENTS, ENROLLING, gone(), warn=elsewhere_words, parent=parent)
        self.proposals = ProposalPanel(desk)
        self.proposals.taken.connect(self._take)
        tip = _("按还缺学时、多久没参训等排出人选，带理由（Ctrl+J）")
        self.chooser.add_way(_("推荐人选"), self.proposals, tip, self.proposals.take_everybody)
        self.chooser.shortcut("Ctrl+J", self.propose)

    def open(self, event: Any, **options: Any) -> None:
        """Begin to choose people for a course; see `ListPage.open`."""
        assert isinstance(event, Course)
        self.proposals.begin(event)
        super().open(event, **options)

    def propose(self) -> None:
        """Go to who is proposed."""
        self.chooser.bring(self.proposals)

    def _take(self, people: list[int]) -> None:
        self.chooser.choose([*self.chooser.chosen, *people])

    def follow(self) -> None:
        super().follow()
        if hasattr(self, "proposals"):
            self.proposals.tick(self.chooser.chosen)

    def reasons(self) -> Mapping[int, str]:
        return self.proposals.reasons
