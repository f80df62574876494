"""A print server that exists only in the test: what `kit.spool.queue` asks of `libcups.Server`, and what it answers."""

from cadre_desktop.kit.spool.libcups import GONE, NO_ANSWER, NOT_ACCEPTING, ServerError


class FakeServer:
    """One queue, KEEP, that is as it is set here; `jobs` are the attributes of what it has been given.

    `refuses`: the status with which a job is refused, 0 for none. `breaks`: what a transfer does, "" goes well,
    "refused" ends with the job gone, "silent" with the server gone.
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

    def __call__(self):
        return self

    def __enter__(self):
        if self.dead:
            raise ServerError(NO_ANSWER, "no connection")
        return self

    def __exit__(self, *error):
        return None

    def answers(self):
        return None

    def queue(self, name, wanted):
        if self.gone or name != "KEEP":
            raise ServerError(GONE, "The printer or class does not exist.")
        return {key: value for key, value in self.printer.items() if key in wanted}

    def job(self, number, wanted):
        if number not in self.jobs:
            raise ServerError(GONE, f"Job #{number} does not exist.")
        return {key: value for key, value in self.jobs[number].items() if key in wanted}

    def create(self, name, title, options):
        self.queue(name, ())
        if not self.printer["printer-is-accepting-jobs"][0]:
            raise ServerError(NOT_ACCEPTING, "not accepting jobs")
        if self.refuses:
            raise ServerError(self.refuses, "refused")
        number = max(self.jobs, default=0) + 1
        self.jobs[number] = {"job-state": [4], "job-state-reasons": ["job-incoming"]}
        self.delivered[number] = (title, dict(options), b"")
        return number

    def send(self, name, number, title, data):
        if self.breaks == "silent":
            self.dead = True
        if self.breaks:
            raise ServerError(0x0502, "Service Unavailable")
        self.delivered[number] = (*self.delivered[number][:2], data)
        self.jobs[number] = dict(self.becomes)

    def cancel(self, name, number):
        if number not in self.jobs:
            raise ServerError(GONE, f"Job #{number} does not exist.")
        del self.jobs[number], self.delivered[number]
