"""The program with its window, as far as its commands and what they ask know of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings

if TYPE_CHECKING:
    from cadre_desktop.window.file.session import FileSession
    from cadre_desktop.window.welcome import Welcome


class Watching(Protocol):
    """Who looks after the open file; `window.file.watching.Watch` does."""

    def end(self) -> None:
        """Look no more."""
        ...

    def may_leave(self) -> bool:
        """Whether nothing is lost by closing the file."""
        ...

    def refused(self, refused: Refused) -> None:
        """Say what was refused; where the file is gone, offer to save everything anew."""
        ...


class Program(QObject):
    """What holds the window and the open file. `launch.Launcher` is the only one there is: it carries out the commands
    of the modules beside it, which know it as this."""

    settings: FileSettings
    folder: Path
    clock: Clock
    jobs: Jobs
    qt_jobs: QtJobs | None
    """The jobs as long as they are the program's own; a test brings others."""
    window: QMainWindow | None = None

    @property
    def session(self) -> "FileSession":
        """The file on the desk."""
        raise NotImplementedError

    @property
    def watch(self) -> Watching:
        """Looks after the open file."""
        raise NotImplementedError

    @property
    def notices(self) -> Notices:
        """Where messages go: over the window in front."""
        raise NotImplementedError

    def open(self, path: Path, *, as_it_is: bool = False) -> None:
        """Open a file; one that cannot be opened leads to the first page with the reason and the way out.

        One that lacks its last steps is opened when the user wants it `as_it_is`.
        """
        raise NotImplementedError

    def not_opened(self, error: Refused) -> None:
        """Say why a file was not opened, on the first page."""
        raise NotImplementedError

    def show_welcome(self, problem: str = "") -> "Welcome":
        """The first page, in a window of its own."""
        raise NotImplementedError

    def choose_and_open(self) -> None:
        """Ask for a file and open it."""
        raise NotImplementedError

    def open_demo(self) -> None:
        """Open the demonstration court; the first time it is written, which takes some seconds."""
        raise NotImplementedError

    def show_main(self) -> None:
        """The main window over the open file."""
        raise NotImplementedError
