"""A tab of registers: page tabs above them, or under headings at the side; each list is made when it is wanted."""

import pytest
from list_toys import GUILD, PLAYER, Guild, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.listing import Listing, equals
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.look.theme import DARK, LIGHT, apply_theme
from cadre_desktop.kit.qt.tabs.register_pages import RegisterTabs, SidePages
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab

PLAIN = (Register(PLAYER), Register(GUILD, editable=False))
IN_SECTIONS = (Register(PLAYER, section="人"), Register(GUILD, section="组织", editable=False))
both = pytest.mark.parametrize("registers", [PLAIN, IN_SECTIONS], ids=["page tabs", "side list"])


@pytest.fixture
def tab(qtbot, toy_desk):
    def make(registers):
        made = RegistersTab(toy_desk, registers)
        qtbot.addWidget(made)
        made.resize(1300, 700)
        made.show()
        QApplication.processEvents()
        return made

    return make


def test_sections_stand_at_the_side_and_a_few_registers_above(tab):
    assert isinstance(tab(PLAIN).pages, RegisterTabs)
    side = tab(IN_SECTIONS).pages
    assert isinstance(side, SidePages)
    assert [side.list.item(row).text() for row in range(side.list.count())] == ["人", "队员", "组织", "行会"]


def test_headings_are_read_in_either_theme(qapp, tab):
    side = tab(IN_SECTIONS).pages

    def colours():
        return [side.list.item(row).foreground().color() for row in (0, 2)]

    before = colours()
    apply_theme(qapp, "dark")
    dark = colours()
    apply_theme(qapp, "light")
    assert dark == [DARK.color("muted")] * 2 and before != dark and colours() == [LIGHT.color("muted")] * 2


@both
def test_the_first_is_in_front_and_the_others_are_made_when_wanted(tab, registers):
    made = tab(registers)
    assert list(made._views) == ["players"] and made.pages.currentIndex() == 0
    made.pages.setCurrentIndex(1)
    assert list(made._views) == ["players", "guilds"]
    QApplication.processEvents()
    assert made.view("guilds").isVisible() and not made.view("players").isVisible()


@both
def test_rows_behind_a_figure_are_shown_in_their_list(toy_desk, tab, registers):
    fill(toy_desk.store, 5)
    made, guild = tab(registers), Guild.get()
    made.show_listing("guilds", Listing(GUILD, (equals(GUILD.columns[0], [guild.title]),)))
    assert made.pages.currentIndex() == 1 and made.view("guilds").table.listing_model.rowCount() == 1
    made.open_row(GUILD, guild.id)
    assert made.view("guilds").filters.chip_texts == [guild.title] and made.view("guilds").form.key == guild.id


@both
def test_what_only_actions_make_is_neither_entered_nor_imported(tab, registers):
    made = tab(registers)
    assert made.view("players").editable and not made.view("guilds").editable
    assert [action.text() for action in made.view("players").commands.first_steps] == ["新增队员", "导入 Excel…"]
    assert made.view("guilds").commands.first_steps == []


@both
def test_leaving_asks_about_every_list(toy_desk, tab, registers):
    made = tab(registers)
    made.begin("players")
    made.view("players").form.cells["name"].editor.setText("新人")
    made.pages.setCurrentIndex(1)
    toy_desk.notices.answers.append(None)
    assert not made.may_leave()


def test_the_keyboard_goes_over_the_headings(qtbot, tab):
    side = tab(IN_SECTIONS).pages
    side.list.setFocus()
    qtbot.keyClick(side.list, Qt.Key.Key_Down)
    assert side.currentIndex() == 1
    qtbot.keyClick(side.list, Qt.Key.Key_Up)
    assert side.currentIndex() == 0
