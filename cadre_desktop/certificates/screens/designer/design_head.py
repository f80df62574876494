"""The line above the sheet: the template's name, the commands, and whose certificate is shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cadre_desktop.certificates.screens.designer.arrange_bar import tool
from cadre_desktop.certificates.screens.designer.design_commands import (
    ARRANGE_KEYS,
    ARRANGING,
    INSERT_KEYS,
    INSERTING,
    ORDERING,
    DesignCommands,
)
from cadre_desktop.certificates.screens.designer.person_choice import PersonChoice
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon


class DesignHead(QFrame):
    """`closed` asks for what was before."""

    closed = Signal()

    def __init__(self, commands: DesignCommands, person: PersonChoice, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "band-top")
        self.title, self.state = TitleLabel("", "heading"), StateChip()
        self._name, self._dirty, self._short = "", False, False
        back = QAction(icon("chevron-left"), _("返回"), self)
        back.triggered.connect(self.closed)
        self.back = tool(back)
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 6, 12, 6)
        both = FoldingRow(spacing=4)
        both.give_left_the_rest()
        around.addWidget(both)
        both.left.addWidget(self.back)
        both.left.addWidget(self.title)
        both.left.addWidget(self.state)
        both.left.addStretch()
        self._tools(both.left, commands)
        both.right.addWidget(person)
        both.right.addWidget(tool(commands["check"]))
        both.right.addWidget(tool(commands["print"]))
        both.right.addWidget(tool(commands["handling"]))
        self.save = ActionButton(commands["save"], "primary")
        both.right.addWidget(self.save)

    def _tools(self, row: QHBoxLayout, commands: DesignCommands) -> None:
        for key in ("undo", "redo"):
            row.addWidget(tool(commands[key], registers=False))
        self.insert = MenuButton("add", _("插入"), self._menu(commands, INSERTING), self, INSERT_KEYS)
        arranging = self._menu(commands, ARRANGING, ORDERING, ("lock",))
        self.arrange = MenuButton("align-left", _("排列"), arranging, self, ARRANGE_KEYS)
        row.addWidget(self.insert)
        row.addWidget(self.arrange)
        for key in ("zoom-out", "zoom-in", "fit"):
            row.addWidget(tool(commands[key]))

    def _menu(self, commands: DesignCommands, *parts: tuple[str, ...]) -> QMenu:
        menu = QMenu(self)
        for part in parts:
            menu.addSeparator()
            menu.addActions(commands.some(part))
        return menu

    def shorten(self, short: bool) -> None:
        """Where there is little room, say by a dot that something is not saved: a chip that comes would have the row
        fold, and the sheet below jump."""
        if short != self._short:
            self._short = short
            self.show_state(self._name, self._dirty)

    def show_state(self, name: str, dirty: bool) -> None:
        """Show the template's name, and whether there is something to be saved."""
        self._name, self._dirty = name, dirty
        self.title.setText(f"● {name}" if dirty and self._short else name)
        self.title.setAccessibleName(_("{name}，未保存").format(name=name) if dirty else name)
        self.state.show_state(_("未保存") if dirty and not self._short else "", "warning")
