"""The talent pools of the demonstration court: 279 young cadres, 42 in the expert reserve at the end of 2023."""

from datetime import date
from random import Random

from cadre_desktop.contests.figures import experts
from cadre_desktop.contests.records import Entrant, Result
from cadre_desktop.kit import editing
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory
from cadre_desktop.talent.actions import leave, save_rotation
from cadre_desktop.talent.kinds import POOL
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.registers.reserve_tasks import ReserveTask, TaskKind
from cadre_desktop.talent.registers.reviews import ReviewGrade
from cadre_desktop.talent.rules import ExitReason, PoolType, RotationStatus
from cadre_desktop.talent.stages.admitting import admit, sift
from cadre_desktop.talent.stages.moving import StageEntry, move_to_stage
from cadre_desktop.talent.stages.reviewing import Reviewed, review_sheet, save_reviews

YOUNG_2023, EXPERTS_2023 = 279, 42
_LEFT_2023 = 11


def write_talent(store: Store, random: Random) -> None:
    """Make the pools, admit their members, let some leave, and plan rotations."""
    young = _pool(store, "优秀年轻干部库", PoolType.YOUNG, 40, None)
    reserve = _pool(store, "审判业务带头人和专家型法官后备人才库", PoolType.EXPERT, None, StaffCategory.JUDGE)
    members = _admit_young(store, random, young)
    judges = [
        row.entrant.__data__["person"]
        for row in Result.select(Result, Entrant).join(Entrant).where(Result.id.in_(_expert_results()))
        if row.entrant.person.category == StaffCategory.JUDGE
    ]
    admit(store, reserve, random.sample(sorted(set(judges)), EXPERTS_2023), date(2023, 12, 12), "业务能手")
    _stages(store, random, members)
    _rotations(store, random, members)
    _profiles(store)
    _tasks(store, random, reserve)
    _reviews(store, random, young)


def _expert_results() -> list[int]:
    listing = experts(2023)
    return listing.page(0, listing.count())


def _pool(store: Store, name: str, kind: PoolType, age: int | None, category: StaffCategory | None) -> Pool:
    values = {
        "name": name,
        "type": kind,
        "age_limit": age,
        "age_day": date(2023, 1, 1) if age else None,
        "category": category or "",
        "quota_only": category is not None,
        "document_number": "包中法发〔2023〕12号",
    }
    made = editing.add(store, POOL, values)
    assert isinstance(made, Pool)
    return made


def _admit_young(store: Store, random: Random, pool: Pool) -> list[Membership]:
    day = date(2023, 3, 20)
    serving = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
    fit = sift(pool, [person.id for person in serving], day).fit
    chosen = random.sample(fit, YOUNG_2023 + _LEFT_2023)
    keys = [person.id for person in chosen]
    half = len(keys) // 2
    admit(store, pool, keys[:half], day, "组织推荐")
    admit(store, pool, keys[half:], date(2023, 7, 10), "综合测评")
    members = list(Membership.select().where(Membership.pool == pool).order_by(Membership.id))
    gone = random.sample(members, _LEFT_2023)
    leave(store, [member.id for member in gone[:7]], date(2023, 11, 30), ExitReason.DEPLOYED)
    leave(store, [member.id for member in gone[7:]], date(2023, 12, 8), ExitReason.MOVED)
    return [member for member in members if member not in gone]


_STAGES = (
    (Evidence.RECOMMENDATION, date(2023, 7, 20), "民主推荐票集中"),
    (Evidence.TRAINING, date(2023, 9, 15), "参加青年骨干培训班"),
    (Evidence.REVIEW, date(2023, 12, 20), "年度评议良好"),
    (Evidence.CONSIDERED, date(2023, 12, 22), "列为中层副职考察对象"),
)


def _stages(store: Store, random: Random, members: list[Membership]) -> None:
    shuffled = random.sample(members, len(members))
    cuts = (0, 60, 190, 250, len(shuffled))
    for (evidence, day, result), start, end in zip(_STAGES, cuts, cuts[1:], strict=False):
        move_to_stage(store, [member.id for member in shuffled[start:end]], StageEntry(evidence, day, result))


def _rotations(store: Store, random: Random, members: list[Membership]) -> None:
    courts = list(Court.select().order_by(Court.place))
    for number, member in enumerate(random.sample(members, 24)):
        person = member.person
        target = random.choice([court for court in courts if court.id != person.__data__["court"]])
        department = random.choice(list(Department.select().where(Department.court == target).order_by(Department.id)))
        done = number < 14
        values = {
            "person": person.id,
            "planned": date(2023, 4 + number % 8, 10) if done else date(2024, 3 + number % 5, 5),
            "from_court": person.__data__["court"],
            "to_court": target.id,
            "to_department": department.id,
            "to_post": random.choice(("法官助理", "跟班锻炼", "挂职副庭长")),
            "status": RotationStatus.DONE if done else RotationStatus.PLANNED,
        }
        save_rotation(store, None, values)


def _profiles(store: Store) -> None:
    """What two posts ask."""
    own = Court.select().order_by(Court.place).first()
    assert own is not None
    for values in (
        {"title": "执行局副局长", "age_limit": 40, "line": "5", "education": "21", "party_member": True},
        {"title": "刑事审判庭庭长", "age_limit": 45, "category": "judge", "quota_only": True, "line": "2"},
    ):
        editing.add(store, POST_PROFILES.kind, {"court": own.id, **values})


_TASK_TITLES = (
    (TaskKind.HARD_CASE, "（2023）内02民初18号", "当庭调解，案结事了"),
    (TaskKind.HARD_CASE, "（2023）内02刑初7号", "裁判文书入选自治区优秀文书"),
    (TaskKind.RESEARCH, "涉企执行案件善意文明执行研究", "形成调研报告，被内蒙古高院采用"),
    (TaskKind.LECTURE, "新任法官助理带教", "带教 2 人，出师考核合格"),
)


def _tasks(store: Store, random: Random, reserve: Pool) -> None:
    members = list(Membership.select().where(Membership.pool == reserve).order_by(Membership.id))
    with store.step("登记专家任务"):
        for member in random.sample(members, 18):
            task, title, result = random.choice(_TASK_TITLES)
            starts = date(2023, random.randint(3, 9), 1)
            ReserveTask.add(membership=member, task=task, title=title, starts=starts, ends=None, result=result)


def _reviews(store: Store, random: Random, pool: Pool) -> None:
    grades = random.choices(list(ReviewGrade), (25, 60, 13, 2), k=400)
    said = {line.membership: Reviewed(grade) for line, grade in zip(review_sheet(pool, 2023), grades, strict=False)}
    save_reviews(store, pool, 2023, date(2023, 12, 28), said)
