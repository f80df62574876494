import errno
import os
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from ink import boxes, finds, fonts, texts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.problems import Refused

SONG = Style(Role.SONG, 12)


def one_line(text: str, style: Style = SONG) -> bytes:
    paper = Paper("试")
    paper.page().text(20, 30, text, style)
    return paper.data()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("text", ["王祯", "张𠮷", "陈㛃䶮", "阿拉坦·巴特尔", "“双创”，（A1）。", "Ⅳ 〔2024〕 é"])
def test_text_is_copied_as_it_was_set(role: Role, text: str) -> None:
    assert texts(one_line(text, Style(role, 12))) == [text]


def test_spread_characters_are_found_as_one_word() -> None:
    data = one_line("王祯", Style(Role.SONG, 12, spacing=1.0))

    assert texts(data) == ["王祯"]
    assert finds(data, "王祯")


def test_all_fonts_are_embedded_subsets() -> None:
    data = one_line("王𠮷A")

    assert fonts(data)
    assert all(name[6] == "+" for name in fonts(data))
    assert len(set(fonts(data))) == 2
    assert b"Helvetica" not in data


def test_a_page_without_text_has_no_font() -> None:
    paper = Paper("空")
    paper.page().line(10, 10, 20, 10, 1)

    assert fonts(paper.data()) == []


def test_places_are_millimetres_from_the_top_left() -> None:
    paper = Paper("试")
    page = paper.page()
    page.text(50, 40, "国", SONG)
    page.text(150, 40, "国", SONG, "right")
    page.text(105, 80, "国", SONG, "centre")
    left, right, centre = boxes(paper.data())

    assert 50 < left.left < left.right < 50 + SONG.em
    assert 150 - SONG.em < right.left < right.right < 150
    assert (centre.left + centre.right) / 2 == pytest.approx(105, abs=0.3)
    assert left.top == pytest.approx(40 - 0.8 * SONG.em, abs=0.4)


def test_middle_centres_the_ink_on_the_line() -> None:
    paper = Paper("试")
    paper.page().middle(50, 100, "国", SONG)
    (box,) = boxes(paper.data())

    assert (box.top + box.bottom) / 2 == pytest.approx(100, abs=0.3)


def test_paragraphs_are_indented_and_justified() -> None:
    paper = Paper("试")
    text = "在系列培训班学习期间，刻苦钻研、成绩突出，经考核评定，被评为优秀班干部。特发此证，以资鼓励。" * 2
    lines = wrap(text, SONG, 100, 2)
    after = paper.page().paragraph(30, 50, 100, lines, SONG, leading=7)
    found = boxes(paper.data())

    assert after == pytest.approx(50 + 7 * len(lines))
    assert found[0].left == pytest.approx(30 + 2 * SONG.em, abs=0.6)
    assert min(box.left for box in found) == pytest.approx(30, abs=0.8)
    assert max(box.right for box in found) < 130.1
    ends = [max(box.right for box in found if abs(box.bottom - (50 + 7 * line)) < 3) for line in range(len(lines) - 1)]
    assert all(end > 126.5 for end in ends)


def test_what_is_turned_stands_upside_down() -> None:
    paper = Paper("试")
    page = paper.page()
    with page.turned(105, 100):
        page.text(30, 130, "国", SONG)
    (box,) = boxes(paper.data())

    assert 180 - SONG.em < box.left < box.right < 180
    assert 69 < box.top < 75


def test_footers_know_how_many_pages_there_are() -> None:
    def footer(page: PageDrawing, number: int, count: int) -> None:
        page.text(20, 280, f"第{number}页共{count}页", SONG)

    paper = Paper("试", footer=footer)
    paper.page()
    paper.page(A4_LANDSCAPE)

    assert texts(paper.data()) == ["第1页共2页", "第2页共2页"]


def test_a_form_is_stored_once_and_shown_everywhere() -> None:
    paper = Paper("试")
    form = paper.form(lambda drawing: drawing.text(20, 20, "框", SONG))
    for _page in range(3):
        paper.page().draw_form(form)
    data = paper.data()

    assert texts(data) == ["框"] * 3
    assert data.count(b"/FormType") == 1


def test_a_qr_code_can_be_read_from_the_page() -> None:
    paper = Paper("试")
    paper.page().qr(30, 30, 25, "包头市中级人民法院|第007号")
    document = pypdfium2.PdfDocument(paper.data())
    page = document[0]
    picture = page.render(scale=3).to_numpy()
    page.close()
    document.close()

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["包头市中级人民法院|第007号"]


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert one_line("王祯，张𠮷。") == one_line("王祯，张𠮷。")


def test_title_and_author_are_kept() -> None:
    paper = Paper("参训人员名册", author="包头市中级人民法院")
    paper.page()
    document = pypdfium2.PdfDocument(paper.data())
    about = document.get_metadata_dict()
    document.close()

    assert (about["Title"], about["Author"]) == ("参训人员名册", "包头市中级人民法院")


def test_the_faces_serve_reportlabs_own_canvas_too(tmp_path: Path) -> None:
    font = chain(Role.KAI).first.font
    pdfmetrics.registerFont(font)
    canvas = Canvas(str(tmp_path / "a.pdf"), initialFontName=font.fontName)
    canvas.setFont(font.fontName, 12)
    canvas.drawString(50, 700, "张𠮷㛃\u00a0A")
    canvas.save()

    assert texts(tmp_path / "a.pdf") == ["张𠮷㛃 A"]
    assert len(fonts((tmp_path / "a.pdf").read_bytes())) == 2  # the font and its descendant


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "名册.pdf"
    path.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    paper = Paper("试")
    paper.page()
    with pytest.raises(OSError, match="No space"):
        paper.save(path)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    paper = Paper("试")
    paper.page()

    with pytest.raises(Refused, match="不存在"):
        paper.save(tmp_path / "无" / "名册.pdf")
