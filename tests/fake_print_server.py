"""A print server that exists only in the test: what `kit.spool.queue` asks of `libcups.Server`, and what it answers."""

from cadre_desktop.kit.spool.libcups import GONE, NO_ANSWER, NOT_ACCEPTING, ServerError

CANCELED, NOT_POSSIBLE = 7, 0x0404


class FakeServer:
    """One queue, KEEP, that is as it is set here; `jobs` are the attributes of what it has been given.

    `refuses`: the status with which a job is refused, 0 for none. `breaks`: what a transfer does, "" goes well,
    "refused" ends with the document refused, "silent" with the server gone, "unheard" with the answer lost.

    `freezes`: the request, counted from 1, at which it falls silent; from then on nobody gets an answer until it
    `thaw`s, and then it does what it was asked meanwhile. With `cut` it has not got a document whole that it was
    being sent.
    """

    def __init__(self):
        self.dead = False
        self.gone = False
        self.printer = {
            "printer-state": [3],
            "printer-state-reasons": ["none"],
            "printer-state-message": [""],
            "printer-is-accepting-jobs": [True],
        }
        self.becomes = {"job-state": [9], "job-state-reasons": ["none"]}
        self.breaks = ""
        self.refuses = 0
        self.jobs = {}
        self.delivered = {}
        self.freezes, self.cut = 0, False
        self.asked, self.frozen, self._waiting = [], False, []

    @property
    def under_way(self):
        """The numbers of the jobs that may still be printed."""
        return [number for number, known in self.jobs.items() if known["job-state"][0] < CANCELED]

    @property
    def on_paper(self):
        """The numbers of the jobs of which something is printed."""
        return [number for number, known in self.jobs.items() if known.get("time-at-processing")]

    def __call__(self, *_seconds):
        return self

    def __enter__(self):
        if self.dead:
            raise ServerError(NO_ANSWER, "no connection")
        return self

    def __exit__(self, *error):
        return None

    def _take(self, operation, work):
        self.asked.append(operation)
        if len(self.asked) == self.freezes:
            self.frozen = True
        if self.frozen:
            self._waiting.append(work)
            raise ServerError(NO_ANSWER, "timed out")
        return work()

    def thaw(self):
        """Answer again, once what was asked meanwhile is done; nobody hears what came of it."""
        self.frozen, waiting, self._waiting = False, self._waiting, []
        for work in waiting:
            try:
                work()
            except ServerError:
                continue

    def answers(self):
        return self._take("answers", lambda: None)

    def queue(self, name, wanted):
        return self._take("queue", lambda: self._queue(name, wanted))

    def _queue(self, name, wanted):
        if self.gone or name != "KEEP":
            raise ServerError(GONE, "The printer or class does not exist.")
        return {key: value for key, value in self.printer.items() if key in wanted}

    def job(self, number, wanted):
        return self._take("job", lambda: self._job(number, wanted))

    def _job(self, number, wanted):
        if number not in self.jobs:
            raise ServerError(GONE, f"Job #{number} does not exist.")
        return {key: value for key, value in self.jobs[number].items() if key in wanted}

    def create(self, name, title, options):
        return self._take("create", lambda: self._create(name, title, options))

    def _create(self, name, title, options):
        self._queue(name, ())
        if not self.printer["printer-is-accepting-jobs"][0]:
            raise ServerError(NOT_ACCEPTING, "not accepting jobs")
        if self.refuses:
            raise ServerError(self.refuses, "refused")
        number = max(self.jobs, default=0) + 1
        self.jobs[number] = {
            "job-state": [4],
            "job-state-reasons": ["job-incoming"],
            "job-uuid": [f"urn:uuid:{number}"],
            "number-of-documents": [0],
        }
        self.delivered[number] = (title, dict(options), b"")
        return number

    def send(self, name, number, title, data):
        cut, self.cut = self.cut, False
        self._take("send", lambda: None if cut else self._send(number, data))

    def _send(self, number, data):
        if self.breaks == "silent":
            self.dead = True
            raise ServerError(NO_ANSWER, "connection reset")
        if self.breaks == "refused":
            raise ServerError(0x040A, "Unsupported document-format")
        self.delivered[number] = (*self.delivered[number][:2], data)
        known = self.jobs[number]
        known["number-of-documents"] = [1]
        if known["job-state"][0] < CANCELED:
            known.update(self.becomes)
            known["time-at-processing"] = [1700000000] if known["job-state"][0] in (5, 8, 9) else []
        if self.breaks == "unheard":
            raise ServerError(NO_ANSWER, "timed out")

    def cancel(self, number):
        self._take("cancel", lambda: self._cancel(number))

    def _cancel(self, number):
        known = self.jobs.get(number)
        if known is None:
            raise ServerError(GONE, f"Job #{number} does not exist.")
        if known["job-state"][0] >= CANCELED:
            raise ServerError(NOT_POSSIBLE, f"Job #{number} is already completed - can't cancel.")
        known.update({"job-state": [CANCELED], "job-state-reasons": ["processing-to-stop-point"]})
