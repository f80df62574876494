"""Deciding by which base people retire, and on an earlier or later month: as a step, once it is found right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.retirement_decisions import RetirementDecision
from cadre_desktop.people.retirement.expecting import leaders_on
from cadre_desktop.people.retirement.rules import STATUTORY, BaseChosen, vet_decision


@dataclass(frozen=True)
class DecisionEntered:
    """A decision as it is entered, of a day, with its document."""

    base: str
    decided: date
    choice: str = STATUTORY
    month: date | None = None
    notified: date | None = None
    document_number: str = ""
    notes: str = ""


def decide(store: Store, people: Iterable[int], entered: DecisionEntered) -> int:
    """Keep a decision about each of these people, in one step; one of the same day is replaced. Returns how many.

    Raises Refused with a sentence for each of whom it cannot be right; then nothing is kept.
    """
    persons = list(Person.select().where(Person.id.in_(list(people))))
    if not persons:
        raise Refused(_("请先选中要认定的人。"))
    if not entered.base:
        raise Refused(Problem(_("请选择改革前的退休年龄（男60、女55、女50 或处级女干部60）。"), "base"))
    problems = [problem for person in persons for problem in _wrong(person, entered, len(persons) > 1)]
    if problems:
        raise Refused(problems)
    values = {
        "base": entered.base,
        "choice": entered.choice,
        "chosen": entered.month,
        "notified": entered.notified,
        "document_number": entered.document_number.strip(),
        "notes": entered.notes.strip(),
    }
    with store.step(_("认定退休时间（{count} 人）").format(count=len(persons))):
        for person in persons:
            known = RetirementDecision.get_or_none(
                RetirementDecision.person == person, RetirementDecision.decided == entered.decided
            )
            if known is None:
                RetirementDecision.add(person=person, decided=entered.decided, **values)
            else:
                for name, value in values.items():
                    setattr(known, name, value)
                known.save()
    return len(persons)


def _wrong(person: Person, entered: DecisionEntered, named: bool) -> list[Problem]:
    leads = person.id in leaders_on(entered.decided)
    number = person.id_number or ""
    matches = person.born is not None and len(number) == 18 and number[6:12] == f"{person.born:%Y%m}"
    chosen = BaseChosen(
        entered.base, entered.choice, entered.month, entered.notified, int(number[12:14]) if matches else None
    )
    found = vet_decision(person.sex, person.born, person.employment, leads, chosen)
    if not named:
        return found
    words = _("{name}：{message}")
    return [Problem(words.format(name=person.name, message=each.message), each.field) for each in found]
