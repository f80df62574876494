"""Results that follow the marks one by one are those worked out from the whole file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.contests import results, touched
from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.entering import set_play_off, set_status
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.second_keying import record_second
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import EVENT
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules import ranking
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.screens.marking.sheet_reading import judges_to_key, read, rows_by_judge
from cadre_desktop.contests.touched import touched_since
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.state import At, state_now

NAMES, PANEL = ("李静", "欧阳文博", "阿拉坦·巴特尔", "单雄信", "解红"), ("王祯", "翟志刚", "乌兰图雅")
points = st.one_of(st.none(), st.integers(0, 8).map(lambda n: n * 5.0))
judged = st.tuples(st.sampled_from(NAMES), st.sampled_from(PANEL), st.sampled_from(["驾驭", "说理"]), points)
measured = st.tuples(st.sampled_from(NAMES), st.just(None), st.just("卷面"), points)
edits = st.one_of(
    st.tuples(st.just("mark"), st.lists(judged, min_size=1, max_size=4)),
    st.tuples(st.just("exam"), st.lists(measured, min_size=1, max_size=3)),
    st.tuples(st.just("second"), st.lists(judged, min_size=1, max_size=2)),
    st.tuples(st.sampled_from(["undo", "redo", "confirm"]), st.none()),
    st.tuples(st.sampled_from(["absent", "back", "play off"]), st.sampled_from(NAMES)),
)


def carry_out(court, small, kind, what):
    """One edit; what cannot be done is not done."""
    changes = {
        "mark": lambda: record_marks(court, small.trial, [small.mark(*one) for one in what], "试"),
        "exam": lambda: record_marks(court, small.exam, [small.mark(*one) for one in what], "试"),
        "second": lambda: record_second(court, small.trial, [small.mark(*one) for one in what]),
        "undo": court.undo,
        "redo": court.redo,
        "confirm": lambda: confirm_sheets(court, small.trial),
        "absent": lambda: set_status(court, [small.entrants[what]], EntrantStatus.ABSENT, "病假"),
        "back": lambda: set_status(court, [small.entrants[what]], EntrantStatus.ENTERED),
        "play off": lambda: set_play_off(court, small.entrants[what], 1000 * len(what)),
    }
    try:
        changes[kind]()
    except Refused:
        return


def content(result):
    awards = {key: (award.title, award.pending, award.notes) for key, award in result.awards.items()}
    return result.rules, dict(result.competitors), dict(result.standings), result.ranking, awards


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(sequence=st.lists(edits, min_size=1, max_size=8))
def test_after_any_edits_the_kept_result_is_that_of_the_whole_file(court, marked, sequence):
    for kind, what in sequence:
        carry_out(court, marked, kind, what)
        assert content(ranking_of(marked.track)) == content(results._result(marked.track.id))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(sequence=st.lists(edits, min_size=1, max_size=8), trial=st.booleans())
def test_after_any_edits_the_marking_page_has_read_what_a_fresh_one_reads(court, marked, sequence, trial):
    event = marked.trial.id if trial else marked.exam.id
    seen = read(marked.track.id, event)
    for kind, what in sequence:
        carry_out(court, marked, kind, what)
        before, seen = seen, read(marked.track.id, event, seen)
        fresh = read(marked.track.id, event)
        assert (seen.at, seen.event, seen.people, seen.sheets) == (fresh.at, fresh.event, fresh.people, fresh.sheets)
        assert (seen.expected, seen.missing) == (fresh.expected, fresh.missing)
        if seen.touched is not None:
            same = seen.sheets.keys() - set(seen.touched)
            assert {key: seen.sheets[key] for key in same} == {key: before.sheets[key] for key in same}
        if not seen.regrouped:
            assert judges_to_key(seen, False) == judges_to_key(before, False)
            assert rows_by_judge(seen, None) == rows_by_judge(before, None)


@pytest.fixture
def scored(monkeypatch):
    """Whose marks are scored from here on."""
    found = []

    def stand(events, entry):
        found.append(entry.entrant)
        return ranking.stand(events, entry)

    monkeypatch.setattr(results, "stand", stand)
    return found


def test_only_entrants_whose_marks_changed_are_scored_again(court, marked, scored):
    ranking_of(marked.track)
    scored.clear()
    record_marks(court, marked.trial, [marked.mark("李静", "王祯", "说理", 36)])
    ranking_of(marked.track)
    assert scored == [marked.entrants["李静"]]
    ranking_of(marked.track)
    confirm_sheets(court, marked.exam, [marked.sheet_key("解红", None)])
    ranking_of(marked.track)
    assert scored == [marked.entrants[name] for name in ("李静", "解红")]


def test_a_rule_or_a_person_changed_means_all_of_them(court, marked, scored):
    ranking_of(marked.track)
    set_play_off(court, marked.entrants["解红"], 1000)
    scored.clear()
    ranking_of(marked.track)
    assert len(scored) == 5
    save_part(court, EVENT, {"decimals": 3}, marked.exam.id)
    ranking_of(marked.track)
    assert len(scored) == 10


def test_a_state_of_another_file_tells_nothing(court, marked):
    at = state_now()
    assert touched_since(at) == frozenset()
    assert touched_since(At(at.seq, "0" * 64)) is None
    assert touched_since(At(at.seq + 1, at.hash)) is None


def test_marks_taken_back_and_moved_on_name_their_entrants(court, marked):
    at = state_now()
    record_marks(court, marked.trial, [marked.mark("单雄信", "王祯", "说理", None)])
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "说理", 21)])
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "说理", None)])
    assert touched_since(at) == {marked.entrants["单雄信"], marked.entrants["解红"]}


def test_what_is_too_much_to_follow_is_read_whole(court, marked, monkeypatch):
    at = state_now()
    monkeypatch.setattr(touched, "_MOST", 1)
    record_marks(court, marked.trial, marked.sheet("李静", "王祯", 51, 36))
    assert touched_since(at) is None
