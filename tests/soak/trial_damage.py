"""A file with bytes changed, pages zeroed or swapped, or its end cut off is opened or refused with a sentence, and its
backup brings everything back."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA
from tests.soak import commands, doing
from tests.soak.trials import Found, Tally

FILES = 12
"""Damaged files in one run."""
_PAGE = 4096


def _flip(lot: random.Random, content: bytearray) -> None:
    for _byte in range(lot.choice((1, 3, 50, 2000))):
        content[lot.randrange(len(content))] = lot.randrange(256)


def _flip_beginning(lot: random.Random, content: bytearray) -> None:
    for _byte in range(lot.choice((1, 2, 8))):
        content[lot.randrange(100)] = lot.randrange(256)


def _zero(lot: random.Random, content: bytearray) -> None:
    place = lot.randrange(len(content) // _PAGE) * _PAGE
    content[place : place + _PAGE] = bytes(_PAGE)


def _swap(lot: random.Random, content: bytearray) -> None:
    one, other = (lot.randrange(len(content) // _PAGE) * _PAGE for _page in range(2))
    kept = content[one : one + _PAGE]
    content[one : one + _PAGE] = content[other : other + _PAGE]
    content[other : other + _PAGE] = kept


def _cut(lot: random.Random, content: bytearray) -> None:
    del content[lot.randrange(len(content)) :]


def _add(lot: random.Random, content: bytearray) -> None:
    content += lot.randbytes(lot.choice((1, 100, _PAGE)))


def _overwrite(lot: random.Random, content: bytearray) -> None:
    place = lot.randrange(len(content))
    content[place : place + 3 * _PAGE] = lot.choice((b"\xff", b"A", b"\0")) * (3 * _PAGE)


WAYS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    _flip,
    _flip_beginning,
    _zero,
    _swap,
    _cut,
    _add,
    _overwrite,
)


def trial(lot: random.Random, folder: Path) -> Found:
    """Damage copies of a file with some work in it, and use them from the command line."""
    tally = Tally()
    os.environ.update(commands.environment(folder / "home"))
    whole = folder / "院.cadre"
    store = doing.found(whole)
    for _action in range(25):
        doing.act(lot, store)
    rows = doing.rows()
    copy = backup.make(whole, "手动", doing.BEGAN).path
    close_store(store)
    for number in range(FILES):
        path = folder / str(number) / "院.cadre"
        path.parent.mkdir()
        content = bytearray(whole.read_bytes())
        way = lot.choice(WAYS)
        way(lot, content)
        path.write_bytes(content)
        tally.count(way.__name__.strip("_"))
        _use(lot, path, way.__name__, tally)
        _restore(path, copy, rows, tally)
        shutil.rmtree(path.parent)
    return tally.found


def _use(lot: random.Random, path: Path, way: str, tally: Tally) -> None:
    out = path.with_name("出.csv")
    possible: tuple[tuple[object, ...], ...] = (
        ("check",), ("journal",), ("export", "people", out), ("figures", "--year", 2023),
        ("backup", path.with_name("备.cadre")),
    )  # fmt: skip
    for command in lot.sample(possible, 3):
        before = path.read_bytes()
        said = commands.run(*command, "--db", path)
        commands.expect_sentence(tally, said, f"{command[0]} after {way}")
        if said.code == 1 and "已损坏" in said.err:
            tally.expect(path.read_bytes() == before, f"{command[0]} after {way} has changed a file it refused")


def _restore(path: Path, copy: Path, rows: dict[str, dict[int, tuple[object, ...]]], tally: Tally) -> None:
    said = commands.run("restore", copy, "--db", path)
    if not tally.expect(said.code == 0, f"not restored: {said.err}"):
        return
    store = open_store(path, SCHEMA, "王祯")
    tally.expect(doing.rows() == rows, "what was restored is not what was backed up")
    for wrong in doing.unsound():
        tally.wrong(f"after restoring: {wrong}")
    close_store(store)
