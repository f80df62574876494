"""Certificates on A4 landscape: honours, completed courses, appointments. All words come from the caller.

The seal is pressed by hand on paper: its place, over the date (压年盖月), stays empty and no seal is ever drawn.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.frame import GOLD, RED, draw_frame, draw_heading_rule
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.typesetting import Colour, Style, fitted, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

LEFT, RIGHT = 50.0, 247.0  # mm; the measure of the text
TITLE_Y = 60.0
TEXT_TOP, TEXT_BOTTOM = 76.0, 143.0
ISSUER_Y, DATE_Y = 158.0, 169.5
FOOT_Y = 176.0
SMALL_LINE = 5.4
QR_SIDE = 23.0
PHOTO = (32.0, 40.0)  # 4 : 5
PHOTO_GAP = 10.0

TITLE = Style(Role.TITLE, 56, RED, spacing=0.32)
ADDRESSEE = Style(Role.KAI, 27)
SIGNATURE = Style(Role.KAI, 18)
SMALL = Style(Role.SONG, 10.5)
_SAMPLE = Style(Role.HEI_BOLD, 200, (0.95, 0.84, 0.84), spacing=0.35)
_SAMPLE_ANGLE = 24.0  # degrees
_PHOTO_HINT: Colour = (0.72, 0.72, 0.72)
_BODY_SIZES = (21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_BODY_LEADING = 1.78  # of the type size
_ADDRESSEE_LARGER = 1.3  # than the body, at most
_ASCENT = 0.85  # of an em, from a line's top to its baseline
_ADDRESSEE_GAP = 1.15  # of the body's leading
_ABOVE = 0.42  # part of the free height that stands above the text: the optical middle
_LONG_TITLE = 6  # characters from which a title is spaced less
_REPORT_EVERY = 50  # certificates


@dataclass(frozen=True)
class Certificate:
    """The words of one certificate.

    `addressee` is the whole line, such as 王祯同志：, and may be empty; each of `paragraphs` is indented by two
    characters; `number` and `notes` stand small at the bottom left; `qr` is the payload of a QR code; `photo`
    leaves a place of 32 × 40 mm beside the text.
    """

    title: str
    addressee: str
    paragraphs: Sequence[str]
    issuer: str
    date: str
    number: str = ""
    notes: Sequence[str] = ()
    qr: str = ""
    photo: bool = False


def print_certificates(
    path: Path,
    certificates: Iterable[Certificate],
    progress: Callable[[int], None] | None = None,
    sample: str = "",
) -> int:
    """Write one page for each certificate as a PDF file and return how many; `progress` hears how many are done.

    `sample` stands large across pages that nobody may take for a certificate; their codes are left out.
    Refused when a text is too long for its page; OSError when the file cannot be written. What was at `path` is then
    untouched.
    """
    paper = certificates_paper(certificates, progress, sample)
    paper.save(path)
    return paper.pages


def certificates_paper(
    certificates: Iterable[Certificate], progress: Callable[[int], None] | None = None, sample: str = ""
) -> Paper:
    """The certificates, laid out; Refused when a text is too long for its page."""
    paper = Paper(_("证书"))
    frame = paper.form(draw_frame, A4_LANDSCAPE)
    mark = paper.form(lambda page: _draw_sample(page, sample), A4_LANDSCAPE) if sample else ""
    for number, certificate in enumerate(certificates, 1):
        page = paper.page(A4_LANDSCAPE)
        page.place(frame)
        if mark:
            page.place(mark)
        draw_certificate(page, replace(certificate, qr="") if mark else certificate)
        if progress and number % _REPORT_EVERY == 0:
            progress(number)
    return paper


def _draw_sample(page: PageDrawing, word: str) -> None:
    """The word slanting across the page, under the text, too large to be cut off or overlooked."""
    with page.slanted(page.width / 2, page.height / 2 + 8, _SAMPLE_ANGLE):
        page.middle(page.width / 2, page.height / 2 + 8, word, _SAMPLE, "centre")


def draw_certificate(page: PageDrawing, certificate: Certificate) -> None:
    """The words of one certificate, without the frame."""
    _draw_title(page, certificate.title)
    left = LEFT
    if certificate.photo:
        _draw_photo_place(page)
        left += PHOTO[0] + PHOTO_GAP
    _draw_letter(page, certificate, left)
    _draw_signature(page, certificate)
    _draw_small_print(page, certificate)


def _draw_title(page: PageDrawing, title: str) -> None:
    style = TITLE if len(title) <= _LONG_TITLE else replace(TITLE, spacing=0.1)
    page.text(page.width / 2, TITLE_Y, title, fitted(title, style, RIGHT - LEFT), "centre")
    draw_heading_rule(page, page.width / 2, TITLE_Y + 8.2)


def _draw_photo_place(page: PageDrawing) -> None:
    width, height = PHOTO
    y = (TEXT_TOP + TEXT_BOTTOM - height) / 2
    page.rect(LEFT, y, width, height, 0.5, GOLD)
    page.middle(LEFT + width / 2, y + height / 2, _("照片"), replace(SMALL, colour=_PHOTO_HINT), "centre")


def _draw_letter(page: PageDrawing, certificate: Certificate, left: float) -> None:
    """Addressee and body, in the largest type that leaves room for the seal."""
    width = RIGHT - left
    style, paragraphs = _body(certificate, width)
    leading = style.em * _BODY_LEADING
    addressee = certificate.addressee
    larger = replace(ADDRESSEE, size=min(ADDRESSEE.size, style.size * _ADDRESSEE_LARGER))
    gap = leading * _ADDRESSEE_GAP if addressee else 0
    top = _ASCENT * (larger.em if addressee else style.em)
    free = TEXT_BOTTOM - TEXT_TOP - top - gap - leading * (sum(map(len, paragraphs)) - 1)
    y = TEXT_TOP + max(free, 0) * _ABOVE + top
    if addressee:
        page.text(left, y, addressee, fitted(addressee, larger, width))
        y += gap
    for lines in paragraphs:
        y = page.paragraph(left, y, width, lines, style, leading)


def _body(certificate: Certificate, width: float) -> tuple[Style, list[list[str]]]:
    """The body's type and the lines of each of its paragraphs."""
    room = TEXT_BOTTOM - TEXT_TOP - (ADDRESSEE.em if certificate.addressee else 0)
    for size in _BODY_SIZES:
        style = Style(Role.KAI, size)
        paragraphs = [wrap(paragraph, style, width, 2) for paragraph in certificate.paragraphs]
        if sum(map(len, paragraphs)) * style.em * _BODY_LEADING <= room:
            return style, paragraphs
    count = sum(map(len, certificate.paragraphs))
    raise Refused(_("证书正文太长（{count} 字），一页印不下，请缩短后再打印。").format(count=count))


def _draw_signature(page: PageDrawing, certificate: Certificate) -> None:
    """Issuer and date on one axis, the date four characters from the right as where a seal is pressed (GB/T 9704)."""
    issuer = fitted(certificate.issuer, SIGNATURE, (RIGHT - LEFT) * 0.64)
    half_date, half_issuer = SIGNATURE.length(certificate.date) / 2, issuer.length(certificate.issuer) / 2
    axis = RIGHT - max(half_date + 4 * SIGNATURE.em, half_issuer + SIGNATURE.em)
    page.text(axis, ISSUER_Y, certificate.issuer, issuer, "centre")
    page.text(axis, DATE_Y, certificate.date, SIGNATURE, "centre")


def _draw_small_print(page: PageDrawing, certificate: Certificate) -> None:
    lines = [line for line in (*certificate.notes, certificate.number) if line]
    y = FOOT_Y
    for line in reversed(lines):
        page.fitted(LEFT, y, line, SMALL, (RIGHT - LEFT) * 0.34)
        y -= SMALL_LINE
    if certificate.qr:
        foot = y - 0.5 if lines else FOOT_Y
        page.qr(LEFT, foot - QR_SIDE, QR_SIDE, certificate.qr)
