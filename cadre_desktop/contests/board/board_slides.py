"""What a hall can be shown, as data: the programme of an evening, and slides made of it.

A slide holds every word that is on the wall and nothing else, so whatever draws it cannot give away more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeVar

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _

T = TypeVar("T")

ROWS = 10
"""Most lines of a table on one page: fewer, and larger, where several pages are needed anyway."""
_ROLL_LINES = 7
_ROLL_COLUMNS = 2


class Pace(Code):
    """How much one key press reveals."""

    PARTS = "parts", N_("先单位后姓名")
    PERSON = "person", N_("一次一人")
    LEVEL = "level", N_("一次一个奖项")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the hall may know them: by name and court (`short` in tables), or by an anonymous code alone."""

    name: str
    court: str = ""
    short: str = ""

    @property
    def brief(self) -> str:
        """The court where there is little room."""
        return self.short or self.court


@dataclass(frozen=True, slots=True)
class Appearance:
    """A turn in the order that was drawn."""

    entrant: int
    number: int
    who: Named


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A line of the standings; numbers as they are printed, a dash for an event without a score."""

    rank: str
    who: Named
    scores: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Prize:
    """An award that is decided."""

    title: str
    rank: int
    shared: bool
    who: Named
    total: str


@dataclass(frozen=True, slots=True)
class TrackProgram:
    """A track: who appears in which order, the standings, and the prizes from the first to the last.

    `waiting` counts who competes without a rank yet; `pending` names the levels the panel has still to decide.
    While `unmatched` names and codes of anonymous events are not matched; `provisional` are ranks that may still
    change, since sheets are missing.
    """

    key: int
    name: str
    events: tuple[str, ...] = ()
    running: tuple[Appearance, ...] = ()
    rows: tuple[StandingRow, ...] = ()
    waiting: int = 0
    prizes: tuple[Prize, ...] = ()
    pending: tuple[str, ...] = ()
    unmatched: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class BoardProgram:
    """A contest as it is at a moment."""

    contest: str
    sealed: bool
    tracks: tuple[TrackProgram, ...]

    def track(self, key: int) -> TrackProgram:
        """The track of that key, or an empty one."""
        return next((track for track in self.tracks if track.key == key), TrackProgram(key, ""))


@dataclass(frozen=True, slots=True)
class Slide:
    """Contest and track are shown on each."""

    contest: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class Blank(Slide):
    """A black wall."""


@dataclass(frozen=True, slots=True)
class Opening(Slide):
    """What comes now, in a few words."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class OnStage(Slide):
    """Who is on, who comes next, and how far the track is."""

    now: Appearance = Appearance(0, 0, Named(""))
    coming: tuple[Appearance, ...] = ()
    position: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Standings(Slide):
    """One page of a track's standings; `held` says since when they are held; `provisional` ones may change."""

    events: tuple[str, ...] = ()
    rows: tuple[StandingRow, ...] = ()
    waiting: int = 0
    page: int = 1
    pages: int = 1
    held: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class LevelCard(Slide):
    """An award is announced; without `count` while the panel has still to decide about it."""

    title: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Winner(Slide):
    """One prize, as far as it is revealed: what is still to come is empty."""

    title: str = ""
    court: str = ""
    name: str = ""
    rank_text: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Roll(Slide):
    """A list of winners, in lines of up to two of one level; `title` is empty where lines of several levels meet."""

    title: str = ""
    lines: tuple[tuple[Prize, ...], ...] = ()
    page: int = 1
    pages: int = 1


def pages_of(count: int) -> int:
    """How many pages a table of `count` lines takes, at least one."""
    return max(1, -(-count // ROWS))


def standings_slide(program: BoardProgram, key: int, page: int, held: str = "") -> Standings:
    """A page, from 0 and counted round, of a track's standings; lines are spread evenly over the pages."""
    track = program.track(key)
    pages = pages_of(len(track.rows))
    page %= pages
    size = -(-len(track.rows) // pages)
    rows = track.rows[page * size : (page + 1) * size]
    where = (page + 1, pages, held, track.provisional)
    return Standings(program.contest, track.name, track.events, rows, track.waiting, *where)


class CeremonyStep(NamedTuple):
    """A slide of the ceremony, and how many winners are known by name once it was shown."""

    slide: Slide
    known: int


@lru_cache(maxsize=64)
def ceremony(contest: str, track: TrackProgram, pace: Pace) -> tuple[CeremonyStep, ...]:
    """All that is shown when a track's prizes are given, in order: from the last level to the first."""
    levels = [list(group) for _title, group in groupby(track.prizes, key=lambda prize: prize.title)]
    steps = [CeremonyStep(Opening(contest, track.name, _("颁奖仪式") if levels else _("奖项尚未确定")), 0)]
    for level in reversed(levels):
        steps += _level_steps(contest, track, level, pace, steps[-1].known)
    if len(levels) > 1:
        steps += _roll_steps(contest, track.name, track.prizes, len(track.prizes), len(track.prizes))
    return tuple(steps)


def _level_steps(
    contest: str, track: TrackProgram, level: Sequence[Prize], pace: Pace, before: int
) -> Iterator[CeremonyStep]:
    title = level[0].title
    yield CeremonyStep(LevelCard(contest, track.name, _(title), 0 if title in track.pending else len(level)), before)
    if pace is Pace.LEVEL:
        yield from _roll_steps(contest, track.name, level, before, before + len(level))
        return
    for known, prize in enumerate(reversed(level), before + 1):
        if pace is Pace.PARTS and prize.who.court:
            yield CeremonyStep(Winner(contest, track.name, _(title), prize.who.court), known - 1)
        yield CeremonyStep(_winner(contest, track.name, prize), known)
    if len(level) > 1:
        yield from _roll_steps(contest, track.name, level, before + len(level), before + len(level))


def _winner(contest: str, track: str, prize: Prize) -> Winner:
    return Winner(contest, track, _(prize.title), prize.who.court, prize.who.name, rank_words(prize), prize.total)


def rank_words(prize: Prize) -> str:
    """第 2 名, or 并列第 2 名."""
    words = _("并列第 {rank} 名") if prize.shared else _("第 {rank} 名")
    return words.format(rank=prize.rank)


def _roll_steps(contest: str, track: str, prizes: Sequence[Prize], before: int, after: int) -> Iterator[CeremonyStep]:
    """The list page by page, the lowest ranks first; between `before` and `after` each page makes its names known."""
    groups = [list(group) for _title, group in groupby(prizes, key=lambda prize: prize.title)]
    lines = [line for group in groups for line in _in_parts(group, _ROLL_COLUMNS)]
    pages = -(-len(lines) // _ROLL_LINES)
    size = -(-len(lines) // pages)
    title = _(prizes[0].title) if len(groups) == 1 else ""
    known = before
    for page, part in reversed(list(enumerate(_in_parts(lines, size), 1))):
        known = min(after, known + sum(map(len, part)))
        yield CeremonyStep(Roll(contest, track, title, part, page, pages), known)


def _in_parts(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    return [tuple(items[start : start + size]) for start in range(0, len(items), size)]


def sentence(slide: Slide) -> str:
    """A slide in one line."""
    match slide:
        case Blank():
            return _("黑屏")
        case Opening():
            return slide.words
        case OnStage():
            return _("{number} 号　{who}").format(number=slide.now.number, who=_who(slide.now.who))
        case Standings():
            return _("成绩第 {page} / {pages} 页").format(page=slide.page, pages=slide.pages)
        case LevelCard():
            return _("宣布：{title}").format(title=slide.title)
        case Winner(name=""):
            return _("{title}　{court}……").format(title=slide.title, court=slide.court)
        case Winner():
            who = _who(Named(slide.name, slide.court))
            return f"{slide.title}　{slide.rank_text}　{who}　{slide.total}"
        case Roll():
            title = slide.title or _("表彰名单")
            return (
                title
                if slide.pages == 1
                else _("{title}（{page}/{pages}）").format(title=title, page=slide.page, pages=slide.pages)
            )
    return ""


def _who(who: Named) -> str:
    return f"{who.name}（{who.court}）" if who.court else who.name
