"""What is taken of forms only when it is asked for: kin on the same staff, and the posts that forms propose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.people.lrmx.accounts import Told
from cadre_desktop.people.lrmx.reading import ReadForm
from cadre_desktop.people.records import Appointment, AppointmentBatch, BatchState, Person
from cadre_desktop.people.registers.relations import Kinship, Relation


def relate(forms: Iterable[tuple[ReadForm, int]]) -> Iterator[Told]:
    """Enter who of the families is on the staff (name and birth month) as kin, and say so; nobody else is written."""
    given = [(form, person, member) for form, person in forms for member in form.family if member.kinship]
    people: dict[str, list[Person]] = defaultdict(list)
    for row in Person.select(Person.id, Person.name, Person.born).where(
        Person.name.in_(sorted({member.name for _form, _person, member in given}))
    ):
        people[row.name].append(row)
    for form, person, member in given:
        same = [each for each in people[member.name] if each.id != person]
        sure = [each for each in same if member.born and each.born == member.born]
        unclear = [each for each in same if not (member.born and each.born)]
        if len(sure) == 1:
            yield from _related(form, person, sure[0], member.kinship)
        elif unclear:
            words = _("表里的{called}“{name}”与干警同名，缺出生年月，分不清是否同一人，没有记入回避关系。")
            yield Told(form.source.name, form.name, words.format(called=member.called, name=member.name))


def _related(form: ReadForm, person: int, other: Person, kinship: str) -> Iterator[Told]:
    pair = (Relation.person == person) & (Relation.other == other.id)
    turned = (Relation.person == other.id) & (Relation.other == person)
    if Relation.select().where(pair | turned).exists():
        return
    Relation.add(person=person, other=other.id, kinship=kinship)
    words = _("与干警“{name}”有{kinship}，已记入回避关系。")
    label = Kinship.table().label(kinship)
    yield Told(form.source.name, form.name, words.format(name=other.name, kinship=label))


def propose(forms: Sequence[tuple[ReadForm, int]], today: date) -> Iterator[Told]:
    """Enter the posts that forms propose as a batch that is not decided yet; what is there already stays one."""
    title = _("任免审批表拟任免（{day} 导入）").format(day=today.isoformat())
    batch: AppointmentBatch | None = None
    for form, person in forms:
        wanted = form.facts.proposed
        if not wanted.post:
            if wanted.removed_post:
                words = _("表里只有拟免职务，没有拟任职务，没有记入任免批次，请在“职务调整”里填写。")
                yield Told(form.source.name, form.name, words)
            continue
        same = (Appointment.person == person, Appointment.new_post == wanted.post, ~Appointment.carried_out)
        if Appointment.select().where(*same).exists():
            continue
        draft = (AppointmentBatch.title == title, AppointmentBatch.state == BatchState.DRAFT)
        batch = batch or AppointmentBatch.get_or_none(*draft)
        batch = batch or AppointmentBatch.add(title=title, decided=today, state=BatchState.DRAFT)
        row = Person.by_key(person)
        Appointment.add(
            person=person,
            decided=today,
            batch=batch.id,
            from_court=row.__data__["court"],
            old_post=row.post,
            new_post=wanted.post,
            removed_post=wanted.removed_post,
            reason=wanted.reason,
            carried_out=False,
        )
