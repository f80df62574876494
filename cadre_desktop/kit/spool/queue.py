"""A PDF given to a queue of the print server, and what became of it: what the server does not have was not sent.

`check` and `send` raise NotPrinted, whose text is the sentence for people, when nothing is printed; `send` raises
Unconfirmed when nobody can tell. All may be called on any thread, and wait for the server a few seconds at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event
from time import monotonic

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.spool import standing as stands
from cadre_desktop.kit.spool.libcups import GONE, NO_ANSWER, NOT_ACCEPTING, UNAUTHORISED, Server, ServerError, Values
from cadre_desktop.kit.spool.standing import Job, Queue, Standing, standing

WATCHED = 3.0
"""Seconds a job is watched: a queue that is paused, a filter that fails, an empty tray show within them."""
AWAKE = 20.0
"""Seconds within which a printer in the network that sleeps is awake."""
_PAUSE = 0.1
_LONGEST = 255
"""Bytes of the longest name of a job (RFC 8011, 5.1.3)."""
_QUEUE = ("printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs")
_JOB = ("job-state", "job-state-reasons", "job-printer-state-message")


class NotPrinted(OSError):
    """The printer did not take the work, and will not print it; the text says why and what to do."""


class Unconfirmed(OSError):
    """The server went away in between: the printer may or may not print."""


@dataclass(frozen=True)
class Sent:
    """A job that the server has, whole. `uuid` tells it from another of its number: a server that was ended counts on
    from what it had written down."""

    printer: str
    number: int
    uuid: str = ""


def check(printer: str) -> Queue:
    """How a printer stands; NotPrinted when it could not take a job."""
    try:
        with Server() as server:
            queue = _queue(server, printer)
    except ServerError as error:
        raise _refusal(printer, error) from error
    if not queue.accepting:
        raise NotPrinted(_(stands.REJECTING).format(printer=printer))
    return queue


def check_server() -> None:
    """NotPrinted when no print server answers."""
    try:
        with Server() as server:
            server.answers()
    except ServerError as error:
        raise NotPrinted(_(stands.NO_SERVER)) from error


def send(printer: str, title: str, options: Mapping[str, str], data: bytes, progress: Progress) -> Sent:
    """Give a printer a PDF as one job with these options; Stopped only where nothing was begun."""
    progress.check()
    check(printer)  # libcups waits a minute for a server that hangs when it creates a job, whatever it was told
    try:
        with Server() as server:
            name = title.encode()[:_LONGEST].decode(errors="ignore")
            number = server.create(printer, name, options)
            try:
                server.send(printer, number, name, data)
            except ServerError as error:
                _take_back(printer, number, error)
                raise
            return Sent(printer, number, _uuid(server, number))
    except ServerError as error:
        raise _why(printer, error) from error


def take_back(sent: Sent) -> None:
    """Cancel a job whose work turned out not to be wanted; NotPrinted when the server does not."""
    try:
        with Server() as server:
            server.cancel(sent.printer, sent.number)
    except ServerError as error:
        raise _refusal(sent.printer, error) from error


def look(sent: Sent, patient: bool = False) -> Standing:
    """How a job stands now; lost too when its printer is gone, or when there is no server any more to know of it."""
    try:
        with Server() as server:
            return _look(server, sent, patient)
    except ServerError as error:
        text = stands.NO_QUEUE if error.status == GONE else stands.UNCONFIRMED
        return Standing(_(text).format(printer=sent.printer), lost=True, settled=True)


def watch(sent: Sent, progress: Progress, seconds: float = WATCHED, longest: float = AWAKE) -> Standing:
    """How a job stands once it is printed or something is the matter, or after so many `seconds`; after the `longest`
    time where the printer is still being connected to."""
    start, pause = monotonic(), Event()
    while not progress.stopped:
        found = look(sent, patient=True)
        if found.settled:
            return found
        if monotonic() - start >= (longest if found.passing else seconds):
            break
        pause.wait(_PAUSE)
    return look(sent)


def _look(server: Server, sent: Sent, patient: bool) -> Standing:
    known = _known(server, sent)
    if sent.uuid and _text(known, "job-uuid") not in ("", sent.uuid):
        return stands.forgotten(sent.printer)  # another has its number now
    job = _job(known)
    if job is not None and job.state == stands.JobState.COMPLETED:
        return Standing(settled=True)  # whatever has become of its queue since
    try:
        queue = _queue(server, sent.printer)
    except ServerError as error:
        if error.status == GONE and job is None:
            return stands.forgotten(sent.printer)
        raise
    return standing(sent.printer, job, queue, patient)


def _known(server: Server, sent: Sent) -> dict[str, Values]:
    """What the server says of a job; nothing where it has none of that number."""
    try:
        return server.job(sent.number, (*_JOB, "job-uuid"))
    except ServerError as error:
        if error.status != GONE:
            raise
        return {}


def _job(known: Mapping[str, Values]) -> Job | None:
    if not known:
        return None
    message = _text(known, "job-printer-state-message")
    return Job(_number(known["job-state"]), _words(known, "job-state-reasons"), message)


def _uuid(server: Server, number: int) -> str:
    """What tells a job for certain; empty where the server does not say, or has gone since it took the job."""
    try:
        return _text(server.job(number, ("job-uuid",)), "job-uuid")
    except ServerError:
        return ""


def _queue(server: Server, printer: str) -> Queue:
    known = server.queue(printer, _QUEUE)
    return Queue(
        _number(known["printer-state"]),
        bool(known.get("printer-is-accepting-jobs", [True])[0]),
        _words(known, "printer-state-reasons"),
        _text(known, "printer-state-message"),
    )


def _take_back(printer: str, number: int, error: ServerError) -> None:
    """After a broken transfer: the job must not stay. Unconfirmed when nobody knows whether it does."""
    try:
        with Server() as server:
            server.cancel(printer, number)
    except ServerError as other:
        if other.status != GONE:
            raise Unconfirmed(_(stands.UNCONFIRMED).format(printer=printer)) from error


def _why(printer: str, error: ServerError) -> NotPrinted:
    """Why a job was not taken: what libcups says when it is refused differs, so the queue itself is looked at."""
    if error.status not in (GONE, NOT_ACCEPTING, *UNAUTHORISED):
        try:
            check(printer)
        except NotPrinted as refusal:
            return refusal
    return _refusal(printer, error)


def _refusal(printer: str, error: ServerError) -> NotPrinted:
    text = {NO_ANSWER: stands.NO_SERVER, GONE: stands.NO_QUEUE, NOT_ACCEPTING: stands.REJECTING}.get(error.status)
    if text is None:
        text = stands.NOT_ALLOWED if error.status in UNAUTHORISED else stands.REFUSED
    return NotPrinted(_(text).format(printer=printer, detail=str(error)))


def _number(values: Values) -> int:
    return int(values[0])


def _words(known: Mapping[str, Values], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in known.get(name, []) if value != "none")


def _text(known: Mapping[str, Values], name: str) -> str:
    return str(known[name][0]) if known.get(name) else ""
