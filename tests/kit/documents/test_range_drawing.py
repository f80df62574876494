"""Values with ranges on paper."""

import pytest
from ink import boxes, texts

from cadre_desktop.kit.documents.flow import Flow
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.range_drawing import RangeDrawing, ranges_height
from cadre_desktop.kit.spans import Span

SPANS = (Span(-40, -120, 40), Span(0, -70, 70), Span(150, 60, 240))
LABELS = ("王祯", "乌兰图雅", "包头稀土高新技术产业开发区人民法院")


def chart(middle: int | None = 0) -> bytes:
    paper = Paper("图")
    page = paper.page()
    RangeDrawing(page, 20, 30, 80).draw("严格程度", LABELS, SPANS, middle, str)
    return paper.data()


def test_labels_and_scale_stand_within_the_width() -> None:
    data = chart()
    (text,) = texts(data)
    assert all(words in text for words in ("严格程度", *LABELS, "-200", "300"))
    found = boxes(data)
    assert min(box.left for box in found) >= 20
    assert max(box.right for box in found) <= 100.5
    assert max(box.bottom for box in found) <= 30 + ranges_height(3)


def test_the_line_of_the_middle_is_drawn_only_if_there_is_one() -> None:
    assert len(chart()) > len(chart(None))


def test_pictures_stand_side_by_side_on_the_page_that_has_room() -> None:
    paper = Paper("图")
    flow = Flow(paper)
    places: list[tuple[float, float, float]] = []
    for _time in range(4):
        flow.drawings(80, [lambda _page, x, y, width: places.append((x, y, width))] * 2)
    assert paper.pages == 2
    (left, top, width), (right, same, _width) = places[:2]
    assert (right - left - width, same) == (pytest.approx(6), top)
    assert [y for _x, y, _width in places[::2]] == [*sorted(y for _x, y, _width in places[:6:2]), top]
