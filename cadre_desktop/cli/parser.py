"""The command line: what it understands, in Chinese. Exit code 0, 1 for refused input, 2 for wrong use."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from cadre_desktop.cli.held import HeldOutput, NotPutOut
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.notices import listed
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.troubles import known_trouble

_ERRORS = (
    (r"the following arguments are required: (.*)", N_("缺少参数：{0}")),
    (r"unrecognized arguments: (.*)", N_("不认识的参数：{0}")),
    (r"argument (.*?): invalid choice: (.*?) \(choose from .*\)", N_("{0} 的取值 {1} 不对")),
    (r"argument (.*?): invalid \w+ value: (.*)", N_("{0} 的取值 {1} 不对")),
    (r"argument (.*?): expected one argument", N_("{0} 后面缺少取值")),
    (r"one of the arguments (.*) is required", N_("需要其中一个参数：{0}")),
    (r"argument (.*?): not allowed with argument (.*)", N_("{0} 不能与 {1} 同时使用")),
)


_LARGEST = 2**63 - 1
"""The largest number that a data file can hold."""


def whole(text: str) -> int:
    """A number of things or the number of a record; ValueError for what no file can hold."""
    number = int(text)
    if not 0 <= number <= _LARGEST:
        raise ValueError(text)
    return number


def year(text: str) -> int:
    """A year, as the calendar has them; ValueError for any other number."""
    number = int(text)
    if not 1900 <= number <= 2200:
        raise ValueError(text)
    return number


def day(text: str) -> date:
    """A day written as 2023-05-15; ValueError for anything else."""
    return date.fromisoformat(text)


class WrongUse(Exception):
    """Raised by a command whose arguments do not do; its message says which, in Chinese."""


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese."""

    def __init__(self, **options: Any):
        super().__init__(**{**options, "add_help": False})
        self._positionals.title = _("参数")
        self._optionals.title = _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示本帮助"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", _("用法："))

    def format_help(self) -> str:
        return super().format_help().replace("usage:", _("用法："))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit code 2."""
        for pattern, sentence in _ERRORS:
            if match := re.fullmatch(pattern, message):
                message = _(sentence).format(*match.groups())
                break
        self.exit(2, f"{self.format_usage()}{_('用法不对')}：{message}\n")


def build() -> Parser:
    """All commands."""
    parser = Parser(prog="main.py", description=_("法院干警管理：不加命令时打开窗口。"))
    parser.add_argument("--demo", action="store_true", help=_("用临时文件打开演示法院的窗口"))
    parser.add_argument("--db", metavar="FILE", type=Path, help=_("打开指定的数据文件"))
    commands = parser.add_subparsers(dest="command", metavar=_("命令"), title=_("命令"), parser_class=Parser)
    _add_demo_and_kinds(commands)
    _add_exchange(commands)
    _add_attachments(commands)
    _add_contest(commands)
    _add_reports(commands)
    _add_safety(commands)
    return parser


def _add(commands: Any, name: str, words: str, run: str, db: bool = True) -> Parser:
    """A command carried out by function `run` of `cli.commands` (or `module.function` of `cli`), imported when used."""
    parser: Parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    if db:
        parser.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("数据文件"))
        _actor(parser)
    return parser


def _actor(parser: Parser) -> None:
    parser.add_argument("--actor", default="", help=_("操作人，记入操作记录"))


def _latest_db(parser: Parser) -> None:
    """For commands that take the file opened last unless they are given one; an earlier ``--db`` stays."""
    words = _("数据文件，不填为窗口上次打开的")
    parser.add_argument("--db", metavar="FILE", type=Path, default=argparse.SUPPRESS, help=words)
    _actor(parser)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def _add_demo_and_kinds(commands: Any) -> None:
    demo = _add(commands, "demo", _("写出演示法院的数据文件（每次相同）"), "demo", db=False)
    demo.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要写的文件，不能已存在"))
    new = _add(commands, "new", _("新建一个法院的数据文件"), "new", db=False)
    new.add_argument("--court", metavar=_("名称"), required=True, help=_("本院的全称；包头市两级法院会一并建好"))
    new.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要写的文件，不能已存在"))
    _actor(new)
    kinds = _add(commands, "kinds", _("列出记录种类、栏目、标题和代码取值"), "list_kinds", db=False)
    _json(kinds)
    template = _add(commands, "template", _("写出某类记录的空白填报表"), "write_template", db=False)
    template.add_argument("kind", metavar="KIND", help=_("记录种类，见 kinds"))
    template.add_argument("file", metavar="FILE.xlsx", type=Path)


def _add_exchange(commands: Any) -> None:
    take = _add(commands, "import", _("导入表格（.xlsx .xls .ods .csv）"), "taking_in.import_file", db=False)
    take.add_argument("kind", metavar="KIND", help=_("记录种类，见 kinds；contest 为整个竞赛的工作簿"))
    take.add_argument("file", metavar="FILE", type=Path)
    take.add_argument("--sheet", default=None, help=_("只读这一张工作表，不填则读全部名单"))
    words = _("没有写明法院的表属于哪个法院，可重复；不写工作表则用于所有问到的表")
    take.add_argument("--court", action="append", default=[], metavar=_("[工作表=]名称"), help=words)
    take.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    take.add_argument("--refused", metavar="OUT.xlsx", type=Path, help=_("把未通过的行和原因写到这个文件"))
    take.add_argument("--blanks", action="store_true", help=_("--refused 的文件里也写有空着待补的格的行"))
    _latest_db(take)
    _json(take)
    take.set_defaults(settle=_settle_import, parser=take)
    give = _add(commands, "export", _("导出为 .xlsx、.csv 或 .pdf"), "export_file", db=False)
    give.add_argument("kind", metavar="KIND", help=_("记录种类，见 kinds；contest 为整个竞赛，其后写编号"))
    give.add_argument("id", metavar="ID", nargs="?", help=_("竞赛的编号，只用于 contest"))
    give.add_argument("file", metavar="FILE", type=Path)
    give.add_argument("--where", action="append", default=[], metavar=_("列=值"), help=_("只导出符合条件的行，可重复"))
    _latest_db(give)
    give.set_defaults(settle=_settle_export, parser=give)


def _settle_import(chosen: argparse.Namespace) -> None:
    """``import contest`` takes a whole contest; any other kind needs ``--db``."""
    if chosen.kind != "contest":
        _need_db(chosen)
        return
    for name in ("--sheet", "--court", "--dry-run", "--refused", "--blanks"):
        if getattr(chosen, name.strip("-").replace("-", "_")):
            chosen.parser.error(_("import contest 不能用 {name}").format(name=name))
    chosen.run = "contest_commands.import_contest"


def _settle_export(chosen: argparse.Namespace) -> None:
    """``export contest ID FILE`` writes a whole contest; any other kind takes a file only."""
    if chosen.kind != "contest":
        _need_db(chosen)
        if chosen.id is not None:
            chosen.parser.error(_("不认识的参数：{names}").format(names=chosen.file))
        return
    if chosen.id is None or not (chosen.id.isdecimal() and int(chosen.id) <= _LARGEST):
        chosen.parser.error(_("应为 export contest ID FILE.xlsx，ID 是竞赛的编号，见 contest list"))
    if chosen.where:
        chosen.parser.error(_("export contest 不能用 {name}").format(name="--where"))
    chosen.id, chosen.run = int(chosen.id), "contest_commands.export_contest"


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
        _latest_db(parser)
    _json(listed_)
    give.add_argument("folder", metavar="FOLDER", type=Path, help=_("已有的文件夹"))
    take.add_argument("files", metavar="FILE", type=Path, nargs="+")
    limit = _add(parts, "limit", _("设定附件的大小上限"), "attachment_commands.limit_attachments", db=False)
    limit.add_argument("--file", dest="file_mb", metavar="MB", type=whole, required=True, help=_("单个附件"))
    limit.add_argument("--record", dest="record_mb", metavar="MB", type=whole, required=True, help=_("每条记录合计"))
    limit.add_argument("--picture", dest="picture_px", metavar="PX", type=whole, help=_("窗口里添加的图片缩到的长边"))
    _latest_db(limit)


def _add_contest(commands: Any) -> None:
    words = _("技能竞赛：列表、成绩、公示、汇总、评委分析、工作簿")
    contest: Parser = commands.add_parser("contest", help=words, description=words)
    parts = contest.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    listed_ = _add(parts, "list", _("列出竞赛"), "contest_commands.list_contests", db=False)
    results = _add(parts, "results", _("成绩、名次和奖项"), "contest_commands.show_results", db=False)
    fairness = _add(parts, "fairness", _("评委的一致性和宽严"), "contest_commands.fairness", db=False)
    other = _add(parts, "alternatives", _("其他计分规则下的奖项，标准分"), "contest_commands.alternatives", db=False)
    for parser in (results, fairness, other):
        parser.add_argument("id", metavar="ID", type=whole, help=_("竞赛的编号，见 contest list"))
    results.add_argument("--event", default="", metavar="E", help=_("只看这个项目的得分"))
    for parser in (results, other):
        parser.add_argument("--track", default="", metavar="T", help=_("只看这个赛道"))
    results.add_argument("--explain", action="store_true", help=_("列出每个名次的计算过程"))
    way = results.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿：各赛道名次和全部评分"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成成绩表"))
    for parser in (listed_, results, fairness, other):
        _latest_db(parser)
    for parser in (listed_, fairness, other):
        _json(parser)
    template = _add(parts, "template", _("写出空白竞赛工作簿"), "contest_commands.write_template", db=False)
    template.add_argument("file", metavar="FILE.xlsx", type=Path)
    _add_contest_papers(parts)
    _add_measured(parts)


def _add_measured(parts: Any) -> None:
    take = _add(parts, "measured", _("导入测量成绩（考试分、打字速度等）"), "contest_marks.take_measured", db=False)
    form = _add(parts, "measured-form", _("写出待填的测量成绩表，已列好选手"), "contest_marks.write_form", db=False)
    for parser, file in ((take, "FILE"), (form, "FILE.xlsx")):
        parser.add_argument("id", metavar="ID", type=whole, help=_("竞赛的编号，见 contest list"))
        parser.add_argument("file", metavar=file, type=Path)
        parser.add_argument("--event", required=True, metavar="E", help=_("项目的名称"))
        parser.add_argument("--track", default="", metavar="T", help=_("只导入这个赛道"))
        _latest_db(parser)
    take.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    _json(take)


def _add_contest_papers(parts: Any) -> None:
    publish = _add(parts, "publish", _("写出获奖名单的公示"), "contest_papers.publish", db=False)
    summary = _add(parts, "summary", _("各院、各赛道参赛和获奖情况汇总"), "contest_papers.summary", db=False)
    scores = _add(parts, "scores", _("写出全部评分的工作簿，供查阅"), "contest_papers.scores", db=False)
    for parser in (publish, summary, scores):
        parser.add_argument("id", metavar="ID", type=whole, help=_("竞赛的编号，见 contest list"))
        _latest_db(parser)
    publish.add_argument("file", metavar="FILE.pdf", type=Path)
    scores.add_argument("file", metavar="FILE.xlsx", type=Path)
    words = _("按姓氏笔画（默认，不显示名次）或按名次")
    publish.add_argument("--by", choices=("strokes", "rank"), default="strokes", help=words)
    publish.add_argument("--track", default="", metavar="T", help=_("只看这个赛道"))
    publish.add_argument("--everybody", action="store_true", help=_("列出全部有名次的选手，不只是获奖的"))
    publish.add_argument("--from", dest="first", metavar=_("日期"), type=day, help=_("公示第一天，默认今天"))
    publish.add_argument("--to", dest="last", metavar=_("日期"), type=day, help=_("公示最后一天，默认第五个工作日"))
    publish.add_argument("--contact", default="", help=_("受理异议的单位，默认主办单位"))
    publish.add_argument("--phone", default="", help=_("联系电话"))
    way = summary.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成 PDF"))


def _add_reports(commands: Any) -> None:
    figures = _add(commands, "figures", _("年度数据"), "show_figures")
    figures.add_argument("--year", type=year, required=True, help=_("年度，如 2023"))
    _json(figures)
    certificates = _add(commands, "certificates", _("编号并打印证书为 PDF"), "print_certificates")
    which = certificates.add_mutually_exclusive_group(required=True)
    which.add_argument("--contest", type=whole, metavar="ID", help=_("竞赛的荣誉证书"))
    which.add_argument("--course", type=whole, metavar="ID", help=_("班次的结业证书"))
    which.add_argument("--check", action="store_true", help=_("检查已发的证书现在补印是否还是原样，不打印"))
    certificates.add_argument("--draft", action="store_true", help=_("只写出样张，不给编号，不计补印"))
    certificates.add_argument("file", metavar="FILE.pdf", type=Path, nargs="?")
    _json(certificates)
    check = _add(commands, "check", _("检查数据：完整性、每条记录与操作记录是否相符、封存、照片、数量"), "check")
    check.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="X",
        help=_("再与这个操作记录码（印在成绩表和登记表页脚）、备份或备份文件夹核对；可写几次"),
    )
    check.add_argument("--repair", action="store_true", help=_("修复可以修复的部分，记为一步"))
    _json(check)


def _add_safety(commands: Any) -> None:
    backup = _add(commands, "backup", _("备份到指定文件，并检查备份"), "backup")
    backup.add_argument("file", metavar="FILE", type=Path)
    restore = _add(commands, "restore", _("从备份文件恢复（现有数据另存一份）"), "restore", db=False)
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("要被替换的数据文件"))
    restore.add_argument("--without-missing", action="store_true", help=_("找不到的照片和附件不要了，其余照样恢复"))
    journal = _add(commands, "journal", _("操作记录"), "show_journal")
    journal.add_argument("--limit", type=whole, default=100, help=_("最多几步"))
    _json(journal)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; answers the exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:  # a name of a file may hold what no encoding has
            reconfigure(errors="replace")
    parser = build()
    try:
        chosen = parser.parse_args(arguments)
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
        commands = import_module(f"cadre_desktop.cli.{module or 'commands'}")
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
