"""体检安排 under the hands of a coordinator: grouped, moved by key and by menu, masked until a reason is given."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.examination import papers
from cadre_desktop.welfare.examination.checks import check_rounds
from cadre_desktop.welfare.examination.costs import costs_of
from cadre_desktop.welfare.examination.grouping import ExamWanted, carry_out_grouping, group_people
from cadre_desktop.welfare.examination.reading import members_of_batch, members_of_round
from cadre_desktop.welfare.examination.records import ExamAssignment
from cadre_desktop.welfare.examination.registers import PACKAGES
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog
from cadre_desktop.welfare.screens.examination.arrangement import ArrangementPage
from cadre_desktop.welfare.screens.examination.batch_dialog import ExamBatchDialog
from cadre_desktop.welfare.screens.examination.care import ExaminationPage
from cadre_desktop.welfare.screens.examination.group_dialog import GroupDialog


@pytest.fixture
def batches(court, exam_round, batch_of):
    return [batch_of(5, 10), batch_of(6, 2)]


@pytest.fixture
def page(qtbot: Any, court, batches):
    values: dict[str, Any] = {}

    class Kept:
        get = staticmethod(values.get)
        put = staticmethod(values.__setitem__)

    desk = Desk(court, InlineJobs(), RecordedNotices(), Kept(), court.clock, Changes(court))
    made = ArrangementPage(desk, lambda _key: None, lambda: None, 2023)
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made.show()
    return made


def column(page, number=0):
    model = page.model
    return [model.data(model.index(row, number)) for row in range(model.rowCount())]


def group(court, exam_round):
    carry_out_grouping(court, group_people(exam_round.id, ExamWanted(), date(2023, 6, 1)))


def test_people_are_grouped_after_a_look(page, exam_round, batches):
    page.ask_grouping()
    dialog = page.findChild(GroupDialog)
    text = dialog.preview.toPlainText()
    assert "排入 5 人" in text and MASK in text and "白文" not in text and "没有登记性别" in text
    dialog.unclear_too.setChecked(True)
    dialog.look()
    assert "排入 7 人" in dialog.preview.toPlainText()
    dialog.go.click()
    assert len(members_of_round(exam_round.id)) == 7
    assert page.model.rowCount() == 7
    assert "未定" in column(page, 3)


def test_a_batch_that_is_over_is_named_and_the_first_filled_one_comes_to_the_front(page, batch_of, batches):
    batch_of(20, starts=date(2023, 5, 20))
    page.refresh()
    page.batches.setCurrentRow(0)
    page.ask_grouping()
    dialog = page.findChild(GroupDialog)
    assert "日期已过，不再排人：体检20日批" in dialog.preview.toPlainText()
    dialog.go.click()
    assert page.batches.current.key == batches[0].id and page.model.rowCount() == 5


def test_keys_move_the_selected_and_a_full_batch_refuses(page, court, exam_round, batches, qtbot):
    group(court, exam_round)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page._move_by(1) if not members_of_batch(batches[1].id) else None
    assert len(members_of_batch(batches[1].id)) == 1
    page.table.selectAll()
    page.move_to(batches[1].id)
    assert "放不下" in page._desk.notices.texts[-1]
    page.table.clearSelection()
    page.move_to(batches[1].id)
    assert page._desk.notices.texts[-1] == "请先选中要移动的人。"


def test_the_menu_offers_other_batches_and_packages(page, court, exam_round, batches):
    assert page.people_menu() is None
    group(court, exam_round)
    page.table.selectRow(0)
    menu = page.people_menu()
    moves, packages = menu.findChildren(QMenu)
    assert len(moves.actions()) == 1 and len(packages.actions()) == 4
    packages.actions()[0].trigger()
    assert column(page, 3)[0] == "男45岁以下"


def test_names_are_shown_after_a_reason_and_hidden_again(page, court, exam_round, batches):
    group(court, exam_round)
    assert set(column(page)) == {MASK}
    page.reveal.click()
    dialog = page.findChild(ReasonDialog)
    dialog.reason.setText("核对名单")
    dialog.go.click()
    assert "王祯" in column(page) and Disclosure.select().count() == 1
    page.hide_names()
    assert set(column(page)) == {MASK}


def test_a_batch_is_added_and_an_unreadable_form_is_said(page, exam_round, batches):
    dialog = ExamBatchDialog(page._desk, exam_round, page._desk.notices.tell, page)
    dialog.go.click()
    assert dialog.problem.text() == "请填写体检的日期。"
    dialog.day.set_value(date(2023, 6, 9))
    dialog.go.click()
    assert page.batches.count() == 3


def test_papers_of_a_round(court, exam_round, batches, tmp_path):
    with pytest.raises(Refused, match="还没有人"):
        papers.print_notice(tmp_path / "通知.pdf", exam_round, "包头市中级人民法院", date(2023, 6, 1))
    group(court, exam_round)
    assert (
        papers.print_notice(tmp_path / "通知.pdf", exam_round, "包头市中级人民法院", date(2023, 6, 1), each_court=True)
        == 2
    )
    with Pages(tmp_path / "通知.pdf") as pages:
        text = "".join(pages.text(number) for number in range(len(pages)))
    assert "空腹" in text and "刑庭" in text and "王祯" not in text
    lines = papers.lines_of(exam_round, "call", date(2023, 6, 1))
    assert papers.write_list(tmp_path / "名单.xlsx", lines, "call") == 5
    assert read_workbook(tmp_path / "名单.xlsx").sheets[0].rows[0][:3] == ["法院", "部门", "姓名"]
    with pytest.raises(Refused, match="没有未检的人"):
        papers.lines_of(exam_round, "reminder", date(2023, 6, 1))
    assert len(papers.lines_of(exam_round, "reminder", date(2023, 7, 1))) == 5


def test_costs_and_what_the_check_of_a_file_says(court, exam_round, batches):
    group(court, exam_round)
    assert [(one.planned, one.planned_sum) for one in costs_of(exam_round.id)] == [
        (2, 100000),
        (1, 80000),
        (1, 60000),
        (1, 90000),
    ]
    planned = [one.planned for one in costs_of(exam_round.id)]
    with court.step("补检"):
        again = members_of_round(exam_round.id)[0]
        row = Participant.add(event=batches[1].event, person=again.person, court=Court.get(), attendance="invited")
        ExamAssignment.add(participant=row, package=again.package)
    assert [one.planned for one in costs_of(exam_round.id)] == planned, "who is asked again costs once"
    assert list(check_rounds()) == []
    with court.step("名额减少"):
        WelfareEvent.update(places=1).where(WelfareEvent.id == batches[0].__data__["event"]).execute()
    assert [sentence for sentence in check_rounds() if "名额 1 人，排了 5 人" in sentence]


def test_nothing_of_a_result_has_a_field():
    names = {column.name for column in PACKAGES.kind.columns}
    assert "result" not in names and WelfareKind.PHYSICAL_EXAM.confidential


def test_a_new_package_begins_with_the_round_that_is_looked_at(qtbot: Any, page, exam_round):
    room = ExaminationPage(page._desk)
    qtbot.addWidget(room)
    assert room.presets_of(PACKAGES.kind) == {"round": exam_round.id}, "the latest, before one was looked at"
    arrangement = room.bring_own("arrangement")
    room.year_shown(2023)
    assert arrangement.exam_round == exam_round
    assert room.presets_of(PACKAGES.kind) == {"round": exam_round.id}
