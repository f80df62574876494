"""Which pages are printed: all, the one in sight, or some; of these all, the odd or the even ones."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.page_ranges import typed_pages

_ALL, _ODD, _EVEN = "all", "odd", "even"
_LONGEST = 400
"""Characters of page ranges: more than anybody types, and few enough to be read at once."""
_TYPED = 110
"""Px for them."""


class PageChoice(QWidget):
    """Chooses among `count` pages of which `current` (from 0) is in sight; says what is wrong right below the field."""

    def __init__(self, count: int, current: int):
        super().__init__()
        self._count, self._current = count, current
        self.all = _radio(_("全部(&A)"), _("全部页"))
        self.current = _radio(_("当前页(&U)"), _("当前页，第 {page} 页").format(page=current + 1))
        self.some = _radio(_("页码(&G)"), _("页码范围"))
        self.group = QButtonGroup(self)
        for button in (self.all, self.current, self.some):
            self.group.addButton(button)
        self.all.setChecked(True)
        self.typed = QLineEdit()
        self.typed.setMaxLength(_LONGEST)
        self.typed.setMinimumWidth(_TYPED)
        self.typed.setPlaceholderText(_("如 2,5,7-9"))
        self.typed.setAccessibleName(_("要打印的页码，如 2,5,7-9"))
        self.which = ChoiceInput(
            [(_ALL, _("单双页都印")), (_ODD, _("只印单页")), (_EVEN, _("只印双页"))], empty=False, nothing=None
        )
        self.which.set_value(_ALL)
        self.which.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.which.setAccessibleName(_("单双页"))
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        set_role(self.wrong, "problem")
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._fill(row_in(column))
        column.addWidget(self.wrong)
        self.typed.textEdited.connect(self._typed)
        self.typed.editingFinished.connect(self._look)
        self.group.buttonToggled.connect(self._chosen)
        self.which.changed.connect(self._forgive)

    def _fill(self, row: QHBoxLayout) -> None:
        row.setSpacing(8)
        for widget in (self.all, self.current, self.some):
            row.addWidget(widget)
        row.addWidget(self.typed, 1)
        row.addWidget(self.which)

    def value(self) -> list[int]:
        """The pages (from 0) in rising order; raises Unclear where it is not clear which, or where there are none."""
        if self.current.isChecked():
            numbers = [self._current]
        elif self.some.isChecked():
            numbers = typed_pages(self.typed.text(), self._count)
        else:
            numbers = list(range(self._count))
        rest = {_ODD: 0, _EVEN: 1}.get(self.which.value())
        found = [number for number in numbers if rest is None or number % 2 == rest]
        if not found:
            kind = _("单页") if rest == 0 else _("双页")
            raise Unclear(_("所选的页里没有{kind}，请改选页码或单双页。").format(kind=kind))
        return found

    def taken(self) -> list[int] | None:
        """As `value`; None where it is wrong, which is said at the field, with the keyboard there."""
        try:
            return self.value()
        except Unclear as unclear:
            self._say(str(unclear))
            (self.typed if self.some.isChecked() else self.which).setFocus()
            return None

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        mark_wrong(self.typed, bool(sentence) and self.some.isChecked())
        self.typed.setAccessibleDescription(sentence)

    def _typed(self) -> None:
        self.some.setChecked(True)
        self._forgive()

    def _chosen(self) -> None:
        self._say("")
        if self.some.isChecked():
            self.typed.setFocus()

    def _look(self) -> None:
        """Say what is wrong as soon as the field is left."""
        if self.some.isChecked() and self.typed.text().strip():
            self._say(self._complaint())

    def _forgive(self) -> None:
        """Take back what was said once it is put right."""
        if not self.wrong.isHidden():
            self._say(self._complaint())

    def _complaint(self) -> str:
        try:
            self.value()
        except Unclear as unclear:
            return str(unclear)
        return ""


def _radio(words: str, name: str) -> QRadioButton:
    button = QRadioButton(words)
    button.setAccessibleName(name)
    return button
