import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.second_keying import record_second
from cadre_desktop.contests.records import Mark
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.qt.lists.grid_table import BACKGROUND


@pytest.fixture
def page(tab):
    tab.page.bring(MARKING)
    return tab.page.marking


@pytest.fixture
def typed(qtbot, page):
    """Types into the current cell as one does: digits, then a key that moves on."""

    def words(text, key=Qt.Key.Key_Return):
        qtbot.keyClicks(page.table, text[0])
        editor = page.table.findChildren(QLineEdit)[-1]
        editor.setFocus()
        if text[1:]:
            qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, key)

    return words


def here(page):
    index = page.table.currentIndex()
    return index.row(), index.column() - FIXED


def kept():
    return {(row.entrant.name, row.criterion.name): row.value for row in Mark.select()}


def test_the_model_keeps_its_promises(page):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.model.rowCount() == 5


def test_digits_and_enter_fill_sheet_after_sheet(page, typed, court):
    assert here(page) == (0, 0)
    typed("50")
    assert here(page) == (0, 1)
    typed("35.5")
    assert here(page) == (1, 0)
    assert kept() == {("李静", "驾驭"): 50_000, ("李静", "说理"): 35_500}
    assert page.model.index(0, page.model.total_column).data() == "85.5"
    assert court.last_step().label == "录入成绩（庭审观摩）"
    court.undo()
    assert page.model.index(0, FIXED + 1).data() == ""


def test_arrows_move_while_typing(page, typed):
    typed("50", Qt.Key.Key_Down)
    assert here(page) == (1, 0)
    typed("48", Qt.Key.Key_Up)
    assert here(page) == (0, 0)
    typed("51", Qt.Key.Key_Right)
    assert here(page) == (0, 1)
    assert kept() == {("李静", "驾驭"): 51_000, ("欧阳文博", "驾驭"): 48_000}


def test_keys_move_without_typing(qtbot, page):
    for key, cell in (
        (Qt.Key.Key_Return, (0, 1)),
        (Qt.Key.Key_Tab, (1, 0)),
        (Qt.Key.Key_Down, (2, 0)),
        (Qt.Key.Key_Up, (1, 0)),
        (Qt.Key.Key_Backtab, (0, 1)),
    ):
        qtbot.keyClick(page.table, key)
        assert here(page) == cell


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("99", "“驾驭”的分值 99 超出范围，请填 0 至 60。"),
        ("50.3", "“驾驭”的分值 50.3 不在步长上，请填 0.5 的整数倍。"),
        ("五十", ""),
    ],
)
def test_a_point_that_cannot_stand_is_marked_and_not_kept(page, typed, text, sentence):
    page.model.setData(page.model.index(0, FIXED), text)
    spot = page.model.spot(page.model.index(0, FIXED))
    assert page.model.wrong[spot][0] == text
    assert page.sentence.text() == page.model.wrong[spot][1]
    assert not sentence or page.sentence.text() == sentence
    assert page.sentence.property("role") == "problem"
    assert Mark.select().count() == 0
    assert page.model.index(0, FIXED).data() == text
    typed("50")
    assert page.model.wrong == {}
    assert page.sentence.property("role") == "muted"


def test_leaving_with_wrong_points_asks(tab, page, desk):
    page.model.setData(page.model.index(0, FIXED), "99")
    desk.notices.answer(False)
    assert not tab.may_leave()
    assert "有 1 个分值不合规则（已标红），没有保存。" in desk.notices.texts
    desk.notices.answer(True)
    assert tab.may_leave()
    assert page.model.wrong == {}


def test_delete_takes_a_mark_back(qtbot, page, typed):
    typed("50", Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert kept() == {}


def test_a_block_from_excel_is_one_step(qtbot, page, court):
    QGuiApplication.clipboard().setText("50\t35\n48\t99\n55\t38\n")
    page.table.paste()
    assert kept() == {
        ("李静", "驾驭"): 50_000,
        ("李静", "说理"): 35_000,
        ("欧阳文博", "驾驭"): 48_000,
        ("阿拉坦·巴特尔", "驾驭"): 55_000,
        ("阿拉坦·巴特尔", "说理"): 38_000,
    }
    assert [text for text, _why in page.model.wrong.values()] == ["99"]
    court.undo()
    assert kept() == {}


def test_recused_judges_and_absent_entrants_are_passed_over(court, page, small, qtbot):
    set_status(court, [small.entrants["欧阳文博"]], EntrantStatus.ABSENT, "病假")
    assert page.model.rows[1].blocked == "缺席"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert here(page) == (2, 0)
    page.head.who.set_value(small.judges["乌兰图雅"])
    page.head.who.changed.emit()
    assert page.model.rows[0].blocked == "回避"
    assert here(page) == (2, 0)


def test_the_next_judge_by_keyboard(qtbot, page):
    assert page.head.who.currentText() == "王祯　0/5"
    page.step(1)
    assert page.head.who.currentText() == "翟志刚　0/5"
    page.step(-1)
    page.step(-1)
    assert page.head.who.currentText() == "王祯　0/5"


def test_progress_is_counted(court, page, small):
    assert page.head.progress.text() == "本赛道已录 0 / 19 张"
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    assert page.head.progress.text() == "本赛道已录 1 / 19 张"
    assert page.head.who.currentText() == "王祯　1/5"


def test_measured_marks_have_a_sheet_of_their_own(page, small, typed):
    page.head.event_box.set_value(small.exam.id)
    page.head.event_box.changed.emit()
    assert page.head.who.currentText() == "测量成绩　0/5"
    typed("92.5")
    assert Mark.get().judge is None
    assert kept() == {("李静", "卷面"): 92_500}
    assert here(page) == (1, 0)


def test_by_entrant_the_judges_are_the_rows(page, small, typed):
    page.head.mode.button(1).click()
    assert [row.name for row in page.model.rows] == ["王祯", "翟志刚", "乌兰图雅"]
    page.head.who.set_value(small.entrants["单雄信"])
    page.head.who.changed.emit()
    typed("40", Qt.Key.Key_Down)
    typed("41", Qt.Key.Key_Down)
    assert {(row.judge.name, row.value) for row in Mark.select()} == {("王祯", 40_000), ("翟志刚", 41_000)}


def test_the_end_of_the_sheets_is_told(court, page, small, typed):
    for name in small.entrants:
        record_marks(court, small.trial, small.sheet(name, "王祯", 50, 35))
    page.table.setCurrentIndex(page.model.index(4, FIXED + 1))
    typed("20")
    page.refresh()
    assert page.sentence.text() == "这些评分表已填完。按 Ctrl+PageDown 录下一位。"


def test_what_the_file_refuses_is_marked_too(court, page, small, typed, monkeypatch):
    from cadre_desktop.contests.screens.marking import sheet_writing
    from cadre_desktop.kit.problems import Refused

    def refuse(*_things):
        raise Refused("别处已封存。")

    monkeypatch.setattr(sheet_writing, "record_marks", refuse)
    typed("50")
    assert [why for _text, why in page.model.wrong.values()] == ["别处已封存。"]
    assert page.model.mark(page.model.spot(page.model.index(0, FIXED))) is None


def test_a_sealed_contest_is_read_only(court, page, small):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    seal(court, small.contest, "试")
    assert page.model.locked
    assert not page.model.setData(page.model.index(1, FIXED), "50")
    assert not page.model.flags(page.model.index(0, FIXED)) & Qt.ItemFlag.ItemIsEditable


def test_without_judges_the_page_says_where_to_go(court, page, small):
    from cadre_desktop.contests.actions.panels import remove_judges

    remove_judges(court, list(small.judges.values()))
    assert page.table.isHidden()
    assert page.empty.accessibleName() == "还没有评委 请先在“评委”里安排这个项目的评委席。"


# Confirming.


def paper(page, row, text):
    page.model.setData(page.model.index(row, page.model.paper_column), text)


def state(page, row=0):
    return page.model.index(row, page.model.state_column).data()


def test_ctrl_enter_confirms_the_sheet_in_front(qtbot, court, page, small):
    assert state(page) == "未录"
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35)[:1])
    assert state(page) == "录入中"
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.sentence.text() == "李静（评委王祯）：还有分值没有录入。"
    page.table.setCurrentIndex(page.model.index(0, FIXED + 1))
    qtbot.keyClicks(page.table, "3")
    editor = page.table.findChildren(QLineEdit)[-1]
    qtbot.keyClicks(editor, "5")
    assert state(page) == "录入中"
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert state(page) == "已确认"
    assert here(page) == (1, 0)


def test_a_total_on_paper_that_does_not_fit_is_tinted(qtbot, court, page, small):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    paper(page, 0, "84")
    cell = page.model.index(0, page.model.paper_column)
    assert (cell.data(), cell.data(BACKGROUND) is not None) == ("84", True)
    page.table.setCurrentIndex(cell)
    assert page.sentence.text() == "纸面合计 84 与录入合计 85 相差 1，请对照纸面核对各项。"
    page.confirm()
    assert state(page) == "待确认"
    paper(page, 0, "八十五")
    assert page.sentence.property("role") == "problem"
    paper(page, 0, "85")
    assert cell.data(BACKGROUND) is None
    page.confirm()
    assert (state(page), here(page)) == ("已确认", (1, 0))


def test_changing_a_confirmed_mark_asks_why_and_tells_its_history(court, page, small, desk):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    page.history.read()
    assert page.history.isHidden()
    page.confirm()
    cell = page.model.index(0, FIXED)
    desk.notices.answer(None, "看错一行")
    page.model.setData(cell, "51")
    assert (cell.data(), state(page)) == ("50", "已确认")
    page.model.setData(cell, "51")
    assert (cell.data(), state(page)) == ("51", "待确认")
    page.table.setCurrentIndex(cell)
    page.history.read()
    assert page.history.text().splitlines()[0] == "06-01 09:00　王祯　50 → 51　更正成绩（庭审观摩）：看错一行"
    assert page.history.isVisible()


def test_confirming_is_taken_back_with_a_reason(court, page, small, desk):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    page.confirm()
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    desk.notices.answer("再核一次")
    page.take_back()
    assert state(page) == "待确认"


# Keying a second time.


def test_the_second_keying_is_blind_and_anothers(court, page, small, typed):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    page.head.keying.button(1).click()
    assert [row.blocked for row in page.model.rows[:2]] == ["本人已录", "第一遍未录完"]
    page.head.keying.button(0).click()
    court.actor = "翟志刚"
    page.head.keying.button(1).click()
    assert (page.model.rows[0].blocked, page.model.index(0, FIXED).data(), state(page)) == ("", "", "未录")
    typed("50")
    assert state(page) == "录入中"
    typed("36")
    assert state(page) == "有差异"
    assert kept() == {("李静", "驾驭"): 50_000, ("李静", "说理"): 35_000}
    page.model.setData(page.model.index(0, FIXED + 1), "35")
    assert state(page) == "已确认"


def test_who_keyed_first_is_told_to_let_another_and_another_may(qtbot, court, page, small):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    page.head.keying.button(1).click()
    page._finish()
    assert page.sentence.text().startswith("这些评分表是您本人录入的")
    court.actor = "翟志刚"
    page.changeEvent(QEvent(QEvent.Type.ActivationChange))
    assert page.model.rows[0].blocked == ""
    assert page.sentence.text().startswith("“驾驭”：0 至 60 分")


def test_a_refused_mark_is_told_of_after_going_on(page, small, typed):
    page.commands.actions["contest marking stays"].trigger()
    typed("99")
    assert "另有 1 个分值不合规则（已标红），没有保存" in page.sentence.text()
    assert page.sentence.property("role") == "problem"
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    assert "另有" not in page.sentence.text()


def test_differences_are_settled_by_keys(qtbot, court, page, small, desk):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    court.actor = "翟志刚"
    record_second(court, small.trial, small.sheet("李静", "王祯", 51, 36))
    page.head.keying.button(2).click()
    panel = page.differences
    assert (page.table.isHidden(), panel.isVisible(), panel.model.rowCount()) == (True, True, 2)
    assert page.sentence.text() == ""
    assert [panel.model.index(0, index).data() for index in range(5)] == ["李静", "王祯", "驾驭", "50", "51"]
    desk.notices.answer(None, "核对纸面", "三十", "37", "核对纸面")
    qtbot.keyClicks(panel.table, "22")
    assert panel.words.text() == "共 1 处差异。按 1 取第一遍，按 2 取第二遍，按 3 另填分值。"
    qtbot.keyClicks(panel.table, "33")
    assert kept() == {("李静", "驾驭"): 51_000, ("李静", "说理"): 37_000}
    assert panel.words.text() == "没有差异。两遍都录完的评分表才会比较。"
    page.head.keying.button(0).click()
    assert (page.table.isVisible(), panel.isHidden(), state(page)) == (True, True, "已确认")
