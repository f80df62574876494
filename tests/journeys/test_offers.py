"""What remarks hint at is taken over in the preview, and what one cell tells of other fields is shown there."""

import pytest
import xlsxwriter
from PySide6.QtCore import Qt

from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus

ROWS = [
    ["姓名", "性别", "单位", "职务/职级", "备注"],
    ["王祯", "男", "昆区法院", "庭长、四级高级法官", "2023.5退休"],
    ["李静（女）", "", "昆区", "书记员", ""],
]


@pytest.fixture
def dialog(started, qtbot, tmp_path):
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
    return dialog


def test_a_status_among_remarks_is_taken_over_with_one_click(dialog, qtbot):
    preview = dialog.preview
    preview.table.go_to(0)
    assert preview._take.isVisible()
    assert "状态“退休”，状态日期“2023-05-01”" in preview._take.text()
    qtbot.mouseClick(preview._take, Qt.MouseButton.LeftButton)
    assert not preview._take.isVisible()
    preview.table.go_to(1)
    assert not preview._take.isVisible()
    dialog.advance()
    wang = Person.get(Person.name == "王祯")
    assert (wang.status, f"{wang.status_since}") == (PersonStatus.RETIRED, "2023-05-01")
    assert Person.get(Person.name == "李静").status == PersonStatus.SERVING


def test_what_one_cell_tells_of_other_fields_is_shown(dialog):
    model = dialog.preview.model
    row = {
        model.headerData(at, Qt.Orientation.Horizontal): model.index(0, at).data() for at in range(model.columnCount())
    }
    assert (row["职务"], row["法官等级"]) == ("庭长", "四级高级法官")
