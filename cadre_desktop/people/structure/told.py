"""The structure of a day for programs: JSON, whose names are a contract."""

from typing import Any

from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.leading import LeadFigures
from cadre_desktop.people.structure.report import StructureReport


def told(report: StructureReport) -> dict[str, Any]:
    """Everything counted, with the sentences on what it rests on."""
    table = report.table
    units = [
        {
            "court": row.court_title or None,
            "department": None if row.department is None else row.title,
            "counts": {facet.key: table.count(index, facet.key) for facet in table.facets},
            "average_age": _tenth(table.average_age(index)),
        }
        for index, row in enumerate(table.rows)
    ]
    return {
        "on": report.day.isoformat(),
        "today": report.staff.today.isoformat(),
        "court": report.court_title or None,
        "staff": table.count(0, "people"),
        "titles": {facet.key: facet.title for facet in table.facets},
        "units": units,
        "compared_with": report.compared.isoformat(),
        "leaders": [_leaders(report, now, then) for now, then in zip(report.leads, report.before, strict=True)],
        "appointed": {"to_grassroots": len(report.year.to_grassroots), "to_middle": len(report.year.to_middle)},
        "quota": [_quota(report, index) for index in range(len(report.quota))],
        "retiring": [
            {"court": each.title, "people": len(each.people), "leaders": len(each.heads)} for each in report.retiring
        ],
        "remarks": [
            {"key": each.key, "text": each.text, "people": len(each.people), "grave": each.grave}
            for each in report.remarks
        ],
    }


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _leaders(report: StructureReport, now: LeadFigures, then: LeadFigures) -> dict[str, Any]:
    bands = {label: now.count(f"{band}") for band, label in enumerate(report.rules.bands.labels)}
    return {"lead": now.key, "title": now.title, **_numbers(now), "bands": bands, "before": _numbers(then)}


def _numbers(figures: LeadFigures) -> dict[str, Any]:
    return {
        "people": figures.count(),
        "born_unknown": figures.count("unknown"),
        "born_1980s": figures.count("eighties"),
        "born_1980s_percent": figures.eighties_share,
        "about_35": figures.count("about_35"),
    }


def _quota(report: StructureReport, index: int) -> dict[str, Any]:
    line = report.quota[index]
    return {
        "court": line.title if line.court else None,
        "authorised": line.posts,
        "staff": len(line.staff),
        "free": line.free,
        "judges_quota": line.judges_quota,
        "judges": len(line.judges),
        "judges_percent": line.quota_share,
        "leaders_quota": line.leaders_quota,
        "leaders": len(line.leaders),
        "percent": {category.value: line.category_share(category) for category in StaffCategory},
        "asked": {category.value: report.rules.shares[category] for category in StaffCategory},
    }
