"""Import of 50,000 completions of a platform for 10,000 people, matching them by staff number and name included.

Run by hand: ``python tests/benchmarks/bench_completions.py``; with ``--smoke`` a small size without limits. The bare
run reads the workbook with python-calamine and writes the cells with `executemany` into a plain table of the same
columns. Each run is a process of its own; the two are timed alternately. The same file once more, told
without a limit, has to bring nothing. Exit code 1 if the ratio is over its limit.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

HEADINGS = (
    *("工号", "姓名", "单位", "年度", "培训班名称", "主办方", "开始日期", "结束日期"),
    *("学时", "网络培训", "是否结业", "来源"),
)
COURT = "包头市中级人民法院"
EACH = 5
LIMIT = 2.5


def people_of(count: int) -> list[tuple[str, str]]:
    """Staff numbers and names, many of which are shared."""
    surnames, given = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
    return [
        (f"N{number:06}", surnames[number % 20] + given[number // 20 % 20] + given[number // 400 % 20])
        for number in range(count)
    ]


def write_completions(path: Path, people: int) -> None:
    """A line for each person and class."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("网络平台")
        sheet.write_row(0, 0, HEADINGS)
        line = 1
        for number, name in people_of(people):
            for place in range(EACH):
                month = 1 + 2 * place
                days = (f"2023-{month:02}-01", f"2023-{month:02}-20")
                done = "否" if (line % 40) == 0 else "是"
                title = f"学习贯彻会议精神网上专题班（第{place + 1}期）"
                hours = 4 + line % 9 / 2
                row = (number, name, COURT, 2023, title, "干部网络学院", *days, hours, "是", done, "网络平台")
                sheet.write_row(line, 0, row)
                line += 1


def bare(path: Path, folder: Path, _people: int) -> dict[str, float]:
    """Read with calamine, write into a plain table."""
    from python_calamine import CalamineWorkbook
    from sqlcipher3 import dbapi2

    started = perf_counter()
    with path.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    connection = dbapi2.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute(f"CREATE TABLE record ({', '.join(f'c{number} TEXT' for number in range(len(HEADINGS)))})")
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO record VALUES ({', '.join('?' * len(HEADINGS))})", rows[1:])
    connection.execute("COMMIT")
    connection.close()
    return {"import": perf_counter() - started}


def ours(path: Path, folder: Path, people: int) -> dict[str, float]:
    """The whole import as the command line does it, and the same file again."""
    from cadre_desktop.kit.intake import exchange
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.people.actions import add_people, found_courts
    from cadre_desktop.people.kinds import TRAINING_RECORD
    from cadre_desktop.schema import SCHEMA

    store = open_store(folder / "ours.cadre", SCHEMA, "王祯", create_new=True)
    home = found_courts(store, COURT).id
    add_people(store, [{"court": home, "staff_number": number, "name": name} for number, name in people_of(people)])
    started = perf_counter()
    done = exchange.import_file(store, TRAINING_RECORD, path)
    seconds = perf_counter() - started
    begun = perf_counter()
    again = exchange.import_file(store, TRAINING_RECORD, path)
    repeated = perf_counter() - begun
    close_store(store)
    assert again.same == done.new, "the same file brought something"
    return {"import": seconds, "again": repeated, "new": float(done.new)}


def run(which: str, path: Path, people: int) -> dict[str, float]:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, which, str(path), folder, str(people)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in json.loads(answer.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    people, times = (400, 1) if smoke else (10_000, 3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "完成情况.xlsx"
        write_completions(path, people)
        pairs = [(run("bare", path, people), run("ours", path, people)) for _time in range(times)]
    assert all(our["new"] == people * EACH for _bare, our in pairs), "not every row came in"
    plain = median(bare_["import"] for bare_, _our in pairs)
    taken, again = (median(our[name] for _bare, our in pairs) for name in ("import", "again"))
    print("name | ours s | bare s | ratio | limit")
    print(f"import {people * EACH} completions | {taken:.2f} | {plain:.2f} | {taken / plain:.2f} | {LIMIT}")
    print(f"the same again | {again:.2f} | {plain:.2f} | {again / plain:.2f} | ")
    return 0 if smoke else int(taken / plain > LIMIT)


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["ours"]):
        print(
            json.dumps(
                {"bare": bare, "ours": ours}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
            )
        )
    else:
        sys.exit(main("--smoke" in sys.argv))
