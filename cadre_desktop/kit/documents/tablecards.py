"""Table cards (桌牌): A4 landscape, folded once across the middle to stand, the name on both sides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from cadre_desktop.kit.documents.drawing import Drawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.table import spread
from cadre_desktop.kit.documents.typesetting import GREY, Style, fitted
from cadre_desktop.kit.language import _

NAME = Style(Role.KAI, 190)
LINE = Style(Role.HEI, 28)
WIDTH = 248.0  # mm of a card that may be covered
_NAME_MIDDLE = 44.0  # mm below the fold, with a line under the name
_LINE_MIDDLE = 88.0
_FOLD_MARK = 7.0


@dataclass(frozen=True)
class TableCard:
    """A name, and in small under it where its bearer is from."""

    name: str
    line: str = ""


def print_table_cards(path: Path, cards: Iterable[TableCard]) -> int:
    """Write one page for each card as a PDF file and return how many; OSError when the file cannot be written."""
    paper = table_cards_paper(cards)
    paper.save(path)
    return paper.pages


def table_cards_paper(cards: Iterable[TableCard]) -> Paper:
    """The cards, laid out."""
    paper = Paper(_("桌牌"))
    for card in cards:
        page = paper.page(A4_LANDSCAPE)
        fold = page.height / 2
        _draw_side(page, card, fold)
        with page.turned(page.width / 2, fold):
            _draw_side(page, card, fold)
        for x in (0.0, page.width - _FOLD_MARK):
            page.line(x, fold, x + _FOLD_MARK, fold, 0.4, GREY)
    return paper


def _draw_side(page: Drawing, card: TableCard, fold: float) -> None:
    style = replace(NAME, spacing=1.0) if spread(card.name) else NAME
    middle = fold + (_NAME_MIDDLE if card.line else fold / 2)
    page.middle(page.width / 2, middle, card.name, fitted(card.name, style, WIDTH), "centre")
    page.middle(page.width / 2, fold + _LINE_MIDDLE, card.line, fitted(card.line, LINE, WIDTH), "centre")
