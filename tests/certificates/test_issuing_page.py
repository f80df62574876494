"""Certificates of a list on the screen: pasted, typed, read in, chosen; what is wrong is said; then they are issued."""

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog, choosing_template
from cadre_desktop.certificates.tab import CertificatesTab
from cadre_desktop.certificates.templating import add_template, template_for
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court

PASTED = "姓名\t称号\t活动\n王 祯\t能手\t评选\n\t能手\t评选\n包头市律师协会\t先进集体\t评选"


@pytest.fixture
def shown(desk):
    """What was shown to be printed."""
    papers = []
    desk.show_pdf = lambda path, title, relayable=None: papers.append((path, title, relayable))
    desk.organisation = lambda: "包头市中级人民法院"
    return papers


@pytest.fixture
def tab(qtbot, desk, shown):
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1340, 640)
    tab.show()
    return tab


@pytest.fixture
def page(tab):
    tab.register.issue_listed()
    return tab.list_page


def paste(page, text, row=1, column=1):
    QGuiApplication.clipboard().setText(text)
    page.table.setCurrentIndex(page.model.index(row, column))
    QTest.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.check()


def states(page):
    last = page.model.columnCount() - 1
    return [page.model.index(row, last).data() for row in range(1, len(page.model.lines) + 1)]


def headings(page):
    return [page.model.headerData(column, Qt.Orientation.Horizontal) for column in range(page.model.columnCount())]


def test_the_register_leads_to_the_page_and_back_and_the_list_stays(qtbot, tab):
    tab.register.issue_listed()
    page = tab.list_page
    assert tab.stack.currentWidget() is page and page.table.hasFocus()
    assert not page.preview.isEnabled() and "在表里直接填写" in page.summary.text()
    paste(page, PASTED)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is not page
    tab.open_list()
    assert len(page.model.lines) == 3 and page.table.currentIndex().row() == 4


def test_pasted_with_headings_it_is_checked_and_good_rows_go_on(tab, page, shown, desk, tmp_path):
    paste(page, PASTED)
    assert headings(page) == ["行", "姓名 *", "活动名称 *", "荣誉称号 *", "情况"]
    assert states(page) == ["可以发", "没有姓名或单位名称，请补填。", "可以发"]
    assert page.preview.text() == "预览 2 份" and "1 行有问题，不会发（第 2 行）" in page.summary.text()
    page.show_preview()
    _path, title, paper = shown[-1]
    assert title == "荣誉证书（名单）" and "有问题的 1 行没有列入" in paper.remark
    assert paper.offer.notes == ("模板：程序自带",)
    assert not IssuedCertificate.select().exists()
    with in_a_writing_job():
        paper.hand_out(tmp_path / "a.pdf")
    assert [row.salutation for row in IssuedCertificate.select().order_by(IssuedCertificate.serial)] == [
        "王祯同志：",
        "包头市律师协会：",
    ]
    assert states(page)[0] == f"“王 祯”的这份证书已发，编号 {IssuedCertificate.get(serial=1).number}。"
    assert page.skip.isVisible() and not page.preview.isEnabled()
    page.skip.setChecked(False)
    assert page.preview.text() == "预览 2 份"


def test_a_row_is_put_right_by_typing_and_the_next_problem_is_found(qtbot, page):
    paste(page, PASTED)
    page.table.go_to(1)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.table.currentIndex().row() == 2 and page.told.text() == "第 2 行：没有姓名或单位名称，请补填。"
    QTest.keyClicks(page.table, "l")
    editor = page.table.findChild(QLineEdit)
    assert editor.text() == "l"
    editor.setText("李静")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.lines[1].name == "李静")  # Qt takes it when it is back at its events
    page.check()
    assert states(page)[1] == "可以发" and page.told.isHidden() and page.preview.text() == "预览 3 份"
    page.table.go_to(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    page.check()
    assert [line.name for line in page.model.lines] == ["王 祯", "包头市律师协会"]
    page.table.go_to(2, "title")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.check()
    assert "缺少“荣誉称号”" in states(page)[1]


def test_cells_without_headings_fill_from_the_cell_on_and_all_rows_share_the_first(page):
    paste(page, "王祯\n李静\n赵静")
    assert [line.name for line in page.model.lines] == ["王祯", "李静", "赵静"]
    assert all("缺少“活动名称、荣誉称号”" in state for state in states(page))
    paste(page, "评选\t能手", 0, 2)
    assert states(page) == ["可以发"] * 3
    assert page.model.same == {"activity": "评选", "title": "能手"}
    assert not page.model.flags(page.model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_a_workbook_is_dropped_and_read_in(page, tmp_path):
    path = tmp_path / "嘉宾.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((("姓名", "称号", "活动", "单位", "备注"), ("王祯", "能手", "评选", "某局", "x"))):
            sheet.write_row(row, 0, cells)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, button, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), actions, data, button, keys))
    page.check()
    assert states(page) == ["可以发"] and "单位" in headings(page)
    assert page.remarks.text() == "没有用到的列：备注。" and page.remarks.isVisible()


def test_what_cannot_be_read_is_said(page, desk, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    desk.notices.answer(path)
    page.choose_book()
    assert "坏.xlsx" in desk.notices.texts[-1] and not page.model.lines
    paste(page, PASTED)
    page.terms.issued.setText("明天吧")
    page.check()
    assert not page.preview.isEnabled() and "明天吧" in page.summary.text()
    page.terms.issued.setText("2024-05-06")
    page.terms.issuer.setText("")
    page.check()
    assert page.summary.text() == "请填写落款单位。"


def test_people_of_the_dossier_are_put_on_the_list_once(tab, page, court):
    home = Court.get(Court.name == "包头市中级人民法院").id
    keys = list(add_people(court, [{"court": home, "name": "王祯", "category": "judge", "status": "serving"}]))
    page.people_wanted.emit()
    people = tab.people_page
    assert tab.stack.currentWidget() is people
    people.chooser.choose(keys)
    assert people.confirm.text() == "列入名单 1 人"
    people.carry_out()
    assert tab.stack.currentWidget() is page
    page.take_people(keys)
    assert [(line.name, line.person) for line in page.model.lines] == [("王祯", keys[0])]
    name = page.model.index(1, 1)
    assert not page.model.flags(name) & Qt.ItemFlag.ItemIsEditable


def test_the_form_has_the_columns_of_the_template_that_is_chosen(page, court, desk, tmp_path):
    with in_a_writing_job():
        made = add_template(court, CertificateKind.APPOINTMENT, "聘书", built_in("appointment"))
    page.terms.kind.set_value(CertificateKind.APPOINTMENT.value)
    page.terms.kind.changed.emit()
    page.terms.template.set_value(made.id)
    page.terms.template.changed.emit()
    assert headings(page)[1:-1] == ["受聘人 *", "聘任职务 *", "聘期"]
    desk.notices.answer(tmp_path / "表.xlsx")
    page.save_form()
    assert read_workbook(tmp_path / "表.xlsx").sheets[0].rows[0] == ["受聘人", "聘任职务", "聘期"]


def test_a_list_that_is_not_issued_is_asked_about(tab, page, desk):
    assert tab.may_leave()
    paste(page, PASTED)
    desk.notices.answer(False)
    assert not tab.may_leave() and "还没有发" in desk.notices.texts[-1]
    desk.notices.answer(True)
    assert tab.may_leave()
    desk.notices.answer(False)
    page.acts["clear"].trigger()
    assert len(page.model.lines) == 3
    desk.notices.answer(True)
    page.acts["clear"].trigger()
    assert not page.model.lines and tab.may_leave()


def test_a_template_is_chosen_for_a_contest_and_the_pages_follow(qtbot, court, desk):
    with in_a_writing_job():
        made = add_template(court, CertificateKind.HONOUR, "红绒", built_in("honour"))
    laid_out = []
    dialog = TemplateChoiceDialog(desk, CertificateKind.HONOUR, 7, "技能竞赛", lambda: laid_out.append(1))
    qtbot.addWidget(dialog)
    assert [dialog.template.itemText(line) for line in range(2)] == ["默认（程序自带）", "红绒"]
    dialog.template.set_value(made.id)
    dialog.answer()
    assert template_for(CertificateKind.HONOUR, 7).id == made.id and laid_out == [1]
    again = TemplateChoiceDialog(desk, CertificateKind.HONOUR, 7, "技能竞赛", lambda: None)
    qtbot.addWidget(again)
    assert again.template.value() == made.id
    again.template.set_value(0)
    again.answer()
    assert template_for(CertificateKind.HONOUR, 7) is None
    assert choosing_template(desk, CertificateKind.HONOUR, 7, "技能竞赛").title == "证书模板…"


def test_of_many_wrong_rows_the_first_are_named(page):
    paste(page, "\n".join(["姓名\t活动名称\t荣誉称号", *(f"第{number}人\t竞赛\t" for number in range(1, 13))]))
    assert "12 行有问题，不会发（第 1、2、3、4、5、6、7、8 等行）" in page.summary.text()


@pytest.fixture
def held(desk, monkeypatch):
    """Checks of lists that are under way until they are called."""
    checks, run = [], desk.jobs.run

    def hold(label, work, done, failed=None, **more):
        if str(more.get("keep_latest")).startswith("certificate list"):
            checks[:] = [(lambda: run(label, work, done, failed, **more))]
        else:
            run(label, work, done, failed, **more)

    monkeypatch.setattr(desk.jobs, "run", hold)
    return checks


def test_a_preview_never_shows_the_list_of_before_a_change(page, shown, held, tmp_path):
    paste(page, PASTED)
    held.pop()()
    page.model.put(1, "name", "王桢")
    page.show_preview()  # at once
    assert shown == []
    page.model.remove(3)
    held.pop()()  # of before the row was taken out
    assert shown == [] and held
    held.pop()()
    _path, _title, paper = shown.pop()
    with in_a_writing_job():
        paper.hand_out(tmp_path / "a.pdf")
    assert [row.name for row in IssuedCertificate.select()] == ["王桢"] and not shown


def test_a_preview_that_waited_for_a_check_that_was_stopped_is_not_shown_later(page, shown, held):
    paste(page, PASTED)
    page.show_preview()
    page._forget_check()  # somebody stopped it
    held.pop()()
    assert shown == [] and page.preview.isEnabled()
