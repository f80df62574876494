"""Lines and fits: pure arithmetic on text, nothing is drawn here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cadre_desktop.kit.documents.fonts import Chain, Role, chain
from cadre_desktop.kit.documents.punctuation import CLOSING, OPENING, SQUEEZE, overhang, squeezed

MM = 72 / 25.4
"""Points in a millimetre."""

Colour = tuple[float, float, float]
INK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.4, 0.4, 0.4)

_WORD = re.compile(r"[!-~\u00a1-\u024f]+|——|……|.", re.DOTALL)
_COUNTED = set("年月日号届期")  # stay with the digits before them
_OPENERS = set(OPENING + "([{")
_CLOSERS = set(CLOSING)
_LEAST_SIZE_FIRST = 0.88  # a little smaller looks better than condensed, condensed better than much smaller
_LEAST_STRETCH = 0.85
_WORD_ENDS = set("的年度届期院庭会级市区旗县班部库）》”、，：")  # in the headings of courts
_ROUNDING = 1e-6  # ems
_MOST_JUSTIFIED = 0.35  # ems between characters; a line that would need more stays ragged
_LONELY = 1  # characters that may not stand alone on a paragraph's last line (孤字不成行)


@dataclass(frozen=True)
class Style:
    """How a text is set: `size` in points, `spacing` in ems between characters, `stretch` 1.0 or narrower."""

    role: Role
    size: float
    colour: Colour = INK
    spacing: float = 0.0
    stretch: float = 1.0

    @property
    def chain(self) -> Chain:
        """The faces this style is set in."""
        return chain(self.role)

    def length(self, text: str) -> float:
        """Length of `text` in millimetres."""
        ems = self.chain.width(text) + self.spacing * max(len(text) - 1, 0)
        return ems * self.size * self.stretch / MM

    @property
    def em(self) -> float:
        """One em in millimetres."""
        return self.size / MM

    @property
    def half_height(self) -> float:
        """Millimetres from the baseline up to the optical middle of a Chinese character."""
        return 0.37 * self.size / MM


def fitted(text: str, style: Style, width: float) -> Style:
    """`style` made smaller, then narrower, then smaller still until `text` is at most `width` mm long."""
    length = style.length(text)
    if length <= width:
        return style
    ratio = width / length
    size = max(ratio, _LEAST_SIZE_FIRST)
    stretch = max(ratio / size, _LEAST_STRETCH)
    return replace(style, size=style.size * ratio / stretch, stretch=style.stretch * stretch)


def wrap(text: str, style: Style, width: float, indent: float = 0.0) -> list[str]:
    """`text` in lines of at most `width` mm (closing punctuation may end in its empty half beyond it).

    The first line is `indent` ems shorter. Line breaks in the text are kept.
    """
    paragraphs = text.splitlines() or [""]
    return [line for each in paragraphs for line in _wrap_paragraph(each, style, width, indent)]


def _wrap_paragraph(text: str, style: Style, width: float, indent: float) -> list[str]:
    measure = width * MM / (style.size * style.stretch) + _ROUNDING
    if indent + _ems(text, style) <= measure:
        return [text.rstrip(" ")]
    lines: list[list[str]] = [[]]
    length = indent
    before = ""
    for piece, ems in _pieces(text, style, measure):
        closed_up = SQUEEZE if squeezed(before, piece[0]) else 0.0
        if lines[-1] and length + ems - closed_up - overhang(piece) > measure:
            if piece == " ":
                continue  # a blank does not begin a line
            lines.append([])
            length = closed_up = 0.0
        lines[-1].append(piece)
        length += ems - closed_up
        before = piece[-1]
    _keep_company(lines, style, measure)
    return ["".join(line).rstrip(" ") for line in lines]


def _ems(piece: str, style: Style) -> float:
    return style.chain.width(piece) + style.spacing * len(piece)


def _pieces(text: str, style: Style, measure: float) -> Iterator[tuple[str, float]]:
    """The clusters of `text`, those longer than a line cut into what fits, each with its length in ems."""
    widths, spacing = style.chain.widths, style.spacing
    for cluster in _clusters(text):
        if len(cluster) == 1:
            yield cluster, widths[cluster] + spacing
        elif (ems := _ems(cluster, style)) - overhang(cluster) <= measure:
            yield cluster, ems
        else:
            yield from ((piece, _ems(piece, style)) for piece in _cut(cluster, style, measure))


def _clusters(text: str) -> list[str]:
    """`text` cut wherever a line may end."""
    clusters: list[str] = []
    bound = False
    for word in _WORD.findall(text):
        if clusters and (bound or word[0] in _CLOSERS or (word in _COUNTED and clusters[-1][-1].isdigit())):
            clusters[-1] += word
        else:
            clusters.append(word)
        bound = word[-1] in _OPENERS
    return clusters


def _cut(cluster: str, style: Style, measure: float) -> Iterator[str]:
    start, length = 0, 0.0
    for index, character in enumerate(cluster):
        ems = style.chain.widths[character] + style.spacing
        if length + ems > measure and index > start:
            yield cluster[start:index]
            start, length = index, 0.0
        length += ems
    yield cluster[start:]


def _keep_company(lines: list[list[str]], style: Style, measure: float) -> None:
    """Give a single last character company from the line above, if both fit."""
    if len(lines) > 1 and len(lines[-2]) > 2:
        last = "".join(lines[-1])
        together = lines[-2][-1] + last
        lonely = sum(character not in _CLOSERS for character in last) <= _LONELY
        if lonely and _ems(together, style) - overhang(together) <= measure:
            lines[-1].insert(0, lines[-2].pop())


def justified(line: str, style: Style, measure: float) -> Style:
    """`style` with its characters spread so that `line` is `measure` mm long; a line that is much shorter stays so."""
    room = (measure - style.length(line)) / (style.em * style.stretch) + overhang(line)
    extra = room / max(len(line) - 1, 1)
    return replace(style, spacing=style.spacing + extra) if 0 < extra < _MOST_JUSTIFIED else style


def balanced(text: str, style: Style, width: float) -> list[str]:
    """A centred heading in as few lines as `width` mm allows, all about equally long."""
    lines = wrap(text, style, width)
    if len(lines) == 2:
        return _halves(text, style, width) or lines
    narrowest = style.length(text) / len(lines)
    while narrowest < width:
        narrower = wrap(text, style, narrowest)
        if len(narrower) == len(lines):
            return narrower
        narrowest += style.em / 2
    return lines


def _halves(text: str, style: Style, width: float) -> list[str]:
    """Two lines, cut near the middle where a word is likely to end; nothing when no such cut fits."""
    clusters = _clusters(text)
    halves = [("".join(clusters[:cut]), "".join(clusters[cut:])) for cut in range(1, len(clusters))]
    fitting = [(above, below) for above, below in halves if max(map(style.length, (above, below))) <= width]

    def badness(half: tuple[str, str]) -> float:
        above, below = half
        inside_a_word = 0 if above[-1] in _WORD_ENDS or below[0] in _OPENERS else 12
        return abs(style.length(above) - style.length(below)) / style.em + inside_a_word

    return list(min(fitting, key=badness, default=()))
