"""What the register of certificates knows of a person: what was issued to somebody, and what became of it."""

from collections.abc import Iterator

from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, CertificateState
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.people.profile.rows import rows_of


def _issued(person: int) -> Iterator[PersonLine]:
    for row in rows_of(IssuedCertificate.person, person):
        state = CertificateState(row.state)
        kind = _(CertificateKind(row.kind).label)
        yield PersonLine(
            CERTIFICATE,
            row.id,
            " ".join(filter(None, (kind, row.title))),
            row.issued,
            note="、".join(filter(None, (row.number, _(state.label)))),
            tone=state.tone,
        )


ABOUT_PERSON = (AboutPerson("certificates", N_("证书"), 120, _issued),)
