"""The attachments of a record as a list: name, size, day and a small picture of each."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.attachments.pictures import is_pdf, is_picture
from cadre_desktop.kit.qt.attachments.pictures_shown import thumbnail
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.attachments import MEGABYTE, Attachment, size_text

_SIDE = 32
"""Pixels of a small picture, and of the icon instead of it."""
_MOST_DRAWN = 16 * MEGABYTE
"""What is larger has an icon: nobody waits for a small picture."""
_MOST_SEEN, _AMONG_FIELDS = 3, 5
"""Lines that are seen at once: a form has no room for more, unless they scroll with its fields."""
_BESIDE, _EACH = 320, 60
"""Height in px that a form must have to show one line, and for each further line: most of the room is for the
fields."""
_FRAME, _LINE = 150, 40
"""The same where the fields are not there."""
_AROUND = 4


class AttachmentList(QListWidget):
    """Enter opens, F2 renames, Delete removes; each is asked for by a signal."""

    open_wanted = Signal()
    rename_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._drawn: dict[str, QIcon] = {}
        self._seen = _MOST_SEEN
        self.rows: list[Attachment] = []
        self.setAccessibleName(_("附件"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformItemSizes(True)
        self.itemDoubleClicked.connect(lambda _item: self.open_wanted.emit())

    def show_rows(self, rows: Sequence[Attachment], kept: Container[int] = ()) -> None:
        """Show these; the chosen ones stay chosen, and the cursor stays as near as it can. Those with the keys `kept`
        are marked as what their record had when it became final."""
        chosen, line = {row.id for row in self.chosen()}, self.currentRow()
        blocked = self.blockSignals(True)  # what is chosen while the lines are being changed is nobody's choice
        self.clear()
        self.rows = list(rows)
        for row in self.rows:
            self.addItem(self._item(row, row.id in kept))
        if self.rows:
            self.setCurrentRow(min(max(0, line), len(self.rows) - 1))
        for number, row in enumerate(self.rows):
            self.item(number).setSelected(row.id in chosen or (not chosen and number == self.currentRow()))
        self.blockSignals(blocked)
        self.itemSelectionChanged.emit()
        self.setFixedHeight(self.sizeHint().height())
        self._draw()

    def _item(self, row: Attachment, kept: bool) -> QListWidgetItem:
        facts = [size_text(row.size), row.added.isoformat(), *([_("定下来时已有")] if kept else [])]
        item = QListWidgetItem(self._drawn.get(row.content_hash) or icon(_icon_of(row.name)), "")
        item.setText(f"{row.name}\n{' · '.join([*facts, *filter(None, [row.remark])])}")
        item.setToolTip("\n".join(filter(None, [row.name, row.remark])))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(filter(None, [row.name, *facts, row.remark])))
        return item

    def fit_into(self, height: int, among_fields: bool = False, alone: bool = False) -> None:
        """Take no more lines than go well with a form of so many pixels: `among_fields` they take nobody's room, where
        they are `alone` they have all of it."""
        if alone:
            seen = min(max(1, (height - _FRAME) // _LINE), _AMONG_FIELDS)
        else:
            seen = _AMONG_FIELDS if among_fields else min(max(1, (height - _BESIDE) // _EACH), _MOST_SEEN)
        if seen != self._seen:
            self._seen = seen
            self.setFixedHeight(self.sizeHint().height())

    def chosen(self) -> list[Attachment]:
        """The chosen ones, in the order of the list."""
        return [row for number, row in enumerate(self.rows) if self.item(number).isSelected()]

    @property
    def current(self) -> Attachment | None:
        """The one that the cursor is on."""
        return self.rows[self.currentRow()] if 0 <= self.currentRow() < len(self.rows) else None

    def _draw(self) -> None:
        """Draw the small pictures that are not there yet, in a job."""
        wanted = {
            row.content_hash: row.name
            for row in self.rows
            if row.content_hash not in self._drawn
            and row.size <= _MOST_DRAWN
            and (is_picture(row.name) or is_pdf(row.name))
        }
        side = round(_SIDE * self.devicePixelRatioF())

        def work(progress: Progress) -> dict[str, QImage]:
            found = {}
            for hash_, name in wanted.items():
                progress.check()
                found[hash_] = thumbnail(name, blobs.get(hash_) or b"", side)
            return found

        if wanted:
            self._jobs.run(_("正在显示附件"), work, self._take, keep_latest=f"attachments {id(self)}", owner=self)

    def _take(self, images: dict[str, QImage]) -> None:
        for hash_, image in images.items():
            if not image.isNull():
                self._drawn[hash_] = _framed(image, self.devicePixelRatioF())
        for number, row in enumerate(self.rows):
            if row.content_hash in self._drawn:
                self.item(number).setIcon(self._drawn[row.content_hash])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        wanted = (
            {
                Qt.Key.Key_Return: self.open_wanted,
                Qt.Key.Key_Enter: self.open_wanted,
                Qt.Key.Key_F2: self.rename_wanted,
                Qt.Key.Key_Delete: self.remove_wanted,
            }.get(Qt.Key(event.key()))
            if plain
            else None
        )
        if wanted is not None and self.rows:
            wanted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        line = max(self.sizeHintForRow(0), _SIDE) if self.rows else _SIDE
        return QSize(200, min(len(self.rows), self._seen) * line + 2 * self.frameWidth() + _AROUND)


def _framed(image: QImage, ratio: float) -> QIcon:
    """A small picture in the middle of a square, so that all names begin at the same edge; with a line around it,
    since pages are as white as the list."""
    side = round(_SIDE * ratio)
    square = QPixmap(side, side)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    area = image.rect()
    area.moveCenter(square.rect().center())
    painter.drawImage(area.topLeft(), image)
    painter.setPen(tokens().color("line"))
    painter.drawRect(area.adjusted(0, 0, -1, -1))
    painter.end()
    square.setDevicePixelRatio(ratio)
    return QIcon(square)


def _icon_of(name: str) -> str:
    return "photo" if is_picture(name) else "attachment"
