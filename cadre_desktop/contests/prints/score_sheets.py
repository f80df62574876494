"""Score sheets (评分表) for judges: an entrant a row, boxes for each digit, so that nothing is misread when typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.contests.naming import hides, known_in, uncoded, uncoded_words
from cadre_desktop.contests.prints.on_paper import competing
from cadre_desktop.contests.records import Contest, Event, Track
from cadre_desktop.contests.results import Competitor, TrackResult, ranking_of
from cadre_desktop.contests.rules.points import POINT, plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine, full_marks
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.roster import BOTTOM, INFO, SIDE, TITLE, TOP, page_footer
from cadre_desktop.kit.documents.table import RULE, RosterColumn, grid, heading_cell, spread
from cadre_desktop.kit.documents.typesetting import Colour, Style, balanced
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_BODY = Style(Role.SONG, 11)
_HEADING = Style(Role.HEI_BOLD, 9.5)
_SMALL = Style(Role.SONG, 9)
_NUMBER_MM, _NAME_MM = 11.0, 22.0
_BOX = 5.0
_BOX_HEIGHT = 7.4
_BOX_GAP = 1.6  # where the decimal point stands
_CELL_PADDING = 1.2
_HEADER = 17.0
_ROW, _TIGHT_ROW = 11.0, 9.2  # the lower where that spares a page
_FOOT = 24.0  # limits and signature
_TITLE_LINE = 10.5
_BOX_COLOUR: Colour = (0.62, 0.62, 0.62)


@dataclass(frozen=True)
class _Digits:
    """How many boxes a number needs before and after its decimal point."""

    whole: int
    decimals: int

    @property
    def width(self) -> float:
        """Millimetres of the boxes."""
        gap = _BOX_GAP if self.decimals else 0
        return (self.whole + self.decimals) * _BOX + gap


def _digits(points: int, steps: Sequence[int]) -> _Digits:
    decimals = max((len(plain_text(step).partition(".")[2]) for step in steps), default=0)
    return _Digits(len(str(points // POINT)), decimals)


def print_score_sheets(path: Path, contest: Contest, track: Track) -> int:
    """A sheet for every judge of every event of a track in which names are known, with those recused crossed out.

    Returns the pages. Raises Refused when there is nobody to mark or to be marked.
    """
    result = ranking_of(track)
    events = [event for event in result.rules.events if not hides(result.rules, event.key)]
    if result.rules.events and not events:
        raise Refused(_("“{track}”的项目都是匿名评审，请打印匿名评分表。").format(track=track.name))
    return _print_sheets(path, _("{contest}评分表").format(contest=contest.name), track, result, events)


def print_blind_sheets(path: Path, contest: Contest, track: Track) -> int:
    """The sheets of a track's anonymous events, by codes and without those whom the judge must not mark.

    They are a document of their own, so that no name comes along. Returns the pages. Raises Refused when no event is
    anonymous (any more), or codes are still to be drawn.
    """
    result = ranking_of(track)
    events = [event for event in result.rules.events if hides(result.rules, event.key)]
    if not events:
        text = _("“{track}”没有匿名评审的项目，或已拆封匹配；请打印评分表。")
        raise Refused(text.format(track=track.name))
    if uncoded(result):
        raise Refused(uncoded_words(track.name, result))
    return _print_sheets(path, _("{contest}匿名评分表").format(contest=contest.name), track, result, events)


def _print_sheets(path: Path, title: str, track: Track, result: TrackResult, events: Sequence[TrackEvent]) -> int:
    competing(track, result)
    paper = Paper(title, footer=page_footer(title))
    for event in events:
        lines = [line for line in event.criteria if line.by_judges]
        blind = hides(result.rules, event.key)
        known = [one for one in known_in(result.rules, event.key, result.competitors).values() if one.competes]
        for judge in result.rules.panels[event.key] if lines else ():
            barred = {key for key, judges in result.rules.barred.items() if judge in judges}
            shown = [one for one in known if one.key not in barred] if blind else known
            about = _about(track, event, result.judges[judge])
            _PrintedSheet(paper, title, about, lines, blind).draw(shown, barred)
    if not paper.pages:
        raise Refused(_("“{track}”还没有评委或评分项，请先设置再打印评分表。").format(track=track.name))
    paper.save(path)
    return paper.pages


def _about(track: Track, event: TrackEvent, judge: str) -> tuple[str, str]:
    """The lines below the title: at the left what is marked, at the right who marks."""
    held = Event.by_key(event.key)
    day = _("　时间：{day}").format(day=day_text(held.held)) if held.held else ""
    left = _("赛道：{track}　项目：{event}").format(track=track.name, event=event.name) + day
    return left, _("评委：{judge}").format(judge=judge)


class _PrintedSheet:
    """One judge's sheet, on as many pages as the entrants need."""

    def __init__(self, paper: Paper, title: str, about: tuple[str, str], lines: Sequence[RubricLine], blind: bool):
        self._paper = paper
        self._blind = blind
        self._title = title
        self._about = about
        self._lines = lines
        self._digits = [_digits(line.points, [line.step]) for line in lines]
        self._row = _ROW
        full = full_marks(lines)
        self._digits.append(_digits(int(full), [line.step for line in lines]))
        needed = [_NUMBER_MM, _NAME_MM, *(max(digits.width + 2 * _CELL_PADDING, 16.5) for digits in self._digits)]
        self._size = A4 if sum(needed) <= A4[0] - 2 * SIDE else A4_LANDSCAPE
        room = self._size[0] - 2 * SIDE
        spare = max(0.0, room - sum(needed)) / (len(needed) - 1)
        scale = min(1.0, room / sum(needed))
        widths = [needed[0], *(width + spare for width in needed[1:])]
        self._xs = list(accumulate((width * scale for width in widths), initial=SIDE))

    def draw(self, competitors: Sequence[Competitor], barred: set[int]) -> None:
        start, each = 0, 0
        while start < len(competitors):
            page = self._paper.page(self._size)
            top = self._head(page)
            each = each or self._rows_a_page(self._size[1] - BOTTOM - _FOOT - top - _HEADER, len(competitors))
            here = competitors[start : start + each]
            self._table(page, top, here, barred, start)
            self._foot(page, top + _HEADER + self._row * len(here))
            start += each

    def _rows_a_page(self, room: float, count: int) -> int:
        """All on one page if their rows need not be too low for it, else pages of about equal length."""
        if int(room / _ROW) < count <= int(room / _TIGHT_ROW):
            self._row = room / count
            return count
        return -(-count // -(-count // int(room / _ROW)))

    def _head(self, page: PageDrawing) -> float:
        width = page.width - 2 * SIDE
        y = TOP + 7
        for line in balanced(self._title, TITLE, width):
            page.fitted(page.width / 2, y, line, TITLE, width, "centre")
            y += _TITLE_LINE
        left, right = self._about
        page.fitted(SIDE, y, left, INFO, width - INFO.length(right) - 5)
        page.text(page.width - SIDE, y, right, replace(INFO, role=Role.HEI_BOLD), "right")
        return y + 3

    def _headings(self) -> Iterator[str]:
        yield _("序号") if self._blind else _("抽签号")
        yield _("代号") if self._blind else _("选手")
        for line in self._lines:
            points = plain_text(line.points)
            deduction = line.kind is CriterionKind.DEDUCTION
            yield f"{line.name.split('（')[0]}\n" + (_("扣分 0—{points}") if deduction else _("满分 {points}")).format(
                points=points
            )
        yield _("合计\n{points}").format(points=plain_text(full_marks(self._lines)))

    def _table(self, page: PageDrawing, top: float, rows: Sequence[Competitor], barred: set[int], start: int) -> None:
        xs = self._xs
        for heading, x, end in zip(self._headings(), xs, xs[1:], strict=False):
            heading_cell(page, RosterColumn(heading, end - x), x, end - x, top + _HEADER / 2, _HEADING)
        ys = [top, *(top + _HEADER + self._row * number for number in range(len(rows) + 1))]
        for line, (one, y) in enumerate(zip(rows, ys[1:], strict=False), start + 1):
            middle = y + self._row / 2
            number = str(line) if self._blind else "" if one.number is None else str(one.number)
            page.middle((xs[0] + xs[1]) / 2, middle, number, _BODY, "centre")
            page.middle((xs[1] + xs[2]) / 2, middle, one.name, _name_style(one.name, xs[2] - xs[1]), "centre")
            if one.key in barred:
                page.line(xs[2], middle, xs[-1], middle, 0.5, RULE)
                page.fill((xs[2] + xs[-1]) / 2 - 10, middle - 4, 20, 8, (1.0, 1.0, 1.0))
                page.middle((xs[2] + xs[-1]) / 2, middle, _("回　避"), _BODY, "centre")
                continue
            for digits, x, end in zip(self._digits, xs[2:], xs[3:], strict=False):
                _boxes(page, digits, (x + end) / 2, middle)
        grid(page, xs, ys)

    def _foot(self, page: PageDrawing, y: float) -> None:
        y += 5.2
        text = _("步长：{steps}。未评的空着，不要填 0；涂改处请签名。").format(steps=self._steps())
        page.fitted(SIDE, y, text, _SMALL, page.width - 2 * SIDE)
        deductions = self._deductions()
        if deductions:
            y += 4.2
            page.fitted(SIDE, y, deductions, _SMALL, page.width - 2 * SIDE)
        y += 12
        page.text(SIDE, y, _("评委签名："), INFO)
        page.line(SIDE + 23, y + 1, SIDE + 75, y + 1, 0.5)
        page.text(page.width - SIDE - 68, y, _("日期：　　　　年　　月　　日"), INFO)

    def _deductions(self) -> str:
        """What is written for deductions, and how the total is added up; judges else add their total differently."""
        lines = [line for line in self._lines if line.kind is CriterionKind.DEDUCTION]
        if not lines:
            return ""
        names = _("、").join(line.name.split("（")[0] for line in lines)
        points = plain_text(sum(line.points for line in lines))
        return _("{names}填扣去的分数，没有扣分填 0；合计 = 其余各项之和 + {points} − 扣去的分数。").format(
            names=names, points=points
        )

    def _steps(self) -> str:
        """0.5 for all alike, else each with its name."""
        judged = [line for line in self._lines if line.kind is not CriterionKind.DEDUCTION]
        same = {line.step for line in judged}
        words = [] if not judged else [plain_text(judged[0].step)]
        if len(same) > 1:
            words = [f"{line.name.split('（')[0]} {plain_text(line.step)}" for line in judged]
        for line in self._lines:
            if line.kind is CriterionKind.DEDUCTION:
                name = line.name.split("（")[0]
                words.append(_("{name}每处扣 {step}").format(name=name, step=plain_text(line.step)))
        return _("，").join(words)


def _name_style(name: str, width: float) -> Style:
    if spread(name):
        return replace(_BODY, spacing=1.0)
    length = _BODY.length(name)
    room = width - 2
    return _BODY if length <= room else replace(_BODY, size=_BODY.size * max(0.8, room / length), stretch=0.9)


def _boxes(page: PageDrawing, digits: _Digits, middle: float, y: float) -> None:
    """Boxes for the digits of one number, the decimal point between them."""
    x, top = middle - digits.width / 2, y - _BOX_HEIGHT / 2
    for _digit in range(digits.whole):
        page.rect(x, top, _BOX, _BOX_HEIGHT, 0.5, _BOX_COLOUR)
        x += _BOX
    if digits.decimals:
        page.fill(x + _BOX_GAP / 2 - 0.4, top + _BOX_HEIGHT - 1.2, 0.8, 0.8, (0.3, 0.3, 0.3))
        x += _BOX_GAP
    for _digit in range(digits.decimals):
        page.rect(x, top, _BOX, _BOX_HEIGHT, 0.5, _BOX_COLOUR)
        x += _BOX
