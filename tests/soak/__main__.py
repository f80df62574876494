"""Runs the trials again and again for some minutes, each with new seeds, and prints what they did and what went wrong.

    python -m tests.soak --minutes 30                 all of them, the least run first
    python -m tests.soak --minutes 5 --only clocks    one of them
    python -m tests.soak --only clocks --again 7.12   a run that went wrong, once more

Ends with 1 when anything went wrong; the folder of such a run is kept and named.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.soak import rounds
from tests.soak.trials import Trial, load, places


class Account:
    """All runs of a trial so far."""

    def __init__(self, trial: Trial):
        self.trial = trial
        self.rounds = 0
        self.seconds = 0.0
        self.counts: Counter[str] = Counter()
        self.violations: list[str] = []
        self.left_out = ""

    def take(self, done: rounds.Round) -> None:
        """Add a run; one that went wrong is told at once."""
        self.rounds += 1
        self.seconds += done.seconds
        self.counts += done.counts
        self.left_out = done.left_out
        for violation in done.violations:
            self.violations.append(violation)
            print(f"WRONG  {self.trial.name} --again {done.seed}  ({done.folder})\n       {violation}", flush=True)
        if not done.violations:
            shutil.rmtree(done.folder)

    @property
    def line(self) -> str:
        """What it came to, in one line."""
        if self.left_out:
            return f"{self.trial.name}: left out, {self.left_out}"
        counts = ", ".join(f"{number} {what}" for what, number in sorted(self.counts.items()))
        return (
            f"{self.trial.name}: {self.rounds} rounds in {self.seconds:.0f} s, {counts}; "
            f"{len(self.violations)} violations"
        )


def soak(trials: list[Trial], minutes: float, seed: str, folder: Path) -> list[Account]:
    """Run `trials` for so long, at least once each, always the one that has had the least time."""
    accounts = [Account(trial) for trial in trials]
    until = time.monotonic() + 60 * minutes
    while waiting := [account for account in accounts if not account.left_out]:
        account = min(waiting, key=lambda each: (each.rounds > 0, each.seconds))
        if account.rounds and time.monotonic() >= until:
            break
        number = f"{seed}.{account.rounds + 1}"
        trial = account.trial
        account.take(rounds.run(trial.path, number, folder / f"{trial.name}-{number}", trial.limit))
    return accounts


def main(arguments: list[str]) -> int:
    """The command; answers the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5.0, help="for how long, 5 unless given")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only this trial; may be repeated")
    parser.add_argument("--seed", default=f"{int(time.time())}", help="what the choices are drawn from")
    parser.add_argument("--again", default="", metavar="SEED", help="repeat one run, by the seed it was told with")
    parser.add_argument("--list", action="store_true", help="print the trials and end")
    chosen = parser.parse_args(arguments)
    trials = [load(path) for path in places()]
    if unknown := set(chosen.only) - {trial.name for trial in trials}:
        parser.error(f"no such trial: {', '.join(sorted(unknown))}")
    trials = [trial for trial in trials if trial.name in chosen.only or not chosen.only]
    if chosen.list:
        print("\n".join(f"{trial.name}: {trial.about}" for trial in trials))
        return 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="cadre-soak-"))
    if chosen.again:
        done = [rounds.run(trial.path, chosen.again, folder / trial.name, trial.limit) for trial in trials]
        accounts = [Account(trial) for trial in trials]
        for account, each in zip(accounts, done, strict=True):
            account.take(each)
    else:
        accounts = soak(trials, chosen.minutes, chosen.seed, folder)
    print("\n".join(account.line for account in accounts))
    if any(account.violations for account in accounts):
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
