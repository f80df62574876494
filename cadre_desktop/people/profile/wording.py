"""How facts are put into words: names of what a row points to, labels of its codes, days and spans."""

from datetime import date
from typing import Any

from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import PersonLine, Precision


def coded(field: Any, row: Any) -> str:
    """The label of the code that `row` has in `field`, "" without one."""
    value = getattr(row, field.name)
    return str(field.codes.label(value)) if value else ""


def linked_name(row: Any, field: Any) -> str:
    """The name of what `row` points to in `field`, "" where to nothing."""
    key = row.__data__[field.name]
    return label_of(field.rel_model, key) if key else ""


def post_in(department: str, post: str) -> str:
    """A post with its department before it: 审判监督庭副庭长, but 副院长 for one of the court's leaders (院领导)."""
    if not post or post.startswith(department) or department.endswith("领导"):
        return post or department
    return department + post


def joined(*parts: str, between: str = "、") -> str:
    """The parts there are, in one text."""
    return between.join(part for part in parts if part)


def day_words(day: date, precision: Precision) -> str:
    """A day as exactly as it is known: 2023-03-01, 2023.03, 2023 年."""
    if precision == "year":
        return _("{year} 年").format(year=day.year)
    return f"{day:%Y.%m}" if precision == "month" else day.isoformat()


def when(line: PersonLine) -> str:
    """When it was: a day, from when to when, or since when; "" where no day is known."""
    if line.starts is None:
        return _("至 {day}").format(day=day_words(line.ends, line.precision)) if line.ends else ""
    first = day_words(line.starts, line.precision)
    if line.open:
        return _("{day} 起").format(day=first)
    if line.ends is None or line.ends == line.starts:
        return first
    return _("{first} 至 {last}").format(first=first, last=day_words(line.ends, line.precision))
