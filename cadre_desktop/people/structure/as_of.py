"""What everybody on file was on a day: post, level, rank, grade, court, department, and whether on the staff."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import joined
from cadre_desktop.people.retirement.expecting import expected_months
from cadre_desktop.people.structure.reading_sql import NUMBERS, TEXTS, statement
from cadre_desktop.people.structure.rules import Lead, lead_of

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_END = "\x1f"
_LEADERS = "院领导"


@dataclass(frozen=True)
class Texts:
    """A text for each person, kept as one list of the different ones and an index for each person."""

    values: tuple[str, ...]
    index: Whole

    @classmethod
    def of(cls, texts: Iterable[str], count: int) -> "Texts":
        """Put these texts together."""
        known: dict[str, int] = {}
        index = np.fromiter((known.setdefault(text, len(known)) for text in texts), np.int64, count)
        return cls(tuple(known), index)

    def __getitem__(self, position: int) -> str:
        return self.values[int(self.index[position])]

    def where(self, test: Callable[[str], bool]) -> Mask:
        """Who has a text that meets `test`."""
        mask: Mask = np.array([test(value) for value in self.values], np.bool_)[self.index]
        return mask


@dataclass(frozen=True)
class StaffAsOf:
    """Everybody on file, on or off the staff, as of `day`; each array has a number for each person.

    keys: the people's; court, department: keys, 0 for not known; sex, category: numbers in their code tables from 1,
    0 for not known; born: 12 * year + month - 1, 0 for not known; on_staff: 1, 0, or 2 for who left nobody knows when;
    names ending in basis: on what a fact rests (`reading_sql`); post_since: as `born`, the month of the fact that says
    the post; differs: the row has another post; lead: index in `Lead` from 1, 0 for nobody.
    """

    day: date
    today: date
    numbers: dict[str, Whole]
    texts: dict[str, Texts]
    lead: Whole

    @property
    def keys(self) -> Whole:
        """The people's keys, rising."""
        return self.numbers["keys"]

    @property
    def staff(self) -> Mask:
        """Who is on the staff on the day; in the future those who have retired by then are not."""
        there: Mask = self.numbers["on_staff"] == 1
        if self.day > self.today:
            there &= ~self.retired_by_then
        return there

    @property
    def retired_by_then(self) -> Mask:
        """Who reaches the age of retirement after today's month and in the month of the day at the latest."""
        first, last = month_number(self.today), month_number(self.day)
        mask: Mask = (self.numbers["on_staff"] == 1) & (self.retires > first) & (self.retires <= last)
        return mask

    @cached_property
    def retires(self) -> Whole:
        """The month of retirement, as `born`, by what is decided today; 0 where it cannot be reckoned."""
        found = {key: month_number(month) for key, month in expected_months(self.today)}
        return np.array([found.get(key, 0) for key in self.keys.tolist()], np.int64)

    def ages(self) -> Whole:
        """Completed years on the day by the month of birth; -1 where that is not known."""
        born = self.numbers["born"]
        return np.where(born > 0, (month_number(self.day) - born) // 12, -1)

    def leads(self, lead: Lead) -> Mask:
        """Who leads in this way."""
        mask: Mask = self.lead == list(Lead).index(lead) + 1
        return mask


def month_number(day: date) -> int:
    """Months since the year 0: what the births and retirements are kept as."""
    return 12 * day.year + day.month - 1


def read_staff(day: date, today: date, people: Sequence[int] | None = None) -> StaffAsOf:
    """Read what everybody on file (or these) was, is or, if nobody is moved, will be on `day`."""
    which = "1" if people is None else f"p.id IN ({', '.join(map(str, people)) or 'NULL'})"
    numbers, texts = _read(statement(day >= today, which), (day.isoformat(), today.isoformat()))
    count = len(numbers["keys"])
    columns = {name: Texts.of(text, count) for name, text in texts.items()}
    lead = leads_of(columns["post"], columns["level"], numbers["department"])
    return StaffAsOf(day, today, numbers, columns, lead)


def _read(rows: str, given: tuple[Any, ...]) -> tuple[dict[str, Whole], dict[str, list[str]]]:
    """The columns of a statement. SQLite writes each down as one text: to hand over the rows takes twice as long."""
    wanted = [joined(f"f_{name}", " ") for name in NUMBERS] + [joined(f"f_{name} || '{_END}'", "") for name in TEXTS]
    ((*found,),) = database.rows(f"SELECT {', '.join(wanted)} FROM ({rows})", *given)
    count = len(NUMBERS)
    numbers = {
        name: np.fromstring(text, np.int64, sep=" ") if text else np.zeros(0, np.int64)
        for name, text in zip(NUMBERS, found[:count], strict=True)
    }
    texts = {name: (text or "").split(_END)[:-1] for name, text in zip(TEXTS, found[count:], strict=True)}
    return numbers, texts


def leads_of(post: Texts, level: Texts, department: Whole) -> Whole:
    """Who leads, found once for each post, level and kind of department."""
    both = (post.index * len(level.values) + level.index) * 2 + np.isin(department, _of_leaders())
    combinations, inverse = np.unique(both, return_inverse=True)
    order = list(Lead)
    found = []
    for combination in combinations.tolist():
        rest, leaders = divmod(combination, 2)
        at_post, at_level = divmod(rest, len(level.values))
        lead = lead_of(post.values[at_post], level.values[at_level], _LEADERS if leaders else "")
        found.append(order.index(lead) + 1 if lead else 0)
    return np.array(found, np.int64)[inverse]


def _of_leaders() -> list[int]:
    """The departments that courts keep for their leaders."""
    rows = database.rows("SELECT id, name FROM department")
    return [key for key, name in rows if lead_of("庭长", "", name) is Lead.COURT]
