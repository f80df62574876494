"""What is seen of a design in the designer: each element drawn as it is printed, and what is wrong with it.

To be called in jobs; what draws and reads faces is loaded with the first of them.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from cadre_desktop.certificates.designing.adding import called
from cadre_desktop.certificates.designing.editing import seen_box
from cadre_desktop.certificates.designing.fields import fields_in
from cadre_desktop.certificates.designing.people import name_in
from cadre_desktop.kit.documents.certificate_layout import filled
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    Element,
    PhotoElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.design.setting import Words
    from cadre_desktop.kit.documents.pages import Picture

AROUND = 4.0
"""Millimetres around an element that are drawn with it: overhanging punctuation, slanting strokes."""
_INCH = 25.4
_ROUNDING = 0.02
"""Pixels by which a page is made smaller, since a PDF's pages are rounded to hundredths of a point."""
_HIGHER = (1.5, 2.0, 3.0, 5.0, 10.0)
"""By how much the box is made higher to show a text that does not fit it."""


@dataclass(frozen=True)
class Drawn:
    """An element as a picture, in the middle of which is the middle of its box; `width` and `height` are mm."""

    picture: "Picture"
    width: float
    height: float

    @property
    def blank(self) -> bool:
        """Whether there is nothing to be seen."""
        return not self.picture.rgba[3::4].strip(b"\0")


def faults(element: Element, words: "Words") -> list[str]:
    """What of an element cannot be printed with these words, as sentences."""
    from cadre_desktop.kit.documents.design.setting import set_text
    from cadre_desktop.kit.documents.fonts import Role, missing_characters

    found: list[str] = []
    if not isinstance(element, TextElement | SealElement):
        return found
    name = called(element)
    if element.style.role not in Role.__members__:
        sentence = _("“{name}”的字体“{role}”本程序没有，请换一种字体。")
        return [sentence.format(name=name, role=element.style.role)]
    for pattern in _patterns(element):
        try:
            text = filled(pattern, words.facts)
        except Unclear:
            unknown = "、".join(field for field in fields_in(pattern) if field not in words.facts)
            sentence = _("“{name}”里的字段“{unknown}”没有了，请删去或换成别的字段。")
            found.append(sentence.format(name=name, unknown=unknown))
            continue
        if missing := missing_characters([text], Role[element.style.role]):
            sentence = _("“{name}”里的“{missing}”没有字体可用，会印成〓；请把含有它的字体文件（TTF）装入程序。")
            found.append(sentence.format(name=name, missing=missing))
        if isinstance(element, TextElement) and text.strip():
            try:
                set_text(replace(element, label=name), text)
            except Refused as refused:
                found.append(str(refused))
    return found


def faults_of_all(design: Design, people: Sequence["Words"], progress: Progress) -> list[tuple[int, int, str]]:
    """What cannot be printed of anybody's certificate: the index of the person, that of the element, and the sentence
    with the name. What looks the same is looked at once."""
    found: list[tuple[int, int, str]] = []
    known: dict[Hashable, list[str]] = {}
    for person, words in enumerate(people):
        progress.check()
        progress.report(person, len(people))
        for index, element in enumerate(design.elements):
            look = look_of(element, words)
            if look not in known:
                known[look] = faults(element, words)
            text = _("{name}：{what}")
            found += [(person, index, text.format(name=name_in(words.facts), what=each)) for each in known[look]]
    return found


def drawn_alone(design: Design, elements: Sequence[Element], words: "Words", dpi: float) -> list[Drawn | None]:
    """The elements at `dpi`, each by itself on clear ground; None for one that cannot be drawn."""
    if not elements:
        return []
    together = _together(design, elements, words, dpi)
    if together is not None:
        return list(together)
    return [next(iter(_together(design, [each], words, dpi) or ()), None) for each in elements]


def _together(design: Design, elements: Sequence[Element], words: "Words", dpi: float) -> list[Drawn] | None:
    """As `drawn_alone`; None where one of them cannot be drawn."""
    from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
    from cadre_desktop.kit.documents.pages import Pages

    try:
        alone = [_alone(design, element, words, dpi / _INCH) for element in elements]
        data = designs_paper(DesignedPage(page, words) for page in alone).data()
    except (Refused, Unclear, KeyError):
        return None
    with Pages(data) as pages:
        return [Drawn(pages.ink(number, dpi), *page.sheet) for number, page in enumerate(alone)]


def _alone(design: Design, element: Element, words: "Words", pixels: float) -> Design:
    """A page just large enough for one element, which is in its middle, and of whole pixels, else the element would be
    stretched by a part of one."""
    element = _enlarged(element, words)
    box = seen_box(element)
    sheet = _whole(box.width + 2 * AROUND, pixels), _whole(box.height + 2 * AROUND, pixels)
    x = element.x + sheet[0] / 2 - box.middle[0]
    y = element.y + sheet[1] / 2 - box.middle[1]
    return replace(design, sheet=sheet, background=None, underlay="", elements=(replace(element, x=x, y=y),))


def _whole(length: float, pixels: float) -> float:
    """A little more than `length` mm that is a whole number of pixels, of which there are `pixels` to a mm. A page that
    is longer by a rounding would get another pixel."""
    return (ceil(length * pixels) - _ROUNDING) / pixels


def _enlarged(element: Element, words: "Words") -> Element:
    """A text that does not fit, with room enough to be seen: about the same middle, so that it is where it would be."""
    from cadre_desktop.kit.documents.design.setting import set_text

    if not isinstance(element, TextElement):
        return element
    try:
        text = filled(element.text, words.facts)
    except Unclear:
        return replace(element, text=element.text.replace("{", "｛").replace("}", "｝"))
    for times in (1.0, *_HIGHER):
        tall = replace(element, height=element.height * times, y=element.y - element.height * (times - 1) / 2)
        try:
            set_text(tall, text)
        except Refused:
            continue
        return tall
    return replace(element, text="…")


def drawn_ground(design: Design, words: "Words", dpi: float) -> "Picture | None":
    """What is beneath the elements of a design, at `dpi`; None where there is nothing."""
    from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
    from cadre_desktop.kit.documents.pages import Pages

    if design.background is None:
        return None
    with Pages(designs_paper([DesignedPage(replace(design, elements=()), words)]).data()) as pages:
        return pages.picture(0, dpi)


def look_of(element: Element, words: "Words") -> Hashable:
    """What an element looks like wherever it is, with these words: two with the same look have the same picture."""
    bare = replace(element, x=0.0, y=0.0, preprinted=False)
    used = tuple((name, words.facts.get(name, "")) for pattern in _patterns(element) for name in fields_in(pattern))
    more = words.proof if isinstance(element, CodeElement) and not element.text else ""
    photo = words.pictures.get("photo", "") if isinstance(element, PhotoElement) else ""
    return bare, used, more, photo


def _patterns(element: Element) -> tuple[str, ...]:
    if isinstance(element, SealElement):
        return element.issuer, element.date
    return (element.text,) if isinstance(element, TextElement | CodeElement) else ()
