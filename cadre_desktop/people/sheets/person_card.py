"""Cards of people: who somebody is on half an A4, two on a sheet to be cut apart, or one on an A5."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.typesetting import GREY, Style, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.profile.page import Profile, ProfileSection, Told, profile_of
from cadre_desktop.people.profile.wording import when
from cadre_desktop.people.sheets.cells import PADDING, draw_photo, frame, leading, put, unreadable, write
from cadre_desktop.people.sheets.whom import people_in_order

A5_ACROSS = (210.0, 148.0)
HALF = A4[1] / 2
_TITLE = Style(Role.TITLE, 16)
_BODY = Style(Role.SONG, 10.5)
_LABEL = Style(Role.HEI, 9.5)
_SMALL = Style(Role.SONG, 8, GREY)
_LEFT, _WIDTH = 15.0, 180.0
_TOP, _ROW = 21.0, 7.5
_TITLES = 22.0
_PHOTO = (30.0, 37.5)
_VALUE = (_WIDTH - _PHOTO[0] - 3 * _TITLES) / 3
_MOST_LINES = 3
_DASH, _DASH_GAP = 3.0, 2.2

_FACTS = (
    ("姓名", "性别", "出生年月"),
    ("民族", "籍贯", "政治面貌"),
    ("参加工作时间", "到院时间", "入党时间"),
    ("学历", "学位", "人员分类"),
)
"""Titles of the facts of the card, row by row; below them the school over the whole width."""

_SECTIONS = ("posts", "resume", "education", "grades", "honours", "contests", "pools", "rotations", "training")
"""What is told below the facts, as far as there is room."""

_NOTED = ("contests", "pools")
"""Sections whose notes are told too: a contest by its rank."""


def card_sheet() -> PaperChoice:
    """Two cards on a sheet, or each on one of its own."""
    return PaperChoice("card sheet", _("纸张"), (("A4", _("A4，每张 2 人，裁开使用")), ("A5", _("A5，每张 1 人"))))


def print_cards(
    path: Path,
    people: Sequence[int],
    today: date,
    told: Told = (),
    *,
    organisation: str = "",
    setup: Setup | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> PaperOffer:
    """Write the cards of these people (keys), in their order, as a PDF file; returns what there was to choose.

    Raises Refused where nobody is given, OSError when the file cannot be written.
    """
    two = (setup or Setup()).value(card_sheet()) == "A4"
    paper = Paper(_("人员卡片"), author=organisation)
    page: PageDrawing | None = None
    unread: list[str] = []
    day = _("{year}年{month}月{day}日").format(year=today.year, month=today.month, day=today.day)
    for number, row in enumerate(people_in_order(people)):
        lower = two and number % 2
        if page is None or not lower:
            page = paper.page(A4 if two else A5_ACROSS)
        if lower:
            _cutting_line(page)
        photo = (blobs.get(row.photo) or b"") if row.photo else b""
        _draw(page, HALF if lower else 0.0, profile_of(row.id, today, told), photo, (organisation, day), unread)
        progress(number + 1)
    paper.save(path)
    return PaperOffer(choices=(card_sheet(),), pages=paper.pages, warning=unreadable(unread))


def _cutting_line(page: PageDrawing) -> None:
    starts = (number * (_DASH + _DASH_GAP) for number in range(int(page.width // (_DASH + _DASH_GAP)) + 1))
    page.lines([((x, HALF), (min(x + _DASH, page.width), HALF)) for x in starts], 0.4, GREY)


def _draw(
    page: PageDrawing, top: float, profile: Profile, photo: bytes, ends: tuple[str, str], unread: list[str]
) -> None:
    """A card between `top` and half a sheet below it; `ends` are at its foot. Whose photo cannot be read is added to
    `unread`."""
    page.text(page.width / 2, top + 15, _("人员卡片"), _TITLE, "centre")
    boxes: list[Box] = []
    y = _facts(page, boxes, top + _TOP, profile, photo, unread)
    bottom = top + HALF - 13
    for key in _SECTIONS:
        section = profile.section(key)
        if section.lines and not (key == "resume" and profile.section("posts").lines):
            y = _section(page, boxes, y, bottom, section)
    frame(page, boxes)
    page.rect(_LEFT, top + _TOP, _WIDTH, y - top - _TOP, 0.9)
    page.text(_LEFT, top + HALF - 8, ends[0], _SMALL)
    page.text(_LEFT + _WIDTH, top + HALF - 8, ends[1], _SMALL, "right")


def _facts(page: PageDrawing, boxes: list[Box], y: float, profile: Profile, photo: bytes, unread: list[str]) -> float:
    texts = {fact.title: _short(fact.said(False)) for _group, facts in profile.facts for fact in facts}
    texts[_("姓名")] = profile.name
    picture = Box(_LEFT + _WIDTH - _PHOTO[0], y, *_PHOTO)
    boxes.append(picture)
    inside = Box(picture.x + 1, picture.y + 1.25, _PHOTO[0] - 2, _PHOTO[1] - 2.5)
    if not draw_photo(page, photo, inside) and photo:
        unread.append(profile.name)
    for row in _FACTS:
        x = _LEFT
        for title in row:
            boxes += [Box(x, y, _TITLES, _ROW), Box(x + _TITLES, y, _VALUE, _ROW)]
            write(page, boxes[-2], _(title), _LABEL)
            write(page, boxes[-1], texts.get(_(title), ""), _BODY)
            x += _TITLES + _VALUE
        y += _ROW
    y = _wide(page, boxes, y, _("毕业院校"), texts.get(_("毕业院校"), ""), _WIDTH - _PHOTO[0])
    return _wide(page, boxes, y, _("现任职务"), " ".join(profile.standing.split("\n")), _WIDTH)


def _short(text: str) -> str:
    """Without what is said in brackets beside a month, but for the age."""
    return text.split("（")[0] if text[:4].isdigit() and not text.endswith(_("岁）")) else text.replace(" ", "")


def _wide(page: PageDrawing, boxes: list[Box], y: float, title: str, text: str, width: float) -> float:
    boxes += [Box(_LEFT, y, _TITLES, _ROW), Box(_LEFT + _TITLES, y, width - _TITLES, _ROW)]
    write(page, boxes[-2], title, _LABEL)
    write(page, boxes[-1], text, _BODY, "left")
    return y + _ROW


def _section(page: PageDrawing, boxes: list[Box], y: float, bottom: float, section: ProfileSection) -> float:
    """The newest lines of a section, as many as there is room for; the lower edge of its row."""
    style = replace(_BODY, size=9.5)
    room = min(_MOST_LINES, int((bottom - y - 2) / leading(style)))
    if room < 1:
        return y
    lines = _told(section, style, room)
    height = max(_ROW, len(lines) * leading(style) + 2)
    boxes += [Box(_LEFT, y, _TITLES, height), Box(_LEFT + _TITLES, y, _WIDTH - _TITLES, height)]
    write(page, boxes[-2], section.title, _LABEL)
    put(page, boxes[-1].grown(-PADDING), lines, style, top=False)
    return y + height


def _told(section: ProfileSection, style: Style, most: int) -> list[str]:
    """The lines in words, as many as fit into `most`; how many there are in all where some do not."""
    if section.summary:
        return wrap(section.summary, style, _WIDTH - _TITLES - 3)[:most]
    noted = section.key in _NOTED
    said = [" ".join(filter(None, (when(line), line.text, line.note if noted else ""))) for line in section.lines]
    for count in range(len(said), 0, -1):
        more = "" if count == len(said) else _("；等 {count} 条").format(count=len(said))
        lines = wrap("；".join(said[:count]) + more, style, _WIDTH - _TITLES - 3)
        if len(lines) <= most:
            return lines
    return wrap(said[0], style, _WIDTH - _TITLES - 3)[:most]
