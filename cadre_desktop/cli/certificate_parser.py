"""The command ``certificates`` with its parts: ``issue``, ``check``, ``register``, ``numbers``, and those of slices.

Before version 7 ``certificates`` had no parts: ``certificates --course ID FILE.pdf`` and ``certificates --check`` still
mean what they did, since ``issue`` is the part that is meant where none is named.
"""

from pathlib import Path
from typing import Any

from cadre_desktop.certificates.terminal.unlocking import add_signing
from cadre_desktop.cli.of_slices import of_slices
from cadre_desktop.kit.command_line import Parser, add_command, as_json, day, latest_db, whole, year
from cadre_desktop.kit.language import _

_COMMAND, _USUAL = "certificates", "issue"


def add(commands: Any) -> None:
    """Add ``certificates`` with its parts."""
    words = _("证书：编号打印、按名单发放、模板、台账、核对编号、验证")
    certificates: Parser = commands.add_parser(_COMMAND, help=words, description=words)
    certificates.usual = _USUAL
    parts = certificates.add_subparsers(
        dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser
    )
    _add_issue(parts)
    check = _add(parts, "check", _("检查已发的证书现在补印是否还是原样，不打印"), "check_certificates")
    as_json(check)
    _add_register(parts)
    for each in of_slices():
        each.certificate_parts(parts)


def _add(parts: Any, name: str, words: str, run: str, db: bool = True) -> Parser:
    return add_command(parts, name, words, f"cli.certificate_commands.{run}", db)


def _add_issue(parts: Any) -> None:
    words = _("编号并打印证书为 PDF，或一人一个文件（可省略 issue）")
    issue = _add(parts, _USUAL, words, "print_certificates")
    which = issue.add_mutually_exclusive_group(required=True)
    for earned in sorted((one for each in of_slices() for one in each.certificates), key=lambda one: one.option):
        which.add_argument(f"--{earned.option}", type=whole, metavar="ID", help=_(earned.words))
    which.add_argument("--list", dest="names", metavar="F.xlsx", type=Path, help=_("名单上的人和集体的证书"))
    which.add_argument("--check", action="store_true", help=_("与 certificates check 相同"))
    issue.add_argument("--template", metavar="T", help=_("证书模板的名称，不填用这个竞赛、班次或这类证书的默认模板"))
    _add_list_options(issue)
    issue.add_argument("--draft", action="store_true", help=_("只写出样张，不给编号，不计补印"))
    out = issue.add_mutually_exclusive_group()
    out.add_argument("--pdf", metavar="F", type=Path, help=_("全部写成一个 PDF；也可以直接写文件名"))
    out.add_argument("--each", metavar="FOLDER", type=Path, help=_("每份证书写成一个 PDF，放到这个文件夹"))
    issue.add_argument("file", metavar="FILE.pdf", type=Path, nargs="?")
    add_signing(issue)
    as_json(issue)


def _add_list_options(issue: Parser) -> None:
    words = _("证书类别，只与 --list 同用，没有写 --template 时用这类证书的默认模板：荣誉证书、奖状、聘书……")
    issue.add_argument("--kind", metavar="K", help=words)
    issue.add_argument(
        "--date", metavar=_("日期"), type=day, help=_("发证日期，如 2023-05-15，只与 --list 同用，默认今天")
    )
    issue.add_argument("--issuer", metavar="F", help=_("落款单位，只与 --list 同用，默认本院"))
    words = _("名单里没写而全体相同的内容，如 --same 聘任职务=特邀调解员；只与 --list 同用，可重复")
    issue.add_argument("--same", action="append", default=[], metavar=_("项目=内容"), help=words)
    words = _("已有相同证书的也印：同一份证书原号补印，别人的另给编号；只与 --list 同用")
    issue.add_argument("--again", action="store_true", help=words)


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
