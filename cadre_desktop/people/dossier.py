"""The dossier (信息集): slices post the outcomes of what they do to it, each under the key of the row it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Honour, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.rotation_entries import RotationEntry
from cadre_desktop.people.rules import HonourLevel

DOSSIER: tuple[type[Record], ...] = (TrainingRecord, Honour, PoolEntry, RotationEntry)
"""The dossier's records that slices post to; each names its source."""


@dataclass(frozen=True)
class Training:
    """A completed training to be credited: `hours` in tenths; `training_class` by its code (training_class.json)."""

    person: int
    title: str
    starts: date
    hours: int
    ends: date | None = None
    series: str = ""
    form: str = ""
    training_class: str = ""
    organiser: str = ""
    online: bool = False
    result: str = "结业"


@dataclass(frozen=True)
class RotationMade:
    """A move that has been made; departments as they are called, `line` by its code."""

    person: int
    starts: date
    ends: date | None = None
    from_court: int | None = None
    from_department: str = ""
    court: int | None = None
    department: str = ""
    post: str = ""
    line: str = ""


def post_training(store: Store, source: int, trainings: Iterable[Training]) -> int:
    """Credit completed trainings to the dossier in the name of `source`; replaces what it posted before.

    Call inside the step of the action whose outcome it is. Returns how many were posted.
    """
    rows = [{**vars(training), "year": training.starts.year, "source": source} for training in trainings]
    with store.step(_("记入培训档案")):
        withdraw(store, source, TrainingRecord)
        TrainingRecord.add_many(rows)
    return len(rows)


def post_honours(store: Store, source: int, honours: Iterable[dict[str, Any]]) -> int:
    """Post titles and awards of a contest to the dossier; replaces what `source` posted before.

    Each has person, title, granted and grantor; the level is that of the own court unless given.
    """
    with store.step(_("记入表彰档案")):
        withdraw(store, source, Honour)
        posted = [Honour.add(**{"level": HonourLevel.COURT, **honour}, source=source) for honour in honours]
    return len(posted)


def post_pool_entry(
    store: Store, source: int, person: int, pool: str, entered: date, left: date | None = None, reason: str = ""
) -> None:
    """Post a person's time in a talent pool; replaces what the membership `source` posted before."""
    with store.step(_("记入储备档案")):
        withdraw(store, source, PoolEntry)
        PoolEntry.add(person=person, pool=pool, entered=entered, left=left, reason=reason, source=source)


def post_rotation(store: Store, source: int, made: RotationMade) -> None:
    """Post a move that has been made; replaces what the plan `source` posted before."""
    with store.step(_("记入交流档案")):
        withdraw(store, source, RotationEntry)
        RotationEntry.add(**vars(made), source=source)


def withdraw(store: Store, source: int, record: type[Record] | None = None) -> None:
    """Take back what `source` has posted (to one of the dossier's records, or to all)."""
    with store.step(_("撤回档案记录")):
        for posted in (record,) if record else DOSSIER:
            source_field: Any = posted._meta.fields["source"]
            posted.delete().where(source_field == source).execute()


def hours_in(person: int, year: int) -> int:
    """A person's training hours of a year in tenths: the sum of the dossier's training records and nothing else."""
    query = TrainingRecord.select().where(TrainingRecord.person == person, TrainingRecord.year == year)
    return sum(record.hours or 0 for record in query)
