from dataclasses import replace
from pathlib import Path

import pytest
from ink import boxes, finds, fonts, texts

from cadre_desktop.kit.documents.roster import SIDE, Roster, print_roster, roster_paper
from cadre_desktop.kit.documents.table import RosterColumn

NAME = RosterColumn("姓名", 24, "centre", name=True)
COURT = RosterColumn("单位", 60)
NARROW = Roster("参训人员名册", [NAME, COURT], "包头市中级人民法院", "2024年3月1日")
LONG_COURT = "包头稀土高新技术产业开发区人民法院"


def people(count: int) -> list[tuple[str, str]]:
    names = ("王祯", "李卫国", "阿拉坦·巴特尔", "张𠮷", "陈㛃", "乌云其木格")
    return [(names[number % 6], LONG_COURT if number % 4 == 0 else "青山区人民法院") for number in range(count)]


def laid_out(roster: Roster, rows: list[tuple[str, ...]]) -> bytes:
    return roster_paper(roster, rows).data()


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (28, 1), (41, 2), (90, 3)])
def test_pages_are_counted_and_headings_repeated(tmp_path: Path, count: int, pages: int) -> None:
    path = tmp_path / "名册.pdf"

    assert print_roster(path, NARROW, people(count)) == pages
    found = texts(path)
    assert len(found) == pages
    assert all("单位" in text for text in found)
    assert all(f"第 {number} 页" in text and f"共 {pages} 页" in text for number, text in enumerate(found, 1))


def test_every_person_is_printed_once() -> None:
    rows = [(f"王{chr(0x4E00 + number)}祯", f"青山区第{number}法院") for number in range(200)]
    found = "".join(texts(laid_out(NARROW, rows)))

    assert all(found.count(name) == 1 and court in found for name, court in rows)


def test_short_names_are_spread_but_found_whole() -> None:
    data = laid_out(NARROW, [("王祯", ""), ("李卫国", ""), ("陈㛃", "")])
    at = {box.character: box for box in boxes(data)}

    assert all(finds(data, name) for name in ("王祯", "李卫国", "陈㛃"))
    assert at["王"].left == pytest.approx(at["李"].left, abs=0.5)
    assert at["祯"].right == pytest.approx(at["国"].right, abs=0.5)


def test_a_short_name_beyond_the_bmp_is_copied_whole() -> None:
    assert "张𠮷" in texts(laid_out(NARROW, [("张𠮷", "")]))[0]


@pytest.mark.parametrize(("row", "pages"), [(8.0, 1), (11.0, 2)])
def test_rows_are_set_closer_rather_than_leaving_some_alone_with_the_signatures(row: float, pages: int) -> None:
    """Where something is written into the rows by hand they keep their height."""
    signed = replace(NARROW, signers=("记分人", "复核人"), row=row, notes="第一条。\n第二条。\n第三条。")
    full = next(count for count in range(10, 60) if roster_paper(signed, people(count + 1)).pages == 2)
    loose = int((297 - 19 - 18 - 10.5 - 11 - 9.5 - 3 * 5.2 - 2 - 15) / row)
    assert (full - loose >= 5) == (pages == 1)


def test_signatures_on_a_last_page_have_some_rows_above_them() -> None:
    signed = replace(NARROW, signers=("记分人", "复核人"))
    full = next(count for count in range(10, 60) if roster_paper(signed, people(count + 1)).pages == 2)
    for more in range(1, 9):
        found = texts(laid_out(signed, people(full + more)))
        assert found[1].count("法院") >= 6
        assert "复核人" in found[1]


def test_a_last_page_of_one_row_is_drawn_in() -> None:
    full = max(count for count in range(20, 40) if roster_paper(NARROW, people(count)).pages == 1)

    assert full > 28
    assert roster_paper(NARROW, people(full + 1)).pages == 2
    assert len(texts(laid_out(NARROW, people(full + 1)))[1].split("法院")) > 3


def test_many_columns_turn_the_page() -> None:
    wide = Roster("名册", [NAME, COURT, COURT, COURT, NAME])

    assert "名册" in texts(laid_out(wide, [("王祯", "甲", "乙", "丙", "张𠮷")]))[0]
    assert max(box.right for box in boxes(laid_out(wide, [("王祯", "甲", "乙", "丙", "张𠮷")]))) > 215


@pytest.mark.parametrize(
    "cell", [LONG_COURT, LONG_COURT * 2, "该同志政治立场坚定，" * 40, "A" * 300, "一\n二\n三\n四\n五\n六\n七\n八"]
)
def test_nothing_leaves_its_column(cell: str) -> None:
    roster = Roster("名册", [COURT, NAME, COURT], numbered=False)
    found = boxes(laid_out(roster, [("左", "王祯", cell), ("左", "李卫国", "青山区人民法院"), (cell, "王祯", "右")]))
    (heading,) = [box for box in found if box.character == "姓"]
    names = [box for box in found if box.character in "王祯李卫国"]

    assert min(box.left for box in found) > SIDE
    assert max(box.right for box in found) < 210 - SIDE
    assert all(abs(box.left - heading.left) < 15 for box in names)


def test_columns_with_room_give_it_to_those_in_need() -> None:
    roster = Roster("名册", [NAME, RosterColumn("单位", 40), RosterColumn("电话", 60)])
    found = boxes(laid_out(roster, [("王祯", LONG_COURT, "13900000000")]))
    line = [box for box in found if box.character in LONG_COURT and box.top > 43]

    assert max(box.bottom for box in line) - min(box.top for box in line) < 5


@pytest.mark.parametrize("beside", [LONG_COURT, LONG_COURT * 3])
def test_a_very_long_name_stays_on_one_line(beside: str) -> None:
    data = laid_out(NARROW, [("阿拉坦格日勒·巴特尔", beside)])
    name = [box for box in boxes(data) if box.character in "格日勒巴特尔" and box.top > 50]

    assert max(box.bottom for box in name) - min(box.top for box in name) < 5


def test_notes_follow_the_last_row() -> None:
    notes = "备注：联系电话变更的，请于开赛前三日告知政治部教育培训处。" * 4
    found = texts(laid_out(Roster("名册", [NAME, COURT], notes=notes), people(28)))

    assert "备注" in found[-1]
    assert "法院" in found[-1]


def test_a_long_title_is_set_in_two_lines_within_the_margins() -> None:
    title = "关于表彰全市法院2023年度“双创·致远”系列培训优秀学员和先进集体的人员花名册"
    found = boxes(laid_out(Roster(title, [NAME, COURT]), people(3)))
    heading = [box for box in found if box.bottom - box.top > 5]

    assert max(box.right for box in heading) <= 210 - SIDE
    assert max(box.top for box in heading) - min(box.top for box in heading) > 8


def test_the_same_rows_give_the_same_bytes() -> None:
    assert laid_out(NARROW, people(30)) == laid_out(NARROW, people(30))


def test_every_font_is_embedded() -> None:
    names = fonts(laid_out(NARROW, people(10)))

    assert names
    assert all(name[6] == "+" for name in names)


def test_progress_and_stopping(tmp_path: Path) -> None:
    heard: list[int] = []
    print_roster(tmp_path / "a.pdf", NARROW, people(2500), heard.append)

    def stop(_rows: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        print_roster(tmp_path / "b.pdf", NARROW, people(2500), stop)
    assert heard == [1000, 2000]
    assert not (tmp_path / "b.pdf").exists()


def test_a_row_of_the_wrong_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        laid_out(NARROW, [("王祯",)])
