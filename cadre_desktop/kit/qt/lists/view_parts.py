"""What a tab hands to a `KindView`: actions, and the words for an empty list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QAction

from cadre_desktop.kit.qt.lists.list_view import ListView


@dataclass(frozen=True)
class ViewAction:
    """Something that can be done from a slice's list.

    title: as the button says it, with "…" if something is asked first; run: called with the view (its
    `selected_keys()`, `current_key`, `listing`); needs: what must be selected before it can be chosen; shortcut: such
    as ``Ctrl+E``; in_bar: a button beside the search box (at most one action), else in 更多 and in the context menu;
    under: the submenu that it is found in, where a list has many; hint: the tooltip; edits: hidden while the view is
    locked.
    """

    title: str
    run: Callable[[ListView], None]
    icon: str = ""
    needs: Literal["nothing", "row", "rows"] = "nothing"
    shortcut: str = ""
    in_bar: bool = False
    hint: str = ""
    edits: bool = False
    under: str = ""


@dataclass(frozen=True)
class EmptyText:
    """What is shown where there are no rows yet: why, and what to do next.

    import_first: whether a list begins with a workbook rather than with a row typed by hand; steps: at most two actions
    to do it with, the usual one first; without any they are 新增 and the import. Where the list has such steps of its
    own its 新增 is no primary button.
    """

    title: str
    sentence: str
    import_first: bool = False
    steps: tuple[QAction, ...] = ()
