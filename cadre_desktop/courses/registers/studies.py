"""在职学习: who studies what, with what outcome, and what the court has helped with; attempts at the judicial
examination; reports of study trips."""

from cadre_desktop.courses.records import Enrolment
from cadre_desktop.kit.codes import Code, Tone, code_table
from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import (
    CodeField,
    DateField,
    MoneyField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.people.vetting import vet_year


class StudyState(Code):
    """What has become of a study."""

    STUDYING = "studying", N_("在读"), "在学", "进行中"
    PASSED = "passed", N_("毕业"), "已毕业", "取得学位", "完成"
    GIVEN_UP = "given_up", N_("终止"), "退学", "放弃", "肄业"

    @property
    def tone(self) -> Tone:
        tones: dict[StudyState, Tone] = {StudyState.STUDYING: "warning", StudyState.PASSED: "good"}
        return tones.get(self, "neutral")


class DegreeStudy(Record):
    """One person's study for an education or a degree beside work. `help_granted` is in fen."""

    person = link(Person)
    school = RequiredTextField()
    major = TextField()
    education = CodeField(code_table("education"))
    degree = CodeField(code_table("degree"))
    starts = RequiredDateField()
    ends = DateField()
    state = CodeField(StudyState.table(), default=StudyState.STUDYING)
    help_granted = MoneyField()
    document_number = TextField()
    notes = TextField(long=True)

    searched = (school, major)
    named = (person, school)


def vet_study(values: Values) -> list[Problem]:
    """It leads to something, what is over has ended, and only the action of its list makes a study passed."""
    problems = ends_too_early(values)
    if not values.get("education") and not values.get("degree"):
        problems.append(Problem(_("请填写攻读的学历或学位。"), field="degree"))
    if values.get("state") == StudyState.PASSED and not values.get("ends"):
        problems.append(Problem(_("已毕业的请填写毕业日期。"), field="ends"))
    if values.get("state") == StudyState.PASSED and not _is_passed(values):
        words = _("状态请先填在读，保存后选中它按“毕业”：学历学位会同时记入个人档案。")
        problems.append(Problem(words, field="state"))
    return problems


def settled_study(values: Values) -> list[Problem]:
    """What has posted an education to the dossier changes only after that is withdrawn."""
    study = _stored(values)
    if study is None or not Education.select().where(Education.source == study.id).exists():
        return []
    text = _("“{school}”的学习已经毕业并记入学历，不能直接修改或删除；请先按“撤回毕业”，更正后再记毕业。")
    return [Problem(text.format(school=study.school), field="state")]


def _is_passed(values: Values) -> bool:
    study = _stored(values)
    return study is not None and study.state == StudyState.PASSED


def _stored(values: Values) -> DegreeStudy | None:
    """The study with these values, by what distinguishes it from others."""
    names = ("person", "school", "starts")
    if any(not values.get(name) for name in names):
        return None
    same = [getattr(DegreeStudy, name) == values[name] for name in names]
    found: DegreeStudy | None = DegreeStudy.get_or_none(*same)
    return found


DEGREE_STUDIES = Register(
    Kind(
        DegreeStudy,
        "degree-studies",
        "在职学习",
        columns=(
            Column(DegreeStudy.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(DegreeStudy.school, "就读院校", also=("院校", "学校"), roster_mm=50),
            Column(DegreeStudy.major, "专业", also=("所学专业",), roster_mm=36),
            Column(DegreeStudy.education, "攻读学历", also=("学历",), filterable=True, in_table=False),
            Column(DegreeStudy.degree, "攻读学位", also=("学位",), filterable=True, roster_mm=30),
            Column(DegreeStudy.starts, "入学日期", also=("入学时间",), roster_mm=24),
            Column(DegreeStudy.ends, "毕业日期", also=("毕业时间", "取得时间"), roster_mm=24),
            Column(DegreeStudy.state, "状态", also=("学习状态", "结果"), filterable=True, roster_mm=20),
            Column(DegreeStudy.help_granted, "资助金额", also=("资助", "学费资助"), roster_mm=22),
            Column(DegreeStudy.document_number, "审批文号", also=("文号",), in_table=False),
            Column(DegreeStudy.notes, "备注", in_table=False),
        ),
        order=(DegreeStudy.starts.desc(), DegreeStudy.person),
        identity=((DegreeStudy.person, DegreeStudy.school, DegreeStudy.starts),),
        vet=vet_study,
        settle=settle_facts,
        settled=settled_study,
        icon="course",
        workbook=N_("在职学习"),
    ),
    section=N_("学历与考试"),
)


class ExamPart(Code):
    """The two parts of the 国家统一法律职业资格考试."""

    OBJECTIVE = "objective", N_("客观题"), "客观"
    SUBJECTIVE = "subjective", N_("主观题"), "主观"


class ExamOutcome(Code):
    """How an attempt ended."""

    ENTERED = "entered", N_("已报名"), "报名"
    PASSED = "passed", N_("通过"), "合格", "及格"
    FAILED = "failed", N_("未通过"), "不合格", "不及格", "缺考"

    @property
    def tone(self) -> Tone:
        tones: dict[ExamOutcome, Tone] = {ExamOutcome.PASSED: "good", ExamOutcome.FAILED: "bad"}
        return tones.get(self, "neutral")


class JudicialExam(Record):
    """One attempt of a person at a part of the judicial examination. `help_granted` is in fen."""

    person = link(Person)
    year = YearField(null=False, index=True)
    part = CodeField(ExamPart.table(), required=True)
    outcome = CodeField(ExamOutcome.table(), default=ExamOutcome.ENTERED)
    score = TextField()
    help_granted = MoneyField()
    notes = TextField(long=True)

    named = (person, year)


JUDICIAL_EXAMS = Register(
    Kind(
        JudicialExam,
        "judicial-exams",
        "法考",
        columns=(
            Column(JudicialExam.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(JudicialExam.year, "年度", also=("年份", "报考年度"), filterable=True, roster_mm=16),
            Column(JudicialExam.part, "科目", also=("考试科目",), filterable=True, roster_mm=22),
            Column(JudicialExam.outcome, "结果", also=("考试结果", "是否通过"), filterable=True, roster_mm=22),
            Column(JudicialExam.score, "成绩", also=("分数",), roster_mm=18),
            Column(JudicialExam.help_granted, "资助金额", also=("资助",), roster_mm=22),
            Column(JudicialExam.notes, "备注", in_table=False),
        ),
        order=(JudicialExam.year.desc(), JudicialExam.person),
        identity=((JudicialExam.person, JudicialExam.year, JudicialExam.part),),
        vet=vet_year,
        icon="certificate",
        workbook=N_("法律职业资格考试"),
    ),
    section=N_("学历与考试"),
)


class StudyReport(Record):
    """The report that somebody owes after a study trip or a secondment; its file is attached to this row."""

    enrolment = link(Enrolment)
    title = TextField()
    due = DateField()
    handed_in = DateField()
    notes = TextField(long=True)

    named = (enrolment,)


STUDY_REPORTS = Register(
    Kind(
        StudyReport,
        "study-reports",
        "学习报告",
        columns=(
            Column(StudyReport.enrolment, "姓名", also=("参训", "参训人员"), roster_mm=40),
            through(StudyReport.enrolment, Enrolment.course, "班次", filterable=True),
            Column(StudyReport.title, "报告题目", also=("题目",), roster_mm=70),
            Column(StudyReport.due, "应交日期", also=("提交期限",), roster_mm=24),
            Column(StudyReport.handed_in, "提交日期", also=("实交日期",), roster_mm=24),
            Column(StudyReport.notes, "备注", in_table=False),
        ),
        order=(StudyReport.due.desc(), StudyReport.enrolment),
        identity=((StudyReport.enrolment,),),
        icon="edit",
    ),
    section=N_("学历与考试"),
)
