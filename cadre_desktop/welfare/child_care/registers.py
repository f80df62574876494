"""The lists of holiday child care. What is known of the children is masked, and in no general list."""

from typing import Any

from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.child_care.deleting import refuse_deleted
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, CareStaff, Child, ChildDay, PickUp
from cadre_desktop.welfare.child_care.rules import MOST_PICK_UPS, Enrolled, odd_age, usual_deletion
from cadre_desktop.welfare.child_care.together import children_together
from cadre_desktop.welfare.child_care.written import read_moment, vet_moment
from cadre_desktop.welfare.common.quiet import quiet_by


def _complete_period(values: Values) -> Values:
    """When the children's information is deleted follows from the end."""
    if values.get("deletes_on") or not values.get("ends"):
        return values
    return {**values, "deletes_on": usual_deletion(values["ends"])}


def _vet_period(values: Values) -> list[Problem]:
    starts, ends, deletes = values.get("starts"), values.get("ends"), values.get("deletes_on")
    problems = []
    if starts and ends and ends < starts:
        problems.append(Problem(_("结束日期早于开始日期，请核对。"), field="ends"))
    if ends and deletes and deletes < ends:
        problems.append(Problem(_("删除日期早于结束日期，请核对。"), field="deletes_on"))
    if (values.get("capacity") or 0) < 0:
        problems.append(Problem(_("名额不能是负数。"), field="capacity"))
    if not 0 <= (values.get("least_attendance") or 0) <= 100_000:
        problems.append(Problem(_("最低出勤率填 0 到 100。"), field="least_attendance"))
    return problems


def _vet_class(values: Values) -> list[Problem]:
    low, high = values.get("grade_from"), values.get("grade_to")
    if low is not None and high is not None and high < low:
        return [Problem(_("年级止小于年级起，请核对。"), field="grade_to")]
    if (values.get("capacity") or 0) < 0:
        return [Problem(_("名额不能是负数。"), field="capacity")]
    return []


def next_number(period: int) -> int:
    """What the next child of a period is called where no name may be."""
    last = Child.select(Child.number).where(Child.period == period).order_by(Child.number.desc()).first()
    return 1 + (last.number if last else 0)


def _complete_child(values: Values) -> Values:
    values = {**values, "applied_at": read_moment(values.get("applied_at") or "") or values.get("applied_at") or ""}
    if values.get("number") is not None or not values.get("period"):
        return values
    return {**values, "number": next_number(values["period"])}


def _vet_child(values: Values) -> list[Problem]:
    """Nobody is admitted without the guardian's consent, a person who collects it, or where there is no place."""
    problems = [*refuse_deleted(values.get("period"))]
    if values.get("grade") is not None and not 0 <= values["grade"] <= 12:
        problems.append(Problem(_("年级填 1 到 12 的数字，学前填 0。"), field="grade"))
    problems += vet_moment(values.get("applied_at") or "")
    period = CarePeriod.get_or_none(CarePeriod.id == values.get("period"))
    here = Child.get_or_none(Child.period == values.get("period"), Child.number == values.get("number"))
    if period is not None:
        if odd := odd_age(values.get("born"), period.starts):
            problems.append(Problem(odd, field="born"))
        problems += [*_vet_twice(values, here), *_vet_room(values, here)]
    if values.get("state") == Enrolled.ADMITTED:
        problems += _vet_admitted(values, period, here)
    return problems


def _vet_twice(values: Values, here: Child | None) -> list[Problem]:
    """A child is enrolled once for a period."""
    same = Child.period == values["period"], Child.person == values.get("person"), Child.name == values.get("name")
    twice = Child.select().where(*same, Child.id != (here.id if here else 0)).exists()
    return [Problem(_("这名子女在本期已经登记过，不能重复登记。"), field="name")] if twice else []


def _vet_room(values: Values, here: Child | None) -> list[Problem]:
    """A class is one of the period, and takes as many as it has room for."""
    room = CareClass.get_or_none(CareClass.id == values.get("care_class"))
    if room is None:
        return []
    if room.__data__["period"] != values["period"]:
        return [Problem(_("“{title}”不是这一期的班级，请另选。").format(title=room.title), field="care_class")]
    if room.capacity is None or (here and here.__data__["care_class"] == room.id):
        return []
    if Child.select().where(Child.care_class == room.id, Child.state == Enrolled.ADMITTED).count() < room.capacity:
        return []
    told = _("“{title}”的 {count} 个名额已满，请另选班级，或先放宽名额。")
    return [Problem(told.format(title=room.title, count=room.capacity), field="care_class")]


def _vet_admitted(values: Values, period: CarePeriod | None, here: Child | None) -> list[Problem]:
    problems = []
    if not values.get("consent"):
        problems.append(Problem(_("监护人还没有同意，不能录取。"), field="consent"))
    if not values.get("leaves_alone") and not (here and PickUp.select().where(PickUp.child == here.id).exists()):
        problems.append(Problem(_("还没有登记接送人，不能录取；可先存为已报名，再登记接送人。"), field="state"))
    if period is None or period.capacity is None or (here and here.state == Enrolled.ADMITTED):
        return problems
    taken = Child.select().where(Child.period == period.id, Child.state == Enrolled.ADMITTED).count()
    if taken >= period.capacity:
        told = _("“{title}”的 {count} 个名额已满，请改为候补。")
        problems.append(Problem(told.format(title=period.title, count=period.capacity), field="state"))
    return problems


def _vet_pick_up(values: Values) -> list[Problem]:
    if not 1 <= (values.get("position") or 0) <= MOST_PICK_UPS:
        return [Problem(_("每名子女最多登记三位接送人，序号填 1 到 3。"), field="position")]
    return []


CARE_PERIODS = Register(
    Kind(
        CarePeriod,
        "care-periods",
        "托辅期次",
        columns=(
            Column(CarePeriod.title, "期次", also=("期次名称", "名称"), roster_mm=60),
            Column(CarePeriod.season, "假期", also=("季节",), filterable=True, roster_mm=18),
            Column(CarePeriod.court, "主办法院", also=("法院", "单位"), filterable=True, roster_mm=46),
            Column(CarePeriod.starts, "开始日期", also=("开始时间",), roster_mm=24),
            Column(CarePeriod.ends, "结束日期", also=("结束时间",), roster_mm=24),
            Column(CarePeriod.place, "地点", roster_mm=40),
            Column(CarePeriod.hours, "时间", also=("每日时间",), hint="如 8:30–18:00", in_table=False),
            Column(CarePeriod.capacity, "名额", roster_mm=14),
            Column(CarePeriod.least_attendance, "最低出勤率（%）", also=("最低出勤率",), in_table=False),
            Column(CarePeriod.purpose, "信息用途说明", hint="不填用通行的一段，印在每张表上", in_table=False),
            Column(CarePeriod.deletes_on, "子女信息删除日期", also=("删除日期",), hint="不填为结束后 30 天"),
            Column(CarePeriod.deleted, "已删除日期", in_form=False),
            Column(CarePeriod.children, "删除时人数", in_form=False, in_table=False),
            Column(CarePeriod.notes, "备注", hint="不写子女姓名，用编号", in_table=False),
        ),
        order=(CarePeriod.starts.desc(),),
        identity=((CarePeriod.title,),),
        prepare=_complete_period,
        vet=_vet_period,
        icon="calendar",
        unit="期",
        workbook="托辅期次",
    )
)

CARE_CLASSES = Register(
    Kind(
        CareClass,
        "care-classes",
        "托辅班级",
        columns=(
            Column(CareClass.period, "期次", filterable=True, roster_mm=60),
            Column(CareClass.title, "班级", also=("班级名称",), roster_mm=36),
            Column(CareClass.grade_from, "年级起", roster_mm=18),
            Column(CareClass.grade_to, "年级止", roster_mm=18),
            Column(CareClass.capacity, "名额", roster_mm=16),
            Column(CareClass.room, "教室", roster_mm=40),
        ),
        order=(CareClass.period.desc(), CareClass.grade_from),
        identity=((CareClass.period, CareClass.title),),
        vet=_vet_class,
        icon="people",
        unit="班",
    )
)

CARE_STAFF = Register(
    Kind(
        CareStaff,
        "care-staff",
        "托辅老师和志愿者",
        columns=(
            Column(CareStaff.period, "期次", filterable=True, roster_mm=56),
            Column(CareStaff.name, "姓名", roster_mm=22),
            Column(CareStaff.role, "角色", filterable=True, roster_mm=22),
            Column(CareStaff.care_class, "班级", filterable=True, roster_mm=30),
            Column(CareStaff.person, "本院干警", also=("干警姓名",), in_table=False),
            Column(CareStaff.unit, "单位", roster_mm=44),
            Column(CareStaff.phone, "电话", roster_mm=30),
        ),
        order=(CareStaff.period.desc(), CareStaff.role, CareStaff.name),
        identity=((CareStaff.period, CareStaff.name),),
        icon="people",
        unit="人",
    )
)


def _masked(field: Any, title: str, **more: Any) -> Column:
    return Column(field, title, masked=True, **more)


CHILDREN = Register(
    Kind(
        Child,
        "children",
        "托辅子女",
        columns=(
            Column(Child.number, "编号", hint="不填按期次接着编"),
            Column(Child.period, "期次", filterable=True),
            Column(Child.state, "录取情况", also=("状态",), filterable=True),
            Column(Child.care_class, "班级", filterable=True),
            _masked(Child.person, "职工姓名", also=("姓名",)),
            through(Child.person, Person.department, "部门", masked=True, in_table=False),
            _masked(Child.name, "子女姓名"),
            _masked(Child.sex, "性别", also=("子女性别",)),
            _masked(Child.born, "出生年月", also=("出生日期",), in_table=False),
            _masked(Child.grade, "年级", hint="1 到 12，学前填 0"),
            _masked(Child.hardship, "困难家庭", in_table=False),
            _masked(Child.single_parent, "单亲家庭", in_table=False),
            _masked(Child.both_in_court, "双职工", in_table=False),
            Column(Child.applied_at, "报名时间", hint="如 2024-01-05 09:30", in_table=False),
            _masked(Child.reason, "录取理由", in_table=False),
            Column(Child.consent, "监护人同意"),
            Column(Child.agreement, "入托协议书"),
            Column(Child.commitment, "安全责任承诺书", also=("承诺书",)),
            Column(Child.health_declared, "健康声明", hint="只记交没交"),
            Column(Child.leaves_alone, "自行离园", in_table=False),
            _masked(Child.emergency_contact, "紧急联系人", in_table=False),
            _masked(Child.emergency_phone, "紧急联系电话", in_table=False),
        ),
        order=(Child.period.desc(), Child.number),
        identity=((Child.period, Child.number),),
        quiet=quiet_by(Child.period),
        prepare=_complete_child,
        vet=_vet_child,
        together=children_together,
        icon="people",
        unit="人",
        workbook="托辅报名表",
    )
)

PICK_UPS = Register(
    Kind(
        PickUp,
        "child-pick-ups",
        "接送人",
        columns=(
            Column(PickUp.child, "子女编号", shown=str),
            Column(PickUp.position, "序号", hint="1 到 3"),
            _masked(PickUp.name, "接送人姓名", also=("接送人",)),
            _masked(PickUp.relation, "关系", also=("与子女关系",)),
            _masked(PickUp.phone, "电话", also=("联系电话",)),
        ),
        order=(PickUp.child.desc(), PickUp.position),
        identity=((PickUp.child, PickUp.position),),
        quiet=quiet_by(PickUp.child),
        vet=_vet_pick_up,
        icon="people",
        unit="人",
    )
)

CHILD_DAYS = Register(
    Kind(
        ChildDay,
        "child-days",
        "托辅出勤",
        columns=(
            Column(ChildDay.child, "子女编号", shown=str),
            Column(ChildDay.day, "日期"),
            Column(ChildDay.presence, "出勤", filterable=True),
            Column(ChildDay.came, "到园时间"),
            Column(ChildDay.left, "离园时间"),
            Column(ChildDay.late, "接走较晚"),
        ),
        order=(ChildDay.day.desc(), ChildDay.child),
        identity=((ChildDay.child, ChildDay.day),),
        apart=True,
        icon="check",
        unit="人次",
    ),
    editable=False,
)

REGISTERS = (CARE_PERIODS, CARE_CLASSES, CARE_STAFF, CHILDREN, PICK_UPS, CHILD_DAYS)
APART = (CHILDREN.kind, PICK_UPS.kind, CHILD_DAYS.kind)
"""Whose rows are about children."""

LIMITS = tuple((kind, Condition("0")) for kind in APART)
"""They are in no general list and no export."""
