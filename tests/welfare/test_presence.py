"""Presence in welfare events, whose names are masked where they are a health matter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from cadre_desktop.kit.display import MASK
from cadre_desktop.people.name_list.attending import plan_sessions, record_presence
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState
from cadre_desktop.welfare.actions import invite, save_event, strike
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import Participant
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
    assert sorted(names(page)) == ["李静", "王祯"]


def test_presence_is_keyed_without_seeing_names(qtbot, page):
    qtbot.keyClicks(page.table, "14")
    assert sorted(row.state for row in Presence.select()) == ["absent", "present"]
    page.table.copy()
    assert "王祯" not in QGuiApplication.clipboard().text()


def test_hidden_names_are_printed_only_when_asked_for(page, desk):
    desk.notices.answer(False)
    desk.printed = []
    desk.show_pdf = lambda path, title, relayable=None: desk.printed.append(title)
    page.sign_in.trigger()
    assert "签到表上会印出姓名" in desk.notices.texts[-1] and desk.printed == []
    desk.notices.answer(True)
    page.sign_in.trigger()
    assert len(desk.printed) == 1


def test_names_are_masked_again_when_the_page_is_opened_anew(tab, page, examination, qtbot):
    page.reveal.trigger()
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
def test_sheets_of_a_masked_list_are_printed_only_when_asked_for(tab, desk, court, examination, people, sheet):
    invite(court, examination, [people["王祯"]])
    tab._open_event(examination.id)
    desk.printed = []
    desk.show_pdf = lambda path, title, relayable=None: desk.printed.append(title)
    desk.notices.answer(False, True)
    tab.page.sheets[sheet].trigger()
    assert f"“{sheet}”上会印出姓名" in desk.notices.texts[-1] and desk.printed == []
    tab.page.sheets[sheet].trigger()
    tab.page.people.reveal.trigger()
    tab.page.sheets[sheet].trigger()
    assert len(desk.printed) == 2


def test_the_search_line_has_room_beside_the_buttons_or_above_them(tab, examination):
    """At 150 % on a usual screen the buttons beside it, one more where names are masked, would leave nothing of it."""
    tab.events.open(examination.id)
    bar = tab.page.people.bar
    for width in (420, 520, 900):
        bar.resize(width, bar.sizeHint().height())
        bar.layout().activate()
        assert bar.picker.width() >= 200
