from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog
from cadre_desktop.certificates.templating import add_template, template_for
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, EVENT
from cadre_desktop.contests.records import AwardLevel, Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.contest_page import ENTRANTS, RESULTS
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.people.records import Honour


def test_the_rank_list_shows_places_scores_and_awards(marked_tab):
    model = marked_tab.page.results.model
    assert marked_tab.page.section == RESULTS
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first == ["1", "阿拉坦·巴特尔", "包头市昆都仑区人民法院", "93.00", "90.00", "92.10", "", "业务能手"]
    assert "评分表已齐" in marked_tab.page.results.band.words.text()


def test_enter_opens_the_derivation_and_escape_closes_it(qtbot, marked_tab, desk):
    page = marked_tab.page.results
    page.table.selectRow(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.title.text() == "第 3 名 · 李静"
    assert "平均：（85 + 85）÷ 2 = 85" in page.panel.lines
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.panel.title.text() == "第 4 名 · 单雄信"
    page.panel.print_wanted.emit()
    assert desk.printed[-1][1] == "单雄信成绩计算过程"
    assert Path(desk.printed[-1][0]).stat().st_size > 1000
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_the_list_follows_every_mark(court, marked_tab, marked):
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 100)])
    model = marked_tab.page.results.model
    assert [model.index(row, 1).data() for row in range(2)] == ["阿拉坦·巴特尔", "李静"]
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", None)])
    assert "还缺 1 张评分表" in marked_tab.page.results.band.words.text()


def test_the_panel_of_judges_settles_a_tie(court, marked_tab, marked, desk):
    save_part(court, AWARD_LEVEL, {"number": 1, "tie": "panel"}, AwardLevel.get().id)
    marks = [mark for judge in marked.judges for mark in marked.sheet("欧阳文博", judge, 55, 38)]
    record_marks(court, marked.trial, marks)
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 90)])
    page = marked_tab.page.results
    assert "须由评委会评议" in page.band.words.text()
    page.table.clearSelection()
    page.band.settle.click()
    assert "请先在名次表里选中" in desk.notices.texts[-1]
    page.table.selectRow(page.model.row_of(marked.entrants["欧阳文博"]))
    desk.notices.answer("资历较深")
    page.band.settle.click()
    assert page.model.lines[page.model.row_of(marked.entrants["欧阳文博"])].award == "业务能手"


def no_printer():
    raise NotPrinted("打印机没有接受。")


def test_sealing_asks_and_reopening_asks_why(court, marked, marked_tab, desk, tmp_path):
    marked.confirm(court)
    page = marked_tab.page
    desk.notices.answer(False)
    page.seal.trigger()
    assert Contest.get().status == ContestStatus.MARKING
    assert not page.results.band.honours.isVisible()
    page.bring(ENTRANTS)
    desk.notices.answer(True)
    page.seal.trigger()
    assert (Contest.get().status, Honour.select().count()) == (ContestStatus.SEALED, 2)
    assert page.section == RESULTS
    assert (page.head.seal_button.isVisible(), page.reopen.isVisible()) == (False, True)
    assert "成绩已于 2023-06-01 封存，校验码" in page.results.band.words.text()
    page.results.band.honours.click()
    assert desk.printed[-1][1] == "2023年执行技能竞赛 荣誉证书"
    with in_a_writing_job(), pytest.raises(NotPrinted):
        desk.behind[-1].hand_out(tmp_path / "荣誉证书.pdf", no_printer)
    assert IssuedCertificate.select().count() == 0
    with in_a_writing_job():
        desk.behind[-1].hand_out(tmp_path / "荣誉证书.pdf")
    assert IssuedCertificate.select().count() == 2
    desk.notices.answer("发现登分错误")
    page.reopen.trigger()
    assert (Contest.get().status, Honour.select().count()) == (ContestStatus.MARKING, 0)


def test_sealing_without_all_sheets_asks_for_the_reason(court, marked_tab, marked, desk):
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", None)])
    desk.notices.answer(None)
    marked_tab.page.seal.trigger()
    assert "还缺 1 张评分表" in desk.notices.texts[-1]
    desk.notices.answer("缺考")
    marked_tab.page.seal.trigger()
    assert Contest.get().status == ContestStatus.SEALED


def test_what_stands_in_the_way_is_told(court, marked_tab, marked, desk):
    save_part(court, EVENT, {"weight": 10_000}, marked.exam.id)
    marked_tab.page.seal.trigger()
    assert "各项目权重之和为 80%" in desk.notices.texts[-1]


def test_everything_prints(court, marked_tab, marked, desk):
    draw(court, marked.track)
    menu = marked_tab.page.print_menu
    for action in menu.sheets.values():
        action.trigger()
    menu.certificates.trigger()
    assert "请先封存再发证书" in desk.notices.texts[-1]
    marked.confirm(court)
    seal(court, marked.contest)
    menu.certificates.trigger()
    assert [title for _path, title in desk.printed] == [
        *(f"执行 {sheet}" for sheet in ("抽签表", "签到表", "评委签到表", "桌牌", "回避表", "项目流程单")),
        *(f"执行 {sheet}" for sheet in ("评分表", "成绩表")),
        *(f"2023年执行技能竞赛 {sheet}" for sheet in ("全部赛道成绩表", "获奖名单")),
        *(f"执行 {sheet}" for sheet in ("评委公正性分析", "规则对照表")),
        "2023年执行技能竞赛 荣誉证书",
    ]


def test_the_template_of_a_contest_is_chosen_in_its_menu(court, marked_tab, marked, desk):
    with in_a_writing_job():
        made = add_template(court, CertificateKind.HONOUR, "竞赛荣誉证书", built_in("honour"))
    marked_tab.page.print_menu.template.trigger()
    (dialog,) = marked_tab.page.findChildren(TemplateChoiceDialog)
    dialog.template.set_value(made.id)
    dialog.answer()
    assert template_for(CertificateKind.HONOUR, marked.contest.id).id == made.id


def test_a_tampered_contest_is_told(court, open_tab, marked):
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    with court.step("绕过"):
        Contest.update(sealed_hash="0" * 64).where(Contest.id == sealed.id).execute()
    tab = open_tab()
    assert "与校验码不符" in tab.page.results.band.words.text()
    assert tab.page.results.band.property("tone") == "bad"


def test_names_are_whole_where_there_is_room(marked_tab):
    table = marked_tab.page.results.table
    needed = table.fontMetrics().horizontalAdvance("阿拉坦·巴特尔")
    assert needed + 2 * 11 <= table.columnWidth(1)
    assert table.wanted_width(1, 0, 50) == 50
