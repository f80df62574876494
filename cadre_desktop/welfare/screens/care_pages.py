"""Which page each kind of care has. The module of a page is loaded with the first of them that is wanted."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_page import CarePage


def care_page(desk: Desk, kind: WelfareKind) -> CarePage:
    """The page of a kind of care, made anew. Raises KeyError for other events, which have none."""
    from cadre_desktop.welfare.screens.child_care.care import ChildCarePage
    from cadre_desktop.welfare.screens.comfort.care import ComfortPage
    from cadre_desktop.welfare.screens.counselling.care import CounsellingPage
    from cadre_desktop.welfare.screens.examination.care import ExaminationPage
    from cadre_desktop.welfare.screens.farewell.care import FarewellPage
    from cadre_desktop.welfare.screens.green_channel.care import GreenChannelPage
    from cadre_desktop.welfare.screens.hardship.care import HardshipPage
    from cadre_desktop.welfare.screens.newcomers.care import NewcomersPage

    pages: dict[WelfareKind, type[CarePage]] = {
        WelfareKind.PHYSICAL_EXAM: ExaminationPage,
        WelfareKind.COUNSELLING: CounsellingPage,
        WelfareKind.ONBOARDING: NewcomersPage,
        WelfareKind.RETIREMENT_CEREMONY: FarewellPage,
        WelfareKind.VISIT: ComfortPage,
        WelfareKind.ASSISTANCE: HardshipPage,
        WelfareKind.MEDICAL_GREEN_CHANNEL: GreenChannelPage,
        WelfareKind.CHILD_CARE: ChildCarePage,
    }
    made: CarePage = pages[kind](desk)  # type: ignore[call-arg]
    return made
