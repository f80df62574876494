"""Fonts that somebody brings, put where the program finds them."""

from collections.abc import Callable
from pathlib import Path

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.face_files import vet_face
from cadre_desktop.kit.documents.face_folder import face_folder
from cadre_desktop.kit.documents.fonts import digest_of_face, use_faces_from, users_files
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear

_SHORT = 8
"""Digits of its SHA-256 by which a file is told from another one of its name."""


def add_face(source: Path) -> Path:
    """Copy a font file into the folder, from where it is used at once; returns where it is. One that is there already
    stays, also another one of the same name: certificates may have been printed with it.

    Raises Refused, naming the file, for one that is no TrueType face, is damaged or may not be embedded; OSError as
    usual.
    """
    folder = face_folder()
    if folder is None:
        raise Refused(_("没有字体文件夹，不能添加字体。"))
    content = source.read_bytes()
    _vet(source.name, content)
    return _put(folder, source.name, content)


def own_face(digest: str) -> Path | None:
    """The file in the folder that has this SHA-256 (hex)."""
    return next((file for file in users_files() if digest_of_face(file) == digest), None)


def bring_face(name: str, digest: str, get: Callable[[str], bytes | None]) -> bool:
    """Have the face with this SHA-256 at hand, `get` giving what is in it where it is not in the folder; returns
    whether it is. Raises Refused for what is no face that may be used; OSError as usual."""
    folder = face_folder()
    if folder is None or own_face(digest) is not None:
        return folder is not None
    content = get(digest)
    if content is None or digest_of(content) != digest:
        return False
    _vet(name, content)
    _put(folder, name, content)
    return True


def _vet(name: str, content: bytes) -> None:
    try:
        vet_face(content)
    except Unclear as unclear:
        raise Refused(_("“{name}”不能用：{why}").format(name=name, why=unclear)) from unclear


def _put(folder: Path, name: str, content: bytes) -> Path:
    digest = digest_of(content)
    there = own_face(digest)
    if there is not None:
        return there
    target = folder / Path(name).name
    if target.exists():
        target = target.with_stem(f"{target.stem}-{digest[:_SHORT]}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(target, content)
    use_faces_from(folder)
    return target
