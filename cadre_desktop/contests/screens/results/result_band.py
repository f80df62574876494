"""The sentence above a track's result: sealed, what is missing, or what somebody has to do."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.icons import icon


class ResultBand(QFrame):
    """One sentence on a tinted ground, and a verb where somebody has to act."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "band")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.settle = dressed(QPushButton(_("确定评议结果")), "")
        self.match = dressed(QPushButton(_("拆封匹配…")), "")
        self.honours = dressed(QPushButton(icon("certificate"), _("打印荣誉证书")), "")
        self.honours.setToolTip(_("为全部获奖选手编号、登记并排版；已有编号的不会重发"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.settle)
        row.addWidget(self.match)
        row.addWidget(self.honours)

    def say(self, tone: str, text: str, settle: bool = False, match: bool = False, honours: bool = False) -> None:
        """Show a sentence."""
        self.words.setText(text)
        self.settle.setVisible(settle)
        self.match.setVisible(match)
        self.honours.setVisible(honours)
        self.setProperty("tone", tone)
        repolish(self)
        self.show()
