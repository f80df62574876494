"""What follows when certificates are void: nobody prints them any more, and nobody has them."""

from collections.abc import Mapping

import peewee

from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintSheet, leave_out
from cadre_desktop.kit.store.store import Store

_PAST = (CertificateEvent, PrintSheet)
"""Records of a certificate as it was; they stay when it is void."""


def make_void(store: Store, replaced: Mapping[int, int | None]) -> None:
    """No sheet of these certificates (keys) waits for a printer any more, and the records of other slices that name one
    (an enrolment) name the one in its place, or none; inside a step."""
    leave_out(replaced, store.clock.today())
    for record in store.schema.records:
        for link in record._meta.sorted_fields if record not in _PAST else ():
            if isinstance(link, peewee.ForeignKeyField) and link.rel_model is IssuedCertificate:
                for old, new in replaced.items():
                    record.update({link: new}).where(link == old).execute()
