"""Which slices there are. They are named here and nowhere else above them, so that a new one is a line of this list.

What a slice is to the rest of the program is found in its folder, by the names that every slice has there:
`published` (its declarations), `tab` (what shows it in the window) and, where it adds to it, `command_line`. Nothing of
it is loaded before it is asked for: the frame of the window is painted from this list alone.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from cadre_desktop.kit.language import N_

if TYPE_CHECKING:
    from cadre_desktop.kit.command_line import SliceCommands
    from cadre_desktop.kit.published import Published

_HOUSE = __name__.rpartition(".")[0]


@dataclass(frozen=True)
class Slice:
    """A slice before it is loaded.

    name: its folder; title, icon: of its tab, empty for one whose rows another one shows; shown_in: which one that is;
    base: whether the others build on it: its tables come before theirs, and its tab after them.
    """

    name: str
    title: str = ""
    icon: str = ""
    shown_in: str = ""
    base: bool = False

    @property
    def published(self) -> "Published":
        """What it lets the rest of the program know."""
        return cast("Published", import_module(f"{_HOUSE}.{self.name}.published").PUBLISHED)

    @property
    def tab(self) -> Any:
        """The class of its tab, which is called after it: CoursesTab."""
        return getattr(import_module(f"{_HOUSE}.{self.name}.tab"), f"{self.name.capitalize()}Tab")

    @property
    def commands(self) -> "SliceCommands | None":
        """What it adds to the command line."""
        from importlib.util import find_spec

        module = f"{_HOUSE}.{self.name}.command_line"
        return cast("SliceCommands", import_module(module).COMMANDS) if find_spec(module) else None


SLICES = (
    Slice("people", N_("人员"), "people", base=True),
    Slice("courses", N_("培训课程"), "course"),
    Slice("contests", N_("技能竞赛"), "contest"),
    Slice("talent", N_("人才库"), "talent"),
    Slice("welfare", N_("暖警活动"), "welfare"),
    Slice("certificates", N_("证书"), "certificate", base=True),
)
"""In the order in which their kinds are listed."""


def by_tables() -> list[Slice]:
    """The slices as their tables are made: first what others build on."""
    return sorted(SLICES, key=lambda each: not each.base)


def by_tabs() -> list[Slice]:
    """The slices with a tab, in the order of their tabs: last what others build on."""
    return sorted((each for each in SLICES if each.title), key=lambda each: each.base)
