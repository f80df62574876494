"""Lanes of spans and days on a scale of years."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.kit.qt.charts.timeline import TimeLane, Timeline, TimeMark
from cadre_desktop.kit.qt.look.theme import apply_theme

POSTS = (
    TimeMark(date(2004, 9, 1), date(2008, 7, 1), "书记员", "2004-09-01 至 2008-07-01，书记员"),
    TimeMark(date(2008, 7, 1), date(2018, 7, 1), "法官", "2008-07-01 至 2018-07-01，法官"),
    TimeMark(date(2015, 1, 1), date(2018, 1, 1), "四级法官", "2015-01-01 至 2018-01-01，四级法官"),
)
HONOURS = (TimeMark(date(2016, 2, 1), None, "先进个人", "2016-02-01，先进个人"),)


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    chart = Timeline("时间轴")
    qtbot.addWidget(chart)
    chart.show_lanes([TimeLane("任职", POSTS), TimeLane("交流", ()), TimeLane("荣誉", HONOURS)], date(2023, 6, 1))
    chart.resize(600, chart.minimumHeight())
    chart.show()
    return chart


def test_marks_lie_where_their_days_are(chart):
    first, second, third, honour = (chart.spot_of(index) for index in range(4))
    assert first.right() == pytest.approx(second.left(), abs=1) and second.width() > 2 * first.width()
    assert first.top() == second.top() < third.top(), "what overlaps lies in another row"
    assert third.left() < honour.center().x() < third.right() and honour.top() > third.top()


def test_a_lane_without_marks_has_no_room(chart):
    assert [lane.title for lane in chart.lanes] == ["任职", "荣誉"]


def test_everything_can_be_read_aloud(chart):
    assert chart.accessibleName() == "时间轴"
    assert "荣誉：2016-02-01，先进个人" in chart.accessibleDescription()


def test_the_keyboard_goes_from_mark_to_mark(qtbot, chart):
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.hasFocus() and chart._active is not None)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [0, 0]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [1, 0]


def test_nothing_to_show_says_so(chart):
    chart.show_lanes([], date(2023, 6, 1))
    assert chart.is_empty and not chart.grab().isNull()


def test_one_day_alone_is_drawn(chart):
    chart.show_lanes([TimeLane("荣誉", HONOURS)], date(2016, 2, 1))
    assert not chart.grab().isNull() and chart.spot_of(0).width() == 14
