"""Workbooks as offices make them, generated with the true people beside them: nothing is wrong without a word.

``python tests/benchmarks/office_workbooks.py`` does the same with thousands, and as LibreOffice writes them.
"""

from pathlib import Path

from office_measuring import measure
from office_sheets import office_book


def test_nothing_is_read_wrongly_without_a_word(tmp_path: Path) -> None:
    report = measure(range(48), tmp_path)
    assert report.silent == []
    assert report.counts["people"] > 500
    lost = report.counts["people lost, told"] / report.counts["people"]
    assert lost < 0.03, "one bad cell does not cost a person"


def test_the_same_number_makes_the_same_workbook() -> None:
    assert office_book(7) == office_book(7)
    assert office_book(7) != office_book(8)
