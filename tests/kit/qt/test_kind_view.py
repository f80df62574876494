from datetime import date

import pytest
from list_toys import GUILD, PLAYER, Guild, Player, State, Team, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.listing import Condition, Listing, in_year
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction


@pytest.fixture
def view(qtbot, toy_desk):
    def make(kind=PLAYER, **options):
        made = KindView(toy_desk, kind, **options)
        qtbot.addWidget(made)
        made.resize(1300, 700)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        return made

    return make


def counts(view):
    return view.title_line._counts.text()


def press(qtbot, widget, keys, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, keys, held)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_empty_list_says_what_to_do(qtbot, toy_desk, view):
    made = view(empty=EmptyText("还没有队员", "先新增一名。"), importer=lambda: None)
    assert made._list.currentWidget().accessibleName() == "还没有队员 先新增一名。"
    assert counts(made) == "共 0 人"
    assert [action.text() for action in made.commands.first_steps] == ["新增队员", "导入 Excel…"]


def test_search_and_filters_are_told_in_the_title_line(qtbot, toy_desk, view):
    fill(toy_desk.store, 30)
    made = view(counted="共 {count} 人")
    assert counts(made) == "共 30 人"
    made.search.setText("0002")
    made.search._search()
    assert counts(made) == "找到 11，共 30 人"
    made.filters.choose("状态", [State.DONE])
    assert counts(made) == "找到 3，共 30 人" and made.filters.chip_texts == ["状态：已完成"]
    made.search.set_value("没有这个人")
    made._ask()
    assert made._list.currentWidget() is made._nothing_found
    made.commands.clear.trigger()
    assert counts(made) == "共 30 人" and made._list.currentWidget() is made.table
    made.table.selectAll()
    assert counts(made) == "共 30 人 · 已选 30 行"


def test_typing_over_the_table_searches(qtbot, toy_desk, view):
    fill(toy_desk.store, 30)
    made = view()
    made.table.setFocus()
    qtbot.keyClicks(made.table, "0")
    assert made.search.hasFocus() and made.search.text() == "0"
    qtbot.keyClicks(made.search, "0029")
    press(qtbot, made.search, Qt.Key.Key_Down)
    assert made.table.hasFocus() and made.table.listing_model.rowCount() == 1
    assert made.table.currentIndex().row() == 0


def test_a_row_is_opened_changed_and_saved_by_keyboard(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 5)
    made = view()
    made.table.select_key(keys[2])
    press(qtbot, made.table, Qt.Key.Key_Return)
    assert made.form.isVisible() and made.form.key == keys[2] and made.form.cells["name"].editor.hasFocus()
    made.form.cells["name"].editor.selectAll()
    qtbot.keyClicks(made.form.cells["name"].editor, "Wang")
    press(qtbot, made.form.cells["name"].editor, Qt.Key.Key_S, CTRL)
    assert Player.by_key(keys[2]).name == "Wang" and not made.form.dirty
    assert toy_desk.notices.texts == ["已保存队员。"]
    assert made.table.current_key == keys[2] and made.table.selected_keys() == [keys[2]]
    press(qtbot, made.form.cells["name"].editor, Qt.Key.Key_Escape)
    assert not made.form.isVisible() and made.table.hasFocus()


def test_a_new_row_is_added_and_selected(qtbot, toy_desk, view):
    fill(toy_desk.store, 5)
    guild = Guild.get()
    made = view(presets={"guild": guild.id})
    opened = []
    made.opened.connect(opened.append)
    press(qtbot, made.table, Qt.Key.Key_N, CTRL)
    made.form.cells["name"].editor.setText("新人")
    made.editing.save()
    row = Player.get(Player.name == "新人")
    assert row.guild_id == guild.id and made.table.selected_keys() == [row.id]
    assert opened == [None, row.id] and made.form.key == row.id


def test_problems_stand_at_their_fields_and_nothing_is_lost(qtbot, toy_desk, view):
    fill(toy_desk.store, 1)
    made = view()
    made.new()
    made.form.cells["born"].editor.setText("2000.01")
    made.form.cells["since"].editor.setText("1999-01-01")
    made.editing.save()
    cells = made.form.cells
    assert "姓名" in cells["name"].problem and "行会" in cells["guild"].problem
    assert "早于" in cells["since"].problem and made.form.trouble == "请核对整张表。"
    assert cells["since"].editor.value() == date(1999, 1, 1) and Player.select().count() == 1
    assert cells["name"].editor.hasFocus()


def test_unsaved_changes_are_asked_about(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 3)
    made = view()
    made.open(keys[0])
    made.form.cells["name"].editor.setText("改了")
    toy_desk.notices.answer(False)
    made.open(keys[1])
    assert made.form.key == keys[0] and made.form.cells["name"].editor.text() == "改了"
    toy_desk.notices.answer(False)
    assert not made.may_leave()
    toy_desk.notices.answer(True)
    made.open(keys[1])
    assert made.form.key == keys[1] and made.may_leave()
    assert len(toy_desk.notices.messages) == 3


def test_an_open_form_follows_the_cursor_unless_it_was_changed(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 3)
    made = view()
    made.open(keys[0])
    press(qtbot, made.table, Qt.Key.Key_Down)
    assert made.form.key == keys[1]
    made.form.cells["name"].editor.setText("改了")
    press(qtbot, made.table, Qt.Key.Key_Down)
    assert made.form.key == keys[1]


def test_rows_are_deleted_after_asking(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 5)
    made = view()
    made.open(keys[1])
    toy_desk.notices.answer(False)
    made.form.delete_button.click()
    assert Player.select().count() == 5
    toy_desk.notices.answer(True)
    made.form.delete_button.click()
    assert Player.select().count() == 4 and not made.form.isVisible()
    made.table.selectAll()
    toy_desk.notices.answer(True)
    press(qtbot, made.table, Qt.Key.Key_Delete)
    assert Player.select().count() == 0 and made._list.currentWidget() is made._nothing_yet
    assert toy_desk.notices.texts[0] == "要删除队员“队员00001”吗？删除后可以撤销。"
    assert toy_desk.notices.texts[-1] == "已删除 4 条队员，可按 Ctrl+Z 撤销。"


def test_a_row_that_is_used_is_not_deleted(qtbot, toy_desk, view):
    fill(toy_desk.store, 5)
    made = view(GUILD)
    made.table.select_row(0)
    toy_desk.notices.answer(True)
    made.editing.remove_selected()
    assert Guild.select().count() == 2 and "还有别的记录要用到它" in toy_desk.notices.texts[-1]


def test_slices_bring_their_own_saving_and_deleting(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 3)
    seen = []

    def save(key, values):
        seen.append((key, values))
        return key

    made = view(save=save, remove=seen.append)
    made.open(keys[1])
    made.editing.save()
    assert seen == [] and toy_desk.notices.texts == ["没有需要保存的修改。"]
    made.form.cells["keen"].editor.click()
    made.editing.save()
    toy_desk.notices.answer(True)
    made.editing.remove_opened()
    assert seen == [(keys[1], {"keen": True}), [keys[1]]]


def test_changes_by_others_and_undo_show_at_once(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 3)
    made = view()
    made.open(keys[1])
    with toy_desk.store.step("改"):
        Player.update(name="龙行").where(Player.id == keys[1]).execute()
    assert made.form.cells["name"].editor.text() == "龙行" and counts(made) == "共 3 人"
    toy_desk.store.undo()
    assert made.form.cells["name"].editor.text() == "队员00001"
    with toy_desk.store.step("改名"):
        Guild.update(title="铁匠").execute()
    assert made.table.listing_model.text(0, PLAYER.column(Player.guild)) == "铁匠"
    toy_desk.store.undo()
    toy_desk.store.undo()
    assert not made.form.isVisible() and counts(made) == "共 0 人"


def test_the_rows_behind_a_figure_have_removable_conditions(qtbot, toy_desk, view):
    fill(toy_desk.store, 40)
    made = view()
    made.filters.choose("状态", [State.DONE])
    made.show_listing(Listing(PLAYER, (in_year(Player.since, 2021, "2021 年入队"), Condition("t.points < 20"))))
    assert made.filters.chip_texts == ["2021 年入队", "按指定条件"] and counts(made).startswith("找到 5，")
    made.filters._drop_condition(made.filters.drill[1])
    assert made.filters.chip_texts == ["2021 年入队"] and made.table.listing_model.rowCount() == 10


def test_a_found_record_is_opened(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 40)
    made = view()
    made.show_listing(Listing(PLAYER, (Condition("t.id = ?", (keys[7],), "队员00007"),)))
    assert made.form.key == keys[7] and made.form.isVisible()


def test_base_conditions_hold_always(qtbot, toy_desk, view):
    fill(toy_desk.store, 40)
    made = view(base_conditions=(Condition("t.points < 10"),))
    assert counts(made) == "共 10 人"
    made.search.set_value("0003")
    made.set_base_conditions((Condition("t.points >= 30"),))
    assert counts(made) == "找到 10，共 10 人"
    made.show_all()
    assert made.filters.conditions == () and counts(made) == "共 10 人"


def test_filters_columns_and_order_are_remembered(qtbot, toy_desk, view):
    fill(toy_desk.store, 40)
    first = view(name="one")
    first.filters.choose("入队日期", ["2021", "2022"])
    first.table.columns.sort_by(PLAYER.column(Player.points), descending=True)
    again = view(name="one")
    assert again.filters.chip_texts == ["入队日期：2021 年、2022 年"]
    assert again.table.listing_model.rowCount() == 20
    assert again.table.listing_model.text(0, PLAYER.column(Player.points)) == "38"
    assert view(name="other").table.listing_model.rowCount() == 40


def test_views_are_saved_chosen_replaced_and_deleted(qtbot, toy_desk, view):
    fill(toy_desk.store, 40)
    made = view()
    made.filters.choose("状态", [State.DONE])
    made.search.set_value("0001")
    made.table.columns.set_visible(PLAYER.column(Player.notes), True)
    toy_desk.notices.answer("完成的")
    made.views.save()
    made.show_all()
    made.table.columns.reset()
    made.views.choose("完成的")
    assert made.filters.chosen == {"状态": [State.DONE]} and made.search.text() == "0001"
    assert PLAYER.column(Player.notes) in made.table.columns.visible
    toy_desk.notices.answer("完成的", False)
    made.views.save()
    toy_desk.notices.answer("另一个")
    made.views.save()
    assert made.views.names == ["完成的", "另一个"]
    toy_desk.notices.answer(True)
    made.views.delete("完成的")
    menu = made.views.menu(made)
    made.views.fill(menu)
    assert [action.text() for action in menu.actions() if action.text()] == ["另一个", "保存当前视图…", "删除视图"]


def test_actions_of_the_slice_need_their_rows(qtbot, toy_desk, view):
    fill(toy_desk.store, 3)
    seen = []
    actions = (
        ViewAction("一行", lambda each: seen.append(each.current_key), needs="row", shortcut="Ctrl+K"),
        ViewAction("几行", lambda each: seen.append(len(each.selected_keys())), needs="rows", in_bar=True),
    )
    made = view(actions=actions)
    one, some = (action for _own, action in made.commands._own)
    assert not one.isEnabled() and not some.isEnabled()
    made.table.selectAll()
    assert not one.isEnabled() and some.isEnabled()
    some.trigger()
    made.table.select_row(0)
    press(qtbot, made.table, Qt.Key.Key_K, CTRL)
    assert seen == [3, made.current_key]
    words = [action.text() for action in made.commands.context_menu().actions() if action.text()]
    assert words[:3] == ["打开", "一行", "几行"] and words[-1] == "删除"


def test_a_list_to_look_at_only(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 3)
    made = view(editable=False)
    made.open(keys[0])
    made.new()
    made.editing.remove_selected()
    assert made.form.key == keys[0] and made.form.save_button.isHidden() and made.form.delete_button.isHidden()
    assert Player.select().count() == 3 and toy_desk.notices.messages == []


def test_masked_columns_are_shown_on_purpose(qtbot, toy_desk, view):
    fill(toy_desk.store, 1)
    made = view()
    number = PLAYER.column(Player.number)
    assert made.table.listing_model.text(0, number) == "150299********0000"
    made.commands.reveal.trigger()
    assert made.table.listing_model.text(0, number) == "150299199001010000"
    assert view().table.listing_model.text(0, number) == "150299********0000"


def test_a_list_is_exported_as_shown(qtbot, toy_desk, view, tmp_path):
    fill(toy_desk.store, 12)
    made = view()
    made.filters.choose("状态", [State.DONE])
    made.table.columns.sort_by(PLAYER.column(Player.points), descending=True)
    path = tmp_path / "表.csv"
    toy_desk.notices.answer(path)
    made.commands.export.trigger()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert "证号" not in lines[0] and lines[1].startswith("队员00009") and len(lines) == 5
    assert toy_desk.notices.texts[-1] == "已导出 4 条到“表.csv”。"
    toy_desk.notices.answer(tmp_path / "没有的文件夹" / "x.csv")
    made.commands.export.trigger()
    assert toy_desk.notices.messages[-1].kind == "refused"
    toy_desk.notices.answer(None)
    made.commands.export.trigger()
    assert toy_desk.notices.messages[-1].kind == "choose_save"


def test_a_template_is_written(qtbot, toy_desk, view, tmp_path):
    made = view(importer=lambda: None)
    path = tmp_path / "模板.xlsx"
    toy_desk.notices.answer(path)
    made.commands.template.trigger()
    assert path.read_bytes()[:2] == b"PK"


def test_a_roster_is_laid_out_and_previewed(qtbot, toy_desk, view):
    import pypdfium2

    fill(toy_desk.store, 12)
    made = view(title="队员")
    made.commands.print.trigger()
    path, title = toy_desk.shown[-1]
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert title == "队员花名册" and "木工行会" in text and "共 12 人" in text and "150299" not in text
    made.filters.choose("队", [Team.get(Team.title == "木工乙队").id])
    made.commands.print.trigger()
    document = pypdfium2.PdfDocument(toy_desk.shown[-1][0])
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "（无）" in text and "范围：队：木工乙队" in text and "共 0 人" in text


def test_the_forms_width_is_remembered(qtbot, toy_desk, view):
    keys = fill(toy_desk.store, 2)
    made = view()
    made.open(keys[0])
    made._both._splitter.setSizes([700, 556])
    made._both._splitter.splitterMoved.emit(700, 1)
    again = view()
    again.open(keys[0])
    QApplication.processEvents()
    assert abs(again.form.width() - made.form.width()) <= 2


def test_nothing_is_read_before_the_view_is_shown(qtbot, toy_desk):
    fill(toy_desk.store, 2)
    made = KindView(toy_desk, PLAYER)
    qtbot.addWidget(made)
    with toy_desk.store.step("改"):
        Player.update(points=1).execute()
    assert isinstance(made.table, TableView) and not made.table.listing_model.started
