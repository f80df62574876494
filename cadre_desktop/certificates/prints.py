"""Issued certificates on paper."""

from collections.abc import Callable, Iterable
from pathlib import Path

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, payload
from cadre_desktop.kit.chinese import chinese_date
from cadre_desktop.kit.documents.certificate import Certificate, print_certificates
from cadre_desktop.kit.language import _


def print_drafts(
    path: Path, certificates: Iterable[IssuedCertificate], progress: Callable[[int], None] | None = None
) -> int:
    """Write certificates to look at, each page marked as a sample (样张) and without a code to read; answers how many.

    Raises Refused when a text does not fit its page, OSError when the file cannot be written.
    """
    return print_certificates(path, map(page_of, certificates), progress, sample=_("样张"))


def print_issued(
    path: Path, certificates: Iterable[IssuedCertificate], progress: Callable[[int], None] | None = None
) -> int:
    """Write certificates as they were issued, one page each, as a PDF file; answers how many pages.

    Raises Refused when a text does not fit its page, OSError when the file cannot be written.
    """
    return print_certificates(path, map(page_of, certificates), progress)


def page_of(row: IssuedCertificate) -> Certificate:
    """The words on one certificate; its QR code says number, name, title and date, which a draft has not."""
    assert row.issued is not None
    kind = CertificateKind(row.kind)
    completion = kind is CertificateKind.COMPLETION
    return Certificate(
        title=kind.label,
        addressee=row.salutation,
        paragraphs=row.body.splitlines(),
        issuer=row.issuer,
        date=chinese_date(row.issued),
        number=_("证书编号：{number}").format(number=row.number or _("打印或保存时给出")),
        notes=(_("有效证件号：{number}").format(number=row.id_number),) if completion and row.id_number else (),
        qr=payload(row.number, row.name, row.title, row.issued) if row.number else "",
        photo=completion,
    )
