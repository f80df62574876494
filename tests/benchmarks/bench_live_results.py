"""The rank list after one mark: 500 entrants × 9 judges × 12 criteria, all marks in.

Run by hand: ``python tests/benchmarks/bench_live_results.py``; with ``--smoke`` a small size without limits. After
each mark recorded the result is asked for, which scores again only the entrant the journal names; beside it stand the
result worked out whole, and the bare way: sqlite3 reads the marks and numpy combines them (a trimmed mean, in floats).
The whole way of a mark is that of the real page with jobs of its own: from the mark typed to the list painted. Limits
are the ratio to the bare way, and for the last line the 100 ms that a rank list may take.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_contest import bare_results, write_workbook
from bench_marking_grid import CRITERIA, JUDGES, POINTS, marking, until
from PySide6.QtWidgets import QApplication

from cadre_desktop.contests import results
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.records import Event, Judge, Track
from cadre_desktop.contests.results import TrackResult, ranking_of
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

WAYS = {"totals": "评委总分", "criteria": "逐项"}
MOST_TIMES_BARE = 1.0
MOST_SECONDS = 0.1
Spent = dict[str, list[float]]


def follow(file: Path, times: int) -> Spent:
    """Marks recorded one after another: the result that follows, and the one worked out whole."""
    store = open_store(file, SCHEMA, "王祯")
    event, track, judge = Event.get(), Track.get().id, Judge.get().id
    result = ranking_of(track)
    line = result.rules.events[0].criteria[0]
    found: Spent = {"live": [], "whole": []}
    for number, entrant in zip(range(times), list(result.competitors) * times, strict=False):
        record_marks(store, event, [MarkEntry(entrant, judge, line.key, number % 2 * 500)])
        started = perf_counter()
        live = ranking_of(track)
        found["live"].append(perf_counter() - started)
        started = perf_counter()
        whole = results._result(track)
        found["whole"].append(perf_counter() - started)
        assert live.ranking == whole.ranking, "not the same ranking"
    close_store(store)
    return found


def typed(file: Path, folder: Path, times: int) -> list[float]:
    """Seconds from a mark typed on the page to the rank list painted with it."""
    found: list[float] = []
    with marking(file, folder) as page:
        put, shown = page.ranks.put, []

        def following(result: TrackResult, provisional: bool = False) -> None:
            put(result, provisional)
            shown.append(1)

        page.ranks.put = following  # type: ignore[method-assign]
        for row in range(times):
            cell = page.model.index(row, FIXED)
            page.table.setCurrentIndex(cell)
            until(lambda: not page._desk.jobs.running)
            shown.clear()
            text = "0" if cell.data() != "0" else str(POINTS)
            started = perf_counter()
            page.model.setData(cell, text)
            until(lambda: bool(shown))
            page.ranks.table.viewport().repaint()
            found.append(perf_counter() - started)
    return found


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    entrants, times = (40, 3) if smoke else (500, 21)
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light")  # type: ignore[arg-type]
    over = False
    with tempfile.TemporaryDirectory() as folder:
        for way, combination in WAYS.items():
            book, file = Path(folder) / f"{way}.xlsx", Path(folder) / f"{way}.cadre"
            write_workbook(book, entrants, combination, JUDGES, CRITERIA, POINTS)
            store = open_store(file, SCHEMA, "王祯", create_new=True)
            assert import_contest(store, book).refused == 0, "not every row came in"
            close_store(store)
            spent = {name: median(values) for name, values in follow(file, times).items()}
            bare = median(bare_results(way, file, JUDGES, CRITERIA)["seconds"] for _time in range(5))
            for name, what in (("live", "ranks after one mark"), ("whole", "ranks worked out whole")):
                limit = MOST_TIMES_BARE if name == "live" else "-"
                print(f"{what}, {way} | {spent[name]:.4f} | {bare:.4f} | {spent[name] / bare:.3f} | {limit}")
            over |= spent["live"] > MOST_TIMES_BARE * bare
        seen = sorted(typed(file, Path(folder), times))[times * 19 // 20]
    print(f"mark typed to ranks painted, 19 of 20 | {seen:.4f} | | | {MOST_SECONDS} s")
    return 0 if smoke else int(over or seen > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
