from datetime import date

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.figures import YearPart
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.qt.fields.empty_state import EmptyState


@pytest.fixture
def year(court, course, people):
    """One closed course of five people, an open one, and one of the year before."""
    enrol(court, course, people.values())
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    save_course(court, {"title": "夏季讲座", "starts": date(2023, 7, 1)})
    save_course(court, {"title": "旧班", "starts": date(2022, 7, 1)})
    return course


@pytest.fixture
def tab(qtbot, desk, year):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    return tab


def titles(tab, key="courses"):
    model = tab.views[key].table.listing_model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_tab_opens_with_this_year_and_its_totals(tab):
    assert tab.bar.year == 2023
    assert titles(tab) == ["夏季讲座", "2023年全市法院执行实务培训班"]
    totals = tab.bar.totals
    assert [button.text() for button in (totals.courses, totals.times, totals.persons)] == [
        "1 班次",
        "5 结业人次",
        "5 人",
    ]
    assert totals.rest.text() == "70 学时 · 计划 1"


def test_another_year_has_its_own_rows(qtbot, tab):
    qtbot.mouseClick(tab.bar.box.earlier, Qt.MouseButton.LeftButton)
    assert tab.bar.year == 2022
    assert titles(tab) == ["旧班"]
    assert tab.bar.totals.courses.text() == "0 班次"
    tab.bar.show_year(None)
    assert len(titles(tab)) == 3
    assert tab.bar.totals.isHidden()


def test_every_total_opens_its_rows(tab, desk):
    tab.bar.totals.courses.click()
    assert titles(tab) == ["2023年全市法院执行实务培训班"]
    tab.bar.totals.times.click()
    assert tab.stack.currentWidget() is tab.views["enrolments"]
    assert tab.views["enrolments"].table.listing_model.rowCount() == 5
    tab.bar.totals.persons.click()
    ((kind_key, listing),) = desk.opened
    assert (kind_key, listing.count()) == ("people", 5)


def test_the_rows_behind_one_year_go_when_another_is_chosen(tab):
    tab.bar.totals.courses.click()
    tab.bar.show_year(2022)
    assert titles(tab) == ["旧班"]


def test_opening_a_course_brings_its_page_and_back(tab, year):
    tab.views["courses"].open(year.id)
    assert tab.stack.currentWidget() is tab.page
    assert tab.bar.isHidden()
    assert tab.page.course == year
    tab.page.left.emit()
    assert tab.stack.currentWidget() is tab.views["courses"]
    assert not tab.views["courses"].form.isVisible()
    assert not tab.bar.isHidden()


def test_a_new_course_begins_on_the_page(tab):
    tab.views["courses"].new()
    assert tab.stack.currentWidget() is tab.page
    assert tab.page.course is None


def test_opening_an_enrolment_opens_its_course(tab, year):
    tab.bar.section_chosen.emit(1)
    tab.views["enrolments"].open(Enrolment.get().id)
    assert tab.page.course == year


def test_rows_of_a_figure_of_another_year_are_shown(tab):
    tab.show_listing("enrolments", YearPart(2023).enrolments())
    assert tab.bar.year is None
    assert tab.bar.sections.currentIndex() == 1
    assert tab.views["enrolments"].table.listing_model.rowCount() == 5


def test_unsaved_entries_keep_the_tab(tab, desk, year):
    tab.views["courses"].open(Course.get(Course.title == "夏季讲座").id)
    tab.page.form.cells["place"].editor.set_value("别处")
    desk.notices.answer(False)
    tab.show_listing("enrolments", YearPart(2023).enrolments())
    assert tab.stack.currentWidget() is tab.page


def test_several_courses_are_closed_at_once_and_the_rest_named(tab, desk, court, people):
    second = save_course(court, {"title": "春季讲座", "starts": date(2023, 2, 1), "hours": 20})
    enrol(court, second, [people["王祯"]])
    record_results(court, [Enrolment.get(Enrolment.course == second).id], status=EnrolmentStatus.COMPLETED)
    tab.views["courses"].table.selectAll()
    tab._close_selected()
    told, refused = desk.notices.messages[-2:]
    assert told.text == "1 个班次已结班，学时记入培训档案。"
    assert "“夏季讲座”：" in refused.text
    assert "已结班，请先重新开班" in refused.text
    assert tab.bar.totals.courses.text() == "2 班次"
    court.undo()
    assert tab.bar.totals.courses.text() == "1 班次"


def test_a_new_file_says_what_to_do_next(qtbot, desk):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    (empty,) = [each for each in tab.views["courses"].findChildren(EmptyState) if each.isVisible()]
    assert empty.accessibleName().startswith("这一年还没有班次")
    assert tab.bar.totals.courses.text() == "0 班次"
