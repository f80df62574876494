"""Issued certificates as files to send: one for each in a folder, packed into a ZIP, or as pictures."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.prints import issued_paper
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.documents.design.output import (
    SCREEN_DPI,
    USUAL_NAME,
    Heard,
    Kind,
    NamedFile,
    names_of,
    pictures_of,
    write_each,
    write_zip,
)
from cadre_desktop.kit.documents.design.printing import PLAIN, Printing


def issued_files(
    certificates: Sequence[IssuedCertificate],
    pattern: str = USUAL_NAME,
    kind: Kind = "pdf",
    how: Printing = PLAIN,
    dpi: float = SCREEN_DPI,
) -> Iterator[NamedFile]:
    """A file for each certificate, as it was issued and with a name by `pattern` (see `facts.FIELDS`), made one after
    another when it is asked for.

    Raises Refused, before the first, for what cannot be printed, and for a pattern that names no file.
    """
    whole = issued_paper(certificates, how=how)
    names = names_of(map(_facts, certificates), pattern, kind)
    if kind == "png":
        return pictures_of(names, whole.data(), dpi)
    return (NamedFile(name, issued_paper([row], how=how).data()) for name, row in zip(names, certificates, strict=True))


def send_each(
    folder: Path,
    certificates: Sequence[IssuedCertificate],
    pattern: str = USUAL_NAME,
    kind: Kind = "pdf",
    how: Printing = PLAIN,
    heard: Heard = lambda _count: None,
) -> list[Path]:
    """Write a file for each certificate into `folder`, all or none; returns where they are. Refused as `issued_files`;
    the rest as `write_each`."""
    return write_each(folder, issued_files(certificates, pattern, kind, how), heard)


def send_zip(
    path: Path,
    certificates: Sequence[IssuedCertificate],
    pattern: str = USUAL_NAME,
    kind: Kind = "pdf",
    how: Printing = PLAIN,
    heard: Heard = lambda _count: None,
) -> int:
    """Pack a file for each certificate into a ZIP at `path`; returns how many. Refused as `issued_files`; the rest as
    `write_zip`."""
    return write_zip(path, issued_files(certificates, pattern, kind, how), heard)


def _facts(row: IssuedCertificate) -> Mapping[str, str]:
    """What a file can be named by; the first pages of the program kept no facts beside the columns."""
    kept = json.loads(row.facts) if row.facts else {}
    known = {"number": row.number, "name": row.name, "title": row.title, "issuer": row.issuer}
    return {**dict.fromkeys(FIELDS, ""), **kept, **known}
