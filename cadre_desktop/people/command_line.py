"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from collections.abc import Callable
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, WholeBook
from cadre_desktop.kit.language import N_, _

_ADDED: tuple[Callable[[Any], None], ...] = ()


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
