"""The check of a file with a million journalled changes: chain, every row, photos, search keys, and all the rest.

Run by hand: ``python tests/benchmarks/bench_check.py``; with ``--smoke`` a small size without limits. The bare run
reads the journal once with SQL, every column of every change and step, and does nothing with them. Each run is a
process of its own, so that the memory is that of one check; the two are timed alternately. Exit code 1 if the ratio or
the memory is over its limit.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

LIMIT = 3.0
MOST_MEGABYTES = 300
TOGETHER = 2_000
COURT = "包头市中级人民法院"


def write_file(path: Path, people: int, records: int, updates: int) -> None:
    """A court that has trained its people for years and has corrected a good deal: half in the order of entering, half
    anywhere."""
    from cadre_desktop.kit.chinese import stroke_key
    from cadre_desktop.kit.names import pinyin_key
    from cadre_desktop.kit.store.database import database
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.people.actions import found_courts
    from cadre_desktop.people.records import Person, TrainingRecord
    from cadre_desktop.schema import SCHEMA

    store = open_store(path, SCHEMA, "王祯", create_new=True)
    own = found_courts(store, COURT)
    chance = random.Random(2023)
    common = {"court": own.id, "sex": "male", "post": "审判员", "category": "judge", "school": "内蒙古大学"}
    common |= {"name": "王祯", "pinyin": pinyin_key("王祯"), "strokes": stroke_key("王祯")}
    with store.step("导入人员"):
        keys = Person.add_many([{**common, "staff_number": f"N{number}"} for number in range(people)])
    made: list[int] = []
    for block in range(records // TOGETHER):
        starts = date(2015 + block % 9, 3, 1)
        course = {"title": f"第{block}期执行实务培训班", "series": "professional", "organiser": COURT, "hours": 160}
        rows = [
            {**course, "person": keys[(block * TOGETHER + number) % people], "year": starts.year, "starts": starts}
            for number in range(TOGETHER)
        ]
        with store.step("结班"):
            made += TrainingRecord.add_many(rows)
    for block in range(updates // TOGETHER):
        first = block * TOGETHER % records
        chosen = chance.sample(made, TOGETHER) if block % 2 else made[first : first + TOGETHER]
        with store.step("更正学时"):
            database.executemany(
                "UPDATE training_record SET hours = ?, result = ? WHERE id = ?",
                [(block % 100 * 10 + number % 7, f"合格{block}", key) for number, key in enumerate(chosen)],
            )
    close_store(store)


def bare(path: Path) -> dict[str, float]:
    """Read the journal once."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(path)
    begun = perf_counter()
    for table in ("change", "step"):
        for _row in connection.execute(f"SELECT * FROM {table}"):
            pass
    return {"seconds": perf_counter() - begun}


def ours(path: Path) -> dict[str, float]:
    """Check the file."""
    from cadre_desktop.checking import check_store
    from cadre_desktop.kit.jobs import Progress
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.schema import SCHEMA, kinds

    store = open_store(path, SCHEMA, "王祯")
    kinds()  # loaded long before anybody asks for a check
    heard: list[int] = []
    begun = perf_counter()
    report = check_store(store, progress=Progress(lambda done, _total, _text: heard.append(done)))
    seconds = perf_counter() - begun
    assert report.sound and heard, report.lines
    close_store(store)
    return {"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run(which: str, path: Path) -> dict[str, float]:
    """One run in a process of its own."""
    answer = subprocess.run([sys.executable, __file__, which, str(path)], check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in json.loads(answer.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    people, records, updates, times = (200, 4_000, 16_000, 1) if smoke else (20_000, 100_000, 880_000, 5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "院.cadre"
        write_file(path, people, records, updates)
        pairs = [(run("bare", path), run("ours", path)) for _time in range(times)]
    took, plain = (median(pair[place]["seconds"] for pair in pairs) for place in (1, 0))
    memory = max(our["memory"] for _bare, our in pairs)
    print("name | ours s | bare s | ratio | limit")
    print(f"check of {people + records + updates} changes | {took:.2f} | {plain:.2f} | {took / plain:.2f} | {LIMIT}")
    print(f"peak memory of the check | {memory:.0f} MB | | | {MOST_MEGABYTES} MB")
    return 0 if smoke else int(took / plain > LIMIT or memory > MOST_MEGABYTES)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps({"bare": bare, "ours": ours}[sys.argv[1]](Path(sys.argv[2]))))
    else:
        sys.exit(main("--smoke" in sys.argv))
