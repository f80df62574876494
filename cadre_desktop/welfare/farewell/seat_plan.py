"""The seat plan of a ceremony, drawn: those who are sent off with their relatives in front, the others behind them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.typesetting import GREY, Style
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.farewell.album_pages import GOLD, IVORY, PINE
from cadre_desktop.welfare.farewell.ceremony import Ceremony, ceremony
from cadre_desktop.welfare.farewell.rules import seats

_TITLE = Style(Role.TITLE, 20)
_SMALL = Style(Role.SONG, 10.5, GREY)
_NAME = Style(Role.HEI, 12)
_SEAT = Style(Role.SONG, 7.5, GREY)
_STAGE = Style(Role.HEI, 12, (1.0, 1.0, 1.0), spacing=0.3)
_SIDE, _FIRST, _FOOT = 18.0, 58.0, 190.0
_ROWS = (8, 6, 10, 12, 14)
_TALLEST, _WIDEST, _GAP = 17.0, 34.0, 3.0
_ON_PAGE = 9


class CeremonySeat(NamedTuple):
    """Who has a seat; `honoured` is sent off."""

    name: str
    honoured: bool = False


def in_row() -> PaperChoice:
    """How many sit in a row."""
    return PaperChoice("in_row", _("每排座位"), tuple((str(size), _("{size} 座").format(size=size)) for size in _ROWS))


def rows_of(held: Ceremony, size: int) -> list[list[CeremonySeat]]:
    """The rows from the front: those who are sent off by their number, each beside the relatives, then everybody
    else."""
    front = []
    for one in held.people:
        front.append(CeremonySeat(one.life.name, honoured=True))
        front.extend(CeremonySeat(_("{name}家属").format(name=one.life.name)) for _number in range(one.relatives))
    return [*seats(front, size), *seats([CeremonySeat(guest.name) for guest in held.guests], size)]


def print_seat_plan(path: Path, event: int, setup: Setup | None = None) -> PaperOffer:
    """Draw who sits where; returns what there was to choose. Refused as `ceremony`."""
    held, choice = ceremony(event), in_row()
    size = int((setup or Setup()).value(choice))
    rows = rows_of(held, size)
    paper = Paper(_("{title}座次图").format(title=held.title), author=held.host)
    for start in range(0, len(rows), _ON_PAGE):
        _draw(paper.page(A4_LANDSCAPE), held, rows[start : start + _ON_PAGE], start, size)
    paper.save(path)
    return PaperOffer(choices=(choice,), pages=paper.pages)


def _draw(page: PageDrawing, held: Ceremony, rows: Sequence[Sequence[CeremonySeat]], before: int, size: int) -> None:
    middle = page.width / 2
    page.fitted(middle, 22.0, _("{title}座次图").format(title=held.title), _TITLE, page.width - 2 * _SIDE, "centre")
    page.text(middle, 30.0, "　".join(filter(None, (held.when, held.venue))), _SMALL, "centre")
    page.fill(middle - 55, 36.0, 110, 11.0, PINE)
    page.middle(middle, 41.5, _("主席台"), _STAGE, "centre")
    wide = min(_WIDEST, (page.width - 2 * _SIDE - 16.0) / size - _GAP)
    pitch = min(_TALLEST + _GAP, (_FOOT - _FIRST) / len(rows))
    tall = min(_TALLEST, pitch - _GAP)
    for number, row in enumerate(rows):
        y = _FIRST + number * pitch
        page.middle(_SIDE - 8.0, y + tall / 2, _("第 {number} 排").format(number=before + number + 1), _SMALL)
        x = middle + 4.0 - (len(row) * (wide + _GAP) - _GAP) / 2
        for number_in_row, seat in enumerate(row, 1):
            _seat(page, x, y, wide, tall, seat, f"{before + number + 1}-{number_in_row}")
            x += wide + _GAP
    page.text(middle, 200.0, _("金色边框为荣退人员；每个座位下为“排-座”。"), _SMALL, "centre")


def name_lines(name: str, room: float) -> tuple[str, ...]:
    """A name as it is written on a seat of so many mm: in two lines where it would be small in one, before 家属, behind
    the dot of a Mongolian name, or in the middle."""
    if _NAME.length(name) <= room:
        return (name,)
    relatives = _("家属")
    if name.endswith(relatives) and len(name) > len(relatives):
        cut = len(name) - len(relatives)
    elif "·" in name:
        cut = name.index("·") + 1
    else:
        cut = (len(name) + 1) // 2
    return name[:cut], name[cut:]


def _seat(page: PageDrawing, x: float, y: float, wide: float, tall: float, seat: CeremonySeat, number: str) -> None:
    if seat.honoured:
        page.fill(x, y, wide, tall, IVORY)
    page.rect(x, y, wide, tall, 1.3 if seat.honoured else 0.5, GOLD if seat.honoured else GREY)
    lines = name_lines(seat.name, wide - 2.0)
    for line_number, line in enumerate(lines):
        line_y = tall * (0.52 if len(lines) == 1 else 0.34 + 0.34 * line_number)
        page.fitted(x + wide / 2, y + line_y, line, _NAME, wide - 2.0, "centre")
    page.text(x + wide / 2, y + tall - 1.6, number, _SEAT, "centre")
