"""Issuing and printing a referral slip on the command line."""

import argparse
from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import add_command, day, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output


def add(commands: Any) -> None:
    """Declare the command."""
    words = _("开具就医单，按年度编号，写成 PDF；就诊科室只印在纸上，不保存")
    slip = add_command(commands, "slip", words, "welfare.terminal.green_channel.write_slip")
    slip.add_argument("id", metavar="PERSON", help=_("编号、工号或姓名"))
    slip.add_argument("file", metavar="F.pdf", type=Path)
    slip.add_argument("--agreement", metavar=_("医院"), required=True, help=_("协议医院名称或其中几个字"))
    slip.add_argument("--department", metavar=_("科室"), default="", help=_("就诊科室，只印在纸上"))
    slip.add_argument("--appointed", metavar="DATE", type=day, help=_("预约日期"))


def write_slip(chosen: argparse.Namespace) -> None:
    """Issue a slip with the next number and write it as a PDF file."""
    from cadre_desktop.people.actions import own_court
    from cadre_desktop.people.terminal.finding import person_meant
    from cadre_desktop.welfare.green_channel.actions import agreement_meant, issue
    from cadre_desktop.welfare.green_channel.papers import print_slip

    check_output(chosen.file, ".pdf")
    with opened(chosen) as store:
        row = agreement_meant(chosen.agreement, store.clock.today())
        slip = issue(store, row.id, person_meant(chosen.id), appointed=chosen.appointed)
        court = own_court(store)
        print_slip(chosen.file, slip.id, court.name if court else "", chosen.department)
    print(_("已开具 {number}：{file}").format(number=slip.number, file=chosen.file))
