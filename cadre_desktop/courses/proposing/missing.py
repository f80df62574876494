"""How many hours somebody lacks in a year: the one place where proposals ask for it."""

from collections.abc import Iterable
from itertools import repeat

from cadre_desktop.courses.hours.reading import hours_of
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.kit.store.store import Store

YEARLY_TARGET = 900
"""Tenths: 90 hours a year, 干部教育培训工作条例 (2023). Lacking as much or more has the whole weight."""


def missing_hours(store: Store, year: int, people: Iterable[int]) -> dict[int, int]:
    """Tenths of an hour that each of `people` (keys) lacks on site today, of what the court's rules ask of them in
    `year` or in the five years up to it; 0 for who is asked nothing."""
    hours = hours_of(year, regulation(store), store.clock.today())
    lacking = dict(zip(hours.people.tolist(), hours.lacking("onsite").tolist(), strict=True))
    asked = list(people)
    return dict(zip(asked, map(lacking.get, asked, repeat(0)), strict=True))
