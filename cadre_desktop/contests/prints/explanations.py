"""How a rank came about, on paper: every mark, what was dropped, each rounding and weight."""

from dataclasses import replace
from pathlib import Path

from cadre_desktop.contests.naming import seen_or_refused
from cadre_desktop.contests.prints.on_paper import seal_foot
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.kit.documents.flow import Flow
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.roster import BODY, page_footer
from cadre_desktop.kit.language import _

_STRONG = replace(BODY, role=Role.HEI_BOLD)
_INDENT = 4.0
_STRONG_LAST = 2
"""Total, or rank and award, are in the last lines."""


def print_explanation(path: Path, contest: Contest, track: Track, entrant: int) -> int:
    """The derivation of one entrant's rank, line by line. Returns the pages.

    Raises Refused when names and codes have to be matched first.
    """
    result = seen_or_refused(track.name, ranking_of(track))
    one = result.competitors[entrant]
    title = _("{contest}成绩计算过程").format(contest=contest.name)
    about = _("赛道：{track}　选手：{name}　单位：{unit}")
    if result.rules.blind:
        about = _("赛道：{track}　代号：{name}（匿名评审，尚未拆封匹配）")
    about = about.format(track=track.name, name=one.name, unit=one.unit)
    paper = Paper(title, footer=page_footer(title, seal_foot(contest)))
    flow = Flow(paper)
    flow.title(title, about)
    lines = result.explain(entrant)
    for index, line in enumerate(lines):
        if line.startswith("【"):
            flow.heading(line)
        elif index >= len(lines) - _STRONG_LAST:
            flow.paragraph(line, _STRONG)
        else:
            flow.paragraph(line, indent=_INDENT)
    paper.save(path)
    return paper.pages
