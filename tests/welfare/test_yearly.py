"""A year's money and what people thought of an event."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.lists.figure_model import FigureModel
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, LEFT, RIGHT
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.common.evaluating import QUESTIONS, evaluation_of, save_evaluation
from cadre_desktop.welfare.common.records import WelfareBudget
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan, SlotState
from cadre_desktop.welfare.counselling.slots import SlotSeries, book, note, offer
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.yearly.money_page import MoneyPage
from cadre_desktop.welfare.yearly.calendar_paper import said_once
from cadre_desktop.welfare.yearly.days import DayLine
from cadre_desktop.welfare.yearly.money_tables import by_kind, remarks
from cadre_desktop.welfare.yearly.report import as_data, in_order, read_report, report_table, report_text
from cadre_desktop.welfare.yearly.spending import Budgeted, read_money, whole_of

VISIT = WelfareKind.VISIT


def test_what_is_within_another_budget_is_not_counted_beside_it():
    year, month, of_court = Budgeted(VISIT, None, None, 10), Budgeted(VISIT, 3, None, 4), Budgeted(VISIT, None, 1, 3)
    assert whole_of([year, month, of_court], None) == 10
    assert whole_of([year, month], 3) == 4 and whole_of([year], 3) is None
    assert whole_of([of_court, Budgeted(VISIT, None, 2, 5)], None) == 8 and whole_of([], None) is None


def test_what_is_left_and_what_is_overspent(court, ceremony):
    with court.step("预算"):
        WelfareBudget.add(year=2023, kind="visit", amount=100)
    save_event(court, {"title": "走访", "kind": "visit", "starts": date(2023, 3, 1), "spent": 150})
    money = read_money(2023)
    row = by_kind(money).rows[list(WelfareKind).index(VISIT)]
    assert (money.sum(VISIT), money.sum(VISIT, 3), row[5].value, row[5].wrong) == (150, 150, -50, True)
    assert row[2].rows().count() == 1 and remarks(money) == ["“走访慰问”支出已超过预算。"]


def test_an_evaluation_is_keyed_and_changed(court, ceremony):
    with pytest.raises(Refused, match="还没有填票数"):
        save_evaluation(court, ceremony, {QUESTIONS[0]: [None] * 4})
    save_evaluation(court, ceremony, {QUESTIONS[0]: [6, 3, 1, None]})
    save_evaluation(court, ceremony, {QUESTIONS[0]: [5, 4, 1, 0]})
    found = evaluation_of(ceremony)
    assert [(one.counts, one.sheets, one.satisfied) for one in found] == [((5, 4, 1, 0), 10, "90.0%")]


def test_under_five_people_in_counselling_are_told_nowhere(court, people, capsys):
    """Neither by the report nor its differences, nor by the overview and the command line."""
    offer(court, SlotSeries([date(2023, 3, day) for day in (6, 7)], [SlotSpan("09:00", "10:00")], "周老师", ""))
    slots = [row.id for row in CounsellingSlot.select()]
    for slot, person in zip(slots, people.values(), strict=False):
        book(court, slot, person)
    note(court, slots, SlotState.ATTENDED)
    found = read_report(2023, date(2024, 1, 5))
    (line,) = [line for line in found.lines if line.key == "counselling_people"]
    assert (line.value, line.before) == (None, 0)
    (row,) = [row for row in report_table(found).rows if row[1].text == "心理辅导人数"]
    assert [cell.text for cell in row[3:]] == ["—", "0", "—"] and "心理辅导人数" not in report_text(found)
    (told,) = [each for each in as_data(found)["lines"] if each["key"] == "counselling_people"]
    assert told["value"] is None
    path = court.path
    close_store(court)
    assert run(["figures", "--year", "2023", "--db", str(path)]) == 0
    assert "心理辅导人数　— 人" in capsys.readouterr().out


def test_a_part_of_a_year_is_not_subtracted_from_a_whole_one(court, ceremony):
    save_event(court, {"title": "走访", "kind": "visit", "starts": date(2023, 11, 1), "spent": 150})
    for today, change in ((date(2024, 5, 20), "—"), (date(2025, 1, 5), "-1.5")):
        report = read_report(2024, today)
        keys = [line.key for line in in_order(report)]
        row = report_table(report).rows[keys.index("visit_spent")]
        assert (row[4].value, row[5].text) == (150, change)


def test_headings_of_numbers_are_above_their_numbers(court, qapp):
    model = FigureModel()
    model.put(by_kind(read_money(2023)))
    across = [model.headerData(column, Qt.Orientation.Horizontal, ALIGNMENT) for column in range(3)]
    assert across == [LEFT, RIGHT, RIGHT] == [model.data(model.index(0, column), ALIGNMENT) for column in range(3)]


class Windows(QObject):
    """Hears of windows that are shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, each, event):
        if event.type() == QEvent.Type.Show and isinstance(each, QWidget) and each.isWindow():
            self.shown.append(type(each).__name__)
        return False


def test_a_page_in_the_making_shows_no_window_of_its_own(desk, qapp):
    heard = Windows()
    qapp.installEventFilter(heard)
    page = MoneyPage(desk)
    qapp.removeEventFilter(heard)
    assert heard.shown == []
    page.deleteLater()


def test_lines_that_are_alike_are_one_on_the_calendar():
    day = date(2023, 3, 27)
    lines = [DayLine(day, "", VISIT, "", key, day, told) for key, told in enumerate(("公示期满", "公示期满", "座谈"))]
    assert said_once(lines, 3) == [("27日 公示期满（2 项）", 2), ("27日 座谈", 1)]
