"""Anonymous events: codes are drawn, marks are typed under them, and matching opens the seal."""

import pytest
from blind import CODE_SEED, codes_of, make_blind, mark_all
from small_sheets import SHEETS

from cadre_desktop.contests.actions.confirming import EventSheets, confirm_sheets
from cadre_desktop.contests.actions.drawing import draw, drawings_of
from cadre_desktop.contests.actions.entering import enter_guests, save_entrant, set_play_off, set_status, withdraw_entry
from cadre_desktop.contests.actions.gaps import gaps
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.matching import open_matching
from cadre_desktop.contests.actions.panels import Guest
from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import create_contest, save_part, spread_event
from cadre_desktop.contests.kinds import EVENT
from cadre_desktop.contests.naming import known_in, visible
from cadre_desktop.contests.records import Contest, Drawing, Entrant, Event, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules.draw import commitment
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal

NAMES = tuple(SHEETS)


def track_of(small) -> Track:
    return Track.by_key(small.track.id)


def refused(*call) -> str:
    with pytest.raises(Refused) as caught:
        call[0](*call[1:])
    return str(caught.value)


# The draw.


def test_the_draw_gives_secret_codes(court, small):
    make_blind(court, small)
    codes = codes_of(small)
    assert len(set(codes.values())) == 5
    (drawn,) = drawings_of(small.track)
    assert (drawn.seed, drawn.commitment, drawn.reason) == ("种子", commitment(CODE_SEED), "盲评")
    assert all(row.code == "" for row in Entrant.select())  # nothing to be found in any list or export


def test_without_an_anonymous_event_there_are_no_codes(court, small):
    draw(court, small.track)
    assert set(codes_of(small).values()) == {""}
    assert drawings_of(small.track)[0].commitment == ""


def test_drawing_again_leaves_a_trace_and_gives_new_codes(court, small):
    make_blind(court, small)
    before = codes_of(small)
    assert "原因" in refused(draw, court, small.track)
    draw(court, small.track, reason="有人迟到")
    assert not set(codes_of(small).values()) & set(before.values())
    assert [(row.reason, row.drawn_by) for row in drawings_of(small.track)] == [("盲评", "王祯"), ("有人迟到", "王祯")]
    assert journal.steps(1)[0].label == "“执行”重新抽签：有人迟到"


def test_codes_under_which_marks_stand_stay(court, small):
    make_blind(court, small)
    before = codes_of(small)
    record_marks(court, small.trial, small.sheet("解红", "王祯", 30, 20))
    draw(court, small.track, reason="有人迟到")
    assert codes_of(small) == before
    assert drawings_of(small.track)[1].commitment == commitment(CODE_SEED)


def test_a_draw_from_before_draws_were_recorded_is_in_the_trace(court, small):
    draw(court, small.track, "旧种子")
    with court.step("旧文件"):
        Drawing.delete().execute()
    draw(court, small.track, reason="补报")
    first, again = drawings_of(small.track)
    assert (first.seed, first.drawn_on, again.reason) == ("旧种子", None, "补报")


def test_who_is_entered_late_has_a_code_and_changes_none(court, small):
    make_blind(court, small)
    before = codes_of(small)
    enter_guests(court, small.track, [Guest("苏日娜", "呼和浩特中院", "")])
    after = codes_of(small)
    assert after.pop("苏日娜") not in before.values()
    assert after == before


def test_who_has_a_code_is_not_struck_off_but_withdraws(court, small):
    make_blind(court, small)
    enter_guests(court, small.track, [Guest("苏日娜", "呼和浩特中院", "")])
    late = Entrant.get(Entrant.name == "苏日娜")
    assert "退赛" in refused(withdraw_entry, court, [late.id])
    set_status(court, [late.id], EntrantStatus.WITHDRAWN, "出差")
    known = known_in(ranking_of(small.track).rules, small.trial.id, ranking_of(small.track).competitors)
    assert late.id not in known


def test_entry_numbers_stay_while_codes_are_secret(court, small):
    make_blind(court, small)
    key = small.entrants["解红"]
    assert "报名号" in refused(save_entrant, court, {"entry_number": "01-099"}, key)
    assert "报名号" in refused(save_entrant, court, {"entry_number": Entrant.get(Entrant.id != key).entry_number}, key)
    save_entrant(court, {"division": "刑庭"}, key)
    save_entrant(court, {"name": "解洪"}, key)
    assert "解洪" in codes_of(small)


def test_codes_of_ones_own_give_way_and_cannot_be_typed(court, small):
    key = small.entrants["解红"]
    save_entrant(court, {"code": "甲1"}, key)
    make_blind(court, small)
    assert Entrant.by_key(key).code == ""
    assert "代号由抽签得出" in refused(save_entrant, court, {"code": "甲1"}, key)
    open_matching(court, small.track, "试开")
    save_entrant(court, {"division": "刑庭"}, key)


def test_who_came_by_an_import_has_to_be_drawn(court, small):
    make_blind(court, small)
    record_marks(court, small.trial, small.sheet("解红", "王祯", 30, 20))
    with court.step("导入"):
        late = Entrant.add(contest=small.contest, track=small.track, name="苏日娜", unit="外院")
    words = [gap.text for gap in gaps(small.contest.id) if "代号" in gap.text]
    assert len(words) == 1 and "1 名" in words[0]
    mark = small.mark("解红", "王祯", "驾驭", 30)._replace(entrant=late.id)
    assert "先抽签" in refused(record_marks, court, small.trial, [mark])
    draw(court, small.track, reason="补报")
    assert not [gap for gap in gaps(small.contest.id) if "代号" in gap.text]
    record_marks(court, small.trial, [mark])


# Turning it on and off.


def test_an_event_becomes_anonymous_after_the_draw_with_codes_at_once(court, small):
    order = draw(court, small.track)
    save_part(court, EVENT, {"anonymous": True}, small.trial.id)
    assert all(codes_of(small).values())
    assert [one.key for one in ranking_of(small.track).competitors.values()] == order
    assert drawings_of(small.track)[1].commitment == commitment(track_of(small).code_seed)
    court.undo()
    assert not Event.by_key(small.trial.id).anonymous and track_of(small).code_seed == ""


def test_with_marks_it_is_neither_turned_on_nor_off(court, marked):
    assert "已有评分" in refused(save_part, court, EVENT, {"anonymous": True}, marked.trial.id)
    make_blind_by_force(court, marked)
    assert "已有评分" in refused(save_part, court, EVENT, {"anonymous": False, "name": "庭审"}, marked.trial.id)
    save_part(court, EVENT, {"weight": 60_000}, marked.trial.id)


def make_blind_by_force(court, small):
    with court.step("绕过"):
        Event.update(anonymous=True).where(Event.id == small.trial.id).execute()


def test_after_matching_no_event_becomes_anonymous(court, small):
    make_blind(court, small)
    open_matching(court, small.track, "试开")
    assert "已经拆封" in refused(save_part, court, EVENT, {"anonymous": True}, small.exam.id)
    other = {"contest": small.contest.id, "name": "文书", "format": "judgments", "anonymous": True}
    assert "已经拆封" in refused(save_part, court, EVENT, other)


def test_spreading_an_event_spreads_that_too(court, small):
    contest = create_contest(court, {"name": "另一场", "year": 2024})
    first, second = list(Event.select().where(Event.contest == contest, Event.format == "observed_trials"))[:2]
    save_part(court, EVENT, {"anonymous": True}, first.id)
    spread_event(court, Event.by_key(first.id))
    assert Event.by_key(second.id).anonymous


def test_a_new_contest_judges_judgments_blind_and_a_copy_begins_undrawn(court, small):
    template = create_contest(court, {"name": "模板", "year": 2024})
    blind = {event.format for event in Event.select().where(Event.contest == template, Event.anonymous)}
    assert blind == {"judgments"}
    make_blind(court, small)
    open_matching(court, small.track, "试开")
    copy = create_contest(court, {"name": "下一届", "year": 2024}, small.contest)
    track = Track.get(Track.contest == copy)
    assert (track.draw_seed, track.code_seed, track.matched_on, track.matched_reason) == ("", "", None, "")
    assert Event.get(Event.contest == copy, Event.name == "庭审观摩").anonymous


# Marking and what is said.


def test_marks_stand_under_codes_and_refusals_name_codes(court, small):
    make_blind(court, small)
    codes = codes_of(small)
    wrong = [small.mark("李静", "乌兰图雅", "驾驭", 50)]
    assert refused(record_marks, court, small.trial, wrong) == f"乌兰图雅不评{codes['李静']}，请核对评分表上的代号。"
    twice = [small.mark("解红", "王祯", "驾驭", 50), small.mark("解红", "王祯", "驾驭", 51)]
    assert codes["解红"] in refused(record_marks, court, small.trial, twice)
    sheets = EventSheets(small.trial)
    assert sheets.words(small.sheet_key("解红", "王祯")) == f"{codes['解红']}（评委王祯）"
    assert list(sheets.competitors) == [small.entrants[name] for name in sorted(codes, key=codes.__getitem__)]
    assert {one.number for one in sheets.competitors.values()} == {None}
    exam = EventSheets(small.exam)
    assert exam.words(small.sheet_key("解红", None)).startswith("解红")


def test_a_play_off_waits_for_the_matching(court, small):
    make_blind(court, small)
    assert "拆封" in refused(set_play_off, court, small.entrants["解红"], 1000)


def test_what_may_be_seen_of_a_result(court, small):
    result = ranking_of(small.track)
    assert visible(result) is result
    make_blind(court, small, small.trial)
    assert visible(ranking_of(small.track)) is None
    save_part(court, EVENT, {"anonymous": True}, small.exam.id)
    mark_all(court, small)
    codes = codes_of(small)
    set_status(court, [small.entrants["解红"]], EntrantStatus.DISQUALIFIED, "违纪")
    seen = visible(ranking_of(small.track))
    assert seen is not None
    named = [seen.competitors[ranked.standing.entry.entrant].name for ranked in seen.ranking.ranked]
    assert named == [codes[name] for name in ("阿拉坦·巴特尔", "欧阳文博", "李静", "单雄信")]
    assert list(seen.competitors) == [small.entrants[name] for name in sorted(codes, key=codes.get) if name != "解红"]
    assert seen.ranking.unranked == ()
    words = "\n".join(seen.explain(small.entrants["李静"]))
    assert "回避" not in words and "名次：第 3 名" in words and "业务能手" not in words


# Matching.


def test_matching_needs_all_sheets_or_a_reason(court, small):
    assert "没有匿名" in refused(open_matching, court, small.track)
    make_blind(court, small)
    assert "还缺 14 张" in refused(open_matching, court, small.track)
    mark_all(court, small)
    opened = open_matching(court, small.track)
    assert (opened.matched_by, opened.matched_reason) == ("王祯", "")
    assert opened.matched_on == court.clock.today()
    assert journal.steps(1)[0].label == "“执行”拆封匹配"
    assert visible(ranking_of(small.track)) is ranking_of(small.track)
    assert "已经拆封" in refused(open_matching, court, small.track)


def test_unconfirmed_sheets_hold_the_matching_up(court, small):
    make_blind(court, small)
    mark_all(court, small)
    record_marks(court, small.trial, [small.mark("解红", "王祯", "驾驭", 31)], "看错")
    assert "1 张评分表没有确认" in refused(open_matching, court, small.track)
    assert open_matching(court, small.track, "评委已离场").matched_reason == "评委已离场"


def test_codes_are_the_same_after_matching_and_undo_closes(court, small):
    make_blind(court, small)
    before = codes_of(small)
    open_matching(court, small.track, "试开")
    assert codes_of(small) == before == {row.name: row.code for row in Entrant.select()}
    court.undo()
    assert track_of(small).matched_on is None
    assert {row.code for row in Entrant.select()} == {""}
    assert [step.label for step in journal.steps(2)] == ["“执行”拆封匹配：试开", "“执行”拆封匹配：试开"]


def test_sealing_waits_for_the_matching(court, small):
    make_blind(court, small)
    mark_all(court, small)
    assert refused(seal, court, small.contest) == "“执行”有匿名评审的项目，还没有拆封匹配；请先在“结果”页拆封。"
    assert "拆封" in refused(seal, court, small.contest, "急用")
    open_matching(court, small.track)
    contest = seal(court, small.contest)
    assert is_intact(contest)
    with court.step("绕过"):
        Track.update(matched_reason="改写").where(Track.id == small.track.id).execute()
    assert not is_intact(Contest.by_key(contest.id))


def test_sealing_names_codes_while_the_seal_is_shut(court, small):
    make_blind(court, small)
    confirm_sheets(court, small.trial)
    text = refused(seal, court, small.contest)
    assert min(codes_of(small).values()) in text
    assert not any(name in text.split("评分表：")[1] for name in NAMES)
