"""学历学位 (A08): what somebody has studied, where and when."""

from cadre_desktop.kit.codes import Code, code_table
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, CountField, MonthField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class StudyMode(Code):
    """How somebody studied: the two kinds that personnel forms tell apart."""

    FULL_TIME = "full_time", N_("全日制"), "全日制教育", "普通全日制"
    IN_SERVICE = "in_service", N_("在职"), "在职教育", "非全日制", "函授", "自考"


class Education(Record):
    """One course of studies that is finished. `source` is the key of the study it was posted by, None if entered."""

    person = link(Person)
    mode = CodeField(StudyMode.table())
    education = CodeField(code_table("education"))
    degree = CodeField(code_table("degree"))
    school = TextField()
    major = TextField()
    starts = MonthField()
    ends = MonthField()
    notes = TextField(long=True)
    source = CountField(index=True)

    searched = (school, major)
    named = (person, school)
    leans = (source,)


def vet_education(values: Values) -> list[Problem]:
    """It ends after it begins, and names an education or a degree."""
    problems = ends_too_early(values)
    if not values.get("education") and not values.get("degree"):
        problems.append(Problem(_("请填写学历或学位。"), field="education"))
    return problems


def settled_education(values: Values) -> list[Problem]:
    """What a study has posted changes only by that study."""
    if not values.get("source"):
        return []
    text = _("这条学历由“在职学习”记入，不能直接修改或删除；请在“在职学习”中更正。")
    return [Problem(text, field="education")]


EDUCATION = Register(
    Kind(
        Education,
        "education",
        "学历学位",
        columns=(
            Column(Education.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(Education.mode, "学习形式", also=("教育类型", "学习方式"), filterable=True, roster_mm=20),
            Column(Education.education, "学历", filterable=True, roster_mm=30),
            Column(Education.degree, "学位", filterable=True, roster_mm=30),
            Column(Education.school, "毕业院校", also=("院校", "学校", "毕业院校及系"), roster_mm=50),
            Column(Education.major, "专业", also=("所学专业", "院系及专业"), roster_mm=40),
            Column(Education.starts, "入学时间", also=("入学年月",), roster_mm=20),
            Column(Education.ends, "毕业时间", also=("毕业年月", "获得时间"), roster_mm=20),
            Column(Education.notes, "备注", in_table=False),
        ),
        order=(Education.person, Education.ends.desc()),
        identity=((Education.person, Education.education, Education.degree, Education.school),),
        vet=vet_education,
        settle=settle_facts,
        settled=settled_education,
        icon="certificate",
        workbook=N_("学历学位"),
    ),
    section=N_("个人档案"),
)
