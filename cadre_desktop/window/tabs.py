"""Which tabs the window has; each is built when it is first shown, so that starting stays quick."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import N_

if TYPE_CHECKING:
    from cadre_desktop.desk import Desk
    from cadre_desktop.kit.kind import Kind
    from cadre_desktop.kit.published import Published
    from cadre_desktop.kit.qt.tabs.tab import Tab


@dataclass(frozen=True)
class TabPlan:
    """A tab before it is built: `slices` are those whose rows it shows and whose workbooks it takes in, `workbooks`
    what other ones it takes in, by key and title."""

    key: str
    title: str
    icon: str
    build: "Callable[[Desk], Tab]"
    slices: tuple[str, ...] = ()
    workbooks: tuple[tuple[str, str], ...] = ()

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
        """Whether it shows rows of this kind, or takes in workbooks of this name."""
        return key in dict(self.workbooks) or key in self.kinds


def _overview(desk: "Desk") -> "Tab":
    from cadre_desktop.overview.tab import OverviewTab

    return OverviewTab(desk)


def _courses(desk: "Desk") -> "Tab":
    from cadre_desktop.courses.tab import CoursesTab

    return CoursesTab(desk)


def _contests(desk: "Desk") -> "Tab":
    from cadre_desktop.contests.tab import ContestsTab

    return ContestsTab(desk)


def _talent(desk: "Desk") -> "Tab":
    from cadre_desktop.talent.tab import TalentTab

    return TalentTab(desk)


def _welfare(desk: "Desk") -> "Tab":
    from cadre_desktop.welfare.tab import WelfareTab

    return WelfareTab(desk)


def _people(desk: "Desk") -> "Tab":
    from cadre_desktop.people.tab import PeopleTab

    return PeopleTab(desk)


CONTEST, NOMINATIONS = "contest-workbook", "nominations"
"""What no kind of record stands for: a contest in one workbook, and the lists of who is to be entered."""

TABS = (
    TabPlan("overview", N_("总览"), "overview", _overview),
    TabPlan("courses", N_("培训课程"), "course", _courses, ("courses", "certificates")),
    TabPlan(
        "contests",
        N_("技能竞赛"),
        "contest",
        _contests,
        ("contests",),
        ((CONTEST, N_("竞赛工作簿（整个竞赛）")), (NOMINATIONS, N_("推荐表（竞赛选手）"))),
    ),
    TabPlan("talent", N_("人才库"), "talent", _talent, ("talent",)),
    TabPlan("welfare", N_("暖警活动"), "welfare", _welfare, ("welfare",)),
    TabPlan("people", N_("人员"), "people", _people, ("people",)),
)


def tab_index(key: str) -> int:
    """The index of the tab that shows rows of this kind, or takes in workbooks of this name."""
    return next(index for index, plan in enumerate(TABS) if plan.takes(key))
