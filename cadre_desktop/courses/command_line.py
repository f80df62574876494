"""What courses add to the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import CertificatesFor, SliceCommands, add_command, latest_db, year
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.courses.records import Course
    from cadre_desktop.kit.store.store import Store


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


def _add(commands: Any) -> None:
    _add_hours(commands)


COMMANDS = SliceCommands(_add, certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),))
