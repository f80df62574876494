"""With which layout certificates are issued, and with which each was.

A layout is kept once in the court's file, as content under its SHA-256 (see `store.blobs`): so it stays when the issue
that brought it is undone while others use it, and is the same in every court's file. `IssuedCertificate.layout` is that
hash.

The fonts are part of it. A certificate is issued with the files that are at hand then; to print it again with others is
refused, so that a page is never another one unnoticed. A program that wants other fonts ships them beside the old ones,
as other roles. Rare characters that no shipped face has come from faces that somebody has added, whose files are kept
with the layout (`OWN`) and brought back where they are gone; or from those of the system, which nothing can keep:
`reprinting` names them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.certificate_layout import (
    CertificateLayout,
    CodeBlock,
    FontFile,
    PhotoBlock,
    read_layout,
)
from cadre_desktop.kit.documents.design.elements import Design, read_design
from cadre_desktop.kit.documents.standard_layout import PHOTO_1, STANDARD_1
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store import blobs

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.fonts import Role


def _standard_1(heading: str, notes: tuple[str, ...] = (), photo: PhotoBlock | None = None) -> CertificateLayout:
    """The words of `STANDARD_1` for a kind; they are Chinese by prescription."""
    assert STANDARD_1.code
    return replace(
        STANDARD_1,
        heading=replace(STANDARD_1.heading, text=heading),
        small_print=replace(STANDARD_1.small_print, number="证书编号：{number}", notes=notes),
        code=CodeBlock(STANDARD_1.code.side, STANDARD_1.code.gap, "{number}|{name}|{title}|{day}"),
        photo=photo,
    )


STANDARDS_1: Mapping[CertificateKind, CertificateLayout] = {
    CertificateKind.HONOUR: _standard_1("荣誉证书"),
    CertificateKind.COMPLETION: _standard_1(
        "结业证书", notes=("有效证件号：{id_number}",), photo=replace(PHOTO_1, hint="照片")
    ),
    CertificateKind.APPOINTMENT: _standard_1("聘书"),
}
"""What all certificates up to version 4 of the file were printed with."""

FROM_PAPER_1: Mapping[CertificateKind, CertificateLayout] = {
    CertificateKind.AWARD: _standard_1("奖状"),
    CertificateKind.RETIREMENT: _standard_1("荣退纪念"),
    CertificateKind.PLAQUE: _standard_1("品牌牌匾"),
}
"""Those of the kinds that came with version 7, which are issued with designs: for certificates that were registered
from paper and are printed here for the first time, of which only the words are known."""

CURRENT: Mapping[CertificateKind, CertificateLayout] = {**STANDARDS_1, **FROM_PAPER_1}
"""What certificates are issued with now where nothing else is chosen."""

Layout = CertificateLayout | Design
"""What a certificate is printed with: one of the program's first pages, or a page that somebody has designed."""

OWN = "OWN"
"""Instead of a role: a face that somebody has added, for what no other draws."""

_DESIGNED = b'"is":"design"'
_read_so_far: dict[str, Layout] = {layout.digest: layout for layout in STANDARDS_1.values()}


def current(kind: CertificateKind) -> CertificateLayout:
    """The layout that a certificate would be issued with now, with the fonts at hand."""
    layout = CURRENT[kind]
    return _with_fonts(layout, _fonts_at_hand(layout.roles))


def _fonts_at_hand(roles: tuple[str, ...]) -> tuple[FontFile, ...]:
    from cadre_desktop.kit.documents.fonts import Role, file_print  # what reads faces takes long to load

    return tuple(FontFile(role, *file_print(Role[role])) for role in roles)


@lru_cache(64)
def _with_fonts(layout: CertificateLayout, fonts: tuple[FontFile, ...]) -> CertificateLayout:
    return replace(layout, fonts=fonts)


def with_fonts_at_hand(design: Design) -> Design:
    """A design as certificates are issued with it now: with the fonts at hand."""
    return _designed_with(design, _fonts_at_hand(design.roles))


def with_own_fonts(design: Design, facts: Iterable[Mapping[str, str]]) -> Design:
    """A design with the added fonts as well that its roles are set in, or that its texts need with any of these facts.
    A field that there is not is told where the page is printed."""
    from cadre_desktop.kit.documents.design.texts import texts_on

    texts: list[tuple[Role, str]] = []
    with suppress(Unclear):
        texts += (each for words in facts for each in texts_on(design, words))
    more = _own_fonts_for(design, texts)
    return _designed_with(design, (*design.fonts, *more)) if more else design


def with_own_fonts_for(layout: CertificateLayout, said: str) -> CertificateLayout:
    """One of the program's first pages with the added fonts as well that it needs to say this."""
    from cadre_desktop.kit.documents.fonts import Role

    more = _own_fonts_for(layout, [(Role[role], said) for role in layout.roles])
    return _with_fonts(layout, (*layout.fonts, *more)) if more else layout


def _own_fonts_for(layout: Layout, texts: "list[tuple[Role, str]]") -> list[FontFile]:
    """The added fonts, beyond those it has, that a layout's roles are set in, or that these texts need."""
    from cadre_desktop.kit.documents.fonts import Role, chain, digest_of_face, own_faces, users_files

    own = users_files()
    if not own:
        return []
    of_roles = (chain(Role[role]).file for role in layout.roles)
    needed = dict.fromkeys((*own_faces(texts), *(file for file in of_roles if file in own)))
    known = {font.sha256 for font in layout.fonts if font.role == OWN}
    return [FontFile(OWN, file.name, digest) for file in needed if (digest := digest_of_face(file)) not in known]


@lru_cache(64)
def _designed_with(design: Design, fonts: tuple[FontFile, ...]) -> Design:
    return replace(design, fonts=fonts)


def own_fonts(layout: Layout) -> list[FontFile]:
    """The added fonts that a layout needs."""
    return [font for font in layout.fonts if font.role == OWN]


@contextmanager
def faces_of(layout: Layout) -> Iterator[None]:
    """Within, texts are set in the faces that a layout was issued with, where they are at hand: FangSong, which courts
    bring themselves, in its file, and rare characters in the added faces that are kept with it, not in those that were
    added since. With the program's first pages none was kept before version 7: without one they take what is there."""
    from cadre_desktop.kit.documents.adding_faces import own_face
    from cadre_desktop.kit.documents.fonts import Role, fangsong_is, fangsong_with, users_faces_are

    fangsong = next((font for font in layout.fonts if font.role == Role.FANGSONG.name), None)
    kept = (own_face(font.sha256) for font in own_fonts(layout))
    users = [file for file in kept if file is not None]
    with (
        fangsong_is(fangsong_with(fangsong.sha256) if fangsong else None),
        users_faces_are(users if users or isinstance(layout, Design) else None),
    ):
        yield


def keep_own_fonts(layout: Layout) -> None:
    """Keep the added fonts that a layout needs in the court's file, with the step under way."""
    from cadre_desktop.kit.documents.adding_faces import own_face

    for font in own_fonts(layout):
        if (file := own_face(font.sha256)) is not None and blobs.get(font.sha256) is None:
            blobs.put(file.read_bytes())


def bring_own_fonts(layout: Layout) -> None:
    """Have the added fonts at hand that a layout needs, from the court's file where they are no longer in the folder.
    What is lost there too is told by `other_fonts`."""
    from cadre_desktop.kit.documents.adding_faces import bring_face

    for font in own_fonts(layout):
        bring_face(font.file, font.sha256, blobs.get)


def issued_anew(layout: Layout, facts: Mapping[str, str], said: str) -> Layout:
    """The layout of a certificate that is issued in the place of one with `layout`: the same page in the fonts at
    hand, with the added fonts that it needs to say these facts, or one of the program's first pages to say `said`."""
    if not isinstance(layout, Design):
        return with_own_fonts_for(_with_fonts(layout, _fonts_at_hand(layout.roles)), said)
    bring_own_fonts(layout)
    return with_own_fonts(with_fonts_at_hand(layout), [{**facts, "number": ""}])


def said_on(values: Mapping[str, Any]) -> str:
    """All that is read on one of the program's first pages, by the fields of a certificate."""
    return "".join(str(values[name]) for name in ("name", "title", "salutation", "body", "issuer", "id_number"))


def have_ready(layout: Layout) -> str:
    """Have a layout at hand before it is kept, as for drafts that are looked at; returns its digest."""
    _read_so_far.setdefault(layout.digest, layout)
    return layout.digest


def keep(digest: str) -> str:
    """Keep a layout that is ready in the file, with the step under way; returns its digest."""
    keep_own_fonts(_read_so_far[digest])
    return blobs.put(_read_so_far[digest].text.encode())


def layout_of(certificate: IssuedCertificate) -> Layout:
    """The layout of a certificate: the one it was issued with, or where it was only registered the present one.

    Raises Refused, naming the certificate, when the file does not hold it, or holds what is no layout.
    """
    if not certificate.layout:
        return current(CertificateKind(certificate.kind))
    words = _("证书{number}不能打印：{{why}}请从备份恢复，或作废后重新发放。")
    return kept(certificate.layout, words.format(number=certificate.number.replace("{", "{{").replace("}", "}}")))


def kept(digest: str, trouble: str) -> Layout:
    """The layout with this digest. Raises Refused with the words `trouble`, in which ``{why}`` is the reason, when the
    file does not hold it, or holds what is no layout."""
    try:
        return _kept(digest)
    except Unclear as unclear:
        raise Refused(trouble.format(why=unclear)) from unclear


def _kept(digest: str) -> Layout:
    if digest not in _read_so_far:
        content = blobs.get(digest)
        if content is None:
            raise Unclear(_("数据文件里没有它的版式。"))
        if digest_of(content) != digest:
            raise Unclear(_("它的版式已损坏，或被改动过。"))
        _read_so_far[digest] = read_design(content) if _DESIGNED in content else read_layout(content)
    return _read_so_far[digest]


def other_fonts(layout: Layout) -> list[FontFile]:
    """The fonts of a layout that are not those at hand; empty for a layout that can be printed as it was."""
    from cadre_desktop.kit.documents.adding_faces import own_face

    with faces_of(layout):
        at_hand = {font.role: font for font in _fonts_at_hand(layout.roles)}
    there = {font: own_face(font.sha256) is not None for font in own_fonts(layout)}
    return [font for font in layout.fonts if not there.get(font, at_hand.get(font.role) == font)]
