"""A small contest in a file: its panels, standard scores and other rules, and the command that prints the fairness."""

import argparse
import json
from dataclasses import dataclass

import pytest

from cadre_desktop.cli.commands import opened
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import enter_guests, set_status
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.panels import Guest, add_judges, seat
from cadre_desktop.contests.actions.setup import create_contest, save_part
from cadre_desktop.contests.analysis import panel_reports
from cadre_desktop.contests.analysis.panel_reports import (
    fairness_of,
    other_rules_of,
    panels_of,
    stakes_of,
    standard_scores_of,
)
from cadre_desktop.contests.analysis.rule_words import Stakes
from cadre_desktop.contests.kinds import AWARD_LEVEL, CRITERION, EVENT, TRACK
from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules.words import CriterionKind, EntrantStatus
from cadre_desktop.contests.terminal import results as terminal
from cadre_desktop.kit import editing
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.kit.store.store import Store

JUDGES = [Guest("张三", "甲法院"), Guest("李四", "乙法院"), Guest("王五")]
ENTRANTS = [
    Guest(name, unit) for name, unit in (("钱一", "甲法院"), ("钱二", "乙法院"), ("钱三", ""), ("钱四", "甲法院"))
]
POINTS = {"钱一": (90, 80, 84), "钱二": (70, 74, 69), "钱三": (80, 83, 82), "钱四": (60, 52, 55)}


@dataclass
class Small:
    """The contest with its one track; judges' and entrants' keys by name."""

    contest: Contest
    track: Track
    event: Event
    criterion: Criterion
    judges: dict[str, int]
    entrants: dict[str, int]


@pytest.fixture
def small(court: Store) -> Small:
    """Three judges, four entrants, one event marked by judges and one measured."""
    contest = create_contest(court, {"name": "小竞赛", "year": 2023}, template=False)
    track = editing.add(court, TRACK, {"contest": contest.id, "name": "民事审判"})
    rule = {"drop_high": 0, "drop_low": 0}
    event = editing.add(court, EVENT, {"contest": contest.id, "name": "庭审观摩", "weight": 60_000, **rule})
    typing = editing.add(court, EVENT, {"contest": contest.id, "name": "打字", "weight": 40_000, **rule})
    line = {"contest": contest.id, "points": 100_000, "step": 1_000}
    criterion = editing.add(court, CRITERION, {**line, "event": event.id, "name": "庭审"})
    editing.add(court, CRITERION, {**line, "event": typing.id, "name": "速度", "kind": CriterionKind.MEASURED})
    editing.add(court, AWARD_LEVEL, {"contest": contest.id, "title": "一等奖", "number": 1})
    keys = add_judges(court, contest, guests=JUDGES)
    seat(court, keys)
    enter_guests(court, track, ENTRANTS)
    judges = dict(zip([guest.name for guest in JUDGES], keys, strict=True))
    entrants = {row.name: row.id for row in Entrant.select().where(Entrant.track == track)}
    return Small(contest, track, event, criterion, judges, entrants)


def mark_all(court: Store, small: Small) -> None:
    entries = [
        MarkEntry(small.entrants[name], judge, small.criterion.id, mark * 1000)
        for name, row in POINTS.items()
        for judge, mark in zip(small.judges.values(), row, strict=True)
    ]
    record_marks(court, small.event, entries)


def test_a_panel_is_an_event_with_those_who_sit_there(court: Store, small: Small) -> None:
    (panel,) = panels_of(small.track)
    assert (panel.track, panel.event, panel.sheets) == ("民事审判", "庭审观摩", {})
    assert list(panel.judges.values()) == ["张三", "李四", "王五"]
    mark_all(court, small)
    set_status(court, [small.entrants["钱四"]], EntrantStatus.ABSENT, "因公出差")
    (panel,) = panels_of(small.track)
    assert set(panel.sheets) == {small.entrants[name] for name in ("钱一", "钱二", "钱三")}
    assert panel.judge_courts[small.judges["王五"]] is None
    assert panel.entrant_courts[small.entrants["钱二"]] == "乙法院"


def test_the_reports_of_a_contest(court: Store, small: Small) -> None:
    mark_all(court, small)
    heard: list[tuple[int, int, str]] = []
    (report,) = fairness_of(small.contest.id, Progress(lambda *told: heard.append(told)))
    assert heard == [(0, 1, "民事审判 庭审观摩")]
    assert report.entrants == report.whole_rows == 4
    first = report.judges[0]
    assert first.own_court is not None
    assert first.own_court.gap == pytest.approx((8 + 6.5) / 2 - (-1.5 - 2.5) / 2)
    assert report.judges[2].own_court is None
    assert report.rasch is not None and report.rasch.converged


def test_a_stopped_job_ends_between_two_panels(court: Store, small: Small) -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        fairness_of(small.contest.id, progress)
    with pytest.raises(Stopped):
        other_rules_of(small.track, progress)


def test_standard_scores_and_other_rules_of_a_track(court: Store, small: Small) -> None:
    mark_all(court, small)
    beside = standard_scores_of(small.track).lines
    assert [row.entrant for row in beside] == [
        ranked.standing.entry.entrant for ranked in ranking_of(small.track).ranking.ranked
    ]
    assert [row.standard_rank for row in beside] == [1, 2, 3, 4]
    variants = {variant.label: variant for variant in other_rules_of(small.track).variants}
    assert [label for label in variants if "评委张三" in label] == ["去掉评委张三"]
    without = variants["去掉评委张三"]
    assert without.new_winner
    assert {(change.entrant, change.after) for change in without.changes} == {
        (small.entrants["钱一"], ""),
        (small.entrants["钱三"], "一等奖"),
    }


def run(court: Store, capsys: pytest.CaptureFixture[str], contest: int, as_json: bool) -> str:
    path = court.path
    close_store(court)
    terminal.fairness(argparse.Namespace(opener=opened, db=path, actor="王祯", id=contest, json=as_json))
    return capsys.readouterr().out


def test_the_command_prints_the_contract(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    mark_all(court, small)
    (expected,) = fairness_of(small.contest.id)
    printed = json.loads(run(court, capsys, small.contest.id, True))
    assert printed == {"panels": [expected.as_json()]}


def test_the_command_prints_lines(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    mark_all(court, small)
    lines = run(court, capsys, small.contest.id, False).splitlines()
    assert lines[0] == "【民事审判】庭审观摩：选手 4 人，全体评委都评完整的 4 人"
    assert lines[1].startswith("一致性　ICC(1,1) 0.9")
    assert lines[3].startswith("张三　与他人均差 2.625 分")
    assert lines[3].endswith("对本院 9.250 分（p 0.500）")
    assert lines[5].endswith("对本院 —")


def test_the_command_prints_why_there_is_no_severity(
    court: Store, small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    text = run(court, capsys, small.contest.id, False)
    assert "张三　与他人均差 — 分　标准差 —　严格程度 — ± —　对本院 —" in text
    assert "还没有评分，不能估计评委宽严。" in text


def test_the_command_says_when_the_estimate_did_not_converge(
    court: Store, small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cadre_desktop.contests.analysis import rasch

    monkeypatch.setattr(rasch, "MOST_ITERATIONS", 0)
    mark_all(court, small)
    assert "宽严估计没有收敛，不宜采用。" in run(court, capsys, small.contest.id, False)


def test_the_command_refuses_an_unknown_contest(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused, match="没有编号为 404 的竞赛"):
        run(court, capsys, 404, True)


def told(court: Store, capsys: pytest.CaptureFixture[str], contest: int, as_json: bool, track: str = "") -> str:
    close_store(court)
    terminal.alternatives(
        argparse.Namespace(
            opener=opened, db=court.path, actor="", id=contest, track=track, json=as_json, create_new=False
        )
    )
    return capsys.readouterr().out


def test_the_alternatives_as_json(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    mark_all(court, small)
    court_names = {one.name: one.unit for one in ranking_of(small.track).competitors.values()}
    printed = json.loads(told(court, capsys, small.contest.id, True))
    (track,) = printed.pop("tracks")
    assert printed == {"contest": str(small.contest.id)}
    assert set(track) == {"track", "rules", "standard"}
    assert [(rule["rule"], rule["judge"]) for rule in track["rules"]][-3:] == [
        ("去掉评委张三", "张三"),
        ("去掉评委李四", "李四"),
        ("去掉评委王五", "王五"),
    ]
    assert all(rule["judge"] is None for rule in track["rules"][:-3])
    assert set(track["rules"][0]) == {"rule", "judge", "changes", "moved", "new_winner", "note"}
    spared = next(rule for rule in track["rules"] if rule["judge"] == "张三")
    assert spared["changes"] == [
        {
            "entrant": "钱一",
            "court": court_names["钱一"],
            "before": "一等奖",
            "after": "",
            "rank_before": 1,
            "rank_after": 2,
        },
        {
            "entrant": "钱三",
            "court": court_names["钱三"],
            "before": "",
            "after": "一等奖",
            "rank_before": 2,
            "rank_after": 1,
        },
    ]
    first = track["standard"][0]
    assert set(first) == {"entrant", "court", "rank", "total", "standard_rank", "standard_total"}
    assert (first["entrant"], first["rank"], first["total"]) == ("钱一", 1, "50.80")


def test_the_alternatives_as_lines(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    mark_all(court, small)
    lines = told(court, capsys, small.contest.id, False, "民事审判").splitlines()
    assert lines[0] == "【民事审判】"
    assert "获奖名单" in lines[1]
    assert any("去掉评委张三　2 人变化　失去奖项：钱一（一等奖）　得到奖项：钱三（一等奖）" in line for line in lines)
    assert any("标准分" in line for line in lines)


def test_the_alternatives_say_when_there_is_no_place(
    court: Store, small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(court, capsys, small.contest.id, False) == "【民事审判】\n还没有名次。\n"


def test_the_alternatives_wait_for_the_matching(court: Store, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    save_part(court, EVENT, {"anonymous": True}, small.event.id)
    draw(court, small.track, "种子")
    mark_all(court, small)
    assert stakes_of(small.contest.id) == Stakes()
    assert "拆封匹配" in told(court, capsys, small.contest.id, False)
    (track,) = json.loads(told(court, capsys, small.contest.id, True))["tracks"]
    assert set(track) == {"track", "refused"}


def test_how_many_awards_hang_on_the_rule_or_on_a_judge(court: Store, small: Small) -> None:
    mark_all(court, small)
    found = stakes_of(small.contest.id)
    assert (found.judges, found.untried) == (1, 0)
    assert sum(found.by_track.values()) == found.rules


def test_a_contest_too_large_is_not_tried(court: Store, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    mark_all(court, small)
    monkeypatch.setattr(panel_reports, "MOST_TRIED", 10)
    assert stakes_of(small.contest.id) == Stakes(untried=1)


def test_tiny_chances_are_not_printed_as_zero() -> None:
    assert [terminal._chance(p) for p in (None, 1e-9, 0.25)] == ["—", "<0.001", "0.250"]
