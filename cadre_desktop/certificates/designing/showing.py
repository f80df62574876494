"""What is seen of a design in the designer: each element drawn as it is printed, and what is wrong with it.

To be called in jobs; what draws and reads faces is loaded with the first of them.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from cadre_desktop.certificates.designing.adding import called
from cadre_desktop.certificates.designing.editing import seen_box, sheet_box
from cadre_desktop.certificates.designing.fields import labels_of, with_labels
from cadre_desktop.certificates.designing.people import name_in
from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.certificate_layout import fields_in
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    Element,
    LineElement,
    PhotoElement,
    PictureElement,
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
_TOLERATED = 0.5
"""Millimetres by which a box may be off the sheet."""
_ROUNDING = 0.02
"""Pixels by which a page is made smaller, since a PDF's pages are rounded to hundredths of a point."""
_HIGHER = (1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
"""By how much the box is made higher (of a vertical text, wider) to show a text that does not fit it."""
_HARMLESS = str.maketrans("{}[]", "｛｝［］")


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


def faults(design: Design, element: Element, words: "Words") -> list[str]:
    """What of an element cannot be printed with these words, as sentences: those that printing would refuse it with."""
    from cadre_desktop.kit.documents.design.printing import DesignedPage, problems_of

    name = called(element)
    unknown = [field for pattern in _patterns(element) for field in fields_in(pattern) if field not in words.facts]
    if unknown:
        sentence = _("“{name}”里的字段“{unknown}”没有了，请删去或换成别的字段。")
        return [sentence.format(name=name, unknown="、".join(dict.fromkeys(unknown)))]
    alone = replace(design, background=None, elements=(replace(element, label=name),))
    return [problem.message for problem in problems_of([DesignedPage(alone, words)])]


def off_sheet(design: Design) -> dict[int, str]:
    """By index a sentence about each element of which something would be cut off at the edge of the sheet. A picture or
    a line may be meant to."""
    sheet, found = sheet_box(design).grown(_TOLERATED), {}
    for index, element in enumerate(design.elements):
        box = seen_box(element)
        inside = sheet.x <= box.x and sheet.y <= box.y and box.right <= sheet.right and box.bottom <= sheet.bottom
        if not inside and not isinstance(element, PictureElement | LineElement):
            found[index] = _("“{name}”有一部分在纸外，会被切掉。").format(name=called(element))
    return found


def faults_of_all(
    design: Design, people: Iterable["Words"], count: int, progress: Progress
) -> list[tuple[int, int, str]]:
    """What cannot be printed of anybody's certificate, of `count` people: the index of the person, that of the element,
    and the sentence with the name. What looks the same is looked at once."""
    found: list[tuple[int, int, str]] = []
    known: dict[Hashable, list[str]] = {}
    for person, words in enumerate(people):
        progress.check()
        progress.report(person, count)
        for index, element in enumerate(design.elements):
            look = look_of(element, words)
            if look not in known:
                known[look] = faults(design, element, words)
            text, name = _("{name}：{what}"), name_in(words.facts)
            found += [
                (person, index, each if name and each.startswith(name) else text.format(name=name, what=each))
                for each in known[look]
            ]
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
    from cadre_desktop.kit.documents.design.printing import DesignedPage, Printing, designs_paper
    from cadre_desktop.kit.documents.pages import Pages

    try:
        alone = [_alone(design, element, words, dpi / _INCH) for element in elements]
        data = designs_paper((DesignedPage(page, words) for page in alone), how=Printing(hints=True)).data()
    except (Refused, Unclear, KeyError):
        return None
    with Pages(data) as pages:
        return [Drawn(pages.ink(number, dpi), *page.sheet) for number, page in enumerate(alone)]


def _alone(design: Design, element: Element, words: "Words", pixels: float) -> Design:
    """A page just large enough for one element, which is in its middle, and of whole pixels, else the element would be
    stretched by a part of one."""
    element = _showable(element, words)
    box = seen_box(element)
    sheet = _whole(box.width + 2 * AROUND, pixels), _whole(box.height + 2 * AROUND, pixels)
    x = element.x + sheet[0] / 2 - box.middle[0]
    y = element.y + sheet[1] / 2 - box.middle[1]
    return replace(design, sheet=sheet, background=None, underlay="", elements=(replace(element, x=x, y=y),))


def _whole(length: float, pixels: float) -> float:
    """A little more than `length` mm that is a whole number of pixels, of which there are `pixels` to a mm. A page that
    is longer by a rounding would get another pixel."""
    return (ceil(length * pixels) - _ROUNDING) / pixels


def _showable(element: Element, words: "Words") -> Element:
    """A text that would be refused as one that is seen: fields that there are not by their names, characters that no
    face has as a geta mark, and with room enough about the same middle."""
    from cadre_desktop.kit.documents.design.texts import said, set_text

    if not isinstance(element, TextElement):
        return element
    try:
        text = said(element.text, words.facts)
    except Unclear:
        text = with_labels(element.text, labels_of()).translate(_HARMLESS)
        element = replace(element, text=text)
    seen = _with_geta(text, element.style.role)
    if seen != text:
        element = replace(element, text=seen.translate(_HARMLESS))
    for times in _HIGHER:
        larger = _larger(element, times)
        try:
            set_text(larger, seen)
        except Refused:
            continue
        return larger
    return replace(element, text="…")


def _larger(element: TextElement, times: float) -> TextElement:
    if element.vertical:
        return replace(element, width=element.width * times, x=element.x - element.width * (times - 1) / 2)
    return replace(element, height=element.height * times, y=element.y - element.height * (times - 1) / 2)


def _with_geta(text: str, role: str) -> str:
    from cadre_desktop.kit.documents.fonts import GETA, Role, missing_characters

    missing = missing_characters([text], Role[role])
    return "".join(GETA if character in missing else character for character in text)


def drawn_ground(design: Design, words: "Words", dpi: float) -> "Picture | None":
    """What is beneath the elements of a design, at `dpi`; None where there is nothing, or nothing that can be drawn."""
    from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
    from cadre_desktop.kit.documents.pages import Pages

    if design.background is None:
        return None
    try:
        data = designs_paper([DesignedPage(replace(design, elements=()), words)]).data()
    except Refused:
        return None
    with Pages(data) as pages:
        return pages.picture(0, dpi)


def ground_faults(design: Design, words: "Words") -> list[str]:
    """Why what is beneath cannot be printed, as sentences."""
    from cadre_desktop.kit.documents.design.printing import DesignedPage, problems_of

    bare = replace(design, elements=())
    return [problem.message for problem in problems_of([DesignedPage(bare, words)])] if design.background else []


def seal_box(element: SealElement, words: "Words") -> Box | None:
    """Where the seal is to be pressed, for the designer to show; None where that cannot be said."""
    from cadre_desktop.kit.documents.design.setting import seal_place

    try:
        spot = seal_place(element, words)
    except (Refused, Unclear, KeyError):
        return None
    return Box(spot.axis - element.seal / 2, spot.seal_y - element.seal / 2, element.seal, element.seal)


def look_of(element: Element, words: "Words") -> Hashable:
    """What an element looks like wherever it is, with these words: two with the same look have the same picture."""
    bare = replace(element, x=0.0, y=0.0, preprinted=False)
    used = tuple((name, words.facts.get(name, "")) for pattern in _patterns(element) for name in fields_in(pattern))
    more = words.proof if isinstance(element, CodeElement) and not element.text else ""
    photo = hash(words.photo) if isinstance(element, PhotoElement) else 0
    return bare, used, more, photo


def _patterns(element: Element) -> tuple[str, ...]:
    if isinstance(element, SealElement):
        return element.issuer, element.date
    return (element.text,) if isinstance(element, TextElement | CodeElement) else ()
