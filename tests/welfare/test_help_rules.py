"""The rules of newcomers and of help in hardship that no form and no step comes to by itself."""

from datetime import date

import pytest

from cadre_desktop.welfare.hardship.rules import helper_problems, measure_problems
from cadre_desktop.welfare.newcomers.rules import ProbationResult, decision_problems, prepare_newcomer, vet_newcomer

ACCEPTED, ENDED = date(2023, 3, 20), date(2023, 9, 20)
REGISTERED = {"state": "accepted", "accepted": ACCEPTED, "ended": None, "person": 1}
HELPED_OUT = {**REGISTERED, "state": "ended", "ended": ENDED}
APPLIED = {**REGISTERED, "state": "applied", "accepted": None}
MONEY = {"day": date(2023, 4, 1), "measure": "money", "amount": 100_000}
PAIR = {"helper": 2, "starts": date(2023, 4, 1)}


@pytest.mark.parametrize(
    ("values", "case", "fields"),
    [
        (MONEY, REGISTERED, []),
        ({**MONEY, "day": None}, REGISTERED, []),
        (MONEY, HELPED_OUT, []),
        (MONEY, APPLIED, ["case"]),
        ({**MONEY, "day": date(2023, 10, 1)}, HELPED_OUT, ["day"]),
        ({**MONEY, "day": date(2023, 3, 1)}, REGISTERED, ["day"]),
        ({**MONEY, "amount": -1}, REGISTERED, ["amount"]),
        ({**MONEY, "amount": None}, REGISTERED, ["amount"]),
        ({**MONEY, "measure": "visit", "amount": None}, REGISTERED, []),
    ],
)
def test_help_is_given_while_somebody_is_registered(values, case, fields):
    assert [problem.field for problem in measure_problems(values, case)] == fields


@pytest.mark.parametrize(
    ("values", "case", "fields"),
    [
        (PAIR, REGISTERED, []),
        ({**PAIR, "helper": 1}, REGISTERED, ["helper"]),
        ({**PAIR, "ends": date(2023, 3, 1)}, REGISTERED, ["ends"]),
        (PAIR, APPLIED, ["case"]),
        (PAIR, HELPED_OUT, ["case"]),
        ({**PAIR, "ends": ENDED}, HELPED_OUT, []),
    ],
)
def test_pairs_are_made_while_somebody_is_registered(values, case, fields):
    assert [problem.field for problem in helper_problems(values, case)] == fields


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, []),
        ({"result": "qualified", "decided": date(2024, 3, 1)}, []),
        ({"result": "qualified"}, ["decided"]),
        ({"height": 17}, ["height"]),
        ({"height": 175}, []),
    ],
)
def test_what_a_newcomer_has_is_believable(values, fields):
    assert [problem.field for problem in vet_newcomer(values)] == fields


def test_terms_that_are_given_stay_and_without_a_day_there_are_none():
    assert prepare_newcomer({"reported": None}) == {"reported": None}
    given = {"reported": date(2023, 3, 1), "probation_ends": date(2024, 6, 1), "talk_due": date(2023, 10, 1)}
    assert prepare_newcomer(given) == given


@pytest.mark.parametrize(
    ("until", "fields"), [(None, ["until"]), (date(2024, 3, 1), ["until"]), (date(2024, 6, 1), [])]
)
def test_a_longer_probation_ends_on_a_later_day(until, fields):
    found = decision_problems(ProbationResult.EXTENDED, date(2024, 2, 20), date(2024, 3, 1), until)
    assert [problem.field for problem in found] == fields
