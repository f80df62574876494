"""The trials there are, and what one run of a trial comes to.

Every module `trial_*.py` of this folder is a trial. Its first line says what it tries; its function
``trial(random, folder)`` tries it once, for some seconds, in an empty folder, drawing every choice from `random`, and
answers what it did, counted by words, and what went wrong, a sentence each. A trial that asks for more time than
`LIMIT` says so by a `LIMIT` of its own.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
LIMIT = 120.0
"""Seconds after which a trial counts as hanging."""

Found = tuple[Mapping[str, int], Sequence[str]]
"""Counts by words, and violations."""


class NotHere(Exception):
    """This machine lacks what a trial needs (rights, a program); the message says what."""


class Tally:
    """Counts and violations while they are gathered. `found` is what a trial answers."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.violations: list[str] = []

    def count(self, what: str, number: int = 1) -> None:
        """Something was done `number` times."""
        self.counts[what] += number

    def wrong(self, sentence: str) -> None:
        """What must not happen has happened."""
        self.violations.append(sentence)

    def expect(self, good: bool, sentence: str) -> bool:
        """Count a check; where it is not `good`, that is a violation."""
        self.counts["checks"] += 1
        if not good:
            self.wrong(sentence)
        return good

    @property
    def found(self) -> Found:
        """Counts and violations."""
        return self.counts, self.violations


@dataclass(frozen=True)
class Trial:
    """A trial of this project: where it stands, what it tries, and how long one run may take."""

    path: Path
    about: str
    run: Callable[[random.Random, Path], Found]
    limit: float

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return name_of(self.path)


def name_of(path: Path) -> str:
    """What the trial in the module `path` is called."""
    return path.stem.removeprefix("trial_")


def places(folder: Path = FOLDER) -> list[Path]:
    """The modules of all trials, by name."""
    return sorted(folder.glob("trial_*.py"))


def load(path: Path) -> Trial:
    """The trial in the module `path`."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = module_from_spec(spec)
    sys.modules[path.stem] = module  # where dataclasses look for their module
    spec.loader.exec_module(module)
    about = (module.__doc__ or "").strip().partition("\n")[0]
    return Trial(path, about, module.trial, getattr(module, "LIMIT", LIMIT))
