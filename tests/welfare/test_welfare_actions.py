"""Events, who is on their lists, who came, and what is never written down."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.welfare import figures
from cadre_desktop.welfare.actions import invite, record_attendance, save_event, save_participant, strike
from cadre_desktop.welfare.kinds import CONFIDENTIAL, GENERAL, PARTICIPANT, WELFARE_EVENT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind


def test_an_event_belongs_to_the_own_court(ceremony):
    assert ceremony.court.short_name == "包头中院"


def test_inviting_keeps_the_court_and_can_be_undone(court, ceremony, people):
    invited = invite(court, ceremony, [people["王祯"], people["阿拉坦·巴特尔"], people["王祯"]])
    assert len(invited.new) == 2
    assert {row.court.short_name for row in Participant.select()} == {"包头中院", "青山法院"}
    assert invite(court, ceremony, [people["王祯"]]).already == [people["王祯"]]
    court.undo()  # the second invitation wrote nothing, so this is the first
    assert Participant.select().count() == 0


def test_no_more_people_than_places(court, ceremony, people):
    save_event(court, {"places": 1}, ceremony.id)
    with pytest.raises(Refused, match="只有 1 个名额"):
        invite(court, WelfareEvent.by_key(ceremony.id), [people["王祯"], people["李静"]])
    assert Participant.select().count() == 0


def test_attendance_has_a_day_only_for_those_who_came(court, ceremony, examination, people):
    (wang, li) = invite(court, ceremony, [people["王祯"], people["李静"]]).new
    assert record_attendance(court, [wang, li], Attendance.ATTENDED) == 2
    assert Participant.by_key(wang).day == date(2023, 6, 28)
    assert record_attendance(court, [wang, li], Attendance.ATTENDED) == 0
    record_attendance(court, [li], Attendance.EXCUSED)
    assert (Participant.by_key(li).attendance, Participant.by_key(li).day) == (Attendance.EXCUSED, None)
    (key,) = invite(court, examination, [people["王祯"]]).new
    record_attendance(court, [key], Attendance.ATTENDED)
    assert Participant.by_key(key).day == date(2023, 6, 1)  # today, while it lasts


def test_nobody_who_came_is_struck_off(court, ceremony, people):
    (wang, li) = invite(court, ceremony, [people["王祯"], people["李静"]]).new
    record_attendance(court, [wang], Attendance.ATTENDED)
    with pytest.raises(Refused, match="王祯已参加"):
        strike(court, [wang, li])
    assert strike(court, [li]) == 1
    assert [row.person.name for row in Participant.select()] == ["王祯"]


def test_nothing_is_written_about_health(court, ceremony, examination, people):
    (key,) = invite(court, examination, [people["王祯"]]).new
    with pytest.raises(Refused) as refused:
        save_participant(court, key, {"notes": "血压偏高"})
    assert [problem.field for problem in refused.value.problems] == ["notes"]
    with pytest.raises(Refused):
        editing.add(court, PARTICIPANT, {"event": examination.id, "person": people["李静"], "notes": "复查"})
    with pytest.raises(Refused):
        save_event(court, {"notes": "某人情绪低落"}, examination.id)
    (other,) = invite(court, ceremony, [people["王祯"]]).new
    assert save_participant(court, other, {"notes": "代表发言"}).notes == "代表发言"


def test_an_import_cannot_make_an_event_with_remarks_confidential(court, ceremony, people, tmp_path):
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    save_participant(court, key, {"notes": "代表发言"})
    path = tmp_path / "活动.csv"
    path.write_text(f"活动名称,开始日期,类别\n{ceremony.title},{ceremony.starts},心理辅导\n", encoding="utf-8")
    (problem,) = import_file(court, WELFARE_EVENT, path).problems
    assert (problem.column, "还有 1 人带备注" in problem.message) == ("类别", True)
    assert WelfareEvent.by_key(ceremony.id).kind == ceremony.kind


def test_an_event_with_remarks_cannot_become_confidential(court, ceremony, people):
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    save_participant(court, key, {"notes": "代表发言"})
    with pytest.raises(Refused, match="还有 1 人带备注"):
        save_event(court, {"kind": "counselling"}, ceremony.id)
    save_participant(court, key, {"notes": ""})
    assert save_event(court, {"kind": "counselling"}, ceremony.id).kind == WelfareKind.COUNSELLING


def test_the_journal_does_not_name_whom_an_examination_concerned(court, ceremony, examination, people):
    (key,) = invite(court, examination, [people["王祯"]]).new
    save_participant(court, key, {"attendance": Attendance.ATTENDED, "day": date(2023, 6, 1)})
    assert all("王祯" not in step.label for step in journal.steps(5))
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    save_participant(court, key, {"companions": 2})
    assert "王祯" in next(iter(journal.steps(1))).label


def test_what_contradicts_is_refused(court, ceremony, people):
    with pytest.raises(Refused) as refused:
        save_event(court, {"ends": date(2023, 6, 1), "budget": -1}, ceremony.id)
    assert [problem.field for problem in refused.value.problems] == ["ends", "budget"]
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    with pytest.raises(Refused) as refused:
        save_participant(court, key, {"companions": -1})
    assert [problem.field for problem in refused.value.problems] == ["companions"]


def test_general_lists_leave_confidential_events_out(court, ceremony, examination, people):
    invite(court, ceremony, [people["王祯"]])
    invite(court, examination, [people["王祯"], people["李静"]])
    assert Listing(PARTICIPANT, (GENERAL,)).count() == 1
    assert Listing(PARTICIPANT, (CONFIDENTIAL,)).count() == 2


def test_every_figure_opens_the_rows_it_counts(court, ceremony, examination, people):
    keys = invite(court, examination, [people["王祯"], people["李静"]]).new
    invite(court, ceremony, [people["王祯"]])
    record_attendance(court, keys, Attendance.ATTENDED)
    save_event(court, {"title": "春节慰问", "kind": "visit", "starts": date(2022, 1, 20)})
    totals = figures.year_totals(2023)
    assert (totals.events, totals.person_times) == (2, 2)
    for year in (2021, 2022, 2023):
        totals = figures.year_totals(year)
        assert figures.events(year).count() == totals.events
        assert figures.participations(year).count() == totals.person_times
        for kind, count in totals.by_kind.items():
            assert figures.events(year, kind).count() == count.events
            assert figures.participations(year, kind).count() == count.person_times
    assert figures.years() == [2023, 2022]
    assert figures.attendance_of(ceremony.id)[Attendance.INVITED] == 1
