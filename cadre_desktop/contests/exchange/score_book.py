"""The full score workbook (全部评分) to be read by people: a sheet for each track with every judge's total.

Totals that were dropped are struck out; whoever must not mark, has not marked, or left a gap, is said in a word.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadre_desktop.contests.exchange.contract import MARK_SHEET
from cadre_desktop.contests.exchange.outgoing import mark_rows
from cadre_desktop.contests.naming import unmatched_words, visible
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.remarks import remarks
from cadre_desktop.contests.results import TrackResult, ranking_of, tracks_of
from cadre_desktop.contests.rules.points import MAX_DECIMALS, column_units
from cadre_desktop.contests.rules.ranking import Standing
from cadre_desktop.contests.rules.scoring import EventScore, ScoreLine, sheet_total
from cadre_desktop.contests.rules.totals import TrackEvent, total_decimals
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, Struck, sheet_titles, write_tables
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

WHO = (OutColumn("名次", 8, "int"), OutColumn("选手", 14), OutColumn("单位", 30), OutColumn("部门", 20))
_ABOUT = "说明"


@dataclass(frozen=True)
class _ScoreColumn:
    """One column about an event, and what it says of an entrant's score there."""

    out: OutColumn
    cell: Callable[[EventScore], Any]


def write_score_book(contest: Contest, path: Path, progress: Progress | None = None) -> int:
    """Write all scores of a contest; returns how many entrants.

    Raises Refused when there is none yet, or the file is open elsewhere.
    """
    told = progress or Progress()
    scored, hidden = _scored(contest)
    if not scored:
        text = unmatched_words(hidden[0]) if hidden else _("“{name}”还没有评分，没有可以导出的成绩。")
        raise Refused(text.format(name=contest.name))
    about = SheetSpec(_ABOUT, [OutColumn("项目", 24), OutColumn("内容", 90)])
    tables: list[tuple[SheetSpec, Iterable[Sequence[Any]]]] = [(about, _about(contest, hidden))]
    titles = sheet_titles((track.name for track, _result in scored), _ABOUT, MARK_SHEET.title)
    for title, (_track, result) in zip(titles, scored, strict=True):
        columns = _score_columns(result)
        outs = (column.out for event in columns for column in event)
        spec = SheetSpec(title, [*WHO, *outs, *end_columns(result)], frozen=2)
        tables.append((spec, rank_rows(result, _scores(columns))))
    keys = [track.id for track, result in scored if not result.rules.blind]
    tables.append((SheetSpec(MARK_SHEET.title, MARK_SHEET.out()), mark_rows(contest, keys)))
    counts = write_tables(path, tables, lambda _count: told.check())
    return sum(counts[1:-1])


def _scored(contest: Contest) -> tuple[list[tuple[Track, TrackResult]], list[str]]:
    """The tracks with marks as they may be seen, and the names of those that may not before the matching."""
    scored, hidden = [], []
    for track in tracks_of(contest.id):
        result = ranking_of(track)
        if any(map(_has_marks, result.standings.values())):
            seen = visible(result)
            if seen is None:
                hidden.append(track.name)
            else:
                scored.append((track, seen))
    return scored, hidden


def _has_marks(standing: Standing) -> bool:
    return any(marks.started for marks in standing.entry.marks.values())


def _about(contest: Contest, hidden: Sequence[str]) -> Iterator[Sequence[str]]:
    yield "竞赛", contest.name
    sealed = contest.status == ContestStatus.SEALED and contest.sealed_on is not None
    yield "状态", f"{contest.sealed_on:%Y-%m-%d} 封存" if sealed else "尚未封存，仅供核对"
    if sealed:
        yield "封存校验码（SHA-256）", contest.sealed_hash
    for name in hidden:
        yield "未列出", unmatched_words(name)
    yield "评委合计", "每位评委整张评分表的合计（含系数）；加删除线的被去高或去低，不计入。"
    yield "回避、未评、缺项", "该评委应当回避，没有交评分表，或评分表没有填完，均不计入。"
    yield "逐项合成的项目", "评委合计只供参考；另列各评分项合成后的得分。"


def _score_columns(result: TrackResult) -> list[list[_ScoreColumn]]:
    """For every event of the track: its judges, what else goes into its score, and the score."""
    return [list(_event_columns(result, event)) for event in result.rules.events]


def _event_columns(result: TrackResult, event: TrackEvent) -> Iterator[_ScoreColumn]:
    for judge in _judges(result, event) if any(line.by_judges for line in event.criteria) else ():
        heading = f"{event.name}\n{result.judges[judge]}"
        yield _ScoreColumn(OutColumn(heading, 13, "score", MAX_DECIMALS), _judge_cell(result, event, judge))
    for index, line in enumerate(event.criteria):
        heading = f"{event.name}\n{line.name}"
        if any(_line_at(standing, event, result, index) for standing in result.standings.values()):
            yield _ScoreColumn(OutColumn(heading, 13, "score", MAX_DECIMALS), _line_cell(index))
    heading = f"{event.name}\n得分"
    decimals = event.rule.decimals
    yield _ScoreColumn(OutColumn(heading, 13, "decimal", decimals), _score_cell(decimals))


def _judges(result: TrackResult, event: TrackEvent) -> list[int]:
    """Who sits on the panel, then whoever has marked all the same."""
    index = result.rules.events.index(event)
    found = dict.fromkeys(result.rules.panels.get(event.key, ()))
    for standing in result.standings.values():
        found |= dict.fromkeys(sheet.judge for sheet in standing.scores[index].marks.sheets)
    return list(found)


def _judge_cell(result: TrackResult, event: TrackEvent, judge: int) -> Callable[[EventScore], Any]:
    def cell(score: EventScore) -> Any:
        sheet = next((sheet for sheet in score.marks.sheets if sheet.judge == judge), None)
        if judge in score.marks.recused:
            return "回避"
        if sheet is None:
            return "未评" if score.marks.started and judge in result.rules.panels.get(event.key, ()) else None
        total = sheet_total(event.criteria, sheet)
        if total is None:
            return "缺项"
        value = column_units(total, MAX_DECIMALS)
        return Struck(value) if judge in _dropped(score) else value

    return cell


def _dropped(score: EventScore) -> set[int]:
    """The judges whose whole sheets were dropped as highest or lowest."""
    found: set[int] = set()
    for line in score.lines:
        if line.criterion is None:
            kept = {judge for _value, judge in line.kept}
            found |= {judge for _value, judge in line.marks} - kept
    return found


def _line_at(standing: Standing, event: TrackEvent, result: TrackResult, index: int) -> ScoreLine | None:
    score = standing.scores[result.rules.events.index(event)]
    return _line(score, index)


def _line(score: EventScore, index: int) -> ScoreLine | None:
    return next((line for line in score.lines if line.criterion == index), None)


def _line_cell(index: int) -> Callable[[EventScore], Any]:
    def cell(score: EventScore) -> Any:
        line = _line(score, index)
        return None if line is None else column_units(line.result, MAX_DECIMALS)

    return cell


def _score_cell(decimals: int) -> Callable[[EventScore], Any]:
    return lambda score: None if score.value is None else column_units(score.value, decimals)


def end_columns(result: TrackResult) -> list[OutColumn]:
    """The columns behind the scores: the total, and what came of it."""
    total = OutColumn("总分", 12, "decimal", total_decimals(result.rules.events))
    return [total, OutColumn("奖项", 16), OutColumn("名次依据", 24), OutColumn("说明", 44)]


def rank_rows(result: TrackResult, scores: Callable[[Standing, bool], Iterable[Any]]) -> Iterator[Sequence[Any]]:
    """The rows of a track: `WHO`, what `scores` says of a standing (and whether it has a rank), and `end_columns`."""
    for ranked in result.ranking.ranked:
        entrant, total = ranked.standing.entry.entrant, ranked.standing.total
        value = column_units(total.value or 0, total.decimals)
        rest = (value, result.awards[entrant].title, result.decided_by(ranked), "".join(remarks(result, entrant)))
        yield [ranked.rank, *_who(result, ranked.standing), *scores(ranked.standing, True), *rest]
    for gone in result.ranking.unranked:
        yield [None, *_who(result, gone.standing), *scores(gone.standing, False), None, None, None, gone.reason]


def _who(result: TrackResult, standing: Standing) -> tuple[str, str, str]:
    one = result.competitors[standing.entry.entrant]
    return one.name, one.unit, one.division


def _scores(columns: Sequence[Sequence[_ScoreColumn]]) -> Callable[[Standing, bool], Iterable[Any]]:
    def cells(standing: Standing, _ranked: bool) -> Iterator[Any]:
        for score, event in zip(standing.scores, columns, strict=True):
            yield from (column.cell(score) for column in event)

    return cells
