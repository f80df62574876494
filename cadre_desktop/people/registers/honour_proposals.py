"""表彰推荐: who is proposed for an honour, why, and what became of it."""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import HonourLevel
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.people.vetting import vet_honour


class ProposalState(Code):
    """How far a proposal has come."""

    PROPOSED = "proposed", N_("拟推荐"), "推荐"
    SENT = "sent", N_("已上报"), "上报"
    GRANTED = "granted", N_("已授予"), "授予", "通过"
    REFUSED = "refused", N_("未通过"), "未授予"

    @property
    def tone(self) -> Tone:
        tones: dict[ProposalState, Tone] = {ProposalState.GRANTED: "good", ProposalState.SENT: "warning"}
        return tones.get(self, "neutral")


class HonourProposal(Record):
    """A proposal for an honour to a person or, without one, to a collective: a department or a whole court."""

    person = link(Person, null=True)
    court = link(Court, null=True)
    department = link(Department, null=True)
    title = RequiredTextField()
    level = CodeField(HonourLevel.table(), required=True)
    proposed = RequiredDateField(index=True)
    reasons = TextField(long=True)
    organ = TextField()
    state = CodeField(ProposalState.table(), default=ProposalState.PROPOSED)
    granted = DateField()
    document_number = TextField()

    searched = (title, document_number)
    named = (title,)


HONOUR_PROPOSALS = Register(
    Kind(
        HonourProposal,
        "honour-proposals",
        "表彰推荐",
        columns=(
            Column(HonourProposal.title, "荣誉名称", also=("推荐荣誉", "称号"), roster_mm=60),
            Column(HonourProposal.level, "级别", also=("表彰级别",), filterable=True, roster_mm=22),
            Column(HonourProposal.person, "个人", also=("姓名", "推荐个人"), roster_mm=22, hint="推荐集体请留空"),
            Column(HonourProposal.court, "法院", also=("单位",), filterable=True, roster_mm=46),
            Column(HonourProposal.department, "部门", also=("集体", "推荐集体"), roster_mm=30),
            Column(HonourProposal.proposed, "推荐日期", also=("日期",), roster_mm=24),
            Column(HonourProposal.state, "状态", filterable=True, in_form=False, roster_mm=20),
            Column(HonourProposal.reasons, "推荐理由", also=("主要事迹", "理由"), in_table=False),
            Column(HonourProposal.organ, "授予机关", also=("授予单位",), in_table=False),
            Column(HonourProposal.granted, "授予日期", in_table=False, in_form=False),
            Column(HonourProposal.document_number, "文号", also=("授予文号",), in_table=False),
        ),
        order=(HonourProposal.proposed.desc(), HonourProposal.person),
        identity=(
            (
                HonourProposal.title,
                HonourProposal.proposed,
                HonourProposal.person,
                HonourProposal.court,
                HonourProposal.department,
            ),
        ),
        vet=vet_honour,
        settle=settle_facts,
        icon="certificate",
        workbook=N_("表彰推荐"),
    ),
    section=N_("任免与培养"),
)
