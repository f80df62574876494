"""What is done with outside trainings, studies and reports in the tab of courses."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, DegreeStudy, StudyReport
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.registers.education import Education


@pytest.fixture
def tab(qtbot, desk, court, people, course):
    enrol(court, course, people.values())
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    return tab


def choose(view, title):
    """Carry out an action of a list for all of its rows."""
    view.table.selectAll()
    action = next(action for action in view.actions() if action.text().replace("&", "") == title)
    assert action.isEnabled()
    action.trigger()


def shown(view, column):
    model = view.table.listing_model
    titles = [each.title for each in view.listing.shown_columns]
    return [model.data(model.index(row, titles.index(column))) for row in range(model.rowCount())]


def test_what_was_trained_elsewhere_stands_apart_from_the_courses(tab, court, people, tmp_path: Path):
    path = tmp_path / "2023年上级调训.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("上级调训")
        sheet.write_row(0, 0, ("姓名", "时任单位及职务", "年度", "培训班名称", "开始", "结束", "学时"))
        sheet.write_row(
            1, 0, ("王祯", "包头中院刑一庭庭长", 2023, "国家法官学院调研班", "2023-04-10", "2023-04-14", 40)
        )
    assert import_file(court, TRAINING_RECORD, path).new == 1
    view = tab.views["training-records"]
    tab._bring(view)
    assert shown(view, "培训班名称") == ["国家法官学院调研班"]  # not what the closed course has posted
    assert shown(view, "来源") == ["上级调训"]
    tab.bar.show_year(2022)
    assert shown(view, "培训班名称") == []
    tab.bar.show_year(None)
    assert shown(view, "培训班名称") == ["国家法官学院调研班"]


def test_a_study_is_passed_and_taken_back_from_its_list(tab, court, people, desk):
    values = {"school": "内蒙古大学", "degree": "341", "starts": date(2020, 9, 1), "ends": date(2023, 3, 31)}
    editing.add(court, DEGREE_STUDIES.kind, {"person": people["王祯"], "help_granted": 800000, **values})
    tab._bring(tab.registers)
    view = tab.registers.bring(DEGREE_STUDIES.kind.key)
    choose(view, "毕业")
    assert Education.select().count() == 1
    assert "学历已记入个人档案" in desk.notices.texts[-1]
    assert DegreeStudy.get().state == "passed"
    choose(view, "撤回毕业")
    assert Education.select().count() == 0
    assert DegreeStudy.get().state == "studying"
    choose(view, "资助合计")
    assert "8,000.00 元" in desk.notices.texts[-1]


def test_reports_are_assigned_from_the_courses_and_handed_in(tab, court, people, desk):
    trip = save_course(court, {"title": "复旦研修班", "starts": date(2023, 4, 1), "report_due": date(2023, 5, 1)})
    enrol(court, trip, [people["王祯"], people["李静"]])
    courses = tab.views["courses"]
    courses.table.select_key(trip.id)
    action = next(action for action in courses.actions() if action.text() == "布置学习报告")
    action.trigger()
    assert StudyReport.select().count() == 2
    tab._bring(tab.registers)
    view = tab.registers.bring("study-reports")
    assert shown(view, "班次") == ["复旦研修班"] * 2
    choose(view, "已交")
    assert {row.handed_in for row in StudyReport.select()} == {court.clock.today()}
