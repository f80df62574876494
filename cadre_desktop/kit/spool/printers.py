"""The printers of the print server: which there are, in which state, and what each offers.

All is asked of the server with a limit; `find_printers` and `offers_of_printer` raise NotPrinted when it does not
answer, and may be called on any thread. Which printer and which options somebody has chosen for himself with
``lpoptions`` counts as with every other program.
"""

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.spool import standing as stands
from cadre_desktop.kit.spool.libcups import GONE, SECONDS, Server, ServerError, Values
from cadre_desktop.kit.spool.offers import ASKED, Offers, offers_of
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.kit.spool.standing import Queue, Readiness, readiness

_QUEUE = ("printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs")
_USERS = ("~/.cups/lpoptions", "/etc/cups/lpoptions")


@dataclass(frozen=True)
class Printer:
    """A printer by its name. `info`: what whoever set it up calls it."""

    name: str
    ready: Readiness
    info: str = ""


@dataclass(frozen=True)
class Printers:
    """All printers by name, and the one that is taken where nobody chooses; empty for none."""

    known: tuple[Printer, ...]
    usual: str = ""

    def named(self, name: str) -> Printer | None:
        """The printer of this name, if there still is one."""
        return next((printer for printer in self.known if printer.name == name), None)


def find_printers(seconds: float = SECONDS) -> Printers:
    """All printers of the server, with their states now."""
    try:
        with Server(seconds) as server:
            found = server.queues(("printer-name", "printer-info", *_QUEUE))
            known = tuple(sorted(map(_printer, found), key=lambda printer: printer.name))
            usual = _users_own({printer.name for printer in known}) or server.usual()
    except ServerError as error:
        raise NotPrinted(_(stands.NO_SERVER)) from error
    return Printers(known, usual)


def offers_of_printer(name: str) -> Offers:
    """What a printer offers."""
    try:
        with Server() as server:
            known = server.queue(name, ASKED)
            found = offers_of(known, server.description(name), users_options(name))
    except ServerError as error:
        if error.status == GONE:
            raise NotPrinted(_(stands.NO_QUEUE).format(printer=name)) from error
        raise NotPrinted(_(stands.NO_SERVER)) from error
    return found


def users_options(name: str) -> dict[str, str]:
    """What the user has set for a printer on this computer, by keyword."""
    for kind, printer, options in _lines():
        if kind in ("dest", "default") and printer == name:
            return options
    return {}


def _printer(known: dict[str, Values]) -> Printer:
    def words(name: str) -> tuple[str, ...]:
        return tuple(str(value) for value in known.get(name, []) if value not in ("none", ""))

    queue = Queue(
        int(known.get("printer-state", [stands.STOPPED])[0]),
        bool(known.get("printer-is-accepting-jobs", [True])[0]),
        words("printer-state-reasons"),
        " ".join(words("printer-state-message")),
    )
    return Printer(str(known["printer-name"][0]), readiness(queue), " ".join(words("printer-info")))


def _users_own(known: set[str]) -> str:
    """The default of this user, where it is among the printers `known`."""
    wanted = [os.environ.get(name, "") for name in ("LPDEST", "PRINTER")]
    wanted += [printer for kind, printer, _options in _lines() if kind == "default"]
    return next((name.partition("/")[0] for name in wanted if name.partition("/")[0] in known), "")


def _lines() -> Iterator[tuple[str, str, dict[str, str]]]:
    """The lines of lpoptions: ``Default name option=value …`` and ``Dest name …``, the user's own first."""
    for path in _USERS:
        try:
            text = Path(path).expanduser().read_text(encoding="utf-8", errors="replace")
        except (OSError, RuntimeError):  # most people have none
            continue
        for line in text.splitlines():
            try:
                kind, printer, *options = shlex.split(line)
            except ValueError:  # no such line: libcups takes no notice of it either
                continue
            pairs = (option.partition("=") for option in options)
            yield kind.casefold(), printer, {name: value or "true" for name, _equal, value in pairs}
