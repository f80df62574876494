"""The list of people on the screen: short names of courts, import first while it is empty, print and export at hand."""

import pytest
from PySide6.QtWidgets import QPushButton

from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.kinds import COURT, PERSON
from cadre_desktop.people.records import Court, Person
from cadre_desktop.window.tabs import TABS


@pytest.fixture
def view(started):
    window = started.window
    window.show_first_tab()
    index = next(index for index, plan in enumerate(TABS) if plan.key == "people")
    window.tabs.setCurrentIndex(index)
    return window.tab(TABS[index]).view("people")


def add(store, **values):
    with store.step("录入"):
        return Person.add(court=Court.get(Court.short_name == "青山法院"), name="王祯", **values)


def primary_of(view):
    """The primary buttons in sight."""
    buttons = (button for button in view.findChildren(QPushButton) if button.isVisibleTo(view))
    return [button.text() for button in buttons if button.property("kind") == "primary"]


def test_courts_are_called_short_on_the_screen_and_by_full_name_on_paper(court):
    row = add(court)
    assert "包头市青山区人民法院" in Listing(PERSON).rows([row.id])[0]
    assert "青山法院" in Listing(PERSON, brief=True).rows([row.id])[0]


def test_a_court_without_a_short_name_keeps_its_full_one(court):
    row = add(court)
    with court.step("改"):
        Court.update(short_name="").where(Court.short_name == "青山法院").execute()
    assert "包头市青山区人民法院" in Listing(PERSON, brief=True).rows([row.id])[0]


def test_the_list_of_courts_itself_shows_both_names(court):
    row = Court.get(Court.short_name == "青山法院")
    assert Listing(COURT, brief=True).rows([row.id])[0][:2] == ("包头市青山区人民法院", "青山法院")


def test_what_is_exported_and_printed_has_full_names(view, started):
    add(started.session.store)
    column = PERSON.column(Person.court)
    assert view.table.listing_model.text(0, column) == "青山法院"
    assert not view.listing.brief
    assert "包头市青山区人民法院" in next(view.listing.texts())


def test_an_empty_list_begins_with_an_import(view, started):
    assert [action.text() for action in view.commands.first_steps] == ["导入 Excel…", "新增人员"]
    assert primary_of(view) == ["导入 Excel…"], "the one in the middle, and none in the title line"
    add(started.session.store)
    assert primary_of(view) == ["新增人员"]
    started.session.store.undo()
    assert primary_of(view) == ["导入 Excel…"]


def test_a_view_has_one_primary_button_whatever_it_shows(view, started):
    row = add(started.session.store)
    view.open(row.id)
    assert primary_of(view) == ["保存"]
    view.hide_form()
    assert primary_of(view) == ["新增人员"]
    view.search.set_value("没有这个人")
    view._ask()
    assert primary_of(view) == ["清除筛选"]


def test_print_and_export_are_buttons_and_not_in_the_menu(view):
    commands = view.commands
    assert (commands.print_button.text(), commands.export_button.text()) == ("打印", "导出")
    assert view.isAncestorOf(commands.print_button) and view.isAncestorOf(commands.export_button)
    assert "Ctrl+P" in commands.print_button.toolTip() and "Ctrl+E" in commands.export_button.toolTip()
    menu = commands.more.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert "导出空白模板…" in words and "导出列表…" not in words and "打印列表…" not in words


def test_widths_hold_the_longest_text_also_far_down(view, started, qtbot):
    store = started.session.store
    home = Court.get(Court.short_name == "青山法院")
    post = "审判委员会专职委员兼第二综合审判庭负责人"
    with store.step("录入"):
        Person.add_many([{"court": home.id, "name": f"王{number}", "post": "法官"} for number in range(100)])
        Person.add(court=home, name="张末", post=post)
    view.resize(1800, 600)
    view.table.columns.measure()
    section = view.table.listing_model.columns.index(PERSON.column(Person.post))
    metrics = view.table.fontMetrics()
    assert view.table.columnWidth(section) >= metrics.horizontalAdvance(post)
