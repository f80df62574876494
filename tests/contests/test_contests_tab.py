from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from cadre_desktop.contests.actions import create_contest, draw, record_marks, save_part, seal
from cadre_desktop.contests.figures import experts, tracks
from cadre_desktop.contests.kinds import AWARD_LEVEL, CONTEST, ENTRANT, EVENT, RESULT, TRACK
from cadre_desktop.contests.records import AwardLevel, Contest, Criterion, Entrant, Event, Judge, Result, Track
from cadre_desktop.contests.rules import ContestStatus, EntrantStatus
from cadre_desktop.contests.screens.contest_page import ENTRANTS, JUDGES, RESULTS, SETUP
from cadre_desktop.contests.tab import ContestsTab
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.records import Honour


@pytest.fixture
def open_tab(qtbot, desk):
    def opened():
        tab = ContestsTab(desk)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        tab.show()
        return tab

    return opened


@pytest.fixture
def tab(open_tab, small):
    return open_tab()


@pytest.fixture
def marked_tab(open_tab, marked):
    return open_tab()


def names(view):
    model = view.table.listing_model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


# Contests.


def test_without_a_contest_the_tab_says_what_to_do(qtbot, open_tab, court, desk):
    tab = open_tab()
    assert tab.side.currentWidget() is tab.empty
    tab._new()
    assert tab.side.currentWidget() is tab.form
    assert tab.form.form.values()["year"] == 2023
    tab.form.form.cells["name"].editor.setText("2023年全市法院技能竞赛")
    qtbot.mouseClick(tab.form.form.save_button, Qt.MouseButton.LeftButton)
    assert tab.side.currentWidget() is tab.page
    assert (Contest.get().name, Track.select().count()) == ("2023年全市法院技能竞赛", 14)
    assert tab.page.section == SETUP
    court.undo()
    assert tab.side.currentWidget() is tab.empty


def test_a_contest_starts_from_an_earlier_one(tab, small):
    tab._new()
    tab.form.source.set_value(small.contest.id)
    tab.form.source.changed.emit()
    assert "沿用其 1 个赛道" in tab.form.about.text()
    tab.form.form.cells["name"].editor.setText("2024年执行技能竞赛")
    tab.form.save()
    assert tab.page.contest.name == "2024年执行技能竞赛"
    assert [line.name for line in tab.page.setup.model.lines] == ["执行"]


def test_problems_stand_at_the_fields_of_a_new_contest(tab):
    tab._new()
    tab.form.form.cells["name"].editor.setText("")
    tab.form.save()
    assert tab.form.form.cells["name"].problem == "“名称”不能为空。"
    assert Contest.select().count() == 1


def test_editing_and_deleting_a_contest(tab, desk, small):
    tab.contests.edit.trigger()
    desk.notices.answer(True)
    tab.form.form.delete_button.click()
    assert "已有选手或评委，不能删除" in desk.notices.texts[-1]
    tab.form.form.cells["place"].editor.setText("四楼")
    tab.form.save()
    assert Contest.get().place == "四楼"


def test_unsaved_words_about_a_contest_are_asked_about(tab, desk):
    tab.contests.edit.trigger()
    editor = tab.form.form.cells["place"].editor
    editor.setText("四楼")
    editor.textEdited.emit("四楼")
    desk.notices.answer(False)
    assert not tab.may_leave()


def test_another_contest_can_be_looked_at(tab, court):
    other = create_contest(court, {"name": "2024年竞赛", "year": 2024})
    tab.contests.choose(other.id)
    assert tab.page.title.text() == "2024年竞赛"
    assert len(tab.page.setup.model.lines) == 14


# Setting up.


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


# Entering.


def test_somebody_chosen_is_entered(tab, small, people, desk):
    tab.page.bring(ENTRANTS)
    tab.page.entrants.picker.picked.emit(people["王祯"])
    assert desk.notices.texts[-1] == "王祯已报名。"
    assert "王祯" in names(tab.page.entrants.view)
    tab.page.entrants.picker.picked.emit(people["王祯"])
    assert desk.notices.texts[-1] == "王祯已经在名单里。"


def test_many_are_entered_by_filter(tab, people, desk):
    tab.page.bring(ENTRANTS)
    tab.page.entrants.choose.click()
    page = tab.page.choose_page
    assert tab.page.stack.currentWidget() is page
    page.chooser.choose([people["王祯"], people["翟志刚"]])
    assert page.confirm.text() == "报名 2 人"
    page.carry_out()
    assert tab.page.stack.currentWidget() is tab.page.entrants
    assert Entrant.select().count() == 7
    assert "新报名 2 人。" in desk.notices.texts


def test_a_guest_is_entered_by_the_form(tab, small):
    tab.page.bring(ENTRANTS)
    view = tab.page.entrants.view
    view.new()
    view.form.cells["name"].editor.setText("钱学文")
    view.form.cells["unit"].editor.setText("内蒙古大学")
    view.editing.save()
    row = Entrant.get(Entrant.name == "钱学文")
    assert (row.track, row.person, row.entry_number) == (small.track, None, "01-006")


def test_absence_is_given_a_reason(tab, small, desk):
    tab.page.bring(ENTRANTS)
    tab.page.entrants.view.table.select_key(small.entrants["解红"])
    desk.notices.answer("病假")
    tab.page.entrants._set_status(EntrantStatus.ABSENT)
    row = Entrant.by_key(small.entrants["解红"])
    assert (row.status, row.reason) == (EntrantStatus.ABSENT, "病假")


def test_the_draw_is_made_and_made_again_with_a_reason(tab, desk):
    tab.page.bring(ENTRANTS)
    tab.page.entrants.draw()
    assert "已为 5 名选手抽签" in desk.notices.texts[-1]
    desk.notices.answer(None)
    tab.page.entrants.draw()
    seed = Track.get().draw_seed
    desk.notices.answer("有人退赛")
    tab.page.entrants.draw()
    assert Track.get().draw_seed != seed


# Judges.


def test_seats_are_ticked(qtbot, tab, small):
    tab.page.bring(JUDGES)
    page = tab.page.judges
    assert [page.model.index(row, 0).data() for row in range(3)] == ["王祯", "翟志刚", "乌兰图雅"]
    table = page.table
    table.setCurrentIndex(page.model.index(0, 3))
    assert table.currentIndex().data() == "✓"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.model.index(0, 3).data() == "·"
    assert page.model.index(0, 2).data() == "✓"


def test_judges_join_by_name_or_from_outside(qtbot, tab, people):
    tab.page.bring(JUDGES)
    page = tab.page.judges
    page.picker.picked.emit(people["单雄信"])
    page.guest_name.setText("钱学文")
    page.guest_unit.setText("内蒙古大学")
    qtbot.keyClick(page.guest_unit, Qt.Key.Key_Return)
    assert {judge.name for judge in Judge.select()} == {"王祯", "翟志刚", "乌兰图雅", "单雄信", "钱学文"}
    assert page.model.rowCount() == 5
    assert page.guest_name.text() == ""


def test_conflicts_are_decided(tab, desk):
    tab.page.bring(JUDGES)
    recusals = tab.page.judges.recusals
    assert recusals.title.text() == "回避关系 2 处，1 处需要确认"
    recusals.table.selectRow(0)
    recusals.allow.click()
    assert recusals.title.text() == "回避关系 2 处"
    recusals.table.selectRow(0)
    desk.notices.answer("领导小组同意")
    recusals.allow.click()
    assert [line.severity for line in recusals.model.lines] == ["ignored", "ignored"]


def test_the_tables_keep_their_promises(marked_tab, marked):
    page = marked_tab.page
    page.bring(JUDGES)
    models = (page.setup.model, page.judges.model, page.judges.recusals.model, page.results.model)
    for model in models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.rowCount() for model in models] == [1, 3, 2, 5]


# Results and sealing.


def test_the_rank_list_shows_places_scores_and_awards(marked_tab):
    model = marked_tab.page.results.model
    assert marked_tab.page.section == RESULTS
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first == ["1", "阿拉坦·巴特尔", "包头市昆都仑区人民法院", "93.00", "90.00", "92.10", "", "业务能手"]
    assert "评分表已齐" in marked_tab.page.results.band.words.text()


def test_enter_opens_the_derivation_and_escape_closes_it(qtbot, marked_tab, desk):
    page = marked_tab.page.results
    page.table.selectRow(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.title.text() == "第 3 名 · 李静"
    assert "平均：（85 + 85）÷ 2 = 85" in page.panel.lines
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.panel.title.text() == "第 4 名 · 单雄信"
    page.panel.print_wanted.emit()
    assert desk.printed[-1][1] == "单雄信成绩计算过程"
    assert Path(desk.printed[-1][0]).stat().st_size > 1000
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_the_list_follows_every_mark(court, marked_tab, marked):
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 100)])
    model = marked_tab.page.results.model
    assert [model.index(row, 1).data() for row in range(2)] == ["阿拉坦·巴特尔", "李静"]
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", None)])
    assert "还缺 1 张评分表" in marked_tab.page.results.band.words.text()


def test_the_panel_of_judges_settles_a_tie(court, marked_tab, marked, desk):
    save_part(court, AWARD_LEVEL, {"number": 1, "tie": "panel"}, AwardLevel.get().id)
    marks = [mark for judge in marked.judges for mark in marked.sheet("欧阳文博", judge, 55, 38)]
    record_marks(court, marked.trial, marks)
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 90)])
    page = marked_tab.page.results
    assert "须由评委会评议" in page.band.words.text()
    page.table.clearSelection()
    page.band.settle.click()
    assert "请先在名次表里选中" in desk.notices.texts[-1]
    page.table.selectRow(page.model.row_of(marked.entrants["欧阳文博"]))
    desk.notices.answer("资历较深")
    page.band.settle.click()
    assert page.model.lines[page.model.row_of(marked.entrants["欧阳文博"])].award == "业务能手"


def test_sealing_asks_and_reopening_asks_why(marked_tab, desk):
    page = marked_tab.page
    desk.notices.answer(False)
    page.seal.trigger()
    assert Contest.get().status == ContestStatus.MARKING
    desk.notices.answer(True)
    page.seal.trigger()
    assert (Contest.get().status, Honour.select().count()) == (ContestStatus.SEALED, 2)
    assert (page.seal_button.isVisible(), page.reopen.isVisible()) == (False, True)
    assert "成绩已于 2023-06-01 封存，校验码" in page.results.band.words.text()
    desk.notices.answer("发现登分错误")
    page.reopen.trigger()
    assert (Contest.get().status, Honour.select().count()) == (ContestStatus.MARKING, 0)


def test_sealing_without_all_sheets_asks_for_the_reason(court, marked_tab, marked, desk):
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", None)])
    desk.notices.answer(None)
    marked_tab.page.seal.trigger()
    assert "还缺 1 张评分表" in desk.notices.texts[-1]
    desk.notices.answer("缺考")
    marked_tab.page.seal.trigger()
    assert Contest.get().status == ContestStatus.SEALED


def test_what_stands_in_the_way_is_told(court, marked_tab, marked, desk):
    save_part(court, EVENT, {"weight": 10_000}, marked.exam.id)
    marked_tab.page.seal.trigger()
    assert "各项目权重之和为 80%" in desk.notices.texts[-1]


def test_everything_prints(court, marked_tab, marked, desk):
    draw(court, marked.track)
    menu = marked_tab.page.print_menu
    for action in menu.sheets.values():
        action.trigger()
    menu.certificates.trigger()
    assert "请先封存再发证书" in desk.notices.texts[-1]
    seal(court, marked.contest)
    menu.certificates.trigger()
    assert [title for _path, title in desk.printed] == [
        "执行 成绩表",
        "2023年执行技能竞赛 获奖名单",
        *(f"执行 {sheet}" for sheet in ("评分表", "抽签表", "回避表", "签到表", "桌牌")),
        "2023年执行技能竞赛 荣誉证书",
    ]


# Rows behind a figure.


def test_figures_open_their_rows(court, marked_tab, marked):
    seal(court, marked.contest)
    marked_tab.show_listing("results", experts(2023))
    assert marked_tab.side.currentWidget() is marked_tab.rows
    assert marked_tab.rows.views["results"].table.listing_model.rowCount() == 2
    marked_tab.rows.views["results"].open(Result.get(Result.rank == 2).id)
    assert marked_tab.page.results.panel.title.text() == "第 2 名 · 欧阳文博"
    marked_tab.show_listing("tracks", tracks(2023))
    assert marked_tab.page.section == SETUP


@pytest.mark.parametrize(
    ("kind", "field", "section"),
    [(CONTEST, "contest", SETUP), (ENTRANT, "entrants", ENTRANTS), (EVENT, "trial", SETUP)],
)
def test_a_found_record_is_shown_in_its_place(tab, small, kind, field, section):
    found = getattr(small, field)
    key = found["欧阳文博"] if isinstance(found, dict) else found.id
    tab.page.bring(RESULTS)
    tab.show_listing(kind.key, Listing(kind, (Condition("t.id = ?", (key,)),)))
    assert tab.page.section == section
    if kind is ENTRANT:
        assert names(tab.page.entrants.view) == ["欧阳文博"]


def test_no_result_means_no_rows(tab):
    tab.show_listing("results", Listing(RESULT, (Condition("0"),)))
    assert tab.rows.views["results"].table.listing_model.rowCount() == 0
    tab.rows.left.emit()
    assert tab.side.currentWidget() is tab.page


def test_dates_of_another_year(court, tab):
    create_contest(court, {"name": "往届", "starts": date(2020, 1, 1)}, template=False)
    assert [tab.contests.list.item(row).text() for row in range(2)] == ["2023年执行技能竞赛", "往届"]
