"""How pools, memberships and rotations are shown, entered, exported and printed."""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.rules import MembershipStatus


def vet_pool(values: Values) -> list[Problem]:
    """An age limit is a human age."""
    limit = values.get("age_limit")
    if limit is not None and not 18 <= limit <= 70:
        return [Problem(_("年龄上限 {limit} 岁不合理，应在 18 到 70 之间。").format(limit=limit), field="age_limit")]
    return []


def vet_membership(values: Values) -> list[Problem]:
    """Who has left has a day and a reason, and did not leave before entering."""
    problems = []
    left, entered, status = values.get("left"), values.get("entered"), values.get("status")
    if left and entered and left < entered:
        problems.append(Problem(_("出库日期早于入库日期，请核对。"), field="left"))
    gone = status is not None and status != "" and not MembershipStatus(status).in_pool
    if gone and not left:
        problems.append(Problem(_("已不在库，请填写出库日期。"), field="left"))
    if gone and not values.get("reason"):
        problems.append(Problem(_("已不在库，请填写出库原因。"), field="reason"))
    return problems


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
        Column(Membership.stage, "阶段", also=("选育管用", "培养阶段"), filterable=True, roster_mm=14),
        Column(Membership.status, "状态", also=("在库状态",), filterable=True, roster_mm=22),
        Column(Membership.entered, "入库日期", also=("入库时间", "进入日期"), roster_mm=24),
        Column(Membership.source, "来源", also=("推荐单位", "入库来源", "推荐方式"), roster_mm=34),
        Column(Membership.direction, "培养方向", also=("方向", "专业方向"), roster_mm=30),
        Column(Membership.mentor, "导师", also=("培养导师",), in_table=False),
        Column(Membership.measures, "培养措施", also=("措施",), in_table=False),
        Column(Membership.left, "出库日期", also=("出库时间", "退出日期"), in_table=False),
        Column(Membership.reason, "出库原因", also=("退出原因",), in_table=False),
        Column(Membership.notes, "备注", in_table=False),
    ),
    order=(Membership.pool, Membership.entered),
    identity=((Membership.pool, Membership.person, Membership.entered), (Membership.pool, Membership.person)),
    vet=vet_membership,
    icon="talent",
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
        Column(Rotation.until, "结束日期", also=("结束时间",)),
        Column(Rotation.status, "状态", filterable=True, roster_mm=18),
        Column(Rotation.notes, "备注", in_table=False),
    ),
    order=(Rotation.planned.desc(),),
    identity=((Rotation.person, Rotation.planned),),
    icon="refresh",
)

KINDS: tuple[Kind, ...] = (POOL, MEMBERSHIP, ROTATION)
