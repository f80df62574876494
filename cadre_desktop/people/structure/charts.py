"""What the charts of the structure show, with the people behind each bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.leading import LeadFigures
from cadre_desktop.people.structure.opening import people_listing, words_of
from cadre_desktop.people.structure.report import StructureReport
from cadre_desktop.people.structure.rules import Lead
from cadre_desktop.people.structure.tables import compared_words


@dataclass(frozen=True)
class Bars:
    """One sort of bars: what it is called, a value for each label, and the people of each (None: none to be shown)."""

    label: str
    values: tuple[int, ...]
    rows: tuple[Callable[[], Listing] | None, ...]


@dataclass(frozen=True)
class BarsChart:
    """Bars side by side over labels; `unit` follows each value."""

    title: str
    labels: tuple[str, ...]
    bars: tuple[Bars, ...]
    unit: str = ""


def leaders_charts(report: StructureReport) -> list[BarsChart]:
    """Ages of heads and deputies, and their shares of those born in the 1980s on both days."""
    by_key = {each.key: each for each in report.leads}
    bands = report.rules.bands.labels
    sorts = [_ages(report, by_key[lead], len(bands)) for lead in (Lead.HEAD, Lead.DEPUTY)]
    titles = tuple(each.title for each in report.leads)
    now = _shares(report, report.leads, report.day.isoformat())
    before = _shares(report, report.before, compared_words(report))
    return [
        BarsChart(_("内设机构正职、副职的年龄"), bands, tuple(sorts)),
        BarsChart(_("80后占比"), titles, (now, before), "%"),
    ]


def _ages(report: StructureReport, figures: LeadFigures, bands: int) -> Bars:
    names = [f"{band}" for band in range(bands)]
    rows = [_opens(report, figures.keys[name].tolist(), figures.title) for name in names]
    return Bars(figures.title, tuple(figures.count(name) for name in names), tuple(rows))


def _shares(report: StructureReport, leads: Sequence[LeadFigures], label: str) -> Bars:
    rows = [_opens(report, each.keys["eighties"].tolist(), f"{each.title} {_('80后')}") for each in leads]
    return Bars(label, tuple(each.eighties_share or 0 for each in leads), tuple(rows))


def _opens(report: StructureReport, people: Sequence[int], words: str) -> Callable[[], Listing]:
    return partial(_listing, report, people, words)


def _listing(report: StructureReport, people: Sequence[int], words: str) -> Listing:
    return people_listing(people, words_of(report.day, report.court_title, words))


def composition_charts(report: StructureReport) -> list[BarsChart]:
    """Education and categories."""
    return [
        _facets(report, _("学历"), _keys(report, "schooling.")),
        _facets(report, _("人员分类"), [*_keys(report, "category."), "quota"]),
    ]


def ages_charts(report: StructureReport) -> list[BarsChart]:
    """Ages of everybody, and who leads."""
    return [
        _facets(report, _("全部在册人员的年龄"), _keys(report, "age.")),
        _facets(report, _("领导职务"), _keys(report, "lead.")),
    ]


def _keys(report: StructureReport, beginning: str) -> list[str]:
    return [facet.key for facet in report.table.facets if facet.key.startswith(beginning)]


def _facets(report: StructureReport, title: str, keys: Sequence[str]) -> BarsChart:
    table = report.table
    facets = [table.facet(key) for key in keys]
    rows = [partial(_of_whole, report, facet.key, facet.title) for facet in facets]
    values = tuple(table.count(0, facet.key) for facet in facets)
    return BarsChart(title, tuple(facet.title for facet in facets), (Bars(_("人数"), values, tuple(rows)),))


def _of_whole(report: StructureReport, key: str, title: str) -> Listing:
    return people_listing(report.table.people(0, key), words_of(report.day, report.court_title, title))


def quota_charts(report: StructureReport) -> list[BarsChart]:
    """The three categories against the shares asked, and the authorised posts of courts against their people."""
    whole, courts = report.quota[0], report.quota if report.court else report.quota[1:]
    have = tuple(whole.category_share(each) or 0 for each in StaffCategory)
    rows = tuple(_opens(report, whole.categories[each].tolist(), _(each.label)) for each in StaffCategory)
    asked = tuple(report.rules.shares[each] for each in StaffCategory)
    labels = tuple(_(each.label) for each in StaffCategory)
    people = tuple(len(line.staff) for line in courts)
    behind = tuple(_opens(report, line.staff.tolist(), f"{line.title} {_('在编')}") for line in courts)
    posts = tuple(line.posts or 0 for line in courts)
    nothing = (None,) * max(len(asked), len(courts))
    return [
        BarsChart(
            _("三类人员占编制内人员的比例"), labels, (Bars(_("现有"), have, rows), Bars(_("要求"), asked, nothing)), "%"
        ),
        BarsChart(
            _("编制和在编人数"),
            tuple(line.title for line in courts),
            (Bars(_("在编"), people, behind), Bars(_("编制"), posts, nothing)),
        ),
    ]
