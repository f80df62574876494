"""Choosing a frame by its picture."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.designing.samples import sample_words
from cadre_desktop.certificates.designing.showing import drawn_ground
from cadre_desktop.certificates.screens.designer.sheet_panel import frame_name
from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.design.elements import Design, OrnamentBackground
from cadre_desktop.kit.documents.ornaments.catalogue import ORNAMENTS
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.page_canvas import image_of
from cadre_desktop.kit.qt.talk.sizing import resize_dialog_within_screen

_WIDE = 152
"""Px of the longer side of a picture."""
_INCH = 25.4

Framed = list[tuple[OrnamentVersion, QImage]]


def framed(design: Design) -> Framed:
    """The newest version of each frame on the design's sheet, as pictures; in a job."""
    newest = {ornament.name: ornament for ornament in ORNAMENTS}  # of each name it comes last
    words, dpi = sample_words(), _WIDE / max(design.sheet) * _INCH
    found: Framed = []
    for ornament in newest.values():
        picture = drawn_ground(replace(design, background=OrnamentBackground(ornament)), words, dpi)
        if picture is not None:
            found.append((ornament, image_of(picture)))
    return found


class FrameDialog(QDialog):
    """`chosen` is the frame that was chosen, None as long as none was."""

    def __init__(self, frames: Framed, now: OrnamentVersion | None, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("选择边框"))
        self.chosen: OrnamentVersion | None = None
        self._frames = [ornament for ornament, _picture in frames]
        self.list = QListWidget()
        self.list.setAccessibleName(_("边框"))
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setSpacing(8)
        self.list.setIconSize(QSize(_WIDE, _WIDE))
        for ornament, picture in frames:
            shown = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else the chosen one would be washed out
                shown.addPixmap(QPixmap.fromImage(picture), mode)
            item = QListWidgetItem(shown, frame_name(ornament.name))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.list.addItem(item)
        self.list.setCurrentRow(self._frames.index(now) if now in self._frames else 0)
        self.list.itemDoubleClicked.connect(self.take)
        self.go = dressed(QPushButton(_("用这个边框")), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.take)
        cancel = QPushButton(_("取消"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.list)
        foot = row_in(column)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        resize_dialog_within_screen(self, 780, 430)

    def take(self) -> None:
        """Choose the frame in front."""
        row = self.list.currentRow()
        if 0 <= row < len(self._frames):
            self.chosen = self._frames[row]
            self.accept()
