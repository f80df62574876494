"""Rosters set up before printing: columns, sheet, pages for each court, sums, who signs."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ink import boxes, texts

from cadre_desktop.kit.documents.arranging import arranged, offer_of, print_arranged
from cadre_desktop.kit.documents.roster import Band, Roster, roster_paper
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.documents.table import RosterColumn

LONG_COURT = "包头稀土高新技术产业开发区人民法院"
BRIEF = {LONG_COURT: "稀土高新区法院", "青山区人民法院": "青山法院", "包头市中级人民法院": "包头中院"}
COURT = RosterColumn("单位", 44, parts=["包头市中级人民法院", "青山区人民法院"], brief=BRIEF)
HOURS = RosterColumn("学时", 14, "centre", adds_up=True)
ROSTER = Roster("参训人员花名册", [RosterColumn("姓名", 24, "centre", name=True), COURT, HOURS], notes="共 4 人。")
ROWS = [
    ("李卫国", "青山区人民法院", "7.5"),
    ("欧阳文博", LONG_COURT, "8"),
    ("解红梅", "包头市中级人民法院", "—"),
    ("乌兰图雅", "青山区人民法院", "1,000"),
]


def printed(path: Path, roster: Roster = ROSTER, rows=ROWS, **chosen: str) -> list[str]:
    """The texts of the pages without spaces, as set up with `chosen`."""
    offer = print_arranged(path, roster, rows, Setup(chosen=chosen))
    found = ["".join(page.split()) for page in texts(path)]
    assert offer.pages == len(found)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "花名册.pdf"


def test_by_itself_a_list_is_added_up_and_signed(path):
    (page,) = printed(path)
    assert "合计1015.5" in page.replace(",", "")
    assert all(who in page for who in ("制表人：", "审核人：", "负责人："))
    assert "制表人" not in printed(path, signed="no")[0]


def test_each_court_has_pages_of_its_own_in_the_order_of_courts(path):
    first, second, third = printed(path, pages="单位")
    assert "单位：包头市中级人民法院" in first and "解红梅" in first and "李卫国" not in first
    assert "单位：青山区人民法院" in second and "合计1007.5" in second
    assert f"单位：{LONG_COURT}" in third  # not among the known ones: after them
    assert all("第1页共1页" in page and "参训人员花名册" in page for page in (first, second, third))
    assert "共2人。" in second and "全部：共4人。" in third


def test_rows_without_a_court_come_last_and_say_so(path):
    *_others, last = printed(path, rows=[("单立峰", "", "1"), *ROWS], pages="单位")
    assert "单位：未填单位" in last and "单立峰" in last


def test_columns_can_be_left_out_but_never_all(path):
    offer = print_arranged(path, ROSTER, ROWS, Setup(left_out=frozenset({"学时", "单位"})))
    assert offer.columns == ("姓名", "单位", "学时")
    page = "".join(texts(path)[0].split())
    assert "学时" not in page and "青山" not in page and "乌兰图雅" in page
    print_arranged(path, ROSTER, ROWS, Setup(left_out=frozenset(offer.columns)))
    assert "乌兰图雅" in "".join(texts(path)[0].split())


@pytest.mark.parametrize(
    ("chosen", "size"),
    [
        ({}, (210, 297)),
        ({"orientation": "landscape"}, (297, 210)),
        ({"paper": "A3"}, (297, 420)),
        ({"paper": "A3", "orientation": "landscape"}, (420, 297)),
        ({"orientation": "no such"}, (210, 297)),
    ],
)
def test_the_sheet_is_what_was_chosen(path, chosen, size):
    printed(path, **chosen)
    document = pypdfium2.PdfDocument(path)
    width, height = document.get_page_size(0)
    document.close()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == size


def test_the_title_is_the_one_that_was_typed(path):
    print_arranged(path, ROSTER, ROWS, Setup().titled(ROSTER.title, "执行干警培训名单"))
    page = "".join(texts(path)[0].split())
    assert "执行干警培训名单" in page and ROSTER.title not in page


def test_title_and_headings_stand_on_every_page(path):
    pages = printed(path, rows=ROWS * 30)
    assert len(pages) > 3
    assert all("参训人员花名册" in page and "姓名" in page for page in pages)
    assert all("制表人" not in page for page in pages[:-1]) and "制表人" in pages[-1]


def test_short_names_stand_in_the_whole_column_where_a_full_one_is_too_long(path):
    narrow = replace(ROSTER, columns=[*ROSTER.columns, RosterColumn("备注", 80)])
    (page,) = printed(path, narrow, [(*row, "") for row in ROWS])
    assert "稀土高新区法院" in page and "青山法院" in page and LONG_COURT not in page
    (page,) = printed(path)
    assert LONG_COURT in page and "青山区人民法院" in page


@given(st.lists(st.sampled_from([row[1] for row in ROWS]), max_size=40))
def test_pages_for_each_court_keep_every_row_once(courts):
    rows = [(f"第{number}人", court, "1") for number, court in enumerate(courts)]
    parts = list(arranged(ROSTER, rows, Setup(chosen={"pages": "单位"})))
    kept = [row[0] for _roster, part in parts for row in part]
    assert sorted(kept) == sorted(row[0] for row in rows)
    assert sum(int(roster.total[-1]) for roster, _part in parts) == len(rows)


# Bands.

BANDED = Roster("获奖名单", [RosterColumn("奖项", 30), RosterColumn("姓名", 30, name=True)], banded="赛道", signers=())


def banded(*sizes: int):
    for number, size in enumerate(sizes, 1):
        yield Band(f"赛道{number}（{size} 人）")
        yield from (("业务能手", f"甲{number}乙{one}") for one in range(size))


def test_bands_say_what_their_rows_have_in_common_also_on_the_next_page():
    pages = ["".join(page.split()) for page in texts(roster_paper(BANDED, banded(20, 40, 2)).data())]
    assert len(pages) == 3
    assert "赛道2（40人）" in pages[0] and "赛道2（40人）（续）" in pages[1]
    assert "62" in pages[2]  # bands are not counted


@pytest.mark.parametrize("first", range(20, 34))
def test_a_band_is_never_left_alone_at_the_foot_of_a_page(first):
    data = roster_paper(BANDED, banded(first, 10)).data()
    for page in range(len(texts(data))):
        found = boxes(data, page)
        lowest = max(box.top for box in found if box.character == "赛")
        assert any(box.character == "甲" and box.top > lowest for box in found)


def test_each_band_can_have_pages_of_its_own(path):
    assert [words for _value, words in offer_of(BANDED).choices[2].options] == ["连续", "每个赛道另起一页"]
    pages = printed(path, BANDED, list(banded(3, 2)), pages="赛道")
    assert len(pages) == 2
    assert "赛道：赛道2（2人）" in pages[1] and "甲1" not in pages[1]
