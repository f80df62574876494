"""Backups: verified, thinned, found again under any name, and put back without losing anything."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from toys import TOYS, Club

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal, opening
from cadre_desktop.kit.store.backup import Backup, CannotRead
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.kit.store.thinning import superfluous

NOW = datetime(2023, 3, 1, 9, 30)


def add_club(store, title: str) -> None:
    with store.step(title):
        Club.add(title=title)


def titles_in(path: Path) -> list[str]:
    connection = dbapi2.connect(path)
    found = [title for (title,) in connection.execute("SELECT title FROM club ORDER BY id")]
    connection.close()
    return found


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def another_run(monkeypatch):
    """Forget what was made in this run, as the next start of the program does."""
    return lambda: monkeypatch.setattr(backup, "_made", set())


def test_a_backup_of_the_open_file_has_its_last_step(store):
    add_club(store, "刑一庭")
    assert store.path.with_name("toys.cadre-wal").stat().st_size > 0
    made = backup.make(store.path, "手动", NOW)
    assert titles_in(made.path) == ["刑一庭"]
    assert made == Backup(store.path.parent / "toys-备份" / "toys-20230301-093000-第1份-手动.cadre", NOW, "手动", 1)
    assert backup.backups(store.path) == [made]
    assert names_in(made.path.parent) == [made.path.name]
    assert backup.head(made.path) == journal.head() != ""


def test_a_backup_opens_as_a_court_of_its_own(store, tmp_path):
    add_club(store, "刑一庭")
    copy = tmp_path / "别处.cadre"
    backup.copy(store.path, copy)
    close_store(store)
    again = open_store(copy, TOYS, "王祯")
    assert again.station == store.station
    again.undo()
    assert Club.select().count() == 0
    close_store(again)


@pytest.mark.parametrize(
    "name", ["院[一].cadre", "院 *.cadre", "a b?.cadre", "50%#1.cadre", "院-20230301-093000-x.cadre", "院.db"]
)
def test_files_of_any_name_keep_their_backups_apart(tmp_path, name):
    paths = [tmp_path / name, tmp_path / "院.cadre"]
    for path in paths:
        store = open_store(path, TOYS, "王祯", create_new=True)
        add_club(store, path.name)
        backup.make(path, "手动", NOW)
        backup.make(path, "退出", NOW + timedelta(seconds=1))
        close_store(store)
    for path in paths:
        assert [made.reason for made in backup.backups(path)] == ["退出", "手动"]
        assert titles_in(backup.backups(path)[0].path) == [path.name]


def test_strange_files_among_the_backups_are_left_alone(store):
    made = backup.make(store.path, "手动", NOW)
    strangers = ["说明.txt", "toys-20231399-000000-手动.cadre", "别的-20230301-093000-手动.cadre"]
    for name in strangers:
        (made.path.parent / name).write_bytes(b"")
    backup.make(store.path, "手动", NOW + timedelta(days=1))
    assert len(backup.backups(store.path)) == 2
    assert set(strangers) < set(names_in(made.path.parent))


def test_a_reason_never_breaks_the_name(store):
    made = backup.make(store.path, "before/import: a-b", NOW)
    assert backup.backups(store.path) == [made]
    assert made.reason == "before import  a-b"


def test_a_file_is_not_backed_up_to_itself(store):
    add_club(store, "刑一庭")
    with pytest.raises(Refused, match="它自己"):
        backup.copy(store.path, store.path)
    assert titles_in(store.path) == ["刑一庭"]


def test_an_existing_target_is_replaced_only_by_a_good_copy(store, tmp_path, monkeypatch):
    target = tmp_path / "旧.cadre"
    target.write_bytes(b"old")

    def incomplete(path: Path, steps: int = 0) -> None:
        raise CannotRead("不完整")

    with monkeypatch.context() as patched:
        patched.setattr(backup, "verify", incomplete)
        with pytest.raises(CannotRead):
            backup.copy(store.path, target)
    assert target.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))
    backup.copy(store.path, target)
    backup.verify(target)


def test_a_copy_that_lacks_steps_is_refused(store, tmp_path):
    add_club(store, "刑一庭")
    backup.copy(store.path, tmp_path / "一.cadre")
    backup.verify(tmp_path / "一.cadre", 1)
    with pytest.raises(CannotRead, match="不完整"):
        backup.verify(tmp_path / "一.cadre", 2)


class FullDisk:
    """A connection on whose disk nothing more fits."""

    def __init__(self, connection):
        self.connection = connection

    def execute(self, statement, *parameters):
        if statement.startswith("VACUUM"):
            Path(os.fsdecode(parameters[0][0])).write_bytes(b"half")
            raise dbapi2.OperationalError("database or disk is full")
        return self.connection.execute(statement, *parameters)

    def close(self):
        self.connection.close()


def test_a_full_disk_leaves_the_old_backups_and_no_rest(store, monkeypatch):
    first = backup.make(store.path, "手动", NOW)
    really = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", lambda *given, **options: FullDisk(really(*given, **options)))
    with pytest.raises(Refused, match="磁盘空间不足"):
        backup.make(store.path, "退出", NOW + timedelta(days=1))
    assert names_in(first.path.parent) == [first.path.name]


def test_a_disk_that_is_full_at_the_very_end_leaves_no_rest(store, monkeypatch):
    first = backup.make(store.path, "手动", NOW)

    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space"):
            backup.make(store.path, "退出", NOW + timedelta(days=1))
    assert names_in(first.path.parent) == [first.path.name]


def test_an_old_backup_that_cannot_be_deleted_is_no_failure(store, monkeypatch, another_run):
    for day in range(3):
        for hour in (9, 10):
            backup.make(store.path, "手动", NOW.replace(day=1 + day, hour=hour))
    another_run()
    really, tried = Path.unlink, []

    def stuck(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".cadre":
            tried.append(self)
            raise PermissionError(errno.EACCES, "in use")
        really(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    made = backup.make(store.path, "手动", NOW.replace(day=9))
    assert backup.backups(store.path)[0] == made
    assert tried


def kept_after(moments: list[datetime]) -> list[datetime]:
    """The backups left when one is made at each of `moments` and thinned every time."""
    kept: list[Backup] = []
    for moment in moments:
        kept.append(Backup(Path(f"{moment:%Y%m%d%H%M}"), moment, ""))
        gone = superfluous(kept)
        kept = [made for made in kept if made not in gone]
    return sorted(made.at for made in kept)


def test_thinning_over_two_years():
    """Three a day, seven days a week, for two years: what remains each evening follows from the rule."""
    start = datetime(2022, 1, 1)
    moments = [start + timedelta(days=day, hours=hour) for day in range(730) for hour in (9, 12, 17)]
    last = moments[-1]
    days = [last - timedelta(days=back) for back in range(12)]
    weeks = [last - timedelta(days=(last.weekday() + 1) % 7 + 7 * back) for back in range(10)]
    sundays = [last, *weeks] if last.weekday() != 6 else weeks
    months = [last, *(datetime(2023, month, 1, 17) - timedelta(days=1) for month in range(12, 4, -1))]
    yesterday = last - timedelta(days=1)
    recent = [day.replace(hour=hour) for day in (last, yesterday) for hour in (9, 12, 17)]
    assert kept_after(moments) == sorted({*days, *sundays[:10], *months, *recent})


@pytest.mark.parametrize(
    ("moments", "left"),
    [
        ([], []),
        (["0301 09", "0301 10", "0301 11"], ["0301 09", "0301 10", "0301 11"]),
        (["0301 09", "0301 10", "0302 09", "0302 10"], ["0301 09", "0301 10", "0302 09", "0302 10"]),
        (["0301 09", "0301 10", "0302 09", "0303 09"], ["0301 10", "0302 09", "0303 09"]),
        (["0101 09", "0601 09", "1231 09"], ["0101 09", "0601 09", "1231 09"]),
    ],
)
def test_thinning_of_few(moments, left):
    def at(text: str) -> datetime:
        return datetime.strptime(f"2023{text}", "%Y%m%d %H")

    assert kept_after(list(map(at, moments))) == list(map(at, left))


def test_restoring_keeps_the_present_state_as_a_backup(store):
    add_club(store, "刑一庭")
    first = backup.make(store.path, "手动", NOW)
    add_club(store, "民一庭")
    close_store(store)
    kept = backup.restore(store.path, first.path, NOW + timedelta(minutes=5))
    assert kept is not None
    assert titles_in(store.path) == ["刑一庭"]
    assert titles_in(kept) == ["刑一庭", "民一庭"]
    assert [made.reason for made in backup.backups(store.path)] == ["恢复前", "手动"]
    assert not list(store.path.parent.glob("*.part"))


def test_the_backup_that_is_restored_is_not_thinned_away_by_it(store, another_run):
    """The backup of the present state is one more; the oldest, which was chosen, may be one too many."""
    made = []
    for day in range(3):
        for hour in (9, 10):
            add_club(store, f"{day}-{hour}")
            made.append(backup.make(store.path, "手动", NOW.replace(day=1 + day, hour=hour)))
            another_run()
    close_store(store)
    oldest = made[2]
    assert oldest.path.exists()
    backup.restore(store.path, oldest.path, NOW.replace(day=4))
    assert oldest.path.exists()
    assert titles_in(store.path) == ["0-9", "0-10", "1-9"]


def test_restoring_a_state_after_a_crash_keeps_what_was_in_the_wal(store):
    add_club(store, "刑一庭")
    first = backup.make(store.path, "手动", NOW)
    add_club(store, "民一庭")
    wal = store.path.with_name("toys.cadre-wal").read_bytes()
    close_store(store)
    store.path.with_name("toys.cadre-wal").write_bytes(wal)
    kept = backup.restore(store.path, first.path, NOW + timedelta(minutes=5))
    assert kept is not None
    assert titles_in(kept) == ["刑一庭", "民一庭"]
    assert titles_in(store.path) == ["刑一庭"]
    assert not store.path.with_name("toys.cadre-wal").exists()


@pytest.mark.parametrize("damage", [b"\xff" * 4096, b"", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_present_file_is_kept_under_another_name(store, damage):
    add_club(store, "刑一庭")
    first = backup.make(store.path, "手动", NOW)
    close_store(store)
    broken = damage + store.path.read_bytes()[4096:]
    store.path.write_bytes(broken)
    kept = backup.restore(store.path, first.path, NOW)
    assert kept == store.path.parent / "toys-损坏-20230301-093000.cadre"
    assert kept.read_bytes() == broken
    assert titles_in(store.path) == ["刑一庭"]


UNREADABLE = (
    "UPDATE sqlite_schema SET name = CAST(x'ff' AS TEXT), sql = CAST(x'637265617465ff' AS TEXT) WHERE name = 'club'"
)
"""Then SQLite's own message holds a byte that is no text, which the driver cannot even report."""


def garble_schema(path: Path) -> None:
    connection = dbapi2.connect(path)
    connection.execute("PRAGMA writable_schema = 1")
    connection.execute(UNREADABLE)
    connection.commit()
    connection.close()


def test_a_file_whose_damage_cannot_even_be_told_is_damaged_too(store):
    add_club(store, "刑一庭")
    first = backup.make(store.path, "手动", NOW)
    close_store(store)
    garble_schema(store.path)
    with pytest.raises(CannotOpen, match="已损坏") as refused:
        open_store(store.path, TOYS, "王祯")
    assert refused.value.reason == "damaged"
    kept = backup.restore(store.path, first.path, NOW)
    assert "损坏" in kept.name
    assert titles_in(store.path) == ["刑一庭"]


def test_a_format_of_another_time_is_damage(store):
    first = backup.make(store.path, "手动", NOW)
    close_store(store)
    content = bytearray(store.path.read_bytes())
    content[44:48] = bytes((0, 0, 0, 77))  # the schema's format number
    store.path.write_bytes(content)
    kept = backup.restore(store.path, first.path, NOW)
    assert "损坏" in kept.name


def test_a_full_disk_while_restoring_is_not_taken_for_damage(store, monkeypatch):
    first = backup.make(store.path, "手动", NOW)
    add_club(store, "民一庭")
    close_store(store)
    really, vacuums = dbapi2.connect, []

    class FullLater(FullDisk):
        def execute(self, statement, *parameters):
            if statement.startswith("VACUUM"):
                vacuums.append(statement)
                if len(vacuums) == 1:
                    return self.connection.execute(statement, *parameters)
            return super().execute(statement, *parameters)

    with monkeypatch.context() as patched:
        patched.setattr(dbapi2, "connect", lambda *given, **options: FullLater(really(*given, **options)))
        with pytest.raises(Refused, match="磁盘空间不足"):
            backup.restore(store.path, first.path, NOW)
    assert titles_in(store.path) == ["民一庭"]
    assert names_in(store.path.parent) == ["toys-备份", "toys.cadre"]


def test_restoring_where_nothing_is(store, tmp_path):
    add_club(store, "刑一庭")
    first = backup.make(store.path, "手动", NOW)
    target = tmp_path / "新" / "院.cadre"
    target.parent.mkdir()
    assert backup.restore(target, first.path, NOW) is None
    assert titles_in(target) == ["刑一庭"]


@pytest.mark.parametrize("content", [None, b"", b"a text", b"SQLite format 3\0" + bytes(4080)])
def test_what_is_no_backup_is_refused_and_nothing_changes(store, tmp_path, content):
    add_club(store, "刑一庭")
    close_store(store)
    source = tmp_path / "不是.cadre"
    if content is not None:
        source.write_bytes(content)
    before = store.path.read_bytes()
    for restore in (
        lambda: backup.restore(store.path, source, NOW),
        lambda: opening.restore(store.path, source, TOYS, "王祯", NOW),
    ):
        with pytest.raises(Refused, match=r"不是\.cadre"):
            restore()
    assert store.path.read_bytes() == before
    assert not backup.folder_of(store.path).exists()


def test_a_backup_of_a_newer_version_or_another_program_is_refused(store, tmp_path):
    close_store(store)
    newer = tmp_path / "新版.cadre"
    close_store(open_store(newer, Schema(5, TOYS.records), "王祯", create_new=True))
    foreign = tmp_path / "别的.cadre"
    connection = dbapi2.connect(foreign)
    connection.execute("CREATE TABLE step (id INTEGER, hash TEXT)")
    connection.close()
    before = store.path.read_bytes()
    for source, reason in ((newer, "newer"), (foreign, "foreign")):
        with pytest.raises(CannotOpen) as caught:
            opening.restore(store.path, source, TOYS, "王祯", NOW)
        assert caught.value.reason == reason
    assert store.path.read_bytes() == before


def test_a_file_somebody_has_open_is_not_replaced(store):
    import processes

    first = backup.make(store.path, "手动", NOW)
    close_store(store)
    other = processes.start('store = open_store(path, TOYS, "李静")\nsay("open")\nwait()', store.path)
    assert processes.heard(other) == "open"
    with pytest.raises(CannotOpen, match="李静"):
        opening.restore(store.path, first.path, TOYS, "王祯", NOW)
    processes.kill(other)
