"""A clock that jumps by days and years while backups, restores and steps go on: no copy just made is ever missing."""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA
from tests.soak import commands, doing
from tests.soak.trials import Found, Tally

MOVES = 45
_JUMPS = (
    timedelta(seconds=1), timedelta(hours=9), timedelta(days=1), timedelta(days=3), timedelta(days=40),
    timedelta(days=-1), timedelta(days=-29), timedelta(days=-400), timedelta(days=4000), timedelta(days=-4000),
)  # fmt: skip
_FIRST, _LAST = datetime(1990, 1, 1), datetime(2090, 1, 1)


def trial(lot: random.Random, folder: Path) -> Found:
    """Steps, backups and restores under a clock that jumps; every run of the program is a few of them."""
    tally = Tally()
    os.environ.update(commands.environment(folder / "home"))
    clock = FixedClock(doing.BEGAN)
    path = folder / "院.cadre"
    store = doing.found(path, clock)
    for_good: set[Path] = set()
    for _move in range(MOVES):
        moment = clock.moment + lot.choice(_JUMPS)
        clock.moment = moment if _FIRST < moment < _LAST else doing.BEGAN
        what = lot.choices(("do", "backup", "restore", "run"), (4, 6, 1, 2))[0]
        tally.count(what)
        if what == "do":
            doing.act(lot, store)
        elif what == "backup":
            _back_up(lot, store, clock, tally)
        elif what == "restore":
            store = _restore(lot, store, clock, tally, for_good)
        else:  # another run of the program begins
            backup._made.clear()
        for kept in for_good:
            tally.expect(kept.exists(), f"a copy that is the only way back is gone: {kept.name}")
    for wrong in doing.unsound():
        tally.wrong(wrong)
    close_store(store)
    return tally.found


def _back_up(lot: random.Random, store: Store, clock: FixedClock, tally: Tally) -> None:
    before = backup.backups(store.path)
    made = backup.make(store.path, lot.choice(("退出", "手动", "导入前")), clock.now())
    found = backup.backups(store.path)
    tally.expect(bool(found) and found[0] == made, f"the backup just made ({made.path.name}) is not the newest")
    tally.expect(set(before[:1]) <= set(found), "the one before it was thinned away")


def _restore(lot: random.Random, store: Store, clock: FixedClock, tally: Tally, for_good: set[Path]) -> Store:
    found = backup.backups(store.path)
    if not found:
        return store
    source, now, rows = lot.choice(found), clock.now(), doing.rows()
    close_store(store)
    kept = restore(store.path, source.path, SCHEMA, "王祯", now)
    if tally.expect(kept is not None and kept.exists(), "restoring named a copy that is not there") and kept:
        for_good.add(kept)
        tally.expect(source.path.exists(), "the copy that was restored is gone")
        there = open_store(kept, SCHEMA, "王祯", clock=clock)
        tally.expect(doing.rows() == rows, "the copy made before restoring is not what there was")
        close_store(there)
    return open_store(store.path, SCHEMA, "王祯", clock=clock)
