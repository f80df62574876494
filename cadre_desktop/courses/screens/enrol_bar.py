"""Enrolling: one person by search, or everybody who fits a filter, without a second window."""

from itertools import chain
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.actions import Enrolled, enrol
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.screens.attempts import attempt
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, equals
from cadre_desktop.kit.qt.fields import ChoiceBox
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.record_picker import RecordPicker
from cadre_desktop.kit.qt.title_line import TitleLabel
from cadre_desktop.people.choosing import everybody_meant
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory


def staff() -> Condition:
    """People who belong to a court's staff now."""
    return equals(PERSON.column(Person.status), [status.value for status in PersonStatus if status.on_staff])


class EnrolBar(QWidget):
    """A search line that enrols whom one chooses, and a filter row that folds out."""

    enrolled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self.picker = RecordPicker(
            Person,
            desk.jobs,
            conditions=(staff(),),
            stays=False,
            hint=_("姓名 / 拼音 / 首字母 / 证件号末几位，选中即报名"),
        )
        self.picker.setAccessibleName(_("报名"))
        self.picker.picked.connect(self._enrol_one)
        self.unfold = QPushButton(icon("filter"), _("按条件报名"))
        self.unfold.setCheckable(True)
        self.filter = _FilterRow(desk)
        self.filter.hide()
        self.filter.wanted.connect(self._enrol_all)
        self.unfold.toggled.connect(self._fold)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.picker, 1)
        self.row.addWidget(self.unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.row)
        column.addWidget(self.filter)

    def show_course(self, course: Course | None) -> None:
        """Enrol into another course from now on."""
        self._course = course
        self.filter.show_course(course)

    def _fold(self, open_: bool) -> None:
        self.filter.setVisible(open_)
        if open_:
            self.filter.count()
            self.filter.court.setFocus()

    def _enrol_one(self, key: int) -> None:
        self._enrol([key])
        self.picker.setFocus()

    def _enrol_all(self, keys: list[int]) -> None:
        self._enrol(keys)
        self.filter.count()

    def _enrol(self, keys: list[int]) -> None:
        course = self._course
        if course is None:
            return
        done = attempt(self._desk.notices, lambda: enrol(self._desk.store, course, keys))
        if done is not None:
            self._desk.notices.tell(_told(done, keys))
            self.enrolled.emit()


def _told(done: Enrolled, keys: list[int]) -> str:
    if len(keys) == 1:
        name = Person.by_key(keys[0]).name
        return _("{name}已报名。").format(name=name) if done.new else _("{name}已经在名单里。").format(name=name)
    if done.already:
        return _("新报名 {new} 人，另有 {already} 人已在名单里。").format(new=done.new, already=done.already)
    return _("新报名 {new} 人。").format(new=done.new)


class _FilterRow(QWidget):
    """Court, department and category; tells how many fit and offers to enrol them all."""

    wanted = Signal(list)

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._course: Course | None = None
        self._new = 0
        courts = [(court.id, court.name) for court in Court.select().order_by(Court.place)]
        self.court = ChoiceBox(courts, nothing=None)
        self.department = ChoiceBox((), nothing=None)
        self.category = ChoiceBox(StaffCategory.table())
        self.court.setItemText(0, _("全部法院"))
        self.category.setItemText(0, _("各类人员"))
        self._offer_departments()
        self.found = TitleLabel(role="muted")
        self.add = QPushButton(_("全部报名"))
        self.add.clicked.connect(self._take)
        self.court.changed.connect(self._offer_departments)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, box, stretch in (
            (_("法院"), self.court, 3),
            (_("部门"), self.department, 2),
            (_("人员分类"), self.category, 2),
        ):
            box.setMinimumContentsLength(4)
            box.setAccessibleName(title)
            box.changed.connect(self.count)
            row.addWidget(box, stretch)
        row.addWidget(self.found)
        row.addWidget(self.add)

    def show_course(self, course: Course | None) -> None:
        """Count against another course's list."""
        self._course = course
        if not self.isHidden():
            self.count()

    def _offer_departments(self) -> None:
        court = self.court.value()
        rooms = Department.select().where(Department.court == court).order_by(Department.place) if court else ()
        self.department.set_value(None)
        self.department.set_choices([(room.id, room.name) for room in rooms])
        self.department.setItemText(0, _("全部部门"))
        self.department.setEnabled(court is not None)

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(box.value() for box in (self.court, self.department, self.category))

    def listing(self) -> Listing:
        """The people who fit."""
        values = ((Person.court, self.court), (Person.department, self.department), (Person.category, self.category))
        chosen = [equals(PERSON.column(field), [box.value()]) for field, box in values if box.value()]
        return Listing(PERSON, (staff(), *chosen))

    def count(self) -> None:
        """Find out how many fit and how many of those are on the list."""
        if self._course is None:
            return
        fitting = self.listing()
        listed = fitting.where(
            Condition("t.id IN (SELECT person_id FROM enrolment WHERE course_id = ?)", (self._course.id,))
        )
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: (fitting.count(), listed.count()),
            lambda counts: self._tell(*counts),
            keep_latest=f"enrol filter {id(self)}",
            owner=self,
        )

    def _tell(self, fitting: int, listed: int) -> None:
        new = self._new = fitting - listed
        text = _("符合 {count} 人，已报名 {listed} 人") if listed else _("符合 {count} 人")
        self.found.setText(text.format(count=f"{fitting:,}", listed=f"{listed:,}"))
        self.add.setText(_("报名 {count} 人").format(count=f"{new:,}"))
        self.add.setEnabled(new > 0)

    def _take(self) -> None:
        if not everybody_meant(self._desk.notices, self._new, narrowed=self.narrowed):
            return

        def keys(_progress: Progress) -> list[int]:
            return list(chain.from_iterable(self.listing().keys()))

        def done(found: Any) -> None:
            self.wanted.emit(found)

        self._desk.jobs.run(_("正在查找"), keys, done, owner=self)
