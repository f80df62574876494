"""A lecturer's lessons and hours, on the screen, on paper and as a workbook."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import cancel_course, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import save_session
from cadre_desktop.people.name_list.lesson_papers import lessons_title, lessons_words, print_lessons, write_lessons
from cadre_desktop.people.name_list.lessons import hours_of, lessons_of
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.screens.lessons_dialog import LessonsDialog
from cadre_desktop.people.tab import PeopleTab
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import WelfareEvent


@pytest.fixture
def lecturer(court):
    with court.step("师资"):
        return Lecturer.add(name="周教授", unit="内蒙古大学", title="教授")


@pytest.fixture
def course(court):
    """A course of 14 hours in March 2023."""
    values = {"title": "执行实务培训班", "starts": date(2023, 3, 1), "ends": date(2023, 3, 2), "hours": 140}
    return save_course(court, {**values, "place": "三楼会议室"})


def add(court, course, **values):
    return save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), **values})


def test_lessons_are_those_that_link_to_somebody_or_have_his_name(court, course, lecturer):
    add(court, course, begins="14:00", taught_by=lecturer.id, title="财产查控", hours=30)
    add(court, course, day=date(2023, 3, 2), lecturer="周教授")
    add(court, course, lecturer="王祯")
    found = lessons_of(lecturer)
    assert [(each.when, each.subject, each.venue) for each in found.found] == [
        ("3月1日 下午 14:00", "财产查控", "三楼会议室"),
        ("3月2日", "", "三楼会议室"),
    ]
    assert (found.unsure, found.years) == (0, [2023])
    assert [each.hours for each in found.found] == [30, 55]  # 11 hours are left for two sessions without any
    assert lessons_words(found.of(2023)) == "共 2 次，8.5 学时。"
    assert found.of(2022) == [] and len(found.of(None)) == 2


def test_a_name_that_two_have_counts_for_neither(court, course, lecturer):
    add(court, course, taught_by=lecturer.id)
    with court.step("师资"):
        namesake = Lecturer.add(name="周教授", unit="内蒙古师范大学")
    add(court, course, lecturer="周教授")
    assert (len(lessons_of(lecturer).found), lessons_of(lecturer).unsure) == (1, 1)
    assert (len(lessons_of(namesake).found), lessons_of(namesake).unsure) == (0, 1)


def test_hours_are_rounded_once_and_add_up(court, course, lecturer):
    for half in ("morning", "afternoon", "evening"):
        add(court, course, half=half, taught_by=lecturer.id)
    found = lessons_of(lecturer).of(2023)
    assert [each.hours for each in found] == [47, 47, 47]  # a third of 14
    assert hours_of(found) == 141  # what one adds up on the paper


def test_making_up_has_hours_of_its_own_only(court, course, lecturer):
    add(court, course, taught_by=lecturer.id)
    add(court, course, taught_by=lecturer.id, make_up=True, title="补")
    add(court, course, taught_by=lecturer.id, make_up=True, hours=20)
    assert sorted((each.hours or 0) for each in lessons_of(lecturer).found) == [0, 20, 140]


def test_lessons_of_welfare_have_no_hours_and_called_off_courses_no_lessons(court, course, lecturer):
    with court.step("活动"):
        event = WelfareEvent.add(title="心理讲座", kind="counselling", starts=date(2024, 5, 1), place="礼堂")
    save_session(court, PARTICIPANTS, event, {"day": date(2024, 5, 1), "taught_by": lecturer.id})
    add(court, course, taught_by=lecturer.id)
    assert lessons_of(lecturer).years == [2024, 2023]
    cancel_course(court, course, "疫情")
    (lesson,) = lessons_of(lecturer).found
    assert (lesson.title, lesson.venue, lesson.hours) == ("心理讲座", "礼堂", None)


def test_paper_and_workbook(court, course, lecturer, tmp_path):
    add(court, course, begins="9:00", ends="11:30", taught_by=lecturer.id, title="财产查控", hours=35)
    lessons = lessons_of(lecturer).of(2023)
    assert lessons_title(lecturer, 2023) == "周教授2023年授课清单" and lessons_title(lecturer, None) == "周教授授课清单"
    offer = print_lessons(tmp_path / "清单.pdf", lecturer, 2023, lessons, "包头市中级人民法院", Setup())
    assert offer.pages == 1 and (tmp_path / "清单.pdf").read_bytes().startswith(b"%PDF")
    assert write_lessons(tmp_path / "清单.xlsx", lecturer, 2023, lessons) == 1
    (sheet,) = read_workbook(tmp_path / "清单.xlsx").sheets
    assert sheet.rows[1] == [
        date(2023, 3, 1),
        "上午",
        "09:00",
        "11:30",
        "执行实务培训班",
        "财产查控",
        "三楼会议室",
        3.5,
    ]
    for write in (lambda: write_lessons(tmp_path / "x.xlsx", lecturer, 2022, []),):
        with pytest.raises(Refused, match="周教授没有授课记录"):
            write()


@pytest.fixture
def desk(court, qapp):
    class Kept(dict):
        def put(self, key, value):
            self[key] = value

    desk = Desk(court, InlineJobs(), RecordedNotices(), Kept(), court.clock, Changes(court))
    desk.printed = []
    desk.show_pdf = lambda path, title, relayable=None: desk.printed.append(title)
    return desk


@pytest.fixture
def dialog(qtbot, desk, court, course, lecturer):
    add(court, course, taught_by=lecturer.id, title="财产查控", hours=30)
    dialog = LessonsDialog(desk, lecturer)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_dialog_shows_the_latest_year_with_lessons(dialog):
    assert dialog.year.year == 2023 and dialog.sums.text() == "共 1 次，3 学时。"
    assert [dialog.model.index(0, column).data() for column in (0, 3, 5)] == ["2023-03-01", "财产查控", "3"]
    assert not dialog.unsure.isVisible()
    dialog.year._step(-1)
    assert dialog.model.rowCount() == 0 and not dialog.print.isEnabled() and not dialog.export.isEnabled()


def test_the_dialog_prints_and_exports(dialog, desk, tmp_path):
    desk.notices.answer(tmp_path / "清单.xlsx")
    dialog.export.click()
    assert (tmp_path / "清单.xlsx").exists() and "已导出 1 条" in desk.notices.texts[-1]
    dialog.print.click()
    assert desk.printed == ["周教授2023年授课清单"] and dialog.result()


def test_namesakes_are_told(qtbot, desk, court, course, lecturer):
    with court.step("师资"):
        Lecturer.add(name="周教授", unit="别处")
    add(court, course, lecturer="周教授")
    dialog = LessonsDialog(desk, lecturer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.unsure.isVisible() and "另有 1 次只写了姓名" in dialog.unsure.text()


def test_the_list_is_reached_from_the_register(qtbot, desk, court, lecturer, monkeypatch):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1100, 600)
    tab.show()
    view = tab.bring("lecturers")
    opened = []
    monkeypatch.setattr(LessonsDialog, "exec", lambda self: opened.append(self.windowTitle()))
    view.table.selectRow(0)
    (action,) = tab.actions_of(view.kind)
    action.run(view)
    assert opened == ["周教授授课清单"]
