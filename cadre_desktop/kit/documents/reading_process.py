"""Reading a file in a process of its own, so that whatever is wrong with the file is one sentence and not the end.

The reading library may end its process (memory), or never come back; neither can be caught where it happens. The child
has a limit of memory where the system can set one (Linux; elsewhere a file that is too much may slow the machine down
until the time is over), a limit of time, and nothing that it could lose. It is this same program, recognised by its
first argument or, not packaged, started at `serve`; it imports neither Qt nor the database, waits for further files for
a while, and ends with its parent, or, where the library holds it, when its time is over. Pieces of a workbook come as
pickles: they are from this program itself.
"""

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.limits import Limits
from cadre_desktop.kit.documents.reading_child import ARGUMENT, Over, ReadingBegun, ReadOrder, received, send, serve
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_LOOK = 0.05
"""Seconds between two looks whether somebody has pressed stop."""

_FAREWELL = 5.0
"""Seconds for the thread that listens to notice that its child has ended; it takes none."""

_TAKING_MUCH = dict.fromkeys(("MALLOC_TOP_PAD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"), "16777216")
"""For the memory of Linux (glibc): a child takes it in large pieces, since a workbook is a million small texts; reading
takes a thirtieth less time."""

_LARGE = 20_000_000
"""Bytes of a file after which the child ends, so that its memory goes back to the system."""


class Died(Exception):
    """Raised where the child has ended without a word, while it read."""


class Failed(Exception):
    """Raised where reading has met something that nobody has foreseen; its text says where in the program."""


class OutOfMemory(Exception):
    """Raised where the file needs more memory than a reading process may have."""


class OutOfTime(Exception):
    """Raised where reading has taken longer than it may."""


class Unavailable(Exception):
    """Raised where this machine lets no process be started."""


def pieces_from_child(
    path: Path, limits: Limits, progress: Progress, *, together: bool = True
) -> Generator[Any, None, None]:
    """The pieces of a file as `contents.pieces_of` gives them, read in another process.

    together: as `pieces_of` says, where the memory of the child is limited.
    Raises what `pieces_of` raises and `Stopped`; Died, Failed, OutOfMemory, OutOfTime and Unavailable as they say.
    """
    seconds = limits.time(_size(path))
    order = ReadOrder(os.path.abspath(path), limits, together, seconds)  # noqa: PTH100 - what is wrong with it, a child tells
    deadline = time.monotonic() + seconds
    child = _begun(order, deadline, progress)
    try:
        while not isinstance(piece := child.receive(deadline, progress), Over):
            yield piece
    except BaseException:
        child.end()
        raise
    if piece.spent or piece.memory or piece.trouble or _size(path) > _LARGE:
        child.end()
    else:
        _give_back(child)
    if piece.problem:
        raise Refused(piece.problem)
    if piece.memory:
        raise OutOfMemory
    if piece.trouble:
        raise Failed(piece.trouble)


def _size(path: Path) -> int:
    with suppress(OSError, ValueError):  # the child says what is wrong with it
        return path.stat().st_size
    return 0


class _Child:
    """A running child as its parent holds it."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_TAKING_MUCH},
                bufsize=0,  # a buffer is locked while the listener waits, even when the program ends
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as trouble:
            raise Unavailable from trouble
        self._came: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError):  # the child has ended in the middle of a word
            while body := received(self._process.stdout):
                self._came.put(body)
        self._came.put(None)

    def send(self, order: ReadOrder) -> None:
        """Hand an order over. Raises Died if the child has ended meanwhile."""
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, order)
        except OSError as trouble:
            raise Died from trouble

    def receive(self, deadline: float, progress: Progress) -> Any:
        """The next piece."""
        while True:
            if progress.stopped:
                raise Stopped
            with suppress(queue.Empty):
                body = self._came.get(timeout=_LOOK)
                if body is None:
                    raise Died
                return pickle.loads(body)
            if time.monotonic() > deadline:
                raise OutOfTime

    def end(self) -> None:
        """End the child, whatever it does, and let go of everything of it."""
        self._process.kill()
        self._process.wait()
        self._listener.join(_FAREWELL)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be written has nobody to read it
                    stream.close()


_idle: list[_Child] = []
_lock = threading.Lock()


def _begun(order: ReadOrder, deadline: float, progress: Progress) -> _Child:
    """A child that has taken the order: one that waits (it may be about to leave), or a new one."""
    with _lock:
        waiting = _idle.pop() if _idle else None
    for chosen in (waiting, None) if waiting else (None,):
        chosen = chosen or _Child()
        try:
            chosen.send(order)
            assert isinstance(chosen.receive(deadline, progress), ReadingBegun)
            return chosen
        except Died:
            chosen.end()
        except BaseException:
            chosen.end()
            raise
    raise Unavailable


def _give_back(child: _Child) -> None:
    with _lock:
        if not _idle:
            _idle.append(child)
            return
    child.end()


@atexit.register
def end_children() -> None:
    """End the child that waits."""
    with _lock:
        while _idle:
            _idle.pop().end()


def _command() -> list[str]:
    """What starts a child: a packaged program knows itself; else the interpreter, with the modules of this one."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    own = str(Path(__file__).parents[3])
    paths = [own, *(os.path.abspath(path) for path in sys.path)]  # noqa: PTH100 - "" stands for the working folder
    code = f"import sys; sys.path[:] = {paths!r}; from {serve.__module__} import serve; sys.exit(serve())"
    writes = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", "-S", *writes, "-X", "utf8", "-c", code]


def sentence(trouble: Exception, name: str) -> str:
    """What to say of a file that could not be read, to its owner."""
    if isinstance(trouble, OutOfTime):
        message = _("“{name}”读了太久还没有读完，已经停下；请在 Excel 或 WPS 里删去不用的内容，另存为 .xlsx，再试。")
    elif isinstance(trouble, Unavailable):
        message = _("这台电脑不让本程序另开进程，“{name}”不能安全地读取；请在 Excel 或 WPS 里另存为 .xlsx，再试。")
    elif isinstance(trouble, Failed):
        message = _("“{name}”有读不懂的地方，没有读入；请用 Excel 或 WPS 打开它，另存为 .xlsx，再试。")
    else:
        message = _(
            "“{name}”读不下：内容可能已损坏，或多得超出内存；"
            "请在 Excel 或 WPS 里打开看看，删去不用的内容或拆成几个文件，另存为 .xlsx 后再试。"
        )
    return message.format(name=name)
