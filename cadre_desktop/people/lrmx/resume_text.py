"""简历 as the forms write it: read into lines, and written again to the letter. Pure.

``2010.07--2012.11  某区人民法院书记员``: from, to, two blanks, the text. An open end is nine blanks. What goes on
below is indented by eighteen, side notes (``（其间：2015.09--2018.06 …学习）``) likewise. A line that begins with no
month goes on with the one before. What looks wrong is kept as it is and reported.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from cadre_desktop.kit.language import _

INDENT = " " * 18
"""How far a line is moved in that goes on with the one before: as wide as the months and the two blanks."""
_SIDE = 12
"""From here on a line with months of its own is a side note."""
_OPEN_END = " " * 9
_DASH = r"(?:-{1,3}|—+|－+|–+|至|到|[~～])"
_MONTH = r"(\d{4})\s*[.．/年-]\s*(\d{1,2})月?"
_DATED = re.compile(rf"\s*{_MONTH}\s*{_DASH}\s*(?:{_MONTH}|至今|今)?(?![\d.．])\s*(.*)", re.ASCII)
_NOTE = re.compile(r"[（(]")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True)
class WrittenLine:
    """One line of a résumé: `ends` is None while it goes on, `starts` only of a text without months at the head.

    `text` and `notes` have their own line ends. `raw` is how it was written, empty for one that was not read.
    """

    starts: date | None
    ends: date | None
    text: str
    notes: str = ""
    raw: str = field(default="", compare=False, repr=False)


def parse_resume(text: str) -> list[WrittenLine]:
    """The lines of a résumé, in the order of the text; nothing of the text is lost."""
    groups: list[list[str]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if groups and (_months(line) is None or _goes_on(groups[-1], line)):
            groups[-1].append(line)
        elif line.strip():
            groups.append([line])
    return [_line_of(group) for group in groups]


def rebuild_resume(lines: Iterable[WrittenLine]) -> str:
    """The text of a résumé as the editor of the forms writes it."""
    return "\n".join(map(_as_written, lines))


def rewritten(text: str, lines: Sequence[WrittenLine]) -> str:
    """`text` with the lines it should have: those that say the same stay as they are written there, to the letter."""
    was = parse_resume(text)
    if was == list(lines):
        return text
    match = SequenceMatcher(None, [hash(line) for line in was], [hash(line) for line in lines], autojunk=False)
    kept = {
        block.b + offset: was[block.a + offset].raw
        for block in match.get_matching_blocks()
        for offset in range(block.size)
    }
    return "\n".join(kept.get(at) or _as_written(line) for at, line in enumerate(lines))


def resume_troubles(lines: Sequence[WrittenLine]) -> list[str]:
    """What a reader should look at: lines that overlap, run backwards, or have no month; one sentence each."""
    troubles: list[str] = []
    for before, line in zip((None, *lines[:-1]), lines, strict=bool(lines)):
        if line.starts is None:
            troubles.append(_("简历“{text}”没有起止年月，请核对。").format(text=_short(line)))
            continue
        if line.ends and line.ends < line.starts:
            troubles.append(_("简历“{text}”止于起始之前，请核对年月。").format(text=_short(line)))
        if before is not None and before.starts is not None:
            troubles += _beside(before, line, line.starts)
    for line in lines:
        if _UNREAD.search(line.text):
            troubles.append(_("简历“{text}”里有读不懂的年月，已并入这一行，请核对。").format(text=_short(line)))
    return troubles


_UNREAD = re.compile(rf"^\s*{_MONTH}\s*{_DASH}", re.MULTILINE | re.ASCII)


def _beside(before: WrittenLine, line: WrittenLine, starts: date) -> list[str]:
    """What is wrong with a line and the one before it."""
    pair = {"first": _short(before), "second": _short(line)}
    if before.starts and starts < before.starts:
        return [_("简历“{second}”早于上一行“{first}”，请核对先后。").format_map(pair)]
    if before.ends is None:
        return [_("简历“{first}”没有止月，后面却还有“{second}”，请核对。").format_map(pair)]
    if starts < before.ends:
        return [_("简历“{first}”与“{second}”的时间重叠，请核对。").format_map(pair)]
    return []


def _goes_on(group: list[str], line: str) -> bool:
    """Whether a line that begins with months is moved in to be a side note, such as the second one of a bracket."""
    moved_in = _moved_in(line)
    whole = "".join(group)
    in_bracket = len(re.findall("[（(]", whole)) > len(re.findall("[）)]", whole))
    return moved_in >= _SIDE or (in_bracket and moved_in > _moved_in(group[0]))


def _moved_in(line: str) -> int:
    blanks = line[: len(line) - len(line.lstrip())]
    return sum({"\t": 8, "\u3000": 2}.get(blank, 1) for blank in blanks)


def _short(line: WrittenLine) -> str:
    """A line as a sentence names it."""
    text = " ".join(_as_written(line).split("\n")[0].split())
    return text if len(text) <= 40 else text[:39] + "…"


def _months(line: str) -> tuple[date, date | None, str] | None:
    """From, to and the text of a line that begins with months that there are."""
    found = _DATED.fullmatch(line.translate(_WIDE_DIGITS))
    if not found:
        return None
    starts = _month(found[1], found[2])
    ends = _month(found[3], found[4]) if found[3] else None
    if starts is None or (found[3] and ends is None):
        return None
    return starts, ends, line[found.start(5) :]


def _month(year: str, month: str) -> date | None:
    return date(int(year), int(month), 1) if int(year) and 1 <= int(month) <= 12 else None


def _line_of(group: list[str]) -> WrittenLine:
    """A line of the text with what goes on below it: side notes from the first bracket that opens a line on."""
    starts, ends, head = _months(group[0]) or (None, None, group[0])
    below = [line.strip() for line in group[1:] if line.strip()]
    notes = next((at for at, line in enumerate(below) if _NOTE.match(line)), len(below))
    text = "\n".join((head.strip(), *below[:notes]))
    return WrittenLine(starts, ends, text, "\n".join(below[notes:]), "\n".join(group).rstrip())


def _as_written(line: WrittenLine) -> str:
    """A line as the editor of the forms writes it."""
    below = [each for part in (line.text, line.notes) for each in part.split("\n")]
    head = below.pop(0)
    if line.starts:
        to = f"{line.ends:%Y.%m}  " if line.ends else _OPEN_END
        head = f"{line.starts:%Y.%m}--{to}{head}"
    return "\n".join((head, *(INDENT + each for each in below if each)))
