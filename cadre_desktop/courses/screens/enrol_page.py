"""Enrolling many: who fits search and filters, or the names of a pasted list; one sees them before they are."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.courses.actions import Enrolled, enrol
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import gone
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage


class EnrolPage(ChoosingPage):
    """Enrols those chosen in a course."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        self._course: Course | None = None
        super().__init__(desk, "enrolment", _("报名"), _("报名"), None, parent)

    def open(self, course: Course, text: str | None = None) -> None:
        """Begin to choose people who are not in the course, with a `text` of names to be pasted."""
        self._course = course
        self.note.setText(course.title)
        listed = Condition("t.id NOT IN (SELECT person_id FROM enrolment WHERE course_id = ?)", (course.id,))
        self.chooser.begin(gone(), Barred(listed, _("已报名")), text=text)

    def follow(self) -> None:
        count = len(self.chooser.chosen)
        self.confirm.setText(_("报名 {count} 人").format(count=count) if count else _("报名"))
        self.confirm.setEnabled(count > 0)

    def carry_out(self) -> None:
        """Enrol those chosen."""
        course, people, store = self._course, self.chooser.chosen, self._desk.store
        if course is not None and people:
            carry_out(self._desk, _("正在报名"), lambda: enrol(store, course, people), self._enrolled, self)

    def _enrolled(self, done: Enrolled) -> None:
        self._desk.notices.tell(enrolled_words(done))
        self.left.emit()


def enrolled_words(done: Enrolled) -> str:
    """What is told about people who were enrolled together."""
    if done.already:
        return _("新报名 {new} 人，另有 {already} 人已在名单里。").format(new=done.new, already=done.already)
    return _("新报名 {new} 人，可按 Ctrl+Z 撤销。").format(new=done.new)
