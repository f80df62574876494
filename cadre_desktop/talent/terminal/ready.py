"""Who is ready for a post, on the command line."""

import argparse
from collections.abc import Iterator

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.talent.comparing.ready import ReadyList, as_told, profile_named, ready
from cadre_desktop.talent.comparing.scoring import points_text
from cadre_desktop.talent.readiness.rules import Fitness
from cadre_desktop.talent.requirement import requirement_text


def show_ready(chosen: argparse.Namespace) -> None:
    """Print who meets what a post asks, with reasons, as a table or as JSON. Nothing is decided or written."""
    with opened(chosen) as store:
        found = ready(store, profile_named(chosen.post), chosen.on or store.clock.today())
        if chosen.json:
            print_json(as_told(found))
        else:
            print("\n".join(_lines(found, everybody=chosen.all)))


def _lines(found: ReadyList, *, everybody: bool) -> Iterator[str]:
    text = _("{post}（{day}）：{asked}")
    yield text.format(post=found.profile.title, day=found.day, asked=requirement_text(found.asked))
    for each in found.people:
        if each.fitness is Fitness.UNMET and not everybody:
            continue
        who, (performance, potential) = each.who, each.score
        points = _("业绩 {performance} 潜力 {potential}").format(
            performance=points_text(performance.tenths), potential=points_text(potential.tenths)
        )
        words = (str(each.rank or "-"), who.name, who.court_short, who.department, who.post)
        yield "　".join((*words, _(each.fitness.label), points, each.told))
    text = _("符合 {met} 人，待核实 {unknown} 人，不符合 {unmet} 人。只供研究时参考，不是决定。")
    yield text.format(**{fitness.value: len(found.of(fitness)) for fitness in Fitness})
