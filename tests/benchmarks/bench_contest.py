"""A contest of 10,000 entrants × 7 judges × 6 criteria: its results from the file, and its workbook read.

Run by hand: ``python tests/benchmarks/bench_contest.py``; with ``--smoke`` a small size without limits. The bare runs
read the marks with the standard library's sqlite3 and combine them with numpy (a trimmed mean, in floats), and read
the workbook with python-calamine. Each run is a process of its own, so that memory is that of one; they are timed
alternately. Reading the workbook is everything up to the marks checked and ready to be written; the whole import,
journal included, is printed beside it. Exit code 1 if a ratio or the memory is over its limit.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

JUDGES, CRITERIA = 7, 6
WAYS = {"totals": "评委总分", "criteria": "逐项"}
LIMITS = {"results, totals": 5.0, "results, by criterion": 5.0, "reading the workbook": 3.0}
MOST_MEGABYTES = 400
Figures = dict[str, float]


def write_workbook(
    path: Path, entrants: int, combination: str, judges: int = JUDGES, criteria: int = CRITERIA, most: int = 15
) -> None:
    """The contest as a workbook, with marks drawn at random."""
    import xlsxwriter

    chance = random.Random(2023)
    sheets: dict[str, list[tuple[Any, ...]]] = {
        "竞赛": [("名称", "年度"), ("测速竞赛", 2023)],
        "赛道": [("赛道",), ("刑事审判",)],
        "项目": [("项目", "权重", "合成方式", "去高", "去低"), ("庭审观摩", 100, combination, 1, 1)],
        "评分细则": [("项目", "评分项", "满分"), *(("庭审观摩", f"评分项{n}", most) for n in range(criteria))],
        "评委": [("评委", "单位"), *((f"评委{n}", "外院") for n in range(judges))],
        "选手": [
            ("选手", "单位", "赛道", "抽签号"),
            *((f"选手{n:05}", f"{n % 10}号法院", "刑事审判", n) for n in range(1, entrants + 1)),
        ],
    }
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        sheet = book.add_worksheet("评分")
        sheet.write_row(0, 0, ("赛道", "项目", "选手", "评委", "评分项", "分值"))
        number = 0
        for entrant in range(1, entrants + 1):
            for judge in range(judges):
                for line in range(criteria):
                    number += 1
                    points = chance.randint(0, 2 * most) / 2
                    row = ("刑事审判", "庭审观摩", f"选手{entrant:05}", f"评委{judge}", f"评分项{line}", points)
                    sheet.write_row(number, 0, row)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare_reading(book: Path, _file: Path) -> Figures:
    """All sheets with calamine."""
    from python_calamine import CalamineWorkbook

    started = perf_counter()
    with book.open("rb") as file:
        opened = CalamineWorkbook.from_filelike(file)
        rows = [opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names]
    return {"seconds": perf_counter() - started, "rows": sum(map(len, rows))}


def our_reading(book: Path, file: Path) -> Figures:
    """The whole import into a new file; the time until the marks are written is the reading."""
    from cadre_desktop.contests.exchange import incoming, marks_in
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.schema import SCHEMA

    store = open_store(file, SCHEMA, "王祯", create_new=True)
    spent: Figures = {"seconds": 0.0}

    def timed(module: Any, name: str) -> None:
        work: Callable[..., Any] = getattr(module, name)

        def working(*given: Any, **named: Any) -> Any:
            begun = perf_counter()
            try:
                return work(*given, **named)
            finally:
                spent["seconds"] += perf_counter() - begun

        setattr(module, name, working)

    timed(incoming, "read_book")
    timed(marks_in, "_read")
    started = perf_counter()
    done = incoming.import_contest(store, book)
    spent |= {"import": perf_counter() - started, "refused": done.refused, "memory": megabytes()}
    close_store(store)
    return spent


def bare_results(way: str, file: Path, judges: int = JUDGES, criteria: int = CRITERIA) -> Figures:
    """The marks with sqlite3, a trimmed mean over them with numpy, and the order."""
    import numpy as np

    started = perf_counter()
    connection = sqlite3.connect(file)
    (event,) = connection.execute("SELECT id FROM event").fetchone()
    statement = "SELECT entrant_id, judge_id, criterion_id, value FROM mark WHERE event_id = ?"
    marks = np.array(connection.execute(statement, (event,)).fetchall(), dtype=np.int64)
    connection.close()
    ordered = marks[np.lexsort((marks[:, 2], marks[:, 1], marks[:, 0])), 3].reshape(-1, judges, criteria)
    if way == "totals":
        scores = np.sort(ordered.sum(axis=2), axis=1)[:, 1:-1].mean(axis=1)
    else:
        scores = np.sort(ordered, axis=1)[:, 1:-1, :].mean(axis=1).sum(axis=1)
    best = scores[np.argsort(-scores)[0]]
    return {"seconds": perf_counter() - started, "best": float(best)}


def our_results(_way: str, file: Path) -> Figures:
    """Ranks, awards and derivations of the track."""
    from cadre_desktop.contests.records import Track
    from cadre_desktop.contests.results import ranking_of
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.schema import SCHEMA

    store = open_store(file, SCHEMA, "王祯")
    track = Track.get().id
    started = perf_counter()
    result = ranking_of(track)
    seconds = perf_counter() - started
    best = result.ranking.ranked[0].standing.total.value or 0
    close_store(store)
    return {"seconds": seconds, "memory": megabytes(), "best": float(best)}


RUNS = {
    "bare_reading": bare_reading,
    "our_reading": our_reading,
    "bare_results": bare_results,
    "our_results": our_results,
}


def run(which: str, *given: Any) -> Figures:
    """One run in a process of its own."""
    command = [sys.executable, __file__, which, *map(str, given)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return {name: float(value) for name, value in json.loads(answer.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    entrants, times = (100, 1) if smoke else (10_000, 3)
    table: list[tuple[str, float, float]] = []
    memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for way, combination in WAYS.items():
            book, file = Path(folder) / f"{way}.xlsx", Path(folder) / f"{way}.cadre"
            write_workbook(book, entrants, combination)
            if way == "totals":
                readings = [
                    (run("bare_reading", book, file), run("our_reading", book, file.with_suffix(f".{time}")))
                    for time in range(times)
                ]
            taken = run("our_reading", book, file)
            assert taken["refused"] == 0, "not every row came in"
            pairs = [(run("bare_results", way, file), run("our_results", way, file)) for _time in range(times)]
            assert all(abs(bare["best"] - our["best"]) <= 10 * CRITERIA for bare, our in pairs), "not the same results"
            name = "results, totals" if way == "totals" else "results, by criterion"
            table.append((name, *_medians(pairs)))
            memory = max(memory, *(our["memory"] for _bare, our in pairs))
    table.append(("reading the workbook", *_medians(readings)))
    whole = median(our["import"] for _bare, our in readings)
    print("name | ours s | bare s | ratio | limit")
    for name, ours, bare in table:
        print(f"{name} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} | {LIMITS[name]}")
    print(f"whole import, journal included | {whole:.2f} | {table[-1][2]:.2f} | {whole / table[-1][2]:.2f} | -")
    print(f"peak memory of the results | {memory:.0f} MB | | | {MOST_MEGABYTES} MB")
    over = memory > MOST_MEGABYTES or any(ours / bare > LIMITS[name] for name, ours, bare in table)
    return 0 if smoke else int(over)


def _medians(pairs: list[tuple[Figures, Figures]]) -> tuple[float, float]:
    """Ours, then the bare way."""
    return median(our["seconds"] for _bare, our in pairs), median(bare["seconds"] for bare, _our in pairs)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        given: list[Any] = [Path(text) if "/" in text else text for text in sys.argv[2:]]
        print(json.dumps(RUNS[sys.argv[1]](*given)))
    else:
        sys.exit(main("--smoke" in sys.argv))
