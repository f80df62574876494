"""Nomination forms (推荐表): one for each court with the places it has open, and several filled ones taken in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.actions import quota_lines, room_of
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.listed_rows import (
    ListedSheet,
    Member,
    Members,
    RowIdentity,
    everybody,
    read_listed,
    said_in,
)
from cadre_desktop.people.name_list.rules import QuotaLine
from cadre_desktop.people.records import Person

_EVENT = ("活动名称", "班次名称", "班次", "培训班", "活动")
_REASON = ("推荐理由", "理由", "备注")
_SPARE = 2
"""Blank lines beyond the open places of a printed form: who is nominated beyond them waits."""


@dataclass(frozen=True)
class Nominee:
    """Somebody a form nominates. `person` is the key, None while it is not known who is meant, which `why` says."""

    said: RowIdentity
    where: str
    person: int | None = None
    court: int | None = None
    reason: str = ""
    why: str = ""

    @property
    def words(self) -> str:
        """王祯（青山法院）, as the form has it."""
        return f"{self.said.name}（{self.said.court}）" if self.said.court else self.said.name


@dataclass(frozen=True)
class FilledForms:
    """What several forms say: `sure` in the order of the forms, `open` whom only the user can tell, and the `problems`
    of whole forms."""

    sure: tuple[Nominee, ...]
    open: tuple[Nominee, ...]
    problems: tuple[Problem, ...] = ()


def open_lines(names: NameListOf, event: Any) -> list[QuotaLine]:
    """The courts that have a quota. Raises Refused when no places are given out."""
    lines = [line for line in quota_lines(names, event) if line.quota is not None]
    if not lines:
        text = _("“{title}”还没有分配名额，请先在“名额分配”里填写各法院的名额。")
        raise Refused(text.format(title=names.title_of(event)))
    return lines


def write_forms(path: Path, names: NameListOf, event: Any) -> int:
    """Write a workbook with a form for each court that has a quota: a blank row for each open place; returns how many.

    Raises Refused when no places are given out, or the file is open elsewhere.
    """
    title = names.title_of(event)
    columns = [
        OutColumn(_("活动名称"), 30),
        OutColumn(_("法院"), 20),
        OutColumn(_("姓名"), 12, required=True),
        OutColumn(_("部门"), 18),
        OutColumn(_("职务"), 16),
        OutColumn(_("工号"), 14, note=_("填工号或身份证号，不会认错同名的人")),
        OutColumn(_("身份证号"), 22),
        OutColumn(_("推荐理由"), 30),
    ]
    forms = []
    for line in open_lines(names, event):
        rows = [[title, line.name, *[None] * 6] for _line in range(max(1, -line.over))]
        forms.append((SheetSpec(_("{court}推荐表").format(court=line.name), columns), rows))
    write_tables(path, forms)
    return len(forms)


def print_forms(path: Path, names: NameListOf, event: Any, setup: Setup | None = None) -> PaperOffer:
    """The same on paper, pages of its own for each court. Raises Refused when no places are given out."""
    title = names.title_of(event)
    columns = [
        RosterColumn(_("姓名"), 24, "centre"),
        RosterColumn(_("部门"), 34),
        RosterColumn(_("职务"), 26),
        RosterColumn(_("工号"), 24),
        RosterColumn(_("推荐理由"), 52),
    ]
    sections = []
    for line in open_lines(names, event):
        words = _("名额 {places} 人，已报 {listed} 人，还可推荐 {open} 人").format(
            places=line.quota, listed=line.listed, open=max(0, -line.over)
        )
        roster = Roster(
            title=_("{title}推荐表").format(title=title),
            columns=columns,
            organisation=line.name,
            details=(words,),
            notes=_("超出名额的按次序列为候补。"),
            row=10.0,
            signers=(_("推荐单位（盖章）"), _("日期")),
        )
        sections.append((roster, [[""] * len(columns) for _line in range(max(1, -line.over) + _SPARE)]))
    return print_all_arranged(path, _("{title}推荐表").format(title=title), sections, setup)


def read_forms(names: NameListOf, event: Any, paths: Sequence[Path]) -> FilledForms:
    """Whom filled forms nominate: by staff number, ID number, or name and court (the sheet's, where a row has none).

    A form that cannot be read, or is of another event, is told; the others are taken. Who is unknown or may be several
    is kept in view.
    """
    members, found, problems = everybody(), [], []
    seen: dict[int, str] = {}
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
            found += list(_nominees(sheet, path, members, seen))
    sure = tuple(one for one in found if one.person is not None)
    return FilledForms(sure, tuple(one for one in found if one.person is None), tuple(problems))


def _other_event(title: str, sheet: ListedSheet) -> str:
    column = sheet.column(*_EVENT)
    said = {sheet.text(row, column) for row in sheet.rows} - {"", title}
    return next(iter(said), "")


def _nominees(sheet: ListedSheet, path: Path, members: Members, seen: dict[int, str]) -> Iterator[Nominee]:
    said_of, reason = said_in(sheet), sheet.column(*_REASON)
    for row in sheet.rows:
        said = said_of(row)
        if not said.court and sheet.title.endswith(_("推荐表")):
            said = RowIdentity(said.name, sheet.title.removesuffix(_("推荐表")), said.staff_number, said.id_number)
        index = _("{file} “{sheet}”第 {row} 行").format(file=path.name, sheet=sheet.title, row=row.number)
        try:
            member: Member = members.find(said)
            if member.key in seen:
                raise Unclear(_("与{place}是同一个人").format(place=seen[member.key]))
        except Unclear as unclear:
            yield Nominee(said, index, why=str(unclear))
            continue
        seen[member.key] = index
        yield Nominee(said, index, member.key, reason=sheet.text(row, reason))


@dataclass(frozen=True)
class Nominating:
    """How many were put on the list, how many wait, and the names of those who had been on it already."""

    listed: int
    waiting: int
    already: tuple[str, ...] = ()


def nominate(store: Store, names: NameListOf, event: Any, nominees: Sequence[Nominee]) -> Nominating:
    """Put those nominated on the list in one step: as many of each court as it has places open, the others wait in
    order; a court without a quota has none to fill.

    Raises Refused when the list is closed or somebody cannot be on it.
    """
    event = names.events.by_key(event.id)
    names.vet_open(event)
    held: Any = names.record.select(names.person).where(names.event == event)
    there = {person for (person,) in held.tuples()}
    wanted = {one.person: one for one in nominees if one.person is not None}
    people = {person.id: person for person in Person.select().where(Person.id.in_(list(wanted)))}
    fresh = [people[key] for key in wanted if key not in there and key in people]
    names.vet_people(event, fresh)
    statuses = _statuses(names, event, fresh)
    rows = []
    for person in fresh:
        row = {
            names.event.name: event.id,
            names.person.name: person.id,
            names.court.name: person.__data__["court"],
            names.status.name: statuses[person.id],
        }
        reason = wanted[person.id].reason
        rows.append({**row, "reason": reason} if hasattr(names.record, "reason") else row)
    with store.step(_("“{title}”按推荐表加入 {count} 人").format(title=names.title_of(event), count=len(rows))):
        names.record.add_many(rows)
    waiting = sum(status == names.waiting for status in statuses.values())
    already = tuple(people[key].name for key in wanted if key in there)
    return Nominating(len(rows) - waiting, waiting, already)


def _statuses(names: NameListOf, event: Any, fresh: Sequence[Any]) -> Mapping[int, Any]:
    """Who has a place and who waits, in order: by the quota of the court, and by the places there are at all."""
    left = {line.court: max(0, -line.over) for line in quota_lines(names, event) if line.quota is not None}
    free = room_of(names, event).free
    found: dict[int, Any] = {}
    for person in fresh:
        court = person.__data__["court"]
        has_place = (not left or left.get(court, 0) > 0) and (free is None or free > 0)
        if has_place:
            left[court] = left.get(court, 1) - 1
            free = None if free is None else free - 1
        found[person.id] = names.listed if has_place else names.waiting
    return found
