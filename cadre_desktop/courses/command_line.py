"""What courses add to the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import (
    CertificatesFor,
    SliceCommands,
    WholeBook,
    add_command,
    latest_db,
    month,
    whole,
    year,
)
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.courses.records import Course
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


def _course(key: int) -> "Course":
    from cadre_desktop.courses.records import Course

    course: Course | None = Course.get_or_none(Course.id == key)
    if course is None:
        raise Refused(_("没有编号为 {id} 的班次。").format(id=key))
    return course


def _draft(store: "Store", key: int) -> list[Any]:
    from cadre_desktop.courses.actions import draft_certificates

    return draft_certificates(store, _course(key))


def _hand_out(store: "Store", key: int, write: Callable[[list[Any]], object]) -> list[Any]:
    from cadre_desktop.courses.actions import hand_out_certificates

    return hand_out_certificates(store, _course(key), write)


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


def _add(commands: Any) -> None:
    for add in (_add_plan, _add_hours, _add_calendar):
        add(commands)


_SESSIONS = WholeBook(
    "sessions",
    take="courses.terminal.timetable.take_sessions",
    give="courses.terminal.timetable.give_sessions",
    taken=N_("sessions：各班次的课次"),
    given=N_("sessions：一个班次的课次"),
    number=N_("sessions 的班次编号"),
    wrong=N_("export sessions 后面先写班次的编号，再写文件"),
)

COMMANDS = SliceCommands(
    _add,
    certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),),
    whole_book=_SESSIONS,
)
