"""The line above a tab: its sections, and figures, each of which opens the rows it counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


class TabHead(QWidget):
    """`section_chosen` carries the index of a section, `wanted` the kind and the listing behind a figure.

    A tab's head adds its figures with `figure`, says in `counting` how they are found and shows them in `show_counts`;
    `follows` are the tables whose changes they follow. `beside` is shown between sections and figures.
    """

    section_chosen = Signal(int)
    wanted = Signal(str, object)

    def __init__(
        self,
        desk: ViewDesk,
        sections: tuple[str, ...],
        follows: tuple[str, ...],
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._desk, self._follows = desk, follows
        self.sections = Sections(sections)
        self.sections.chosen.connect(self.section_chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 16, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.sections)
        self._row.addSpacing(16)
        if beside is not None:
            self._row.addWidget(beside)
            self._row.addSpacing(12)
        self._row.addStretch(1)
        desk.changes.happened.connect(self._changed)

    def figure(self, kind_key: str, listing: Callable[[], Listing | None], hint: str) -> QPushButton:
        """One more figure, which opens `listing`, if there is any, as rows of the kind."""
        button = dressed(QPushButton(), "quiet")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self._open(kind_key, listing()))
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _open(self, kind_key: str, listing: Listing | None) -> None:
        if listing is not None:
            self.wanted.emit(kind_key, listing)

    def check_section(self, index: int) -> None:
        """Show which section is in front."""
        self.sections.show_section(index)

    def refresh(self) -> None:
        """Count again."""
        count = self.counting()
        if count is not None:
            self._desk.jobs.run(
                _("正在统计"),
                lambda _progress: count(),
                self.show_counts,
                keep_latest=f"totals {id(self)}",
                owner=self,
            )

    def counting(self) -> Callable[[], Any] | None:
        """What counts, in a job; None when there is nothing to count."""
        raise NotImplementedError

    def show_counts(self, counts: Any) -> None:
        """Show what was counted."""
        raise NotImplementedError

    def offer_again(self) -> None:
        """Offer again what is chosen from in the head; a head without such a choice has nothing to do."""

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *self._follows):
            self.offer_again()
            self.refresh()
