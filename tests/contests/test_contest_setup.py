from datetime import date

import pytest

from cadre_desktop.contests.actions.entering import enter, enter_guests, set_status
from cadre_desktop.contests.actions.gaps import gaps, lines_of
from cadre_desktop.contests.actions.panels import Guest, unseat
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import (
    create_contest,
    remove_contest,
    remove_parts,
    save_contest,
    save_part,
    spread_event,
)
from cadre_desktop.contests.kinds import AWARD_LEVEL, CRITERION, EVENT, TRACK
from cadre_desktop.contests.records import AwardLevel, Contest, Criterion, Entrant, Event, TieBreak, Track
from cadre_desktop.contests.results import events_of, results_of, rubrics_of, rule_of, rules_of, tracks_of
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT
from cadre_desktop.contests.rules.scoring import EventRule
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.problems import Refused


def texts(found):
    return [gap.text for gap in found]


@pytest.fixture
def whole(court):
    return create_contest(court, {"name": "全市法院技能竞赛", "starts": date(2023, 9, 1)})


def test_the_template_gives_tracks_events_rubrics_awards_and_ties(whole):
    tracks = tracks_of(whole.id)
    assert (whole.year, whole.ends, whole.organiser) == (2023, date(2023, 9, 1), "包头市中级人民法院")
    assert len(tracks) == 14
    assert {track.category for track in tracks} == {"judge", "judicial_auxiliary", "judicial_administrative"}
    for track in tracks:
        rules = rules_of(track.id)
        assert sum(event.weight for event in rules.events) == WHOLE_WEIGHT
        assert all(event.criteria for event in rules.events)
        assert [level.title for level in rules.levels] == ["业务能手"]
    assert TieBreak.select().count() == 4
    assert {event.name for event in Event.select()} == {
        "岗位技能评比",
        "信息化应用考核",
        "优秀裁判文书评选",
        "庭审观摩",
    }


def test_a_contest_is_one_step_that_undo_takes_back(court, whole):
    assert court.undo().label == "新建竞赛“全市法院技能竞赛”"
    assert (Contest.select().count(), Criterion.select().count()) == (0, 0)


def test_a_copy_has_the_settings_of_the_earlier_one_and_not_its_people(court, small):
    fresh = create_contest(court, {"name": "2024年执行技能竞赛", "year": 2024}, small.contest)
    (line,) = lines_of(fresh.id)
    assert (line.name, line.entrants, line.awards) == ("执行", 0, "业务能手 2")
    assert {name: weight for name, (_key, weight) in line.events.items()} == {"庭审观摩": 70_000, "笔试": 30_000}
    key = line.events["庭审观摩"][0]
    assert [row.name for row in Criterion.select().where(Criterion.event == key)] == ["驾驭", "说理"]
    assert key != small.trial.id


def test_a_name_and_a_year_are_needed_and_not_twice(court, small):
    with pytest.raises(Refused, match="“名称”不能为空"):
        create_contest(court, {"year": 2023})
    with pytest.raises(Refused, match="已有同样的竞赛"):
        create_contest(court, {"name": "2023年执行技能竞赛", "year": 2023})
    with pytest.raises(Refused, match="结束日期早于开始日期"):
        save_contest(court, {"ends": date(2023, 5, 1)}, small.contest.id)


def test_gaps_are_told_in_words(court, small):
    assert gaps(small.contest.id) == []
    save_part(court, EVENT, {"weight": 60_000}, small.trial.id)
    remove_parts(court, CRITERION, [small.criteria["卷面"]])
    save_part(court, EVENT, {"drop_high": 1, "drop_low": 1}, small.trial.id)
    assert texts(gaps(small.contest.id)) == [
        "“执行”：各项目权重之和为 90%，须正好为 100%。",
        "“执行”的“庭审观摩”有评委 3 位，少于 5 位时不去高低分。",
        "“执行”的“笔试”：还没有评分项，请至少添加一项。",
    ]
    assert [gap.blocking for gap in gaps(small.contest.id)] == [True, False, True]


def test_an_entrant_whose_judges_are_all_recused_is_told_until_he_is_gone(court, small):
    unseat(court, [small.judges["王祯"], small.judges["翟志刚"]], small.track)
    (gap,) = gaps(small.contest.id)
    assert gap.text == "“执行”的“庭审观摩”：李静的评委都须回避，没有人评分；请另派评委。"
    set_status(court, [small.entrants["李静"]], EntrantStatus.WITHDRAWN, "生病")
    assert gaps(small.contest.id) == []


def test_an_empty_contest_and_an_empty_track_say_what_to_do(court):
    contest = create_contest(court, {"name": "空", "year": 2023}, template=False)
    assert texts(gaps(contest.id)) == ["还没有赛道，请先添加。"]
    save_part(court, TRACK, {"contest": contest.id, "name": "执行"})
    assert texts(gaps(contest.id)) == ["“执行”还没有选手。", "“执行”还没有项目，请先添加。"]


def test_an_event_of_all_tracks_gives_way_to_one_of_the_track(court, small):
    own = {"contest": small.contest.id}
    other = Track.by_key(save_part(court, TRACK, {**own, "name": "立案", "place": 2}))
    save_part(court, EVENT, {**own, "name": "庭审观摩", "weight": 40_000, "place": 1})
    assert [event.id for event in events_of(small.track.id)] == [small.trial.id, small.exam.id]
    (general,) = events_of(other.id)
    assert (general.name, general.weight, general.track) == ("庭审观摩", 40_000, None)


def test_a_rubric_of_the_track_replaces_the_one_for_all(court, small):
    own = {"contest": small.contest.id}
    other = Track.by_key(save_part(court, TRACK, {**own, "name": "立案", "place": 2}))
    event = Event.by_key(save_part(court, EVENT, {**own, "name": "演讲", "weight": 100_000}))
    for track, name in ((None, "台风"), (other.id, "内容")):
        line = {**own, "event": event.id, "track": track, "name": name, "points": 10_000, "step": 500}
        save_part(court, CRITERION, line)
    assert [line.name for line in rubrics_of(small.track.id, [event])[event.id]] == ["台风"]
    assert [line.name for line in rubrics_of(other.id, [event])[event.id]] == ["内容"]


def test_a_rule_spreads_to_the_other_tracks_but_weights_stay(court, whole):
    first, second, *_rest = tracks_of(whole.id)
    trial = next(event for event in events_of(first.id) if event.name == "庭审观摩")
    line = Criterion.select().where(Criterion.event == trial).order_by(Criterion.place).first()
    save_part(court, CRITERION, {"name": "庭前会议"}, line.id)
    save_part(court, EVENT, {"drop_high": 2, "weight": 20_000}, trial.id)
    assert spread_event(court, Event.by_key(trial.id)) == 6
    other = next(event for event in rules_of(second.id).events if event.name == "庭审观摩")
    assert other.criteria[0].name == "庭前会议"
    assert (other.rule.drop_high, other.weight) == (2, 30_000)


def test_a_rule_does_not_spread_over_marks(court, small, marked):
    own = {"contest": small.contest.id}
    other = save_part(court, TRACK, {**own, "name": "立案", "place": 2})
    fresh = save_part(court, EVENT, {**own, "track": other, "name": "庭审观摩", "weight": 100_000})
    with pytest.raises(Refused, match="“执行”的“庭审观摩”已有评分，不能更换细则"):
        spread_event(court, Event.by_key(fresh))


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        (EVENT, {"name": "演讲", "weight": 120_000}, "权重须在 0% 至 100% 之间"),
        (EVENT, {"name": "演讲", "drop_high": 3}, "去高、去低各填 0 至 2"),
        (AWARD_LEVEL, {"title": "一等奖"}, "名额和比例请填一项"),
        (TRACK, {"name": "执行"}, "已有同样的赛道"),
    ],
)
def test_wrong_settings_are_refused_at_the_field(court, small, kind, values, message):
    with pytest.raises(Refused, match=message):
        save_part(court, kind, {"contest": small.contest.id, **values})


def test_a_rubric_does_not_change_under_its_marks(court, marked):
    line, before = marked.criteria["驾驭"], results_of(marked.contest)
    with pytest.raises(Refused, match="已有的评分与新的细则不合"):
        save_part(court, CRITERION, {"name": "庭审驾驭", "points": 10_000}, line)
    with pytest.raises(Refused, match="不能改变类型"):
        save_part(court, CRITERION, {"kind": "deduction"}, line)
    with pytest.raises(Refused, match="“驾驭”的满分须大于 0"):
        save_part(court, CRITERION, {"points": 0}, line)
    with pytest.raises(Refused, match="“执行”的“庭审观摩”已有评分"):
        save_part(court, EVENT, {"track": None}, marked.trial.id)
    assert results_of(marked.contest) == before
    save_part(court, CRITERION, {"name": "庭审驾驭", "factor": 1200}, line)
    assert results_of(marked.contest) != before


def test_marks_on_a_rubric_that_gave_way_do_not_stop_the_results(court, marked):
    own = {"contest": marked.contest.id, "event": marked.trial.id, "track": marked.track.id}
    with court.step("旧文件里的状态"):
        Criterion.update(track=None).where(Criterion.event == marked.trial).execute()
        Criterion.add(**own, name="总评", points=100_000)
    (result,) = results_of(marked.contest).values()
    trials = {place.standing.total.parts[0].counted for place in result.ranking.ranked}
    assert trials == {0}


def test_nothing_changes_while_sealed(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    for act in (
        lambda: save_part(court, EVENT, {"weight": 50_000}, marked.trial.id),
        lambda: save_part(court, AWARD_LEVEL, {"number": 3}, AwardLevel.get().id),
        lambda: save_contest(court, {"name": "别的"}, marked.contest.id),
        lambda: remove_parts(court, CRITERION, [marked.criteria["驾驭"]]),
        lambda: spread_event(court, marked.trial),
        lambda: enter(court, marked.track, []),
    ):
        with pytest.raises(Refused, match="已封存，请先启封再修改"):
            act()


def test_a_contest_without_people_can_be_deleted(court, whole, small):
    remove_contest(court, whole)
    assert [contest.name for contest in Contest.select()] == ["2023年执行技能竞赛"]
    with pytest.raises(Refused, match="已有选手或评委，不能删除"):
        remove_contest(court, small.contest)


def test_an_event_begins_with_the_rule_of_the_engine():
    assert rule_of(Event(name="笔试")) == EventRule()


def test_a_track_that_is_added_comes_last(court, small):
    key = save_part(court, TRACK, {"contest": small.contest.id, "name": "民事", "category": "judge"})
    assert [(row.name, row.place) for row in Track.select().order_by(Track.place)] == [("执行", 1), ("民事", 2)]
    enter_guests(court, Track.by_key(key), [Guest("甲", "外院")])
    assert Entrant.get(Entrant.name == "甲").entry_number == "02-001"
