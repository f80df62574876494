from datetime import date

import pytest
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.layouts import layout_of
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog
from cadre_desktop.certificates.templating import add_template
from cadre_desktop.courses.actions import enrol, record_results, reopen_course
from cadre_desktop.courses.certifying import issue_certificates
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.closing_dialog import ClosingDialog
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.people.dossier import hours_in


@pytest.fixture
def page(qtbot, desk):
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.resize(1334, 620)
    page.show()
    return page


@pytest.fixture
def opened(page, course, people):
    """The page with an empty course in it."""
    page.open(course.id)
    return page


@pytest.fixture
def filled(court, opened, course, people):
    """The page with everybody enrolled."""
    enrol(court, course, people.values())
    return opened


def listed():
    return {row.person.name: row for row in Enrolment.select()}


def test_a_new_course_is_typed_and_saved(page, people):
    page.new()
    assert page.people.isHidden()
    page.form.cells["title"].editor.setText("讲座")
    page.save()
    assert page.form.cells["starts"].problem == "“开始日期”不能为空。"
    page.form.cells["starts"].editor.set_value(date(2023, 4, 1))
    page.save()
    assert Course.get().title == "讲座"
    assert page.title.text() == "讲座"
    assert not page.people.isHidden()


def test_whoever_is_chosen_in_the_search_line_is_enrolled(qtbot, opened, desk):
    picker = opened.people.enrol_bar.picker
    picker.setFocus()
    qtbot.keyClicks(picker, "oywb")
    assert [line.name for line in picker.offered] == ["欧阳文博"]
    qtbot.keyClick(picker._completer.popup(), Qt.Key.Key_Return)
    assert listed().keys() == {"欧阳文博"}
    assert desk.notices.texts == ["欧阳文博已报名。"]
    assert opened.people.table.listing_model.rowCount() == 1


def test_without_a_selection_everybody_undecided_completes(court, filled):
    record_results(court, [listed()["单雄信"].id], status=EnrolmentStatus.ABSENT)
    assert filled.people.summary.text() == "共 5 人 · 未定 4 · 缺席 1"
    assert filled.people.complete.text() == "未定的 4 人都结业"
    filled.people.complete.click()
    assert {name: row.status for name, row in listed().items()}["单雄信"] == "absent"
    assert filled.people.summary.text() == "共 5 人 · 结业 4 · 缺席 1"
    assert filled.people.complete.isHidden()


def test_leave_over_the_limit_is_said_and_can_be_overruled(filled, desk):
    table = filled.people.table
    table.select_key(listed()["王祯"].id)
    filled.people.leave.set_value(40)
    filled.people.set_leave.click()
    assert listed()["王祯"].status == "withdrawn"
    assert "超过规定比例" in desk.notices.texts[-1]
    table.select_key(listed()["王祯"].id)
    filled.people.overrule.trigger()
    assert (listed()["王祯"].status, listed()["王祯"].leave) == ("completed", 40)


def test_a_result_is_given_to_the_selected(filled, desk):
    filled.people.table.select_key(listed()["王祯"].id)
    desk.notices.answer("优秀")
    filled.people.score.trigger()
    assert {name: row.result for name, row in listed().items() if row.result} == {"王祯": "优秀"}


def test_impossible_leave_is_refused_in_words(filled, desk):
    filled.people.table.select_key(listed()["王祯"].id)
    filled.people.leave.set_value(200)
    filled.people.set_leave.click()
    assert desk.notices.messages[-1].kind == "refused"
    assert "多于" in desk.notices.texts[-1]


def test_delete_takes_the_selected_off_the_list(qtbot, filled):
    filled.people.table.select_key(listed()["王祯"].id)
    qtbot.keyClick(filled.people.table, Qt.Key.Key_Delete)
    assert "王祯" not in listed()
    assert filled.people.table.listing_model.rowCount() == 4


def closing(monkeypatch, confirmed=True):
    """The dialogs shown before closing, confirmed where nothing is missing."""
    shown = []

    def look(dialog):
        shown.append((dialog.missing.text(), dialog.go.isEnabled()))
        if confirmed and dialog.go.isEnabled():
            dialog.go.click()
        return 1

    monkeypatch.setattr(ClosingDialog, "exec", look)
    return shown


def test_closing_and_reopening_from_the_page(filled, desk, people, monkeypatch):
    shown = closing(monkeypatch)
    filled.close_course.trigger()
    assert "未定" in shown[0][0] and not shown[0][1]
    filled.people.complete.click()
    desk.notices.answer(False)
    filled.close_course.trigger()
    assert desk.notices.texts[-2:] == ["已结班，5 人的学时记入培训档案。", "现在看 5 份结业证书的样张吗？"]
    assert hours_in(people["王祯"], 2023) == 140
    assert filled.people.enrol_bar.isHidden()
    assert filled.people.results.isHidden()
    assert filled.reopen.isVisible()
    assert filled.form.save_button.isHidden()
    assert not filled.form.cells["hours"].editor.isEnabled()
    desk.notices.answer("漏记请假")
    filled.reopen.trigger()
    assert hours_in(people["王祯"], 2023) == 0
    assert filled.form.cells["hours"].editor.isEnabled()
    assert not filled.people.enrol_bar.isHidden()


@pytest.mark.parametrize("held", [5, 2])
def test_certificates_are_offered_anew_only_where_some_have_none(court, filled, desk, monkeypatch, held):
    closing(monkeypatch)
    filled.people.complete.click()
    desk.notices.answer(False)
    filled.close_course.trigger()
    course = filled.course
    issue_certificates(court, course, [row.id for row in Enrolment.select().where(Enrolment.course == course)][:held])
    reopen_course(court, course, "补录")
    before = len(desk.notices.texts)
    desk.notices.answer(False)
    filled.close_course.trigger()
    told = desk.notices.texts[before:]
    asked = [] if held == 5 else ["现在看 5 份结业证书的样张吗？其中 2 份已有编号。"]
    assert told == ["已结班，5 人的学时记入培训档案。", *asked]


def test_undoing_the_closing_shows_at_once(court, filled, monkeypatch, desk):
    closing(monkeypatch)
    desk.notices.answer(False)
    filled.people.complete.click()
    filled.close_course.trigger()
    court.undo()
    assert filled.close_course.isVisible()
    assert not filled.people.results.isHidden()


def test_when_the_making_of_the_course_is_undone_the_list_comes_back(qtbot, court, opened):
    court.undo()  # the people entered last
    with qtbot.waitSignal(opened.left):
        court.undo()
    assert opened.course is None


def test_unsaved_entries_are_not_lost_by_mistake(opened, desk, qtbot):
    opened.form.cells["place"].editor.set_value("别处")
    desk.notices.answer(False)
    assert not opened.may_leave()
    assert opened.form.cells["place"].editor.value() == "别处"
    desk.notices.answer(True)
    assert opened.may_leave()
    assert opened.form.cells["place"].editor.value() == "中院三楼会议室"


def test_a_course_can_be_called_off_and_started_again(opened, desk, course):
    desk.notices.answer("时间冲突")
    opened.cancel.trigger()
    assert Course.by_key(course.id).status == "cancelled"
    assert opened.people.enrol_bar.isHidden()
    opened.start.trigger()
    assert Course.by_key(course.id).status == "running"


@pytest.mark.parametrize(("sheet", "words"), [("花名册", "参训人员花名册"), ("签到表", "3月2日"), ("桌牌", "欧阳文博")])
def test_sheets_are_printed_into_the_preview(filled, desk, sheet, words):
    filled.print_menu.sheets[sheet].trigger()
    ((path, title),) = desk.printed
    assert title.endswith(sheet)
    with Pages(path) as pages:
        assert words in "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_sheets_have_the_keys_that_they_have_for_an_event(qtbot, filled, desk):
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    filled.people.take_focus()
    control, shift, alt = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Control", "Shift", "Alt"))
    for keys in (control, control | shift, control | alt):
        qtbot.keyClick(filled.people.table, Qt.Key.Key_P, keys)
    title = "2023年全市法院执行实务培训班"
    assert [name for _path, name in desk.printed] == [f"{title}花名册", f"{title}签到表", f"{title}桌牌"]


def test_the_arrow_keys_find_a_row_after_enrolling(qtbot, filled):
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    filled.people.take_focus()
    assert filled.people.table.selected_count == 0, "else it would be unclear who completes"
    qtbot.keyClick(filled.people.table, Qt.Key.Key_Down)
    assert filled.people.table.selected_count == 1


def test_certificates_get_numbers_when_printed_and_not_when_looked_at(filled, desk, tmp_path):
    filled.people.complete.click()
    filled.print_menu.sheets["结业证书"].trigger()
    with Pages(desk.printed[-1][0]) as pages:
        draft = "".join(pages.text(0).split())
    assert (
        "样张" in draft and "打印或保存时给出" in draft and "号" not in draft.replace("编号", "").replace("证件号", "")
    )
    assert {row.certificate for row in listed().values()} == {None}
    with in_a_writing_job():
        desk.behind[-1].hand_out(tmp_path / "a.pdf")
    assert {row.certificate.serial for row in listed().values()} == {1, 2, 3, 4, 5}
    with Pages(tmp_path / "a.pdf") as pages:
        final = "".join(pages.text(0).split())
    assert "样张" not in final and "〔2023〕00001号" in final


def test_certificates_that_no_printer_took_have_no_number(filled, desk, tmp_path):
    def refuses():
        raise NotPrinted("打印机没有接受。")

    filled.people.complete.click()
    filled.print_menu.sheets["结业证书"].trigger()
    hand_out = desk.behind[-1].hand_out
    with in_a_writing_job(), pytest.raises(NotPrinted):
        hand_out(tmp_path / "a.pdf", refuses)
    assert {row.certificate for row in listed().values()} == {None}
    with in_a_writing_job():
        hand_out(tmp_path / "b.pdf", lambda: None)
    assert {row.certificate.serial for row in listed().values()} == {1, 2, 3, 4, 5}


def test_the_course_has_a_template_of_its_own_which_the_pages_follow(qtbot, court, filled, desk, tmp_path):
    filled.people.complete.click()
    with in_a_writing_job():
        add_template(court, CertificateKind.COMPLETION, "研修结业证", built_in("completion"))
    filled.print_menu.sheets["证书模板…"].trigger()
    dialog = next(each for each in filled.findChildren(TemplateChoiceDialog))
    dialog.template.setCurrentIndex(1)
    dialog.answer()
    filled.print_menu.sheets["结业证书"].trigger()
    paper = desk.behind[-1]
    assert paper.offer.notes == ("模板：研修结业证",)
    assert paper.tools[0].title == "证书模板…"
    with in_a_writing_job():
        paper.hand_out(tmp_path / "a.pdf")
    assert all(layout_of(row.certificate).name == "研修结业证" for row in listed().values())
    court.undo()  # the issue
    court.undo()  # the choice
    filled.print_menu.sheets["结业证书"].trigger()
    assert desk.behind[-1].offer.notes == ("模板：程序自带",)


def test_nothing_to_print_is_said(opened, desk):
    opened.print_menu.sheets["结业证书"].trigger()
    assert "还没有人结业，不能发证书。请先在名单里标记结业" in desk.notices.texts[-1]
    opened.print_menu.sheets["花名册"].trigger()
    assert "还没有参训人员" in desk.notices.texts[-1]
    assert desk.printed == []


def test_an_empty_course_says_what_to_do(opened):
    assert not opened.people.empty.isHidden()
    assert opened.people.table.isHidden()
    assert opened.people.complete.isHidden()


def test_deleting_a_course_with_people_is_refused_and_an_empty_one_goes(opened, desk, court, course, people):
    enrol(court, course, [people["王祯"]])
    desk.notices.answer(True)
    opened.form.delete_button.click()
    assert "不能删除" in desk.notices.texts[-1]
    court.undo()
    desk.notices.answer(True)
    opened.form.delete_button.click()
    assert Course.select().count() == 0


def test_a_course_is_finished_by_keys_alone(qtbot, filled, monkeypatch, desk):
    closing(monkeypatch)
    desk.notices.answer(False)
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    filled.people.complete.setFocus()
    qtbot.keyClick(filled.people.complete, Qt.Key.Key_Space)
    assert filled.people.table.hasFocus(), "the button is gone, the cursor is not lost with it"
    opened = []
    monkeypatch.setattr(filled.print_button, "showMenu", lambda: opened.append("print"))
    qtbot.keyClick(filled.people.table, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert opened == ["print"]
    qtbot.keyClick(filled.people.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert Course.get().status != "closed", "the key of the chooser ends no course"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(filled.people.table, Qt.Key.Key_Return, both)
    assert Course.get().status == "closed"
