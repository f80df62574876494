"""Steps are asked for in writing jobs: what a screen writes while the window waits would hold it as long as another
write runs, which can be minutes of an import."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from cadre_desktop.kit.jobs import InlineJobs, Job, Progress
from cadre_desktop.kit.store.store import Store

_SCREENS = ("/screens/", "/kit/qt/", "/tab.py", "/window/")
_here = threading.local()


def _depth() -> int:
    return int(getattr(_here, "depth", 0))


def _counted(work: Callable[[Any], Any], depth: int) -> Callable[[Any], Any]:
    def counted(given: Any) -> Any:
        before, _here.depth = _depth(), depth
        try:
            return work(given)
        finally:
            _here.depth = before

    return counted


@contextmanager
def in_a_writing_job() -> Iterator[None]:
    """What a test calls itself that the window would call in a writing job."""
    before, _here.depth = _depth(), 1
    try:
        yield
    finally:
        _here.depth = before


def _screen(frame: FrameType | None) -> str:
    """The innermost function of a screen that has called; "" when it is a test that writes."""
    while frame is not None:
        name = frame.f_code.co_filename.replace("\\", "/")
        if "/cadre_desktop/" in name and any(part in name for part in _SCREENS):
            return f"{name.rpartition('/cadre_desktop/')[2]}: {frame.f_code.co_name}"
        frame = frame.f_back
    return ""


def refuse_steps_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a step that a screen begins outside of a writing job fails the test."""
    run, writing = InlineJobs.run, Store._writing

    def noting(
        self: InlineJobs,
        label: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        writes: bool = False,
        **options: Any,
    ) -> Job:
        over = None if failed is None else _counted(failed, 0)
        return run(self, label, _counted(work, int(writes)), _counted(done, 0), over, writes=writes, **options)

    def vetted(self: Store, *given: Any, **options: Any) -> Any:
        if threading.current_thread() is threading.main_thread() and not _depth():
            screen = _screen(sys._getframe(1))
            if screen:
                pytest.fail(f"{screen} writes on the window's thread, outside of a writing job")
        return writing(self, *given, **options)

    monkeypatch.setattr(InlineJobs, "run", noting)
    monkeypatch.setattr(Store, "_writing", vetted)
