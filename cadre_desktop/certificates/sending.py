"""Issued certificates as files to send: all in one, one for each in a folder, packed into a ZIP, or as pictures.

Who gets a file may print it, so files are handed out like paper, and certificates get their numbers with them. But a
file is no sheet: nobody knows how often it is printed, if ever. So it is noted in the life of each certificate, as is a
PDF that is saved from the preview, and is no further printing (see `printings`).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.prints import issued_paper, print_issued
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.documents.atomic import part_of
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
from cadre_desktop.kit.language import N_, _

Form = Literal["one", "each", "zip", "png"]
FORMS: Mapping[Form, str] = {
    "one": N_("一个 PDF（所有证书）"),
    "each": N_("每份一个 PDF"),
    "zip": N_("ZIP 压缩包（每份一个 PDF）"),
    "png": N_("PNG 图片（每份一张）"),
}
"""As what certificates can be sent, in the order in which it is offered."""
_NOTED: Mapping[Form, str] = {"one": "PDF", "each": "PDF", "zip": "ZIP", "png": "PNG"}


@dataclass(frozen=True)
class Parcel:
    """What is made of certificates: files of a `form`, at `goal` (a file for one PDF and a ZIP, else a folder), called
    by a `pattern`; `archival`: PDF/A-2b."""

    form: Form
    goal: Path
    pattern: str = USUAL_NAME
    archival: bool = False

    @property
    def single(self) -> bool:
        """Whether all of it is one file."""
        return self.form in ("one", "zip")


def send(pages: CertificatePages, parcel: Parcel, heard: Heard = lambda _count: None) -> list[Path]:
    """Hand out the certificates that were looked at as files, or none of them; returns where they are.

    They are given numbers only if all files are written, and where that fails no file is left, and one that was at the
    goal is still there. `heard` as in `write_each`. Raises Refused as `CertificatePages.hand_out` and `issued_files`,
    OSError when something cannot be written.
    """
    aside = part_of(parcel.goal) if parcel.single and parcel.goal.is_file() else None
    written: list[Path] = []

    def write(rows: list[IssuedCertificate]) -> None:
        if aside is not None:
            parcel.goal.replace(aside)
        written.extend(_written(parcel, rows, heard))

    try:
        pages.send(write, _NOTED[parcel.form])
    except BaseException:  # refused, stopped, disk full: nothing of it is left
        for path in written:
            path.unlink(missing_ok=True)
        if aside is not None and aside.exists():
            aside.replace(parcel.goal)
        raise
    if aside is not None:
        aside.unlink(missing_ok=True)
    return written


def _written(parcel: Parcel, rows: list[IssuedCertificate], heard: Heard) -> list[Path]:
    how = Printing(archival=parcel.archival and parcel.form != "png")
    if parcel.form == "one":
        print_issued(parcel.goal, rows, heard, how)
    elif parcel.form == "zip":
        send_zip(parcel.goal, rows, parcel.pattern, "pdf", how, heard)
    else:
        return send_each(parcel.goal, rows, parcel.pattern, "png" if parcel.form == "png" else "pdf", how, heard)
    return [parcel.goal]


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
    names = names_of(map(facts_for_names, certificates), pattern, kind)
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


def facts_for_names(row: IssuedCertificate) -> Mapping[str, str]:
    """What a file can be named by; the first pages of the program kept no facts beside the columns. Of a draft it is
    not known which number it will have."""
    kept = json.loads(row.facts) if row.facts else {}
    known = {"number": row.number or _("（编号）"), "name": row.name, "title": row.title, "issuer": row.issuer}
    return {**dict.fromkeys(FIELDS, ""), **kept, **known}
