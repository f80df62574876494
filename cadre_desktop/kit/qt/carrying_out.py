"""Carrying out an action of a slice from a screen: in a writing job, and what it refuses is said in its own words."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from cadre_desktop.kit.jobs import Job, Jobs
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.view_desk import ViewDesk
from cadre_desktop.kit.troubles import known_trouble

T = TypeVar("T")


def carry_out(
    desk: ViewDesk, label: str, action: Callable[[], T], done: Callable[[T], None], owner: QObject, writes: bool = True
) -> Job:
    """Run `action` as a job and hand `done` its result; after a refusal nothing but its words appear."""
    jobs: Jobs = desk.jobs
    notices: Notices = desk.notices

    def failed(error: BaseException) -> None:
        tell_trouble(notices, error)

    return jobs.run(label, lambda _progress: action(), done, failed, writes=writes, owner=owner)


def tell_trouble(notices: Notices, error: BaseException) -> None:
    """Say what stood in a job's way; what is no known trouble is raised on."""
    if isinstance(error, Refused):
        notices.refused(error)
    elif trouble := known_trouble(error):
        notices.warn(trouble)
    else:
        raise error
