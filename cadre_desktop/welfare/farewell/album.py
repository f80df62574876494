"""The album (纪念册) of a retiree: cover, who it is, career line, posts and honours, photos by decade, colleagues'
words, back; on A4 or square pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.welfare.farewell.album_cover import draw_back, draw_cover, picture_box
from cadre_desktop.welfare.farewell.album_layout import PhotoRoom, PhotoSlot, pages_of
from cadre_desktop.welfare.farewell.album_pages import (
    A4_BOOK,
    DARK,
    FAINT,
    GOLD,
    HEAD_ROOM,
    PINE,
    SOFT,
    SQUARE_BOOK,
    AlbumBook,
    AlbumFlow,
)
from cadre_desktop.welfare.farewell.life import Life, LifeLine, life_of
from cadre_desktop.welfare.farewell.photos import for_boxes, size_of
from cadre_desktop.welfare.farewell.records import Farewell, FarewellPhoto, FarewellWord
from cadre_desktop.welfare.farewell.rules import by_decade
from cadre_desktop.welfare.farewell.suggesting import foreword

_GAP = 6.0
_CAPTION = Style(Role.SONG, 9.5, SOFT)
_CAPTION_LINE, _CAPTION_ABOVE = 4.3, 5.0
_DIGITS = "〇一二三四五六七八九"
_BIG = Style(Role.KAI, 30, PINE, spacing=0.15)
_TITLE = Style(Role.HEI, 9, GOLD, spacing=0.1)
_FACT = Style(Role.SONG, 11.5, DARK)
_FOREWORD = Style(Role.KAI, 15, DARK, spacing=0.04)
_WHEN = Style(Role.SONG, 10.5, GOLD)
_LINE = Style(Role.SONG, 11.5, DARK)
_TURN = Style(Role.HEI_BOLD, 11.5, PINE)
_WORDS = Style(Role.KAI, 15, DARK)
_QUOTE = Style(Role.TITLE, 40, FAINT)
_AUTHOR = Style(Role.SONG, 10.5, SOFT)


@dataclass(frozen=True)
class _Photo:
    """A photo of the album as it is kept."""

    content: bytes
    ratio: float
    year: int | None
    caption: str
    cover: bool


def album_title(name: str) -> str:
    """What the album of somebody is called."""
    return _("{name}荣退纪念册").format(name=name)


def print_album(path: Path, farewell: int, *, square: bool = False) -> int:
    """Write the album of a farewell as a PDF file; returns its pages.

    Raises Refused where it has no photos; OSError when the file cannot be written.
    """
    row: Any = Farewell.by_key(farewell)
    life = life_of(row.__data__["person"], row.retires)
    photos = _photos(farewell)
    if not photos:
        text = _("{name}的纪念册还没有照片，请先在“照片”里添加，再生成纪念册。")
        raise Refused(text.format(name=life.name))
    sheet = SQUARE_BOOK if square else A4_BOOK
    book = AlbumBook(album_title(life.name), life.court, sheet)
    _outside(book, life, photos)
    _who(book, life)
    _foreword(book, row.foreword or foreword(life))
    _career(book, life)
    for decade, members in by_decade(photos, [photo.year for photo in photos]):
        _decade(book, decade, members)
    _words(book, farewell)
    if book.pages % 2 == 0:
        book.bare_page()  # the back is a left page, as the cover is a right one
    draw_back(book.bare_page(), sheet, life)
    book.save(path)
    return book.pages


def _photos(farewell: int) -> list[_Photo]:
    rows = FarewellPhoto.select().where(FarewellPhoto.farewell == farewell)
    found = []
    for row in rows.order_by(FarewellPhoto.position, FarewellPhoto.id):
        content = blobs.get(row.content)
        if content is not None:
            width, height = size_of(content)
            found.append(_Photo(content, width / height, row.taken, row.caption, row.cover))
    return found


def _outside(book: AlbumBook, life: Life, photos: Sequence[_Photo]) -> None:
    chosen = next((photo for photo in photos if photo.cover), None)
    picture = None
    if chosen is not None:
        _x, _y, width, height = picture_box(book.sheet, chosen.ratio)
        (picture,) = for_boxes([(chosen.content, width, height)])
    draw_cover(book.bare_page(), book.sheet, life, picture, chosen.ratio if chosen else 1.0)


def _who(book: AlbumBook, life: Life) -> None:
    """Who it is, on a left page: portrait, name, and the dates of a working life."""
    sheet, page = book.sheet, book.page(_("人物"))
    tall = sheet.height > sheet.width
    middle = book.left + sheet.measure / 2
    y = sheet.top + (34.0 if tall else 8.0)
    portrait = blobs.get(life.photo) if life.photo else None
    if portrait is not None:
        width = 52.0 if tall else 40.0
        page.picture(portrait, middle - width / 2, y, width, width * 1.25, "cut")
        page.rect(middle - width / 2, y, width, width * 1.25, 0.4, FAINT)
        y += width * 1.25 + (22.0 if tall else 17.0)
    else:
        y += 48.0 if tall else 30.0
    page.fitted(middle, y, life.name, _BIG, sheet.measure, "centre")
    page.line(middle - 12, y + 6.5, middle + 12, y + 6.5, 0.8, GOLD)
    y += 20.0 if tall else 16.0
    for title, text in _facts(life):
        page.text(middle - 20.0, y, title, _TITLE, "right")
        page.fitted(middle - 13.0, y, text, _FACT, sheet.measure / 2 + 10.0)
        y += 9.0 if tall else 7.6


def _facts(life: Life) -> list[tuple[str, str]]:
    months = (
        (_("出生"), life.born),
        (_("参加工作"), life.joined_work),
        (_("进入法院"), life.joined),
        (_("光荣退休"), life.retires),
    )
    facts = [(title, _("{year} 年 {month} 月").format(year=day.year, month=day.month)) for title, day in months if day]
    years = [(_("法院工作"), _("{years} 年").format(years=life.years))] if life.years else []
    return [(title, text) for title, text in ((_("单位"), life.court), (_("职务"), life.seat)) if text] + facts + years


def _foreword(book: AlbumBook, text: str) -> None:
    sheet = book.sheet
    flow = AlbumFlow(book, _("寄语"), _("寄语"))
    measure = sheet.measure - 16.0
    leading = 10.2
    paragraphs = [wrap(part, _FOREWORD, measure, 2.0) for part in text.splitlines() if part.strip()]
    whole = sum(len(lines) * leading + 3.0 for lines in paragraphs)
    flow.y += max(0.0, min(34.0, (flow.room - whole) * 0.3)) + 4.0
    for lines in paragraphs:
        flow.need(min(len(lines), 2) * leading)
        while lines:
            fitting = max(1, int(flow.room // leading))
            part, lines = lines[:fitting], lines[fitting:]
            flow.y = flow.page.paragraph(flow.left + 8.0, flow.y, measure, part, _FOREWORD, leading)
            if lines:
                flow.turn()
        flow.y += 3.0


def _career(book: AlbumBook, life: Life) -> None:
    """The career line, the posts and the honours, below one another while there is room."""
    flow = AlbumFlow(book, _("履历"), _("履历"), life.span.replace("—", " — "))
    _career_line(flow, life)
    for title, lines in ((_("任职"), life.posts), (_("荣誉"), life.honours)):
        if lines:
            flow.section(title, 30.0)
            for line in lines:
                _entry(flow, line)


def _career_line(flow: AlbumFlow, life: Life) -> None:
    """A line from above to below with a dot for everything; turning points are stronger."""
    flow.y += 4.0
    started = flow.y - 4.0
    for number, line in enumerate(life.career):
        style = _TURN if line.turn else _LINE
        lines = wrap(line.text, style, flow.measure - 56.0)
        height = len(lines) * 6.2 + 6.6
        if height > flow.room:
            _thread(flow, started, flow.y - 6.0)
            flow.turn()
            flow.y += 4.0
            started = flow.y - 4.0
        _milestone(flow, line, lines, style)
        flow.y += height
        if number == len(life.career) - 1:
            _thread(flow, started, flow.y - height - 1.3)


def _thread(flow: AlbumFlow, top: float, bottom: float) -> None:
    x = flow.left + 46.0
    flow.page.line(x, top, x, bottom, 0.5, FAINT)


def _milestone(flow: AlbumFlow, line: LifeLine, lines: Sequence[str], style: Style) -> None:
    x, y = flow.left + 46.0, flow.y
    flow.page.text(x - 6.0, y, line.when, _WHEN, "right")
    radius = 1.5 if line.turn else 1.0
    _dot(flow.page, x, y - 1.4, radius, line.turn)
    for at, text in enumerate(lines):
        flow.page.text(x + 7.0, y + at * 6.2, text, style)


def _dot(page: PageDrawing, x: float, y: float, radius: float, strong: bool) -> None:
    k = 0.5523 * radius
    circle = [
        (x + radius, y),
        (x + radius, y + k), (x + k, y + radius), (x, y + radius),
        (x - k, y + radius), (x - radius, y + k), (x - radius, y),
        (x - radius, y - k), (x - k, y - radius), (x, y - radius),
        (x + k, y - radius), (x + radius, y - k), (x + radius, y),
    ]  # fmt: skip
    page.area([circle], PINE if strong else GOLD)


def _entry(flow: AlbumFlow, line: LifeLine) -> None:
    lines = wrap(line.text, _LINE, flow.measure - 50.0)
    height = len(lines) * 6.2 + 6.4
    flow.need(height)
    flow.page.text(flow.left, flow.y, line.when, _WHEN)
    for at, text in enumerate(lines):
        flow.page.text(flow.left + 48.0, flow.y + at * 6.2, text, _LINE)
    flow.y += height
    flow.page.line(flow.left, flow.y - 5.8, flow.left + flow.measure, flow.y - 5.8, 0.3, FAINT)
    flow.y += 2.4


def decade_words(decade: int | None) -> tuple[str, str]:
    """一九八〇年代 and 1980—1989; for photos without a year 岁月留影 and nothing."""
    if decade is None:
        return _("岁月留影"), ""
    called = "".join(_DIGITS[int(digit)] for digit in str(decade))
    return _("{decade}年代").format(decade=called), f"{decade} — {decade + 9}"


def _said(photo: _Photo) -> str:
    year = _("{year} 年").format(year=photo.year) if photo.year else ""
    if photo.year and str(photo.year) in photo.caption:
        year = ""
    return "　".join(filter(None, (year, photo.caption)))


def _caption_lines(photos: Sequence[_Photo], number: int, width: float) -> list[str]:
    text = _said(photos[number])
    return wrap(text, _CAPTION, max(width, 24.0)) if text else []


def _caption_height(photos: Sequence[_Photo], number: int, width: float) -> float:
    lines = len(_caption_lines(photos, number, width))
    return _CAPTION_ABOVE + _CAPTION_LINE * (lines - 1) + 1.8 if lines else 0.0


def _decade(book: AlbumBook, decade: int | None, photos: Sequence[_Photo]) -> None:
    title, years = decade_words(decade)
    caption: Callable[[int, float], float] = partial(_caption_height, photos)
    frame = PhotoRoom(book.sheet.measure, book.sheet.depth - HEAD_ROOM + 6.0, _GAP, caption)
    for slots in pages_of([photo.ratio for photo in photos], frame):
        page, y = book.headed_page(title, title, years)
        contents = for_boxes([(photos[slot.photo].content, slot.width, slot.height) for slot in slots])
        for slot, content in zip(slots, contents, strict=True):
            _put(page, photos, slot, content, book.left, y - 6.0)


def _put(page: PageDrawing, photos: Sequence[_Photo], slot: PhotoSlot, content: bytes, left: float, top: float) -> None:
    x, y = left + slot.x, top + slot.y
    page.picture(content, x, y, slot.width, slot.height)
    page.rect(x, y, slot.width, slot.height, 0.25, FAINT)
    y += slot.height + _CAPTION_ABOVE
    for line in _caption_lines(photos, slot.photo, slot.width):
        page.text(x + slot.width / 2, y, line, _CAPTION, "centre")
        y += _CAPTION_LINE


def _words(book: AlbumBook, farewell: int) -> None:
    rows = FarewellWord.select().where(FarewellWord.farewell == farewell)
    said = list(rows.order_by(FarewellWord.position, FarewellWord.id))
    if not said:
        return
    flow = AlbumFlow(book, _("同事寄语"), _("同事寄语"))
    leading = 9.4
    for row in said:
        lines = [line for part in row.words.splitlines() for line in wrap(part, _WORDS, flow.measure - 20.0)]
        flow.need(min(len(lines) * leading + 16.0, book.sheet.depth - HEAD_ROOM))
        flow.page.text(flow.left, flow.y + 7.0, "“", _QUOTE)
        for line in lines:
            flow.need(leading)
            flow.page.text(flow.left + 14.0, flow.y, line, _WORDS)
            flow.y += leading
        author = "　".join(filter(None, (row.post, row.author)))
        flow.need(leading)
        flow.page.fitted(flow.left + flow.measure, flow.y, f"—— {author}", _AUTHOR, flow.measure - 14.0, "right")
        flow.y += 22.0
