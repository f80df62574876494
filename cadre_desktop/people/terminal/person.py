"""The page of a person on the command line: as text, as JSON, as a card or an approval form."""

import argparse
from datetime import date

from cadre_desktop.kit.command_line import WrongUse, known_of_people, opened
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.profile.page import Profile, plain, profile_of
from cadre_desktop.people.profile.wording import when
from cadre_desktop.people.terminal.finding import person_meant


def show_person(chosen: argparse.Namespace) -> None:
    """Print what is known of a person, or write it as a PDF file."""
    if chosen.approval and not chosen.pdf:
        raise WrongUse(_("--approval 要与 --pdf 同用，写明文件名。"))
    if chosen.pdf:
        check_output(chosen.pdf, ".pdf")
    with opened(chosen) as store:
        key, today = person_meant(chosen.id), store.clock.today()
        if chosen.pdf:
            court = own_court(store)
            _write(chosen, key, today, court.name if court else "")
            return
        profile = profile_of(key, today, known_of_people(chosen), restricted=chosen.restricted)
        if chosen.json:
            print_json(plain(profile, chosen.restricted))
        else:
            _print(profile, chosen.restricted)


def _write(chosen: argparse.Namespace, key: int, today: date, court: str) -> None:
    if chosen.approval:
        from cadre_desktop.people.sheets.approval_form import print_approvals, with_sanctions

        setup = Setup().choosing(with_sanctions(), "yes" if chosen.restricted else "no")
        offer = print_approvals(chosen.pdf, [key], today, organisation=court, setup=setup)
    else:
        from cadre_desktop.people.sheets.person_card import card_sheet, print_cards

        setup = Setup().choosing(card_sheet(), "A5")
        told = known_of_people(chosen)
        offer = print_cards(chosen.pdf, [key], today, told, organisation=court, setup=setup)
    print(_("已写出 {pages} 页：{file}").format(pages=offer.pages, file=chosen.pdf))
    if offer.warning:
        print(offer.warning)


def _print(profile: Profile, revealed: bool) -> None:
    print(f"{profile.name}　{profile.introduction}")
    for title, facts in profile.facts:
        print(f"\n{title}")
        for fact in facts:
            print(f"  {fact.title}：{fact.said(revealed)}")
    for section in profile.sections:
        if section.withheld:
            continue
        print(f"\n{section.title}" + (f"　{section.summary}" if section.summary else ""))
        for line in section.lines:
            print("  " + "　".join(filter(None, (when(line), line.text, line.note))))
