"""Hours put out: as JSON that programs read, as lines of text, and as a workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cadre_desktop.courses.hours.sheet import NUMBER_COLUMNS, HoursSheet
from cadre_desktop.courses.rules import format_hours
from cadre_desktop.kit.language import _

_WIDE, _NARROW = 24, 11


def told(sheet: HoursSheet) -> dict[str, Any]:
    """The lines as they are put out; numbers are decimals as text."""
    return {"year": sheet.year, "people": [_told_line(sheet, position) for position in range(len(sheet))]}


def _told_line(sheet: HoursSheet, position: int) -> dict[str, Any]:
    member = sheet.members[position]

    def number(key: str) -> str:
        return format_hours(sheet.number(position, key))

    return {
        "id": str(member.key),
        "person": member.name,
        "court": member.court,
        "department": member.department,
        "basis": "five_years" if sheet.flag(position, "five") else "year",
        "onsite": {"target": number("onsite_target"), "done": number("onsite_done")},
        "online": {"target": number("online_target"), "done": number("online_done")},
        "short": number("short"),
        "forecast_short": number("forecast"),
    }


def lines(sheet: HoursSheet) -> Iterator[str]:
    """A line for each person, to be read on a terminal."""
    who, what = _("{name}　{court}　{department}　{basis}"), _("线下 {onsite}　网络 {online}")
    words = _("{who}　{what}　今日缺 {short}　年末预计缺 {forecast}")
    for position, member in enumerate(sheet.members):
        numbers = {key: format_hours(sheet.number(position, key)) for key in sheet.numbers}
        yield words.format(
            who=who.format(
                name=member.name,
                court=member.court_short,
                department=member.department or "—",
                basis=sheet.basis_text(position),
            ),
            what=what.format(
                onsite=f"{numbers['onsite_done']}/{numbers['onsite_target']}",
                online=f"{numbers['online_done']}/{numbers['online_target']}",
            ),
            short=numbers["short"],
            forecast=numbers["forecast"],
        )


def write_hours(path: Path, sheet: HoursSheet) -> int:
    """Write the lines to a workbook; returns how many. Raises Refused if the file is open elsewhere."""
    from cadre_desktop.kit.documents.out_column import OutColumn
    from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table

    columns = [
        OutColumn(_("姓名"), _NARROW),
        OutColumn(_("工号"), _NARROW),
        OutColumn(_("单位"), _WIDE),
        OutColumn(_("部门"), 18),
        OutColumn(_("人员分类"), 14),
        OutColumn(_("职级等级"), 20),
        OutColumn(_("考核期"), 9),
        *(
            OutColumn(f"{_(column.group)}{_(column.title)}", _NARROW, "decimal", 1, note=_(column.about))
            for column in NUMBER_COLUMNS
        ),
        *(OutColumn(_("{year} 年线下").format(year=year), _NARROW, "decimal", 1) for year in sheet.window),
        OutColumn(_("说明"), _WIDE),
    ]
    title = _("{year}年学时").format(year=sheet.year)
    return write_table(path, SheetSpec(title, columns, frozen=1), _cells(sheet))


def _cells(sheet: HoursSheet) -> Iterator[tuple[Any, ...]]:
    keys = [*(column.key for column in NUMBER_COLUMNS), *(f"year.{index}" for index in range(len(sheet.window)))]
    for position, member in enumerate(sheet.members):
        words = (member.name, member.staff_number, member.court, member.department)
        more = (member.category_text, member.rank_text, sheet.basis_text(position))
        yield (*words, *more, *(sheet.number(position, key) for key in keys), sheet.remark(position))
