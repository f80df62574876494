"""The summary by court and track: its totals add up, and every figure is the number of rows behind it."""

import pytest
from contest_book import sheets, write

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.prints.summary_prints import print_summary, write_summary
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.screens.papers.summary_dialog import SummaryDialog
from cadre_desktop.contests.summary import summary_of, told_summary
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def summary(court, tmp_path):
    """Two tracks; entrants of a court of the city and of others; 丁 is absent."""
    content = sheets()
    content["赛道"].append(("民事审判", "法官", "民事"))
    content["选手"] += [("戊", "青山法院", "立案庭", "民事审判"), ("己", "青山法院", "", "刑事审判")]
    content["评分"] += [("刑事审判", "笔试", "己", None, "卷面", 60)]
    content["评分"] += [
        ("刑事审判", "庭审观摩", "己", judge, line, 30)
        for judge in ("王祯", "翟志刚", "乌兰")
        for line in ("驾驭", "说理")
    ]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    return summary_of(Contest.by_key(done.contest))


def test_courts_and_tracks_add_up_to_the_whole(summary):
    told = told_summary(summary)
    assert told["total"] == {"entrants": 5, "awarded": 2, "awards": {"业务能手": 2}}
    assert [(row["court"], row["entrants"], row["awarded"]) for row in told["courts"]] == [
        ("包头市青山区人民法院", 2, 0),
        ("丙市法院", 1, 0),
        ("乙市法院", 1, 1),
        ("甲市法院", 1, 1),
    ]
    assert [(row["track"], row["entrants"]) for row in told["tracks"]] == [("刑事审判", 4), ("民事审判", 1)]
    for rows in (told["courts"], told["tracks"]):
        assert sum(row["entrants"] for row in rows) == told["total"]["entrants"]
        assert sum(row["awarded"] for row in rows) == told["total"]["awarded"]
    for row in told["courts"]:
        assert sum(part["entrants"] for part in row["tracks"]) == row["entrants"]


def test_every_figure_is_the_number_of_rows_behind_it(summary):
    for unit in (None, *(unit for unit, _name in summary.units)):
        for track in (None, *(track.id for track in summary.tracks)):
            assert summary.entrants(unit, track).count() == summary.count(unit, track).entrants


def test_on_paper_and_as_a_workbook(summary, tmp_path):
    path = tmp_path / "汇总.pdf"
    assert print_summary(path, summary).pages == 3
    with Pages(path) as pages:
        words = ["".join(pages.text(number).split()) for number in range(3)]
    assert "包头市青山区人民法院2000.0%" in words[0]
    assert "合计52240.0%" in words[0]
    assert "刑事审判42250.0%" in words[1]
    assert "包头市青山区人民法院0/10/10/2" in words[2]
    assert all("未封存，仅供核对" in page for page in words)
    book = tmp_path / "汇总.xlsx"
    write_summary(book, summary)
    courts, tracks, took_part, won = (sheet.rows for sheet in read_workbook(book).sheets)
    assert courts[0] == ["单位", "参赛", "业务能手", "获奖合计"]
    assert courts[-1] == tracks[-1] == ["合计", 5, 2, 2]
    assert took_part[1] == ["包头市青山区人民法院", 1, 1, 2]
    assert won[-1] == ["合计", 2, 0, 2]


def test_without_entrants_there_is_nothing_to_sum_up(court, tmp_path):
    content = {"竞赛": sheets()["竞赛"]}
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    summary = summary_of(Contest.by_key(done.contest))
    with pytest.raises(Refused, match="还没有选手，请先报名"):
        print_summary(tmp_path / "a.pdf", summary)
    with pytest.raises(Refused, match="还没有选手，请先报名"):
        write_summary(tmp_path / "a.xlsx", summary)


def test_on_the_screen_every_number_opens_the_people_it_counts(desk, summary, qtbot):
    dialog = SummaryDialog(desk, summary)
    qtbot.addWidget(dialog)
    texts = [[dialog.model.index(row, column).data() for column in range(6)] for row in range(dialog.model.rowCount())]
    assert texts[0] == ["青山法院", "2", "0", "0", "0/1", "0/1"]
    assert texts[-1] == ["合计", "5", "2", "2", "2/4", "0/1"]
    for row, column, count in ((0, 1, 2), (0, 5, 1), (4, 1, 5), (4, 4, 4)):
        dialog.table.opened.emit(dialog.model.index(row, column))
        assert desk.opened[-1][1].count() == count
    for row, column in ((0, 0), (0, 2), (1, 5)):  # a name, an award, nobody
        dialog.table.opened.emit(dialog.model.index(row, column))
    assert len(desk.opened) == 4


def test_the_menu_shows_it_and_it_prints_and_exports(marked_tab, marked, desk, tmp_path):
    menu = marked_tab.page.print_menu
    menu.summary.trigger()
    (dialog,) = marked_tab.page.findChildren(SummaryDialog)
    assert dialog.isVisible()
    assert dialog.model.index(2, 1).data() == "5"
    desk.notices.answer(tmp_path / "汇总.xlsx")
    dialog.export.click()
    assert (tmp_path / "汇总.xlsx").exists()
    dialog.print.click()
    assert desk.printed[-1][1] == "2023年执行技能竞赛 获奖情况汇总"
    assert not dialog.isVisible()
