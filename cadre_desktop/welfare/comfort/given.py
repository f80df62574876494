"""What was given, and the ceilings for it, as they are in the open file."""

from collections.abc import Iterable
from datetime import date

from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.comfort.ceilings import CeilingRow, Ceilings, GivenAmount, YearSum
from cadre_desktop.welfare.comfort.records import Ceiling
from cadre_desktop.welfare.comfort.rules import CeilingTerm, ComfortItem
from cadre_desktop.welfare.common.ceilings import region_here


def region() -> str:
    """The region whose ceilings hold for this file."""
    return region_here()


def ceiling_rows(of: str) -> dict[int, CeilingRow]:
    """The ceilings of a region, by key."""
    rows = Ceiling.select().where(Ceiling.region == of)
    return {
        row.id: CeilingRow(
            ComfortItem(row.item), CeilingTerm(row.term), row.maximum, row.valid_from, row.document_number
        )
        for row in rows
    }


def ceilings() -> Ceilings:
    """Those that hold for this file."""
    return Ceilings(region(), ceiling_rows(region()).values())


def given(items: Iterable[str] | None = None) -> list[GivenAmount]:
    """All that was given, or what was given for some items."""
    listed = ", ".join(f"'{ComfortItem(item)}'" for item in (ComfortItem if items is None else items))
    rows = database.rows(
        "SELECT id, person_id, item, coalesce(paid, occasion_day), amount FROM comfort_payment"
        f" WHERE coalesce(paid, occasion_day) IS NOT NULL AND item IN ({listed})"
    )
    items_by_code = {item.value: item for item in ComfortItem}
    return [
        GivenAmount(key, person, items_by_code[item], date.fromisoformat(day), amount)
        for key, person, item, day, amount in rows
    ]


def given_in_year(item: str, year: int, but: Iterable[int] = (), to: int | None = None) -> dict[int, YearSum]:
    """What people were given for an item in a year, by person; `but` these rows, only `to` one person."""
    left_out = ", ".join(str(int(key)) for key in but)
    sql = (
        "SELECT person_id, sum(amount), max(coalesce(paid, occasion_day)) FROM comfort_payment"
        " WHERE item = ? AND coalesce(paid, occasion_day) >= ? AND coalesce(paid, occasion_day) < ?"
        + (f" AND id NOT IN ({left_out})" if left_out else "")
        + (" AND person_id = ?" if to is not None else "")
        + " GROUP BY person_id"
    )
    rows = database.rows(sql, item, f"{year}", f"{year + 1}", *(() if to is None else (to,)))
    return {person: YearSum(amount, date.fromisoformat(last)) for person, amount, last in rows}
