"""Paying many people at once: who may be given it, and one step for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.comfort import given
from cadre_desktop.welfare.comfort.festivals import festival_day
from cadre_desktop.welfare.comfort.keeping_to import vet_payment, with_more
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.rules import ComfortItem


@dataclass(frozen=True)
class ManyAtOnce:
    """What many people are given alike."""

    item: ComfortItem
    amount: int
    paid: date
    festival: str = ""
    form: str = ""
    reason: str = ""
    voucher: str = ""
    approver: str = ""

    @property
    def values(self) -> Values:
        """As the values of a payment, but for the person."""
        return {
            "item": self.item,
            "festival": self.festival,
            "amount": self.amount,
            "form": self.form,
            "paid": self.paid,
            "reason": self.reason,
            "voucher": self.voucher,
            "approver": self.approver,
        }


@dataclass(frozen=True)
class Payable:
    """Who may be given it, and who not with the sentence why (above the year's total, or given already)."""

    people: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


def payable(what: ManyAtOnce, people: Iterable[int], days: Mapping[int, date]) -> Payable:
    """Who of these people may be given what is meant, for the occasion on the day of each.

    Raises Refused where nobody may: no ceiling is filled in, one time is above it, or the form is not allowed.
    """
    if problems := vet_payment({**what.values, "occasion_day": what.paid}):
        raise Refused(problems)
    ceilings, before = given.ceilings(), given.given_in_year(what.item, what.paid.year)
    there = _there_already(what.item)
    fine, refused = [], []
    for person in dict.fromkeys(people):
        why = ceilings.above_year(what.item, with_more(before.get(person), what.paid, what.amount))
        if (person, _day_of(what, days.get(person)).isoformat()) in there:
            why = _("已有同一天的{item}，不重复登记。").format(item=_(what.item.label))
        if why:
            refused.append((person, why))
        else:
            fine.append(person)
    return Payable(tuple(fine), tuple(refused))


def _there_already(item: ComfortItem) -> set[tuple[int, str]]:
    return set(database.rows("SELECT person_id, occasion_day FROM comfort_payment WHERE item = ?", item.value))


def _day_of(what: ManyAtOnce, day: date | None) -> date:
    if day is not None:
        return day
    return (festival_day(what.festival, what.paid.year) if what.festival else None) or what.paid


def pay(store: Store, what: ManyAtOnce, people: Iterable[int], days: Mapping[int, date]) -> int:
    """Enter the payment for all these people in one step; returns how many.

    Raises Refused, and writes nothing, where one of them may not be given it, or where there is nobody.
    """
    people = list(dict.fromkeys(people))
    if not people:
        raise Refused(_("还没有选人，请先勾选要发放的人。"))
    sorted_out = payable(what, people, days)
    if sorted_out.refused:
        _person, why = sorted_out.refused[0]
        words = _("有 {count} 人不能发放，没有登记。例如：{why}")
        raise Refused(Problem(words.format(count=len(sorted_out.refused), why=why), field="amount"))
    courts = dict(database.rows("SELECT id, court_id FROM person"))
    label = _("发放{item}：{count} 人").format(item=_(what.item.label), count=len(people))
    with store.step(label):
        keys = database.new_keys(len(people))
        rows = [
            (key, person, courts[person], _day_of(what, days.get(person)).isoformat())
            for key, person in zip(keys, people, strict=True)
        ]
        fields = ComfortPayment._meta.fields
        alike = {fields[name]: fields[name].db_value(value) for name, value in what.values.items()}
        ComfortPayment.insert_tuples([fields[name] for name in ("person", "court", "occasion_day")], rows, alike)
    return len(people)
