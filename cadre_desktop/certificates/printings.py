"""How often a certificate came to paper: each sheet that a printer got is noted once in its life, whichever way it was
printed, and each copy beyond the first is counted.

A sheet is noted when a printer is given it. Where it turns out that it was not printed the note is taken back; a
spoiled sheet stays noted, with what was wrong with it, and the one that replaces it is noted as such. So a certificate
has as many notes of printing as sheets went through a printer.

A file is no sheet: nobody knows how often it is printed, if ever. It is noted as a file, and counts as no copy.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum, auto

from cadre_desktop.certificates.happening import happened
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintState
from cadre_desktop.certificates.rules import LifeEvent
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store

_PRINTINGS = frozenset({LifeEvent.PRINTED, LifeEvent.REPRINTED})


class Giving(Enum):
    """As what certificates are handed out: on paper, as files, or to wait in the print queue."""

    PAPER = auto()
    FILE = auto()
    QUEUE = auto()


def unseen(rows: Iterable[IssuedCertificate]) -> list[IssuedCertificate]:
    """Those that nobody can have: issued here, and neither printed nor given as a file; or only registered here."""
    rows = list(rows)
    lives = _lives([row.id for row in rows])
    given = _PRINTINGS | {LifeEvent.FILED}
    return [row for row in rows if not lives[row.id] & given and (LifeEvent.ISSUED in lives[row.id] or not row.layout)]


def note_printing(store: Store, keys: Sequence[int], owed: Iterable[int] = ()) -> list[int]:
    """Note of certificates (keys) that a printer gets a sheet of each, inside a step; returns those of which it is a
    further copy, now counted.

    Of those that are `owed` and do not wait in the print queue it is still the sheet that was noted before.
    """
    lives, waiting, owing = _lives(keys), _waiting(keys), set(owed)
    first = [key for key in keys if LifeEvent.ISSUED in lives[key] and not lives[key] & _PRINTINGS]
    rest = [key for key in keys if key not in set(first)]
    instead = [key for key in rest if waiting.get(key, 0) > 1]
    again = [key for key in rest if waiting.get(key) == 1 or (key not in waiting and key not in owing)]
    happened(store, first, LifeEvent.PRINTED)
    happened(store, instead, LifeEvent.PRINTED, note=_("代替印坏的一张"))
    happened(store, again, LifeEvent.REPRINTED)
    _count(again, 1)
    return again


def take_back(keys: Iterable[int]) -> None:
    """The sheets of these certificates (keys) that were noted last were not printed; inside a step."""
    for last in _last_notes(keys):
        last.delete_instance()
        if last.event == LifeEvent.REPRINTED:
            _count([last.__data__["certificate"]], -1)


def note_copies(keys: Iterable[int], copies: int) -> None:
    """A printer got so many copies at once of each of these certificates (keys), whose printing is noted already;
    inside a step."""
    for last in _last_notes(keys):
        last.count = copies
        last.save()


def _last_notes(keys: Iterable[int]) -> Iterator[CertificateEvent]:
    """The last printing of each of these certificates (keys) that is noted."""
    for key in keys:
        noted = CertificateEvent.certificate == key, CertificateEvent.event.in_([*_PRINTINGS])
        last = CertificateEvent.select().where(*noted).order_by(CertificateEvent.id.desc()).first()
        if last is not None:
            yield last


def note_spoiled_sheets(store: Store, keys: Sequence[int], reason: str) -> None:
    """A sheet of each of these certificates (keys) was spoiled; inside a step."""
    for row in IssuedCertificate.select().where(IssuedCertificate.id.in_(list(keys))):
        row.spoiled = (row.spoiled or 0) + 1
        row.save()
    happened(store, keys, LifeEvent.SPOILED, count=1, note=reason)


def note_files(store: Store, keys: Sequence[int], what: str) -> None:
    """These certificates (keys) were given as files, `what` says of which kind; inside a step."""
    happened(store, keys, LifeEvent.FILED, note=what)


def last_filed(keys: Iterable[int]) -> dict[int, date]:
    """By certificate (key) the last day on which it was given as a file, of those that were."""
    filed = f"FROM certificate_event WHERE certificate_id IN {LISTED} AND event = ?"
    statement = f"SELECT certificate_id, max(day) {filed} GROUP BY certificate_id"
    found = database.rows(statement, json.dumps(list(keys)), LifeEvent.FILED.value)
    return {key: date.fromisoformat(day) for key, day in found}


def _count(keys: Sequence[int], more: int) -> None:
    for row in IssuedCertificate.select().where(IssuedCertificate.id.in_(list(keys))):
        row.reprints = max(0, (row.reprints or 0) + more)
        row.save()


def _lives(keys: Sequence[int]) -> dict[int, set[LifeEvent]]:
    """What has happened to each certificate (key)."""
    statement = f"SELECT DISTINCT certificate_id, event FROM certificate_event WHERE certificate_id IN {LISTED}"
    lives: dict[int, set[LifeEvent]] = {key: set() for key in keys}
    for key, event in database.rows(statement, json.dumps(list(keys))):
        lives[key].add(LifeEvent(event))
    return lives


def _waiting(keys: Sequence[int]) -> dict[int, int]:
    """By certificate (key) the attempt of its sheet that waits in the print queue, the newest."""
    statement = (
        f"SELECT certificate_id, attempt FROM print_sheet WHERE certificate_id IN {LISTED} AND state = ? ORDER BY id"
    )
    return dict(database.rows(statement, json.dumps(list(keys)), PrintState.WAITING.value))
