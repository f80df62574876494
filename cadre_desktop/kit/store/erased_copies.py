"""What is erased by law is erased in copies of the file too: in its backups, wherever the program has put them.

A copy keeps its steps and their hashes: what its journal held of the rows is replaced by the digests that the chain
covers, as in the file itself, and the rows are gone. So it can be restored as before, its chain holds, and what is kept
of its head elsewhere fits. It is written anew under another name first and then put in its place: whoever is killed
meanwhile has the old copy or the new one, and begins again.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, chain, dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.once_there import Fetch
from cadre_desktop.kit.store.reading_copies import CannotRead, opened

Doomed = Mapping[str, set[int]]
"""Keys of rows by table."""

_ATTACHED, _WAITING = "attachment", "unfilled"
"""Tables whose rows belong to a row of any table."""
_OF_THE_SYSTEM = frozenset({"desktop.ini", "Thumbs.db", ".DS_Store", ".directory"})
"""What systems put into folders by themselves."""
_TWO_SIDES = "coalesce({new}, {old})"
_BOTH_SIDES = "coalesce(was, '') || coalesce(now, '')"


@dataclass(frozen=True)
class Erasure:
    """What is to be erased. doomed: finds its rows in a file, those that are gone already too, by its journal; memos:
    memories that may tell of them, by the beginning of their keys; naming: finds other rows that tell of them and would
    stay. What a copy says of these cannot be changed without a step, so such a copy is removed whole."""

    doomed: Callable[[Fetch], Doomed]
    memos: tuple[str, ...] = ()
    naming: Callable[[Fetch], Doomed] = lambda _fetch: {}


class Cleared(NamedTuple):
    """How many copies were looked at, written anew, and removed since they cannot be read or changed; those that could
    not be dealt with, each with the reason; and `strange` files among them, which the program does not know."""

    seen: int = 0
    rewritten: int = 0
    removed: int = 0
    left: tuple[tuple[Path, str], ...] = ()
    strange: tuple[Path, ...] = ()

    def __add__(self, other: object) -> "Cleared":
        assert isinstance(other, Cleared)
        return Cleared(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))  # type: ignore[operator]


def clear_folder(folder: Path, erasure: Erasure, heard: Callable[[int], None] = lambda _count: None) -> Cleared:
    """Erase in every copy in a folder of backups, and in those that somebody has made in it."""
    found = Cleared()
    try:
        files = sorted(backup.files_in(folder)) if folder.is_dir() else []
    except OSError as error:
        return Cleared(left=((folder, str(error)),))
    for number, path in enumerate(path for path in files if path.suffix == backup.ENDING):
        heard(number)
        found += clear_copy(path, erasure, ours=True)
    if kept_by := backup.drop_all_unneeded(folder):
        found += Cleared(left=((kept_by, _("不是本程序的备份，或正在使用，旁边的照片和附件因此没有清理")),))
    ours = (backup.ENDING, remains.ENDING)
    strange = (path for path in files if path.suffix not in ours and path.name not in _OF_THE_SYSTEM and path.is_file())
    return found + Cleared(strange=tuple(strange))


class _NamesInTexts(Refused):
    """A copy has rows that stay and tell of what is to be erased."""


def clear_copy(path: Path, erasure: Erasure, *, ours: bool = False) -> Cleared:
    """Erase in one copy; one of `ours` that is damaged is removed, since nobody can tell what is in it."""
    try:
        rewritten = _rewrite(path, erasure)
    except (CannotRead, _NamesInTexts) as refused:
        if not ours:
            return Cleared(1, left=((path, str(refused)),))
        try:
            for ending in remains.BESIDE:
                _beside(path, ending).unlink(missing_ok=True)
        except OSError as error:
            return Cleared(1, left=((path, str(error)),))
        return Cleared(1, removed=1)
    except (Refused, OSError) as error:
        return Cleared(1, left=((path, str(error)),))
    return Cleared(1, int(rewritten))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _take_in_beside(path: Path) -> None:
    """Bring into a copy what lies beside it, since it was copied while it was open. Raises Refused where it is open
    now."""
    beside = [_beside(path, ending) for ending in remains.BESIDE[1:]]
    if any(each.exists() for each in beside):
        with opened(path) as connection:
            connection.execute(dialect.COPY_BACK_WHOLE).fetchone()
        if any(each.exists() for each in beside):  # who closes it last removes them
            raise Refused(_("有程序正打开着它"))


def _rewrite(path: Path, erasure: Erasure) -> bool:
    _take_in_beside(path)
    with opened(path, "ro") as connection:
        fetch = _fetching(connection)
        if not _has_any(fetch, erasure):
            return False
        if fetch(dialect.TABLE_NAMED, "change") and any(erasure.naming(fetch).values()):
            raise _NamesInTexts(_("里面的说明文字也写着姓名，不能改写"))
    part = remains.part_of(path)
    try:
        remains.make_private(part)
        shutil.copyfile(path, part)
        _erase_in(part, erasure)
        backup.bring_whole_to_disk(part)
        part.replace(path)
    finally:
        remains.discard(part)
    return True


def _fetching(connection: Any) -> Fetch:
    return lambda statement, *given: list(connection.execute(statement, given).fetchall())


def _has_any(fetch: Fetch, erasure: Erasure) -> bool:
    """Whether a file still has anything of what is to be erased."""
    tables = {name for (name,) in fetch(dialect.TABLES)}
    if "memo" in tables and any(fetch(f"SELECT 1 FROM memo WHERE {_begins(key)} LIMIT 1") for key in erasure.memos):
        return True
    if "change" not in tables:
        return False
    return any(
        fetch(f"SELECT 1 FROM change WHERE {_OF} AND digest IS NULL AND now IS NOT NULL LIMIT 1", table, _list(keys))
        or (table in tables and fetch(f'SELECT 1 FROM "{table}" WHERE id IN {dialect.LISTED} LIMIT 1', _list(keys)))
        for table, keys in with_theirs(fetch, erasure.doomed(fetch)).items()
    )


_OF = f"table_name = ? AND row IN {dialect.LISTED}"


def _list(keys: Iterable[int]) -> str:
    return json.dumps(sorted(keys))


def _begins(key: str) -> str:
    return f"substr(key, 1, {len(key)}) = {dialect.literal(key)}"


def with_theirs(fetch: Fetch, doomed: Doomed) -> dict[str, set[int]]:
    """The rows, and whatever was ever attached to them or waited to be filled in."""
    found = {table: set(keys) for table, keys in doomed.items() if keys}
    if not found:
        return {}
    table, key = (
        _TWO_SIDES.format(new=dialect.in_json("now", name), old=dialect.in_json("was", name))
        for name in ("record_table", "record_key")
    )
    lines = fetch(
        f"SELECT table_name, row, {table}, {key} FROM change WHERE table_name IN ('{_ATTACHED}', '{_WAITING}')"
    )
    theirs = {name: set(found.get(name, ())) for name in (_ATTACHED, _WAITING)}
    for name, row, owner, of in lines:
        if of in found.get(owner, ()):
            theirs[name].add(row)
    return {**found, **{name: rows for name, rows in theirs.items() if rows}}


def _erase_in(part: Path, erasure: Erasure) -> None:
    with opened(part) as connection:
        fetch = _fetching(connection)
        connection.execute(dialect.OVERWRITE_DELETED)
        connection.execute(f"BEGIN {dialect.WRITING}")
        doomed = with_theirs(fetch, erasure.doomed(fetch))
        contents = _contents(fetch, doomed.get(_ATTACHED, set()))
        for table, keys in doomed.items():
            _delete(connection, table, f"id IN {dialect.LISTED}", _list(keys))
            held = fetch(f"SELECT {chain.CONTENT}, id FROM change WHERE digest IS NULL AND {_OF}", table, _list(keys))
            connection.executemany(chain.REPLACE, [(chain.digest_of(content), key) for content, key in held])
        unused = [hash_ for hash_ in contents if not fetch(_STILL_NAMED, hash_)]
        _delete(connection, "blob", f"hash IN {dialect.LISTED}", json.dumps(unused))
        for key in erasure.memos:
            connection.execute(f"DELETE FROM memo WHERE {_begins(key)}")
        connection.execute("COMMIT")
        connection.execute(dialect.WRITE_ANEW)
        connection.execute(dialect.COPY_BACK_WHOLE)
    backup.verify(part)


_STILL_NAMED = f"SELECT 1 FROM change WHERE table_name <> 'blob' AND {dialect.within(_BOTH_SIDES)} LIMIT 1"


def _contents(fetch: Fetch, attached: set[int]) -> set[str]:
    """The hashes of the files that were attached."""
    value = _TWO_SIDES.format(new=dialect.in_json("now", "content_hash"), old=dialect.in_json("was", "content_hash"))
    found = fetch(f"SELECT DISTINCT {value} FROM change WHERE {_OF}", _ATTACHED, _list(attached)) if attached else []
    return {hash_ for (hash_,) in found if hash_}


def _delete(connection: Any, table: str, where: str, given: str) -> None:
    """Delete rows without a step: what the copy says of them is erased, so that they agree."""
    triggers = connection.execute(dialect.TRIGGERS_OF, (table,)).fetchall()
    for name, _statement in triggers:
        connection.execute(dialect.drop_trigger(name))
    if connection.execute(dialect.TABLE_NAMED, (table,)).fetchone():
        connection.execute(f'DELETE FROM "{table}" WHERE {where}', (given,))
    for _name, statement in triggers:
        connection.execute(statement)


def brought_back(source: Path) -> list[str]:
    """The steps (by name and day) by which the open file has erased what `source` still has: to restore it would bring
    it back."""
    erased = database.rows(
        "SELECT s.label, substr(s.at, 1, 10), c.table_name, c.row FROM step s JOIN change c ON c.step = s.id"
        " WHERE s.kind = 'erase' AND c.op = 'E' AND c.now IS NULL ORDER BY s.seq"
    )
    found: dict[str, None] = {}
    with suppress(Refused), opened(source, "ro") as connection:
        for label, day, table, row in erased:
            told = f"{label}（{day}）"
            if told not in found and connection.execute(_HELD, (row, table)).fetchone():
                found[told] = None
    return list(found)


_HELD = "SELECT 1 FROM change WHERE row = ? AND table_name = ? AND digest IS NULL AND now IS NOT NULL LIMIT 1"
