"""The list of shortcuts, gathered from the window's own commands, and the about box."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QMessageBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _


class KeysDialog(QDialog):
    """Every command of the window that has a shortcut."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.setWindowTitle(_("快捷键"))
        self.resize(460, 560)
        rows = shortcuts(window)
        table = QTableWidget(len(rows), 2)
        table.setHorizontalHeaderLabels((_("命令"), _("按键")))
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(table)


def shortcuts(window: QWidget) -> list[tuple[str, str]]:
    """(command, keys) of all actions below `window` that have a shortcut, once each."""
    found: dict[str, str] = {}
    actions: Iterable[QAction] = window.findChildren(QAction)
    for action in actions:
        if not action.shortcut().isEmpty():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            found.setdefault(action.text().replace("&", "").rstrip("…"), keys)
    return sorted(found.items(), key=lambda pair: pair[1])


def about(window: QWidget) -> None:
    """Name, version, licence."""
    try:
        number = version("cadre-desktop")
    except PackageNotFoundError:
        number = _("源码")
    QMessageBox.about(
        window,
        _("关于"),
        _(
            "<b>法院干警管理</b>　{version}<br><br>教育培训、技能竞赛、人才库与暖警活动。<br>数据只存在本机。MIT 许可。"
        ).format(version=number),
    )
