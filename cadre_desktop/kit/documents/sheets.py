"""Sign-in sheets (签到表): tall rows, a column for each day or half day, and blank rows for those not on the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.roster import HEAD_AGAIN, SIDE, TITLE_AGAIN, page_footer
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup, orientation
from cadre_desktop.kit.documents.table import (
    CellSetter,
    RosterColumn,
    fit_columns,
    grid,
    heading_cell,
    heading_height,
    row_operators,
    set_brief,
)
from cadre_desktop.kit.documents.typesetting import MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

TITLE = Style(Role.TITLE, 22)
INFO = Style(Role.SONG, 12)
BODY = Style(Role.SONG, 11)
HEADING = Style(Role.HEI_BOLD, 11)
TOP = 18.0
BOTTOM = 19.0
HEADER = 10.5
TALL_HEADER = 13.5  # where headings take two lines
ROW = 11.0  # at least; the rows of a page fill it
TIGHT_ROW = 9.2  # where that spares a page
TITLE_LINE = 10.5
INFO_LINE = 6.6
NUMBER_MM = 12.0
SIGNATURE_MM = 38.0
SEVERAL_MM = 26.0  # each of several columns to sign in
GUTTER = 7.0  # between two blocks
_NARROW = 88.0  # mm; a table that needs no more is set in two blocks
_MOST_DAYS = 62  # more are no gathering that is signed for day by day
_SQUEEZED = 0.8  # of their widths, the least that columns beside those to sign in are narrowed to


@dataclass(frozen=True)
class SignInSheet:
    """What is printed around the rows; `details` are lines below the title, such as 时间：… and 地点：…

    There is a column to sign in for each of the `sessions` or, where nothing is known of these, of the `days`. `part`
    is what the sheet is about within its title, such as a track; it is beside the title of the later pages.
    """

    title: str
    columns: Sequence[RosterColumn]
    details: Sequence[str] = ()
    signature: str = ""
    blank_rows: int = 3
    days: Sequence[date] = ()
    sessions: Sequence[str] = ()
    part: str = ""


def days_between(starts: date | None, ends: date | None, most: int = _MOST_DAYS) -> list[date]:
    """Each day from the first to the last; none where they are not known or more than `most`."""
    if starts is None:
        return []
    count = ((ends or starts) - starts).days + 1
    return [starts + timedelta(number) for number in range(count)] if 0 < count <= most else []


def sign_in_offer(sheet: SignInSheet, pages: int = 0) -> PaperOffer:
    """What there is to choose for a sheet."""
    headings = tuple(column.heading for column in sheet.columns)
    ways = signatures(sheet)
    choices = [*([ways] if len(ways.options) > 1 else []), orientation()]
    return PaperOffer(sheet.title, headings if len(headings) > 1 else (), tuple(choices), pages)


def signatures(sheet: SignInSheet) -> PaperChoice:
    """For what there is a column to sign in."""
    ways: list[tuple[str, str]] = [("sessions", _("每个项目一栏"))] if len(sheet.sessions) > 1 else []
    if len(sheet.days) > 1:
        ways.append(("days", _("每天一栏")))
        if 0 < len(_weekdays(sheet.days)) < len(sheet.days):
            ways.append(("weekdays", _("每天一栏，周末除外")))
    once, halves = ("once", _("一栏")), ("halves", _("上午、下午各一栏"))
    if len(sheet.days) == 1:
        return PaperChoice("signatures of a day", _("签名"), (*ways, once, halves))
    return PaperChoice("signatures", _("签名"), (*ways, *([halves] if sheet.days else []), once))


def _weekdays(days: Sequence[date]) -> list[date]:
    return [day for day in days if day.weekday() < 5]


def _headings(sheet: SignInSheet, way: str) -> list[str]:
    """The headings of the columns to sign in."""
    if way == "once":
        return [sheet.signature or _("签名")]
    if way == "sessions":
        return list(sheet.sessions)
    days = _weekdays(sheet.days) if way == "weekdays" else sheet.days
    names = [_("{month}月{day}日").format(month=day.month, day=day.day) for day in days]
    if way != "halves":
        return names
    halves = [_("上午"), _("下午")]
    return halves if len(names) == 1 else [f"{name}\n{half}" for name in names for half in halves]


def _sheets(sheet: SignInSheet, setup: Setup) -> Iterator[tuple[SignInSheet, list[str], tuple[float, float] | None]]:
    """The sheet with its columns, as often as it takes to have a column for each day, and the size of the page."""
    columns = [column for column in sheet.columns if column.heading not in setup.left_out] or list(sheet.columns[:1])
    sheet = replace(sheet, title=setup.title(sheet.title), columns=columns)
    headings = _headings(sheet, setup.value(signatures(sheet)))
    way = setup.value(orientation())
    size = {"portrait": A4, "landscape": A4_LANDSCAPE}.get(way)
    named = NUMBER_MM + sum(column.mm for column in columns) * _SQUEEZED
    most = max(1, int(((size or A4_LANDSCAPE)[0] - 2 * SIDE - named) / SEVERAL_MM))
    parts = -(-len(headings) // most)
    each = -(-len(headings) // parts)
    for start in range(0, len(headings), each):
        yield sheet, headings[start : start + each], size


def print_sign_in_sheet(
    path: Path, sheet: SignInSheet, rows: Sequence[Sequence[str]], setup: Setup | None = None
) -> PaperOffer:
    """Write the sheet as chosen as a PDF file; returns what there was to choose. OSError when it cannot be written."""
    paper = sign_in_paper(sheet, rows, setup)
    paper.save(path)
    return sign_in_offer(sheet, paper.pages)


def sign_in_paper(sheet: SignInSheet, rows: Sequence[Sequence[str]], setup: Setup | None = None) -> Paper:
    """The sheet, laid out: numbered rows, at least `blank_rows` empty ones, and the last page filled with such."""
    setup = setup or Setup()
    paper = Paper(setup.title(sheet.title), footer=page_footer(""))
    for part, headings, size in _sheets(sheet, setup):
        kept = {column.heading for column in part.columns}
        indexes = [index for index, column in enumerate(sheet.columns) if column.heading in kept]
        table = [[row[index] for index in indexes] for row in rows]
        _SignIn(paper, part, table, headings, size).draw()
    return paper


class _SignIn:
    """One sheet on its way to paper; `headings` are those of the columns to sign in."""

    def __init__(
        self,
        paper: Paper,
        sheet: SignInSheet,
        rows: Sequence[Sequence[str]],
        headings: Sequence[str],
        size: tuple[float, float] | None,
    ):
        self._paper = paper
        self._sheet = sheet
        number = RosterColumn(_("序号"), NUMBER_MM, "centre")
        wide = SIGNATURE_MM if len(headings) == 1 else SEVERAL_MM
        self._columns = [number, *sheet.columns, *(RosterColumn(heading, wide) for heading in headings)]
        total = sum(column.mm for column in self._columns)
        self._size = size or (A4 if total <= A4[0] - 2 * SIDE + 10 else A4_LANDSCAPE)
        self._blocks = 2 if total <= _NARROW else 1
        self._block = (self._size[0] - 2 * SIDE - GUTTER * (self._blocks - 1)) / self._blocks
        self._rows = [[str(count), *row, *[""] * len(headings)] for count, row in enumerate(rows, 1)]
        self._widths = self._set_out()
        self._header = HEADER if heading_height(self._columns, self._widths, HEADING) <= HEADER - 1 else TALL_HEADER
        self._title = balanced(sheet.title, TITLE, self._size[0] - 2 * SIDE)
        self._details = [line for each in sheet.details for line in wrap(each, INFO, self._size[0] - 2 * SIDE)]
        self._setters = [self._block_setters(block) for block in range(self._blocks)]

    def _set_out(self) -> list[float]:
        """The widths of the columns; those to sign in are alike, and short names are used where full ones are too
        long."""
        widths = fit_columns(self._columns, self._rows, BODY, self._block)
        if set_brief(self._columns, self._rows, widths, BODY):
            widths = fit_columns(self._columns, self._rows, BODY, self._block)
        return widths

    def _block_left(self, block: int) -> float:
        return SIDE + block * (self._block + GUTTER)

    def _block_xs(self, block: int) -> list[float]:
        return list(accumulate(self._widths, initial=self._block_left(block)))

    def _block_setters(self, block: int) -> list[CellSetter]:
        pen = self._paper.pen(BODY.role)
        fields = zip(self._columns, self._block_xs(block), self._widths, strict=False)
        return [CellSetter(column, x, width, BODY, pen) for column, x, width in fields]

    def draw(self) -> None:
        rows = list(self._rows)
        wanted = len(rows) + self._sheet.blank_rows
        blank = [""] * (len(self._columns) - 1)
        start = 0
        while start == 0 or start < wanted:
            page = self._paper.page(self._size)
            top = self._draw_head(page) if start == 0 else self._draw_title_again(page)
            room = self._size[1] - BOTTOM - top - self._header
            count = self._rows_a_page(room, rows[start:], -(-(wanted - start) // self._blocks))
            here = count * self._blocks
            rows += [[str(number), *blank] for number in range(len(rows) + 1, start + here + 1)]
            for block in range(self._blocks):
                first = start + block * count
                self._draw_block(page, block, top, room / count, rows[first : first + count])
            start += here

    def _rows_a_page(self, room: float, rows: Sequence[Sequence[str]], left: int) -> int:
        """As many as have room for a signature and for the fullest cell; a few more where `left` are all there are."""
        heights = (setter.cell(text).height for row in rows for setter, text in zip(self._setters[0], row, strict=True))
        tallest = max(heights, default=0)
        usual = int(room / max(ROW, tallest))
        return left if usual < left <= int(room / max(TIGHT_ROW, tallest)) else usual

    def _draw_head(self, page: PageDrawing) -> float:
        y = TOP + 7
        for line in self._title:
            page.text(page.width / 2, y, line, TITLE, "centre")
            y += TITLE_LINE
        y += 0.5 if self._details else -4
        for line in self._details:
            page.text(SIDE, y, line, INFO)
            y += INFO_LINE
        return y - INFO_LINE + 3.4 if self._details else y

    def _draw_title_again(self, page: PageDrawing) -> float:
        title = self._sheet.title.replace("\n", "")
        if self._sheet.part:
            title = _("{title}（{part}）").format(title=title, part=self._sheet.part)
        page.fitted(page.width / 2, TOP + 4, title, TITLE_AGAIN, page.width - 2 * SIDE, "centre")
        return TOP + HEAD_AGAIN

    def _draw_block(
        self, page: PageDrawing, block: int, top: float, height: float, rows: Sequence[Sequence[str]]
    ) -> None:
        xs = self._block_xs(block)
        for column, x, width in zip(self._columns, xs, self._widths, strict=False):
            heading_cell(page, column, x, width, top + self._header / 2, HEADING)
        ys = [top, *(top + self._header + height * number for number in range(len(rows) + 1))]
        operators: list[str] = []
        for row, y in zip(rows, ys[1:], strict=False):
            cells = [setter.cell(text) for setter, text in zip(self._setters[block], row, strict=True)]
            operators += row_operators(cells, (page.height - y - height / 2 - BODY.half_height) * MM)
        page.shown(BODY.role, BODY.size, operators)
        grid(page, xs, ys)
