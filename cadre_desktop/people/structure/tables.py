"""The tables of the structure, which screen, paper and workbooks share: headings, and cells that open what they
count."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from cadre_desktop.kit.documents.figure_table import Cell, FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.leading import LeadFigures
from cadre_desktop.people.structure.opening import changes_listing, people_listing, words_of
from cadre_desktop.people.structure.quota import EstablishmentLine
from cadre_desktop.people.structure.report import StructureReport
from cadre_desktop.people.structure.year_changes import titles

_LEFT_OUT = ("sex.unknown", "party")
"""What paper has no room for."""
_OF_AGE = ("people", "age.", "eighties", "lead.")
"""What is shown with ages; everything else, and the number of people, is shown as composition."""
ALL, COMPOSITION, AGES, PAPER = range(4)
"""Parts of the units' table: everything, for the screen in two parts, or what fits a page."""


def _counted(people: Any, *words: str, day: Any) -> Cell:
    """A number of people (keys) that opens them."""
    return Cell(len(people), partial(_listing, people, words, day))


def _listing(people: Any, words: Sequence[str], day: Any) -> Listing:
    return people_listing((int(key) for key in people), words_of(day, *words))


def leaders_table(report: StructureReport) -> FigureTable:
    """Leaders by bands of ages, with the day compared with: of all, then of each court."""
    bands = report.rules.bands.labels
    about = _("{age}岁及以下").format(age=report.rules.about_35)
    then = compared_words(report)
    now = (_("法院"), _("类别"), _("人数"), *bands, _("80后"), _("80后占比"), about)
    headings = (*now, *(f"{then}\n{each}" for each in (_("人数"), _("80后占比"), about)))
    groups = [(report.court_title or _("合计"), report.leads, report.before)]
    if report.court is None:
        courts = [row for row in report.table.rows if row.court and row.department is None]
        groups += [(row.title, *report.leads_of(row.court)) for row in courts]
    rows = [
        [Cell(title), *_leaders(report, title, each, former)]
        for title, leads, before in groups
        for each, former in zip(leads, before, strict=True)
    ]
    strong = frozenset(range(len(report.leads)))
    return FigureTable(_("领导职务年龄结构"), headings, 2, rows, parted=True, strong=strong)


def compared_words(report: StructureReport) -> str:
    """2022年末, the day itself, or what is tried out."""
    day = report.compared
    if report.trial:
        return _("试算前")
    return _("{year}年末").format(year=day.year) if (day.month, day.day) == (12, 31) else f"{day:%Y.%m.%d}"


def _leaders(report: StructureReport, court: str, now: LeadFigures, then: LeadFigures) -> list[Cell]:
    bands = [(f"{band}", label) for band, label in enumerate(report.rules.bands.labels)]
    about = _("{age}岁及以下").format(age=report.rules.about_35)
    names = [("people", ""), *bands, ("eighties", _("80后"))]

    def cell(figures: LeadFigures, name: str, words: str) -> Cell:
        day = report.day if figures is now else report.compared
        return _counted(figures.keys[name], court, now.title, words, day=day)

    return [
        Cell(now.title),
        *(cell(now, name, words) for name, words in names),
        _share(now, cell(now, "eighties", _("80后"))),
        cell(now, "about_35", about),
        cell(then, "people", ""),
        _share(then, cell(then, "eighties", _("80后"))),
        cell(then, "about_35", about),
    ]


def _share(figures: LeadFigures, counted: Cell) -> Cell:
    """The share of those born in the 1980s, which opens them."""
    return Cell(figures.eighties_text, counted.rows if counted.value else None)


def _in_part(key: str, part: int) -> bool:
    if part == PAPER:
        return key not in _LEFT_OUT
    of_age = key.startswith(_OF_AGE)
    return part == ALL or key == "people" or of_age == (part == AGES)


def composition_table(report: StructureReport) -> FigureTable:
    """The staff by court and department: sex, nation, education, category."""
    return units_table(report, COMPOSITION)


def ages_table(report: StructureReport) -> FigureTable:
    """The staff by court and department: ages and leaders."""
    return units_table(report, AGES)


def units_table(report: StructureReport, part: int = ALL) -> FigureTable:
    """The staff by court and department, or a part of it."""
    table = report.table
    facets = [facet for facet in table.facets if _in_part(facet.key, part)]
    with_age = part != COMPOSITION
    average = (_("平均年龄"),) if with_age else ()
    headings = (_("法院"), _("部门"), *(facet.title for facet in facets), *average)
    rows = []
    for index, row in enumerate(table.rows):
        court = row.court_title or row.title
        department = row.title if row.department is not None else (_("小计") if row.court else _("全部"))
        age = table.average_age(index) if with_age else None
        mean = [Cell("—" if age is None else f"{age:.1f}")] if with_age else []
        counts = [
            Cell(table.count(index, facet.key), partial(_of_unit, report, index, facet.key, facet.title))
            for facet in facets
        ]
        rows.append([Cell(court), Cell(department), *counts, *mean])
    strong = frozenset(index for index, row in enumerate(table.rows) if row.department is None)
    return FigureTable(_("队伍结构"), headings, 2, rows, parted=True, strong=strong)


def _of_unit(report: StructureReport, index: int, key: str, title: str) -> Listing:
    row = report.table.rows[index]
    unit = row.title if row.department is None else f"{row.court_title}{row.title}"
    return people_listing(report.table.people(index, key), words_of(report.day, unit, title))


def quota_table(report: StructureReport) -> FigureTable:
    """Authorised posts and judges' quota, and the categories against the shares asked."""
    shares = report.rules.shares
    asked = [
        _("{category}（{share}%）").format(category=_(category.label), share=shares[category])
        for category in StaffCategory
    ]
    words = (_("编制数"), _("在编人数"), _("空编"), _("员额数"), _("员额法官"), _("员额占编制"))
    headings = (_("法院"), *words, *asked, _("中层职数"), _("中层人数"))
    rows = [_quota(report, line) for line in report.quota]
    strong = frozenset({0} if report.court is None else ())
    return FigureTable(_("编制员额和三类人员比例"), headings, 1, rows, strong=strong)


def _quota(report: StructureReport, line: EstablishmentLine) -> list[Cell]:
    def percent(value: int | None, people: Any, words: str) -> Cell:
        return Cell("—" if value is None else f"{value}%", _counted(people, line.title, words, day=report.day).rows)

    return [
        Cell(line.title),
        Cell(line.posts),
        _counted(line.staff, line.title, _("在编"), day=report.day),
        Cell(line.free),
        Cell(line.judges_quota),
        _counted(line.judges, line.title, _("员额法官"), day=report.day),
        percent(line.quota_share, line.judges, _("员额法官")),
        *(percent(line.category_share(each), line.categories[each], _(each.label)) for each in StaffCategory),
        Cell(line.leaders_quota),
        _counted(line.leaders, line.title, _("中层"), day=report.day),
    ]


def remarks_table(report: StructureReport) -> FigureTable:
    """What the year has brought, who retires until then, and what the figures rest on."""
    rows = []
    for words, changes in zip(titles(), report.year, strict=True):
        said = _("{year} 年截至当日{what}").format(year=report.day.year, what=words)
        rows.append([Cell(said), Cell(len(changes), partial(changes_listing, changes, said))])
    for each in report.retiring:
        people = _("{court}到这一天将到龄退休").format(court=each.title)
        rows.append([Cell(people), _counted(each.people, people, day=report.day)])
        if each.heads:
            heads = _("{court}其中担任领导职务").format(court=each.title)
            rows.append([Cell(heads), _counted(each.heads, heads, day=report.day)])
    rows += [[Cell(each.text), _counted(each.people, each.text, day=report.day)] for each in report.remarks]
    return FigureTable(_("变动和说明"), (_("事项"), _("人数")), 1, rows)


def year_words(report: StructureReport) -> str:
    """What the year has brought until the day, and who retires until then."""
    if report.day > report.staff.today:
        gone = sum(len(each.people) for each in report.retiring)
        heads = sum(len(each.heads) for each in report.retiring)
        words = _("到这一天将有 {people} 人到龄退休，其中领导职务 {heads} 人；其他人按现任职务推算。")
        return words.format(people=gone, heads=heads)
    grassroots, middle = map(len, report.year)
    words = _("{year} 年截至当日：充实基层法院领导班子 {grassroots} 人，提任中院环节干部 {middle} 人。")
    return words.format(year=report.day.year, grassroots=grassroots, middle=middle)


def notes(report: StructureReport) -> str:
    """What the figures rest on, and how ages are reckoned."""
    reckoned = _("年龄为当日周岁，按出生年月计；80后为 1980 至 1989 年出生；占比按有出生年月的人计。")
    tried = _("试算：{who}。").format(who="；".join(report.trial)) if report.trial else ""
    return tried + reckoned + "".join(remark.text for remark in report.remarks)


def title_of(report: StructureReport) -> str:
    """What the paper is called."""
    return _("队伍结构分析（{day}）").format(day=report.day.isoformat()) + tried_mark(report)


def tried_mark(report: StructureReport) -> str:
    """Behind every title where somebody is thought appointed, so that no such page passes for the real figures."""
    return _("（试算）") if report.trial else ""
