"""Which tabs the window has; each is built when it is first shown, so that starting stays quick."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import N_

if TYPE_CHECKING:
    from cadre_desktop.desk import Desk


class Tab(Protocol):
    """What the window asks of a tab, beside being a widget; one with workbooks also takes them in by `import_file`."""

    def show_listing(self, kind_key: str, listing: Any) -> None:
        """Show the rows behind a figure, or one found record."""
        ...


@dataclass(frozen=True)
class TabPlan:
    """A tab before it is built: `kinds` are the records whose rows it shows and whose workbooks it takes in,
    `workbooks` names other ones that it takes in."""

    key: str
    title: str
    icon: str
    kinds: tuple[str, ...]
    build: "Callable[[Desk], QWidget]"
    workbooks: tuple[str, ...] = ()


def _overview(desk: "Desk") -> QWidget:
    from cadre_desktop.overview.tab import OverviewTab

    return OverviewTab(desk)


def _courses(desk: "Desk") -> QWidget:
    from cadre_desktop.courses.tab import CoursesTab

    return CoursesTab(desk)


def _contests(desk: "Desk") -> QWidget:
    from cadre_desktop.contests.tab import ContestsTab

    return ContestsTab(desk)


def _talent(desk: "Desk") -> QWidget:
    from cadre_desktop.talent.tab import TalentTab

    return TalentTab(desk)


def _welfare(desk: "Desk") -> QWidget:
    from cadre_desktop.welfare.tab import WelfareTab

    return WelfareTab(desk)


def _people(desk: "Desk") -> QWidget:
    from cadre_desktop.people.tab import PeopleTab

    return PeopleTab(desk)


TABS = (
    TabPlan("overview", N_("总览"), "overview", (), _overview),
    TabPlan("courses", N_("培训课程"), "course", ("courses", "enrolments", "certificates"), _courses),
    TabPlan(
        "contests",
        N_("技能竞赛"),
        "contest",
        (
            "contests",
            "tracks",
            "events",
            "criteria",
            "judges",
            "entrants",
            "award-levels",
            "tie-breaks",
            "marks",
            "results",
        ),
        _contests,
        ("contest-workbook", "nominations"),
    ),
    TabPlan("talent", N_("人才库"), "talent", ("pools", "memberships", "rotations"), _talent),
    TabPlan("welfare", N_("暖警活动"), "welfare", ("welfare-events", "participants"), _welfare),
    TabPlan(
        "people",
        N_("人员"),
        "people",
        ("people", "departments", "courts", "honours", "appointments", "training-records", "pool-entries"),
        _people,
    ),
)


def place_of(key: str) -> int:
    """The place of the tab that shows rows of this kind, or takes in workbooks of this name."""
    return next(index for index, plan in enumerate(TABS) if key in plan.kinds or key in plan.workbooks)
