"""The file moved, renamed, deleted, linked or replaced while people work: no step is lost, none goes where nobody finds
it, and no two programs write at once."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from cadre_desktop.kit.store import journal, opening
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.kit.store.settling import make_whole
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.whereabouts import Gone
from tests.soak import commands, doing
from tests.soak.trials import Found, NotHere, Tally

MISHAPS = 8


def _rename(path: Path) -> None:
    path.rename(path.with_name(f"{path.stem}改名.cadre"))


def _move(path: Path) -> None:
    (path.parent / "别处").mkdir(exist_ok=True)
    path.rename(path.parent / "别处" / path.name)


def _delete(path: Path) -> None:
    path.unlink()


def _delete_wal(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink(missing_ok=True)


def _replace(path: Path) -> None:
    shutil.copyfile(path, path.with_name("抄"))
    path.with_name("抄").replace(path)


def _rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(path.parent.name + "改名"))


def _replace_folder(path: Path) -> None:
    kept = path.parent.with_name(path.parent.name + "改名")
    path.parent.rename(kept)
    shutil.copytree(kept, path.parent)


WAYS: tuple[Callable[[Path], None], ...] = (
    _rename, _move, _delete, _delete_wal, _replace, _rename_folder, _replace_folder,
)  # fmt: skip


def trial(lot: random.Random, folder: Path) -> Found:
    """Work, a mishap to the file, more work, saved under a new name; and a second program that tries to join."""
    if sys.platform == "win32":
        raise NotHere("Windows moves no open file")
    tally = Tally()
    place = folder / "0"
    place.mkdir()
    store = doing.found(place / "院.cadre")
    for number in range(1, MISHAPS + 1):
        for _action in range(lot.randint(0, 6)):
            doing.act(lot, store)
            if lot.random() < 0.3:
                make_whole()
        _second_program(lot, store, folder, tally)
        way = lot.choice(WAYS)
        if way is _delete_wal and not store.path.with_name("院.cadre-wal").exists():
            continue
        _mishap(lot, store, way, folder / str(number), tally)
    close_store(store)
    return tally.found


def _mishap(lot: random.Random, store: Store, way: Callable[[Path], None], place: Path, tally: Tally) -> None:
    rows, steps = doing.rows(), journal.count()
    what = way.__name__.strip("_")
    tally.count(what)
    way(store.path)
    for _try in range(3):
        try:
            doing.act(lot, store)
        except Gone:
            tally.count("refused for it")
    tally.expect(doing.rows() == rows and journal.count() == steps, f"after {what} something was written")
    tally.expect(bool(store.missing), f"{what} was not noticed")
    place.mkdir()
    opening.save_as(store, place / "院.cadre")
    tally.expect(doing.rows() == rows and journal.count() == steps, f"after {what} not everything was saved")
    doing.act(lot, store)
    for wrong in doing.unsound():
        tally.wrong(f"after {what}: {wrong}")


def _second_program(lot: random.Random, store: Store, folder: Path, tally: Tally) -> None:
    """Another process opens the same file, by its name, a link or a second name: it must not get in."""
    if lot.random() < 0.7:
        return
    kind = lot.choice(("name", "link", "second name"))
    other = folder / f"又名{lot.random()}.cadre"
    if kind == "link":
        other.symlink_to(store.path)
    elif kind == "second name":
        other.hardlink_to(store.path)
    else:
        other = store.path
    steps = journal.count()
    done = subprocess.run(
        [sys.executable, "main.py", "journal", "--db", str(other)],
        cwd=commands.ROOT,
        env=commands.environment(folder / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    tally.count(f"second program by {kind}")
    tally.expect(done.returncode == 1, f"a second program got in by {kind}")
    tally.expect("Traceback" not in done.stderr, f"a second program by {kind}: {done.stderr[-300:]}")
    tally.expect(journal.count() == steps, "a second program wrote")
    if other != store.path:
        other.unlink()
