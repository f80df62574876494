"""One run of a trial in a process of its own: what aborts or hangs there is a violation and ends nothing else."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.trials import ROOT, NotHere, load

_TAIL = 400
"""Characters of a process's last words that are told."""


@dataclass
class Round:
    """What one run came to. `left_out` is why it could not be run here; `folder` has what it left behind."""

    seed: str
    folder: Path
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    left_out: str = ""


def run(path: Path, seed: str, folder: Path, limit: float) -> Round:
    """Run the trial in the module `path` once, in a process that may take `limit` seconds."""
    folder.mkdir(parents=True)
    done = Round(seed, folder)
    answer = folder.with_name(folder.name + ".json")
    command = [sys.executable, "-m", "tests.soak.rounds", str(path), seed, str(folder), str(answer)]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        said = process.communicate(timeout=limit)[0]
    except subprocess.TimeoutExpired:
        _end(process)
        said = process.communicate()[0]
        done.violations.append(f"not over after {limit:.0f} s")
    done.seconds = time.monotonic() - began
    _take(done, answer, process.returncode, said.decode("utf-8", "replace"))
    return done


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _take(done: Round, answer: Path, code: int, said: str) -> None:
    if answer.exists():
        told = json.loads(answer.read_text(encoding="utf-8"))
        done.counts.update(told["counts"])
        done.violations += told["violations"]
        done.left_out = told["left_out"]
        answer.unlink()
    elif not done.violations:
        done.violations.append(f"ended with {code} and no answer: …{said[-_TAIL:].strip()}")


def _child(path: Path, seed: str, folder: Path, answer: Path) -> None:
    """What the process does: run the trial, write down what it found."""
    told: dict[str, object] = {"counts": {}, "violations": [], "left_out": ""}
    try:
        counts, violations = load(path).run(random.Random(seed), folder)
        told.update(counts=dict(counts), violations=list(violations))
    except NotHere as lacking:
        told["left_out"] = str(lacking)
    answer.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    _child(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
