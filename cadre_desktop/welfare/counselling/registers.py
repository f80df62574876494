"""The list of counselling slots: whose they are is masked, and no general list has them."""

from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.published import Register
from cadre_desktop.welfare.common.quiet import quiet_by
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.vetting import prepare_slot, slots_together, vet_new_slot, vet_slot

SLOTS = Register(
    Kind(
        CounsellingSlot,
        "counselling-slots",
        "辅导时段",
        columns=(
            Column(CounsellingSlot.day, "日期", filterable=True, roster_mm=26),
            Column(CounsellingSlot.begins, "开始", roster_mm=18),
            Column(CounsellingSlot.ends, "结束", roster_mm=18),
            Column(CounsellingSlot.counsellor, "辅导师", filterable=True, roster_mm=30),
            Column(CounsellingSlot.place, "地点", filterable=True, roster_mm=44),
            Column(CounsellingSlot.state, "状态", filterable=True, roster_mm=20),
            Column(CounsellingSlot.person, "预约人", masked=True),
            Column(CounsellingSlot.court, "所在法院", masked=True, in_table=False),
        ),
        order=(CounsellingSlot.day, CounsellingSlot.begins, CounsellingSlot.counsellor),
        identity=((CounsellingSlot.day, CounsellingSlot.begins, CounsellingSlot.counsellor),),
        prepare=prepare_slot,
        vet=vet_slot,
        vet_new=vet_new_slot,
        together=slots_together,
        quiet=quiet_by(CounsellingSlot.day),
        icon="calendar",
        unit="个",
    ),
    editable=False,
)
"""Slots come about and change by actions, which refuse double bookings as an import does."""

LIMITS = ((SLOTS.kind, Condition("0")),)
"""Counselling is nobody's business."""
