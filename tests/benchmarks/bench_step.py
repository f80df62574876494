"""What it costs a step to look whether its file still lies where it was opened: the same steps with and without it.

Run by hand: ``python tests/benchmarks/bench_step.py``; with ``--smoke`` a small size without limits. Both are run in
turn, many rounds of few steps, and the middle one of the rounds' ratios counts. What is measured is the processor's
time: to wait for the disk makes a step several times longer, and the ratio smaller. Exit code 1 if the ratio is over
its limit.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.whereabouts import Place
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court
from cadre_desktop.schema import SCHEMA

LIMIT = 1.05


def seconds(store: Store, steps: int) -> float:
    """A number of steps, each of which changes one value."""
    begun = process_time()
    for number in range(steps):
        with store.step("改简称"):
            Court.update(short_name=f"法院{number}").where(Court.place == 1).execute()
    return (process_time() - begun) / steps


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    rounds, steps = (2, 20) if smoke else (301, 20)
    looks = Place.vet, Place.vet_main
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "院.cadre", SCHEMA, "王祯", create_new=True)
        found_courts(store, "包头市中级人民法院")
        seconds(store, steps)
        for _round in range(rounds):
            ours.append(seconds(store, steps))
            Place.vet = Place.vet_main = lambda _place: None  # type: ignore[method-assign]
            bare.append(seconds(store, steps))
            Place.vet, Place.vet_main = looks  # type: ignore[method-assign]
        close_store(store)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    print("name | ours s | bare s | ratio | limit")
    print(f"a step with a look where its file is | {median(ours):.6f} | {median(bare):.6f} | {ratio:.2f} | {LIMIT}")
    return 0 if smoke else int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
