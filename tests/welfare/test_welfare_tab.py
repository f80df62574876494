"""The welfare tab under the hands of a coordinator."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from reasons import give_reason

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.choosing import UNASKED
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare import figures
from cadre_desktop.welfare.actions import invite, record_attendance, save_event
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind
from cadre_desktop.welfare.tab import WelfareTab

MASK = "＊＊＊"


@pytest.fixture
def tab(qtbot, desk, ceremony, examination):
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    return tab


def column(table, section=0):
    model = table.listing_model
    return [model.data(model.index(row, section)) for row in range(model.rowCount())]


def test_the_events_of_a_year(court, tab):
    assert column(tab.events.table) == ["2023年荣退仪式", "2023年度健康体检"]
    assert tab.head.events.text() == "2 场活动"
    save_event(court, {"title": "春节慰问", "kind": "visit", "starts": date(2022, 1, 20)})
    tab.head.show_year(2022)
    assert column(tab.events.table) == ["春节慰问"]
    tab.head.show_year(None)
    assert len(column(tab.events.table)) == 3
    assert tab.head.events.isHidden()


def test_the_arrows_go_from_year_to_year(tab):
    tab.head.years._step(-1)
    assert tab.head.year == 2022
    assert column(tab.events.table) == []


def test_a_new_event_is_saved_and_then_people_can_be_added(tab, people, desk):
    tab.events.new()
    page = tab.page
    page.save()
    assert page.form.cells["title"].problem
    page.form.cells["title"].editor.set_value("新干警见面会")
    page.form.cells["kind"].editor.set_value("onboarding")
    page.form.cells["starts"].editor.set_value(date(2023, 7, 20))
    page.save()
    event = WelfareEvent.get(WelfareEvent.title == "新干警见面会")
    assert event.court.short_name == "包头中院"
    page.people.picker.picked.emit(people["王祯"])
    assert column(page.people.table) == ["王祯"]
    assert page.people.summary.text() == "共 1 人 · 待参加 1"
    page.people.picker.picked.emit(people["王祯"])
    assert desk.notices.texts[-1] == "已经在名单上了。"


def test_attendance_by_menu_and_keyboard(court, tab, ceremony, people, qtbot):
    invite(court, ceremony, list(people.values()))
    tab.events.open(ceremony.id)
    people_panel = tab.page.people
    assert not people_panel.marks[Attendance.ATTENDED].isEnabled()
    people_panel.table.selectAll()
    people_panel.marks[Attendance.ATTENDED].trigger()
    people_panel.table.select_row(0)
    people_panel.marks[Attendance.EXCUSED].trigger()
    assert people_panel.summary.text() == "共 4 人 · 已参加 3 · 请假 1"
    qtbot.keyClick(people_panel.table, Qt.Key.Key_Delete)
    assert people_panel.summary.text() == "共 3 人 · 已参加 3"


def test_who_came_cannot_be_struck_off(court, tab, ceremony, people, desk):
    keys = invite(court, ceremony, [people["王祯"]]).new
    record_attendance(court, keys, Attendance.ATTENDED)
    tab.events.open(ceremony.id)
    tab.page.people.table.selectAll()
    tab.page.people.drop.trigger()
    assert "已参加，不能移出名单" in desk.notices.texts[-1]


def test_many_are_chosen_by_filter(tab, ceremony, people):
    tab.events.open(ceremony.id)
    tab.page.people.by_filter.trigger()
    chooser = tab.invite_page.chooser
    assert tab.stack.currentWidget() is tab.invite_page
    assert chooser.group.value() == "retiring"  # for a retirement ceremony
    assert set(column(chooser.table)) == {"李静", "阿拉坦·巴特尔"}
    chooser.group.set_value("newcomers")
    chooser.ask()
    assert column(chooser.table) == ["王祯"]
    chooser.take_all.click()
    tab.invite_page.confirm.click()
    assert tab.stack.currentWidget() is tab.page
    assert column(tab.page.people.table) == ["王祯"]


def test_taking_the_whole_staff_is_asked_first_unless_narrowed(court, tab, ceremony, people, desk):
    with court.step("更多人员"):
        Person.add_many([{"name": f"王{number}", "court": Court.get().id} for number in range(UNASKED)])
    tab.events.open(ceremony.id)
    tab.page.people.by_filter.trigger()
    chooser = tab.invite_page.chooser
    chooser.group.set_value("staff")
    chooser.ask()
    assert not chooser.take_all.isEnabled()
    chooser.table.selectAll()
    desk.notices.answer(False)
    chooser.take_selected.click()
    assert chooser.chosen == []
    assert "没有设置任何筛选条件" in desk.notices.texts[-1]
    chooser.age_from.set_value(18)
    assert chooser.narrowed
    chooser.age_from.set_value(None)
    chooser.table.selectAll()
    desk.notices.answer(True)
    chooser.take_selected.click()
    assert len(chooser.chosen) > UNASKED


def test_nobody_is_put_on_a_masked_list_without_a_reason(court, tab, people, desk):
    """How full it gets, and who is missing among those offered, would tell who is on it."""
    exam = save_event(court, {"title": "体检", "kind": "physical_exam", "starts": date(2023, 6, 10)})
    invite(court, exam, [people["王祯"]])
    tab.events.open(exam.id)
    panel, page = tab.page.people, tab.invite_page
    asking = (
        lambda: panel.picker.picked.emit(people["王祯"]),
        lambda: panel.picker.pasted.emit("王祯、李静"),
        panel.by_names.trigger,
        panel.by_filter.trigger,
        panel.bar.quotas.trigger,
        panel.bar.nominations.print.trigger,
    )
    for ask in asking:
        ask()
        give_reason(panel, "")
        assert tab.stack.currentWidget() is tab.page and not panel.revealed
    assert desk.notices.texts == [] and Participant.select().count() == 1
    panel.by_filter.trigger()
    give_reason(panel)
    assert tab.stack.currentWidget() is page
    page.chooser.group.set_value("everybody")
    page.chooser.ask()
    assert "王祯" not in column(page.chooser.table)


def test_a_page_opened_for_a_masked_list_tells_nobody_by_absence(court, tab, people, desk):
    exam = save_event(court, {"title": "体检", "kind": "physical_exam", "starts": date(2023, 6, 10)})
    invite(court, exam, [people["王祯"]])
    tab.events.open(exam.id)
    page = tab.invite_page
    tab._choose_people(exam, None)
    page.chooser.group.set_value("everybody")
    page.chooser.ask()
    assert "王祯" in column(page.chooser.table)
    assert "名单" not in page.chooser.found.text()
    page.chooser.paste_names("王祯、李静")
    assert page.chooser.chosen == [people["王祯"], people["李静"]]
    page.confirm.click()
    assert desk.notices.texts[-1] == "所选 2 人都在名单上了，可按 Ctrl+Z 撤销。"


@pytest.mark.parametrize("text", ["王祯 李静", "王祯　李静", "王祯   李静 欧阳文博", "王祯、李静", "王祯\n李静"])
@pytest.mark.parametrize("way", ["keys", "menu", "typed"])
def test_a_list_in_the_search_line_goes_where_lists_are_read_however_it_gets_there(
    court, tab, ceremony, people, qtbot, text, way
):
    tab._open_event(ceremony.id)
    picker = tab.page.people.picker
    picker.setFocus()
    QGuiApplication.clipboard().setText(text)
    if way == "keys":
        qtbot.keyClick(picker, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif way == "menu":
        picker.paste()
    else:
        for sign in text.replace("\n", " "):
            picker.insert(sign)
            picker.textEdited.emit(picker.text())
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert tab.stack.currentWidget() is tab.invite_page
    assert len(tab.invite_page.chooser.chosen) == len(text.split()) if "、" not in text else 2
    assert picker.text() == ""


@pytest.mark.parametrize("text", ["王 祯", "李静", "wang zhen", "阿拉坦·巴特尔"])
def test_one_name_in_the_search_line_is_looked_for(court, tab, ceremony, people, text):
    tab._open_event(ceremony.id)
    picker = tab.page.people.picker
    QGuiApplication.clipboard().setText(text)
    picker.setFocus()
    picker.paste()
    assert tab.stack.currentWidget() is tab.page
    assert picker.text() == text


def test_names_are_pasted_for_an_event(court, tab, ceremony, people):
    tab.events.open(ceremony.id)
    tab.page.people.by_names.trigger()
    page = tab.invite_page
    assert tab.stack.currentWidget() is page
    page.chooser.paste_names("王祯、李静")
    page.confirm.click()
    assert set(column(tab.page.people.table)) == {"王祯", "李静"}
    court.undo()
    tab.page.people.picker.pasted.emit("王祯、李静")
    assert tab.stack.currentWidget() is page and len(page.chooser.chosen) == 2


def test_the_page_of_choice_tells_how_many_places_are_left(court, tab, ceremony, people, desk):
    save_event(court, {"places": 1}, ceremony.id)
    tab.events.open(ceremony.id)
    tab.page.people.by_filter.trigger()
    page = tab.invite_page
    assert page.room.text() == "名额 1 人，还可加入 1 人。"
    page.chooser.choose([people["王祯"]])
    assert page.room.text() == "名额 1 人，还可加入 0 人。"
    page.chooser.choose([people["王祯"], people["李静"]])
    assert page.room.text() == "名额 1 人，还可加入 0 人；所选的有 1 人要候补。"
    desk.notices.answer(False)
    page.confirm.click()
    assert "只有 1 个名额" in desk.notices.texts[-1]
    assert Participant.select().count() == 0
    desk.notices.answer(True)
    page.confirm.click()
    assert sorted(row.attendance for row in Participant.select()) == ["invited", "waiting"]


def test_names_of_an_examination_are_masked_until_shown(court, tab, examination, people, desk):
    (key,) = invite(court, examination, [people["王祯"]]).new
    tab.events.open(examination.id)
    panel = tab.page.people
    assert column(panel.table) == [MASK]
    panel.opened.emit(key)
    assert tab.page.left_side.currentWidget() is tab.page.form
    assert "显示姓名" in desk.notices.texts[-1]
    panel.reveal_button.click()
    give_reason(panel)
    assert column(panel.table) == ["王祯"]
    panel.opened.emit(key)
    form = tab.page.participant.form
    assert "notes" not in form.cells
    form.cells["attendance"].editor.set_value("absent")
    tab.page.participant.save()
    assert Participant.by_key(key).attendance == Attendance.ABSENT
    tab.page.leave()
    tab.events.open(examination.id)
    assert column(panel.table) == [MASK]  # shown on purpose only as long as one looked at it
    tab.page.open(WelfareEvent.get(WelfareEvent.kind == "retirement_ceremony").id)
    tab.page.open(examination.id)
    assert column(panel.table) == [MASK]


def test_a_participant_of_an_ordinary_event_has_a_form(court, tab, ceremony, people, desk):
    (key,) = invite(court, ceremony, [people["王祯"]]).new
    tab.events.open(ceremony.id)
    tab.page.people.opened.emit(key)
    form = tab.page.participant.form
    assert tab.page.left_side.currentWidget() is tab.page.participant
    form.cells["companions"].editor.set_value(-1)
    tab.page.participant.save()
    assert form.cells["companions"].problem
    desk.notices.answer(False)
    assert not tab.may_leave()
    form.cells["companions"].editor.set_value(2)
    tab.page.participant.save()
    assert Participant.by_key(key).companions == 2
    tab.page.people.opened.emit(key)
    form.delete_wanted.emit()
    assert Participant.select().count() == 0


def test_a_figure_that_counts_health_matters_opens_masked(court, tab, ceremony, examination, people):
    for event in (ceremony, examination):
        record_attendance(court, invite(court, event, [people["王祯"]]).new, Attendance.ATTENDED)
    tab.head.section_chosen.emit(1)
    assert column(tab.participants.table) == ["王祯"]
    tab.head.times.click()
    assert tab.stack.currentWidget() is tab.masked
    assert column(tab.masked.table) == [MASK, MASK]
    tab.reveal.click()
    give_reason(tab.reveal)
    assert column(tab.masked.table) == ["王祯", "王祯"]
    tab.head.section_chosen.emit(0)
    tab.head.times.click()
    assert column(tab.masked.table) == [MASK, MASK]
    invite(court, ceremony, [people["李静"]])
    record_attendance(court, [row.id for row in Participant.select()], Attendance.ATTENDED)
    tab.show_listing("participants", figures.participations(2023, WelfareKind.RETIREMENT_CEREMONY))
    assert tab.stack.currentWidget() is tab.participants
    assert set(column(tab.participants.table)) == {"王祯", "李静"}


def test_a_participation_opens_its_event(court, tab, examination, people):
    (key,) = invite(court, examination, [people["王祯"]]).new
    record_attendance(court, [key], Attendance.ATTENDED)
    tab.head.times.click()  # a single row is opened at once
    assert tab.stack.currentWidget() is tab.page
    assert tab.stack.currentWidget() is tab.page
    assert tab.page.event_.id == examination.id
    assert tab.page.people.table.selected_keys() == [key]


def test_printing(court, tab, ceremony, people, printed, desk):
    tab.events.open(ceremony.id)
    sheets = [tab.page.sheets[title] for title in ("花名册", "签到表", "桌牌")]
    for sheet in sheets:
        sheet.trigger()
    assert {each.kind for each in desk.notices.messages} == {"refused"}
    desk.notices.messages.clear()
    assert printed == []
    invite(court, ceremony, [people["王祯"]])
    for sheet in sheets:
        sheet.trigger()
    assert [title for _path, title in printed] == [
        "2023年荣退仪式花名册",
        "2023年荣退仪式签到表",
        "2023年荣退仪式桌牌",
    ]
    with Pages(printed[1][0]) as pages:
        assert "签" in pages.text(0)


def test_unsaved_entries_are_asked_about(tab, ceremony, desk):
    tab.events.open(ceremony.id)
    tab.page.form.cells["place"].editor.set_value("一楼")
    desk.notices.answer(False, True)
    tab.page.leave()
    assert tab.stack.currentWidget() is tab.page
    assert tab.may_leave()
    tab.page.leave()
    assert tab.stack.currentWidget() is tab.events
    assert WelfareEvent.by_key(ceremony.id).place == "三楼会议室"


def test_an_event_is_deleted_and_its_page_left(court, tab, ceremony, people, desk):
    invite(court, ceremony, [people["王祯"]])
    tab.events.open(ceremony.id)
    desk.notices.answer(True, True)
    tab.page.form.delete_wanted.emit()
    assert "不能删除" in desk.notices.texts[-1]
    court.undo()
    tab.page.form.delete_wanted.emit()
    assert WelfareEvent.get_or_none(WelfareEvent.id == ceremony.id) is None
    assert tab.stack.currentWidget() is tab.events


def test_an_event_that_was_found_is_opened(tab, examination):
    tab.show_listing("welfare-events", Listing(WELFARE_EVENT, (Condition("t.id = ?", (examination.id,)),)))
    assert tab.stack.currentWidget() is tab.page
    assert tab.page.event_.id == examination.id


def test_the_page_of_an_event_that_is_undone_is_left(court, tab, people):
    event = save_event(court, {"title": "慰问", "kind": "visit", "starts": date(2023, 6, 2)})
    tab.events.open(event.id)
    court.undo()
    assert tab.stack.currentWidget() is tab.events
    assert "慰问" not in column(tab.events.table)
