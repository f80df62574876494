"""The demonstration court takes a quarter of a minute to write; the tests that need it are not the first to run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]


def written_once(folder: Path) -> tuple[Path, Path]:
    """Both files in a folder that several processes share: the first one writes, the others wait meanwhile. Windows
    has no lock that waits; there each process writes its own."""
    folder.mkdir(exist_ok=True)
    if sys.platform == "win32":
        return DemoOnItsWay(Path(mkdtemp(dir=folder))).wait()
    import fcntl

    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # let go when the file is closed, or with its process
        done = folder / "done"
        if not done.exists():
            DemoOnItsWay(folder).wait()
            done.touch()
    return files_in(folder)


def files_in(folder: Path) -> tuple[Path, Path]:
    """The names of the two files."""
    return folder / "一.cadre", folder / "二.cadre"


def copied(files: tuple[Path, Path], folder: Path) -> tuple[Path, Path]:
    """Copies in another folder: a file of the program is open in one process alone."""
    made = files_in(folder)
    for path, copy in zip(files, made, strict=True):
        shutil.copyfile(path, copy)
    return made


class DemoOnItsWay:
    """Two processes with different hash seeds, each writing the demonstration court into `folder`."""

    def __init__(self, folder: Path):
        self._files = files_in(folder)
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
