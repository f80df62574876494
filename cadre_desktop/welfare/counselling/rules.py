"""Rules of counselling: the states of a slot, when two collide, and what may be counted without telling who."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear

LEAST = 5
"""People whom a group has at least where something is counted; smaller ones are merged."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_SPAN = re.compile(r"\s*(\S+?)\s*[-–—~～至]\s*(\S+?)\s*")


class SlotState(Code):
    """What became of a slot."""

    FREE = "free", N_("空闲"), "可预约"
    BOOKED = "booked", N_("已预约"), "预约"
    ATTENDED = "attended", N_("已到"), "已参加", "到场"
    MISSED = "missed", N_("未到"), "爽约"
    CANCELLED = "cancelled", N_("取消"), "停诊"

    @property
    def taken(self) -> bool:
        """Somebody has it, or had it."""
        return self in (SlotState.BOOKED, SlotState.ATTENDED, SlotState.MISSED)

    @property
    def tone(self) -> Tone:
        tones: dict[SlotState, Tone] = {
            SlotState.BOOKED: "warning",
            SlotState.ATTENDED: "good",
            SlotState.MISSED: "bad",
        }
        return tones.get(self, "neutral")


class SlotSpan(NamedTuple):
    """From–to on one day, as ``09:00``."""

    begins: str
    ends: str

    def meets(self, other: "SlotSpan") -> bool:
        """Whether two overlap; one may begin when the other ends."""
        return self.begins < other.ends and other.begins < self.ends


def clock_text(text: str) -> str:
    """A time as it is kept: 9:00 and 9：00 are 09:00. Raises Unclear for what is no time."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Unclear(_("“{text}”不是时间，请写成 9:00 这样。").format(text=text.strip()))
    return f"{int(found[1]):02}:{found[2]}"


def spans_in(text: str) -> list[SlotSpan]:
    """The spans that a text lists (9:00-10:00、10:00-11:00), in their order. Raises Unclear for what is none, one that
    ends before it begins, and two that overlap."""
    spans = []
    for part in re.split(r"[，,、;；\n]+", text):
        if not part.strip():
            continue
        found = _SPAN.fullmatch(part)
        if found is None:
            raise Unclear(_("“{text}”不是一段时间，请写成 9:00-10:00 这样，几段用顿号隔开。").format(text=part.strip()))
        span = SlotSpan(clock_text(found[1]), clock_text(found[2]))
        if span.ends <= span.begins:
            raise Unclear(_("{begins}–{ends} 的结束时间不晚于开始时间，请核对。").format(**span._asdict()))
        spans.append(span)
    spans.sort()
    for span, following in pairwise(spans):
        if span.meets(following):
            words = _("{begins}–{ends} 与前一段时间重叠，请核对。")
            raise Unclear(words.format(**following._asdict()))
    if not spans:
        raise Unclear(_("请写时间，如 9:00-10:00、10:00-11:00。"))
    return spans


def days_of(first: date, last: date, weekdays: Iterable[int]) -> list[date]:
    """The days from the first to the last that fall on one of these weekdays (0: Monday); all where none is named."""
    chosen = set(weekdays) or set(range(7))
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in every if day.weekday() in chosen]


@dataclass(frozen=True)
class Counted:
    """Slots counted together: how many were offered, were not taken, were attended, and who (keys) took the others."""

    label: str
    offered: int = 0
    free: int = 0
    attended: int = 0
    people: frozenset[int] = frozenset()

    @property
    def used(self) -> int:
        """How many were taken."""
        return self.offered - self.free

    @property
    def may_be_told(self) -> bool:
        """Whether so many people are behind it that it identifies nobody; nobody at all does so too."""
        return not self.people or len(self.people) >= LEAST

    def with_other(self, other: "Counted", label: str) -> "Counted":
        """Both as one group."""
        return Counted(
            label,
            self.offered + other.offered,
            self.free + other.free,
            self.attended + other.attended,
            self.people | other.people,
        )


def merged(groups: Sequence[Counted], label: str) -> list[Counted]:
    """The groups with all of under five people as one called `label`, at the end. As long as that one is too small
    itself, the next smallest goes into it, so that nobody finds it by subtracting from the total. Groups that nobody is
    in stay as they are. If all together are under five people there is one group alone, which may not be told."""
    small = [group for group in groups if not group.may_be_told]
    if not small:
        return list(groups)
    others = sorted((group for group in groups if group.people and group.may_be_told), key=lambda one: len(one.people))
    rest = Counted(label)
    for group in small:
        rest = rest.with_other(group, label)
    while not rest.may_be_told and others:
        small.append(others.pop(0))
        rest = rest.with_other(small[-1], label)
    return [*(group for group in groups if group not in small), rest]
