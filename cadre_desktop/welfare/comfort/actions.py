"""What a coordinator does with comfort money: enter and change what was given, and keep the ceilings."""

import csv
from collections.abc import Iterable
from datetime import date

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.resources import resource
from cadre_desktop.kit.store.settings import put_setting
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.comfort import given
from cadre_desktop.welfare.comfort.keeping_to import vet_year, why_not_these
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.comfort.registers import CEILINGS, PAYMENTS
from cadre_desktop.welfare.comfort.rules import ComfortItem
from cadre_desktop.welfare.common.ceilings import REGION


def save_payment(store: Store, values: Values, key: int | None = None) -> ComfortPayment:
    """Enter what somebody was given, or change it; of a health matter the journal does not say who.

    Raises Refused with a problem for each field, also above a ceiling and where none is filled in.
    """
    kind = PAYMENTS.kind
    before = editing.values_of(ComfortPayment.by_key(key)) if key is not None else {}
    whole = kind.check({**before, **values})
    if problems := vet_year(whole, key):
        raise Refused(problems)
    with store.step(_label(before, whole, new=key is None)):
        saved = editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)
    assert isinstance(saved, ComfortPayment)
    return saved


def _label(before: Values, after: Values, *, new: bool) -> str:
    items = [ComfortItem(values["item"]) for values in (before, after) if values]
    words = _("登记慰问：{whom}") if new else _("修改慰问：{whom}")
    if any(item.confidential for item in items):
        return words.format(whom=_("住院慰问"))
    return words.format(whom=f"{editing.name_of(PAYMENTS.kind, after)}，{_(items[-1].label)}")


def remove_payments(store: Store, keys: Iterable[int]) -> int:
    """Delete payments in one step that names nobody; returns how many."""
    keys = list(keys)
    with store.step(_("删除 {count} 笔慰问登记").format(count=len(keys))):
        return editing.remove(store, PAYMENTS.kind, keys)


def save_ceiling(store: Store, values: Values, key: int | None = None) -> Ceiling:
    """Enter or change a ceiling. Raises Refused also where what was given already would be above it."""
    kind = CEILINGS.kind
    before = given.ceiling_rows(given.region())
    name = _("修改慰问标准") if key is not None else _("新增慰问标准")
    with store.step(name):
        saved = editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)
        if why := why_not_these(before.values(), given.ceiling_rows(given.region()).values()):
            raise Refused(Problem(why, field="maximum"))
    assert isinstance(saved, Ceiling)
    return saved


def remove_ceilings(store: Store, keys: Iterable[int]) -> int:
    """Delete ceilings. Raises Refused where something that was given would then have none."""
    before = given.ceiling_rows(given.region())
    with store.step(_("删除慰问标准")):
        count = editing.remove(store, CEILINGS.kind, keys)
        if why := why_not_these(before.values(), given.ceiling_rows(given.region()).values()):
            raise Refused(why)
    return count


def known_ceilings() -> list[Values]:
    """The ceilings known when this edition was made, and the items whose ceiling has to be asked for."""
    with resource("codes", "comfort_ceilings.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "region": row["region"],
                "item": row["item"],
                "term": row["term"],
                "maximum": int(row["yuan"]) * 100 if row["yuan"] else None,
                "valid_from": date.fromisoformat(row["valid_from"]),
                "document_number": row["document"],
                "notes": row["notes"],
            }
            for row in csv.DictReader(file)
        ]


def fill_in_known(store: Store) -> int:
    """Enter the known ceilings that are not there yet, in one step; returns how many rows."""
    there = {(row.region, row.item, row.term) for row in Ceiling.select(Ceiling.region, Ceiling.item, Ceiling.term)}
    wanted = [row for row in known_ceilings() if (row["region"], row["item"], row["term"]) not in there]
    with store.step(_("填入已知的慰问标准")):
        for row in wanted:
            Ceiling.add(**row)
    return len(wanted)


def set_region(store: Store, region: str) -> None:
    """Whose ceilings hold for this file. Raises Refused for none."""
    if not region.strip():
        raise Refused(Problem(_("请填写地区，如“内蒙古”。"), field="region"))
    with store.step(_("改变慰问标准的地区")):
        put_setting(REGION, region.strip())
