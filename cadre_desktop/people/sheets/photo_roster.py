"""照片名册: photos with names and posts, twelve on a page; in the order of a list, or department by department."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.roster import SIDE, page_footer
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.table import spread
from cadre_desktop.kit.documents.typesetting import Style, balanced, fitted, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.profile.wording import post_in
from cadre_desktop.people.sheets.cells import draw_photo, unreadable
from cadre_desktop.people.sheets.whom import people_in_order

TITLE, TITLE_AGAIN = Style(Role.TITLE, 22), Style(Role.TITLE, 14)
_INFO = Style(Role.SONG, 11)
_NAME = Style(Role.HEI_BOLD, 12)
_POST = Style(Role.SONG, 9.5)
COLUMNS, ROWS = 3, 4
PHOTO = (33.6, 42.0)
"""4:5, in mm."""
_TOP, _BOTTOM = 18.0, 19.0
_HEAD, _HEAD_AGAIN, _PART = 17.0, 8.0, 6.0
_NAME_BELOW, _POST_BELOW, _POST_LINE = 5.6, 10.6, 4.2
_POST_LINES = 2
_NAMED = 12
_SEVERAL = 2


def photo_groups() -> PaperChoice:
    """In the order of the list, or each department on pages of its own."""
    options = (
        ("", _("按列表顺序")),
        ("ordered", _("按部门顺序")),
        ("departments", _("每个部门另起一页")),
    )
    return PaperChoice("photo groups", _("分组"), options)


@dataclass(frozen=True)
class Portrait:
    """Somebody in the roster; `photo` is the hash of the photo, "" without one; `order` is that of the department,
    `short` what the court is called for short where the people are of several."""

    name: str
    photo: str
    post: str
    court: str
    department: str
    order: tuple[int, int, int, int]
    short: str = ""


def portraits_of(people: Sequence[int]) -> list[Portrait]:
    """These people (keys) in their order. Raises Refused where nobody is given."""
    statement = "SELECT id, name, short_name, place FROM court"
    courts = {key: (name, short or name, rank or 0) for key, name, short, rank in database.rows(statement)}
    statement = "SELECT id, name, place FROM department"
    departments = {key: (name, rank or 0) for key, name, rank in database.rows(statement)}
    found = []
    for row in people_in_order(people):
        court, department = row.__data__["court"], row.__data__["department"]
        court_name, short, court_order = courts.get(court, ("", "", 0))
        name, order = departments.get(department, ("", 1 << 30))
        key = (court_order, court, order, department or 0)
        found.append(Portrait(row.name, row.photo or "", row.post, court_name, name, key, short))
    one_court = len({each.court for each in found}) < _SEVERAL
    return [replace(each, short="") for each in found] if one_court else found


def print_photos(
    path: Path,
    people: Sequence[int],
    today: date,
    *,
    organisation: str = "",
    setup: Setup | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> PaperOffer:
    """Write the roster of these people (keys) as a PDF file; returns what there was to choose, and who has no photo:
    there the frame is empty.

    Raises Refused where nobody is given, OSError when the file cannot be written.
    """
    setup, usual = setup or Setup(), _("照片名册")
    portraits = portraits_of(people)
    way = setup.value(photo_groups())
    apart = way == "departments"
    title = setup.title(usual)
    paper = Paper(title, author=organisation, footer=page_footer(""))
    day = _("{year}年{month}月{day}日").format(year=today.year, month=today.month, day=today.day)
    done, unread = 0, list[str]()
    for part, group in _groups(portraits, way):
        for start in range(0, len(group), COLUMNS * ROWS):
            page = paper.page()
            top = _head(page, title, (organisation, day), part, first=paper.pages == 1)
            here = group[start : start + COLUMNS * ROWS]
            _draw(page, top, here, unread, with_department=not apart)
            done += len(here)
            progress(done)
    paper.save(path)
    missing = [portrait.name for portrait in portraits if not portrait.photo]
    return PaperOffer(
        usual,
        choices=(photo_groups(),),
        pages=paper.pages,
        notes=(_counted(len(portraits)),),
        warning=_without(missing) + unreadable(unread[:_NAMED]),
    )


def _counted(count: int) -> str:
    return _("共 {count} 人。").format(count=count)


def _without(names: Sequence[str]) -> str:
    """Who has no photo."""
    if not names:
        return ""
    more = _(" 等") if len(names) > _NAMED else ""
    words = _("{count} 人没有照片，相框留空：{names}{more}。")
    return words.format(count=len(names), names="、".join(names[:_NAMED]), more=more)


def _groups(portraits: list[Portrait], way: str) -> Iterator[tuple[str, list[Portrait]]]:
    """What has a heading of its own, "" for all together."""
    ordered = sorted(portraits, key=lambda each: each.order)
    if way != "departments":
        yield "", ordered if way == "ordered" else portraits
        return
    for _order, group in groupby(ordered, key=lambda each: each.order):
        people = list(group)
        department = people[0].department or _("未填部门")
        yield (
            _("{court}　{department}（{count} 人）").format(
                court=people[0].court, department=department, count=len(people)
            ),
            people,
        )


def _head(page: PageDrawing, title: str, ends: tuple[str, str], part: str, *, first: bool) -> float:
    """Title, unit and date on the first page, the title again on the others; the top of what is below."""
    y = _TOP
    if first:
        for line in balanced(title, TITLE, page.width - 2 * SIDE):
            page.text(page.width / 2, y + 7, line, TITLE, "centre")
            y += 10.5
        page.fitted(SIDE, y + 4.5, ends[0], _INFO, page.width - 2 * SIDE - 40)
        page.text(page.width - SIDE, y + 4.5, ends[1], _INFO, "right")
        y += _HEAD - 9.5
    else:
        page.fitted(page.width / 2, y + 4, title.replace("\n", ""), TITLE_AGAIN, page.width - 2 * SIDE, "centre")
        y += _HEAD_AGAIN
    if part:
        page.fitted(SIDE, y + 4.2, part, Style(Role.HEI_BOLD, 11), page.width - 2 * SIDE)
        y += _PART
    return y


def _draw(
    page: PageDrawing, top: float, portraits: Sequence[Portrait], unread: list[str], *, with_department: bool
) -> None:
    """Twelve at most; whose photo cannot be read is added to `unread`."""
    width, height = (page.width - 2 * SIDE) / COLUMNS, (page.height - _BOTTOM - top) / ROWS
    for index, portrait in enumerate(portraits):
        row, column = divmod(index, COLUMNS)
        middle, y = SIDE + (column + 0.5) * width, top + row * height + 1.5
        left = middle - PHOTO[0] / 2
        photo = (blobs.get(portrait.photo) or b"") if portrait.photo else b""
        if not draw_photo(page, photo, Box(left, y, *PHOTO)) and portrait.photo:
            unread.append(portrait.name)
        page.rect(left, y, *PHOTO, 0.4)
        y += PHOTO[1]
        name = f"{portrait.name[0]}　{portrait.name[1]}" if spread(portrait.name) else portrait.name
        page.text(middle, y + _NAME_BELOW, name, fitted(name, _NAME, width - 4), "centre")
        _post(page, portrait, middle, y + _POST_BELOW, width - 4, with_department=with_department)


def _post(
    page: PageDrawing, portrait: Portrait, middle: float, y: float, width: float, *, with_department: bool
) -> None:
    """Department and post below a name, in two lines at most; the court before them where there are several."""
    text = portrait.short + post_in(portrait.department, portrait.post) if with_department else portrait.post
    lines = wrap(text, _POST, width)
    if len(lines) > _POST_LINES:
        lines = [*lines[: _POST_LINES - 1], "".join(lines[_POST_LINES - 1 :])]
    for line in filter(None, lines):
        page.text(middle, y, line, fitted(line, _POST, width), "centre")
        y += _POST_LINE
