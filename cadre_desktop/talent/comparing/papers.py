"""The list of who is ready for a post, on paper."""

from datetime import date
from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.talent.comparing.ready import ReadyList
from cadre_desktop.talent.comparing.scoring import points_text
from cadre_desktop.talent.readiness.rules import Fitness
from cadre_desktop.talent.requirement import requirement_text


def print_ready(path: Path, found: ReadyList, organisation: str, today: date, setup: Setup | None = None) -> PaperOffer:
    """Those who meet what a post asks, or may, with their reasons. Raises Refused when there is nobody."""
    people = [each for each in found.people if each.fitness is not Fitness.UNMET]
    if not people:
        raise Refused(_("没有人符合“{post}”的要求，名单是空的。").format(post=found.profile.title))
    columns = (
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("法院"), 28),
        RosterColumn(_("部门"), 28),
        RosterColumn(_("职务"), 22),
        RosterColumn(_("结论"), 16, "centre"),
        RosterColumn(_("业绩"), 12, "centre"),
        RosterColumn(_("潜力"), 12, "centre"),
        RosterColumn(_("理由"), 120),
    )
    rows = [
        (
            each.who.name,
            each.who.court_short,
            each.who.department,
            each.who.post,
            _(each.fitness.label),
            points_text(each.score.performance.tenths),
            points_text(each.score.potential.tenths),
            each.told,
        )
        for each in people
    ]
    asked = _("岗位要求：{asked}（截至 {day}）").format(asked=requirement_text(found.asked), day=found.day)
    notes = _("共 {count} 人。按事实排列，供研究时参考，不是任用决定。").format(count=len(rows))
    title = _("“{post}”人选比对表").format(post=found.profile.title)
    roster = Roster(title, columns, organisation, day_text(today), notes, details=(asked,))
    return print_arranged(path, roster, rows, setup)
