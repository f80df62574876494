"""Making one person of two rows, in one step that can be undone: nothing that either of them had is lost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.attachments import Attachment, free_name
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.merging.comparing import ValuePair, called, compared, hindrances
from cadre_desktop.people.merging.leftovers import alike, as_file, is_kept_quiet, joined_words, kind_title, not_chosen
from cadre_desktop.people.merging.links import Joined, Moved, Moving
from cadre_desktop.people.merging.resumes import line_up
from cadre_desktop.people.records import Department, Person, PoolEntry
from cadre_desktop.people.registers.lrmx_forms import LrmxForm
from cadre_desktop.people.registers.not_duplicates import NotDuplicate
from cadre_desktop.people.vetting import complete_person, vet_person

_LONGEST_NOTE = 400


@dataclass(frozen=True)
class Merged:
    """What came of it: the person who is left, how many rows were moved, and what ought to be looked at."""

    person: int
    rows: int
    told: tuple[str, ...]


def say_not_duplicate(store: Store, one: int, other: int) -> None:
    """Keep that two rows are two people, so that they are not proposed again."""
    first, second = sorted((one, other))
    with store.step(_("标明“{name}”不是重复").format(name=Person.by_key(first).name)):
        if not NotDuplicate.select().where(NotDuplicate.person == first, NotDuplicate.other == second).exists():
            NotDuplicate.add(person=first, other=second, decided=store.clock.today())


def merge(store: Store, keep: int, gone: int, taken: Iterable[str] | None = None) -> Merged:
    """Make `gone` a part of `keep`. `taken` are the fields whose values come from `gone`; without it those that `keep`
    does not have. What was not chosen is in the notes of the person, and whole in a file that is attached to him.

    Raises Refused, and changes nothing, where that cannot be; each sentence says what to do.
    """
    if keep == gone:
        raise Refused(_("这是同一条人员信息，请选择两条不同的。"))
    if problems := hindrances(store, keep, gone):
        raise Refused([Problem(sentence) for sentence in problems])
    left, went = Person.by_key(keep), Person.by_key(gone)
    pairs = compared(left, went)
    fields = {pair.name for pair in pairs if pair.takes_other} if taken is None else set(taken)
    values = _values(left, pairs, fields)
    with store.step(_("合并“{name}”的两条人员信息").format(name=left.name)):
        _take_pairs(keep, gone)
        lines = line_up(keep, gone)
        moving = Moving(store.schema.records, store.row_named)
        moving.move(Person, gone, keep, omitted=(NotDuplicate,))
        moved = moving.moved
        _keep_leftovers(store, left, went, pairs, fields, moved.joined, values)
        went.delete_instance()
        for name, value in values.items():
            if left.__data__.get(name) != value:
                setattr(left, name, value)
        if left.dirty_fields:
            left.save()
    return Merged(keep, moved.count, (*_told(moved, keep), *_told_of_resume(lines)))


def _values(left: Person, pairs: Sequence[ValuePair], fields: set[str]) -> Values:
    """The values of the person as they were chosen. Raises Refused for what contradicts itself only now."""
    before = dict(left.__data__)
    values: Values = {**before, **{pair.name: pair.other for pair in pairs if pair.name in fields}}
    del values["id"]
    department: Any = values.get("department")
    if department is not None and Department.by_key(department).__data__["court"] != values["court"]:
        raise Refused(Problem(_("所选部门不属于所选法院，请让法院和部门取自同一条。"), field="department"))
    values = complete_person(values)
    known = {problem.message for problem in vet_person(before)}
    if problems := [problem for problem in vet_person(values) if problem.message not in known]:
        raise Refused(problems)
    return values


def _take_pairs(keep: int, gone: int) -> None:
    """The pairs that are two people: what was said of `gone` holds of `keep`."""
    rows = NotDuplicate.select().where((NotDuplicate.person == gone) | (NotDuplicate.other == gone))
    for row in list(rows):
        one, other = sorted(keep if key == gone else key for key in (row.__data__["person"], row.__data__["other"]))
        known = NotDuplicate.select().where(NotDuplicate.person == one, NotDuplicate.other == other).exists()
        row.delete_instance()
        if one != other and not known:
            NotDuplicate.add(person=one, other=other, decided=row.decided)


def _keep_leftovers(
    store: Store,
    left: Person,
    went: Person,
    pairs: Sequence[ValuePair],
    fields: set[str],
    joined: Sequence[Joined],
    values: Values,
) -> None:
    """Write what was not chosen into the notes, and attach all of it as a file with the photo and other contents."""
    told = [each for each in joined if each.differing]
    words = [*not_chosen(pairs, fields), *map(joined_words, told)]
    values["notes"] = "\n".join(dict.fromkeys(filter(None, (left.notes, went.notes))))
    day = store.clock.today()
    if words:
        head = _("{day} 与{other}合并，未采用：").format(day=day.isoformat(), other=called(went))
        line = head + _("；").join(words)
        line = line if len(line) <= _LONGEST_NOTE else line[:_LONGEST_NOTE] + _("……（全文见附件）")
        values["notes"] = "\n".join(filter(None, (values.get("notes"), line)))
        name = _("合并前的信息 {name} {day}.txt").format(name=went.name, day=day.isoformat())
        _attach(store, left, name, blobs.put(content := as_file(head, pairs, fields, told)), len(content))
    for name, hash_ in _contents(went, pairs, fields, told):
        content_ = blobs.get(hash_)
        if content_ is not None:
            _attach(store, left, name, hash_, len(content_))


def _contents(
    went: Person, pairs: Sequence[ValuePair], fields: set[str], joined: Sequence[Joined]
) -> list[tuple[str, str]]:
    """The contents (photo, forms) that no row has any more, with the names they get."""
    found = []
    photo = next((pair for pair in pairs if pair.name == "photo"), None)
    if photo is not None and (hash_ := photo.left_out("photo" in fields)):
        found.append((_("合并前的照片 {name}.jpg").format(name=went.name), str(hash_)))
    for each in joined:
        for field in each.differing:
            if isinstance(field, BlobHashField):
                name = str(each.was.__data__.get("name") or went.name)
                found.append((name, str(each.was.__data__[field.name])))
    return found


def _attach(store: Store, left: Person, name: str, hash_: str, size: int) -> None:
    """Attach a content that is kept; the limits for files that people add do not hold for what must not be lost."""
    mine = (Attachment.record_table == table_name(Person)) & (Attachment.record_key == left.id)
    there = list(Attachment.select().where(mine))
    if hash_ in {row.content_hash for row in there}:
        return
    Attachment.add(
        record_table=table_name(Person),
        record_key=left.id,
        name=free_name(name, {row.name.casefold() for row in there}),
        content_hash=hash_,
        size=size,
        added=store.clock.today(),
    )


def _told_of_resume(lines: int) -> Iterable[str]:
    if lines:
        yield _("两条都有简历：并入的 {count} 行接在原来的后面，请核对后整理。").format(count=lines)


def _told(moved: Moved, person: int) -> list[str]:
    """What ought to be looked at, one sentence each."""
    twice = alike(moved, person)
    told = [_("{what}有两条，内容不尽相同，都保留了，请核对。").format(what=what) for what in dict.fromkeys(twice)]
    open_entries = PoolEntry.select(PoolEntry.pool).where(PoolEntry.person == person, PoolEntry.left.is_null())
    pools = Counter(entry.pool for entry in open_entries)
    words = _("在“{pool}”有两条未出库的记录，人数会重复计算，请核对后把其中一条出库或删除。")
    told += [words.format(pool=pool) for pool, count in pools.items() if count > 1]
    differing = [each for each in moved.joined if each.differing]
    words = _("{what}：两条都有而内容不同，保留了原来的一条，另一条的内容记在附件里。")
    quiet = _("{what}：两条都有而内容不同，保留了原来的一条，另一条的内容见操作记录。")
    for each in differing:
        hidden = not isinstance(each.was, LrmxForm) and is_kept_quiet(type(each.was), each.called)
        what = each.called or (kind_title(type(each.was)) if hidden else joined_words(each))
        told.append((quiet if hidden else words).format(what=what))
    return told
