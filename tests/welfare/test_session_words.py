"""What is said of the sessions of an event of welfare: nothing of it is about lessons, of which it has none."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import (
    cancel_make_up,
    make_up,
    plan_sessions,
    record_presence,
    remove_sessions,
    save_session,
)
from cadre_desktop.people.name_list.bookings import session_remarks
from cadre_desktop.people.name_list.declaration import declared_lists
from cadre_desktop.people.name_list.presence_sheet import read_sheet
from cadre_desktop.people.name_list.prints import print_session_sign_in
from cadre_desktop.people.name_list.records import Lecturer, Session
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState
from cadre_desktop.people.name_list.session_words import SessionWords
from cadre_desktop.people.records import Person
from cadre_desktop.people.screens.name_list.make_up_dialog import MakeUpDialog
from cadre_desktop.people.screens.name_list.session_dialogs import PlanDialog, SessionDialog
from cadre_desktop.welfare.actions import invite
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.tab import WelfareTab

LESSONS = ("课", "授", "班次", "学时", "参训")
AWAY = PresenceMark(PresenceState.ABSENT)


def about_lessons(texts):
    return [text for text in texts if any(word in text for word in LESSONS)]


def shown(widget: QWidget):
    """Everything a widget says, at the mouse and to screen readers too."""
    yield widget.windowTitle()
    for each in [widget, *widget.findChildren(QWidget)]:
        if each.isVisibleTo(widget):
            yield from (each.toolTip(), each.accessibleName())
            yield each.text() if isinstance(each, QLabel | QAbstractButton) else ""
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


@pytest.fixture
def page(qtbot, desk, court, ceremony, people):
    """The attendance of the ceremony, to which two people are invited."""
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    invite(court, ceremony, [people["王祯"], people["李静"]])
    tab._open_event(ceremony.id)
    tab.page.attendance.trigger()
    return tab.presence_page


def test_the_page_speaks_of_parts_of_the_event(page, court, ceremony, qtbot):
    assert "还没有场次" in list(shown(page.empty))
    assert about_lessons(shown(page)) == []
    assert page.plan.text() == "按日期安排场次…" and page.make_up.text() == "补场名单…"
    plan_sessions(court, PARTICIPANTS, ceremony, ())
    qtbot.keyClicks(page.table, "4")
    assert about_lessons(shown(page)) == []
    seen = [column for column in range(page.model.columnCount()) if not page.table.isColumnHidden(column)]
    headings = [page.model.headerData(column, page.table.horizontalHeader().orientation()) for column in seen]
    assert headings[1:] == ["出勤情况"]  # no hours are counted
    assert about_lessons(headings) == []


def test_the_dialogs_do(page, desk, court, ceremony, qtbot):
    (key,) = plan_sessions(court, PARTICIPANTS, ceremony, ())
    record_presence(court, PARTICIPANTS, ceremony, {(key, row.id): AWAY for row in Participant.select()})
    sheet = read_sheet(PARTICIPANTS, ceremony)
    dialogs = [
        PlanDialog(desk, PARTICIPANTS, ceremony, page),
        SessionDialog(desk, PARTICIPANTS, ceremony, None, page),
        SessionDialog(desk, PARTICIPANTS, ceremony, Session.by_key(key), page),
        MakeUpDialog(desk, PARTICIPANTS, ceremony, sheet, False, page),
    ]
    titles = [dialog.windowTitle() for dialog in dialogs]
    assert titles == ["按日期安排场次", "新增场次", "修改场次", "安排补场"]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert about_lessons(shown(dialog)) == []


def refusals(court, event):
    """What is refused of the sessions of an event, whatever it is."""
    (key,) = plan_sessions(court, PARTICIPANTS, event, ())
    entry = Participant.get(Participant.event == event).id
    extra = save_session(court, PARTICIPANTS, event, {"day": event.starts, "make_up": True}).id
    record_presence(court, PARTICIPANTS, event, {(key, entry): AWAY})
    yield lambda: plan_sessions(court, PARTICIPANTS, event, ())
    yield lambda: save_session(court, PARTICIPANTS, event, {"day": None})
    yield lambda: save_session(court, PARTICIPANTS, event, {"day": event.starts.replace(month=1)})
    yield lambda: record_presence(court, PARTICIPANTS, event, {(7, entry): AWAY})
    yield lambda: record_presence(court, PARTICIPANTS, event, {(extra, entry): AWAY})
    yield lambda: make_up(court, PARTICIPANTS, [(extra, entry)], key)
    yield lambda: make_up(court, PARTICIPANTS, [(key, entry)], key)
    make_up(court, PARTICIPANTS, [(key, entry)], extra)
    yield lambda: make_up(court, PARTICIPANTS, [(key, entry)], extra)
    yield lambda: remove_sessions(court, PARTICIPANTS, event, [key])
    cancel_make_up(court, PARTICIPANTS, event, [(extra, entry)])
    remove_sessions(court, PARTICIPANTS, event, [key])


def test_what_is_refused_and_what_steps_are_called(court, ceremony, people):
    invite(court, ceremony, [people["王祯"]])
    said = []
    for refused in refusals(court, ceremony):
        with pytest.raises(Refused) as caught:
            refused()
        said.append(str(caught.value))
    assert about_lessons(said) == [] and len(said) == 9
    titles = []
    while (step := court.undoable()) is not None:
        titles.append(step.label)
        court.undo()
    assert about_lessons(titles) == [] and len(titles) > 5


def test_the_sheet_to_sign_and_what_is_pointed_out(court, ceremony, people, tmp_path):
    invite(court, ceremony, [people["王祯"]])
    with court.step("师资"):
        retired = Lecturer.add(name="阿拉坦·巴特尔", person=people["阿拉坦·巴特尔"])
    values = {"day": ceremony.starts, "taught_by": retired.id, "lecturer": retired.name}
    key = save_session(court, PARTICIPANTS, ceremony, values).id
    remarks = session_remarks(PARTICIPANTS, ceremony, {**values, "half": "", "begins": "", "ends": ""})
    assert remarks[0].startswith("主持人阿拉坦·巴特尔同时安排在“2023年荣退仪式”")
    assert remarks[1].startswith("主持人阿拉坦·巴特尔已退休")
    path = tmp_path / "签到表.pdf"
    print_session_sign_in(path, PARTICIPANTS, ceremony, key)
    with Pages(path) as pages:
        words = "".join(pages.text(0).split())
    assert "场次：2023年6月28日" in words and "主持人：阿拉坦·巴特尔" in words
    assert about_lessons([words]) == []
    assert Person.by_key(people["阿拉坦·巴特尔"]).status == "retired"


def test_every_list_has_words_of_its_own():
    words = {names.events.__name__: names.words for names in declared_lists()}
    assert words["WelfareEvent"] != words["Course"]
    for each in words.values():
        assert all(vars(each).values())


def test_the_words_go_into_their_places():
    words = SessionWords("场次", "安排场次", "补场", "主持人")
    assert words.said("{title}{planning} {count} 次", title="“体检”", count=3) == "“体检”安排场次 3 次"
