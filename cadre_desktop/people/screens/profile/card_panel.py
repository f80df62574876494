"""The card at the left of a person's page: the photo, and what the dossier's row says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.people.profile.page import Profile

_PHOTO_WIDTH, _PHOTO_HEIGHT = 88, 110
_TITLES = 84
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class CardPanel(QFrame):
    """Shows the `Profile` it is given; masked facts only when they are revealed."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "card")
        self.photo, self.standing, self.facts = QLabel(), _wrapped(""), QScrollArea()
        self.photo.setAccessibleName(_("照片"))
        self.photo.setFixedSize(_PHOTO_WIDTH, _PHOTO_HEIGHT)
        self.facts.setWidgetResizable(True)
        self.facts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts.setAccessibleName(_("基本情况"))
        set_role(self.facts, "reading")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 4, 8)
        column.setSpacing(8)
        row = row_in(column)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(12)
        row.addWidget(self.photo)
        row.addWidget(self.standing, 1)
        column.addWidget(self.facts, 1)

    def show_profile(self, profile: Profile, photo: bytes, revealed: bool) -> None:
        """Show who it is."""
        picture = QPixmap()
        there = bool(photo) and picture.loadFromData(photo)
        if there:
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                round(_PHOTO_WIDTH * ratio),
                round(_PHOTO_HEIGHT * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
            self.photo.setPixmap(picture)
        self.photo.setVisible(there)
        self.standing.setText(profile.standing)
        inside = QWidget()
        set_role(inside, "inside")
        _fill(QGridLayout(inside), profile, revealed)
        self.facts.setWidget(inside)


def _fill(grid: QGridLayout, profile: Profile, revealed: bool) -> None:
    grid.setContentsMargins(8, 4, 8, 8)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, _TITLES)
    grid.setColumnStretch(1, 1)
    for title, facts in profile.facts:
        line = grid.rowCount()
        heading = QLabel(title)
        heading.setContentsMargins(0, 8 if line > 1 else 0, 0, 0)
        set_role(heading, "heading")
        grid.addWidget(heading, line, 0, 1, 2)
        for row, fact in enumerate(facts, line + 1):
            label = _wrapped(fact.title)
            set_role(label, "muted")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_wrapped(fact.said(revealed)), row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)


def _wrapped(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
