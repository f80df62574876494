"""Months and days so many months on, as terms and ages are counted. Pure."""

from calendar import monthrange
from datetime import date


def month_number(day: date) -> int:
    """The month of a day as one number, so that months are counted by taking one from another."""
    return day.year * 12 + day.month - 1


def month_of(number: int) -> date:
    """The first day of a month given as one number."""
    return date(number // 12, number % 12 + 1, 1)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or back; the last day of a month that has no such day."""
    first = month_of(month_number(day) + months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def month_text(day: date) -> str:
    """``2039-09``."""
    return f"{day:%Y-%m}"
