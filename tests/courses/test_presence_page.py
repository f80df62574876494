"""The attendance grid: keyed person by person, filled by columns, pasted from Excel, with sessions and make-up."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from writing_jobs import in_a_writing_job

from cadre_desktop.courses.actions import cancel_course, close_course, enrol, record_results, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.leave_dialog import LeaveDialog
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.people.name_list.attending import make_up, plan_sessions, record_presence, save_session, sessions_of
from cadre_desktop.people.name_list.records import CourtQuota, Presence, Session
from cadre_desktop.people.name_list.rules import Half, PresenceMark, PresenceState
from cadre_desktop.people.records import Court
from cadre_desktop.people.screens.name_list.make_up_dialog import MakeUpDialog
from cadre_desktop.people.screens.name_list.quota_dialog import QuotaDialog
from cadre_desktop.people.screens.name_list.session_dialogs import PlanDialog, SessionDialog


@pytest.fixture
def tab(qtbot, desk, court, course, people):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._open_course(course.id)
    return tab


@pytest.fixture
def empty(tab, court, course, people):
    """The page of a course without sessions."""
    enrol(court, course, people.values())
    tab.page.attendance.trigger()
    return tab.presence_page


@pytest.fixture
def page(empty, court, course):
    """The page with four sessions; the cursor is with the first person in the first one."""
    plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    return empty


def test_a_page_without_sessions_begins_at_planning_them(qtbot, tab, empty):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    empty.left.emit()
    tab.page.attendance.trigger()
    assert QApplication.focusWidget().text() == "按日期排课…"
    assert not empty.checking.isEnabled()
    assert empty.checking.toolTip() == "还没有课次；先排课、登记考勤，再来核对。"


def test_with_sessions_the_hours_can_be_checked(page):
    assert page.checking.isEnabled()
    assert page.checking.toolTip() == page.checking.text()


def test_a_half_filled_course_is_asked_about_while_people_are_chosen_for_it(tab, desk, course):
    editor = tab.page.form.cells["place"].editor
    editor.setText("三楼")
    editor.textEdited.emit("三楼")
    tab._choose_people(course, None)
    desk.notices.answer(False)
    assert not tab.may_leave()
    assert desk.notices.messages[-1].kind == "ask"


def column(page, number=0):
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def names(page):
    return [page.model.headerData(row, Qt.Orientation.Vertical) for row in range(page.model.rowCount())]


def running(monkeypatch, answer):
    """Dialogs that open are answered by `answer` instead of a user."""
    monkeypatch.setattr(QDialog, "exec", lambda self: answer(self) or 1)


def test_a_course_without_sessions_says_how_to_begin(tab, empty):
    assert tab.stack.currentWidget() is empty and tab.bar.isHidden()
    assert empty.empty.isVisible() and not empty.table.isVisible()
    assert not empty.fill.isEnabled() and not empty.sign_in.isEnabled() and not empty.make_up.isEnabled()
    assert not empty.checking.isEnabled()
    assert empty.empty.isAncestorOf(tab.focusWidget())  # Enter begins, and does not lead back


def test_each_key_says_how_it_was_and_goes_on_to_the_next_person(qtbot, page):
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (0, 0)
    for key in ("1", "t", "b", "4", " "):
        qtbot.keyClicks(page.table, key)
    assert column(page) == ["✓", "迟", "病", "×", "✓"]
    assert page.table.currentIndex().row() == 4
    assert Presence.select().count() == 5
    assert page.model.headerData(0, Qt.Orientation.Horizontal).endswith("3/5")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert column(page) == ["✓", "迟", "病", "×", ""]


def test_each_key_is_a_step_of_its_own(qtbot, page, court):
    qtbot.keyClicks(page.table, "14")
    court.undo()
    assert column(page)[:2] == ["✓", ""]
    court.undo()
    assert column(page)[:2] == ["", ""]
    court.redo()
    assert column(page)[:2] == ["✓", ""]


def test_a_selection_is_said_at_once(qtbot, page, court):
    page.table.selectColumn(1)
    qtbot.keyClicks(page.table, "g")
    assert column(page, 1) == ["公"] * 5
    court.undo()
    assert column(page, 1) == [""] * 5


def test_a_column_is_filled_but_for_what_is_known(qtbot, page):
    qtbot.keyClicks(page.table, "4")
    qtbot.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert column(page) == ["×", "✓", "✓", "✓", "✓"]
    page.fill.trigger()
    assert "都已经登记过" in page._desk.notices.texts[-1]


def test_what_is_left_is_told_until_nothing_is(court, page, course):
    assert page.summary.text() == "共 5 人 × 4 次，还有 20 人次未登记"
    page.table.go_to(2, 0)
    assert f"{page.model.name(2)}　签到表 3 号　" in page.sentence.text()
    for number in range(4):
        page.table.go_to(0, number)
        page.fill.trigger()
    assert page.summary.text() == "共 5 人 × 4 次，都已登记"
    save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 9), "make_up": True})
    assert page.summary.text() == "共 5 人 × 4 次，另有补课 1 次，都已登记"


def test_the_hours_missed_stand_near_the_names(page):
    """They are the last column, which goes on to the edge, where their middle would be far off."""
    last, role = page.model.columnCount() - 1, Qt.ItemDataRole.TextAlignmentRole
    assert page.model.index(0, last).data(role) & Qt.AlignmentFlag.AlignLeft
    assert page.model.headerData(last, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignLeft
    assert page.model.index(0, 0).data(role) & Qt.AlignmentFlag.AlignHCenter


def test_what_excel_has_is_pasted_and_what_cannot_be_is_told(page):
    page.table.go_to(0, 2)
    QGuiApplication.clipboard().setText("√\t迟\n病假\t不知道\n×\t1\t1\n")
    page.table.paste()
    assert (column(page, 2), column(page, 3)) == (["✓", "病", "×", "", ""], ["迟", "", "✓", "", ""])
    assert "有 1 格没有粘贴：“不知道”看不懂" in page.sentence.text()
    assert "有 1 格落在表格外" in page.sentence.text()
    page.table.clearSelection()
    page.table.selectColumn(2)
    page.table.copy()
    assert QGuiApplication.clipboard().text().split("\n") == ["✓", "病", "×", "", ""]


def test_what_is_refused_is_shown_as_it_is(qtbot, page, court, course, desk):
    entry = page.model.sheet.lines[0].entry
    with in_a_writing_job():
        record_results(court, [entry], status=EnrolmentStatus.COMPLETED)
    page.hide()
    with in_a_writing_job():
        save_course(court, {"places": 9}, course.id)
        cancel_course(court, course, "疫情")
    qtbot.keyClicks(page.table, "1")
    assert column(page)[0] == ""
    assert "已取消" in desk.notices.texts[-1]


def test_a_closed_course_is_only_read(qtbot, page, court, course, people):
    there = PresenceMark(PresenceState.PRESENT)
    sheet = page.model.sheet
    cells = {(session.key, line.entry): there for session in sheet.sessions for line in sheet.lines}
    record_presence(court, ENROLMENTS, course, cells)
    close_course(court, course)
    qtbot.keyClicks(page.table, "4")
    assert column(page)[0] == "✓" and Presence.select().where(Presence.state != "present").count() == 0
    assert not page.fill.isEnabled() and not page.add.isEnabled()
    assert page.sentence.text() == "已结束的名单只能查看。"


def test_sessions_are_planned_added_changed_and_deleted(empty, monkeypatch, desk, qtbot):
    def plan(dialog):
        assert isinstance(dialog, PlanDialog)
        dialog.answer()

    running(monkeypatch, plan)
    empty.plan.trigger()
    assert len(empty.model.sheet.sessions) == 4

    def impossible(dialog):
        assert isinstance(dialog, SessionDialog)
        dialog.begins.set_value("25:00")
        dialog.answer()
        assert "不是时间" in dialog.problem.text() and dialog.result() == 0
        dialog.begins.set_value("8:30")
        dialog.heading.set_value("民法典")
        dialog.answer()

    running(monkeypatch, impossible)
    empty.change.trigger()
    assert Session.select().where(Session.title == "民法典").get().begins == "08:30"
    empty.add.trigger()
    assert len(empty.model.sheet.sessions) == 5
    empty.table.go_to(0, 0)
    qtbot.keyClicks(empty.table, "1")
    empty.table.go_to(0, 0)
    desk.notices.answer(False, True)
    empty.remove.trigger()
    assert "已登记 1 人的考勤" in desk.notices.texts[-1] and len(empty.model.sheet.sessions) == 5
    empty.remove.trigger()
    assert len(empty.model.sheet.sessions) == 4 and Presence.select().count() == 0


def test_who_missed_something_is_put_into_another_session(page, court, course, monkeypatch, qtbot, desk):
    qtbot.keyClicks(page.table, "41")
    with in_a_writing_job():
        save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 9), "make_up": True})

    def put(dialog):
        assert isinstance(dialog, MakeUpDialog)
        assert dialog.people.count() == 1
        dialog.answer()
        assert "请选择补到" in dialog.problem.text()
        dialog.target.setCurrentIndex(1)
        dialog.answer()

    running(monkeypatch, put)
    page.make_up.trigger()
    assert desk.notices.texts[-1] == "1 人已安排补课，可按 Ctrl+Z 撤销。"
    assert column(page)[0] == "×›" and column(page, 4) == ["待", "—", "—", "—", "—"]
    page.table.go_to(0, 4)
    desk.notices.answer(False)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert "取消 1 人在这里的补课安排吗" in desk.notices.texts[-1] and column(page, 4)[0] == "待"
    qtbot.keyClicks(page.table, "1")
    assert column(page)[0] == "补" and not page.make_up.isEnabled()
    assert "已在 3月9日（补课） 补课" in page.model.words(page.model.index(0, 0))


def test_leave_is_taken_over_as_it_is_ticked(page, monkeypatch, qtbot, desk):
    qtbot.keyClicks(page.table, "334")
    entries = [line.entry for line in page.model.sheet.lines]

    def take(dialog):
        assert isinstance(dialog, LeaveDialog)
        assert dialog.people.count() == 2  # who stayed away without leave is none of them
        dialog.people.item(1).setCheckState(Qt.CheckState.Unchecked)
        dialog.answer()

    running(monkeypatch, take)
    page.checking.trigger()
    assert [Enrolment.by_key(key).leave for key in entries[:2]] == [35, None]
    assert "超过规定比例" in desk.notices.texts[-1]


def test_without_anything_to_check_that_is_said(page, desk):
    page.checking.trigger()
    assert desk.notices.texts[-1] == "请假学时与考勤一致。"


def test_the_sheet_of_the_session_one_is_in_is_laid_out(page, desk):
    page.sign_in.trigger()
    assert [title for _path, title in desk.printed] == ["2023年全市法院执行实务培训班签到表"]


def test_going_back_leads_to_the_list(tab, page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.page


def test_a_course_whose_making_was_undone_is_left(tab, desk, court, people):
    fresh = save_course(court, {"title": "讲座", "starts": date(2023, 4, 1)})
    tab._open_course(fresh.id)
    tab.page.attendance.trigger()
    court.undo()
    assert tab.stack.currentWidget() is not tab.presence_page


def test_sixty_people_and_twelve_sessions_stay_in_sight_of_their_names(page, court, course):
    save_course(court, {"ends": date(2023, 3, 6)}, course.id)
    plan_sessions(court, ENROLMENTS, Course.by_key(course.id), (Half.MORNING, Half.AFTERNOON))
    page.refresh()
    assert len(sessions_of(course.id)) >= 8
    page.table.go_to(0, len(page.model.sheet.sessions) - 1)
    assert page.table.names.isVisible() and page.table.names.x() < page.table.viewport().x()
    assert names(page)[0] == page.table.names.text(0, 0)


def test_quotas_are_typed_and_told(tab, court, course, people, monkeypatch, desk):
    hill = Court.get(Court.short_name == "青山法院").id

    def set_them(dialog):
        assert isinstance(dialog, QuotaDialog)
        dialog.fields[hill].set_value(1)
        dialog.answer()

    running(monkeypatch, set_them)
    tab.page.people.enrol_bar.quotas.trigger()
    assert [(row.court.id, row.places) for row in CourtQuota.select()] == [(hill, 1)]
    tab._choose_people(course, None)
    page = tab.enrol_page
    page.chooser.choose([people["阿拉坦·巴特尔"], people["单雄信"]])
    assert page.room.text() == "青山法院超 1 人。"


def test_whoever_is_beyond_the_places_is_asked_about_and_moves_up(tab, court, course, people, desk):
    save_course(court, {"places": 1, "starts": date(2023, 6, 1), "ends": None}, course.id)  # today
    panel = tab.page.people
    panel.enrol_bar._enlist_one(people["王祯"])
    desk.notices.answer(True)
    panel.enrol_bar._enlist_one(people["李静"])
    assert desk.notices.texts[-1] == "1 人列入候补。"
    assert panel.summary.text() == "共 2 人 · 名额 1 · 未定 1 · 候补 1"
    panel.table.select_key(Enrolment.get(Enrolment.person == people["王祯"]).id)
    desk.notices.answer(True)
    panel.drop.trigger()
    assert "让候补的李静按次序转为正式吗" in desk.notices.texts[-2]
    assert [(row.person.name, row.status) for row in Enrolment.select()] == [("李静", "enrolled")]


def test_after_the_last_day_nobody_is_moved_up_unless_one_wants_it(tab, court, course, people, desk):
    save_course(court, {"places": 1}, course.id)
    enrol(court, course, [people["王祯"], people["李静"]], waits=True)
    panel = tab.page.people
    panel.table.select_key(Enrolment.get(Enrolment.person == people["王祯"]).id)
    panel._mark(EnrolmentStatus.ABSENT)
    assert desk.notices.texts == []
    assert Enrolment.get(Enrolment.person == people["李静"]).status == "waiting"
    desk.notices.answer(True)
    panel.enrol_bar.next_up.trigger()
    assert Enrolment.get(Enrolment.person == people["李静"]).status == "enrolled"


def test_what_the_quotas_come_to_stays_in_sight_beside_the_buttons(tab, court, course, people, desk):
    dialog = QuotaDialog(desk, ENROLMENTS, Course.by_key(course.id), tab)
    dialog.resize(520, 300)
    dialog.show()
    hill = Court.get(Court.short_name == "青山法院").id
    dialog.fields[hill].set_value(3)
    dialog.fields[hill].changed.emit()
    assert dialog.total.text() == "合计 3 人"
    assert dialog.total.parent() is dialog and dialog.rect().contains(dialog.total.geometry())
    dialog.close()


def test_a_workbook_of_names_is_read_into_the_text(tab, course, people, tmp_path, desk):
    path = tmp_path / "名单.csv"
    path.write_text("附件：参训名单,,\n序号,姓名,单位\n1,王 祯,包头中院\n2,单雄信,青山法院\n", encoding="utf-8")
    tab._choose_people(course, "")
    paste = tab.enrol_page.chooser.paste
    desk.notices.answer(path)
    paste.from_book.click()
    assert paste.text.value() == "王祯\t包头中院\n单雄信\t青山法院"
    assert set(tab.enrol_page.chooser.chosen) == {people["王祯"], people["单雄信"]}


def test_who_makes_up_is_taken_out_again(page, court, course, qtbot, desk):
    qtbot.keyClicks(page.table, "4")
    with in_a_writing_job():
        extra = save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 9), "make_up": True})
        make_up(court, ENROLMENTS, [(page.model.sheet.sessions[0].key, page.model.sheet.lines[0].entry)], extra.id)
    page.table.go_to(0, 4)
    desk.notices.answer(True)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert column(page, 4)[0] == "—" and page.make_up.isEnabled()


def test_the_mouse_has_a_menu_of_the_same(page, qtbot):
    page.table.go_to(1, 0)
    centre = page.table.visualRect(page.table.currentIndex()).center()
    QApplication.sendEvent(
        page.table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, page.table.mapToGlobal(centre))
    )
    (menu,) = page.table.findChildren(QMenu)
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    kinds = ["出勤", "迟到", "早退", "请假", "请假（公假）", "请假（病假）", "请假（事假）", "旷课"]
    assert words == [*kinds, "清除", "整列出勤"]
    menu.actions()[5].trigger()
    menu.close()
    assert column(page)[:3] == ["", "病", ""]


def test_a_heading_clicked_twice_is_changed(page, monkeypatch):
    seen = []
    running(monkeypatch, lambda dialog: seen.append(dialog.day.value()))
    page.table.horizontalHeader().sectionDoubleClicked.emit(2)
    page.table.horizontalHeader().sectionDoubleClicked.emit(4)
    assert seen == [date(2023, 3, 2)]
