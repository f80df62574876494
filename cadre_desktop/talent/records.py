"""Talent pools (人才库), who is in them (入库), and planned moves (交流轮岗)."""

from cadre_desktop.kit.codes import code_table
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
from cadre_desktop.talent.rules import ExitReason, GradesRule, MembershipStatus, PoolType, RotationStatus, Stage


class Pool(Record):
    """A talent pool with its admission rule: age limit on a day, one staff category (none: all), quota judges only,
    line of work, least education and rank, completed years of service, the annual grades of the last three years, a
    title of a contest. `size` is how many members are planned.
    """

    name = RequiredTextField(unique=True)
    type = CodeField(PoolType.table(), required=True)
    age_limit = CountField()
    age_day = DateField()
    category = CodeField(StaffCategory.table())
    quota_only = FlagField()
    document_number = TextField()
    notes = TextField(long=True)
    line = CodeField(code_table("line"), since=8)
    education = CodeField(code_table("education"), since=8)
    party_member = FlagField(since=8)
    rank_at_least = CodeField(code_table("ranks"), since=8)
    service_years = CountField(since=8)
    grades_rule = CodeField(GradesRule.table(), since=8)
    contest_title = FlagField(since=8)
    size = CountField(since=8)

    searched = (name,)
    named = (name,)


class Membership(Record):
    """One person's membership of one pool. `court` is the one the person belonged to when entering; `exception` is why
    somebody was admitted whom the rule does not admit, `exception_by` who decided it.
    """

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
    exception = TextField(long=True, since=8)
    exception_by = TextField(since=8)

    named = (person,)

    class Meta:
        indexes = ((("pool", "person", "entered"), True), (("pool", "status"), False))


class Rotation(Record):
    """A planned move between posts, departments or courts; `done` is the day on which it was made."""

    person = link(Person)
    planned = RequiredDateField(index=True)
    from_court = link(Court, null=True)
    to_court = link(Court, null=True)
    to_department = link(Department, null=True)
    to_post = TextField()
    until = DateField()
    status = CodeField(RotationStatus.table(), default=RotationStatus.PLANNED)
    notes = TextField(long=True)
    from_department = link(Department, null=True, since=8)
    line = CodeField(code_table("line"), since=8)
    reason = TextField(since=8)
    done = DateField(since=8)
    document_number = TextField(since=8)

    named = (person,)


RECORDS: tuple[type[Record], ...] = (Pool, Membership, Rotation)
