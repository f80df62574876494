"""Which tabs the window has; each is built when it is first shown, so that starting stays quick."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import N_
from cadre_desktop.slices import SLICES, Slice, by_tabs

if TYPE_CHECKING:
    from cadre_desktop.desk import Desk
    from cadre_desktop.kit.kind import Kind
    from cadre_desktop.kit.published import Published
    from cadre_desktop.kit.qt.tabs.tab import Tab


@dataclass(frozen=True)
class TabPlan:
    """A tab before it is built: `slices` are those whose rows it shows and whose workbooks it takes in."""

    key: str
    title: str
    icon: str
    build: "Callable[[Desk], Tab]"
    slices: tuple[str, ...] = ()

    @property
    def published(self) -> "tuple[Published, ...]":
        """What its slices publish; they are loaded when it is first asked for."""
        from cadre_desktop.schema import slices

        return tuple(slices()[name] for name in self.slices)

    @property
    def kinds(self) -> "dict[str, Kind]":
        """The kinds whose rows the tab shows, by key."""
        return {kind.key: kind for slice_ in self.published for kind in slice_.kinds}

    def takes(self, key: str) -> bool:
        """Whether it shows rows of this kind, or takes in workbooks or files of this name."""
        books = (book.key for each in self.published for book in each.other_workbooks)
        files = (files.key for each in self.published for files in each.dropped_files)
        return key in self.kinds or key in (*books, *files)


def _overview(desk: "Desk") -> "Tab":
    from cadre_desktop.overview.tab import OverviewTab

    return OverviewTab(desk)


def _built(slice_: Slice, desk: "Desk") -> "Tab":
    tab: Tab = slice_.tab(desk)
    return tab


def _planned(slice_: Slice) -> TabPlan:
    """The tab of a slice, in which rows of others may be shown too."""
    also = (each.name for each in SLICES if each.shown_in == slice_.name)
    return TabPlan(slice_.name, slice_.title, slice_.icon, partial(_built, slice_), (slice_.name, *also))


TABS = (TabPlan("overview", N_("总览"), "overview", _overview), *map(_planned, by_tabs()))


def tab_index(key: str) -> int:
    """The index of the tab that shows rows of this kind, or takes in workbooks of this name."""
    return next(index for index, plan in enumerate(TABS) if plan.takes(key))
