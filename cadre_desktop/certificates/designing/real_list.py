"""Whose certificates a design is looked at with: those of its kind that were issued, else the staff's."""

import json
from collections.abc import Mapping
from typing import Any

from cadre_desktop.certificates.designing.fields import sample_facts
from cadre_desktop.certificates.facts import FIELDS, facts_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, month_text
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import Sex, StaffCategory

_MOST_ISSUED, _MOST_STAFF = 500, 2000


def real_list(kind: CertificateKind) -> list[Words]:
    """The words of the latest certificates of a kind, without photos; where none was issued, those of the staff, with
    samples for what only a certificate has."""
    issued = (
        IssuedCertificate.select()
        .where(IssuedCertificate.kind == kind, IssuedCertificate.cancelled.is_null())
        .order_by(IssuedCertificate.id.desc())
        .limit(_MOST_ISSUED)
    )
    return [Words(_facts(row)) for row in issued] or _staff()


def _facts(row: IssuedCertificate) -> Mapping[str, str]:
    """What a certificate says; one of before there were designs says the little that is registered of it."""
    try:
        kept = json.loads(row.facts) if row.facts else {}
    except ValueError:  # said where it is printed
        kept = {}
    known = facts_of(row.name, row.title, row.issuer, row.id_number, row.issued, {})
    return {**sample_facts(), **{name: text for name, text in known.items() if text}, **kept, "number": row.number}


def _staff() -> list[Words]:
    courts = {court.id: court.name for court in Court.select()}
    departments = {department.id: department.name for department in Department.select()}
    samples, found = {**dict.fromkeys(FIELDS, ""), **sample_facts()}, []
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
        found.append(Words(samples | {name: text for name, text in own.items() if text}))
    return found
