"""Carrying out an action of a slice from a screen: in a writing job, and what it refuses is said in its own words."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from cadre_desktop.kit.jobs import Job, Progress
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.troubles import known_trouble

T = TypeVar("T")


def carry_out(
    desk: ViewDesk,
    label: str,
    action: Callable[[], T],
    done: Callable[[T], None],
    owner: QObject,
    *,
    writes: bool = True,
    busy: Callable[[bool], None] = lambda _busy: None,
    refused: Callable[[Refused], None] | None = None,
) -> Job:
    """Run `action` as a job and call `done` with its result; a refusal is said and nothing else happens. While it runs,
    `busy` takes no entries. What the user has to put right goes to `refused` (a form shows it at its fields), else it
    is said in a notice, like every known trouble.
    """
    return work_on(
        desk, label, lambda _progress: action(), done, owner, writes=writes, busy=busy, refused=refused, trouble=""
    )


def work_on(
    desk: ViewDesk,
    label: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    owner: QObject,
    *,
    writes: bool = False,
    busy: Callable[[bool], None] = lambda _busy: None,
    refused: Callable[[Refused], None] | None = None,
    given_up: Callable[[], None] = lambda: None,
    trouble: str = "",
) -> Job:
    """As `carry_out`, for work that says how far it is and can be stopped.

    `given_up` is called when there is no result: after a stop, and once a refusal or a trouble was said. `trouble` is
    said when a file could not be read or written for an unknown reason; without it that is a bug.
    """

    def finished(result: T) -> None:
        busy(False)
        done(result)

    def stopped() -> None:
        busy(False)
        given_up()

    def failed(error: BaseException) -> None:
        busy(False)
        if isinstance(error, Unclear):
            error = Refused(str(error))
        try:
            if isinstance(error, Refused) and refused is not None:
                refused(error)
            else:
                tell_trouble(desk.notices, error, trouble)
        finally:
            given_up()

    busy(True)
    return desk.jobs.run(label, work, finished, failed, writes=writes, owner=owner, stopped=stopped)


def tell_trouble(notices: Notices, error: BaseException, unknown: str = "") -> None:
    """Say why a job failed. What is no known trouble is raised again, except trouble with a file where `unknown` says
    what to say of it."""
    if isinstance(error, Refused):
        notices.refused(error)
    elif trouble := known_trouble(error):
        notices.warn(trouble, str(error) if unknown else "")
    elif isinstance(error, OSError) and unknown:
        notices.warn(unknown, str(error))
    else:
        raise error
