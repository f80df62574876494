"""Keeping to the ceilings wherever payments or ceilings are written: in the form, many at once, and by a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Changed, SeenTogether, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.comfort import given as stored
from cadre_desktop.welfare.comfort.ceilings import CeilingRow, Ceilings, GivenAmount, YearSum, exceeded, year_sums
from cadre_desktop.welfare.comfort.festivals import festival_day
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.rules import CeilingTerm, ComfortItem
from cadre_desktop.welfare.comfort.vetting import vet_alone

_NAMED = 3
"""So many are named where several are above a ceiling."""


def complete_payment(values: Values) -> Values:
    """The court of the person when it was given, and the day of what it is for: the festival's, or when it was paid."""
    values = dict(values)
    if values.get("person") and not values.get("court"):
        values["court"] = Person.by_key(values["person"]).__data__["court"]
    if values.get("paid") and not values.get("occasion_day"):
        festival = values.get("festival")
        values["occasion_day"] = (festival_day(festival, values["paid"].year) if festival else None) or values["paid"]
    return values


def complete_ceiling(values: Values) -> Values:
    """The region of this file, unless another is given."""
    return values if values.get("region") else {**values, "region": stored.region()}


def vet_payment(values: Values) -> list[Problem]:
    """What a payment has to be by itself, and what one time may be."""
    problems = vet_alone(values)
    if problems or not values.get("item"):
        return problems
    ceilings, item, day = stored.ceilings(), ComfortItem(values["item"]), _day(values)
    if why := ceilings.missing(item, day):
        return [Problem(why, field="item")]
    why = ceilings.above_each(item, day, values["amount"])
    return [Problem(why, field="amount")] if why else []


def vet_year(values: Values, key: int | None = None) -> list[Problem]:
    """Whether the year's total stays below its ceiling with a payment, or with what the row `key` becomes."""
    item, day = ComfortItem(values["item"]), _day(values)
    before = stored.given_in_year(item, day.year, () if key is None else (key,), values["person"])
    why = stored.ceilings().above_year(item, with_more(before.get(values["person"]), day, values["amount"]))
    return [Problem(why, field="amount")] if why else []


def vet_changed(old: Values, new: Values) -> list[Problem]:
    """Whether the year's total stays below its ceiling where a workbook changes a payment."""
    known = (ComfortPayment.person == old["person"]) & (ComfortPayment.item == old["item"])
    row = ComfortPayment.get_or_none(known & (ComfortPayment.occasion_day == old["occasion_day"]))
    return vet_year(new, row.id if row is not None else None)


def with_more(before: YearSum | None, day: date, amount: int) -> YearSum:
    """A year's total with something more."""
    return YearSum(before.amount + amount, max(before.last, day)) if before else YearSum(amount, day)


def _day(values: Mapping[str, Any]) -> date:
    day = values.get("paid") or values["occasion_day"]
    assert isinstance(day, date)
    return day


def payments_together(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], _today: date) -> SeenTogether:
    """Why the payments of a workbook, each sound by itself, are too much for somebody's year."""
    rows = [*_new(columns), *_as_changed(changed)]
    if not rows:
        return SeenTogether({}, ())
    ceilings, kept = stored.ceilings(), {row.key for row in changed}
    items = {row.item for row in rows if ceilings.limits_year(row.item)}
    touched = {(row.person, row.item, row.day.year) for row in rows}
    sums = year_sums([*(row for row in stored.given(items) if row.key not in kept), *rows])
    found = {key: why for key in touched if (why := ceilings.above_year(key[1], sums[key]))}
    told = said_of(found)
    return SeenTogether({}, told, told)


def _new(columns: Mapping[str, Sequence[Any]]) -> Iterable[GivenAmount]:
    names = ("person", "item", "paid", "occasion_day", "amount")
    for person, item, paid, occasion_day, amount in zip(*(columns[name] for name in names), strict=True):
        yield GivenAmount(0, person, ComfortItem(item), paid or occasion_day, amount)


def _as_changed(changed: Sequence[Changed]) -> Iterable[GivenAmount]:
    keys = {row.key: row.changes for row in changed}
    rows = ComfortPayment.select().where(ComfortPayment.id.in_(list(keys)))
    for row in rows:
        values = {**row.__data__, **{name: new for name, (_old, new) in keys[row.id].items()}}
        yield GivenAmount(row.id, values["person"], ComfortItem(values["item"]), _day(values), values["amount"])


def said_of(found: Mapping[tuple[int, ComfortItem, int], str]) -> tuple[str, ...]:
    """The sentences for those who are above the total of a year: the first few by name, but for health matters."""
    told = sorted(found.items(), key=lambda entry: entry[0])
    sentences = []
    for (person, item, _year), why in told[:_NAMED]:
        row = None if item.confidential else Person.get_or_none(Person.id == person)
        sentences.append(_("{name}：{why}").format(name=row.name, why=why) if row else why)
    if len(told) > _NAMED:
        sentences.append(_("另有 {count} 人也超出。").format(count=len(told) - _NAMED))
    return tuple(sentences)


def why_not_these(before: Iterable[CeilingRow], after: Iterable[CeilingRow]) -> str:
    """Why ceilings may not become others: what was given would be above them, or have none. "" where nothing would."""
    was, now = list(before), list(after)
    items = {row.item for row in {*was, *now} if row not in was or row not in now}
    rows = stored.given(items) if items else []
    region = stored.region()
    wrong = exceeded(Ceilings(region, was), rows)
    worse = {key: why for key, why in exceeded(Ceilings(region, now), rows).items() if key not in wrong}
    if not worse:
        return ""
    words = _(
        "这样改后，已登记的慰问中有 {count} 笔（人年）超出或没有标准，不能改。例如：{why}"
        "请先更正这些登记，或另加一行新标准。"
    )
    return words.format(count=len(worse), why=next(iter(worse.values())))


def ceilings_together(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], _today: date) -> SeenTogether:
    """Why the ceilings of a workbook do not fit what was given."""
    here, names = stored.region(), ("region", "item", "term", "maximum", "valid_from", "document_number")
    before = stored.ceiling_rows(here)
    after = dict(before)
    for row in changed:
        if row.key in after:
            fields = {name: new for name, (_old, new) in row.changes.items() if name in CeilingRow._fields}
            after[row.key] = _typed(after[row.key]._replace(**fields))
    new = zip(*(columns[name] for name in names), strict=True) if columns.get("item") else ()
    more = [_typed(CeilingRow(*values)) for at, *values in new if at == here]
    why = why_not_these(before.values(), [*after.values(), *more])
    return SeenTogether({}, (why,), (why,)) if why else SeenTogether({}, ())


def _typed(row: CeilingRow) -> CeilingRow:
    return row._replace(item=ComfortItem(row.item), term=CeilingTerm(row.term))
