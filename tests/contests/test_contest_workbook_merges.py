"""A contest workbook with merged cells, as people make them: filled downwards, and blank ones beside the data."""

import pytest
import xlsxwriter
from contest_book import sheets

from cadre_desktop.contests.exchange.incoming import import_contest


def write(path, title, *ranges):
    """The small contest with blank merged ranges (first row, first column, last row, last column) on one sheet."""
    with xlsxwriter.Workbook(path) as book:
        border = book.add_format({"border": 1})
        for name, rows in sheets().items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for merge in ranges if name == title else ():
                sheet.merge_range(*merge, "", border)
    return path


@pytest.mark.parametrize("title", ["竞赛", "赛道", "项目", "评分细则", "评委", "选手", "评分", "奖项", "并列规则"])
def test_blank_merged_cells_beside_and_below_the_data_are_nothing(court, tmp_path, title):
    rows = sheets()[title]
    below, beside = len(rows), max(map(len, rows))
    ranges = (
        (below + 1, 0, below + 3, 1),  # below
        (below + 1, beside + 5, below + 4, beside + 6),  # below and beside
        (1, beside + 1, below + 6, beside + 2),  # beside, from the first row on
        (below - 1, beside + 4, below, beside + 4),  # beside, from the last row on
    )
    plain = import_contest(court, write(tmp_path / "无.xlsx", title), only_try=True)
    merged = import_contest(court, write(tmp_path / "合.xlsx", title, *ranges))
    assert (merged.problems, merged.new, merged.refused) == (plain.problems, plain.new, plain.refused)
    assert merged.new > 10


def test_a_merged_court_still_counts_for_each_of_its_entrants(court, tmp_path):
    """The merge that says the court ends below the last entrant, where nobody is."""
    content = sheets()
    content["选手"] = [
        ("选手", "单位", "部门", "赛道", "抽签号", "状态"),
        ("甲", "甲市法院", "刑庭", "刑事审判", 1, "参赛"),
        ("乙", None, "刑庭", "刑事审判", 2, None),
        ("丙", None, "刑庭", "刑事审判", 3, None),
    ]
    path = tmp_path / "合.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in content.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "选手":
                sheet.merge_range(1, 1, 7, 1, "甲市法院")
    done = import_contest(court, path)
    assert not [problem for problem in done.problems if problem.sheet == "选手"]
