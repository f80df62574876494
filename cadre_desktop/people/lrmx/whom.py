"""Whom forms are about: recognised as rosters do, by ID number if that is asked for, else by name and birth month.

Who cannot be told from somebody of the same name is never guessed; two forms of one person are never both taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cadre_desktop.kit.intake.matching import Existing, Identities, RowMatch
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.court_names import called
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.lrmx.present import Present, present_of
from cadre_desktop.people.lrmx.reading import ReadForm
from cadre_desktop.people.records import Court, Department


@dataclass(frozen=True)
class Meant:
    """Whom a form is about: a person on file, or without one somebody new in `court` (None: unknown); `why` says what
    has to be chosen among `candidates` first. `present` is what the form says of the post."""

    person: int | None
    court: int | None
    present: Present
    candidates: tuple[int, ...] = ()
    why: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.why)


@dataclass(frozen=True)
class Courts:
    """The courts on file as forms name them, their departments, and the court of the file."""

    called: dict[str, list[int]]
    departments: dict[int, list[tuple[str, int]]]
    own: int | None
    names: dict[int, str] = field(default_factory=dict)


def courts_of(store: Store, own: int | None = None) -> Courts:
    """As the file has them; `own` is the court of those whose form names none."""
    rows = {court.id: (court.name, court.short_name) for court in Court.select()}
    departments: dict[int, list[tuple[str, int]]] = {}
    for department in Department.select():
        departments.setdefault(department.__data__["court"], []).append((department.name, department.id))
    if own is None:
        mine = own_court(store)
        own = mine.id if mine else None
    return Courts(called(rows), departments, own, {key: name for key, (name, _short) in rows.items()})


def match_forms(forms: Sequence[ReadForm], courts: Courts, by_number: bool = False) -> list[Meant]:
    """Whom each form is about."""
    presents = [_present(form, courts) for form in forms]
    identities = Identities(PERSON)
    rows = [_row(form, present, courts, by_number) for form, present in zip(forms, presents, strict=True)]
    given = {name: [row.get(name) for row in rows] for name in identities.names}
    existing = Existing(identities, given)
    found = []
    for row, present in zip(rows, presents, strict=True):
        values = tuple(row.get(name) for name in identities.names)
        match = existing.match(row["name"], identities.scope(values), identities.marks(values))
        if match.key is None and not match.candidates:
            match = _elsewhere(existing, identities, row) or match
        court = present.court if present.court is not None else courts.own
        found.append(Meant(match.key, court, present, match.candidates, match.why))
    return _each_once(forms, found, by_number)


def _present(form: ReadForm, courts: Courts) -> Present:
    present = present_of(form.facts.post, courts.called, courts.departments)
    if present.court is None and form.facts.unit:
        handed_in = present_of(form.facts.unit, courts.called, courts.departments)
        present = present._replace(court=handed_in.court)
    return present


def _row(form: ReadForm, present: Present, courts: Courts, by_number: bool) -> dict[str, object]:
    facts = form.facts
    number = facts.id_number if by_number else None
    return {
        "name": facts.name,
        "born": facts.born,
        "court": present.court if present.court is not None else courts.own,
        "id_number": number or None,
    }


def _elsewhere(existing: Existing, identities: Identities, row: dict[str, object]) -> RowMatch | None:
    """People of the same name in any court of whom nothing says that they are others: a birth month is missing."""
    born = row["born"]
    same = tuple(
        key
        for key in existing.rows
        for values in (existing.values(key),)
        if values["name"] == row["name"]
        and (born is None or values["born"] is None)
        and not (row["id_number"] and values["id_number"] and row["id_number"] != values["id_number"])
    )
    if not same:
        return None
    why = _("已有 {count} 个同名的{kind}，分不清是否同一人，请选定。")
    return RowMatch(None, same, why.format(count=len(same), kind=PERSON.title))


def _each_once(forms: Sequence[ReadForm], found: list[Meant], by_number: bool) -> list[Meant]:
    """A person whom an earlier form is about already, or somebody new of the same name or with the same ID number, has
    to be looked at."""
    seen: dict[object, str] = {}
    numbered: dict[str, str] = {}
    result = []
    for form, meant in zip(forms, found, strict=True):
        facts = form.facts
        key: object = meant.person if meant.person is not None else (facts.name, facts.born)
        number = facts.id_number if by_number else ""
        words = ""
        if key in seen:
            words = _("与“{file}”是同一人的两份表，请只留一份。").format(file=seen[key])
            if meant.person is None and facts.born is None:
                words = _("与“{file}”同名，分不清是否同一人，请在表里补上出生年月。").format(file=seen[key])
        elif number in numbered:
            words = _("与“{file}”的身份证号相同而姓名或出生年月不同，请核对。").format(file=numbered[number])
        if words and not meant.is_open:
            meant = Meant(None, meant.court, meant.present, meant.candidates, words)
        seen.setdefault(key, form.source.name)
        if number:
            numbered.setdefault(number, form.source.name)
        result.append(meant)
    return result
