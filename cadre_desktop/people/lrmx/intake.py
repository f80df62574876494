"""Forms on their way in: whom each is about and what is taken of it, as somebody decides it form by form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.lrmx.accounts import FormsAccount, LeftForm
from cadre_desktop.people.lrmx.comparing import Difference, differences
from cadre_desktop.people.lrmx.dossiers import NOBODY, Dossier, dossiers_of
from cadre_desktop.people.lrmx.importing import FormsRead, read_all
from cadre_desktop.people.lrmx.reading import ReadForm
from cadre_desktop.people.lrmx.taking_in import Choice, TakenToo, take_in
from cadre_desktop.people.lrmx.whom import Courts, Meant, match_forms
from cadre_desktop.people.records import Person

SOMEBODY_NEW, NOT_TAKEN = 0, -1
"""What a form may be besides the key of a person: of somebody new, or not to be taken in."""


@dataclass
class FormsIntake:
    """All forms of one intake. `whom` is what each is: the key of a person, `SOMEBODY_NEW`, `NOT_TAKEN`, or None while
    that is open; `taken` are the keys of the differences that are taken, where somebody has chosen.
    """

    read: FormsRead
    wanted: TakenToo
    dossiers: dict[int, Dossier]
    whom: list[int | None] = field(default_factory=list)
    taken: dict[int, frozenset[str]] = field(default_factory=dict)

    @property
    def forms(self) -> Sequence[ReadForm]:
        return self.read.forms

    @property
    def courts(self) -> Courts:
        return self.read.courts

    def offered(self, number: int) -> list[int]:
        """The people whom a form may be about: whom it means, candidates, and all of its name."""
        meant, name = self.read.meant[number], self.forms[number].name
        first = [key for key in (meant.person, *meant.candidates) if key is not None]
        same = [key for key, dossier in self.dossiers.items() if dossier.person["name"] == name]
        return list(dict.fromkeys((*first, *same)))

    def label(self, key: int) -> str:
        """A person as a choice names them."""
        person = self.dossiers[key].person
        born = person["born"]
        court = self.courts.names.get(person["court"], "")
        details = (f"{born:%Y.%m}" if born else "", court, person["post"])
        return f"{person['name']}　" + " · ".join(filter(None, details))

    def meant(self, number: int) -> Meant:
        """Whom a form is about as it is decided now."""
        found, whom = self.read.meant[number], self.whom[number]
        if whom is None or whom == NOT_TAKEN:
            return found
        return replace(found, person=None if whom == SOMEBODY_NEW else whom, candidates=(), why="")

    def dossier(self, number: int) -> Dossier:
        whom = self.whom[number]
        return self.dossiers[whom] if whom is not None and whom > 0 else NOBODY

    def differences(self, number: int) -> list[Difference]:
        """What the form says otherwise; nothing while it is open whom it is about."""
        if self.whom[number] in (None, NOT_TAKEN):
            return []
        meant = self.meant(number)
        return differences(self.forms[number], meant, self.dossier(number), self.courts, self.wanted.number)

    def taken_of(self, number: int) -> frozenset[str]:
        """The keys of what is taken of a form."""
        found = self.taken.get(number)
        if found is None:
            found = frozenset(each.key for each in self.differences(number) if each.is_taken_at_first)
        return found

    def choose_whom(self, number: int, whom: int | None) -> None:
        """Say whom a form is about; what was chosen of it is forgotten."""
        self.whom[number] = whom
        self.taken.pop(number, None)

    def take(self, number: int, keys: Iterable[str]) -> None:
        """Say what is taken of a form."""
        self.taken[number] = frozenset(keys)

    def state(self, number: int) -> tuple[str, str]:
        """What becomes of a form, in a few words, and the tone of that."""
        whom = self.whom[number]
        if whom is None:
            return _("请选定是谁"), "bad"
        if whom == NOT_TAKEN:
            return _("不导入"), "muted"
        if twice := self.twice(number):
            return _("与“{file}”是同一人").format(file=self.forms[twice - 1].source.name), "bad"
        if whom == SOMEBODY_NEW:
            return _("新增"), "good"
        found, taken = self.differences(number), self.taken_of(number)
        kept = len(found) - len(taken)
        if not found:
            return _("与档案相同"), "muted"
        text = _("更新 {count} 项").format(count=len(taken)) if taken else _("没有更新")
        return (text + _("，保留 {count} 项").format(count=kept), "warning") if kept else (text, "good")

    def twice(self, number: int) -> int:
        """The number, from one, of an earlier form about the same person; 0 for none."""
        whom = self.whom[number]
        first = self.whom.index(whom) if whom is not None and whom > 0 else number
        return first + 1 if first < number else 0

    @property
    def ready(self) -> list[int]:
        """The numbers of the forms that are taken in."""
        return [at for at, whom in enumerate(self.whom) if whom not in (None, NOT_TAKEN) and not self.twice(at)]

    @property
    def open(self) -> int:
        """How many forms still need a choice."""
        return sum(1 for at, whom in enumerate(self.whom) if whom is None or self.twice(at))


def begin_intake(store: Store, paths: Sequence[Path], today: date, progress: Progress) -> FormsIntake:
    """Read the forms of all paths. Raises Refused where there is none."""
    wanted = TakenToo()
    return _begun(read_all(store, paths, today, progress, wanted), wanted)


def matched_again(intake: FormsIntake, wanted: TakenToo) -> FormsIntake:
    """The same forms, matched with or without the ID number; what was chosen is forgotten."""
    meant = match_forms(intake.forms, intake.courts, wanted.number)
    return _begun(replace(intake.read, meant=meant), wanted)


def _begun(read: FormsRead, wanted: TakenToo) -> FormsIntake:
    named = Person.select(Person.id).where(Person.name.in_(sorted({form.name for form in read.forms})))
    people = {person.id for person in named}
    people.update(key for meant in read.meant for key in (meant.person, *meant.candidates) if key is not None)
    whom = [None if meant.is_open else meant.person or SOMEBODY_NEW for meant in read.meant]
    return FormsIntake(read, wanted, dossiers_of(people), whom)


def take_in_chosen(
    store: Store, intake: FormsIntake, today: date, progress: Progress, *, write: bool = True
) -> FormsAccount:
    """Take in what was chosen, in one step; without `write` only say what would come of it."""
    choices = [Choice(intake.forms[at], intake.meant(at), intake.taken_of(at)) for at in intake.ready]
    account = take_in(store, choices, intake.courts, intake.wanted, today, progress, write=write)
    account.left[:0] = [LeftForm(*each) for each in intake.read.left]
    for at, whom in enumerate(intake.whom):
        if whom is None:
            account.left.append(LeftForm(intake.forms[at].source.name, intake.read.meant[at].why))
        elif whom == NOT_TAKEN or intake.twice(at):
            account.left.append(LeftForm(intake.forms[at].source.name, _("{why}。").format(why=intake.state(at)[0])))
    return account
