"""What certificates add to the command line."""

from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, as_json, latest_db
from cadre_desktop.kit.language import _


def _add_verify(commands: Any) -> None:
    words = _("验证证书上的二维码：文字、图片、扫描件或 PDF；全部真实有效时退出码为 0")
    verify = add_command(commands, "certificates verify", words, "certificates.terminal.verify.verify", db=False)
    verify.add_argument("sources", metavar="TEXT|IMAGE|PDF", nargs="+", help=_("二维码里的文字，或文件；可写几个"))
    verify.add_argument("--key", metavar="F", type=Path, help=_("发证法院的公钥文件；有了它，没有数据文件也能验证"))
    latest_db(verify)
    as_json(verify)


def _add(commands: Any) -> None:
    _add_verify(commands)


COMMANDS = SliceCommands(_add)
