"""Papers that the preview can lay out again: with other choices, or as the final paper instead of a draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cadre_desktop.kit.documents.laying import Sheet
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.talk.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Write = Callable[[Path, Setup, Progress], PaperOffer]
"""Lays a paper out at a path as chosen, and returns what there was to choose. Raises Refused or OSError."""

Deliver = Callable[[], object]
"""Prints or saves a paper that has just been written. Raises Refused or OSError when it cannot be printed or saved."""


def stays(*_paper: object) -> None:
    """The paper stays where it was written."""


class Settle(Protocol):
    """Notes of pages (from 0) that were handed out whether they came to paper for certain; in a writing job. `copies`:
    of each that a printer was given."""

    def __call__(self, pages: Sequence[int], printed: bool, copies: int = 1, /) -> object: ...


Doubt = Callable[[str, bool, Sheet | None], str]
"""Why pages should not be printed on this printer, or (True) made as large as the paper, or on paper of this size (mm,
None where it is not known); empty where nothing is the matter. It is asked about before a sheet is wasted."""


def no_doubt(_printer: str, _fills: bool, _paper: Sheet | None) -> str:
    """Pages that look the same on every printer."""
    return ""


@dataclass(frozen=True)
class PaperTool:
    """Something that is done beside the choices of a paper: `open` gets the widget it belongs to, and what to call when
    the paper has to be laid out again."""

    title: str
    open: "Callable[[QWidget, Callable[[], None]], object]"


Before = Callable[["QWidget", Sequence[int], Callable[[], None]], object]
"""Asks, over a widget and before these pages (from 0) are handed out, what has to be known first, and goes on by what
it gets as third; or does not, and nothing is handed out."""


def at_once(_over: "QWidget", _pages: Sequence[int], go_on: Callable[[], None]) -> None:
    """There is nothing to ask."""
    go_on()


class HandOut(Protocol):
    """Writes the final paper to a path, delivers it and notes that it was given out. Nothing is noted when it or
    `deliver` raises Refused or OSError. Only `pages` (from 0, of those that are shown) are written and given out, in
    their order; all pages when None.
    """

    def __call__(self, path: Path, deliver: Deliver = stays, pages: Sequence[int] | None = None) -> object: ...


class DraftPaper(Protocol):
    """A paper to be looked at, whose pages are handed out when they are printed or saved."""

    def draft(self, path: Path, setup: Setup) -> PaperOffer:
        """Write it to look at, as it was set up; returns what there is to choose. Raises Refused or OSError."""
        ...

    def hand_out(self, path: Path, deliver: Deliver = stays, pages: Sequence[int] | None = None) -> object:
        """As `HandOut`."""
        ...

    def hand_out_file(self, path: Path, deliver: Deliver = stays, pages: Sequence[int] | None = None) -> object:
        """As `HandOut`, where `deliver` saves it as a file."""
        ...

    def settle(self, pages: Sequence[int], printed: bool, copies: int = 1, /) -> object:
        """As `Settle`."""
        ...

    def doubt(self, printer: str, fills: bool, paper: Sheet | None) -> str:
        """As `Doubt`."""
        ...


@dataclass
class Relayable:
    """What is behind the file that a preview shows.

    `write` lays it out again with other choices, remembered in `settings` under `key`. With `hand_out` the file is only
    a draft: what goes to a printer or is saved is written by it then, in a writing job; `settle` notes whether it came
    to paper, as in `DraftPaper`. `hand_out_file` is used in its place where it is saved as a file, which then is noted
    every time and settles nothing about paper; `before` asks what has to be known first. `remark` is said above the
    pages, `doubt` speaks against printing them, `tools` are offered below the choices; `left` is called once nobody
    looks at it any more.
    """

    write: Write
    key: str = ""
    settings: Settings | None = None
    hand_out: HandOut | None = None
    hand_out_file: HandOut | None = None
    before: Before = at_once
    settle: Settle = stays
    remark: str = ""
    doubt: Doubt = no_doubt
    tools: Sequence[PaperTool] = ()
    left: Callable[[], None] = stays
    setup: Setup = field(default_factory=Setup)
    offer: PaperOffer = field(default_factory=PaperOffer)

    def __post_init__(self) -> None:
        if self.settings is not None and self.key:
            self.setup = Setup.of(self.settings.get(self._setting))

    @property
    def _setting(self) -> str:
        return f"paper {self.key}"

    @property
    def said_above(self) -> str:
        """What is said above the pages as they are laid out now."""
        return "\n".join(filter(None, (self.remark, self.offer.warning)))

    def lay_out(self, path: Path, progress: Progress) -> None:
        """Write the paper as it is set up now."""
        self.offer = self.write(path, self.setup, progress)

    def choose(self, setup: Setup) -> None:
        """Set the paper up otherwise: now, and the next time. Of a draft only once something is handed out, since until
        then it was tried and no more."""
        self.setup = setup
        if self.hand_out is None:
            self.keep()

    def keep(self) -> None:
        """Remember what is chosen for the next time."""
        if self.settings is not None and self.key:
            self.settings.put(self._setting, self.setup.plain())
