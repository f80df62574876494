"""The chain of steps: each step's hash covers its line, its changes, and the hash of the step before it.

Of a change the chain covers a digest of its content and a random salt that is kept beside it. So the content can be
erased later, where law asks for it: the digest takes its place and the salt goes too, so that nobody can find out what
was there by trying, and the chain still holds. Steps written before version 4 are hashed as they were then.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, groupby, islice, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from cadre_desktop.kit.store import dialect, digests_ahead
from cadre_desktop.kit.store.database import database

SALTED = 4
"""The first version of the schema whose steps cover salted digests."""

COLUMNS = "seq, id, station, schema, label, actor, at, kind, target, previous, hash"
"""Of a step, in the order of `Link`."""

_LENGTHS = dialect.json_list(dialect.size_in_bytes("was"), dialect.size_in_bytes("now"))
CONTENT = dialect.as_bytes(f"salt || {_LENGTHS} || coalesce(was, '') || coalesce(now, '')")
"""What the digest of a change is made of. The lengths say where the old values end, and whether there were any."""

_LINE = dialect.json_list("table_name", "row", "op")
_SALTED = f"{dialect.as_bytes(_LINE)}, {CONTENT}, digest"
_OBJECTS = " AND ".join(dialect.ends_are_braces(f"coalesce({side}, '{{}}')") for side in ("was", "now"))
_WHOLE = f"(was IS NULL) = (op = 'I') AND (now IS NULL) = (op = 'D') AND {_OBJECTS}"
_PLAIN = dialect.as_bytes(
    f"{_LINE} || coalesce(was, '') || coalesce(now, '') || CASE WHEN {_WHOLE} THEN '' ELSE '?' END"
)
"""The rule before version 4. It does not say where the old values end, so it must not fit where they end amid an
object."""
_EITHER = (
    f"CASE WHEN salt IS NULL AND digest IS NULL THEN {_PLAIN} ELSE {dialect.as_bytes(_LINE)} END, {CONTENT}, digest"
)
"""For the old rule the first of these, for the new one all."""

_BLOCK = 2000
_NEW_LINE = "\n"
_NONE: tuple[Any, Iterator[Any]] = (None, iter(()))
_text = json.JSONEncoder(ensure_ascii=False).encode

OWN = "change WHERE step = ?"
"""SQL: the changes of a step of this file's own chain."""


class Link(NamedTuple):
    """A step's line. `seq` is its number in its chain, `station` where it was made, `schema` the version of the file
    at that time (of older steps the newest it can have been), `previous` the hash of the step before it."""

    seq: int
    id: int
    station: int
    schema: int
    label: str
    actor: str
    at: str
    kind: str
    target: int | None
    previous: str
    hash: str = ""


def hash_of(link: Link, changes: str = OWN, *given: int) -> str:
    """The hash (hex) that `link` has to have, whose changes lie in `changes`; `given` comes before the step's id.

    The changes are read as bytes: to make text of 70 MB and bytes of that again takes longer than the digest.
    """
    salted = link.schema >= SALTED
    cursor = database.run(f"SELECT {_SALTED if salted else _PLAIN} FROM {changes} ORDER BY id", *given, link.id)
    return _salted(link, _blocks(cursor)) if salted else _plain(link, _blocks(cursor))


def hash_and_tally(link: Link) -> tuple[str, Counter[tuple[str, str]]]:
    """The hash of a step that is about to be written, and how many changes it has by table and operation: both in one
    reading of its changes, of which an import has very many."""
    tally: Counter[tuple[str, str]] = Counter()
    whole = _begun(link)

    def add(first: int, last: int) -> None:
        statement = f"SELECT {_SALTED}, table_name, op FROM {OWN} AND id BETWEEN ? AND ? ORDER BY id"
        for block in _blocks(database.run(statement, link.id, first, last)):
            tally.update(map(_TOLD, block))
            whole.update(_lines(map(_DIGESTED, block)))

    after = 0
    for ahead in digests_ahead.taken():
        add(after, ahead.first - 1)
        tally[ahead.kind] += ahead.last - ahead.first + 1
        whole.update(ahead.lines.result())
        after = ahead.last + 1
    add(after, _LAST_ID)
    return whole.hexdigest(), tally


_DIGESTED, _TOLD = itemgetter(0, 1, 2), itemgetter(3, 4)
_LAST_ID = (1 << 63) - 1


def digest_ahead(parts: int) -> None:
    """Begin to digest the next of so many parts of the changes that were written together in the step under way. They
    are fetched as a few long texts: for a row each, the two threads would have to take turns at every row.
    """

    def fetched(first: int, last: int) -> Callable[[], bytes]:
        blocks = ((start, min(start + _BLOCK - 1, last)) for start in range(first, last + 1, _BLOCK))
        found: list[tuple[str, bytes, str]] = [database.rows(_JOINED, *block)[0] for block in blocks]
        return lambda: b"".join(_digested(*block) for block in found)

    digests_ahead.begin(parts, fetched)


_JOINED = (
    f"SELECT {dialect.lengths_joined('content')}, {dialect.as_bytes(dialect.joined('content', ''))},"
    f" {dialect.joined('line', _NEW_LINE)} FROM (SELECT {CONTENT} AS content, {_LINE} AS line"
    " FROM change WHERE id BETWEEN ? AND ? ORDER BY id)"
)


def _digested(lengths: str, contents: bytes, lines: str) -> bytes:
    """What changes add to the hash of their step; `contents` are one after the other, of these lengths in bytes."""
    whole, sha256 = memoryview(contents), hashlib.sha256
    spans = pairwise(accumulate(map(int, lengths.split(",")), initial=0))
    rows = zip(lines.encode().split(b"\n"), spans, strict=True)
    return b"".join([row + sha256(whole[start:end]).digest() for row, (start, end) in rows])


def _blocks(cursor: Any) -> Iterator[list[Any]]:
    """What a query finds, many rows at once; most steps have few, and are not asked twice."""
    block = cursor.fetchmany(_BLOCK)
    while block:
        yield block
        block = cursor.fetchmany(_BLOCK) if len(block) == _BLOCK else []


def _salted(link: Link, blocks: Iterable[list[tuple[bytes, bytes, bytes | None]]]) -> str:
    whole = _begun(link)
    for block in blocks:
        whole.update(_lines(block))
    return str(whole.hexdigest())


def _begun(link: Link) -> Any:
    return hashlib.sha256(_text(link[:-1]).encode())


def _lines(changes: Iterable[tuple[bytes, bytes, bytes | None]]) -> bytes:
    """What changes add to the hash of their step."""
    sha256 = hashlib.sha256
    return b"".join([row + (sha256(content).digest() if kept is None else kept) for row, content, kept in changes])


def _plain(link: Link, blocks: Iterable[list[tuple[bytes]]]) -> str:
    """As before version 4."""
    line = (link.id, link.label, link.actor, link.at, link.kind, link.target, link.previous)
    whole = hashlib.sha256(_text(line).encode())
    for block in blocks:
        whole.update(b"\n".join(each for (each,) in block))
    return whole.hexdigest()


REPLACE = "UPDATE change SET was = NULL, now = NULL, salt = NULL, digest = ? WHERE id = ?"
"""Erases the content of a change: its digest takes its place."""


def digest_of(content: bytes) -> bytes:
    """What takes the place of the content of a change."""
    return hashlib.sha256(content).digest()


def digests(where: str, *given: Any) -> list[tuple[bytes, int]]:
    """The digest and the key of each change that meets the condition `where` and has its content still."""
    found = database.run(f"SELECT {CONTENT}, id FROM change WHERE digest IS NULL AND ({where})", *given)
    return [(digest_of(content), key) for content, key in found]


def links(table: str = "step", where: str = "1", *given: int) -> Iterator[Link]:
    """The steps of a chain in its order."""
    return (Link(*row) for row in database.run(f"SELECT {COLUMNS} FROM {table} WHERE {where} ORDER BY seq", *given))


def last() -> Link | None:
    """The last step of this file's own chain."""
    rows = database.rows(f"SELECT {COLUMNS} FROM step ORDER BY seq DESC LIMIT 1")
    return Link(*rows[0]) if rows else None


def broken_own(heard: Callable[[int], None] = lambda _count: None) -> Iterator[Link]:
    """As `broken`, for this file's own chain, whose changes are read in one go; `heard` is called with how many have
    been read. The changes of a step lie together, in the order of the steps. A step whose changes somebody has moved is
    looked at by itself.
    """
    found = groupby(_counted(database.run(f"SELECT step, {_EITHER} FROM change ORDER BY id"), heard), itemgetter(0))
    step, lines = next(found, _NONE)
    previous = ""
    for link in links():
        while step not in (None, link.id) and not _follows(step, link):
            yield from _altered(step)
            step, lines = next(found, _NONE)
        if step == link.id:
            fits = _hash_of_lines(link, lines) == link.hash or hash_of(link) == link.hash
            step, lines = next(found, _NONE)
        else:
            fits = hash_of(link) == link.hash
        if not (fits and link.previous == previous and _made_where_it_says(link)):
            yield link
        previous = link.hash
    while step is not None:
        yield from _altered(step)
        step, _lines = next(found, _NONE)


def _follows(step: int, link: Link) -> bool:
    """Whether a step comes after another."""
    return bool(database.value("SELECT 1 FROM step WHERE id = ? AND seq > ?", step, link.seq))


def _altered(step: int) -> Iterator[Link]:
    """The step, if some of its changes lie apart from the others and do not belong there; of no step: `strays`."""
    return (link for link in links("step", "id = ?", step) if hash_of(link) != link.hash)


def _counted(rows: Iterable[Any], heard: Callable[[int], None]) -> Iterator[Any]:
    for count, row in enumerate(rows):
        if count % _BLOCK == 0:
            heard(count)
        yield row


def _hash_of_lines(link: Link, lines: Iterator[tuple[int, bytes, bytes, bytes | None]]) -> str:
    """The hash of a step by either rule; empty where its changes are of the other one."""
    blocks = iter(lambda: list(islice(lines, _BLOCK)), [])
    try:
        if link.schema >= SALTED:
            return _salted(link, ([line[1:] for line in block] for block in blocks))
        return _plain(link, ([line[1:2] for line in block] for block in blocks))
    except TypeError:  # a change without a salt: of no rule
        return ""


def _made_where_it_says(link: Link) -> bool:
    """Older hashes do not cover the station."""
    return link.schema >= SALTED or link.station == link.id >> 32


def broken(chain: Iterable[Link], changes: str = OWN, *given: int, previous: str | None = "") -> Iterator[Link]:
    """The steps whose hash does not fit their content, or that do not follow the one before them.

    A chain begins with the step that has no predecessor; with `previous` None it may begin anywhere, as what another
    station has sent does.
    """
    for link in chain:
        follows = previous is None or link.previous == previous
        if not (follows and _made_where_it_says(link) and hash_of(link, changes, *given) == link.hash):
            yield link
        previous = link.hash
