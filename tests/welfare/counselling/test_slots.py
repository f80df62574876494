"""Slots are offered, booked, noted, cancelled and made free again; nothing collides, and no step names anybody."""

from datetime import date

import pytest
from kind_rows import filled

from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store import journal
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.counselling.agenda import DUE_DATES
from cadre_desktop.welfare.counselling.figures import FIGURES
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.registers import SLOTS
from cadre_desktop.welfare.counselling.rules import SlotSpan, SlotState, clock_text, days_of, spans_in
from cadre_desktop.welfare.counselling.slots import SlotSeries, book, cancel, free, note, offer
from cadre_desktop.welfare.screens.counselling.slots_page import SlotsPage, UsagePage

DAY, NEXT = date(2023, 6, 5), date(2023, 6, 6)
SPANS = [SlotSpan("09:00", "10:00"), SlotSpan("10:00", "11:00")]


@pytest.fixture
def wang(court):
    with court.step("录入"):
        return Person.add(court=Court.get(Court.short_name == "青山法院"), name="王祯").id


@pytest.fixture
def slots(court):
    """Two slots with 周老师 and one beside the second with 郑老师."""
    offer(court, SlotSeries([DAY], SPANS, "周老师", "心理辅导室"))
    offer(court, SlotSeries([DAY], [SlotSpan("10:30", "11:30")], "郑老师", "谈心室"))
    return [slot.id for slot in CounsellingSlot.select().order_by(CounsellingSlot.begins)]


def state_of(key):
    return SlotState(CounsellingSlot.by_key(key).state)


def test_times_are_read_as_people_write_them():
    assert clock_text(" 9：05") == "09:05"
    assert spans_in("14:00-15:00、9:00至10:00，10:00—11:00") == [*SPANS, SlotSpan("14:00", "15:00")]
    for text, why in (("25:00-26:00", "不是时间"), ("9点", "不是一段时间"), ("", "请写时间"), ("10:00-9:00", "不晚于")):
        with pytest.raises(Unclear, match=why):
            spans_in(text)
    with pytest.raises(Unclear, match="重叠"):
        spans_in("9:00-10:00、9:30-10:30")


def test_days_by_weekday():
    assert days_of(DAY, date(2023, 6, 14), [0, 2]) == [DAY, date(2023, 6, 7), date(2023, 6, 12), date(2023, 6, 14)]
    assert len(days_of(DAY, NEXT, ())) == 2
    assert days_of(NEXT, DAY, ()) == []


def test_spans_meet_only_where_they_overlap():
    assert not SPANS[0].meets(SPANS[1]) and not SPANS[1].meets(SPANS[0])
    assert SlotSpan("09:30", "10:30").meets(SPANS[0]) and SPANS[0].meets(SPANS[0])


def test_a_counsellor_has_one_slot_at_a_time(court, slots):
    with pytest.raises(Refused, match="周老师在 2023-06-05 09:00 已有时段"):
        offer(court, SlotSeries([NEXT, DAY], [SlotSpan("09:30", "09:50")], "周老师", ""))
    with pytest.raises(Refused, match="请填写辅导师"):
        offer(court, SlotSeries([NEXT], SPANS, " ", ""))
    with pytest.raises(Refused, match="没有这些星期几"):
        offer(court, SlotSeries([], SPANS, "周老师", ""))
    with pytest.raises(Refused, match="一次最多增加"):
        offer(court, SlotSeries(days_of(DAY, date(2024, 6, 5), ()), SPANS, "周老师", ""))
    assert CounsellingSlot.select().count() == 3


def test_booking_and_what_becomes_of_it(court, slots, wang):
    book(court, slots[1], wang)
    slot = CounsellingSlot.by_key(slots[1])
    assert (slot.state, slot.court.short_name) == ("booked", "青山法院")
    with pytest.raises(Refused, match="不是空闲的"):
        book(court, slots[1], wang)
    with pytest.raises(Refused, match="这个时间不能预约") as refused:
        book(court, slots[2], wang)
    assert "王祯" not in str(refused.value)
    assert note(court, [slots[1]], SlotState.ATTENDED) == 1
    for action in (free, cancel):
        with pytest.raises(Refused, match="有的已到"):
            action(court, [slots[1]])
    with pytest.raises(Refused, match="没有人预约"):
        note(court, slots, SlotState.MISSED)
    note(court, [slots[1]], SlotState.MISSED)
    assert free(court, slots) == 1
    assert CounsellingSlot.by_key(slots[1]).person is None


def test_who_left_cannot_book(court, slots, wang):
    with court.step("调离"):
        Person.update(status="moved").where(Person.id == wang).execute()
    with pytest.raises(Refused, match="不在本院人员之列"):
        book(court, slots[0], wang)


def test_a_cancelled_slot_comes_back_only_while_the_time_is_free(court, slots):
    assert cancel(court, slots[:2]) == 2
    offer(court, SlotSeries([DAY], [SlotSpan("09:30", "10:30")], "周老师", ""))
    with pytest.raises(Refused, match="另有时段，不能恢复"):
        free(court, slots[:2])
    court.undo()
    assert free(court, slots[:2]) == 2
    assert state_of(slots[0]) is SlotState.FREE


def test_no_step_names_anybody(court, slots, wang):
    book(court, slots[0], wang)
    note(court, slots[:1], SlotState.MISSED)
    free(court, slots[:1])
    labels = [step.label for step in journal.steps()]
    assert len(labels) > 5 and not any("王祯" in label for label in labels)


def test_figures_and_days_to_be_thought_of(court, slots, wang):
    book(court, slots[0], wang)
    coming, overdue = DUE_DATES[0].coming, DUE_DATES[0].overdue
    assert [due.text for due in coming(DAY, NEXT)] == ["心理辅导：已约 1 个时段"]
    assert [due.text for due in overdue(NEXT)] == ["心理辅导：1 个时段未登记到场情况"]
    note(court, slots[:1], SlotState.ATTENDED)
    sessions, people = FIGURES
    period = Period(2023, NEXT)
    assert (sessions.rows(period).count(), people.count(period)) == (1, None)
    assert people.count(Period(2022, NEXT)) == 0
    assert list(overdue(NEXT)) == []


def test_a_year_without_slots_says_how_to_begin(desk, court, wang, qapp):
    page, usage = SlotsPage(desk, 2023), UsagePage(desk, 2023)
    page.show()
    assert "这一年还没有辅导时段" in page.room.hint.accessibleName() and page.room.currentWidget() is page.room.hint
    assert usage.room.currentWidget() is usage.room.hint and not usage.print_button.isEnabled()
    offer(court, SlotSeries([DAY], SPANS, "周老师", "心理辅导室"))
    page.refresh()
    assert page.room.currentWidget() is page.table
    page.state.set_value("missed")
    page.refresh()
    assert "没有这种状态的时段" in page.room.hint.accessibleName() and not page.first.isVisible()
    page.close()


def test_a_workbook_of_slots_is_held_to_what_the_screen_is(court, slots, wang, tmp_path):
    def told(*rows):
        path = filled(tmp_path / "时段.xlsx", ["日期", "开始", "结束", "辅导师", "预约人", "状态"], *rows)
        found = import_file(court, SLOTS.kind, path)
        return found.new, " ".join(each.message for each in found.problems)

    before = CounsellingSlot.select().count()
    for row, why in (
        (["2023-06-07", "25:00", "", "周老师", "", ""], "不是时间"),
        (["2023-06-07", "10:00", "9:00", "周老师", "", ""], "不晚于"),
        (["2023-06-07", "9:00", "10:00", "周老师", "", "已预约"], "要填预约人"),
        (["2023-06-05", "9:30", "10:30", "周老师", "", ""], "已有时段"),
    ):
        new, words = told(row)
        assert new == 0 and why in words
    twice = (["2023-06-07", "9:00", "10:00", "周老师", "", ""], ["2023-06-07", "9：30", "10:30", "周老师", "", ""])
    with pytest.raises(Refused, match="已有时段"):
        told(*twice)
    assert CounsellingSlot.select().count() == before
    assert told(twice[0], ["2023-06-07", "10:00", "11:00", "周老师", "王祯", ""])[0] == 2
    found = CounsellingSlot.select().where(CounsellingSlot.day == date(2023, 6, 7)).order_by(CounsellingSlot.begins)
    assert [(slot.begins, slot.state) for slot in found] == [("09:00", "free"), ("10:00", "booked")]


def test_nothing_selected_is_said_and_a_slot_booked_stays_selected(desk, court, slots, wang, qapp):
    page = SlotsPage(desk, DAY.year)
    page.show()
    page.mark(SlotState.ATTENDED)
    assert desk.notices.texts[-1] == "请先选中时段。"
    page.table.selectRow(1)
    book(court, slots[1], wang)
    page.refresh()
    page.mark(SlotState.ATTENDED)
    assert state_of(slots[1]) is SlotState.ATTENDED
    assert [one.key for one in page.selected()] == [slots[1]]
    page.close()
