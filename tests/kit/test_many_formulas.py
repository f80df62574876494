"""Formulas nobody has calculated, very many of them or beyond all numbers: told, in little memory and time."""

import tracemalloc
from pathlib import Path

import pytest
import small_books as books

from cadre_desktop.kit.documents import calculating
from cadre_desktop.kit.documents.cells import Uncalculated
from cadre_desktop.kit.documents.formulas import in_general
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.documents.xls_formulas import UNKNOWN, text_of
from cadre_desktop.kit.jobs import Progress, Stopped


def book_of(formulas: list[str], numbers: float = 1.0) -> books.Book:
    return books.Book([[numbers, books.Formula(text, b"")] for text in formulas])


@pytest.mark.parametrize(
    "text",
    [
        "SUM(1E308,1E308,1E308)",
        "AVERAGE(1E308,1E308)",
        "ROUND(1E300,2)",
        "ROUND(1E300,300)",
        "DATE(9999999,1,1)",
        "YEAR(1E300)",
        "MONTH(-1E9)",
        'TEXT(1E308,"0000")',
        'LEFT("甲",1E300)',
        'MID("甲",-1E300,1E300)',
        "10^10^10",
        "MOD(1E308,1E-308)",
        "LARGE(A1:A1,1E300)",
        "1E308%%%*1E308",
    ],
)
@pytest.mark.parametrize("code", ["", "yyyy-mm-dd", "[h]:mm", "00000", "0%"])
def test_numbers_beyond_all_bounds_are_told(tmp_path: Path, text: str, code: str) -> None:
    book = books.Book([["姓名", books.Formula(text, b"", code=code)]])
    (row,) = read_workbook(books.write(book, tmp_path / "名册.xlsx")).sheets[0].rows
    assert row[0] == "姓名"
    assert row[1] != ""


def test_running_sums_hold_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was too hard was kept with all the cells that had been looked at for it."""
    monkeypatch.setattr(calculating, "MOST_CELLS", 20_000)
    path = books.write(book_of([f"SUM(A1:A{row})" for row in range(1, 1_501)]), tmp_path / "名册.xlsx")
    tracemalloc.start()
    rows = read_workbook(path).sheets[0].rows
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows[99] == [1.0, 100.0]
    assert rows[-1][1] == Uncalculated("=SUM(A1:A1500)")
    assert peak < 6_000_000  # a list of cells for each of them would be three times as much


def test_beyond_so_many_formulas_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculating, "MOST_FORMULAS", 10)
    path = books.write(book_of([f"A{row}+1" for row in range(1, 21)]), tmp_path / "名册.xlsx")
    results = [row[1] for row in read_workbook(path).sheets[0].rows]
    assert results == [2.0] * 10 + [Uncalculated(f"=A{row}+1") for row in range(11, 21)]


def test_stop_is_heard_between_formulas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculating, "_CHECKED", 1)
    path = books.write(book_of(["A1+1"]), tmp_path / "名册.xlsx")
    progress = Progress()
    whole = calculating.worked_out

    def stopping(*given: object) -> object:
        progress.stop()
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(calculating, "worked_out", stopping)
    path = books.write(book_of(["A1+1", "A2+1"]), path)
    with pytest.raises(Stopped):
        read_workbook(path, progress)


def test_formulas_with_texts_filled_down_are_one_in_general() -> None:
    """What stands between quotation marks stays as it is, whatever it looks like."""
    both = [in_general(f'IF(B{row}>5,"B{9}"&$C$2,A{row})&"E7"', row, (0, 0)) for row in (3, 800)]
    assert both[0][0] == both[1][0]
    assert '"B9"' in both[0][0]
    assert '"E7"' in both[0][0]
    assert "$C$2" in both[0][0]


@pytest.mark.parametrize(
    "tokens", [b"", b"\x1e\x01\x00\x1e\x01\x00", b"\x03", b"\x17\xff\x00", b"\x19", b"\x22\x05\x04\x00"]
)
def test_tokens_that_are_no_formula_are_unknown(tokens: bytes) -> None:
    assert text_of(tokens, [], (0, 0)) == UNKNOWN
