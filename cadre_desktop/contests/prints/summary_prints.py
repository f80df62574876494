"""The summary by court and track (各院获奖情况汇总) on paper and as a workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cadre_desktop.contests.prints.on_paper import court_column, seal_foot, seal_note, when
from cadre_desktop.contests.summary import AwardCount, Summary
from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.people.records import Court

_NAME_MM = 54
_MOST_TRACKS = 16
"""So many columns of tracks a landscape page holds; more go on a table of their own."""


def print_summary(path: Path, summary: Summary, setup: Setup | None = None) -> PaperOffer:
    """Three tables: by court, by track, and the awards and entrants of every court in every track.

    Returns what there was to choose. Raises Refused when there are no entrants.
    """
    _refuse_empty(summary)
    tables = [_by_court(summary), _by_track(summary), *_crossed(summary)]
    return print_all_arranged(path, _title(summary), tables, setup)


def _refuse_empty(summary: Summary) -> None:
    if not summary.units:
        raise Refused(_("“{name}”还没有选手，请先报名。").format(name=summary.contest.name))


def _title(summary: Summary) -> str:
    return _("{contest}获奖情况汇总").format(contest=summary.contest.name)


def _by_court(summary: Summary) -> Section:
    rows = [[name, *_numbers(summary, summary.count(unit))] for unit, name in summary.units]
    return _roster(summary, _("一、各院"), _("单位")), [*rows, [_("合计"), *_numbers(summary, summary.count())]]


def _by_track(summary: Summary) -> Section:
    rows = [[track.name, *_numbers(summary, summary.count(track=track.id))] for track in summary.tracks]
    return _roster(summary, _("二、各赛道"), _("赛道")), [*rows, [_("合计"), *_numbers(summary, summary.count())]]


def _roster(summary: Summary, heading: str, first: str) -> Roster:
    return Roster(
        title=_title(summary),
        columns=[
            RosterColumn(first, _NAME_MM, brief=short_names(Court)),
            RosterColumn(_("参赛"), 18, "centre"),
            *(RosterColumn(title, 20, "centre") for title in summary.titles),
            RosterColumn(_("获奖合计"), 20, "centre"),
            RosterColumn(_("获奖率"), 18, "centre"),
        ],
        organisation=heading,
        date=when(summary.contest),
        notes="\n".join(_notes(summary)),
        numbered=False,
        foot=seal_foot(summary.contest),
    )


def _numbers(summary: Summary, count: AwardCount) -> list[str]:
    """Entrants, awards by title, all awards, and the share of entrants who hold one."""
    awards = [str(count.awards[title]) for title in summary.titles]
    return [str(count.entrants), *awards, str(count.awarded), _share(count)]


def _share(count: AwardCount) -> str:
    """Half up at one decimal, in whole numbers throughout."""
    if not count.entrants:
        return "—"
    tenths = (2000 * count.awarded + count.entrants) // (2 * count.entrants)
    return f"{tenths // 10}.{tenths % 10}%"


def _notes(summary: Summary) -> Iterator[str]:
    yield _("参赛人数不含退赛、缺席和取消资格的选手。") + seal_note(summary.contest)
    if summary.pending:
        yield _("另有 {count} 人在名额线上并列，待评委会评议，未计入获奖。").format(count=summary.pending)
    if summary.unmatched:
        tracks = _("、").join(summary.unmatched)
        yield _("{tracks}有匿名评审的项目，还没有拆封匹配，获奖未计入。").format(tracks=tracks)


def _crossed(summary: Summary) -> Iterator[Section]:
    """Courts × tracks: awards / entrants in every cell."""
    for start in range(0, len(summary.tracks), _MOST_TRACKS):
        tracks = summary.tracks[start : start + _MOST_TRACKS]
        roster = Roster(
            title=_title(summary),
            columns=[
                court_column(_NAME_MM),
                *(RosterColumn(track.name, 14, "centre") for track in tracks),
                RosterColumn(_("合计"), 16, "centre"),
            ],
            organisation=_("三、各院各赛道（获奖人数/参赛人数）"),
            date=when(summary.contest),
            notes="\n".join(_notes(summary)),
            numbered=False,
            foot=seal_foot(summary.contest),
        )
        keys = [track.id for track in tracks]
        rows = [
            [name, *(_pair(summary.count(unit, key)) for key in keys), _pair(summary.count(unit))]
            for unit, name in summary.units
        ]
        total = [_("合计"), *(_pair(summary.count(track=key)) for key in keys), _pair(summary.count())]
        yield roster, [*rows, total]


def _pair(count: AwardCount) -> str:
    return f"{count.awarded}/{count.entrants}" if count.entrants else ""


def write_summary(path: Path, summary: Summary) -> None:
    """The same as a workbook: by court, by track, entrants and awards of every court in every track.

    Raises Refused when there are no entrants, or the file is open elsewhere.
    """
    _refuse_empty(summary)
    courts = [[name, *_cells(summary, summary.count(unit))] for unit, name in summary.units]
    tracks = [[track.name, *_cells(summary, summary.count(track=track.id))] for track in summary.tracks]
    total = ["合计", *_cells(summary, summary.count())]
    spec = [
        OutColumn("参赛", 10, "int"),
        *(OutColumn(title, 12, "int") for title in summary.titles),
        OutColumn("获奖合计", 12, "int"),
    ]
    write_tables(
        path,
        [
            (SheetSpec("各院", [OutColumn("单位", 36), *spec]), [*courts, total]),
            (SheetSpec("各赛道", [OutColumn("赛道", 36), *spec]), [*tracks, total]),
            (SheetSpec("各院各赛道参赛", _track_columns(summary)), _crossed_cells(summary, "entrants")),
            (SheetSpec("各院各赛道获奖", _track_columns(summary)), _crossed_cells(summary, "awarded")),
        ],
    )


def _cells(summary: Summary, count: AwardCount) -> list[int]:
    return [count.entrants, *(count.awards[title] for title in summary.titles), count.awarded]


def _track_columns(summary: Summary) -> list[OutColumn]:
    return [
        OutColumn("单位", 36),
        *(OutColumn(track.name, 12, "int") for track in summary.tracks),
        OutColumn("合计", 10, "int"),
    ]


def _crossed_cells(summary: Summary, what: str) -> Iterator[list[Any]]:
    for unit, name in (*summary.units, (None, "合计")):
        numbers = [getattr(summary.count(unit, track.id), what) for track in summary.tracks]
        yield [name, *numbers, getattr(summary.count(unit), what)]
