"""What Ctrl+F finds stands in groups by kind, people first; the keys go from record to record."""

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.courses.actions import save_course
from cadre_desktop.kit import editing
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import DEPARTMENT, PERSON
from cadre_desktop.window.frame.finder import _is_record


@pytest.fixture
def finder(started):
    started.window.show_first_tab()
    store = started.session.store
    court = own_court(store)
    room = editing.add(store, DEPARTMENT, {"name": "执行局", "court": court.id})
    for name, post in (("执行明", "局长"), ("执行亮", "")):
        editing.add(store, PERSON, {"name": name, "court": court.id, "department": room.id, "post": post})
    save_course(store, {"title": "执行实务培训班", "starts": "2023-03-01"})
    started.window.finder.ask()
    started.window.finder.line.setText("执行")
    started.window.finder._search()
    return started.window.finder


def lines(finder):
    return [finder.found.item(row).text() for row in range(finder.found.count())]


def test_groups_are_headed_and_people_come_first(finder):
    found = lines(finder)
    heads = [line for row, line in enumerate(found) if not _is_record(finder.found.item(row))]
    assert heads == ["人员　2 条", "班次　1 条", "部门　1 条"]
    assert found[1].startswith("执行明    包头中院　执行局　局长") or found[2].startswith(
        "执行明    包头中院　执行局　局长"
    )


def test_the_keys_go_over_the_headings(finder, qtbot):
    places = [finder.found.currentRow()]
    for _step in range(4):
        qtbot.keyClick(finder.line, Qt.Key.Key_Down)
        places.append(finder.found.currentRow())
    assert places == [1, 2, 4, 6, 6]
    for _step in range(5):
        qtbot.keyClick(finder.line, Qt.Key.Key_Up)
    assert finder.found.currentRow() == 1


def test_a_click_on_a_heading_opens_nothing(finder):
    finder.found.itemClicked.emit(finder.found.item(0))
    assert finder.isVisible()
