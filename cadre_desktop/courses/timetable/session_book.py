"""Sessions of courses from a workbook, and into one: a line for each session, of as many courses as one likes.

A line means the session of its course on its day that begins then (or is in that half of the day, or the only one of
the day), else a new one; what a line leaves empty stays as it is. So the same workbook again changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, Findings, read_sheet
from cadre_desktop.kit.intake.sheets.contract import SheetContract
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.fields import DateField, RequiredDateField, TextField
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.attending import save_session, sessions_of, vetted_session
from cadre_desktop.people.name_list.bookings import hours_remarks, teaching_remarks
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.name_list.rules import half_of, read_time

KEY = "sessions"
_KEPT = ("half", "begins", "ends", "title", "lecturer", "venue", "hours", "make_up")
SESSIONS = SheetContract(
    "课次",
    {
        "course": Column(TextField(), "班次名称", also=("培训班名称", "班次", "培训班", "班名", "课程名称")),
        "starts": Column(DateField(), "开班日期", also=("班次开始日期",), hint="有同名班次时填写"),
        "day": Column(RequiredDateField(), "日期", also=("上课日期", "授课日期", "课次日期")),
        "half": Column(Session.half, "时段", also=("半天", "上下午"), hint="上午、下午、晚上"),
        "begins": Column(TextField(), "开始时间", also=("开始", "起"), hint="如 9:00"),
        "ends": Column(TextField(), "结束时间", also=("结束", "止"), hint="如 11:30"),
        "title": Column(TextField(), "授课内容", also=("内容", "课题", "专题", "题目", "课程内容")),
        "lecturer": Column(TextField(), "授课人", also=("主讲人", "讲师", "教师", "授课教师")),
        "venue": Column(TextField(), "地点", also=("上课地点", "授课地点", "教室"), hint="不填为班次的地点"),
        "hours": Column(Session.hours, "学时", also=("课时",), hint="0.5 的整数倍；不填则平分"),
        "make_up": Column(Session.make_up, "补课", hint="是：只要求安排到这一次的人参加"),
    },
    ("course", "day"),
    "每次课一行。同一个班次可以有多行。",
)


@dataclass
class SessionsRead:
    """What a workbook would bring. `new` and `changed` hold course, values and (of a change) the key of the session."""

    read: int
    new: list[tuple[Course, Values]] = field(default_factory=list)
    changed: list[tuple[Course, Values, int]] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    refused: int = 0

    @property
    def count(self) -> int:
        """How many sessions would be written."""
        return len(self.new) + len(self.changed)


def read_sessions(path: Path) -> SessionsRead:
    """What a workbook of sessions would bring, writing nothing; every line that cannot stand is told, the others are
    good. Raises Refused for a file that cannot be read or is no such workbook."""
    table, findings = read_sheet(path, SESSIONS)
    found = SessionsRead(findings.read)
    taken: dict[object, int] = {}
    for row in table.rows:
        try:
            _take(found, table, row, taken)
        except Refused as refused:
            for problem in refused.problems:
                name = problem.field if problem.field in SESSIONS.columns else ""
                findings.refuse(table.problem(row.number, name, problem.message))
        except Unclear as unclear:
            findings.refuse(table.problem(row.number, "course", str(unclear)))
    found.problems, found.refused = _in_order(findings), findings.refused
    return found


def _in_order(findings: Findings) -> list[Problem]:
    return sorted(findings.problems, key=lambda problem: problem.row or 0)


def _take(found: SessionsRead, table: ContractTable, row: ContractRow, taken: dict[object, int]) -> None:
    course = _course_of(row)
    ENROLMENTS.vet_open(course)
    given = {name: row.values[name] for name in ("day", *_KEPT) if name in row.values}
    for name in ("begins", "ends"):
        if name in given:
            given[name] = read_time(_without_seconds(given[name]))
    session = _session_of(course, given, taken)
    held: Values = dict(session.__data__) if session is not None else {}
    known = {name: held.get(name, "") for name in _KEPT} | {"hours": held.get("hours")}
    known["make_up"] = bool(held.get("make_up"))
    known["taught_by"] = None if "lecturer" in given else held.get("taught_by")
    values = vetted_session(ENROLMENTS, course, known | given)
    fresh = (course.id, *(values[name] for name in ("day", "half", "begins", "title", "make_up")))
    if session is None and fresh in taken:
        text = _("与第 {row} 行是同一次课，没有导入；请只保留一行，或写明各自的开始时间。")
        raise Refused(Problem(text.format(row=taken[fresh]), field="day"))
    taken[fresh] = row.number
    key = session.id if session is not None else None
    if key is not None:
        taken[course.id, key] = row.number
    for remark in teaching_remarks(ENROLMENTS, course, values, key):
        found.remarks.append(table.problem(row.number, "lecturer", remark))
    for remark in hours_remarks(ENROLMENTS, course, values, key):
        found.remarks.append(table.problem(row.number, "hours", remark))
    if key is None:
        found.new.append((course, values))
    elif any((held.get(name) or None) != (value or None) for name, value in values.items()):
        found.changed.append((course, values, key))
    else:
        found.same += 1


def _without_seconds(text: str) -> str:
    """09:00:00, as a cell with a time of day is read, without its seconds."""
    return text.rpartition(":")[0] if text.count(":") == 2 else text


def _course_of(row: ContractRow) -> Course:
    """The course a line names. Raises Unclear where it is none, or one of several."""
    title, starts, day = row.text("course"), row.values.get("starts"), row.values["day"]
    named = list(Course.select().where(Course.title == title))
    if not named:
        raise Unclear(_("没有名为“{title}”的班次，请核对名称，或先新增班次。").format(title=title))
    fitting = [course for course in named if starts is None or course.starts == starts]
    if len(fitting) > 1:
        fitting = [course for course in fitting if course.starts <= day <= (course.ends or course.starts)]
    if len(fitting) != 1:
        text = _("名为“{title}”的班次有 {count} 个，请在“开班日期”栏写明是哪一个。")
        if starts is not None and len(named) == 1:
            text = _("“{title}”不是 {starts} 开班，请核对开班日期。")
        raise Unclear(text.format(title=title, count=len(named), starts=starts))
    return fitting[0]


def _session_of(course: Course, given: Values, taken: Mapping[object, int]) -> Session | None:
    """The session a line means, if it is there already and no line before meant it: one that is alike, or else the only
    one at that time. Raises Refused where it may be one of several."""
    begins = given.get("begins") or ""
    half = given.get("half") or half_of(begins, given.get("ends") or "")
    there = [each for each in sessions_of(course.id) if each.day == given["day"] and (course.id, each.id) not in taken]
    there = [each for each in there if each.make_up == bool(given.get("make_up"))]
    alike = (begins, half, given.get("title") or "")
    same = [each for each in there if (each.begins, each.half, each.title) == alike]
    if same:
        return same[0]
    if begins:
        timed = [each for each in there if each.begins == begins]
        there = timed or [each for each in there if not each.begins and each.half in ("", half)]
    elif half:
        there = [each for each in there if each.half == half]
    if len(there) > 1 and given.get("title"):
        there = [each for each in there if each.title in ("", given["title"])]
    if len(there) > 1:
        text = _("这一天有 {count} 次课，分不清是哪一次；请写明开始时间和授课内容。")
        raise Refused(Problem(text.format(count=len(there)), field="day"))
    return there[0] if there else None


def record_sessions(store: Store, found: SessionsRead) -> int:
    """Write what was read in one step; returns how many sessions are new or changed."""
    with store.step(_("导入课次 {count} 次").format(count=found.count)):
        for course, values in found.new:
            save_session(store, ENROLMENTS, course, values)
        for course, values, key in found.changed:
            save_session(store, ENROLMENTS, course, values, key)
    return found.count


def write_sessions(path: Path, courses: Sequence[Course]) -> int:
    """Write the sessions of courses as the workbook that is read back, or a line to begin with for a course without
    any; returns how many lines."""
    rows = [line for course in courses for line in _lines(course)]
    return write_table(path, SheetSpec(SESSIONS.title, SESSIONS.out(empty=True)), rows)


def _lines(course: Course) -> list[tuple[Any, ...]]:
    halves = Session.half.codes
    return [
        (
            course.title,
            course.starts,
            each.day,
            halves.label(each.half),
            each.begins,
            each.ends,
            each.title,
            each.lecturer,
            each.venue,
            each.hours,
            each.make_up,
        )
        for each in sessions_of(course.id)
    ] or [(course.title, course.starts, course.starts, *[None] * 8)]
