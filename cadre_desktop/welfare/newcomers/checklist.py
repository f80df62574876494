"""The checklist of a batch as a grid: for each newcomer and item whether and when it was done, or is overdue."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.newcomers.enlisting import batch_now, newcomer_now
from cadre_desktop.welfare.newcomers.induction import inductions
from cadre_desktop.welfare.newcomers.mentoring import pairs_of
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerTask
from cadre_desktop.welfare.newcomers.rules import CHECKLIST, FOLLOWING, Follows, ProbationResult, sizes_complete


@dataclass(frozen=True)
class ChecklistCell:
    """An item of one newcomer. `task` is its row, None where it has none; `known` says what it follows from."""

    name: str
    due: date | None = None
    done: date | None = None
    known: str = ""
    task: int | None = None

    @property
    def is_done(self) -> bool:
        """Ticked, or known from elsewhere."""
        return self.done is not None or bool(self.known)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return not self.is_done and self.due is not None and self.due < today


@dataclass(frozen=True)
class Line:
    """A newcomer with all items, in the order of the columns."""

    newcomer: int
    person: int
    name: str
    court: str
    items: tuple[ChecklistCell, ...]


@dataclass(frozen=True)
class Checklist:
    """The grid of a batch as of `today`; `items` are the names of the columns."""

    items: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    today: date = date.min

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(item.is_done for line in self.lines for item in line.items)

    @property
    def overdue(self) -> int:
        """How many should have been done."""
        return sum(item.is_overdue(self.today) for line in self.lines for item in line.items)


def checklist_of(batch: int, today: date) -> Checklist:
    """The grid of a batch: people by court and name; items that were added by hand come last."""
    rows = list(
        Newcomer.select(Newcomer, Person, Court)
        .join(Person)
        .join(Court)
        .where(Newcomer.batch == batch)
        .order_by(Court.place, Person.pinyin, Newcomer.id)
    )
    tasks: dict[int, dict[str, NewcomerTask]] = {row.id: {} for row in rows}
    for task in NewcomerTask.select().where(NewcomerTask.newcomer.in_(list(tasks))).order_by(NewcomerTask.position):
        tasks[task.__data__["newcomer"]][task.item] = task
    usual = [item.name for item in CHECKLIST]
    others = dict.fromkeys(name for held in tasks.values() for name in held if name not in usual)
    names = (*usual, *others)
    known = known_of(rows)
    lines = [
        Line(
            row.id,
            row.__data__["person"],
            row.person.name,
            row.person.court.short_name or row.person.court.name,
            tuple(_item(name, tasks[row.id].get(name), known[row.id]) for name in names),
        )
        for row in rows
    ]
    return Checklist(names, tuple(lines), today)


def _item(name: str, task: Any, known: Mapping[Follows, str]) -> ChecklistCell:
    follows = FOLLOWING.get(name)
    said = known.get(follows, "") if follows is not None else ""
    if task is None:
        return ChecklistCell(name, known=said)
    return ChecklistCell(name, task.due, task.done if follows is None else None, said, task.id)


def known_of(rows: Sequence[Any]) -> dict[int, dict[Follows, str]]:
    """By newcomer (key) what is done as the file knows from elsewhere, and in what words."""
    people = {row.__data__["person"]: row.reported for row in rows}
    courses: dict[int, str] = {}
    for batch in {row.__data__["batch"] for row in rows}:
        of_batch = {row.__data__["person"]: row.reported for row in rows if row.__data__["batch"] == batch}
        courses |= inductions(of_batch, batch_now(batch).course)
    pairs, photos = pairs_of(list(people)), _with_photo(people)
    found: dict[int, dict[Follows, str]] = {}
    for row in rows:
        person, said = row.__data__["person"], dict[Follows, str]()
        if person in photos:
            said[Follows.PORTRAIT] = _("档案里有照片")
        if sizes_complete(row.__data__):
            said[Follows.SIZES] = _("尺码已填齐")
        if person in pairs:
            said[Follows.MENTOR] = _("导师 {name}").format(name=pairs[person].mentor.name)
        if person in courses:
            said[Follows.INDUCTION] = courses[person]
        if row.talked:
            said[Follows.TALK] = _("{day} 已谈话").format(day=row.talked.isoformat())
        if row.result and row.result != ProbationResult.EXTENDED:
            said[Follows.RESULT] = _(ProbationResult(row.result).label)
        found[row.id] = said
    return found


def _with_photo(people: Iterable[int]) -> set[int]:
    statement = f"SELECT id FROM person WHERE photo <> '' AND id IN {LISTED}"
    return {key for (key,) in database.rows(statement, json.dumps(list(people)))}


def tick(store: Store, newcomer: int, name: str, *, done: bool | None = None) -> date | None:
    """Note that an item is done today, or that it is not (`done`; None: the other way round). Returns the day.

    Raises Refused for an item that follows from something else: what to do is said.
    """
    follows = FOLLOWING.get(name)
    if follows is not None:
        raise Refused(_(follows.value).format(item=_(name)))
    row = newcomer_now(newcomer)
    task = NewcomerTask.get_or_none(NewcomerTask.newcomer == row, NewcomerTask.item == name)
    before = task.done if task is not None else None
    wanted = before is None if done is None else done
    if wanted == (before is not None):
        return before
    day = store.clock.today() if wanted else None
    label = _("{name}：“{item}”已办") if wanted else _("{name}：“{item}”改为未办")
    with store.step(label.format(name=row.person.name, item=_(name))):
        if task is None:
            NewcomerTask.add(newcomer=row, item=name, position=len(CHECKLIST) + 1, done=day)
        else:
            NewcomerTask.update(done=day).where(NewcomerTask.id == task).execute()
    return day


def tick_everybody(store: Store, batch: int, name: str) -> int:
    """Note that an item is done today by everybody of a batch who has not; returns how many. Raises Refused as `tick`
    does."""
    follows = FOLLOWING.get(name)
    if follows is not None:
        raise Refused(_(follows.value).format(item=_(name)))
    batch_now(batch)
    newcomers = Newcomer.select(Newcomer.id).where(Newcomer.batch == batch)
    open_ones = (NewcomerTask.item == name, NewcomerTask.done.is_null(), NewcomerTask.newcomer.in_(newcomers))
    with store.step(_("全批“{item}”已办").format(item=_(name))):
        return int(NewcomerTask.update(done=store.clock.today()).where(*open_ones).execute())
