"""Delimited texts that are very wide, ragged, empty or one long line: read in little memory, or one sentence."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import delimited
from cadre_desktop.kit.documents.limits import LIMITS
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused

ROOT = Path(__file__).parents[2]
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")


@pytest.mark.parametrize("rest", [b"", b"\r\n", b"\n\n \t"])
@pytest.mark.parametrize("mark", [b"", *BOMS])
def test_a_text_without_a_text_is_empty(tmp_path: Path, mark: bytes, rest: bytes) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + rest)
    with pytest.raises(Refused, match=r"“名册\.csv”(是空文件|里没有内容)"):
        read_workbook(path)


@pytest.mark.parametrize("only", ['""', "sep=,\r\n", "sep=;", "'", "=", '="', ",", '"', "\ufeff\ufeff"])
def test_a_text_of_signs_alone_is_read_or_told(tmp_path: Path, only: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(only, encoding="utf-8-sig")
    try:
        assert read_workbook(path).sheets[0].rows
    except Refused as refused:
        assert str(refused).endswith("。")


def lines(*texts: str) -> bytes:
    return "\n".join(texts).encode()


@pytest.mark.parametrize(
    ("data", "row", "columns"),
    [
        (lines("姓名,部门", "王祯" + ",庭" * 60), 2, 61),
        (lines("姓名,部门", "王祯" + ',"庭"' * 60), 2, 61),
        (lines("姓名\t部门", "李娜\t庭", "王祯" + "\t庭" * 60), 3, 61),
        (lines(*["王祯,庭"] * 30, ",".join("甲" * 45), *["王祯,庭"] * 30), 31, 45),
        (lines(*['"王祯",庭'] * 30, ",".join("甲" * 45), *["王祯,庭"] * 30), 31, 45),
        (lines(",".join("甲" * 45), *["王祯,庭"] * 60), 1, 45),
    ],
)
def test_a_line_that_is_far_too_wide_is_told(data: bytes, row: int, columns: int) -> None:
    with pytest.raises(Refused, match=f"第 {row} 行有 {columns} 列，读不下；请检查这一行是否缺了换行"):
        delimited.rows_of(data, "名册.csv", replace(LIMITS, columns=50, padding=1_000))


@pytest.mark.parametrize("mark", ["", '"'])
def test_blank_lines_at_the_end_are_nothing_however_many(tmp_path: Path, mark: str) -> None:
    """No line lacks its line break there, and nothing has to be made as long as the others."""
    path = tmp_path / "名册.csv"
    path.write_bytes(lines("姓名,部门,职务", f"{mark}王祯{mark},民一庭,审判员", *[""] * 1_000))
    few = replace(LIMITS, padding=100)
    assert read_workbook(path, limits=few).sheets[0].rows[1:] == [["王祯", "民一庭", "审判员"]]
    path.write_bytes(lines("姓名,部门,职务", *[""] * 1_000, "王祯,民一庭,审判员"))
    with pytest.raises(Refused, match="读不下"):
        read_workbook(path, limits=few)


def test_more_cells_than_can_be_are_told() -> None:
    """As what they are: no line lacks its line break there."""
    with pytest.raises(Refused, match=r"^“名册.csv”的单元格超过 500 个，读不下；请拆成几个文件"):
        delimited.rows_of(lines(*["a,b,c"] * 200), "名册.csv", replace(LIMITS, area=500))


def test_very_many_columns_may_not_take_many_times_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_LEAST_MEMORY", 10_000)
    wide = lines(*(",".join(f"{row}{column}" for column in range(300)) for row in range(40)))
    with pytest.raises(Refused, match="有 300 列，读不下"):
        delimited.rows_of(wide, "名册.csv")
    same = lines(*(",".join("甲" * 300) for _row in range(3)))
    assert len(delimited.rows_of(same, "名册.csv")) == 3


def test_a_cell_that_is_too_long_is_told() -> None:
    with pytest.raises(Refused, match="有一格超过 100 个字；请检查各行是否用换行分开"):
        delimited.rows_of(lines("姓名,备注", "王祯," + "好" * 101), "名册.csv", replace(LIMITS, text=100))


@given(
    st.lists(
        st.lists(st.sampled_from(["王祯", "", "甲,乙", 'a"b', "丙\n丁", "12"]), min_size=2, max_size=6), min_size=1
    )
)
def test_ragged_rows_are_filled_up_with_blanks(rows: list[list[str]]) -> None:
    import csv
    from io import StringIO

    target = StringIO(newline="")
    csv.writer(target).writerows(rows)
    read = delimited.rows_of(target.getvalue().encode("utf-8-sig"), "名册.csv")
    assert len({len(row) for row in read}) <= 1


@pytest.mark.parametrize("cells", [1, 7, 1_000])
def test_blocks_are_the_rows_in_their_order(cells: int) -> None:
    text = "\n".join(f"{number},甲" for number in range(50))
    blocks = list(delimited.blocks_of(text, "名册.csv", LIMITS, cells))
    assert [row for block in blocks for row in block] == [[str(number), "甲"] for number in range(50)]


def test_a_quoted_text_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells over several lines, also where one stretch ends and the next begins."""
    from cadre_desktop.kit.documents import quoted

    rows = [[f"{number}", f"甲\n乙\n{number}" if number % 7 == 0 else "丙"] for number in range(3_000)]
    text = "\r\n".join(f'{first},"{second}"' for first, second in rows)
    monkeypatch.setattr(quoted, "_STRETCH", 450)
    assert quoted.read(text, ",").rows == rows


def ragged() -> Iterator[str]:
    for number in range(120_000):
        yield ",".join(["甲乙"] * (number % 30 + 1))


def very_wide() -> Iterator[str]:
    for _number in range(100):
        yield ",".join(["a"] * 16_000)


def very_long() -> Iterator[str]:
    yield from ("王祯,庭" for _number in range(300_000))
    yield ",".join(["a"] * 300_000)


def short() -> Iterator[str]:
    yield from ("王祯" for _number in range(500_000))


MEASURE = """
import resource, sys
from pathlib import Path
from cadre_desktop.kit.documents import reading_process
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
try:
    read_workbook(Path(sys.argv[1]))
except Refused:
    pass
reading_process.end_children()
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in kilobytes on Linux only")
@pytest.mark.parametrize("shape", [ragged, very_wide, very_long, short], ids=lambda shape: shape.__name__)
def test_no_shape_takes_much_memory(tmp_path: Path, shape: Callable[[], Iterator[str]]) -> None:
    """Three times the file and 100 MB, each of the two processes."""
    path = tmp_path / "名册.csv"
    path.write_text("\n".join(shape()), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", MEASURE, path], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    most = 3 * path.stat().st_size + 100_000_000
    assert [int(size) * 1024 for size in said.split() if int(size) * 1024 > most] == []
