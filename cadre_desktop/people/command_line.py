"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, day, latest_db, month, whole
from cadre_desktop.kit.language import _


def born(text: str) -> date:
    """A month of birth written as 1966-05; ValueError for anything else."""
    year, number = month(text)
    return date(year, number, 1)


def _add_retirement(commands: Any) -> None:
    words = _("退休时间：按出生年月和类别计算，或今后 24 个月到龄的人")
    retirement = add_command(commands, "retirement", words, "people.terminal.retirement.show_retirement", db=False)
    retirement.add_argument("--born", metavar="YYYY-MM", type=born, help=_("出生年月；只计算，不用数据文件"))
    retirement.add_argument("--base", metavar=_("类别"), help=_("男60、女55、女50 或处级女，与 --born 一起用"))
    retirement.add_argument(
        "--employment", metavar=_("用工"), default="", help=_("用工形式，不填为编制内；只有编制内以外的可以延迟退休")
    )
    retirement.add_argument("--until", metavar="DATE", type=day, help=_("列到哪一天，默认今后 24 个月"))
    retirement.add_argument(
        "--letters", metavar="N", type=whole, help=_("给到龄前 N 个月该通知的人打印通知，要写 --pdf")
    )
    retirement.add_argument("--approval", action="store_true", help=_("按审批表的栏目，要写 --pdf 或 --xlsx"))
    way = retirement.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--pdf", metavar="F", type=Path, help=_("写成 PDF"))
    way.add_argument("--xlsx", metavar="F", type=Path, help=_("写成工作簿"))
    latest_db(retirement)


def _add_promotion(commands: Any) -> None:
    words = _("职级、法官等级晋升：某一天谁满年限，带理由，职数已用和空缺")
    promotion = add_command(commands, "promotion", words, "people.terminal.promotion.show_promotion", db=False)
    promotion.add_argument("--on", metavar="DATE", type=day, required=True, help=_("哪一天，如 2024-03-01"))
    promotion.add_argument("--court", metavar="F", default="", help=_("只看这个法院"))
    promotion.add_argument("--ballot", action="store_true", help=_("符合条件的人的民主测评表，要写 --pdf"))
    way = promotion.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--pdf", metavar="F", type=Path, help=_("写成 PDF"))
    way.add_argument("--xlsx", metavar="F", type=Path, help=_("写成工作簿"))
    latest_db(promotion)


def _add_structure(commands: Any) -> None:
    words = _("任意一天的队伍结构：各单位人数和构成、领导职务年龄、编制员额、到龄退休")
    structure = add_command(commands, "structure", words, "people.terminal.structure.show_structure", db=False)
    structure.add_argument("--on", metavar="DATE", type=day, help=_("哪一天，如 2023-12-31；不填为今天"))
    structure.add_argument("--compared", metavar="DATE", type=day, help=_("与哪一天比，不填为上年末"))
    structure.add_argument("--court", metavar="C", default="", help=_("只看这个法院"))
    way = structure.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--xlsx", metavar="FILE", type=Path, help=_("写成工作簿"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成 PDF"))
    latest_db(structure)


_ADDED = (
    _add_retirement,
    _add_promotion,
    _add_structure,
)


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


COMMANDS = SliceCommands(_add)
