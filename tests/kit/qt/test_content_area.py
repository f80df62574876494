"""Dialogs never hide their buttons: what has no room on the screen scrolls above them."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.kit.qt.talk.message_dialog import MessageAnswer, MessageDialog, prose
from cadre_desktop.kit.qt.talk.page_area import PageArea

LONG = "这一步已经有别人接着做了，所以现在不能撤销；请先撤销后面的几步，或者请做那几步的人来撤销。"


class Asking(FieldDialog):
    def __init__(self, lines):
        super().__init__("问", "好", None)
        self.fields = [QLineEdit() for _line in range(lines)]
        rows = [row for field in self.fields for row in (("一项", field), ("", remark("写在这一项下面的一句话。")))]
        self.lay_out(rows, above="请填写。", below="填写后按“好”。")

    def answer(self):
        self.wrong(LONG * 4)


@pytest.fixture
def opened(qtbot):
    def opening(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        assert QTest.qWaitForWindowExposed(dialog)
        settle()
        return dialog

    return opening


def settle():
    for _round in range(5):
        QApplication.processEvents()


def buttons_seen(dialog):
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert buttons
    return all(button.visibleRegion().boundingRect() == button.rect() for button in buttons)


def seen_whole(widget):
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def scrolls(dialog):
    return dialog.findChild(QScrollArea).verticalScrollBar().maximum()


def room():
    return QApplication.primaryScreen().availableSize().height()


@pytest.mark.parametrize("lines", [1, 5, 60])
def test_a_dialog_is_as_high_as_its_fields_or_as_the_screen(opened, lines):
    dialog = opened(Asking(lines))
    assert dialog.height() <= room() - 30
    assert (scrolls(dialog) > 0) == (lines == 60)
    assert buttons_seen(dialog)


def test_a_sentence_has_the_lines_it_needs_and_no_more(opened):
    dialog = opened(Asking(4))
    labels = [label for label in dialog.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    assert len(labels) == 6
    assert [label.text() for label in labels if label.height() != label.heightForWidth(label.width())] == []


@pytest.mark.parametrize("lines", [4, 60])
def test_what_is_wrong_is_said_above_the_buttons(opened, lines):
    dialog = opened(Asking(lines))
    before = dialog.height()
    dialog.go.click()
    settle()
    assert dialog.problem.visibleRegion().boundingRect() == dialog.problem.rect()
    assert dialog.problem.height() >= dialog.problem.heightForWidth(dialog.problem.width())
    assert buttons_seen(dialog)
    assert dialog.height() <= room() - 30
    assert (dialog.height() > before) == (lines == 4)
    assert (scrolls(dialog) > 0) == (lines == 60)


@pytest.mark.parametrize("lines", [1, 60])
def test_nothing_that_is_cut_off_touches_the_buttons(opened, lines):
    dialog = opened(Asking(lines))
    window = dialog.findChild(QScrollArea).viewport()
    seen = window.mapTo(dialog, window.rect().bottomLeft()).y()
    assert dialog.go.mapTo(dialog, dialog.go.rect().topLeft()).y() - seen > 8
    assert bool(scrolls(dialog)) is (lines == 60)
    dialog.fields[-1].setFocus()
    dialog.wrong(LONG)
    settle()
    assert dialog.problem.y() - window.mapTo(dialog, window.rect().bottomLeft()).y() > 8


def test_a_dialog_that_grows_stays_on_the_screen(opened):
    dialog = opened(Asking(4))
    dialog.move(0, QApplication.primaryScreen().availableGeometry().bottom() - dialog.height())
    dialog.go.click()
    settle()
    assert dialog.geometry().bottom() <= QApplication.primaryScreen().availableGeometry().bottom()


def test_a_dialog_made_smaller_stays_so(opened):
    dialog = opened(Asking(8))
    dialog.resize(dialog.width(), 200)
    dialog.fields[0].setPlaceholderText("别的")
    dialog.fields[0].updateGeometry()
    settle()
    assert dialog.height() == 200 and scrolls(dialog) and buttons_seen(dialog)


@pytest.mark.parametrize("detail", ["", "一行\n" * 200])
@pytest.mark.parametrize("text", [LONG, LONG * 60])
def test_messages_scroll_too(opened, text, detail):
    answers = [MessageAnswer("删除", yes=True, kind="danger"), MessageAnswer("取消", yes=False, default=True)]
    dialog = opened(MessageDialog(None, "warning", text, answers, detail, bool(detail)))
    assert dialog.height() <= room() - 30
    assert (scrolls(dialog) > 0) == (text != LONG)
    assert buttons_seen(dialog)


@pytest.mark.parametrize("shown", [False, True])
def test_what_joins_a_message_later_has_its_room(opened, shown):
    answers = [MessageAnswer("取消", yes=False), MessageAnswer("启封", yes=True, default=True)]
    dialog = MessageDialog(None, "info", "启封", answers)
    if shown:
        opened(dialog)
    caption, field = prose(LONG * 3), QLineEdit()
    dialog.body.addWidget(caption)
    dialog.body.addWidget(field)
    opened(dialog)
    assert scrolls(dialog) == 0
    assert seen_whole(caption) and seen_whole(field) and buttons_seen(dialog)


def test_what_is_taken_away_again_leaves_no_room_behind(opened):
    dialog = opened(MessageDialog(None, "info", LONG, [MessageAnswer("知道了", yes=False, default=True)]))
    before = dialog.height()
    for _round in range(2):
        more = prose(LONG)
        dialog.body.addWidget(more)
        settle()
        assert seen_whole(more)
        dialog.body.removeWidget(more)
        more.deleteLater()
        more.hide()
        settle()
        dialog.fit()
        assert abs(dialog.height() - before) <= 14, "at most the gap to what is below"


def test_folding_gives_the_room_back(opened):
    dialog = opened(
        MessageDialog(None, "info", LONG, [MessageAnswer("知道了", yes=False, default=True)], "一行\n" * 30, False)
    )
    folded = dialog.height()
    dialog._fold.click()
    settle()
    assert dialog.height() > folded + 80
    dialog._fold.click()
    settle()
    assert dialog.height() == folded


def test_a_page_gets_all_room_or_what_it_needs(qtbot):
    page = QWidget()
    page.setMinimumSize(400, 300)
    holder = QWidget()
    qtbot.addWidget(holder)
    area = PageArea(page)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    holder.show()
    holder.resize(600, 500)
    settle()
    assert page.size() == area.viewport().size() and not area.horizontalScrollBar().maximum()
    holder.resize(300, 200)
    settle()
    assert (page.width(), page.height()) == (400, 300)
    assert area.horizontalScrollBar().maximum() and area.verticalScrollBar().maximum()


def test_a_title_is_beside_the_first_line_of_a_high_field(opened):
    dialog, high, low = FieldDialog("问", "好", None), QPlainTextEdit(), QLineEdit()
    dialog.lay_out((("高的", high), ("低的", low)))
    opened(dialog)
    titles = {label.text(): label for label in dialog.findChildren(QLabel)}
    middle = titles["高的"].geometry().center().y() - high.y()
    assert high.height() > 3 * low.height() and middle < low.height()
    assert abs(titles["低的"].geometry().center().y() - low.geometry().center().y()) <= 1
