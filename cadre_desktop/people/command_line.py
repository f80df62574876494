"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, WholeBook, add_command, as_json, day, latest_db, month, whole
from cadre_desktop.kit.language import N_, _


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


def _add_person(commands: Any) -> None:
    words = _("一个人的全部档案：卡片和各类带日期的记录")
    person = add_command(commands, "person", words, "people.terminal.person.show_person", db=False)
    person.add_argument("id", metavar="ID", help=_("编号、工号或姓名"))
    way = person.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--pdf", metavar="FILE", type=Path, help=_("写成卡片"))
    person.add_argument("--approval", action="store_true", help=_("与 --pdf 同用：写成干部任免审批表"))
    person.add_argument("--restricted", action="store_true", help=_("包括处分、回避关系和受保护的栏目"))
    latest_db(person)


def _add_duplicates(commands: Any) -> None:
    words = _("可能重复的人员，带理由；不写入")
    duplicates = add_command(commands, "duplicates", words, "people.terminal.duplicates.show_duplicates", db=False)
    as_json(duplicates)
    latest_db(duplicates)


_ADDED = (
    _add_retirement,
    _add_promotion,
    _add_structure,
    _add_person,
    _add_duplicates,
)


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


def _add_lrmx_import(take: Any) -> None:
    words = _("lrmx：与档案不同的，以表中的为准（不加则保留档案里的）")
    take.add_argument("--theirs", action="store_true", help=words)
    words = _("lrmx：也用身份证号认人，并记入档案（不加则不读身份证号）")
    take.add_argument("--id-number", action="store_true", help=words)
    words = _("lrmx：家庭成员里也是干警的，记入回避关系")
    take.add_argument("--family", action="store_true", help=words)
    words = _("lrmx：拟任免职务和理由记为一个待决定的任免批次")
    take.add_argument("--proposed", action="store_true", help=words)


def _add_lrmx_export(give: Any) -> None:
    give.add_argument("--pool", metavar="P", help=_("lrmx：人才库的名称或编号，写出在库的人"))


_LRMX = WholeBook(
    "lrmx",
    take="people.terminal.lrmx.take_forms",
    give="people.terminal.lrmx.give",
    taken=N_("lrmx 为任免审批表（.lrmx、.lrm），可写几个文件、文件夹或压缩包"),
    given=N_("lrmx 为一个人或一个人才库的任免审批表，写到文件夹"),
    number=N_("人员的编号，用于 lrmx"),
    wrong=N_("应为 export lrmx ID FOLDER 或 export lrmx --pool P FOLDER，ID 是人员的编号"),
    many=True,
    takes=("--court", "--dry-run"),
    add_take=_add_lrmx_import,
    add_give=_add_lrmx_export,
    own=("--theirs", "--id-number", "--family", "--proposed", "--pool"),
    instead="--pool",
)

COMMANDS = SliceCommands(_add, whole_books=(_LRMX,))
