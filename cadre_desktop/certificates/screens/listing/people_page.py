"""Choosing people of the dossier for a list of certificates."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.people.screens.choosing_page import ChoosingPage


class ListPeoplePage(ChoosingPage):
    """`chosen` carries the keys of those who are put on the list."""

    chosen = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, "certificate list", _("从档案选人"), _("列入发证名单"), None, parent)

    def open(self) -> None:
        """Begin with nobody chosen."""
        self.chooser.begin()

    def follow(self) -> None:
        count = len(self.chooser.chosen)
        self.confirm.setText(_("列入名单 {count} 人").format(count=count) if count else _("列入名单"))
        self.confirm.setEnabled(count > 0)

    def carry_out(self) -> None:
        self.chosen.emit(list(self.chooser.chosen))
        self.finish()
