"""The list of shortcuts, gathered from the window's own commands, and the about box."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.window.tabs import TABS


class KeysDialog(QDialog):
    """Every command of the window that has a shortcut."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.setWindowTitle(_("快捷键"))
        resize_within_screen(self, 560, 560)
        rows = shortcuts(window)
        table = QTableWidget(len(rows), 3)
        table.setAccessibleName(_("快捷键"))
        table.setHorizontalHeaderLabels((_("所在"), _("命令"), _("按键")))
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)  # Tab goes on to the button
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        self._table = table
        close = QPushButton(_("关闭"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(table)
        layout.addLayout(foot)
        foot.addStretch()
        foot.addWidget(close)

    def showEvent(self, event: QShowEvent) -> None:
        """End with a whole row: half of one looks like the end of the list."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and not event.spontaneous():
            layout.activate()
            self.resize(self.width(), self.height() - self._table.viewport().height() % self._table.rowHeight(0))


def shortcuts(window: QWidget) -> list[tuple[str, str, str]]:
    """(tab, command, keys) of all actions below `window` that have a shortcut, once each; those that hold everywhere
    come first, then tab by tab."""
    found: dict[tuple[str, str], str] = {}
    actions: Iterable[QAction] = window.findChildren(QAction)
    for action in actions:
        if not action.shortcut().isEmpty():
            words = action.iconText().rstrip("…")  # without the letter that chooses it in a menu
            found.setdefault(
                (_tab_of(action), words), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            )
    order = [_("通用"), *(_(plan.title) for plan in TABS)]
    rows = [(tab, words, keys) for (tab, words), keys in found.items()]
    return sorted(rows, key=lambda row: (order.index(row[0]), row[2]))


def _tab_of(action: QAction) -> str:
    """The title of the tab whose command it is."""
    holder: QObject | None = action.parent()
    while holder is not None:
        title = getattr(holder, "tab_title", None)
        if isinstance(title, str):
            return title
        holder = holder.parent()
    return _("通用")


def about(window: QWidget) -> None:
    """Name, version, licence."""
    try:
        number = version("cadre-desktop")
    except PackageNotFoundError:
        number = _("（由源码运行）")
    QMessageBox.about(
        window,
        _("关于"),
        _(
            "<b>法院干警管理</b>　{version}<br><br>教育培训、技能竞赛、人才库与暖警活动。<br>数据只存在本机。MIT 许可。"
        ).format(version=number),
    )
