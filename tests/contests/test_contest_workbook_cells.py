"""Cells of a contest workbook that are neither plainly good nor plainly blank, and what is counted of an import."""

import pytest
from contest_book import JUDGES, sheets, write

from cadre_desktop.contests.exchange.contract import SHEETS
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.records import Contest, Mark, Recusal
from cadre_desktop.kit.documents import workbook
from cadre_desktop.people.records import Court

ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#NAME?")
FILLED = {
    "回避": [
        ("赛道", "评委", "选手", "关系", "处理", "理由"),
        ("刑事审判", "王祯", "甲", "师徒关系", "必须回避", "带教"),
    ],
    "评议": [("赛道", "奖项", "选手", "理由"), ("刑事审判", "业务能手", "甲", "资历")],
}


def columns():
    """Every column of every sheet of a whole workbook, with the row that is spoilt there."""
    content = {**sheets(), **FILLED}
    for contract in SHEETS:
        for index, heading in enumerate(content.get(contract.title, [()])[0]):
            yield pytest.param(contract.title, index, heading, id=f"{contract.title} {heading}")


@pytest.mark.parametrize(("sheet", "index", "heading"), list(columns()))
@pytest.mark.parametrize("error", ERRORS[:2])
def test_a_failed_formula_is_told_in_every_column(court, tmp_path, sheet, index, heading, error):
    """Never taken for a blank cell, a name or a text."""
    content = {**sheets(), **FILLED}
    row = list(content[sheet][1])
    row += [None] * (index + 1 - len(row))
    row[index] = error
    content[sheet][1] = tuple(row)
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content), only_try=True)
    assert (sheet, 2, heading) in [(problem.sheet, problem.row, problem.column) for problem in done.problems]
    assert done.refused >= 1


@pytest.mark.parametrize("text", ["35,5", "35，5", "３５,５", " 35,50 "])
def test_a_comma_for_the_point_is_understood_as_in_the_window_and_told(court, tmp_path, text):
    content = sheets()
    content["评分"][1] = ("刑事审判", "庭审观摩", "甲", "王祯", "驾驭", text)
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert done.refused == 0
    (problem,) = done.problems
    assert (problem.sheet, problem.row, problem.column) == ("评分", 2, "分值")
    assert "读入，请核对。" in problem.message
    assert Mark.select().where(Mark.value == 35_500).count() == 1


@pytest.mark.parametrize(
    ("sheet", "column", "text", "row"),
    [("评分细则", 4, "0,5", 2), ("评分细则", 6, "1,25", 2), ("项目", 3, "70,0", 2), ("项目", 3, "30,0", 3)],
)
def test_other_numbers_take_it_too(court, tmp_path, sheet, column, text, row):
    content = sheets()
    cells = list(content[sheet][row - 1])
    cells[column] = text
    content[sheet][row - 1] = tuple(cells)
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert (done.refused, len(done.problems)) == (0, 1)
    assert done.problems[0].message == f"“{text}”按 {text.replace(',', '.')} 读入，请核对。"


def test_thousands_are_no_decimals(court, tmp_path):
    content = sheets()
    content["评分细则"][3] = ("笔试", None, "卷面", "1,500", 0.1, "测量", None)
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert (done.refused, done.problems) == (0, ())


def test_a_refused_mark_is_told_once(court, tmp_path):
    content = sheets()
    content["评分"][1] = ("刑事审判", "庭审观摩", "甲", "王祯", "驾驭", "99,5")
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert [problem.message for problem in done.problems] == ["“驾驭”的分值 99.5 超出范围，请填 0 至 60。"]


# What became of the rows.


@pytest.fixture
def of_one_court(court):
    """A workbook whose judges are of one court with the entrants."""
    content = sheets()
    name = Court.get(Court.short_name == "昆区法院").name
    content["评委"] = [content["评委"][0], *((judge, name, "立案庭") for judge in JUDGES)]
    content["选手"] = [content["选手"][0], *((row[0], name, *row[2:]) for row in content["选手"][1:])]
    return content


def test_into_a_new_file_everything_is_new_and_a_second_time_the_same(court, tmp_path, of_one_court):
    first = import_contest(court, write(tmp_path / "竞赛.xlsx", of_one_court))
    assert Recusal.select().count() > 0
    with court.step("定"):
        Recusal.update(severity="ignored", reason="人手不足").execute()
    write_contest(Contest.by_key(first.contest), tmp_path / "出.xlsx")
    with court.step("清空"):
        Recusal.delete().execute()
    court.undo()
    court.undo()
    court.undo()
    assert Contest.select().count() == 0
    again = import_contest(court, tmp_path / "出.xlsx")
    assert (again.new, again.changed, again.same, again.refused) == (again.read, 0, 0, 0)
    twice = import_contest(court, tmp_path / "出.xlsx")
    assert (twice.new, twice.changed, twice.same) == (0, 0, twice.read)


def test_a_changed_decision_is_a_change(court, tmp_path, of_one_court):
    imported = import_contest(court, write(tmp_path / "竞赛.xlsx", of_one_court))
    with court.step("定"):
        Recusal.update(severity="ignored", reason="人手不足").execute()
    write_contest(Contest.by_key(imported.contest), tmp_path / "出.xlsx")
    count = Recusal.select().count()
    court.undo()
    again = import_contest(court, tmp_path / "出.xlsx")
    assert (again.new, again.changed, again.refused) == (0, count, 0)


def test_each_further_place_of_a_judge_counts_as_new_once(court, tmp_path):
    content = sheets()
    content["评委"] = [content["评委"][0]]
    content["评委"] += [(name, "外院", f"{name}的庭", event) for name in JUDGES for event in ("庭审观摩", "笔试")]
    first = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert (first.new, first.same) == (first.read, 0)
    second = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert (second.new, second.same) == (0, second.read)


def test_marks_below_the_last_drop_down_are_told_and_read(court, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_MANY_ROWS", 1)
    path = write(tmp_path / "竞赛.xlsx", sheets(), drop_downs={"评分": 11})
    done = import_contest(court, path)
    (problem,) = done.problems
    assert (problem.sheet, problem.row) == ("评分", 12)
    assert "下拉列表只到第 11 行" in problem.message and f"下面 {len(sheets()['评分']) - 11} 行" in problem.message
    assert done.refused == 0 and Mark.select().count() == len(sheets()["评分"]) - 1
