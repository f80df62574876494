"""What becomes of certificates after they are issued: handed out, spoiled, void and issued anew, a name corrected."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.certificates.actions import by_keys
from cadre_desktop.certificates.being_printed import content_of
from cadre_desktop.certificates.facts import facts_of_person
from cadre_desktop.certificates.happening import happened, life_of
from cadre_desktop.certificates.layouts import have_ready, issued_anew, keep, layout_of, said_on
from cadre_desktop.certificates.numbering.giving import NumberWanted, give
from cadre_desktop.certificates.proof.issuing import Signing
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, LifeEvent
from cadre_desktop.certificates.voiding import make_void
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

_KEPT = ("kind", "title", "issued", "issuer", "source", "person", "photo", "layout", "series")
"""What a certificate that is issued anew has from the one that it replaces."""

_CORRECTED = (
    "t.cancelled IS NULL AND EXISTS (SELECT 1 FROM person p WHERE p.id = t.person_id"
    " AND replace(replace(p.name, ' ', ''), '\u3000', '') <> replace(replace(t.name, ' ', ''), '\u3000', ''))"
)


def uncollected() -> Condition:
    """Certificates that nobody has collected."""
    return Condition("t.state = ?", (CertificateState.ISSUED.value,), _("未领取"))


def void() -> Condition:
    """Certificates that are void, and numbers that are unused."""
    return Condition("t.cancelled IS NOT NULL", (), _("已作废（含空号）"))


def name_corrected() -> Condition:
    """Valid certificates whose holder is called otherwise in the dossier now."""
    return Condition(_CORRECTED, (), _("姓名已更正"))


def count_corrected() -> int:
    """How many valid certificates have another name than the dossier."""
    return int(database.value(f"SELECT count(*) FROM issued_certificate t WHERE {_CORRECTED}"))


def name_now(certificate: IssuedCertificate) -> str:
    """What the holder is called in the dossier, where that is not what the certificate says; else empty."""
    key = certificate.__data__["person"]
    name = database.value("SELECT name FROM person WHERE id = ?", key) if key else None
    return str(name) if name and "".join(str(name).split()) != "".join(certificate.name.split()) else ""


def collect(store: Store, keys: Sequence[int], day: date, by: str = "", note: str = "") -> int:
    """These certificates were handed out on a day; `by` is who took them, nobody where their holders did. Returns how
    many. Raises Refused, naming it, for a void one, for one that was collected already, and for a day that is before
    its issue or to come."""
    rows = by_keys(keys)
    _refuse_state(rows)
    if day > store.clock.today():
        raise Refused(Problem(_("领取日期不能晚于今天。"), field="day"))
    for row in rows:
        if row.state == CertificateState.COLLECTED:
            text = _("证书{number}已在 {day} 登记领取；登记错了请先“退回”。")
            if not row.collected:
                text = _("证书{number}已登记领取，没有记日期；登记错了请先“退回”。")
            raise Refused(text.format(number=row.number, day=row.collected))
    with store.step(_("登记领取 {count} 份证书").format(count=len(rows))):
        for row in rows:
            row.state, row.collected = CertificateState.COLLECTED, day
            row.collected_by = "" if by.strip() == row.name else by.strip()
            row.save()
        noted = _on(day, store) + note.strip()
        others = [row.id for row in rows if row.collected_by]
        happened(store, others, LifeEvent.COLLECTED, other=by.strip(), note=noted)
        happened(store, [key for key in keys if key not in set(others)], LifeEvent.COLLECTED, note=noted)
    return len(rows)


def _on(day: date, store: Store) -> str:
    """The day where it is not the one on which it is written down."""
    return "" if day == store.clock.today() else _("{day} 领取；").format(day=day.isoformat())


def give_back(store: Store, keys: Sequence[int], reason: str) -> int:
    """These certificates, which were collected, are back in the office; returns how many. Raises Refused, naming it,
    for one that is not with its holder."""
    rows = by_keys(keys)
    for row in rows:
        if row.state != CertificateState.COLLECTED:
            raise Refused(_("证书{number}没有登记过领取，不用退回。").format(number=row.number))
    with store.step(_("退回 {count} 份证书").format(count=len(rows))):
        for row in rows:
            row.state, row.collected, row.collected_by = CertificateState.ISSUED, None, ""
            row.save()
        happened(store, keys, LifeEvent.RETURNED, note=reason.strip())
    return len(rows)


def spoil(store: Store, keys: Sequence[int], sheets: int, reason: str) -> int:
    """So many sheets of each of these certificates were spoiled; the certificates stay valid and are printed again.
    Returns how many certificates. Raises Refused without a reason, for no sheet, and for a void certificate."""
    if not reason.strip():
        raise Refused(Problem(_("请填写损坏原因。"), field="reason"))
    if not 1 <= sheets <= 99:
        raise Refused(Problem(_("损坏的张数应在 1 到 99 之间。"), field="sheets"))
    rows = by_keys(keys)
    _refuse_state(rows)
    with store.step(_("登记损坏 {count} 份证书").format(count=len(rows))):
        for row in rows:
            row.spoiled = (row.spoiled or 0) + sheets
            row.save()
        happened(store, keys, LifeEvent.SPOILED, count=sheets, note=reason.strip())
    return len(rows)


class Renamed(NamedTuple):
    """A certificate that is issued anew: the one that is void now, and the one in its place."""

    old: IssuedCertificate
    new: IssuedCertificate


def reissue(store: Store, keys: Sequence[int], reason: str, name: str | None = None) -> list[Renamed]:
    """Declare certificates void and issue each anew, with the name that its holder has in the dossier now and a number
    of its own, in one step. Each of the two says the number of the other; what waits of the void one in the print queue
    is not printed any more, and what it was earned with (an enrolment) has the new one.

    `name` is what a holder who is in no dossier (a guest on a list) is called in truth, None where it was right.

    Raises Refused without a reason, for an empty name, and for a void certificate.
    """
    if not reason.strip():
        raise Refused(Problem(_("请填写重发原因。"), field="reason"))
    if name is not None and not name.strip():
        raise Refused(Problem(_("请填写持证人。"), field="name"))
    rows = by_keys(keys)
    _refuse_state(rows)
    why = reason.strip()
    with store.step(_("作废并重发 {count} 份证书").format(count=len(rows))):
        fresh = [_anew(row, (name or "").strip()) for row in rows]
        wanted = [
            NumberWanted(CertificateKind(row.kind), row.series, row.issued.year, row.issuer, content_of(values))
            for row, values in zip(rows, fresh, strict=True)
        ]
        signing, given = Signing(store), give(store, wanted)
        for row, number in zip(rows, given, strict=True):
            row.cancelled, row.reason, row.state = store.clock.today(), why, CertificateState.VOID
            row.replaced_by = number.number
            row.save()
        values = [
            signing.signed({**new, **number.values(), "instead_of": row.number})
            for row, new, number in zip(rows, fresh, given, strict=True)
        ]
        made = by_keys(IssuedCertificate.add_many(values))
        make_void(store, {row.id: new.id for row, new in zip(rows, made, strict=True)})
        for row, new in zip(rows, made, strict=True):
            happened(store, [row.id], LifeEvent.REISSUED, other=new.number, note=why)
            happened(store, [new.id], LifeEvent.ISSUED, other=row.number, note=why)
    return [Renamed(old, new) for old, new in zip(rows, made, strict=True)]


def _anew(row: IssuedCertificate, told: str) -> dict[str, Any]:
    """What a certificate says with its holder's name of today, which is `told` where no dossier says it; nothing else
    on it changes, but what it takes from the dossier beside the name, and its fonts, which are those of today."""
    name = name_now(row) or ("" if row.__data__["person"] else told) or row.name
    values = {field: row.__data__[field] for field in _KEPT}
    texts = {field: _renamed(getattr(row, field), row.name, name) for field in ("salutation", "body")}
    facts = _facts_anew(row, name)
    values |= {**texts, "name": name, "facts": facts, "id_number": _id_number(row)}
    if row.layout:
        values["layout"] = keep(have_ready(issued_anew(layout_of(row), json.loads(facts or "{}"), said_on(values))))
    return values


def _renamed(text: str, old: str, new: str) -> str:
    """A text with the new name where the old one is, at the beginning of a line only:
    elsewhere the same characters may be another word."""
    lines = (new + line.removeprefix(old) if line.startswith(old) else line for line in text.split("\n"))
    return "\n".join(lines)


def _facts_anew(row: IssuedCertificate, name: str) -> str:
    if not row.facts:
        return ""
    facts: dict[str, str] = json.loads(row.facts)
    known = facts_of_person(row.__data__["person"]) if row.__data__["person"] else {}
    kept = {field: _renamed(text, row.name, name) for field, text in facts.items()}
    fresh = {field: text for field, text in known.items() if field in ("sex", "birth", "id_number") and text}
    return json.dumps({**kept, **fresh, "name": name}, ensure_ascii=False, sort_keys=True)


def _id_number(row: IssuedCertificate) -> str:
    key = row.__data__["person"]
    return str((database.value("SELECT id_number FROM person WHERE id = ?", key) if key else "") or row.id_number)


def _refuse_state(rows: Sequence[IssuedCertificate]) -> None:
    for row in rows:
        if row.state == CertificateState.UNUSED:
            raise Refused(_("“{number}”是空号，没有这份证书。").format(number=row.number))
        if row.cancelled is not None:
            raise Refused(_("证书{number}已作废。").format(number=row.number))


def life_lines(certificate: IssuedCertificate) -> list[tuple[str, str]]:
    """What has happened to a certificate, as days and words, in order. Of one that is older than these notes only what
    the register itself says."""
    events = life_of(certificate.id)
    if events:
        return [(event.day.isoformat(), _told(event)) for event in events]
    lines = [(certificate.issued.isoformat(), _("发证；以后的经过没有逐次记录"))]
    if certificate.collected or certificate.collected_by:
        day = certificate.collected.isoformat() if certificate.collected else _("日期未记")
        lines.append((day, _("领取：{who}").format(who=certificate.collected_by or "—")))
    if certificate.cancelled:
        lines.append((certificate.cancelled.isoformat(), _("作废：{reason}").format(reason=certificate.reason)))
    return lines


def _told(event: CertificateEvent) -> str:
    """打印 · 王祯; 领取，李静代领 · 王祯."""
    words = LifeEvent.table().label(event.event)
    if event.event == LifeEvent.COLLECTED:
        words = _("由“{who}”代领").format(who=event.other) if event.other else _("本人领取")
    elif event.event == LifeEvent.SPOILED:
        words = _("损坏 {count} 张").format(count=event.count)
    elif event.event in (LifeEvent.PRINTED, LifeEvent.REPRINTED) and (event.count or 0) > 1:
        words = _("{what} {count} 份").format(what=words, count=event.count)
    elif event.event == LifeEvent.REISSUED:
        words = _("作废，重发为 {number}").format(number=event.other)
    elif event.event == LifeEvent.ISSUED and event.other:
        words = _("编号登记，代替 {number}").format(number=event.other)
    note = _("（{note}）").format(note=event.note.strip("；")) if event.note else ""
    return f"{words}{note} · {event.actor}"
