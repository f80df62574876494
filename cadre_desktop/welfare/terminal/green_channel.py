"""Issuing and printing a referral slip on the command line."""

import argparse

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output


def write_slip(chosen: argparse.Namespace) -> None:
    """Issue a slip with the next number and write it as a PDF file."""
    from cadre_desktop.kit.problems import Refused
    from cadre_desktop.people.actions import own_court
    from cadre_desktop.people.terminal.finding import person_of
    from cadre_desktop.welfare.green_channel.actions import issue
    from cadre_desktop.welfare.green_channel.papers import print_slip
    from cadre_desktop.welfare.green_channel.records import MedicalAgreement

    check_output(chosen.file, ".pdf")
    with opened(chosen) as store:
        rows = MedicalAgreement.select().where(MedicalAgreement.hospital.contains(chosen.agreement))
        row = rows.order_by(MedicalAgreement.starts.desc()).first()
        if row is None:
            raise Refused(_("没有与“{name}”的惠医协议，请先登记。").format(name=chosen.agreement))
        slip = issue(store, row.id, person_of(chosen.id), appointed=chosen.appointed)
        court = own_court(store)
        print_slip(chosen.file, slip.id, court.name if court else "", chosen.department)
    print(_("已开具 {number}：{file}").format(number=slip.number, file=chosen.file))
