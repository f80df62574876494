"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, day, latest_db
from cadre_desktop.kit.language import _


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


_ADDED: tuple[Callable[[Any], None], ...] = (_add_structure,)


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


COMMANDS = SliceCommands(_add)
