"""离岗情况: who was away from when to when, and of what class. No diagnosis and no reason beyond the class is kept."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class AbsenceClass(Code):
    """Of what class an absence is; somebody on secondment is at work, but not here."""

    SICK = "sick", N_("病假"), "病休", "长期病假"
    PERSONAL = "personal", N_("事假")
    MATERNITY = "maternity", N_("产假"), "育儿假", "生育假"
    STUDY = "study", N_("脱产学习"), "脱产培训", "进修"
    SECONDED = "seconded", N_("借调挂职"), "借调", "挂职", "驻村", "援疆", "援藏", "外派"
    OTHER = "other", N_("其他")


class Absence(Record):
    """One absence from `starts` to `ends` (both included; None: not back yet)."""

    person = link(Person)
    starts = RequiredDateField()
    ends = DateField()
    absence_class = CodeField(AbsenceClass.table(), required=True)
    document_number = TextField()

    named = (person, starts)


ABSENCES = Register(
    Kind(
        Absence,
        "absences",
        "离岗情况",
        columns=(
            Column(Absence.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(Absence.absence_class, "类别", also=("假别", "离岗类别"), filterable=True, roster_mm=24),
            Column(Absence.starts, "开始日期", also=("离岗日期", "起始日期"), roster_mm=24),
            Column(Absence.ends, "结束日期", also=("返岗日期", "截止日期"), roster_mm=24, hint="未返岗的留空"),
            Column(Absence.document_number, "审批文号", also=("文号",), in_table=False),
        ),
        order=(Absence.starts.desc(), Absence.person),
        identity=((Absence.person, Absence.starts),),
        vet=ends_too_early,
        settle=settle_facts,
        icon="people",
        workbook=N_("离岗情况"),
    ),
    section=N_("个人档案"),
)
