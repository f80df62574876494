"""The lists of comfort money: the ceilings, and what was given.

Comfort for people in hospital is a health matter: it is left out of general lists and workbooks (`TOLD`), and listed on
purpose, by `HOSPITAL_PAYMENT`, names are masked at first.
"""

from cadre_desktop.kit.kind import Column, Kind, Quiet, through
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.comfort.keeping_to import (
    ceilings_together,
    complete_ceiling,
    complete_payment,
    payments_together,
    vet_changed,
    vet_payment,
    vet_year,
)
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.comfort.rules import ComfortItem
from cadre_desktop.welfare.comfort.vetting import vet_ceiling

_CONFIDENTIAL = ", ".join(f"'{item}'" for item in ComfortItem if item.confidential)

TOLD = Condition(f"t.item NOT IN ({_CONFIDENTIAL})", (), N_("不含住院慰问"))
"""Payments that may be in a general list, workbook or profile."""
CONFIDENTIAL = Condition(f"t.item IN ({_CONFIDENTIAL})", (), N_("住院慰问"))
"""The others."""

CEILINGS = Register(
    Kind(
        Ceiling,
        "comfort-ceilings",
        "慰问标准",
        columns=(
            Column(Ceiling.region, "地区", also=("省份",), filterable=True, roster_mm=22),
            Column(Ceiling.item, "慰问事项", also=("事项", "项目"), filterable=True, roster_mm=36),
            Column(Ceiling.term, "计算方式", also=("按次或按年",), roster_mm=20),
            Column(Ceiling.maximum, "最高金额（元）", also=("标准", "最高金额"), hint="未查到的留空，留空时不能登记"),
            Column(Ceiling.valid_from, "起始日期", also=("执行日期",), roster_mm=24),
            Column(Ceiling.document_number, "文件文号", also=("文号", "依据"), roster_mm=44),
            Column(Ceiling.notes, "备注", in_table=False, roster_mm=50),
        ),
        order=(Ceiling.region, Ceiling.item, Ceiling.valid_from.desc()),
        identity=((Ceiling.region, Ceiling.item, Ceiling.term, Ceiling.valid_from),),
        prepare=complete_ceiling,
        vet=vet_ceiling,
        together=ceilings_together,
        icon="info",
        unit="项",
    )
)

PAYMENTS = Register(
    Kind(
        ComfortPayment,
        "comfort-payments",
        "慰问登记",
        columns=(
            Column(ComfortPayment.person, "姓名", also=("干警姓名", "慰问对象"), roster_mm=22),
            Column(ComfortPayment.item, "慰问事项", also=("事项", "项目"), filterable=True, roster_mm=28),
            Column(ComfortPayment.festival, "节日", filterable=True, hint="节日慰问必填", roster_mm=18),
            Column(ComfortPayment.amount, "金额（元）", also=("金额", "慰问金额"), roster_mm=20),
            Column(ComfortPayment.form, "形式", also=("发放形式",), filterable=True, roster_mm=18),
            Column(ComfortPayment.occasion_day, "事由日期", hint="不填按节日或发放日期", in_table=False),
            Column(ComfortPayment.paid, "发放日期", also=("日期", "慰问日期"), roster_mm=24),
            Column(ComfortPayment.court, "法院", also=("单位",), filterable=True, hint="不填按人员档案", roster_mm=40),
            through(ComfortPayment.person, Person.department, "现部门", filterable=True),
            Column(ComfortPayment.reason, "事由", also=("说明", "物品"), hint="实物请写明物品", in_table=False),
            Column(ComfortPayment.recipient, "领取人", also=("家属",), hint="本人领取的留空", in_table=False),
            Column(ComfortPayment.relation, "与本人关系", also=("关系",), in_table=False),
            Column(ComfortPayment.visitors, "走访人", also=("慰问人",), in_table=False, roster_mm=30),
            Column(ComfortPayment.voucher, "凭证号", also=("凭证编号",), roster_mm=24),
            Column(ComfortPayment.approver, "批准人", also=("审批人",), in_table=False),
            Column(ComfortPayment.event, "走访活动", also=("活动",), in_table=False),
        ),
        order=(ComfortPayment.paid.desc(), ComfortPayment.item, ComfortPayment.person),
        identity=((ComfortPayment.person, ComfortPayment.item, ComfortPayment.occasion_day),),
        prepare=complete_payment,
        vet=vet_payment,
        together=payments_together,
        vet_new=vet_year,
        vet_change=vet_changed,
        quiet=Quiet(
            ComfortPayment.item,
            lambda item: ComfortItem(item).confidential,
            N_("住院慰问平时隐藏姓名，所以不说明哪些原先已经登记，都按新增列出。"),
        ),
        icon="welfare",
        unit="笔",
        workbook=N_("慰问登记"),
    )
)

HOSPITAL_PAYMENT = Kind(
    ComfortPayment,
    "comfort-payments",
    "慰问登记",
    columns=(
        Column(ComfortPayment.person, "姓名", masked=True),
        Column(ComfortPayment.item, "慰问事项"),
        Column(ComfortPayment.amount, "金额（元）"),
        Column(ComfortPayment.form, "形式"),
        Column(ComfortPayment.paid, "发放日期"),
        Column(ComfortPayment.voucher, "凭证号"),
        Column(ComfortPayment.approver, "批准人"),
    ),
    order=(ComfortPayment.paid.desc(), ComfortPayment.id),
    prepare=complete_payment,
    vet=vet_payment,
    icon="welfare",
    unit="笔",
)
"""Payments whose names are masked, as the screen shows them."""

REGISTERS = (PAYMENTS, CEILINGS)
