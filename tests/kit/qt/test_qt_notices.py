import pytest
from PySide6.QtCore import QDir, QStandardPaths, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.qt.talk.message_dialog import MessageDialog
from cadre_desktop.kit.qt.talk.notices import QtNotices, covers_window
from cadre_desktop.kit.qt.talk.toast import Toast


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    return window


@pytest.fixture
def notices(window):
    return QtNotices(window)


def then(action):
    """Do `action` with the box that is about to open."""
    seen = []

    def act():
        box = QApplication.activeModalWidget()
        seen.append(box)
        action(box)

    QTimer.singleShot(0, act)
    return seen


def press(text):
    return lambda box: next(button for button in box.findChildren(QPushButton) if button.text() == text).click()


@pytest.mark.parametrize(("verb", "answer"), [("删除", True), ("取消", False)])
def test_ask_is_answered_by_verbs(notices, verb, answer):
    then(press(verb))
    assert notices.ask("删除这 3 人？", "删除", "取消", danger=True) is answer


@pytest.mark.parametrize(("danger", "default"), [(True, "取消"), (False, "继续")])
def test_enter_never_does_the_dangerous_thing(notices, danger, default):
    found = []

    def look(box):
        found.extend(button.text() for button in box.findChildren(QPushButton) if button.isDefault())
        assert box.focusWidget().text() == default
        box.reject()

    then(look)
    assert notices.ask("继续吗？", "继续", "取消", danger=danger) is False
    assert found == [default]


def test_escape_is_no(notices):
    then(lambda box: box.reject())
    assert notices.ask("继续吗？", "继续", "取消") is False


def test_text_is_asked_for(notices):
    def type_in(box):
        field = box.findChild(QLineEdit)
        assert field.selectedText() == "旧名称"
        field.setText(" 新名称 ")
        press("改名")(box)

    then(type_in)
    assert notices.ask_text("改名", "名称", "旧名称") == "新名称"
    then(lambda box: box.reject())
    assert notices.ask_text("改名", "名称") is None


@pytest.mark.parametrize("blank", [False, True])
def test_nothing_at_all_is_taken_only_where_that_means_something(notices, blank):
    takes = []

    def look(box):
        for typed in ("  ", "有人迟到", ""):
            box.findChild(QLineEdit).setText(typed)
            takes.append(box.yes.isEnabled())
        box.reject()

    then(look)
    notices.ask_text("重新抽签", "原因", blank=blank)
    assert takes == [blank, True, blank]


def test_a_long_question_for_a_text_is_broken_into_lines(notices):
    widths = []

    def look(box):
        widths.append(box.width())
        box.reject()

    then(look)
    notices.ask_text("封存成绩", "有 12 张评分表没有确认，请核对后确认，或写明理由后封存。" * 6)
    assert widths[0] < 560


@pytest.mark.parametrize(
    "label", ["名称", "评分表已确认或已复核，更正原因（会记入操作记录）", "请写明启封的理由。" * 12]
)
def test_the_whole_question_and_its_field_are_seen_at_once(notices, label):
    parts = []

    def look(box):
        parts.extend(box.findChildren(QLabel) + box.findChildren(QLineEdit) + box.findChildren(QPushButton))
        parts[:] = [part for part in parts if part.isVisible()]
        parts[:] = [(part.text(), part.visibleRegion().boundingRect() == part.rect()) for part in parts]
        parts.append((box.windowTitle(), box.findChild(QScrollArea).verticalScrollBar().maximum() == 0))
        box.reject()

    then(look)
    notices.ask_text("启封", label, "有人申诉")
    assert {"启封", label, "有人申诉", "取消"} <= {text for text, _whole in parts}
    assert [text for text, whole in parts if not whole] == []
    assert parts[-1][0] == "启封"


def test_detail_is_folded_away_and_can_be_copied(notices, qapp):
    states = []

    def unfold(box):
        detail = box.findChild(QPlainTextEdit)
        states.append(detail.isHidden())
        press("详情")(box)
        states.append(detail.isHidden())
        press("复制")(box)
        box.reject()

    then(unfold)
    notices.warn("没有写入。", "第一行\n第二行")
    assert states == [True, False]
    assert qapp.clipboard().text() == "第一行\n第二行"


def test_refusal_lists_its_problems_with_places(notices):
    texts = []

    def read(box):
        texts.append(box.findChild(QPlainTextEdit).toPlainText())
        box.reject()

    then(read)
    notices.refused(Refused([Problem("应为 18 位。", row=3), Problem("不能为空。", row=4)]))
    seen = then(lambda box: box.reject())
    notices.refused(Refused("名称不能为空。"))
    assert texts == ["第 3 行：应为 18 位。\n第 4 行：不能为空。"]
    assert isinstance(seen[0], MessageDialog)


def test_toast_takes_no_focus_goes_by_itself_and_is_remembered(qtbot, window, notices):
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    notices.tell("已保存。")
    toast = window.findChild(Toast)
    assert toast.isVisible() and toast.text == "已保存。"
    assert QApplication.focusWidget() is field
    assert window.rect().contains(toast.geometry())
    end = toast.findChild(QTimer)
    assert end.isActive() and end.interval() > 2500
    end.start(1)
    qtbot.waitUntil(toast.isHidden)
    assert [message.text for message in notices.messages] == ["已保存。"]


def test_long_toast_stays_inside_and_follows_the_window(window, notices):
    notices.tell("已导入 1,284 人，其中新增 796 人、更新 400 人、相同 88 人；另有 12 行需要改正，已另存为工作簿。" * 3)
    toast = window.findChild(Toast)
    assert window.rect().contains(toast.geometry())
    window.resize(1000, 640)
    assert abs(toast.geometry().center().x() - 500) <= 2


def test_what_covers_the_window_shows_its_messages(qtbot, window, notices):
    notices.tell("已保存。")
    over = QDialog(window)
    covers_window(over)
    over.resize(700, 400)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is over)
    notices.tell("已送往打印机，共 1 页。")
    (toast,) = over.findChildren(Toast)
    assert toast.isVisible() and over.rect().contains(toast.geometry())
    seen = then(lambda box: box.reject())
    notices.warn("打印机缺纸。")
    assert seen[0].parentWidget() is over
    parents = []

    def give_up(dialog):
        parents.append(dialog.parentWidget())
        dialog.reject()

    then(give_up)
    notices.choose_save("另存为", "花名册", [("PDF", "*.pdf")])
    assert parents == [over], "else the window would be raised over it"
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    notices.tell("备份已完成。")
    shown = [toast for toast in window.findChildren(Toast) if toast.isVisible() and toast.parentWidget() is window]
    assert [toast.text for toast in shown] == ["备份已完成。"], "what is over the window may be behind it by now"
    over.close()
    notices.tell("已撤销。")
    shown = [toast for toast in window.findChildren(Toast) if toast.isVisible()]
    assert [toast.text for toast in shown] == ["已撤销。"] and shown[0].parentWidget() is window


def test_saving_completes_the_suffix(notices, tmp_path):
    def choose(dialog):
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("名册")
        dialog.accept()

    then(choose)
    path = notices.choose_save("导出", "名册", [("Excel 工作簿", "*.xlsx"), ("CSV", "*.csv")])
    assert path == tmp_path / "名册.xlsx"


def test_opening_can_be_given_up(notices, tmp_path):
    then(lambda dialog: dialog.reject())
    assert notices.choose_open("打开", [("Excel 工作簿", "*.xlsx")], tmp_path) is None


def test_a_file_without_a_name_is_not_saved(notices, tmp_path, monkeypatch):
    """It would be hidden: nobody would find it again."""
    chosen = iter([tmp_path / ".xlsx", tmp_path / "名单.xlsx"])
    monkeypatch.setattr(notices, "_chosen", lambda _dialog: next(chosen))
    then(press("知道了"))
    assert notices.choose_save("保存", "名单.xlsx", [("Excel 工作簿", "*.xlsx")]) == tmp_path / "名单.xlsx"
    assert "还没有写文件名" in notices.messages[-1].text


def test_the_first_choice_begins_among_the_documents(notices):
    """Not where the program happens to have been started."""
    seen = []

    def look(dialog):
        seen.append(dialog.directory().absolutePath())
        dialog.reject()

    then(look)
    assert notices.choose_several("选择", [("Excel 工作簿", "*.xlsx")]) == []
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert seen == [documents if QDir(documents).exists() else QDir.homePath()]


def test_several_files_can_be_chosen_at_once(notices, tmp_path):
    for name in ("一院.xlsx", "二院.xlsx"):
        (tmp_path / name).touch()

    def choose(dialog):
        dialog.setDirectory(str(tmp_path))
        line = dialog.findChild(QLineEdit)
        line.setText('"一院.xlsx" "二院.xlsx"')
        dialog.accept()

    then(choose)
    found = notices.choose_several("选择", [("Excel 工作簿", "*.xlsx")])
    assert [path.name for path in found] == ["一院.xlsx", "二院.xlsx"]
    then(lambda dialog: dialog.reject())
    assert notices.choose_several("选择", []) == []
