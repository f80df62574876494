"""What the tests before writing cost a step: that the file is still in its place, and its triggers the program's.

Run by hand: ``python tests/benchmarks/bench_step.py``; with ``--smoke`` a small size without limits. The bare run does
the same steps of one changed row without these tests; short runs of both follow each other in turn, and each is
judged by its quickest, since what else the machine does only ever adds. Exit code 1 if the ratio is over its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store.database import CourtDatabase
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA

LIMIT = 1.05
TOGETHER, RUNS = 25, 4


def steps(store: Store, keys: list[int], post: str) -> float:
    """Seconds for a step for each of a few people, the quickest of some runs; the first only warms up."""
    took = []
    for number in range(1 + RUNS):
        begun = perf_counter()
        for key in keys:
            with store.step("改职务"):
                Person.update(post=f"{post}{number}").where(Person.id == key).execute()
        took.append(perf_counter() - begun)
    return min(took[1:])


def untested(work: Callable[[], float]) -> float:
    """The same without the tests before writing."""
    kept = Store._vet_main, Store._new_step, CourtDatabase.vet_place
    Store._vet_main = CourtDatabase.vet_place = lambda _self: None  # type: ignore[method-assign, assignment]
    Store._new_step = lambda self, kind: self._new_keys(1)[0]  # type: ignore[method-assign]
    try:
        return work()
    finally:
        Store._vet_main, Store._new_step, CourtDatabase.vet_place = kept  # type: ignore[method-assign]


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    times = 1 if smoke else 40
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "院.cadre", SCHEMA, "王祯", create_new=True)
        own = found_courts(store, "包头市中级人民法院")
        with store.step("导入人员"):
            rows = [{"court": own.id, "name": "王祯", "staff_number": f"N{number}"} for number in range(TOGETHER)]
            keys = list(Person.add_many(rows))
        tested, bare = [], []
        for number in range(times):
            tested.append(steps(store, keys, f"庭长{number}"))
            bare.append(untested(lambda post=f"审判员{number}": steps(store, keys, post)))  # type: ignore[misc]
        close_store(store)
    ours, plain = min(tested) / TOGETHER, min(bare) / TOGETHER
    print("name | ours s | bare s | ratio | limit")
    print(f"a step, against one without its tests | {ours:.6f} | {plain:.6f} | {ours / plain:.3f} | {LIMIT}")
    return 0 if smoke else int(ours / plain > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
