"""What is prepared for those who retire: whom, what there is and lacks, and what the coordinator does with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.retirement.due_list import due_list, end_of_list, retirees
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.farewell.records import Farewell, FarewellPhoto, FarewellWord
from cadre_desktop.welfare.farewell.registers import FAREWELLS
from cadre_desktop.welfare.farewell.rules import Prepared, why_not
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind


@dataclass(frozen=True)
class ToPrepare:
    """Somebody who retires in the year, and the package, where there is one.

    farewell: its key, None where nothing was begun; retires: the month; ceremony: its title; held: its day.
    """

    person: int
    name: str
    court: str
    post: str
    retires: date | None
    farewell: int | None = None
    ceremony: str = ""
    held: date | None = None
    prepared: Prepared = field(default_factory=Prepared)


def to_prepare(year: int, today: date) -> list[ToPrepare]:
    """Everybody who retires in that year, has retired in it, or is sent off at a ceremony of it; by month."""
    months = _retired_in(year) | _due_in(year, today)
    rows = _farewells_of(year, months)
    months = {row.__data__["person"]: row.retires for row in rows} | months
    by_person = {row.__data__["person"]: row for row in rows}
    states = prepared_of([row.id for row in rows])
    lines = [_line(person, by_person.get(person.id), months, states) for person in _people(months)]
    return sorted(lines, key=lambda line: (line.retires or date.max, line.name))


def _people(keys: Iterable[int]) -> list[Any]:
    return list(Person.select(Person, Court).join(Court).where(Person.id.in_(list(keys))))


def _line(person: Any, row: Any, months: dict[int, date | None], states: dict[int, Prepared]) -> ToPrepare:
    event = WelfareEvent.get_or_none(WelfareEvent.id == row.__data__["event"]) if row is not None else None
    return ToPrepare(
        person=person.id,
        name=person.name,
        court=person.court.short_name or person.court.name,
        post=person.post,
        retires=(row.retires if row is not None else None) or months.get(person.id),
        farewell=row.id if row is not None else None,
        ceremony=event.title if event else "",
        held=event.starts if event else None,
        prepared=states.get(row.id, Prepared()) if row is not None else Prepared(),
    )


def _retired_in(year: int) -> dict[int, date | None]:
    rows = Person.select(Person.id, Person.status_since).where(
        Person.status == PersonStatus.RETIRED,
        Person.status_since >= date(year, 1, 1),
        Person.status_since <= date(year, 12, 31),
    )
    return {row.id: row.status_since.replace(day=1) for row in rows if row.status_since}


def _due_in(year: int, today: date) -> dict[int, date | None]:
    """Those on the staff whose month is in the year; in the year that runs also those who should have gone before."""
    if year < today.year:
        return {}
    people = due_list(today, date(year, 12, 31)).people
    return {one.key: one.expected for one in people if one.expected.year == year or year == today.year}


def _farewells_of(year: int, months: Iterable[int]) -> list[Any]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = WelfareEvent.select(WelfareEvent.id).where(WelfareEvent.starts.between(first, last))
    of_year = Farewell.retires.between(first, last) | Farewell.event.in_(held)
    return list(Farewell.select().where(of_year | Farewell.person.in_(list(months))))


_STATES = """
    SELECT f.id, f.event_id IS NOT NULL, p.photo <> '', trim(f.host_text) <> '', trim(f.speech) <> '',
        EXISTS (SELECT 1 FROM issued_certificate c
            WHERE c.kind = ? AND c.person_id = f.person_id AND c.cancelled IS NULL),
        trim(f.keepsake) <> '', EXISTS (SELECT 1 FROM farewell_word w WHERE w.farewell_id = f.id),
        EXISTS (SELECT 1 FROM farewell_photo o WHERE o.farewell_id = f.id), f.invited IS NOT NULL,
        f.album_given IS NOT NULL
    FROM farewell f JOIN person p ON p.id = f.person_id
"""


def prepared_of(farewells: Sequence[int] | None = None) -> dict[int, Prepared]:
    """What there is of these farewells (keys), of all without any."""
    marks = "" if farewells is None else f" WHERE f.id IN ({', '.join(map(str, map(int, farewells))) or 'NULL'})"
    rows = database.rows(_STATES + marks, CertificateKind.RETIREMENT.value)
    return {key: Prepared(*map(bool, parts)) for key, *parts in rows}


def begin(store: Store, people: Sequence[int], event: int | None = None) -> list[int]:
    """Begin the packages of these people in one step, at a ceremony where one is given; returns their keys. Who has one
    already keeps it.

    Raises Refused, with a sentence for each, where somebody does not retire.
    """
    months = _months(people, store.clock.today())
    held = {row.__data__["person"]: row.id for row in Farewell.select().where(Farewell.person.in_(list(people)))}
    fresh = [person for person in people if person not in held]
    with store.step(_("准备 {count} 人的荣退").format(count=len(fresh))):
        for person in fresh:
            row = editing.add(store, FAREWELLS.kind, {"person": person, "retires": months[person], "event": event})
            held[person] = row.id
    return [held[person] for person in people]


def _months(people: Sequence[int], today: date) -> dict[int, date | None]:
    """In which month each retires, or has retired; Refused as `begin`."""
    expected = {one.key: one.expected for one in retirees(today, people)}
    months: dict[int, date | None] = {}
    problems = []
    for row in Person.select().where(Person.id.in_(list(people))):
        status = PersonStatus(row.status)
        retired = status is PersonStatus.RETIRED
        why = why_not(row.name, retired, status.on_staff, expected.get(row.id), end_of_list(today))
        if why:
            problems.append(Problem(why, field="person"))
        since = row.status_since.replace(day=1) if retired and row.status_since else None
        months[row.id] = since if retired else expected.get(row.id)
    if problems:
        raise Refused(problems)
    return months


def keep(store: Store, farewell: int, values: Values) -> Farewell:
    """Change what is kept of a farewell, by field name. Raises Refused for a keepsake above its ceiling, and where the
    farewell or its ceremony is gone."""
    row = Farewell.get_or_none(Farewell.id == farewell)
    if row is None:
        raise Refused(_("这份荣退材料已被删除或撤销，请重新开始准备。"))
    event = values.get("event")
    if event is not None and not WelfareEvent.select().where(WelfareEvent.id == event).exists():
        raise Refused(Problem(_("这场荣退仪式已被删除或撤销，请另选一场，或先空着。"), field="event"))
    saved = editing.change(store, FAREWELLS.kind, farewell, {**editing.values_of(row), **values})
    assert isinstance(saved, Farewell)
    return saved


def save_farewell(store: Store, key: int | None, values: Values) -> int:
    """A farewell as the list's form gives it; whoever does not retire is refused."""
    if key is not None:
        return editing.change(store, FAREWELLS.kind, key, values).id
    if values.get("person"):
        months = _months([values["person"]], store.clock.today())
        values = {**values, "retires": values.get("retires") or months.get(values["person"])}
    return editing.add(store, FAREWELLS.kind, values).id


def seat_in_order(store: Store, farewells: Sequence[int]) -> None:
    """Give those of a ceremony their seats in this order."""
    with store.step(_("调整荣退座次")):
        for serial, key in enumerate(farewells, 1):
            row = Farewell.by_key(key)
            if row.serial != serial:
                row.serial = serial
                row.save()


def ceremonies_around(first: int, last: int, chosen: int | None) -> list[tuple[int, str]]:
    """The ceremonies from one year until after another, with their days, to choose from; and the one chosen already,
    whenever it is."""
    around = WelfareEvent.starts.between(date(first, 1, 1), date(last + 1, 12, 31))
    of_kind = WelfareEvent.kind == WelfareKind.RETIREMENT_CEREMONY
    rows = WelfareEvent.select().where((of_kind & around) | (WelfareEvent.id == chosen))
    return [(row.id, f"{row.title}（{row.starts.isoformat()}）") for row in rows.order_by(WelfareEvent.starts)]


def take_away(store: Store, farewell: int) -> None:
    """Delete a package that was begun by mistake, with its words and photos, in one step."""
    with store.step(_("删除荣退材料")):
        FarewellWord.delete().where(FarewellWord.farewell == farewell).execute()
        FarewellPhoto.delete().where(FarewellPhoto.farewell == farewell).execute()
        Farewell.delete().where(Farewell.id == farewell).execute()


def package_of(person: int) -> int:
    """The package (key) of a person. Raises Refused where none was begun."""
    row = Farewell.get_or_none(Farewell.person == person)
    if row is None:
        text = _("还没有为{name}准备荣退，请先在“荣退准备”里开始准备。")
        raise Refused(text.format(name=Person.by_key(person).name))
    return int(row.id)
