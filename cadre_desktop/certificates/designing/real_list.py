"""Whose certificates a design is looked at with: those of its kind that were issued, else the staff's."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from cadre_desktop.certificates.designing.fields import sample_facts
from cadre_desktop.certificates.facts import FIELDS, facts_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, month_text
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import Sex, StaffCategory

_MOST_ISSUED, _MOST_STAFF = 500, 2000


class RealList(NamedTuple):
    """What certificates say, and by whose photo, as the SHA-256 of its file, empty for none: photos are read when they
    are looked at, since those of a whole court would fill the memory."""

    people: list[Words]
    photos: list[str]

    def photo(self, index: int) -> bytes:
        """The photo of somebody, nothing where there is none or the file does not hold it."""
        return (blobs.get(self.photos[index]) or b"") if self.photos[index] else b""


def real_list(kind: CertificateKind) -> RealList:
    """The latest certificates of a kind; where none was issued, what those of the staff would say, with samples for
    what only a certificate has."""
    issued = list(
        IssuedCertificate.select()
        .where(IssuedCertificate.kind == kind, IssuedCertificate.cancelled.is_null())
        .order_by(IssuedCertificate.id.desc())
        .limit(_MOST_ISSUED)
    )
    return RealList([Words(_facts(row)) for row in issued], [row.photo for row in issued]) if issued else _staff(kind)


def _facts(row: IssuedCertificate) -> Mapping[str, str]:
    """What a certificate says; one of before there were designs says the little that is registered of it."""
    try:
        kept = json.loads(row.facts) if row.facts else {}
    except ValueError:  # said where it is printed
        kept = {}
    known = facts_of(row.name, row.title, row.issuer, row.id_number, row.issued, {})
    return {**sample_facts(), **{name: text for name, text in known.items() if text}, **kept, "number": row.number}


def _staff(kind: CertificateKind) -> RealList:
    courts = {court.id: court.name for court in Court.select()}
    departments = {department.id: department.name for department in Department.select()}
    samples = {**dict.fromkeys(FIELDS, ""), **sample_facts()}
    samples["number"] = samples["number"].replace(CertificateKind.HONOUR.mark, kind.mark)
    found = RealList([], [])
    rows: Any = Person.select().order_by(Person.id).limit(_MOST_STAFF).dicts()
    for row in rows:  # whose links stay keys
        own = {
            "name": row["name"],
            "sex": Sex.table().label(row["sex"]),
            "birth": month_text(row["born"]) if row["born"] else "",
            "category": StaffCategory.table().label(row["category"]),
            "post": row["post"],
            "court": courts.get(row["court"], ""),
            "department": departments.get(row["department"], ""),
            "id_number": row["id_number"],
        }
        found.people.append(Words(samples | {name: text for name, text in own.items() if text}))
        found.photos.append(row["photo"])
    return found
