"""A clock that jumps costs no copy: backups count in the order in which they are made."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from toys import TOYS, Club

from cadre_desktop.kit.clock import jumped
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.schema import Schema

NOVEMBER = datetime(2023, 11, 1, 17, 0)


@pytest.fixture
def another_run(monkeypatch):
    """Forget what was made in this run, as the next start of the program does."""
    return lambda: monkeypatch.setattr(backup, "_made", set())


@pytest.fixture
def thirty(store, another_run):
    """Thirty days of November, each with its backup made on leaving."""
    for day in range(30):
        backup.make(store.path, "退出", NOVEMBER + timedelta(days=day))
        another_run()
    return store


def reasons(path: Path) -> list[str]:
    return [made.reason for made in backup.backups(path)]


@pytest.mark.parametrize("back", [1, 20, 29, 20_000])
@pytest.mark.parametrize("reason", ["导入前", "恢复前"])
def test_the_copy_just_made_is_kept_whatever_the_clock_says(thirty, another_run, back, reason):
    now = NOVEMBER + timedelta(days=30 - back)
    made = backup.make(thirty.path, reason, now)
    another_run()
    assert backup.backups(thirty.path)[0] == made
    backup.make(thirty.path, "退出", now + timedelta(minutes=1))
    assert made in backup.backups(thirty.path), "kept with the day's others"


def test_a_restore_with_the_clock_set_back_names_a_copy_that_is_there(thirty):
    with thirty.step("一"):
        Club.add(title="甲")
    close_store(thirty)
    source = backup.backups(thirty.path)[-1]
    kept = backup.restore(thirty.path, source.path, NOVEMBER + timedelta(days=2))
    assert kept is not None
    assert kept.exists()
    assert source.path.exists()


def test_copies_made_before_restoring_and_upgrading_stay_until_somebody_removes_them(store, another_run):
    for reason in ("恢复前", "升级前"):
        backup.make(store.path, reason, NOVEMBER)
    another_run()
    for day in range(1, 500):
        backup.make(store.path, "退出", NOVEMBER + timedelta(days=day))
        another_run()
    assert {"恢复前", "升级前"} <= set(reasons(store.path))
    assert len(reasons(store.path)) < 40


def test_what_was_made_in_this_run_stays_in_it(store, another_run):
    days = [NOVEMBER + timedelta(days=day) for day in range(40)]
    for day in days:
        backup.make(store.path, "手动", day)
    assert len(reasons(store.path)) == 40
    another_run()
    backup.make(store.path, "手动", days[-1])
    assert len(reasons(store.path)) < 25


def test_backups_of_versions_that_did_not_count_come_before_those_that_did(store, another_run):
    folder = backup.folder_of(store.path)
    folder.mkdir()
    for day in (1, 2, 3):
        backup.copy(store.path, folder / f"toys-2023120{day}-090000-退出.cadre")
    made = backup.make(store.path, "手动", datetime(2023, 11, 5))
    assert [found.number for found in backup.backups(store.path)] == [4, 0, 0, 0]
    assert backup.backups(store.path)[0] == made
    assert [found.at.day for found in backup.backups(store.path)[1:]] == [3, 2, 1]


def test_two_of_one_second_are_two(store):
    first, second = (backup.make(store.path, "手动", NOVEMBER) for _time in range(2))
    assert first.path != second.path
    assert backup.backups(store.path) == [second, first]


def test_two_damaged_files_set_aside_in_one_second_are_two(store):
    made = backup.make(store.path, "手动", NOVEMBER)
    close_store(store)
    kept = []
    for content in (b"\xff" * 5000, b"\xfe" * 5000):
        store.path.write_bytes(content)
        kept.append(backup.restore(store.path, made.path, NOVEMBER))
    assert [path.read_bytes()[:1] for path in kept] == [b"\xff", b"\xfe"]


def test_an_upgrade_with_the_clock_set_back_keeps_its_copy(tmp_path, another_run):
    path = tmp_path / "院.cadre"
    close_store(open_store(path, TOYS, "王祯", create_new=True))
    for day in range(30):
        backup.make(path, "退出", NOVEMBER + timedelta(days=day))
        another_run()

    class November:
        def now(self) -> datetime:
            return NOVEMBER

        def today(self):
            return NOVEMBER.date()

    close_store(
        open_store(path, Schema(TOYS.version + 1, TOYS.records, {TOYS.version + 1: ()}), "王祯", clock=November())
    )
    assert reasons(path)[0] == "升级前"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (timedelta(0), ""),
        (timedelta(minutes=-9), ""),
        (timedelta(minutes=-11), "还早"),
        (timedelta(days=-400), "还早"),
        (timedelta(days=399), ""),
        (timedelta(days=401), "如果时钟不对"),
    ],
)
def test_what_is_said_of_a_clock(change, said):
    sentence = jumped(NOVEMBER + change, NOVEMBER)
    assert (said in sentence) if said else sentence == ""
