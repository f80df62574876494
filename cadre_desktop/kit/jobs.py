"""Work that may take longer than 100 ms, handed to one place that runs it away from the window.

A job is a callable that is given a `Progress`; its outcome comes back as one call of `done` or `failed`, in the
window on the GUI thread (`kit.qt.jobs.QtJobs`), in tests and on the command line at once (`InlineJobs`).
"""

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")
Heard = Callable[[int, int, str], None]


class Stopped(Exception):
    """Raised by `Progress.check` inside the work after somebody pressed stop; not a failure."""


class Progress:
    """What the work reports to the outside, and how the outside asks the work to stop. Safe from any thread."""

    def __init__(self, heard: Heard | None = None):
        self._heard = heard
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether the work should end as soon as it can."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to end."""
        self._stop.set()

    def check(self) -> None:
        """Raise `Stopped` if the work should end; call it between units of work, so that a step rolls back."""
        if self.stopped:
            raise Stopped

    def report(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` units are finished (0 of 0: not known); `text` replaces the job's label if given."""
        if self._heard:
            self._heard(done, total, text)


class Job:
    """One piece of work under way, as its starter holds it."""

    def __init__(self, label: str, progress: Progress):
        self.label = label
        self.progress = progress
        self.over = False
        """The outcome was delivered or dropped; nothing will be called any more."""
        self.dropped = False
        """Nobody wants the outcome any more."""

    def stop(self) -> None:
        """Ask the work to end; when it does so by raising `Stopped`, `stopped` is called, not `done` or `failed`."""
        self.progress.stop()

    def drop(self) -> None:
        """Stop, and throw the outcome away even if the work finishes first."""
        self.dropped = True
        self.progress.stop()


class Jobs(Protocol):
    """Runs jobs."""

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        keep_latest: str | None = None,
        writes: bool = False,
        owner: object | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Job:
        """Run `work` and hand its result to `done`, or what it raised to `failed`.

        `label` is a short Chinese phrase for the status bar ("正在读取工作簿"). Of jobs with the same `keep_latest`
        only the newest outcome is delivered: the latest query wins. Jobs that write are run one after the other.
        The outcome is dropped when `owner` (a QObject in the window) has been deleted meanwhile. `stopped` is called
        in place of `done` and `failed` when the work was stopped, be it before it began.
        """
        ...


class InlineJobs:
    """Runs every job at once in the calling thread. What a job without `failed` raises goes to the caller."""

    def __init__(self, heard: Heard | None = None):
        self._heard = heard

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        keep_latest: str | None = None,
        writes: bool = False,
        owner: object | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Job:
        """As `Jobs.run`; the job is over when this returns."""
        job = Job(label, Progress(self._heard))
        job.over = True
        try:
            result = work(job.progress)
        except Stopped:
            job.dropped = True
            if stopped is not None:
                stopped()
            return job
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return job
        done(result)
        return job
