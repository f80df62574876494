"""Who takes part in an examination or counselling is told by no import, and shown only while one looks at it."""

import json
from datetime import date

import pytest
from confidential_rows import CONFIDENTIAL
from reasons import give_reason

from cadre_desktop.cli.taking_in import told
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.people.name_list.nominations import Nominating
from cadre_desktop.people.screens.name_list.nominations_dialog import nominating_words
from cadre_desktop.welfare.actions import invite, record_attendance, save_event
from cadre_desktop.welfare.child_care.registers import CHILD_DAYS
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.registers import SLOTS
from cadre_desktop.welfare.counselling.rules import SlotSpan
from cadre_desktop.welfare.counselling.slots import SlotSeries, offer
from cadre_desktop.welfare.counselling.slots import book as book_slot
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.welfare.tab import WelfareTab

MASK = "＊＊＊"


@pytest.fixture
def talk(court):
    return save_event(court, {"title": "心理辅导", "kind": "counselling", "starts": date(2023, 6, 10)})


def book(folder, *lines, name="名单.csv"):
    path = folder / name
    path.write_text("\n".join(("活动名称,姓名,参加情况", *lines)), encoding="utf-8-sig")
    return path


def said(result):
    """Everything an import says, but where it is said."""
    return json.dumps(told(result), ensure_ascii=False)


@pytest.mark.parametrize("status", ["", "待参加", "已参加", "请假"])
@pytest.mark.parametrize("there", ["nobody", "somebody", "somebody who came", "everybody"])
def test_an_import_says_the_same_whoever_was_there_already(court, talk, people, tmp_path, status, there):
    path = book(tmp_path, f"心理辅导,王祯,{status}", f"心理辅导,李静,{status}")
    expected = said(import_file(court, PARTICIPANT, path, dry_run=True))
    if there != "nobody":
        rows = invite(court, talk, [people["王祯"], *([people["李静"]] if there == "everybody" else [])])
        if there == "somebody who came":
            record_attendance(court, rows.new, Attendance.ATTENDED)
    dry, done = import_file(court, PARTICIPANT, path, dry_run=True), import_file(court, PARTICIPANT, path)
    assert said(dry) == said(done) == expected
    assert (done.read, done.new, done.changed, done.same) == (3, 2, 0, 0)
    assert {row.person.name for row in Participant.select()} == {"王祯", "李静"}
    wanted = {"已参加": {"attended"}, "请假": {"excused"}}.get(status)
    if wanted:
        assert {row.attendance for row in Participant.select()} == wanted
    assert said(import_file(court, PARTICIPANT, path)) == expected, "nor does a second time"


@pytest.mark.parametrize("kind", CONFIDENTIAL, ids=lambda kind: kind.key)
def test_every_confidential_list_says_nothing_of_what_was_there(kind):
    assert kind.quiet is not None or kind is CHILD_DAYS.kind, "a child goes there by its number"


def test_an_import_does_not_say_who_has_a_slot(court, people, tmp_path):
    """Whoever is named in the sheet, and whether there is such a person, nothing tells who has the slot."""
    offer(court, SlotSeries([date(2023, 6, 10)], [SlotSpan("09:00", "10:00")], "周老师", ""))
    path, told = tmp_path / "时段.csv", []
    for booked in ("nobody", "王祯"):
        if booked in people:
            book_slot(court, CounsellingSlot.get().id, people[booked])
        for name in ("王祯", "李静", "无此人"):
            path.write_text(f"日期,开始,辅导师,预约人\n2023-06-10,09:00,周老师,{name}\n", encoding="utf-8-sig")
            told.append(said(import_file(court, SLOTS.kind, path, dry_run=True)))
    assert told[:3] == told[3:] and told[0] == told[1]
    assert "不变" not in told[5]


def test_of_a_list_that_everybody_may_see_it_is_said_who_was_there(court, ceremony, talk, people, tmp_path):
    invite(court, ceremony, [people["王祯"]])
    invite(court, talk, [people["王祯"]])
    path = book(tmp_path, f"{ceremony.title},王祯,", "心理辅导,王祯,", f"{ceremony.title},李静,请假")
    done = import_file(court, PARTICIPANT, path)
    assert (done.new, done.same) == (2, 1)
    assert sum("不说明哪些人原先已在名单上" in note.message for note in done.notes) == 1


def test_who_waits_for_a_masked_list_goes_on_waiting_and_is_not_named(court, talk, people, tmp_path):
    save_event(court, {"places": 1}, talk.id)
    talk.places = 1
    invite(court, talk, [people["王祯"], people["李静"]], waits=True)
    done = import_file(court, PARTICIPANT, book(tmp_path, "心理辅导,李静,已参加", "心理辅导,王祯,已参加"))
    assert (done.new, done.refused, done.problems) == (2, 0, ())
    assert "李静" not in said(done) and "王祯" not in said(done)
    assert any(note.message.startswith("1 行：有人还在“心理辅导”的候补里") for note in done.notes)
    assert {row.person.name: row.attendance for row in Participant.select()} == {"王祯": "attended", "李静": "waiting"}


def test_the_preview_does_not_say_it_either(qtbot, desk, court, talk, people, tmp_path):
    rows = invite(court, talk, [people["王祯"], people["李静"]])
    record_attendance(court, rows.new[:1], Attendance.ATTENDED)
    path = book(tmp_path, *(f"心理辅导,{name},请假" for name in ("王祯", "李静", "欧阳文博")))
    dialog = ImportDialog(desk, PARTICIPANT, path)
    qtbot.addWidget(dialog)
    dialog.show()
    while dialog.preview.plan is None:
        dialog.advance()
    model = dialog.preview.model
    shown = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(3)]
    assert {row[0] for row in shown} == {"新增"}
    assert not any("→" in (cell or "") for row in shown for cell in row)
    assert len({tuple(row[3:]) for row in shown}) == 1
    dialog.advance()
    assert "新增 3" in desk.notices.texts[-1]
    assert "新增 3，修改 0" in court.last_step().label


def test_nominations_to_a_masked_list_do_not_say_who_was_on_it():
    done = Nominating(2, 1, ("王祯",))
    assert nominating_words(done) == "加入 2 人，候补 1 人，1 人已在名单里。可按 Ctrl+Z 撤销。"
    assert nominating_words(done, masked=True) == "推荐的 4 人都在名单上了，可按 Ctrl+Z 撤销。"


@pytest.fixture
def tab(qtbot, desk, ceremony, talk, court, people):
    invite(court, talk, [people["王祯"]])
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    return tab


def name_in(table):
    return table.listing_model.data(table.listing_model.index(0, 0))


def shown_once(tab, talk):
    tab.events.open(talk.id)
    people = tab.page.people
    assert name_in(people.table) == MASK
    people.reveal.trigger()
    assert name_in(people.table) == MASK
    give_reason(people)
    assert name_in(people.table) == "王祯"
    return people


@pytest.mark.parametrize("way", ["the list of events", "the records", "another event", "a new event", "another tab"])
def test_names_shown_once_are_masked_when_one_comes_back(qtbot, tab, talk, ceremony, way):
    """They stayed shown in that event for as long as the program ran."""
    people = shown_once(tab, talk)
    if way == "the list of events":
        tab.page.leave()
    elif way == "the records":
        tab.head.section_chosen.emit(1)
    elif way == "another event":
        tab._open_event(ceremony.id)
    elif way == "a new event":
        tab._open_event(None)
    else:
        tab.hide()
        tab.show()
    tab._open_event(talk.id)
    assert name_in(people.table) == MASK
    assert not people.revealed and people.reveal_button.text() == "显示姓名"


def test_a_form_that_names_somebody_is_closed_with_them_unless_something_was_typed(tab, talk):
    people = shown_once(tab, talk)
    people.opened.emit(Participant.get().id)
    assert tab.page.left_side.currentWidget() is tab.page.participant
    tab.page.participant.form.cells["attendance"].editor.set_value("absent")
    tab.hide()
    assert tab.page.left_side.currentWidget() is tab.page.participant
    tab.page.participant.reload()
    tab.show()
    tab.hide()
    assert tab.page.left_side.currentWidget() is tab.page.form


def test_names_stay_shown_on_the_pages_one_goes_to_from_the_event(tab, talk):
    people = shown_once(tab, talk)
    people.by_filter.trigger()
    tab.invite_page.left.emit()
    assert name_in(people.table) == "王祯"
    tab.page.attendance.trigger()
    assert tab.presence_page.revealed
    tab.presence_page.left.emit()
    assert name_in(people.table) == "王祯"


def test_attendance_is_masked_when_another_tab_was_in_front(qtbot, tab, talk):
    shown_once(tab, talk)
    tab.page.attendance.trigger()
    assert tab.presence_page.revealed
    tab.hide()
    tab.show()
    assert not tab.presence_page.revealed
