"""Reports that flow down the pages."""

from ink import boxes, texts

from cadre_desktop.kit.documents.flow import Flow
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.roster import BOTTOM, page_footer
from cadre_desktop.kit.documents.table import RosterColumn

COLUMNS = (RosterColumn("指标", 20), RosterColumn("数值", 12, "right"), RosterColumn("说明", 90))


def begun() -> tuple[Paper, Flow]:
    paper = Paper("分析", footer=page_footer("分析"))
    return paper, Flow(paper)


def rows(count: int) -> list[tuple[str, str, str]]:
    return [(f"指标{number}", str(number), "说明" * (number % 40)) for number in range(count)]


def test_everything_stands_in_its_order() -> None:
    paper, flow = begun()
    flow.title("评委公正性分析", "赛道：执行", "2023年5月8日")
    flow.paragraph("仅供参考。")
    flow.heading("评委")
    flow.table(COLUMNS, rows(2))
    flow.paragraph("表后一句。")
    (page,) = texts(paper.data())
    words = "".join(page.split())
    order = [words.index(part) for part in ("评委公正性分析", "赛道：执行", "仅供参考。", "指标0", "表后一句。")]
    assert order == sorted(order)


def test_a_long_table_goes_on_with_its_heading_and_loses_no_row() -> None:
    paper, flow = begun()
    flow.heading("长表", keep=120)
    flow.table(COLUMNS, rows(120))
    found = texts(paper.data())
    assert len(found) > 3
    assert all("数值" in page for page in found)
    assert all(
        "".join(found).count(f"指标{number}\r") + "".join(found).count(f"指标{number} ") for number in (0, 60, 119)
    )


def test_nothing_is_drawn_into_the_footer() -> None:
    paper, flow = begun()
    for number in range(12):
        flow.heading(f"第 {number} 节")
        flow.paragraph("这是一段不短的说明，" * 12)
        flow.table(COLUMNS, rows(7))
    data = paper.data()
    for page in range(len(texts(data))):
        assert max(box.bottom for box in boxes(data, page) if box.character in "说明指标") <= 297 - BOTTOM


def test_a_table_that_fits_a_page_is_not_torn() -> None:
    paper, flow = begun()
    flow.paragraph("一行。\n" * 36)
    flow.heading("八行", keep=9)
    flow.table(COLUMNS, rows(8))
    found = texts(paper.data())
    assert len(found) == 2
    assert "指标" not in found[0]
    assert "八行" in found[1]


def test_an_empty_table_says_so() -> None:
    paper, flow = begun()
    flow.table(COLUMNS, [])
    assert "（无）" in texts(paper.data())[0]


def test_a_paragraph_further_in_has_less_room() -> None:
    counts = []
    for indent in (0.0, 100.0):
        paper, flow = begun()
        flow.paragraph("说明" * 900, indent=indent)
        counts.append(len(texts(paper.data())))
    assert counts == [1, 2]
