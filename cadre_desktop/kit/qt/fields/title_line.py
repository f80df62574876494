"""The one title line of a tab."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow

MOST_ACTIONS = 3
_SEARCH_LEAST = 150


class TitleLine(FoldingRow):
    """Title and counts at the left; search and at most three actions at the right, the last one primary."""

    def __init__(self, title: str, search: SearchInput | None = None, parent: QWidget | None = None):
        super().__init__(spacing=10, parent=parent)
        self._title = QLabel(title)
        set_role(self._title, "title")
        self._counts = ElidedLabel()
        set_role(self._counts, "muted")
        self.search = search
        self.left.addWidget(self._title)
        self.left.addSpacing(6)
        self.left.addWidget(self._counts, 1)
        self.give_left_the_rest()
        if search is not None:
            search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            search.setMinimumWidth(_SEARCH_LEAST)
            search.setMaximumWidth(search.sizeHint().width())
            self.right.addWidget(search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._actions = 0

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def set_counts(self, text: str) -> None:
        """What there is: ``共 1,284 人 · 本年度已结业 796 人``."""
        self._counts.set_text(text)

    def add_action(self, action: QAction, primary: bool = False) -> ActionButton:
        """A button for `action`; a fourth one is a mistake in the design and raises ValueError."""
        if self._actions == MOST_ACTIONS:
            raise ValueError("a title line has at most three actions; put the rest into a menu")
        self._actions += 1
        button = ActionButton(action, "primary" if primary else "")
        self.right.addWidget(button)
        return button
