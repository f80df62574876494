"""The commands about certificates: ``certificates issue``, ``check``, ``register``, ``numbers``.

Before version 7 ``certificates`` had no parts: ``certificates --course ID FILE.pdf`` and ``certificates --check`` still
mean what they did (`as_written_now`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cadre_desktop.certificates.terminal.unlocking import add_signing
from cadre_desktop.cli.of_slices import of_slices
from cadre_desktop.kit.command_line import Parser, add_command, as_json, latest_db, whole, year
from cadre_desktop.kit.language import _

PARTS = ("issue", "check", "register", "numbers")
"""The parts that there are."""

_COMMAND, _HELP = "certificates", ("-h", "--help")


def as_written_now(arguments: Sequence[str]) -> list[str]:
    """A command line with the part that earlier versions left out: ``certificates --check`` is ``certificates issue
    --check``."""
    written = list(map(str, arguments))
    if written[:1] == [_COMMAND] and written[1:] and written[1] not in (*PARTS, *_HELP):
        return [_COMMAND, "issue", *written[1:]]
    return written


def add(commands: Any) -> None:
    """Add ``certificates`` with its parts."""
    words = _("证书：编号打印、检查、台账、核对编号")
    certificates: Parser = commands.add_parser(_COMMAND, help=words, description=words)
    parts = certificates.add_subparsers(
        dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser
    )
    _add_issue(parts)
    check = _add(parts, "check", _("检查已发的证书现在补印是否还是原样，不打印"), "check_certificates")
    as_json(check)
    _add_register(parts)


def _add(parts: Any, name: str, words: str, run: str, db: bool = True) -> Parser:
    return add_command(parts, name, words, f"cli.certificate_commands.{run}", db)


def _add_issue(parts: Any) -> None:
    issue = _add(parts, "issue", _("编号并打印证书为 PDF（可省略 issue）"), "print_certificates")
    which = issue.add_mutually_exclusive_group(required=True)
    for earned in sorted((one for each in of_slices() for one in each.certificates), key=lambda one: one.option):
        which.add_argument(f"--{earned.option}", type=whole, metavar="ID", help=_(earned.words))
    which.add_argument("--check", action="store_true", help=_("与 certificates check 相同"))
    issue.add_argument("--draft", action="store_true", help=_("只写出样张，不给编号，不计补印"))
    issue.add_argument("file", metavar="FILE.pdf", type=Path, nargs="?")
    add_signing(issue)
    as_json(issue)


def _add_register(parts: Any) -> None:
    register = _add(parts, "register", _("证书发放台账、未领取名单、签收表、信封标签"), "write_register", db=False)
    register.add_argument("--year", type=year, required=True, help=_("编号的年度，如 2023"))
    sheets = register.add_mutually_exclusive_group()
    for option, words in (
        ("uncollected", _("未领取名单（.pdf）")),
        ("receipts", _("签收表（.pdf）")),
        ("labels", _("信封标签（.pdf）")),
    ):
        sheets.add_argument(f"--{option}", action="store_true", help=words)
    register.add_argument("file", metavar="FILE.xlsx|FILE.pdf", type=Path)
    latest_db(register)
    numbers = _add(parts, "numbers", _("各类证书编到几号，有没有缺号"), "show_numbers", db=False)
    numbers.add_argument("--year", type=year, help=_("只看这一年度"))
    last = _("恢复备份后：纸上最后用到的编号，可重复；之前没有登记的登记为空号。写 none 表示没有再编过号")
    numbers.add_argument("--last", action="append", default=[], metavar=_("编号"), help=last)
    numbers.add_argument("--register-missing", action="store_true", help=_("把已给出而没有登记的编号登记为空号"))
    latest_db(numbers)
    as_json(numbers)
