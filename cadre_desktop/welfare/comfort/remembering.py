"""Whom to remember on which days, for the list of what is due in a month. Too many for the overview."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.welfare.comfort.due_list import due_in
from cadre_desktop.welfare.comfort.rules import ComfortItem


def _coming(first: date, last: date) -> Iterator[Due]:
    """Birthdays and anniversaries of which nothing was given yet, each; of a festival how many people."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        festivals: Counter[tuple[date, str]] = Counter()
        for line in due_in(year, month).lines:
            if not first <= line.day <= last or line.paid:
                continue
            if line.occasion.item is ComfortItem.FESTIVAL:
                festivals[line.day, line.occasion.label] += 1
            else:
                yield Due(line.day, _("{why}：{name}").format(why=line.why, name=line.name), line.person)
        for (day, label), count in festivals.items():
            yield Due(day, _("{festival}慰问：{count} 人未发放").format(festival=label, count=count), 0)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


REMEMBERED = DueDate(PERSON, _coming)
