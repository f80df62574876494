"""Courses (班次) and who takes part in them (参训)."""

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus, Series
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    MarkField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Final, Record
from cadre_desktop.people.records import Court, Person


class Course(Record):
    """One class that is run once (班次); it belongs to the year in which it starts.

    `hours` are the training hours of who was there all the time. `court` is the court that runs it. `places`
    is how many there is room for, None for any number.
    """

    title = RequiredTextField()
    code = TextField()
    series = CodeField(Series.table())
    form = CodeField(CourseForm.table())
    online = FlagField()
    court = link(Court, null=True)
    organiser = TextField()
    place = TextField()
    lecturer = TextField()
    target = TextField()
    starts = RequiredDateField(index=True)
    ends = DateField()
    hours = HoursField(default=0)
    places = CountField(since=5)
    status = CodeField(CourseStatus.table(), default=CourseStatus.PLANNED)
    notes = TextField(long=True)

    searched = (title, code, lecturer)
    named = (title, code, starts)
    final = Final({"status": f"= '{CourseStatus.CLOSED.value}'"})


class Enrolment(Record):
    """One person in one course (参训). 人次 counts those completed, 人数 the persons among them.

    `court` is the person's court at the time, so that a later move does not change the year's figures. `hours` are
    credited when the course is closed; `leave` are the hours missed with leave; empty means none.
    """

    course = link(Course, index=False)
    person = link(Person)
    court = link(Court, null=True, index=False)
    status = CodeField(EnrolmentStatus.table(), default=EnrolmentStatus.ENROLLED)
    leave = HoursField()
    hours = HoursField()
    result = MarkField()
    certificate = link(IssuedCertificate, null=True)

    named = (person,)

    class Meta:
        # The first keeps a person from being entered twice; the second answers the year's figures by itself.
        indexes = (
            (("course", "person"), True),
            (("course", "status", "court", "person", "hours"), False),
        )


RECORDS: tuple[type[Record], ...] = (Course, Enrolment)
