"""The slots under the hands of a coordinator: everything by keys, and what is said of an empty year."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from reasons import give_reason

from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan
from cadre_desktop.welfare.counselling.slots import SlotSeries, offer
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.screens.counselling.slot_dialogs import BookDialog

MASK = "＊＊＊"
SPANS = [SlotSpan("09:00", "10:00"), SlotSpan("10:00", "11:00")]


@pytest.fixture
def wang(court):
    with court.step("录入"):
        return Person.add(court=Court.get(Court.short_name == "青山法院"), name="王祯").id


@pytest.fixture
def pages(qtbot, desk):
    pages = care_page(desk, WelfareKind.COUNSELLING)
    qtbot.addWidget(pages)
    pages.resize(1150, 600)
    pages.show()
    pages.show_year(2023)
    return pages


@pytest.fixture
def page(qtbot, court, pages):
    offer(court, SlotSeries([date(2023, 6, 5)], SPANS, "周老师", "心理辅导室"))
    page = pages.bring_own("slots")
    pages.window().activateWindow()
    page.table.setFocus()
    page.table.selectRow(0)
    return page


def states(page):
    return [slot.state for slot in CounsellingSlot.select().order_by(CounsellingSlot.begins)]


def test_a_slot_is_booked_attended_missed_and_released_by_keys(qtbot, page, wang, desk):
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    give_reason(page, "登记预约")
    (dialog,) = page.findChildren(BookDialog)
    dialog.person.set_value(wang)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible() and states(page) == ["booked", "free"]
    assert [row.reason for row in Disclosure.select()] == ["登记预约"]
    for number, state in ((1, "attended"), (2, "missed"), (3, "free"), (4, "cancelled"), (3, "free")):
        qtbot.keyClick(page.table, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert states(page) == [state, "free"] and len(page.selected()) == 1
    assert CounsellingSlot.select().where(CounsellingSlot.person.is_null(False)).count() == 0
    assert not any("王祯" in text for text in desk.notices.texts)


def test_who_has_a_slot_is_masked_again_on_another_page(qtbot, page, pages, court, wang):
    with court.step("预约"):
        CounsellingSlot.update(person=wang, state="booked").where(CounsellingSlot.begins == "09:00").execute()
    names = [page.model.data(page.model.index(row, 5)) for row in range(2)]
    assert names == [MASK, ""]
    page.reveal.click()
    give_reason(page)
    assert page.model.data(page.model.index(0, 5)) == "王祯"
    pages.bring_own("usage")
    pages.bring_own("slots")
    assert page.model.data(page.model.index(0, 5)) == MASK


def test_an_empty_year_says_what_to_do(qtbot, page, pages):
    assert page.room.currentWidget() is page.table
    pages.show_year(2020)
    assert page.room.currentWidget() is page.room.hint and not page.words.isVisible()
    usage = pages.bring_own("usage")
    assert usage.room.currentWidget() is usage.room.hint and not usage.print_button.isEnabled()
    pages.show_year(2023)
    assert usage.print_button.isEnabled() and "不足 5 人" in usage.words.text()
