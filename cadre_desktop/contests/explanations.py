"""How a place came about, on paper: every mark, what was dropped, each rounding and weight."""

from dataclasses import replace
from pathlib import Path

from cadre_desktop.contests.naming import seen_or_refused
from cadre_desktop.contests.on_paper import seal_foot
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.kit.documents.drawing import Drawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.roster import BOTTOM, INFO, SIDE, TITLE, TOP, page_footer
from cadre_desktop.kit.documents.typesetting import Style, balanced, wrap
from cadre_desktop.kit.language import _

_BODY = Style(Role.SONG, 10.5)
_HEADING = Style(Role.HEI_BOLD, 11)
_LEADING = 6.0
_TITLE_LINE = 10.5
_INDENT = 4.0
_STRONG_LAST = 2
"""Total, or place and award, stand in the last lines."""


def print_explanation(path: Path, contest: Contest, track: Track, entrant: int) -> int:
    """The derivation of one entrant's place, line by line. Answers the pages.

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
    _Flow(paper).write(title, about, result.explain(entrant))
    paper.save(path)
    return paper.pages


class _Flow:
    """Lines of text down the pages."""

    def __init__(self, paper: Paper):
        self._paper = paper
        self._page: Drawing = paper.page(A4)
        self._y = TOP + 7

    def write(self, title: str, about: str, lines: list[str]) -> None:
        width = self._page.width - 2 * SIDE
        for line in balanced(title, TITLE, width):
            self._page.fitted(self._page.width / 2, self._y, line, TITLE, width, "centre")
            self._y += _TITLE_LINE
        self._page.fitted(SIDE, self._y, about, INFO, width)
        self._y += 4
        self._page.line(SIDE, self._y, self._page.width - SIDE, self._y, 0.6)
        self._y += 3
        for place, line in enumerate(lines):
            self._line(line, place >= len(lines) - _STRONG_LAST)

    def _line(self, text: str, strong: bool) -> None:
        heading = text.startswith("【")
        style = _HEADING if heading or strong else _BODY
        indent = 0.0 if heading or strong else _INDENT
        if heading:
            self._y += 2.5
        for line in wrap(text, style, self._page.width - 2 * SIDE - indent):
            if self._y + _LEADING > self._page.height - BOTTOM:
                self._page = self._paper.page(A4)
                self._y = TOP
            self._y += _LEADING
            self._page.text(SIDE + indent, self._y, line, replace(style))
