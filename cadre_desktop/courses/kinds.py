"""How courses and enrolments are shown, entered, exported and printed."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from cadre_desktop.courses.completion import attended_share, read_mark
from cadre_desktop.courses.name_list import ENROLMENTS, had_left
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseForm, CourseStatus, course_problems, leave_problems
from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.people.name_list.importing import place_imported, tell_fewer_places, vet_moving_up
from cadre_desktop.people.records import Person


def complete_course(values: Values) -> Values:
    """An online form means online hours; a course without a last day lasts one day."""
    online = bool(values.get("online")) or values.get("form") == CourseForm.ONLINE
    return {**values, "online": online, "ends": values.get("ends") or values.get("starts")}


def vet_course(values: Values) -> list[Problem]:
    """Dates and hours have to fit; what a closed course has posted to the dossier stays as it is."""
    if values.get("status") == CourseStatus.CLOSED:
        return [Problem(_("“{title}”已结班，请先重新开班再修改。").format(title=values.get("title")), field="title")]
    problems = list(course_problems(values.get("starts"), values.get("ends"), values.get("hours")))
    if (values.get("places") or 0) < 0:
        problems.append(Problem(_("名额不能是负数。"), field="places"))
    for field, read in (("attended", attended_share), ("pass_mark", read_mark)):
        try:
            if text := (values.get(field) or "").strip():
                read(text)
        except Unclear as unclear:
            problems.append(Problem(str(unclear), field=field))
    return problems


def complete_enrolment(values: Values) -> Values:
    """The court somebody belongs to when enrolled."""
    if values.get("court") or not values.get("person"):
        return values
    person: Any = Person.get_or_none(Person.id == values["person"])
    return {**values, "court": person.__data__["court"]} if person else values


def vet_enrolment(values: Values) -> list[Problem]:
    """The results of a closed course are settled; nobody is in one that was called off, or put into one before which he
    had left the staff; nobody can miss more hours than there were."""
    course = Course.get_or_none(Course.id == values.get("course"))
    if course is None:
        return []
    if course.status == CourseStatus.CLOSED:
        return [Problem(_("“{title}”已结班，请先重新开班再修改。").format(title=course.title), field="course")]
    if course.status == CourseStatus.CANCELLED:
        return [Problem(_("“{title}”已取消，请先恢复再修改。").format(title=course.title), field="course")]
    return [*_newly_gone(course, values.get("person")), *leave_problems(values.get("leave"), course.hours or 0)]


def _newly_gone(course: Course, key: int | None) -> Iterator[Problem]:
    """As on the screen; but lists of courses that are over come late, and it has to be known since when he is gone."""
    person = Person.get_or_none(Person.id == key) if key else None
    if person is None or not had_left(course, person):
        return
    is_over = (course.ends or course.starts) < date.today()
    held = Enrolment.select().where(Enrolment.course == course, Enrolment.person == key)
    if (is_over and person.status_since is None) or held.exists():
        return
    text = _("{name}开班时已不在岗（退休、调离等），不能报名。")
    yield Problem(text.format(name=person.name), field="person")


COURSE = Kind(
    Course,
    "courses",
    "班次",
    columns=(
        Column(
            Course.title,
            "班次名称",
            also=("名称", "培训班名称", "培训名称", "培训班", "班次", "班名", "课程名称", "培训项目", "培训主题"),
            section="班次",
            roster_mm=70,
        ),
        Column(Course.code, "班次编号", also=("编号", "班号", "课程编号"), section="班次", in_table=False),
        Column(
            Course.series,
            "班次系列",
            also=("培训系列", "系列", "培训班类型", "班次类别"),
            section="班次",
            filterable=True,
            roster_mm=42,
        ),
        Column(
            Course.form,
            "培训形式",
            also=("形式", "培训方式", "授课方式", "办班形式"),
            section="班次",
            filterable=True,
            roster_mm=16,
        ),
        Column(
            Course.training_class,
            "培训类别",
            also=("类别", "业务类别"),
            section="班次",
            in_table=False,
            filterable=True,
        ),
        Column(Course.plan_item, "计划项目", also=("对应计划", "培训计划"), section="班次", in_table=False),
        Column(Course.online, "网络学时", also=("是否网络", "网络培训"), section="班次", in_table=False),
        Column(
            Course.starts,
            "开始日期",
            also=("开始", "开始时间", "起始日期", "开班日期", "开班时间", "培训开始时间", "培训时间", "日期"),
            section="时间地点",
            roster_mm=24,
        ),
        Column(
            Course.ends,
            "结束日期",
            also=("结束", "结束时间", "终止日期", "结班时间", "培训结束时间"),
            section="时间地点",
            roster_mm=24,
        ),
        Column(
            Course.hours,
            "学时",
            also=("总学时", "培训学时", "课时", "学时数"),
            section="时间地点",
            hint="最小 0.5 学时",
            roster_mm=14,
        ),
        Column(
            Course.places,
            "名额",
            also=("人数上限", "名额数", "计划人数", "拟训人数"),
            section="时间地点",
            in_table=False,
            hint="报满后可候补；不填不限",
        ),
        Column(Course.place, "地点", also=("培训地点", "办班地点", "上课地点"), section="时间地点", roster_mm=34),
        Column(
            Course.court,
            "举办法院",
            also=("法院", "承办法院", "举办单位", "承办单位"),
            section="组织",
            in_table=False,
            filterable=True,
        ),
        Column(
            Course.organiser,
            "主办单位",
            also=("主办方", "主办", "组织单位", "培训机构"),
            section="组织",
            in_table=False,
            hint="结业证书落款；不填为本院",
        ),
        Column(Course.lecturer, "主讲人", also=("授课人", "教师", "讲师", "授课教师"), section="组织", in_table=False),
        Column(Course.target, "培训对象", also=("参训对象", "对象", "参训人员范围"), section="组织", in_table=False),
        Column(Course.cost, "经费支出", also=("支出", "实际经费", "经费"), section="组织", in_table=False),
        Column(
            Course.attended,
            "结业出勤比例",
            also=("出勤要求",),
            section="结业",
            in_table=False,
            hint="如 4/5；不填按设置",
        ),
        Column(
            Course.pass_mark,
            "合格分数",
            also=("及格分数",),
            section="结业",
            in_table=False,
            hint="不考试的不填",
        ),
        Column(
            Course.report_due,
            "报告期限",
            also=("学习报告期限",),
            section="结业",
            in_table=False,
            hint="研学、调训后交学习报告的期限",
        ),
        Column(Course.status, "状态", filterable=True, in_form=False, roster_mm=16),
        Column(Course.notes, "备注", also=("说明",), section="组织", in_table=False),
    ),
    order=(Course.starts.desc(), Course.title),
    identity=((Course.title, Course.starts),),
    prepare=complete_course,
    vet=vet_course,
    together=partial(tell_fewer_places, ENROLMENTS),
    icon="course",
    unit="个班次",
    workbook=N_("培训班台账（班次）"),
)

ENROLMENT = Kind(
    Enrolment,
    "enrolments",
    "参训",
    columns=(
        Column(
            Enrolment.course,
            "班次名称",
            also=("培训班名称", "培训名称", "培训班", "班次", "班名", "课程名称"),
            roster_mm=60,
        ),
        Column(Enrolment.person, "姓名", also=("参训人员", "学员", "学员姓名", "干警姓名"), roster_mm=22),
        Column(Enrolment.court, "法院", also=("单位", "所在单位", "时任单位"), filterable=True, roster_mm=50),
        through(Enrolment.person, Person.department, "现部门", filterable=True),
        through(Enrolment.person, Person.post, "现职务", in_table=False),
        Column(
            Enrolment.status,
            "参训情况",
            also=("状态", "培训情况", "完成情况", "结业情况", "是否结业", "考勤"),
            filterable=True,
            roster_mm=20,
        ),
        Column(Enrolment.leave, "请假学时", also=("请假", "缺课学时"), roster_mm=18),
        Column(Enrolment.hours, "计入学时", in_form=False, roster_mm=18),
        Column(Enrolment.result, "成绩", also=("考核结果", "考试成绩", "分数"), roster_mm=20),
        Column(Enrolment.retake, "补考成绩", also=("补考",), in_table=False),
        Column(Enrolment.reason, "推荐理由", also=("选派理由", "理由"), in_table=False),
        Column(Enrolment.certificate, "结业证书", in_form=False, roster_mm=46),
    ),
    order=(Enrolment.course, Enrolment.person),
    identity=((Enrolment.course, Enrolment.person),),
    prepare=complete_enrolment,
    vet=vet_enrolment,
    together=partial(place_imported, ENROLMENTS),
    vet_change=partial(vet_moving_up, ENROLMENTS),
    icon="people",
    workbook=N_("参训名单（哪个班、哪些人）"),
)

KINDS: tuple[Kind, ...] = (COURSE, ENROLMENT)
