"""Import of a roster of 100,000 rows and 15 columns, journal and search keys included, and its undo.

Run by hand: ``python tests/benchmarks/bench_import.py``; with ``--smoke`` a small size without limits. The bare run
reads the workbook with python-calamine and writes the cells with `executemany` into a plain table of the same columns.
Each run is a process of its own, so that the memory is that of one import; the two are timed alternately. Exit code 1
if a ratio or the memory is over its limit.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

HEADINGS = (
    *("姓名", "性别", "出生年月", "民族", "身份证号", "法院", "部门", "人员分类", "职务", "工号"),
    *("政治面貌", "学历", "参加工作时间", "联系电话", "状态"),
)
COURT = "包头市中级人民法院"
LIMITS = {"import": 3.0, "undo": 0.6}
MOST_MEGABYTES = 250


def write_roster(path: Path, count: int) -> None:
    """A roster of invented people: names drawn so that many are shared, ID numbers all different."""
    import xlsxwriter

    from cadre_desktop.people.rules import check_character

    chance = random.Random(2023)
    surnames, given = (
        "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗单翟解",
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文博",
    )
    posts = [("员额法官", "审判员"), ("法官助理", "法官助理"), ("书记员", "书记员"), ("司法行政人员", "科员")]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("干警")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, count + 1):
            order = number % 1_000
            born = date(1963, 1, 1) + timedelta(days=(number * 7_919) % 12_997)  # all ID numbers differ
            digits = f"150299{born:%Y%m%d}{order:03}"
            category, post = chance.choice(posts)
            row = [
                chance.choice(surnames) + "".join(chance.choices(given, k=chance.choice((1, 2, 2)))),
                "男" if order % 2 else "女",
                f"{born:%Y.%m}",
                chance.choice(("汉", "汉族", "蒙古族", "回族")),
                digits + check_character(digits),
                COURT,
                f"第{number % 20 + 1}审判庭",
                category,
                post,
                f"N{number:06}",
                "中共党员",
                "大学本科",
                f"{born.year + 23}.07",
                f"1{3_800_000_000 + number}",
                "在职",
            ]
            sheet.write_row(number, 0, row)


def bare(path: Path, folder: Path) -> dict[str, float]:
    """Read with calamine, write into a plain table."""
    from python_calamine import CalamineWorkbook
    from sqlcipher3 import dbapi2

    started = perf_counter()
    with path.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    connection = dbapi2.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute(f"CREATE TABLE person ({', '.join(f'c{number} TEXT' for number in range(len(HEADINGS)))})")
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO person VALUES ({', '.join('?' * len(HEADINGS))})", rows[1:])
    connection.execute("COMMIT")
    connection.close()
    return {"import": perf_counter() - started}


def ours(path: Path, folder: Path) -> dict[str, float]:
    """The whole import as the command line does it, its writing by itself, and its undo."""
    from cadre_desktop.kit.intake import exchange
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.people.actions import found_courts
    from cadre_desktop.people.kinds import PERSON
    from cadre_desktop.schema import SCHEMA

    store = open_store(folder / "ours.cadre", SCHEMA, "王祯", create_new=True)
    found_courts(store, COURT)
    written = [0.0]

    def timed(*given: Any) -> Any:
        begun = perf_counter()
        done = apply_plan(*given)
        written[0] = perf_counter() - begun
        return done

    apply_plan, exchange.apply_plan = exchange.apply_plan, timed
    started = perf_counter()
    done = exchange.import_file(store, PERSON, path)
    seconds = perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = perf_counter()
    store.undo()
    undone = perf_counter() - begun
    close_store(store)
    return {"import": seconds, "write": written[0], "undo": undone, "memory": memory, "new": float(done.new)}


def run(which: str, path: Path) -> dict[str, float]:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [sys.executable, __file__, which, str(path), folder], check=True, capture_output=True, text=True
        )
    return {name: float(value) for name, value in json.loads(answer.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    count, times = (2_000, 1) if smoke else (100_000, 3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名册.xlsx"
        write_roster(path, count)
        pairs = [(run("bare", path), run("ours", path)) for _time in range(times)]
    import_ = median(our["import"] for _bare, our in pairs)
    plain = median(bare_["import"] for bare_, _our in pairs)
    write, undo = (median(our[name] for _bare, our in pairs) for name in ("write", "undo"))
    memory = max(our["memory"] for _bare, our in pairs)
    assert all(our["new"] == count for _bare, our in pairs), "not every row came in"
    ratios = {"import": import_ / plain, "undo": undo / write}
    print("name | ours s | bare s | ratio | limit")
    size = f"import {count} x {len(HEADINGS)}"
    print(f"{size} | {import_:.2f} | {plain:.2f} | {ratios['import']:.2f} | {LIMITS['import']}")
    print(f"undo, against writing | {undo:.2f} | {write:.2f} | {ratios['undo']:.2f} | {LIMITS['undo']}")
    print(f"peak memory of the import | {memory:.0f} MB | | | {MOST_MEGABYTES} MB")
    over = memory > MOST_MEGABYTES or any(ratios[name] > limit for name, limit in LIMITS.items())
    return 0 if smoke else int(over)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps({"bare": bare, "ours": ours}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        sys.exit(main("--smoke" in sys.argv))
