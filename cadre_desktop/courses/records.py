"""The year's plan (培训计划), courses (班次) and who takes part in them (参训)."""

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus, Series
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    MarkField,
    MoneyField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Final, Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import StaffCategory


class PlanItem(Record):
    """One line of a year's training plan: so many courses of a kind, for whom, when and for how much money.

    `courses`, `persons` and `hours` (tenths, of one course) are what is meant to be reached, `budget` is in fen for the
    whole line. `category`, `line` and `post_level` say who it is for, empty for everybody. `month` is 1 to 12, None for
    any time of the year. `court` runs it.
    """

    year = YearField(null=False, index=True)
    number = CountField()
    title = RequiredTextField()
    series = CodeField(Series.table(), required=True)
    form = CodeField(CourseForm.table())
    training_class = CodeField(code_table("training_class"))
    category = CodeField(StaffCategory.table())
    line = CodeField(code_table("line"))
    post_level = CodeField(code_table("post_levels"))
    courses = CountField(default=1)
    persons = CountField()
    hours = HoursField()
    budget = MoneyField()
    month = CountField()
    court = link(Court, null=True)
    organiser = TextField()
    responsible = TextField()
    notes = TextField(long=True)

    searched = (title, responsible)
    named = (title, year)


class Course(Record):
    """One class that is run once (班次); it belongs to the year in which it starts.

    `hours` are the training hours of who was there all the time. `court` is the court that runs it. `places`
    is how many there is room for, None for any number. `plan_item` is the line of the year's plan it carries out.
    `cost` is what it has cost, in fen. `pass_mark` has to be reached by who is to complete it, empty where nobody is
    examined; `attended` is the share of the hours that has to be attended, as 4/5, empty for the court's setting.
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
    plan_item = link(PlanItem, null=True, since=6)
    training_class = CodeField(code_table("training_class"), since=6)
    cost = MoneyField(since=6)
    pass_mark = MarkField(since=6)
    attended = TextField(since=6)
    report_due = DateField(since=6)

    searched = (title, code, lecturer)
    named = (title, code, starts)
    final = Final({"status": f"= '{CourseStatus.CLOSED.value}'"})


class Enrolment(Record):
    """One person in one course (参训). 人次 counts those completed, 人数 the persons among them.

    `court` is the person's court at the time, so that a later move does not change the year's figures. `hours` are
    credited when the course is closed; `leave` are the hours missed with leave; empty means none. `result` is
    the mark of the examination, `retake` that of the one there was after it; `reason` says why somebody was proposed.
    """

    course = link(Course, index=False)
    person = link(Person)
    court = link(Court, null=True, index=False)
    status = CodeField(EnrolmentStatus.table(), default=EnrolmentStatus.ENROLLED)
    leave = HoursField()
    hours = HoursField()
    result = MarkField()
    certificate = link(IssuedCertificate, null=True)
    retake = MarkField(since=6)
    reason = TextField(since=6)

    named = (person,)

    class Meta:
        # The first keeps a person from being entered twice; the second answers the year's figures by itself.
        indexes = (
            (("course", "person"), True),
            (("course", "status", "court", "person", "hours"), False),
        )


RECORDS: tuple[type[Record], ...] = (PlanItem, Course, Enrolment)
