"""A question with a few fields: one below the other, a sentence where it is needed, and two verbs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.action_button import dressed
from cadre_desktop.kit.qt.field_base import set_role

Rows = Sequence[tuple[str, QWidget | QLayout]]
"""Titles and fields; without a title a field or sentence belongs to the one above."""


class FieldDialog(QDialog):
    """`go` is the button with the `verb`; it calls `answer`, which takes what was filled in and accepts, or says with
    `wrong` what is to be put right."""

    def __init__(self, title: str, verb: str, parent: QWidget | None, width: int = 440):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self.problem.hide()
        self.go = dressed(QPushButton(verb), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.answer)

    def answer(self) -> None:
        """Take the answer. Each dialog has its own."""
        raise NotImplementedError

    def wrong(self, sentence: str) -> None:
        """Say what is wrong with the answer."""
        self.problem.setText(sentence)
        self.problem.show()

    def lay_out(self, rows: Rows, above: str = "", below: str = "") -> None:
        """Put the fields in, with sentences above and below them."""
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for title, field in rows:
            form.addRow(title, field)
            if isinstance(field, QWidget) and title:
                field.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        if above:
            column.addWidget(remark(above))
        column.addLayout(form)
        if below:
            column.addWidget(remark(below))
        column.addWidget(self.problem)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("取消"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row


def remark(text: str) -> QLabel:
    """A sentence in a softer colour."""
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "muted")
    return label
