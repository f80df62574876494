"""Presence in welfare events, whose names are masked where they are a health matter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from reasons import give_reason

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.attachments import NewFile, attach, detach
from cadre_desktop.people.name_list.attending import make_up, plan_sessions, record_presence
from cadre_desktop.people.name_list.presence_sheet import make_up_targets, read_sheet
from cadre_desktop.people.name_list.records import Presence, Session
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState
from cadre_desktop.welfare.actions import invite, record_attendance, save_event, save_participant, strike
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.welfare.screens.participant_form import ParticipantForm
from cadre_desktop.welfare.tab import WelfareTab


@pytest.fixture
def tab(qtbot, desk):
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    return tab


@pytest.fixture
def page(tab, court, examination, people):
    """The attendance of an examination with two people, in one session."""
    invite(court, examination, [people["王祯"], people["李静"]])
    plan_sessions(court, PARTICIPANTS, examination, ())
    tab._open_event(examination.id)
    tab.page.attendance.trigger()
    return tab.presence_page


def names(page):
    return [page.table.names.text(row, 0) for row in range(page.model.rowCount())]


def test_names_of_a_health_matter_are_masked_until_shown(page):
    assert names(page) == [MASK, MASK]
    assert page.model.headerData(0, Qt.Orientation.Vertical) == MASK
    assert not any(name in page.sentence.text() for name in ("王祯", "李静"))
    assert MASK in page.table.names.tip(0)
    page.reveal.trigger()
    give_reason(page)
    assert sorted(names(page)) == ["李静", "王祯"]


def test_presence_is_keyed_without_seeing_names(qtbot, page):
    qtbot.keyClicks(page.table, "14")
    assert sorted(row.state for row in Presence.select()) == ["absent", "present"]
    page.table.copy()
    assert "王祯" not in QGuiApplication.clipboard().text()


def test_hidden_names_are_printed_only_for_a_reason(page, desk):
    desk.printed = []
    desk.show_pdf = lambda path, title, relayable=None: desk.printed.append(title)
    page.sign_in.trigger()
    give_reason(page, "")
    assert desk.printed == [] and Disclosure.select().count() == 0
    give_reason(page, "核对签到")
    assert len(desk.printed) == 1 and [row.reason for row in Disclosure.select()] == ["核对签到"]
    assert names(page) == [MASK, MASK]


def test_names_are_masked_again_when_the_page_is_opened_anew(tab, page, examination, qtbot):
    page.reveal.trigger()
    give_reason(page)
    page.left.emit()
    assert tab.stack.currentWidget() is tab.page
    tab.page.attendance.trigger()
    assert names(page) == [MASK, MASK]


def test_make_up_is_arranged_without_seeing_names(page, desk, court, examination, qtbot, monkeypatch):
    qtbot.keyClicks(page.table, "4")
    seen = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: seen.append(dialog.people.item(0).text()) or 0)
    page.make_up.trigger()
    assert seen[0].startswith(MASK)


def test_other_events_show_their_names(tab, court, ceremony, people):
    invite(court, ceremony, [people["王祯"]])
    plan_sessions(court, PARTICIPANTS, ceremony, ())
    tab._open_event(ceremony.id)
    tab.page.attendance.trigger()
    assert names(tab.presence_page) == ["王祯"]
    assert not tab.presence_page.reveal.isVisible()


def test_who_waits_for_a_masked_event_is_not_named(tab, court, examination, people, desk):
    save_event(court, {"places": 1}, examination.id)
    invite(court, examination, [people["王祯"], people["李静"]], waits=True)
    tab._open_event(examination.id)
    panel = tab.page.people
    panel.table.select_key(Participant.get(Participant.attendance == "invited").id)
    desk.notices.answer(False)
    panel.strike_selected()
    question = desk.notices.texts[-1]
    assert "让候补的1 人" in question and "李静" not in question
    assert [row.attendance for row in Participant.select()] == ["waiting"]


def test_of_a_masked_event_nobody_is_named_by_a_refusal_or_a_question(tab, court, examination, people, desk):
    save_event(court, {"places": 1}, examination.id)
    done = invite(court, examination, [people["王祯"], people["李静"]], waits=True)
    tab._open_event(examination.id)
    panel = tab.page.people
    panel.table.select_key(done.waiting[0])
    desk.notices.answer(True)
    panel.mark(Attendance.ATTENDED)
    assert desk.notices.texts[-1] == "1 人还在“2023年度健康体检”的候补里，没有名额。仍记为“已参加”吗？"
    panel.strike_selected()
    assert desk.notices.texts[-1] == "1 人已参加，不能移出名单；如记错，请先改参加情况。"
    assert not any(name in text for name in people for text in desk.notices.texts)


def test_of_other_events_it_is_told_who_came(court, ceremony, people):
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    record_attendance(court, [key], Attendance.ATTENDED)
    with pytest.raises(Refused, match="王祯已参加"):
        strike(court, [key])


def test_the_form_gives_nobody_a_place(court, ceremony, people):
    save_event(court, {"places": 1}, ceremony.id)
    done = invite(court, ceremony, [people["王祯"], people["李静"]], waits=True)
    with pytest.raises(Refused, match=r"李静还在.*回到名单"):
        save_participant(court, done.waiting[0], {"attendance": "attended"})
    save_participant(court, done.waiting[0], {"attendance": "excused"})
    assert Participant.by_key(done.waiting[0]).attendance == "excused"


def test_striking_takes_presence_along(court, ceremony, people):
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    (session,) = plan_sessions(court, PARTICIPANTS, ceremony, ())
    record_presence(court, PARTICIPANTS, ceremony, {(session, key): PresenceMark(PresenceState.PRESENT)})
    strike(court, [key])
    assert Presence.select().count() == 0


def test_who_was_there_is_noted_as_having_come_when_confirmed(page, desk, qtbot, court):
    page.checking.trigger()
    assert desk.notices.texts[-1] == "到场的人都已登记为已参加。"
    qtbot.keyClicks(page.table, "14")
    desk.notices.answer(False, True)
    page.checking.trigger()
    assert {row.attendance for row in Participant.select()} == {"invited"}
    page.checking.trigger()
    assert desk.notices.texts[-1] == "1 人登记为已参加，可按 Ctrl+Z 撤销。"
    assert sorted((row.attendance, str(row.day)) for row in Participant.select()) == [
        ("attended", "2023-05-29"),
        ("invited", "None"),
    ]
    court.undo()
    assert {row.attendance for row in Participant.select()} == {"invited"}


@pytest.mark.parametrize("sheet", ["花名册", "签到表", "桌牌"])
def test_sheets_of_a_masked_list_are_printed_only_for_a_reason(tab, desk, court, examination, people, sheet):
    invite(court, examination, [people["王祯"]])
    tab._open_event(examination.id)
    desk.printed = []
    desk.show_pdf = lambda path, title, relayable=None: desk.printed.append(title)
    tab.page.sheets[sheet].trigger()
    assert desk.printed == []
    give_reason(tab.page.people)
    assert len(desk.printed) == 1 and Disclosure.select().count() == 1 and not tab.page.people.revealed
    tab.page.people.reveal.trigger()
    give_reason(tab.page.people)
    tab.page.sheets[sheet].trigger()
    assert len(desk.printed) == 2 and Disclosure.select().count() == 2


def test_who_missed_a_masked_session_makes_it_up_only_where_names_are_masked(
    court, page, ceremony, examination, people
):
    (there,) = plan_sessions(court, PARTICIPANTS, ceremony, ())
    other = save_event(court, {"title": "补检", "kind": "physical_exam", "starts": ceremony.starts})
    (masked,) = plan_sessions(court, PARTICIPANTS, other, ())
    missed = Session.get(Session.event == examination.id).id
    entry = Participant.get(Participant.person == people["王祯"]).id
    record_presence(court, PARTICIPANTS, examination, {(missed, entry): PresenceMark(PresenceState.ABSENT)})
    today = court.clock.today()
    assert [key for key, _words in make_up_targets(PARTICIPANTS, examination, today)] == [masked]
    assert masked in [key for key, _words in make_up_targets(PARTICIPANTS, ceremony, today)]
    with pytest.raises(Refused, match="姓名平时隐藏"):
        make_up(court, PARTICIPANTS, [(missed, entry)], there)
    assert make_up(court, PARTICIPANTS, [(missed, entry)], masked) == 1


def test_who_makes_up_here_what_has_become_masked_is_not_named(court, ceremony, people):
    open_one = save_event(court, {"title": "座谈", "kind": "visit", "starts": ceremony.starts})
    (entry,) = invite(court, open_one, [people["王祯"]]).new
    (missed,) = plan_sessions(court, PARTICIPANTS, open_one, ())
    (there,) = plan_sessions(court, PARTICIPANTS, ceremony, ())
    record_presence(court, PARTICIPANTS, open_one, {(missed, entry): PresenceMark(PresenceState.ABSENT)})
    make_up(court, PARTICIPANTS, [(missed, entry)], there)
    assert [line.name for line in read_sheet(PARTICIPANTS, ceremony).lines] == ["王祯"]
    save_event(court, {"kind": "counselling"}, open_one.id)
    (line,) = read_sheet(PARTICIPANTS, ceremony).lines
    assert (line.name, line.court, line.guest_of) == (MASK, "", "另一活动")


def test_nothing_is_attached_to_who_takes_part_in_a_health_matter(court, examination, ceremony, people):
    (hidden,) = invite(court, examination, [people["王祯"]]).new
    (seen,) = invite(court, ceremony, [people["王祯"]]).new
    paper = NewFile("王祯体检报告.pdf", b"x")
    with pytest.raises(Refused, match="年度体检只记录是否参加和日期，不能添加附件"):
        attach(court, Participant, hidden, [paper])
    (key,) = attach(court, Participant, seen, [paper]).keys
    with pytest.raises(Refused, match="名单中还有 1 人带附件，请先移除"):
        save_event(court, {"kind": "counselling"}, ceremony.id)
    detach(court, [key])
    assert save_event(court, {"kind": "counselling"}, ceremony.id).kind == "counselling"


def test_the_form_of_who_takes_part_in_a_health_matter_offers_no_attachments(tab, court, examination, ceremony, people):
    for event, offered in ((examination, False), (ceremony, True)):
        (key,) = invite(court, event, [people["李静"]]).new
        form = ParticipantForm(tab._desk, tab)
        form.open(key)
        assert form.form.attachments.isHidden() is not offered


def test_the_search_line_has_room_beside_the_buttons_or_above_them(tab, examination):
    """At 150 % on a usual screen the buttons beside it, one more where names are masked, would leave nothing of it."""
    tab.events.open(examination.id)
    bar = tab.page.people.bar
    for width in (420, 520, 900):
        bar.resize(width, bar.sizeHint().height())
        bar.layout().activate()
        assert bar.picker.width() >= 200
