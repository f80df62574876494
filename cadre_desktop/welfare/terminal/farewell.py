"""The command that writes the album of a retiree."""

import argparse
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import add_command, opened
from cadre_desktop.kit.language import _


def add(commands: Any) -> None:
    """Declare it among the parts of `welfare`."""
    album = add_command(commands, "album", _("荣退纪念册，写成 PDF"), "welfare.terminal.farewell.write_album")
    album.add_argument("person", metavar="PERSON", help=_("编号、工号或姓名"))
    album.add_argument("file", metavar="F.pdf", type=Path, help=_("写到哪个文件"))
    album.add_argument("--square", action="store_true", help=_("方形，不加则为 A4"))


def write_album(chosen: argparse.Namespace) -> None:
    """Write the album of somebody whose package was begun."""
    from cadre_desktop.kit.outputs import check_output
    from cadre_desktop.people.terminal.finding import person_meant
    from cadre_desktop.welfare.farewell.album import print_album
    from cadre_desktop.welfare.farewell.preparing import package_of

    check_output(chosen.file, ".pdf")
    with opened(chosen):
        pages = print_album(chosen.file, package_of(person_meant(chosen.person)), square=chosen.square)
    print(_("已写出 {pages} 页：{file}").format(pages=pages, file=chosen.file))
