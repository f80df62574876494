"""Which rows of a list have attachments: clips that cost nothing where there are none, and a filter."""

import pytest
from list_toys import GUILD, PLAYER, Guild, Player, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.attached_marks import ATTACHED, AttachedFilter, attached
from cadre_desktop.kit.qt.lists.clips import ATTACHED_ROLE, CLIP_ROOM
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.listing_model import PAGE
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import NewFile, attach, detach

SPOKEN, DRAWN = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DecorationRole


@pytest.fixture
def players(toy_desk):
    return fill(toy_desk.store, 100)


@pytest.fixture
def view(toy_desk, players, qtbot):
    shown = KindView(toy_desk, PLAYER)
    qtbot.addWidget(shown)
    shown.resize(1300, 700)
    shown.show()
    return shown


@pytest.fixture
def asked(monkeypatch):
    """How many rows were asked about, time after time."""
    told = []

    def counts(record, keys):
        told.append(len(keys))
        return was(record, keys)

    was = attachments.counts
    monkeypatch.setattr(attachments, "counts", counts)
    return told


def give(toy_desk, key, count, record=Player):
    files = [NewFile(f"{n}.txt", f"{key} {n}".encode()) for n in range(count)]
    return attach(toy_desk.store, record, key, files).keys


def clips(view):
    """How many attachments the rows have that have any, by the row; as they are counted, drawn and said alike."""
    model = view.table.listing_model
    found = {}
    for row in range(model.rowCount()):
        for section in range(model.columnCount()):
            index = model.index(row, section)
            count = index.data(ATTACHED_ROLE)
            assert (index.data(DRAWN) is not None) == bool(count)
            assert (index.data(SPOKEN) or "").endswith(f"，{count} 个附件" if count else "")
            if count:
                assert section == view.table.columns.clip_section
                found[row] = count
    return found


def test_where_nothing_is_attached_nothing_is_asked(view, toy_desk, asked):
    give(toy_desk, Guild.get().id, 1, Guild)
    assert clips(view) == {} and asked == []
    assert not view.filters.buttons[ATTACHED].isVisibleTo(view)


def test_clips_come_and_go_with_what_is_attached(view, toy_desk, players):
    one = give(toy_desk, players[3], 3)
    give(toy_desk, players[50], 1)
    assert clips(view) == {3: 3, 50: 1}
    assert view.filters.buttons[ATTACHED].isVisibleTo(view)
    name = view.table.listing_model.index(3, view.table.columns.clip_section)
    assert name.data(SPOKEN) == "队员00003，3 个附件" and name.data() == "队员00003"
    detach(toy_desk.store, one[:2])
    assert clips(view) == {3: 1, 50: 1}
    toy_desk.store.undo()
    assert clips(view) == {3: 3, 50: 1}
    for _step in range(2):
        toy_desk.store.undo()
    assert clips(view) == {}
    assert not view.filters.buttons[ATTACHED].isVisibleTo(view)


def test_one_sees_to_no_more_rows_than_a_page(view, toy_desk, players, asked):
    give(toy_desk, players[0], 1)
    asked.clear()
    view.refresh()
    view.table.grab()
    assert asked and max(asked) <= PAGE and len(asked) <= 2


def test_the_clip_is_in_the_first_column_that_is_seen_and_behind_its_text(view, toy_desk, players):
    give(toy_desk, players[0], 2)
    view.table.grab()
    columns = view.table.columns
    first = columns.visible[0]
    option = QStyleOptionViewItem()
    view.table.initViewItemOption(option)
    assert option.decorationPosition == QStyleOptionViewItem.Position.Right
    columns.set_visible(first, False)
    assert clips(view) == {0: 2}
    state = next(column for column in PLAYER.columns if column.title == "状态")
    columns.restore({"columns": ["状态", "行会"]})
    assert columns.visible[0] == state
    assert PLAYER.columns[columns.clip_section].title == "行会"
    assert clips(view) == {0: 2}


def test_the_longest_name_has_room_beside_its_clip(view, toy_desk, players):
    with toy_desk.store.step("改名"):
        Player.update(name="阿拉坦其其格·巴特尔").where(Player.id == players[5]).execute()
    table = view.table
    section = table.columns.clip_section
    before = table.columns._natural["姓名"]
    give(toy_desk, players[5], 1)
    wanted = table.fontMetrics().horizontalAdvance("阿拉坦其其格·巴特尔") + CLIP_ROOM
    assert before < table.columns._natural["姓名"] >= wanted
    assert table.itemDelegate().hidden_text(table, table.listing_model.index(5, section)) == ""


def test_the_tooltip_tells_how_many(view, toy_desk, players):
    give(toy_desk, players[1], 3)
    table = view.table
    for row, words in ((1, "3 个附件"), (2, "")):
        index = table.listing_model.index(row, table.columns.clip_section)
        assert table.itemDelegate().tip(table, index) == words
    table.setColumnWidth(table.columns.clip_section, 60)
    index = table.listing_model.index(1, table.columns.clip_section)
    assert table.itemDelegate().tip(table, index) == "队员00001\n3 个附件"


def test_filtering(view, toy_desk, players):
    give(toy_desk, players[3], 1)
    give(toy_desk, players[8], 2)
    give(toy_desk, Guild.get().id, 1, Guild)
    lines = AttachedFilter(PLAYER).choices(Listing(PLAYER))
    assert [(line.label, line.count) for line in lines] == [("有附件", 2), ("无附件", 98)]
    view.filters.choose(ATTACHED, [1])
    assert view.table.listing_model.keys([range(9)]) == [players[3], players[8]]
    assert view.filters.chip_texts == ["有附件"]
    give(toy_desk, players[4], 1)
    assert view.table.listing_model.rowCount() == 3
    view.filters.choose(ATTACHED, [0])
    assert view.table.listing_model.rowCount() == 97
    view.filters.choose(ATTACHED, [1, 0])
    assert view.table.listing_model.rowCount() == 100
    view.filters.open_filter(ATTACHED)
    assert view.filters.popup.list.count() == 2
    view.filters.popup.close()
    assert Listing(PLAYER, (attached(Player, True),)).where(attached(Player, False)).count() == 0


def test_the_filter_is_kept_with_a_view_and_stays_in_sight_when_nothing_is_attached_any_more(view, toy_desk, players):
    keys = give(toy_desk, players[3], 1)
    view.filters.choose(ATTACHED, [1])
    state = view.state()
    view.show_all()
    assert view.table.listing_model.rowCount() == 100
    view.restore(state)
    assert view.table.listing_model.rowCount() == 1
    detach(toy_desk.store, keys)
    assert view.table.listing_model.rowCount() == 0
    assert view.filters.buttons[ATTACHED].isVisibleTo(view)
    assert view.filters.chip_texts == ["有附件"]


def test_each_list_tells_of_its_own_kind(toy_desk, players, qtbot):
    guilds = KindView(toy_desk, GUILD)
    qtbot.addWidget(guilds)
    guilds.show()
    give(toy_desk, players[0], 1)
    assert clips(guilds) == {}
    give(toy_desk, Guild.get().id, 1, Guild)
    assert list(clips(guilds).values()) == [1]


def test_a_row_that_has_gone_has_no_clip(view, toy_desk, players):
    give(toy_desk, players[0], 1)
    with toy_desk.store.step("删"):
        Player.delete().where(Player.id == players[0]).execute()
    assert clips(view) == {}
