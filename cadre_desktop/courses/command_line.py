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
    whole,
)
from cadre_desktop.kit.language import N_, _

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def _draft(store: "Store", key: int) -> list[Any]:
    from cadre_desktop.courses.actions import draft_certificates
    from cadre_desktop.courses.terminal.course import course_of

    return draft_certificates(store, course_of(key))


def _hand_out(store: "Store", key: int, write: Callable[[list[Any]], object]) -> list[Any]:
    from cadre_desktop.courses.actions import hand_out_certificates
    from cadre_desktop.courses.terminal.course import course_of

    return hand_out_certificates(store, course_of(key), write)


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


def _add(commands: Any) -> None:
    words = _("培训班次：考勤、成绩、结班")
    course: Parser = commands.add_parser("course", help=words, description=words)
    parts = course.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    _add_closing(parts)
    _add_attendance(parts)


_ATTENDANCE = WholeBook(
    "attendance",
    take="courses.terminal.attendance.take_book",
    give="courses.terminal.attendance.give_attendance",
    taken=N_("attendance 为一个班次的考勤表"),
    given=N_("attendance 为一个班次的考勤表，其后写编号"),
    number=N_("班次的编号，只用于 attendance"),
    wrong=N_("应为 export attendance ID FILE.xlsx，ID 是班次的编号"),
)

COMMANDS = SliceCommands(
    _add,
    certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),),
    whole_book=_ATTENDANCE,
)
