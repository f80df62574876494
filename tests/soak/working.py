"""The program with its window, at work by lot until it is killed; after each move it says how far its file has come."""

import hashlib
import random
import sys
from pathlib import Path

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.intake.exchange import export_table
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.schema import kinds
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher, make_application
from cadre_desktop.window.tabs import TABS
from tests.soak import doing


def digest() -> str:
    """All rows of the open file in one word."""
    return hashlib.sha1(repr(doing.rows()).encode()).hexdigest()


def _move(launcher: Launcher, lot: random.Random) -> None:
    store, session = launcher.session.store, launcher.session
    assert store is not None
    move = lot.choices(("do", "undo", "redo", "backup", "export", "restore"), (12, 3, 2, 2, 2, 1))[0]
    if move == "do":
        doing.act(lot, store)
    elif move in {"undo", "redo"}:
        getattr(store, move)()
    elif move == "backup":
        session.backup("手动")
    elif move == "export":
        export_table(Listing(kinds()["people"]), store.path.with_name("出.xlsx"))
    elif backup.backups(store.path):
        session.restore(lot.choice(backup.backups(store.path)).path)
        launcher.show_main()


def main(path: Path, seed: str) -> None:
    """Move after move, for ever."""
    lot = random.Random(seed)
    app = make_application()
    launcher = Launcher(path.parent / "data", FixedClock(doing.BEGAN), notices=RecordedNotices())
    launcher.session.actor = "王祯"
    launcher.open(path)
    while True:
        try:
            _move(launcher, lot)
        except Refused:
            pass  # writes nothing, as ever
        if isinstance(launcher.window, MainWindow):
            launcher.window.tab(lot.choice(TABS))
        app.processEvents()
        sys.stdout.write(f"{journal.count()} {digest()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
