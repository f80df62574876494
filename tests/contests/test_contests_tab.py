from datetime import date

import pytest
from PySide6.QtCore import Qt

from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import create_contest, save_part
from cadre_desktop.contests.figures import experts, tracks
from cadre_desktop.contests.kinds import CONTEST, ENTRANT, EVENT, RESULT, TRACK
from cadre_desktop.contests.records import Contest, Result, Track
from cadre_desktop.contests.screens.contest_page import ENTRANTS, MARKING, RESULTS, SETUP
from cadre_desktop.kit.listing import Condition, Listing


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


def test_a_name_is_offered_to_be_typed_over_and_no_second_time(tab):
    tab._new()
    name = tab.form.form.cells["name"].editor
    offered = name.value()
    assert offered and name.selectedText() == offered
    tab.form.save()
    tab._new()
    assert tab.form.form.cells["name"].editor.value() == ""


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
    assert tab.page.head.title.text() == "2024年竞赛"
    assert len(tab.page.setup.model.lines) == 14


# Rows behind a figure.


def test_figures_open_their_rows(court, marked_tab, marked):
    marked.confirm(court)
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


# Going from page to page.


@pytest.fixture
def two_tracks(court, small, open_tab):
    """A second track, and the tab."""
    save_part(court, TRACK, {"contest": small.contest.id, "name": "立案", "place": 2})
    return open_tab()


def test_tracks_are_stepped_through(two_tracks):
    page = two_tracks.page
    page.bring(ENTRANTS)
    page.step_track(1)
    assert (page.track.name, page.entrants.view.table.listing_model.rowCount()) == ("立案", 0)
    page.step_track(1)
    page.step_track(-1)
    assert (page.track.name, page.entrants.view.table.listing_model.rowCount()) == ("执行", 5)


def test_a_page_with_wrong_entries_is_not_left_without_asking(two_tracks, desk):
    page = two_tracks.page
    page.bring(MARKING)
    page.marking.model.setData(page.marking.model.index(0, 3), "99")
    desk.notices.answer(False, False)
    page.bring(RESULTS)
    assert page.section == MARKING
    page.step_track(1)
    assert page.track.name == "执行"


def test_without_tracks_the_pages_point_to_the_settings(court, open_tab):
    create_contest(court, {"name": "空", "year": 2023}, template=False)
    tab = open_tab()
    tab.page.bring(ENTRANTS)
    assert tab.page.stack.currentWidget() is tab.page.no_track
    assert not tab.page.setup.empty.isHidden()
