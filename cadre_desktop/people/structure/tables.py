"""The tables of the structure, as paper and workbooks share them: headings and rows of texts or numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.leading import LeadFigures
from cadre_desktop.people.structure.report import StructureReport

_LEFT_OUT = ("sex.unknown", "party")
"""What paper has no room for."""


@dataclass(frozen=True)
class FigureTable:
    """A table: its title, its headings, and rows whose first cells are `words` texts, the others numbers (None: not
    known) or texts. `parted`: the first cell is that of a group of rows."""

    title: str
    headings: Sequence[str]
    words: int
    rows: Sequence[Sequence[Any]]
    parted: bool = False


def leaders_table(report: StructureReport) -> FigureTable:
    """Leaders by bands of ages, with the day compared with: of all, then of each court."""
    bands = report.rules.bands.labels
    about = _("{age}岁及以下").format(age=report.rules.about_35)
    then = compared_words(report)
    now = (_("法院"), _("类别"), _("人数"), *bands, _("80后"), _("80后占比"), about)
    headings = (*now, then + _("人数"), then + _("80后占比"), then + about)
    groups = [(report.court_title or _("合计"), report.leads, report.before)]
    if report.court is None:
        courts = [row for row in report.table.rows if row.court and row.department is None]
        groups += [(row.title, *report.leads_of(row.court)) for row in courts]
    rows = [
        [title, *_leaders(each, former, len(bands))]
        for title, leads, before in groups
        for each, former in zip(leads, before, strict=True)
    ]
    return FigureTable(_("领导职务年龄结构"), headings, 2, rows, parted=True)


def compared_words(report: StructureReport) -> str:
    """2022年末, or the day itself."""
    day = report.compared
    return _("{year}年末").format(year=day.year) if (day.month, day.day) == (12, 31) else f"{day:%Y.%m.%d} "


def _leaders(now: LeadFigures, then: LeadFigures, bands: int) -> list[Any]:
    return [
        now.title,
        now.count(),
        *(now.count(f"{band}") for band in range(bands)),
        now.count("eighties"),
        now.eighties_text,
        now.count("about_35"),
        then.count(),
        then.eighties_text,
        then.count("about_35"),
    ]


def units_table(report: StructureReport, everything: bool = True) -> FigureTable:
    """The staff by court and department; without `everything` what fits a page."""
    table = report.table
    facets = [facet for facet in table.facets if everything or facet.key not in _LEFT_OUT]
    headings = (_("法院"), _("部门"), *(facet.title for facet in facets), _("平均年龄"))
    rows = []
    for index, row in enumerate(table.rows):
        court = row.court_title or row.title
        department = row.title if row.department is not None else (_("小计") if row.court else _("全部"))
        age = table.average_age(index)
        counts = [table.count(index, facet.key) for facet in facets]
        rows.append([court, department, *counts, "—" if age is None else f"{age:.1f}"])
    return FigureTable(_("队伍结构"), headings, 2, rows, parted=True)


def quota_table(report: StructureReport) -> FigureTable:
    """Authorised posts and judges' quota, and the categories against the shares asked."""
    shares = report.rules.shares
    asked = [
        _("{category}（{share}%）").format(category=_(category.label), share=shares[category])
        for category in StaffCategory
    ]
    words = (_("编制数"), _("在编人数"), _("空编"), _("员额数"), _("员额法官"), _("员额占编制"))
    headings = (_("法院"), *words, *asked, _("中层职数"), _("中层人数"))
    rows = [
        [
            line.title,
            line.posts,
            len(line.staff),
            line.free,
            line.judges_quota,
            len(line.judges),
            percent(line.quota_share),
            *(percent(line.category_share(category)) for category in StaffCategory),
            line.leaders_quota,
            len(line.leaders),
        ]
        for line in report.quota
    ]
    return FigureTable(_("编制员额和三类人员比例"), headings, 1, rows)


def percent(value: int | None) -> str:
    """39%, — for nothing."""
    return "—" if value is None else f"{value}%"


def year_words(report: StructureReport) -> str:
    """What the year has brought until the day, and who retires until then."""
    words = _("{year} 年截至当日：充实基层法院领导班子 {grassroots} 人，提任中院环节干部 {middle} 人。").format(
        year=report.day.year, grassroots=len(report.year.to_grassroots), middle=len(report.year.to_middle)
    )
    if report.day > report.staff.today:
        gone = sum(len(each.people) for each in report.retiring)
        heads = sum(len(each.heads) for each in report.retiring)
        words = _("到这一天将有 {people} 人到龄退休，其中领导职务 {heads} 人；其他人按现任职务推算。").format(
            people=gone, heads=heads
        )
    return words


def notes(report: StructureReport) -> str:
    """What the figures rest on, and how ages are reckoned."""
    reckoned = _("年龄为当日周岁，按出生年月计；80后为 1980 至 1989 年出生；占比按有出生年月的人计。")
    return reckoned + "".join(remark.text for remark in report.remarks)


def title_of(report: StructureReport) -> str:
    """What the paper is called."""
    return _("队伍结构分析（{day}）").format(day=report.day.isoformat())
