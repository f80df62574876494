"""What welfare adds to the command line: ``welfare PART``, each part carried out by a module of `terminal`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import Parser, SliceCommands, add_command, as_json, latest_db, month, year
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.terminal import counselling, examination, farewell, green_channel, hardship, newcomers


def _part(parts: Any, name: str, words: str, run: str) -> Parser:
    """A command carried out by ``module.function`` of `terminal`."""
    parser = add_command(parts, name, words, f"welfare.terminal.{run}", db=False)
    latest_db(parser)
    return parser


def _add_calendar(parts: Any) -> None:
    words = _("一年的活动和到期事项，写成手机和 Outlook 能读的日历文件；保密项目不写名称")
    calendar = _part(parts, "calendar", words, "yearly.write_calendar")
    calendar.add_argument("year", metavar="YEAR", type=year, help=_("年度"))
    calendar.add_argument("file", metavar="F.ics|F.pdf", type=Path, help=_("日历文件，或打印用的年历"))


def _add_tables(parts: Any) -> None:
    """The annual report, and budget and spending."""
    for name, words, run in (
        ("report", _("暖警年报：一年的各项数字，与上年相比"), "yearly.show_report"),
        ("budget", _("暖警经费：各项目的预算、支出和结余"), "yearly.show_budget"),
    ):
        parser = _part(parts, name, words, run)
        parser.add_argument("year", metavar="YEAR", type=year, help=_("年度"))
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--json", action="store_true", help=_("输出 JSON"))
        way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
        way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成 PDF"))


def _add_due(parts: Any) -> None:
    """What is due, and what is wrong or overdue."""
    due = _part(parts, "due", _("一个月里到期的事项：活动、生日、节日、协议到期等"), "yearly.show_due")
    due.add_argument("--month", metavar="M", type=_month, help=_("月份 1 到 12，或 2024-05，不填为本月"))
    due.add_argument("--year", metavar="YEAR", type=year, help=_("年度，不填为今年"))
    as_json(due)
    check = _part(parts, "check", _("检查：超标准的慰问、逾期未办、到期的协议；有则退出码为 1"), "yearly.check")
    as_json(check)


def _month(text: str) -> tuple[int | None, int]:
    """``5`` or ``2024-05``, as the year, if it is said, and the number; ValueError for anything else."""
    if not text.isdigit():
        return month(text)
    if not 1 <= int(text) <= 12:
        raise ValueError(text)
    return None, int(text)


def _add_children(parts: Any) -> None:
    """What is done with the children of a period."""
    children = parts.add_parser("children", help=_("暖心托辅：报名、录取、删除子女信息"))
    ways = children.add_subparsers(dest="way", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    enrol = _part(ways, "enrol", _("导入一期托辅的报名表；有没导入的行则退出码为 1"), "child_care.enrol_children")
    enrol.add_argument("period", metavar="PERIOD", help=_("期次名称或编号"))
    enrol.add_argument("file", metavar="FILE", type=Path, help=_("报名表，.xlsx .xls .ods .csv"))
    enrol.add_argument("--dry-run", action="store_true", help=_("只检查，不导入"))
    as_json(enrol)
    admit = _part(ways, "admit", _("按优先规则录取一期托辅的子女"), "child_care.admit_children")
    admit.add_argument("period", metavar="PERIOD", help=_("期次名称或编号"))
    admit.add_argument("--dry-run", action="store_true", help=_("只看结果，不录取"))
    as_json(admit)
    words = _("永久删除一期托辅的子女信息，包括修改历史和备份里的；不能撤销")
    delete = _part(ways, "delete", words, "child_care.delete_children")
    delete.add_argument("period", metavar="PERIOD", help=_("期次名称或编号"))
    delete.add_argument("--confirm", metavar="TITLE", help=_("照写期次名称以确认；不写只说明会删除什么"))


_PARTS: tuple[Callable[[Any], None], ...] = (
    _add_calendar,
    _add_tables,
    _add_due,
    examination.add,
    counselling.add,
    newcomers.add,
    farewell.add,
    hardship.add,
    green_channel.add,
    _add_children,
)
"""What adds parts, in the order of the help."""


def _add(commands: Any) -> None:
    words = _("暖警活动：年历、年报、经费、到期事项、检查，以及各项目的文书")
    welfare: Parser = commands.add_parser("welfare", help=words, description=words)
    parts = welfare.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    for add in _PARTS:
        add(parts)


COMMANDS = SliceCommands(_add)
