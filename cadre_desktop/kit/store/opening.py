"""Opening a court's file: made if new, brought up to date if old, and refused with a way out otherwise."""

import json
import os
import secrets
import socket
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import peewee

from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.database import PRAGMAS, database
from cadre_desktop.kit.store.schema import APPLICATION_ID, Schema, create, upgrade
from cadre_desktop.kit.store.store import Store

_HEADER = b"SQLite format 3\0"


class CannotOpen(Refused):
    """The file cannot be used; `reason` is one of foreign, newer, damaged, in_use, unreadable, missing."""

    def __init__(self, reason: str, message: str):
        super().__init__(message)
        self.reason = reason


def open_store(
    path: Path,
    schema: Schema,
    actor: str,
    *,
    clock: Clock | None = None,
    create_new: bool = False,
    name: str = "",
    station: int | None = None,
) -> Store:
    """Open `path`, or make it if `create_new` and nothing is there; `name` is the court it belongs to.

    A new file is a station with a random number unless `station` gives one (the demonstration court's is fixed).

    Raises CannotOpen with a sentence that says what is wrong and the way out. A file that is refused is untouched.
    """
    clock = clock or SystemClock()
    is_new = not path.exists()
    if is_new and not create_new:
        raise CannotOpen("missing", _("找不到数据文件“{path}”。请检查位置，或新建一个。").format(path=path))
    if not is_new:
        _recognise(path)
    try:
        _lock.take(path, actor, clock.now())
        _connect(path)
        if is_new:
            _make(path, schema, name, station)
        else:
            _bring_up_to_date(path, schema, clock.now())
        return Store(path, schema, actor, clock)
    except BaseException:
        close_database()
        if is_new:
            path.unlink(missing_ok=True)
        raise


def close_store(store: Store) -> None:
    """Close the file and let others open it."""
    store.close()
    close_database()


def close_database() -> None:
    """Close this thread's connection and give the file free."""
    if not database.is_closed():
        database.close()
    _lock.release()


def _recognise(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise CannotOpen(
            "unreadable",
            _("不能读取“{path}”（{why}）。请检查权限，或把文件复制到本机再打开。").format(
                path=path, why=error.strerror
            ),
        ) from error
    if not header:
        raise CannotOpen("foreign", _("“{name}”是空文件，不是本程序的数据文件。").format(name=path.name))
    if not header.startswith(_HEADER):
        raise CannotOpen(
            "foreign", _("“{name}”不是本程序的数据文件，或文件开头已损坏。可从备份恢复。").format(name=path.name)
        )
    if len(header) == 100 and int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise CannotOpen("foreign", _("“{name}”是别的程序的数据库，没有改动它。").format(name=path.name))


def _connect(path: Path) -> None:
    if not database.is_closed():
        database.close()
    database.init(str(path), pragmas=PRAGMAS)
    try:
        database.connect()
    except peewee.DatabaseError as error:
        raise _trouble(path, error) from error


def _trouble(path: Path, error: Exception) -> CannotOpen:
    text = str(error).lower()
    if "readonly" in text or "unable to open" in text:
        return CannotOpen(
            "unreadable", _("“{path}”所在的文件夹不能写入。请换一个位置，或请管理员给予写入权限。").format(path=path)
        )
    if "locked" in text or "busy" in text:
        return CannotOpen("in_use", _("“{name}”正被另一个程序占用，请关闭后再打开。").format(name=path.name))
    return CannotOpen(
        "damaged", _("“{name}”已损坏，不能正常读取。请从最近的备份恢复，损坏的文件会保留。").format(name=path.name)
    )


def _make(path: Path, schema: Schema, name: str, station: int | None) -> None:
    try:
        with database.atomic("EXCLUSIVE"):
            create(schema)
            number = station or secrets.randbelow((1 << 31) - 1) + 1
            identity = uuid.UUID(int=station) if station else uuid.uuid4()
            database.run("INSERT INTO station VALUES (?, ?, ?, 1, 0)", number, str(identity), name)
    except peewee.DatabaseError as error:
        trouble = _trouble(path, error)
        if trouble.reason == "damaged":  # a file just made is not damaged: this is a bug and has to show as one
            raise
        raise trouble from error
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the file's header tells that it is ours


def _bring_up_to_date(path: Path, schema: Schema, now: datetime) -> None:
    try:
        version = int(database.value("PRAGMA user_version"))
        database.value("SELECT count(*) FROM sqlite_master")
        database.value("SELECT number FROM station WHERE own = 1")
    except peewee.DatabaseError as error:
        raise _trouble(path, error) from error
    if version > schema.version:
        raise CannotOpen(
            "newer",
            _("“{name}”由更新版本的程序保存，本版本不能打开，没有改动它。请安装新版本。").format(name=path.name),
        )
    if version < schema.version:
        backup.make(path, "升级前", now)
        upgrade(schema, version)


@contextmanager
def hold(path: Path, actor: str, now: datetime) -> Iterator[None]:
    """Keep others from opening `path` while it is replaced. Raises CannotOpen if somebody has it open."""
    _lock.take(path, actor, now)
    try:
        yield
    finally:
        _lock.release()


def damage(limit: int = 1) -> str | None:
    """A whole-file check (seconds for large files): the first trouble found, or None."""
    try:
        answer = database.value(f"PRAGMA quick_check({limit})")
    except peewee.DatabaseError as error:
        return str(error)
    return None if answer == "ok" else str(answer)


class _Lock:
    """An operating-system lock on a small file beside the database that says who has it open."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None

    def take(self, path: Path, actor: str, now: datetime) -> None:
        self.release()
        try:
            file = path.with_name(path.name + ".lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise _trouble(path, RuntimeError("readonly")) from error
        if not _try_lock(file):
            raise CannotOpen("in_use", _held_sentence(path, file))
        self._file = file
        file.truncate(0)
        who = {
            "actor": actor,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "at": now.isoformat(timespec="minutes"),
        }
        file.write(json.dumps(who, ensure_ascii=False))
        file.flush()

    def release(self) -> None:
        if self._file:
            name = self._file.name
            self._file.close()
            self._file = None
            Path(name).unlink(missing_ok=True)


def _held_sentence(path: Path, file: IO[str]) -> str:
    try:
        file.seek(0)
        who = json.loads(file.read())
        return _("“{name}”已由{actor}在电脑“{host}”上打开（{at}）。请先在那里关闭。").format(
            name=path.name, actor=who["actor"], host=who["host"], at=who["at"].replace("T", " ")
        )
    except (ValueError, KeyError, OSError):
        return _("“{name}”已在另一个窗口或电脑上打开，请先在那里关闭。").format(name=path.name)
    finally:
        file.close()


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # a byte beyond the text: Windows would not let others read a locked one

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


_lock = _Lock()
