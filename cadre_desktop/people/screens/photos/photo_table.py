"""Photo files with a small picture of each, whom it means, and why or why not."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.photo_field import read_upright, size_of
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TIP,
    TOLD,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.people.photos.frames import Frame, usual
from cadre_desktop.people.photos.matching import MatchState, PhotoMatch, PhotoOwner
from cadre_desktop.people.photos.reading import PictureFile

FILE, WHO, STATE, WHY = range(4)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_THUMB = QSize(40, 50)
_READ = 160
"""Px of a side that a small picture is read with."""
_COLOURS = {MatchState.UNSURE: "warning", MatchState.NOBODY: "bad", MatchState.MATCHED: "good"}


class PhotoLine:
    """A file with whom it means now, and the frame it is cropped to (None: the usual one)."""

    def __init__(self, picture: PictureFile, match: PhotoMatch):
        self.picture, self.match = picture, match
        self.frame: Frame | None = None
        self.wanted = True
        self._thumb: QPixmap | None = None

    @property
    def owner(self) -> PhotoOwner | None:
        """Whose photo it is."""
        return self.match.owner

    def forget_thumb(self) -> None:
        """Draw the small picture anew when it is wanted."""
        self._thumb = None

    def thumb(self) -> QPixmap:
        """The portrait as it would be, small; empty for what cannot be read."""
        if self._thumb is None:
            self._thumb = QPixmap.fromImage(self._read())
        return self._thumb

    def _read(self) -> QImage:
        try:
            data = self.picture.read()
            frame = self.frame or usual(size_of(data))
            image = read_upright(data, _READ)
        except (Refused, Unclear):
            return QImage()
        scale = image.width() / frame.of[0]
        part = image.copy(QRect(*(round(value * scale) for value in frame.box)))
        smooth = Qt.TransformationMode.SmoothTransformation
        return part.scaled(_THUMB, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


class PhotoModel(QAbstractTableModel):
    """A line for each file; those that somebody has to look at come first."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PhotoLine] = []
        self._titles = (_("照片"), _("人员"), _("状态"), _("依据或原因"))

    def put(self, lines: Sequence[PhotoLine]) -> None:
        """Show other files."""
        self.beginResetModel()
        order = list(MatchState)
        self.lines = sorted(lines, key=lambda line: order.index(line.match.state))
        self.endResetModel()

    def changed(self, row: int) -> None:
        """A line says something else now."""
        self.dataChanged.emit(self.index(row, FILE), self.index(row, WHY))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == _DECORATION and column == FILE:
            return line.thumb()
        if role == DISPLAY or (role == TIP and column != STATE):
            return self._text(line, column)
        if role in TOLD and column == STATE:
            return line.match.reason
        if role == ALIGNMENT:
            return LEFT
        if role == FOREGROUND and (column == STATE or not line.wanted):
            return tokens().color(_COLOURS[line.match.state] if line.wanted else "muted")
        return None

    @staticmethod
    def _text(line: PhotoLine, column: int) -> str:
        owner = line.owner
        state = _(line.match.state.label) if line.wanted else _("不录入")
        why = line.match.reason
        if owner is not None and owner.has_photo:
            why = _("{reason}；替换已有的照片").format(reason=why)
        return (line.picture.name, owner.words if owner else "", state, why)[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(4))


class PhotoTable(GridTable):
    """The files."""

    def __init__(self, model: PhotoModel):
        super().__init__(_("照片"))
        self.setModel(model)
        self.setIconSize(_THUMB)
        self.verticalHeader().setDefaultSectionSize(_THUMB.height() + 8)
        self.set_widths((210, 190, 70, 0), stretched=WHY)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
