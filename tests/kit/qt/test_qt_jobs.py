import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from cadre_desktop.kit.qt.talk.job_bar import JobBar
from cadre_desktop.kit.qt.talk.jobs import QtJobs


@pytest.fixture
def failures():
    return []


@pytest.fixture
def jobs(qtbot, failures):
    jobs = QtJobs(failures.append)
    yield jobs
    jobs.close()


def idle(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.running)


def test_work_leaves_the_gui_thread_and_the_outcome_returns_to_it(qtbot, jobs):
    here, seen = QThread.currentThread(), []
    jobs.run(
        "读",
        lambda progress: threading.current_thread().name,
        lambda name: seen.append((name, QThread.currentThread())),
    )
    assert seen == []
    idle(qtbot, jobs)
    assert seen[0][0].startswith("reader") and seen[0][1] is here


def test_failures_go_to_the_handler_or_to_everybody(qtbot, jobs, failures):
    own = []

    def work(progress):
        raise ValueError("坏")

    jobs.run("甲", work, own.append, lambda error: own.append(str(error)))
    jobs.run("乙", work, own.append)
    idle(qtbot, jobs)
    assert own == ["坏"]
    assert [str(error) for error in failures] == ["坏"]


def test_latest_query_wins(qtbot, jobs):
    gate, seen = threading.Event(), []
    jobs.run("旧", lambda progress: gate.wait(5), lambda _: seen.append("旧"), keep_latest="查询")
    jobs.run("新", lambda progress: None, lambda _: seen.append("新"), keep_latest="查询")
    jobs.run("别的", lambda progress: None, lambda _: seen.append("别的"), keep_latest="另一查询")
    gate.set()
    idle(qtbot, jobs)
    assert sorted(seen) == ["别的", "新"]


def test_writes_run_one_after_the_other(qtbot, jobs):
    order = []

    def writing(number):
        def work(progress):
            order.append(("begin", number, threading.current_thread().name))
            order.append(("end", number, threading.current_thread().name))

        return work

    for number in range(5):
        jobs.run("写", writing(number), lambda _: None, writes=True)
    idle(qtbot, jobs)
    assert [entry[:2] for entry in order] == [(what, n) for n in range(5) for what in ("begin", "end")]
    assert len({entry[2] for entry in order}) == 1


def test_outcome_for_a_deleted_owner_is_dropped(qtbot, jobs):
    gate, seen, owner = threading.Event(), [], QObject()
    jobs.run("读", lambda progress: gate.wait(5), seen.append, seen.append, owner=owner)
    delete(owner)
    gate.set()
    idle(qtbot, jobs)
    assert seen == []


def test_stop_reaches_the_work_and_is_no_failure(qtbot, jobs, failures):
    started = threading.Event()

    def work(progress):
        started.set()
        while True:
            progress.check()

    job = jobs.run("长", work, failures.append)
    assert started.wait(5)
    jobs.stop()
    idle(qtbot, jobs)
    assert job.over and failures == []


def test_close_drops_outcomes_and_what_waits_to_be_read(qtbot, failures):
    jobs, gate, seen = QtJobs(failures.append, readers=1), threading.Event(), []
    jobs.run("一", lambda progress: gate.wait(5), seen.append)
    jobs.run("二", lambda progress: seen.append("ran"), seen.append)
    jobs.run("三", lambda progress: None, seen.append, writes=True)
    gate.set()
    jobs.close()
    assert seen == [] and not jobs.running


def test_settling_ends_the_threads_and_takes_new_jobs(qtbot, jobs, failures):
    """A thread's connection to the file ends with the thread."""
    seen, gate = [], threading.Event()
    jobs.run("旧", lambda progress: seen.append(threading.current_thread()) or gate.wait(5), failures.append)
    jobs.run("等", lambda progress: progress.stopped, failures.append, writes=True)
    qtbot.waitUntil(lambda: bool(seen))
    gate.set()
    jobs.settle()
    assert not seen[0].is_alive() and not jobs.running
    jobs.run("新", lambda progress: "新", seen.append)
    idle(qtbot, jobs)
    assert seen[1:] == ["新"] and failures == []


def test_bar_shows_progress_and_hides(qtbot, jobs):
    bar, gate = JobBar(jobs), threading.Event()
    qtbot.addWidget(bar)

    def work(progress):
        progress.report(3, 10, "第 3 行")
        gate.wait(5)

    with qtbot.waitSignal(jobs.reported) as reported:
        jobs.run("导入", work, lambda _: None)
    assert (reported.args[0].label, reported.args[0].done, reported.args[0].total) == ("第 3 行", 3, 10)
    qtbot.waitUntil(lambda: not bar.isHidden())
    gate.set()
    qtbot.waitUntil(bar.isHidden)


def test_busy_tells_begin_and_end_once(qtbot, jobs):
    told = []
    jobs.busy.connect(told.append)
    for _ in range(3):
        jobs.run("读", lambda progress: None, lambda _: None)
    idle(qtbot, jobs)
    assert told == [True, False]


@pytest.mark.parametrize("end", ["stop", "close"])
def test_what_waits_to_be_written_is_written(qtbot, failures, end):
    jobs, gate, began, written = QtJobs(failures.append), threading.Event(), threading.Event(), []

    def long(progress):
        began.set()
        gate.wait(5)
        progress.check()

    jobs.run("导入", long, written.append, writes=True)
    jobs.run("保存评分", lambda _progress: written.append("分"), lambda _nothing: None, writes=True)
    assert began.wait(5)
    jobs.stop()
    gate.set()
    if end == "stop":
        idle(qtbot, jobs)
    jobs.close()
    assert written == ["分"]
    assert failures == []
