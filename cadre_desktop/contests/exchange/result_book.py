"""The results of a contest as a plain workbook for other programs: ranks by track, and every mark."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cadre_desktop.contests.exchange.contract import MARK_SHEET
from cadre_desktop.contests.exchange.outgoing import mark_rows
from cadre_desktop.contests.exchange.score_book import WHO, end_columns, rank_rows
from cadre_desktop.contests.exchange.told import Results, open_words
from cadre_desktop.contests.naming import unmatched_words
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.points import column_units
from cadre_desktop.contests.rules.ranking import Standing
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, sheet_titles, write_tables

Table = tuple[SheetSpec, Iterable[Sequence[Any]]]


def write_results(contest: Contest, results: Results, path: Path, event: str = "") -> None:
    """The full score workbook: a sheet of ranks for each track that may be seen, and one with every mark.

    With `event` only its scores and marks; ranks and totals stay those of the track.
    """
    titles = sheet_titles((track.name for track, _result in results), MARK_SHEET.title)
    tables = [
        _table(title, track, result, event, bool(open_words(contest, track)))
        for title, (track, result) in zip(titles, results, strict=True)
    ]
    keys = [track.id for track, _result in results]
    marks = (row for row in mark_rows(contest, keys) if event in ("", row[1]))
    tables.append((SheetSpec(MARK_SHEET.title, MARK_SHEET.out()), marks))
    write_tables(path, tables)


def _table(title: str, track: Track, result: TrackResult | None, event: str, provisional: bool) -> Table:
    if result is None:
        return SheetSpec(title, [OutColumn("说明", 80)]), [[unmatched_words(track.name)]]
    shown = [one for one in result.rules.events if event in ("", one.name)]
    rank = OutColumn("暂定名次", 10, "int") if provisional else WHO[0]
    points = [OutColumn(one.name, 16, "decimal", one.rule.decimals) for one in shown]

    def scores(standing: Standing, ranked: bool) -> Iterable[Any]:
        parts = (part for part in standing.total.parts if event in ("", part.event.name))
        return (
            (column_units(part.counted, part.event.rule.decimals) for part in parts) if ranked else [None] * len(shown)
        )

    total, award, *words = end_columns(result)
    rows = rank_rows(result, scores)
    if result.rules.blind:
        return SheetSpec(title, [rank, OutColumn("代号", 14), *points, total, *words]), _without_names(rows)
    return SheetSpec(title, [rank, *WHO[1:], *points, total, award, *words]), rows


def _without_names(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Codes and points; awards wait for the matching."""
    for rank, code, _unit, _division, *points, _award, decided, notes in rows:
        yield rank, code, *points, decided, notes
