"""Admitting children to a period by the priority rule, and dealing them to its classes by grade."""

from collections.abc import Sequence
from dataclasses import dataclass

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.child_care.deleting import refuse_deleted
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, PickUp
from cadre_desktop.welfare.child_care.rules import (
    AdmissionVerdict,
    Applicant,
    ClassRoom,
    Enrolled,
    admission,
    attended,
    deal_classes,
)

_LAST = """
    SELECT c.id, d.presence, d.late FROM child c
    JOIN child b ON b.person_id = c.person_id AND b.name = c.name AND b.period_id = ?
    JOIN child_day d ON d.child_id = b.id WHERE c.period_id = ? AND b.state = 'admitted'
"""


@dataclass(frozen=True)
class Admission:
    """What admitting would come to: of each child what becomes of it and why, and how many there would be. `unknown`:
    why the attendance of the last time does not count, as a sentence; empty when it does or there was no last time."""

    title: str
    verdicts: tuple[AdmissionVerdict, ...]
    admitted: int
    capacity: int | None
    unknown: str = ""

    @property
    def sentence(self) -> str:
        """How many are admitted, wait, or lack something; those by their numbers."""
        new = [each for each in self.verdicts if each.state is Enrolled.ADMITTED]
        waiting = [each for each in self.verdicts if each.state is Enrolled.WAITING]
        lacking = [each for each in self.verdicts if each.state is Enrolled.APPLIED]
        text = _("本次录取 {new} 名，候补 {waiting} 名，共录取 {all} 名。").format(
            new=len(new), waiting=len(waiting), all=self.admitted
        )
        if lacking:
            numbers = "、".join(map(str, sorted(each.number for each in lacking)))
            text += _("编号 {numbers} 缺监护人同意或接送人，没有录取。").format(numbers=numbers)
        return text + self.unknown


def applicants(period: CarePeriod) -> list[Applicant]:
    """The children of a period as the rule looks at them."""
    pick_ups = dict(
        database.rows(
            "SELECT p.child_id, count(*) FROM pick_up p JOIN child c ON c.id = p.child_id"
            " WHERE c.period_id = ? GROUP BY p.child_id",
            period.id,
        )
    )
    last = _last_shares(period)
    return [
        Applicant(
            row.id,
            row.number or 0,
            row.state,
            row.hardship,
            row.single_parent,
            row.both_in_court,
            row.applied_at,
            row.consent,
            pick_ups.get(row.id, 0),
            row.leaves_alone,
            last.get(row.id),
        )
        for row in Child.select().where(Child.period == period.id).order_by(Child.number)
    ]


def _before(period: CarePeriod) -> CarePeriod | None:
    query = CarePeriod.select().where(CarePeriod.ends < period.starts)
    if period.__data__["court"] is not None:
        query = query.where((CarePeriod.court == period.__data__["court"]) | CarePeriod.court.is_null())
    found = query.order_by(CarePeriod.ends.desc()).first()
    return found if isinstance(found, CarePeriod) else None


def _last_shares(period: CarePeriod) -> dict[int, int]:
    """The attendance of the last time by child of this period, as far as it is still known."""
    before = _before(period)
    if before is None:
        return {}
    days: dict[int, list[tuple[str, bool]]] = {}
    for key, presence, late in database.rows(_LAST, before.id, period.id):
        days.setdefault(key, []).append((presence, bool(late)))
    shares = {key: attended(each).share for key, each in days.items()}
    return {key: share for key, share in shares.items() if share is not None}


def foresee(period: int) -> Admission:
    """What admitting would come to, without doing it. Raises Refused where the children have been deleted, or none is
    enrolled."""
    row = CarePeriod.by_key(period)
    if problems := refuse_deleted(period):
        raise Refused(list(problems))
    found = applicants(row)
    if not found:
        raise Refused(_("“{title}”还没有报名的子女，请先导入报名表或登记。").format(title=row.title))
    verdicts = admission(found, row.capacity, row.least_attendance or 0)
    kept = sum(1 for each in found if each.state == Enrolled.ADMITTED)
    before = _before(row)
    unknown = ""
    if before is not None and before.deleted is not None:
        unknown = _("“{title}”的子女信息已删除，上期出勤无法核对。").format(title=before.title)
    new = sum(1 for each in verdicts if each.state is Enrolled.ADMITTED)
    return Admission(row.title, tuple(verdicts), kept + new, row.capacity, unknown)


def admit(store: Store, period: int) -> Admission:
    """Admit by the rule, in one step: what becomes of each child, and why, is written to it. Raises as `foresee`."""
    found = foresee(period)
    with store.step(_("录取“{title}”：共 {count} 名").format(title=found.title, count=found.admitted)):
        for each in found.verdicts:
            Child.update(state=each.state, reason=each.reason).where(Child.id == each.key).execute()
    return found


@dataclass(frozen=True)
class DealtClasses:
    """How many were put into a class, and the numbers of those for whom there is none."""

    count: int
    left: Sequence[int]

    @property
    def sentence(self) -> str:
        text = _("{count} 名子女编入班级。").format(count=self.count)
        if self.left:
            numbers = "、".join(map(str, self.left))
            text += _("编号 {numbers} 没有合适的班级，请增设班级、放宽年级或名额。").format(numbers=numbers)
        return text


def deal(store: Store, period: int) -> DealtClasses:
    """Put the admitted children without a class into the classes of their grade, in one step. Raises Refused where the
    period has no classes, or nobody is to be dealt."""
    classes = list(CareClass.select().where(CareClass.period == period).order_by(CareClass.grade_from, CareClass.id))
    if not classes:
        raise Refused(_("这一期还没有班级，请先在“托辅班级”里新增。"))
    admitted = list(Child.select().where(Child.period == period, Child.state == Enrolled.ADMITTED))
    has: dict[int, int] = {}
    for row in admitted:
        if (key := row.__data__["care_class"]) is not None:
            has[key] = has.get(key, 0) + 1
    rooms = [ClassRoom(each.id, each.grade_from, each.grade_to, each.capacity, has.get(each.id, 0)) for each in classes]
    without = [row for row in admitted if row.__data__["care_class"] is None]
    if not without:
        raise Refused(_("录取的子女都已编班，没有要编的。"))
    dealt = deal_classes([(row.id, row.grade) for row in without], rooms)
    if dealt:
        with store.step(_("编班：{count} 名子女").format(count=len(dealt))):
            for child, room in dealt.items():
                Child.update(care_class=room).where(Child.id == child).execute()
    return DealtClasses(len(dealt), sorted(row.number or 0 for row in without if row.id not in dealt))


def pick_ups_of(children: Sequence[int]) -> dict[int, list[PickUp]]:
    """Who may collect each child."""
    found: dict[int, list[PickUp]] = {}
    for row in PickUp.select().where(PickUp.child.in_(list(children))).order_by(PickUp.position):
        found.setdefault(row.__data__["child"], []).append(row)
    return found
