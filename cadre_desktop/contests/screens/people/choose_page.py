"""Choosing people for a track by search and filters: as entrants, or as judges."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage


def paste_action(page: QWidget, tip: str) -> QAction:
    """The command of a page by which names are pasted; its keys are those of every list of names, and work wherever the
    page is seen, also while the cursor is on the tabs above it."""
    action = QAction(icon("paste"), _("粘贴名单"), page)
    action.setToolTip(tip)
    action.setShortcut("Ctrl+Shift+V")
    page.addAction(action)
    return action


class ChoosePage(ChoosingPage):
    """Hands over those chosen to whoever asked for them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        self._take: Callable[[list[int]], None] = lambda _people: None
        self._words = "{count}"
        super().__init__(desk, "contest people", "", _("加入"), None, parent)

    def open(
        self,
        title: str,
        words: str,
        barred: Iterable[Barred],
        take: Callable[[list[int]], None],
        text: str | None = None,
    ) -> None:
        """Begin to choose among all but who is `barred`, with a `text` of names to be pasted; `words` name the button
        (``报名 {count} 人``)."""
        self._take, self._words = take, words
        self.title.setText(title)
        self.chooser.begin(*barred, text=text)
        self.follow()

    def follow(self) -> None:
        count = len(self.chooser.chosen)
        self.confirm.setText(self._words.format(count=count))
        self.confirm.setEnabled(count > 0)

    def carry_out(self) -> None:
        if self.chooser.chosen:
            self._take(self.chooser.chosen)
            self.finish()
