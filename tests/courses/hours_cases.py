"""People with ranks, absences and trainings for the tests of hours."""

from datetime import date
from typing import Any

from cadre_desktop.courses.hours.reading import hours_of
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.courses.hours.sheet import HoursSheet, read_sheet
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person, TrainingRecord

YEAR = 2023
TODAY = date(2023, 6, 1)
UPPER, LOWER = "general-06", "general-07"
"""四级调研员 and 一级主任科员: the last rank of the five-year target and the first of the yearly one."""


def someone(store: Store, name: str = "王祯", **values: Any) -> int:
    """The key of a new person of the intermediate court."""
    with store.step("录入"):
        court = Court.get(Court.short_name == "包头中院")
        return Person.add(court=court, name=name, pinyin=pinyin_key(name), **values).id


def trained(store: Store, person: int, hours: int, starts: date, ends: date | None = None, **values: Any) -> int:
    """The key of a new training record; hours in tenths."""
    with store.step("录入"):
        given = {"title": "培训班", "year": starts.year, **values}
        return TrainingRecord.add(person=person, hours=hours, starts=starts, ends=ends, **given).id


def put(store: Store, record: Any, **values: Any) -> Any:
    """A new row."""
    with store.step("录入"):
        return record.add(**values)


def row(store: Store, person: int, year: int = YEAR, today: date = TODAY) -> Any:
    """What is reckoned of a person, by names, with what lacks on each side, together, and at the end of the year."""
    hours = hours_of(year, regulation(store), today, [person])
    assert len(hours) == 1
    found: dict[str, Any] = {name: hours.rows[name][0] for name in hours.rows.dtype.names or ()}
    for side in ("onsite", "online", "party"):
        found[f"{side}_short"] = int(hours.lacking(side)[0])
    return found | {"short": int(hours.short()[0]), "forecast": int(hours.short(with_coming=True)[0])}


def sheet_of(store: Store, year: int = YEAR) -> HoursSheet:
    """The lines of everybody."""
    return read_sheet(store, year, TODAY)
