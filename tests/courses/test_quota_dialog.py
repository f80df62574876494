"""The dialog in which places are given to courts and, unfolded, to their departments."""

from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.people.name_list.quotas import quotas_of
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.screens.name_list.quota_dialog import QuotaDialog


def test_places_of_departments_are_unfolded_typed_and_told(qtbot, court, course, people, desk):
    home = Court.get(Court.short_name == "包头中院").id
    first, second = (Department.get(Department.name == name).id for name in ("刑事审判第一庭", "执行局"))
    dialog = QuotaDialog(desk, ENROLMENTS, Course.by_key(course.id), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.of_departments == {}
    dialog.unfold[home].click()
    for key, count in ((first, 3), (second, 1)):
        dialog.of_departments[key].set_value(count)
        dialog.of_departments[key].changed.emit()
    assert dialog._states[home, None].text() == "各部门合计 4 人，差 4 人" and dialog.total.text() == "合计 4 人"
    dialog.fields[home].set_value(3)
    dialog.fields[home].changed.emit()
    assert dialog._states[home, None].text() == "各部门合计 4 人，多于名额，差 3 人"
    dialog.answer()
    assert dialog.problem.text() == "包头中院各部门名额合计 4 个，多于这个法院的名额 3 个，请调整。"
    dialog.fields[home].set_value(5)
    dialog.answer()
    assert dialog.result() == QuotaDialog.DialogCode.Accepted
    assert quotas_of(course) == ({home: 5}, {first: 3, second: 1})
    again = QuotaDialog(desk, ENROLMENTS, Course.by_key(course.id), None)
    qtbot.addWidget(again)
    again.show()
    assert again.unfold[home].isChecked() and again.of_departments[first].value() == 3
    again.close()
