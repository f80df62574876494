"""Agreements with hospitals and referral slips. Slips are a health matter: nobody's is in a general list or
workbook, and names are masked at first.
"""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.welfare.common.quiet import quiet_by
from cadre_desktop.welfare.green_channel.records import MedicalAgreement, Referral
from cadre_desktop.welfare.green_channel.slips import why_not_covered

TOLD = Condition("0")
"""No slip is told of in general."""


def _vet_agreement(values: Values) -> list[Problem]:
    """An agreement ends after it starts."""
    problems = []
    if values.get("ends") and values.get("starts") and values["ends"] < values["starts"]:
        problems.append(Problem(_("到期日期早于生效日期，请核对。"), field="ends"))
    if (values.get("reminder_days") or 0) < 0:
        problems.append(Problem(_("提前提醒的天数不能是负数。"), field="reminder_days"))
    return problems


def _vet_referral(values: Values) -> list[Problem]:
    """The agreement covers the days of a slip, also where it comes by a workbook."""
    row = MedicalAgreement.get_or_none(MedicalAgreement.id == values.get("agreement"))
    if row is None:
        return []
    return [
        Problem(why, field=field)
        for field in ("issued", "appointed")
        if values.get(field) and (why := why_not_covered(row.hospital, row.starts, row.ends, values[field]))
    ]


AGREEMENTS = Register(
    Kind(
        MedicalAgreement,
        "medical-agreements",
        "惠医协议",
        columns=(
            Column(MedicalAgreement.hospital, "医院", also=("合作医院", "医院名称"), roster_mm=56),
            Column(MedicalAgreement.title, "协议名称", also=("名称",), roster_mm=50),
            Column(MedicalAgreement.signed, "签订日期", also=("签约日期",), roster_mm=24),
            Column(MedicalAgreement.starts, "生效日期", also=("开始日期",), roster_mm=24),
            Column(MedicalAgreement.ends, "到期日期", also=("结束日期",), hint="长期有效的不填", roster_mm=24),
            Column(MedicalAgreement.contact, "医院联系人", roster_mm=24),
            Column(MedicalAgreement.contact_phone, "医院电话", in_table=False),
            Column(MedicalAgreement.own_contact, "法院联系人", roster_mm=24),
            Column(MedicalAgreement.own_phone, "法院电话", in_table=False),
            Column(MedicalAgreement.reminder_days, "提前提醒（天）", in_table=False),
            Column(MedicalAgreement.terms, "约定内容", also=("条款",), in_table=False),
        ),
        order=(MedicalAgreement.starts.desc(),),
        identity=((MedicalAgreement.hospital, MedicalAgreement.starts),),
        vet=_vet_agreement,
        icon="welfare",
        unit="份",
    )
)

REFERRALS = Register(
    Kind(
        Referral,
        "referrals",
        "就医单",
        columns=(
            Column(Referral.number, "编号", also=("单号",), roster_mm=36),
            Column(Referral.agreement, "医院", filterable=True, roster_mm=50),
            Column(Referral.person, "姓名", masked=True),
            Column(Referral.relation, "就医人", masked=True),
            Column(Referral.court, "法院", masked=True),
            Column(Referral.urgency, "缓急", filterable=True, roster_mm=16),
            Column(Referral.issued, "开具日期", roster_mm=24),
            Column(Referral.appointed, "预约日期", roster_mm=24),
            Column(Referral.appointed_at, "预约时间", roster_mm=20),
            Column(Referral.state, "状态", filterable=True, roster_mm=18),
            Column(Referral.used, "就诊日期", roster_mm=24),
        ),
        order=(Referral.number.desc(),),
        identity=((Referral.number,),),
        vet=_vet_referral,
        quiet=quiet_by(Referral.number),
        icon="welfare",
        unit="张",
    ),
    editable=False,
)

REGISTERS = (AGREEMENTS, REFERRALS)
