"""The score workbook for people: every judge's total, the dropped ones struck out."""

import zipfile

import pytest
from contest_book import sheets, write

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.score_book import write_score_book
from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused


def read(court, tmp_path, content):
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    return Contest.by_key(done.contest)


def table(contest, tmp_path, title="刑事审判"):
    path = tmp_path / "全部评分.xlsx"
    write_score_book(contest, path)
    found = {sheet.name: sheet.rows for sheet in read_workbook(path).sheets}
    assert list(found) == ["说明", "刑事审判", "评分"]
    return found[title]


def test_ranks_judges_totals_scores_and_every_mark(court, tmp_path):
    contest = read(court, tmp_path, sheets())
    heading, *rows = table(contest, tmp_path)
    judges = [f"庭审观摩 {name}" for name in ("王祯", "翟志刚", "乌兰", "单雄信", "解红")]
    assert [cell.replace("\n", " ") for cell in heading] == [
        *("名次", "选手", "单位", "部门"),
        *judges,
        *("庭审观摩 得分", "笔试 卷面", "笔试 得分", "总分", "奖项", "名次依据", "说明"),
    ]
    first, second, third, absent = rows
    assert first[:15] == [1, "乙", "乙市法院", "刑庭", 93, 94, 95, 96, 97, 95, 90, 90, 93.5, "业务能手", ""]
    assert (second[1], third[1]) == ("甲", "丙")
    assert absent[:4] == ["", "丁", "丙市法院", "民庭"]
    assert absent[-1] == "缺席"
    assert len(table(contest, tmp_path, "评分")) == 1 + 2 * 15 + 3


def test_dropped_totals_are_struck_out(court, tmp_path):
    contest = read(court, tmp_path, sheets())
    table(contest, tmp_path)
    with zipfile.ZipFile(tmp_path / "全部评分.xlsx") as book:
        assert b"<strike/>" in book.read("xl/styles.xml")
        rows = book.read("xl/worksheets/sheet2.xml").decode()
    styles = [cell.split('"')[0] for cell in rows.partition('r="E2" s="')[2].split('s="')[:5]]
    lowest, middle, highest = styles[0], styles[1:4], styles[4]
    assert lowest == highest  # 93 and 97 are dropped
    assert set(middle) == {middle[0]} != {lowest}


def test_words_where_there_is_no_total(court, tmp_path):
    content = sheets()
    del content["评分"][1]  # 王祯 has not marked 甲's 驾驭
    content["评分"] = [row for row in content["评分"] if row[2:4] != ("乙", "翟志刚")]
    content["回避"] = [("赛道", "评委", "选手", "关系"), ("刑事审判", "解红", "丙", "亲属")]
    contest = read(court, tmp_path, content)
    rows = {row[1]: row for row in table(contest, tmp_path)[1:]}
    assert rows["甲"][4] == "缺项"
    assert rows["乙"][5] == "未评"
    assert rows["丙"][8] == "回避"


def test_criterion_by_criterion_the_combined_lines_are_shown(court, tmp_path):
    content = sheets()
    content["项目"][1] = ("庭审观摩", None, "庭审观摩", 70, "逐项", 1, 1, "平均", 2, "逐级", "零分")
    heading, first, *_rest = table(read(court, tmp_path, content), tmp_path)
    at = [cell.replace("\n", " ") for cell in heading].index("庭审观摩 驾驭")
    assert first[at : at + 3] == [57, 38, 95]


def test_without_marks_there_is_nothing_to_write(court, tmp_path):
    content = sheets()
    del content["评分"]
    with pytest.raises(Refused, match="还没有评分，没有可以导出的成绩"):
        write_score_book(read(court, tmp_path, content), tmp_path / "a.xlsx")
