"""The ceilings of comfort money: what may be given for an item on a day, and why more is refused.

A ceiling that is not known lets nothing pass: it has to be filled in, with the document it comes from. The total of a
year is judged by the ceiling that holds on the last day something was given in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.welfare.comfort.money import yuan
from cadre_desktop.welfare.comfort.rules import CeilingTerm, ComfortItem


class CeilingRow(NamedTuple):
    """A maximum in fen from a day on; None where it still has to be asked for."""

    item: ComfortItem
    term: CeilingTerm
    maximum: int | None
    valid_from: date
    document_number: str = ""


class GivenAmount(NamedTuple):
    """Something that was given: the row's key, to whom, for what, when, how much."""

    key: int
    person: int
    item: ComfortItem
    day: date
    amount: int


class YearSum(NamedTuple):
    """What somebody was given in a year for an item, and the last day of it."""

    amount: int
    last: date


class Ceilings:
    """Those of a region."""

    def __init__(self, region: str, rows: Iterable[CeilingRow]):
        self.region = region
        self._rows: dict[tuple[str, str], list[CeilingRow]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.valid_from):
            self._rows[row.item, row.term].append(row)

    def holding(self, item: ComfortItem, term: CeilingTerm, day: date) -> CeilingRow | None:
        """The row that holds on a day, the latest that has begun; None where there is none."""
        begun = [row for row in self._rows.get((item, term), ()) if row.valid_from <= day]
        return begun[-1] if begun else None

    def missing(self, item: ComfortItem, day: date) -> str:
        """Which ceiling has to be filled in before anything is given, as a sentence; "" where all is known.

        For festivals that is the total of a year; for other items it does not matter for what the maximum counts.
        """
        rows = {term: self.holding(item, term, day) for term in CeilingTerm}
        empty = [term for term, row in rows.items() if row is not None and row.maximum is None]
        needed = (CeilingTerm.YEAR,) if item is ComfortItem.FESTIVAL else tuple(CeilingTerm)
        known = any(row is not None and row.maximum is not None for term, row in rows.items() if term in needed)
        if known and not empty:
            return ""
        term = empty[0] if empty else needed[0]
        words = _(
            "“{item}”（{term}）在{region}的最高金额（{day}）还没有填写，不能登记。请在“慰问标准”中填写最高金额、"
            "起始日期和文件文号。"
        )
        return words.format(item=_(item.label), term=_(term.label), region=self.region, day=day)

    def above_each(self, item: ComfortItem, day: date, amount: int) -> str:
        """Why an amount is too much for one time, as a sentence; "" where it is not."""
        row = self.holding(item, CeilingTerm.EACH, day)
        if row is None or row.maximum is None or amount <= row.maximum:
            return ""
        words = _("{item}每次最高 {most} 元（{document}），这一笔 {amount} 元，超出 {over} 元，请改少。")
        return words.format(
            item=_(item.label),
            most=yuan(row.maximum),
            document=row.document_number,
            amount=yuan(amount),
            over=yuan(amount - row.maximum),
        )

    def above_year(self, item: ComfortItem, given: YearSum) -> str:
        """Why what is given in a year is too much, as a sentence; "" where it is not."""
        row = self.holding(item, CeilingTerm.YEAR, given.last)
        if row is None or row.maximum is None or given.amount <= row.maximum:
            return ""
        words = _("{item}每人每年最高 {most} 元（{document}），{year} 年合计 {amount} 元，超出 {over} 元，请改少。")
        return words.format(
            item=_(item.label),
            most=yuan(row.maximum),
            document=row.document_number,
            year=given.last.year,
            amount=yuan(given.amount),
            over=yuan(given.amount - row.maximum),
        )

    def refusal(self, item: ComfortItem, day: date, amount: int) -> str:
        """Why an amount may not be given at all, whatever else there was; "" where it may."""
        return self.missing(item, day) or self.above_each(item, day, amount)

    def limits_year(self, item: ComfortItem) -> bool:
        """Whether there is a total of a year for an item."""
        return bool(self._rows.get((item, CeilingTerm.YEAR)))

    def left(self, item: ComfortItem, day: date, given: YearSum | None) -> int | None:
        """How much may still be given; None where that is not known."""
        if self.missing(item, day):
            return None
        each, year = (self.holding(item, term, day) for term in (CeilingTerm.EACH, CeilingTerm.YEAR))
        room = [each.maximum] if each is not None and each.maximum is not None else []
        if year is not None and year.maximum is not None:
            room.append(max(0, year.maximum - (given.amount if given else 0)))
        return min(room) if room else None


def year_sums(rows: Iterable[GivenAmount]) -> dict[tuple[int, ComfortItem, int], YearSum]:
    """What was given by person, item and year."""
    sums: dict[tuple[int, ComfortItem, int], YearSum] = {}
    for row in rows:
        key = row.person, row.item, row.day.year
        known = sums.get(key)
        sums[key] = (
            YearSum(known.amount + row.amount, max(known.last, row.day)) if known else YearSum(row.amount, row.day)
        )
    return sums


def exceeded(ceilings: Ceilings, rows: Iterable[GivenAmount]) -> Mapping[tuple[int, ComfortItem, int | None], str]:
    """What is above a ceiling or has none, with the sentence: by row (its key and item, no year) or, of the total of a
    year, by person, item and year."""
    rows = list(rows)
    found: dict[tuple[int, ComfortItem, int | None], str] = {}
    for row in rows:
        if why := ceilings.refusal(row.item, row.day, row.amount):
            found[row.key, row.item, None] = why
    for (person, item, year), given in year_sums(rows).items():
        if why := ceilings.above_year(item, given):
            found[person, item, year] = why
    return found
