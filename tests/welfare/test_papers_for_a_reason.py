"""What names somebody of a confidential kind, on paper or by what it refuses, is asked for with a reason."""

from datetime import date

import pytest
from reasons import give_reason

from cadre_desktop.kit.qt.pages.preview import show_preview
from cadre_desktop.welfare.child_care.records import CarePeriod, Child
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.counselling.rules import SlotSpan
from cadre_desktop.welfare.counselling.slots import SlotSeries, offer
from cadre_desktop.welfare.green_channel.actions import issue
from cadre_desktop.welfare.green_channel.records import MedicalAgreement
from cadre_desktop.welfare.hardship.steps import apply
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.screens.common.asking import AskingDialog
from cadre_desktop.welfare.screens.counselling.slot_dialogs import BookDialog
from cadre_desktop.welfare.screens.green_channel.slip_dialogs import PrintSlipDialog

DAY = date(2023, 6, 1)


def opened(qtbot, desk, kind):
    page = care_page(desk, kind)
    qtbot.addWidget(page)
    page.resize(1150, 600)
    page.show()
    return page


def visible(page, kind):
    return [each for each in page.findChildren(kind) if each.isVisible()]


def reasons():
    return [row.reason for row in Disclosure.select()]


def test_no_list_of_children_and_no_letter_is_printed_without_a_reason(qtbot, desk, court, people, printed):
    with court.step("准备"):
        period = CarePeriod.add(title="夏假托辅", season="summer", starts=DAY, ends=DAY)
        Child.add(period=period.id, number=1, person=people["王祯"], name="童小甲", state="admitted")
    pages = opened(qtbot, desk, WelfareKind.CHILD_CARE)
    page = pages.bring_own("care-period")
    papers = [action for action in page.menu.actions() if not action.isSeparator()]
    for action in papers:
        action.trigger()
        give_reason(page, "")
    assert printed == [] and reasons() == []
    page.reveal.click()
    give_reason(page, "印制材料")
    for action in papers:
        action.trigger()
    assert len(printed) == len(papers) and reasons() == ["印制材料"]


def test_no_referral_slip_is_printed_without_a_reason(qtbot, desk, court, people):
    with court.step("准备"):
        hospital = MedicalAgreement.add(hospital="某医院", starts=date(2023, 1, 1))
    slip = issue(court, hospital.id, people["王祯"], issued=DAY)
    page = opened(qtbot, desk, WelfareKind.MEDICAL_GREEN_CHANNEL)
    view = page.bring("referrals")
    view.table.select_key(slip.id)
    page.print_slip(view)
    assert visible(page, PrintSlipDialog) == []
    give_reason(page, "补打")
    assert len(visible(page, PrintSlipDialog)) == 1 and reasons() == ["补打"]
    assert not view.table.listing_model.revealed


def test_a_slip_that_was_looked_at_is_deleted_with_the_department_on_it(qtbot, desk, court, people):
    with court.step("准备"):
        hospital = MedicalAgreement.add(hospital="某医院", starts=date(2023, 1, 1))
    page = opened(qtbot, desk, WelfareKind.MEDICAL_GREEN_CHANNEL)
    shown = []
    desk.show_pdf = lambda path, title, relayable=None: shown.append(
        (path, show_preview(page, path, title, desk.jobs, desk.notices, relayable))
    )
    dialog = PrintSlipDialog(desk, issue(court, hospital.id, people["王祯"], issued=DAY).id, page)
    dialog.department.setText("心血管内科")
    dialog.answer()
    ((path, window),) = shown
    assert path.exists()
    window.close()
    assert not path.exists() and not list(path.parent.iterdir())


def test_nobody_is_booked_without_a_reason(qtbot, desk, court):
    """A second slot at the same time is refused, which would tell who has the first."""
    offer(court, SlotSeries([DAY], [SlotSpan("09:00", "10:00")], "周老师", ""))
    pages = opened(qtbot, desk, WelfareKind.COUNSELLING)
    page = pages.bring_own("slots")
    page.table.selectRow(0)
    page.ask_booking()
    assert visible(page, BookDialog) == []
    give_reason(page)
    assert len(visible(page, BookDialog)) == 1


@pytest.mark.parametrize("action", ["apply", "pair"])
def test_nobody_applies_or_helps_without_a_reason(qtbot, desk, court, people, action):
    """Who has applied already is refused, and so is who helps already."""
    apply(court, {"person": people["王祯"], "applied": date(2023, 3, 1), "cause": "illness"})
    pages = opened(qtbot, desk, WelfareKind.ASSISTANCE)
    page = pages.bring_own("cases")
    getattr(page, action)()
    assert visible(page, AskingDialog) == []
    give_reason(page)
    assert len(visible(page, AskingDialog)) == 1
