"""What the tests before writing cost a step: that the file is still in its place, and its triggers the program's.

Run by hand: ``python tests/benchmarks/bench_step.py``; with ``--smoke`` a small size without limits. The bare run does
the same steps of one changed row without these tests. Both are run in turn, many rounds of few steps, and the middle
one of the rounds' ratios counts. What is measured is the processor's time: to wait for the disk makes a step several
times longer, and the ratio smaller. Exit code 1 if the ratio is over its limit.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store.database import CourtDatabase
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA

LIMIT = 1.05


def seconds(store: Store, steps: int) -> float:
    """Of one step that changes one value."""
    begun = process_time()
    for number in range(steps):
        with store.step("改职务"):
            Person.update(post=f"庭长{number}").where(Person.name == "王祯").execute()
    return (process_time() - begun) / steps


def untested(store: Store, steps: int) -> float:
    """The same without the tests before writing."""
    kept = Store._vet_triggers, CourtDatabase.vet_location
    Store._vet_triggers = lambda _self: None  # type: ignore[method-assign]
    CourtDatabase.vet_location = lambda _self: None  # type: ignore[method-assign]
    try:
        return seconds(store, steps)
    finally:
        Store._vet_triggers, CourtDatabase.vet_location = kept  # type: ignore[method-assign]


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    rounds, steps = (2, 20) if smoke else (301, 20)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "院.cadre", SCHEMA, "王祯", create_new=True)
        court = found_courts(store, "包头市中级人民法院")
        with store.step("新增人员"):
            Person.add(court=court, name="王祯")
        seconds(store, steps)
        pairs = [(seconds(store, steps), untested(store, steps)) for _round in range(rounds)]
        close_store(store)
    ours, bare = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    print("name | ours s | bare s | ratio | limit")
    print(f"a step, against one without its tests | {ours:.6f} | {bare:.6f} | {ratio:.3f} | {LIMIT}")
    return 0 if smoke else int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
