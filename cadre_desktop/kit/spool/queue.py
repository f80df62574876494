"""A PDF given to a queue of the print server, and what became of it: what the server does not have was not sent.

`check` and `send` raise NotPrinted, whose text is the sentence for people, when nothing is printed; `send` raises
Unconfirmed when nobody can tell. All may be called on any thread. A server that falls silent, at whatever point, is
waited for a few seconds, and as long again to see what became of a document that it was being sent.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.spool import standing as stands
from cadre_desktop.kit.spool.libcups import (
    GONE,
    NO_ANSWER,
    NOT_ACCEPTING,
    SECONDS,
    UNAUTHORISED,
    Server,
    ServerError,
    Values,
)
from cadre_desktop.kit.spool.standing import JobStanding, PrintJob, Queue, standing

WATCHED = 3.0
"""Seconds a job is watched: a queue that is paused, a filter that fails, an empty tray show within them."""
AWAKE = 20.0
"""Seconds within which a printer in the network that sleeps is awake."""
_PAUSE = 0.1
_LONGEST = 255
"""Bytes of the longest name of a job (RFC 8011, 5.1.3)."""
_QUEUE = ("printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs")
_JOB = ("job-state", "job-state-reasons", "job-printer-state-message")
_BEGUN, _DOCUMENTS = "time-at-processing", "number-of-documents"
_IDENTITY = ("job-uuid", _DOCUMENTS)


class NotPrinted(OSError):
    """The printer did not take the work, and will not print it; the text says why and what to do."""


@dataclass(frozen=True)
class Sent:
    """A job of the server. `uuid` distinguishes it from another with its number: a server that was killed counts on
    from the number it had written down. `whole`: the server has said that it has all of it; else it has once there are
    `documents`, which is 0 where it does not count them."""

    printer: str
    number: int
    uuid: str = ""
    documents: int = 0
    whole: bool = True


class Unconfirmed(OSError):
    """The server fell silent while it was given a job: the printer may or may not print `sent`."""

    def __init__(self, message: str, sent: Sent):
        super().__init__(message)
        self.sent = sent


def check(printer: str) -> Queue:
    """The state of a printer; raises NotPrinted when it could not take a job."""
    try:
        with Server() as server:
            queue = _queue(server, printer)
    except ServerError as error:
        raise _refusal(printer, error) from error
    if not queue.accepting:
        raise NotPrinted(_(stands.REJECTING).format(printer=printer))
    return queue


def check_server(seconds: float = SECONDS) -> None:
    """NotPrinted when no print server answers within so many seconds, as soon as it takes a connection."""
    try:
        with Server(seconds) as server:
            server.answers()
    except ServerError as error:
        raise NotPrinted(_(stands.NO_SERVER)) from error


def send(printer: str, title: str, options: Mapping[str, str], data: bytes, progress: Progress) -> Sent:
    """Give a printer a PDF as one job with these options; Stopped only where nothing was begun."""
    progress.check()
    check(printer)
    try:
        with Server() as server:
            name = title.encode()[:_LONGEST].decode(errors="ignore")
            sent = _begun(server, printer, server.create(printer, name, options))
            try:
                server.send(printer, sent.number, name, data)
                return replace(sent, whole=True)
            except ServerError as error:
                broken = error
    except ServerError as error:
        raise _why(printer, error) from error
    return _after_break(sent, broken)


def take_back(sent: Sent) -> bool:
    """Cancel a job whose work turned out not to be wanted; whether it is certain that nothing of it is on paper.

    NotPrinted when the server does not cancel it, as one that is printed already.
    """
    try:
        with Server() as server:
            return _cancel(server, sent)
    except ServerError as error:
        raise _refusal(sent.printer, error) from error


def look(sent: Sent, patient: bool = False) -> JobStanding:
    """The state of a job now; lost too when its printer is gone, or when there is no server any more that could know of
    it.

    One whose document has not arrived whole is canceled, so that what is said of it holds.
    """
    try:
        with Server() as server:
            return _look(server, sent, patient)
    except ServerError:
        return stands.unanswered(sent.printer)


def watch(sent: Sent, progress: Progress, seconds: float = WATCHED, longest: float = AWAKE) -> JobStanding:
    """Wait until a job is printed, something is the matter or so many `seconds` are over, and return its state; wait
    for `longest` seconds where the printer is still being connected to."""
    start, pause = monotonic(), Event()
    while not progress.stopped:
        found = look(sent, patient=True)
        if found.settled:
            return found
        if monotonic() - start >= (longest if found.passing else seconds):
            break
        pause.wait(_PAUSE)
    return look(sent)


def _look(server: Server, sent: Sent, patient: bool) -> JobStanding:
    known = _known(server, sent)
    if not _is_ours(known, sent):
        return stands.forgotten(sent.printer)
    job = _job(known)
    if job is not None and not _is_whole(job, known, sent):
        if _cancel(server, sent) if job.state < stands.JobState.CANCELED else not job.begun:
            return stands.broken_off(sent.printer)
        job = _job(_known(server, sent))
    if job is None and not sent.whole:
        return stands.forgotten(sent.printer)
    if job is not None and job.state >= stands.JobState.CANCELED:
        return stands.ended(sent.printer, job)  # whatever has become of its queue since
    try:
        queue = _queue(server, sent.printer)
    except ServerError as error:
        if error.status == GONE:
            return stands.removed(sent.printer, job)
        raise
    return standing(sent.printer, job, queue, patient)


def _known(server: Server, sent: Sent) -> dict[str, Values]:
    """What the server says of a job; nothing where it has none of that number."""
    try:
        return server.job(sent.number, (*_JOB, _BEGUN, *_IDENTITY))
    except ServerError as error:
        if error.status != GONE:
            raise
        return {}


def _is_ours(known: Mapping[str, Values], sent: Sent) -> bool:
    return not sent.uuid or _text(known, "job-uuid") in ("", sent.uuid)


def _is_whole(job: PrintJob, known: Mapping[str, Values], sent: Sent) -> bool:
    """Whether all of a job has arrived; reasons tell where documents are not counted, and not of jobs on hold."""
    counted = _count(known, _DOCUMENTS, sent.documents) >= sent.documents
    return sent.whole or (counted and stands.INCOMING not in job.reasons)


def _cancel(server: Server, sent: Sent) -> bool:
    """Cancel a job, and no other that has its number now; whether it is certain that nothing of it is on paper.

    Asked afterwards: until then it may still begin.
    """
    if not _is_ours(_known(server, sent), sent):
        raise ServerError(GONE, "another job")
    server.cancel(sent.number)
    known = _known(server, sent)
    return bool(known) and not known.get(_BEGUN)


def _job(known: Mapping[str, Values]) -> PrintJob | None:
    if not known:
        return None
    message = _text(known, "job-printer-state-message")
    return PrintJob(_number(known["job-state"]), _words(known, "job-state-reasons"), message, bool(known.get(_BEGUN)))


def _begun(server: Server, printer: str, number: int) -> Sent:
    """A job just created, with what identifies it for certain. That is asked before the job has a document, so that
    nothing is printed where the server does not answer. A job without one ends by itself (RFC 8011,
    multiple-operation-time-out)."""
    known = server.job(number, _IDENTITY)
    sheets = _count(known, _DOCUMENTS, -1)  # a banner is one already
    return Sent(printer, number, _text(known, "job-uuid"), sheets + 1, whole=False)


def _queue(server: Server, printer: str) -> Queue:
    known = server.queue(printer, _QUEUE)
    return Queue(
        _number(known["printer-state"]),
        bool(known.get("printer-is-accepting-jobs", [True])[0]),
        _words(known, "printer-state-reasons"),
        _text(known, "printer-state-message"),
    )


def _after_break(sent: Sent, error: ServerError) -> Sent:
    """What became of a job whose transfer broke off: `sent`, where the server has it whole all the same.

    NotPrinted where it is certain that nothing of it is printed; Unconfirmed where nobody knows.
    """
    if error.status != NO_ANSWER:  # the server has said that it does not take it
        with suppress(NotPrinted):  # a job without a document ends by itself too
            take_back(sent)
        raise _why(sent.printer, error) from error
    found = look(sent)
    if found.unsure:
        raise Unconfirmed(found.trouble, sent) from error
    if found.lost:
        raise NotPrinted(found.trouble) from error
    return sent


def _why(printer: str, error: ServerError) -> NotPrinted:
    """Why a job was not taken: what libcups says when it is refused differs, so the queue itself is looked at."""
    if error.status not in (NO_ANSWER, GONE, NOT_ACCEPTING, *UNAUTHORISED):
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


def _count(known: Mapping[str, Values], name: str, unknown: int) -> int:
    return int(known[name][0]) if known.get(name) else unknown


def _words(known: Mapping[str, Values], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in known.get(name, []) if value != "none")


def _text(known: Mapping[str, Values], name: str) -> str:
    return str(known[name][0]) if known.get(name) else ""
