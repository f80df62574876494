"""The priority rule of child care, whatever applications come in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.welfare.child_care.rules import Applicant, Enrolled, admission

LEAST = 70_000
TIMES = ("", "2024-01-05", "2024-01-05 09:00", "2024-01-05 09:00:30", "2024-01-10 08:00", "2024-01-25 09:00 #002")

_applicants = st.lists(
    st.builds(
        Applicant,
        key=st.just(0),
        number=st.just(0),
        state=st.sampled_from(Enrolled),
        hardship=st.booleans(),
        single_parent=st.booleans(),
        both_in_court=st.booleans(),
        applied_at=st.sampled_from(TIMES),
        consent=st.sampled_from((True, True, False)),
        pick_ups=st.integers(0, 3),
        leaves_alone=st.booleans(),
        last=st.none() | st.integers(60_000, 100_000),
    ),
    max_size=14,
).map(lambda found: [replace(each, key=100 + place, number=place + 1) for place, each in enumerate(found)])
_capacities = st.none() | st.integers(0, 12)


def fit(each):
    return not each.lacking and not (each.last is not None and each.last < LEAST)


@given(_applicants, _capacities)
def test_nobody_below_is_admitted_while_somebody_above_waits(applicants, capacity):
    found = {each.key: each.state for each in admission(applicants, capacity, LEAST)}
    waiting = [each for each in applicants if found.get(each.key) is Enrolled.WAITING and fit(each)]
    admitted = [each for each in applicants if found.get(each.key) is Enrolled.ADMITTED]
    assert all(above.order < below.order for above in admitted for below in waiting)
    for above in admitted:
        for below in waiting:
            assert above.rank <= below.rank
            if above.rank == below.rank and above.applied_at and below.applied_at:
                assert (above.applied_at, above.number) < (below.applied_at, below.number), "first come, first served"


@given(_applicants, _capacities)
def test_places_are_neither_given_twice_nor_left_empty(applicants, capacity):
    found = admission(applicants, capacity, LEAST)
    kept = [each for each in applicants if each.state is Enrolled.ADMITTED]
    new = [each for each in found if each.state is Enrolled.ADMITTED]
    fits = [each for each in applicants if each.state in (Enrolled.APPLIED, Enrolled.WAITING) and fit(each)]
    free = len(fits) if capacity is None else max(0, capacity - len(kept))
    assert len(new) == min(free, len(fits))
    assert {each.key for each in new} <= {each.key for each in fits}
    assert {each.key for each in found} == {
        each.key for each in applicants if each.state in (Enrolled.APPLIED, Enrolled.WAITING)
    }


@given(_applicants, _capacities, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_read_changes_nothing(applicants, capacity, chance):
    mixed = list(applicants)
    chance.shuffle(mixed)
    assert admission(mixed, capacity, LEAST) == admission(applicants, capacity, LEAST)


@given(_applicants, _capacities)
def test_each_reason_is_that_of_its_rank_and_admitting_again_changes_nothing(applicants, capacity):
    found = admission(applicants, capacity, LEAST)
    ranks = {each.key: each.rank for each in applicants}
    words = ("困难家庭", "单亲家庭", "双职工", "按报名先后")
    for each in found:
        if each.state is Enrolled.APPLIED:
            assert each.reason.startswith("缺") and each.reason.endswith("补齐后再录取")
        elif "上期出勤" not in each.reason:
            assert each.reason.startswith(words[ranks[each.key]])
    states = {each.key: each.state for each in found}
    after = [replace(each, state=states.get(each.key, each.state)) for each in applicants]
    again = admission(after, capacity, LEAST)
    assert all(states[each.key] is each.state for each in again)


@given(_applicants, st.integers(0, 12))
def test_more_places_take_nobody_away(applicants, capacity):
    few, more = (admission(applicants, places, LEAST) for places in (capacity, capacity + 1))
    admitted = [{each.key for each in found if each.state is Enrolled.ADMITTED} for found in (few, more)]
    assert admitted[0] <= admitted[1]
