"""A year of welfare on one sheet: twelve months with their free and working days, and below each what is on in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A3, A4_LANDSCAPE, Paper, turned
from cadre_desktop.kit.documents.setup import PaperOffer, Setup, sheet_size
from cadre_desktop.kit.documents.typesetting import GREY, Colour, Style
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.yearly.days import DayLine, YearDays

_WEEKDAYS = N_("一二三四五六日")
_SIDE, _TOP, _FOOT, _GAP = 11.0, 23.0, 10.0, 3.0
"""mm of A4; on A3 everything is as much larger as the sheet."""
_ACROSS, _DOWN = 4, 3
_TITLE = Style(Role.TITLE, 20)
_SMALL = Style(Role.SONG, 8)
_MONTH = Style(Role.HEI_BOLD, 10)
_DAY, _MARKED = Style(Role.SONG, 7.5), Style(Role.HEI_BOLD, 7.5)
_LINE = 3.25
_DAY_LINE = 3.5
_SHADE: Colour = (0.91, 0.91, 0.91)
_MARK: Colour = (0.98, 0.86, 0.62)
_RULE: Colour = (0.55, 0.55, 0.55)


def print_year(path: Path, year: YearDays, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write it as a PDF file; returns what there was to choose. Raises Refused when there is nothing in the year."""
    setup = setup or Setup()
    if not year.lines:
        raise Refused(_("{year}年没有活动和到期事项，没有可打印的。").format(year=year.year))
    usual = _("{year}年暖警日历").format(year=year.year)
    title = setup.title(usual)
    paper = Paper(title, author=organisation)
    if setup.value(sheet_size()) == "A3":
        form = paper.form(lambda page: _draw(page, year, title, organisation), A3_LANDSCAPE, _ENLARGED)
        paper.page(A3_LANDSCAPE).draw_form(form)
    else:
        _draw(paper.page(A4_LANDSCAPE), year, title, organisation)
    paper.save(path)
    return PaperOffer(usual, (), (sheet_size(),), pages=1)


A3_LANDSCAPE = turned(A3)
_ENLARGED = A3_LANDSCAPE[0] / A4_LANDSCAPE[0]


def _draw(page: PageDrawing, year: YearDays, title: str, organisation: str) -> None:
    page.fitted(page.width / 2, 13, title, _TITLE, page.width - 2 * _SIDE, "centre")
    page.text(_SIDE, 20, organisation, _SMALL)
    worked = _("全年 {count} 个工作日").format(count=year.worked)
    said = _("底色：休息日；黄色：有活动或到期事项。{worked}").format(worked=worked)
    page.text(page.width - _SIDE, 20, "；".join(filter(None, (said, year.remark))), _SMALL, "right")
    width = (page.width - 2 * _SIDE - (_ACROSS - 1) * _GAP) / _ACROSS
    height = (page.height - _TOP - _FOOT - (_DOWN - 1) * _GAP) / _DOWN
    for number in range(12):
        x = _SIDE + (number % _ACROSS) * (width + _GAP)
        y = _TOP + (number // _ACROSS) * (height + _GAP)
        page.rect(x, y, width, height, 0.4, _RULE)
        _draw_month(page, year, number + 1, x, y, width)
        _draw_lines(page, year.of_month(number + 1), number + 1, x + 1.5, y, width - 3, height)


def _days_of(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += timedelta(days=1)


def _draw_month(page: PageDrawing, year: YearDays, month: int, x: float, y: float, width: float) -> None:
    column = width / 7
    page.text(x + 1.5, y + 4.2, _("{month}月").format(month=month), _MONTH)
    for number, name in enumerate(_(_WEEKDAYS)):
        page.text(x + (number + 0.5) * column, y + 8, name, _DAY, "centre")
    first = date(year.year, month, 1).weekday()
    for number, day in enumerate(_days_of(year.year, month), first):
        left, top = x + number % 7 * column, y + 9 + number // 7 * _DAY_LINE
        if day in year.lines:
            page.fill(left + 0.4, top, column - 0.8, _DAY_LINE - 0.3, _MARK)
        elif year.is_free(day):
            page.fill(left + 0.4, top, column - 0.8, _DAY_LINE - 0.3, _SHADE)
        style = _MARKED if day in year.lines else _DAY
        page.text(left + column / 2, top + 2.7, str(day.day), style, "centre")


def _draw_lines(
    page: PageDrawing, lines: Sequence[DayLine], month: int, x: float, y: float, width: float, height: float
) -> None:
    top = y + 9 + 6 * _DAY_LINE + 3
    room = int((y + height - top) / _LINE) + 1
    counts = said_once(lines, month)
    shown = counts if len(counts) <= room else counts[: room - 1]
    for number, (words, _count) in enumerate(shown):
        page.fitted(x, top + number * _LINE, words, _DAY, width)
    if len(shown) < len(counts):
        left = _("另有 {count} 项").format(count=sum(count for _words, count in counts[len(shown) :]))
        page.text(x, top + len(shown) * _LINE, left, Style(Role.SONG, 7.5, GREY))


def said_once(lines: Sequence[DayLine], month: int) -> list[tuple[str, int]]:
    """What is written in a month and how often: lines that are alike are one with their number."""
    counts = Counter(f"{days_words(line, month)} {line.told}" for line in lines)
    many = _("{words}（{count} 项）")
    return [(many.format(words=words, count=count) if count > 1 else words, count) for words, count in counts.items()]


def days_words(line: DayLine, month: int) -> str:
    """5日, 29日–6月9日; the month of a day in another one is said."""
    parts = []
    for day in dict.fromkeys((line.day, line.last)):
        words = _("{day}日") if day.month == month else _("{month}月{day}日")
        parts.append(words.format(month=day.month, day=day.day))
    return "–".join(parts)
