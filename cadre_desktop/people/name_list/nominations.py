"""Nomination forms (推荐表) filled in: whom they nominate, and who of those gets a place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.likeness import means_department, parted_unit
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.listed_rows import (
    ListedSheet,
    Member,
    RowIdentity,
    everybody,
    read_listed,
    said_in,
)
from cadre_desktop.people.name_list.nomination_forms import EVENT, OTHERS, REASON, form_suffix
from cadre_desktop.people.name_list.quota_rules import Allotment, Home, QuotaLine
from cadre_desktop.people.name_list.quotas import quota_lines
from cadre_desktop.people.records import Court, Person


@dataclass(frozen=True)
class Nominee:
    """Somebody a form nominates, in row `where`; `number` counts all from 0. `person` is the key and `home` the
    court and department, None while it is not known who is meant, which `why` says. `remark` is what else is to be
    known of somebody recognised."""

    said: RowIdentity
    where: str
    number: int = 0
    reason: str = ""
    person: int | None = None
    home: Home = (None, None)
    why: str = ""
    remark: str = ""

    @property
    def words(self) -> str:
        """王祯（青山法院民一庭）, as the form has it."""
        unit = f"{self.said.court}{self.said.department}"
        return f"{self.said.name}（{unit}）" if unit else self.said.name


@dataclass(frozen=True)
class FilledForms:
    """What several forms say: `sure` in the order of the forms, `open` whom only the user can tell, and the `problems`
    of whole forms and of rows that cannot be taken in.

    lines, free, there: how courts compare with their quotas, how many places there are at all (None for any number),
    and who is on the list already.
    """

    sure: tuple[Nominee, ...]
    open: tuple[Nominee, ...]
    problems: tuple[Problem, ...] = ()
    lines: tuple[QuotaLine, ...] = ()
    free: int | None = None
    there: frozenset[int] = frozenset()


def read_forms(names: NameListOf, event: Any, paths: Sequence[Path]) -> FilledForms:
    """Whom filled forms nominate: by staff number, ID number, or name, court and department (those of the sheet's title
    where a row has none).

    A form that cannot be read, or is of another event, is told; the others are taken. Who is unknown or may be several
    is kept in view.
    """
    found: list[Nominee] = []
    problems: list[Problem] = []
    called = [name for row in Court.select() for name in (row.name, row.short_name) if name]
    for path in paths:
        try:
            sheets = read_listed(path)
        except Refused as refused:
            problems += [Problem(f"{path.name}：{problem.message}") for problem in refused.problems]
            continue
        for sheet in sheets:
            other = _other_event(names.title_of(event), sheet)
            if other:
                text = _("{file}的“{sheet}”是“{other}”的推荐表，没有读。")
                problems.append(Problem(text.format(file=path.name, sheet=sheet.title, other=other)))
                continue
            found += _nominees(sheet, path, len(found), called)
    return recognise(names, event, found, problems)


def _other_event(title: str, sheet: ListedSheet) -> str:
    column = sheet.column(*EVENT)
    said = {sheet.text(row, column) for row in sheet.rows} - {"", title}
    return next(iter(said), "")


def _nominees(sheet: ListedSheet, path: Path, before: int, called: Sequence[str]) -> Iterator[Nominee]:
    """The rows of a form, nobody recognised yet."""
    said_of, reason = said_in(sheet), sheet.column(*REASON)
    court, department = _unit_of(sheet.title, called)
    for number, row in enumerate(sheet.rows, before):
        said = said_of(row)
        if not said.court:
            said = replace(said, court=court, department=said.department or department)
        where = _("{file} “{sheet}”第 {row} 行").format(file=path.name, sheet=sheet.title, row=row.number)
        yield Nominee(said, where, number, sheet.text(row, reason))


def _unit_of(title: str, called: Sequence[str]) -> tuple[str, str]:
    """Court and department in the title of a form: 青山法院民一庭推荐表. What courts are called is looked for first: a
    department may have 院 in its name too (院领导)."""
    if not title.endswith(form_suffix()):
        return "", ""
    unit = title.removesuffix(form_suffix())
    known = max((name for name in called if unit.startswith(name)), key=len, default="")
    court, department = (known, unit.removeprefix(known)) if known else parted_unit(unit)
    return (court, "" if department == _(OTHERS) else department) if court else (unit, "")


def recognise(
    names: NameListOf, event: Any, nominees: Sequence[Nominee], problems: Sequence[Problem] = ()
) -> FilledForms:
    """Find out whom each row means, as the file is now; nothing that was found out before counts."""
    members, rooms = everybody(), _rooms()
    found, told = [], list(problems)
    seen: dict[int, str] = {}
    for one in nominees:
        try:
            member = members.find(one.said)
        except Unclear as unclear:
            found.append(replace(one, person=None, home=(None, None), why=str(unclear), remark=""))
            continue
        if member.key in seen:
            text = _("{where}：{name}与{other}是同一个人，只算一次。")
            told.append(Problem(text.format(where=one.where, name=member.name, other=seen[member.key])))
            continue
        seen[member.key] = one.where
        remark = _remark(one.said.department, member, rooms.get(member.court, ()))
        found.append(replace(one, person=member.key, why="", remark=remark))
    sure, more = _able(names, event, [one for one in found if one.person is not None])
    return FilledForms(
        tuple(sure),
        tuple(one for one in found if one.person is None),
        (*told, *more),
        tuple(quota_lines(names, event)),
        _free(names, event),
        frozenset(_on_list(names, event)),
    )


def _rooms() -> dict[str, list[str]]:
    """The departments of each court, by its name."""
    found: dict[str, list[str]] = {}
    for court, name in database.rows("SELECT c.name, d.name FROM department d JOIN court c ON c.id = d.court_id"):
        found.setdefault(court, []).append(name)
    return found


def _remark(said: str, member: Member, rooms: Sequence[str]) -> str:
    """That somebody counts for another department than the form says: 推荐表写“民一庭”，花名册里是刑庭."""
    if not said or means_department(said, member.department):
        return ""
    here = member.department or _("没有部门")
    if any(means_department(said, name) for name in rooms):
        return _("推荐表写“{said}”，花名册里是{here}，名额按花名册算").format(said=said, here=here)
    court = member.court_short or member.court
    text = _("{court}没有“{said}”这个部门，花名册里是{here}，名额按花名册算")
    return text.format(court=court, said=said, here=here)


def _able(names: NameListOf, event: Any, sure: Sequence[Nominee]) -> tuple[list[Nominee], list[Problem]]:
    """Those who can be on the list, with where they are from, and why others cannot."""
    people = _people(one.person for one in sure)
    found, problems = [], []
    for one in sure:
        assert one.person is not None
        person = people[one.person]
        try:
            names.vet_people(event, [person])
        except Refused as refused:
            problems.append(Problem(f"{one.where}：{refused}"))
            continue
        found.append(replace(one, home=(person.__data__["court"], person.__data__["department"])))
    return found, problems


def _people(keys: Iterator[int | None]) -> dict[int, Person]:
    return {person.id: person for person in Person.select().where(Person.id.in_(list(keys)))}


def meaning(nominee: Nominee, person: int) -> Nominee:
    """The same now that the user has said who (key) is meant."""
    row = Person.by_key(person)
    home = row.__data__["court"], row.__data__["department"]
    return replace(nominee, person=person, home=home, why="", remark="")


def _on_list(names: NameListOf, event: Any) -> set[int]:
    held: Any = names.record.select(names.person).where(names.event == event.id)
    return {person for (person,) in held.tuples()}


def _free(names: NameListOf, event: Any) -> int | None:
    """Places there are at all. Where no court has a quota, nobody passes those who wait."""
    room = room_of(names, names.now(event))
    by_quota = any(line.quota is not None for line in quota_lines(names, event))
    return 0 if room.free is not None and room.waiting and not by_quota else room.free


def beyond(found: FilledForms, chosen: Sequence[Nominee]) -> list[str]:
    """What happens to those of the chosen for whom there are no places, a sentence for each court or department."""
    allotment = Allotment(found.lines, found.free)
    sent: Counter[str] = Counter()
    later: Counter[str] = Counter()
    given: dict[str, bool] = {}
    for one in chosen:
        court, department = one.home
        if court is None or one.person in found.there:
            continue
        unit, given_ = _unit(found.lines, court, department)
        given[unit] = given_
        sent[unit] += 1
        later[unit] += not allotment.take(court, department)
    told = []
    for unit, count in later.items():
        if count == sent[unit] and given[unit]:
            told.append(_("{unit}的名额已满，推荐的 {count} 人列为候补。").format(unit=unit, count=count))
        elif count and not given[unit]:
            told.append(_("{unit}没有分配名额，推荐的 {count} 人列为候补。").format(unit=unit, count=count))
        elif count:
            text = _("{unit}推荐 {sent} 人，只有 {open} 个名额空着，后 {count} 人列为候补。")
            told.append(text.format(unit=unit, sent=sent[unit], open=sent[unit] - count, count=count))
    return told


def _unit(lines: Sequence[QuotaLine], court: int, department: int | None) -> tuple[str, bool]:
    """By whose quota somebody goes, and whether there is one: none matters where no court has any."""
    any_ = any(line.quota is not None for line in lines)
    line = next((line for line in lines if line.court == court), None)
    if line is None:
        return "", not any_
    part = next((part for part in line.parts if part.department == department), None)
    if part is not None:
        return f"{line.name}{part.name}", True
    if line.by_parts:
        return _("{court}其他部门").format(court=line.name), False
    return line.name, line.quota is not None or not any_


@dataclass(frozen=True)
class Nominating:
    """How many were put on the list, how many wait, and the names of those who had been on it already."""

    listed: int
    waiting: int
    already: tuple[str, ...] = ()


def nominate(store: Store, names: NameListOf, event: Any, nominees: Sequence[Nominee]) -> Nominating:
    """Put those nominated on the list in one step: as many of each court and department as it has places open, the
    others wait in order; a court without a quota has none to fill.

    Raises Refused when the list is closed or somebody cannot be on it.
    """
    event = names.events.by_key(event.id)
    names.vet_open(event)
    there = _on_list(names, event)
    wanted = {one.person: one for one in nominees if one.person is not None}
    people = _people(iter(wanted))
    fresh = [people[key] for key in wanted if key not in there and key in people]
    names.vet_people(event, list(people.values()) if names.confidential(event) else fresh)
    statuses = _statuses(names, event, fresh)
    rows = [
        {
            names.event.name: event.id,
            names.person.name: person.id,
            names.court.name: person.__data__["court"],
            names.status.name: statuses[person.id],
            **({names.reason.name: wanted[person.id].reason} if names.reason is not None else {}),
        }
        for person in fresh
    ]
    with store.step(_("“{title}”按推荐表加入 {count} 人").format(title=names.title_of(event), count=len(rows))):
        names.record.add_many(rows)
    waiting = sum(status == names.waiting for status in statuses.values())
    already = tuple(people[key].name for key in wanted if key in there)
    return Nominating(len(rows) - waiting, waiting, already)


def _statuses(names: NameListOf, event: Any, fresh: Sequence[Any]) -> Mapping[int, Any]:
    """Who has a place and who waits, in order."""
    allotment = Allotment(quota_lines(names, event), _free(names, event))
    return {
        person.id: names.listed
        if allotment.take(person.__data__["court"], person.__data__["department"])
        else names.waiting
        for person in fresh
    }
