"""Table cards (桌牌): folded once to stand up, the name on both sides; one or two of them on an A4."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.table import spread
from cadre_desktop.kit.documents.typesetting import GREY, Style, fitted
from cadre_desktop.kit.language import _

NAME = Style(Role.KAI, 190)
LINE = Style(Role.HEI, 28)
SMALL_NAME = Style(Role.KAI, 130)
SMALL_LINE = Style(Role.HEI, 20)
WIDTH = 248.0  # mm of a card that may be covered
SMALL_WIDTH = 178.0
_NAME_MIDDLE = 0.42  # of a side, below its upper edge, with a line under the name
_LINE_MIDDLE = 0.84
_FOLD_MARK = 7.0
_DASH, _DASH_GAP = 3.0, 2.2  # mm, of a line to cut along


@dataclass(frozen=True)
class TableCard:
    """A name, and in small under it where its bearer is from."""

    name: str
    line: str = ""


def cards_a_sheet() -> PaperChoice:
    """One card as wide as an A4 lying across, or two smaller ones to be cut apart."""
    options = (("1", _("每张纸 1 个")), ("2", _("每张纸 2 个，裁开使用")))
    return PaperChoice("cards", _("大小"), options)


def print_table_cards(path: Path, cards: Iterable[TableCard], setup: Setup | None = None) -> PaperOffer:
    """Write the cards as chosen as a PDF file; returns what there was to choose. OSError when it cannot be written."""
    two = (setup or Setup()).value(cards_a_sheet()) == "2"
    paper = two_cards_paper(cards) if two else table_cards_paper(cards)
    paper.save(path)
    return PaperOffer(choices=(cards_a_sheet(),), pages=paper.pages)


def table_cards_paper(cards: Iterable[TableCard]) -> Paper:
    """The cards, one on a page."""
    paper = Paper(_("桌牌"))
    for card in cards:
        page = paper.page(A4_LANDSCAPE)
        _draw_card(page, card, 0, page.height, NAME, LINE, WIDTH)
    return paper


def two_cards_paper(cards: Iterable[TableCard]) -> Paper:
    """The cards, two on an upright page, with a line to cut along between them."""
    paper = Paper(_("桌牌"))
    for pair in _pairs(cards):
        page = paper.page(A4)
        half = page.height / 2
        for index, card in enumerate(pair):
            _draw_card(page, card, index * half, half, SMALL_NAME, SMALL_LINE, SMALL_WIDTH)
        dashes = range(int(page.width // (_DASH + _DASH_GAP)) + 1)
        starts = (number * (_DASH + _DASH_GAP) for number in dashes)
        page.lines([((x, half), (min(x + _DASH, page.width), half)) for x in starts], 0.4, GREY)
    return paper


def _pairs(cards: Iterable[TableCard]) -> Iterator[list[TableCard]]:
    left = iter(cards)
    while pair := list(islice(left, 2)):
        yield pair


def _draw_card(
    page: PageDrawing, card: TableCard, top: float, height: float, name: Style, line: Style, width: float
) -> None:
    """Both sides of a card between `top` and `top + height`, and marks where it is folded."""
    fold, side = top + height / 2, height / 2
    _draw_side(page, card, fold, side, (name, line), width)
    with page.turned(page.width / 2, fold):
        _draw_side(page, card, fold, side, (name, line), width)
    for x in (0.0, page.width - _FOLD_MARK):
        page.line(x, fold, x + _FOLD_MARK, fold, 0.4, GREY)


def _draw_side(
    page: PageDrawing, card: TableCard, fold: float, side: float, styles: tuple[Style, Style], width: float
) -> None:
    large, small = styles
    style = replace(large, spacing=1.0) if spread(card.name) else large
    middle = fold + side * (_NAME_MIDDLE if card.line else 0.5)
    page.middle(page.width / 2, middle, card.name, fitted(card.name, style, width), "centre")
    page.middle(page.width / 2, fold + side * _LINE_MIDDLE, card.line, fitted(card.line, small, width), "centre")
