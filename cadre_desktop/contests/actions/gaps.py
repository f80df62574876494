"""What a contest still lacks before it can be held and sealed, and its tracks as the coordinator sets them up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from peewee import fn

from cadre_desktop.contests.naming import uncoded, uncoded_words
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.contests.results import TrackRules, ranking_of, rules_of, tracks_of
from cadre_desktop.contests.rules.awards import LevelRule as Level
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import check_rubric, check_weights
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import joined
from cadre_desktop.people.rules import StaffCategory


class GapKind(Enum):
    """What can be lacking, in the order in which it is put right; the value says how many there are."""

    TRACKS = N_("还没有赛道")
    EVENTS = N_("{count} 个赛道还没有项目")
    WEIGHTS = N_("{count} 个赛道的权重不对")
    RUBRIC = N_("{count} 处评分细则要改")
    AWARDS = N_("{count} 个赛道还没有设奖项")
    ENTRANTS = N_("{count} 个赛道还没有选手")
    TWICE = N_("{count} 人同时参加几个赛道")
    CODES = N_("{count} 个赛道有选手还没有代号")
    PANEL = N_("{count} 个项目还没有评委")
    SMALL_PANEL = N_("{count} 个项目评委偏少")
    UNJUDGED = N_("{count} 个项目有选手的评委都须回避")


@dataclass(frozen=True)
class Gap:
    """Something a contest still lacks, in words. With a `blocking` one it cannot be sealed."""

    kind: GapKind
    text: str
    track: int | None = None
    event: int | None = None
    blocking: bool = True


def gaps(contest: int) -> list[Gap]:
    """What is still missing before a contest can be held, by track."""
    tracks = tracks_of(contest)
    if not tracks:
        return [Gap(GapKind.TRACKS, _("还没有赛道，请先添加。"))]
    found = [gap for track in tracks for gap in _track_gaps(track)]
    return found + list(_twice_entered(contest))


def counted(found: Iterable[Gap]) -> dict[GapKind, int]:
    """How often each kind of gap occurs, in the order in which they are put right."""
    kinds = [gap.kind for gap in found]
    return {kind: kinds.count(kind) for kind in GapKind if kind in kinds}


def _track_gaps(track: Track) -> Iterator[Gap]:
    rules = rules_of(track.id)
    count = Entrant.select().where(Entrant.track == track).count()
    if not count:
        yield Gap(GapKind.ENTRANTS, _("“{track}”还没有选手。").format(track=track.name), track.id, blocking=False)
    if not rules.events:
        yield Gap(GapKind.EVENTS, _("“{track}”还没有项目，请先添加。").format(track=track.name), track.id)
        return
    wrong = check_weights([event.weight for event in rules.events])
    if wrong:
        text = _("“{track}”：{problem}").format(track=track.name, problem=wrong)
        yield Gap(GapKind.WEIGHTS, text, track.id)
    result = ranking_of(track.id) if rules.blind and track.draw_seed else None
    if result is not None and uncoded(result):
        yield Gap(GapKind.CODES, uncoded_words(track.name, result), track.id)
    if not rules.levels:
        yield Gap(GapKind.AWARDS, _("“{track}”还没有设奖项。").format(track=track.name), track.id, blocking=False)
    for event in rules.events:
        yield from _event_gaps(track, rules, event)


def _event_gaps(track: Track, rules: TrackRules, event: TrackEvent) -> Iterator[Gap]:
    where = {"track": track.name, "event": event.name}
    for problem in check_rubric(event.criteria):
        text = _("“{track}”的“{event}”：{problem}").format(**where, problem=problem.message)
        yield Gap(GapKind.RUBRIC, text, track.id, event.key)
    if not any(line.by_judges for line in event.criteria):
        return
    seated, needed = len(rules.panels[event.key]), event.rule.judges_needed
    if not seated:
        yield Gap(GapKind.PANEL, _("“{track}”的“{event}”还没有评委。").format(**where), track.id, event.key)
    elif seated < needed:
        text = _("“{track}”的“{event}”有评委 {seated} 位，少于 {needed} 位时不去高低分。")
        words = text.format(**where, seated=seated, needed=needed)
        yield Gap(GapKind.SMALL_PANEL, words, track.id, event.key, blocking=False)
    if alone := unjudged_words(track, rules, event):
        yield Gap(GapKind.UNJUDGED, alone, track.id, event.key, blocking=False)


def unjudged_words(track: Track, rules: TrackRules, event: TrackEvent) -> str:
    """Whom of a track nobody can mark in an event, since all judges there are recused; empty if there is no such one.

    Without this nothing would be expected for them, and they would come out with nothing at all.
    """
    panel = frozenset(rules.panels[event.key])
    alone = [entrant for entrant, barred in rules.barred.items() if panel and panel <= barred]
    rows = Entrant.select(Entrant.name).where(Entrant.id.in_(alone), Entrant.status == EntrantStatus.ENTERED)
    names = _("、").join(row.name for row in rows.order_by(fn.pinyin_key(Entrant.name), Entrant.id)) if alone else ""
    if not names or not any(line.by_judges for line in event.criteria):
        return ""
    text = _("“{track}”的“{event}”：{names}的评委都须回避，没有人评分；请另派评委。")
    return text.format(track=track.name, event=event.name, names=names)


def _twice_entered(contest: int) -> Iterator[Gap]:
    if Contest.by_key(contest).several_tracks:
        return
    rows = database.rows(
        f"SELECT name, {joined('track', '、')} FROM (SELECT e.name, e.person_id, t.name track FROM entrant e"
        " JOIN track t ON t.id = e.track_id WHERE e.contest_id = ? AND e.person_id IS NOT NULL ORDER BY t.place)"
        " GROUP BY person_id HAVING count(*) > 1",
        contest,
    )
    for name, tracks in rows:
        text = _("{name}同时参加{tracks}，请只保留一个赛道。").format(name=name, tracks=tracks)
        yield Gap(GapKind.TWICE, text)


@dataclass(frozen=True)
class TrackLine:
    """A track in the table of tracks × events: by name of the event its key and weight, how many, and what lacks."""

    key: int
    name: str
    category: str
    events: Mapping[str, tuple[int, int]]
    entrants: int
    awards: str
    gaps: tuple[Gap, ...]

    @property
    def weight(self) -> int:
        """The weights added up, in thousandths of a per cent."""
        return sum(weight for _key, weight in self.events.values())


def lines_of(contest: int) -> list[TrackLine]:
    """The tracks of a contest as the coordinator sets them up."""
    return [_line(track) for track in tracks_of(contest)]


def _line(track: Track) -> TrackLine:
    rules = rules_of(track.id)
    return TrackLine(
        track.id,
        track.name,
        StaffCategory.table().label(track.category),
        {event.name: (event.key, event.weight) for event in rules.events},
        Entrant.select().where(Entrant.track == track).count(),
        _("，").join(_awards_text(level) for level in rules.levels),
        tuple(_track_gaps(track)),
    )


def _awards_text(level: Level) -> str:
    if level.number is not None:
        return f"{_(level.title)} {level.number}"
    return f"{_(level.title)} {plain_text(level.percent or 0)}%"
