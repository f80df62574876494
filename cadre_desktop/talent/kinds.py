"""How pools, memberships and rotations are shown, entered, exported and printed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Department, Person
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import problems_of
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.requirement import Requirement, impossible
from cadre_desktop.talent.rules import ExitReason, GradesRule, MembershipStatus, RotationStatus, Stage


def asked_by(values: Mapping[str, Any], hours: int = 0) -> Requirement:
    """What the values of a pool or of a post's profile ask; `hours` (tenths) are asked where the profile says so."""
    category, rule = values.get("category"), values.get("grades_rule")
    return Requirement(
        age_limit=values.get("age_limit"),
        age_day=values.get("age_day"),
        category=StaffCategory(category) if category else None,
        quota_only=bool(values.get("quota_only")),
        line=values.get("line") or "",
        education=values.get("education") or "",
        party_member=bool(values.get("party_member")),
        rank_at_least=values.get("rank_at_least") or "",
        level_at_least=values.get("level_at_least") or "",
        years_in_post=values.get("years_in_post"),
        service_years=values.get("service_years"),
        grades_rule=GradesRule(rule) if rule else None,
        contest_title=bool(values.get("contest_title")),
        hours=hours if values.get("hours_met") else None,
    )


def vet_pool(values: Values) -> list[Problem]:
    """An age limit is a human age, and somebody can meet the rule."""
    limit = values.get("age_limit")
    if limit is not None and not 18 <= limit <= 70:
        return [Problem(_("年龄上限 {limit} 岁不合理，应在 18 到 70 之间。").format(limit=limit), field="age_limit")]
    sentence, field = impossible(asked_by(values))
    return [Problem(sentence, field=field)] if sentence else []


def complete_membership(values: Values) -> Values:
    """The court somebody belongs to when entering; who has a day of leaving, and no state, has left."""
    values = dict(values)
    if values.get("person") and not values.get("court"):
        values["court"] = court_of(values["person"])
    if values.get("left") and not values.get("status"):
        values["status"] = ExitReason(values["reason"]).status if values.get("reason") else MembershipStatus.LEFT
    return values


def court_of(person: int) -> int:
    """The court a person belongs to now."""
    return int(Person.by_key(person).__data__["court"])


def vet_membership(values: Values) -> list[Problem]:
    """Who has left has a day and a reason, and did not leave before entering; who is inside has neither."""
    problems = []
    left, entered = values.get("left"), values.get("entered")
    status = MembershipStatus(values.get("status") or MembershipStatus.ACTIVE)
    if left and entered and left < entered:
        problems.append(Problem(_("出库日期早于入库日期，请核对。"), field="left"))
    if status.in_pool and left:
        message = _("已填出库日期，状态却是“{status}”；请改状态，或清空出库日期。")
        problems.append(Problem(message.format(status=_(status.label)), field="status"))
    if not status.in_pool and not left:
        problems.append(Problem(_("已不在库，请填写出库日期。"), field="left"))
    if not status.in_pool and not values.get("reason"):
        problems.append(Problem(_("已不在库，请填写出库原因。"), field="reason"))
    return problems or _vet_entering(values)


def _vet_entering(values: Values) -> list[Problem]:
    """Who enters meets the rule of the pool, or it is said why not and who decided it; he begins with the first stage,
    a later one has entries first, by which he moves there."""
    pool, person, entered = values.get("pool"), values.get("person"), values.get("entered")
    if not (pool and person and entered) or values.get("left") or _is_inside(pool, person, entered):
        return []
    stage, status = values.get("stage") or Stage.SELECT, values.get("status") or MembershipStatus.ACTIVE
    text = _("刚入库的人不能直接是“{label}”，请先按“选”“在库”入库，再登记选育管用记录。")
    if stage != Stage.SELECT:
        return [Problem(text.format(label=_(Stage(stage).label)), field="stage")]
    if status != MembershipStatus.ACTIVE:
        return [Problem(text.format(label=_(MembershipStatus(status).label)), field="status")]
    if values.get("exception") and values.get("exception_by"):
        return []
    rule = Pool.by_key(pool)
    facts = read_facts([person], entered, pool).get(person)
    problems = problems_of(asked_by(rule.__data__), facts, entered) if facts else []
    if not problems:
        return []
    text = _("不符合“{pool}”的入库条件：{why}确需例外的，请填写“例外入库理由”和“例外决定人”。")
    return [Problem(text.format(pool=rule.name, why="".join(problems)), field="person")]


def _is_inside(pool: int, person: int, entered: date) -> bool:
    """Whether somebody is in a pool already, or was from that day on."""
    found = 'SELECT 1 FROM membership WHERE pool_id = ? AND person_id = ? AND ("left" IS NULL OR entered = ?) LIMIT 1'
    return database.value(found, pool, person, entered.isoformat()) is not None


def _membership(pool: int, person: int, entered: date) -> int | None:
    """The key of a membership by what identifies it."""
    found = "SELECT id FROM membership WHERE pool_id = ? AND person_id = ? AND entered = ?"
    key = database.value(found, pool, person, entered.isoformat())
    return None if key is None else int(key)


def _unshown(label: str, field: str) -> Problem:
    text = _("改为“{label}”没有选育管用记录作依据，请用“转阶段”等操作填写事项和日期。")
    return Problem(text.format(label=label), field=field)


def vet_membership_change(old: Values, new: Values) -> list[Problem]:
    """Nobody goes to another stage, is considered, suspended or developed again without a dated entry that shows it;
    a membership stays with its pool and its person."""
    problems = []
    for name, text in (
        ("pool", _("入库人员不能改到别的人才库；请在这里出库，再按条件进入那个库。")),
        ("person", _("入库人员不能改成另一个人；录错的请删除，再让那个人入库。")),
    ):
        if old[name] != new.get(name, old[name]):
            problems.append(Problem(text, field=name))
    key = _membership(old["pool"], old["person"], old["entered"])
    stage, status = new.get("stage"), new.get("status")
    if stage and stage != old["stage"] and not _is_shown(key, "stage = ?", stage):
        problems.append(_unshown(_(Stage(stage).label), "stage"))
    if status and status != old["status"] and not _status_is_shown(key, old["status"], status):
        problems.append(_unshown(_(MembershipStatus(status).label), "status"))
    return problems


def _is_shown(membership: int | None, which: str, value: str) -> bool:
    found = f"SELECT 1 FROM stage_evidence WHERE membership_id = ? AND {which} LIMIT 1"
    return database.value(found, membership, value) is not None


def _status_is_shown(membership: int | None, old: str, new: str) -> bool:
    """Whether an entry shows a change of state; leaving has a day and a reason of its own."""
    if new == MembershipStatus.UNDER_REVIEW:
        return _is_shown(membership, "evidence = ?", "considered")
    if new != MembershipStatus.SUSPENDED and old != MembershipStatus.SUSPENDED:
        return True
    if not MembershipStatus(new).in_pool:
        return True
    latest = (
        "SELECT evidence FROM stage_evidence WHERE membership_id = ? AND evidence IN ('suspension', 'resumption')"
        " ORDER BY day DESC, id DESC LIMIT 1"
    )
    wanted = "suspension" if new == MembershipStatus.SUSPENDED else "resumption"
    return bool(database.value(latest, membership) == wanted)


def complete_rotation(values: Values) -> Values:
    """The court somebody moves from is the present one unless given, and so is the department of a move that is still
    to be made; a department gives the court. What is done was done on the planned day unless another is given.
    """
    values = dict(values)
    status = RotationStatus(values.get("status") or RotationStatus.PLANNED)
    if values.get("person"):
        person = Person.by_key(values["person"]).__data__
        values["from_court"] = values.get("from_court") or person["court"]
        if status is RotationStatus.PLANNED and values["from_court"] == person["court"]:
            values["from_department"] = values.get("from_department") or person["department"]
    if values.get("to_department") and not values.get("to_court"):
        values["to_court"] = _court_of_department(values["to_department"])
    if status is RotationStatus.DONE and not values.get("done"):
        values["done"] = values.get("planned")
    return values


def vet_rotation(values: Values) -> list[Problem]:
    """A move leads somewhere else, its department belongs to its court, and it does not end before it begins."""
    problems = []
    until, planned, done = values.get("until"), values.get("planned"), values.get("done")
    if until and planned and until < planned:
        problems.append(Problem(_("结束日期早于计划日期，请核对。"), field="until"))
    if done and (values.get("status") or RotationStatus.PLANNED) == RotationStatus.PLANNED:
        problems.append(Problem(_("已填到岗日期，状态却是“计划”，请改状态。"), field="status"))
    to_department = values.get("to_department")
    if not (values.get("to_court") or to_department or values.get("to_post")):
        problems.append(Problem(_("请填写去向：法院、部门或岗位至少一项。"), field="to_court"))
    elif to_department and _court_of_department(to_department) != values.get("to_court"):
        problems.append(Problem(_("去向部门不属于去向法院，请核对。"), field="to_department"))
    elif to_department and to_department == values.get("from_department"):
        text = _("去向部门就是原部门“{name}”，不是轮岗，请另选部门。")
        problems.append(Problem(text.format(name=Department.by_key(to_department).name), field="to_department"))
    elif _goes_nowhere(values):
        problems.append(Problem(_("去向法院就是原法院，请写明去向部门或岗位。"), field="to_court"))
    return problems


def _goes_nowhere(values: Values) -> bool:
    """Whether a move that is still to be made names only the court somebody is in."""
    planned = (values.get("status") or RotationStatus.PLANNED) == RotationStatus.PLANNED
    said = values.get("to_department") or values.get("to_post") or values.get("line")
    return planned and not said and values.get("to_court") == values.get("from_court")


def _court_of_department(department: int) -> int:
    return int(Department.by_key(department).__data__["court"])


POOL = Kind(
    Pool,
    "pools",
    "人才库",
    columns=(
        Column(Pool.name, "名称", also=("人才库名称", "人才库"), roster_mm=80),
        Column(Pool.type, "类型", also=("库类型",), filterable=True, roster_mm=40),
        Column(Pool.age_limit, "年龄上限", also=("年龄",), hint="周岁，不填为不限", roster_mm=20),
        Column(Pool.age_day, "年龄截止日", hint="不填按入库当日计算", in_table=False),
        Column(Pool.category, "人员分类", also=("入库条件",), hint="不填为各类人员", roster_mm=34),
        Column(Pool.quota_only, "仅限员额法官", also=("限员额",)),
        Column(Pool.line, "条线", also=("业务条线",), in_table=False),
        Column(Pool.education, "最低学历", also=("学历",), in_table=False),
        Column(Pool.party_member, "中共党员", also=("限党员",), in_table=False),
        Column(Pool.rank_at_least, "最低职级", also=("职级",), in_table=False),
        Column(Pool.service_years, "工作满几年", also=("工作年限",), hint="按参加工作时间，满周年", in_table=False),
        Column(Pool.grades_rule, "近三年考核", also=("考核要求",), in_table=False),
        Column(Pool.contest_title, "要有竞赛称号", also=("竞赛称号",), in_table=False),
        Column(Pool.size, "计划人数", also=("规模", "名额"), in_table=False),
        Column(Pool.document_number, "依据文号", also=("文号", "依据"), in_table=False),
        Column(Pool.notes, "备注", in_table=False),
    ),
    order=(Pool.name,),
    identity=((Pool.name,),),
    vet=vet_pool,
    icon="talent",
)

MEMBERSHIP = Kind(
    Membership,
    "memberships",
    "入库人员",
    columns=(
        Column(Membership.person, "姓名", also=("干警姓名", "人员"), roster_mm=22),
        Column(Membership.pool, "人才库", also=("库名", "入库类别"), filterable=True, roster_mm=70),
        Column(
            Membership.court,
            "法院",
            also=("单位", "所在法院", "所在单位", "推荐法院"),
            filterable=True,
            hint="入库时所在的法院，不填按人员档案",
            roster_mm=46,
        ),
        through(Membership.person, Person.department, "现部门", filterable=True),
        through(Membership.person, Person.post, "现职务"),
        Column(Membership.stage, "阶段", also=("选育管用", "培养阶段"), filterable=True, roster_mm=14),
        Column(Membership.status, "状态", also=("在库状态",), filterable=True, roster_mm=22),
        Column(Membership.entered, "入库日期", also=("入库时间", "进入日期"), roster_mm=24),
        Column(Membership.source, "来源", also=("入库来源", "推荐方式", "推荐单位"), roster_mm=34),
        Column(Membership.direction, "培养方向", also=("方向", "专业方向"), roster_mm=30),
        Column(Membership.mentor, "导师", also=("培养导师",), in_table=False),
        Column(Membership.measures, "培养措施", also=("措施",), in_table=False),
        Column(Membership.left, "出库日期", also=("出库时间", "退出日期"), in_table=False),
        Column(Membership.reason, "出库原因", also=("退出原因",), in_table=False),
        Column(Membership.exception, "例外入库理由", also=("破格理由",), in_table=False),
        Column(Membership.exception_by, "例外决定人", also=("批准人",), in_table=False),
        Column(Membership.notes, "备注", in_table=False),
    ),
    order=(Membership.pool, Membership.entered, Membership.person),
    identity=((Membership.pool, Membership.person, Membership.entered), (Membership.pool, Membership.person)),
    prepare=complete_membership,
    vet=vet_membership,
    vet_change=vet_membership_change,
    icon="talent",
    workbook=N_("人才库名单"),
)

ROTATION = Kind(
    Rotation,
    "rotations",
    "交流轮岗",
    columns=(
        Column(Rotation.person, "姓名", also=("干警姓名", "人员"), roster_mm=22),
        Column(Rotation.planned, "计划日期", also=("计划时间", "轮岗日期"), roster_mm=24),
        Column(Rotation.from_court, "原法院", also=("原单位",), in_table=False, roster_mm=46),
        Column(Rotation.to_court, "去向法院", also=("交流单位", "去向单位"), filterable=True, roster_mm=46),
        Column(Rotation.to_department, "去向部门", also=("交流部门",), roster_mm=34),
        Column(Rotation.to_post, "拟任岗位", also=("岗位", "拟任职务"), roster_mm=34),
        Column(Rotation.from_department, "原部门", in_table=False, roster_mm=34),
        Column(Rotation.line, "去向条线", also=("条线",), in_table=False),
        Column(Rotation.until, "结束日期", also=("结束时间",)),
        Column(Rotation.status, "状态", filterable=True, roster_mm=18),
        Column(Rotation.done, "到岗日期", also=("实际日期", "报到日期"), in_table=False),
        Column(Rotation.reason, "理由", also=("轮岗理由", "原因"), in_table=False),
        Column(Rotation.document_number, "文号", also=("依据",), in_table=False),
        Column(Rotation.notes, "备注", in_table=False),
    ),
    order=(Rotation.planned.desc(), Rotation.person),
    identity=((Rotation.person, Rotation.planned),),
    prepare=complete_rotation,
    vet=vet_rotation,
    icon="refresh",
    unit="人次",
    workbook=N_("交流轮岗"),
)

KINDS: tuple[Kind, ...] = (POOL, MEMBERSHIP, ROTATION)
