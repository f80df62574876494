"""The dialogs of a course at its end: what closing comes to, marks keyed down the list, nominations, feedback."""

from datetime import date

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.closing import closing_of
from cadre_desktop.courses.examining import Marks, marks_of
from cadre_desktop.courses.feedback_prints import print_feedback
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.feedback import FeedbackTally
from cadre_desktop.courses.satisfaction import Satisfaction, overall, percent, satisfaction_of
from cadre_desktop.courses.screens.closing_dialog import ClosingDialog, OutcomesModel
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.courses.screens.marks_dialog import FIRST, RETAKE, MarksDialog
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import plan_sessions, record_presence
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.name_list.rules import Half, PresenceMark, PresenceState
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.screens.name_list.nominations_dialog import NominationsDialog


@pytest.fixture
def page(qtbot, desk, court, course, people):
    save_course(court, {"pass_mark": "60"}, course.id)
    enrol(court, course, people.values())
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.open(course.id)
    return page


@pytest.fixture
def dialog(qtbot, page, desk, course):
    dialog = MarksDialog(desk, course, page)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(dialog):
    return [person.name for person in dialog.model.people]


def conclusions(dialog):
    return [dialog.model.index(row, 4).data() for row in range(dialog.model.rowCount())]


def there(store, course):
    sessions = plan_sessions(store, ENROLMENTS, course, (Half.MORNING,))
    mark = PresenceMark(PresenceState.PRESENT)
    record_presence(
        store, ENROLMENTS, course, {(session, row.id): mark for session in sessions for row in Enrolment.select()}
    )


def test_marks_are_keyed_down_the_list_and_saved_in_one_step(qtbot, dialog, court, course):
    for row, text in enumerate(("85", "5", "90"), 1):
        qtbot.keyClicks(dialog.table, text[:1])
        editor = dialog.table.findChildren(QLineEdit)[-1]
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda row=row: dialog.table.currentIndex().row() == row)
    assert [dialog.model.marks[one.entry].result for one in dialog.model.people] == ["85", "5", "90", "", ""]
    assert conclusions(dialog) == ["合格", "不合格，可补考一次", "合格", "", ""]
    dialog.go.click()
    assert sorted(marks.result for marks in marks_of(course).values()) == ["", "", "5", "85", "90"]
    court.undo()
    assert {marks.result for marks in marks_of(course).values()} == {""}


def test_a_wrong_mark_is_told_and_nothing_is_saved(dialog, course):
    dialog.model.setData(dialog.model.index(0, FIRST), "八十")
    dialog.model.setData(dialog.model.index(1, FIRST), "80")
    dialog.model.setData(dialog.model.index(2, RETAKE), "80")
    assert "不是成绩" in conclusions(dialog)[0] and "只有补考成绩" in conclusions(dialog)[2]
    dialog.go.click()
    assert f"{names(dialog)[0]}：“八十”不是成绩" in dialog.problem.text()
    assert {marks.result for marks in marks_of(course).values()} == {""}


def test_marks_are_pasted_and_deleted(qtbot, dialog):
    QGuiApplication.clipboard().setText("55\t70\n90\t\n")
    qtbot.keyClick(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert conclusions(dialog)[:2] == ["补考合格", "合格"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.model.marks[dialog.model.people[0].entry] == Marks("", "70")


def test_marks_are_read_from_a_workbook(dialog, desk, tmp_path):
    path = tmp_path / "成绩.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("姓名", "成绩"), ("王祯", 88), ("张三丰", 70))):
            sheet.write_row(number, 0, row)
    desk.notices.answer(path)
    dialog.read.click()
    assert dialog.told.text().startswith("读取 2 行，成绩 1 个。\n第 3 行：“张三丰”不在")
    assert conclusions(dialog)[names(dialog).index("王祯")] == "合格"


def test_closing_shows_what_is_missing_and_what_it_comes_to(qtbot, page, desk, court, course):
    there(court, course)
    dialog = ClosingDialog(desk, course, closing_of(court, course), lambda _count: None, page)
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled() and "没有成绩" in dialog.missing.text()
    with court.step("成绩"):
        Enrolment.update(result="85").execute()
        Enrolment.update(result="缺考").where(Enrolment.id == Enrolment.select(Enrolment.id).limit(1)).execute()
    done = []
    dialog = ClosingDialog(desk, course, closing_of(court, course), done.append, page)
    qtbot.addWidget(dialog)
    model = dialog.table.model()
    assert [model.index(0, column).data() for column in range(2, 5)] == [
        "未结业",
        "",
        "成绩 缺考，低于合格分数 60，没有补考",
    ]
    dialog.go.click()
    assert done == [4] and Course.by_key(course.id).status == "closed"


def test_enter_closes_a_course_with_nothing_missing_and_cancels_on_cancel(qtbot, page, desk, court, course):
    there(court, course)
    with court.step("成绩"):
        Enrolment.update(result="85").execute()
    done = []
    dialog = ClosingDialog(desk, course, closing_of(court, course), done.append, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.cancel.setFocus()
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert not done and not dialog.isVisible()
    dialog = ClosingDialog(desk, course, closing_of(court, course), done.append, page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert done == [5]


def test_enter_saves_marks_on_the_button(qtbot, dialog, course):
    dialog.model.setData(dialog.model.index(0, FIRST), "85")
    dialog.go.setFocus()
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert Enrolment.select().where(Enrolment.result == "85").count() == 1


def test_many_people_have_many_lines_where_there_is_room(qtbot, page, desk, court, course):
    there(court, course)
    dialog = ClosingDialog(desk, course, closing_of(court, course), lambda _count: None, page)
    qtbot.addWidget(dialog)
    few = dialog.table.sizeHint().height()
    lines = [dialog.closing.lines[0]] * 40
    dialog.table.setModel(OutcomesModel(lines, dialog))
    row = dialog.table.verticalHeader().defaultSectionSize()
    dialog.table.want_rows(10, 0)
    assert few < 10 * row <= dialog.table.sizeHint().height() < 12 * row
    dialog.table.want_rows(10, dialog.screen().availableGeometry().height())
    assert dialog.table.sizeHint().height() == dialog.table.minimumHeight()


def test_what_changed_meanwhile_is_told_in_the_dialog(qtbot, page, desk, court, course):
    there(court, course)
    with court.step("成绩"):
        Enrolment.update(result="85").execute()
    dialog = ClosingDialog(desk, course, closing_of(court, course), lambda _count: None, page)
    qtbot.addWidget(dialog)
    with court.step("成绩"):
        Enrolment.update(result="").execute()
    dialog.go.click()
    assert "没有成绩" in dialog.problem.text() and Course.by_key(course.id).status == "planned"


def test_the_list_says_where_there_are_more_or_fewer_than_the_quota(page, desk, court, course):
    first = Court.get(Court.short_name == "包头中院").id
    there = Enrolment.select().where(Enrolment.course == course, Enrolment.court == first).count()
    assert there > 1 and "包头中院" not in page.people.summary.text()
    set_quotas(court, ENROLMENTS, course, {first: there - 1})
    assert "包头中院超 1 人" in page.people.summary.text()
    set_quotas(court, ENROLMENTS, course, {first: there + 2})
    assert "包头中院差 2 人" in page.people.summary.text()


def test_the_list_shows_the_retake_beside_the_first_mark(page, court, course):
    with court.step("成绩"):
        Enrolment.update(result="55", retake="70").where(Enrolment.course == course).execute()
    titles = [column.title for column in page.people.table.listing_model.columns if column.in_table]
    assert titles.index("补考成绩") == titles.index("成绩") + 1


def test_filled_nomination_forms_are_put_on_the_list(page, desk, court, course, people, tmp_path, monkeypatch):
    with court.step("重来"):
        Enrolment.delete().execute()
    set_quotas(court, ENROLMENTS, course, {Court.get(Court.short_name == "包头中院").id: 1})
    menu = page.people.enrol_bar.nominations
    path = tmp_path / "推荐表.xlsx"
    desk.notices.answer(path)
    menu.write.trigger()
    assert desk.notices.texts[-1] == "已写出 1 份推荐表，每个法院、部门一张工作表。" and path.exists()
    menu.print.trigger()
    assert len(desk.printed) == 1
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("包头中院推荐表")
        for number, row in enumerate((("姓名",), ("王祯",), ("李静",), ("王大锤",))):
            sheet.write_row(number, 0, row)
    shown = []

    def confirm(dialog):
        why = dialog.asked.item(0, 2)
        shown.append((dialog.asked.item(0, 0).text(), why.text(), why.toolTip(), dialog.beyond.text()))
        dialog.go.click()
        dialog.reject()
        return 1

    monkeypatch.setattr(NominationsDialog, "exec", confirm)
    desk.notices.answer((path,))
    menu.read.trigger()
    name, why, more, beyond = shown[0]
    assert (name, why) == ("王大锤（包头中院）", "没有这个人")
    assert more == "推荐表.xlsx “包头中院推荐表”第 4 行\n没有“王大锤”这个人，请核对姓名，或先录入人员。"
    assert beyond == "包头中院推荐 2 人，只有 1 个名额空着，后 1 人列为候补。"
    assert {row.person.name: row.status for row in Enrolment.select()} == {"王祯": "enrolled", "李静": "waiting"}
    assert desk.notices.texts[-1] == "加入 1 人，候补 1 人。可按 Ctrl+Z 撤销。"


@pytest.fixture
def nominated(page, desk, court, course, people, tmp_path, monkeypatch):
    """Opens the dialog for rows of a filled form (name, court, department); `deed` does something with it."""
    with court.step("重来"):
        Enrolment.delete().execute()

    def run(rows, deed):
        path = tmp_path / "推荐表.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("表")
            for number, row in enumerate((("姓名", "法院", "部门"), *rows)):
                sheet.write_row(number, 0, row)
        monkeypatch.setattr(NominationsDialog, "exec", deed)
        desk.notices.answer((path,))
        page.people.enrol_bar.nominations.read.trigger()

    return run


def choose(dialog, row, key):
    box = dialog.asked.cellWidget(row, 1)
    box.set_value(key)
    box.changed.emit()


def enrolled():
    return [row.person.id for row in Enrolment.select().order_by(Enrolment.id)]


def test_whom_a_form_leaves_open_is_asked_with_court_and_department(nominated, desk, court, people):
    home, other = Court.get(Court.short_name == "包头中院"), Court.get(Court.short_name == "昆区法院")
    with court.step("同名"):
        twin = Person.add(name="王祯", court=other, post="法警", born=date(1990, 5, 1)).id

    def settle(dialog):
        texts = [dialog.asked.cellWidget(0, 1).itemText(line) for line in range(4)]
        first, second, nobody = texts[1:]
        assert first == "王祯　包头中院 · 刑事审判第一庭 · 审判员 · 1985.03"
        assert (second, nobody) == ("王祯　昆区法院 · 法警 · 1990.05", "不加入")
        choose(dialog, 0, twin)
        assert dialog.asked.item(0, 2).text() == "选定了，一起加入" and dialog.go.text() == "加入 2 人"
        dialog.go.click()
        assert dialog.result() == NominationsDialog.DialogCode.Accepted

    nominated([("王祯", "", ""), ("李静", home.name, "")], settle)
    assert enrolled() == [twin, people["李静"]]
    assert desk.notices.texts[-1] == "加入 2 人。可按 Ctrl+Z 撤销。"


def test_unknown_nominees_stay_in_view_and_are_listed_for_later(nominated, page, desk, court, people, tmp_path):
    menu = page.people.enrol_bar.nominations

    def add_who_is_known(dialog):
        assert dialog.asked.rowCount() == 2 and dialog._count_left.text() == "还有 2 人没有选定是谁"
        dialog.go.click()
        assert dialog.isHidden() and dialog.result() != NominationsDialog.DialogCode.Accepted
        assert dialog.asked.rowCount() == 2 and dialog.people.count() == 0 and not dialog.go.isEnabled()
        dialog.copy.click()
        assert QGuiApplication.clipboard().text() == "王大锤（包头中院）\n单雄心"
        desk.notices.answer(tmp_path / "没有认出的.xlsx")
        dialog.save.click()
        choose(dialog, 1, people["单雄信"])
        choose(dialog, 1, None)
        choose(dialog, 1, 0)
        dialog.reject()

    nominated([("李静", "包头中院", ""), ("王大锤", "包头中院", ""), ("单雄心", "", "")], add_who_is_known)
    assert (tmp_path / "没有认出的.xlsx").exists() and enrolled() == [people["李静"]]
    page.people.enrol_bar.quota_button.menu().aboutToShow.emit()
    assert menu.left.isVisible() and menu.left.text() == "推荐表里还没有认出的 1 人…"
    with court.step("补录"):
        late = Person.add(name="王大锤", court=Court.get(Court.short_name == "包头中院")).id
    NominationsDialog.exec = lambda dialog: dialog.go.click() or 1  # the fixture puts the real one back
    menu.left.trigger()
    assert enrolled() == [people["李静"], late]
    page.people.enrol_bar.quota_button.menu().aboutToShow.emit()
    assert not menu.left.isVisible()


def test_a_course_is_opened_for_enrolment_and_begun(page, court):
    assert page.enrolling.isVisible() and page.start.isVisible()
    page.enrolling.trigger()
    assert Course.get().status == "enrolling" and not page.enrolling.isVisible() and page.close_course.isVisible()
    page.start.trigger()
    assert Course.get().status == "running" and not page.start.isVisible()


def tally(store, course, *rows):
    with store.step("满意度"):
        for question, *counts in rows:
            names = ("very_good", "good", "fair", "poor")
            FeedbackTally.add(course=course.id, question=question, **dict(zip(names, counts, strict=True)))


def test_feedback_is_shown_as_shares_and_printed(page, desk, court, course, tmp_path):
    with pytest.raises(Refused, match="还没有满意度统计"):
        print_feedback(tmp_path / "a.pdf", course)
    tally(court, course, ("教学内容", 3, 2, 1, 0), ("组织服务", 6, 0, 0, 0))
    assert page.people.summary.text().endswith("满意率 91.7%")
    print_feedback(tmp_path / "a.pdf", course)
    with Pages(tmp_path / "a.pdf") as pages:
        text = "".join(pages.text(0).split())
    assert "教学内容" in text and "50%" in text and "总体91.7%" in text and "收回6份" in text


def test_shares_make_a_whole(court, course):
    assert Satisfaction("", (1, 1, 1, 0)).shares == (334, 333, 333, 0)
    assert Satisfaction("", (0, 0, 0, 0)).shares == (0, 0, 0, 0)
    assert overall([]) is None and satisfaction_of(course) == []
    assert (percent(965), percent(1000), percent(0)) == ("96.5%", "100%", "0%")
