"""First start, opening, the way out when a file cannot be opened, backup on leaving."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.kit.store.store import user_name
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.records import Court
from cadre_desktop.window.file.session import FileSession
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.welcome import Welcome


def page(launcher: Launcher) -> Welcome:
    assert launcher.window is not None
    welcome = launcher.window.centralWidget()
    assert isinstance(welcome, Welcome)
    return welcome


def test_first_start_asks_for_court_and_name(launcher, qtbot):
    launcher.start()
    welcome = page(launcher)
    assert welcome.court.count() == 11
    qtbot.keyClick(welcome.actor, Qt.Key.Key_Return)
    assert "法院" in welcome.problem.text()
    welcome.court.setCurrentText("包头市青山区人民法院")
    qtbot.keyClick(welcome.actor, Qt.Key.Key_Return)
    assert "姓名" in welcome.problem.text()
    assert launcher.session.store is None
    welcome.actor.setText("王祯")
    qtbot.keyClick(welcome.actor, Qt.Key.Key_Return)
    assert isinstance(launcher.window, MainWindow)
    assert own_court(launcher.session.store).short_name == "青山法院"
    assert Court.select().count() == 11
    assert launcher.session.store.last_step().actor == "王祯"


@pytest.mark.parametrize("typed", ["包头市中级人民法院昆都仑", "昆都仑区", "包头中院"])
def test_what_is_no_whole_name_of_a_court_is_said(launcher, qtbot, typed):
    launcher.start()
    welcome = page(launcher)
    welcome.court.setCurrentText(typed)
    welcome.actor.setText("王祯")
    qtbot.keyClick(welcome.actor, Qt.Key.Key_Return)
    assert welcome.problem.text().startswith(f"“{typed}”不像法院全称")
    assert launcher.session.store is None


def test_typing_replaces_a_court_chosen_by_an_arrow_key(launcher, qtbot):
    launcher.start()
    welcome = page(launcher)
    qtbot.keyClick(welcome.court, Qt.Key.Key_Down)
    assert welcome.court.currentText() == "包头市中级人民法院"
    qtbot.keyClicks(welcome.court, "x")
    assert welcome.court.currentText() == "x"


def test_any_other_court_can_be_typed(launcher):
    launcher.start()
    launcher.create("呼和浩特市新城区人民法院", "王祯")
    assert [court.name for court in Court.select()] == ["呼和浩特市新城区人民法院"]
    assert "呼和浩特市新城区人民法院" in launcher.window.windowTitle()


def test_the_last_file_is_opened_again(started, tmp_path, notices, qtbot):
    path = started.session.store.path
    started.session.close()
    again = Launcher(tmp_path, started.clock, started.jobs, notices)
    again.start()
    assert isinstance(again.window, MainWindow)
    assert again.window.waits, "the frame stands before the file is read"
    qtbot.waitUntil(lambda: not again.window.waits)
    assert again.session.store.path == path
    assert again.session.actor == "王祯"
    again.window.close()
    again.session.close()


def test_a_file_somebody_has_open_says_who(started, tmp_path, notices):
    path = started.session.store.path
    code = (
        "import sys; from pathlib import Path; from cadre_desktop.cli.parser import run;"
        f"sys.exit(run(['journal', '--db', {str(path)!r}]))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert other.returncode == 1
    assert "王祯" in other.stderr
    assert "请先在那里关闭" in other.stderr


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "空文件"), (b"\xff\xd8\xff\xe0 picture", "不是本程序"), (b"PK\x03\x04", "不是本程序")]
)
def test_a_file_that_is_none_leads_to_the_first_page(launcher, tmp_path, content, word, qtbot):
    path = tmp_path / "错.cadre"
    path.write_bytes(content)
    launcher.start(path)
    qtbot.waitUntil(lambda: isinstance(launcher.window.centralWidget(), Welcome))
    assert word in page(launcher).problem.text()
    assert path.read_bytes() == content


def test_a_damaged_file_is_offered_its_backup(started, notices):
    path = started.session.store.path
    started.session.backup("手动")
    started.session.close()
    damaged = bytearray(path.read_bytes())
    damaged[100:4096] = b"\xff" * 3996
    path.write_bytes(bytes(damaged))
    notices.answer(True)
    started.open(path)
    assert Court.select().count() == 11
    assert any("损坏" in text for text in notices.texts)
    assert list(path.parent.glob("*-损坏-*"))


def test_leaving_backs_up_what_was_written_once(started):
    store = started.session.store
    path = store.path
    started.leave()
    assert [made.reason for made in backup.backups(path)] == ["退出"]
    started.open(path)
    started.leave()
    assert len(backup.backups(path)) == 1


def test_restore_keeps_the_present_state(started):
    store = started.session.store
    made = started.session.backup("手动")
    with store.step("改名"):
        Court.update(short_name="改过").execute()
    kept = started.session.restore(made.path)
    assert own_court(started.session.store).short_name == "包头中院"
    assert kept is not None
    assert kept.exists()


def test_settings_are_plain_data_on_this_computer(started, tmp_path):
    data = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert data["actor"] == "王祯"
    assert data["recent"] == [str(started.session.store.path)]


def test_a_session_without_a_file_needs_no_backup(started):
    assert not FileSession(started.settings, started.clock).needs_backup()


def test_a_file_opened_before_anybody_gave_a_name_is_worked_in_under_the_systems(launcher, court, notices):
    """Sheets are confirmed by somebody: confirmed by nobody they would not be."""
    path = court.path
    close_store(court)
    launcher.open(path)
    assert launcher.session.store.actor == user_name() != ""
    assert notices.texts == [f"操作记在“{user_name()}”名下；请在“文件”的“设置”里改成您的姓名。"]


def behind(started: Launcher, backed_up: bool) -> Path:
    """A closed file from which the last step is missing; the backup of leaving has it or not."""
    store = started.session.store
    path = store.path
    started.session.close()
    whole = path.read_bytes()
    started.open(path)
    with started.session.store.step("改名"):
        Court.update(short_name="改过").execute()
    if backed_up:
        started.session.backup("退出")
    started.session.close()
    path.write_bytes(whole)
    return path


def test_a_file_without_its_last_steps_is_offered_the_backup_that_has_them(started, notices):
    path = behind(started, True)
    notices.answer(True)
    started.open(path)
    assert "缺少最近的 1 步操作" in notices.texts[-1]
    assert "的备份（退出）里有这些操作" in notices.texts[-1]
    assert {court.short_name for court in Court.select()} == {"改过"}
    assert [made.reason for made in backup.backups(path)] == ["恢复前", "退出"]


@pytest.mark.parametrize("backed_up", [False, True])
def test_it_is_opened_as_it_is_when_the_user_wants_it(started, notices, backed_up):
    path = behind(started, backed_up)
    notices.answer(*[False] * backed_up, True)
    started.open(path)
    assert "要打开这个不完整的文件吗" in notices.texts[-1]
    assert ("没有找到含有这些操作的备份" in notices.texts[-1]) is not backed_up
    assert "改过" not in {court.short_name for court in Court.select()}
    asked = len(notices.texts)
    started.leave()
    started.open(path)
    assert len(notices.texts) == asked


def test_it_stays_closed_when_it_is_not_wanted(started, notices):
    path = behind(started, False)
    before = path.read_bytes()
    notices.answer(False)
    started.open(path)
    assert started.session.store is None
    assert [message.kind for message in notices.messages].count("refused") == 0
    assert "缺少最近的 1 步操作" in page(started).problem.text()
    assert path.read_bytes() == before


def test_the_founding_of_the_courts_is_never_undone(started):
    assert not started.window.undo_action.isEnabled()
    founding = started.session.store.first_step()
    assert "不能撤销" in started.session.store.hindrance(founding, "undo")
    with started.session.store.step("改名"):
        Court.update(short_name="改过").execute()
    started.window.undo()
    started.window.undo()
    assert Court.select().count() == 11


def test_leaving_with_threads_that_have_read_leaves_nothing_beside_the_file(qtbot, tmp_path, notices):
    from cadre_desktop.kit.clock import SystemClock

    made = Launcher(tmp_path, SystemClock(), notices=notices)
    made.create("包头市中级人民法院", "王祯")
    qtbot.waitUntil(lambda: isinstance(made.window, MainWindow))
    path, heard = made.session.store.path, []
    for _number in range(4):
        made.jobs.run("读", lambda _progress: Court.select().count(), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 4 and made.window is not None)
    made.session.close()
    beside = {each.name for each in path.parent.iterdir() if each.name.startswith(path.name)}
    assert beside == {path.name, path.name + ".heads"}
    made.qt_jobs.close()
    made.window.hide()
    made.window.deleteLater()


def test_the_first_page_hears_of_no_job_after_the_demonstration(qtbot, tmp_path, notices, monkeypatch, new_court):
    """Its bar is gone by then."""
    from cadre_desktop.demo import cache
    from cadre_desktop.kit.clock import SystemClock

    def write(path, heard):
        path.parent.mkdir()
        heard(1, 2, "人员")
        shutil.copyfile(new_court, path)

    monkeypatch.setattr(cache, "ensure", write)
    made = Launcher(tmp_path, SystemClock(), notices=notices)
    made.open_demo()
    first = page(made)
    qtbot.waitUntil(lambda: isinstance(made.window, MainWindow))
    qtbot.waitUntil(lambda: not isValid(first))
    heard, was_heard = [], threading.Event()
    made.qt_jobs.reported.connect(heard.append)

    def work(progress):
        progress.report(3, 4)
        was_heard.wait(60)

    made.jobs.run("导入", work, lambda _nothing: None, writes=True)
    qtbot.waitUntil(lambda: (3, 4) in [(report.done, report.total) for report in heard], timeout=30_000)
    was_heard.set()
    made.session.close()
    made.qt_jobs.close()
    made.window.hide()
    made.window.deleteLater()
