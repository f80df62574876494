"""Newcomers: the checklist and what follows from it, mentors, the year of probation, and the pages."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person, TrainingRecord
from cadre_desktop.welfare.newcomers.agenda import DUE_DATES
from cadre_desktop.welfare.newcomers.checklist import checklist_of, tick, tick_everybody
from cadre_desktop.welfare.newcomers.enlisting import report_on, set_size, strike, take_on
from cadre_desktop.welfare.newcomers.mentoring import end_pair, note_quarter, pair_up, too_many
from cadre_desktop.welfare.newcomers.papers import print_conversion_forms, print_portrait_list, print_welcome_cards
from cadre_desktop.welfare.newcomers.probation import decide, record_talk
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerTask
from cadre_desktop.welfare.newcomers.registers import BATCHES, NEWCOMERS
from cadre_desktop.welfare.newcomers.rules import CHECKLIST, ProbationResult, due_dates, probation_end, vet_newcomer
from cadre_desktop.welfare.newcomers.sizes import ordered, print_order, sizes_of, write_order
from cadre_desktop.welfare.screens.newcomers.care import NewcomersPage
from cadre_desktop.welfare.screens.newcomers.checklist_page import ChecklistPage
from cadre_desktop.welfare.screens.newcomers.sizes_page import SizesPage
from tests.kind_rows import filled

REPORTED = date(2023, 3, 1)


@pytest.fixture
def batch(court, people):
    values = {"title": "2023年新录用干警", "year": 2023, "reports": REPORTED}
    key = editing.add(court, BATCHES.kind, values).id
    assert take_on(court, key, [people["王祯"], people["李静"], people["欧阳文博"]]) == 3
    return key


def newcomer(people, name="王祯"):
    return Newcomer.get(Newcomer.person == people[name]).id


def cell(batch, people, item, name="王祯", today=date(2023, 6, 1)):
    line = next(line for line in checklist_of(batch, today).lines if line.name == name)
    return next(each for each in line.items if each.name == item)


def test_terms_follow_from_the_day_of_reporting():
    assert due_dates(REPORTED)["档案转入"] == date(2023, 3, 31)
    assert due_dates(REPORTED)["半年谈话"] == date(2023, 9, 1)
    assert probation_end(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize("field", ["probation_ends", "talk_due", "talked", "decided"])
def test_nothing_is_before_the_day_of_reporting(field):
    found = vet_newcomer({"reported": REPORTED, field: date(2023, 2, 1)})
    assert [problem.field for problem in found] == [field]


def test_everybody_begins_with_the_checklist_once(court, batch, people):
    assert take_on(court, batch, [people["王祯"]]) == 0
    assert NewcomerTask.select().count() == 3 * len(CHECKLIST)
    with pytest.raises(Refused, match="不在岗"):
        take_on(court, batch, [people["阿拉坦·巴特尔"]])


def test_who_had_retired_does_not_begin_by_a_workbook_either(court, batch, people, tmp_path):
    head = ["姓名", "批次", "报到日期"]
    rows = [[name, "2023年新录用干警", "2023-04-03"] for name in ("阿拉坦·巴特尔", "王祯")]
    done = import_file(court, NEWCOMERS.kind, filled(tmp_path / "人.xlsx", head, *rows))
    assert (done.changed, done.refused) == (1, 1)
    assert "阿拉坦·巴特尔在报到日已退休或不在岗" in str(done.problems[0])


def test_an_item_is_ticked_and_taken_back(court, batch, people):
    key = newcomer(people)
    assert cell(batch, people, "身份证").is_overdue(date(2023, 6, 1))
    assert tick(court, key, "身份证") == court.clock.today()
    assert cell(batch, people, "身份证").is_done
    assert tick(court, key, "身份证") is None
    assert tick_everybody(court, batch, "身份证") == 3
    court.undo()
    assert not cell(batch, people, "身份证").is_done


def test_what_follows_is_not_ticked_but_comes_by_itself(court, batch, people):
    key = newcomer(people)
    for item in ("入职照片", "服装尺码", "导师结对", "初任培训", "半年谈话", "任职登记"):
        with pytest.raises(Refused, match="自动完成"):
            tick(court, key, item)
        assert not cell(batch, people, item).is_done
    with court.step("照片和培训"):
        Person.update(photo="ab" * 32).where(Person.id == people["王祯"]).execute()
        TrainingRecord.add(person=people["王祯"], year=2023, title="初任培训班", starts=date(2023, 5, 8))
    for field, text in (("uniform", "175/96A"), ("shirt", "40"), ("trousers", "175/84A"), ("shoes", "42")):
        set_size(court, key, field, text)
    pair_up(court, key, people["李静"], date(2023, 3, 6), "庭审记录")
    record_talk(court, key, date(2023, 4, 3), "适应")
    decide(court, [key], ProbationResult.CONFIRMED, date(2024, 3, 1), "")
    for item in ("入职照片", "服装尺码", "导师结对", "初任培训", "半年谈话", "任职登记"):
        assert cell(batch, people, item).is_done, item


def test_a_mentor_has_two_newcomers_at_a_time(court, batch, people):
    with court.step("备料"):
        home = Person.by_key(people["王祯"]).__data__["court"]
        mentor = Person.add(court=home, name="白文").id
    for name in ("王祯", "李静"):
        pair_up(court, newcomer(people, name), mentor, date(2023, 3, 6), "计划")
    with pytest.raises(Refused, match="同时最多带 2 名"):
        pair_up(court, newcomer(people, "欧阳文博"), mentor, date(2023, 3, 6), "计划")
    assert not list(too_many())
    note_quarter(court, newcomer(people), date(2023, 6, 1), "谈话")
    with pytest.raises(Refused, match="早于结对日期"):
        note_quarter(court, newcomer(people), date(2023, 3, 1), "谈话")
    with pytest.raises(Refused, match="还没有导师"):
        note_quarter(court, newcomer(people, "欧阳文博"), date(2023, 6, 1), "谈话")
    end_pair(court, newcomer(people), date(2023, 9, 1), "出师")
    pair_up(court, newcomer(people, "欧阳文博"), mentor, date(2023, 9, 2), "计划")


def test_talk_and_result_are_in_their_time(court, batch, people):
    key = newcomer(people)
    with pytest.raises(Refused, match="谈话日期早于报到日"):
        record_talk(court, key, date(2023, 2, 1), "适应")
    with pytest.raises(Refused, match="才满"):
        decide(court, [key], ProbationResult.CONFIRMED, date(2024, 1, 1), "")
    with pytest.raises(Refused, match="晚于原来"):
        decide(court, [key], ProbationResult.EXTENDED, date(2024, 1, 1), "", date(2024, 2, 1))
    decide(court, [key], ProbationResult.EXTENDED, date(2024, 2, 1), "", date(2024, 9, 1))
    assert Newcomer.by_key(key).probation_ends == date(2024, 9, 1)
    decide(court, [key], ProbationResult.CANCELLED, date(2024, 3, 1), "")
    with pytest.raises(Refused, match="已有转正结论"):
        strike(court, [key])
    texts = [due.text for due in DUE_DATES[0].overdue(date(2024, 4, 1))]
    assert "试用期满：李静" in texts and "试用期满：王祯" not in texts


def test_another_day_of_reporting_moves_the_terms(court, batch, people):
    record_talk(court, newcomer(people, "李静"), date(2023, 3, 20), "适应")
    with pytest.raises(Refused, match="李静：谈话日期早于报到日"):
        report_on(court, [newcomer(people), newcomer(people, "李静")], date(2023, 4, 3))
    report_on(court, [newcomer(people)], date(2023, 4, 3))
    assert cell(batch, people, "档案转入").due == date(2023, 5, 3)
    assert Newcomer.by_key(newcomer(people)).probation_ends == date(2024, 4, 3)


def test_sizes_are_ordered_by_size_and_pages_are_made(court, batch, people, tmp_path):
    with pytest.raises(Refused, match="还没有填写尺码"):
        print_order(tmp_path / "空.pdf", batch, "")
    with pytest.raises(Refused, match="身高"):
        set_size(court, newcomer(people), "height", "高")
    for name in ("王祯", "李静"):
        set_size(court, newcomer(people, name), "shoes", "40")
    assert ordered(sizes_of(batch)) == [("鞋", "40", 2)]
    assert print_order(tmp_path / "尺码.pdf", batch, "").pages == 1
    assert write_order(tmp_path / "尺码.xlsx", batch) == 1
    assert print_conversion_forms(tmp_path / "表.pdf", [newcomer(people)]) == 1
    assert print_portrait_list(tmp_path / "照片.pdf", batch, REPORTED, "").pages == 1
    assert print_welcome_cards(tmp_path / "卡.pdf", batch, REPORTED, "包头中院") == 2
    with Pages(tmp_path / "卡.pdf") as pages:
        assert Person.by_key(people["王祯"]).court.name in pages.text(0) + pages.text(1)  # not whose batch it is


def test_space_ticks_and_a_size_is_typed(desk, batch, people, qapp):
    page = ChecklistPage(desk)
    page.show()
    page.table.go_to(0, 3)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert NewcomerTask.select().where(NewcomerTask.done.is_null(False)).count() == 1
    page.close()
    sizes = SizesPage(desk)
    sizes.show()
    sizes.model.setData(sizes.model.index(0, 2), "175")
    assert Newcomer.by_key(sizes.model.keys[0]).height == 175
    sizes.close()


def test_without_a_batch_it_is_said_how_to_begin(desk, people, qapp):
    page = NewcomersPage(desk)
    page.show()
    checklist = page.checklist.page
    assert checklist.room.currentWidget() is checklist.room.hint
    assert "还没有入职批次" in checklist.room.hint.accessibleName()
    checklist._new_batch.trigger()
    assert page.view(BATCHES.kind.key).form_shown
    page.close()


def test_choosing_newcomers_leaves_the_columns_of_their_list_alone(desk, batch, qapp):
    page = NewcomersPage(desk)
    page.show()
    list_of = page.bring("newcomers")
    assert len(list_of.table.columns.visible) > 5
    page.close()


def test_a_long_key_of_a_batch_opens_the_page_where_people_are_chosen(desk, qapp):
    page, heard = ChecklistPage(desk), []
    page.people_wanted.connect(heard.append)
    page.people_wanted.emit(2469261854786977925)
    assert heard == [2469261854786977925]
