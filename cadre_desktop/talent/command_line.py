"""What the talent library adds to the command line."""

from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, day, latest_db
from cadre_desktop.kit.language import _


def _add(commands: Any) -> None:
    words = _("谁适合一个岗位：按岗位要求排出名单，带理由；不作决定，不写入")
    ready = add_command(commands, "ready", words, "talent.terminal.ready.show_ready", db=False)
    ready.add_argument("post", metavar="POST", help=_("岗位要求的名称或编号"))
    ready.add_argument("--on", type=day, metavar="DATE", help=_("按哪一天计算，默认今天"))
    way = ready.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=_("输出 JSON"))
    way.add_argument("--all", action="store_true", help=_("连不符合的人也列出，写明原因"))
    latest_db(ready)


COMMANDS = SliceCommands(_add)
