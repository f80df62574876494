"""A small contest as a workbook, and a writer of workbooks from plain rows."""

from pathlib import Path
from typing import Any

import xlsxwriter

from cadre_desktop.contests.exchange.told import chosen_results, told_results
from cadre_desktop.contests.records import Contest

Sheets = dict[str, list[tuple[Any, ...]]]

TRIAL = {"甲": (50, 50, 50, 50, 50), "乙": (55, 56, 57, 58, 59), "丙": (40, 42, 44, 46, 60)}
REASONS = {"甲": (30, 30, 30, 30, 30), "乙": (38, 38, 38, 38, 38), "丙": (20, 20, 20, 20, 20)}
EXAM = {"甲": 88.5, "乙": 90, "丙": 70.1}
JUDGES = ("王祯", "翟志刚", "乌兰", "单雄信", "解红")


def sheets() -> Sheets:
    """One track, two events, five judges, four entrants (丁 is absent), all marks."""
    marks: list[tuple[Any, ...]] = [("赛道", "项目", "选手", "评委", "评分项", "分值")]
    for name in TRIAL:
        for index, judge in enumerate(JUDGES):
            marks.append(("刑事审判", "庭审观摩", name, judge, "驾驭", TRIAL[name][index]))
            marks.append(("刑事审判", "庭审观摩", name, judge, "说理", REASONS[name][index]))
    marks += [("刑事审判", "笔试", name, None, "卷面", points) for name, points in EXAM.items()]
    return {
        "竞赛": [
            ("名称", "届次", "年度", "开始日期", "结束日期"),
            ("业务技能竞赛", "第一届", 2023, "2023-05-08", "2023.5.9"),
        ],
        "赛道": [("赛道", "人员分类", "专业"), ("刑事审判", "法官", "刑事")],
        "项目": [
            ("项目", "赛道", "形式", "权重", "合成方式", "去高", "去低", "统计", "小数位", "舍入", "缺项"),
            ("庭审观摩", None, "庭审观摩", 70, "评委总分", 1, 1, "平均", 2, "逐级", "零分"),
            ("笔试", None, "岗位技能评比", "30%", None, None, None, None, None, None, None),
        ],
        "评分细则": [
            ("项目", "赛道", "评分项", "满分", "步长", "类型", "系数"),
            ("庭审观摩", None, "驾驭", 60, 0.5, "评判", 1),
            ("庭审观摩", None, "说理", 40, None, None, None),
            ("笔试", None, "卷面", 100, 0.1, "测量", None),
        ],
        "评委": [("评委", "单位", "部门", "项目", "赛道"), *((name, "外院", f"{name}的庭") for name in JUDGES)],
        "选手": [
            ("选手", "单位", "部门", "赛道", "抽签号", "状态"),
            ("甲", "甲市法院", "刑庭", "刑事审判", 1, "参赛"),
            ("乙", "乙市法院", "刑庭", "刑事审判", 2, None),
            ("丙", "丙市法院", "刑庭", "刑事审判", 3, None),
            ("丁", "丙市法院", "民庭", "刑事审判", 4, "缺席"),
        ],
        "评分": marks,
        "奖项": [("赛道", "奖项", "名额", "比例", "单院上限", "并列"), (None, "业务能手", 2, None, 1, "全进")],
        "并列规则": [("次序", "规则"), (1, "权重最高项目"), (2, "加赛")],
    }


def write(path: Path, content: Sheets, drop_downs: dict[str, int] | None = None) -> Path:
    """Write rows as they stand; lacking cells at the end of a row are blank. drop_downs: by the sheet the Excel row to
    which its first column has them."""
    with xlsxwriter.Workbook(path) as book:
        for title, rows in content.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if drop_downs and title in drop_downs:
                sheet.data_validation(1, 0, drop_downs[title] - 1, 0, {"validate": "list", "source": ["刑事审判"]})
    return path


def told(contest: int) -> list[dict[str, Any]]:
    """The tracks of a contest's results as the command line tells them."""
    row = Contest.by_key(contest)
    tracks: list[dict[str, Any]] = told_results(row, chosen_results(row)[0])["tracks"]
    return tracks
