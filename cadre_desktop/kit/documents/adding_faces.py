"""Fonts that somebody brings, put where the program finds them."""

from pathlib import Path

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.face_files import vet_face
from cadre_desktop.kit.documents.face_folder import face_folder
from cadre_desktop.kit.documents.fonts import use_faces_from
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear


def add_face(source: Path) -> Path:
    """Copy a font file into the folder, from where it is used at once; returns where it is.

    Raises Refused, naming the file, for one that is no TrueType face, is damaged or may not be embedded; OSError as
    usual.
    """
    folder = face_folder()
    if folder is None:
        raise Refused(_("没有字体文件夹，不能添加字体。"))
    content = source.read_bytes()
    try:
        vet_face(content)
    except Unclear as unclear:
        raise Refused(_("“{name}”不能用：{why}").format(name=source.name, why=unclear)) from unclear
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(folder / source.name, content)
    use_faces_from(folder)
    return folder / source.name
