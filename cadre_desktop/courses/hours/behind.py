"""The rows behind every number of hours."""

from cadre_desktop.courses.hours.reading import COMING, IN_RECORDS, OPEN_COURSES
from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.courses.registers.hours_targets import HOURS_TARGETS
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.registers.posts_held import POSTS_HELD

_SIDES = {"onsite": "t.counts AND NOT t.online", "online": "t.counts AND t.online"}
_BOTH = "t.counts"


def rows_behind(sheet: HoursSheet, index: int, key: str) -> Listing | None:
    """What a number of a line is made of: a target by what was set by hand or by what was held, a forecast by the
    enrolments that will give hours, all others by training records; None for what is no number."""
    side, _line, what = key.partition("_")
    if key in ("short", "forecast"):
        side, what = "", key
    if side.startswith("year."):
        return _records(sheet, index, _SIDES["onsite"], _year_of(sheet, side))
    if what == "target":
        return _targets(sheet, index)
    if what == "forecast":
        return _coming(sheet, index, side)
    if what in ("done", "short"):
        years = (
            sheet.window if side in ("onsite", "") and sheet.flag(index, "five") else range(sheet.year, sheet.year + 1)
        )
        test = f"t.counts AND {IN_RECORDS}" if side == "party" else _SIDES.get(side, _BOTH)
        return _records(sheet, index, test, years)
    return None


def _year_of(sheet: HoursSheet, key: str) -> range:
    year = sheet.window[int(key.removeprefix("year."))]
    return range(year, year + 1)


def _records(sheet: HoursSheet, index: int, test: str, years: range) -> Listing:
    member = sheet.members[index]
    sql = f"t.person_id = ? AND {test} AND t.year BETWEEN ? AND ?"
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
    words = _("{name} {years} 年计入任务的培训").format(name=member.name, years=span)
    return Listing(TRAINING_RECORD, (Condition(sql, (member.key, years[0], years[-1]), words),))


def _coming(sheet: HoursSheet, index: int, side: str) -> Listing:
    """The enrolments in courses that are not closed, on site those of the whole window where that is measured."""
    member = sheet.members[index]
    first = sheet.window[0] if sheet.flag(index, "five") and side in ("onsite", "") else sheet.year
    online = {"onsite": " AND NOT c.online", "online": " AND c.online"}.get(side, "")
    courses = f"SELECT c.id FROM course c WHERE {OPEN_COURSES} AND c.starts >= ? AND c.starts < ?{online}"
    sql = f"t.person_id = ? AND {COMING.replace('e.', 't.')} AND t.course_id IN ({courses})"
    span = f"{sheet.year}" if first == sheet.year else f"{first}–{sheet.year}"
    words = _("{name} {year} 年还没有结班的班次").format(name=member.name, year=span)
    return Listing(ENROLMENT, (Condition(sql, (member.key, f"{first}", f"{sheet.year + 1}"), words),))


def _targets(sheet: HoursSheet, index: int) -> Listing:
    member = sheet.members[index]
    if sheet.flag(index, "by_hand"):
        words = _("{name} {year} 年的任务调整").format(name=member.name, year=sheet.year)
        kind: Kind = HOURS_TARGETS.kind
        return Listing(kind, (Condition("t.person_id = ? AND t.year = ?", (member.key, sheet.year), words),))
    words = _("{name}的任职任级经历").format(name=member.name)
    return Listing(POSTS_HELD.kind, (Condition("t.person_id = ?", (member.key,), words),))
