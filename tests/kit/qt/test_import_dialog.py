"""The import dialog with toys: from the file to the rows, page by page."""

from pathlib import Path

import pytest
import xlsxwriter
from list_toys import PLAYER, Guild, Player
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.judging import NEW_ROW, RowState
from cadre_desktop.kit.qt.imports.import_dialog import COLUMNS, FILE, PREVIEW, ImportDialog
from cadre_desktop.kit.qt.imports.import_model import NO_DATA, OVERLOOKED, ImportModel
from cadre_desktop.kit.qt.look.theme import apply_theme, tokens

ROWS = [
    ["名册"],
    ["序号", "姓名", "证号", "出生年月", "行会", "积极", "爱好"],
    [1, "王 祯", "A1", "1985.03", "木工行会", "是", "棋"],
    [2, "李静", "A2", "1985年13月", "木工行会", "", ""],
    [3, "赵凯", "A3", "", "石匠行会", "", ""],
    [4, "钱多", "A1", "", "木工行会", "", ""],
    ["合计", 4],
]


def workbook(path: Path, rows=ROWS) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("队员")
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                if cell != "":
                    (sheet.write_string if isinstance(cell, str) else sheet.write_number)(number, index, cell)
    return path


@pytest.fixture
def dialog(qtbot, qapp, toy_desk):
    apply_theme(qapp, "light")
    with toy_desk.store.step("行会"):
        for title in ("木工行会", "石匠行会"):
            Guild.add(title=title)
    dialog = ImportDialog(toy_desk, PLAYER)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def texts(model: ImportModel):
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_three_pages_lead_from_the_file_to_the_rows(dialog, toy_desk, tmp_path, qtbot):
    assert not dialog._next.isEnabled()
    toy_desk.notices.answer(workbook(tmp_path / "队员.xlsx"))
    press(qtbot, dialog.files._choose)
    (line,) = dialog.files.lines
    assert [widget.text() for widget in line.widgets if hasattr(widget, "text")][:5] == [
        "队员",
        "按“行会”一列，2 个行会",
        "4 行",
        "第 2 行",
        "5 / 7 列",
    ]
    press(qtbot, dialog._next)
    assert dialog.pages.currentIndex() == COLUMNS
    press(qtbot, dialog._next)
    assert dialog.pages.currentIndex() == PREVIEW
    assert [row[0] for row in texts(dialog.preview.model)] == ["未通过", "新增", "新增", "未通过"]
    assert dialog._next.text() == "导入 2 行"
    press(qtbot, dialog._next)
    assert sorted(player.name for player in Player.select()) == ["李静", "赵凯"]
    assert dialog._next.text() == "关闭" and dialog.imported.refused == 2
    dialog.preview.table.go_to(1)
    assert "改正" not in dialog.preview._reason.text(), "nothing can be corrected any more"
    assert "新增 2 行" in toy_desk.notices.texts[-1]
    press(qtbot, dialog._next)
    assert dialog.result() == ImportDialog.DialogCode.Accepted


def test_exactly_this_import_is_undone_from_its_outcome(dialog, toy_desk, tmp_path, qtbot):
    """Also when something else was done meanwhile; then it can be imported once more."""
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    for _page in range(3):
        assert not dialog._undo.isVisible()
        dialog.advance()
    assert dialog._undo.isVisible()
    with toy_desk.store.step("新行会"):
        Guild.add(title="铁匠行会")
    press(qtbot, dialog._undo)
    assert Player.select().count() == 0
    assert Guild.select().count() == 3
    assert "已撤销“导入" in toy_desk.notices.texts[-1]
    assert not dialog._undo.isVisible()
    assert dialog._next.text() == "导入 2 行"
    press(qtbot, dialog._next)
    assert sorted(player.name for player in Player.select()) == ["李静", "赵凯"]


def test_an_import_that_was_built_upon_is_not_undone_and_says_why(dialog, toy_desk, tmp_path, qtbot):
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    for _page in range(3):
        dialog.advance()
    with toy_desk.store.step("改名"):
        Player.update(name="赵凯二").execute()
    press(qtbot, dialog._undo)
    assert "“改名”" in toy_desk.notices.texts[-1]
    assert Player.select().count() == 2
    assert dialog._next.text() == "关闭"


def test_a_file_that_cannot_be_read_is_said_on_the_page(dialog, tmp_path):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    dialog.open_file(bad)
    assert dialog.files._trouble.isVisible() and "坏.xlsx" in dialog.files._trouble_text.text()
    assert not dialog._next.isEnabled()
    dialog.open_file(workbook(tmp_path / "好.xlsx"))
    assert not dialog.files._trouble.isVisible() and dialog._next.isEnabled()


def test_a_dropped_file_is_opened(dialog, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(workbook(tmp_path / "拖.xlsx")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert dialog.files._name._whole == "拖.xlsx" and len(dialog.files.chosen) == 1


def test_a_corrected_column_is_used_and_remembered(dialog, tmp_path):
    path = workbook(tmp_path / "队员.xlsx")
    dialog.open_file(path)
    dialog.advance()
    place = [pairing.heading.text for pairing in dialog.columns.mapping.pairings].index("爱好")
    box = dialog.columns._boxes[place]
    assert box.value() == "" and dialog.columns._whys[place].text() == "没有认出，可以指定"
    box.set_value("notes")
    box.changed.emit()
    dialog.advance()
    dialog.advance()
    assert Player.get(Player.name == "赵凯").notes == ""
    again = ImportDialog(dialog.desk, PLAYER, path, dialog)
    again.advance()
    assert again.columns._boxes[place].value() == "notes"
    assert again.columns._whys[place].text() == "沿用上次的对应"


def test_examples_of_a_masked_column_are_masked_whatever_fills_it(dialog, tmp_path):
    rows = [["姓名", "证号", "行会", "备注"], ["王祯", "150203198503120018", "木工行会", "150203199001010025"]]
    dialog.open_file(workbook(tmp_path / "队员.xlsx", rows))
    dialog.advance()

    def shown() -> list[str]:
        return [label.toolTip() or label.text() for label, _samples in dialog.columns._samples]

    assert shown() == ["王祯", "150203********0018", "木工行会", "150203199001010025"]
    dialog.columns._boxes[1].set_value("")
    dialog.columns._boxes[1].changed.emit()
    dialog.columns._boxes[3].set_value("number")
    dialog.columns._boxes[3].changed.emit()
    assert shown()[3] == "150203********0025"


def test_where_nothing_tells_the_court_it_is_asked_and_never_guessed(dialog, tmp_path):
    dialog.open_file(workbook(tmp_path / "队员.xlsx", [["姓名", "证号"], ["赵凯", "A3"]]))
    assert "“队员”没有写明属于哪个行会" in dialog.files._asked_text.text() and dialog.files._asked.isVisible()
    dialog.advance()
    assert dialog.pages.currentIndex() == FILE and not dialog._next.isEnabled()
    box = dialog.files.lines[0].boxes["guild"]
    box.set_value(Guild.get(Guild.title == "石匠行会").id)
    box.changed.emit()
    dialog.advance()
    assert not dialog.columns._missing.isVisible()
    dialog.advance()
    dialog.advance()
    assert Player.get(Player.name == "赵凯").guild.title == "石匠行会"
    assert dialog.result() == ImportDialog.DialogCode.Accepted, "with nothing refused the dialog closes by itself"


def test_problem_cells_are_tinted_and_explained(dialog, tmp_path):
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    dialog.advance()
    dialog.advance()
    model = dialog.preview.model
    born = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())].index("出生年月")
    cell = model.index(1, born)
    assert cell.data() == "1985年13月"
    assert cell.data(Qt.ItemDataRole.BackgroundRole) == tokens().color("warning_tint")
    assert "月份不对" in cell.data(Qt.ItemDataRole.ToolTipRole)
    dialog.preview._go_to(1)
    assert "出生年月：" in dialog.preview._reason.text()


def test_chips_filter_and_count(dialog, tmp_path, qtbot):
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    dialog.advance()
    dialog.advance()
    chips = dialog.preview._chips
    assert [chips[key].text() for key in ("", RowState.NEW, RowState.REFUSED, NO_DATA)] == [
        "全部 4",
        "新增 2",
        "未通过 2",
        "标题、合计等 3",
    ]
    assert not chips[RowState.DOUBTFUL].isEnabled()
    press(qtbot, chips[RowState.NEW])
    assert [row[2] for row in texts(dialog.preview.model)] == ["李静", "赵凯"]
    press(qtbot, chips[NO_DATA])
    assert ["标题、合计等", "7", None, "合计行"] in [row[:4] for row in texts(dialog.preview.model)]
    dialog.preview.table.selectRow(2)
    assert dialog.preview._reason.text() == "合计行：合计 4"


def test_changes_show_old_and_new_and_doubts_are_decided_row_by_row(dialog, toy_desk, tmp_path):
    guild = Guild.get(Guild.title == "木工行会")
    with toy_desk.store.step("老队员"):
        old = Player.add(guild=guild, name="赵凯", number="A3", pinyin="zhao kai")
        twin = Player.add(guild=guild, name="孙丽", number="A7", pinyin="sun li")
    rows = [["姓名", "证号", "行会"], ["赵凯", "A3", "石匠行会"], ["孙莉", "A7", "木工行会"]]
    dialog.open_file(workbook(tmp_path / "队员.xlsx", rows))
    dialog.advance()
    dialog.advance()
    preview = dialog.preview
    assert [row[0] for row in texts(preview.model)] == ["存疑"], "what waits for a decision comes first"
    assert "姓名不同" in preview._reason.text() and preview._choice.isVisible()
    assert [preview._choice.itemData(n) for n in range(preview._choice.count())] == [None, twin.id, NEW_ROW]
    assert preview._choice.itemText(1).startswith("同一人：孙丽")
    preview._choice.set_value(twin.id)
    preview._choice.changed.emit()
    assert preview.plan.rows[1].state is RowState.CHANGED
    assert dialog._next.text() == "导入 2 行"
    preview.show_only("")
    assert "木工行会 → 石匠行会" in texts(preview.model)[0]
    dialog.advance()
    assert Player.by_key(old.id).guild.title == "石匠行会" and Player.by_key(twin.id).name == "孙莉"


def test_rows_that_stay_out_are_written_with_their_reasons(dialog, toy_desk, tmp_path, qtbot):
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    dialog.advance()
    dialog.advance()
    toy_desk.notices.answer(tmp_path / "未通过.xlsx")
    press(qtbot, dialog._refused)
    rows = read_workbook(tmp_path / "未通过.xlsx").sheets[0].rows
    assert [row[4] for row in rows] == ["姓名", "王 祯", "钱多"]
    assert "姓名不同" in rows[1][2]


def test_the_empty_template_is_offered(dialog, toy_desk, tmp_path):
    toy_desk.notices.answer(tmp_path / "模板.xlsx")
    dialog.files.template.emit()
    assert read_workbook(tmp_path / "模板.xlsx").sheets[0].rows[0][0] == "姓名"


def test_an_import_is_backed_up_first_and_undone_in_one_step(dialog, toy_desk, tmp_path):
    dialog.open_file(workbook(tmp_path / "队员.xlsx", [["姓名", "行会"], ["赵凯", "木工行会"]]))
    dialog.advance()
    dialog.advance()
    dialog.advance()
    assert list(tmp_path.glob("toys-备份/*导入前.cadre"))
    assert toy_desk.store.undo().label == "导入队员（队员.xlsx）：新增 1，修改 0"
    assert Player.select().count() == 0


def test_the_model_keeps_qt_s_rules(dialog, tmp_path, qtbot):
    model = ImportModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.open_file(workbook(tmp_path / "队员.xlsx"))
    dialog.advance()
    dialog.advance()
    for only in (None, RowState.REFUSED, NO_DATA, None):
        model.show(dialog.preview.plan, only)
    assert tester.model() is model and model.rowCount() == 4


def test_lines_that_look_like_records_and_were_not_read_are_pointed_out(dialog, toy_desk, tmp_path, qtbot):
    lines = [ROWS[0], ROWS[1], *ROWS[2:5], ["合计", "周敏", "A7", "1990.01", "木工行会", "是", "画"], ROWS[-1]]
    toy_desk.notices.answer(workbook(tmp_path / "队员.xlsx", lines))
    press(qtbot, dialog.files._choose)
    press(qtbot, dialog._next)
    press(qtbot, dialog._next)
    preview = dialog.preview
    assert preview._overlooked.isVisibleTo(dialog)
    assert "有 1 行看似记录，但没有读入，请核对：第 6 行。" in preview._overlooked_text._whole
    chip = preview._chips[OVERLOOKED]
    assert chip.isVisibleTo(dialog) and chip.text() == "看似记录 1"
    press(qtbot, preview._look)
    assert chip.isChecked()
    (line,) = texts(preview.model)
    assert line[0] == "看似记录" and "合计行" in line and {"周敏", "木工行会"} <= set(line)
    assert "A7" not in line, "what is masked stays masked"
    assert "当作“合计行”没有读入" in preview._reason.text()
    QAbstractItemModelTester(preview.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    counts = preview.plan.counts
    assert (counts.read, counts.no_data) == (7, 4)
    press(qtbot, dialog._next)
    assert "其中 1 行看似记录，请核对。" in toy_desk.notices.texts[-1]


def test_nothing_is_said_where_no_line_looks_like_a_record(dialog, toy_desk, tmp_path, qtbot):
    toy_desk.notices.answer(workbook(tmp_path / "队员.xlsx"))
    press(qtbot, dialog.files._choose)
    press(qtbot, dialog._next)
    press(qtbot, dialog._next)
    assert not dialog.preview._overlooked.isVisibleTo(dialog)
    assert not dialog.preview._chips[OVERLOOKED].isVisibleTo(dialog)
