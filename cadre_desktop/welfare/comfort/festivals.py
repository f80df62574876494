"""The days of the festivals for which comfort money may be given."""

from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.people.working_days import statutory_days
from cadre_desktop.welfare.comfort.rules import Festival


def festival_day(festival: str, year: int) -> date | None:
    """The first day of a festival in a year; None where the moon sets it and the year is beyond the tables."""
    label = _(Festival(festival).label)
    days = (day for day, special in sorted(statutory_days(year).items()) if label in special.name.split("、"))
    return next(days, None)


def festivals_in(year: int, month: int) -> dict[Festival, date]:
    """The festivals that begin in a month, with their days."""
    days = {festival: festival_day(festival, year) for festival in Festival}
    return {festival: day for festival, day in days.items() if day is not None and day.month == month}
