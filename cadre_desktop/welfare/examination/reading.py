"""What there is of a round: its packages, its batches with how full they are, and who is in them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.examination.records import ExamPackage, ExamRound
from cadre_desktop.welfare.examination.rules import PackageRule
from cadre_desktop.welfare.name_list import PARTICIPANTS, welcomes_retired
from cadre_desktop.welfare.rules import Attendance, WelfareKind

_BATCHES = """
    SELECT b.id, e.id, e.title, e.starts, e.ends, e.place, e.provider, e.places, e.court_id, b.make_up
    FROM exam_batch b JOIN welfare_event e ON e.id = b.event_id WHERE b.round_id = ? ORDER BY e.starts, b.make_up, e.id
"""
_COUNTS = """
    SELECT b.id, p.attendance, count(*) FROM exam_batch b JOIN participant p ON p.event_id = b.event_id
    WHERE b.round_id = ? GROUP BY b.id, p.attendance
"""
_PEOPLE = """
    SELECT a.id, p.id, p.name, coalesce(c.short_name, c.name, ''), coalesce(d.name, ''), coalesce(x.package_id, 0),
           a.attendance, p.status, p.phone, b.id
    FROM exam_batch b JOIN participant a ON a.event_id = b.event_id JOIN person p ON p.id = a.person_id
    LEFT JOIN court c ON c.id = coalesce(a.court_id, p.court_id) LEFT JOIN department d ON d.id = p.department_id
    LEFT JOIN exam_assignment x ON x.participant_id = a.id
    WHERE {condition} ORDER BY c.place, d.place, d.id, p.pinyin, a.id
"""


@dataclass(frozen=True)
class Batch:
    """A batch: `capacity` None where any number comes; `counts` of its people by attendance."""

    key: int
    event: int
    title: str
    starts: date
    ends: date | None
    venue: str
    hospital: str
    capacity: int | None
    court: int | None
    make_up: bool
    counts: dict[str, int]

    @property
    def taken(self) -> int:
        """How many have one of its seats."""
        return sum(count for status, count in self.counts.items() if PARTICIPANTS.takes_place(status))

    @property
    def free(self) -> int | None:
        """How many more it takes; None for any number."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def came(self) -> int:
        """How many were examined."""
        return self.counts.get(Attendance.ATTENDED, 0)

    @property
    def over(self) -> date:
        """Its last day."""
        return self.ends or self.starts


def takes_retired(event: int) -> bool | None:
    """Whether the round of a batch (key of its event) is for the retired too; None for what is no batch of one."""
    found = database.rows(
        "SELECT r.retired FROM exam_batch b JOIN exam_round r ON r.id = b.round_id WHERE b.event_id = ?", event
    )
    return bool(found[0][0]) if found else None


welcomes_retired[WelfareKind.PHYSICAL_EXAM] = takes_retired


class ExamMember(NamedTuple):
    """Somebody in a batch; `package` 0 where none is given yet."""

    key: int
    person: int
    name: str
    court: str
    department: str
    package: int
    attendance: str
    status: str
    phone: str
    batch: int

    @property
    def retired(self) -> bool:
        """Whether he has left the staff as retired."""
        return self.status == PersonStatus.RETIRED

    @property
    def examined(self) -> bool:
        """Whether he came."""
        return self.attendance == Attendance.ATTENDED

    @property
    def seated(self) -> bool:
        """Whether he has one of the seats of the batch."""
        return PARTICIPANTS.takes_place(self.attendance)


def rounds_of(year: int | None) -> list[ExamRound]:
    """The rounds of a year (None: of all), the latest first."""
    found = ExamRound.select().order_by(ExamRound.year.desc(), ExamRound.id.desc())
    return list(found if year is None else found.where(ExamRound.year == year))


def packages_of(exam_round: int) -> list[ExamPackage]:
    """The packages of a round (key) in their order."""
    rows = ExamPackage.select().where(ExamPackage.round == exam_round)
    return list(rows.order_by(ExamPackage.position, ExamPackage.id))


def package_rules(packages: list[ExamPackage]) -> list[PackageRule]:
    """The same as rules."""
    return [PackageRule(each.id, each.sex or "", each.age_from, each.age_to) for each in packages]


def batches_of(exam_round: int) -> list[Batch]:
    """The batches of a round (key) by date."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for batch, attendance, count in database.rows(_COUNTS, exam_round):
        counts[batch][attendance] = count
    return [
        Batch(key, event, title, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None, venue,
              hospital, capacity, court, bool(make_up), counts[key])
        for key, event, title, starts, ends, venue, hospital, capacity, court, make_up
        in database.rows(_BATCHES, exam_round)
    ]  # fmt: skip


def members_of_batch(batch: int) -> list[ExamMember]:
    """Who is in a batch (key), by court, department and name."""
    return [ExamMember(*row) for row in database.rows(_PEOPLE.format(condition="b.id = ?"), batch)]


def members_of_round(exam_round: int) -> list[ExamMember]:
    """Who is in any batch of a round (key), once for each batch."""
    return [ExamMember(*row) for row in database.rows(_PEOPLE.format(condition="b.round_id = ?"), exam_round)]


def missing(members: list[ExamMember]) -> list[ExamMember]:
    """The last row of each of these people who was examined in no batch."""
    examined = {one.person for one in members if one.examined}
    return list({one.person: one for one in members if one.person not in examined}.values())


def ages_on(exam_round: ExamRound, batches: list[Batch]) -> date:
    """The day on which ages count; the first of the year where nothing else is known."""
    if exam_round.ages_on is not None:
        return exam_round.ages_on
    return batches[0].starts if batches else date(exam_round.year or 0, 1, 1)
