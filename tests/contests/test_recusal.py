"""Who ought not to mark whom."""

import pytest

from cadre_desktop.contests.rules.recusal import (
    USUAL_SEVERITIES,
    Conflict,
    NamedTie,
    Party,
    find_conflicts,
)
from cadre_desktop.contests.rules.words import ConflictKind, Severity

SELF, COURT, DEPARTMENT, MENTOR, RELATIVE = ConflictKind
HARD, SOFT = Severity.HARD, Severity.SOFT
ENTRANT = Party(1, "张三", person=100, court=10, department=11)


def kinds(conflicts: list[Conflict]) -> list[tuple[ConflictKind, Severity]]:
    return [(conflict.kind, conflict.severity) for conflict in conflicts]


@pytest.mark.parametrize(
    ("judge", "expected"),
    [
        (Party(7, "李四", 200, 20, 21), []),
        (Party(7, "外请专家"), []),
        (Party(7, "李四", 200, 10, 12), [(COURT, SOFT)]),
        (Party(7, "李四", 200, 10, 11), [(DEPARTMENT, HARD)]),
        (Party(7, "张三", 100, 10, 11), [(SELF, HARD)]),
    ],
)
def test_what_the_records_show(judge: Party, expected: list[tuple[ConflictKind, Severity]]) -> None:
    assert kinds(find_conflicts([judge], [ENTRANT])) == expected


def test_two_guests_have_nothing_in_common() -> None:
    """Unknown courts and departments are not the same court."""
    assert find_conflicts([Party(7, "甲")], [Party(1, "乙")]) == []


def test_named_ties() -> None:
    named = [NamedTie(7, 1, MENTOR), NamedTie(7, 1, MENTOR), NamedTie(7, 2, RELATIVE), NamedTie(8, 1, RELATIVE)]
    judges, entrants = [Party(7, "李四"), Party(8, "王五")], [ENTRANT, Party(2, "赵六")]
    found = find_conflicts(judges, entrants, named)
    assert [(conflict.judge.key, conflict.entrant.key, conflict.kind) for conflict in found] == [
        (7, 1, MENTOR),
        (8, 1, RELATIVE),
        (7, 2, RELATIVE),
    ]


def test_severities_are_settings() -> None:
    judge = Party(7, "李四", 200, 10, 11)
    strict = {**USUAL_SEVERITIES, COURT: HARD}
    assert kinds(find_conflicts([judge], [ENTRANT], severities=strict)) == [(DEPARTMENT, HARD)]
    court_alone = {COURT: SOFT, DEPARTMENT: Severity.IGNORED}
    assert kinds(find_conflicts([judge], [ENTRANT], severities=court_alone)) == [(COURT, SOFT)]
    court_first = {COURT: HARD, DEPARTMENT: SOFT}
    assert kinds(find_conflicts([judge], [ENTRANT], severities=court_first)) == [(COURT, HARD)]
    assert find_conflicts([judge], [ENTRANT], severities={}) == []


def test_sentence() -> None:
    (conflict,) = find_conflicts([Party(7, "李四", 200, 10, 11)], [ENTRANT])
    assert str(conflict) == "评委李四与选手张三：同一部门，必须回避。"
