"""What competitions add to the command line."""

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
    day,
    latest_db,
    whole,
)
from cadre_desktop.kit.language import N_, _

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def _part(parts: Any, name: str, words: str, run: str) -> Parser:
    """A command carried out by ``module.function`` of `terminal`."""
    return add_command(parts, name, words, f"contests.terminal.{run}", db=False)


def _add(commands: Any) -> None:
    words = _("技能竞赛：列表、成绩、公示、汇总、评委分析、工作簿")
    contest: Parser = commands.add_parser("contest", help=words, description=words)
    parts = contest.add_subparsers(dest="part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser)
    listed_ = _part(parts, "list", _("列出竞赛"), "results.list_contests")
    results = _part(parts, "results", _("成绩、名次和奖项"), "results.show_results")
    fairness = _part(parts, "fairness", _("评委的一致性和宽严"), "results.fairness")
    other = _part(parts, "alternatives", _("其他计分规则下的奖项，标准分"), "results.alternatives")
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
        latest_db(parser)
    for parser in (listed_, fairness, other):
        as_json(parser)
    template = _part(parts, "template", _("写出空白竞赛工作簿"), "results.write_template")
    template.add_argument("file", metavar="FILE.xlsx", type=Path)
    _add_contest_papers(parts)
    _add_measured(parts)


def _add_measured(parts: Any) -> None:
    take = _part(parts, "measured", _("导入测量成绩（考试分、打字速度等）"), "measured.take_measured")
    form = _part(parts, "measured-form", _("写出待填的测量成绩表，已列好选手"), "measured.write_form")
    for parser, file in ((take, "FILE"), (form, "FILE.xlsx")):
        parser.add_argument("id", metavar="ID", type=whole, help=_("竞赛的编号，见 contest list"))
        parser.add_argument("file", metavar=file, type=Path)
        parser.add_argument("--event", required=True, metavar="E", help=_("项目的名称"))
        parser.add_argument("--track", default="", metavar="T", help=_("只导入这个赛道"))
        latest_db(parser)
    take.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
    as_json(take)


def _add_contest_papers(parts: Any) -> None:
    publish = _part(parts, "publish", _("写出获奖名单的公示"), "papers.publish")
    summary = _part(parts, "summary", _("各院、各赛道参赛和获奖情况汇总"), "papers.summary")
    scores = _part(parts, "scores", _("写出全部评分的工作簿，供查阅"), "papers.scores")
    for parser in (publish, summary, scores):
        parser.add_argument("id", metavar="ID", type=whole, help=_("竞赛的编号，见 contest list"))
        latest_db(parser)
    publish.add_argument("file", metavar="FILE.pdf", type=Path)
    scores.add_argument("file", metavar="FILE.xlsx", type=Path)
    words = _("按姓氏笔画（默认，不显示名次）或按名次")
    publish.add_argument("--by", choices=("strokes", "rank"), default="strokes", help=words)
    publish.add_argument("--track", default="", metavar="T", help=_("只看这个赛道"))
    publish.add_argument("--everybody", action="store_true", help=_("列出全部有名次的选手，不只是获奖的"))
    publish.add_argument("--from", dest="first", metavar=_("日期"), type=day, help=_("公示之日（张贴那天），默认今天"))
    words = _("公示最后一天，默认公示次日起第五个工作日")
    publish.add_argument("--to", dest="last", metavar=_("日期"), type=day, help=words)
    publish.add_argument("--contact", default="", help=_("受理异议的单位，默认主办单位"))
    publish.add_argument("--phone", default="", help=_("联系电话"))
    way = summary.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成 PDF"))


def _draft(store: "Store", key: int, template: Any) -> list[Any]:
    from cadre_desktop.contests.actions.awarding import draft_certificates
    from cadre_desktop.contests.terminal.results import contest_of

    return draft_certificates(store, contest_of(key), template)


def _hand_out(store: "Store", key: int, template: Any, write: Callable[[list[Any]], object]) -> list[Any]:
    from cadre_desktop.contests.actions.awarding import hand_out_certificates
    from cadre_desktop.contests.terminal.results import contest_of

    return hand_out_certificates(store, contest_of(key), write, template)


COMMANDS = SliceCommands(
    _add,
    certificates=(CertificatesFor("contest", N_("竞赛的荣誉证书"), _draft, _hand_out),),
    whole_books=(
        WholeBook(
            "contest",
            take="contests.terminal.results.import_contest",
            give="contests.terminal.results.export_contest",
            taken=N_("contest 为整个竞赛的工作簿"),
            given=N_("contest 为整个竞赛，其后写编号"),
            number=N_("竞赛的编号，只用于 contest"),
            wrong=N_("应为 export contest ID FILE.xlsx，ID 是竞赛的编号，见 contest list"),
        ),
    ),
)
