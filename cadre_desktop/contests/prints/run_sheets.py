"""On the day: run sheets (项目流程单) for who leads an event through, and sign-in sheets for the judges."""

from collections.abc import Iterator
from pathlib import Path

from cadre_desktop.contests.naming import hides
from cadre_desktop.contests.prints.on_paper import competing, contest_days, court_column, event_day, gathering
from cadre_desktop.contests.records import Contest, Event, Judge, Track
from cadre_desktop.contests.results import Competitor, TrackResult, ranking_of
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import full_marks
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.roster import Roster, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.sheets import SignInSheet, print_sign_in_sheet
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_ROW, _LOWEST, _ROOM = 10.5, 6.9, 186.0
"""Millimetres: tall enough to write by hand, as low as it may get so that a track stays on one page, all rows of it."""


def print_run_sheets(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """A run sheet for each event of a track: when, where, in which order, before whom, and who is barred for whom.

    Nobody appears in an anonymous event. Returns what there was to choose. Raises Refused when the track has no
    entrants or no events.
    """
    result = ranking_of(track)
    competitors = competing(track, result)
    if not result.rules.events:
        raise Refused(_("“{track}”还没有项目，请先在“设置”里添加。").format(track=track.name))
    title = _("{contest}项目流程单").format(contest=contest.name)
    events = [event for event in result.rules.events if not hides(result.rules, event.key)]
    if not events:
        text = _("“{track}”的项目都是匿名评审，选手不出场，不用流程单。")
        raise Refused(text.format(track=track.name))
    sections = [_run_sheet(title, contest, track, result, event, competitors) for event in events]
    return print_all_arranged(path, title, sections, setup)


def _run_sheet(
    title: str, contest: Contest, track: Track, result: TrackResult, event: TrackEvent, competitors: list[Competitor]
) -> Section:
    roster = Roster(
        title=title,
        columns=[
            RosterColumn(_("顺序"), 13, "centre"),
            RosterColumn(_("选手"), 24, "centre", name=True),
            court_column(62),
            RosterColumn(_("回避的评委"), 23, "centre"),
            RosterColumn(_("开始"), 14, "centre"),
            RosterColumn(_("结束"), 14, "centre"),
            RosterColumn(_("备注"), 24),
        ],
        organisation=_("赛道：{track}　项目：{event}").format(track=track.name, event=event.name),
        details=list(_details(contest, result, event)),
        signers=(_("主持人"), _("计时员"), _("记录员")),
        part=_("{track} {event}").format(track=track.name, event=event.name),
        numbered=False,
        row=min(_ROW, max(_LOWEST, _ROOM / len(competitors))),
    )
    panel = result.rules.panels.get(event.key, ())
    return roster, [_row(result, panel, one) for one in competitors]


def _details(contest: Contest, result: TrackResult, event: TrackEvent) -> Iterator[str]:
    held = Event.by_key(event.key)
    day, venue = event_day(held, contest), held.venue or contest.place
    parts = [_("时间：{time}").format(time=day or "　" * 10), _("地点：{place}").format(place=venue or "　" * 10)]
    yield "　".join(parts)
    full, weight = plain_text(full_marks(event.criteria)), plain_text(event.weight)
    yield _("满分：{full} 分　占总成绩：{weight}%").format(full=full, weight=weight)
    judges = [result.judges[judge] for judge in result.rules.panels.get(event.key, ())]
    if any(line.by_judges for line in event.criteria):
        names = _("、").join(judges) or _("尚未安排")
        yield _("评委（{count} 位）：{names}").format(count=len(judges), names=names)
    else:
        yield _("评委：不设，按测量成绩计分")


def _row(result: TrackResult, panel: tuple[int, ...], one: Competitor) -> list[str]:
    barred = result.rules.barred.get(one.key, frozenset())
    names = _("、").join(result.judges[judge] for judge in panel if judge in barred)
    return ["" if one.number is None else str(one.number), one.name, one.unit, names, "", "", ""]


def print_judges_sign_in(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """The sign-in sheet of a track's judges, with the events they mark and a column for each day.

    Returns what there was to choose.

    Raises Refused when nobody sits on a panel of the track.
    """
    result = ranking_of(track)
    events: dict[int, list[str]] = {}
    for event in result.rules.events:
        for judge in result.rules.panels.get(event.key, ()):
            events.setdefault(judge, []).append(event.name)
    if not events:
        raise Refused(_("“{track}”还没有评委，请先在“评委”页安排。").format(track=track.name))
    judges = {judge.id: judge for judge in Judge.select().where(Judge.id.in_(list(events)))}
    sheet = SignInSheet(
        title=_("{contest}评委签到表").format(contest=contest.name),
        columns=(
            RosterColumn(_("姓名"), 24, "centre", name=True),
            court_column(48),
            RosterColumn(_("项目"), 46),
        ),
        details=gathering(contest, track),
        part=track.name,
        days=contest_days(contest, track),
    )
    all_events = sum(map(bool, result.rules.panels.values()))  # those that judges mark
    rows = [
        (judges[key].name, judges[key].unit, _("全部项目") if len(names) == all_events > 1 else _("、").join(names))
        for key, names in events.items()
    ]
    return print_sign_in_sheet(path, sheet, rows, setup)
