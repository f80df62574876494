"""What is to be printed and how, and what the print server gets to know of it.

The pages are left out, ordered and put on their sheets by this program alone; neither Qt nor the print server gets to
know which were chosen, so that no page is left out twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cadre_desktop.kit.qt.talk.settings import Settings, part
from cadre_desktop.kit.spool.offers import ONE_SIDED, SIDES, STANDARD, TWO_SIDED, Offers, PaperSize
from cadre_desktop.kit.spool.printers import Printers, find_printers, offers_of_printer

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

_LAST = "printer"
"""The setting that keeps the printer used last."""
_OPTIONS = "printer options"
"""The setting that keeps, by printer, what was chosen there."""


@dataclass(frozen=True)
class PrintOrder:
    """What somebody wants printed: the pages (from 0) in their order, where, and how.

    Pages go to the print server's queue `printer`; to the PDF `file` instead of paper; or to what `drawn` makes, where
    printers belong to no server. `options`: what differs from what is usual there, by keyword. `fill`: pages of another
    size than the paper are made as large as it, not only smaller.
    """

    numbers: list[int]
    printer: str = ""
    file: str = ""
    drawn: "Callable[[], QPrinter] | None" = None
    paper: PaperSize = STANDARD[0]
    copies: int = 1
    collated: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    fill: bool = False

    @property
    def queue(self) -> str:
        """The queue of the print server it goes to; empty where it goes to none."""
        return "" if self.file or self.drawn is not None else self.printer


@dataclass(frozen=True)
class Question:
    """What is asked about: a document by its title, the sizes of its pages in mm, and the page (from 0) in sight."""

    title: str
    sizes: list[tuple[float, float]]
    current: int = 0


@dataclass(frozen=True)
class Source:
    """Where printers are known: `find` and `offers` may take seconds, and are asked in jobs; both raise NotPrinted.

    Where they belong to no print server, `drawn` makes the printer on which an order is drawn, and `ask` opens the
    system's own dialog for a printer over a window; it returns None when the user gives up.
    """

    find: Callable[[], Printers]
    offers: Callable[[str], Offers]
    drawn: "Callable[[PrintOrder, str], QPrinter] | None" = None
    ask: "Callable[[QWidget, str, Question], PrintOrder | None] | None" = None


CUPS = Source(find_printers, offers_of_printer)


class Remembered:
    """Which printer was used last on this computer, and what was chosen for each."""

    def __init__(self, settings: Settings | None):
        self._settings = settings

    @property
    def last(self) -> str:
        """The printer used last; empty where none is known."""
        return str(self._settings.get(_LAST, "")) if self._settings is not None else ""

    def choices(self, printer: str) -> dict[str, str]:
        """What was chosen for a printer the last time, by keyword."""
        known = self._settings.get(_OPTIONS, {}) if self._settings is not None else {}
        return {str(name): str(value) for name, value in part(known, printer, {}).items()}

    def keep(self, printer: str, choices: Mapping[str, str]) -> None:
        """Remember a printer as used last, with what was chosen."""
        if self._settings is not None:
            self._settings.put(_LAST, printer)
            self._settings.put(_OPTIONS, {**self._settings.get(_OPTIONS, {}), printer: dict(choices)})


def job_options(order: PrintOrder, across: bool) -> dict[str, str]:
    """The options of a job for the print server, from an order whose pages lie `across` or not: all that was chosen.

    Nothing about which pages, nor how they lie or are scaled: the PDF itself says that, and its sheets are as large as
    the paper.
    """
    options = {name: value for name, value in order.options.items() if value}
    options["media"] = order.paper.name
    options["print-scaling"] = "none"
    options[SIDES] = _turned(options.get(SIDES, ONE_SIDED), across)
    if order.copies > 1:
        handling = "collated" if order.collated else "uncollated"
        options["copies"] = str(order.copies)
        options["Collate"] = "True" if order.collated else "False"
        options["multiple-document-handling"] = f"separate-documents-{handling}-copies"
    return options


def _turned(sides: str, across: bool) -> str:
    """Pages that lie across are turned on the short edge of the paper, as a book of them is."""
    return f"two-sided-{'short' if across else 'long'}-edge" if sides == TWO_SIDED else sides
