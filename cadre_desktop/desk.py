"""What a screen is handed: the store, jobs, notices, settings, the clock and who is acting. Never a global."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.store.store import Store

if TYPE_CHECKING:
    from cadre_desktop.kit.listing import Listing
    from cadre_desktop.kit.published import AboutPerson


class Changes(QObject):
    """Store changes on the GUI thread: `happened` carries the names of the tables touched by a committed step."""

    happened = Signal(frozenset)

    def __init__(self, store: Store):
        super().__init__()
        self._store = store
        store.subscribe(self.happened.emit)

    def touches(self, tables: frozenset[str], *names: str) -> bool:
        """Whether a change concerns one of the tables `names`."""
        return not tables.isdisjoint(names)


@dataclass
class Desk:
    """The things on a coordinator's desk.

    `open_rows(kind_key, listing)` shows the rows behind a figure in the tab they belong to; `begin(kind_key)` goes to
    that tab and begins what fills it; `show_pdf(path, title)` opens the print preview, with a
    `kit.qt.pages.relaying.Relayable` behind the file as a third argument where it can be laid out again;
    `organisation()` is the court whose lists are printed; `about_person()` is what the slices know of people, for the
    page of one. All are set by the window.
    """

    store: Store
    jobs: Jobs
    notices: Notices
    settings: Settings
    clock: Clock
    changes: Changes
    open_rows: "Callable[[str, Listing], None]" = field(default=lambda key, listing: None)
    begin: Callable[[str], None] = field(default=lambda key: None)
    organisation: Callable[[], str] = field(default=lambda: "")
    show_pdf: Callable[..., None] = field(default=lambda path, title, relayable=None: None)
    about_person: "Callable[[], Sequence[AboutPerson]]" = field(default=tuple)

    @property
    def actor(self) -> str:
        """Who is acting; is written in the journal with every step."""
        return self.store.actor
