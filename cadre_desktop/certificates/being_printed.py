"""What is on its way to paper: numbers, written down before anybody gets them, and certificates nobody confirmed.

A register that is written only when a printer has taken its work would not know, if the program ends in between, that
numbers are on paper already. So what is about to be printed is remembered first, in a write of its own: such a number
is given to nobody else, and to the same certificate again. It is forgotten with the step that registers it, or when it
is certain that nothing was printed.

A certificate that was registered and given to a printer, of which it is not confirmed that it has it, is owed: printing
it again is still the same printing.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.store.counting_on import ON_ITS_WAY
from cadre_desktop.kit.store.store import Store

_MEMO, _OWED = f"{ON_ITS_WAY}certificates", "certificates.owed"
_FIRST_MEMO = "certificates.being_printed"
"""Where it was kept before version 7, and is taken over from."""
_READ = ("source", "name", "title", "issued", "issuer", "id_number", "salutation", "body")
"""What makes a certificate this one: whom and what it is for, and all that is read on it. Not its layout: one that a
newer program prints anew says the same, and so has the same number."""


class NumberOnItsWay(NamedTuple):
    """A number that may be on paper; `content` identifies the certificate it is on, see `content_of`. `signed`: with a
    proof in its code, which is then the same again. The proof itself is not kept here: it has the holder's name."""

    kind: CertificateKind
    year: int
    serial: int
    content: str
    series: str = ""
    signed: bool = False

    @property
    def run(self) -> tuple[CertificateKind, str, int]:
        """Of which kind, series and year it is."""
        return self.kind, self.series, self.year


def content_of(values: dict[str, Any]) -> str:
    """A digest of what is on a certificate beside its number: memos keep no names."""
    read = [str(values[name].isoformat() if isinstance(values[name], date) else values[name]) for name in _READ]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


def on_their_way(store: Store) -> list[NumberOnItsWay]:
    """The numbers that may be on paper without being registered."""
    kept = json.loads(store.memo(_MEMO) or store.memo(_FIRST_MEMO, "[]"))
    return [NumberOnItsWay(CertificateKind(kind), *more) for kind, *more in kept]


def remember(store: Store, numbers: Iterable[NumberOnItsWay]) -> None:
    """Have these numbers be on their way too; outside of a step it is written at once."""
    known = on_their_way(store)
    _keep(store, known, [*dict.fromkeys([*known, *numbers])])


def forget(store: Store, numbers: Iterable[NumberOnItsWay]) -> None:
    """These numbers are registered, or on no paper; with the step under way, else at once."""
    gone, known = set(numbers), on_their_way(store)
    _keep(store, known, [number for number in known if number not in gone])


def _keep(store: Store, before: list[NumberOnItsWay], now: list[NumberOnItsWay]) -> None:
    if now != before:
        store.keep_memo(_MEMO, json.dumps(now))


def owed(store: Store) -> set[int]:
    """The keys of the certificates that are owed."""
    return set(json.loads(store.memo(_OWED, "[]")))


def settle(store: Store, keys: Iterable[int], printed: bool) -> None:
    """These certificates have come to paper, or are owed; with the step under way, else at once."""
    before = owed(store)
    now = before - set(keys) if printed else before | set(keys)
    if now != before:
        store.keep_memo(_OWED, json.dumps(sorted(now)))
