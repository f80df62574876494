"""The commands about certificates: printing them, of whatever they were earned in or of a list, their register, their
numbers."""

import argparse
from typing import Any

from cadre_desktop.certificates.terminal.output import CertificateOutput, issued_as_data
from cadre_desktop.certificates.terminal.unlocking import sign_when_opened
from cadre_desktop.cli.of_slices import of_slices
from cadre_desktop.kit.command_line import WrongUse, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json

_OF_LISTS = ("kind", "date", "issuer", "same", "again")


def print_certificates(chosen: argparse.Namespace) -> int:
    """Number and print the certificates that a row has earned, or those of a list, or write them to look at, without
    numbers; or see whether those that were issued would be the same pages again."""
    if chosen.check:
        return check_certificates(chosen)
    output = CertificateOutput.of(chosen)
    sign_when_opened(chosen)
    if chosen.names is not None:
        from cadre_desktop.certificates.terminal.listed import issue_listed

        return issue_listed(chosen, output)
    if misplaced := [name for name in _OF_LISTS if getattr(chosen, name)]:
        raise WrongUse(_("--{option} 只能与 --list 同用").format(option=misplaced[0]))
    every = (one for each in of_slices() for one in each.certificates)
    earned, key = next((one, key) for one in every if (key := getattr(chosen, one.option)) is not None)
    with opened(chosen) as store:
        template = _template(chosen)
        if chosen.draft:
            output.write(earned.draft(store, key, template))
            issued = []
        else:
            issued = earned.hand_out(store, key, template, output.write)
    if chosen.json:
        print_json({"issued": issued_as_data(issued)})
    else:
        print(output.sentence)
    return 0


def _template(chosen: argparse.Namespace) -> Any:
    from cadre_desktop.certificates.templating import template_named

    return template_named(chosen.template) if chosen.template else None


def check_certificates(chosen: argparse.Namespace) -> int:
    """See whether the certificates that were issued would be the same pages again."""
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


def write_register(chosen: argparse.Namespace) -> int:
    """The register of a year as a workbook or on paper, or another of its sheets."""
    from cadre_desktop.certificates import register_prints as prints
    from cadre_desktop.people.actions import own_court

    sheet = next((name for name in ("uncollected", "receipts", "labels") if getattr(chosen, name)), "")
    check_output(chosen.file, *((".pdf",) if sheet else (".xlsx", ".pdf")))
    with opened(chosen) as store:
        listing = prints.of_year(chosen.year)
        own = own_court(store)
        name = own.name if own else ""
        if chosen.file.suffix.lower() == ".xlsx":
            prints.write_register(chosen.file, listing)
        elif sheet == "labels":
            prints.print_envelopes(chosen.file, listing)
        else:
            written = {"uncollected": prints.print_uncollected, "receipts": prints.print_receipts}
            written.get(sheet, prints.print_register)(chosen.file, listing, name)
    print(_("已写到 {path}").format(path=chosen.file))
    return 0


def show_numbers(chosen: argparse.Namespace) -> int:
    """The account of all numbers; before it what is said about them is written down. Exit code 1 where some are
    lacking, or where it is not known how far they go."""
    from cadre_desktop.certificates.numbering.accounting import accounts
    from cadre_desktop.certificates.numbering.asking import answer
    from cadre_desktop.certificates.numbering.counting import must_ask
    from cadre_desktop.certificates.numbering.giving import register_missing

    with opened(chosen) as store:
        if chosen.last:
            answer(store, [number for number in chosen.last if number != "none"], chosen.year)
        if chosen.register_missing:
            register_missing(store, also_on_their_way=True)
        found, asks = accounts(store, chosen.year), must_ask(store)
    if chosen.json:
        print_json({"last_known": not asks, "numbers": [_as_data(account) for account in found]})
    else:
        print("\n".join([account.sentence for account in found] or [_("还没有编过号。")]))
        if asks:
            print(_("数据是从备份恢复的，请用 --last 写明纸上最后用到的编号（没有再编过号写 none），再发证书。"))
    return 1 if asks or not all(account.sound for account in found) else 0


def _as_data(account: Any) -> dict[str, Any]:
    run = account.run
    states = dict(account.states)
    lacking = {"missing": account.missing, "waiting": account.waiting, "gaps": account.gaps}
    return {"kind": run.kind.value, "series": run.series, "year": run.year, "last": account.last, **states, **lacking}
