"""Jobs for the window: work on threads of its own, outcomes back on the GUI thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from cadre_desktop.kit.jobs import Job, Progress, Stopped

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_REPORT_EVERY = 0.05
"""Seconds between two progress reports that reach the window; more would only keep it busy."""


@dataclass(eq=False)
class _Order:
    """A job with everything needed to run and deliver it."""

    job: Job
    work: Callable[[Progress], object]
    done: Callable[[object], None]
    failed: Callable[[BaseException], None]
    owner: QObject | None
    key: str | None
    writes: bool
    stopped: Callable[[], None] | None
    result: object = None
    error: BaseException | None = None


@dataclass(frozen=True)
class JobReport:
    """How far the foremost job is: `done` of `total` units (0 of 0: not known)."""

    label: str
    done: int
    total: int


class QtJobs(QObject):
    """Runs jobs on one writing thread and a few reading ones (SQLite in WAL mode: readers never wait).

    `failed` is called with every failure for which the job itself has no handler. `busy` says when the first job starts
    and the last one is over; `reported` carries progress. Call `close` before the program ends.
    """

    busy = Signal(bool)
    reported = Signal(JobReport)
    _finished = Signal(object)
    _heard = Signal(object, int, int, str)

    def __init__(self, failed: Callable[[BaseException], None], readers: int = 2, parent: QObject | None = None):
        super().__init__(parent)
        self._failed = failed
        self._reader_count = readers
        self._writer: ThreadPoolExecutor | None = None
        self._readers: ThreadPoolExecutor | None = None
        self._orders: list[_Order] = []
        self._latest: dict[str, Job] = {}
        self._reports: dict[int, JobReport] = {}
        """By the identity of a job that is under way what it has said last."""
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _pool(self, writes: bool) -> "ThreadPoolExecutor":
        """The threads for a job; they and their module are there from the first job on, since a start needs none."""
        from concurrent.futures import ThreadPoolExecutor

        if writes:
            self._writer = self._writer or ThreadPoolExecutor(1, "writer")
            return self._writer
        self._readers = self._readers or ThreadPoolExecutor(self._reader_count, "reader")
        return self._readers

    @property
    def running(self) -> bool:
        """Whether any job waits or works."""
        return bool(self._orders)

    @property
    def current(self) -> Job | None:
        """The job that has been under way longest."""
        return self._orders[0].job if self._orders else None

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
        """As `kit.jobs.Jobs.run`. Call it on the GUI thread."""
        job = Job(label, Progress())
        job.progress = Progress(self._hearing(job))
        if keep_latest is not None:
            self._supersede(keep_latest, job)
        widget = owner if isinstance(owner, QObject) else None
        order = _Order(job, work, done, failed or self._failed, widget, keep_latest, writes, stopped)  # type: ignore[arg-type]
        self._orders.append(order)
        if len(self._orders) == 1:
            self.busy.emit(True)
        self._pool(writes).submit(self._work, order)
        return job

    def stop(self) -> None:
        """Ask every job to end. A write that waits for its turn is done all the same, unless it asks whether to stop:
        what somebody has typed must not be lost because something else took too long."""
        for order in self._orders:
            order.job.stop()

    def close(self) -> None:
        """Drop every outcome and wait until the threads have ended. A write under way is committed whole or rolled
        back; waiting ones are carried out."""
        for order in self._orders:
            order.job.drop()
        if self._writer is not None:
            self._writer.shutdown(wait=True)
        if self._readers is not None:
            self._readers.shutdown(wait=True, cancel_futures=True)
        self._reports.clear()
        if self._orders:
            self._orders.clear()
            self.busy.emit(False)

    def settle(self) -> None:
        """As `close`, but new jobs can follow. To be called before the file is closed: its connections end with the
        threads."""
        self.close()
        self._writer = self._readers = None

    def _supersede(self, key: str, job: Job) -> None:
        older = self._latest.get(key)
        if older is not None:
            older.drop()
        self._latest[key] = job

    def _hearing(self, job: Job) -> Callable[[int, int, str], None]:
        last = 0.0

        def heard(done: int, total: int, text: str) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _REPORT_EVERY or done == total:
                last = now
                self._heard.emit(job, done, total, text)

        return heard

    def _work(self, order: _Order) -> None:
        """On a thread of the pool: whatever happens there travels back with the order."""
        try:
            if not order.writes:
                order.job.progress.check()
            order.result = order.work(order.job.progress)
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread and handled there
            order.error = error
        self._finished.emit(order)

    def _deliver(self, order: _Order) -> None:
        if order not in self._orders:  # closed meanwhile
            return
        self._orders.remove(order)
        job = order.job
        job.over = True
        self._reports.pop(id(job), None)
        if order.key is not None and self._latest.get(order.key) is job:
            del self._latest[order.key]
        if not self._orders:
            self.busy.emit(False)
        elif report := self._reports.get(id(self._orders[0].job)):
            self.reported.emit(report)  # what it said while another job was shown
        if job.dropped or (order.owner is not None and not shiboken6.isValid(order.owner)):
            return
        if order.error is None:
            order.done(order.result)
        elif not isinstance(order.error, Stopped):
            order.failed(order.error)
        elif order.stopped is not None:
            order.stopped()

    def _show(self, job: Job, done: int, total: int, text: str) -> None:
        report = JobReport(text or job.label, done, total)
        if not job.over:
            self._reports[id(job)] = report
        if not job.over and job is self.current:
            self.reported.emit(report)
