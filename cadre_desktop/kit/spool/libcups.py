"""The client library of CUPS, as far as printing needs it: a connection to the print server that never waits for long.

Qt itself finds the printers through it, so wherever Qt shows a queue of CUPS it is there; the commands `lp` and
`lpstat` are another package, and their answers are sentences for people. All is done by opaque pointers of its stable
interface (libcups.so.2 of CUPS 1.7 and later); no struct is laid out here.
"""

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from ctypes import c_char_p, c_double, c_int, c_size_t, c_void_p
from functools import cache
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote

SECONDS = 5.0
"""How long a server may take to take up a connection, and for each answer; one that takes a document may take as long
for each piece."""
GONE, NOT_ACCEPTING, UNAUTHORISED = 0x0406, 0x0506, (0x0401, 0x0402, 0x0403, 0x1000)
"""Answers of a server (RFC 8011, appendix B; the last is libcups's own, for want of a password) that mean something of
their own to people."""
NO_ANSWER = -1

Values = list[str | int | bool]
T = TypeVar("T")

_GET_DEFAULT = 0x4001
_CREATE_JOB, _CANCEL_JOB, _GET_JOB, _GET_PRINTER, _GET_PRINTERS = 0x0005, 0x0008, 0x0009, 0x000B, 0x4002
_OPERATION, _JOB, _PRINTER = 0x01, 0x02, 0x04
_INTEGER, _BOOLEAN, _ENUM, _NAME, _KEYWORD, _URI = 0x21, 0x22, 0x23, 0x42, 0x44, 0x45
_GO_ON, _ANSWERED = 100, 200
"""Of HTTP, while a document is sent: more of it is wanted; the server has said already what it makes of it."""
_CHUNK = 1 << 16
_FOUND, _UNANSWERED = 200, -1
"""Of HTTP, when a file is asked for."""
_SUCCESSES = 0x00FF
_OWN = (0x0500, 0x0502)
"""What libcups itself sets when nothing comes back: internal error, service unavailable."""

_Password = ctypes.CFUNCTYPE(c_void_p, c_char_p, c_void_p, c_char_p, c_char_p, c_void_p)
_no_password = _Password(lambda *_asked: None)
"""Without it libcups asks for a password on the terminal, which nobody looks at."""

_Waited = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
_give_up = _Waited(lambda *_whom: 0)
"""Without it libcups waits twice, or for ever, where a server stops in the middle of something."""

_SIGNATURES: dict[str, tuple[object, tuple[object, ...]]] = {
    "cupsServer": (c_char_p, ()),
    "cupsUser": (c_char_p, ()),
    "cupsEncryption": (c_int, ()),
    "ippPort": (c_int, ()),
    "cupsSetPasswordCB2": (None, (_Password, c_void_p)),
    "cupsLastError": (c_int, ()),
    "cupsLastErrorString": (c_char_p, ()),
    "httpConnect2": (c_void_p, (c_char_p, c_int, c_void_p, c_int, c_int, c_int, c_int, c_void_p)),
    "httpSetTimeout": (None, (c_void_p, c_double, _Waited, c_void_p)),
    "httpClose": (None, (c_void_p,)),
    "cupsAddOption": (c_int, (c_char_p, c_char_p, c_int, c_void_p)),
    "cupsFreeOptions": (None, (c_int, c_void_p)),
    "cupsEncodeOptions2": (None, (c_void_p, c_int, c_void_p, c_int)),
    "cupsStartDocument": (c_int, (c_void_p, c_char_p, c_int, c_char_p, c_char_p, c_int)),
    "cupsWriteRequestData": (c_int, (c_void_p, c_char_p, c_size_t)),
    "cupsGetResponse": (c_void_p, (c_void_p, c_char_p)),
    "ippNewRequest": (c_void_p, (c_int,)),
    "ippAddString": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_char_p, c_char_p)),
    "ippAddStrings": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_int, c_char_p, c_void_p)),
    "ippAddInteger": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_int)),
    "cupsDoRequest": (c_void_p, (c_void_p, c_void_p, c_char_p)),
    "cupsGetFd": (c_int, (c_void_p, c_char_p, c_int)),
    "ippFirstAttribute": (c_void_p, (c_void_p,)),
    "ippNextAttribute": (c_void_p, (c_void_p,)),
    "ippGetGroupTag": (c_int, (c_void_p,)),
    "ippGetName": (c_char_p, (c_void_p,)),
    "ippFindAttribute": (c_void_p, (c_void_p, c_char_p, c_int)),
    "ippGetCount": (c_int, (c_void_p,)),
    "ippGetValueTag": (c_int, (c_void_p,)),
    "ippGetInteger": (c_int, (c_void_p, c_int)),
    "ippGetBoolean": (c_int, (c_void_p, c_int)),
    "ippGetString": (c_char_p, (c_void_p, c_int, c_void_p)),
    "ippDelete": (None, (c_void_p,)),
}


class ServerError(OSError):
    """The server did not do what it was asked. `status` is its answer, `NO_ANSWER` when there was none."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@cache
def library() -> ctypes.CDLL | None:
    """libcups, or None where printing is not CUPS's."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        cups = ctypes.CDLL("libcups.so.2")
        for name, (answer, arguments) in _SIGNATURES.items():
            function = getattr(cups, name)
            function.restype, function.argtypes = answer, arguments
    except (OSError, AttributeError):
        return None
    return cups


class Server:
    """A connection to the print server, for one thread. ServerError from anything that it does not do.

    It waits for `seconds` at most, where they are fewer than the usual ones.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        cups = library()
        if cups is None:
            raise ServerError(NO_ANSWER, "libcups")
        self._cups = cups
        self._http: int | None = None
        self._seconds = min(seconds, SECONDS)

    def __enter__(self) -> Self:
        cups, limit = self._cups, int(self._seconds * 1000)
        cups.cupsSetPasswordCB2(_no_password, None)
        self._http = cups.httpConnect2(
            cups.cupsServer(), cups.ippPort(), None, 0, cups.cupsEncryption(), 1, limit, None
        )
        if not self._http:
            raise ServerError(NO_ANSWER, "no connection")
        cups.httpSetTimeout(self._http, self._seconds, _give_up, None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http:
            self._cups.httpClose(self._http)
            self._http = None

    def answers(self) -> None:
        """Have it say anything: one that hangs takes up connections all the same."""
        request = self._cups.ippNewRequest(_GET_PRINTERS)
        self._cups.ippAddInteger(request, _OPERATION, _INTEGER, b"limit", 1)
        try:
            self._asked(request, ["printer-name"])
        except ServerError as error:
            if error.status != GONE:  # so it says where no printer is set up
                raise

    def queues(self, wanted: Iterable[str]) -> list[dict[str, Values]]:
        """These attributes of every queue and class there is; nothing where no printer is set up."""
        request, names = self._cups.ippNewRequest(_GET_PRINTERS), list(wanted)
        self._want(request, names)
        try:
            return self._answered(request, "/", lambda answer: list(self._groups(answer, names)))
        except ServerError as error:
            if error.status != GONE:
                raise
            return []

    def usual(self) -> str:
        """The queue that the server calls its default; empty where it has none."""
        try:
            found = self._asked(self._cups.ippNewRequest(_GET_DEFAULT), ["printer-name"])
        except ServerError as error:
            if error.status != GONE:
                raise
            return ""
        return str(found["printer-name"][0]) if found.get("printer-name") else ""

    def description(self, name: str) -> bytes:
        """The PPD of a queue; nothing where it has none."""
        with TemporaryFile() as file:
            told = self._cups.cupsGetFd(self._http, f"/printers/{name}.ppd".encode(), file.fileno())
            if told == _UNANSWERED:
                raise ServerError(NO_ANSWER, "no file")
            file.seek(0)
            return file.read() if told == _FOUND else b""

    def queue(self, name: str, wanted: Iterable[str]) -> dict[str, Values]:
        """These attributes of a queue, of those that the server knows."""
        request = self._cups.ippNewRequest(_GET_PRINTER)
        self._say(request, _URI, "printer-uri", f"ipp://localhost/printers/{quote(name)}")
        return self._asked(request, wanted)

    def job(self, number: int, wanted: Iterable[str]) -> dict[str, Values]:
        """These attributes of a job, of those that the server knows."""
        request = self._cups.ippNewRequest(_GET_JOB)
        self._say(request, _URI, "job-uri", f"ipp://localhost/jobs/{number}")
        return self._asked(request, wanted)

    def create(self, name: str, title: str, options: Mapping[str, str]) -> int:
        """Begin a job in a queue; returns its number. Nothing of it is printed before it has its document.

        Not by cupsCreateJob, which asks the server several things before, each for as long as it likes.
        """
        request = self._cups.ippNewRequest(_CREATE_JOB)
        self._say(request, _URI, "printer-uri", f"ipp://localhost/printers/{quote(name)}")
        self._say_who(request)
        self._say(request, _NAME, "job-name", title)
        count, held = 0, c_void_p()
        for option, value in options.items():
            count = self._cups.cupsAddOption(option.encode(), value.encode(), count, ctypes.byref(held))
        for group in (_OPERATION, _JOB):  # each takes those that belong there
            self._cups.cupsEncodeOptions2(request, count, held, group)
        self._cups.cupsFreeOptions(count, held)
        found = self._answered(request, f"/printers/{name}", lambda answer: self._found(answer, ("job-id",)))
        if not found:
            raise ServerError(NO_ANSWER, "no number")
        return int(found["job-id"][0])

    def send(self, name: str, number: int, title: str, data: bytes) -> None:
        """Give a job its only document, a PDF; it may be printed from then on.

        Ended not by cupsFinishDocument, which calls it well done where the server never answers.
        """
        cups, queue = self._cups, name.encode()
        told = cups.cupsStartDocument(self._http, queue, number, title.encode(), b"application/pdf", 1)
        for start in range(0, len(data), _CHUNK):
            if told != _GO_ON:
                break
            part = data[start : start + _CHUNK]
            told = cups.cupsWriteRequestData(self._http, part, len(part))
        if told not in (_GO_ON, _ANSWERED):  # to end what is broken off would be to wait once more
            raise self._silence()
        self._of_answer(cups.cupsGetResponse(self._http, b"/printers/" + queue), lambda _answer: None)
        if told != _GO_ON:
            raise ServerError(NO_ANSWER, "answered too early")

    def cancel(self, number: int) -> None:
        """Take a job back that is not over; ServerError for one that is."""
        request = self._cups.ippNewRequest(_CANCEL_JOB)
        self._say(request, _URI, "job-uri", f"ipp://localhost/jobs/{number}")
        self._say_who(request)
        self._answered(request, "/jobs/", lambda _answer: None)

    def _say(self, request: int, tag: int, name: str, value: str) -> None:
        self._cups.ippAddString(request, _OPERATION, tag, name.encode(), None, value.encode())

    def _say_who(self, request: int) -> None:
        self._say(request, _NAME, "requesting-user-name", self._cups.cupsUser().decode(errors="replace"))

    def _asked(self, request: int, wanted: Iterable[str]) -> dict[str, Values]:
        names = list(wanted)
        self._want(request, names)
        return self._answered(request, "/", lambda answer: self._found(answer, names))

    def _want(self, request: int, names: list[str]) -> None:
        self._say_who(request)
        array = (c_char_p * len(names))(*(name.encode() for name in names))
        self._cups.ippAddStrings(request, _OPERATION, _KEYWORD, b"requested-attributes", len(names), None, array)

    def _answered(self, request: int, path: str, read: Callable[[int], T]) -> T:
        return self._of_answer(self._cups.cupsDoRequest(self._http, request, path.encode()), read)

    def _of_answer(self, answer: int | None, read: Callable[[int], T]) -> T:
        """What is read of an answer, which is freed then; raises ServerError where there is none, or it says no."""
        cups = self._cups
        try:
            if not answer or not 0 <= cups.cupsLastError() <= _SUCCESSES:
                raise self._error() if answer else self._silence()
            return read(answer)
        finally:
            if answer:
                cups.ippDelete(answer)

    def _found(self, answer: int, names: Iterable[str]) -> dict[str, Values]:
        """These attributes of an answer about one thing."""
        found = ((name, self._cups.ippFindAttribute(answer, name.encode(), 0)) for name in names)
        return {name: self._values(attribute) for name, attribute in found if attribute}

    def _groups(self, answer: int, names: list[str]) -> Iterator[dict[str, Values]]:
        """These attributes of each printer of an answer; an attribute without a name parts one printer from the
        next."""
        cups, found = self._cups, dict[str, Values]()
        attribute = cups.ippFirstAttribute(answer)
        while attribute:
            name = (cups.ippGetName(attribute) or b"").decode()
            if name in names and cups.ippGetGroupTag(attribute) == _PRINTER:
                found[name] = self._values(attribute)
            elif not name and found:
                yield found
                found = {}
            attribute = cups.ippNextAttribute(answer)
        if found:
            yield found

    def _values(self, attribute: int) -> Values:
        cups, indices = self._cups, range(self._cups.ippGetCount(attribute))
        tag = cups.ippGetValueTag(attribute)
        if tag in (_INTEGER, _ENUM):
            return [int(cups.ippGetInteger(attribute, index)) for index in indices]
        if tag == _BOOLEAN:
            return [bool(cups.ippGetBoolean(attribute, index)) for index in indices]
        texts = (cups.ippGetString(attribute, index, None) for index in indices)
        return [text.decode(errors="replace") for text in texts if text is not None]

    def _silence(self) -> ServerError:
        """What went wrong where there is no answer to look at, which libcups may have made up itself."""
        error = self._error()
        unsaid = error.status in _OWN or 0 <= error.status <= _SUCCESSES  # the latter is left from the request before
        return ServerError(NO_ANSWER, str(error)) if unsaid else error

    def _error(self) -> ServerError:
        status, said = int(self._cups.cupsLastError()), self._cups.cupsLastErrorString() or b""
        return ServerError(status, said.decode(errors="replace"))
