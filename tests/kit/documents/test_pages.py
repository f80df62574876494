from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.typesetting import Style


def document() -> bytes:
    paper = Paper("试")
    draw(paper.page(A4))
    draw(paper.page(A4_LANDSCAPE))
    return paper.data()


def draw(page: PageDrawing) -> None:
    page.fill(0, 0, page.width / 2, page.height, (1.0, 0.0, 0.0))
    page.text(20, 20, "王祯", Style(Role.KAI, 12))


def test_pages_are_counted_and_measured() -> None:
    with Pages(document()) as pages:
        assert len(pages) == 2
        assert pages.size(0) == pytest.approx((210, 297), abs=0.01)
        assert pages.size(1) == pytest.approx((297, 210), abs=0.01)
        assert pages.text(1) == "王祯"


def test_a_picture_is_red_left_and_white_right() -> None:
    with Pages(document()) as pages:
        picture = pages.picture(0, 72)

    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.rgba) == 596 * 842 * 4
    assert picture.rgba[:4] == bytes((255, 0, 0, 255))
    assert picture.rgba[595 * 4 : 596 * 4] == bytes((255, 255, 255, 255))


def test_several_threads_may_ask_at_once() -> None:
    with Pages(document()) as pages, ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda number: pages.picture(number % 2, 20), range(12)))

    assert len(set(pictures)) == 2


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "假.pdf").write_bytes(b"not a PDF")

    with pytest.raises(ValueError, match="PDFium"):
        Pages(tmp_path / "假.pdf")
    with pytest.raises(FileNotFoundError):
        Pages(tmp_path / "无.pdf")
