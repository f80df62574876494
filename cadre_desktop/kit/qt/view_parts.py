"""What a tab hands to a `KindView`: actions, the words for an empty list, and the desk as far as a view needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.settings import Settings
from cadre_desktop.kit.store.store import Store

if TYPE_CHECKING:
    from cadre_desktop.kit.qt.kind_view import KindView


class StoreChanges(Protocol):
    """Tells on the GUI thread which tables a committed step has touched."""

    @property
    def happened(self) -> SignalInstance:
        """Emitted with a frozenset of table names."""
        ...


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


@dataclass(frozen=True)
class ViewAction:
    """Something a slice lets people do from its list.

    title: as the button says it, with "…" if something is asked first; run: called with the view (its
    `selected_keys()`, `current_key`, `listing`); needs: what must be selected before it can be chosen;
    shortcut: such as ``Ctrl+E``; in_bar: a button beside the search box (at most one action), else in 更多 and in the
    context menu; hint: the tooltip; edits: hidden while the view is locked.
    """

    title: str
    run: Callable[["KindView"], None]
    icon: str = ""
    needs: Literal["nothing", "row", "rows"] = "nothing"
    shortcut: str = ""
    in_bar: bool = False
    hint: str = ""
    edits: bool = False


@dataclass(frozen=True)
class EmptyText:
    """What stands where there are no rows yet: why, and what to do next.

    import_first: whether a list begins with a workbook rather than with a row typed by hand; steps: at most two actions
    to do it with, the usual one first; without any they are 新增 and the import. Where the list has such steps of its
    own its 新增 is no primary button.
    """

    title: str
    sentence: str
    import_first: bool = False
    steps: tuple[QAction, ...] = ()
