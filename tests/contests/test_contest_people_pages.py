import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.panels import seat, set_severities
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import create_contest, save_contest, save_part
from cadre_desktop.contests.kinds import EVENT, TRACK
from cadre_desktop.contests.records import Contest, Entrant, Judge, Track
from cadre_desktop.contests.rules.words import ConflictKind, EntrantStatus, Severity
from cadre_desktop.contests.screens.contest_page import ENTRANTS, JUDGES, SETUP
from cadre_desktop.contests.screens.people.recusal_dialogs import SeverityDialog, TieDialog
from cadre_desktop.contests.screens.people.recusal_list import parties_of
from cadre_desktop.window.help import shortcuts


def names(view):
    model = view.table.listing_model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


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


def test_names_are_pasted_for_a_track(tab, small, people, desk):
    tab.page.bring(ENTRANTS)
    tab.page.entrants.paste.click()
    page = tab.page.choose_page
    assert tab.page.stack.currentWidget() is page
    known = next(iter(small.entrants))
    page.chooser.paste_names(f"推荐选手：王祯庭长、翟志刚\n{known}")
    assert set(page.chooser.chosen) == {people["王祯"], people["翟志刚"]}
    assert {match.written.name: match.why for match in page.chooser.paste._pasted.matches}[known] == "已报名"
    page.confirm.click()
    assert {"王祯", "翟志刚"} <= set(names(tab.page.entrants.view))


@pytest.mark.parametrize(("section", "page"), [(ENTRANTS, "entrants"), (JUDGES, "judges")])
@pytest.mark.parametrize("where", ["list", "tabs", "search"])
def test_the_keys_for_pasting_names_work_wherever_the_cursor_is(qtbot, tab, section, page, where):
    """They did nothing in contests, though they paste names into every other list."""
    tab.page.bring(section)
    shown = getattr(tab.page, page)
    at = {"list": shown.view.table if page == "entrants" else shown.table, "search": shown.picker}
    focused = at.get(where) or tab.page.sections
    focused.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.ShiftModifier)
    assert tab.page.stack.currentWidget() is tab.page.choose_page
    assert tab.page.choose_page.chooser.paste.isVisible()


def test_the_keys_for_pasting_names_are_told(tab):
    tab.page.bring(ENTRANTS)
    assert "Ctrl+Shift+V" in tab.page.entrants.paste.toolTip()
    assert ("粘贴名单", "Ctrl+Shift+V") in {(words, keys) for _tab, words, keys in shortcuts(tab)}


def test_no_names_are_pasted_into_a_sealed_contest(qtbot, court, tab, small):
    with court.step("封存"):
        Contest.update(status="sealed").execute()
    for section, page in ((ENTRANTS, "entrants"), (JUDGES, "judges")):
        tab.page.show_contest(Contest.get())
        tab.page.bring(section)
        assert not getattr(tab.page, page).by_names.isEnabled()


def test_names_pasted_as_judges_are_seated_but_entrants_are_not(tab, small, people):
    tab.page.bring(JUDGES)
    known = next(iter(small.entrants))
    tab.page.judges.picker.pasted.emit(f"王祯、{known}")
    page = tab.page.choose_page
    assert page.chooser.chosen == [people["王祯"]]
    assert {match.written.name: match.why for match in page.chooser.paste._pasted.matches}[known] == "是本次竞赛的选手"
    page.confirm.click()
    assert Judge.get_or_none(Judge.person == people["王祯"]) is not None


@pytest.mark.parametrize(("several", "offered"), [(False, 0), (True, 5)])
def test_who_is_in_another_track_is_offered_only_where_the_contest_allows_it(
    tab, small, people, court, several, offered
):
    save_contest(court, {"several_tracks": several}, small.contest.id)
    own = {"contest": small.contest.id, "category": "judge", "place": 2}
    tab.page.choose_track(save_part(court, TRACK, {**own, "name": "立案"}))
    tab.page.bring(ENTRANTS)
    tab.page.entrants.choose.click()
    shown = {tab.page.choose_page.chooser.table.listing_model.key(row) for row in range(8)}
    assert len({people[name] for name in small.entrants} & shown) == offered


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


def test_seats_are_ticked(qtbot, tab, small):
    tab.page.bring(JUDGES)
    page = tab.page.judges
    assert [page.model.index(row, 0).data() for row in range(3)] == ["王祯", "乌兰图雅", "翟志刚"]
    table = page.table
    assert list(page.model.seats.events.values()) == ["庭审观摩"], "笔试 is measured, nobody sits there"
    table.setCurrentIndex(page.model.index(0, 2))
    assert table.currentIndex().data() == "✓"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.model.index(0, 2).data() == "·"
    assert page.model.index(1, 2).data() == "✓"


def test_a_seat_where_all_is_measured_can_be_seen_and_taken_away(qtbot, court, tab, small):
    seat(court, [small.judges["王祯"]], small.track, small.exam)
    tab.page.bring(JUDGES)
    page = tab.page.judges
    assert list(page.model.seats.events.values()) == ["庭审观摩", "笔试"]
    page.table.setCurrentIndex(page.model.index(0, 3))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert list(page.model.seats.events.values()) == ["庭审观摩"]


def test_a_track_without_entrants_offers_first_what_enters_many(court, tab, small, desk):
    own = {"contest": small.contest.id}
    tab.page.choose_track(save_part(court, TRACK, {**own, "name": "立案"}))
    tab.page.bring(ENTRANTS)
    page = tab.page.entrants
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    primary = [button.text() for button in buttons if button.property("kind") == "primary"]
    assert primary == ["按条件选人"]
    shown = [button.text() for button in buttons]
    assert "导入推荐表…" in shown and "新增选手" in shown
    page.choose_first.trigger()
    assert tab.page.stack.currentWidget() is tab.page.choose_page


def test_nothing_is_offered_in_a_sealed_contest(court, tab, marked):
    marked.confirm(court)
    empty = save_part(court, TRACK, {"contest": marked.contest.id, "name": "立案"})
    spare = {"contest": marked.contest.id, "track": empty, "name": "演讲", "weight": 100_000}
    save_part(court, EVENT, spare)
    with court.step("封存"):
        Contest.update(status="sealed").execute()
    tab.page.choose_track(empty)
    tab.page.bring(ENTRANTS)
    assert not tab.page.entrants.choose_first.isVisible()


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
    page.bring(SETUP)
    page.bring(JUDGES)
    models = (page.setup.model, page.judges.model, page.judges.recusals.model, page.results.model)
    for model in models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.rowCount() for model in models] == [1, 3, 2, 5]


def test_judges_are_chosen_by_filter(tab, people):
    tab.page.bring(JUDGES)
    tab.page.judges.choose.click()
    tab.page.choose_page.chooser.choose([people["王祯"]])
    assert tab.page.choose_page.confirm.text() == "加入 1 位评委"
    tab.page.choose_page.carry_out()
    assert tab.page.stack.currentWidget() is tab.page.judges
    assert Judge.select().count() == 3


def test_a_judge_is_edited_in_the_list_of_all(tab, small):
    tab.page.bring(JUDGES)
    tab.page.judges.sections.button(1).click()
    view = tab.page.judges.view
    view.open(small.judges["王祯"])
    view.form.cells["division"].editor.setText("审监庭")
    view.form.cells["division"].editor.textEdited.emit("审监庭")
    view.editing.save()
    assert Judge.by_key(small.judges["王祯"]).division == "审监庭"


def test_coming_back_to_competing(court, tab, small):
    tab.page.bring(ENTRANTS)
    set_status(court, [small.entrants["解红"]], EntrantStatus.ABSENT, "病假")
    view = tab.page.entrants.view
    view.table.select_key(small.entrants["解红"])
    tab.page.entrants._set_status(EntrantStatus.ENTERED)
    assert Entrant.by_key(small.entrants["解红"]).status == EntrantStatus.ENTERED


def test_a_mentor_is_declared_and_then_may_not_mark(qtbot, tab, small):
    tab.page.bring(JUDGES)
    recusals = tab.page.judges.recusals
    judges, entrants = parties_of(small.track.id)
    assert (small.judges["王祯"], "王祯（包头市中级人民法院）") in judges
    dialog = TieDialog(tab.page.judges._desk, judges, entrants, recusals)
    qtbot.addWidget(dialog)
    dialog.answer()
    assert dialog.problem.text() == "请选择评委和选手。"
    dialog.judge.set_value(small.judges["王祯"])
    dialog.entrant.set_value(small.entrants["单雄信"])
    dialog.reason.setText("曾为其导师")
    dialog.answer()
    assert dialog.result() == TieDialog.DialogCode.Accepted
    declared = [line for line in recusals.model.lines if line.kind is ConflictKind.MENTOR]
    assert [(line.judge, line.entrant, line.severity, line.reason) for line in declared] == [
        ("王祯", "单雄信", Severity.HARD, "曾为其导师")
    ]


def test_a_relation_that_is_not_minded_any_more_is_not_asked_about(qtbot, tab, desk):
    tab.page.bring(JUDGES)
    recusals = tab.page.judges.recusals
    dialog = SeverityDialog(desk, recusals)
    qtbot.addWidget(dialog)
    dialog.boxes[ConflictKind.COURT].set_value("ignored")
    dialog.answer()
    assert [line.kind for line in recusals.model.lines] == [ConflictKind.DEPARTMENT]
    again = SeverityDialog(desk, recusals)
    qtbot.addWidget(again)
    assert again.boxes[ConflictKind.COURT].value() == "ignored"


def test_what_was_decided_outlives_a_change_of_the_rule(tab, desk):
    tab.page.bring(JUDGES)
    recusals = tab.page.judges.recusals
    recusals.table.selectRow(0)
    recusals.bar.click()
    set_severities(desk.store, {ConflictKind.COURT: Severity.IGNORED})
    assert {line.kind: line.severity for line in recusals.model.lines} == {
        ConflictKind.COURT: Severity.HARD,
        ConflictKind.DEPARTMENT: Severity.HARD,
    }


def test_a_sealed_contest_is_only_read(marked_tab, marked, desk):
    marked.confirm(desk.store)
    seal(desk.store, marked.contest)
    page = marked_tab.page
    page.bring(ENTRANTS)
    view = page.entrants.view
    commands = view.commands
    shown = {action.text() for action in (commands.new, *commands.context_menu().actions()) if action.isVisible()}
    assert not shown & {"新增选手", "抽签", "删除", "退赛…", "缺席…", "恢复参赛", "导入 Excel…"}
    assert "导出列表…" in shown
    page.bring(JUDGES)
    assert page.judges.view.locked and not page.judges.recusals.more.isVisibleTo(page)
    assert not page.seal.isVisible() and page.reopen.isVisible()
    desk.notices.answer("复核")
    page.begin_reopening()
    page.bring(ENTRANTS)
    assert view.commands.new.isVisible() and page.seal.isVisible()


@pytest.mark.parametrize("section", [ENTRANTS, JUDGES])
def test_where_nobody_is_yet_the_cursor_is_where_one_types_names(qtbot, open_tab, court, section):
    create_contest(court, {"name": "2024年竞赛"})
    tab = open_tab()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.bring(section)
    assert tab.page.stack.currentWidget().picker.hasFocus()
