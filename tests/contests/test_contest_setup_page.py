from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cadre_desktop.contests.actions.sealing import reopen, seal
from cadre_desktop.contests.actions.setup import create_contest, remove_parts, save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, EVENT, TRACK
from cadre_desktop.contests.records import AwardLevel, Criterion, Event
from cadre_desktop.contests.screens.contest_page import ENTRANTS, SETUP


def names(view):
    model = view.table.listing_model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_table_shows_weights_and_what_is_missing(court, tab, small):
    model = tab.page.setup.model
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())] == [
        *("赛道", "庭审观摩", "笔试", "合计", "选手", "奖项")
    ]
    row = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert row == ["执行", "70%", "30%", "100%", "5", "业务能手 2"]
    assert "设置已完整" in tab.page.setup.missing.words.text()
    save_part(court, EVENT, {"weight": 10_000}, small.exam.id)
    assert "各项目权重之和为 80%" in tab.page.setup.missing.words.text()


def test_a_weight_is_typed_into_the_table(qtbot, tab, small):
    table = tab.page.setup.table
    table.setCurrentIndex(tab.page.setup.model.index(0, 2))
    qtbot.keyClicks(table, "2")
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "5%")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: Event.by_key(small.exam.id).weight == 25_000)
    assert tab.page.stack.currentWidget() is tab.page.setup
    assert tab.page.setup.model.index(0, 3).data() == "95%"


def test_enter_opens_the_event_with_rule_and_rubric(qtbot, tab, small):
    table = tab.page.setup.table
    table.setCurrentIndex(tab.page.setup.model.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    page = tab.page.event_page
    assert tab.page.stack.currentWidget() is page
    assert (page.title.text(), page.sum.text()) == ("执行 · 庭审观摩", "2 个评分项，满分 100")
    assert names(page.rubric) == ["驾驭", "说理"]
    page.form.cells["drop_high"].editor.set_value(1)
    page.form.cells["drop_high"].editor.changed.emit()
    page.save()
    assert Event.by_key(small.trial.id).drop_high == 1
    page.left.emit()
    assert tab.page.stack.currentWidget() is tab.page.setup


def test_a_criterion_is_added_to_the_event(tab, small):
    tab.page._open_event(small.trial.id, {})
    rubric = tab.page.event_page.rubric
    rubric.new()
    rubric.form.cells["name"].editor.setText("礼仪")
    rubric.form.cells["points"].editor.set_value(10_000)
    rubric.editing.save()
    row = Criterion.get(Criterion.name == "礼仪")
    assert (row.event, row.contest, row.points) == (small.trial, small.contest, 10_000)
    assert tab.page.event_page.sum.text() == "3 个评分项，满分 110"


def test_an_event_missing_in_a_track_is_added_from_its_empty_cell(court, tab, small):
    key = save_part(court, TRACK, {"contest": small.contest.id, "name": "立案", "place": 2})
    page = tab.page
    page.setup._open_cell(page.setup.model.index(1, 1))
    assert page.event_page.form.values()["name"] == "庭审观摩"
    page.event_page.form.cells["weight"].editor.set_value(100_000)
    page.event_page.save()
    event = Event.get(Event.track == key)
    assert (event.name, event.weight, event.format) == ("庭审观摩", 100_000, "observed_trials")


def test_a_rule_is_given_to_the_other_tracks(tab, desk, court):
    whole = create_contest(court, {"name": "全市竞赛", "year": 2023})
    tab.contests.choose(whole.id)
    key = tab.page.setup.model.lines[0].events["庭审观摩"][0]
    tab.page._open_event(key, {})
    desk.notices.answer(True)
    tab.page.event_page.spread.trigger()
    assert desk.notices.texts[-1] == "已用于其他 6 个赛道。"


def test_awards_are_set_in_a_list(tab, small):
    tab.page.setup.sections.button(3).click()
    view = tab.page.setup.views["award-levels"]
    assert view.table.listing_model.rowCount() == 1
    view.new()
    view.form.cells["title"].editor.setText("优秀奖")
    view.form.cells["percent"].editor.set_value(20_000)
    view.editing.save()
    assert AwardLevel.get(AwardLevel.title == "优秀奖").contest == small.contest


def test_unsaved_rules_are_asked_about(tab, small, desk):
    tab.page._open_event(small.trial.id, {})
    editor = tab.page.event_page.form.cells["venue"].editor
    editor.setText("第一法庭")
    editor.textEdited.emit("第一法庭")
    desk.notices.answer(False)
    tab.page.event_page.form.cancel_wanted.emit()
    assert tab.page.stack.currentWidget() is tab.page.event_page
    desk.notices.answer(True)
    tab.page.event_page.form.cancel_wanted.emit()
    assert tab.page.stack.currentWidget() is tab.page.setup


def test_an_event_is_deleted_once_its_rubric_is_gone(tab, small, desk):
    tab.page._open_event(small.exam.id, {})
    page = tab.page.event_page
    desk.notices.answer(True)
    page.form.delete_wanted.emit()
    assert "还有别的记录要用到它" in desk.notices.texts[-1]
    page.rubric.table.selectAll()
    desk.notices.answer(True)
    page.rubric.editing.remove_selected()
    desk.notices.answer(True)
    page.form.delete_wanted.emit()
    assert [event.name for event in Event.select()] == ["庭审观摩"]
    assert tab.page.stack.currentWidget() is tab.page.setup


def test_problems_of_an_event_stand_at_its_fields(tab, small):
    tab.page._open_event(small.trial.id, {})
    form = tab.page.event_page.form
    form.cells["weight"].editor.set_value(120_000)
    tab.page.event_page.save()
    assert form.cells["weight"].problem == "权重须在 0% 至 100% 之间。"


def test_undoing_an_event_closes_its_page(court, tab, small):
    tab.page._open_event(None, {"track": small.track.id, "name": "演讲"})
    tab.page.event_page.form.cells["weight"].editor.set_value(10_000)
    tab.page.event_page.save()
    assert tab.page.event_page.title.text() == "执行 · 演讲"
    court.undo()
    assert tab.page.stack.currentWidget() is tab.page.setup


def test_a_new_contest_says_what_is_to_be_done_and_leads_there(open_tab, court):
    contest = create_contest(court, {"name": "2024年竞赛"})
    tab = open_tab()
    tab.page.show_contest(contest)
    band = tab.page.setup.missing
    assert band.words.text().startswith("还要做：14 个赛道还没有选手，")
    assert "个项目还没有评委" in band.words.text()
    assert band.property("tone") == "neutral", "nothing is wrong yet"
    assert not tab.page.seal.isVisible()
    assert band.go.text() == "选手报名"
    band.go.click()
    assert tab.page.stack.currentWidget() is tab.page.entrants


def test_a_lacking_award_leads_to_the_awards(tab, small, court):
    remove_parts(court, AWARD_LEVEL, [row.id for row in AwardLevel.select()])
    page = tab.page.setup
    assert page.missing.words.text() == "“执行”还没有设奖项。"
    page.missing.go.click()
    assert page.stack.currentWidget() is page.views[AWARD_LEVEL.key]


def test_the_rules_of_a_sealed_contest_are_read_not_changed(marked_tab, marked, court):
    marked.confirm(court)
    seal(court, marked.contest)
    marked_tab.page.setup.event_wanted.emit(marked.trial.id, {})
    page = marked_tab.page.event_page
    assert not page.form.save_button.isVisible() and not page.form.delete_button.isVisible()
    assert not page.form.cells["weight"].editor.isEnabled()
    assert not page.rubric.commands.new.isVisible()
    reopen(court, marked.contest, "复核")
    assert page.form.save_button.isVisible() and page.form.cells["weight"].editor.isEnabled()


def test_wrong_weights_are_typed_where_the_button_leads(court, tab, small):
    save_part(court, EVENT, {"weight": 10_000}, small.exam.id)
    setup = tab.page.setup
    assert setup.missing.go.text() == "改权重"
    setup.missing.go.click()
    assert setup.stack.currentIndex() == 0
    assert setup.model.event_name(setup.table.currentIndex()) == "庭审观摩"
    assert setup.table.hasFocus()


def test_the_form_of_a_criterion_does_not_stay_beside_another_event(tab, small):
    tab.page._open_event(small.trial.id, {})
    rubric = tab.page.event_page.rubric
    rubric.open(Criterion.get(Criterion.name == "说理").id)
    assert rubric.form_shown
    tab.page._open_event(small.exam.id, {})
    assert not rubric.form_shown


def test_without_tracks_the_cursor_is_where_one_is_added(qtbot, open_tab, court):
    create_contest(court, {"name": "空白竞赛"}, template=False)
    tab = open_tab()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.bring(SETUP)
    assert tab.page.setup.missing.go.hasFocus()
    assert tab.page.setup.missing.go.text() == "添加赛道"


def test_choosing_the_settings_again_goes_back_to_the_weights(qtbot, tab, small):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    page = tab.page
    page.bring(SETUP)
    page.setup.sections.button(1).click()
    page.bring(ENTRANTS)
    page.bring(SETUP)
    assert page.setup.views[TRACK.key].table.hasFocus(), "the list that was left, with the cursor in it"
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.setup.stack.currentIndex() == 0
    assert page.setup.table.hasFocus()


def test_choosing_the_settings_from_an_event_asks_about_what_is_not_saved(tab, small, desk):
    page = tab.page
    page.bring(SETUP)
    page.setup.event_wanted.emit(small.trial.id, {})
    page.event_page.form.cells["venue"].editor.setText("三楼")
    desk.notices.answer(False)
    page.sections.tabBarClicked.emit(SETUP)
    assert page.stack.currentWidget() is page.event_page
    desk.notices.answer(True)
    page.sections.tabBarClicked.emit(SETUP)
    assert page.stack.currentWidget() is page.setup


def test_what_names_no_track_reads_as_for_all(court, tab, small):
    """In the lists, on paper and in the file of the list; a workbook to be read again leaves the cell blank."""
    tab.page.bring(SETUP)
    save_part(court, EVENT, {"contest": small.contest.id, "name": "演讲", "weight": 0})
    setup = tab.page.setup
    shown = {}
    for kind in (EVENT, AWARD_LEVEL):
        view = setup.views[kind.key]
        setup._bring(1 + list(setup.views).index(kind.key))
        model = view.table.listing_model
        track = next(index for index, column in enumerate(model.columns) if column.name == "track")
        shown[kind.key] = [model.index(row, track).data() for row in range(model.rowCount())]
        assert [row[track] for row in view.listing.texts()] == shown[kind.key]
    assert shown == {"events": ["全部", "执行", "执行"], "award-levels": ["全部"]}
    assert [row[0] for row in setup.views["award-levels"].listing.all_rows()] == [None]
