"""What was done is taken back and done again while a page shows it: the page shows what a fresh one would."""

import pytest
from blind import make_blind, mark_all
from looking import screen
from small_sheets import record_all

from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.matching import open_matching
from cadre_desktop.contests.actions.panels import decide_recusals, declare_tie
from cadre_desktop.contests.actions.sealing import reopen, seal
from cadre_desktop.contests.actions.second_keying import differences, record_second, resolve
from cadre_desktop.contests.actions.setup import create_contest, save_part
from cadre_desktop.contests.kinds import JUDGE, TRACK
from cadre_desktop.contests.records import RECORDS
from cadre_desktop.contests.rules.recusal import NamedTie
from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.contests.screens.contest_page import ANALYSIS, ENTRANTS, JUDGES, MARKING, RESULTS, SETUP
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name


def nothing(_court, _small):
    """The contest as it is entered."""


def drawn(court, small):
    draw(court, small.track, "种子")


def matchable(court, small):
    make_blind(court, small)
    mark_all(court, small)


def confirmed(court, small):
    record_all(court, small)
    small.confirm(court)


def sealed(court, small):
    confirmed(court, small)
    seal(court, small.contest)


def differing(court, small):
    record_all(court, small)
    court.actor = "李静"
    record_second(court, small.trial, small.sheet("解红", "王祯", 31, 20))


def settle(court, small):
    (one,) = differences(small.trial)
    resolve(court, small.trial, one.spot, 31_000, "核对纸面")


def related(court, small):
    declare_tie(court, NamedTie(small.judges["王祯"], small.entrants["解红"], ConflictKind.RELATIVE))


DONE = {
    "draw": (ENTRANTS, nothing, lambda court, small: draw(court, small.track, "种子")),
    "draw again": (ENTRANTS, drawn, lambda court, small: draw(court, small.track, "再来", reason="漏了一人")),
    "matching": (RESULTS, matchable, lambda court, small: open_matching(court, small.track)),
    "seal": (RESULTS, confirmed, lambda court, small: seal(court, small.contest)),
    "reopen": (SETUP, sealed, lambda court, small: reopen(court, small.contest, "录错一张")),
    "marks": (ANALYSIS, nothing, record_all),
    "confirm": (MARKING, record_all, lambda court, small: confirm_sheets(court, small.trial)),
    "settle": (MARKING, differing, settle),
    "relative": (JUDGES, nothing, related),
}


@pytest.fixture
def fresh(open_tab):
    """All texts of a tab opened now, on a section."""

    def read(section: int) -> str:
        tab = open_tab()
        tab.page.bring(section)
        texts = screen(tab)
        tab.hide()
        return texts

    return read


def content():
    return {record: database.rows(f'SELECT * FROM "{table_name(record)}" ORDER BY id') for record in RECORDS}


def rested(tab):
    """The screen a moment later: what is next in the contest is looked for when nothing has come in for a while."""
    tab.page.head.next_step.rest.timeout.emit()
    return screen(tab)


def undo_to(court, wanted):
    """Take steps back until all is as it was; answers how many."""
    for steps in range(10):
        if content() == wanted:
            return steps
        court.undo()
    raise AssertionError("undoing does not lead back")


@pytest.mark.parametrize("name", DONE)
def test_the_page_follows_there_and_back(court, small, open_tab, fresh, name):
    section, prepare, act = DONE[name]
    prepare(court, small)
    tab, before = open_tab(), content()
    tab.page.bring(section)
    act(court, small)
    after = content()
    assert before != after
    assert rested(tab) == fresh(section)
    steps = undo_to(court, before)
    assert rested(tab) == fresh(section)
    for _step in range(steps):
        court.redo()
    assert content() == after
    assert rested(tab) == fresh(section)
    assert check_store(court).sound


@pytest.mark.parametrize("section", [MARKING, RESULTS, ANALYSIS])
def test_what_is_undone_from_another_tab_is_seen_on_coming_back(court, small, open_tab, fresh, section):
    record_all(court, small)
    tab = open_tab()
    tab.page.bring(section)
    shown = screen(tab)
    tab.hide()
    record_marks(court, small.trial, [small.mark("解红", "王祯", "驾驭", 60)])
    tab.show()
    changed = rested(tab)
    assert changed == fresh(section)
    assert changed != shown
    tab.hide()
    court.undo()
    tab.show()
    assert rested(tab) == shown


def test_what_is_decided_about_recusal_is_seen_in_the_settings(court, small, open_tab):
    record_all(court, small)
    tab = open_tab()
    tab.page.bring(SETUP)
    seats = [small.judges[name] for name in ("王祯", "翟志刚", "乌兰图雅")]
    ties = [declare_tie(court, NamedTie(judge, small.entrants["解红"], ConflictKind.RELATIVE)).id for judge in seats]
    assert "解红的评委都须回避" in tab.page.setup.missing.words.text()
    decide_recusals(court, ties, Severity.IGNORED, "已说明")
    assert "解红的评委都须回避" not in tab.page.setup.missing.words.text()


def test_a_judge_called_otherwise_is_so_in_the_derivation(court, small, open_tab):
    record_all(court, small)
    page = open_tab().page
    page.bring(RESULTS)
    page.results.explain(small.entrants["解红"])
    save_part(court, JUDGE, {"name": "王祯祥", "person": None}, small.judges["王祯"])
    assert any("王祯祥" in line for line in page.results.reading.result.explain(small.entrants["解红"]))


@pytest.mark.parametrize("section", [MARKING, RESULTS, ANALYSIS])
@pytest.mark.parametrize("left", [0, 1])
def test_a_track_whose_making_is_undone_gives_way(court, small, open_tab, fresh, section, left):
    contest = small.contest if left else create_contest(court, {"name": "新竞赛", "year": 2024}, template=False)
    key = save_part(court, TRACK, {"contest": contest.id, "name": "新赛道", "category": "judge", "place": 9})
    tab = open_tab()
    tab.contests.choose(contest.id)
    tab.page.choose_track(key)
    tab.page.bring(section)
    court.undo()
    page = tab.page
    assert [page.track_box.itemText(index) for index in range(page.track_box.count())] == ["执行"] * left
    assert (page.stack.currentWidget() is page.no_track) == (not left)
    assert screen(tab) == fresh(section)
    court.redo()
    page.choose_track(key)
    assert page.track.name == "新赛道"
    assert page.stack.currentWidget() is not page.no_track
