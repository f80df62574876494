"""Parts of a draft: only what is printed is handed out, and only what did not come to paper is owed."""

from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import PaperOffer
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.qt.pages.relaying import Relayable, stays

COUNT = 4


class Sheets:
    """Four pages, each with a number of its own once it is handed out; `printings` counts them by page. `unsettled`
    are those of which it is not noted that they came to paper."""

    def __init__(self):
        self.printings = {}
        self.unsettled = set()

    def settle(self, pages, printed):
        self.unsettled = self.unsettled - set(pages) if printed else self.unsettled | set(pages)

    def _write(self, path, numbers, word):
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(path), pagesize=(595.28, 841.89))
        for number in numbers:
            canvas.drawString(100, 100, f"{word} {number}")
            canvas.showPage()
        canvas.save()

    def draft(self, path, _setup, _progress):
        self._write(path, range(COUNT), "draft")
        return PaperOffer()

    def hand_out(self, path, deliver=stays, pages=None):
        wanted = range(COUNT) if pages is None else pages
        self._write(path, wanted, "final")
        deliver()
        for number in wanted:
            self.printings[number] = self.printings.get(number, 0) + 1


@pytest.fixture
def sheets():
    return Sheets()


@pytest.fixture
def draft(qtbot, tmp_path, notices, sheets):
    path = tmp_path / "证书.pdf"
    relayable = Relayable(sheets.draft, hand_out=sheets.hand_out, settle=sheets.settle, remark="样张，供核对。")
    relayable.lay_out(path, Progress())
    preview = Preview(path, "证书", InlineJobs(), notices, relayable=relayable)
    qtbot.addWidget(preview)
    preview.show()
    yield preview
    preview.close_pages()


def order(*numbers, file=""):
    return PrintOrder(list(numbers), "" if file else "KEEP", file=str(file))


def words(source):
    with Pages(source) as pages:
        return [pages.text(number).strip() for number in range(len(pages))]


def sent(server):
    return words(server.delivered[max(server.delivered)][2])


def test_only_the_pages_printed_are_handed_out(draft, sheets, server, tmp_path):
    draft.print_on(order(2, 1))
    assert sheets.printings == {1: 1, 2: 1} and sent(server) == ["final 2", "final 1"]
    assert words(draft._path) == ["draft 0", "final 1", "final 2", "draft 3"]
    assert not draft.remark.isHidden()
    draft.print_on(order(0, 1, 3))
    assert sheets.printings == {0: 1, 1: 2, 2: 1, 3: 1} and sent(server) == ["final 0", "final 1", "final 3"]
    assert draft.remark.isHidden() and list(tmp_path.glob("*part*")) == []


def test_what_was_lost_and_is_not_printed_again_stays_owed(draft, sheets, server):
    server.becomes = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    draft.print_on(order(0, 1, 2, 3))
    assert draft.flow.owed == sheets.unsettled == {0, 1, 2, 3}
    server.becomes = {"job-state": [9]}
    draft.print_on(order(0))
    assert draft.flow.owed == sheets.unsettled == {1, 2, 3} and sent(server) == ["final 0"]
    draft.print_on(order(3, 0))  # the first is printed a second time, the last is owed
    assert draft.flow.owed == {1, 2} and sent(server) == ["final 3", "final 0"]
    draft.print_on(order(1, 2))
    assert draft.flow.owed == sheets.unsettled == set()
    assert sheets.printings == {0: 2, 1: 1, 2: 1, 3: 1}


def test_what_a_printer_has_is_owed_until_it_is_confirmed(draft, sheets, server, monkeypatch):
    seen = []
    usual = print_flow.watch

    def watched(sent, progress):
        seen.append(set(sheets.unsettled))
        return usual(sent, progress)

    monkeypatch.setattr(print_flow, "watch", watched)
    draft.print_on(order(1, 2))
    assert seen == [{1, 2}] and sheets.unsettled == set()


def test_what_waits_in_the_queue_is_not_owed(draft, sheets, server):
    server.printer.update({"printer-state": [5], "printer-state-reasons": ["paused"]})
    server.becomes = {"job-state": [3], "job-state-reasons": ["printer-stopped"]}
    draft.print_on(order(1, 2))
    assert draft.flow.owed == sheets.unsettled == set()


def test_a_job_that_fails_later_is_owed_again(draft, sheets, server, later):
    draft.print_on(order(1, 2))
    assert sheets.unsettled == set()
    server.jobs[1] = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    later.pop()()
    assert draft.flow.owed == sheets.unsettled == {1, 2}


def test_what_is_owed_of_one_job_is_not_settled_by_another(draft, sheets, server):
    server.becomes = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    draft.print_on(order(0, 1))
    server.becomes = {"job-state": [9]}
    draft.print_on(order(2, 3))
    assert draft.flow.owed == {0, 1} and sheets.printings == {0: 1, 1: 1, 2: 1, 3: 1}


def test_saving_hands_out_all_but_what_is_owed(draft, sheets, server, notices, tmp_path):
    server.becomes = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    draft.print_on(order(1))
    notices.answer(tmp_path / "a.pdf")
    draft.save()
    assert words(tmp_path / "a.pdf") == [f"final {number}" for number in range(COUNT)]
    assert sheets.printings == {0: 1, 1: 1, 2: 1, 3: 1} and draft.flow.owed == set()


@pytest.mark.parametrize("numbers", [[0, 1, 2, 3], [2]])
def test_a_file_that_cannot_be_written_hands_nothing_out(draft, sheets, notices, tmp_path, numbers):
    draft.print_on(order(*numbers, file=tmp_path / "没有" / "a.pdf"))
    assert sheets.printings == {} and "不存在，没有写入" in notices.texts[-1] and draft.flow.owed == set()
    assert words(draft._path) == [f"draft {number}" for number in range(COUNT)]
    draft.print_on(order(*numbers, file=tmp_path / "a.pdf"))
    assert sheets.printings == dict.fromkeys(numbers, 1) and notices.texts[-1] == "已保存为 a.pdf。"
    assert words(tmp_path / "a.pdf") == [f"final {number}" for number in numbers]


def test_a_goal_that_cannot_be_written_is_saved_to_by_nobody(draft, sheets, notices, tmp_path):
    notices.answer(tmp_path / "没有" / "a.pdf")
    draft.save()
    assert sheets.printings == {} and "没有写入" in notices.texts[-1]


def test_what_is_refused_leaves_the_draft_as_it_was(draft, sheets, notices, server, tmp_path, monkeypatch):
    def refuse(*_asked):
        raise Refused("名单有了变动。")

    monkeypatch.setattr(draft._relayable, "hand_out", refuse)
    draft.print_on(order(1))
    assert notices.texts == ["名单有了变动。"] and server.delivered == {}
    assert words(draft._path) == [f"draft {number}" for number in range(COUNT)]


def test_printers_that_draw_hand_out_the_part_and_owe_it_when_they_fail(draft, sheets, monkeypatch):
    drawn = []

    def fail(path, _printer, numbers, _progress, _fill):
        drawn.append([words(path)[number] for number in numbers])
        if len(drawn) == 1:
            raise OSError("打印机没有接受。")
        return len(numbers)

    monkeypatch.setattr("cadre_desktop.kit.qt.pages.raster_printing.draw_pages", fail)
    draft.print_on(replace(order(1, 2), drawn=QPrinter))
    assert draft.flow.owed == sheets.unsettled == {1, 2}
    draft.print_on(replace(order(2), drawn=QPrinter))
    assert draft.flow.owed == {1} and sheets.printings == {1: 1, 2: 1}
    assert drawn == [["final 1", "final 2"], ["final 2"]]
