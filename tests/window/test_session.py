"""The file on the desk, without any window: opening, backups when something was written, restoring, the demo copy."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.last_seen import LastSeen
from cadre_desktop.kit.store.opening import CannotOpen
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court
from cadre_desktop.window.file.session import Behind, FileSession, new_file_for


class KeptSettings:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"actor": "王祯"}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


@pytest.fixture
def clock():
    return FixedClock(datetime(2023, 6, 1, 9, 0))


@pytest.fixture
def session(tmp_path, clock):
    made = FileSession(KeptSettings(), clock)
    made.open(tmp_path / "院.cadre", create_new=True, name="包头中院")
    yield made
    made.close()


def write(session: FileSession, name: str) -> None:
    with session.store.step(name):
        Court.add(name=name, level="grassroots")


def courts() -> list[str]:
    return [court.name for court in Court.select().order_by(Court.id)]


def later(session: FileSession, **time: int) -> None:
    session.clock.moment += timedelta(**time)


def test_a_backup_is_needed_when_the_newest_lacks_a_step(session, clock):
    assert not session.needs_backup()
    write(session, "甲")
    assert session.needs_backup()
    session.backup("手动")
    assert not session.needs_backup()
    write(session, "乙")  # within the same second
    assert session.needs_backup()
    later(session, minutes=1)
    session.backup("退出")
    assert not session.needs_backup()
    assert backup.backups(session.store.path)[0].at == clock.now()


def test_also_in_the_next_session_after_one_that_ended_without_a_backup(session):
    write(session, "甲")
    path = session.store.path
    session.close()
    session.open(path)
    assert session.needs_backup()
    session.backup("退出")
    session.close()
    session.open(path)
    assert not session.needs_backup()


def test_undoing_back_to_the_backup_is_still_something_new(session):
    write(session, "甲")
    session.backup("手动")
    session.store.undo()
    assert session.needs_backup()


def test_a_damaged_or_deleted_backup_does_not_count(session):
    write(session, "甲")
    made = session.backup("手动")
    made.path.write_bytes(b"damaged")
    assert session.needs_backup()
    made.path.unlink()
    assert session.needs_backup()


def test_restoring_opens_the_file_again_as_it_was(session):
    write(session, "甲")
    made = session.backup("手动")
    write(session, "乙")
    later(session, minutes=1)
    kept = session.restore(made.path)
    assert courts() == ["甲"]
    later(session, minutes=1)
    session.restore(kept)
    assert courts() == ["甲", "乙"]
    assert session.settings.get("recent") == [str(session.store.path)]


@pytest.mark.parametrize("content", [None, b"", b"not a file of ours", b"SQLite format 3\0"])
def test_a_backup_that_is_none_leaves_the_present_file_open(session, tmp_path, content):
    write(session, "甲")
    source = tmp_path / "坏.cadre"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(Refused):
        session.restore(source)
    assert courts() == ["甲"]
    write(session, "乙")
    assert courts() == ["甲", "乙"]


def test_threads_are_settled_before_the_file_is_closed_or_replaced(session, tmp_path):
    seen = []
    session.settle = lambda: seen.append(database.is_closed())
    made = session.backup("手动")
    session.restore(made.path)
    session.open(tmp_path / "另一个.cadre", create_new=True)
    session.close()
    session.close()
    assert seen == [False, False, False]


def test_recent_files_newest_first_and_only_those_that_exist(session, tmp_path, monkeypatch):
    first = session.store.path
    monkeypatch.chdir(tmp_path)
    session.open(Path("二.cadre"), create_new=True)
    assert session.recent() == [tmp_path / "二.cadre", first]
    session.open(first)
    assert session.recent() == [first, tmp_path / "二.cadre"]
    (tmp_path / "二.cadre").unlink()
    assert session.recent() == [first]
    for number in range(12):
        session.open(tmp_path / f"{number}.cadre", create_new=True)
    assert len(session.recent()) == 8


def test_a_file_that_cannot_be_opened_is_not_remembered(session, tmp_path):
    with pytest.raises(CannotOpen):
        session.open(tmp_path / "没有.cadre")
    assert session.store is None
    assert str(tmp_path / "没有.cadre") not in session.settings.get("recent")


def test_the_demonstration_is_a_copy_that_goes_when_it_is_closed(session, tmp_path):
    write(session, "甲")
    written = session.store.path
    session.close()
    before = written.read_bytes()
    store = session.open_demo(written)
    folder = store.path.parent
    write(session, "乙")
    assert session.demo
    assert not session.needs_backup()
    made = session.backup("手动")
    session.restore(made.path)
    assert session.demo
    assert courts() == ["甲", "乙"]
    assert session.settings.get("recent") == [str(written)]
    session.close()
    assert not folder.exists()
    assert not session.demo
    assert written.read_bytes() == before


def test_whoever_looked_at_the_demonstration_gives_a_name_for_the_own_court(session):
    """The name that the demonstration goes by would answer for every step in a real file."""
    write(session, "甲")
    written = session.store.path
    session.close()
    session.settings.put("actor", "")
    assert session.open_demo(written).actor == "演示员"
    made = session.backup("手动")
    session.restore(made.path)
    assert session.store.actor == "演示员"
    session.close()
    assert session.actor == session.settings.get("actor") == ""
    session.settings.put("actor", "演示员")
    assert session.actor == "", "kept by an earlier version"
    session.settings.put("actor", "王祯")
    assert session.open_demo(written).actor == "王祯"


def test_the_actor_is_one_place(session):
    assert session.store.actor == "王祯"
    session.actor = "李静"
    write(session, "甲")
    assert session.store.last_step().actor == "李静"


def test_nothing_is_backed_up_without_a_file(session):
    session.close()
    assert not session.needs_backup()
    with pytest.raises(RuntimeError):
        session.backup("手动")


def test_new_files_take_free_names(tmp_path):
    assert new_file_for("包头:中院/一", tmp_path).name == "包头中院一.cadre"
    assert new_file_for("???", tmp_path).name == "本院.cadre"
    (tmp_path / "甲.cadre").touch()
    (tmp_path / "甲2.cadre-wal").touch()
    assert new_file_for("甲", tmp_path).name == "甲3.cadre"
    assert backup.folder_of(tmp_path / "甲.cadre").name == "甲-备份"


# Files that lack their last steps.


@pytest.fixture
def watched(tmp_path, clock):
    """A session that keeps how far files have come, with a file of one step."""
    made = FileSession(KeptSettings(), clock, last_seen=LastSeen(tmp_path / "last_seen.json"))
    made.open(tmp_path / "院.cadre", create_new=True, name="包头中院")
    write(made, "甲")
    yield made
    made.close()


def cut_back(session: FileSession) -> Path:
    """Take the last step from the file as if its -wal had been lost; answers the closed file."""
    path = session.store.path
    session.close()
    whole = path.read_bytes()
    session.open(path)
    write(session, "乙")
    session.close()
    path.write_bytes(whole)
    return path


def test_a_file_without_its_last_steps_is_refused_until_it_is_wanted_as_it_is(watched):
    path = cut_back(watched)
    before = path.read_bytes()
    with pytest.raises(Behind, match=r"“院\.cadre”缺少最近的 1 步操作"):
        watched.open(path)
    assert watched.store is None
    assert path.read_bytes() == before
    watched.open(path, as_it_is=True)
    assert courts() == ["甲"]
    watched.close()
    watched.open(path)
    assert courts() == ["甲"]


def test_restoring_an_older_backup_is_no_false_alarm(watched):
    made = watched.backup("手动")
    write(watched, "乙")
    later(watched, minutes=1)
    watched.restore(made.path)
    path = watched.store.path
    assert courts() == ["甲"]
    watched.close()
    watched.open(path)
    assert courts() == ["甲"]


def test_the_demonstration_is_never_behind(watched, tmp_path):
    written = watched.store.path
    watched.close()
    for _time in range(2):
        watched.open_demo(written)
        write(watched, "乙")
        watched.close()
    assert "cadre-demo-" not in (tmp_path / "last_seen.json").read_text(encoding="utf-8")


def test_closing_leaves_nothing_beside_the_file(watched):
    path = watched.store.path
    write(watched, "乙")
    watched.close()
    assert {each.name for each in path.parent.iterdir()} == {path.name, path.name + ".heads", "last_seen.json"}


def test_the_founding_of_a_file_of_an_earlier_version_is_kept_when_it_is_opened(session, tmp_path):
    path = tmp_path / "旧.cadre"
    session.open(path, create_new=True)
    found_courts(session.store, "包头市中级人民法院")
    write(session, "改名")
    database.run("DELETE FROM memo WHERE key = 'undo_after'")
    session.close()
    session.open(path)
    assert session.store.undo().label == "改名"
    assert session.store.undoable() is None


@pytest.mark.parametrize("length", [72, 73, 90, 120, 300])
def test_a_court_with_a_long_name_has_a_file_that_can_be_opened_and_backed_up(session, tmp_path, length):
    court = "长" * (length - 4) + "人民法院"
    path = new_file_for(court, tmp_path)
    store = session.open(path, create_new=True, name=court)
    found_courts(store, court)
    made = session.backup("手动")
    session.restore(made.path)
    assert session.store.setting("own_court") == court
    assert new_file_for(court, tmp_path) != path


@pytest.mark.parametrize("court", ["...", " . ", "\0", "a/b", "CON?", "👤" * 80, "\ud800"])
def test_any_name_of_a_court_makes_a_file_name(tmp_path, court):
    path = new_file_for(court, tmp_path)
    path.touch()
    assert path.parent == tmp_path
