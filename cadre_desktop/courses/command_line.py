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


def _add(commands: Any) -> None:
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


COMMANDS = SliceCommands(_add, certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),))
