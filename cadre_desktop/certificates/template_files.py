"""Templates as files of their own (`.cadre-template`), to be taken to another court: a ZIP of the design and whatever
it needs, each part under the SHA-256 of what is in it.

``manifest.json`` has ``{"format": 1, "name", "kind", "design"}``, the design being the name of the part that is its
written form; all other parts are pictures, pages and added fonts that the design names.
"""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.layouts import own_fonts
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template, design_of, vet_template
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.container import ARCHIVE_TROUBLE
from cadre_desktop.kit.documents.design.elements import Design, read_design
from cadre_desktop.kit.documents.design.printing import vet_drawn
from cadre_desktop.kit.documents.face_files import vet_face
from cadre_desktop.kit.documents.held_pictures import vet_file
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

ENDING = ".cadre-template"
FORMAT = 1

_MANIFEST = "manifest.json"
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows: the same template is the same file
_MOST_PARTS = 60
_LARGEST = 100 << 20
"""Bytes of all parts together, unpacked."""


class PackedTemplate(NamedTuple):
    """A template that was read from a file and vetted; nothing of it is in the court's file yet."""

    name: str
    kind: CertificateKind
    design: Design
    files: dict[str, bytes]


def export_template(template: CertificateTemplate, path: Path) -> None:
    """Write a template's newest version with everything it needs.

    Raises Refused when the file does not hold all of it; OSError when it cannot be written, and what was there is
    untouched.
    """
    design = design_of(template)
    parts = {design.digest: design.text.encode()}
    for name in (*design.contents, *filter(None, (design.underlay,))):
        content = blobs.get(name)
        if content is None:
            raise Refused(_("模板“{name}”要用的图片不在数据文件里，没有导出。").format(name=template.name))
        parts[name] = content
    for font in own_fonts(design):
        content = blobs.get(font.sha256)
        if content is None:
            text = _("模板“{name}”要用的字体“{file}”不在数据文件里，没有导出。")
            raise Refused(text.format(name=template.name, file=font.file))
        parts[font.sha256] = content
    manifest = {"format": FORMAT, "name": template.name, "kind": template.kind, "design": design.digest}
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
        for name, content in {_MANIFEST: listed, **parts}.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    write_atomically(path, written.getvalue())


def read_template(path: Path) -> PackedTemplate:
    """Read and vet a template's file. Raises Refused, naming the file, for one that is none, damaged, altered, too
    large, of a newer program, or that asks for what this program does not know; OSError as usual."""
    packed = path.stat().st_size
    content = path.read_bytes() if packed <= _LARGEST else b""
    try:
        if packed > _LARGEST:
            raise Unclear(_too_much())
        return _read(content)
    except Unclear as unclear:
        raise Refused(_("“{name}”不能导入：{why}").format(name=path.name, why=unclear)) from unclear
    except ARCHIVE_TROUBLE as error:
        words = _("“{name}”不是证书模板，或已损坏；请让对方重新导出（{ending}）。")
        raise Refused(words.format(name=path.name, ending=ENDING)) from error


def import_template(store: Store, path: Path) -> CertificateTemplate:
    """Add the template of a file; a name that is taken gets a number. Raises Refused and OSError as `read_template`."""
    packed = read_template(path)
    taken = {str(name) for (name,) in database.rows("SELECT name FROM certificate_template")}
    names = (packed.name, *(f"{packed.name}（{number}）" for number in range(2, len(taken) + 3)))
    free = next(name for name in names if name not in taken)
    return add_template(store, packed.kind, free, packed.design, packed.files)


def _read(content: bytes) -> PackedTemplate:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS:
            text = _("里面有 {count} 项内容，证书模板最多 {most} 项。")
            raise Unclear(text.format(count=len(entries), most=_MOST_PARTS))
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise Unclear(_too_much())
        parts = {entry.filename: archive.read(entry) for entry in entries}
    name, kind, digest = _manifest(parts.pop(_MANIFEST, b""))
    if altered := [part for part, content in parts.items() if digest_of(content) != part]:
        raise Unclear(_("里面的“{part}”与登记的不同，文件损坏或被改动过。").format(part=altered[0][:40]))
    if digest not in parts:
        raise Unclear(_("里面没有模板的内容。"))
    design = read_design(parts.pop(digest))
    if lacking := [need for need in design.contents if need not in parts]:
        raise Unclear(_("里面缺少 {count} 张图片。").format(count=len(lacking)))
    fonts = {font.sha256: font.file for font in own_fonts(design)}
    if lost := [file for digest, file in fonts.items() if digest not in parts]:
        raise Unclear(_("里面缺少字体“{file}”。").format(file=lost[0]))
    vet_drawn(design)
    vet_template(kind, design)
    for need in (*design.contents, design.underlay):
        if need in parts:
            _vet_part(parts[need])
    for digest, file in fonts.items():
        _vet_font(file, parts[digest])
    return PackedTemplate(name, kind, design, parts)


def _too_much() -> str:
    return _("里面的内容太多（超过 {limit} MB）。").format(limit=_LARGEST >> 20)


def _vet_part(content: bytes) -> None:
    try:
        vet_file(content)
    except Unclear as unclear:
        raise Unclear(_("里面的图片或背景不能用：{why}").format(why=unclear)) from unclear


def _vet_font(file: str, content: bytes) -> None:
    try:
        vet_face(content)
    except Unclear as unclear:
        raise Unclear(_("里面的字体“{file}”不能用：{why}").format(file=file, why=unclear)) from unclear


def _manifest(content: bytes) -> tuple[str, CertificateKind, str]:
    try:
        found = json.loads(content.decode())
        number, name, kind, design = (found[key] for key in ("format", "name", "kind", "design"))
    except (ValueError, KeyError, TypeError) as error:
        raise Unclear(_("里面没有模板的说明，不是证书模板。")) from error
    if type(number) is not int or number < FORMAT:
        raise Unclear(_("里面没有模板的说明，不是证书模板。"))
    if number > FORMAT:
        raise Unclear(_("它由更新的程序写出，请先升级本程序。"))
    if kind not in list(CertificateKind) or not isinstance(name, str) or not name.strip():
        raise Unclear(_("说明里的名称或类别不对。"))
    return name.strip(), CertificateKind(kind), str(design)
