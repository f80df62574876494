"""A new user's first hour: three courts' sheets of 120 people come in through the dialog, by keyboard."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[1] / "kit" / "intake"))

from offices import HEADINGS, roster, write

from cadre_desktop.kit.intake.judging import RowState
from cadre_desktop.kit.qt.imports.import_dialog import COLUMNS, FILE, PREVIEW, ImportDialog
from cadre_desktop.kit.qt.imports.import_model import REASON, SHEET, UNFILLED
from cadre_desktop.kit.store import journal
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.window.tabs import TABS

QINGSHAN, KUNQU, DAMAO = "包头市青山区人民法院", "包头市昆都仑区人民法院", "达尔罕茂明安联合旗人民法院"


@pytest.fixture
def office(started, qtbot, tmp_path):
    """The dialog in front of the window with a workbook of three courts, one of them not named, a summary and notes."""
    told, silent = roster(f"{QINGSHAN}在职人员花名册", 44), roster("", 38, 100)
    third = roster("名单", 38, 200, (*HEADINGS, "单位"))
    for row in third[2:]:
        row.append("百灵庙法院" if row[0] % 2 else DAMAO)
    told[4][5], silent[3][5], silent[4][5] = "一三八", "没有", "没有"
    told[6][3] = "1985.13"
    path = write(
        tmp_path / "花名册.xlsx",
        {"甲": told, "乙": silent, "丙": third, "人数统计": [["各院人数"], ["单位", "人数"], ["青山", 44]]},
    )
    started.window.show()
    dialog = ImportDialog(started.window.desk, PERSON, path, started.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    return started, dialog


def press(dialog, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(dialog.focusWidget(), key, modifier)


def type_in(dialog, text):
    """Type into the open cell and end with Enter: Qt takes it in on its next turn, the plan on the one after."""
    QTest.keyClicks(dialog.focusWidget(), text)
    press(dialog, Qt.Key.Key_Return)
    for _turn in range(2):
        QCoreApplication.processEvents()


def answer_the_court(dialog):
    (line,) = [line for line in dialog.files.lines if line.found.undecided(PERSON)]
    box = line.boxes["court"]
    assert dialog.focusWidget() is box, "the cursor is where something has to be answered"
    while box.currentText() != KUNQU:
        press(dialog, Qt.Key.Key_Down)


def preview_of(dialog):
    answer_the_court(dialog)
    for _page in (FILE, COLUMNS):
        press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.currentIndex() == PREVIEW
    return dialog.preview


def cell(preview, section):
    model = preview.model
    return model.index(preview.table.currentIndex().row(), model.section(section))


def test_every_sheet_is_listed_with_its_court_and_what_is_left_out(office):
    _started, dialog = office
    said = {line.found.name: (line.found.chosen, line.note._whole) for line in dialog.files.lines}
    assert said == {
        "甲": (True, "依据：标题"),
        "乙": (True, "没有写明，请选定"),
        "丙": (True, ""),
        "人数统计": (False, "没有选：像是汇总或统计，没有名单"),
    }
    assert not dialog._next.isEnabled() and "“乙”没有写明属于哪个法院" in dialog.files._asked_text.text()
    answer_the_court(dialog)
    assert dialog._next.isEnabled() and not dialog.files._asked.isVisible()


def test_one_preview_goes_from_problem_to_problem_and_corrects_them_by_keyboard(office, qtbot):
    _started, dialog = office
    preview = preview_of(dialog)
    assert len(preview.plan.rows) == 120
    assert preview.plan.states[RowState.REFUSED] == 19, "the court that nobody goes by"
    press(dialog, Qt.Key.Key_F8)
    assert cell(preview, SHEET).data() == "甲" and "没有电话号码" in cell(preview, REASON).data()
    press(dialog, Qt.Key.Key_Return)
    assert preview.table.currentIndex() == cell(preview, "born")
    press(dialog, Qt.Key.Key_F2)
    assert dialog.focusWidget().text() == "1985.13"
    type_in(dialog, "1985.12")
    assert preview._chips[UNFILLED].text() == "待补 3", "one less"
    assert cell(preview, "born").data() == "1985.12"
    press(dialog, Qt.Key.Key_F8)
    assert cell(preview, SHEET).data() == "乙"
    press(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert cell(preview, SHEET).data() == "甲"


def test_a_correction_is_offered_for_all_rows_that_say_the_same(office, qtbot):
    _started, dialog = office
    preview = preview_of(dialog)
    chip = preview._chips[UNFILLED]
    assert chip.text() == "待补 4"
    row = preview.model.view_row(
        next(r.position for r in preview.plan.rows if preview.plan.cells.sheet(r.position) == "乙")
    )
    preview.table.go_to(row + 1, preview.model.section("phone"))
    press(dialog, Qt.Key.Key_F2)
    type_in(dialog, "/")
    assert (chip.text(), preview._alike.text()) == ("待补 3", "同样改正其余 1 行（Alt+A）")
    press(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert chip.text() == "待补 2" and not preview._alike.isVisible()


def test_a_court_nobody_goes_by_is_asked_once_for_all_its_rows_and_known_the_next_time(office, qtbot, tmp_path):
    started, dialog = office
    preview = preview_of(dialog)
    ((key, box),) = preview.questions.boxes.items()
    assert key == ("court", "百灵庙法院")
    box.set_value(Court.get(Court.name == DAMAO).id)
    box.changed.emit()
    assert preview.plan.states[RowState.REFUSED] == 0 and not preview.questions.isVisible()
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {row.name: Person.select().where(Person.court == row).count() for row in Court.select()} == {
        **{row.name: 0 for row in Court.select()},
        QINGSHAN: 44,
        KUNQU: 38,
        DAMAO: 38,
    }
    assert Department.select().count() == 9
    assert journal.steps(1)[0].label == "导入人员（花名册.xlsx）：新增 120，修改 0"
    again = ImportDialog(started.window.desk, PERSON, dialog._path, started.window)
    qtbot.addWidget(again)
    next(line for line in again.files.lines if line.found.name == "乙").found.defaults["court"] = Court.get(
        Court.name == KUNQU
    ).id
    for _page in (FILE, COLUMNS):
        again.advance()
    assert again.preview.plan.states[RowState.REFUSED] == 0
    assert "沿用了以前的 1 项改正" in again.preview._recalled_text._whole


def test_what_waits_is_a_filter_of_the_list_and_is_said_in_the_form(office, qtbot):
    started, dialog = office
    preview_of(dialog)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()
    plan = next(plan for plan in TABS if plan.key == "people")
    started.window.tabs.setCurrentIndex(TABS.index(plan))
    view = started.window.tab(plan).view("people")
    assert view.unfilled.button.text() == "待补 4" and view.unfilled.isVisibleTo(view)
    view.unfilled.button.click()
    assert (view.table.listing_model.rowCount(), view.filters.chip_texts) == (4, ["待补"])
    key = Person.get(Person.phone == "", Person.court == Court.get(Court.name == QINGSHAN)).id
    view.open(key)
    assert view.form.cells["phone"].problem == "待补：导入时没有读懂这一栏（花名册.xlsx“甲”第 5 行）"
    view.form.cells["phone"].editor.set_value("13804721234")
    view.form.cells["phone"].editor.changed.emit()
    view.editing.save()
    assert view.unfilled.button.text() == "待补 3" and view.form.cells["phone"].problem == ""
    view.table.selectAll()
    view.unfilled.forget.click()
    assert not view.unfilled.isVisibleTo(view) or view.unfilled.button.text() == "待补 0"


def test_what_remarks_hint_at_is_pointed_out_and_taken_over_by_key(started, qtbot, tmp_path):
    rows = [[f"{QINGSHAN}名单"], ["姓名", "备注"], ["王祯", "2023.5退休"], ["李静", "党支部书记"]]
    dialog = ImportDialog(started.window.desk, PERSON, write(tmp_path / "名单.xlsx", {"一": rows}), started.window)
    qtbot.addWidget(dialog)
    started.window.show()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for _page in (FILE, COLUMNS):
        dialog.advance()
    preview = dialog.preview
    preview.table.setFocus()
    press(dialog, Qt.Key.Key_F8)
    assert "退休" in cell(preview, REASON).data() and "退休" in preview._take.text()
    press(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert not preview._take.isVisible() and cell(preview, REASON).data() == ""
    dialog.advance()
    wang, li = (Person.get(Person.name == name) for name in ("王祯", "李静"))
    assert (wang.status, li.status) == ("retired", "serving")
