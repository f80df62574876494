"""The open file moved, deleted or replaced: the window says it in one sentence, stays usable, and saves all anew."""

import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.kit.store.whereabouts import Gone
from cadre_desktop.people.records import Court
from cadre_desktop.window import opening
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")


def rename(started: Launcher, name: str) -> None:
    """As a tab does it: what is refused goes to the notices of its desk."""
    try:
        with started.session.store.step("改名"):
            Court.update(short_name=name).execute()
    except Refused as refused:
        started.window.desk.notices.refused(refused)


def names() -> set[str]:
    return {court.short_name for court in Court.select()}


def move(path: Path) -> None:
    path.rename(path.with_name("移走.cadre"))


def replace(path: Path) -> None:
    shutil.copyfile(path, path.with_name("抄"))
    path.with_name("抄").replace(path)


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("改名"))


every_way = pytest.mark.parametrize(
    "take_away", [move, Path.unlink, replace, rename_folder], ids=lambda way: way.__name__
)


@pytest.fixture
def away(started: Launcher, tmp_path: Path) -> Launcher:
    """A window over a file in a folder of its own."""
    path = started.session.store.path
    started.session.close()
    (tmp_path / "夹").mkdir()
    shutil.copyfile(path, tmp_path / "夹" / "院.cadre")
    started.open(tmp_path / "夹" / "院.cadre")
    return started


@every_way
def test_a_refused_step_offers_to_save_everything_and_can_be_done_again(away, notices, tmp_path, take_away):
    rename(away, "先前")
    window, store = away.window, away.session.store
    take_away(store.path)
    notices.answer(True, tmp_path / "新.cadre")
    rename(away, "后来")
    assert [message.kind for message in notices.messages[-3:]] == ["ask", "choose_save", "tell"]
    assert "院.cadre" in notices.texts[-3]
    assert "停止写入" in notices.texts[-3]
    assert names() == {"先前"}
    assert away.window is window, "what was being typed is still there"
    assert away.session.store is store
    rename(away, "后来")
    assert names() == {"后来"}
    assert window.file_label.text() == "新.cadre"
    assert away.session.recent()[0] == tmp_path / "新.cadre"
    away.leave()
    assert [made.reason for made in backup.backups(tmp_path / "新.cadre")] == ["退出"]


@every_way
def test_declined_the_window_goes_on_reading_and_asks_again_with_the_next_step(away, notices, take_away):
    take_away(away.session.store.path)
    for _time in range(2):
        notices.answer(False)
        rename(away, "后来")
        assert notices.messages[-1].kind == "ask"
    assert len(names()) == 11
    notices.answer(False)
    away.leave()


@every_way
def test_it_is_noticed_without_any_step_and_told_once(away, notices, tmp_path, take_away):
    away.watch.look()
    take_away(away.session.store.path)
    notices.answer(False)
    before = len(notices.messages)
    away.watch.look()
    away.watch.look()
    assert [message.kind for message in notices.messages[before:]] == ["ask"]
    notices.answer(True, tmp_path / "新.cadre")
    away.leave()
    assert (tmp_path / "新.cadre").exists()


@every_way
def test_leaving_never_says_that_it_was_saved_when_it_was_not(away, notices, take_away):
    rename(away, "先前")
    take_away(away.session.store.path)
    notices.answer(False)
    away.leave()
    assert "现在关闭它，最近的内容可能找不回来" in notices.texts[-1]
    assert not any("数据本身已保存" in text for text in notices.texts)
    assert away.session.store is None


def test_leaving_asks_until_it_is_saved(away, notices, tmp_path):
    rename(away, "先前")
    away.session.store.path.unlink()
    notices.answer(True, None, True, tmp_path / "没有" / "新.cadre", True, tmp_path / "新.cadre")
    away.leave()
    assert [message.kind for message in notices.messages].count("choose_save") == 3
    away.open(tmp_path / "新.cadre")
    assert names() == {"先前"}


@every_way
@pytest.mark.parametrize("how", ["open", "create", "demo"])
def test_another_file_is_not_opened_over_one_that_is_gone_without_a_word(
    away, notices, tmp_path, take_away, how, monkeypatch, new_court
):
    rename(away, "先前")
    take_away(away.session.store.path)
    notices.answer(True, tmp_path / "新.cadre")
    if how == "open":
        shutil.copyfile(new_court, tmp_path / "另.cadre")
        away.open(tmp_path / "另.cadre")
    elif how == "create":
        away.create("包头市青山区人民法院", "王祯")
    else:
        opening.show_demo(away, new_court)
    assert names() != {"先前"}
    away.open(tmp_path / "新.cadre")
    assert names() == {"先前"}


@every_way
def test_no_backup_is_restored_over_one_that_is_gone(away, notices, tmp_path, take_away):
    rename(away, "先前")
    made = away.session.backup("手动")
    rename(away, "后来")
    kept = shutil.copyfile(made.path, tmp_path / "备.cadre")
    take_away(away.session.store.path)
    with pytest.raises(Gone):
        away.session.restore(kept)
    assert names() == {"后来"}
    notices.answer(True, tmp_path / "新.cadre")
    away.watch.look()
    away.session.restore(kept)
    assert names() == {"先前"}
    assert [made.reason for made in backup.backups(tmp_path / "新.cadre")] == ["恢复前"]


def test_it_can_be_saved_where_it_was(away, notices):
    path = away.session.store.path
    path.unlink()
    notices.answer(True, path)
    rename(away, "后来")
    rename(away, "再后来")
    assert notices.messages[-2].detail == str(path), "offered where nothing lies now"
    assert names() == {"再后来"}
    away.leave()
    away.open(path)
    assert names() == {"再后来"}


def test_a_copy_of_the_demonstration_that_was_swept_away_is_saved_and_kept(launcher, new_court, notices, tmp_path):
    launcher.session.open_demo(new_court)
    launcher.show_main()
    shutil.rmtree(launcher.session.store.path.parent)
    (tmp_path / "我的").mkdir()
    (tmp_path / "我的" / "别的.txt").write_text("文", encoding="utf-8")
    notices.answer(True, tmp_path / "我的" / "新.cadre")
    launcher.watch.look()
    launcher.leave()
    assert {path.name for path in (tmp_path / "我的").iterdir()} >= {"别的.txt", "新.cadre"}


def test_a_file_put_back_needs_nothing(away, notices):
    path = away.session.store.path
    path.rename(path.with_name("移走"))
    notices.answer(False)
    away.watch.look()
    assert away.window.file_label.text() == "院.cadre（已不在原处，停止写入）"
    path.with_name("移走").rename(path)
    away.watch.look()
    assert away.window.file_label.text() == "院.cadre"
    rename(away, "后来")
    assert names() == {"后来"}


def test_with_threads_reading_the_new_file_is_read(qtbot, tmp_path, notices):
    from cadre_desktop.kit.clock import SystemClock

    made = Launcher(tmp_path, SystemClock(), notices=notices)
    made.create("包头市中级人民法院", "王祯")
    qtbot.waitUntil(lambda: isinstance(made.window, MainWindow))
    heard: list[int] = []
    for _number in range(3):
        made.jobs.run("读", lambda _progress: Court.select().count(), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 3)
    made.session.store.path.unlink()
    notices.answer(True, tmp_path / "新.cadre")
    made.watch.look()
    with made.session.store.step("删"):
        Court.delete().where(Court.short_name != "包头中院").execute()
    made.jobs.run("读", lambda _progress: Court.select().count(), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == [11, 11, 11, 1]
    made.leave()


def test_a_clock_set_back_while_the_window_is_open_is_said_once(started, notices):
    started.watch.look()
    started.clock.moment -= timedelta(days=20)
    started.watch.look()
    started.watch.look()
    assert [text for text in notices.texts if "校准时钟" in text] == notices.texts[-1:]


@pytest.mark.parametrize(("days", "said"), [(-1, True), (0, False), (3, False), (300, False), (500, True)])
def test_a_clock_that_cannot_be_right_is_said_when_a_file_is_opened(started, notices, days, said):
    path = started.session.store.path
    started.session.close()
    started.clock.moment += timedelta(days=days)
    started.open(path)
    assert any("校准" in text for text in notices.texts) is said
    assert isinstance(started.window, MainWindow)


def test_gone_is_a_refusal_with_one_sentence(court):
    court.path.unlink()
    with pytest.raises(Gone) as caught:
        court.set_setting("a", "b")
    assert len(caught.value.problems) == 1
    close_store(court)
