import sys
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.crash_report import LOG_NAME
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.talk.crash import CrashReporter, install


@pytest.fixture
def notices():
    return RecordedNotices()


@pytest.fixture
def reporter(qtbot, tmp_path, notices):
    reporter = CrashReporter(tmp_path, lambda: notices, FixedClock(datetime(2024, 3, 1, 9, 30)))
    yield reporter
    reporter.uninstall()


def crash():
    try:
        raise RuntimeError("坏")
    except RuntimeError as error:
        return error


def test_unknown_fault_is_told_once_with_its_report_and_logged_always(reporter, notices, tmp_path):
    reporter.report(crash())
    reporter.report(crash())
    assert [message.kind for message in notices.messages] == ["warn"]
    assert "没有料到" in notices.texts[0] and "RuntimeError: 坏" in notices.messages[0].detail
    assert (tmp_path / LOG_NAME).read_text(encoding="utf-8").count("RuntimeError: 坏") == 2


def test_known_trouble_gets_its_sentence_every_time(reporter, notices):
    reporter.report(OSError(28, "No space left on device"))
    reporter.report(OSError(28, "No space left on device"))
    assert len(notices.texts) == 2 and "磁盘空间不足" in notices.texts[1]
    assert notices.messages[0].detail == ""


def test_what_the_user_has_to_change_is_no_crash(reporter, notices, tmp_path):
    reporter.report(Refused("名称不能为空。"))
    reporter.report(Unclear("不是日期。"))
    assert notices.texts == ["名称不能为空。", "不是日期。"]


def test_hooks_are_taken_and_given_back(reporter, notices):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    reporter.install()
    error = crash()
    sys.excepthook(type(error), error, error.__traceback__)
    reporter.uninstall()
    assert len(notices.texts) == 1
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_fault_on_another_thread_is_told_on_this_one(qtbot, reporter, notices):
    thread = threading.Thread(target=lambda: reporter.report(crash()))
    thread.start()
    thread.join()
    assert notices.texts == []
    qtbot.waitUntil(lambda: len(notices.texts) == 1)


def test_a_fault_while_telling_opens_no_second_box(reporter, notices, tmp_path, monkeypatch):
    told = []

    def warn(text, detail=""):
        told.append(text)
        reporter.report(KeyError("again"))

    monkeypatch.setattr(notices, "warn", warn)
    reporter.report(crash())
    assert len(told) == 1
    assert "KeyError" in (tmp_path / LOG_NAME).read_text(encoding="utf-8")


def test_installed_reporter_opens_a_box_with_the_report(qtbot, tmp_path):
    texts = []

    def read():
        box = QApplication.activeModalWidget()
        texts.append(box.findChild(QPlainTextEdit).toPlainText())
        box.reject()

    reporter = install(tmp_path, lambda: None)
    try:
        QTimer.singleShot(0, read)
        error = crash()
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        reporter.uninstall()
        reporter.deleteLater()
    assert "RuntimeError: 坏" in texts[0]


def test_a_thread_that_dies_is_told_and_what_nobody_could_catch_is_logged(qtbot, reporter, notices, tmp_path):
    class Stubborn:
        def __del__(self):
            raise LookupError("while taken down")

    def work():
        raise RuntimeError("on a thread")

    reporter.install()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(notices.texts) == 1)
    del_me = Stubborn()
    del del_me
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "on a thread" in log and "while taken down" in log and len(notices.texts) == 1


def test_ctrl_c_is_no_crash(reporter, notices, capsys):
    reporter.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert notices.texts == [] and "KeyboardInterrupt" in capsys.readouterr().err
