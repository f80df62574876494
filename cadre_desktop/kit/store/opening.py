"""Opening a court's file: made if new, brought up to date if old, and refused with a way out otherwise."""

import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2

from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors, backup, dialect, name_orders
from cadre_desktop.kit.store.counting_on import go_on
from cadre_desktop.kit.store.database import database, means_full
from cadre_desktop.kit.store.lock import FileHeld, Linked, Lock
from cadre_desktop.kit.store.refusals import CannotOpen as CannotOpen  # by whose reason callers go on
from cadre_desktop.kit.store.refusals import (
    damaged,
    foreign_wal,
    full,
    no_room,
    recognise,
    refuse_long_name,
    refuse_newer,
    trouble,
)
from cadre_desktop.kit.store.schema import Schema, create
from cadre_desktop.kit.store.store import Store, user_name
from cadre_desktop.kit.store.upgrading import upgrade
from cadre_desktop.kit.store.whereabouts import real
from cadre_desktop.kit.troubles import known_trouble

_lock = Lock()


def open_store(
    path: Path,
    schema: Schema,
    actor: str,
    *,
    clock: Clock | None = None,
    create_new: bool = False,
    name: str = "",
    station: int | None = None,
    vet: Callable[[], None] | None = None,
) -> Store:
    """Open `path`, or make it if `create_new` and nothing is there; `name` is the court it belongs to.

    A process has one file open at a time: the one open so far is closed, also when `path` is refused. A new file is
    a station with a random number unless `station` gives one (the demonstration court's is fixed). `vet` may look at
    the file once it is open, before it is brought up to date, and refuse it by what it raises.

    Raises CannotOpen with a sentence that says what is wrong and the way out. A file that is refused is untouched.
    """
    clock = clock or SystemClock()
    close_database()
    path = real(path)
    refuse_long_name(path)
    if not path.exists() and not create_new:
        raise CannotOpen("missing", _("找不到数据文件“{path}”。请检查位置，或新建一个。").format(path=path))
    if path.exists():
        recognise(path, schema)
    try:
        _take_lock(path, actor, clock.now())
        backup.sweep(path)
        if not path.exists():
            _make(path, schema, name, station)
            _lock.take_itself(path)
            anchors.give_up(path, clock.now())  # of a file of that name that was here once
        try:
            _bring_up_to_date(path, schema, actor, clock.now(), vet)
        except CannotOpen as error:
            database.switch(None)
            if error.reason != "in_use" or not _lock.let_go_of_itself():
                raise
            _bring_up_to_date(path, schema, actor, clock.now(), vet)  # on network shares our own lock stood in the way
        _hold_on()
        store = Store(path, schema, actor, clock)
        go_on(store)
        return store
    except BaseException:
        close_database()
        raise


def close_store(store: Store) -> None:
    """Close the file and let others open it. Threads that still read it have to have ended."""
    store.close()
    close_database()


def close_database() -> None:
    """Close the file that is open, if any, and give it free."""
    database.switch(None)
    _lock.release()


def save_as(store: Store, path: Path) -> None:
    """Write everything that the open file holds to `path` and go on with that, also when the open file was taken away.

    It is read from the connection that is still open. Threads that still read the file have to have ended. Raises
    Refused when `path` cannot be used or the content cannot be read whole; then the file open so far stays open.
    """
    path = real(path)
    refuse_long_name(path)
    same = path == store.path
    lock, part = _lock if same else Lock(), remains.part_of(path)
    if not same or not path.exists():
        _take_lock(path, store.actor, store.clock.now(), lock)
    try:
        if not same and _beside(path, "-wal").exists():
            raise foreign_wal(path)
        backup.copy_open(part)
        for ending in ("-wal", "-shm") if same else ():
            _beside(path, ending).unlink(missing_ok=True)  # of the file that was there, whose content is in the part
        part.replace(path)
    except BaseException:
        remains.discard(part)
        if not same:
            lock.release()
        raise
    database.switch(None)
    if not same:
        _lock.take_over(lock)
    _lock.take_itself(path)
    database.switch(path)
    _hold_on()
    store.moved_to(path)


def _hold_on() -> None:
    """From now on the file is known by what the lock has open, and the -wal by what is there now."""
    location = database.location
    if location is not None:
        location.held = _lock.itself
        database.value(dialect.FIRST_LOOK)  # with the first look SQLite makes the -wal
        location.vet()


def _take_lock(path: Path, actor: str, now: datetime, lock: Lock | None = None) -> None:
    try:
        (lock or _lock).take(path, actor, now)
    except FileHeld as held:
        raise CannotOpen("in_use", _held_sentence(path, held)) from held
    except Linked as linked:
        words = _(
            "“{name}”在磁盘上有 {count} 个名字（硬链接），从两个名字打开会互相覆盖，所以没有打开。"
            "请把它复制成一个新文件，打开那个新文件。"
        )
        raise CannotOpen("linked", words.format(name=path.name, count=linked.names)) from linked
    except OSError as error:
        raise trouble(path, error) from error


def _held_sentence(path: Path, held: FileHeld) -> str:
    who = held.who
    if held.renamed:
        words = _("“{name}”正在另一个窗口里打开着，那里用的是它的另一个名字或改名前的名字。请先在那里关闭。")
        return words.format(name=path.name)
    if not who:
        return _("“{name}”已在另一个窗口或电脑上打开，请先在那里关闭。").format(name=path.name)
    words = _("“{name}”已由{actor}在电脑“{host}”上打开（{at}）。请先在那里关闭。")
    if not who["actor"]:  # nobody has written down a name there yet
        words = _("“{name}”已在电脑“{host}”上打开（{at}）。请先在那里关闭。")
    return words.format(name=path.name, actor=who["actor"], host=who["host"], at=who["at"].replace("T", " "))


def _make(path: Path, schema: Schema, name: str, station: int | None) -> None:
    """Write an empty court under another name first: after a power cut there is a whole file or none."""
    if _beside(path, "-wal").exists():
        raise foreign_wal(path)
    part = remains.part_of(path)
    try:
        _remove(part)
        remains.make_private(part)
        database.switch(part)
        with database.atomic(dialect.ALONE):
            create(schema)
            number = station or secrets.randbelow((1 << 31) - 1) + 1
            identity = uuid.UUID(int=station) if station else uuid.uuid4()
            database.run("INSERT INTO station VALUES (?, ?, ?, 1, 0)", number, str(identity), name)
        database.value(
            dialect.COPY_BACK_WHOLE
        )  # closing does the same, but is silent where the disk has no room for it
        database.switch(None)
        part.replace(path)
    except (peewee.DatabaseError, OSError) as error:
        told = trouble(path, error)
        if told.reason == "damaged":  # a file just made is not damaged: this is a bug and has to show as one
            raise
        raise (no_room(path) if means_full(error, path) else told) from error
    finally:
        database.switch(None)
        _remove(part)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        _beside(part, ending).unlink(missing_ok=True)


def _bring_up_to_date(path: Path, schema: Schema, actor: str, now: datetime, vet: Callable[[], None] | None) -> None:
    try:
        _refuse_foreign_wal(path)
        _connect(path)
        version = int(database.value(dialect.VERSION))
        if version < 1 or database.value("SELECT number FROM station WHERE own = 1") is None:
            raise damaged(path)
        refuse_newer(path, version, schema)
        if vet is not None:
            vet()
    except (peewee.DatabaseError, dbapi2.DatabaseError, UnicodeDecodeError, OSError) as error:
        raise trouble(path, error) from error
    if database.frozen:
        if version < schema.version:
            raise full(path)
        return
    if version < schema.version:
        _upgrade(path, schema, version, actor, now)
    if not name_orders.are_current():
        _renew_names(path, schema)


def _connect(path: Path) -> None:
    """Connect for writing; on a disk without a free byte for reading alone, if the file is whole without its -wal."""
    try:
        database.switch(path)
        database.run("UPDATE station SET own = 1 WHERE 0")  # a file that may only be read refuses even this
    except peewee.DatabaseError as error:
        wal = _beside(path, "-wal")
        if not means_full(error, path) or (wal.exists() and wal.stat().st_size):
            raise
        database.switch(None)
        for ending in ("-wal", "-shm"):  # begun, and of no use
            _beside(path, ending).unlink(missing_ok=True)
        words = _("磁盘已满，“{name}”现在只能查看，不能改动；里面的内容都在。请清理磁盘，再重新打开。")
        database.switch(path, words.format(name=path.name))


def _upgrade(path: Path, schema: Schema, version: int, actor: str, now: datetime) -> None:
    """With a backup first. Trouble with the machine is reported; whatever else goes wrong is a bug in the upgrade."""
    try:
        backup.make(path, _(backup.BEFORE_UPGRADE), now)
        upgrade(schema, version, actor or user_name(), now.isoformat(timespec="seconds"))
    except (Refused, peewee.DatabaseError, OSError) as error:
        why = str(error) if isinstance(error, Refused) else known_trouble(error)
        if why is None:
            raise
        sentence = _("“{name}”由旧版本的程序保存，没有升级成功，内容没有改动。{why}")
        raise CannotOpen("unreadable", sentence.format(name=path.name, why=why)) from error


def _renew_names(path: Path, schema: Schema) -> None:
    """Make the keys of names anew, where the program that wrote the file made them by another rule. It may also be
    damage that makes them differ, and so much is not written into a damaged file.
    """
    try:
        if damage():
            raise damaged(path)
        name_orders.renew(schema.records)
    except (peewee.DatabaseError, OSError) as error:
        raise trouble(path, error) from error


def _refuse_foreign_wal(path: Path) -> None:
    """After a crash look at file and -wal together, reading only.

    Somebody may have put an older copy under the name of the file and left the -wal of before beside it; writing
    would mix the two.
    """
    wal = _beside(path, "-wal")
    if not wal.exists() or not wal.stat().st_size:
        return
    connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        if connection.execute(dialect.damage_check()).fetchone()[0] != "ok":
            raise damaged(path)
    finally:
        connection.close()


@contextmanager
def hold(path: Path, actor: str, now: datetime) -> Iterator[None]:
    """Keep others from opening `path` while it is replaced. Raises CannotOpen if somebody has it open."""
    _take_lock(path, actor, now)
    try:
        yield
    finally:
        _lock.release()


def restore(
    path: Path, source: Path, schema: Schema, actor: str, now: datetime, *, without_missing: bool = False
) -> Path | None:
    """Put the backup `source` in the place of the closed file `path`; returns where the present state went.

    Raises Refused when the backup is none, of a newer version or damaged, and BlobsMissing when photos or attachments
    of it are found nowhere and it is not wanted `without_missing`; then `path` is untouched.
    """
    path = real(path)
    refuse_long_name(path)
    if source.exists():
        recognise(source, schema, to_restore=True)
    with hold(path, actor, now):
        counting = [statement for record in schema.records for statement in record.counting]
        kept = backup.restore(path, source, now, without_missing=without_missing, counting=counting)
        anchors.give_up(path, now)
        return kept


def damage(limit: int = 1) -> str | None:
    """A whole-file check (seconds for large files): the first trouble found, or None."""
    try:
        answer = database.value(dialect.damage_check(limit))
    except peewee.DatabaseError as error:
        return str(error)
    return None if answer == "ok" else str(answer)
