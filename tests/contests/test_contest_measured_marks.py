"""Measured marks from a list of their own: whom it names, what is refused, and the ways in."""

import json

import pytest
from blind import codes_of, make_blind
from contest_book import write

from cadre_desktop.cli.parser import run
from cadre_desktop.contests.actions.confirming import confirm_ready, confirm_sheets
from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.exchange.measured_marks import read_measured, record_measured, write_measured_form
from cadre_desktop.contests.kinds import CRITERION
from cadre_desktop.contests.records import Entrant, Mark
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.measured_import import measured_import
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def file(tmp_path):
    """Writes rows as the list."""
    return lambda *rows: write(tmp_path / "成绩.xlsx", {"成绩": list(rows)})


def kept():
    return {(row.entrant.name, row.criterion.name): row.value for row in Mark.select()}


def test_a_list_comes_in_as_one_step(court, small, file):
    found = read_measured(
        small.contest, "笔试", file(("姓名", "卷面"), ("李静", 92.5), ("解红", "８５．５"), ("单雄信", None))
    )
    assert (found.read, found.count, found.same, found.problems) == (3, 2, 0, [])
    assert record_measured(court, found) == 2
    assert kept() == {("李静", "卷面"): 92_500, ("解红", "卷面"): 85_500}
    assert court.last_step().label == "导入测量成绩（笔试）：2 个"
    again = read_measured(small.contest, "笔试", file(("姓名", "卷面"), ("李静", 92.5), ("解红", 86)))
    assert (again.count, again.same) == (1, 1)
    court.undo()
    assert kept() == {}


def test_entrants_go_by_number_and_code_too(court, small, file):
    with court.step("抽签"):
        for number, name in enumerate(small.entrants, 1):
            row = Entrant.by_key(small.entrants[name])
            row.number, row.code = number, f"K{number}"
            row.save()
    found = read_measured(small.contest, "笔试", file(("抽签号", "成绩"), (1, 80), ("K2", 81), ("01-003", 82)))
    assert [(entry.entrant, entry.value) for entry in found.marks[small.exam.id]] == [
        (small.entrants[name], value) for name, value in zip(small.entrants, (80_000, 81_000, 82_000), strict=False)
    ]


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        ([("李晶", "", 80)], "选手", "没有选手“李晶”"),
        ([("李静", "", 101)], "卷面", "超出范围，请填 0 至 100"),
        ([("李静", "", 80.3)], "卷面", "不在步长上"),
        ([("李静", "", "八十")], "卷面", "不是"),
        ([("单雄信", "", 80)], "选手", "单雄信已缺席，不能评分。"),
        ([("李静", "", 80), ("李静", "", 80)], "卷面", "与第 2 行是同一位选手的同一个成绩，请只保留一行。"),
        ([("解红", "", 80)], "选手", "有 2 位选手叫“解红”，分不清是谁；请填写单位、部门或赛道。"),
        ([(None, "", 80)], "选手", "请填写“选手”。"),
    ],
)
def test_a_row_that_cannot_stand_gets_a_sentence_and_the_others_come_in(court, small, file, rows, column, words):
    with court.step("试"):
        other = Entrant.by_key(small.entrants["阿拉坦·巴特尔"])
        other.name = "解红"
        other.unit = "东河法院"
        other.save()
    set_status(court, [small.entrants["单雄信"]], EntrantStatus.ABSENT, "病假")
    path = file(("选手", "单位", "卷面"), *rows, ("欧阳文博", "", 70), ("解红", "东河法院", 60))
    found = read_measured(small.contest, "笔试", path)
    assert found.problems[-1].column == column
    assert words in found.problems[-1].message
    values = {entry.entrant: entry.value for entry in found.marks[small.exam.id]}
    assert values[small.entrants["欧阳文博"]] == 70_000
    assert values[other.id] == 60_000


def test_two_marks_that_differ_are_both_left_out(small, file):
    found = read_measured(small.contest, "笔试", file(("选手", "卷面"), ("李静", 80), ("李静", 81), ("解红", 82)))
    assert sorted((problem.row, problem.message[:7]) for problem in found.problems) == [
        (2, "与第 3 行是"),
        (3, "与第 2 行是"),
    ]
    assert (found.count, found.refused) == (1, 2)


def test_several_criteria_in_columns_or_named_beside(court, small, file):
    speed = {"contest": small.contest.id, "event": small.exam.id, "name": "速度", "points": 200_000, "step": 1000}
    save_part(court, CRITERION, {**speed, "track": small.track.id, "kind": "measured"})
    found = read_measured(small.contest, "笔试", file(("选手", "速度", "卷面"), ("李静", 120, 80)))
    assert found.count == 2
    path = file(
        ("选手", "评分项", "分值"), ("李静", "速度", 120), ("李静", "卷面", 80), ("解红", "", 80), ("解红", "快", 1)
    )
    found = read_measured(small.contest, "笔试", path)
    assert found.count == 2
    assert [problem.column for problem in found.problems] == ["评分项", "评分项"]


def test_a_confirmed_sheet_is_not_changed(court, marked, file):
    confirm_sheets(court, marked.exam)
    found = read_measured(marked.contest, "笔试", file(("选手", "卷面"), ("李静", 80), ("解红", 61)))
    assert (found.count, found.same) == (0, 1)
    assert "这张评分表已确认或已复核" in found.problems[0].message
    assert record_measured(court, found) == 0


def test_no_such_event_and_a_sealed_contest(court, marked, file):
    path = file(("选手", "卷面"), ("李静", 80))
    with pytest.raises(Refused, match="“庭审观摩”没有测量的评分项"):
        read_measured(marked.contest, "庭审观摩", path)
    with pytest.raises(Refused, match="没有找到选手等列"):
        read_measured(marked.contest, "笔试", file(("甲", "乙"), (1, 2)))
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="请先启封再修改"):
        read_measured(marked.contest, "笔试", path)


def test_the_form_lists_who_competes_and_comes_back(court, small, tmp_path):
    set_status(court, [small.entrants["单雄信"]], EntrantStatus.ABSENT, "病假")
    path = tmp_path / "表.xlsx"
    assert write_measured_form(small.contest, "笔试", path) == 4
    rows = read_workbook(path).sheets[0].rows
    assert rows[0] == ["赛道", "选手", "单位", "部门", "卷面"]
    assert rows[1][:2] == ["执行", "李静"]
    assert read_measured(small.contest, "笔试", path).count == 0


def test_an_anonymous_event_knows_codes_alone(court, small, file, tmp_path):
    make_blind(court, small, small.exam)
    codes = codes_of(small)
    path = tmp_path / "表.xlsx"
    write_measured_form(small.contest, "笔试", path)
    rows = read_workbook(path).sheets[0].rows
    assert rows[0] == ["赛道", "选手", "卷面"]
    assert [row[1] for row in rows[1:]] == sorted(codes.values())
    found = read_measured(small.contest, "笔试", file(("代号", "卷面"), (codes["李静"], 80), ("李静", 81), (1, 82)))
    assert (found.count, [problem.row for problem in found.problems]) == (1, [3, 4])
    assert not any(code in problem.message for problem in found.problems for code in codes.values())
    record_measured(court, found)
    done = confirm_ready(court, small.exam, small.entrants.values())
    assert not any(name in done.sentence() for name in codes)


def test_the_window_shows_what_comes(qtbot, tab, small, desk, file, tmp_path):
    tab.page.bring(MARKING)
    page = tab.page.marking
    page.step_event(1)
    desk.notices.answer(tmp_path / "表.xlsx", None)
    page.commands.actions["measured form"].trigger()
    assert desk.notices.texts[-1] == "已列出 5 名选手，保存为“表.xlsx”。"
    page.commands.actions["measured"].trigger()  # given up
    dialog = measured_import(desk, small.contest, "笔试", file(("选手", "卷面"), ("李静", 80), ("李晶", 1)), page)
    qtbot.addWidget(dialog)
    assert dialog.summary.text() == "读到 2 行：新的或改动的成绩 1 个，相同 0 个，未通过 1 行。"
    dialog.advance()
    assert desk.notices.texts[-1] == "已导入 1 个成绩。"
    assert page.model.index(0, 3).data() == "80"


def test_the_command_line(court, marked, file, capsys, tmp_path):
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", None)])
    court.close()
    words = ["contest", "measured", str(marked.contest.id), str(file(("选手", "卷面"), ("李静", 81), ("解红", 101)))]
    same = ["--event", "笔试", "--db", str(court.path)]
    assert run([*words, *same, "--dry-run", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["marks"], told["refused"], told["problems"][0]["row"]) == (2, 1, 1, 3)
    assert run([*words, *same]) == 1
    assert "成绩 1 个，相同 0，未通过 1 行。" in capsys.readouterr().out
    form = ["contest", "measured-form", str(marked.contest.id), str(tmp_path / "表.xlsx"), *same]
    assert run(form) == 0
