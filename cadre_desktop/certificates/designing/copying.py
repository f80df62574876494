"""Elements on the clipboard, in their written form: from one template to another, through any program."""

from dataclasses import dataclass
from typing import ClassVar

from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    Element,
    LineElement,
    PhotoElement,
    PictureElement,
    SealElement,
    TextElement,
    vet_design,
)
from cadre_desktop.kit.documents.written import read_written, written
from cadre_desktop.kit.language import _

MARK = '"is":"copied elements"'
"""What only the written form of elements has in it."""


@dataclass(frozen=True)
class CopiedElements:
    """Elements that were copied, from the lowest to the highest, and the size of the sheet they were on."""

    tag: ClassVar[str] = "copied elements"
    sheet: tuple[float, float]
    elements: tuple[TextElement | PhotoElement | CodeElement | LineElement | PictureElement | SealElement, ...]


def copied(sheet: tuple[float, float], elements: tuple[Element, ...]) -> str:
    """The written form of elements."""
    return written(CopiedElements(sheet, elements))


def are_elements(text: str) -> bool:
    """Whether a text on the clipboard is meant as elements."""
    return MARK in text


def read_copied(text: str) -> tuple[Element, ...]:
    """The elements that `text` is the written form of; raises Unclear, with a sentence, for what is none, as of a newer
    program."""
    found = read_written(CopiedElements, text.encode(), _("复制的元素"))
    vet_design(Design(_("复制的元素"), found.sheet, None, found.elements))
    return found.elements
