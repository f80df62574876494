"""任免批次: changes of post that are decided together by one document."""

from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import AppointmentBatch

APPOINTMENT_BATCHES = Register(
    Kind(
        AppointmentBatch,
        "appointment-batches",
        "任免批次",
        columns=(
            Column(AppointmentBatch.title, "名称", also=("批次", "批次名称", "事项"), roster_mm=80),
            Column(AppointmentBatch.decided, "决定日期", also=("日期", "会议日期"), roster_mm=24),
            Column(AppointmentBatch.document_number, "文号", also=("发文字号", "任免文号"), roster_mm=50),
            Column(AppointmentBatch.organ, "决定机关", also=("任免机关",), roster_mm=40),
            Column(AppointmentBatch.state, "状态", filterable=True, in_form=False, roster_mm=20),
            Column(AppointmentBatch.notes, "备注", in_table=False),
        ),
        order=(AppointmentBatch.decided.desc(), AppointmentBatch.title),
        identity=((AppointmentBatch.title, AppointmentBatch.decided),),
        icon="people",
    ),
    section=N_("任免与培养"),
)
