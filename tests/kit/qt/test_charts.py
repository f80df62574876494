import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from cadre_desktop.kit.qt.charts.chart_base import nice_ticks
from cadre_desktop.kit.qt.charts.charts import BarChart, ChartSeries, LineChart, Ring
from cadre_desktop.kit.qt.look.theme import LIGHT, apply_theme

COURTS = ("包头市中级人民法院", "包头稀土高新技术产业开发区人民法院", "达尔罕茂明安联合旗人民法院")
YEARS = (ChartSeries("本年", (1200, 60, 0)), ChartSeries("上年", (900, 80, 10)))


@pytest.fixture(params=["columns", "rows", "lines"])
def chart(request, qtbot, qapp):
    apply_theme(qapp, "light")
    chart = {"columns": BarChart, "rows": lambda t: BarChart(t, horizontal=True), "lines": LineChart}[request.param](
        "人次"
    )
    qtbot.addWidget(chart)
    chart.resize(420, 300)
    chart.show_data(COURTS, YEARS)
    chart.show()
    return chart


@pytest.mark.parametrize(
    ("maximum", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (4, (0, 1, 2, 3, 4)),
        (131, (0, 50, 100, 150)),
        (437, (0, 100, 200, 300, 400, 500)),
        (10289, (0, 5000, 10000, 15000)),
    ],
)
def test_ticks_are_round_and_cover_the_maximum(maximum, ticks):
    assert nice_ticks(maximum) == ticks


def test_clicking_a_value_picks_it(qtbot, chart):
    place = chart.spot_of(0, 1).center().toPoint()
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == [0, 1]


def test_arrow_keys_and_enter_pick(qtbot, chart):
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args != [0, 0]


def test_everything_can_be_read_aloud(chart):
    assert chart.accessibleName() == "人次"
    assert "包头稀土高新技术产业开发区人民法院：本年 60，上年 80" in chart.accessibleDescription()


def test_hovering_changes_the_picture(qtbot, chart):
    before = chart.grab().toImage()
    qtbot.mouseMove(chart, chart.spot_of(1, 0).center().toPoint())
    after = chart.grab().toImage()
    assert before != after
    assert chart.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_no_data_says_so_and_picks_nothing(qtbot, chart):
    chart.show_data([], [])
    picked = []
    chart.picked.connect(lambda *where: picked.append(where))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chart.is_empty and picked == [] and not chart.grab().isNull()


def test_ring_percentages_make_a_hundred(qtbot):
    ring = Ring("类别")
    qtbot.addWidget(ring)
    ring.show_parts(("法官", "法官助理", "书记员"), (1, 1, 1))
    assert [ring.words(index) for index in range(3)] == ["法官：1（34%）", "法官助理：1（33%）", "书记员：1（33%）"]


def test_ring_rows_can_be_clicked(qtbot):
    ring = Ring("类别")
    qtbot.addWidget(ring)
    ring.resize(400, 240)
    ring.show_parts(("法官", "法官助理"), (3, 1))
    with qtbot.waitSignal(ring.picked) as picked:
        qtbot.mouseClick(ring, Qt.MouseButton.LeftButton, pos=ring.spot_of(1).center().toPoint())
    assert picked.args == [1, 0]


def test_bars_take_the_theme_colour(qtbot, qapp):
    apply_theme(qapp, "light")
    chart = BarChart("人次")
    qtbot.addWidget(chart)
    chart.resize(420, 300)
    chart.show_data(("甲",), (ChartSeries("本年", (5,)),))
    place = chart.spot_of(0).center().toPoint()
    assert chart.grab().toImage().pixelColor(place) == QColor(LIGHT.chart_1)


def test_ring_draws_every_share_and_marks_the_active_row(qtbot, qapp):
    apply_theme(qapp, "light")
    ring = Ring("类别")
    qtbot.addWidget(ring)
    ring.resize(400, 240)
    ring.show_parts(("法官", "法官助理", "司法行政人员和司法警察以及其他聘用制工作人员"), (3, 2, 1))
    ring.show()
    image = ring.grab().toImage()
    seen = {image.pixelColor(x, y).name().upper() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert {LIGHT.chart_1, LIGHT.chart_2, LIGHT.chart_3} <= seen
    qtbot.mouseMove(ring, ring.spot_of(2).center().toPoint())
    hovered = ring.grab().toImage()
    tips = sum(hovered.pixelColor(x, y).name().upper() == LIGHT.tip for x in range(0, 400, 2) for y in range(0, 240, 2))
    assert tips > 200
