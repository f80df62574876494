"""What a user means to do with certificates: look at drafts, issue, cancel, print again."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import peewee

from cadre_desktop.certificates.being_printed import NumberOnItsWay, content_of, forget, owed, remember, settle
from cadre_desktop.certificates.drafting import Draft, frozen, series_of
from cadre_desktop.certificates.happening import happened
from cadre_desktop.certificates.layouts import (
    current,
    have_ready,
    keep,
)
from cadre_desktop.certificates.numbering.giving import NumberWanted, give
from cadre_desktop.certificates.printings import Giving, note_files, note_printing, unseen
from cadre_desktop.certificates.proof.issuing import Signing, sign_late
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import (
    CertificateKind,
    CertificateState,
    LifeEvent,
)
from cadre_desktop.certificates.voiding import make_void
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store


def issue(store: Store, drafts: Iterable[Draft]) -> list[IssuedCertificate]:
    """Give numbers to certificates in one step; returns them in the order of `drafts`.

    A draft whose source already has a valid certificate of that kind gets that one, unchanged: printing
    again never gives a second number. With the court's key in hand they are signed. Raises Refused when a name, date or
    issuer is missing.
    """
    drafts = list(drafts)
    _vet(drafts)
    with store.step(_("发放 {count} 份证书").format(count=len(drafts))):
        held = _held(drafts)
        fresh: dict[tuple[CertificateKind, int], Draft] = {}
        for draft in drafts:
            if _merit(draft) not in held:
                fresh.setdefault(_merit(draft), draft)
        held |= zip(fresh, _registered(store, fresh), strict=True)
    return by_keys([held[_merit(draft)] for draft in drafts])


def _registered(store: Store, fresh: Mapping[tuple[CertificateKind, int], Draft]) -> range:
    """Register drafts with numbers, inside a step; returns their keys, in the order of `fresh`. One whose source had a
    certificate that is void is in its place: each of the two says the number of the other."""
    signing, void = Signing(store), _void(list(fresh.values()))
    rows = _numbered(store, list(fresh.values()))
    replaced = [void.get(merit) for merit in fresh]
    keys = IssuedCertificate.add_many(
        [
            signing.signed({**row, "instead_of": old.number if old else ""})
            for row, old in zip(rows, replaced, strict=True)
        ]
    )
    for key, row, old in zip(keys, rows, replaced, strict=True):
        if old is not None:
            old.replaced_by = row["number"]
            old.save()
            happened(store, [old.id], LifeEvent.REISSUED, other=row["number"])
            happened(store, [key], LifeEvent.ISSUED, other=old.number)
    happened(store, [key for key, old in zip(keys, replaced, strict=True) if old is None], LifeEvent.ISSUED)
    return keys


def _void(drafts: Sequence[Draft]) -> dict[tuple[CertificateKind, int], IssuedCertificate]:
    """By kind and source the latest void certificates that nothing has replaced yet."""
    fields, sources = IssuedCertificate, [draft.source for draft in drafts if draft.source]
    wanted = peewee.SQL(LISTED, [json.dumps(sources)])  # any number of sources
    found = fields.select().where(fields.source.in_(wanted), fields.cancelled.is_null(False), fields.replaced_by == "")
    return {(CertificateKind(row.kind), row.source or 0): row for row in found.order_by(fields.id)}


def drafted(store: Store, drafts: Iterable[Draft], outdated: Sequence[int] = ()) -> list[IssuedCertificate]:
    """The certificates as they would be issued, in the order of `drafts`; nothing is written and no number given.

    Those issued already are returned as they are, unless they are `outdated` (keys) and will be replaced; the others
    have neither number nor key. Raises Refused as `issue`.
    """
    drafts = list(drafts)
    _vet(drafts)
    held = {merit: key for merit, key in _held(drafts).items() if key not in outdated}
    issued = {row.id: row for row in by_keys([*set(held.values())])}
    return [
        issued[held[_merit(draft)]] if _merit(draft) in held else IssuedCertificate(**frozen(store, draft), number="")
        for draft in drafts
    ]


def hand_out(
    store: Store,
    label: str,
    certificates: Callable[[], list[IssuedCertificate]],
    write: Callable[[list[IssuedCertificate]], object],
    giving: Giving = Giving.PAPER,
    what: str = "",
) -> list[IssuedCertificate]:
    """Issue certificates with `certificates` and hand them out with `write`, in one step called `label`.

    What cannot be written has no number: the step is taken back with whatever `write` raised. On paper, those that had
    been printed before count another printing, unless they are owed since the last one (see `being_printed`); as files
    (`what` says which) they count none, see `printings`. `write` may give the paper away: the numbers it will have are
    kept before, so that a program that ends meanwhile gives them to nobody else, and the same certificates the same
    ones again.
    """
    ahead = _numbers_ahead(store, label, certificates)
    remember(store, ahead)
    written = False
    try:
        with store.step(label):
            before, due = _valid_keys(), owed(store)
            made = certificates()
            _note(store, made, [row for row in made if row.id in before], due, giving, what)
            made = by_keys([row.id for row in made])
            write(made)
            written = True  # from here on it may be on paper, whatever becomes of the step
    except Exception:
        if not written:
            forget(store, ahead)
        raise
    return made


def _note(
    store: Store,
    made: Sequence[IssuedCertificate],
    older: Sequence[IssuedCertificate],
    due: set[int],
    giving: Giving,
    what: str,
) -> None:
    """Note of certificates that they are handed out; the `older` ones were issued in an earlier step."""
    keys = list(dict.fromkeys(row.id for row in made))
    sign_late(store, unseen(older))
    _give_layouts(by_keys([row.id for row in older if not row.layout]))
    if giving is Giving.PAPER:
        note_printing(store, keys, due)
        settle(store, keys, printed=True)
    elif giving is Giving.FILE:
        note_files(store, keys, what)


class _Tried(Exception):
    """What was tried is taken back."""


def _numbers_ahead(
    store: Store, label: str, certificates: Callable[[], list[IssuedCertificate]]
) -> list[NumberOnItsWay]:
    """The numbers that `certificates` would give now; tried in a step that is taken back."""
    ahead: list[NumberOnItsWay] = []
    try:
        with store.step(label):
            before = _valid_keys()
            for row in certificates():
                if row.id not in before:
                    assert row.year is not None and row.serial is not None
                    content = content_of(row.__data__)
                    kind = CertificateKind(row.kind)
                    ahead.append(NumberOnItsWay(kind, row.year, row.serial, content, row.series, bool(row.proof)))
            raise _Tried
    except _Tried:
        return ahead


def _valid_keys() -> set[int]:
    return {key for (key,) in database.rows("SELECT id FROM issued_certificate WHERE cancelled IS NULL")}


def _merit(draft: Draft) -> tuple[CertificateKind, int]:
    """What one valid certificate is for: the source, or without one the draft itself."""
    return draft.kind, draft.source or -id(draft)


def _vet(drafts: Sequence[Draft]) -> None:
    problems = []
    for row, draft in enumerate(drafts, 1):
        for name, title in (("name", _("持证人")), ("issuer", _("落款单位")), ("issued", _("发证日期"))):
            if not getattr(draft, name):
                text = _("第 {row} 份证书缺少{title}，请补填。").format(row=row, title=title)
                problems.append(Problem(text, field=name))
    if problems:
        raise Refused(problems)


def _held(drafts: Sequence[Draft]) -> dict[tuple[CertificateKind, int], int]:
    """Valid certificates by kind and source."""
    sources = json.dumps([draft.source for draft in drafts])
    found = database.rows(
        f"SELECT kind, source, id FROM issued_certificate WHERE cancelled IS NULL AND source IN {LISTED}",
        sources,
    )
    return {(CertificateKind(kind), source): key for kind, source, key in found}


def _numbered(store: Store, drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """The rows of `drafts` with fresh numbers; what may be on paper with a number already has that one."""
    rows = [frozen(store, draft) for draft in drafts]
    wanted = [
        NumberWanted(draft.kind, series_of(draft), draft.issued.year, draft.issuer, content_of(row))
        for draft, row in zip(drafts, rows, strict=True)
    ]
    given = give(store, wanted)
    for layout in {row["layout"] for row in rows}:
        keep(layout)
    return [{**number.values(), **row} for number, row in zip(given, rows, strict=True)]


def cancel(store: Store, keys: Sequence[int], reason: str) -> int:
    """Declare certificates void as of today; their numbers stay taken. What waits of them in the print queue is not
    printed any more, and what they were earned with (an enrolment) has none. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(Problem(_("请填写作废原因。"), field="reason"))
    rows = [row for row in by_keys(keys) if row.cancelled is None]
    with store.step(_("作废 {count} 份证书").format(count=len(rows))):
        for row in rows:
            row.cancelled = store.clock.today()
            row.reason = reason.strip()
            row.state = CertificateState.VOID
            row.save()
        make_void(store, dict.fromkeys(row.id for row in rows))
        happened(store, [row.id for row in rows], LifeEvent.VOIDED, note=reason.strip())
    return len(rows)


def valid(keys: Sequence[int]) -> list[IssuedCertificate]:
    """Certificates as issued, in the order of `keys`. Raises Refused for a cancelled one."""
    rows = by_keys(keys)
    void = next((row for row in rows if row.cancelled), None)
    if void:
        raise Refused(_("证书{number}已作废，不能补印。").format(number=void.number))
    return rows


def reprint(store: Store, keys: Sequence[int]) -> list[IssuedCertificate]:
    """Count another printing of certificates and return them as issued. Raises Refused for a cancelled one.

    One that was only registered here gets its layout with its first printing.
    """
    rows = valid(keys)
    with store.step(_("补印 {count} 份证书").format(count=len(rows))):
        for row in rows:
            row.reprints = (row.reprints or 0) + 1
            row.save()
        _give_layouts([row for row in rows if not row.layout])
    return rows


def _give_layouts(rows: Iterable[IssuedCertificate]) -> None:
    """The present layouts for certificates that were only registered here, inside a step."""
    for row in rows:
        row.layout = keep(have_ready(current(CertificateKind(row.kind))))
        row.save()


def by_keys(keys: Sequence[int]) -> list[IssuedCertificate]:
    """The certificates with these keys, in their order."""
    found = {row.id: row for row in IssuedCertificate.select().where(IssuedCertificate.id.in_(list(keys)))}
    return [found[key] for key in keys]
