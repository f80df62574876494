"""A sentence at the foot of the window about what this desk lacks: it stays until it is read and stops no work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role

_PADDING = 10
"""The px left and right of a tool bar, as the style sheet has them."""


class FootedWindow(QMainWindow):
    """A window at whose foot there may be such a strip: Tab comes to it last."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Only among its own tool bars: to search a whole window of pages takes 3 ms for every Tab.
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        strip: Shortcoming | None = self.findChild(Shortcoming, options=direct)
        if strip is not None and strip.isVisible():
            strip.come_last()
        return super().focusNextPrevChild(forward)


class Shortcoming(QToolBar):
    """The strip with `sentence` across `window`, above the status bar. `read` says that it may go."""

    read = Signal()

    def __init__(self, window: QMainWindow, sentence: str):
        super().__init__(_("提示"), window)
        self.setProperty("role", "strip")
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)  # else the menu bar's context menu offers it
        self.words = QLabel(sentence)
        set_role(self.words, "problem")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.understood = dressed(QPushButton(_("知道了")), "quiet")
        self.understood.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.understood.clicked.connect(self.read)
        strip = QWidget()
        strip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(strip)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.understood)
        self.addWidget(strip)
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self)

    def come_last(self) -> None:
        """Let Tab come here after everything else, also after pages that were built since: Qt puts those behind."""
        window = self.window()
        last = window.previousInFocusChain()
        while last is not None and last.focusPolicy() == Qt.FocusPolicy.NoFocus and last is not window:
            last = last.previousInFocusChain()  # Qt takes no place after one that never has the keyboard
        if last is not None and last is not self.understood:
            QWidget.setTabOrder(last, self.understood)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tool bar asks nobody how many lines a sentence takes at its width."""
        super().resizeEvent(event)
        beside = self.understood.sizeHint().width() + self._row.spacing()
        room = self.contentsRect().width() - beside - 2 * _PADDING
        self.words.setFixedHeight(self.words.heightForWidth(max(1, room)))
