"""Who has retired or left is not invited to an examination of the staff, and elsewhere that is said."""

from datetime import date

import pytest
from reasons import give_reason

from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.actions import invite, save_event
from cadre_desktop.welfare.examination.moving import add_batch
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.tab import WelfareTab

RETIRED = "阿拉坦·巴特尔"


def event_of(court, kind, starts=date(2023, 6, 10)):
    return save_event(court, {"title": f"活动{kind}", "kind": kind, "starts": starts})


@pytest.fixture
def batch(court):
    """The event of a batch whose round is for the staff."""
    with court.step("轮次"):
        exam_round = ExamRound.add(title="2023年度体检", year=2023)
    made = add_batch(court, exam_round, {"title": "第一批", "starts": date(2023, 6, 10)})
    return WelfareEvent.by_key(made.__data__["event"])


def welcome_the_retired(court):
    with court.step("轮次"):
        ExamRound.update(retired=True).execute()


def end(court, people, name, status):
    with court.step("变动"):
        Person.update(status=status, status_since=date(2023, 1, 1)).where(Person.id == people[name]).execute()


def test_an_examination_of_the_staff_refuses_the_retired(court, batch, people):
    with pytest.raises(Refused, match=f"{RETIRED}已退休或不在岗，“第一批”只安排在职人员；.*“含退休人员”"):
        invite(court, batch, [people["王祯"], people[RETIRED]])
    assert Participant.select().count() == 0
    welcome_the_retired(court)
    assert len(invite(court, batch, [people["王祯"], people[RETIRED]]).new) == 2


@pytest.mark.parametrize("status", ["moved", "left", "deceased"])
def test_who_has_left_is_not_examined_with_the_retired_either(court, batch, people, status):
    welcome_the_retired(court)
    end(court, people, "李静", status)
    with pytest.raises(Refused, match="李静已调离、离职或去世"):
        invite(court, batch, [people["李静"]])


def test_who_was_on_a_masked_list_before_is_not_told_by_what_is_said(court, batch, people):
    """Somebody who has retired since is refused whether he is on it or not."""
    invite(court, batch, [people["李静"]])
    end(court, people, "李静", "retired")
    for name in ("李静", RETIRED):
        with pytest.raises(Refused, match=f"{name}已退休"):
            invite(court, batch, [people[name]])
    talk = event_of(court, "counselling")
    first = invite(court, talk, [people[RETIRED]]).told
    assert first == invite(court, talk, [people[RETIRED]]).told == "其中1 人在活动时已退休或不在岗，请核对。"


@pytest.mark.parametrize("kind", ["onboarding", "child_care", "other"])
def test_of_other_events_it_is_said_by_name(court, people, kind):
    done = invite(court, event_of(court, kind), [people["王祯"], people[RETIRED]])
    assert len(done.new) == 2 and done.told == f"其中{RETIRED}在活动时已退休或不在岗，请核对。"


def test_nothing_is_said_where_the_retired_belong_or_were_at_work_then(court, people):
    assert invite(court, event_of(court, "retirement_ceremony"), [people[RETIRED]]).told == ""
    visit = event_of(court, "visit")
    assert invite(court, visit, [people[RETIRED]]).told == ""
    assert invite(court, event_of(court, "other", date(2022, 6, 1)), [people[RETIRED]]).told == ""
    end(court, people, "李静", "deceased")
    assert "李静" in invite(court, visit, [people["李静"]]).told


def book(folder, *lines):
    path = folder / "名单.csv"
    path.write_text("\n".join(("活动名称,姓名,参加情况", *lines)), encoding="utf-8-sig")
    return path


def test_a_workbook_is_met_in_the_same_way(court, batch, people, tmp_path):
    other = save_event(court, {"title": "讲座", "kind": "other", "starts": date(2023, 6, 11)})
    path = book(tmp_path, "第一批,王祯,", f"第一批,{RETIRED},", f"{other.title},{RETIRED},")
    done = import_file(court, PARTICIPANT, path)
    assert (done.new, done.refused) == (2, 1)
    assert any("这个人已退休或不在岗，“第一批”只安排在职人员" in str(problem) for problem in done.problems)
    assert any(f"“讲座”：其中{RETIRED}在活动时已退休或不在岗" in note.message for note in done.notes)
    done = import_file(court, PARTICIPANT, book(tmp_path, f"第一批,{RETIRED},已参加"))
    assert (done.new, done.refused) == (1, 0), "that he was there is a fact"


def test_it_is_said_on_the_screen(qtbot, desk, court, batch, people):
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab._open_event(batch.id)
    tab.page.people.picker.picked.emit(people[RETIRED])
    give_reason(tab.page.people)
    assert "只安排在职人员" in desk.notices.texts[-1]
    tab._open_event(event_of(court, "other").id)
    tab.page.people.picker.picked.emit(people[RETIRED])
    assert desk.notices.texts[-1] == f"其中{RETIRED}在活动时已退休或不在岗，请核对。"
    assert Participant.select().count() == 1
