"""Designed pages as a PDF document: what is beneath is drawn once, and each page's words upon it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from cadre_desktop.kit.documents.certificate import draw_sample, sample_code
from cadre_desktop.kit.documents.design.elements import (
    FACTS,
    CodeElement,
    Design,
    Element,
    FileBackground,
    OrnamentBackground,
    PhotoElement,
)
from cadre_desktop.kit.documents.design.setting import SETTINGS, Words, draw_element
from cadre_desktop.kit.documents.design.texts import said
from cadre_desktop.kit.documents.drawing import Fit, PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.laying import Lay, as_drawn
from cadre_desktop.kit.documents.ornaments.catalogue import ORNAMENTS, draw_ornament, scale_on
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear

_REPORT_EVERY = 50  # pages
MOST_PROBLEMS = 30
"""After so many no further page is looked at."""

_ALIKE = 0.03  # proportions that differ by less are made the same


@dataclass(frozen=True)
class DesignedPage:
    """One certificate: the design of its page, and its words."""

    design: Design
    words: Words


@dataclass(frozen=True)
class Printing:
    """How designed pages are printed.

    `overprinting` leaves out what bought stock bears already: background and preprinted elements. `sample` is printed
    large across pages that nobody may take for a certificate, and their codes say nothing else; only they,
    and pages with `hints`, say in an empty place for a photo what it is for. `archival`: PDF/A-2b.
    `title` and `author` of the document; without them the name of its first design and its issuer. `lay`: how pages
    come to lie on the sheets of a printer.
    """

    overprinting: bool = False
    sample: str = ""
    archival: bool = False
    title: str = ""
    author: str = ""
    lay: Lay = as_drawn
    hints: bool = False


PLAIN = Printing()


def designs_paper(
    pages: Iterable[DesignedPage], progress: Callable[[int], None] | None = None, how: Printing = PLAIN
) -> Paper:
    """The pages, laid out; `progress` hears how many are done.

    Raises Refused, with a sentence for each certificate and element, when a text does not fit, a character is missing,
    a picture is broken or a design wants what this program cannot draw.
    """
    paper = Paper(how.title or _("证书"), author=how.author, archival=how.archival)
    printer = DesignPrinter(paper, how)
    problems: list[Problem] = []
    for number, page in enumerate(pages, 1):
        if number == 1:
            paper.entitle(how.title or page.design.name, how.author or page.words.facts.get("issuer", ""))
        problems += printer.add(page)
        if len(problems) > MOST_PROBLEMS:
            break
        if progress and number % _REPORT_EVERY == 0:
            progress(number)
    if problems:
        raise Refused(dict.fromkeys(problems))
    return paper


class DesignPrinter:
    """Adds designed pages to a document, which may hold other pages too."""

    def __init__(self, paper: Paper, how: Printing = PLAIN):
        self._paper, self._how = paper, how
        self._beneath = _Beneath(paper, how)

    def add(self, page: DesignedPage) -> list[Problem]:
        """Add one page; returns what cannot be printed on it, which is then left out."""
        sheet = page.design.sheet
        return _draw_page(self._paper.page(sheet, self._how.lay(sheet)), page, self._beneath, self._how)


def problems_of(pages: Iterable[DesignedPage], how: Printing = PLAIN) -> list[Problem]:
    """What `designs_paper` would refuse to print these pages for; nothing is written."""
    try:
        designs_paper(pages, how=how)
    except Refused as refused:
        return list(refused.problems)
    return []


def print_designs(
    path: Path,
    pages: Iterable[DesignedPage],
    progress: Callable[[int], None] | None = None,
    how: Printing = PLAIN,
) -> int:
    """Write designed pages as a PDF file; returns how many. Refused as `designs_paper`; OSError when the file cannot be
    written, and what was there is untouched."""
    paper = designs_paper(pages, progress, how)
    paper.save(path)
    return paper.pages


def _draw_page(drawing: PageDrawing, page: DesignedPage, beneath: "_Beneath", how: Printing) -> list[Problem]:
    try:
        beneath.draw(drawing, page)
    except Refused as refused:
        return list(refused.problems)
    problems: list[Problem] = []
    for element in page.design.elements:
        if how.overprinting and element.preprinted:
            continue
        try:
            shown, words = _as_sample(element, page.words, how.sample) if how.sample else (element, page.words)
            shown = shown if how.sample or how.hints else _for_good(shown)
            draw_element(drawing, shown, words, page.design.setting)
        except Refused as refused:
            problems += refused.problems
        except Unclear as unclear:
            problems.append(Problem(str(unclear)))
    return problems


def _for_good(element: Element) -> Element:
    """An element as somebody gets it: a word that only holds the place of a photo is not printed."""
    return replace(element, hint="") if isinstance(element, PhotoElement) and element.hint else element


def _as_sample(element: Element, words: Words, sample: str) -> tuple[Element, Words]:
    """An element and its words as they are on a sample, on which no code proves anything."""
    if not isinstance(element, CodeElement):
        return element, words
    if element.text:
        length = len(said(element.text, words.facts).encode())
        return replace(element, text=""), replace(words, proof=sample_code(sample, length))
    return element, replace(words, proof=sample_code(sample))


class _Beneath:
    """What is beneath the words of a document's pages, each ornament drawn once, whatever designs share it."""

    def __init__(self, paper: Paper, how: Printing):
        self._paper = paper
        self._how = how
        self._drawn: dict[tuple[object, tuple[float, float]], str] = {}
        self._vetted: set[str] = set()

    def draw(self, drawing: PageDrawing, page: DesignedPage) -> None:
        """Draw what is beneath the words of a page; raises Refused as `vet_drawn`, and for a file that cannot be."""
        design = page.design
        if design.digest not in self._vetted:
            vet_drawn(design)
            self._vetted.add(design.digest)
        if not self._how.overprinting:
            self._draw_background(drawing, page)
        if self._how.sample:
            word = self._how.sample
            form = self._form(word, lambda on: draw_sample(on, word), design.sheet, scale_on(design.sheet))
            drawing.draw_form(form)

    def _draw_background(self, drawing: PageDrawing, page: DesignedPage) -> None:
        background, sheet = page.design.background, page.design.sheet
        if isinstance(background, OrnamentBackground):
            ornament = background.ornament
            form = self._form(ornament, lambda on: draw_ornament(on, ornament), sheet, scale_on(sheet))
            drawing.draw_form(form)
        elif isinstance(background, FileBackground):
            _draw_file(drawing, page, background)

    def _form(
        self, name: object, draw: Callable[[PageDrawing], None], sheet: tuple[float, float], scale: float = 1.0
    ) -> str:
        if (name, sheet) not in self._drawn:
            self._drawn[name, sheet] = self._paper.form(draw, sheet, scale)
        return self._drawn[name, sheet]


def _draw_file(drawing: PageDrawing, page: DesignedPage, background: FileBackground) -> None:
    """A picture or page over the whole sheet, stretched a little where its proportions are nearly those of the sheet,
    in its own proportions in the middle where they are not."""
    content = page.words.pictures.get(background.content)
    if content is None:
        text = _("模板“{name}”的背景不在数据文件里，请在设计页重新选择背景。")
        raise Refused(text.format(name=page.design.name))
    try:
        width, height = drawing.proportions(content)
        ratio = width / height * drawing.height / drawing.width
        fit: Fit = "stretched" if abs(ratio - 1) <= _ALIKE else "whole"
        drawing.picture(content, 0, 0, drawing.width, drawing.height, fit)
    except Unclear as unclear:
        text = _("模板“{name}”的背景不能印出：{why}")
        raise Refused(text.format(name=page.design.name, why=unclear)) from unclear


def vet_drawn(design: Design) -> None:
    """Raise Refused for a design with something that this program cannot draw, as one of a newer program may have."""
    strange = [] if design.setting in SETTINGS else [f"setting-{design.setting}"]
    strange += [] if design.facts in FACTS else [f"facts-{design.facts}"]
    if isinstance(design.background, OrnamentBackground) and design.background.ornament not in ORNAMENTS:
        strange.append(f"{design.background.ornament.name}-{design.background.ornament.version}")
    strange += [role for role in design.roles if role not in Role.__members__]
    if strange:
        text = _("模板“{name}”要用“{what}”，本程序没有，请用更新的程序打印。")
        raise Refused(text.format(name=design.name, what="、".join(strange)))
