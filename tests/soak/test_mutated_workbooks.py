"""A small run of the trial with mutated workbooks, the same files every time."""

import random
from collections import Counter
from pathlib import Path

from trial_mutated_workbooks import mutating, trial


def test_mutated_workbooks_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    counts, wrong = trial(random.Random("reading"), tmp_path, files=120)
    assert wrong == []
    assert counts["files"] == 120
    assert counts["read"] > 20
    assert counts["refused"] > 20
    assert counts["rosters"] > 10


def test_every_way_of_every_format_changes_something() -> None:
    """A way that does nothing, or nearly always fails, would try nothing."""
    lot = random.Random("ways")
    used: Counter[str] = Counter()
    for _number in range(600):
        suffix, data = mutating.seed_workbook(lot)
        ways, changed = mutating.mutated(lot, suffix, data)
        if changed != data:
            used.update(ways.split("+"))
    wanted = {way.__name__.strip("_") for ways in mutating.WAYS.values() for way in ways}
    assert {way for way in wanted if used[way] < 5} == set()
