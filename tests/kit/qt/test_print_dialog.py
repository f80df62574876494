"""The print dialog itself: keys, names, room, and a print server that is away, silent or gone while it is open."""

import re
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.pages.print_dialog import open_print_dialog
from cadre_desktop.kit.qt.pages.printer_words import TO_FILE
from cadre_desktop.kit.qt.pages.printing import CUPS, PrintOrder, Question, Remembered, Source
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.spool.offers import STANDARD, Offers, Option, sides_offered
from cadre_desktop.kit.spool.printers import Printer, Printers
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.kit.spool.standing import NO_SERVER, Readiness

SMALLEST = (701 - 8, 394 - 44)
"""Of 1366 × 768 at 150 % with the largest letters (130 %), less the frame and the title bar."""
READY = Readiness("可用")
TRAYS = Option("InputSlot", "纸盒", (("Tray1", "纸盒 1"), ("Tray2", "纸盒 2")), "Tray1")
COLOUR = Option("ColorModel", "颜色", (("RGB", "彩色"), ("Gray", "黑白")), "RGB")


class FakePrinters:
    """Printers that are as the test has set them: `known` by name with how they stand, `trouble` instead."""

    def __init__(self):
        self.known = {"一楼": READY, "三楼": READY}
        self.usual = "一楼"
        self.trouble = None
        self.asked = []
        self.offered = Offers(STANDARD, "A4", sides_offered(True, True, "one-sided"), TRAYS, (COLOUR,))

    def find(self):
        self.asked.append("find")
        if self.trouble is not None:
            raise self.trouble
        return Printers(tuple(Printer(name, ready) for name, ready in self.known.items()), self.usual)

    def offers(self, name):
        self.asked.append(name)
        if self.trouble is not None:
            raise self.trouble
        return self.offered


@pytest.fixture
def printers():
    return FakePrinters()


@pytest.fixture
def ask(qtbot, qapp, tmp_path, printers):
    """Opens the dialog; `ask.orders` is what came of it."""
    view = QWidget()
    qtbot.addWidget(view)
    view.show()

    def run(jobs=None, source=None, **how):
        found = source or Source(printers.find, printers.offers, **how)
        question = Question("花名册", [(210.0, 297.0)] * 6, 3)
        settings = FileSettings(tmp_path / "settings.json")
        dialog = open_print_dialog(
            view, question, found, jobs or InlineJobs(), run.notices, Remembered(settings), run.orders.append
        )
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    run.notices, run.orders = RecordedNotices(), []
    return run


@pytest.fixture
def jobs(qapp):
    failures = []
    jobs = QtJobs(failures.append)
    yield jobs
    jobs.close()
    assert failures == []


def choose(box, value):
    box.setCurrentIndex(next(place for place in range(box.count()) if box.itemData(place) == value))
    box.activated.emit(box.currentIndex())


# Keys and names.


@pytest.mark.parametrize("place", ["printer", "copies", "collate", "reverse"])
def test_enter_prints_wherever_the_keyboard_is(ask, qtbot, place):
    dialog = ask()
    field = getattr(dialog, place)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(ask.orders) == 1 and not dialog.isVisible()


def test_enter_in_the_pages_prints_them_or_says_what_is_wrong(ask, qtbot):
    dialog = ask()
    dialog.pages.typed.setFocus()
    qtbot.keyClicks(dialog.pages.typed, "5-2")
    qtbot.keyClick(dialog.pages.typed, Qt.Key.Key_Return)
    assert ask.orders == [] and "请写成 2-5" in dialog.pages.wrong.text()
    dialog.pages.typed.selectAll()
    qtbot.keyClicks(dialog.pages.typed, "2-5")
    qtbot.keyClick(dialog.pages.typed, Qt.Key.Key_Return)
    assert [order.numbers for order in ask.orders] == [[1, 2, 3, 4]]


def test_enter_on_a_button_presses_that_button(ask, qtbot):
    dialog = ask()
    dialog.options.unfold.setFocus()
    qtbot.keyClick(dialog.options.unfold, Qt.Key.Key_Return)
    assert dialog.options.folded.isVisible() and ask.orders == []
    dialog.cancel.setFocus()
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert ask.orders == [] and not dialog.isVisible()


def test_escape_gives_up_and_asks_no_more(ask, qtbot, printers):
    dialog = ask()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert ask.orders == [] and not dialog.isVisible() and not dialog._timer.isActive()


def test_every_key_belongs_to_one_field(ask):
    dialog = ask(ask=lambda *_asked: None)
    dialog.options.unfold.click()
    texts = [each.text() for kind in (QLabel, QAbstractButton) for each in dialog.findChildren(kind) if each.text()]
    keys = [key for text in texts for key in re.findall(r"&(\w)", text)]
    assert len(keys) >= 10 and len(keys) == len(set(keys))


def test_every_field_has_a_name_without_its_key(ask):
    dialog = ask()
    dialog.options.unfold.click()
    fields = [each for kind in (QComboBox, QLineEdit, QAbstractButton) for each in dialog.findChildren(kind)]
    own = [each for each in fields if each.isVisible() and not isinstance(each.parentWidget(), QComboBox)]
    own = [each for each in own if each.parentWidget() is not dialog.copies] + [dialog.copies]
    for each in own:
        name = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        assert name and "&" not in name and "(" not in name, each


@pytest.mark.parametrize("unfolded", [False, True])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_has_room_on_the_smallest_screen_and_its_buttons_are_in_sight(ask, qapp, mode, unfolded):
    apply_theme(qapp, mode)
    dialog = ask(ask=lambda *_asked: None)
    dialog.options.unfold.setChecked(unfolded)
    needs = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert needs.width() <= SMALLEST[0] and needs.height() <= SMALLEST[1]
    dialog.resize(*SMALLEST)
    for button in (dialog.go, dialog.cancel):
        assert button.visibleRegion().boundingRect().size() == button.size()
    qapp.setStyleSheet("")


def test_without_more_to_choose_all_of_it_is_seen_on_the_smallest_screen(ask, qapp):
    apply_theme(qapp, "light")
    dialog = ask()
    dialog.fit()
    assert dialog.height() <= SMALLEST[1]
    qapp.setStyleSheet("")


# The print server.


def test_the_dialog_is_there_while_printers_are_looked_for(ask, qtbot, jobs, printers):
    go_on = Event()
    usual = printers.find

    def slow():
        go_on.wait(30)
        return usual()

    printers.find = slow
    dialog = ask(jobs)
    assert dialog.standing.text() == "正在查找打印机…" and dialog.printer.findData(TO_FILE) >= 0
    dialog.go.click()
    assert ask.orders == [] and "请稍候" in dialog.problem.text()
    go_on.set()
    qtbot.waitUntil(lambda: dialog.standing.text() == "可用")
    dialog.go.click()
    assert ask.orders[0].printer == "一楼"


def test_a_dialog_that_is_given_up_while_it_waits_hears_nothing_more(ask, qtbot, jobs, printers):
    go_on = Event()
    usual = printers.find

    def slow():
        go_on.wait(30)
        return usual()

    printers.find = slow
    dialog = ask(jobs)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert ask.orders == []


def test_a_server_that_does_not_answer_leaves_the_way_out(ask, printers, tmp_path):
    printers.trouble = NotPrinted(NO_SERVER)
    dialog = ask()
    assert dialog.printer.value() == TO_FILE
    assert "打印服务没有应答。" in dialog.standing.text() and "可以另存为 PDF" in dialog.standing.text()
    ask.notices.answer(tmp_path / "纸.pdf")
    dialog.go.click()
    assert ask.orders == [PrintOrder([0, 1, 2, 3, 4, 5], file=str(tmp_path / "纸.pdf"))]


def test_a_server_that_falls_silent_is_said_and_so_is_that_it_is_back(ask, printers):
    dialog = ask()
    assert dialog.standing.text() == "可用" and dialog._timer.isActive()
    printers.trouble = NotPrinted(NO_SERVER)
    dialog._timer.timeout.emit()
    assert "打印服务没有应答" in dialog.standing.text() and dialog.printer.value() == "一楼"
    dialog.go.click()
    assert ask.orders == [] and "现在不能打印" in dialog.problem.text()
    printers.trouble = None
    dialog._timer.timeout.emit()
    assert dialog.standing.text() == "可用" and dialog.problem.text() == "" and not dialog.problem.isVisible()
    dialog.go.click()
    assert ask.orders[0].printer == "一楼"


def test_what_keeps_it_from_being_printed_is_said_no_longer_than_it_does(ask, qtbot, printers):
    dialog = ask()
    dialog.copies.selectAll()
    qtbot.keyClicks(dialog.copies, "0")
    dialog.go.click()
    assert "份数请填" in dialog.problem.text() and dialog.copies.hasFocus()
    qtbot.keyClicks(dialog.copies, "2")
    assert dialog.problem.text() == ""
    del printers.known["一楼"]
    dialog._timer.timeout.emit()
    dialog.go.click()
    assert ask.orders == [] and "还没有选打印机" in dialog.problem.text()
    printers.trouble = NotPrinted(NO_SERVER)
    dialog._timer.timeout.emit()
    assert "打印服务没有应答" in dialog.problem.text()
    printers.trouble = None
    choose(dialog.printer, "三楼")
    assert dialog.problem.text() == ""
    dialog._timer.timeout.emit()
    dialog.go.click()
    assert [(order.printer, order.copies) for order in ask.orders] == [("三楼", 2)]


def test_an_open_list_of_printers_keeps_its_line_while_they_are_looked_at(ask, qtbot, printers):
    dialog = ask()
    dialog.printer.showPopup()
    lines = dialog.printer.view()
    lines.setCurrentIndex(lines.model().index(1, 0))
    printers.known["三楼"] = Readiness("脱机", "打印机联系不上。请联机")
    dialog._timer.timeout.emit()
    assert lines.isVisible() and lines.currentIndex().data() == "三楼（脱机）"
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert dialog.printer.value() == "三楼"
    dialog.printer.showPopup()
    del printers.known["一楼"]
    dialog._timer.timeout.emit()
    assert not lines.isVisible() and dialog.printer.value() == "三楼"


def test_a_printer_whose_offers_never_came_is_asked_again(ask, printers):
    dialog = ask()
    printers.trouble = NotPrinted(NO_SERVER)
    choose(dialog.printer, "三楼")
    assert "打印服务没有应答" in dialog.standing.text()
    printers.trouble = None
    dialog._timer.timeout.emit()
    assert dialog.standing.text() == "可用" and dialog.options.isEnabled()
    dialog.go.click()
    assert ask.orders[0].printer == "三楼"


def test_a_real_server_that_freezes_while_the_dialog_is_open(ask, qtbot, jobs, queue, monkeypatch):
    monkeypatch.setattr("cadre_desktop.kit.spool.libcups.SECONDS", 0.3)
    dialog = ask(jobs, CUPS)
    qtbot.waitUntil(lambda: dialog.standing.text() == "可用")
    queue.freeze()
    qtbot.waitUntil(lambda: "打印服务没有应答" in dialog.standing.text(), timeout=30_000)
    dialog.pages.current.click()  # the window goes on
    assert dialog.pages.current.isChecked()
    queue.thaw()
    qtbot.waitUntil(lambda: dialog.standing.text() == "可用", timeout=30_000)
    dialog.reject()


def test_where_there_is_no_printer_the_way_out_is_chosen_and_said(ask, printers):
    printers.known, printers.usual = {}, ""
    dialog = ask()
    assert dialog.printer.value() == TO_FILE and dialog.go.text() == "另存为…"
    assert "没有安装打印机" in dialog.standing.text() and "另存为 PDF" in dialog.standing.text()


@pytest.mark.parametrize(
    ("ready", "listed", "said"),
    [
        (Readiness("脱机", "打印机联系不上。请联机"), "一楼（脱机）", "脱机：打印机联系不上。请联机。"),
        (Readiness("已暂停", "打印机已暂停。请恢复它"), "一楼（已暂停）", "打印机已暂停。请恢复它。"),
        (Readiness("可用，正在打印别的任务"), "一楼", "可用，正在打印别的任务"),
    ],
)
def test_how_a_printer_stands_is_said_in_the_list_and_below(ask, printers, ready, listed, said):
    printers.known["一楼"] = ready
    dialog = ask()
    assert (dialog.printer.currentText(), dialog.standing.text()) == (listed, said)
    assert dialog.printer.accessibleDescription() == said
    dialog.go.click()  # a printer that waits for paper takes jobs all the same, and so it is told afterwards
    assert ask.orders[0].printer == "一楼"


# A file.


def test_a_file_is_offered_beside_printers_and_asked_for_when_it_is_wanted(ask, tmp_path):
    dialog = ask()
    choose(dialog.printer, TO_FILE)
    assert dialog.go.text() == "另存为…" and not dialog.options.isVisible() and not dialog.copies.isEnabled()
    ask.notices.answer(None)
    dialog.go.click()
    assert ask.orders == [] and dialog.isVisible()
    dialog.pages.typed.setText("2,5")
    dialog.pages.some.click()
    ask.notices.answer(tmp_path / "纸.pdf")
    dialog.go.click()
    assert ask.orders == [PrintOrder([1, 4], file=str(tmp_path / "纸.pdf"))]


def test_back_from_the_file_to_a_printer(ask):
    dialog = ask()
    choose(dialog.printer, TO_FILE)
    choose(dialog.printer, "一楼")
    assert dialog.go.text() == "打印" and dialog.options.isVisible() and dialog.copies.isEnabled()


# Where printers belong to no server.


def test_an_order_for_such_a_printer_is_drawn(ask):
    made = []
    dialog = ask(drawn=lambda order, title: made.append((order.printer, title)))
    dialog.go.click()
    (order,) = ask.orders
    assert order.queue == "" and made == []
    order.drawn()
    assert made == [("一楼", "花名册")]


def test_the_dialog_of_the_system_has_what_only_the_driver_knows(ask):
    wanted = PrintOrder([2], "三楼", drawn=lambda: None)
    answers, asked = [None, wanted], []

    def system(_parent, name, question):
        asked.append((name, question.title))
        return answers.pop(0)

    dialog = ask(ask=system)
    dialog.system.click()
    assert dialog.isVisible() and ask.orders == []
    dialog.system.click()
    assert ask.orders == [wanted] and asked == [("一楼", "花名册")] * 2
    assert ask().printer.value() == "三楼"
