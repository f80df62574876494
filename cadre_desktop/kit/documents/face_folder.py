"""The folder into which somebody lays fonts of their own: FangSong, and faces for rare characters.

`fonts` reads them when the first character is set; this module takes no time to load.
"""

from pathlib import Path

from cadre_desktop.kit.language import _

FOLDER = "fonts"
"""Its name within the program's data folder."""

_chosen: list[Path] = []


def use_face_folder(folder: Path | None) -> None:
    """Read faces from `folder`, which need not be there, or from none; for the whole process. Faces that have been read
    already stay until `fonts.use_faces_from`."""
    _chosen[:] = [folder] if folder else []


def face_folder() -> Path | None:
    """The folder of the user's faces, where one is chosen."""
    return _chosen[0] if _chosen else None


def way_to_add() -> str:
    """What to do about a character that no face has, as a sentence."""
    folder = face_folder()
    if folder is None:
        return _("请把带有这个字的字体（TTF）放进字体文件夹后再打印。")
    words = _("请用“添加字体…”加入带有这个字的字体（TTF）；也可以把它放进字体文件夹“{folder}”，再启动程序。")
    return words.format(folder=folder)
