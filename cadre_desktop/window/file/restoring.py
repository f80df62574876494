"""Choosing a backup to restore."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


class RestoreDialog(QDialog):
    """Lists the backups of a file, the last made first, then what only the second folder has; `chosen` is the one to
    restore."""

    def __init__(self, file: Path, parent: QWidget | None, second: Sequence[backup.Backup] = ()):
        super().__init__(parent)
        self.setWindowTitle(_("从备份恢复"))
        resize_within_screen(self, 640, 420)
        self.chosen: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        words = QLabel(_("选择要恢复到的时间。现在的数据会先另存一份，不会丢失。"))
        self._there: dict[Path, set[str]] = {}
        words.setWordWrap(True)
        layout.addWidget(words)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("备份"))
        beside = backup.backups(file)
        for made in beside:
            self._add(made)
        for made in second:
            if (made.number, made.at) not in {(each.number, each.at) for each in beside}:
                self._add(made, _("　第二备份位置"))
        if self._there:
            shared = _("照片和附件在备份旁边的“{folder}”文件夹里各存一份，各份备份共用。")
            words.setText(f"{words.text()}{shared.format(folder=BLOBS)}")
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._restore())
        self.list.setVisible(self.list.count() > 0)
        layout.addWidget(self.list, 1)
        if not self.list.count():
            layout.addWidget(self._nothing_yet(), 1)
        words.setHidden(not self.list.count())
        self._buttons(row_in(layout))

    @staticmethod
    def _nothing_yet() -> EmptyState:
        sentence = _("备份在每次退出、导入和升级之前自动进行，也可用“立即备份”。")
        nothing = EmptyState("backup", _("还没有备份"), sentence)
        set_role(nothing, "card")
        return nothing

    def _add(self, made: backup.Backup, where: str = "") -> None:
        try:
            size = _megabytes(made.path.stat().st_size)
        except OSError:  # gone since it was found
            return
        beside = self._beside(made)
        item = QListWidgetItem(icon("backup"), f"{made.at:%Y-%m-%d %H:%M:%S}　{made.reason}　{size}{beside}{where}")
        item.setData(Qt.ItemDataRole.UserRole, made.path)
        item.setToolTip(str(made.path))
        self.list.addItem(item)

    def _beside(self, made: backup.Backup) -> str:
        """What lies beside a backup, and how much of it is missing; nothing for a whole one."""
        try:
            blobs = backup.blobs_of(made.path)
        except Refused:  # damaged, which is said when it is chosen
            return ""
        if not blobs:
            return ""
        folder = BlobFolder(made.path.parent)
        there = self._there.setdefault(folder.path, folder.names())
        text = _(" + 照片和附件 {size}").format(size=_megabytes(sum(blob.size for blob in blobs)))
        lost = sum(blob.name not in there for blob in blobs)
        return text + (_("（缺 {count} 项）").format(count=lost) if lost else "")

    def _buttons(self, row: QHBoxLayout) -> None:
        other = QPushButton(icon("open-file"), _("别处的备份文件…"))
        other.clicked.connect(self._choose)
        cancel = QPushButton(_("取消"))
        cancel.clicked.connect(self.reject)
        restore = QPushButton(_("恢复"))
        restore.setProperty("kind", "primary")
        restore.setEnabled(self.list.count() > 0)
        restore.clicked.connect(self._restore)
        row.addWidget(other)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(restore)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("选择备份文件"), "", _("数据文件 (*.cadre *.db)"))
        if name:
            self.chosen = Path(name)
            self.accept()

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
