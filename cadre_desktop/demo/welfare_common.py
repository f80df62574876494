"""The budgets of 2023 by kind of care, what its events cost, and how one of them was evaluated."""

from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.common.evaluating import QUESTIONS, save_evaluation
from cadre_desktop.welfare.common.records import WelfareBudget
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_FEN = 100
_YEAR = 2023
_BUDGETS = (
    (WelfareKind.PHYSICAL_EXAM, 1_200_000),
    (WelfareKind.COUNSELLING, 20_000),
    (WelfareKind.ONBOARDING, 5_000),
    (WelfareKind.RETIREMENT_CEREMONY, 12_000),
    (WelfareKind.VISIT, 400_000),
    (WelfareKind.ASSISTANCE, 40_000),
    (WelfareKind.CHILD_CARE, 45_000),
)
_COSTS = {
    "春季心理健康辅导": 7_600,
    "秋季心理健康辅导": 7_850,
    "新录用干警入职关怀": 2_860,
    "退休干警荣退仪式（上半年）": 4_650,
    "退休干警荣退仪式（下半年）": 5_120,
}
"""Yuan, by title: events of kinds that write down no spending of their own."""
_EVALUATED = "新录用干警入职关怀"
_COUNTS = ((30, 6, 1, 0), (26, 9, 2, 0), (28, 8, 1, 0), (31, 5, 1, 0), (29, 7, 1, 0))
"""Sheets by question, the best answer first."""


def write_welfare_common(store: Store) -> None:
    """After the events."""
    events = [row for row in WelfareEvent.select() if row.starts.year == _YEAR]
    with store.step("演示：暖警经费"):
        for kind, yuan in _BUDGETS:
            WelfareBudget.add(year=_YEAR, kind=kind, amount=yuan * _FEN, document_number=f"包中法〔{_YEAR}〕6号")
        for event in events:
            if event.title in _COSTS:
                event.spent = _COSTS[event.title] * _FEN
                event.save()
    evaluated = next(event for event in events if event.title == _EVALUATED)
    save_evaluation(store, evaluated, dict(zip(QUESTIONS, _COUNTS, strict=True)))
