from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from ink import boxes, finds, texts

from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.documents.sheets import (
    SignInSheet,
    days_between,
    print_sign_in_sheet,
    sign_in_paper,
    signatures,
)
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.tablecards import WIDTH, TableCard, print_table_cards, table_cards_paper

NAME = RosterColumn("姓名", 24, "centre", name=True)
SHEET = SignInSheet("研修班签到表", [NAME, RosterColumn("单位", 60)], ["时间：2024年3月1日", "地点：第一会议室"])


def test_a_sheet_ends_with_numbered_blank_rows(tmp_path: Path) -> None:
    path = tmp_path / "签到表.pdf"

    assert print_sign_in_sheet(path, SHEET, [("王祯", "青山区人民法院")] * 10).pages == 1
    (found,) = texts(path)
    assert found.count("王祯") == 10
    assert {"11", "12", "13"} <= set(found.split())
    assert "时间：2024年3月1日" in found
    assert "签名" in found


def test_blank_rows_open_a_page_when_they_have_to() -> None:
    fewest = next(count for count in range(60) if sign_in_paper(SHEET, [("王祯", "")] * count).pages == 2)
    found = texts(sign_in_paper(SHEET, [("王祯", "")] * fewest).data())

    assert "".join(found).count("王祯") == fewest
    assert found[1].count("王祯") < fewest / 4  # not a page more than there has to be
    assert str(fewest + SHEET.blank_rows) in found[1].split()


def test_rows_are_a_little_lower_where_that_spares_a_page() -> None:
    """20 rows of 11 mm fit beneath the title, 23 of 9.2 mm."""
    tall, low = (sign_in_paper(SHEET, [("王祯", "")] * count) for count in (17, 20))
    assert (tall.pages, low.pages) == (1, 1)
    assert "23" in texts(low.data())[0].split()


def test_narrow_tables_stand_in_two_blocks() -> None:
    found = boxes(sign_in_paper(SignInSheet("签到表", [NAME]), [("李卫国",)] * 30).data())
    names = [box.left for box in found if box.character == "李"]

    assert len(names) == 30
    assert max(names) - min(names) > 80


def test_rows_grow_with_their_fullest_cell() -> None:
    sheet = SignInSheet("签到表", [NAME, RosterColumn("单位", 60)])
    found = boxes(sign_in_paper(sheet, [("王祯", "达尔罕茂明安联合旗人民法院" * 4), ("李卫国", "")]).data())
    at = {box.character: box.top for box in found}

    assert at["李"] - at["王"] > 12


def test_a_card_shows_the_name_on_both_sides_of_the_fold(tmp_path: Path) -> None:
    path = tmp_path / "桌牌.pdf"

    assert print_table_cards(path, [TableCard("李卫国", "青山区人民法院"), TableCard("王祯")]).pages == 2
    found = boxes(path.read_bytes())
    middles = sorted((box.top + box.bottom) / 2 for box in found if box.character == "国")
    assert len(middles) == 2
    assert middles[0] < 105 < middles[1]
    assert sum(middles) / 2 - 105 < 0.01
    assert finds(path.read_bytes(), "李卫国")


def test_long_names_fit_on_a_card() -> None:
    card = TableCard("阿拉坦格日勒·额尔敦朝鲁", "包头稀土高新技术产业开发区人民法院政治部教育培训处")
    found = boxes(table_cards_paper([card]).data())

    assert max(box.right for box in found) - min(box.left for box in found) <= WIDTH


# A column for each day.

MARCH = [date(2024, 3, day) for day in range(4, 18)]  # two weeks from a Monday on


def headings(days, rows=(("王祯", "青山区人民法院"),), **chosen) -> list[str]:
    """The pages, without spaces, of a sheet for these days as set up with `chosen`."""
    sheet = replace(SHEET, days=days)
    return ["".join(page.split()) for page in texts(sign_in_paper(sheet, rows, Setup(chosen=chosen)).data())]


def test_there_is_a_column_to_sign_in_for_each_day() -> None:
    (page,) = headings(MARCH[:3])
    assert all(f"3月{day}日" in page for day in (4, 5, 6))
    assert "签名" not in page


def test_many_days_take_several_sheets_and_none_is_lost() -> None:
    pages = headings(MARCH)
    found = "".join(pages)
    assert len(pages) > 1
    assert all(found.count(f"3月{day.day}日") == 1 for day in MARCH)
    assert all("王祯" in page for page in pages)


def test_weekends_half_days_and_one_column_can_be_chosen() -> None:
    days = "".join(headings(MARCH, signatures="weekdays"))
    assert "3月8日" in days and "3月9日" not in days and "3月10日" not in days
    (halves,) = headings(MARCH[:2], signatures="halves")
    assert halves.count("上午") == halves.count("下午") == 2
    (once,) = headings(MARCH, signatures="once")
    assert "签名" in once and "3月" not in once.replace("3月1日", "")
    (single,) = headings(MARCH[:1], **{"signatures of a day": "halves"})
    assert "上午" in single and "下午" in single


def test_sessions_come_before_days() -> None:
    sheet = replace(SHEET, days=MARCH[:2], sessions=["庭审观摩", "笔试"])
    (page,) = ("".join(page.split()) for page in texts(sign_in_paper(sheet, [("王祯", "")]).data()))
    assert "庭审观摩" in page and "笔试" in page and "3月4日" not in page
    assert [value for value, _words in signatures(sheet).options] == ["sessions", "days", "halves", "once"]


def test_the_title_stands_on_every_page() -> None:
    pages = headings(MARCH[:1], [("王祯", "青山区人民法院")] * 60)
    assert len(pages) > 2 and all("签到表" in page for page in pages)


def test_later_pages_say_which_track_they_are_about() -> None:
    sheet = replace(SHEET, days=MARCH[:1], part="刑事审判")
    paper = sign_in_paper(sheet, [("王祯", "青山区人民法院")] * 60)
    first, *later = ("".join(page.split()) for page in texts(paper.data()))
    assert later and all("签到表（刑事审判）" in page for page in later) and "（刑事审判）" not in first


@pytest.mark.parametrize(("days", "count"), [(0, 1), (4, 5), (365, 0), (-2, 0)])
def test_days_are_counted_from_the_first_to_the_last(days: int, count: int) -> None:
    starts = date(2024, 3, 1)
    assert len(days_between(starts, starts + timedelta(days))) == count
    assert days_between(None, starts) == []


# Two cards on an A4.


def test_two_cards_stand_on_a_page_each_folded_in_its_middle(tmp_path: Path) -> None:
    path = tmp_path / "桌牌.pdf"
    cards = [TableCard("李卫国", "青山区人民法院"), TableCard("王国祯"), TableCard("阿拉坦·巴特尔", "包头中院")]
    assert print_table_cards(path, cards, Setup(chosen={"cards": "2"})).pages == 2
    middles = sorted((box.top + box.bottom) / 2 for box in boxes(path.read_bytes()) if box.character == "国")
    quarter = 297 / 4
    assert len(middles) == 4
    assert sum(middles[:2]) / 2 == pytest.approx(quarter, abs=0.05)
    assert sum(middles[2:]) / 2 == pytest.approx(3 * quarter, abs=0.05)
    assert all(box.left > 0 and box.right < 210 for page in (0, 1) for box in boxes(path.read_bytes(), page))
