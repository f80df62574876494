"""The desk as far as a view needs it."""

from collections.abc import Callable
from typing import Any, Protocol

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.store.store import Store


class ViewDesk(Protocol):
    """What a view needs of the desk; `cadre_desktop.desk.Desk` has it."""

    @property
    def store(self) -> Store: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def changes(self) -> Any: ...
    @property
    def organisation(self) -> Callable[[], str]: ...
    @property
    def show_pdf(self) -> Callable[..., None]: ...
