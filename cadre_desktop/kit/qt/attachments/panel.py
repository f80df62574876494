"""The attachments of the record in a form (附件): one line, which unfolds to a list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.attachments.attaching import Attaching, local_files
from cadre_desktop.kit.qt.attachments.attachment_list import AttachmentList
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import Attachment, size_text
from cadre_desktop.kit.store.record import Record


class AttachmentsPanel(QWidget):
    """Files are added by the button, dropped on it or pasted. Of a record that is final they can be looked at and saved
    only; a new record has none until it is saved, and the panel is not to be seen.
    """

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._record: type[Record] | None = None
        self._key: int | None = None
        self._stale = self._closed = False
        self._resting: QWidget | None = None
        self.attaching = Attaching(desk, self, self._set_busy, lambda: self.unfold(True))
        self.fold, self.add_button = QToolButton(), dressed(QPushButton(_("添加…")), "quiet")
        self.original = QCheckBox(_("保留原图"))
        self.list = AttachmentList(desk.jobs)
        self._hint, self._body = QLabel(), QWidget()
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
            ("save_all", "export", _("全部另存…"), "", self.save_all),
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
        self.addAction(paste)
        return made

    def _build(self) -> None:
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add_button.setToolTip(_("选择文件作为附件；也可以把文件拖到这里，或粘贴图片、文件（Ctrl+V）"))
        self.add_button.setAccessibleName(_("添加附件"))
        self.original.setToolTip(_("不勾选时，较大的图片缩小后保存：长边不超过 2000 像素"))
        self._hint.setText(_("把文件拖到这里，或粘贴图片、文件。"))
        self._hint.setWordWrap(True)
        set_role(self._hint, "muted")
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(self.list)
        body.addWidget(self._hint)
        foot = row_in(body)
        foot.addWidget(self.original)
        foot.addStretch()
        foot.addWidget(self.more)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(4)
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
        """Show what is attached to a row; None for a new one, or where nothing can be attached."""
        if Attachment not in self._desk.store.schema.records:
            key = None
        if (record, key) != (self._record, self._key):
            self.list.show_rows(())
        self._record, self._key = record, key
        self.setHidden(key is None)
        if key is not None:
            self.attaching.record, self.attaching.key = record, key
            self._read()

    def _read(self) -> None:
        assert self._record is not None
        assert self._key is not None
        self._stale = False
        rows = attachments.of(self._record, self._key)
        self._closed = attachments.closed(self._desk.store, self._record, self._key)
        self.list.show_rows(rows)
        self._name_fold()
        self.list.setVisible(bool(rows))
        self._hint.setVisible(not rows)
        for part in (self.add_button, self.original):
            part.setHidden(self._closed)
        self.fold.setToolTip(_("这条记录已经定下来了，附件只能查看和另存") if self._closed else _("显示或收起附件"))
        self._follow()

    @property
    def unfolded(self) -> bool:
        """Whether the list is there, and not only the line above it."""
        return not self._body.isHidden()

    def unfold(self, unfolded: bool) -> None:
        """Show the list, or only the line above it; it stays so for the next row."""
        self._body.setVisible(unfolded)
        self._name_fold()

    def _name_fold(self) -> None:
        total = f"　{size_text(sum(row.size for row in self.list.rows))}" if self.list.rows else ""
        self.fold.setText(_("附件（{count}）").format(count=len(self.list.rows)) + total)
        state = _("已展开") if self.unfolded else _("已收起")
        self.fold.setAccessibleName(f"{self.fold.text()}，{state}")
        self.fold.setIcon(icon("chevron-down" if self.unfolded else "chevron-right", "muted"))

    def _follow(self) -> None:
        """Offer what can be done with what is chosen."""
        chosen = self.list.chosen()
        one, free = len(chosen) == 1, not self._closed
        for name, offered in {
            "view": one,
            "save": bool(chosen),
            "save_all": bool(self.list.rows),
            "rename": one and free,
            "annotate": one and free,
            "remove": bool(chosen) and free,
            "paste": free,
        }.items():
            self._actions[name].setEnabled(offered)

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
        if self._closed or data is None:
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
        if row is not None and not self._closed:
            change(row)

    def remove(self) -> None:
        """Take off what is chosen."""
        if not self._closed:
            self.attaching.remove(self.list.chosen())

    def _set_busy(self, busy: bool) -> None:
        """While it works the keyboard waits in what the panel stands in: Qt would hand it on to whatever comes next,
        after the dialog in which the files were chosen to the tabs of the window, and it would not come back."""
        inside, holder = self.window().focusWidget(), self.parentWidget()
        if busy:
            self._resting = inside if inside is not None and self.isAncestorOf(inside) else None
            if self._resting is not None and holder is not None:
                holder.setFocus()
        self.setEnabled(not busy)
        if not busy and self._resting is not None and inside in (None, holder):
            self._resting.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._closed and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.attaching.add_files(local_files(event.mimeData()), self.original.isChecked())
        event.acceptProposedAction()
