"""A list of 100,000 people of whom every tenth has attachments: pages with their paper clips, and the filter.

Run by hand: ``python tests/benchmarks/bench_attached_list.py``; with ``--smoke`` a small size without limits. The bare
way reads the same pages without clips, and the same keys by a join of its own. Exit code 1 if a ratio is over its
limit.
"""

import os
import sys
import tempfile
from array import array
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_people_list import write_people

from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.attached_marks import attached
from cadre_desktop.kit.qt.lists.listing_model import PAGE
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA

MOST = {"pages with clips": 1.6, "with attachments": 2.0, "without attachments": 2.0}
TURNS = 5
_COLUMNS = "id, record_table, record_key, name, content_hash, size, added, remark"


def attach_to_every_tenth(path: Path) -> None:
    """Two attachments each, by plain SQL and without a journal, as the people are."""
    store = open_store(path, SCHEMA, "测试")
    with store.step("附件"):
        keys = [key for (key,) in database.rows("SELECT id FROM person ORDER BY id")][::10]
        triggers = database.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'attachment'"
        )
        for name, _sql in triggers:
            database.run(f'DROP TRIGGER "{name}"')
        hash_, day = "0" * 64, store.clock.today().isoformat()
        rows = [("person", key, f"{n}.pdf", hash_, 1000, day, "") for key in keys for n in range(2)]
        first = store.station << 32 | 1 << 24
        for place, row in enumerate(rows):
            database.run(f"INSERT INTO attachment ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", first + place, *row)
        for _name, sql in triggers:
            database.run(sql)
    close_store(store)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = perf_counter()
    work()
    return perf_counter() - began


def pages(keys: "array[int]", clips: bool) -> None:
    """Read all pages of a list as a view scrolled from top to bottom would."""
    listing = Listing(PERSON, brief=True)
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE].tolist()
        listing.rows(page)
        if clips:
            attachments.counts(Person, page)


def joined(has_some: bool) -> None:
    """The keys that the filter gives, in the same order, by a join."""
    one = "IS NOT NULL" if has_some else "IS NULL"
    order = Listing(PERSON)._order_by
    owners = "SELECT DISTINCT record_key k FROM attachment WHERE record_table = 'person'"
    database.rows(f"SELECT t.id FROM person t LEFT JOIN ({owners}) ON k = t.id WHERE k {one} {order}")


def main() -> int:
    """Print the table; 1 if a limit is passed."""
    smoke = "--smoke" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "包头中院.cadre"
        write_people(path, 2_000 if smoke else 100_000)
        attach_to_every_tenth(path)
        store = open_store(path, SCHEMA, "测试")
        keys = Listing(PERSON).all_keys()
        some = keys[: 100 * PAGE]
        work: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "pages with clips": (lambda: pages(some, True), lambda: pages(some, False)),
            "with attachments": (lambda: Listing(PERSON, (attached(Person, True),)).all_keys(), lambda: joined(True)),
            "without attachments": (
                lambda: Listing(PERSON, (attached(Person, False),)).all_keys(),
                lambda: joined(False),
            ),
        }
        ratios = {}
        print("name | ours s | bare s | ratio | limit")
        for name, (ours, bare) in work.items():
            pairs = [(timed(ours), timed(bare)) for _turn in range(TURNS)]
            own, other = (median(pair[side] for pair in pairs) for side in (0, 1))
            ratios[name] = own / other
            print(f"{name} | {own:.4f} | {other:.4f} | {ratios[name]:.3f} | {MOST[name]}")
        close_store(store)
    return 0 if smoke or all(ratio <= MOST[name] for name, ratio in ratios.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
