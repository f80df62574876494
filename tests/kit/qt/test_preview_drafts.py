"""Drafts that hand something out only when they are printed or saved, and what of it counts as printed."""

from types import SimpleNamespace

import pytest
from fake_print_server import FakeServer
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import Offer
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt import print_flow
from cadre_desktop.kit.qt.preview import Preview, PreviewWindow
from cadre_desktop.kit.qt.printing import Order
from cadre_desktop.kit.qt.relaying import Relayable, stays
from cadre_desktop.kit.spool import queue as spool

COLUMNS = [RosterColumn("姓名", 30, name=True), RosterColumn("单位", 60, parts=())]
ROWS = [("王祯", "青山法院"), ("李静", "昆区法院")]


@pytest.fixture
def notices():
    return RecordedNotices()


def seen_in(preview):
    with Pages(preview._path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


class Register:
    """Gives a number each time something is handed out."""

    def __init__(self):
        self.given = 0
        self.refuses = ""

    def draft(self, path, _setup, _progress):
        print_arranged(path, Roster("样张", COLUMNS), ROWS)
        return Offer()

    def hand_out(self, path, deliver=stays):
        if self.refuses:
            raise Refused(self.refuses)
        print_arranged(path, Roster(f"编号{self.given + 1}", COLUMNS), ROWS)
        deliver()
        self.given += 1


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def draft(qtbot, tmp_path, notices, register):
    path = tmp_path / "花名册.pdf"
    relayable = Relayable(register.draft, hand_out=register.hand_out, remark="样张，供核对。")
    relayable.lay_out(path, Progress())
    preview = Preview(path, "花名册", InlineJobs(), notices, relayable=relayable)
    qtbot.addWidget(preview)
    preview.show()
    yield preview
    preview.close_pages()


def test_looking_and_leaving_hands_nothing_out(qtbot, tmp_path, register, notices):
    path = tmp_path / "样张.pdf"
    relayable = Relayable(register.draft, hand_out=register.hand_out, remark="样张，供核对。")
    relayable.lay_out(path, Progress())
    window = PreviewWindow(None, path, "证书", InlineJobs(), notices, relayable)
    window.show()
    assert window.preview.remark.text() == "样张，供核对。"
    with qtbot.waitSignal(window.destroyed):
        qtbot.keyClick(window.preview.canvas, Qt.Key.Key_Escape)
    assert register.given == 0 and notices.messages == []


def test_saving_hands_out_and_shows_what_was_saved(draft, register, notices, tmp_path):
    notices.answer(tmp_path / "证书.pdf")
    draft.save()
    assert register.given == 1 and notices.texts[-1] == "已保存为 证书.pdf。"
    with Pages(tmp_path / "证书.pdf") as pages:
        assert "编号1" in pages.text(0)
    assert "编号1" in seen_in(draft) and draft.remark.isHidden()


def test_a_save_that_is_given_up_hands_nothing_out(draft, register, notices):
    notices.answer(None)
    draft.save()
    assert register.given == 0


def test_what_is_refused_is_said_and_nothing_is_left(draft, register, notices, tmp_path):
    register.refuses = "培训班还没有结束。"
    notices.answer(tmp_path / "证书.pdf")
    draft.save()
    assert notices.texts[-1] == "培训班还没有结束。"
    assert not (tmp_path / "证书.pdf").exists() and "样张" in seen_in(draft)


@pytest.fixture
def ordered(monkeypatch):
    """Answers the dialog with orders in turn: of PDF files, of printers that draw, or of the queue KEEP."""
    orders = []
    monkeypatch.setattr(print_flow, "check_printing", lambda: None)
    monkeypatch.setattr(print_flow, "has_printer", lambda: True)
    monkeypatch.setattr(print_flow, "ask_printer", lambda *_asked: orders.pop(0))

    def order(path=None):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path or ""))
        orders.append(Order(printer, [0]))

    yield order
    assert orders == []


@pytest.fixture
def drawing(monkeypatch):
    """Printers as on Windows, that draw."""
    monkeypatch.setattr(Order, "file", "")


@pytest.fixture
def server(monkeypatch):
    """A print server, to which all orders go."""
    server = FakeServer()
    monkeypatch.setattr(spool, "Server", server)
    monkeypatch.setattr(Order, "file", "")
    monkeypatch.setattr(Order, "queue", "KEEP")
    return server


def test_each_printing_hands_out_what_is_printed(draft, register, notices, tmp_path, ordered, drawing, monkeypatch):
    ordered(tmp_path / "纸.pdf")
    draft.print_out()
    assert register.given == 1 and "已送往打印机，共 1 页" in notices.texts[-1]
    ordered(tmp_path / "纸.pdf")
    draft.print_out()
    assert register.given == 2
    monkeypatch.setattr(print_flow, "ask_printer", lambda *_asked: None)
    draft.print_out()
    assert register.given == 2


def test_paper_that_is_a_file_is_the_pdf_itself(draft, register, notices, tmp_path, ordered):
    ordered(tmp_path / "纸.pdf")
    draft.print_out()
    assert register.given == 1 and notices.texts[-1] == "已保存为 纸.pdf。"
    with Pages(tmp_path / "纸.pdf") as pages:
        assert "编号1" in pages.text(0)


def test_what_the_print_server_takes_is_handed_out(draft, register, notices, ordered, server):
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.texts == ["已送往打印机“KEEP”，共 1 页。"]
    ((title, _options, data),) = server.delivered.values()
    with Pages(data) as pages:
        assert title == "花名册" and "编号1" in pages.text(0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda server: setattr(server, "dead", True), "打印服务没有应答"),
        (lambda server: setattr(server, "gone", True), "已不在这台电脑上"),
        (lambda server: server.printer.update({"printer-is-accepting-jobs": [False]}), "不接收打印任务"),
        (lambda server: setattr(server, "breaks", "refused"), "没有接受这项打印"),
    ],
)
def test_what_no_printer_took_counts_as_not_printed(draft, register, notices, ordered, server, change, said):
    change(server)
    ordered()
    draft.print_out()
    assert register.given == 0 and said in notices.texts[-1] and server.under_way == server.on_paper == []
    assert "样张" in seen_in(draft) and not draft.remark.isHidden()
    server.dead = server.gone = False
    server.breaks = ""
    server.printer["printer-is-accepting-jobs"] = [True]
    ordered()
    draft.print_out()
    assert register.given == 1 and len(server.on_paper) == 1


def test_a_paused_queue_has_it_and_it_counts(draft, register, notices, ordered, server):
    server.printer.update({"printer-state": [5], "printer-state-reasons": ["paused"]})
    server.becomes = {"job-state": [3], "job-state-reasons": ["printer-stopped"]}
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.messages[-1].kind == "warn"
    assert "打印机已暂停" in notices.texts[-1] and "不必再打印一次" in notices.texts[-1]
    ordered()
    draft.print_out()
    assert register.given == 2


def test_a_job_that_is_held_is_there_and_said_to_wait(draft, register, notices, ordered, server):
    server.becomes = {"job-state": [4], "job-state-reasons": ["job-hold-until-specified"]}
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.messages[-1].kind == "tell"
    assert "任务暂缓打印" in notices.texts[-1] and "KEEP" in notices.texts[-1]


def test_what_was_aborted_is_still_the_same_printing(draft, register, notices, ordered, server):
    server.becomes = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    ordered()
    draft.print_out()
    assert register.given == 1 and "任务已中止" in notices.texts[-1] and "不会另给编号" in notices.texts[-1]
    server.becomes = {"job-state": [9]}
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.texts[-1] == "已送往打印机“KEEP”，共 1 页。"
    ordered()
    draft.print_out()
    assert register.given == 2


@pytest.fixture
def later(monkeypatch, server):
    """A job that is being printed; what is to be done later waits here until the test does it."""
    waiting = []
    timer = SimpleNamespace(singleShot=lambda _ms, _view, run: waiting.append(run))
    monkeypatch.setattr(print_flow, "QTimer", timer)
    monkeypatch.setattr(print_flow, "watch", lambda sent, _progress: spool.look(sent))
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}
    return waiting


def test_a_tray_that_runs_empty_on_the_way_is_told_once(draft, register, notices, ordered, server, later):
    ordered()
    draft.print_out()
    later.pop()()
    assert notices.texts == ["已送往打印机“KEEP”，共 1 页。"]
    server.printer["printer-state-reasons"] = ["media-empty-error"]
    later.pop()()
    assert "打印机缺纸" in notices.texts[1] and later == []
    assert register.given == 1 and not draft.flow.owed


def test_what_is_aborted_on_the_way_is_still_owed(draft, register, notices, ordered, server, later):
    ordered()
    draft.print_out()
    server.jobs[1] = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    later.pop()()
    assert "任务已中止" in notices.texts[1] and draft.flow.owed
    server.becomes = {"job-state": [9]}
    ordered()
    draft.print_out()
    assert register.given == 1 and later == []


def test_a_job_is_looked_at_until_it_is_on_paper_or_time_is_up(draft, notices, ordered, server, later):
    ordered()
    draft.print_out()
    server.jobs[1] = {"job-state": [9]}
    later.pop()()
    assert later == []
    ordered()
    draft.print_out()
    looks = 0
    while later:
        later.pop()()
        looks += 1
    assert looks == print_flow._LOOKS and len(notices.texts) == 2


def test_what_nobody_can_be_sure_of_is_the_same_printing_too(draft, register, notices, ordered, server):
    server.breaks = "silent"
    ordered()
    draft.print_out()
    assert register.given == 1 and "不能确定" in notices.texts[-1]
    server.dead, server.breaks = False, ""
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.texts[-1] == "已送往打印机“KEEP”，共 1 页。"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_server_that_freezes_before_it_has_the_document_gets_no_number(draft, register, notices, ordered, server, at):
    server.freezes = at
    ordered()
    draft.print_out()
    server.thaw()
    assert register.given == 0 and "没有应答，所以没有打印" in notices.texts[-1] and server.on_paper == []


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_in_doubt_is_looked_for_until_the_server_answers(
    draft, register, notices, ordered, server, later, whole
):
    server.becomes = {"job-state": [9], "job-state-reasons": ["none"]}
    server.freezes, server.cut = 4, not whole
    ordered()
    draft.print_out()
    assert register.given == 1 and draft.flow.owed
    assert "不能确定" in notices.texts[-1] and "不会另给编号" in notices.texts[-1]
    later.pop()()
    assert len(notices.texts) == 1  # still silent, and said once
    server.thaw()
    later.pop()()
    assert draft.flow.owed != whole and later == [] and len(notices.texts) == 2
    if whole:
        assert notices.texts[-1] == "打印服务已恢复，打印机“KEEP”收到了这项任务，不必再打印一次。"
        assert server.on_paper == [1]
    else:
        assert "文件没有传完" in notices.texts[-1] and server.on_paper == server.under_way == []
    ordered()
    server.becomes = {"job-state": [9]}
    draft.print_out()
    assert register.given == (2 if whole else 1)


def test_a_server_that_freezes_while_a_job_is_watched_is_told_once(draft, notices, ordered, server, later):
    ordered()
    draft.print_out()
    server.freezes = len(server.asked) + 1
    later.pop()()
    later.pop()()
    assert len(notices.texts) == 2 and "不能确定" in notices.texts[-1] and draft.flow.owed
    server.jobs[1]["job-state"] = [9]
    server.thaw()
    later.pop()()
    assert "收到了这项任务" in notices.texts[-1] and not draft.flow.owed and later == []


def test_a_server_that_freezes_when_the_job_is_confirmed_is_looked_for_too(draft, notices, ordered, server, later):
    server.freezes = 5
    ordered()
    draft.print_out()
    assert "不能确定" in notices.texts[-1] and draft.flow.owed
    server.thaw()
    later.pop()()
    assert "收到了这项任务" in notices.texts[-1] and not draft.flow.owed


def test_what_becomes_of_an_older_job_changes_nothing_for_the_newest(draft, register, notices, ordered, server, later):
    server.freezes, server.cut = 4, True
    ordered()
    draft.print_out()
    server.thaw()
    server.becomes = {"job-state": [9]}
    ordered()
    draft.print_out()
    assert register.given == 1 and not draft.flow.owed
    later.pop(0)()
    assert "文件没有传完" in notices.texts[-1] and not draft.flow.owed


def test_a_job_in_doubt_whose_handing_out_is_not_noted_is_canceled(draft, register, notices, ordered, server):
    usual = register.hand_out

    def full(path, deliver):
        usual(path, deliver)
        register.given -= 1
        server.thaw()
        raise OSError(28, "No space left on device")

    server.becomes = {"job-state": [3], "job-state-reasons": ["none"]}
    server.freezes = 4
    draft._relayable.hand_out = full
    ordered()
    draft.print_out()
    assert register.given == 0 and server.under_way == server.on_paper == []


def test_a_job_whose_handing_out_is_not_noted_is_taken_back(draft, register, notices, ordered, server):
    usual = register.hand_out

    def full(path, deliver):
        usual(path, deliver)
        register.given -= 1
        raise OSError(28, "No space left on device")

    draft._relayable.hand_out = full
    server.becomes = {"job-state": [3], "job-state-reasons": ["none"]}
    ordered()
    draft.print_out()
    assert register.given == 0 and server.under_way == [] and "磁盘空间不足" in notices.texts[-1]
    for state, said in ((9, "打印任务撤不回来"), (5, "可能已印出一部分")):
        server.becomes = {"job-state": [state], "job-state-reasons": ["none"]}
        ordered()
        draft.print_out()
        assert said in notices.texts[-1] and "印出的作废" in notices.texts[-1]


def test_a_draft_is_not_handed_to_other_programs(draft):
    from PySide6.QtWidgets import QToolButton

    offered = {button.defaultAction() for button in draft.findChildren(QToolButton)}
    assert draft.open_action not in offered and not draft.open_action.isEnabled()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_what_a_printer_refused_is_not_handed_out_twice(draft, register, notices, tmp_path, ordered, drawing):
    ordered(tmp_path / "no" / "纸.pdf")
    draft.print_out()
    assert register.given == 1 and "打印机没有接受" in notices.texts[-1]
    ordered(tmp_path / "纸.pdf")
    draft.print_out()
    assert register.given == 1 and "共 1 页" in notices.texts[-1]
    notices.answer(tmp_path / "证书.pdf")
    draft.save()
    assert register.given == 2
