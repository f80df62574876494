"""Forms taken into the dossier: what was chosen of each, in one undoable step. The files are kept as they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.lrmx import comparing
from cadre_desktop.people.lrmx.accounts import FormsAccount, KeptValue, LeftForm, Told, names_of, short
from cadre_desktop.people.lrmx.asked_for import propose, relate
from cadre_desktop.people.lrmx.comparing import Difference, differences
from cadre_desktop.people.lrmx.dossiers import NOBODY, Dossier, dossiers_of
from cadre_desktop.people.lrmx.facts import Study
from cadre_desktop.people.lrmx.reading import ReadForm, kept_photo
from cadre_desktop.people.lrmx.registering import Registers
from cadre_desktop.people.lrmx.whom import Courts, Meant
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.lrmx_forms import LrmxForm


@dataclass(frozen=True)
class Choice:
    """A form, whom it is about, and which of the differences are taken (their keys; None: those taken at first)."""

    form: ReadForm
    meant: Meant
    taken: frozenset[str] | None = None


@dataclass(frozen=True)
class TakenToo:
    """What else is taken of the forms: the ID number, in all that differs the form's value, the kin who are on the
    staff, and the posts that are proposed."""

    number: bool = False
    theirs: bool = False
    family: bool = False
    proposed: bool = False


@dataclass
class _Plan:
    """What is written of one form."""

    choice: Choice
    dossier: Dossier
    values: Values
    chosen: list[Difference]
    studies: list[tuple[int | None, Study]] = field(default_factory=list)


def _plan_of(choice: Choice, dossier: Dossier, courts: Courts, wanted: TakenToo, account: FormsAccount) -> _Plan | None:
    """What is written of a form, noted in `account`; None where it cannot be taken in, which is said there."""
    file, meant = choice.form.source.name, choice.meant
    if meant.is_open:
        account.left.append(LeftForm(file, meant.why))
        return None
    chosen: list[Difference] = []
    kept: list[KeptValue] = []
    for each in differences(choice.form, meant, dossier, courts, wanted.number):
        at_first = each.is_taken_at_first or wanted.theirs
        if at_first if choice.taken is None else each.key in choice.taken:
            chosen.append(each)
        else:
            kept.append(KeptValue(file, choice.form.name, each.title, each.ours, each.theirs))
    told = [*choice.form.troubles, *_strange_court(choice, courts)]
    try:
        chosen, values = _sound(choice, dossier, chosen, told)
    except Refused as refused:
        account.left.append(LeftForm(file, "；".join(problem.message for problem in refused.problems)))
        return None
    account.kept += kept
    account.told += [Told(file, choice.form.name, text) for text in dict.fromkeys(told)]
    studies = [each.value for each in chosen if each.key.startswith("study:")]
    return _Plan(choice, dossier, values, chosen, studies)


def _strange_court(choice: Choice, courts: Courts) -> Iterator[str]:
    """A sentence for somebody new whose form names a court that is not on file."""
    facts, meant = choice.form.facts, choice.meant
    named = facts.unit if "法院" in facts.unit else facts.post
    if meant.person is None and meant.present.court is None and "法院" in named and meant.court is not None:
        words = _("表里写的“{named}”认不出是名录里的哪个法院，记入了“{court}”，请核对。")
        yield words.format(named=short(named), court=courts.names.get(meant.court, ""))


def _sound(
    choice: Choice, dossier: Dossier, chosen: list[Difference], told: list[str]
) -> tuple[list[Difference], Values]:
    """What was chosen without what contradicts the rest of the dossier, and the values of the person.

    Raises Refused where it is not what was chosen that is wrong.
    """
    try:
        return chosen, _values(choice, dossier, chosen)
    except Refused as refused:
        wrong = {problem.field for problem in refused.problems} - {"name", "court"}
        sound = [each for each in chosen if each.key not in wrong]
        if len(sound) == len(chosen):
            raise
        told += [_("{why}表里的这一项没有导入。").format(why=problem.message) for problem in refused.problems]
        return sound, _values(choice, dossier, sound)


def _values(choice: Choice, dossier: Dossier, chosen: Sequence[Difference]) -> Values:
    """All values of the person as they will be. Raises Refused where they contradict each other."""
    meant = choice.meant
    values: Values = {name: value for name, value in dossier.person.items() if name != "id"}
    values |= {each.key: each.value for each in chosen if each.key in Person._meta.fields}
    if meant.person is None:
        values |= {"court": meant.court, "department": meant.present.department}
    elif any(each.key == comparing.COURT for each in chosen):
        values["department"] = meant.present.department
    return PERSON.check(values)


def take_in(
    store: Store,
    choices: Sequence[Choice],
    courts: Courts,
    wanted: TakenToo,
    today: date,
    progress: Progress,
    *,
    write: bool = True,
) -> FormsAccount:
    """Take the forms in, all in one step; without `write` only say what would come of it."""
    account = FormsAccount()
    known = dossiers_of(each.meant.person for each in choices if each.meant.person is not None)
    plans = []
    for choice in choices:
        progress.check()
        key = choice.meant.person
        plan = _plan_of(choice, known[key] if key is not None else NOBODY, courts, wanted, account)
        if plan is not None:
            plans.append(plan)
    if not write or not plans:
        for plan in plans:
            _list_of(plan, account).append(plan.choice.form.name)
        return account
    names = [plan.choice.form.name for plan in plans]
    with store.step(_("导入任免审批表：{names}").format(names=names_of(names))):
        told = _write(plans, account, today, progress)
        account.told += [*(relate(told) if wanted.family else ()), *(propose(told, today) if wanted.proposed else ())]
    return account


def _list_of(plan: _Plan, account: FormsAccount) -> list[str]:
    if plan.choice.meant.person is None:
        return account.new
    return account.changed if plan.chosen else account.unchanged


def _write(
    plans: Sequence[_Plan], account: FormsAccount, today: date, progress: Progress
) -> list[tuple[ReadForm, int]]:
    """Write the forms that are still what was read; returns them with their people."""
    sound: list[tuple[_Plan, dict[str, Any]]] = []
    for number, plan in enumerate(plans):
        progress.check()
        progress.report(number, len(plans))
        file = _kept_file(plan)
        if file is None:
            words = _("文件在读取之后被改动或移走了，没有导入；请重新导入这一份。")
            account.left.append(LeftForm(plan.choice.form.source.name, words))
        else:
            sound.append((plan, {"imported": today, **file}))
    people = _put_people([plan for plan, _file in sound])
    registers = Registers()
    kept: list[dict[str, Any]] = []
    for (plan, file), person in zip(sound, people, strict=True):
        registers.note(plan.dossier, person, plan.studies, plan.chosen)
        if plan.dossier.form is None:
            kept.append({"person": person, **file})
        else:
            _put(plan.dossier.form, file)
        _list_of(plan, account).append(plan.choice.form.name)
    registers.write()
    LrmxForm.add_many(kept)
    return [(plan.choice.form, person) for (plan, _file), person in zip(sound, people, strict=True)]


def _kept_file(plan: _Plan) -> dict[str, Any] | None:
    """The file in the store, and the photo that is taken; None where the file is not what was read."""
    form = plan.choice.form
    try:
        content = form.source.read()
        beside = form.source.photo() if form.source.photo else b""
        if blobs.name_of(content) != form.digest:
            return None
        if any(each.key == comparing.PHOTO for each in plan.chosen):
            picture = kept_photo(form, content, beside)
            if blobs.put(picture) != form.photo:
                return None
    except (OSError, Refused, Unclear):
        return None
    photo = blobs.put(beside) if beside else ""
    return {"name": form.source.name, "content": blobs.put(content), "photo": photo}


def _put_people(plans: Sequence[_Plan]) -> list[int]:
    """The keys of the people, those of them added who are new."""
    new = [plan.values for plan in plans if plan.choice.meant.person is None]
    names = sorted({name for values in new for name in values} - {"id"})
    fields = Person._meta.fields
    keys = iter(Person.add_many([{name: values.get(name, fields[name].default) for name in names} for values in new]))
    found = []
    for plan in plans:
        key = plan.choice.meant.person
        if key is None:
            key = next(keys)
        else:
            person = Person.by_key(key)
            before = values_of(person)
            _put(person, {name: value for name, value in plan.values.items() if before.get(name) != value})
        found.append(key)
    return found


def _put(row: Any, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if row.dirty_fields:
        row.save()
