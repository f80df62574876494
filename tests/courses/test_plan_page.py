"""The plan's page: by keyboard from an empty year to courses that carry it out; every number opens its rows."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.planning.assigning import assign_lines
from cadre_desktop.courses.planning.lateness import LineState
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.plan_dialogs import AssignDialog, CopyPlanDialog
from cadre_desktop.courses.screens.plan_models import LINE_COLUMNS, PART_COLUMNS
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.listing import Condition, Listing


def line(store, title, **values):
    return add(store, PLAN_ITEMS.kind, {"year": 2023, "title": title, "series": "professional", **values})


def column(columns, title):
    return [each.title for each in columns].index(title)


@pytest.fixture
def plan(court, course, people):
    """A line carried out by a closed course of five, and one that is late."""
    done = line(court, "执行实务培训班", number=1, month=3, persons=10)
    line(court, "政治轮训", number=2, series="political", month=4, courses=2)
    enrol(court, course, people.values())
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    assign_lines(court, {course.id: done.id})
    return done


@pytest.fixture
def tab(qtbot, desk):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    tab._bring(tab.plan)
    return tab


def texts(table):
    model = table.model()
    return [[model.index(row, place).data() for place in range(model.columnCount())] for row in range(model.rowCount())]


def test_lines_stand_with_what_was_reached_and_why_they_are_late(plan, tab):
    first, second = texts(tab.plan.lines_table)
    assert first == [
        "1",
        "执行实务培训班",
        "已完成",
        "3月",
        "1/1",
        "5/10",
        "14/—",
        "—/—",
        "专业人才",
        "",
        "计划 1 期，已办 1 期",
    ]
    assert second[2] == "逾期"
    assert second[-1] == "4月已过，计划 2 期，还没有对应的班次"


def test_only_the_late_lines_are_shown_when_asked_for(qtbot, plan, tab):
    qtbot.mouseClick(tab.plan.states[LineState.LATE], Qt.MouseButton.LeftButton)
    assert [row[1] for row in texts(tab.plan.lines_table)] == ["政治轮训"]
    assert tab.plan.told.text() == "政治轮训：4月已过，计划 2 期，还没有对应的班次。"
    qtbot.mouseClick(tab.plan.states[None], Qt.MouseButton.LeftButton)
    assert len(texts(tab.plan.lines_table)) == 2


@pytest.mark.parametrize(("title", "kind", "count"), [("期数", "courses", 1), ("结业人次", "enrolments", 5)])
def test_a_number_of_a_line_opens_its_rows(qtbot, plan, tab, title, kind, count):
    table = tab.plan.lines_table
    table.setCurrentIndex(table.model().index(0, column(LINE_COLUMNS, title)))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert tab.stack.currentWidget() is tab.views[kind]
    assert tab.views[kind].table.listing_model.rowCount() == count


def test_a_number_of_a_part_opens_its_rows(qtbot, desk, plan, tab):
    tab.plan.sections.setCurrentIndex(1)
    table = tab.plan.parts_table
    row = next(row for row, cells in enumerate(texts(table)) if cells[0] == "专业人才")
    assert texts(table)[row][1:4] == ["1", "1", "1"]
    assert texts(table)[-1][0] == "合计"
    table.setCurrentIndex(table.model().index(row, column(PART_COLUMNS, "结业人数")))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    ((kind_key, listing),) = desk.opened
    assert (kind_key, listing.count()) == ("people", 5)


def test_from_a_new_line_to_its_course_by_keyboard(qtbot, desk, tab):
    """An empty year; Ctrl+N, the form, Ctrl+S; 由此开班, the first day, Ctrl+S; the line knows its course."""
    assert tab.plan.stack.currentWidget() is tab.plan.empty
    assert not tab.plan.print.isEnabled()
    tab.plan.setFocus()
    qtbot.keyClick(tab.plan, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = tab.plan_line.form
    assert form.values()["year"] == 2023
    form.cells["title"].editor.set_value("“法官讲堂”第一讲")
    form.cells["series"].editor.set_value("professional")
    form.cells["month"].editor.set_value(7)
    form.cells["persons"].editor.set_value(80)
    qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    item = PlanItem.get()
    assert tab.plan_line.reason.text() == "计划7月举办，还没有对应的班次。"
    qtbot.keyClick(tab.plan_line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert tab.stack.currentWidget() is tab.page
    values = tab.page.form.values()
    assert (values["title"], values["plan_item"], values["places"]) == ("“法官讲堂”第一讲", item.id, 80)
    tab.page.form.cells["starts"].editor.set_value(date(2023, 7, 5))
    qtbot.keyClick(tab.page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert Course.get().plan_item == item
    tab.page.leave()
    tab.plan.line_wanted.emit(item.id)
    assert tab.plan_line.reason.text() == "计划 1 期，已办 0 期，1 期没有结班。"
    assert tab.plan_line.courses.isVisible()


def test_a_course_is_taken_out_of_its_line(qtbot, desk, plan, tab, course):
    tab.plan.line_wanted.emit(plan.id)
    assert not tab.plan_line.leave_line.isVisible()
    tab.plan_line.courses.select_key(course.id)
    tab.plan_line.leave_line.trigger()
    assert Course.by_key(course.id).plan_item is None
    assert not tab.plan_line.courses.isVisible()


def test_unsaved_entries_of_a_line_keep_the_tab(desk, plan, tab):
    tab.plan.line_wanted.emit(plan.id)
    tab.plan_line.form.cells["title"].editor.set_value("改了")
    desk.notices.answer(False)
    assert not tab.may_leave()


def test_last_years_plan_is_copied_in_a_dialog(qtbot, desk, plan, tab):
    dialog = CopyPlanDialog(desk, 2024, [2023], tab.plan._copied, tab)
    qtbot.addWidget(dialog)
    dialog.lines.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.go.click()
    assert [each.title for each in PlanItem.select().where(PlanItem.year == 2024)] == ["执行实务培训班"]
    dialog.go.click()
    assert "已经有这些计划项目" in dialog.problem.text()
    desk.store.undo()
    assert not PlanItem.select().where(PlanItem.year == 2024).exists()


def test_courses_are_put_into_lines_as_ticked(qtbot, desk, court, plan, tab):
    sure = save_course(court, {"title": "2023年政治轮训第一期", "starts": date(2023, 5, 3), "series": "political"})
    strange = save_course(court, {"title": "书法班", "starts": date(2023, 9, 3)})

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AssignDialog)
        assert dialog.courses.count() == 1
        dialog.go.click()

    QTimer.singleShot(0, answer)
    tab.plan.assign.trigger()
    assert Course.by_key(sure.id).plan_item.title == "政治轮训"
    assert Course.by_key(strange.id).plan_item is None
    assert "已对应" in desk.notices.texts[-1]


def test_the_plan_is_printed_and_exported(desk, plan, tab, tmp_path):
    desk.organisation = lambda: "包头市中级人民法院"
    tab.plan.print.trigger()
    ((path, title),) = desk.printed
    assert title == "2023年度教育培训计划"
    assert path.exists()
    out = tmp_path / "计划.xlsx"
    desk.notices.answer(out)
    tab.plan.export.trigger()
    book = read_workbook(out)
    assert [sheet.name for sheet in book.sheets] == ["计划与执行", "按班次系列", "按月份", "按培训形式", "按举办法院"]


def test_rows_of_a_figure_come_to_the_page_and_a_single_line_to_its_own(plan, tab):
    tab.show_listing("plan", Listing(PLAN_ITEMS.kind, (Condition("t.year = ?", (2023,)),)))
    assert tab.stack.currentWidget() is tab.plan
    assert tab.bar.year == 2023
    assert len(texts(tab.plan.lines_table)) == 2
    tab.open_row(PLAN_ITEMS.kind, plan.id)
    assert tab.stack.currentWidget() is tab.plan_line


def test_without_a_year_the_page_asks_for_one(tab, plan):
    tab.bar.show_year(None)
    assert tab.plan.stack.currentWidget() is tab.plan.no_year
    assert not tab.plan.new.isEnabled()


def test_an_empty_plan_offers_first_what_always_works(tab):
    """In a new file there is no other year to copy."""
    tab.bar.show_year(2031)
    buttons = tab.plan.empty.findChildren(QPushButton)
    assert tab.plan.stack.currentWidget() is tab.plan.empty
    assert [button.text() for button in buttons] == [tab.plan.new.text(), tab.plan.take.text()]
