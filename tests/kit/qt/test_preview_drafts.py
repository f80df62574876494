"""Drafts that hand something out only when they are printed or saved, and what of it counts as printed."""

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.preview import PreviewWindow
from cadre_desktop.kit.qt.pages.relaying import Relayable


def seen_in(preview):
    with Pages(preview._path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


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


def test_each_printing_hands_out_what_is_printed(draft, register, notices, tmp_path, ordered, drawn, monkeypatch):
    ordered(wanted=drawn(tmp_path / "纸.pdf"))
    draft.print_out()
    assert register.given == 1 and "已送往打印机，共 1 页" in notices.texts[-1]
    ordered(wanted=drawn(tmp_path / "纸.pdf"))
    draft.print_out()
    assert register.given == 2
    monkeypatch.setattr(print_flow, "open_print_dialog", lambda *_asked: None)
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


def test_a_tray_that_runs_empty_on_the_way_is_told_once(draft, register, notices, ordered, server, later):
    ordered()
    draft.print_out()
    later.pop()()
    assert notices.texts == ["已送往打印机“KEEP”，共 1 页。"]
    server.printer["printer-state-reasons"] = ["media-empty-error"]
    later.pop()()
    assert "打印机缺纸" in notices.texts[1]
    later.pop()()
    server.jobs[1] = {"job-state": [9]}
    later.pop()()
    assert len(notices.texts) == 2 and later == []
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


def test_a_job_whose_handing_out_is_not_noted_is_taken_back(draft, register, notices, ordered, server):
    usual = register.hand_out

    def full(path, deliver, pages):
        usual(path, deliver, pages)
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
def test_what_a_printer_refused_is_not_handed_out_twice(draft, register, notices, tmp_path, ordered, drawn):
    ordered(wanted=drawn(tmp_path / "no" / "纸.pdf"))
    draft.print_out()
    assert register.given == 1 and "打印机没有接受" in notices.texts[-1]
    ordered(wanted=drawn(tmp_path / "纸.pdf"))
    draft.print_out()
    assert register.given == 1 and "共 1 页" in notices.texts[-1]
    notices.answer(tmp_path / "证书.pdf")
    draft.save()
    assert register.given == 2


class Kept(list):
    """What was handed out as files, and what was settled."""

    settled = ()

    def settle(self, pages, printed, copies=1):
        self.settled = (*self.settled, (list(pages), printed, copies))


@pytest.fixture
def kept(draft, register):
    """Files are handed out in a way of their own, and all pages before only when they are asked for."""
    kept = Kept()

    def hand_out_file(path, deliver, pages):
        register.hand_out(path, deliver, pages)
        register.given -= 1
        kept.append(list(pages))

    draft._relayable.hand_out_file = hand_out_file
    draft.flow.files_settle, draft.flow.settle = False, kept.settle
    return kept


def test_each_file_is_handed_out_as_one_and_settles_nothing(draft, kept, register, notices, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        notices.answer(tmp_path / name)
        draft.save()
    assert (len(kept), register.given, kept.settled) == (2, 0, ())
    assert (tmp_path / "a.pdf").exists() and "已保存为 b.pdf" in notices.texts[-1]


def test_a_file_that_the_print_dialog_writes_is_one_too(draft, kept, register, ordered, tmp_path):
    ordered(tmp_path / "a.pdf")
    draft.print_out()
    assert (kept, register.given, kept.settled) == ([[0]], 0, ())


def test_pages_that_are_owed_are_still_owed_after_a_file(draft, kept, register, notices, tmp_path):
    draft.flow.owed = {0}
    notices.answer(tmp_path / "a.pdf")
    draft.save()
    assert draft.flow.owed == {0} and len(kept) == 1


@pytest.mark.parametrize("goes_on", [False, True])
def test_nothing_is_handed_out_until_what_has_to_be_known_is(draft, register, notices, tmp_path, goes_on):
    asked = []
    draft._relayable.before = lambda over, pages, go_on: asked.append((over, list(pages), go_on))
    notices.answer(tmp_path / "a.pdf")
    draft.save()
    ((over, pages, go_on),) = asked
    assert over is draft and pages == [0] and register.given == 0 and not (tmp_path / "a.pdf").exists()
    if goes_on:
        go_on()
    assert register.given == int(goes_on) and (tmp_path / "a.pdf").exists() == goes_on
