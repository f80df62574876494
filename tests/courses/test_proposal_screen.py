"""Who should go, on the page where people are chosen for a course: table, second list, weights, all by keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.proposing.proposal import weights
from cadre_desktop.courses.proposing.rules import Weights
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.screens.weights_dialog import WeightsDialog
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.absences import Absence, AbsenceClass


@pytest.fixture
def tab(qtbot, desk, course, people):
    """The tab with the page of a course in front."""
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._open_course(course.id)
    return tab


@pytest.fixture
def panel(tab):
    """Who is proposed for the course."""
    tab.page.people.propose.trigger()
    assert tab.stack.currentWidget() is tab.enrol_page
    return tab.enrol_page.proposals


def rows(table):
    model = table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def listed():
    return {row.person.name: row.reason for row in Enrolment.select()}


def test_those_proposed_are_seen_with_their_reasons(panel):
    assert [row[:5] for row in rows(panel.table)] == [
        ("1", "王祯", "包头中院", "刑事审判第一庭", "75.0"),
        ("2", "李静", "包头中院", "刑事审判第一庭", "75.0"),
        ("3", "欧阳文博", "包头中院", "执行局", "75.0"),
        ("4", "阿拉坦·巴特尔", "青山法院", "执行局", "75.0"),
        ("5", "单雄信", "青山法院", "立案庭", "75.0"),
    ]
    assert rows(panel.table)[0][5] == "还缺 90 学时（2023 年任务 90 学时）；没有任何参训记录"
    reason = "还缺 90 学时（2023 年任务 90 学时）；没有任何参训记录。"
    assert panel.told.text() == f"符合条件的 5 人，推荐 5 人，比要的少 25 人。　王祯：{reason}"


def test_those_taken_are_enrolled_with_their_reasons_in_one_step(tab, panel, court, desk):
    panel.table.selectRow(1)
    assert panel.take_selected.text() == "加入选中 1 人"
    panel.take_selected.click()
    assert rows(panel.table)[1][0] == "✓ 2" and rows(panel.table)[0][0] == "1"
    page = tab.enrol_page
    page.confirm.click()
    assert listed() == {"李静": "还缺 90 学时（2023 年任务 90 学时）；没有任何参训记录"}
    assert tab.stack.currentWidget() is tab.page
    court.undo()
    assert listed() == {}


def test_who_is_chosen_by_hand_beside_has_no_reason(tab, panel, people):
    panel.table.selectRow(0)
    panel.take_selected.click()
    chooser = tab.enrol_page.chooser
    chooser.choose([*chooser.chosen, people["单雄信"]])
    tab.enrol_page.confirm.click()
    assert listed() == {"王祯": "还缺 90 学时（2023 年任务 90 学时）；没有任何参训记录", "单雄信": ""}


def test_by_keys_alone(qtbot, tab, desk):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.people.enrol_bar.picker.setFocus()
    qtbot.keyClick(tab.page.people.enrol_bar.picker, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    panel = tab.enrol_page.proposals
    assert tab.focusWidget() is panel.table
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    qtbot.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.told.text().endswith("欧阳文博：还缺 90 学时（2023 年任务 90 学时）；没有任何参训记录。")
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert len(tab.enrol_page.chooser.chosen) == 2
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.table, Qt.Key.Key_A, held)
    assert len(tab.enrol_page.chooser.chosen) == 5
    qtbot.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert set(listed()) == {"王祯", "李静", "欧阳文博", "阿拉坦·巴特尔", "单雄信"}


def test_ctrl_shift_a_takes_whom_the_way_in_front_has_found(qtbot, tab, panel, people):
    chooser = tab.enrol_page.chooser
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    chooser._bring(0)
    chooser.search.set_value("李静")
    chooser.ask()
    qtbot.keyClick(chooser.search, Qt.Key.Key_A, held)
    assert chooser.chosen == [people["李静"]]
    chooser._bring(1)
    qtbot.keyClick(chooser.paste.text, Qt.Key.Key_A, held)
    assert chooser.chosen == [people["李静"]]


def test_who_cannot_go_is_on_a_second_list_with_why(qtbot, panel, court, people):
    with court.step("离岗"):
        Absence.add(person=people["李静"], starts=date(2023, 2, 1), absence_class=AbsenceClass.SICK)
    assert panel.lists.tabText(1) == "不能推荐 1 人"
    panel.lists.setCurrentIndex(1)
    assert rows(panel.excluded) == [("李静", "包头中院", "刑事审判第一庭", "2023.2.1 起离岗")]
    assert not panel.take_all.isEnabled() and not panel.take_selected.isEnabled()
    panel.take_everybody()
    assert panel.reasons == {}


def test_the_group_is_that_of_the_course_and_can_be_changed(tab, court, course, people):
    with court.step("改"):
        Person.update(category="judge").where(Person.id == people["王祯"]).execute()
    save_course(court, {"target": "员额法官"}, course.id)
    tab.page.people.propose.trigger()
    panel = tab.enrol_page.proposals
    assert [row[1] for row in rows(panel.table)] == ["王祯"]
    panel.fields.category.set_value("")
    panel.fields.category.changed.emit()
    assert len(rows(panel.table)) == 5
    home = Court.get(Court.short_name == "青山法院")
    assert not panel.fields.department.isEnabled()
    panel.fields.court.set_value(home.id)
    panel.fields.court.changed.emit()
    assert {row[1] for row in rows(panel.table)} == {"阿拉坦·巴特尔", "单雄信"}
    room = Department.get(Department.name == "立案庭")
    panel.fields.department.set_value(room.id)
    panel.fields.department.changed.emit()
    assert [row[1] for row in rows(panel.table)] == ["单雄信"]
    panel.fields.court.set_value(None)
    panel.fields.court.changed.emit()
    assert panel.fields.wanted.target.department is None and len(rows(panel.table)) == 5


def test_as_many_as_one_says_and_what_is_no_number_is_told(panel):
    panel.fields.count.lineEdit().setText("2")
    panel.fields.count.changed.emit()
    assert [row[1] for row in rows(panel.table)] == ["王祯", "阿拉坦·巴特尔"]
    panel.fields.count.lineEdit().setText("两")
    panel.fields.count.changed.emit()
    assert rows(panel.table) == [] and panel.told.text() != "" and not panel.output.isEnabled()
    assert panel.fields.count.property("wrong")
    panel.fields.count.set_value(0)
    panel.fields.count.changed.emit()
    assert panel.told.text() == "推荐人数应为 1 以上的整数。"
    panel.fields.count.set_value(1)
    panel.fields.count.changed.emit()
    assert not panel.fields.count.property("wrong") and len(rows(panel.table)) == 1


def test_a_full_course_proposes_nobody_until_one_asks(tab, court, course, people):
    save_course(court, {"places": 1}, course.id)
    enrol(court, course, [people["王祯"]])
    tab.page.people.propose.trigger()
    panel = tab.enrol_page.proposals
    assert rows(panel.table) == [] and panel.told.text() == "名额已满；要推荐候补的人，请写明推荐多少人。"


def test_quotas_are_told(tab, court, course, people):
    set_quotas(court, ENROLMENTS, course, {Court.get(Court.short_name == "青山法院").id: 1})
    tab.page.people.propose.trigger()
    panel = tab.enrol_page.proposals
    assert panel.told.text().startswith("符合条件的 5 人，推荐 1 人，按各法院、部门还空的名额。")


def test_the_list_follows_what_changes(panel, court, course, people):
    enrol(court, course, [people["王祯"]])
    assert [row[1] for row in rows(panel.table)] == ["李静", "欧阳文博", "阿拉坦·巴特尔", "单雄信"]
    assert panel.lists.tabText(1) == "不能推荐 1 人"


def test_another_course_begins_anew(tab, panel, court, people):
    panel.take_all.click()
    assert len(panel.reasons) == 5
    tab.enrol_page.left.emit()
    other = save_course(court, {"title": "另一班", "starts": date(2023, 5, 1), "places": 2})
    tab._open_course(other.id)
    tab.page.people.propose.trigger()
    assert panel.reasons == {} and tab.enrol_page.chooser.chosen == []
    assert len(rows(panel.table)) == 2


def test_weights_are_set_in_a_dialog_that_says_they_are_defaults(qtbot, desk, court, panel):
    kept = []
    dialog = WeightsDialog(desk, lambda: kept.append(True), panel)
    qtbot.addWidget(dialog)
    assert {name: field.value() for name, field in dialog.fields.items()} == vars(Weights())
    for field in dialog.fields.values():
        field.set_value(0)
    dialog.answer()
    assert "各项分值都是 0" in dialog.problem.text() and not kept
    dialog.fields["hours"].lineEdit().setText("x")
    dialog.answer()
    assert not kept and weights(court) == Weights()
    dialog.defaults.click()
    dialog.fields["hours"].set_value(0)
    dialog.answer()
    assert kept and weights(court) == Weights(hours=0)
    assert "学时" not in rows(panel.table)[0][5]


def test_a_setting_that_cannot_be_read_is_told_and_can_be_put_right(qtbot, desk, court, panel):
    court.set_setting("proposal_weights", "x")
    assert rows(panel.table) == [] and "分值设置读不懂" in panel.told.text()
    dialog = WeightsDialog(desk, panel.ask, panel)
    qtbot.addWidget(dialog)
    assert "分值设置读不懂" in dialog.problem.text()
    dialog.answer()
    assert len(rows(panel.table)) == 5


def test_the_list_is_printed_and_exported(panel, desk, tmp_path):
    panel.print()
    assert desk.printed[-1][1] == "2023年全市法院执行实务培训班推荐人选名单"
    desk.notices.answer(tmp_path / "名单.xlsx")
    panel.export()
    assert (tmp_path / "名单.xlsx").exists()
    assert desk.notices.texts[-1] == "已导出 5 人到“名单.xlsx”。"


def test_escape_leaves(tab, panel):
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.page
