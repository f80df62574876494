"""What somebody corrects or decides in the preview can be taken back, and never stands for anything else."""

import pytest
import xlsxwriter
from PySide6.QtCore import Qt

from cadre_desktop.kit.intake.corrections import recall, remember
from cadre_desktop.kit.intake.judging import NEW_ROW, RowState
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person

ROWS = [
    ["包头市昆都仑区人民法院花名册"],
    ["姓名", "性别", "出生年月", "部门"],
    ["王祯", "男", "1985.03", "北京大学"],
    ["赵凯", "男", "1979.01", "北京大学"],
    ["李静", "女", "", "刑一庭"],
    ["钱多", "女", "", "刑一庭"],
]


@pytest.fixture
def dialog(started, qtbot, tmp_path):
    kunqu = Court.get(Court.name == "包头市昆都仑区人民法院")
    with started.window.desk.store.step("已有的人"):
        for name in ("李静", "李静", "钱多", "钱多"):
            Person.add(name=name, court=kunqu)
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("干警")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    dialog = ImportDialog(started.window.desk, PERSON, path, started.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.advance()
    dialog.advance()
    dialog.preview._chips[""].click()
    return dialog


def put(dialog, qtbot, row, field, text):
    model = dialog.preview.model
    dialog.preview.table.go_to(row, model.section(field))
    with qtbot.waitSignal(dialog.preview.corrected):
        model.setData(model.index(row, model.section(field)), text, Qt.ItemDataRole.EditRole)


def test_a_cell_set_back_to_what_is_written_is_as_before(dialog, qtbot):
    """It used to count as confirmed, so that a school became a department, for all rows that name it."""
    preview = dialog.preview
    before = [problem.message for problem in preview.plan.problems]
    assert len(preview.plan.cells.doubted) == 1
    put(dialog, qtbot, 0, "department", "刑一庭")
    put(dialog, qtbot, 0, "department", "北京大学")
    assert [problem.message for problem in preview.plan.problems] == before
    assert not preview.corrections.any and not preview._alike.isVisible()
    assert preview._confirm.isVisible(), "to confirm it is offered as before"
    dialog.advance()
    assert Department.select().where(Department.name == "北京大学").count() == 0


def test_a_cell_that_all_alike_are_corrected_in_keeps_what_is_written_if_somebody_says_so(dialog, qtbot):
    put(dialog, qtbot, 0, "department", "刑一庭")
    qtbot.mouseClick(dialog.preview._alike, Qt.MouseButton.LeftButton)
    assert dialog.preview.plan.cells.raw(1, "department") == "刑一庭"
    put(dialog, qtbot, 1, "department", "北京大学")
    assert dialog.preview.plan.cells.raw(1, "department") == "北京大学"
    assert dialog.preview.plan.cells.raw(0, "department") == "刑一庭"


def test_a_decision_about_one_doubt_is_not_taken_for_another(dialog, qtbot):
    preview = dialog.preview
    assert preview.plan.rows[2].state is RowState.DOUBTFUL
    preview.plan.decide(2, NEW_ROW)
    put(dialog, qtbot, 3, "department", "民一庭")
    assert preview.plan.rows[2].decided == NEW_ROW, "the same doubt is decided still"
    put(dialog, qtbot, 2, "name", "钱多")
    assert preview.plan.rows[2].state is RowState.DOUBTFUL and preview.plan.rows[2].decided is None


def test_a_name_that_a_correction_has_put_is_asked_about_and_answered(dialog, qtbot):
    """The answer was for what stands in the file, so that the question came back for ever."""
    put(dialog, qtbot, 0, "court", "火星法院")
    (box,) = dialog.preview.questions.boxes.values()
    home = Court.get(Court.name == "包头市九原区人民法院")
    box.set_value(home.id)
    box.changed.emit()
    assert not dialog.preview.questions.boxes
    assert dialog.preview.plan.cells.columns["court"][0] == home.id


def test_a_kept_correction_that_fits_no_more_is_asked_about_and_answered(started, qtbot, tmp_path):
    """A court was renamed since; what is kept gives way to the answer."""
    store = started.window.desk.store
    old = Court.get(Court.name == "包头市昆都仑区人民法院")
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("干警")
        for number, row in enumerate(
            [["姓名", "单位"], ["王祯", "包头市昆都仑区人民法院"], ["李静", "老昆"], ["赵凯", ""]]
        ):
            sheet.write_row(number, 0, row)
    remember(store, PERSON, old.id, [("court", "老昆", "昆区旧法院")])
    dialog = ImportDialog(started.window.desk, PERSON, path, started.window)
    qtbot.addWidget(dialog)
    (line,) = dialog.files.lines
    line.boxes["court"].set_value(old.id)
    line.boxes["court"].changed.emit()
    dialog.advance()
    dialog.advance()
    assert list(dialog.preview.questions.boxes) == [("court", "昆区旧法院")]
    box = dialog.preview.questions.boxes["court", "昆区旧法院"]
    box.set_value(old.id)
    box.changed.emit()
    assert not dialog.preview.questions.boxes
    dialog.advance()
    assert Person.select().where(Person.court == old).count() == 3
    assert recall(store, PERSON, old.id)["court", "老昆"] == old.name


def test_the_page_says_which_column_told_the_court(started, qtbot, tmp_path):
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("干警")
        for number, row in enumerate([["姓名", "所在单位"], ["王祯", "昆区法院"], ["李静", ""]]):
            sheet.write_row(number, 0, row)
    dialog = ImportDialog(started.window.desk, PERSON, path, started.window)
    qtbot.addWidget(dialog)
    (line,) = dialog.files.lines
    assert line.note.toolTip() == "依据：“所在单位”一列" or line.note.text() == "依据：“所在单位”一列"
