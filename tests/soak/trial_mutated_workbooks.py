"""A workbook or text with something wrong in it is read, or refused in one sentence; nothing else happens.

Each is read as a roster into an empty court and as a contest, without writing; what was read has a whole account.
"""

import random
import shutil
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "kit"), str(ROOT / "tests" / "soak")]

import mutating  # noqa: E402

from cadre_desktop.contests.exchange.contract import CONTEST_BOOK  # noqa: E402
from cadre_desktop.kit.documents import reading_child, reading_process, workbook  # noqa: E402
from cadre_desktop.kit.documents.limits import Limits  # noqa: E402
from cadre_desktop.kit.intake import exchange  # noqa: E402
from cadre_desktop.kit.intake.sheets.book import read_book  # noqa: E402
from cadre_desktop.kit.problems import Refused  # noqa: E402
from cadre_desktop.kit.store.opening import close_store, open_store  # noqa: E402
from cadre_desktop.kit.store.store import Store  # noqa: E402
from cadre_desktop.people.actions import found_courts  # noqa: E402
from cadre_desktop.people.kinds import PERSON  # noqa: E402
from cadre_desktop.schema import SCHEMA  # noqa: E402

LIMIT = 600.0
FILES = 60
LOW = Limits(area=400_000, padding=200_000, memory=900_000_000)
LONGEST = 20.0
MOST_MEMORY = 900_000_000
"""Bytes beside what the process held before: as a test it shares its process with others, which may have used much."""


def trial(lot: random.Random, folder: Path, files: int = FILES) -> tuple[Counter[str], list[str]]:
    """Read so many files; answers the outcomes by their words and what went wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    held, most_before = _memory("VmRSS"), _memory("VmHWM")
    court = "包头市中级人民法院"
    store = open_store(folder / "院.cadre", SCHEMA, "王祯", create_new=True, name=court)
    found_courts(store, court)
    for number in range(files):
        suffix, data = mutating.seed_workbook(lot)
        ways, data = mutating.mutated(lot, suffix, data)
        path = folder / f"{number}{suffix}"
        path.write_bytes(data)
        found = _tried(path, store, counts)
        if found:
            wrong.append(f"{path.name} {ways}: {found}")
            shutil.copy(path, path.with_suffix(f".kept{suffix}"))
        path.unlink()
    close_store(store)
    most = _memory("VmHWM")
    if most > most_before and most - held > MOST_MEMORY:
        wrong.append(f"{most - held} bytes of memory")
    return counts, wrong


def _tried(path: Path, store: Store, counts: Counter[str]) -> str:
    """What went wrong with a file; empty if nothing did."""
    began = time.monotonic()
    counts["files"] += 1
    try:
        read = workbook.read_workbook(path, limits=LOW)
        uneven = [sheet.name for sheet in read.sheets if len({len(row) for row in sheet.rows}) > 1]
        outside = [sheet.name for sheet in read.sheets if any(m.bottom >= len(sheet.rows) for m in sheet.merged)]
        if uneven or outside:
            return f"rows of different lengths or merges outside: {uneven}{outside}"
        counts["read"] += 1
        _taken_in(path, store, counts)
    except Refused as refused:
        return _sentence(refused, path, counts)
    except Exception as trouble:  # noqa: BLE001 - that is what is looked for
        return reading_child.trace_of(trouble)
    if time.monotonic() - began > LONGEST:
        return f"{time.monotonic() - began:.0f} s"
    return ""


def _taken_in(path: Path, store: Store, counts: Counter[str]) -> None:
    """Make out the rows that have been read, as those of a roster and of a contest."""
    with suppress(Refused):  # nothing in it looks like a roster
        counts["lines of rosters"] += exchange.import_file(store, PERSON, path, dry_run=True).read
        counts["rosters"] += 1
    with suppress(Refused):
        read_book(path, CONTEST_BOOK)
        counts["contests"] += 1


def _sentence(refused: Refused, path: Path, counts: Counter[str]) -> str:
    counts["refused"] += 1
    why = refused.__cause__
    if isinstance(why, reading_process.Died):
        counts["ended by the library"] += 1
    if isinstance(why, (reading_process.Failed, reading_process.OutOfTime, reading_process.Unavailable)):
        return f"{type(why).__name__} {why}"
    if any(not str(each).endswith("。") or "\n" in str(each) for each in refused.problems):
        return f"no sentence: {refused}"
    return ""


def _memory(which: str) -> int:
    """Bytes that this process holds (VmRSS) or has held at most (VmHWM); 0 where the system does not say. The reading
    process cannot use more than its limit."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{which}:")), 0)
