"""A question with a few fields: one below the other, a sentence where it is needed, and two verbs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.content_area import ContentArea, ContentDialog

_LEAST = 680
"""Px to which a dialog with a wide table may be narrowed on a small screen."""
_SIDE, _GAP = 24, 12
"""Px at the left and the right of what is in the dialog, and between its lines."""

_TALL, _DOWN = 48, 6
"""Px of a field that has more than one line, and from its upper edge to the words in its first."""

Rows = Sequence[tuple[str, QWidget | QLayout | None]]
"""Titles and fields; without a title a field or sentence belongs to the one above. A title without a field heads those
below it."""


class FieldDialog(ContentDialog):
    """`go` is the button with the `verb`. It calls `answer`, which takes what was filled in and accepts the dialog, or
    says with `wrong` what is to be put right. That sentence and the buttons stay in sight where the fields scroll."""

    def __init__(self, title: str, verb: str, parent: QWidget | None, width: int = 440):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, _LEAST))
        self._width = width
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self.problem.setContentsMargins(_SIDE, 0, _SIDE, _GAP)
        self.problem.hide()
        self.go = dressed(QPushButton(verb), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.answer)
        self.cancel = QPushButton(_("取消"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)

    def answer(self) -> None:
        """Take the answer. Each dialog has its own."""
        raise NotImplementedError

    def wrong(self, sentence: str) -> None:
        """Say what is wrong with the answer."""
        self.problem.setText(sentence)
        self.problem.show()

    def lay_out(self, rows: Rows, above: str = "", below: str = "", beside: QWidget | None = None) -> None:
        """Put the fields in, with sentences above and below them; `beside` the buttons, always in sight, is what the
        fields come to."""
        form = QGridLayout()  # a QFormLayout gives a sentence two lines where one would do
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.setColumnStretch(1, 1)
        content = QVBoxLayout()
        content.setContentsMargins(_SIDE, 20, _SIDE, _GAP)
        content.setSpacing(_GAP)
        if above:
            content.addWidget(remark(above))
        content.addLayout(form)
        for row, (title, field) in enumerate(rows):
            label = QLabel(title)
            if field is None:
                set_role(label, "heading")
                form.addWidget(label, row, 0, 1, 2)
                continue
            if title:
                _put_title(form, row, label, field)
            if isinstance(field, QLayout):
                form.addLayout(field, row, 1)
                continue
            form.addWidget(field, row, 1)
            if title:
                label.setBuddy(field)
                field.setAccessibleName(title)
        if below:
            content.addWidget(remark(below))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(0)
        column.addWidget(ContentArea(content, self._width))
        column.addWidget(self.problem)
        self._buttons(row_in(column), beside)

    def tell_above_buttons(self, label: QLabel) -> None:
        """Put a label for what is to be pointed out where `wrong` says what is wrong, in sight as that is, and hidden
        as long as nobody shows it. Call it once everything is laid out."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        set_role(label, "warning")
        label.setWordWrap(True)
        label.setContentsMargins(_SIDE, 0, _SIDE, _GAP)
        label.hide()
        column.insertWidget(1, label)

    def _buttons(self, row: QHBoxLayout, beside: QWidget | None) -> None:
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(_GAP)
        if beside is not None:
            row.addWidget(beside)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.go)


def _put_title(form: QGridLayout, row: int, label: QLabel, field: QWidget | QLayout) -> None:
    """Beside the first line of what is higher than a line, as in forms."""
    if field.sizeHint().height() <= _TALL:
        form.addWidget(label, row, 0)
        return
    label.setContentsMargins(0, _DOWN, 0, 0)
    form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)


def remark(text: str) -> QLabel:
    """A sentence in a softer colour."""
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "muted")
    return label
