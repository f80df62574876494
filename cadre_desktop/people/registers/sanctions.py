"""处分与影响期: sanctions that bar somebody from being promoted or honoured for a time. Restricted: every value is
masked, nothing of it is found by search.
"""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class SanctionKind(Code):
    """Sanctions of the state (公职人员政务处分法), of the party (党纪处分条例), and what comes before them."""

    INVESTIGATED = "investigated", N_("立案审查"), "立案审查调查", "正在立案审查"
    ADMONITION = "admonition", N_("诫勉"), "诫勉谈话"
    WARNING = "warning", N_("警告"), "政务警告", "党内警告"
    DEMERIT = "demerit", N_("记过"), "政务记过"
    SERIOUS_WARNING = "serious_warning", N_("严重警告"), "党内严重警告"
    MAJOR_DEMERIT = "major_demerit", N_("记大过"), "政务记大过"
    DEMOTION = "demotion", N_("降级"), "政务降级"
    REMOVAL = "removal", N_("撤职"), "政务撤职", "撤销党内职务"
    PROBATION = "probation", N_("留党察看")
    EXPULSION = "expulsion", N_("开除"), "开除公职", "开除党籍"


class Sanction(Record):
    """One sanction. `until` is the last day on which it has effect (影响期); without one it has effect still."""

    person = link(Person)
    sanction = CodeField(SanctionKind.table(), required=True)
    decided = RequiredDateField()
    until = DateField()
    organ = TextField()
    document_number = TextField()
    notes = TextField(long=True)

    named = (person, decided)


SANCTIONS = Register(
    Kind(
        Sanction,
        "sanctions",
        "处分",
        columns=(
            Column(Sanction.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(Sanction.sanction, "处分种类", also=("处分", "种类"), masked=True, in_table=False),
            Column(Sanction.decided, "决定日期", also=("处分日期", "处分时间"), masked=True, in_table=False),
            Column(Sanction.until, "影响期至", also=("影响期截止", "解除日期"), masked=True, in_table=False),
            Column(Sanction.organ, "决定机关", also=("处分机关",), masked=True, in_table=False),
            Column(Sanction.document_number, "文号", also=("处分文号",), masked=True, in_table=False),
            Column(Sanction.notes, "备注", masked=True, in_table=False),
        ),
        order=(Sanction.decided.desc(), Sanction.person),
        identity=((Sanction.person, Sanction.sanction, Sanction.decided),),
        vet=lambda values: ends_too_early(values, "decided", "until"),
        settle=settle_facts,
        icon="warning",
    ),
    section=N_("个人档案"),
)
