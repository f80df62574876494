"""Work that a screen waits for: carried out in a job, stopped, refused or troubled; files written where one says."""

import errno
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from cadre_desktop.kit.jobs import InlineJobs, Stopped
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.working_dialog import WorkingDialog

UNKNOWN = "写不进去，请换一个位置。"


@pytest.fixture
def heard():
    return []


@pytest.fixture
def work(toy_desk, heard):
    """Runs work and hears of all that came of it."""

    def run(work, **more):
        return work_on(
            toy_desk,
            "正在做",
            work,
            lambda result: heard.append(("done", result)),
            QObject(),
            busy=lambda busy: heard.append(("busy", busy)),
            given_up=lambda: heard.append("given up"),
            **more,
        )

    return run


@pytest.fixture
def real_jobs(qtbot, toy_desk):
    toy_desk.jobs = QtJobs(lambda error: None)
    yield toy_desk.jobs
    toy_desk.jobs.close()


def raising(error):
    def work(_progress):
        raise error

    return work


def test_a_result_comes_once_nothing_is_busy_any_more(work, heard):
    work(lambda progress: 7)
    assert heard == [("busy", True), ("busy", False), ("done", 7)]


@pytest.mark.parametrize("error", [Refused("请改正。"), Unclear("请改正。")])
def test_what_is_refused_is_said_and_given_up(work, heard, toy_desk, error):
    work(raising(error))
    assert (heard, toy_desk.notices.texts) == ([("busy", True), ("busy", False), "given up"], ["请改正。"])


def test_what_is_refused_goes_to_whoever_shows_it(work, heard, toy_desk):
    work(raising(Refused("请改正。")), refused=lambda refused: heard.append(str(refused)))
    assert (heard[2:], toy_desk.notices.texts) == (["请改正。", "given up"], [])


def test_work_that_was_stopped_has_no_words(work, heard, toy_desk):
    work(raising(Stopped()))
    assert (heard, toy_desk.notices.texts) == ([("busy", True), ("busy", False), "given up"], [])


def test_trouble_with_a_file_is_a_sentence_known_or_not(work, toy_desk):
    work(raising(OSError(errno.ENOSPC, "full")), trouble=UNKNOWN)
    work(raising(OSError("odd")), trouble=UNKNOWN)
    known, unknown = toy_desk.notices.messages
    assert known.text.startswith("磁盘空间不足") and "full" in known.detail
    assert (unknown.text, unknown.detail) == (UNKNOWN, "odd")


@pytest.mark.parametrize(("error", "more"), [(OSError("odd"), {}), (ValueError("bug"), {"trouble": UNKNOWN})])
def test_what_nobody_knows_is_raised_on(work, heard, error, more):
    with pytest.raises(type(error)):
        work(raising(error), **more)
    assert heard == [("busy", True), ("busy", False), "given up"]


def test_an_action_is_work_that_tells_nothing(toy_desk, heard):
    carry_out(toy_desk, "正在做", lambda: 7, heard.append, QObject())
    assert heard == [7]


def test_a_job_stopped_before_it_began_is_told_too(qtbot, real_jobs, heard):
    go_on = threading.Event()
    for _reader in range(2):
        real_jobs.run("占着", lambda progress: go_on.wait(20), lambda result: None)
    job = real_jobs.run("等着", lambda progress: 7, heard.append, stopped=lambda: heard.append("stopped"))
    job.stop()
    go_on.set()
    qtbot.waitUntil(lambda: not real_jobs.running)
    assert heard == ["stopped"]


def test_inline_jobs_tell_of_a_stop(heard):
    InlineJobs().run("做", raising(Stopped()), heard.append, stopped=lambda: heard.append("stopped"))
    assert heard == ["stopped"]


def test_a_dialog_waits_and_is_closed_once_its_job_has_stopped(qtbot, toy_desk, real_jobs, heard):
    dialog = WorkingDialog(toy_desk)
    qtbot.addWidget(dialog)
    begun = threading.Event()

    def work(progress):
        begun.set()
        while True:
            progress.check()

    dialog.run("正在读取", work, heard.append, given_up=lambda: heard.append("given up"))
    begun.wait(20)
    assert dialog.at_work
    assert not any(widget.isHidden() for widget in dialog.waiting)
    dialog.reject()
    assert dialog._busy.text() == "正在停止……"
    qtbot.waitUntil(lambda: not dialog.at_work)
    assert heard == ["given up"]
    assert all(widget.isHidden() for widget in dialog.waiting)
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_file_is_written_where_one_says(toy_desk, tmp_path):
    path = tmp_path / "名册{}.xlsx"
    toy_desk.notices.answers.append(path)
    save_as(
        toy_desk, QObject(), "导出", "名/册", lambda path, _p: path.write_bytes(b"x") + 1233, "{count} 条到“{path}”。"
    )
    assert toy_desk.notices.texts == ["导出", "1,234 条到“名册{}.xlsx”。"]
    assert toy_desk.notices.messages[0].detail == "名·册.xlsx"
    assert path.read_bytes() == b"x"


def test_without_a_place_nothing_is_written(toy_desk, heard):
    toy_desk.notices.answers.append(None)
    save_as(toy_desk, QObject(), "导出", "名册", lambda path, _p: heard.append(path), "好")
    assert (heard, toy_desk.notices.texts) == ([], ["导出"])


def test_a_place_that_does_not_do_is_a_sentence(toy_desk, tmp_path):
    toy_desk.notices.answers.append(tmp_path / "没有" / "册.xlsx")
    save_as(toy_desk, QObject(), "导出", "名册", lambda path, _p: path.write_bytes(b"x"), "好")
    assert toy_desk.notices.texts[-1].startswith("找不到这个文件")


def test_a_workbook_that_cannot_be_taken_in_closes_its_dialog_and_says_why(qtbot, toy_desk):
    dialog = TakeInDialog(toy_desk, "导入", raising(Refused("读不下。")), lambda progress: ("好", None))
    qtbot.addWidget(dialog)
    assert (dialog.isVisible(), toy_desk.notices.texts) == (False, ["读不下。"])
    assert dialog.report is None


def test_what_is_to_be_put_right_is_exported_as_a_list(qtbot, toy_desk, tmp_path):
    from cadre_desktop.kit.documents.workbook import read_workbook

    report = IntakeReport("两处。", [Problem("甲", row=3, column="姓名"), Problem("乙")], "导入 1 行")
    dialog = TakeInDialog(toy_desk, "导入", lambda progress: report, lambda progress: ("好", None))
    qtbot.addWidget(dialog)
    toy_desk.notices.answers.append(tmp_path / "清单.xlsx")
    dialog.export.click()
    assert toy_desk.notices.texts[-1] == "已把 2 处写到“清单.xlsx”。"
    assert len(read_workbook(tmp_path / "清单.xlsx").sheets[0].rows) == 3
