"""How far a job is, where several are under way."""

import threading

import pytest
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.qt.talk.jobs import QtJobs


@pytest.fixture
def jobs(qapp):
    jobs = QtJobs(failed=lambda error: pytest.fail(repr(error)))
    yield jobs
    jobs.close()


def test_what_a_job_said_while_another_was_shown_is_shown_once_that_is_over(qtbot, jobs):
    heard, may_end, may_end_too, said = [], threading.Event(), threading.Event(), threading.Event()
    jobs.reported.connect(lambda report: heard.append((report.done, report.total)))

    def first(_progress):
        may_end.wait(60)

    def second(progress):
        progress.report(3, 4)
        said.set()
        may_end_too.wait(60)

    jobs.run("统计", first, lambda _nothing: None)
    jobs.run("导入", second, lambda _nothing: None, writes=True)
    qtbot.waitUntil(said.is_set)
    QApplication.processEvents()
    assert (3, 4) not in heard
    may_end.set()
    qtbot.waitUntil(lambda: (3, 4) in heard)
    may_end_too.set()
    qtbot.waitUntil(lambda: not jobs.running)
