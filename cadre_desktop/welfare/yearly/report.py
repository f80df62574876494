"""The annual report of welfare (暖警年报): every number of a year by kind of care, against the year before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from cadre_desktop.kit.documents.figure_table import Cell, FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing, year_words
from cadre_desktop.kit.published import Figure, Period, same_day_before
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.figures import FIGURES, events, participations
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.yearly.spending import EVENTS, events_that_cost, read_money


@dataclass(frozen=True)
class ReportLine:
    """A number of a kind of care (None: of all together) in the year and in the one before, and the rows of both.

    value, before: None of so few people that it is not told. money: whether it is of fen. rows: None where it is a sum
    of what other lines list. alike: whether both numbers are of as long a time, so that they may be subtracted.
    """

    care: WelfareKind | None
    key: str
    label: str
    unit: str
    value: int | None
    before: int | None
    rows: tuple[Listing, Listing] | None
    money: bool = False
    definition: str = ""
    alike: bool = True

    @property
    def heading(self) -> str:
        """What the line is about."""
        return _("合计") if self.care is None else _(self.care.label)


@dataclass(frozen=True)
class AnnualReport:
    """The lines of a year. A running year is compared with the year before until the same day (`until`)."""

    year: int
    until: date | None
    lines: tuple[ReportLine, ...]

    @property
    def before_words(self) -> str:
        """What the year is compared with: 2022 年."""
        return year_words(self.year - 1, self.until)


def read_report(year: int, today: date) -> AnnualReport:
    """The report of a year, as of `today` while it runs."""
    until = same_day_before(year, today)
    periods = Period(year, today), Period(year - 1, today, until)
    lines = [_of_figure(None, figure, periods) for figure in FIGURES]
    for kind in WelfareKind:
        lines += _of_kind(kind, periods)
    lines += _money(year, until)
    return AnnualReport(year, until, tuple(lines))


def _of_kind(kind: WelfareKind, periods: tuple[Period, Period]) -> Iterator[ReportLine]:
    """Its events and who came, and the figures that it declares."""
    counts = (("events", _("活动"), _("场"), events), ("participations", _("参加人次"), _("人次"), participations))
    for key, label, unit, of_year in counts:
        now, then = (of_year(period.year, kind, period.until) for period in periods)
        yield ReportLine(kind, f"{kind.value}_{key}", label, unit, now.count(), then.count(), (now, then))
    for care in CARES:
        if care.kind is kind:
            for figure in care.figures:
                yield _of_figure(kind, figure, periods)


def _of_figure(kind: WelfareKind | None, figure: Figure, periods: tuple[Period, Period]) -> ReportLine:
    now, then = (figure.rows(period) for period in periods)
    value, before = (
        rows.count() if figure.count is None else figure.count(period)
        for rows, period in zip((now, then), periods, strict=True)
    )
    return ReportLine(
        kind,
        figure.key,
        _(figure.label),
        _(figure.unit),
        value,
        before,
        (now, then),
        definition=_(figure.definition),
    )


def _money(year: int, until: date | None) -> Iterator[ReportLine]:
    """What was spent for each kind; of the year before until the same month only what was spent in whole months cannot
    be told, so it is compared with its whole year."""
    now, then = read_money(year), read_money(year - 1)
    for kind in WelfareKind:
        if not (now.sum(kind) or then.sum(kind)):
            continue
        of_events = now.sum(kind) == now.sum(kind, source=EVENTS) and then.sum(kind) == then.sum(kind, source=EVENTS)
        rows = (events_that_cost(year, kind), events_that_cost(year - 1, kind)) if of_events else None
        label = _("支出") if until is None else _("支出（上年为全年）")
        spent = (now.sum(kind), then.sum(kind))
        yield ReportLine(kind, f"{kind.value}_spent", label, _("元"), *spent, rows, money=True, alike=until is None)


def report_table(report: AnnualReport) -> FigureTable:
    """The report as a table: groups of the kinds, the number, the one before, and the difference."""
    headings = (_("项目"), _("指标"), _("单位"), year_words(report.year), report.before_words, _("增减"))
    rows = [_row(line) for line in in_order(report)]
    return FigureTable(_("年报"), headings, 3, rows, parted=True)


def in_order(report: AnnualReport) -> list[ReportLine]:
    """The lines by kind, those of all together first; of a kind that has nothing in both years none."""
    order: dict[WelfareKind | None, int] = {None: -1, **{kind: number for number, kind in enumerate(WelfareKind)}}
    alive = {line.care for line in report.lines if line.value or line.before}
    lines = [line for line in report.lines if line.care in alive or line.care is None]
    return sorted(lines, key=lambda line: order[line.care])


def _row(line: ReportLine) -> list[Cell]:
    now, then = (partial(_same, rows) for rows in line.rows) if line.rows else (None, None)
    return [
        Cell(line.heading),
        Cell(line.label),
        Cell(line.unit),
        Cell(line.value, now, money=line.money),
        Cell(line.before, then, money=line.money),
        Cell(_change(line)),
    ]


def _change(line: ReportLine) -> str:
    """By how much a number has grown or become less."""
    if line.value is None or line.before is None or not line.alike:
        return "—"
    change = line.value - line.before
    shown = Cell(abs(change), money=line.money).text
    return f"+{shown}" if change > 0 else f"-{shown}" if change < 0 else "0"


def _same(listing: Listing) -> Listing:
    return listing


def report_text(report: AnnualReport) -> str:
    """The report in words, to be put into a document: a paragraph for each kind."""
    paragraphs: dict[str, list[str]] = {}
    for line in in_order(report):
        if line.value:
            amount = Cell(line.value, money=line.money).text
            words = _("{label} {amount} {unit}").format(label=line.label, amount=amount, unit=line.unit)
            paragraphs.setdefault(line.heading, []).append(words)
    head = _("{year}年暖警工作情况").format(year=report.year)
    lines = [_("{kind}：{words}。").format(kind=kind, words="，".join(words)) for kind, words in paragraphs.items()]
    return "\n".join([head, *lines])


def as_data(report: AnnualReport) -> dict[str, Any]:
    """The report for programs; sums of money in fen."""
    return {
        "year": report.year,
        "compared_until": report.until.isoformat() if report.until else None,
        "lines": [
            {
                "care": line.care.value if line.care else None,
                "key": line.key,
                "label": line.label,
                "unit": _("分") if line.money else line.unit,
                "value": line.value,
                "before": line.before,
            }
            for line in report.lines
        ],
    }
