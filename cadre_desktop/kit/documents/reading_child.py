"""The process that reads: what its parent orders, and how the pieces go back, see `reading_process`.

It imports neither Qt nor the database, and nothing that it does not need: its start is a part of every first reading.
"""

import os
import pickle
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from cadre_desktop.kit.documents.limits import Limits
from cadre_desktop.kit.problems import Refused

ARGUMENT = "--reading-process"
"""What a packaged program is started with to read files; `start.main` looks for it before anything else."""

IDLE = 60.0
"""Seconds that a child waits for a further file before it ends, and for a parent that should have ended it."""

_LENGTH = struct.Struct("<Q")


class ReadOrder(NamedTuple):
    """A file to be read; `limits` and `together` as `contents.pieces_of` says; seconds: how long its parent waits."""

    path: str
    limits: Limits
    together: bool
    seconds: float


class ReadingBegun(NamedTuple):
    """The child has taken the order."""


class Over(NamedTuple):
    """All pieces have come; or none will: problem is the sentence, trouble what only a programmer understands.

    spent: whether the child cannot be given another file.
    """

    problem: str = ""
    trouble: str = ""
    memory: bool = False
    spent: bool = False


def send(stream: IO[bytes], what: Any) -> None:
    """Send a message: its length, then its pickle."""
    body = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    for part in (_LENGTH.pack(len(body)), body):
        rest = memoryview(part)
        while rest:
            rest = rest[stream.write(rest) :]
    stream.flush()


def received(stream: IO[bytes]) -> bytes:
    """The next message; nothing where the other side has ended."""
    head = _exactly(stream, _LENGTH.size)
    return _exactly(stream, _LENGTH.unpack(head)[0]) if head else b""


def _exactly(stream: IO[bytes], length: int) -> bytes:
    """So many bytes; none where the stream ends before."""
    parts = []
    while length and (part := stream.read(length)):
        parts.append(part)
        length -= len(part)
    return b"" if length else b"".join(parts)


def serve() -> int:
    """Read the files that are ordered on standard input until it ends; returns the exit code."""
    import gc

    gc.disable()  # a workbook has no cycles, and the child no long life
    _without_traces()
    orders, pieces = sys.stdin.buffer, sys.stdout.buffer
    with suppress(BrokenPipeError):  # the parent has gone
        while True:
            with _leaving_after(IDLE):
                body = received(orders)
            if not body:
                break
            order = pickle.loads(body)
            with _leaving_after(order.seconds + IDLE):  # a parent that is still there has ended the child long before
                _read(order, pieces)
    return 0


@contextmanager
def _leaving_after(seconds: float) -> Iterator[None]:
    """The process ends itself if what is done takes longer."""
    leaving = threading.Timer(seconds, os._exit, (0,))
    leaving.daemon = True
    leaving.start()
    yield
    leaving.cancel()


def _read(order: ReadOrder, pieces: IO[bytes]) -> None:
    send(pieces, ReadingBegun())
    together = _limit_memory(order.limits.memory)
    from cadre_desktop.kit.documents.contents import is_busy, pieces_of

    kept: list[Any] = []  # until the parent knows that nothing more comes
    try:
        for piece in pieces_of(Path(order.path), order.limits, together and order.together, kept):
            send(pieces, piece)
        over = Over()
    except Refused as refused:
        over = Over(problem=str(refused))
    except BrokenPipeError:
        raise
    except MemoryError:
        over = Over(memory=True)
    except Exception as trouble:  # noqa: BLE001 - what a file of somebody else does to us is told, with the place
        over = Over(trouble=trace_of(trouble))
    send(pieces, over._replace(spent=is_busy()))


def trace_of(trouble: BaseException) -> str:
    """The kind of an exception and the lines of the program that led to it; nothing that the file holds."""
    import traceback

    frames = traceback.extract_tb(trouble.__traceback__)[-4:]
    return f"{type(trouble).__name__}: " + " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )


def _limit_memory(size: int) -> bool:
    """Limit the memory of this process; returns whether the system can."""
    if sys.platform != "linux":
        return False
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    return True


def _without_traces() -> None:
    """A child that ends itself leaves no picture of its memory on the disk and opens no window about it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
