"""Which pages are meant by what somebody types, and the sentence for what means none."""

import pytest

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.pages.page_ranges import typed_pages


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("2,5", [2, 5]),
        ("2，5", [2, 5]),
        ("２，５", [2, 5]),
        ("2、5", [2, 5]),
        ("2；5。", [2, 5]),
        ("2 5", [2, 5]),
        ("5,2", [2, 5]),
        ("2,2,5", [2, 5]),
        ("1-3,2-4", [1, 2, 3, 4]),
        ("2 - 5", [2, 3, 4, 5]),
        ("2－3，5", [2, 3, 5]),
        ("2—3", [2, 3]),
        ("1～3", [1, 2, 3]),
        ("1至3", [1, 2, 3]),
        ("第2页，第4到5页", [2, 4, 5]),
        ("第2页至第4页", [2, 3, 4]),
        ("第 2 页～第 4 页、第6页", [2, 3, 4, 6]),
        ("第5页到", [5, 6]),
        ("1-3,5-", [1, 2, 3, 5, 6]),
        ("-3", [1, 2, 3]),
        ("6", [6]),
        ("6-", [6]),
        ("3-3", [3]),
        ("02", [2]),
        ("000000002", [2]),
    ],
)
def test_pages_may_be_typed_as_chinese_is(typed, pages):
    assert [number + 1 for number in typed_pages(typed, 6)] == pages


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请写要打印的页码，如 2,5,7-9。"),
        ("，", "请写要打印的页码，如 2,5,7-9。"),
        ("abc", "“abc”不是页码，请写成 2,5,7-9 这样。"),
        ("2,甲", "“甲”不是页码，请写成 2,5,7-9 这样。"),
        ("-", "“-”不是页码，请写成 2,5,7-9 这样。"),
        ("1-2-3", "“1-2-3”不是页码，请写成 2,5,7-9 这样。"),
        ("2*5", "“2*5”不是页码，请写成 2,5,7-9 这样。"),
        ("1" * 5000, "不是页码"),
        ("0000000012", "“0000000012”不是页码"),
        ("99999999999999", "“99999999999999”不是页码"),
        ("٢", "“٢”不是页码"),
        ("0", "没有第 0 页，请写 1 至 6 之间的页码。"),
        ("0-3", "没有第 0 页，请写 1 至 6 之间的页码。"),
        ("-0", "没有第 0 页，请写 1 至 6 之间的页码。"),
        ("5-2", "“5-2”前大后小，请写成 2-5。"),
        ("7", "没有第 7 页，这份文件共 6 页，请改正页码。"),
        ("9-", "没有第 9 页，这份文件共 6 页，请改正页码。"),
        ("4-99", "没有第 99 页，这份文件共 6 页，请改正页码。"),
        ("2,5,8", "没有第 8 页，这份文件共 6 页，请改正页码。"),
    ],
)
def test_what_is_no_page_is_said_in_one_sentence(typed, sentence):
    with pytest.raises(Unclear) as caught:
        typed_pages(typed, 6)
    assert sentence in str(caught.value) and str(caught.value).count("。") == 1


def test_every_range_of_a_document_is_taken_as_it_is_written():
    for count in range(1, 8):
        for first in range(1, count + 1):
            for last in range(first, count + 1):
                assert typed_pages(f"{first}-{last}", count) == list(range(first - 1, last))
