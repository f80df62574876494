"""Values with a range about each."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent

from cadre_desktop.kit.qt.charts.range_chart import RangeChart
from cadre_desktop.kit.qt.look.theme import LIGHT, apply_theme
from cadre_desktop.kit.spans import Span

JUDGES = ("王祯", "阿拉坦·巴特尔", "乌兰图雅")
SPANS = (Span(-40, -120, 40, "−0.040 ± 0.080"), Span(0, -70, 70, "0.000 ± 0.070"), Span(150, 60, 240, "+0.150 ± 0.090"))


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    chart = RangeChart("严格程度")
    qtbot.addWidget(chart)
    chart.resize(460, 220)
    chart.show_spans(JUDGES, SPANS, middle=0)
    chart.show()
    return chart


def test_dots_stand_in_the_order_of_their_values(chart):
    centres = [chart.spot_of(index).center() for index in range(3)]
    assert centres[0].x() < centres[1].x() < centres[2].x()
    assert centres[0].y() < centres[1].y() < centres[2].y()


def test_a_range_is_drawn_as_wide_as_it_is(chart):
    picture = chart.grab().toImage()
    ratio = picture.devicePixelRatio()
    y = round(chart.spot_of(2).center().y() * ratio)
    colored = [x for x in range(picture.width()) if picture.pixelColor(x, y).name() == LIGHT.chart_1.lower()]
    one = chart.spot_of(2).center().x() - chart.spot_of(1).center().x()
    assert (colored[-1] - colored[0]) / ratio == pytest.approx(one / 150 * 180, abs=4)


def test_everything_can_be_read_aloud(chart):
    assert chart.accessibleName() == "严格程度"
    assert chart.accessibleDescription().startswith("王祯：−0.040 ± 0.080；阿拉坦·巴特尔：0.000 ± 0.070")


def test_a_mouse_that_lies_there_takes_nothing_from_the_keyboard(qtbot, chart):
    first, others = chart.spot_of(0).center(), QPointF(1, 1)
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    chart.enterEvent(QEnterEvent(first, others, others))
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [1, 0]
    chart.clearFocus()
    chart.enterEvent(QEnterEvent(first, others, others))
    assert chart._active.index == 0


def test_the_keyboard_goes_from_dot_to_dot(qtbot, chart):
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)  # else the keyboard may come, go and come again
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.hasFocus() and chart._active is not None)  # the first dot is the one in front
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [1, 0]


def test_all_zero_is_a_value_and_nothing_is_empty(chart):
    chart.show_spans(["王祯"], [Span(0, 0, 0, "0")])
    assert not chart.is_empty
    assert chart.spot_of(0).width() == 16
    chart.show_spans([], [])
    assert chart.is_empty
    assert not chart.grab().isNull()


def test_it_is_as_high_as_its_rows(chart):
    three = chart.sizeHint().height()
    chart.show_spans(JUDGES * 4, SPANS * 4)
    assert chart.sizeHint().height() > 2 * three
