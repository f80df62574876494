"""A roster given to a print server, whole and its odd pages, against `lp` with the whole file, until the server has it.

The server is the benchmark's own; where there is no cupsd the benchmark is left out.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_roster import ours as a_roster
from own_cups import LACKING, OwnCups

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages.print_flow import Delivered, deliver
from cadre_desktop.kit.qt.pages.printing import PrintOrder

LIMIT = 2.0
ROWS = 1_500


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def text_of(data: bytes, numbers: list[int]) -> list[str]:
    with Pages(data) as pages:
        return ["".join(pages.text(number).split()) for number in numbers]


def measured(server: OwnCups, path: Path, numbers: list[int], times: int) -> bool:
    """Print both ways by turns, then look at what arrived: these pages, as text."""
    order = PrintOrder(numbers, "KEEP")
    command = ["lp", "-d", "KEEP", "-o", "media=A4", str(path)]
    given: list[Delivered] = []

    def print_it() -> None:
        given.append(deliver(path, "花名册", order, Progress()))

    def print_by_command() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    print_it()
    print_by_command()
    runs = [(seconds(print_it), seconds(print_by_command)) for _time in range(times)]
    own, floor = (min(column) for column in zip(*runs, strict=True))
    print(f"{len(numbers)} pages given to a print server | {own:.3f} s | {floor:.3f} s | {own / floor:.2f} | {LIMIT}")
    sent = given[-1].sent
    assert sent is not None
    arrived = server.kept(sent.number).pdf
    whole = text_of(arrived, list(range(len(numbers)))) == text_of(path.read_bytes(), numbers)
    print(f"text of these pages at the printer: {'all of it' if whole else 'NOT ALL'}, {len(arrived) / 1e6:.1f} MB")
    return whole and ("--smoke" in sys.argv or own / floor <= LIMIT)


def main() -> int:
    smoke = "--smoke" in sys.argv
    if LACKING:
        print(f"left out, {LACKING} | | | | {LIMIT}")
        return 0
    server = OwnCups()
    try:
        with TemporaryDirectory() as folder, server.asked_here():
            server.start().set_right()
            path = Path(folder, "花名册.pdf")
            a_roster(path, 100 if smoke else ROWS)
            with Pages(path) as pages:
                numbers = list(range(len(pages)))
            times = 1 if smoke else 9
            runs = [measured(server, path, some, times) for some in (numbers, numbers[::2])]
            return 0 if all(runs) else 1
    finally:
        server.close()


if __name__ == "__main__":
    raise SystemExit(main())
