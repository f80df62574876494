"""The rows behind a figure, of whatever contest: results, tracks, entrants. A row that is opened leads to the page it
is on."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.contests.kinds import KINDS, MARK, MATCHED
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack

_KINDS = {kind.key: kind for kind in KINDS}


class RowsPage(QWidget):
    """`left` asks for the contest again, `row_wanted` carries kind and key of a row that was opened."""

    left = Signal()
    row_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.views: dict[str, KindView] = {}
        self.stack = Stack()
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回竞赛（Alt+←）"))
        back.setAccessibleName(_("返回竞赛"))
        back.clicked.connect(self.left)
        words = QLabel(_("返回竞赛"))
        set_role(words, "muted")
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        head.addWidget(back)
        head.addWidget(words, 1)
        column.addWidget(self.stack, 1)
        shortcut = QShortcut(QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.left)

    def show_rows(self, kind_key: str, listing: Listing) -> None:
        """Show the rows of one kind."""
        view = self.views.get(kind_key)
        if view is None:
            view = self.views[kind_key] = KindView(
                self._desk,
                _KINDS[kind_key],
                editable=False,
                base_conditions=(MATCHED,) if kind_key == MARK.key else (),
                name=f"contest rows {kind_key}",
            )
            view.opened.connect(lambda key: self._open(kind_key, key))
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.show_listing(listing)

    def _open(self, kind_key: str, key: Any) -> None:
        self.views[kind_key].hide_form()
        self.row_wanted.emit(kind_key, key)
