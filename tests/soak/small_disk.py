"""Work on a small disk (a mount of its own) that is filled, freed, and made read-only by lot; prints what it found."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.intake.exchange import export_table
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.settling import make_whole
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.schema import SCHEMA, kinds
from tests.soak import doing
from tests.soak.trials import Tally

MOVES = 40
ROOM = "8m"
_BROKEN_DISK = "读写出错"


class Disk:
    """The small disk, and what has been done to it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.full = self.read_only = False

    def fill(self, lot: random.Random) -> None:
        """Leave no byte, or a few."""
        left = lot.choice((0, 0, 1, 4096, 30_000, 300_000))
        with suppress(OSError), (self.folder / "filler").open("ab", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        with (self.folder / "filler").open("ab") as filler:
            filler.truncate(max(0, filler.tell() - left))
        self.full = True

    def free(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink(missing_ok=True)
        self.full = False

    def grow(self) -> None:
        """Make it as large as no founding and no step needs."""
        subprocess.run(["mount", "-o", f"remount,size={ROOM}", str(self.folder)], check=True)

    def lock(self, read_only: bool) -> None:
        """Make it read-only, or writable again; where something is open for writing the system may refuse."""
        how = "ro" if read_only else "rw"
        done = subprocess.run(["mount", "-o", f"remount,{how}", str(self.folder)], capture_output=True, check=False)
        if done.returncode == 0:
            self.read_only = read_only


class Work:
    """A court's file on the small disk."""

    def __init__(self, disk: Disk, lot: random.Random, tally: Tally):
        self.disk, self.lot, self.tally = disk, lot, tally
        self.path = disk.folder / "院.cadre"
        self.store: Store | None = self._founded()
        self.rows, self.steps = doing.rows(), journal.count()

    def _founded(self) -> Store:
        """A new file; where the disk has no room for one, nothing is left of the attempt, and there is room the next
        time."""
        store: list[Store] = []
        self.disk.full = True
        if not self.tried("found", lambda: store.append(doing.found(self.path))):
            rests = [path.name for path in self.disk.folder.iterdir() if path.stat().st_size]
            self.tally.expect(not rests, f"left of a file that was not founded: {rests}")
            self.disk.grow()
            store.append(doing.found(self.path))
        self.disk.full = False
        return store[0]

    def tried(self, what: str, work: Callable[[], object]) -> bool:
        """Do something that may fail for want of room or rights alone; answers whether it was done."""
        self.tally.count(what)
        try:
            work()
        except Refused as refused:
            self._expect_true(what, str(refused))
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be known
            sentence = known_trouble(error)
            if self.tally.expect(sentence is not None, f"{what}: {type(error).__name__} {error}"):
                self._expect_true(what, str(sentence))
            return False
        return True

    def _expect_true(self, what: str, sentence: str) -> None:
        self.tally.count(f"{what} refused")
        broken = self.disk.full and not self.disk.read_only and _BROKEN_DISK in sentence
        self.tally.expect(not broken, f"{what} on a full disk says the disk is broken: {sentence}")

    def act(self) -> None:
        """A step of anybody's; one that fails leaves everything as it was."""
        store = self.store
        assert store is not None
        before, steps = doing.rows(), journal.count()
        if not self.tried("step", lambda: doing.act(self.lot, store)) and journal.count() == steps:
            self.tally.expect(doing.rows() == before, "a step that failed has left something")
        self.rows, self.steps = doing.rows(), journal.count()

    def save(self) -> None:
        """A backup, an export, or a moment's quiet."""
        assert self.store is not None
        kind, target = kinds()["people"], self.disk.folder / "出.xlsx"
        what = self.lot.choice(("backup", "export", "quiet"))
        made = self.tried(
            what,
            {
                "backup": lambda: backup.make(self.path, "手动", doing.BEGAN),
                "export": lambda: export_table(Listing(kind), target),
                "quiet": make_whole,
            }[what],
        )
        if made and what == "backup":
            self.tally.expect(bool(backup.backups(self.path)), "a backup that was made is not there")
        rests = [path.name for path in self.disk.folder.rglob("*.part*")]
        self.tally.expect(not rests, f"left behind: {rests}")
        for old in backup.backups(self.path)[2:]:
            if not self.disk.read_only:
                old.path.unlink()

    def reopen(self) -> None:
        """Close and open again; what cannot be opened now is, when there is room again."""
        if self.store is not None:
            close_store(self.store)
            self.store = None
        if self.disk.full and not self.disk.read_only:  # what closing has freed
            self.disk.fill(self.lot)
        if self.lot.random() < 0.2:
            self.disk.lock(True)
        opened: list[Store] = []
        clock = FixedClock(doing.BEGAN)
        if not self.tried("open", lambda: opened.append(open_store(self.path, SCHEMA, "王祯", clock=clock))):
            self.disk.lock(False)
            self.disk.free()
            opened.append(open_store(self.path, SCHEMA, "王祯", clock=clock))
        self.store = opened[0]
        if self.store.frozen:
            self.tally.count("opened for reading alone")
        self.tally.expect(doing.rows() == self.rows and journal.count() == self.steps, "what was there is not there")


def main(folder: Path, seed: str) -> None:
    """Some moves; then room again, and all is as it was."""
    lot, tally = random.Random(seed), Tally()
    disk = Disk(folder)
    work = Work(disk, lot, tally)
    for _move in range(MOVES):
        move = lot.choices(("act", "save", "reopen", "fill", "free", "lock", "unlock"), (10, 4, 2, 3, 2, 1, 2))[0]
        if move in {"act", "save", "reopen"}:
            getattr(work, move)()
        elif move in {"lock", "unlock"}:
            disk.lock(move == "lock")
        elif not disk.read_only:
            disk.fill(lot) if move == "fill" else disk.free()
        tally.expect(doing.rows() == work.rows, "reading does not go on")
    disk.lock(False)
    disk.free()
    work.reopen()
    for wrong in doing.unsound():
        tally.wrong(wrong)
    assert work.store is not None
    close_store(work.store)
    print(json.dumps({"counts": tally.counts, "violations": tally.violations}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
