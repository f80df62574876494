"""What courses add to the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import (
    CertificatesFor,
    Parser,
    SliceCommands,
    add_command,
    latest_db,
    whole,
)
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.courses.records import Course
    from cadre_desktop.kit.store.store import Store


def _add(commands: Any) -> None:
    words = _("培训班次：推荐人选")
    course: Parser = commands.add_parser("course", help=words, description=words)
    parts = course.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    _add_propose(parts)


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
