"""Certificates, each after its layout: honours, completed courses, appointments. All words come from the caller.

The seal is pressed by hand on paper: its spot, over the date (压年盖月), stays empty and no seal is ever drawn.

How text is fitted, wrapped and arranged here is `setting` 1 of layouts, the ornaments have versions of their own. What
a version draws never changes (`tests/certificates/drawn` keeps it): a better drawing is added under the next number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from cadre_desktop.kit.documents.certificate_layout import CertificateLayout, OrnamentVersion, TextStyle
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.frame import draw_frame, draw_heading_rule
from cadre_desktop.kit.documents.laying import Lay, as_drawn
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.typesetting import Style, fitted, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

FRAMES: Mapping[OrnamentVersion, Callable[[PageDrawing], None]] = {OrnamentVersion("guilloche", 1): draw_frame}
RULES: Mapping[OrnamentVersion, Callable[[PageDrawing, float, float], None]] = {
    OrnamentVersion("lozenge", 1): draw_heading_rule
}

_SAMPLE = Style(Role.HEI_BOLD, 200, (0.95, 0.84, 0.84), spacing=0.35)
_SAMPLE_ANGLE = 24.0  # degrees
_SAMPLE_CODE = 118
"""Bytes: with as many a code has 45 modules, as most proofs have."""
_REPORT_EVERY = 50  # certificates


@dataclass(frozen=True)
class Certificate:
    """One certificate: its layout, and its words.

    `addressee` is the whole line, such as 王祯同志：, and may be empty; each of `paragraphs` is indented by two
    characters; `number` and `notes` are small at the bottom left; `qr` is the payload of a QR code, which is not
    drawn where the layout has no room for one.
    """

    layout: CertificateLayout
    title: str
    addressee: str
    paragraphs: Sequence[str]
    issuer: str
    date: str
    number: str = ""
    notes: Sequence[str] = ()
    qr: str = ""


def print_certificates(
    path: Path,
    certificates: Iterable[Certificate],
    progress: Callable[[int], None] | None = None,
    sample: str = "",
) -> int:
    """Write one page for each certificate as a PDF file and return how many; `progress` hears how many are done.

    `sample` is printed large across pages that nobody may take for a certificate; their codes say nothing else.
    Refused when a text is too long for its page, or a layout wants what this program cannot draw; OSError when the file
    cannot be written. What was at `path` is then untouched.
    """
    paper = certificates_paper(certificates, progress, sample)
    paper.save(path)
    return paper.pages


def certificates_paper(
    certificates: Iterable[Certificate], progress: Callable[[int], None] | None = None, sample: str = ""
) -> Paper:
    """The certificates, laid out; raises Refused as `print_certificates`."""
    paper = Paper(_("证书"))
    printer = CertificatePrinter(paper, sample)
    for number, certificate in enumerate(certificates, 1):
        printer.add(certificate)
        if progress and number % _REPORT_EVERY == 0:
            progress(number)
    return paper


class CertificatePrinter:
    """Adds certificates to a document, which may hold other pages too; `sample` as in `print_certificates`.

    `overprinting` leaves out what bought stock bears already: the frame, and the heading with its rule. `lay`: how
    pages come to lie on the sheets of a printer.
    """

    def __init__(self, paper: Paper, sample: str = "", overprinting: bool = False, lay: Lay = as_drawn):
        self._paper, self._sample, self._lay = paper, sample, lay
        self._backgrounds = _Backgrounds(paper, sample)
        self._bare: dict[str, CertificateLayout] = {}
        self._overprinting = overprinting

    def add(self, certificate: Certificate) -> None:
        """Add one page; raises Refused as `print_certificates`."""
        if self._overprinting:
            certificate = self._without_stock(certificate)
        sheet = certificate.layout.page
        page = self._paper.page(sheet, self._lay(sheet))
        for form in self._backgrounds.forms(certificate.layout):
            page.draw_form(form)
        draw_certificate(page, self._as_sample(certificate) if self._sample else certificate)

    def _as_sample(self, certificate: Certificate) -> Certificate:
        return replace(certificate, qr=sample_code(self._sample) if certificate.layout.code else "")

    def _without_stock(self, certificate: Certificate) -> Certificate:
        """A certificate without what is on the stock; its words come to the same places."""
        layout = certificate.layout
        if layout.digest not in self._bare:
            heading = replace(layout.heading, rule=None)
            self._bare[layout.digest] = replace(layout, frame=None, heading=heading)
        return replace(certificate, layout=self._bare[layout.digest], title="")


class _Backgrounds:
    """What is beneath the words of a document's pages, each drawn once, whatever layouts share it."""

    def __init__(self, paper: Paper, sample: str):
        self._paper = paper
        self._sample = sample
        self._drawn: dict[tuple[object, tuple[float, float]], str] = {}
        self._of_layouts: dict[str, list[str]] = {}

    def forms(self, layout: CertificateLayout) -> list[str]:
        """The forms beneath a page of `layout`, lowest first; raises Refused as `vet_drawn`."""
        if layout.digest not in self._of_layouts:
            vet_drawn(layout)
            wanted: list[tuple[object, Callable[[PageDrawing], None]]] = []
            if layout.frame:
                wanted.append((layout.frame, FRAMES[layout.frame]))
            if self._sample:
                wanted.append((self._sample, lambda page: draw_sample(page, self._sample)))
            self._of_layouts[layout.digest] = [self._form(name, draw, layout.page) for name, draw in wanted]
        return self._of_layouts[layout.digest]

    def _form(self, name: object, draw: Callable[[PageDrawing], None], size: tuple[float, float]) -> str:
        if (name, size) not in self._drawn:
            self._drawn[name, size] = self._paper.form(draw, size)
        return self._drawn[name, size]


def vet_drawn(layout: CertificateLayout) -> None:
    """Raise Refused for a layout with something that this program cannot draw, as one of a newer program may have."""
    ornaments = ((layout.frame, FRAMES), (layout.heading.rule, RULES))
    strange = [f"{one.name}-{one.version}" for one, known in ornaments if one and one not in known]
    strange += [f"setting-{layout.setting}"] if layout.setting not in _SETTINGS else []
    strange += [role for role in layout.roles if role not in Role.__members__]
    if strange:
        text = _("版式“{name}”要用“{what}”，本程序没有，请用更新的程序打印。")
        raise Refused(text.format(name=layout.name, what="、".join(strange)))


def draw_sample(page: PageDrawing, word: str) -> None:
    """The word slanting across the page, under the text, too large to be cut off or overlooked."""
    with page.slanted(page.width / 2, page.height / 2 + 8, _SAMPLE_ANGLE):
        page.middle(page.width / 2, page.height / 2 + 8, word, _SAMPLE, "centre")


def sample_code(word: str, length: int = _SAMPLE_CODE) -> str:
    """What the code on a sample says: the word and nothing else, in about as many bytes, so that it looks as it
    will."""
    return word * max(1, length // len(word.encode()))


def draw_certificate(page: PageDrawing, certificate: Certificate) -> None:
    """The words of one certificate, without the frame."""
    _SETTINGS[certificate.layout.setting](page, certificate)


def texts_of(certificate: Certificate) -> Iterator[tuple[Role, str]]:
    """All texts on a certificate, with the role each is set in."""
    layout = certificate.layout
    small = (certificate.number, *certificate.notes)
    texts = [
        (layout.heading.style, (certificate.title,)),
        (layout.letter.addressee, (certificate.addressee,)),
        (layout.letter.style, certificate.paragraphs),
        (layout.signature.style, (certificate.issuer, certificate.date)),
        (layout.small_print.style, small),
    ]
    for style, lines in texts:
        yield from ((Role[style.role], line) for line in lines)


@lru_cache(256)
def style_of(style: TextStyle, size: float | None = None) -> Style:
    """A layout's style as texts are set in it, in another size if one is given."""
    return Style(Role[style.role], style.size if size is None else size, style.colour, style.spacing)


def _draw_setting_1(page: PageDrawing, certificate: Certificate) -> None:
    layout = certificate.layout
    _draw_title(page, certificate)
    left = layout.measure[0]
    if layout.photo:
        _draw_photo_space(page, layout)
        left += layout.photo.width + layout.photo.gap
    _draw_letter(page, certificate, left)
    _draw_signature(page, certificate)
    _draw_small_print(page, certificate)


_SETTINGS: Mapping[int, Callable[[PageDrawing, Certificate], None]] = {1: _draw_setting_1}
"""How text is fitted, wrapped and arranged, by version."""


def _draw_title(page: PageDrawing, certificate: Certificate) -> None:
    block, (left, right) = certificate.layout.heading, certificate.layout.measure
    style = style_of(block.style)
    if len(certificate.title) >= block.long_from:
        style = replace(style, spacing=block.long_spacing)
    page.text(page.width / 2, block.y, certificate.title, fitted(certificate.title, style, right - left), "centre")
    if block.rule:
        RULES[block.rule](page, page.width / 2, block.y + block.rule_below)


def _draw_photo_space(page: PageDrawing, layout: CertificateLayout) -> None:
    block, letter, left = layout.photo, layout.letter, layout.measure[0]
    assert block is not None
    y = (letter.top + letter.bottom - block.height) / 2
    page.rect(left, y, block.width, block.height, block.line, block.colour)
    page.middle(left + block.width / 2, y + block.height / 2, block.hint, style_of(block.hint_style), "centre")


def _draw_letter(page: PageDrawing, certificate: Certificate, left: float) -> None:
    """Addressee and body, in the largest type that leaves room for the seal."""
    block = certificate.layout.letter
    width = certificate.layout.measure[1] - left
    style, paragraphs = _body(certificate, width)
    leading = style.em * block.leading
    addressee, usual = certificate.addressee, style_of(block.addressee)
    larger = style_of(block.addressee, min(usual.size, style.size * block.addressee_larger))
    gap = leading * block.addressee_gap if addressee else 0
    top = block.ascent * (larger.em if addressee else style.em)
    free = block.bottom - block.top - top - gap - leading * (sum(map(len, paragraphs)) - 1)
    y = block.top + max(free, 0) * block.above + top
    if addressee:
        page.text(left, y, addressee, fitted(addressee, larger, width))
        y += gap
    for lines in paragraphs:
        y = page.paragraph(left, y, width, lines, style, leading, block.indent)


def _body(certificate: Certificate, width: float) -> tuple[Style, list[list[str]]]:
    """The body's type and the lines of each of its paragraphs."""
    block = certificate.layout.letter
    room = block.bottom - block.top - (style_of(block.addressee).em if certificate.addressee else 0)
    for size in block.sizes:
        style = style_of(block.style, size)
        paragraphs = [wrap(paragraph, style, width, block.indent) for paragraph in certificate.paragraphs]
        if sum(map(len, paragraphs)) * style.em * block.leading <= room:
            return style, paragraphs
    count = sum(map(len, certificate.paragraphs))
    raise Refused(_("证书正文太长（{count} 字），一页印不下，请缩短后再打印。").format(count=count))


def _draw_signature(page: PageDrawing, certificate: Certificate) -> None:
    """Issuer and date on one axis."""
    block, (left, right) = certificate.layout.signature, certificate.layout.measure
    style = style_of(block.style)
    issuer = fitted(certificate.issuer, style, (right - left) * block.issuer_share)
    half_date, half_issuer = style.length(certificate.date) / 2, issuer.length(certificate.issuer) / 2
    axis = right - max(half_date + block.date_ems * style.em, half_issuer + block.issuer_ems * style.em)
    page.text(axis, block.issuer_y, certificate.issuer, issuer, "centre")
    page.text(axis, block.date_y, certificate.date, style, "centre")


def _draw_small_print(page: PageDrawing, certificate: Certificate) -> None:
    block, code, (left, right) = certificate.layout.small_print, certificate.layout.code, certificate.layout.measure
    lines = [line for line in (*certificate.notes, certificate.number) if line]
    y = block.foot
    for line in reversed(lines):
        page.fitted(left, y, line, style_of(block.style), (right - left) * block.share)
        y -= block.line
    if code and certificate.qr:
        foot = y - code.gap if lines else block.foot
        page.qr(left, foot - code.side, code.side, certificate.qr)
