"""The board, the review, whom a post suits, the grid and made moves, under the hands of a coordinator."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from cadre_desktop.kit import editing
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES
from cadre_desktop.people.registers.mentors import MentorPair
from cadre_desktop.people.registers.rotation_entries import RotationEntry
from cadre_desktop.talent.actions import save_rotation
from cadre_desktop.talent.comparing.ready import weights
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.registers.evidence import Evidence, StageEvidence
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.registers.reviews import YearlyReview
from cadre_desktop.talent.rules import MembershipStatus, Stage
from cadre_desktop.talent.screens.compare_dialog import CompareDialog
from cadre_desktop.talent.screens.library_settings import LibrarySettingsDialog
from cadre_desktop.talent.screens.mentor_dialog import MentorDialog
from cadre_desktop.talent.screens.notice_dialog import NoticeDialog
from cadre_desktop.talent.screens.review_dialog import GRADE, ReviewDialog
from cadre_desktop.talent.screens.rotation_dialogs import CarryOutDialog, LinesDialog, YearPlanDialog
from cadre_desktop.talent.screens.stage_dialog import PauseDialog, StageDialog
from cadre_desktop.talent.stages.admitting import admit
from cadre_desktop.talent.tab import TalentTab

DAY = date(2023, 6, 1)
ENTERED = date(2023, 3, 1)


@pytest.fixture
def members(court, young, people):
    return admit(court, young, [people["王祯"], people["李静"], people["欧阳文博"]], ENTERED).new


@pytest.fixture
def tab(qtbot, desk, members, young):
    tab = TalentTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    tab.pools.choose(young.id)
    return tab


def cards(tab):
    return {stage: column.cards.count() for stage, column in tab.board.columns.items()}


def test_a_card_moves_only_once_its_entry_is_written(tab, qtbot, court):
    tab._bring_section(1)
    chosen = tab.board.columns[Stage.SELECT].cards
    chosen.item(0).setSelected(True)
    keys = chosen.selected_keys()
    qtbot.keyClick(tab.board, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    dialog = tab.board.findChild(StageDialog)
    assert cards(tab) == {"select": 3, "develop": 0, "manage": 0, "deploy": 0}
    dialog.day.set_value(date(2022, 1, 1))
    dialog.answer()
    assert "入库日期晚于" in dialog.problem.text()
    dialog.day.set_value(DAY)
    dialog.evidence.set_value(Evidence.MENTOR)
    dialog.outcome.set_value("双导师")
    dialog.answer()
    assert cards(tab) == {"select": 2, "develop": 1, "manage": 0, "deploy": 0}
    entry = StageEvidence.get()
    assert (entry.__data__["membership"], entry.evidence, entry.result) == (keys[0], "mentor", "双导师")
    court.undo()
    assert cards(tab)["select"] == 3


def test_cards_dropped_on_another_column_ask_for_their_entry(tab):
    tab._bring_section(1)
    select, manage = (tab.board.columns[stage].cards for stage in (Stage.SELECT, Stage.MANAGE))
    select.item(1).setSelected(True)
    manage.dropped.emit(select.selected_keys())
    dialog = tab.board.findChild(StageDialog)
    assert dialog.windowTitle() == "转入“管”阶段（管理）"
    dialog.answer()
    assert cards(tab)["manage"] == 1
    manage.setFocus()
    manage.setCurrentRow(0)
    manage.opened.emit(manage.selected_keys()[0])
    assert tab.sections.currentWidget() is tab.in_pools
    assert tab.members.form_shown


def test_arrows_go_from_column_to_column(tab, qtbot):
    tab._bring_section(1)
    first = tab.board.columns[Stage.SELECT].cards
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert tab.board.columns[Stage.DEVELOP].cards.hasFocus()


def test_the_review_is_keyed_down_the_list(tab, qtbot, desk):
    tab.members.more.review()
    dialog = tab.members.findChild(ReviewDialog)
    table = dialog.table
    assert table.currentIndex().column() == GRADE
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        qtbot.keyClick(table, key)
    qtbot.keyClick(table, Qt.Key.Key_Delete)  # the last line keeps the cursor
    assert dialog.counts.text() == "共 3 人，已评 2 人：优秀 1，良好 1，一般 0，较差 0"
    dialog.model.setData(dialog.model.index(0, 5), "敢担当")
    dialog.answer()
    assert [(row.grade, row.remarks, row.day) for row in YearlyReview.select().order_by(YearlyReview.id)] == [
        ("excellent", "敢担当", DAY),
        ("good", "", DAY),
    ]
    assert desk.notices.texts[-1] == "已保存 2 人的年度评议，可按 Ctrl+Z 撤销。"


def test_members_are_suspended_with_a_reason(tab):
    tab.members.table.select_row(0)
    tab.members.more.pause(Evidence.SUSPENSION)
    dialog = tab.members.findChild(PauseDialog)
    dialog.answer()
    assert dialog.problem.text() == "请填写暂停培养的原因。"
    dialog.why.set_value("长期病休")
    dialog.answer()
    states = [member.status for member in Membership.select()]
    assert states.count(MembershipStatus.SUSPENDED) == 1


def test_a_mentor_is_asked_for_with_the_plan(tab, people):
    tab.members.table.select_row(0)
    tab.members.more.pair()
    dialog = tab.members.findChild(MentorDialog)
    dialog.answer()
    assert dialog.problem.text() == "请选一位导师。"
    dialog.mentor.set_value(people["阿拉坦·巴特尔"])
    dialog.answer()
    assert dialog.problem.text() == "请填写培养计划。"
    dialog.plan.set_value("办理 20 件执行案件")
    dialog.answer()
    assert MentorPair.get().mentor.name == "阿拉坦·巴特尔"


def test_forms_and_notice_are_shown(tab, printed):
    tab.members.more.print_year()
    tab.members.table.selectAll()
    for action in tab.members.more.actions():
        if action.title in ("推荐表", "审批表"):
            action.run(tab.members)
    tab.members.more.publish()
    dialog = tab.members.findChild(NoticeDialog)
    dialog.answer()
    assert "受理单位" in dialog.problem.text()
    dialog.contact.set_value("政治部")
    dialog.answer()
    titles = [title for _path, title in printed]
    assert titles == ["2023年专家任务和成果一览表", "推荐表", "审批表", "优秀年轻干部库公示名单"]


def test_who_suits_a_post_is_listed_with_reasons_and_compared(tab, court, people, printed):
    tab._bring_section(2)
    panel = tab.match.ready
    assert panel.asked.text().startswith("还没有岗位要求")
    editing.add(court, POST_PROFILES.kind, {"title": "执行局副局长", "age_limit": 32, "line": "5"})
    editing.add(court, ANNUAL_GRADES.kind, {"person": people["李静"], "year": 2022, "grade": "excellent"})
    panel.refresh()
    assert "符合 1 人，待核实 0 人，不符合 3 人" in panel.asked.text()
    assert "✓ 做过执行：现在执行局。" in panel.why.text()
    panel.everybody.setChecked(True)
    assert panel.model.rowCount() == 4
    select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    panel.table.selectionModel().select(panel.model.index(1, 0), select)
    panel.compare.click()
    dialog = panel.findChild(CompareDialog)
    last = dialog.model.rowCount() - 1
    assert [cell.text for cell in dialog.model.rows[last]] == ["◆ “执行局副局长”的要求", "符合", "不符合"]
    dialog.table.setCurrentIndex(dialog.model.index(last, 2))
    assert "超过年龄上限 32" in dialog.why.text()
    dialog.answer()
    panel.print_list()
    assert [title for _path, title in printed] == ["人选比较表", "执行局副局长人选比对表"]


def test_every_bubble_of_the_grid_opens_its_reasons(tab, court, people, desk):
    editing.add(court, ANNUAL_GRADES.kind, {"person": people["李静"], "year": 2022, "grade": "excellent"})
    tab._bring_section(2)
    tab.match.bring(1)
    grid = tab.match.grid
    assert sum(map(len, grid.boxes.bubbles)) == 3
    alone = next(index for index, group in enumerate(grid.boxes.bubbles) if len(group) == 1)
    grid.boxes.picked.emit(alone, 0)
    assert grid.why.toPlainText().startswith("李静")
    assert "2022 优秀" in grid.why.toPlainText()
    assert grid.everybody.isEnabled()
    grid.everybody.click()
    assert grid.model.rowCount() == 3
    tab.match.settings.click()
    dialog = tab.match.findChild(LibrarySettingsDialog)
    dialog.points["performance", "grades"].set_value(90)
    dialog.answer()
    assert "之和应为 100" in dialog.problem.text()
    dialog.points["performance", "titles"].set_value(10)
    dialog.points["performance", "honours"].set_value(0)
    dialog.answer()
    assert weights(court).performance.grades == 90
    assert desk.notices.texts[-1] == "人才库设置已保存。"


def test_moves_are_made_from_the_list(tab, court, people, printed):
    key = save_rotation(court, None, {"person": people["王祯"], "planned": date(2023, 5, 1), "to_post": "副局长"}).id
    tab._bring_section(3)
    plan = YearPlanDialog(tab._desk, tab.rotations.show_moves, tab)
    assert plan.counts.text() == "2023 年共 1 人次：逾期未落实 1；有冲突 0 人次。"
    plan.answer()
    tab.rotations.table.selectAll()
    tab.rotations.make_moves()
    dialog = tab.rotations.findChild(CarryOutDialog)
    dialog.answer()
    assert (RotationEntry.get().source, RotationEntry.get().starts) == (key, DAY)
    lines = LinesDialog(tab._desk, tab)
    assert lines.counts.text() == "共 3 人，2 人没有交流过"
    lines.only.setChecked(True)
    assert len(lines.shown.rows) == 2
    lines.answer()
    assert [title for _path, title in printed] == ["条线经历表"]
