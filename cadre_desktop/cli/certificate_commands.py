"""The command that prints certificates, of whatever they were earned in."""

import argparse

from cadre_desktop.certificates.prints import print_drafts, print_issued
from cadre_desktop.cli.commands import opened
from cadre_desktop.cli.parser import of_slices
from cadre_desktop.kit.command_line import WrongUse
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json


def print_certificates(chosen: argparse.Namespace) -> int:
    """Number and print the certificates that a row has earned, or write them to look at, without numbers; or see
    whether those that were issued would be the same pages again."""
    if chosen.check:
        return _check_certificates(chosen)
    if chosen.file is None:
        raise WrongUse(_("缺少参数：{0}").format("FILE.pdf"))
    check_output(chosen.file, ".pdf")
    every = (one for each in of_slices() for one in each.certificates)
    earned, key = next((one, key) for one in every if (key := getattr(chosen, one.option)) is not None)
    with opened(chosen) as store:
        if chosen.draft:
            print_drafts(chosen.file, drafts := earned.draft(store, key))
            print(_("已写出 {count} 张样张到 {path}；没有给出编号。").format(count=len(drafts), path=chosen.file))
            return 0
        issued = earned.hand_out(store, key, lambda rows: print_issued(chosen.file, rows))
    print(_("已打印 {count} 张证书到 {path}").format(count=len(issued), path=chosen.file))
    return 0


def _check_certificates(chosen: argparse.Namespace) -> int:
    from cadre_desktop.certificates.reprinting import all_valid, reprint_troubles

    with opened(chosen):
        rows = list(all_valid())
        troubles = reprint_troubles(rows)
    if chosen.json:
        print_json({"count": len(rows), "troubles": troubles})
    else:
        whole = _("{count} 份有效证书，补印都是原样。").format(count=len(rows))
        print("\n".join(troubles or [whole]))
    return 1 if troubles else 0
