"""What courses add to the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import (
    CertificatesFor,
    Parser,
    SliceCommands,
    WholeBook,
    add_command,
    as_json,
    latest_db,
    month,
    whole,
    year,
)
from cadre_desktop.kit.language import N_, _

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def _add_plan(commands: Any) -> None:
    words = _("年度培训计划和执行情况")
    plan = add_command(commands, "plan", words, "courses.terminal.plan.show_plan", db=False)
    plan.add_argument("--year", metavar="Y", type=year, required=True, help=_("年度"))
    way = plan.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成公文格式的年度计划"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿：计划、执行情况和分项合计"))
    latest_db(plan)


def _part(parts: Any, name: str, words: str, run: str) -> Parser:
    """A command about one course, carried out by ``module.function`` of `terminal`."""
    parser = add_command(parts, name, words, f"courses.terminal.{run}", db=False)
    parser.add_argument("id", metavar="ID", type=whole, help=_("班次的编号"))
    latest_db(parser)
    return parser


def _add_propose(parts: Any) -> None:
    propose = _part(parts, "propose", _("推荐谁去参加，带理由；不写入"), "propose.show_proposal")
    propose.add_argument("--count", metavar="N", type=whole, help=_("推荐多少人，默认按名额或计划"))
    propose.add_argument("--category", metavar="C", help=_("人员分类，默认按计划或培训对象"))
    propose.add_argument("--line", metavar="L", help=_("条线，默认按计划或培训对象"))
    propose.add_argument("--level", metavar="V", help=_("职务层次，默认按计划或培训对象"))
    propose.add_argument("--court", default="", metavar="F", help=_("只看这个法院"))
    propose.add_argument("--department", default="", metavar="D", help=_("只看这个部门"))
    words = _("名额分到各部门（默认）、各法院，或只按得分")
    propose.add_argument("--spread", choices=("department", "court", "none"), default="department", help=words)
    way = propose.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成待签的名单"))


def _draft(store: "Store", key: int, template: Any) -> list[Any]:
    from cadre_desktop.courses.certifying import draft_certificates
    from cadre_desktop.courses.terminal.course import course_of

    return draft_certificates(store, course_of(key), template)


def _hand_out(store: "Store", key: int, template: Any, write: Callable[[list[Any]], object]) -> list[Any]:
    from cadre_desktop.courses.certifying import hand_out_certificates
    from cadre_desktop.courses.terminal.course import course_of

    return hand_out_certificates(store, course_of(key), write, template)


def _add_hours(commands: Any) -> None:
    words = _("一年的学时：任务、完成、今天还缺、年末预计还缺")
    hours = add_command(commands, "hours", words, "courses.terminal.hours.show_hours", db=False)
    hours.add_argument("--year", type=year, required=True, metavar="Y", help=_("年度"))
    who = hours.add_mutually_exclusive_group()
    who.add_argument("--person", metavar="P", help=_("只看这个人：编号、工号或姓名"))
    who.add_argument("--short", action="store_true", help=_("只列还缺学时的人"))
    way = hours.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
    latest_db(hours)


def _add_calendar(commands: Any) -> None:
    words = _("一个月或一个班次的培训日程，写成手机和 Outlook 能读的日历文件")
    calendar = add_command(commands, "calendar", words, "courses.terminal.timetable.write_calendar", db=False)
    which = calendar.add_mutually_exclusive_group(required=True)
    which.add_argument("--month", type=month, metavar="YYYY-MM", help=_("月份，如 2023-03"))
    which.add_argument("--course", type=whole, metavar="ID", help=_("只写这一个班次"))
    calendar.add_argument("file", metavar="F.ics", type=Path)
    latest_db(calendar)


def _add_closing(parts: Any) -> None:
    close = add_command(parts, "close", _("结班，或只看结班的结果"), "courses.terminal.closing.close", db=False)
    close.add_argument("id", metavar="ID", type=whole, help=_("班次的编号"))
    close.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    latest_db(close)
    as_json(close)


def _add_attendance(parts: Any) -> None:
    """Attendance and marks of one course."""
    attendance = add_command(
        parts, "attendance", _("导入一个班次的考勤"), "courses.terminal.attendance.take_attendance", db=False
    )
    marks = add_command(parts, "marks", _("导入一个班次的成绩"), "courses.terminal.attendance.take_marks", db=False)
    form = add_command(
        parts, "attendance-form", _("写出一个班次的考勤表"), "courses.terminal.attendance.give_attendance", db=False
    )
    for parser, file in ((attendance, "FILE"), (marks, "FILE"), (form, "FILE.xlsx")):
        parser.add_argument("id", metavar="ID", type=whole, help=_("班次的编号"))
        parser.add_argument("file", metavar=file, type=Path)
        latest_db(parser)
    for parser in (attendance, marks):
        parser.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
        as_json(parser)


def _add_places(parts: Any) -> None:
    """Places of courts and departments, and nomination forms."""
    quotas = _part(parts, "quotas", _("各法院、部门的名额和还空的；或改其中一个"), "places.show_quotas")
    quotas.add_argument("--court", default="", metavar="F", help=_("改这个法院的名额"))
    quotas.add_argument("--department", default="", metavar="D", help=_("改这个法院的这个部门的名额"))
    how = quotas.add_mutually_exclusive_group()
    how.add_argument("--places", metavar="N", type=whole, help=_("名额"))
    how.add_argument("--none", action="store_true", help=_("取消名额"))
    as_json(quotas)
    forms = _part(parts, "nomination-forms", _("写出推荐表，每个法院、部门一份"), "places.give_forms")
    forms.add_argument("file", metavar="FILE.xlsx|FILE.pdf", type=Path)
    filled = _part(parts, "nominations", _("读入填好的推荐表，可以一次几份"), "places.take_forms")
    filled.add_argument("files", metavar="FILE", type=Path, nargs="+")
    filled.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    as_json(filled)


def _add_course(commands: Any) -> None:
    words = _("培训班次：推荐人选、名额、推荐表、考勤、成绩、结班")
    course: Parser = commands.add_parser("course", help=words, description=words)
    parts = course.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    _add_propose(parts)
    _add_places(parts)
    _add_attendance(parts)
    _add_closing(parts)


def _add(commands: Any) -> None:
    for add in (_add_plan, _add_hours, _add_calendar, _add_course):
        add(commands)


_SESSIONS = WholeBook(
    "sessions",
    take="courses.terminal.timetable.take_sessions",
    give="courses.terminal.timetable.give_sessions",
    taken=N_("sessions 为各班次的课次"),
    given=N_("sessions 为一个班次的课次，其后写编号"),
    number=N_("班次的编号，用于 sessions 和 attendance"),
    wrong=N_("应为 export sessions ID FILE.xlsx，ID 是班次的编号"),
)

_ATTENDANCE = WholeBook(
    "attendance",
    take="courses.terminal.attendance.take_book",
    give="courses.terminal.attendance.give_attendance",
    taken=N_("attendance 为一个班次的考勤表"),
    given=N_("attendance 为一个班次的考勤表，其后写编号"),
    number=N_("班次的编号，用于 sessions 和 attendance"),
    wrong=N_("应为 export attendance ID FILE.xlsx，ID 是班次的编号"),
)

COMMANDS = SliceCommands(
    _add,
    certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),),
    whole_books=(_SESSIONS, _ATTENDANCE),
)
