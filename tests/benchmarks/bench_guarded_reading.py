"""What it costs to read in a process of its own with a look into the file's parts, against the bare library at hand.

Run by hand: ``python tests/benchmarks/bench_guarded_reading.py``; with ``--smoke`` a small size without limits. Both
are the whole import of `bench_import`'s roster; the bare one reads with python-calamine where it is, without a limit
of memory or time and without asking what formats and formulas mean. They are timed alternately. Exit code 1 if the
ratio is over its limit.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import bench_import  # noqa: E402

LIMIT = 1.15


def unguarded(path: Path, *_given: Any, **_named: Any) -> Iterator[Any]:
    """The pieces of a workbook as the library gives them."""
    from python_calamine import CalamineWorkbook

    from cadre_desktop.kit.documents.contents import SheetBegins
    from cadre_desktop.kit.documents.sheet_facts import BookFacts

    yield BookFacts()
    with path.open("rb") as file:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
        yield SheetBegins(sheet.name, True, [])
        yield sheet.to_python()


def run(which: str, path: Path) -> dict[str, float]:
    """One import in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        said = bench_import.subprocess.run(
            [sys.executable, __file__, which, str(path), folder], check=True, capture_output=True, text=True
        )
    return {name: float(value) for name, value in json.loads(said.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    count, times = (2_000, 1) if smoke else (100_000, 5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名册.xlsx"
        bench_import.write_roster(path, count)
        pairs = [(run("guarded", path), run("unguarded", path)) for _time in range(times)]
    assert all(each["new"] == count for pair in pairs for each in pair), "not every row came in"
    ours, bare = (median(pair[place]["import"] for pair in pairs) for place in (0, 1))
    print("name | ours s | bare s | ratio | limit")
    print(f"import {count} x 15, reading guarded | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} | {LIMIT}")
    return 0 if smoke else int(ours / bare > LIMIT)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        if sys.argv[1] == "unguarded":
            from cadre_desktop.kit.documents import reading_process

            reading_process.pieces_from_child = unguarded
        print(json.dumps(bench_import.ours(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        sys.exit(main("--smoke" in sys.argv))
