"""The month of training: what is on its days, by keyboard, and out of the window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.courses.actions import cancel_course, enrol, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.screens.month_table import shortened_at
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.courses.timetable.months import bounds, entries_between, read_month, weeks_of
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.attending import save_session
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.registers.calendar_days import CalendarDay, DayKind

FIRST = date(2023, 3, 1)


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (2023, 3, date(2023, 2, 27), date(2023, 4, 2)),
        (2023, 12, date(2023, 11, 27), date(2023, 12, 31)),
        (2027, 2, date(2027, 2, 1), date(2027, 2, 28)),
        (2024, 2, date(2024, 1, 29), date(2024, 3, 3)),
    ],
)
def test_the_weeks_of_a_month(year, month, first, last):
    assert weeks_of(year, month) == (first, last)
    assert bounds(year, month)[0] == date(year, month, 1)
    assert ((last - first).days + 1) % 7 == 0


def add(court, course, **values):
    return save_session(court, ENROLMENTS, course, {"day": FIRST, **values})


def test_a_day_has_sessions_in_their_order_and_courses_without_any(court, course):
    add(court, course, begins="14:00", title="下午课")
    add(court, course, begins="9:00", ends="11:30", title="上午课", venue="模拟法庭")
    add(court, course, half="evening", title="晚课")
    found = entries_between(FIRST, date(2023, 3, 31))
    assert [(each.when, each.about) for each in found[FIRST]] == [
        ("9:00", "上午课"),
        ("14:00", "下午课"),
        ("晚上", "晚课"),
    ]
    assert found[FIRST][0].times == "上午 9:00–11:30" and found[FIRST][0].venue == "模拟法庭"
    (whole,) = found[date(2023, 3, 2)]
    assert (whole.session, whole.times, whole.about) == (None, "全天", course.title)
    cancel_course(court, course, "疫情")
    assert entries_between(FIRST, date(2023, 3, 31)) == {}


def test_an_online_course_is_there_when_it_begins_and_ends(court):
    save_course(court, {"title": "网络班", "form": "online", "starts": FIRST, "ends": date(2023, 3, 20)})
    assert sorted(entries_between(FIRST, date(2023, 3, 31))) == [FIRST, date(2023, 3, 20)]


def test_a_month_tells_working_days_and_what_clashes_once(court, course, people):
    other = save_course(court, {"title": "书记员培训班", "starts": date(2023, 3, 2), "place": "中院三楼会议室"})
    for each in (course, other):
        enrol(court, each, people.values())
    for half in ("morning", "afternoon"):
        add(court, course, day=date(2023, 3, 2), half=half)
    month = read_month(2023, 3)
    assert (month.worked, month.courses, month.sessions, month.remark) == (23, 2, 2, "")
    assert [hint.day.day for hint in month.hints] == [2, 2]
    assert [hint.courses for hint in month.hints] == [(course.id, other.id)] * 2
    assert "地点中院三楼会议室" in month.hints[0].words and "等 5 人：同时在" in month.hints[1].words
    april = read_month(2023, 4)
    assert april.special[date(2023, 4, 23)].free is False and april.is_free(date(2023, 4, 5))
    assert not april.is_free(date(2023, 4, 23)) and april.is_free(date(2023, 4, 22))
    assert read_month(2027, 2).remark == "2027 年放假安排未录入，按法定节假日估算"


def test_three_hundred_sessions_take_no_more_questions_than_three(court, course, monkeypatch):
    asked = []
    run = type(database).run
    monkeypatch.setattr(type(database), "run", lambda self, sql, *more: asked.append(sql) or run(self, sql, *more))
    add(court, course, title="一", day=FIRST)
    asked.clear()
    read_month(2023, 3)
    few = len(asked)
    with court.step("很多"):
        rows = [
            {"event": course.id, "day": FIRST, "half": "morning", "lecturer": f"教师{number}"} for number in range(300)
        ]
        Session.add_many(rows)
    asked.clear()
    assert read_month(2023, 3).sessions == 301
    assert len(asked) == few


@pytest.fixture
def tab(qtbot, desk, court, course, people):
    """The tab with the calendar of March 2023 in front, the cursor in it."""
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._bring(tab.calendar)
    tab.calendar.show_day(FIRST)
    tab.calendar.table.setFocus()
    return tab


@pytest.fixture
def page(tab):
    return tab.calendar


def lines(page):
    return [page.list.item(row).text() for row in range(page.list.count())]


def press(qtbot, page, *keys):
    for key in keys:
        qtbot.keyClick(page.table, key)
    return page.day


def test_the_calendar_begins_today(qtbot, desk, court):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._bring(tab.calendar)
    assert tab.calendar.day == date(2023, 6, 1) and tab.calendar.title.text() == "2023 年 6 月"
    assert tab.calendar.table.day == date(2023, 6, 1)


def test_keys_go_from_day_to_day_and_from_month_to_month(qtbot, page):
    keys = Qt.Key
    assert press(qtbot, page, keys.Key_Right) == date(2023, 3, 2)
    assert press(qtbot, page, keys.Key_Down) == date(2023, 3, 9)
    assert press(qtbot, page, keys.Key_Up, keys.Key_Up) == date(2023, 2, 23)  # the month before
    assert page.title.text() == "2023 年 2 月" and page.table.day == page.day
    assert press(qtbot, page, keys.Key_PageDown) == date(2023, 3, 23)
    assert press(qtbot, page, keys.Key_End) == date(2023, 3, 31)
    assert press(qtbot, page, keys.Key_PageUp) == date(2023, 2, 28)  # as far as February has it
    assert press(qtbot, page, keys.Key_Home, keys.Key_Left) == date(2023, 1, 31)
    page.today.trigger()
    assert page.day == date(2023, 6, 1) and page.table.hasFocus()


def test_the_year_of_the_tab_goes_along(qtbot, tab, page):
    press(qtbot, page, *[Qt.Key.Key_PageUp] * 3)
    assert page.day == date(2022, 12, 1) and tab.bar.year == 2022
    tab.bar.show_year(2024)
    assert page.day == date(2024, 12, 1) and page.title.text() == "2024 年 12 月"
    tab.bar.show_year(None)
    assert page.day == date(2024, 12, 1)
    page.show_day(date(1899, 12, 31))
    assert page.day == date(2024, 12, 1)


def test_enter_opens_the_course_of_a_day(qtbot, tab, page, course):
    press(qtbot, page, Qt.Key.Key_Return)
    assert tab.stack.currentWidget() is tab.page and tab.page.course.id == course.id


def test_enter_on_a_day_with_several_goes_to_their_list(qtbot, tab, page, court, course):
    with in_a_writing_job():
        other = save_course(court, {"title": "书记员培训班", "starts": FIRST})
    assert lines(page) == ["全天 2023年全市法院执行实务培训班\n中院三楼会议室", "全天 书记员培训班"]
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.list.hasFocus() and tab.stack.currentWidget() is page
    page.list.setCurrentRow(1)
    page.list.itemActivated.emit(page.list.currentItem())
    assert tab.page.course.id == other.id


def test_a_day_without_anything_opens_nothing(qtbot, tab, page):
    assert press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Return) == date(2023, 3, 8)
    assert tab.stack.currentWidget() is page


def test_a_day_is_told_in_words(page, court, course):
    with in_a_writing_job():
        add(court, course, begins="9:00", title="财产查控")
    model = page.model
    spoken = model.index_of(FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"3月1日 星期三\n9:00 财产查控 · {course.title}"
    assert page.day_title.text() == "3月1日 星期三　工作日"
    page.show_day(date(2023, 4, 23))
    assert page.day_title.text() == "4月23日 星期日　调休上班（劳动节）"
    assert not model.index_of(date(2023, 8, 1)).isValid()


def test_what_changes_is_seen_at_once_or_as_soon_as_one_looks(tab, page, court, course):
    with in_a_writing_job():
        add(court, course, title="新课")
    assert "新课" in lines(page)[0]
    tab._bring(tab.views["courses"])
    with in_a_writing_job(), court.step("放假"):
        CalendarDay.add(day=FIRST, day_kind=DayKind.FREE, name="院庆")
    tab._bring(page)
    assert page.day_title.text().endswith("放假（院庆）") and "22 个工作日" in page.note.text()


def test_a_clash_is_in_the_list_of_its_day(page, court, course, people):
    with in_a_writing_job():
        other = save_course(court, {"title": "书记员培训班", "starts": FIRST, "place": "中院三楼会议室"})
    assert "冲突：地点中院三楼会议室" in lines(page)[0] and "1 处冲突" in page.note.text()
    assert "冲突" in page.model.index_of(FIRST).data(Qt.ItemDataRole.ToolTipRole)
    page.list.setCurrentRow(page.list.count() - 1)
    assert page.course.id in (course.id, other.id)


def test_the_list_of_a_day_wraps_and_tells_whose_and_where_below(page, court, course, qtbot):
    with in_a_writing_job():
        add(court, course, begins="9:00", title="财产查控", lecturer="周教授", venue="模拟法庭")
    first, _break, rest = lines(page)[0].partition("\n")
    assert first.endswith("财产查控") and "周教授" in rest and "模拟法庭" in rest
    wide = page.list.sizeHintForRow(0)
    page.list.parentWidget().setFixedWidth(140)
    qtbot.waitUntil(lambda: page.list.width() < 140)
    assert page.list.sizeHintForRow(0) > wide
    page.list.setCurrentRow(0)
    page.list.setFocus()
    assert not page.list.grab().isNull()


@pytest.mark.parametrize(
    ("line", "width", "mode"),
    [
        ("信息化应用能力培训班（第一期）", 140, Qt.TextElideMode.ElideMiddle),
        ("信息化应用能力培训班(第一期)", 140, Qt.TextElideMode.ElideMiddle),
        ("信息化应用能力培训班第12期", 140, Qt.TextElideMode.ElideMiddle),
        ("信息化应用能力培训班（第一期）", 72, Qt.TextElideMode.ElideRight),
        ("9:30 民法典合同编司法解释", 140, Qt.TextElideMode.ElideRight),
    ],
)
def test_what_tells_courses_apart_is_not_cut_off(line, width, mode):
    assert shortened_at(line, width) is mode


@pytest.mark.parametrize("height", [300, 400, 620])
def test_a_busy_month_is_drawn_at_any_height(tab, page, court, course, height, qtbot):
    """With clashes, more than a cell has lines for, and free days."""
    with in_a_writing_job():
        for number in range(20):
            begins = FIRST.replace(day=1 + number)
            other = save_course(
                court, {"title": f"培训班（第{number}期）", "starts": begins, "ends": FIRST.replace(day=28)}
            )
            add(court, other, day=begins, begins="9:00", title="庭审驾驭", lecturer="周教授", venue="三楼会议室")
            add(court, other, day=begins, begins="9:30", title="裁判说理", lecturer="周教授", venue="三楼会议室")
    tab.resize(900, height)
    assert page.month.courses == 21 and page.month.sessions == 40
    assert "处冲突" in page.note.text()
    assert not page.table.grab().isNull()


def test_the_month_and_one_course_are_exported(page, desk, court, course, tmp_path):
    month, single = tmp_path / "三月.ics", tmp_path / "班.ics"
    desk.notices.answer(month, single)
    page.whole.trigger()
    assert "已写出 1 个日程到“三月.ics”" in desk.notices.texts[-1]
    page._follow()
    assert page.single.isEnabled() and course.title in page.single.text()
    page.single.trigger()
    assert month.read_bytes().startswith(b"BEGIN:VCALENDAR") and single.exists()
    page.show_day(date(2023, 9, 1))
    page._follow()
    assert not page.single.isEnabled()
    desk.notices.answer(tmp_path / "九月.ics")
    page.whole.trigger()
    assert "没有班次" in desk.notices.texts[-1] and not (tmp_path / "九月.ics").exists()


def test_sessions_go_out_as_a_sheet_and_come_in_again(page, desk, court, course, tmp_path, monkeypatch):
    from cadre_desktop.kit.qt.imports.take_in import TakeInDialog

    sheet = tmp_path / "课次.xlsx"
    desk.notices.answer(sheet)
    page.give.trigger()
    assert "已导出 1 行" in desk.notices.texts[-1]
    monkeypatch.setattr(TakeInDialog, "exec", lambda self: self.advance())
    desk.notices.answer(sheet)
    page.take_in.trigger()
    assert "导入了 1 次课" in desk.notices.texts[-1]
    assert [row.day for row in Session.select()] == [FIRST]
