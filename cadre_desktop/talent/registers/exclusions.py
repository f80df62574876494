"""入库排除名单: who may not enter a pool for a time, and why."""

from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import DateField, RequiredTextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.talent.records import Pool


class PoolExclusion(Record):
    """`person` may not enter `pool` (none: any) up to the day `until` (none: for good)."""

    person = link(Person)
    pool = link(Pool, null=True)
    reason = RequiredTextField()
    until = DateField()

    named = (person, reason)


POOL_EXCLUSIONS = Register(
    Kind(
        PoolExclusion,
        "pool-exclusions",
        "入库排除名单",
        columns=(
            Column(PoolExclusion.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(
                PoolExclusion.pool, "人才库", also=("库名",), filterable=True, hint="不填为所有人才库", roster_mm=70
            ),
            Column(PoolExclusion.reason, "原因", also=("理由", "排除原因"), roster_mm=70),
            Column(PoolExclusion.until, "截止日期", also=("至",), hint="不填为长期", roster_mm=24),
        ),
        order=(PoolExclusion.person,),
        identity=((PoolExclusion.person, PoolExclusion.pool),),
        settle=settle_facts,
        icon="warning",
    ),
    section=N_("入库和岗位条件"),
)
