"""The command that says who may be promoted in rank on a day, and why, or why not."""

import argparse
from typing import TYPE_CHECKING

from cadre_desktop.kit.command_line import WrongUse, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json

if TYPE_CHECKING:
    from cadre_desktop.people.promotion.reading import Promotions


def show_promotion(chosen: argparse.Namespace) -> None:
    """Print who may be promoted on a day, or write the list, or that for the ballot."""
    from cadre_desktop.people.actions import own_court
    from cadre_desktop.people.promotion import papers
    from cadre_desktop.people.promotion.reading import promotions
    from cadre_desktop.people.promotion.term_settings import terms_set

    if chosen.ballot and not chosen.pdf:
        raise WrongUse(_("测评表只能写成 PDF，请写 --pdf 文件名。"))
    with opened(chosen) as store:
        own = own_court(store)
        found = promotions(chosen.on, terms_set(store), store.clock.today(), _court(chosen.court))
        organisation = own.name if own else ""
        if chosen.json:
            print_json(papers.as_data(found))
            return
        if chosen.pdf is None and chosen.xlsx is None:
            _print(found)
            return
        check_output(chosen.pdf or chosen.xlsx, ".pdf" if chosen.pdf else ".xlsx")
        if chosen.ballot:
            people = [one for one in found.of("rank").people if one.eligible]
            papers.print_ballot(chosen.pdf, people, organisation, found.day.isoformat())
        elif chosen.pdf:
            papers.print_reasons(chosen.pdf, found, organisation)
        else:
            papers.write_reasons(chosen.xlsx, found)
    print(_("已写出 {path}").format(path=chosen.pdf or chosen.xlsx))


def _court(name: str) -> int | None:
    """The key of the court that goes by a name; None for no name. Raises WrongUse where there is none."""
    from cadre_desktop.people.records import Court

    if not name:
        return None
    found = Court.select().where((Court.name == name) | (Court.short_name == name)).first()
    if found is None:
        raise WrongUse(_("没有叫“{name}”的法院，请写全称或简称。").format(name=name))
    return int(found.id)


def _print(found: "Promotions") -> None:
    from cadre_desktop.people.promotion.papers import quota_words, reason_words, verdict
    from cadre_desktop.people.promotion.rules import label_of

    for court in found.courts:
        print(quota_words(court))
    for one in found.people:
        route = one.route
        earliest = f"{route.earliest:%Y-%m}" if route.earliest else ""
        way = f"{label_of(route.came_from)}→{label_of(route.to)}"
        print("　".join(filter(None, (verdict(one), earliest, one.name, one.court.short, way, reason_words(one)))))
    fit = sum(one.eligible for one in found.people)
    print(_("{day} 共 {count} 人，符合 {fit} 人").format(day=found.day.isoformat(), count=len(found.people), fit=fit))
