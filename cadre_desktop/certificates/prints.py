"""Issued certificates on paper."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from cadre_desktop.certificates.layouts import (
    Layout,
    bring_own_fonts,
    faces_of,
    layout_of,
    other_fonts,
)
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import FACTS, day_text, in_code
from cadre_desktop.kit.documents.certificate import Certificate, CertificatePrinter, vet_drawn
from cadre_desktop.kit.documents.certificate_layout import CertificateLayout, all_known, filled
from cadre_desktop.kit.documents.design.elements import Design, PhotoElement
from cadre_desktop.kit.documents.design.printing import MOST_PROBLEMS, PLAIN, DesignedPage, DesignPrinter, Printing
from cadre_desktop.kit.documents.design.printing import vet_drawn as vet_design_drawn
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store import blobs

_REPORT_EVERY = 50  # certificates
_NAMED = 5  # people

Page = Certificate | DesignedPage


def print_drafts(
    path: Path,
    certificates: Iterable[IssuedCertificate],
    progress: Callable[[int], None] | None = None,
    how: Printing = PLAIN,
) -> int:
    """Write certificates to look at, each page marked as a sample (样张), its code too; returns how many.

    Raises Refused when a text does not fit its page, OSError when the file cannot be written.
    """
    return _print(path, map(page_of, certificates), progress, replace(how, sample=_("样张")))


def print_issued(
    path: Path,
    certificates: Iterable[IssuedCertificate],
    progress: Callable[[int], None] | None = None,
    how: Printing = PLAIN,
) -> int:
    """Write certificates as they were issued, each with the layout of that day, one page each, as a PDF file; returns
    how many pages.

    Raises Refused when a text does not fit its page, a layout cannot be drawn, or a font is not the one it was issued
    with; OSError when the file cannot be written.
    """
    return _print(path, as_issued(certificates), progress, how)


def issued_paper(
    certificates: Iterable[IssuedCertificate], progress: Callable[[int], None] | None = None, how: Printing = PLAIN
) -> Paper:
    """Certificates as they were issued, laid out; raises Refused as `print_issued`."""
    return _paper(as_issued(certificates), progress, how)


def _print(path: Path, pages: Iterable[Page], progress: Callable[[int], None] | None, how: Printing) -> int:
    paper = _paper(pages, progress, how)
    paper.save(path)
    return paper.pages


def _paper(pages: Iterable[Page], progress: Callable[[int], None] | None, how: Printing) -> Paper:
    paper = Paper(how.title or _("证书"), author=how.author, archival=how.archival)
    first, designed = CertificatePrinter(paper, how.sample, how.overprinting, how.lay), DesignPrinter(paper, how)
    problems: list[Problem] = []
    for number, page in enumerate(pages, 1):
        if number == 1 and isinstance(page, DesignedPage):
            paper.entitle(how.title or page.design.name, how.author or page.words.facts.get("issuer", ""))
        with faces_of(_layout(page)):
            if isinstance(page, DesignedPage):
                problems += designed.add(page)
            else:
                first.add(page)
        if len(problems) > MOST_PROBLEMS:
            break
        if progress and number % _REPORT_EVERY == 0:
            progress(number)
    if problems:
        raise Refused(dict.fromkeys(problems))
    return paper


def as_issued(certificates: Iterable[IssuedCertificate]) -> Iterator[Page]:
    """The pages of certificates, each with the layout of its day. Raises Refused as `print_issued`."""
    vetted: set[str] = set()
    for row in certificates:
        page = page_of(row)
        layout = _layout(page)
        if layout.digest not in vetted:
            vet_page(page)
            bring_own_fonts(layout)
            if other := other_fonts(layout):
                files = "、".join(font.file for font in other)
                text = _("证书{number}发放时用的字体（{files}）与现在的不同，印出来会不一样。")
                way_out = _("请重新安装程序，或作废后重新发放。")
                raise Refused(text.format(number=row.number, files=files) + way_out)
            vetted.add(layout.digest)
        yield page


def _layout(page: Page) -> Layout:
    return page.layout if isinstance(page, Certificate) else page.design


def without_photos(certificates: Iterable[IssuedCertificate], how: Printing = PLAIN) -> str:
    """A sentence about those whose pages have a place for a photo of which they have none; empty where all have. To be
    said before the place is empty on paper."""
    wanting: dict[str, bool] = {}
    names: list[str] = []
    for row in certificates:
        if row.layout not in wanting:
            wanting[row.layout] = _prints_photos(layout_of(row), how)
        if wanting[row.layout] and not (row.photo and blobs.get(row.photo)):
            names.append(row.name)
    if not names:
        return ""
    named = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return _("{count} 人没有照片，照片处空着：{names}。").format(count=len(names), names=named)


def _prints_photos(layout: Layout, how: Printing) -> bool:
    """Whether photos are printed; on the program's first pages they are glued in."""
    photos = [each for each in layout.elements if isinstance(each, PhotoElement)] if isinstance(layout, Design) else []
    return any(not (how.overprinting and each.preprinted) for each in photos)


class PageTrial:
    """Pages drawn for nobody, to find out what of them cannot be printed; what is beneath their words is drawn once."""

    def __init__(self) -> None:
        paper = Paper(_("证书"))
        self._first, self._designed = CertificatePrinter(paper), DesignPrinter(paper)

    def troubles(self, page: Page) -> list[str]:
        """A sentence for each thing of a page that cannot be printed, such as a text that does not fit."""
        try:
            with faces_of(_layout(page)):
                if isinstance(page, DesignedPage):
                    return [problem.message for problem in self._designed.add(page)]
                self._first.add(page)
        except Refused as refused:
            return [problem.message for problem in refused.problems]
        return []


def vet_page(page: Page) -> None:
    """Raise Refused for a page with something that this program cannot draw."""
    if isinstance(page, Certificate):
        vet_drawn(page.layout)
    else:
        vet_design_drawn(page.design)


def page_of(row: IssuedCertificate) -> Page:
    """The words on one certificate, in its layout; a draft has no number and so no code. The code is the proof, or for
    one without a signature its plain facts. Raises Refused for a layout that cannot be read, or that wants facts this
    program does not know."""
    layout = layout_of(row)
    try:
        return _designed(row, layout) if isinstance(layout, Design) else _page(row, layout)
    except Unclear as unclear:
        raise Refused(_("证书{number}不能打印：{why}").format(number=row.number, why=unclear)) from unclear


def _designed(row: IssuedCertificate, design: Design) -> DesignedPage:
    try:
        facts: dict[str, str] = json.loads(row.facts)
    except ValueError as error:
        raise Unclear(_("登记的内容不完整，请从备份恢复，或作废后重新发放。")) from error
    facts["number"] = row.number or _("打印或保存时给出")
    pictures = {name: content for name in design.contents if (content := _picture(name))}
    photo = (blobs.get(row.photo) or b"") if row.photo else b""
    code = (row.proof or _plain_code(row)) if row.number else ""
    return DesignedPage(design, Words(facts, code, photo, pictures))


def _plain_code(row: IssuedCertificate) -> str:
    """What the code of a certificate without a signature says, as on the program's first pages."""
    facts = {"number": row.number, "name": row.name, "title": row.title, "day": day_text(row.issued)}
    return "|".join(in_code(facts).values())


def _picture(digest: str) -> bytes:
    """A picture of a design; nothing where the file does not hold it, which is not remembered: it may be restored."""
    try:
        return _kept_picture(digest)
    except KeyError:
        return b""


@lru_cache(8)
def _kept_picture(digest: str) -> bytes:
    """The same bytes for each certificate of a list; what has a digest is the same in every court's file."""
    content = blobs.get(digest)
    if content is None:
        raise KeyError(digest)
    return content


def _page(row: IssuedCertificate, layout: CertificateLayout) -> Certificate:
    if layout.facts not in FACTS:
        raise Unclear(_("它的版式由更新的程序写出，请用更新的程序打印。"))
    number = row.number or _("打印或保存时给出")
    facts = FACTS[layout.facts](number, row.name, row.title, row.issuer, row.id_number, row.issued)
    notes = (filled(note, facts) for note in layout.small_print.notes if all_known(note, facts))
    return Certificate(
        layout,
        title=filled(layout.heading.text, facts),
        addressee=row.salutation,
        paragraphs=row.body.splitlines(),
        issuer=row.issuer,
        date=filled(layout.signature.date, facts),
        number=filled(layout.small_print.number, facts),
        notes=tuple(notes),
        qr=(row.proof or filled(layout.code.text, in_code(facts))) if layout.code and row.number else "",
    )
