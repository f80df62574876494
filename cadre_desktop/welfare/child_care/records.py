"""暖心托辅: periods of child care in the holidays, their classes, and the children.

What is kept of children (under 14: sensitive, PIPL art. 28 and 31) is apart from everything else: `ABOUT_CHILDREN` are
the records that are deleted for good after a period.
"""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    MonthField,
    NameField,
    PercentField,
    PhoneField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import Sex
from cadre_desktop.welfare.child_care.rules import CareRole, ChildPresence, Enrolled, Season


class CarePeriod(Record):
    """A period (期次). `purpose` is on every sheet; `deletes_on` is when what is known of the children is deleted, and
    `deleted` when it was, with how many `children` had been admitted; `least_attendance`: who came less is not admitted
    the next time."""

    title = RequiredTextField()
    season = CodeField(Season.table(), required=True)
    court = link(Court, null=True)
    starts = RequiredDateField(index=True)
    ends = RequiredDateField()
    place = TextField()
    hours = TextField()
    capacity = CountField()
    least_attendance = PercentField(default=70_000)
    purpose = TextField(long=True)
    deletes_on = DateField()
    deleted = DateField()
    children = CountField()
    notes = TextField(long=True)

    searched = (title,)
    named = (title,)


class CareClass(Record):
    """A class of a period, for school years from–to."""

    period = link(CarePeriod)
    title = RequiredTextField()
    grade_from = CountField()
    grade_to = CountField()
    capacity = CountField()
    room = TextField()

    named = (title,)


class CareStaff(Record):
    """A tutor or a volunteer of a class or of the whole period."""

    period = link(CarePeriod)
    care_class = link(CareClass, null=True)
    name = NameField()
    role = CodeField(CareRole.table(), default=CareRole.VOLUNTEER)
    person = link(Person, null=True)
    unit = TextField()
    phone = PhoneField()

    named = (name, role)


class Child(Record):
    """A child enrolled for a period by `person`, a member of staff. `number` is what the child is called where no name
    may be; `applied_at` (ISO minute) orders those of equal priority; `reason` says why it was admitted or waits."""

    period = link(CarePeriod, index=False)
    number = CountField(null=False)
    care_class = link(CareClass, null=True)
    person = link(Person)
    name = NameField()
    sex = CodeField(Sex.table())
    born = MonthField()
    grade = CountField()
    hardship = FlagField()
    single_parent = FlagField()
    both_in_court = FlagField()
    applied_at = TextField()
    state = CodeField(Enrolled.table(), default=Enrolled.APPLIED)
    reason = TextField()
    consent = FlagField()
    agreement = FlagField()
    commitment = FlagField()
    health_declared = FlagField()
    leaves_alone = FlagField()
    emergency_contact = TextField()
    emergency_phone = PhoneField()

    named = (number,)

    class Meta:
        indexes = ((("period", "number"), True),)


class PickUp(Record):
    """Who may collect a child: up to three, by `position`."""

    child = link(Child)
    name = NameField()
    relation = TextField()
    phone = PhoneField()
    position = CountField(default=1)

    named = (child,)


class ChildDay(Record):
    """A child on a day: came and left at (``08:35``), `late` when it was collected late."""

    child = link(Child, index=False)
    day = RequiredDateField()
    presence = CodeField(ChildPresence.table(), default=ChildPresence.PRESENT)
    came = TextField()
    left = TextField()
    late = FlagField()

    named = (child, day)

    class Meta:
        indexes = ((("child", "day"), True),)


ABOUT_CHILDREN: tuple[type[Record], ...] = (Child, PickUp, ChildDay)
RECORDS: tuple[type[Record], ...] = (CarePeriod, CareClass, CareStaff, *ABOUT_CHILDREN)
