from datetime import date

import pytest

from cadre_desktop.contests.actions.drawing import draw, new_seed
from cadre_desktop.contests.actions.entering import (
    enter,
    enter_guests,
    save_entrant,
    set_play_off,
    set_status,
    withdraw_entry,
)
from cadre_desktop.contests.actions.panels import Guest
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_contest, save_part
from cadre_desktop.contests.kinds import ENTRANT, TRACK
from cadre_desktop.contests.records import Entrant, Track
from cadre_desktop.contests.results import competitors_of
from cadre_desktop.contests.rules.draw import draw_order
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.actions import change_status
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus


@pytest.fixture
def other(court, small):
    values = {"contest": small.contest.id, "name": "立案", "place": 2}
    return Track.by_key(save_part(court, TRACK, values))


def test_entrants_keep_name_and_court_as_they_were(small):
    row = Entrant.by_key(small.entrants["欧阳文博"])
    assert (row.unit, row.division, row.entry_number) == ("包头市青山区人民法院", "立案庭", "01-002")


def test_who_is_entered_already_stays(court, small, people):
    done = enter(court, small.track, [people["李静"], people["王祯"]])
    assert (done.new, done.already) == (1, 1)
    assert Entrant.by_key(done.keys[0]).entry_number == "01-006"


def test_nobody_is_in_two_tracks_unless_the_contest_allows_it(court, small, other, people):
    with pytest.raises(Refused, match="李静已参加“执行”：同一竞赛不能参加两个赛道"):
        enter(court, other, [people["李静"]])
    save_contest(court, {"several_tracks": True}, small.contest.id)
    assert enter(court, other, [people["李静"]]).new == 1


def test_people_who_have_left_are_refused(court, small, people):
    change_status(court, [people["翟志刚"]], PersonStatus.RETIRED, date(2023, 1, 1))
    with pytest.raises(Refused, match="翟志刚已不在岗"):
        enter(court, small.track, [people["翟志刚"]])


def test_guests_have_no_person(court, small):
    guests = [Guest("钱学文", "内蒙古大学"), Guest("钱学文", "内蒙古大学")]
    assert enter_guests(court, small.track, guests).new == 1
    assert enter_guests(court, small.track, guests).already == 1
    row = Entrant.get(Entrant.name == "钱学文")
    assert (row.person, row.court, row.unit) == (None, None, "内蒙古大学")
    with pytest.raises(Refused, match="请填写选手姓名"):
        enter_guests(court, small.track, [Guest(" ")])


def test_a_typed_entrant_is_recognised_among_the_staff(court, small, people):
    key = save_entrant(court, {"track": small.track.id, "name": "王祯", "unit": "包头中院"})
    row = Entrant.by_key(key)
    assert (row.__data__["person"], row.unit, row.division) == (people["王祯"], "包头市中级人民法院", "研究室")
    assert row.entry_number == "01-006"


def test_two_of_one_name_in_a_court_are_asked_about(court, small, people):
    twin = editing.values_of(Person.by_key(people["王祯"]))
    with court.step("同名"):
        Person.add(**twin)
    with pytest.raises(Refused, match="有几位“王祯”，分不清是谁"):
        save_entrant(court, {"track": small.track.id, "name": "王祯", "unit": "包头中院"})


def test_who_does_not_compete_has_a_reason(court, small):
    keys = [small.entrants["解红"]]
    with pytest.raises(Refused, match="请填写缺席的原因"):
        set_status(court, keys, EntrantStatus.ABSENT)
    assert set_status(court, keys, EntrantStatus.ABSENT, "病假") == 1
    assert not competitors_of(small.track.id)[keys[0]].competes
    assert set_status(court, keys, EntrantStatus.ENTERED) == 1
    assert Entrant.by_key(keys[0]).reason == ""
    with pytest.raises(Refused, match="请填写退赛的原因"):
        save_entrant(court, {"status": "withdrawn"}, keys[0])


def test_an_entry_made_by_mistake_goes_but_not_with_marks(court, small, marked):
    with pytest.raises(Refused, match="已有评分，不能移出名单"):
        withdraw_entry(court, [small.entrants["解红"]])


def test_an_entry_without_marks_goes(court, small):
    assert withdraw_entry(court, [small.entrants["李静"]]) == 1
    draw(court, small.track)
    with pytest.raises(Refused, match="解红已抽签，不能移出名单"):
        withdraw_entry(court, [small.entrants["解红"]])


def test_anybody_can_run_the_draw_again(court, small):
    order = draw(court, small.track, seed="2023-BT")
    rows = {row.entry_number: row.id for row in Entrant.select()}
    assert [rows[number] for number in draw_order("2023-BT", rows)] == order
    assert [Entrant.by_key(key).number for key in order] == [1, 2, 3, 4, 5]
    assert Track.by_key(small.track.id).draw_seed == "2023-BT"


def test_a_second_draw_needs_a_reason_and_leaves_a_trace(court, small):
    draw(court, small.track, seed="A")
    set_status(court, [small.entrants["解红"]], EntrantStatus.WITHDRAWN, "公务")
    with pytest.raises(Refused, match="已抽过签，重新抽签请填写原因"):
        draw(court, small.track)
    assert len(draw(court, small.track, seed="B", reason="有人退赛")) == 4
    assert court.last_step().label == "“执行”重新抽签：有人退赛"
    assert Entrant.by_key(small.entrants["解红"]).number is None


def test_imported_entrants_get_their_entry_number_at_the_draw(court, small):
    editing.add(court, ENTRANT, {"track": small.track.id, "name": "钱学文", "unit": "内蒙古大学"})
    draw(court, small.track)
    assert Entrant.get(Entrant.name == "钱学文").entry_number == "01-006"


def test_an_empty_track_is_not_drawn(court, other):
    with pytest.raises(Refused, match="还没有选手，请先报名再抽签"):
        draw(court, other)


def test_seeds_differ():
    assert len({new_seed() for _time in range(20)}) == 20


def test_play_off_points_are_not_negative(court, marked):
    set_play_off(court, marked.entrants["解红"], 5_000)
    assert Entrant.by_key(marked.entrants["解红"]).play_off == 5_000
    with pytest.raises(Refused, match="加赛分不能小于 0"):
        set_play_off(court, marked.entrants["解红"], -1)
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="已封存"):
        set_play_off(court, marked.entrants["解红"], None)


def test_the_step_names_who_was_changed(court, small):
    save_entrant(court, {"status": "absent", "reason": "生病"}, small.entrants["李静"])
    assert court.last_step().label == "修改选手“李静”"
