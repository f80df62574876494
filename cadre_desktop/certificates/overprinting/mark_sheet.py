"""The calibration page: numbered crosses to be measured, rulers to read by eye, and codes by which a photo of the page
is read; and the test sheet, which is the same page printed with the calibration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.certificates.overprinting.calibration import Calibration, sheet_words
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.laying import Laid, Point, Sheet
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.language import _

INSET = 20.0
"""Millimetres from the edges of the sheet to the marks."""
ARM = 6.0
CODE = 18.0
"""Millimetres a code is wide."""
FRAME = 10.0
"""Millimetres from the edges to the corners of the test sheet."""
_BESIDE = 11.0  # mm from a mark to its code
_HAIR = 0.4  # points
_CROSS = 0.6  # points; 0.2 mm, which a camera sees and an eye still finds the middle of
_RULER_FROM, _RULER_TO = 4, 16  # mm from an edge; nearer no office printer prints
_GREY = (0.35, 0.35, 0.35)
_PREFIX = "CADRE-CAL"

_TITLE, _TEXT = Style(Role.HEI_BOLD, 16), Style(Role.HEI, 10)
_NUMBER, _SMALL = Style(Role.HEI_BOLD, 12), Style(Role.HEI, 7, _GREY)


@dataclass(frozen=True)
class CodeMark:
    """A code beside a mark: its upper left corner."""

    number: int
    x: float
    y: float

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """From the upper left one, clockwise."""
        right, low = self.x + CODE, self.y + CODE
        return (self.x, self.y), (right, self.y), (right, low), (self.x, low)


def marks_of(sheet: Sheet) -> Mapping[int, Point]:
    """The crosses by number: 1 to 4 in the corners, 5 and 6 in the middle of the long sides."""
    (width, height), low, right = sheet, sheet[1] - INSET, sheet[0] - INSET
    middle = [(width / 2, INSET), (width / 2, low)] if width > height else [(INSET, height / 2), (right, height / 2)]
    return dict(enumerate([(INSET, INSET), (right, INSET), (INSET, low), (right, low), *middle], 1))


def codes_of(sheet: Sheet) -> Iterator[CodeMark]:
    """The codes, each beside its mark towards the middle of the sheet."""
    for number, (x, y) in marks_of(sheet).items():
        left = x + _BESIDE if x <= sheet[0] / 2 else x - _BESIDE - CODE
        down = y - ARM if y <= sheet[1] / 2 else y + ARM - CODE
        yield CodeMark(number, left, down)


def payload(sheet: Sheet, number: int) -> str:
    """What a code says; capitals and digits, so that it is small."""
    return f"{_PREFIX}:{round(10 * sheet[0])}:{round(10 * sheet[1])}:{number}"


def read_payload(text: str) -> tuple[Sheet, int] | None:
    """The sheet and the number of the mark that a code says; None for any other code."""
    head, *numbers = text.split(":")
    if head != _PREFIX or len(numbers) != 3 or not all(part.isascii() and part.isdigit() for part in numbers):
        return None
    width, height, number = (int(part[:6]) for part in numbers)
    sheet = (width / 10, height / 10)
    return (sheet, number) if number in marks_of(sheet) else None


def print_mark_sheet(path: Path, calibration: Calibration) -> None:
    """Write the calibration page for the sheet of a calibration, without its correction."""
    paper = Paper(_("打印机校准页"))
    how = (
        _("打印机和进纸：{printer}").format(printer=calibration.about),
        _("请用“实际大小”打印，不要“适合纸张”。箭头所指是页面的上边。"),
        _("用直尺量每个十字的中心：离纸的左边多少毫米，离纸的上边多少毫米，填进“打印机校准”。"),
        _("或者把这页平放在深色的桌面上，从正上方拍一张照片，四边都要拍全，由程序从二维码读出。"),
    )
    _draw(paper.page(calibration.sheet), calibration.sheet, _("打印机校准页"), how)
    paper.save(path)


def print_test_sheet(path: Path, calibration: Calibration) -> None:
    """Write the page by which a calibration is proved: printed with it, everything is where it says."""
    paper, sheet = Paper(_("套打试印页")), calibration.sheet
    how = (
        _("打印机和进纸：{printer}").format(printer=calibration.about),
        _("校准：{words}").format(words=calibration.words),
        _("四个角线离纸的两边各应是 {mm:g} 毫米；各边的小尺上，读数应与直尺对齐。").format(mm=FRAME),
        _("差 0.5 毫米以内可以套打；差得多，请重新打印校准页再量一次。"),
    )
    page = paper.page(sheet, Laid(sheet, calibration.correction))
    _draw(page, sheet, _("套打试印页"), how)
    _draw_frame(page, sheet)
    paper.save(path)


def _draw(page: PageDrawing, sheet: Sheet, title: str, how: tuple[str, ...]) -> None:
    width, height = sheet
    for number, (x, y) in marks_of(sheet).items():
        page.lines([((x - ARM, y), (x + ARM, y)), ((x, y - ARM), (x, y + ARM))], _CROSS)
        page.middle(x - 3.2 if x <= width / 2 else x + 3.2, y - 3.4, str(number), _NUMBER, "centre")
    for code in codes_of(sheet):
        page.qr(code.x, code.y, CODE, payload(sheet, code.number))
    _draw_edges(page, sheet)
    _draw_lengths(page, sheet)
    top = height * 0.27
    tip, left, right = (width / 2, top - 15), (width / 2 - 4, top - 8), (width / 2 + 4, top - 8)
    page.area([(tip, tip, right, right, right, left, left, left, tip, tip)], _GREY)
    page.text(width / 2, top, title, _TITLE, "centre")
    page.text(width / 2, top + 6, sheet_words(sheet), _TEXT, "centre")
    measure = min(130.0, width - 124)
    y = top + 15
    for sentence in how:
        y = page.paragraph((width - measure) / 2, y, measure, wrap(sentence, _TEXT, measure, 0), _TEXT, 5.4, 0) + 1.2


def _draw_edges(page: PageDrawing, sheet: Sheet) -> None:
    """At each edge a short ruler that counts from it: laid against a real one it says how far off things are."""
    width, height = sheet
    x, y = (0.3 * width, 0.62 * height) if width > height else (0.5 * width, 0.36 * height)
    for mm in range(_RULER_FROM, _RULER_TO + 1):
        half = 3.0 if mm % 5 == 0 else 1.5
        ticks = [((mm, y - half), (mm, y + half)), ((width - mm, y - half), (width - mm, y + half))]
        ticks += [((x - half, mm), (x + half, mm)), ((x - half, height - mm), (x + half, height - mm))]
        page.lines(ticks, _HAIR)
        if mm % 5 == 0:
            for at in (mm, width - mm):
                page.text(at, y - 4, str(mm), _SMALL, "centre")
            for at in (mm, height - mm):
                page.middle(x + 4, at, str(mm), _SMALL)


def _draw_lengths(page: PageDrawing, sheet: Sheet) -> None:
    """Two long rulers between the codes, by which one sees whether the printer scales."""
    width, height = sheet
    across, down = height * 0.76, width - 56.0
    for mm in range(int(width - 80) + 1):
        half = 2.5 if mm % 10 == 0 else 1.8 if mm % 5 == 0 else 1.0
        page.line(40 + mm, across - half, 40 + mm, across, _HAIR)
        if mm % 20 == 0:
            page.text(40 + mm, across + 3.2, str(mm), _SMALL, "centre")
    for mm in range(int(across - 58) + 1):
        half = 2.5 if mm % 10 == 0 else 1.8 if mm % 5 == 0 else 1.0
        page.line(down, 50 + mm, down + half, 50 + mm, _HAIR)
        if mm % 20 == 0:
            page.middle(down - 1.2, 50 + mm, str(mm), _SMALL, "right")


def _draw_frame(page: PageDrawing, sheet: Sheet) -> None:
    """Corners at the same distance from all edges."""
    width, height, long = *sheet, 8.0
    lines = []
    for x, inwards in ((FRAME, 1), (width - FRAME, -1)):
        for y, down in ((FRAME, 1), (height - FRAME, -1)):
            lines += [((x, y), (x + long * inwards, y)), ((x, y), (x, y + long * down))]
    page.lines(lines, _HAIR)
