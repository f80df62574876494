"""Three people do things by lot, undo and redo any step, also long past ones, against snapshots kept beside them."""

import random
from pathlib import Path

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA
from tests.soak import doing
from tests.soak.trials import Found, Tally

STEPS = 60
"""Moves in one run."""
_SOUND_EVERY = 15

Rows = dict[str, dict[int, tuple[object, ...]]]


def trial(lot: random.Random, folder: Path) -> Found:
    """Moves of three people by lot; the file is closed and opened again now and then."""
    tally = Tally()
    path = folder / "院.cadre"
    store = doing.found(path)
    around: dict[int, tuple[Rows, Rows]] = {}
    for move in range(STEPS):
        store.actor = lot.choice(doing.ACTORS)
        kind = lot.choices(("do", "undo", "redo", "any", "again"), (10, 3, 2, 4, 0.5))[0]
        if kind == "do":
            _do(lot, store, tally, around)
        elif kind == "again":
            close_store(store)
            store = open_store(path, SCHEMA, store.actor, clock=store.clock)
            tally.count("openings")
        else:
            _replay(lot, store, kind, tally, around)
        if move % _SOUND_EVERY == 0 or move == STEPS - 1:
            for wrong in doing.unsound():
                tally.wrong(f"after move {move}: {wrong}")
    close_store(store)
    return tally.found


def _do(lot: random.Random, store: Store, tally: Tally, around: dict[int, tuple[Rows, Rows]]) -> None:
    before, last = doing.rows(), store.last_step()
    if not doing.act(lot, store):
        tally.count("refused")
        tally.expect(doing.rows() == before, "a refused action has changed rows")
        return
    tally.count("actions")
    new = store.last_step()
    if new is not None and new != last:
        # An action may be several steps; only where it was one is what lies around it known.
        steps = [step for step in journal.steps(5) if last is None or step.id > last.id]
        if len(steps) == 1:
            around[new.id] = before, doing.rows()


def _replay(lot: random.Random, store: Store, kind: str, tally: Tally, around: dict[int, tuple[Rows, Rows]]) -> None:
    way = kind if kind != "any" else lot.choice(("undo", "redo"))
    steps = journal.steps()
    chosen = lot.choice(steps) if kind == "any" and steps else None
    told = store.hindrance(chosen, way) if chosen else None  # type: ignore[arg-type]
    before = doing.rows()
    try:
        done = getattr(store, way)(chosen) if chosen else getattr(store, way)()
    except Refused as refused:
        tally.count(f"{way} refused")
        tally.expect(doing.rows() == before, f"a refused {way} has changed rows")
        twin = "与它重复" in str(refused)  # shows only when it is tried
        tally.expect(told != "" or twin, f"{way} was said to be possible and was refused: {refused}")
        return
    tally.count(way)
    tally.expect(not told, f"{way} was said to be impossible ({told}) and was done")
    if done.id in around:
        _expect_inverse(tally, around[done.id], before, doing.rows(), way)


def _expect_inverse(tally: Tally, pair: tuple[Rows, Rows], before: Rows, now: Rows, way: str) -> None:
    """Rows the step had changed are as it found (or left) them; no other row is touched."""
    found, left = pair
    goal = found if way == "undo" else left
    for table in now:
        for key in found[table].keys() | left[table].keys() | before[table].keys() | now[table].keys():
            changed = found[table].get(key) != left[table].get(key)
            wanted = goal[table].get(key) if changed else before[table].get(key)
            tally.expect(now[table].get(key) == wanted, f"after {way} the row {table} {key} is not as it was")
