"""Where no print server answers, or one that hangs: said soon, and without the window waiting for it."""

import socket

import pytest
from own_cups import asking

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.spool import libcups
from cadre_desktop.kit.spool.printers import find_printers, offers_of_printer
from cadre_desktop.kit.spool.queue import NotPrinted, Sent, check, check_server, look, send, take_back

pytestmark = pytest.mark.skipif(libcups.library() is None, reason="no libcups on this machine")


@pytest.fixture(params=["nobody", "hanging"])
def place(request, tmp_path, monkeypatch):
    """A socket at which nobody is, or one who takes up connections and says nothing."""
    monkeypatch.setattr(libcups, "SECONDS", 0.2)
    path = str(tmp_path / "cups.sock")
    with socket.socket(socket.AF_UNIX) as silent, asking(path):
        if request.param == "hanging":
            silent.bind(path)
            silent.listen(64)
        yield path


@pytest.mark.parametrize(
    "ask",
    [
        check_server,
        lambda: check("KEEP"),
        find_printers,
        lambda: offers_of_printer("KEEP"),
        lambda: send("KEEP", "花名册", {"media": "A4"}, b"%PDF", Progress()),
        lambda: take_back(Sent("KEEP", 1)),
    ],
)
def test_it_is_said_that_nobody_answers(place, ask):
    with pytest.raises(NotPrinted, match="打印服务没有应答"):
        ask()


def test_a_job_that_was_sent_is_in_doubt(place):
    found = look(Sent("KEEP", 1))
    assert found.lost and "不能确定" in found.trouble


def test_the_window_does_not_wait(place, qtbot):
    from PySide6.QtWidgets import QWidget

    from cadre_desktop.kit.qt.pages.print_dialog import PrintDialog
    from cadre_desktop.kit.qt.pages.print_flow import PrintFlow
    from cadre_desktop.kit.qt.talk.jobs import QtJobs

    notices, failures, view = RecordedNotices(), [], QWidget()
    qtbot.addWidget(view)
    jobs = QtJobs(failures.append)
    PrintFlow(view, "花名册", jobs, notices).ask([(210, 297)], 0, failures.append)
    (dialog,) = view.findChildren(PrintDialog)
    assert jobs.running and dialog.isVisible() and dialog.standing.text() == "正在查找打印机…"
    qtbot.waitUntil(lambda: "打印服务没有应答" in dialog.standing.text())
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    jobs.close()
    assert failures == [] and notices.texts == []
