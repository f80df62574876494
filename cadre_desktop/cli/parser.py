"""The command line: what it understands, in Chinese. Exit code 0, 1 for refused input, 2 for wrong use."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.cli import certificate_parser
from cadre_desktop.cli.held import HeldOutput, NotPutOut
from cadre_desktop.cli.of_slices import of_slices
from cadre_desktop.kit.command_line import (
    LARGEST,
    Parser,
    WholeBook,
    WrongUse,
    add_actor,
    add_command,
    as_json,
    latest_db,
    whole,
    year,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import listed
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.troubles import known_trouble

if TYPE_CHECKING:
    from cadre_desktop.kit.published import AboutPerson
    from cadre_desktop.kit.store.store import Store


def whole_books() -> dict[str, WholeBook]:
    """By their keys the workbooks of one row with all that belongs to it."""
    return {book.key: book for each in of_slices() for book in each.whole_books}


def _opened(chosen: argparse.Namespace, *, create_new: bool = False) -> "AbstractContextManager[Store]":
    """The file of a slice's own command; what opens it is loaded by the first that asks.

    All slices are, since each says by being loaded which of its rows take lecturers, rooms and people.
    """
    from cadre_desktop.cli.commands import opened
    from cadre_desktop.schema import slices

    slices()
    return opened(chosen, create_new=create_new)


def _about_person() -> "tuple[AboutPerson, ...]":
    """What the slices know of people."""
    from cadre_desktop.schema import about_person

    return about_person()


def build() -> Parser:
    """All commands."""
    parser = Parser(prog="main.py", description=_("法院干警管理：不加命令时打开窗口。"))
    parser.add_argument("--demo", action="store_true", help=_("用临时文件打开演示法院的窗口"))
    parser.add_argument("--db", metavar="FILE", type=Path, help=_("打开指定的数据文件"))
    parser.set_defaults(opener=_opened, about_person=_about_person)
    commands = parser.add_subparsers(dest="command", metavar=_("命令"), title=_("命令"), parser_class=Parser)
    _add_demo_and_kinds(commands)
    _add_exchange(commands)
    _add_attachments(commands)
    for each in of_slices():
        each.add(commands)
    _add_reports(commands)
    certificate_parser.add(commands)
    _add_safety(commands)
    return parser


def _add(commands: Any, name: str, words: str, run: str, db: bool = True) -> Parser:
    """A command carried out by function `run` of `cli.commands`, or `module.function` of `cli`."""
    return add_command(commands, name, words, f"cli.{run if '.' in run else f'commands.{run}'}", db)


def _add_demo_and_kinds(commands: Any) -> None:
    demo = _add(commands, "demo", _("写出演示法院的数据文件（每次相同）"), "demo", db=False)
    demo.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要写的文件，不能已存在"))
    new = _add(commands, "new", _("新建一个法院的数据文件"), "new", db=False)
    new.add_argument("--court", metavar=_("名称"), required=True, help=_("本院的全称；包头市两级法院会一并建好"))
    new.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要写的文件，不能已存在"))
    add_actor(new)
    kinds = _add(commands, "kinds", _("列出记录种类、栏目、标题和代码取值"), "list_kinds", db=False)
    as_json(kinds)
    template = _add(commands, "template", _("写出某类记录的空白填报表"), "write_template", db=False)
    template.add_argument("kind", metavar="KIND", help=_("记录种类，见 kinds"))
    template.add_argument("file", metavar="FILE.xlsx", type=Path)


def _add_exchange(commands: Any) -> None:
    words, books = _("记录种类，见 kinds"), whole_books().values()
    take = _add(commands, "import", _("导入表格（.xlsx .xls .ods .csv）"), "taking_in.import_file", db=False)
    take.add_argument("kind", metavar="KIND", help="；".join((words, *(_(book.taken) for book in books))))
    take.add_argument("file", metavar="FILE", type=Path, nargs="+")
    take.add_argument("--sheet", default=None, help=_("只读这一张工作表，不填则读全部名单"))
    which = _("没有写明法院的表属于哪个法院，可重复；不写工作表则用于所有问到的表")
    take.add_argument("--court", action="append", default=[], metavar=_("[工作表=]名称"), help=which)
    take.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    take.add_argument("--refused", metavar="OUT.xlsx", type=Path, help=_("把未通过的行和原因写到这个文件"))
    take.add_argument("--blanks", action="store_true", help=_("--refused 的文件里也写有空着待补的栏的行"))
    latest_db(take)
    as_json(take)
    for book in books:
        book.add_take(take)
    take.set_defaults(settle=_settle_import, parser=take)
    give = _add(commands, "export", _("导出为 .xlsx、.csv 或 .pdf"), "export_file", db=False)
    give.add_argument("kind", metavar="KIND", help="；".join((words, *(_(book.given) for book in books))))
    give.add_argument("id", metavar="ID", nargs="?", help="；".join(dict.fromkeys(_(book.number) for book in books)))
    give.add_argument("file", metavar="FILE", type=Path)
    give.add_argument("--where", action="append", default=[], metavar=_("列=值"), help=_("只导出符合条件的行，可重复"))
    latest_db(give)
    for book in books:
        book.add_give(give)
    give.set_defaults(settle=_settle_export, parser=give)


def _settle_import(chosen: argparse.Namespace) -> None:
    """``import contest`` takes a whole contest; any other kind needs ``--db``."""
    book = whole_books().get(chosen.kind)
    chosen.files, chosen.file = chosen.file, chosen.file[0]
    if len(chosen.files) > 1 and not (book and book.many):
        more = " ".join(map(str, chosen.files[1:]))
        chosen.parser.error(_("不认识的参数：{names}").format(names=more))
    _refuse_options_of_others(chosen, book)
    if book is None:
        _need_db(chosen)
        return
    for name in ("--sheet", "--court", "--dry-run", "--refused", "--blanks"):
        if _value(chosen, name) and name not in book.takes:
            chosen.parser.error(_("import {kind} 不能用 {name}").format(kind=book.key, name=name))
    chosen.run = book.take


def _refuse_options_of_others(chosen: argparse.Namespace, book: WholeBook | None) -> None:
    """An option that only another workbook of several rows understands is not passed over."""
    for other in whole_books().values():
        for name in other.own if other is not book else ():
            if _value(chosen, name):
                chosen.parser.error(_("{name} 只用于 {kind}").format(name=name, kind=other.key))


def _value(chosen: argparse.Namespace, option: str) -> object:
    return getattr(chosen, option.strip("-").replace("-", "_"), None)


def _settle_export(chosen: argparse.Namespace) -> None:
    """``export contest ID FILE`` writes a whole contest; any other kind takes a file only."""
    book = whole_books().get(chosen.kind)
    _refuse_options_of_others(chosen, book)
    if book is None:
        _need_db(chosen)
        if chosen.id is not None:
            chosen.parser.error(_("不认识的参数：{names}").format(names=chosen.file))
        return
    instead = bool(book.instead and _value(chosen, book.instead))
    if instead == (chosen.id is not None) or not (instead or (chosen.id.isdecimal() and int(chosen.id) <= LARGEST)):
        chosen.parser.error(_(book.wrong))
    if chosen.where:
        chosen.parser.error(_("export {kind} 不能用 {name}").format(kind=book.key, name="--where"))
    chosen.id, chosen.run = None if instead else int(chosen.id), book.give


def _need_db(chosen: argparse.Namespace) -> None:
    if chosen.db is None:
        chosen.parser.error(_("缺少参数：{names}").format(names="--db"))


def _add_attachments(commands: Any) -> None:
    words = _("附件：列出、导出、添加、限定大小")
    attachments: Parser = commands.add_parser("attachments", help=words, description=words)
    parts = attachments.add_subparsers(
        dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser
    )
    listed_ = _add(parts, "list", _("列出一条记录的附件"), "attachment_commands.list_attachments", db=False)
    give = _add(
        parts, "export", _("把附件写到文件夹，不覆盖已有文件"), "attachment_commands.export_attachments", db=False
    )
    take = _add(parts, "add", _("添加附件，按原样保存"), "attachment_commands.add_attachments", db=False)
    for parser in (listed_, give, take):
        parser.add_argument("kind", metavar="KIND", help=_("记录种类，见 kinds"))
        parser.add_argument("id", metavar="ID", type=whole, help=_("记录的编号"))
        latest_db(parser)
    as_json(listed_)
    give.add_argument("folder", metavar="FOLDER", type=Path, help=_("已有的文件夹"))
    take.add_argument("files", metavar="FILE", type=Path, nargs="+")
    limit = _add(parts, "limit", _("设定附件的大小上限"), "attachment_commands.limit_attachments", db=False)
    limit.add_argument("--file", dest="file_mb", metavar="MB", type=whole, required=True, help=_("单个附件"))
    limit.add_argument("--record", dest="record_mb", metavar="MB", type=whole, required=True, help=_("每条记录合计"))
    limit.add_argument("--picture", dest="picture_px", metavar="PX", type=whole, help=_("窗口里添加的图片缩到的长边"))
    latest_db(limit)


def _add_reports(commands: Any) -> None:
    figures = _add(commands, "figures", _("年度数据"), "show_figures")
    figures.add_argument("--year", type=year, required=True, help=_("年度，如 2023"))
    as_json(figures)
    check = _add(commands, "check", _("检查数据：完整性、每条记录与操作记录是否相符、封存、照片、数量"), "check")
    check.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="X",
        help=_("再与这个操作记录码（印在成绩表和登记表页脚）、备份或备份文件夹核对；可写几次"),
    )
    check.add_argument("--repair", action="store_true", help=_("修复可以修复的部分，记为一步"))
    as_json(check)


def _add_safety(commands: Any) -> None:
    backup = _add(commands, "backup", _("备份到指定文件，并检查备份"), "backup")
    backup.add_argument("file", metavar="FILE", type=Path)
    restore = _add(commands, "restore", _("从备份文件恢复（现有数据另存一份）"), "restore", db=False)
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要被替换的数据文件"))
    restore.add_argument("--without-missing", action="store_true", help=_("找不到的照片和附件不要了，其余照样恢复"))
    journal = _add(commands, "journal", _("操作记录"), "show_journal")
    journal.add_argument("--limit", type=whole, default=100, help=_("最多几步"))
    as_json(journal)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:  # a name of a file may hold what no encoding has
            reconfigure(errors="replace")
    parser = build()
    try:
        chosen = parser.parse_args(list(map(str, arguments)))
        if "settle" in chosen:
            chosen.settle(chosen)
    except SystemExit as end:
        return int(end.code or 0)
    if not chosen.command:
        parser.print_help(sys.stderr)
        return 2
    return _carry_out(chosen)


def _carry_out(chosen: argparse.Namespace) -> int:
    """Carry out a command; what it prints is put out when all is done, so that an output that takes no more (a full
    disk) is no failure of the command."""
    module, _dot, function = chosen.run.rpartition(".")
    held = HeldOutput(sys.stdout)
    try:
        commands = import_module(f"cadre_desktop.{module}")
        try:
            with redirect_stdout(held):
                code = getattr(commands, function)(chosen)
        finally:
            held.put_out()
    except NotPutOut as lost:
        print(_("命令已经做完，但结果没有全部输出：{why}。").format(why=lost), file=sys.stderr)
        return 1
    except Refused as refused:
        print(listed(refused), file=sys.stderr)
        return 1
    except WrongUse as wrong:
        print(f"{_('用法不对')}：{wrong}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(_("已中断，没有写入未完成的步骤。"), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort, which reports it
        print(known_trouble(error) or _reported(error), file=sys.stderr)
        return 1
    return int(code or 0)


def _reported(error: Exception) -> str:
    """Write the report of an error nobody has foreseen to the window's log; the sentence that says so."""
    import platformdirs

    from cadre_desktop.kit.clock import SystemClock
    from cadre_desktop.kit.crash_report import append_log, report_of

    folder = platformdirs.user_data_path("CadreDesktop", appauthor=False)
    log = append_log(folder, report_of(error, SystemClock().now()))
    sentence = _("程序出错（{kind}），没有写入未完成的步骤；请把出错报告“{log}”发给维护人员。")
    return sentence.format(kind=type(error).__name__, log=log or "—")
