"""Bad contest workbooks: each fault gets a sentence at its sheet, row and column, and everything else comes in."""

from typing import Any

import pytest
import xlsxwriter
from contest_book import sheets, told, write

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.records import Contest, Entrant, Mark
from cadre_desktop.people.records import Court, Department, Person

TRIAL = ("刑事审判", "庭审观摩")
EXAM = ("刑事审判", "笔试")

# sheet, Excel row to replace (or the one after the last), the new row, column and words of the problem, rows refused
FAULTS: list[tuple[str, int, tuple[Any, ...], str, str, int]] = [
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", 60.5), "分值", "“驾驭”的分值 60.5 超出范围，请填 0 至 60。", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", -1), "分值", "超出范围", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", 50.3), "分值", "不在步长上，请填 0.5 的整数倍", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", 50.0001), "分值", "小数多于 3 位", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "nan"), "分值", "“nan”不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "inf"), "分值", "“inf”不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "-Infinity"), "分值", "不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "1e999"), "分值", "不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", 10**15), "分值", "超过 15 位", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "五十"), "分值", "不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", False), "分值", "不是数", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "驾驭", "#DIV/0!"), "分值", "公式出错", 1),
    ("评分", 2, (*TRIAL, "己", "王祯", "驾驭", 50), "选手", "没有选手“己”", 1),
    ("评分", 2, (*TRIAL, "", "王祯", "驾驭", 50), "选手", "请填写“选手”。", 1),
    ("评分", 2, (*TRIAL, "甲", "李静", "驾驭", 50), "评委", "没有评委“李静”", 1),
    ("评分", 2, (*TRIAL, "甲", "", "驾驭", 50), "评委", "“驾驭”由评委评分，请填写评委。", 1),
    ("评分", 32, (*EXAM, "甲", "王祯", "卷面", 80), "评委", "是测量成绩，不分评委", 1),
    ("评分", 2, (*TRIAL, "甲", "王祯", "礼仪", 5), "评分项", "没有评分项“礼仪”；已有的是：驾驭、说理。", 1),
    (
        "评分",
        2,
        ("民事审判", "庭审观摩", "甲", "王祯", "驾驭", 5),
        "赛道",
        "没有赛道“民事审判”；已有的是：刑事审判。",
        1,
    ),
    ("评分", 2, ("刑事审判", "演讲", "甲", "王祯", "驾驭", 5), "项目", "没有项目“演讲”", 1),
    ("评分", 35, (*TRIAL, "甲", "王祯", "驾驭", 49), "分值", "同一个评分，分值却不同", 2),
    ("竞赛", 3, ("另一场", "", 2023), "", "一个工作簿只能有一个竞赛", 1),
    ("项目", 4, ("演讲", "民事审判", "", 10), "赛道", "没有赛道“民事审判”", 1),
    ("项目", 4, ("演讲", "", "", 10, "投票"), "合成方式", "“投票”不是已知的合成方式；可以填评委总分、逐项。", 1),
    ("项目", 4, ("演讲", "", "", 10, "", 3), "去高", "去高、去低各填 0 至 2。", 1),
    ("项目", 4, ("演讲", "", "", 10, "", 0, 0, "", 4), "小数位", "小数位填 0 至 3。", 1),
    ("项目", 4, ("演讲", "", "", 120), "权重", "权重须在 0% 至 100% 之间。", 1),
    ("项目", 4, ("笔试", "", "", 20), "", "与第 3 行说的是同一条，内容却不同", 1),
    ("评分细则", 5, ("庭审观摩", "", "礼仪", 0), "满分", "“礼仪”的满分须大于 0。", 1),
    ("评分细则", 5, ("庭审观摩", "", "礼仪", 10, 3), "步长", "不能整除满分", 1),
    ("评分细则", 5, ("庭审观摩", "", "礼仪"), "满分", "请填写“满分”。", 1),
    ("评分细则", 5, ("演讲", "", "礼仪", 10), "项目", "没有项目“演讲”；已有的是：庭审观摩、笔试。", 1),
    ("评委", 7, ("李静", "外院", "", "演讲"), "项目", "没有项目“演讲”", 1),
    ("选手", 6, ("戊", "丁市法院", "", "民事审判"), "赛道", "没有赛道“民事审判”", 1),
    ("选手", 6, ("戊", "丁市法院", "", "刑事审判", 4), "抽签号", "抽签号 4 与第 5 行相同", 1),
    ("选手", 6, ("戊", "丁市法院", "", "刑事审判", 5, "迟到"), "状态", "“迟到”不是已知的状态", 1),
    ("选手", 6, ("", "丁市法院", "", "刑事审判", 5), "选手", "请填写“选手”。", 1),
    ("选手", 6, ("甲", "甲市法院", "刑庭", "刑事审判", 5), "", "与第 2 行说的是同一条", 1),
    ("奖项", 3, ("", "优秀奖", 2, 10), "名额", "名额和比例请填一项，且只填一项", 1),
    ("奖项", 3, ("", "优秀奖"), "名额", "名额和比例请填一项，且只填一项", 1),
    ("奖项", 3, ("", "优秀奖", "", 0.2), "比例", "比例“0.2”按 0.2% 读入；百分比格式的单元格存的是小数", 0),
    ("并列规则", 4, (3, "年龄大者"), "规则", "“年龄大者”不是已知的并列规则", 1),
    ("并列规则", 4, (3, "指定项目"), "规则", "请写明指定哪个项目", 1),
    ("并列规则", 4, (3, "指定项目：演讲"), "项目", "没有项目“演讲”", 1),
]


def spoilt(sheet: str, row: int, values: tuple[Any, ...]) -> dict[str, list[tuple[Any, ...]]]:
    content = sheets()
    content[sheet][row - 1 : row] = [values]
    return content


@pytest.mark.parametrize(("sheet", "row", "values", "column", "words", "refused"), FAULTS)
def test_a_fault_is_told_where_it_is_and_refuses_its_row_only(
    court, tmp_path, sheet, row, values, column, words, refused
):
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", spoilt(sheet, row, values)))
    problem = next(problem for problem in done.problems if problem.row == row)
    assert (problem.sheet, problem.column) == (sheet, column)
    assert words in problem.message
    assert {problem.sheet for problem in done.problems} == {sheet}
    assert (done.refused, done.new) == (refused, done.read - refused)


def test_weights_that_are_not_100_are_told_and_kept(court, tmp_path):
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", spoilt("项目", 3, ("笔试", "", "", 40))))
    (problem,) = done.problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("项目", 3, "权重", "40")
    assert problem.message == "“刑事审判”：各项目权重之和为 110%，须正好为 100%。"
    assert done.refused == 0


def test_weights_in_cells_that_show_per_cent_are_thought_of(court, tmp_path):
    content = spoilt("项目", 2, ("庭审观摩", "", "", 0.7))
    content["项目"][2] = ("笔试", "", "", 0.3)
    (problem,) = import_contest(court, write(tmp_path / "竞赛.xlsx", content)).problems
    assert problem.message.endswith("之和为 1%，须正好为 100%。百分比格式的单元格存的是小数，30% 请填 30。")


def test_a_judge_of_the_same_department_must_not_mark(court, tmp_path):
    home = Court.get(Court.short_name == "东河法院")
    with court.step("录入人员"):
        room = Department.add(court=home, name="刑庭")
        for name in ("甲", "王祯"):
            Person.add(court=home, department=room, name=name)
    content = spoilt("选手", 2, ("甲", "东河法院", "", "刑事审判", 1))
    content["评委"][1] = ("王祯", "东河法院")
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert [(p.sheet, p.row, p.column) for p in done.problems] == [("评分", 2, "评委"), ("评分", 3, "评委")]
    assert done.problems[0].message.startswith("王祯须回避甲，不能评分")
    assert Mark.select().count() == 31


def test_a_judge_without_a_seat_in_the_event_must_not_mark(court, tmp_path):
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", spoilt("评委", 2, ("王祯", "外院", "", "笔试"))))
    assert {(p.sheet, p.column) for p in done.problems} == {("评分", "评委")}
    assert done.refused == 6
    assert "王祯不是这个赛道“庭审观摩”的评委" in done.problems[0].message


@pytest.mark.parametrize(
    ("unit", "division", "words"),
    [
        ("东河法院", "", "“包头市东河区人民法院”有 2 位“王伟”，分不清是谁；请填写部门或工号。"),
        ("", "", "花名册里有 2 位“王伟”，分不清是谁；请填写单位和部门，或填写工号。"),
        ("东河法院", "刑庭", "部门也分不清；请填写工号。"),
    ],
)
@pytest.mark.parametrize("sheet", ["选手", "评委"])
def test_a_name_that_two_people_have_is_never_guessed(court, tmp_path, sheet, unit, division, words):
    home = Court.get(Court.short_name == "东河法院")
    with court.step("录入人员"):
        room = Department.add(court=home, name="刑庭")
        for _person in range(2):
            Person.add(court=home, department=room, name="王伟")
    row = ("王伟", unit, division, "刑事审判") if sheet == "选手" else ("王伟", unit, division)
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", spoilt(sheet, 7, row)))
    (problem,) = done.problems
    assert (problem.sheet, problem.column, problem.value) == (sheet, "选手" if sheet == "选手" else "评委", "王伟")
    assert problem.message.endswith(words)


def test_a_staff_number_of_somebody_else_is_refused(court, tmp_path):
    with court.step("录入人员"):
        Person.add(court=Court.get(), name="李静", staff_number="1001")
    content = sheets()
    content["选手"] = [("选手", "赛道", "工号"), ("甲", "刑事审判", "1001")]
    del content["评分"]
    (problem,) = import_contest(court, write(tmp_path / "竞赛.xlsx", content)).problems
    assert (problem.column, problem.message) == ("工号", "工号“1001”是李静的，不是甲的；请核对。")


def test_one_person_in_two_tracks_is_refused_unless_the_contest_allows_it(court, tmp_path):
    content = spoilt("选手", 6, ("甲", "甲市法院", "刑庭", "民事审判", 1))
    content["赛道"].append(("民事审判", "法官", "民事"))
    (problem,) = import_contest(court, write(tmp_path / "竞赛.xlsx", content)).problems
    assert (problem.row, problem.column) == (6, "赛道")
    assert "不能参加两个赛道" in problem.message
    court.undo()
    content["竞赛"] = [("名称", "年度", "可参加多个赛道"), ("业务技能竞赛", 2023, "是")]
    assert import_contest(court, write(tmp_path / "竞赛.xlsx", content)).problems == ()
    assert Entrant.select().where(Entrant.name == "甲").count() == 2


def test_a_lacking_column_refuses_its_sheet_and_what_needs_it(court, tmp_path):
    content = sheets()
    content["选手"] = [row[:3] for row in content["选手"]]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert (done.problems[0].sheet, done.problems[0].row, done.problems[0].column) == ("选手", 1, "赛道")
    assert "缺少“赛道”列" in done.problems[0].message
    assert done.refused == 4 + 33
    assert Entrant.select().count() == 0


def test_marks_without_a_column_of_points_are_not_taken_for_blank_ones(court, tmp_path):
    content = sheets()
    content["评分"] = [row[:5] for row in content["评分"]]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert [(p.row, p.column, p.message) for p in done.problems] == [
        (1, "分值", "工作表“评分”缺少“分值”列，表中各行没有导入；请补上这一列。")
    ]
    assert done.refused == 33


def test_points_in_a_merged_cell_are_nobodys(court, tmp_path):
    path = tmp_path / "竞赛.xlsx"
    content = sheets()
    with xlsxwriter.Workbook(path) as book:
        for title, rows in content.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if title == "评分":
                sheet.merge_range("A2:A34", "刑事审判")
                sheet.merge_range("F2:F3", 30)
    done = import_contest(court, path)
    assert [(p.row, p.column) for p in done.problems] == [(2, "分值"), (3, "分值")]
    assert done.problems[0].message == "“30（合并的单元格）”不是数；请只填写数值。"


def test_a_remark_behind_a_name_is_no_other_name(court, tmp_path):
    content = sheets()
    content["评分"] = [tuple("乙（女）" if cell == "乙" else cell for cell in row) for row in content["评分"]]
    assert import_contest(court, write(tmp_path / "一.xlsx", content)).problems == ()
    content["评分"] = [tuple("乙（民庭）" if cell == "乙（女）" else cell for cell in row) for row in content["评分"]]
    assert import_contest(court, write(tmp_path / "二.xlsx", content)).refused == 11


def test_a_misspelt_heading_is_told_and_one_of_ones_own_is_not(court, tmp_path):
    content = sheets()
    content["项目"][0] = (
        "项目",
        "赛道",
        "形式",
        "权重",
        "合成方式",
        "去最高",
        "去低",
        "统计",
        "小数位",
        "舍入",
        "缺项",
    )
    content["选手"] = [(*row, extra) for row, extra in zip(content["选手"], ("序号", 1, 2, 3, 4), strict=True)]
    (problem,) = import_contest(court, write(tmp_path / "竞赛.xlsx", content)).problems
    assert (problem.sheet, problem.row, problem.column) == ("项目", 1, "去最高")
    assert problem.message == "“去最高”列没有读入；如果是“去高”，请改成这个列名。"


def test_criteria_there_are_none_of_are_sought_on_their_sheet(court, tmp_path):
    content = sheets()
    del content["评分细则"]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert done.problems[0].message == "没有评分项“驾驭”；请先在“评分细则”表里填写。"


def test_an_entrant_whose_judges_are_all_recused_is_told(court, tmp_path):
    content = sheets()
    content["评委"] = [row[:3] for row in content["评委"]]
    content["评委"][1:] = [(row[0], "甲市法院", "刑庭") for row in content["评委"][1:]]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert done.refused == 10
    assert done.problems[0].message == "“刑事审判”的“庭审观摩”：甲的评委都须回避，没有人评分；请另派评委。"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("", "", 2023), "名称", "请填写“名称”。"),
        (("业务技能竞赛",), "年度", "请填写“年度”。"),
        (("业务技能竞赛", "", 23), "年度", "年度“23”不对，请填四位年份，如 2023。"),
        (("业务技能竞赛", "", 2023, "2023-02-30"), "开始日期", "没有 2023 年 2 月 30 日这一天"),
        (("业务技能竞赛", "", 2023, "2023-05-08", "2023-05-01"), "结束日期", "结束日期早于开始日期"),
    ],
)
def test_without_a_contest_nothing_comes_in(court, tmp_path, row, column, words):
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", spoilt("竞赛", 2, row)))
    assert (done.contest, done.refused) == (None, done.read)
    assert (done.problems[0].sheet, done.problems[0].row, done.problems[0].column) == ("竞赛", 2, column)
    assert words in done.problems[0].message
    assert Contest.select().count() == 0
    assert court.last_step().label == "建立法院名录"


def test_zero_judges_are_told(court, tmp_path):
    content = sheets()
    del content["评委"]
    content["评分"] = [content["评分"][0], *content["评分"][-3:]]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert [(p.sheet, p.message) for p in done.problems] == [("评委", "“刑事审判”的“庭审观摩”还没有评委。")]
    ranks = told(done.contest)[0]["ranks"]
    assert [rank["events"]["庭审观摩"] for rank in ranks] == ["0.00"] * 3


def test_one_entrant_and_every_mark_equal(court, tmp_path):
    content = sheets()
    content["选手"] = content["选手"][:2]
    content["评分"] = [row for row in content["评分"] if row[2] in ("选手", "甲")]
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert done.problems == ()
    assert [(rank["rank"], rank["total"]) for rank in told(done.contest)[0]["ranks"]] == [(1, "82.55")]


@pytest.mark.parametrize(
    ("sheet", "rows", "column", "words"),
    [
        ("评分细则", [("庭审观摩", "", "驾驭", 41, 0.5)], "满分", "已有的评分与新的细则不合：“驾驭”的分值 42 超出范围"),
        ("评分细则", [("庭审观摩", "", "驾驭", 60, 4)], "步长", "不在步长上"),
        (
            "评分细则",
            [("庭审观摩", "", "驾驭", 60, 0.5, "扣分")],
            "类型",
            "“驾驭”已有评分，不能改变类型；请先清除评分。",
        ),
        ("评分细则", [("庭审观摩", "刑事审判", "总评", 100)], "赛道", "已按各赛道共用的细则评分，不能另设细则"),
        ("项目", [("庭审观摩", "刑事审判", "", 70)], "赛道", "共用的“庭审观摩”里已有评分，不能另设这个项目"),
    ],
)
def test_rubrics_and_events_do_not_change_under_the_marks_there_are(court, tmp_path, sheet, rows, column, words):
    content = sheets()
    first = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    before = told(first.contest)
    later = {"竞赛": content["竞赛"], sheet: [content[sheet][0], *rows]}
    (problem,) = import_contest(court, write(tmp_path / "改.xlsx", later)).problems
    assert (problem.sheet, problem.column) == (sheet, column)
    assert words in problem.message
    assert told(first.contest) == before
