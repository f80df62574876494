"""Two rows of people, value beside value: which of them differ, and why the two may not become one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.display import linked, masked, shown
from cadre_desktop.kit.editing import label_of, name_of, values_of
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.fields import FlagField
from cadre_desktop.kit.store.finality import finals_over
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.merging.links import pointers, pointing, twin_of
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.not_duplicates import NotDuplicate


@dataclass(frozen=True)
class ValuePair:
    """A field of two people with its text in both; `differs` where both say something, and not the same."""

    column: Column
    kept: Any
    other: Any

    @property
    def name(self) -> str:
        """The attribute name of the field."""
        return self.column.name

    @property
    def differs(self) -> bool:
        return not _is_empty(self.kept) and not _is_empty(self.other) and self.kept != self.other

    @property
    def is_given(self) -> bool:
        """Whether one of the two says anything."""
        return not (_is_empty(self.kept) and _is_empty(self.other))

    @property
    def takes_other(self) -> bool:
        """Whether, unless somebody chooses, the value of the other is taken: where the one kept says nothing."""
        return _is_empty(self.kept) and not _is_empty(self.other)

    def left_out(self, taken: bool) -> Any:
        """The value that gives way where that of the other is `taken` or not; None where nothing does."""
        value = self.kept if taken else self.other
        return None if _is_empty(value) or self.kept == self.other else value

    def text(self, value: Any, plain: bool = False) -> str:
        """A value as it reads; what is masked is hidden unless `plain`."""
        if self.column.link is not None:
            return linked(self.column, label_of(self.column.link, value)) if value else ""
        if isinstance(self.column.field, FlagField):
            return _("是") if value else _("否")
        return masked(self.column, value) if self.column.masked and not plain else shown(self.column, value)


def _is_empty(value: Any) -> bool:
    """Whether nothing is said; that a flag is not set is what every new row says."""
    return value is None or value == "" or value is False


def compared(keep: Person, gone: Person) -> list[ValuePair]:
    """All fields of which one of the two says something, in the order of the form."""
    pairs = (
        ValuePair(column, keep.__data__.get(column.name), gone.__data__.get(column.name))
        for column in PERSON.columns
        if column.via is None
    )
    return [pair for pair in pairs if pair.is_given]


def hindrances(store: Store, keep: int, gone: int) -> list[str]:
    """Why `gone` cannot become a part of `keep`, as sentences that say what to do; none if it can."""
    return list(dict.fromkeys((*_related(store, keep, gone), *_sealed(store, gone), *_both_in(store, keep, gone))))


def sealed_in(store: Store, person: int) -> list[str]:
    """What has been sealed with this row of a person in it (contests), by name: its row has to stay."""
    records, found = store.schema.records, []
    for pointer in pointers(Person, records, leaning=False):
        if pointer.field in pointer.record.sealed:
            for row in pointing(pointer, person):
                found += [_called(final, key) for final, key in finals_over(pointer.record, row.id, records)]
    return list(dict.fromkeys(found))


def _sealed(store: Store, gone: int) -> Iterator[str]:
    for name in sealed_in(store, gone):
        text = _("“{name}”已封存，其中有要并入的这一条；请换边保留它，两条都在封存的结果里时请先重新开启。")
        yield text.format(name=name)


def _related(store: Store, keep: int, gone: int) -> Iterator[str]:
    """Rows that say that the two are two: somebody is nobody's own mentor or relative."""
    for record in store.schema.records:
        fields = [each.field for each in pointers(Person, (record,), leaning=False)]
        if len(fields) < 2 or record is NotDuplicate:
            continue
        one, other = fields[:2]
        both = ((one == keep) & (other == gone)) | ((one == gone) & (other == keep))
        if record.select().where(both).exists():
            yield _("两条信息之间登记着师徒、亲属这类关系，说明是两个人；确是一个人的，请先删除那条记录。")


def _both_in(store: Store, keep: int, gone: int) -> Iterator[str]:
    """Where both are in something that is closed, or both hold what was given out for it."""
    records = store.schema.records
    for pointer in pointers(Person, records, leaning=False):
        for row in pointing(pointer, gone) if pointer.record is not NotDuplicate else ():
            twin = twin_of(row, pointer, keep)
            if twin is None:
                continue
            for final, key in finals_over(pointer.record, row.id, records):
                text = _("“{name}”已经结束，两条都在里面；请先重新打开它，去掉其中一条，再合并。")
                yield text.format(name=_called(final, key))
            if _holds(row, records) and _holds(twin, records):
                yield _("同一件事给两条都发了证书；请先作废其中一张，并把那一条从名单里去掉，再合并。")


def _holds(row: Any, records: Any) -> bool:
    """Whether something was given out for a row."""
    given = (record for record in records if record.given_out)
    return any(record.select().where(field == row.id).exists() for record in given for field in record.leans)


def _called(record: type[Record], key: int) -> str:
    return label_of(record, key) or table_name(record)


def weight(store: Store, person: int) -> tuple[bool, bool, int, int]:
    """How much speaks for keeping a row: what is sealed with it, being on the staff, what points at it, its values."""
    row = Person.by_key(person)
    linking = sum(
        pointer.record.select().where(pointer.field == person).count()
        for pointer in pointers(Person, store.schema.records, leaning=False)
    )
    filled = sum(not _is_empty(value) for value in values_of(row).values())
    on_staff = row.status in ("serving", "on_leave")
    return bool(sealed_in(store, person)), on_staff, linking, filled


def to_keep(store: Store, one: int, other: int) -> tuple[int, int]:
    """Which of two rows is better kept, and then the other."""
    return (other, one) if weight(store, other) > weight(store, one) else (one, other)


def called(person: Person) -> str:
    """王祯（工号 A012）, to tell two rows of one name apart."""
    name = name_of(PERSON, values_of(person))
    number = str(person.staff_number or "")
    return _("{name}（工号 {number}）").format(name=name, number=number) if number else name
