"""The page 学时: what it lists, what narrows it, what a number opens, and what is reckoned again after a change."""

from datetime import date

import pytest
from hours_cases import trained
from PySide6.QtCore import QItemSelectionModel, Qt

from cadre_desktop.courses.actions import cancel_course, enrol, save_course
from cadre_desktop.courses.screens import hours_page
from cadre_desktop.courses.screens.hours_page import GROUPS, WINDOW, YEAR
from cadre_desktop.courses.screens.training_settings_dialog import TrainingSettingsDialog
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, DISPLAY, FOREGROUND, TIP
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.posts_held import PostHeld


@pytest.fixture
def course_ahead(court, people):
    given = {"title": "夏季班", "starts": date(2023, 7, 1), "ends": date(2023, 7, 3), "hours": 240}
    course = save_course(court, given)
    enrol(court, course, [people["李静"]])
    return course


@pytest.fixture
def page(qtbot, desk, court, people, course_ahead):
    trained(court, people["王祯"], 300, date(2023, 2, 1))
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    tab.bar.section_chosen.emit(tab._sections.index(tab.hours))
    assert tab.stack.currentWidget() is tab.hours
    return tab.hours


def names(page):
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def cell(page, name, key):
    column = next(place for place, field in enumerate(page.model.fields) if field.key == key)
    return page.model.index(names(page).index(name), column)


def test_everybody_is_listed_with_what_is_asked_done_and_lacks(page):
    assert names(page) == ["李静", "王祯", "欧阳文博", "阿拉坦·巴特尔", "单雄信"]
    assert [cell(page, "王祯", key).data() for key in ("onsite_target", "onsite_done", "onsite_short")] == [
        "90",
        "30",
        "60",
    ]
    assert (cell(page, "李静", "short").data(), cell(page, "李静", "forecast").data()) == ("140", "116")
    assert page.words.text() == "5 人，已完成 0 人；今日还缺学时 5 人，共缺 670 学时；年末预计仍缺 5 人。"


def test_cells_say_more_at_the_mouse_and_headings_what_they_mean(page):
    assert cell(page, "王祯", "onsite_short").data(TIP) == "60 学时；按天数任务 12 天，完成 1 天"
    assert cell(page, "王祯", "court").data(TIP) == "包头中院"
    assert cell(page, "王祯", "onsite_short").data(ALIGNMENT) != cell(page, "王祯", "court").data(ALIGNMENT)
    assert cell(page, "王祯", "short").data(FOREGROUND) != cell(page, "王祯", "party_done").data(FOREGROUND)
    header = page.model.headerData(6, Qt.Orientation.Horizontal, TIP)
    assert header == "今天还缺的：按学时或按天数折算，取缺得少的"
    assert page.model.headerData(6, Qt.Orientation.Horizontal, DISPLAY) == "线下\n还缺"
    assert page.model.headerData(6, Qt.Orientation.Vertical, TIP) is None


def test_filters_narrow_and_offer_what_is_left(page, court, people):
    page.filters.choose("court", "青山法院")
    assert names(page) == ["阿拉坦·巴特尔", "单雄信"]
    box = page.filters.boxes["department"]
    assert [box.itemText(row) for row in range(box.count())] == ["全部部门", "执行局", "立案庭"]
    page.filters.choose("department", "立案庭")
    assert names(page) == ["单雄信"]
    page.filters.choose("court", "包头中院")
    assert len(names(page)) == 3 and box.currentText() == "全部部门"


def test_only_who_lacks_hours(page, court, people):
    trained(court, people["王祯"], 900, date(2023, 5, 1), title="大班")
    trained(court, people["王祯"], 500, date(2023, 5, 1), online=True, title="网络班")
    page.filters.only_short.setChecked(True)
    assert "王祯" not in names(page)
    page.filters.choose("court", "青山法院")
    page.filters.only_short.setChecked(False)
    assert names(page) == ["阿拉坦·巴特尔", "单雄信"]


def test_nobody_left_is_said(page, court, people):
    with court.step("全部退休"):
        Person.update(status="retired", status_since=date(2020, 1, 1)).execute()
    assert page.stack.currentWidget() is page.empty
    assert page.chosen_people() == []


def test_a_heading_sorts_and_once_more_gives_the_order_of_lists(page):
    column = next(place for place, field in enumerate(page.model.fields) if field.key == "onsite_done")
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == "王祯"
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert names(page)[-1] == "王祯"
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(page)[0] == "阿拉坦·巴特尔"
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] in ("阿拉坦·巴特尔", "单雄信")
    page.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(page)[0] == "李静"


@pytest.mark.parametrize(
    ("name", "key", "kind", "count"),
    [
        ("王祯", "onsite_done", "training-records", 1),
        ("王祯", "name", "training-records", 1),
        ("王祯", "onsite_target", "posts-held", 0),
        ("李静", "forecast", "enrolments", 1),
    ],
)
def test_a_number_opens_its_rows(page, desk, name, key, kind, count):
    page.table.opened.emit(cell(page, name, key))
    ((opened, listing),) = desk.opened
    assert (opened, listing.count()) == (kind, count)


def test_the_window_shows_its_five_years(page, desk, court, people):
    trained(court, people["王祯"], 80, date(2020, 5, 1))
    page.views.button(WINDOW).click()
    assert [field.key for field in page.model.fields][4:9] == [f"year.{index}" for index in range(5)]
    assert [cell(page, "王祯", key).data() for key in ("year.0", "year.1", "year.4", "window")] == [
        "0",
        "8",
        "30",
        "38",
    ]
    window = next(place for place, field in enumerate(page.model.fields) if field.key == "window")
    page.table.sortByColumn(window, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == "王祯"
    page.table.opened.emit(cell(page, "王祯", "year.1"))
    assert desk.opened[0][1].count() == 1


def test_groups_open_their_people(page):
    page.views.button(GROUPS).click()
    assert page.by.isVisible()
    assert [page.groups.index(row, 0).data() for row in range(3)] == ["包头中院", "青山法院", "合计"]
    assert [page.groups.index(0, column).data() for column in range(1, 7)] == ["3", "0", "3", "390", "3", "366"]
    page.by.set_value("category")
    page.by.changed.emit()
    assert page.groups.index(0, 0).data() == "（未填）"
    page.by.set_value("court")
    page.by.changed.emit()
    page.group_table.opened.emit(page.groups.index(1, 0))
    assert page.view == YEAR and names(page) == ["阿拉坦·巴特尔", "单雄信"]
    page.views.button(GROUPS).click()
    page.group_table.opened.emit(page.groups.index(1, 0))
    assert page.view == YEAR


def test_a_course_is_tried_out_for_all_shown_or_those_selected(page, course_ahead):
    page.courses.set_value(course_ahead.id)
    page.courses.changed.emit()
    assert page.what_if_words.text() == (
        "若这 4 人再参加“夏季班”（24 学时）：全部人员中年末还缺的仍为 5 人，共少缺 96 学时。"
    )
    assert cell(page, "王祯", "forecast").data() == "86"
    assert cell(page, "王祯", "short").data() == "110"
    page.table.clearSelection()
    page.table.setCurrentIndex(page.model.index(0, 0))
    selection = page.table.selectionModel()
    for row in (1, 2):
        selection.select(page.model.index(row, 0), selection.SelectionFlag.Select)
    page.courses.changed.emit()
    assert "若这 2 人再参加" in page.what_if_words.text()
    page.courses.set_value(None)
    page.courses.changed.emit()
    assert page.what_if_words.isHidden() and cell(page, "王祯", "forecast").data() == "110"


def test_the_line_of_courses_says_what_it_is_for(page, court, course_ahead):
    assert page.courses.itemText(0) == "选一个班次试算…" and page.courses.value() is None
    cancel_course(court, course_ahead, "师资没有到位")
    assert page.courses.itemText(0) == "没有可以试算的班次" and page.courses.count() == 1


def test_one_record_reckons_its_person_alone(page, court, people, monkeypatch):
    asked = []
    read = hours_page.read_sheet
    monkeypatch.setattr(hours_page, "read_sheet", lambda *given: asked.append(given[3:]) or read(*given))
    page.table.setCurrentIndex(cell(page, "单雄信", "short"))
    trained(court, people["李静"], 80, date(2023, 5, 1))
    assert asked == [(frozenset({people["李静"]}),)]
    assert cell(page, "李静", "onsite_done").data() == "8"
    assert page.current_person == people["单雄信"]
    court.undo()
    assert asked[1:] == [(frozenset({people["李静"]}),)]
    assert cell(page, "李静", "onsite_done").data() == "0"
    save_course(court, {"title": "秋季班", "starts": date(2023, 9, 1), "hours": 80})
    assert asked[2:] == [()]
    assert page.courses.count() == 3


def test_what_nobody_looks_at_is_read_when_it_is_looked_at(page, court, people):
    page.hide()
    trained(court, people["李静"], 80, date(2023, 5, 1))
    assert cell(page, "李静", "onsite_done").data() == "0"
    page.show()
    assert cell(page, "李静", "onsite_done").data() == "8"


def test_another_year_has_its_own_lines(page, court, people):
    tab = page.parentWidget().parentWidget()
    trained(court, people["李静"], 80, date(2022, 5, 1))
    tab.bar.show_year(2022)
    assert page.year == 2022 and cell(page, "李静", "onsite_done").data() == "8"
    tab.bar.show_year(None)
    assert page.year == 2023


def test_a_change_of_rank_is_pointed_out(page, court, people):
    with court.step("晋升"):
        PostHeld.add(person=people["王祯"], starts=date(2023, 3, 1), rank="general-06")
    assert cell(page, "王祯", "remark").data() == "任职任级有变，请复核任务"
    assert page.words.text().endswith("待复核任务 1 人。")


# Settings.


@pytest.fixture
def dialog(qtbot, desk, page):
    dialog = TrainingSettingsDialog(desk, page)
    qtbot.addWidget(dialog)
    return dialog


def test_settings_change_what_is_asked(page, dialog):
    dialog.numbers["year_hours"].set_value(600)
    dialog.levels["general"].set_value("general-08")
    dialog.absences["study"].setChecked(True)
    dialog.flags["retirement"].setChecked(True)
    dialog.answer()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert cell(page, "李静", "onsite_target").data() == "60"


def test_wrong_settings_are_told_in_the_dialog(dialog, court):
    dialog.numbers["online_hours"].lineEdit().setText("五十")
    dialog.numbers["year_days"].lineEdit().setText("")
    dialog.answer()
    assert "每年网络学时" in dialog.problem.text() and "或者每年天数" in dialog.problem.text()
    assert dialog.result() != dialog.DialogCode.Accepted


# Out of the window.


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_the_transcripts_of_several_people_are_one_file(page, desk):
    page.output.print_transcripts()
    ((path, title),) = desk.printed
    count = page.model.rowCount()
    assert title == f"学时证明（{count} 人）"
    text = text_of(path)
    assert text.count("特此证明") == count and text.count("—1—") == count and "—2—" not in text
    page.model.put(page.sheet, [], page.model.fields)
    page.output.print_transcripts()
    assert desk.notices.texts == ["表里没有人，没有学时证明可以打印。"]


def test_the_transcripts_of_those_selected(page, desk):
    page.table.selectRow(0)
    second = page.model.index(1, 0)
    flag = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(second, flag.Select | flag.Rows)
    page.output.prints.actions()[-1].trigger()
    ((_path, title),) = desk.printed
    assert title == "学时证明（2 人）"


@pytest.mark.parametrize("place", range(3))
def test_papers_are_shown(page, desk, place):
    page.table.setCurrentIndex(cell(page, "王祯", "name"))
    page.output.prints.actions()[place].trigger()
    ((path, title),) = desk.printed
    assert title in ("王祯学时证明", "2023年度培训统计", "2023年培训统计表")
    assert title.removeprefix("王祯") in text_of(path)


@pytest.mark.parametrize("place", range(4))
def test_workbooks_are_written(page, desk, place, tmp_path):
    page.table.setCurrentIndex(cell(page, "王祯", "name"))
    path = tmp_path / "出.xlsx"
    desk.notices.answer(path)
    page.output.exports.actions()[place].trigger()
    (sheet,) = read_workbook(path).sheets
    assert len(list(sheet.rows)) > 1


def test_without_a_person_it_is_said_what_to_do(page, desk):
    page.output.print_transcript()
    page.output.export_transcript()
    assert desk.notices.texts == ["请先选中要出具学时证明的人。"] * 2


def _noted(shown):
    def note(dialog):
        shown.append(dialog)

    return note


def test_settings_are_asked_for(page, monkeypatch):
    shown = []
    monkeypatch.setattr(TrainingSettingsDialog, "exec", _noted(shown))
    page.settings_action.trigger()
    assert len(shown) == 1
