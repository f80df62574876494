"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, latest_db
from cadre_desktop.kit.language import _


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


_ADDED = (
    # as the help lists them
    _add_person,
)


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


COMMANDS = SliceCommands(_add)
