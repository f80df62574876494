"""Carrying out an action of a slice from a screen: in a writing job, and what it refuses is said in its own words."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from cadre_desktop.kit.jobs import Job, Jobs
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
    """Run `action` as a job and hand `done` its result; after a refusal nothing but its words appear.

    While it runs, what it was asked from is `busy`: it takes no other entry. What the user has to put right goes to
    `refused` (a form shows it at its fields), else it is said in a notice, like every known trouble.
    """
    jobs: Jobs = desk.jobs
    notices: Notices = desk.notices

    def finished(result: T) -> None:
        busy(False)
        done(result)

    def failed(error: BaseException) -> None:
        busy(False)
        if isinstance(error, Unclear):
            error = Refused(str(error))
        if isinstance(error, Refused) and refused is not None:
            refused(error)
        else:
            tell_trouble(notices, error)

    busy(True)
    return jobs.run(label, lambda _progress: action(), finished, failed, writes=writes, owner=owner)


def tell_trouble(notices: Notices, error: BaseException) -> None:
    """Say what stood in a job's way; what is no known trouble is raised on."""
    if isinstance(error, Refused):
        notices.refused(error)
    elif trouble := known_trouble(error):
        notices.warn(trouble)
    else:
        raise error
