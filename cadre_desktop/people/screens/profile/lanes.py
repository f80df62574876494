"""What of a person's page is on the timeline: which sections as lanes, and which line each mark opens."""

from datetime import date, timedelta

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import PersonLine
from cadre_desktop.kit.qt.charts.timeline import TimeLane, TimeMark
from cadre_desktop.people.profile.page import Profile
from cadre_desktop.people.profile.wording import when

_LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("学习"), ("education",)),
    (N_("任职"), ("posts",)),
    (N_("交流"), ("rotations",)),
    (N_("培养"), ("pools",)),
    (N_("考核"), ("grades",)),
    (N_("荣誉"), ("honours", "contests")),
)
_INSTEAD = {"posts": "resume"}
"""What is shown in place of a section where that is empty."""


def lanes_of(profile: Profile, today: date) -> tuple[list[TimeLane], list[PersonLine]]:
    """The lanes, and the lines in the order of their marks."""
    lanes, shown = [], []
    for title, keys in _LANES:
        lines = [line for key in keys for line in _lines(profile, key)]
        if lines:
            lanes.append(TimeLane(_(title), tuple(_mark(line, today) for line in lines)))
            shown += lines
    return lanes, shown


def _lines(profile: Profile, key: str) -> list[PersonLine]:
    """The dated lines with a mark, the oldest first."""
    found = profile.section(key).lines or profile.section(_INSTEAD.get(key, "")).lines
    return [line for line in reversed(found) if line.mark and line.starts]


def _mark(line: PersonLine, today: date) -> TimeMark:
    assert line.starts is not None
    first, last = line.starts, max(today, line.starts) if line.open else line.ends
    if line.precision == "year":
        first, last = date(first.year, 1, 1), date(first.year, 12, 31)
    elif last is not None and last - first < timedelta(days=_SHORT) and not line.open:
        last = None
    words = "，".join(filter(None, (when(line), line.text, line.note)))
    return TimeMark(first, last, line.mark, words)


_SHORT = 62
"""What takes fewer days than this is a dot: a bar would be no wider."""
