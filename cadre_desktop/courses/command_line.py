"""What courses add to the command line."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import (
    CertificatesFor,
    Parser,
    SliceCommands,
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


def _add(commands: Any) -> None:
    words = _("培训班次：结班")
    course: Parser = commands.add_parser("course", help=words, description=words)
    parts = course.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    _add_closing(parts)


COMMANDS = SliceCommands(_add, certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),))
