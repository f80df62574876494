"""The photos of an album: added from files, put in order by dragging or by keys, with year and caption."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.fields.photo_field import read_upright
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.photos.reading import pictures_in
from cadre_desktop.welfare.farewell.gathering import (
    add_photos,
    choose_cover,
    describe_photo,
    order_photos,
    photos_of,
    remove_photos,
)
from cadre_desktop.welfare.farewell.photos import take_in

_SIDE = 112
_YEAR_WIDTH = 112
_KEY = int(Qt.ItemDataRole.UserRole)


class _Photos(QListWidget):
    """Delete and Alt+Left, Alt+Right are asked for by signals."""

    remove_wanted = Signal()
    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.move_wanted.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class PhotosPanel(Workplace):
    """Delete removes, Alt+Left and Alt+Right move; Enter in year or caption keeps them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._farewell: int | None = None
        self._drawn: dict[str, QIcon] = {}
        self._rows: dict[int, Any] = {}
        self.list = _Photos()
        self.year, self.caption = CountInput(_("年")), TextInput()
        self.hint = QLabel(
            _("把照片文件拖到这里，或点“添加照片”；文件名写年份和说明的（1987年 全院合影.jpg）会自动填上。")
        )
        self.add = dressed(QPushButton(_("添加照片…(&A)")), "primary")
        self.cover, self.remove = QPushButton(_("设为封面(&F)")), QPushButton(_("移除(&R)"))
        self.keep_words = QPushButton(_("保存说明(&K)"))
        self._build()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.list.setAccessibleName(_("纪念册照片"))
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.year.setFixedWidth(_YEAR_WIDTH)
        set_role(self.hint, "muted")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        line: QHBoxLayout = row_in(column)
        for title, field, stretch in ((_("年份"), self.year, 0), (_("说明"), self.caption, 1)):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            line.addWidget(label)
            line.addWidget(field, stretch)
        line.addWidget(self.keep_words)
        foot = row_in(column)
        foot.addStretch(1)
        for button in (self.remove, self.cover, self.add):
            foot.addWidget(button)
        self._connect()
        self.work_in(self.list)

    def _connect(self) -> None:
        self.add.clicked.connect(self._choose)
        self.cover.clicked.connect(self._set_cover)
        self.remove.clicked.connect(self._remove)
        self.keep_words.clicked.connect(self._describe)
        self.caption.returnPressed.connect(self._describe)
        self.list.currentItemChanged.connect(lambda *_items: self._turn())
        self.list.model().rowsMoved.connect(lambda *_moved: self._reorder())
        self.list.remove_wanted.connect(self._remove)
        self.list.move_wanted.connect(self._move)

    def show_farewell(self, farewell: int, _year: int) -> None:
        """Show the photos of somebody; the cursor stays on the photo that it is on."""
        current = self._current()
        self._farewell = farewell
        rows = photos_of(farewell)
        self._rows = {row.id: row for row in rows}
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self.list.addItem(self._item(row))
        self.list.blockSignals(blocked)
        keys = [row.id for row in rows]
        if keys:
            self.list.setCurrentRow(keys.index(current) if current in keys else 0)
        self._turn()
        self._draw([row.content for row in rows])

    def _item(self, row: Any) -> QListWidgetItem:
        words = "　".join(filter(None, (str(row.taken or ""), row.caption))) or _("（没有说明）")
        item = QListWidgetItem(self._drawn.get(row.content, QIcon()), f"★ {words}" if row.cover else words)
        item.setData(_KEY, row.id)
        item.setToolTip(_("封面：{words}").format(words=words) if row.cover else words)
        item.setSizeHint(QSize(300, _SIDE + 8))
        return item

    def _draw(self, hashes: Sequence[str]) -> None:
        """Read the small pictures that are not known yet."""
        wanted = [each for each in dict.fromkeys(hashes) if each not in self._drawn]
        if wanted:
            self._desk.jobs.run(
                _("正在读取照片"), lambda progress: _small(wanted, progress), self._put_icons, owner=self
            )

    def _put_icons(self, pictures: dict[str, QImage]) -> None:
        self._drawn |= {name: QIcon(QPixmap.fromImage(image)) for name, image in pictures.items()}
        for number in range(self.list.count()):
            item = self.list.item(number)
            row = self._rows.get(item.data(_KEY))
            if row is not None and row.content in self._drawn:
                item.setIcon(self._drawn[row.content])

    def _current(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(_KEY))

    def _turn(self) -> None:
        row = self._rows.get(self._current() or 0)
        for widget in (self.cover, self.remove, self.year, self.caption, self.keep_words):
            widget.setEnabled(row is not None)
        self.year.set_value(row.taken if row else None)
        self.caption.set_value(row.caption if row else "")

    def _choose(self) -> None:
        kinds = [(_("照片"), "*.jpg *.jpeg *.png *.bmp *.webp *.zip")]
        if paths := self._desk.notices.choose_several(_("选择照片"), kinds):
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Take in the pictures of files, folders and zip files; what cannot be used is said, the others come in."""
        farewell, store = self._farewell, self._desk.store
        if farewell is None:
            return

        def work(progress: Progress) -> tuple[int, list[Problem]]:
            taken, problems = take_in(pictures_in(paths), progress)
            return len(add_photos(store, farewell, taken)), problems

        work_on(self._desk, _("正在添加照片"), work, self._taken, self, writes=True)

    def _taken(self, outcome: tuple[int, list[Problem]]) -> None:
        count, problems = outcome
        words = _("已添加 {count} 张照片，可按 Ctrl+Z 撤销。").format(count=count)
        if problems:
            left = _("{words}另有 {left} 张没有添加。").format(words=words, left=len(problems))
            self._desk.notices.warn(left, "\n".join(map(str, problems)))
        else:
            self._desk.notices.tell(words)

    def _describe(self) -> None:
        key, store = self._current(), self._desk.store
        try:
            year = self.year.value()
        except Unclear as unclear:
            self._desk.notices.warn(str(unclear))
            return
        caption = self.caption.value()
        if key is not None:
            carry_out(
                self._desk, _("正在保存"), lambda: describe_photo(store, key, year, caption), lambda _none: None, self
            )

    def _set_cover(self) -> None:
        key, store = self._current(), self._desk.store
        if key is not None:
            carry_out(self._desk, _("正在保存"), lambda: choose_cover(store, key), lambda _none: None, self)

    def _remove(self) -> None:
        keys, store = [int(item.data(_KEY)) for item in self.list.selectedItems()], self._desk.store
        if keys:
            carry_out(self._desk, _("正在移除照片"), lambda: remove_photos(store, keys), lambda _count: None, self)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)
            self._reorder()

    def _reorder(self) -> None:
        farewell, store = self._farewell, self._desk.store
        keys = [int(self.list.item(number).data(_KEY)) for number in range(self.list.count())]
        if farewell is not None:
            carry_out(
                self._desk, _("正在保存顺序"), lambda: order_photos(store, farewell, keys), lambda _none: None, self
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _small(hashes: Sequence[str], progress: Progress) -> dict[str, QImage]:
    """The small pictures; one that cannot be read stays without."""
    found = {}
    for name in hashes:
        progress.check()
        content = blobs.get(name)
        try:
            image = read_upright(content or b"", 2 * _SIDE)
        except Unclear:
            continue
        found[name] = image.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    return found
