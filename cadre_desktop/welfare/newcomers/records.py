"""新人入职: batches of newcomers, what each has to hand in and receive, and how the probation ends."""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.newcomers.rules import ProbationResult


class NewcomerBatch(Record):
    """Those who report together. `court` is none for the whole jurisdiction, `course` the title of their induction."""

    title = RequiredTextField()
    year = YearField(null=False)
    court = link(Court, null=True)
    reports = RequiredDateField()
    place = TextField()
    course = TextField()
    notes = TextField(long=True)

    searched = (title,)
    named = (title,)


class Newcomer(Record):
    """One person in a batch. Sizes as they are ordered (175/96A); `probation_ends` and `talk_due` follow from the day
    of reporting unless they are set; `talked` is the half-year talk, `opinion` what it came to."""

    batch = link(NewcomerBatch, index=False)
    person = link(Person)
    reported = RequiredDateField()
    height = CountField()
    robe = TextField()
    uniform = TextField()
    shirt = TextField()
    trousers = TextField()
    shoes = TextField()
    hat = TextField()
    motto = TextField()
    probation_ends = DateField()
    talk_due = DateField()
    talked = DateField()
    opinion = TextField(long=True)
    result = CodeField(ProbationResult.table())
    decided = DateField()
    document_number = TextField()

    named = (person, batch)

    class Meta:
        indexes = ((("batch", "person"), True),)


class NewcomerTask(Record):
    """An item of the checklist of one newcomer; `item` is its name as on the list."""

    newcomer = link(Newcomer, index=False)
    item = RequiredTextField()
    position = CountField(default=0)
    due = DateField(index=True)
    done = DateField()
    notes = TextField()

    named = (newcomer, item)

    class Meta:
        indexes = ((("newcomer", "item"), True),)


RECORDS: tuple[type[Record], ...] = (NewcomerBatch, Newcomer, NewcomerTask)
