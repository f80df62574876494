"""The year's figures as the slices publish them, each with the list of exactly the rows it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.published import Bar, Breakdown, Figure, Period
from cadre_desktop.schema import in_report_order


@dataclass(frozen=True)
class YearFigure:
    """One number of a year, None where it is not told. `listing` are the rows it counts; `short` is its label where
    there is little room."""

    key: str
    label: str
    value: int | None
    unit: str
    listing: Listing
    short: str = ""
    definition: str = ""

    @property
    def number(self) -> str:
        """As people read it."""
        return "—" if self.value is None else f"{self.value:,}"


def figures_of(year: int, today: date, until: date | None = None) -> list[YearFigure]:
    """All figures of `year` by slice, in the order of the annual report; standing ones as of its end or `today`.

    `until` is a past day of that year: then only what had happened by then is counted, and what stood on it.
    """
    period = Period(year, today, until)
    return [_of(figure, period) for slice_ in in_report_order() for figure in slice_.figures]


def _of(figure: Figure, period: Period) -> YearFigure:
    rows = figure.rows(period)
    value = rows.count() if figure.count is None else figure.count(period)
    short = _(figure.short) if figure.short else ""
    return YearFigure(figure.key, _(figure.label), value, _(figure.unit), rows, short, _(figure.definition))


@dataclass(frozen=True)
class BreakdownOfYear:
    """The bars of a year, and those of the year before where they are compared with it."""

    bars: Sequence[Bar]
    before: Sequence[Bar] | None


def breakdowns() -> list[Breakdown]:
    """The figures that are shown by their parts, in the order of the annual report."""
    return [each for slice_ in in_report_order() for each in slice_.breakdowns]


def breakdowns_of(year: int) -> list[BreakdownOfYear]:
    """What `breakdowns` are in a year, in their order."""
    return [BreakdownOfYear(each.bars(year), each.bars(year - 1) if each.compared else None) for each in breakdowns()]


def years() -> list[int]:
    """The years that a slice has something of, latest first."""
    return sorted({year for slice_ in in_report_order() for year in slice_.years()}, reverse=True)
