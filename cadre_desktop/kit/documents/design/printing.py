"""Designed pages as a PDF document: what is beneath is drawn once, and each page's words upon it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.kit.documents.certificate import FRAMES
from cadre_desktop.kit.documents.design.elements import Design, OrnamentBackground
from cadre_desktop.kit.documents.design.setting import SETTINGS, Words, draw_element
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_REPORT_EVERY = 50  # pages


@dataclass(frozen=True)
class DesignedPage:
    """One certificate: the design of its page, and its words."""

    design: Design
    words: Words


def designs_paper(
    pages: Iterable[DesignedPage], progress: Callable[[int], None] | None = None, *, overprinting: bool = False
) -> Paper:
    """The pages, laid out. Overprinting leaves out what bought stock bears already: background and preprinted elements.

    Raises Refused when a text does not fit, or a design wants what this program cannot draw.
    """
    paper = Paper(_("证书"))
    backgrounds: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        design, drawing = page.design, paper.page(page.design.sheet)
        if design.digest not in backgrounds:
            vet_drawn(design)
            backgrounds[design.digest] = "" if overprinting else _background(paper, design)
        if form := backgrounds[design.digest]:
            drawing.draw_form(form)
        for element in design.elements:
            if not (overprinting and element.preprinted):
                draw_element(drawing, element, page.words, design.setting)
        if progress and number % _REPORT_EVERY == 0:
            progress(number)
    return paper


def print_designs(
    path: Path, pages: Iterable[DesignedPage], progress: Callable[[int], None] | None = None, **how: bool
) -> int:
    """Write designed pages as a PDF file; returns how many. Refused as `designs_paper`; OSError when the file cannot be
    written, and what was there is untouched."""
    paper = designs_paper(pages, progress, **how)
    paper.save(path)
    return paper.pages


def _background(paper: Paper, design: Design) -> str:
    if isinstance(design.background, OrnamentBackground):
        return paper.form(FRAMES[design.background.ornament], design.sheet)
    return ""


def vet_drawn(design: Design) -> None:
    """Raise Refused for a design with something that this program cannot draw, as one of a newer program may have."""
    strange = [] if design.setting in SETTINGS else [f"setting-{design.setting}"]
    if isinstance(design.background, OrnamentBackground) and design.background.ornament not in FRAMES:
        strange.append(f"{design.background.ornament.name}-{design.background.ornament.version}")
    if strange:
        text = _("模板“{name}”要用“{what}”，本程序没有，请用更新的程序打印。")
        raise Refused(text.format(name=design.name, what="、".join(strange)))


def fields_of(facts: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the fields that a text may have."""
    return tuple(facts)
