from pathlib import Path

from ink import boxes, finds, texts

from cadre_desktop.kit.documents.sheets import SignInSheet, print_sign_in_sheet, sign_in_paper
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
