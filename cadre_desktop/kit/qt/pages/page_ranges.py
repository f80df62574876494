"""Which pages somebody means who types 2,5,7-9."""

import re
import unicodedata

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

_DASHES = r"[\s第页]*[-\u2010-\u2015\u2212~\u301c至到][\s第页]*"  # not shown
_BETWEEN_RANGES = r"[\s,、;。.第页]+"  # not shown
"""Of text whose full-width signs are plain ones already."""
_RANGE = re.compile(r"(\d{0,9})(?:(-)(\d{0,9}))?", re.ASCII)


def typed_pages(typed: str, count: int) -> list[int]:
    """The pages (from 0, in rising order, each once) that are typed for a document of `count` pages.

    Full-width digits, other commas and dashes, blanks, 第 and 页 are taken as they are meant; a range that lacks its
    end goes to the last page, one that lacks its beginning comes from the first. Raises Unclear for anything else.
    """
    text = re.sub(_DASHES, "-", unicodedata.normalize("NFKC", typed))
    parts = [part for part in re.split(_BETWEEN_RANGES, text) if part]
    if not parts:
        raise Unclear(_("请写要打印的页码，如 2,5,7-9。"))
    return sorted({number for part in parts for number in _pages_of(part, count)})


def _pages_of(part: str, count: int) -> range:
    found = _RANGE.fullmatch(part)
    if found is None or part == "-":
        raise Unclear(_("“{part}”不是页码，请写成 2,5,7-9 这样。").format(part=part))
    begin, dash, end = found.groups()
    first = int(begin or 1)
    last = int(end or count) if dash else first
    if first == 0 or last == 0:
        raise Unclear(_("没有第 0 页，请写 1 至 {count} 之间的页码。").format(count=count))
    if max(first, int(end or first)) > count:
        text = _("没有第 {page} 页，这份文件共 {count} 页，请改正页码。")
        raise Unclear(text.format(page=max(first, int(end or first)), count=count))
    if first > last:
        raise Unclear(_("“{part}”前大后小，请写成 {last}-{first}。").format(part=part, last=last, first=first))
    return range(first - 1, last)
