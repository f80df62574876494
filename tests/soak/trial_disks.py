"""A small disk that gets full to the last byte, and one that becomes read-only: nothing half, reading goes on, and what
is said is true."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

from tests.soak import commands
from tests.soak.trials import Found, NotHere

ROUNDS = 3
_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
"""A mount of its own, which nobody else sees and which ends with the process; needs no rights."""


def trial(lot: random.Random, folder: Path) -> Found:
    """Run `tests.soak.small_disk` on a disk of a few megabytes, some times."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        raise NotHere("no unshare and mount")
    if subprocess.run(
        [*_NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    ).returncode:
        raise NotHere("no mounts of one's own on this system")
    counts: dict[str, int] = {}
    wrong: list[str] = []
    for _round in range(ROUNDS):
        disk, seed, size = folder / f"disk{_round}", f"{lot.random()}", lot.choice((1, 2, 3, 4, 8))
        disk.mkdir()
        command = f'mount -t tmpfs -o size={size}m tmpfs "$1" && exec "$2" -m tests.soak.small_disk "$1" "$3"'
        done = subprocess.run(
            [*_NAMESPACE, "sh", "-c", command, "sh", str(disk), sys.executable, seed],
            cwd=commands.ROOT,
            env=commands.environment(folder / "home"),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            wrong.append(f"a disk of {size} MB, seed {seed}: {done.stderr[-400:].strip()}")
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        wrong += [f"a disk of {size} MB, seed {seed}: {each}" for each in told["violations"]]
        for what, number in told["counts"].items():
            counts[what] = counts.get(what, 0) + number
    return counts, wrong
