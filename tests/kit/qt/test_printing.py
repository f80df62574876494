"""The print dialog with a print server of the tests' own: what is chosen in it is what is printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.print_dialog import PrintDialog, open_print_dialog
from cadre_desktop.kit.qt.pages.print_flow import deliver
from cadre_desktop.kit.qt.pages.printer_words import TO_FILE
from cadre_desktop.kit.qt.pages.printing import CUPS, Question, Remembered, job_options
from cadre_desktop.kit.qt.talk.settings import FileSettings

A4, A3 = (210.0, 297.0), (297.0, 420.0)


@pytest.fixture
def pdf(tmp_path):
    """Six pages that say which they are."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "six.pdf"
    canvas = Canvas(str(path), pagesize=(595.28, 841.89))
    for number in range(1, 7):
        canvas.drawString(100, 400, f"page {number}")
        canvas.showPage()
    canvas.save()
    return path


class Asking:
    """Opens the dialog; `orders` is what came of it."""

    def __init__(self, qtbot, settings):
        self._qtbot, self.settings = qtbot, settings
        self.view = QWidget()
        qtbot.addWidget(self.view)
        self.view.show()
        self.notices, self.orders = RecordedNotices(), []

    def __call__(self, sizes=(A4,) * 6, last=""):
        if last:
            self.settings.put("printer", last)
        dialog = open_print_dialog(
            self.view,
            Question("花名册", list(sizes), 3),
            CUPS,
            InlineJobs(),
            self.notices,
            Remembered(self.settings),
            self.orders.append,
        )
        self._qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def answered(self, how, **asked):
        """The order that comes of doing `how` in the dialog."""
        dialog = self(**asked)
        how(dialog)
        dialog.go.click()
        return self.orders.pop()


@pytest.fixture
def ask(qtbot, queue, tmp_path):
    return Asking(qtbot, FileSettings(tmp_path / "settings.json"))


def choose(box, value):
    """As somebody does who opens the list."""
    box.setCurrentIndex(next(place for place in range(box.count()) if box.itemData(place) == value))
    box.activated.emit(box.currentIndex())


def nothing(_dialog):
    pass


def some(text, which="all"):
    def how(dialog):
        dialog.pages.typed.selectAll()
        dialog.pages.typed.insert(text)
        dialog.pages.typed.textEdited.emit(text)
        choose(dialog.pages.which, which)

    return how


def backwards(dialog):
    dialog.reverse.click()


@pytest.mark.parametrize(
    ("how", "numbers"),
    [
        (nothing, [0, 1, 2, 3, 4, 5]),
        (lambda dialog: dialog.pages.current.click(), [3]),
        (some("2,5"), [1, 4]),
        (some("1-3, 6"), [0, 1, 2, 5]),
        (some("２，５"), [1, 4]),
        (some("1-3、5-"), [0, 1, 2, 4, 5]),
        (some("2-5", "odd"), [2, 4]),
        (some("2-5", "even"), [1, 3]),
        (lambda dialog: choose(dialog.pages.which, "even"), [1, 3, 5]),
        (lambda dialog: choose(dialog.pages.which, "odd"), [0, 2, 4]),
        (backwards, [5, 4, 3, 2, 1, 0]),
        (lambda dialog: (some("2,5")(dialog), backwards(dialog)), [4, 1]),
    ],
)
def test_what_is_chosen_in_the_dialog_is_what_is_asked_for(ask, how, numbers):
    order = ask.answered(how)
    assert order.numbers == numbers and order.queue == "KEEP"
    assert not {"page-ranges", "page-set", "OutputOrder"} & job_options(order, across=False).keys()


@pytest.mark.parametrize(("text", "numbers"), [("2,5", [2, 5]), ("4", [4])])
def test_the_printer_gets_these_sheets_once(ask, queue, pdf, text, numbers):
    delivered = deliver(pdf, "花名册", ask.answered(some(text)), Progress())
    assert delivered.count == len(numbers) and delivered.sent.printer == "KEEP"
    with Pages(queue.kept(delivered.sent.number).pdf) as sheets:
        assert [sheets.text(number).strip() for number in range(len(sheets))] == [f"page {page}" for page in numbers]


@pytest.mark.parametrize("text", ["0", "abc", "5-2", "7", "", "-"])
def test_wrong_pages_are_said_at_the_field_and_nothing_is_printed(ask, text):
    dialog = ask()
    dialog.pages.some.click()
    some(text)(dialog)
    dialog.go.click()
    assert ask.orders == [] and dialog.isVisible()
    assert dialog.pages.wrong.isVisible() and dialog.pages.wrong.text().endswith("。")
    assert dialog.pages.typed.hasFocus() and dialog.pages.typed.property("wrong")
    assert dialog.pages.typed.accessibleDescription() == dialog.pages.wrong.text()
    some("2")(dialog)
    assert not dialog.pages.wrong.isVisible() and not dialog.pages.typed.property("wrong")
    dialog.go.click()
    assert [order.numbers for order in ask.orders] == [[1]]


def test_wrong_pages_are_said_as_soon_as_the_field_is_left_and_forgotten_when_all_are_wanted(ask, qtbot):
    dialog = ask()
    dialog.pages.typed.setFocus()
    qtbot.keyClicks(dialog.pages.typed, "9")
    assert dialog.pages.some.isChecked() and not dialog.pages.wrong.isVisible()
    qtbot.keyClick(dialog.pages.typed, Qt.Key.Key_Tab)
    assert "没有第 9 页" in dialog.pages.wrong.text() and dialog.pages.wrong.isVisible()
    dialog.pages.all.click()
    assert not dialog.pages.wrong.isVisible()


@pytest.mark.parametrize(("which", "text", "kind"), [("odd", "2,4", "单页"), ("even", "3", "双页")])
def test_a_choice_that_leaves_no_page_is_said(ask, which, text, kind):
    dialog = ask()
    some(text, which)(dialog)
    dialog.go.click()
    assert ask.orders == [] and f"没有{kind}" in dialog.pages.wrong.text()


@pytest.mark.parametrize("typed", ["0", "", "abc", "1000", "-1", "1.5"])
def test_wrong_copies_are_said(ask, typed):
    dialog = ask()
    dialog.copies.lineEdit().setText(typed)
    dialog.go.click()
    assert ask.orders == [] and dialog.problem.text() == "份数请填 1 至 999。" and dialog.problem.isVisible()
    dialog.copies.lineEdit().setText("3")
    dialog.go.click()
    assert ask.orders[0].copies == 3 and ask.orders[0].collated


def test_copies_page_by_page(ask):
    def how(dialog):
        dialog.copies.set_value(2)
        dialog.collate.click()

    order = ask.answered(how)
    assert (order.copies, order.collated) == (2, False)


# What the printer offers.


def test_tray_sides_colour_and_the_rest_are_told_as_they_are_chosen(ask, queue, pdf):
    def how(dialog):
        boxes = dialog.options.boxes
        choose(boxes["InputSlot"], "Tray2")
        choose(boxes["sides"], "two-sided")
        dialog.options.unfold.click()
        choose(boxes["ColorModel"], "Gray")
        choose(boxes["number-up"], "2")

    order = ask.answered(how)
    delivered = deliver(pdf, "花名册", order, Progress())
    options = queue.kept(delivered.sent.number).options
    assert (options["InputSlot"], options["ColorModel"], options["number-up"]) == ("Tray2", "Gray", "2")
    assert options["sides"] == "two-sided-long-edge" and options["PageSize"] == "A4"


def test_what_is_usual_is_not_told(ask):
    assert ask.answered(nothing).options == {}


@pytest.mark.parametrize(
    ("sizes", "last", "paper"),
    [
        ([A3[::-1]] * 2, "KEEP", "A3"),
        ([A4], "KEEP", "A4"),
        ([A4, A3], "KEEP", "A4"),
        ([(200, 200)], "KEEP", "A4"),
        ([(200, 200)], "一楼", "A3"),
        ([A4], "一楼", "A4"),
    ],
)
def test_the_paper_is_the_one_the_pages_are_made_for(ask, second, sizes, last, paper):
    order = ask.answered(nothing, sizes=sizes, last=last)
    assert job_options(order, across=False)["media"] == paper and not order.fill


def test_another_paper_may_be_chosen_and_filled(ask):
    def how(dialog):
        assert "A4，与页面相同" in dialog.options.paper.currentText()
        choose(dialog.options.paper, "A3")
        choose(dialog.options.scale, "fill")

    order = ask.answered(how)
    assert (order.paper.name, order.fill) == ("A3", True)
    assert [round(side) for side in order.paper.size] == [297, 420]


def test_a_queue_without_a_driver_offers_what_the_server_knows(ask, queue, pdf):
    queue._run("lpadmin", "-p", "RAW", "-v", "keep:/", "-E", check=False)
    dialog = ask(last="RAW")
    assert {"sides", "InputSlot"}.isdisjoint(dialog.options.boxes) and "number-up" in dialog.options.boxes
    dialog.go.click()
    assert ask.orders[0].queue == "RAW" and ask.orders[0].paper.name == "A4"
    queue.remove("RAW")


# Which printer.


@pytest.fixture
def second(queue):
    """Another printer, with larger paper of its own."""
    queue.add("一楼", "A3")
    yield "一楼"
    queue.remove("一楼")


@pytest.mark.parametrize(
    ("last", "first"), [("一楼", "一楼"), ("KEEP", "KEEP"), ("", None), ("没有了", None), ("KEEP/没有了", "KEEP")]
)
def test_the_printer_used_last_is_offered_first_where_it_still_is(ask, second, last, first):
    assert ask(last=last).printer.value() == first


def test_the_only_printer_and_the_usual_one_are_offered_where_none_was_used(ask, queue):
    assert ask().printer.value() == "KEEP"
    queue.add("一楼")
    queue._run("lpadmin", "-d", "一楼")
    assert ask().printer.value() == "一楼"
    queue.remove("一楼")


def test_a_printer_that_is_gone_is_said_and_no_other_is_taken_in_its_place(ask):
    dialog = ask(last="五楼")
    assert dialog.printer.value() is None
    assert "“五楼”已不在这台电脑上" in dialog.standing.text() and "另存为 PDF" in dialog.standing.text()
    dialog.go.click()
    assert ask.orders == [] and "还没有选打印机" in dialog.problem.text() and dialog.printer.hasFocus()
    choose(dialog.printer, "KEEP")
    assert dialog.standing.text() == "可用" and not dialog.problem.isVisible()
    dialog.go.click()
    assert ask.orders[0].queue == "KEEP"


def test_a_printer_that_goes_while_the_dialog_is_open_is_said(ask, second, queue):
    dialog = ask(last=second)
    queue.remove(second)
    dialog._find()
    assert dialog.printer.value() is None and "“一楼”已不在这台电脑上" in dialog.standing.text()
    queue.add(second)
    dialog._find()
    assert dialog.printer.findData(second) >= 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda queue: queue.pause("一楼"), ("一楼（已暂停）", "恢复它")),
        (lambda queue: queue.reject("一楼"), ("一楼（拒收作业）", "不接收打印任务")),
    ],
)
def test_how_a_printer_stands_is_said_and_followed(ask, second, queue, change, words):
    dialog = ask(last=second)
    assert (dialog.printer.currentText(), dialog.standing.text()) == ("一楼", "可用")
    change(queue)
    dialog._find()
    assert dialog.printer.currentText() == words[0] and words[1] in dialog.standing.text()
    queue.resume("一楼")
    queue.accept("一楼")
    dialog._find()
    assert (dialog.printer.currentText(), dialog.standing.text()) == ("一楼", "可用")


def test_what_was_chosen_is_remembered_by_printer_and_a_file_is_not(ask, second, tmp_path):
    def trays(dialog):
        choose(dialog.options.boxes["InputSlot"], "Tray2")
        dialog.collate.click()
        dialog.copies.set_value(7)

    ask.answered(trays, last=second)
    ask.answered(nothing, last="KEEP")
    ask.notices.answer(tmp_path / "纸.pdf")
    assert ask.answered(lambda dialog: choose(dialog.printer, TO_FILE)).file
    dialog = ask()
    assert dialog.printer.value() == "KEEP" and dialog.options.boxes["InputSlot"].value() == "Tray1"
    assert dialog.collate.isChecked() and dialog.copies.value() == 1
    choose(dialog.printer, second)
    assert dialog.options.boxes["InputSlot"].value() == "Tray2" and not dialog.collate.isChecked()


def test_a_choice_that_the_printer_no_longer_has_gives_way_to_its_usual_one(ask):
    ask.settings.put("printer options", {"KEEP": {"InputSlot": "Tray9", "sides": "two-sided-short-edge"}})
    order = ask.answered(nothing, last="KEEP")
    assert order.options == {"sides": "two-sided-short-edge"}


# The whole way.


def test_from_the_button_to_the_paper(qtbot, queue, pdf, tmp_path):
    settings, notices = FileSettings(tmp_path / "settings.json"), RecordedNotices()
    preview = Preview(pdf, "花名册", InlineJobs(), notices, settings=settings)
    qtbot.addWidget(preview)
    preview.show()
    preview.print_out()
    dialog = preview.findChild(PrintDialog)
    some("2,5")(dialog)
    dialog.go.click()
    assert notices.texts == ["已送往打印机“KEEP”，共 2 页。"] and settings.get("printer") == "KEEP"
    preview.close_pages()
