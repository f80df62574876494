"""The page 分析: what it shows of a small contest, when it says there is nothing, and what leaves it."""

from pathlib import Path

import pytest
from blind import make_blind, mark_all
from PySide6.QtCore import Qt

from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, CRITERION
from cadre_desktop.contests.records import AwardLevel, Criterion, Mark
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.screens.contest_page import ANALYSIS, RESULTS
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import Job, Progress

FAIRNESS, RULES, STANDARD = range(3)


def texts(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


@pytest.fixture
def page(marked_tab):
    """The analysis of the small contest, all sheets in."""
    marked_tab.page.bring(ANALYSIS)
    return marked_tab.page.analysis


def test_the_judges_of_the_panel_with_charts_beside(page):
    view = page.fairness
    assert page.stack.currentWidget() is view
    assert [row[:4] for row in texts(view.judges.table)] == [
        ["王祯", "5", "76.40", "0.00"],
        ["翟志刚", "5", "76.40", "0.00"],
        ["乌兰图雅", "4", "74.25", "0.00"],
    ]
    assert view.means.labels == ("王祯", "翟志刚", "乌兰图雅")
    assert view.means.words(2) == "乌兰图雅：平均 74.25 分，标准差 18.73"
    assert view.severity.spans[0].words.startswith("0.000 ±")
    assert "不足 8 人，数值很不稳定" in view.words.text()


def test_every_figure_tells_how_it_is_made(page):
    view = page.fairness
    model = view.judges.table.model()
    tips = [
        model.headerData(column, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.ToolTipRole)) for column in range(10)
    ]
    assert "其他评委的平均总分" in tips[3]
    assert "标准差" in tips[4]
    assert "Rasch" in tips[5]
    assert "置换检验" in tips[8]
    figures = view.agreement.table.model()
    assert "Shrout" in figures.index(0, 1).data(int(Qt.ItemDataRole.ToolTipRole))
    assert len(texts(view.agreement.table)) == 8


def test_entrants_raw_beside_modelled(page):
    rows = texts(page.fairness.entrants.table)
    assert [row[0] for row in rows] == ["阿拉坦·巴特尔", "李静", "欧阳文博", "单雄信", "解红"]
    assert rows[0][1:3] == ["93.00", "1"]
    assert "多面 Rasch 模型" in page.fairness.entrants.about.text()


def test_why_there_is_no_severity(court, marked, page):
    record_marks(
        court,
        marked.trial,
        [
            mark
            for name in marked.entrants
            for judge in ("王祯", "翟志刚", *(["乌兰图雅"] if name != "李静" else []))
            for mark in marked.sheet(name, judge, 50, 30)
        ],
    )
    assert "所有分数都相同" in page.fairness.entrants.about.text()
    assert page.fairness.severity.is_empty
    assert not page.fairness.means.is_empty


@pytest.mark.parametrize("width", [870, 1050, 1300])
def test_what_changes_under_another_rule_is_seen(marked, page, width):
    page.choices.button(RULES).click()
    page.rules.resize(width, 400)
    awards = page.rules.awards
    last = awards.model().columnCount() - 1
    assert awards.model().headerData(last, Qt.Orientation.Horizontal) == "变化"
    end = awards.columnViewportPosition(last) + awards.columnWidth(last)
    assert end <= awards.viewport().width()
    assert awards.horizontalScrollBar().maximum() == 0


def test_the_award_list_under_the_rule_chosen(court, marked, page):
    record_marks(court, marked.trial, marked.sheet("李静", "翟志刚", 20, 10))
    page.choices.button(RULES).click()
    rows = texts(page.rules.rules)
    assert [row[0] for row in rows[-3:]] == ["去掉评委王祯", "去掉评委翟志刚", "去掉评委乌兰图雅"]
    spared = [row[0] for row in rows].index("去掉评委翟志刚")
    assert rows[spared][1] == "不变"
    page.rules.rules.selectRow(spared)
    assert page.rules.title.text() == "获奖名单对照：去掉评委翟志刚"
    assert [row[1:3] for row in texts(page.rules.awards)] == [["阿拉坦·巴特尔", "业务能手"], ["欧阳文博", "业务能手"]]
    assert "获奖名单" in page.rules.words.text()


def test_an_award_that_would_change_hands_is_told_in_words(court, marked, page):
    save_part(court, AWARD_LEVEL, {"number": 1}, AwardLevel.get().id)
    low = [marked.sheet("阿拉坦·巴特尔", "乌兰图雅", 1, 1), marked.sheet("欧阳文博", "乌兰图雅", 58, 40)]
    record_marks(court, marked.trial, [mark for sheet in low for mark in sheet])
    page.choices.button(RULES).click()
    labels = [row[0] for row in texts(page.rules.rules)]
    first = next(row for row in texts(page.rules.rules) if row[1] != "不变")
    assert page.rules.title.text() == f"获奖名单对照：{first[0]}"
    page.rules.rules.selectRow(labels.index("去掉评委乌兰图雅"))
    assert [row[-1] for row in texts(page.rules.awards)] == ["失去", "得到"]
    assert texts(page.rules.rules)[labels.index("去掉评委乌兰图雅")][1:4] == ["2 人变化", "欧阳文博", "阿拉坦·巴特尔"]


def test_standard_scores_beside(page):
    page.choices.button(STANDARD).click()
    rows = texts(page.standard.table)
    assert rows[0][:4] == ["1", "阿拉坦·巴特尔", "包头市昆都仑区人民法院", "92.10"]
    assert rows[0][5] == "1"
    assert "只作对照，不改变成绩" in page.standard.words.text()


def test_the_page_follows_the_marks(court, marked, page):
    before = texts(page.fairness.judges.table)[0][2]
    record_marks(court, marked.trial, marked.sheet("解红", "王祯", 60, 40))
    assert texts(page.fairness.judges.table)[0][2] != before


def test_what_changed_behind_another_page_is_seen_on_coming_back(court, marked, marked_tab, page):
    marked_tab.page.bring(RESULTS)
    record_marks(court, marked.trial, marked.sheet("解红", "王祯", 60, 40))
    marked_tab.page.bring(ANALYSIS)
    assert texts(page.fairness.judges.table)[0][2] == "86.40"


def nothing(page):
    assert page.stack.currentWidget() is page.nothing
    assert not page.print_action.isEnabled()
    assert not page.export_action.isEnabled()
    return page.nothing.accessibleName()


def test_without_marks_it_says_what_to_do(tab):
    tab.page.bring(ANALYSIS)
    page = tab.page.analysis
    assert "还没有评委评分" in nothing(page)
    page.choices.button(RULES).click()
    assert "还没有名次" in nothing(page)
    page.choices.button(STANDARD).click()
    assert "还没有名次" in nothing(page)


def test_only_measured_marks(court, marked, page):
    with court.step("清除评分"):
        Mark.delete().where(Mark.event == marked.trial).execute()
    save_part(court, CRITERION, {"kind": "measured"}, Criterion.get(Criterion.name == "驾驭").id)
    save_part(court, CRITERION, {"kind": "measured"}, Criterion.get(Criterion.name == "说理").id)
    assert "只有测量成绩" in nothing(page)


def test_no_award_level(court, marked, page):
    with court.step("删除奖项"):
        AwardLevel.get().delete_instance()
    page.choices.button(RULES).click()
    assert "没有设置奖项" in nothing(page)


def test_before_the_matching_entrants_go_by_codes_and_places_are_not_shown(court, small, open_tab):
    make_blind(court, small)
    mark_all(court, small)
    tab = open_tab()
    tab.page.bring(ANALYSIS)
    page = tab.page.analysis
    for index in (RULES, STANDARD):
        page.choices.button(index).click()
        assert "拆封匹配" in nothing(page)
    page.choices.button(FAIRNESS).click()
    rows = texts(page.fairness.entrants.table)
    assert len(rows) == 5
    assert not {row[0] for row in rows} & set(small.entrants)
    assert {row[7] for row in texts(page.fairness.judges.table)} == {"—"}


class HeldJobs:
    """Jobs that are kept until the test lets them go."""

    def __init__(self):
        self.waiting = []

    def run(self, label, work, done, failed=None, *, keep_latest=None, writes=False, owner=None):
        self.waiting.append(lambda: done(work(Progress())))
        return Job(label, Progress())


def test_a_stopped_job_can_be_started_again(qtbot, page):
    jobs = HeldJobs()
    page._desk.jobs = jobs
    page.choices.button(RULES).click()
    assert page.stack.currentWidget() is page.fairness  # what was there stays for a moment
    assert not page.print_action.isEnabled()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.waiting)
    page.again.trigger()
    assert len(jobs.waiting) == 2
    jobs.waiting[-1]()
    assert page.stack.currentWidget() is page.rules
    assert page.print_action.isEnabled()


def test_an_outcome_that_comes_late_does_not_push_forward(page):
    jobs = HeldJobs()
    page._desk.jobs = jobs
    page.choices.button(RULES).click()
    page.choices.button(FAIRNESS).click()
    jobs.waiting[0]()
    assert page.stack.currentWidget() is page.fairness
    page.choices.button(RULES).click()
    assert page.stack.currentWidget() is page.rules


def test_both_analyses_print(page, desk):
    page.print_action.trigger()
    page.choices.button(RULES).click()
    page.print_action.trigger()
    assert [title for _path, title in desk.printed] == ["执行 评委公正性分析", "执行 规则对照表"]
    assert all(Path(path).stat().st_size > 1000 for path, _title in desk.printed)


def test_the_tables_go_to_a_workbook(page, desk, tmp_path):
    for index, sheets in (
        (FAIRNESS, ["庭审观摩 评委", "庭审观摩 评委意见的一致性", "庭审观摩 选手原始平均与校正宽严后"]),
        (RULES, ["换一种规则"]),
        (STANDARD, ["标准分对照"]),
    ):
        page.choices.button(index).click()
        path = tmp_path / f"{index}.xlsx"
        desk.notices.answer(path)
        page.export_action.trigger()
        assert [sheet.name for sheet in read_workbook(path).sheets] == sheets
        assert "已导出" in desk.notices.texts[-1]
    rows = read_workbook(tmp_path / "0.xlsx").sheets[0].rows
    assert rows[1][:3] == ["王祯", 5, 76.4]


def test_nothing_is_written_without_a_file(page, desk):
    before = list(desk.notices.texts)
    desk.notices.answer(None)
    page.export_action.trigger()
    assert [text for text in desk.notices.texts if "已导出" in text] == [text for text in before if "已导出" in text]


def test_sealing_tells_how_many_awards_hang_on_the_rule(court, marked, marked_tab, desk):
    save_part(court, AWARD_LEVEL, {"number": 1}, AwardLevel.get().id)
    low = [marked.sheet("阿拉坦·巴特尔", "乌兰图雅", 1, 1), marked.sheet("欧阳文博", "乌兰图雅", 58, 40)]
    record_marks(court, marked.trial, [mark for sheet in low for mark in sheet])
    marked.confirm(court)
    desk.notices.answer(False)
    marked_tab.page.seal.trigger()
    asked = desk.notices.texts[-1]
    assert "要封存“2023年执行技能竞赛”吗？" in asked
    assert "换用其他常见计分规则，1 名获奖者的奖项会变（执行 1）" in asked


def test_a_sealed_contest_can_still_be_looked_at(court, marked, marked_tab):
    marked.confirm(court)
    seal(court, marked.contest)
    marked_tab.page.bring(ANALYSIS)
    assert len(texts(marked_tab.page.analysis.fairness.judges.table)) == 3


def test_one_judge_has_nobody_to_compare_with(court, marked, page):
    keep = marked.judges["王祯"]
    with court.step("删除评分"):
        Mark.delete().where(Mark.judge.is_null(False), Mark.judge != keep).execute()
    set_status(court, [marked.entrants["解红"]], EntrantStatus.ABSENT, "未到场")
    assert page.fairness.words.text() == "只有一位评委评分，没有可比较的。"
    assert texts(page.fairness.judges.table)[0][3] == "—"
