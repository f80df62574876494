"""From the start of the process to the first paint of the main window with the demonstration court, against a bare
PySide6 main window by the same method: offscreen, and on a virtual X server where there is one.

Run by hand: ``python tests/benchmarks/bench_start.py``; with ``--smoke`` two starts each, without limits. The two kinds
of start take turns, and medians are compared.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.demo.court import write_demo

LIMITS = {"offscreen": 1.8, "Xvfb": 1.6}
CHILD = Path(__file__).with_name("first_paint.py")


@contextmanager
def virtual_display() -> Iterator[str]:
    """An X server of its own, at a number that the server finds free; answers its DISPLAY."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def seconds(environment: dict[str, str], *arguments: str) -> float:
    """From spawning the process to its first paint."""
    start = time.monotonic_ns()
    command = [sys.executable, str(CHILD), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise RuntimeError(f"no first paint:\n{done.stderr}")
    return (int(done.stdout) - start) / 1e9


def compare(place: str, environment: dict[str, str], file: Path, times: int) -> float:
    """Print the table's line for one platform and answer the ratio."""
    for _warm in range(2):
        seconds(environment), seconds(environment, str(file))
    runs = [(seconds(environment, str(file)), seconds(environment)) for _ in range(times)]
    own, floor = (median(column) for column in zip(*runs, strict=True))
    print(f"spawn to first paint, {place} | {own:.3f} | {floor:.3f} | {own / floor:.2f} | {LIMITS[place]}", flush=True)
    return own / floor


def main() -> int:
    smoke = "--smoke" in sys.argv
    times = 2 if smoke else 15
    with TemporaryDirectory() as folder:
        file = Path(folder, "court.cadre")
        write_demo(file)
        # Settings, recent files and caches of whoever runs this are left alone.
        home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), folder)
        # A second start finds compiled modules, as it does for everybody whose folder can be written.
        base = {**os.environ, **home, "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        base.pop("PYTHONDONTWRITEBYTECODE", None)
        print("name | ours s | bare s | ratio | limit")
        ratios = {"offscreen": compare("offscreen", {**base, "QT_QPA_PLATFORM": "offscreen"}, file, times)}
        if shutil.which("Xvfb"):
            with virtual_display() as display:
                there = {**base, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
                ratios["Xvfb"] = compare("Xvfb", there, file, times)
    return 0 if smoke or all(ratio <= LIMITS[place] for place, ratio in ratios.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
