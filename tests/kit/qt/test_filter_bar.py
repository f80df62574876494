import pytest
from list_toys import PLAYER, Guild, Player, State, Team, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.filter_bar import FilterBar
from cadre_desktop.kit.qt.lists.filter_popup import choices


@pytest.fixture
def bar(qtbot, toy_desk):
    made = FilterBar(PLAYER, toy_desk.jobs, lambda: Listing(PLAYER))
    qtbot.addWidget(made)
    made.show()
    return made


def lines(title, listing=None):
    column = next(column for column in PLAYER.columns if column.title == title)
    return [(line.label, line.count) for line in choices(listing or Listing(PLAYER), column)]


def test_values_come_with_counts_in_a_useful_order(toy_desk):
    fill(toy_desk.store, 8)
    with toy_desk.store.step("改"):
        Player.update(since=None, team=None).where(Player.points == 7).execute()
    assert lines("状态") == [("进行中", 5), ("已完成", 3)]
    assert lines("入队日期") == [("2023 年", 1), ("2022 年", 2), ("2021 年", 2), ("2020 年", 2), ("", 1)]
    assert lines("队") == [("木工甲队", 4), ("石匠甲队", 3), ("", 1)]


def test_links_of_one_name_are_one_line(toy_desk):
    fill(toy_desk.store, 8)
    with toy_desk.store.step("改"):
        Team.update(title="甲队").where(Team.title.endswith("甲队")).execute()
    assert lines("队") == [("甲队", 8)]


def test_the_counts_of_one_filter_heed_the_others(qtbot, toy_desk, bar):
    fill(toy_desk.store, 30)
    bar.choose("状态", [State.DONE])
    bar.open_filter("行会")
    assert [bar.popup.list.item(row).text() for row in range(2)] == ["木工行会", "石匠行会"]
    assert [bar.popup.list.item(row).data(Qt.ItemDataRole.UserRole + 1) for row in range(2)] == [5, 5]
    bar.popup.close()
    bar.open_filter("状态")
    states = [bar.popup.list.item(row) for row in range(2)]
    assert [item.checkState() for item in states] == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]
    bar.popup.close()


def test_ticks_take_effect_at_once_by_keyboard_and_mouse(qtbot, toy_desk, bar):
    fill(toy_desk.store, 30)
    changes = []
    bar.changed.connect(lambda: changes.append(bar.chosen))
    bar.open_filter("状态")
    popup = bar.popup
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    place = popup.list.visualItemRect(popup.list.item(1)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert changes == [{"状态": [State.OPEN]}, {"状态": [State.OPEN, State.DONE]}]
    assert bar.chip_texts == ["状态：进行中、已完成"]
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bar.chosen == {"状态": [State.OPEN]}
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None


def test_long_lists_are_searched_by_initials(qtbot, toy_desk, bar):
    fill(toy_desk.store, 0)
    guild = Guild.get()
    with toy_desk.store.step("队"):
        for name in "甲乙丙丁戊己庚辛壬癸子丑":
            team = Team.add(guild=guild, title=f"{name}队")
            Player.add(guild=guild, team=team, name=name)
    bar.open_filter("队")
    assert bar.popup.search.isVisible()
    qtbot.keyClicks(bar.popup.search, "gd")
    seen = [item.text() for row in range(12) if not (item := bar.popup.list.item(row)).isHidden()]
    assert seen == ["庚队", "癸队"]
    qtbot.keyClick(bar.popup.search, Qt.Key.Key_Down)
    assert bar.popup.list.hasFocus()
    bar.popup.close()


def test_chips_are_taken_away_one_by_one_or_all(qtbot, toy_desk, bar):
    fill(toy_desk.store, 3)
    bar.choose("状态", [State.DONE])
    bar.choose("入队日期", ["2020", "2021", "2022", "2023"])
    assert bar.chip_texts == ["状态：已完成", "入队日期：2020 年、2021 年、2022 年 等 4 项"]
    assert len(bar.conditions) == 2 and bar.buttons["状态"].property("active")
    bar.choose("状态", [])
    assert bar.chip_texts == ["入队日期：2020 年、2021 年、2022 年 等 4 项"] and not bar.buttons["状态"].property(
        "active"
    )
    bar.clear()
    assert bar.chip_texts == [] and not bar.active


def test_filters_that_no_longer_exist_are_forgotten(bar):
    bar.set_chosen({"没有了": [1], "状态": []})
    assert bar.chosen == {} and bar.conditions == ()
