"""Previews closed while a printer is still at work: what becomes of the job is said all the same."""

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.preview import PreviewWindow
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.qt.pages.relaying import Relayable
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.spool import queue as spool

PRINTED = {"job-state": [9], "job-state-reasons": ["none"]}


@pytest.fixture
def jobs(qapp):
    failures = []
    jobs = QtJobs(failures.append)
    yield jobs
    jobs.close()
    assert failures == []


@pytest.fixture
def opened(qtbot, tmp_path, jobs, notices, register, server, monkeypatch):
    """Opens a preview and has it print, and closes it with Esc; of a draft, or of a paper that is as it is."""
    monkeypatch.setattr(print_flow, "_BETWEEN_MS", 0)
    monkeypatch.setattr(print_flow, "_WAITING_MS", 0)
    for looks in ("_LOOKS", "_WAITING_LOOKS"):
        monkeypatch.setattr(print_flow, looks, 10_000)
    monkeypatch.setattr(print_flow, "watch", lambda sent, _progress: spool.look(sent))
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}

    def run(hands_out):
        path = tmp_path / "花名册.pdf"
        relayable = Relayable(register.draft, hand_out=register.hand_out if hands_out else None)
        relayable.lay_out(path, Progress())
        window = PreviewWindow(None, path, "花名册", jobs, notices, relayable)
        window.show()
        qtbot.waitUntil(window.preview.print_action.isEnabled)
        window.preview.print_on(PrintOrder([0], "KEEP"))
        with qtbot.waitSignal(window.destroyed):
            qtbot.keyClick(window.preview.canvas, Qt.Key.Key_Escape)

    return run


def heard(qtbot, notices, words):
    qtbot.waitUntil(lambda: any(words in text for text in notices.texts))


@pytest.mark.parametrize("hands_out", [True, False])
def test_a_job_that_fails_after_the_preview_was_closed_is_told(qtbot, opened, notices, server, hands_out):
    opened(hands_out)
    heard(qtbot, notices, "已送往打印机“KEEP”")
    server.jobs[1] = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    heard(qtbot, notices, "任务已中止")
    assert ("再打印不会另给编号" in notices.texts[-1]) == hands_out


@pytest.mark.parametrize("hands_out", [True, False])
def test_a_job_that_is_printed_after_the_preview_was_closed_is_followed_to_its_end(
    qtbot, opened, notices, server, jobs, hands_out
):
    opened(hands_out)
    heard(qtbot, notices, "已送往打印机“KEEP”")
    server.jobs[1] = dict(PRINTED)
    qtbot.waitUntil(lambda: not jobs.running)
    assert len(notices.texts) == 1


@pytest.mark.parametrize("hands_out", [True, False])
def test_a_job_that_waits_is_followed_until_it_is_lost(qtbot, opened, notices, server, hands_out):
    server.becomes = {"job-state": [4], "job-state-reasons": ["resources-are-not-ready"]}
    opened(hands_out)
    heard(qtbot, notices, "不必再打印一次")
    server.jobs[1] = {"job-state": [8], "job-state-reasons": ["aborted-by-system"]}
    heard(qtbot, notices, "任务已中止")
    assert len(notices.texts) == 2
    assert ("再打印不会另给编号" in notices.texts[-1]) == hands_out


@pytest.mark.parametrize("hands_out", [True, False])
def test_a_job_that_waits_and_goes_on_is_said_once(qtbot, opened, notices, server, hands_out, jobs):
    server.becomes = {"job-state": [4], "job-state-reasons": ["resources-are-not-ready"]}
    opened(hands_out)
    heard(qtbot, notices, "不必再打印一次")
    server.jobs[1] = dict(PRINTED)
    qtbot.waitUntil(lambda: not jobs.running)
    assert len(notices.texts) == 1


@pytest.mark.parametrize("hands_out", [True, False])
@pytest.mark.parametrize(("at", "cut"), [(4, False), (4, True), (5, False)])
def test_a_server_that_freezes_is_heard_of_when_it_answers_again(
    qtbot, opened, notices, server, hands_out, at, cut, register
):
    server.freezes, server.cut = at, cut
    opened(hands_out)
    heard(qtbot, notices, "不能确定打印机“KEEP”印不印这项任务")
    assert register.given == hands_out
    server.becomes = dict(PRINTED)
    if server.jobs[1]["job-state"] == [5]:
        server.jobs[1].update(PRINTED)
    server.thaw()
    heard(qtbot, notices, "文件没有传完" if cut else "打印服务已恢复，打印机“KEEP”收到了这项任务")
    assert len(notices.texts) == 2
