"""A data folder whose name is not Unicode, as a file system of another encoding gives: the window works in it."""

import os
import sys
from datetime import datetime
from pathlib import Path

import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.intake.exchange import export_table
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.rosters import kind_roster
from cadre_desktop.kit.store import backup
from cadre_desktop.people.records import Court
from cadre_desktop.schema import kinds
from cadre_desktop.window import commands
from cadre_desktop.window.file.restoring import RestoreDialog
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.preferences import PreferencesDialog

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such names")


@pytest.fixture
def odd(qtbot, tmp_path, notices) -> Launcher:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xfc\xcd\xb7"))
    folder.mkdir()
    made = Launcher(folder, FixedClock(datetime(2023, 6, 1, 9, 0)), InlineJobs(), notices)
    made.start()
    made.create("包头市中级人民法院", "王祯")
    yield made
    made.window.hide()
    made.window.deleteLater()
    made.session.close()


def test_the_window_works_and_is_opened_again(odd, notices, qtbot):
    path = odd.session.store.path
    with odd.session.store.step("改名"):
        Court.update(short_name="改过").execute()
    commands.carry_out(odd, "backup")
    PreferencesDialog(odd, odd.window)
    assert RestoreDialog(path, odd.window).list.count() == 1
    kind = kinds()["courts"]
    for ending in (".xlsx", ".csv"):
        export_table(Listing(kind), odd.folder / f"出{ending}")
        assert (odd.folder / f"出{ending}").stat().st_size
    kind_roster(Listing(kind), "法院名录", odd.folder / "出.pdf", odd.clock)
    odd.leave()
    again = Launcher(odd.folder, odd.clock, InlineJobs(), notices)
    assert again.session.recent() == [path]
    again.open(path)
    assert isinstance(again.window, MainWindow)
    assert [made.reason for made in backup.backups(path)] == ["手动"]
    page = again.show_welcome()
    assert page.card is not None
    again.window.hide()
    again.window.deleteLater()
    again.session.close()


def test_what_is_said_of_it_can_be_said(odd, notices):
    path = odd.session.store.path
    path.unlink()
    notices.answer(False)
    odd.watch.look()
    assert "已不在" in notices.texts[-1]
    from cadre_desktop.kit.qt.talk.notices import QtNotices
    from cadre_desktop.kit.qt.talk.toast import Toast

    Toast(odd.window).say(notices.texts[-1])
    assert QtNotices(odd.window)._box("info", notices.texts[-1], []) is not None
    notices.answer(False)
    odd.leave()
