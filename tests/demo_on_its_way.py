"""The demonstration court takes a quarter of a minute to write; the tests that need it are not the first to run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


class DemoOnItsWay:
    """Two processes with different hash seeds, each writing the demonstration court into `folder`."""

    def __init__(self, folder: Path):
        self._files = folder / "一.cadre", folder / "二.cadre"
        self._processes = [self._start(path, seed) for path, seed in zip(self._files, ("1", "7"), strict=True)]

    @staticmethod
    def _start(path: Path, seed: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "main.py", "demo", "--db", str(path)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    def wait(self) -> tuple[Path, Path]:
        """Both files, as soon as they are written."""
        assert [process.wait(timeout=300) for process in self._processes] == [0, 0]
        return self._files

    def stop(self) -> None:
        """End what is still running, since the tests that need it will not come."""
        for process in self._processes:
            process.kill()
            process.wait()
