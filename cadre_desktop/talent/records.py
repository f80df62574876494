"""Talent pools (人才库), who is in them (入库), and planned moves (交流轮岗)."""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, PoolType, RotationStatus, Stage


class Pool(Record):
    """A talent pool with its admission rule: age limit on a day, one staff category (none: all), quota judges only."""

    name = RequiredTextField(unique=True)
    type = CodeField(PoolType.table(), required=True)
    age_limit = CountField()
    age_day = DateField()
    category = CodeField(StaffCategory.table())
    quota_only = FlagField()
    document_number = TextField()
    notes = TextField(long=True)

    searched = (name,)
    named = (name,)


class Membership(Record):
    """One person's membership of one pool. `court` is the one the person belonged to when entering."""

    pool = link(Pool, index=False)
    person = link(Person)
    court = link(Court, null=True)
    entered = RequiredDateField()
    stage = CodeField(Stage.table(), default=Stage.SELECT)
    status = CodeField(MembershipStatus.table(), default=MembershipStatus.ACTIVE)
    source = TextField()
    direction = TextField()
    mentor = TextField()
    measures = TextField(long=True)
    left = DateField()
    reason = CodeField(ExitReason.table())
    notes = TextField(long=True)

    named = (person,)

    class Meta:
        indexes = ((("pool", "person", "entered"), True), (("pool", "status"), False))


class Rotation(Record):
    """A planned move between posts, departments or courts."""

    person = link(Person)
    planned = RequiredDateField(index=True)
    from_court = link(Court, null=True)
    to_court = link(Court, null=True)
    to_department = link(Department, null=True)
    to_post = TextField()
    until = DateField()
    status = CodeField(RotationStatus.table(), default=RotationStatus.PLANNED)
    notes = TextField(long=True)

    named = (person,)


RECORDS: tuple[type[Record], ...] = (Pool, Membership, Rotation)
