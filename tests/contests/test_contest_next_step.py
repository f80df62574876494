"""What a contest's head offers first, and where it leads; places that may still change are marked as such."""

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.second_keying import record_second
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import EVENT
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.screens.contest_page import ENTRANTS, JUDGES, MARKING, RESULTS, SETUP
from cadre_desktop.contests.screens.marking.marking_head import AGAIN
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.contests.screens.next_step import Next, NextAction, next_in


def kinds(head):
    """The head's buttons as they are dressed, those that are shown."""
    buttons = (head.seal_button, head.next_button)
    return {button.text(): button.property("kind") for button in buttons if not button.isHidden()}


def rested(tab):
    """A moment after the last mark."""
    tab.page.head.next_step.rest.timeout.emit()
    return tab.page.head


def test_until_the_last_sheet_is_in_marking_comes_first(court, marked_tab, marked):
    record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", "说理", None)])
    head = rested(marked_tab)
    assert kinds(head) == {"封存成绩": "", "继续录入评分": "primary"}
    record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", "说理", 20)])
    assert kinds(rested(marked_tab)) == {"封存成绩": "", "确认评分表": "primary"}
    marked.confirm(court)
    assert kinds(rested(marked_tab)) == {"封存成绩": "primary"}
    seal(court, marked.contest)
    assert kinds(rested(marked_tab)) == {}


def test_a_contest_in_preparation_has_neither(tab):
    assert kinds(rested(tab)) == {}


def test_a_view_has_one_primary_button(court, marked_tab, marked):
    head = rested(marked_tab)
    for section, kind in ((SETUP, ""), (ENTRANTS, ""), (JUDGES, ""), (MARKING, "primary"), (RESULTS, "primary")):
        marked_tab.page.bring(section)
        assert kinds(head)["确认评分表"] == kind


def test_it_leads_to_the_first_mark_that_is_missing(court, marked_tab, marked):
    record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", "说理", None)])
    page = marked_tab.page
    page.bring(MARKING)
    page.marking.head.mode.button(1).click()
    page.marking.head.keying.button(AGAIN).click()
    page.bring(SETUP)
    rested(marked_tab).go_on.trigger()
    assert page.section == MARKING
    marking = page.marking
    assert (marking.head.who.value(), marking.head.way) == (marked.judges["翟志刚"], 0)
    index = marking.table.currentIndex()
    assert (marking.model.rows[index.row()].name, index.column()) == ("解红", FIXED + 1)
    assert not marking.model.blind


def test_it_leads_to_what_was_measured_too(court, marked_tab, marked):
    record_marks(court, marked.exam, [marked.mark("单雄信", None, "卷面", None)])
    rested(marked_tab).go_on.trigger()
    marking = marked_tab.page.marking
    assert marking.head.event_box.value() == marked.exam.id
    assert marking.model.rows[marking.table.currentIndex().row()].name == "单雄信"


def test_the_first_unconfirmed_sheet_is_found(court, marked):
    found = next_in(marked.contest.id)
    assert found.step is NextAction.CONFIRM
    assert (found.sheet.event, found.sheet.track) == (marked.trial.id, marked.track.id)
    marked.confirm(court)
    assert next_in(marked.contest.id) == Next(NextAction.SEAL)


def test_wrong_marks_are_asked_about_before_it_leads_away(court, marked_tab, marked, desk):
    page = marked_tab.page
    page.bring(MARKING)
    page.marking.model.setData(page.marking.model.index(0, FIXED), "99")
    desk.notices.answer(False)
    rested(marked_tab).go_on.trigger()
    assert page.marking.model.wrong != {}


def test_marks_keyed_again_do_not_count_as_missing(court, marked_tab, marked):
    court.actor = "翟志刚"
    record_second(court, marked.trial, marked.sheet("李静", "王祯", 50, 35))
    assert rested(marked_tab).next_step.found.step is NextAction.CONFIRM


# Places that may still change.


def heading(model):
    return model.headerData(0, Qt.Orientation.Horizontal)


def test_the_lists_say_that_places_are_provisional(court, marked_tab, marked):
    page = marked_tab.page
    results = page.results
    assert heading(results.model) == "名次"
    record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", "说理", None)])
    assert heading(results.model) == "暂定名次"
    assert "还缺 1 张评分表，名次和奖项是暂定的" in results.band.words.text()
    results.explain(marked.entrants["李静"])
    assert results.panel.title.text() == "暂定第 3 名 · 李静"
    page.bring(MARKING)
    ranks = page.marking.ranks
    assert heading(ranks.model) == "暂定\n名次"
    court.undo()
    assert heading(ranks.model) == "名次"
    page.bring(RESULTS)
    assert heading(results.model) == "名次"


def test_sealed_places_are_final_though_a_sheet_was_missing(court, marked_tab, marked):
    record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", "说理", None)])
    seal(court, Contest.by_key(marked.contest.id), "评委因病")
    page = marked_tab.page
    assert heading(page.results.model) == "名次"
    page.bring(MARKING)
    assert heading(page.marking.ranks.model) == "名次"


@pytest.mark.parametrize("dropped", [1, 2])
def test_the_list_names_at_the_entrant_that_no_mark_was_dropped(court, marked_tab, marked, dropped):
    """Three judges; with the highest and lowest dropped one mark would remain."""
    save_part(court, EVENT, {"drop_high": dropped, "drop_low": dropped}, marked.trial.id)
    model = marked_tab.page.results.model
    why = model.columnCount() - 2
    assert [model.index(row, why).data() for row in range(model.rowCount())] == ["分数太少，未去高低"] * 5
    line = model.lines[model.row_of(marked.entrants["李静"])]
    assert "庭审观摩只有 2 个分数，没有去高去低，全部计入。" in line.note
