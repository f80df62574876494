"""年度考核结果 (A15): the grade of a year."""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, TextField, YearField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.vetting import vet_year


class Grade(Code):
    """The grades of 公务员考核规定, and who was not graded."""

    EXCELLENT = "excellent", N_("优秀"), "优", "A"
    COMPETENT = "competent", N_("称职"), "合格", "B"
    BASIC = "basic", N_("基本称职"), "基本合格", "C"
    INCOMPETENT = "incompetent", N_("不称职"), "不合格", "D"
    UNGRADED = "ungraded", N_("不定等次"), "不确定等次", "未定等次", "只写评语不定等次"
    ABSENT = "absent", N_("未参加考核"), "未参加", "不参加考核"

    @property
    def tone(self) -> Tone:
        tones: dict[Grade, Tone] = {
            Grade.EXCELLENT: "good",
            Grade.BASIC: "warning",
            Grade.INCOMPETENT: "bad",
        }
        return tones.get(self, "neutral")


class AnnualGrade(Record):
    """One person's grade of one year."""

    person = link(Person, index=False)
    year = YearField(null=False, index=True)
    grade = CodeField(Grade.table(), required=True)
    notes = TextField(long=True)

    named = (person, year)

    class Meta:
        indexes = ((("person", "year"), True),)


ANNUAL_GRADES = Register(
    Kind(
        AnnualGrade,
        "annual-grades",
        "年度考核结果",
        columns=(
            Column(AnnualGrade.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(AnnualGrade.year, "年度", also=("年份", "考核年度"), filterable=True, roster_mm=16),
            Column(AnnualGrade.grade, "考核等次", also=("等次", "考核结果", "结果"), filterable=True, roster_mm=30),
            Column(AnnualGrade.notes, "备注", in_table=False),
        ),
        order=(AnnualGrade.year.desc(), AnnualGrade.person),
        identity=((AnnualGrade.person, AnnualGrade.year),),
        vet=vet_year,
        icon="check",
        workbook=N_("年度考核结果"),
    ),
    section=N_("个人档案"),
)
