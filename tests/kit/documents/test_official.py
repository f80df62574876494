"""Official papers: tables go on with their heads, nothing stands alone, the pages are numbered as the standard says."""

import pytest

from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.table import RosterColumn

COLUMNS = [RosterColumn("序号", 14, "centre"), RosterColumn("姓名", 30, "centre", name=True), RosterColumn("单位", 80)]


@pytest.fixture
def laid_out(tmp_path):
    """Saves a paper with a table of so many rows and a signature; answers the words of each page."""

    def pages(count, draw=lambda paper: None):
        paper = OfficialPaper("关于表彰先进个人的公示", "校验码 123")
        draw(paper)
        paper.heading("一、名单")
        paper.table(COLUMNS, [(str(number), "王祯", "包头市中级人民法院") for number in range(1, count + 1)])
        paper.signature("包头市中级人民法院", "2024年3月1日")
        path = tmp_path / "公示.pdf"
        number = paper.save(path)
        with Pages(path) as printed:
            assert len(printed) == number
            return ["".join(printed.text(index).split()) for index in range(number)]

    return pages


@pytest.mark.parametrize("count", range(1, 60, 3))
def test_head_again_no_row_alone_and_the_signature_has_company(laid_out, count):
    pages = laid_out(count)
    rows = [page.count("王祯") for page in pages]
    assert sum(rows) == count
    assert all(page.count("序号姓名单位") == 1 for page in pages)
    assert all(number >= min(2, count) for number in rows)
    assert pages[-1].count("2024年3月1日") == 1
    assert pages[0].startswith("关于表彰先进个人的公示一、名单")


def test_every_page_has_its_number_and_the_foot(laid_out):
    pages = laid_out(50)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"—{number}—校验码123")


def test_paragraphs_are_in_order_and_long_names_keep_within_their_cells(laid_out):
    def draw(paper):
        paper.remark("（草稿）")
        paper.space(0.5)
        paper.paragraph("现将名单予以公示。" * 12)
        paper.table(COLUMNS, [("1", "阿拉坦·巴特尔", "包头稀土高新技术产业开发区人民法院")])

    (page,) = laid_out(2, draw)
    assert page.index("（草稿）") < page.index("现将名单") < page.index("阿拉坦·巴特尔") < page.index("一、名单")


@pytest.mark.parametrize("count", range(1, 45, 3))
def test_an_annex_begins_on_a_page_of_its_own_after_the_signature(tmp_path, count):
    paper = OfficialPaper("年度计划")
    for _paragraph in range(count):
        paper.paragraph("现将计划安排如下。")
    paper.annexes(["项目表", "名单"])
    paper.signature("包头市中级人民法院", "2024年3月1日")
    paper.begin_annex("附件1", "项目表")
    paper.table(COLUMNS, [("1", "王祯", "包头中院")])
    number = paper.save(tmp_path / "计划.pdf")
    with Pages(tmp_path / "计划.pdf") as printed:
        pages = ["".join(printed.text(index).split()) for index in range(number)]
    assert pages[-1].startswith("附件1项目表序号姓名单位1王祯")
    assert "附件：1.项目表" in pages[-2] and "2.名单" in pages[-2]
    assert "2024年3月1日" in pages[-2]
    assert "现将计划安排如下。" in pages[-2]


def test_a_head_of_two_lines_has_room_for_them(tmp_path):
    columns = [RosterColumn("每期学时（小时）", 12, "centre"), RosterColumn("培训项目", 120)]
    paper = OfficialPaper("年度计划")
    paper.table(columns, [("16", "政治轮训"), ("8", "讲座")])
    assert paper.save(tmp_path / "计划.pdf") == 1
    assert max(piece.height for piece in paper._pieces if piece.table and not piece.cells) > 9.6
