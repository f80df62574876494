"""The whole derivation of a rank beside the rank list, line by line."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.theme import tokens

_LAST_BOLD = 2
"""The last lines are the result itself."""


class ExplainPanel(QFrame):
    """`closed` says that the panel is not wanted any more, `print_wanted` that it is wanted on paper."""

    closed = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "card")
        self.entrant: int | None = None
        self.title = QLabel()
        set_role(self.title, "heading")
        self.title.setWordWrap(True)
        close = QToolButton()
        close.setIcon(icon("close", "muted"))
        close.setToolTip(_("关闭（Esc）"))
        close.setAccessibleName(_("关闭计算过程"))
        close.clicked.connect(self.closed)
        printing = QAction(icon("print"), _("打印"), self)
        printing.setToolTip(_("打印这位选手的计算过程"))
        printing.triggered.connect(self.print_wanted)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.scroll_area = QScrollArea()
        set_role(self.scroll_area, "reading")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self.text)
        self.scroll_area.setAccessibleName(_("计算过程"))
        head = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 10)
        column.addLayout(head)
        head.addWidget(self.title, 1)
        head.addWidget(ActionButton(printing, "quiet"))
        head.addWidget(close)
        column.addWidget(self.scroll_area, 1)
        self._lines: list[str] = []

    def show_lines(self, entrant: int, title: str, lines: list[str]) -> None:
        """Show another derivation; the same one keeps its place."""
        position = self.scroll_area.verticalScrollBar().value() if entrant == self.entrant else 0
        self.entrant, self._lines = entrant, lines
        self.title.setText(title)
        self.text.setText(self._html())
        self.scroll_area.setAccessibleDescription("\n".join([title, *lines]))
        self.scroll_area.verticalScrollBar().setValue(position)

    @property
    def lines(self) -> list[str]:
        """What is shown, line by line."""
        return list(self._lines)

    def _html(self) -> str:
        muted = tokens().muted
        parts = []
        last = len(self._lines) - _LAST_BOLD
        for index, line in enumerate(self._lines):
            text = escape(line)
            if line.startswith("【"):
                parts.append(f'<p style="margin:10px 0 3px 0"><b>{text}</b></p>')
            elif index >= last or line.startswith(_("项目得分")):
                parts.append(f'<p style="margin:2px 0"><b>{text}</b></p>')
            else:
                parts.append(f'<p style="margin:2px 0;color:{muted}">{text}</p>')
        return "".join(parts)
