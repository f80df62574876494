"""Names of criteria above narrow columns: at most two lines, each of which ends where a word ends.

Chinese has no blanks between words, and the libraries that find them bring a dictionary of several MB, too much for a
dozen headings. Most words of criteria have two signs, some a third one that says what sort of thing they
are (审委会, 信息化, 说服力), and some names join two of them by 与 or 和: so the end of
nearly every word is found.
"""

import re

_WIDE = "⺀"
"""Signs from here on are Chinese ones, and as wide as a line is high."""
_NARROW = 0.6
"""How wide a letter or a digit is, in Chinese signs."""
_RUN = re.compile(r"[\u2e80-\U0003ffff]+|[^\u2e80-\U0003ffff\s]+\s*")
_ENDINGS = frozenset("会性化力度员官院庭书法率权表感点话观型式的")  # not shown
"""What a word of three signs ends in."""
_JOINS = "与和及"  # not shown
_POINTS = "、，；：。·"
_PIECE = re.compile(f"[^{_POINTS}]*[{_POINTS}]*")
MORE = "…"


def wide(text: str) -> float:
    """How much room a text takes, in Chinese signs."""
    return sum(1 if sign >= _WIDE else _NARROW for sign in text)


def words_of(name: str) -> list[str]:
    """The words of a name as well as they can be found without a dictionary; blanks after Chinese ones are dropped."""
    found: list[str] = []
    for run in _RUN.findall(name):
        found += _chinese(run) if run[0] >= _WIDE else [run]
    return found


def _chinese(run: str) -> list[str]:
    found: list[str] = []
    for piece in filter(None, _PIECE.findall(run)):
        text = piece.rstrip(_POINTS)
        join = next((index for index in range(2, len(text) - 2, 2) if text[index] in _JOINS), len(text))
        words = [*_pairs(text[:join], 0), *_pairs(text[join:], 1)]
        found += [*words[:-1], words[-1] + piece[len(text) :]] if words else [piece]
    return found


def _pairs(text: str, lead: int) -> list[str]:
    """Words of two and three signs; the first one also has so many signs before it."""
    found = []
    while text:
        rest = len(text) - lead
        three = rest == 3 or (rest > 3 and rest % 2 == 1 and text[lead + 2] in _ENDINGS)
        length = lead + (3 if three else 2)
        found.append(text[:length])
        text, lead = text[length:], 0
    return found


def least(name: str) -> float:
    """How wide a column has to be that shows a name whole in two lines, in Chinese signs."""
    return min((max(map(wide, lines)) for lines in _in_two(name)), default=0)


def _in_two(name: str) -> list[tuple[str, ...]]:
    words = words_of(name)
    breaks = reversed(range(1, len(words)))  # of two that are alike the one with the longer first line
    two: list[tuple[str, ...]] = [("".join(words[:index]).rstrip(), "".join(words[index:])) for index in breaks]
    return two or [(name,)]


def in_lines(name: str, signs: float = 0) -> tuple[str, ...]:
    """A name in one line or two of at most so many signs, 0 for any number; words that have no room give way to “…”."""
    if not signs or wide(name) <= signs:
        return (name,)
    best = min(_in_two(name), key=lambda lines: max(map(wide, lines)))
    return best if max(map(wide, best)) <= signs else _shortened(words_of(name), signs)


def _shortened(words: list[str], signs: float) -> tuple[str, ...]:
    first, rest = _filled(words, signs)
    if not rest or wide(first) > signs:
        return (_cut(first, signs),)
    second, rest = _filled(rest, signs - 1)
    return first.strip(), _cut(second.strip() + (MORE if rest else ""), signs)


def _filled(words: list[str], signs: float) -> tuple[str, list[str]]:
    """As many words as have room, but one at least, and those that are left."""
    count = 1
    while count < len(words) and wide("".join(words[: count + 1]).rstrip()) <= signs:
        count += 1
    return "".join(words[:count]), words[count:]


def _cut(line: str, signs: float) -> str:
    """A line of a single word that is too long even so."""
    if wide(line) <= signs:
        return line
    line = line.removesuffix(MORE)
    while line and wide(line + MORE) > signs:
        line = line[:-1]
    return line + MORE
