"""kill -9 at random moments of what the window and the command line do: nothing told is lost, nothing is half, and what
was left lying about is swept at the next opening."""

import os
import random
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cadre_desktop.kit import remains
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.kit.store.checking_copies import wanting
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA
from tests.contests import contest_book
from tests.soak import commands, doing
from tests.soak.trials import Found, NotHere, Tally
from tests.soak.working import digest

LIMIT = 90.0
WINDOWS, COMMANDS = 1, 3
"""Kills of each in one run."""
_LONGEST = 1.5
"""Seconds after which a command is killed at the latest; some are over by then."""


def trial(lot: random.Random, folder: Path) -> Found:
    """Kill the window at work, and commands, and look at what they leave."""
    if os.name != "posix":
        raise NotHere("kill -9 is of POSIX")
    tally = Tally()
    for number in range(WINDOWS):
        _kill_window(lot, folder / f"window{number}", tally)
    for number in range(COMMANDS):
        _kill_command(lot, folder / f"command{number}", tally)
    return tally.found


def _founded(lot: random.Random, place: Path, actions: int) -> Path:
    """A closed file with some work in it, and a backup."""
    place.mkdir()
    store = doing.found(place / "院.cadre")
    for _action in range(actions):
        doing.act(lot, store)
    backup.make(store.path, "手动", doing.BEGAN)
    close_store(store)
    return store.path


def _kill_window(lot: random.Random, place: Path, tally: Tally) -> None:
    path = _founded(lot, place, 5)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.working", str(path), f"{lot.random()}"],
        cwd=commands.ROOT, env=commands.environment(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    told = [process.stdout.readline().split() for _line in range(lot.randint(1, 40))]
    select.select([process.stdout], [], [], lot.random() * 0.2)  # a little later: until it speaks, or not even that
    process.kill()
    out, err = process.communicate()
    told += [line.split() for line in out.splitlines() if line.count(" ") == 1]
    told = [line for line in told if len(line) == 2 and len(line[1]) == 40]
    tally.count("windows killed")
    if not tally.expect(bool(told) and process.returncode == -9, f"the window ended by itself: {err[-400:]}"):
        return
    _look(path, place / "data", int(told[-1][0]), told[-1][1], tally)


def _look(path: Path, data: Path, steps: int, rows: str, tally: Tally) -> None:
    """What was told last is there, or what came after it; whole in either case."""
    remains.keep_notes(data)
    count, now, wrong = journal_state(path)
    for each in wrong:
        tally.wrong(f"after a kill: {each}")
    if count >= steps:
        tally.expect(count > steps or now == rows, "rows are not those that were told")
    else:  # a restore was under way: then the file is the backup, and what there was is kept
        tally.expect(any(made.reason == "恢复前" for made in backup.backups(path)), "steps that were told are missing")
    _expect_swept(path, tally)
    remains.forget()


def journal_state(path: Path) -> tuple[int, str, list[str]]:
    """Steps, rows, and what is wrong in a file; opening it sweeps."""
    store = open_store(path, SCHEMA, "王祯")
    found = journal.count(), digest(), doing.unsound()
    close_store(store)
    return found


def _expect_swept(path: Path, tally: Tally) -> None:
    lying = [each.name for each in path.parent.rglob("*")]
    rests = [name for name in lying if ".part" in name or name.endswith(("-wal", "-shm"))]
    tally.expect(not rests, f"left lying about: {rests}")
    for made in backup.backups(path):
        try:
            backup.verify(made.path)
        except backup.CannotRead as damaged:
            tally.wrong(f"a backup is not whole: {damaged}")
    for found in wanting(backup.backups(path)):
        tally.wrong(f"{len(found.names)} photos are missing beside {len(found.copies)} backups")


def _kill_command(lot: random.Random, place: Path, tally: Tally) -> None:
    path = _founded(lot, place, 25)
    before = journal_state(path)
    roster = place / "花名册.csv"
    lines = [f"{doing.name(lot)},男,1985.03,包头市中级人民法院,刑事审判第一庭" for _line in range(lot.choice((3, 400)))]
    roster.write_text("\n".join(["姓名,性别,出生年月,单位,部门", *lines, ",男,1990.01,,"]), encoding="utf-8")
    made = backup.backups(path)[0].path
    out = {ending: place / f"出{ending}" for ending in (".xlsx", ".csv", ".pdf", ".cadre")}
    possible: tuple[tuple[object, ...], ...] = (
        ("import", "people", roster, "--refused", out[".xlsx"]), ("import", "people", roster),
        ("export", "people", out[".xlsx"]), ("export", "people", out[".csv"]), ("export", "people", out[".pdf"]),
        ("backup", out[".cadre"]), ("restore", made), ("check",), ("figures", "--year", 2023),
        ("import", "contest", contest_book.write(place / "竞赛.xlsx", contest_book.sheets())), ("contest", "list"),
    )  # fmt: skip
    command = lot.choice(possible)
    process = commands.start(place, *command, "--db", path)
    until = time.monotonic() + lot.random() * _LONGEST
    while process.poll() is None and time.monotonic() < until:
        select.select([], [], [], 0.01)
    process.kill()
    _out, err = process.communicate()
    what = f"{command[0]} killed" if process.returncode == -9 else f"{command[0]} over before"
    tally.count(what)
    tally.expect(b"Traceback" not in err, f"{what}: {err[-300:]!r}")
    remains.keep_notes(place / "data" / "CadreDesktop")
    after = journal_state(path)
    remains.forget()
    tally.expect(not after[2], f"{what}: {after[2]}")
    if command[0] not in {"import", "restore"}:
        tally.expect(after == before, f"{what} has changed the file")
    elif after[0] == before[0]:
        tally.expect(after[1] == before[1], f"{what} has changed rows without a step")
    _expect_swept(path, tally)
    _expect_whole(out, tally, what)
    shutil.rmtree(place)


def _expect_whole(out: dict[str, Path], tally: Tally, what: str) -> None:
    """An output is complete or not there."""
    whole: dict[str, Callable[[Path], object]] = {
        ".xlsx": read_workbook,
        ".csv": lambda path: path.read_text(encoding="utf-8-sig"),
        ".pdf": lambda path: path.read_bytes().rstrip().endswith(b"%%EOF") or 1 / 0,
        ".cadre": backup.verify,
    }
    for ending, path in out.items():
        if path.exists():
            try:
                whole[ending](path)
            except Exception as error:  # noqa: BLE001 - whatever it is, the output is not whole
                tally.wrong(f"{what}: {path.name} is not whole: {error}")
