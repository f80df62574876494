"""The attachments of the record in a form (附件): one line, which unfolds to a list."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.attachments.attaching import Attaching, local_files
from cadre_desktop.kit.qt.attachments.attachment_list import AttachmentList
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import Attachment, size_text
from cadre_desktop.kit.store.record import Record

_RADIUS = 6


class AttachmentsPanel(QWidget):
    """Files are added by the button, dropped on it or pasted. A final record takes more files; those it had when it
    became final can only be looked at and saved. `spread` says that it takes more room now, or less.

    A new record takes none until it is saved, and the panel says so. Files that waited until then would be a promise
    that may be broken: the record may never be saved, the stick with the file may be pulled out before, and the one
    step that saves would have to fail for a file that is too large.

    `ask` goes on with unfolding, where something has to be said before the names of the files are seen.
    """

    spread = Signal()

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._record: type[Record] | None = None
        self._key: int | None = None
        self.ask: Callable[[Callable[[], None]], None] = lambda show: show()
        self._stale = self._unfolded = self._barred = False
        self._kept: frozenset[int] | None = None
        self._coming = 0
        self._resting: QWidget | None = None
        self.attaching = Attaching(desk, self, self._set_busy, lambda: self.unfold(True))
        self.fold, self.add_button = QToolButton(), dressed(QPushButton(_("添加…")), "quiet")
        self.original = QCheckBox(_("保留原图"))
        self.list = AttachmentList(desk.jobs)
        self._later, self._final, self._hint, self._body = QLabel(), QLabel(), QLabel(), QWidget()
        self.menu = QMenu(self)
        self._actions = self._make_actions()
        self.more = MenuButton("", _("操作"), self.menu)
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.hide()

    def _make_actions(self) -> dict[str, QAction]:
        made = {}
        for name, icon_name, words, keys, what in (
            ("view", "preview", _("查看"), "", self.view),
            ("save", "save", _("另存为…"), "", self.save),
            ("save_all", "export", _("导出全部附件…"), "", self.save_all),
            ("rename", "edit", _("改名…"), "F2", self.rename),
            ("annotate", "edit", _("写说明…"), "", self.annotate),
            ("remove", "delete", _("移除"), "Del", self.remove),
            ("paste", "paste", _("粘贴"), "Ctrl+V", self.paste),
        ):
            action = QAction(icon(icon_name), f"{words}\t{keys}" if keys else words, self)
            action.triggered.connect(lambda _checked, what=what: what())
            self.menu.addAction(action)
            made[name] = action
        paste = QAction(self)  # by the keys wherever the cursor is in the panel; the menu only says which
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.triggered.connect(self.paste)
        jump = QAction(_("到附件"), self)  # from wherever the cursor is in the window
        jump.setShortcut(QKeySequence("Ctrl+Shift+J"))
        jump.triggered.connect(self.enter)
        self.addActions([paste, jump])
        return made

    def _build(self) -> None:
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add_button.setToolTip(_("选择文件作为附件；也可以把文件拖到这里，或粘贴图片、文件（Ctrl+V）"))
        self.add_button.setAccessibleName(_("添加附件"))
        self._later.setText(_("附件：保存后可添加"))
        self._final.setText(_("可以补充附件；定下来时已有的只能查看和另存。"))
        for label in (self._later, self._final, self._hint):
            label.setWordWrap(True)
            set_role(label, "muted")
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(self.list)
        body.addWidget(self._hint)
        body.addWidget(self._final)
        foot = row_in(body)
        foot.addWidget(self.original)
        foot.addStretch()
        foot.addWidget(self.more)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 2, 16, 4)
        column.setSpacing(4)
        column.addWidget(self._later)
        head = row_in(column)
        head.addWidget(self.fold)
        head.addStretch()
        head.addWidget(self.add_button)
        column.addWidget(self._body)

    def _connect(self) -> None:
        self.fold.clicked.connect(lambda: self.unfold(not self.unfolded))
        self.add_button.clicked.connect(self.add)
        self.list.open_wanted.connect(self.view)
        self.list.rename_wanted.connect(self.rename)
        self.list.remove_wanted.connect(self.remove)
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self.menu.popup(self.list.mapToGlobal(at)))
        self.menu.aboutToShow.connect(self._follow)
        self._desk.changes.happened.connect(self._changed)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in its order."""
        return self.fold, self.add_button, self.list, self.original, self.more

    def show_row(self, record: type[Record], key: int | None) -> None:
        """Show what is attached to a row, or for a new one (None) that it has to be saved first; nothing at all where a
        row takes no files and has none."""
        nothing = key is not None and not self._has_to_do_with(record, key)
        if nothing:
            key = None
        if (record, key) != (self._record, self._key):
            self.list.show_rows(())
        self._record, self._key = record, key
        self.setVisible(Attachment in self._desk.store.schema.records and not nothing)
        for part in (self.fold, self.add_button):
            part.setHidden(key is None)
        self._later.setHidden(key is not None)
        self._body.setVisible(self._unfolded and key is not None)
        if key is not None and not self.isHidden():
            self.attaching.record, self.attaching.key = record, key
            self._read()

    def _has_to_do_with(self, record: type[Record], key: int) -> bool:
        """Whether anything is attached to a row, or could be."""
        if Attachment not in self._desk.store.schema.records:
            return False
        return not attachments.barred(record, key) or bool(attachments.of(record, key))

    def _read(self) -> None:
        assert self._record is not None
        assert self._key is not None
        self._stale = False
        rows = attachments.of(self._record, self._key)
        self._kept = attachments.closed_with(self._desk.store, self._record, self._key)
        self._barred = bool(attachments.barred(self._record, self._key))
        self.list.show_rows(rows, self._kept or ())
        self._name_fold()
        self._show_list()
        self._final.setVisible(bool(self._kept) and not self._barred)
        for part in (self.add_button, self.original):
            part.setHidden(self._barred)
        self._show_target(0)
        longest = attachments.limits(self._desk.store).picture
        words = _("不勾选时，较大的图片缩小后保存：长边不超过 {longest} 像素")
        self.original.setToolTip(words.format(longest=longest))
        self.fold.setToolTip(_("显示或收起附件"))
        self._follow()
        self.spread.emit()

    @property
    def _takes_more(self) -> bool:
        """Whether anything may be added."""
        return self._key is not None and not self._barred

    @property
    def unfolded(self) -> bool:
        """Whether the list is there, and not only the line above it."""
        return self._unfolded

    def unfold(self, unfolded: bool) -> None:
        """Show the list, or only the line above it; it stays so for the next row."""
        if unfolded and not self._unfolded:
            self.ask(lambda: self._turn(True))
        else:
            self._turn(unfolded)

    def _turn(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._show_list()
        self._body.setVisible(unfolded and self._key is not None)
        self._name_fold()
        self.spread.emit()

    def _show_list(self) -> None:
        """While files are held over the folded panel their room is shown, but not what is attached already."""
        self.list.setVisible(bool(self.list.rows) and self._unfolded)

    def enter(self) -> None:
        """Come here with the keyboard: to the list, or where there is nothing yet, to what adds to it."""
        if self._key is None:
            return
        self.unfold(True)
        (self.list if self.list.rows else self.add_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_fold(self) -> None:
        total = f"　{size_text(sum(row.size for row in self.list.rows))}" if self.list.rows else ""
        self.fold.setText(_("附件（{count}）").format(count=len(self.list.rows)) + total)
        state = _("已展开") if self.unfolded else _("已收起")
        self.fold.setAccessibleName(f"{self.fold.text()}，{state}")
        self.fold.setIcon(icon("chevron-down" if self.unfolded else "chevron-right", "muted"))

    def _follow(self) -> None:
        """Offer what can be done with what is chosen."""
        chosen = self.list.chosen()
        one, free = len(chosen) == 1, not self._held(chosen)
        for name, offered in {
            "view": one,
            "save": bool(chosen),
            "save_all": bool(self.list.rows),
            "rename": one and free,
            "annotate": one and free,
            "remove": bool(chosen) and free,
            "paste": self._takes_more,
        }.items():
            self._actions[name].setEnabled(offered)

    def _held(self, rows: Iterable[Attachment]) -> bool:
        """Whether one of these was there when the record became final."""
        return any(row.id in (self._kept or ()) for row in rows)

    def _changed(self, _tables: frozenset[str]) -> None:
        """Any step may have made the row final, or what it belongs to."""
        if self._key is not None and self.isVisible():
            self._read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._key is not None:
            self._read()

    def add(self) -> None:
        """Ask for files and attach them."""
        paths = self._desk.notices.choose_several(_("添加附件"), ())
        self.attaching.add_files(paths, self.original.isChecked())

    def paste(self) -> None:
        """Attach the files or the picture in the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if not self._takes_more or data is None:
            return
        if paths := local_files(data):
            self.attaching.add_files(paths, self.original.isChecked())
        elif data.hasImage():
            self.attaching.add_image(QGuiApplication.clipboard().image(), self.original.isChecked())
        else:
            self._desk.notices.tell(_("剪贴板里没有文件或图片。"))

    def view(self) -> None:
        """Show the one that the cursor is on."""
        if (row := self.list.current) is not None:
            self.attaching.view(row)

    def save(self) -> None:
        """Save what is chosen."""
        chosen = self.list.chosen()
        if len(chosen) == 1:
            self.attaching.save(chosen[0])
        else:
            self.attaching.save_several(chosen)

    def save_all(self) -> None:
        """Save all of them into a folder."""
        self.attaching.save_several(self.list.rows)

    def rename(self) -> None:
        """Ask for another name of the one that the cursor is on."""
        self._if_free(self.attaching.rename)

    def annotate(self) -> None:
        """Ask for a remark to the one that the cursor is on."""
        self._if_free(self.attaching.annotate)

    def _if_free(self, change: Callable[[Any], None]) -> None:
        row = self.list.current
        if row is not None and not self._held([row]):
            change(row)

    def remove(self) -> None:
        """Take off what is chosen."""
        chosen = self.list.chosen()
        if not self._held(chosen):
            self.attaching.remove(chosen)

    def _set_busy(self, busy: bool) -> None:
        """While it works the keyboard waits in what the panel is in: Qt would hand it on to whatever comes next,
        after the dialog in which the files were chosen to the tabs of the window, and it would not come back."""
        inside, holder = self.window().focusWidget(), self.parentWidget()
        if busy:
            self._resting = inside if inside is not None and self.isAncestorOf(inside) else None
            if self._resting is not None and holder is not None:
                holder.setFocus()
        self.setEnabled(not busy)
        if not busy and self._resting is not None and inside in (None, holder):
            self._resting.setFocus()

    def _show_target(self, coming: int) -> None:
        """While `coming` files are held over the panel it shows that, and where, they can be dropped."""
        self._coming = coming
        words = _("松开鼠标，添加 {count} 个附件。") if coming else _("把文件拖到这里，或粘贴图片、文件。")
        self._hint.setText(words.format(count=coming))
        self._hint.setVisible(bool(coming) or not (self.list.rows or self._barred))
        self._body.setVisible(bool(coming) or self._unfolded)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files over a record that is not saved are held off here, or the window would take them for a roster."""
        files = local_files(event.mimeData())
        if files and self._takes_more:
            self._show_target(len(files))
            event.acceptProposedAction()
        elif files:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        if self._key is not None:
            self._show_target(0)

    def dropEvent(self, event: QDropEvent) -> None:
        if not self._takes_more:
            return
        self._show_target(0)
        self.attaching.add_files(local_files(event.mimeData()), self.original.isChecked())
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._coming:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens().color("primary"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(tokens().color("selection"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(7, 1, -7, -1), _RADIUS, _RADIUS)
            painter.end()
