"""The presence of an event whose names are shown after a reason was given."""

from collections.abc import Callable
from typing import Any

from cadre_desktop.people.screens.name_list.presence_page import PresencePage
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog


class GuardedPresencePage(PresencePage):
    """Asks why names are to be shown, unless that was said on the page of the event (`open` with `revealed`)."""

    _may_show = False

    def open(self, event: Any, *, revealed: bool = False) -> None:
        self._may_show = revealed
        super().open(event, revealed=revealed)

    def _reveal(self) -> None:
        if self.reveal.isChecked() and not self._may_show:
            self.reveal.setChecked(False)
            self._ask(self._show_names)
        elif not self.reveal.isChecked():
            self._may_show = False
        super()._reveal()

    def with_names(self, then: Callable[[], None]) -> None:
        """Hidden names go on paper once a reason was given; on the screen they stay hidden."""
        if self.revealed:
            then()
        else:
            self._ask(then)

    def _ask(self, then: Callable[[], None]) -> None:
        if self._event is None:
            return
        dialog = ReasonDialog(self._desk, self._names.title_of(self._event), self)
        dialog.accepted.connect(then)
        dialog.open()

    def _show_names(self) -> None:
        self._may_show = True
        self.reveal.setChecked(True)
        self._reveal()
