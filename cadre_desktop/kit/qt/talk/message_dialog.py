"""The one kind of message box: an icon, a few sentences, two verbs, and details that fold out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import ButtonKind, dressed
from cadre_desktop.kit.qt.look.icons import pixmap
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.content_area import ContentArea, ContentDialog

_WIDTH, _DETAIL = 400, 84
"""Px of the lines of a message, and the least height of its details: three lines on a screen that has no more."""
_SIDE = 22
TONES = {"info": "primary", "warning": "warning", "danger": "bad"}


@dataclass(frozen=True)
class MessageAnswer:
    """One button: its verb, its look and what it means."""

    text: str
    yes: bool
    kind: ButtonKind = ""
    default: bool = False


class MessageDialog(ContentDialog):
    """Shows `text` and ends with the answer chosen; Escape and the window's close button mean no. The `title` says what
    would be done.

    `yes` is the button that means yes, or the only one.
    """

    def __init__(
        self,
        parent: QWidget | None,
        tone: str,
        text: str,
        answers: Sequence[MessageAnswer],
        detail: str = "",
        unfolded: bool = False,
        title: str = "",
    ):
        super().__init__(parent)
        self.setWindowTitle(title or _("提示"))
        self.setAccessibleName(text)
        self._detail = QPlainTextEdit(detail)
        self._fold = dressed(QPushButton(), "quiet")
        self._first: QWidget = self
        self.yes = QPushButton()
        self.body = QVBoxLayout()
        content = QVBoxLayout()
        content.setContentsMargins(_SIDE, 20, _SIDE, 14)
        content.setSpacing(14)
        self._message(row_in(content), tone, text)
        content.addLayout(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(ContentArea(content))
        foot = QVBoxLayout()
        column.addLayout(foot, 1)
        self._fill_foot(foot, answers, detail)
        self._show_detail(unfolded)
        self._first.setFocus()

    def _message(self, row: QHBoxLayout, tone: str, text: str) -> None:
        sign = QLabel()
        name = "info" if tone == "info" else "warning"
        sign.setPixmap(pixmap(name, 28, TONES[tone], self.devicePixelRatioF()))
        self._words = prose(text)
        row.setSpacing(14)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def _prepared_detail(self) -> QPlainTextEdit:
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._detail.setMinimumSize(_WIDTH + 60, _DETAIL)
        self._detail.setAccessibleName(_("详情"))
        return self._detail

    def _fill_foot(self, foot: QVBoxLayout, answers: Sequence[MessageAnswer], detail: str) -> None:
        """What stays in sight below the message: the details, which scroll by themselves, and the buttons."""
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot.setSpacing(14)
        if detail:
            foot.addWidget(self._prepared_detail(), 1)
        self._buttons(row_in(foot), answers, bool(detail))

    def _buttons(self, row: QHBoxLayout, answers: Sequence[MessageAnswer], foldable: bool) -> None:
        row.setSpacing(10)
        if foldable:
            copy = dressed(QPushButton(_("复制")), "quiet")
            copy.setAutoDefault(False)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._detail.toPlainText()))
            self._fold.setAutoDefault(False)
            self._fold.clicked.connect(lambda: self._show_detail(self._detail.isHidden()))
            row.addWidget(self._fold)
            row.addWidget(copy)
        row.addStretch()
        for answer in answers:
            button = dressed(QPushButton(answer.text), answer.kind)
            button.setMinimumWidth(76)
            button.clicked.connect(self.accept if answer.yes else self.reject)
            button.setAutoDefault(answer.default)
            button.setDefault(answer.default)
            if answer.default:
                self._first = button
            if answer.yes or len(answers) == 1:
                self.yes = button
            row.addWidget(button)

    def _show_detail(self, visible: bool) -> None:
        self._detail.setVisible(visible and bool(self._detail.toPlainText()))
        self._fold.setText(_("收起详情") if visible else _("详情"))
        self.fit()


def prose(text: str) -> QLabel:
    """Sentences in lines no longer than a message has them, to be copied with the mouse."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.ensurePolished()
    width = max(240, min(_WIDTH, label.fontMetrics().size(0, text).width() + 8))
    label.setMinimumSize(width, label.heightForWidth(width))
    return label
