"""Adding a font for characters that no other has: asked for, vetted, and used at once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_PATTERNS = ((N_("字体"), "*.ttf *.ttc *.otf"),)
"""An OTF file is offered as well, so that it is said why it cannot be used."""


def add_font(desk: Desk, owner: QWidget, added: Callable[[], None] = lambda: None) -> None:
    """Ask for a font file and add it; a sentence says why one cannot be used. `added` is called once it is there."""
    from cadre_desktop.kit.documents.adding_faces import add_face  # what reads faces takes long to load

    chosen = desk.notices.choose_open(_("添加字体"), tuple((_(words), names) for words, names in _PATTERNS))
    if chosen is None:
        return
    path: Path = chosen

    def told(_there: Path) -> None:
        added()
        desk.notices.tell(_("已添加字体“{name}”，本机的证书都可以用它印生僻字。").format(name=path.name))

    carry_out(desk, _("正在添加字体"), lambda: add_face(path), told, owner, writes=False)
