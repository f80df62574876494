"""Which lines without data look like a record of their table."""

import pytest

from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.grid import tables_of

HEAD = ["序号", "姓名", "性别", "部门", "职务"]
PEOPLE = [[n, name, "男", "刑一庭", "审判员"] for n, name in enumerate(("王祯", "李强", "单雄信", "赵凯"), 1)]
KNOWN = ["姓名", "性别", "部门", "职务", "序号", "名称", "地点", "日期", "学时"]


def pointed_out(*lines, head=HEAD, records=PEOPLE):
    """What is pointed out of a table with some lines below its records: their words."""
    wide = max(len(line) for line in (head, *lines))
    rows = [[*line, *[""] * (wide - len(line))] for line in (head, *records, *lines)]
    return [text for table in tables_of(Sheet("名册", rows), KNOWN) for _line, text in table.overlooked]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "周敏", "女", "刑一庭", "书记员"],
        ["小计", "巴特尔·苏和", "男", "", ""],
        ["合计", "上官云", "女", "", ""],
        ["备注", "仇英", "", "", ""],
        ["统计部门", "*解珍（借调）", "", "", ""],
        ["合计", "其其格玛", "女", "刑一庭", "书记员"],
    ],
)
def test_a_person_beside_a_word_that_says_no_data(line):
    name = line[1]
    assert [name in text for text in pointed_out(line)] == [True]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "", "4", "", ""],
        ["合计", "4人", "3", "1", "4"],
        ["合计", 4, 3, 1, 4],
        ["小计", "男", "3", "女", "1"],
        ["制表人", "张三", "", "审核人", "李四"],
        ["制表人：张三", "", "", "审核人：李四", ""],
        ["审核：", "王伟", "", "", ""],
        ["填报单位", "包头中院", "", "", ""],
        ["备注", "刑一庭", "", "", ""],
        ["说明", "本表统计截至2023年底", "", "", ""],
        ["二、刑二庭", "", "", "", ""],
        ["第 1 页 共 3 页", "", "", "", ""],
        ["注：以上人员均为在编。", "", "", "", ""],
        [*HEAD],
        [5, "", "", "", ""],
    ],
)
def test_ordinary_lines(line):
    assert pointed_out(line) == []


def test_people_under_another_tables_header():
    other = [
        ["序号", "姓名", "称谓", "籍贯所在", "家庭住址"],
        [1, "周敏", "妻", "包头", "青山区"],
        [2, "", "子", "", ""],
    ]
    assert pointed_out(*other) == ["周敏 妻 包头"]


def test_beside_each_other_each_half_is_looked_at_by_itself():
    head = ["序号", "姓名", "部门"] * 2
    records = [[1, "王祯", "刑一庭", 2, "李强", "刑一庭"], [3, "赵凯", "刑一庭", 4, "单雄信", "刑一庭"]]
    assert pointed_out(["合计", "", "", 5, "周敏", "刑一庭"], head=head, records=records) == ["合计 周敏 刑一庭"]
    assert (
        pointed_out(
            [5, "周敏", "刑一庭", "", "", ""], [6, "冯远", "刑一庭", "备注", "", ""], head=head, records=records
        )
        == []
    )
    assert pointed_out(["合计", "", "", "合计", "4", ""], head=head, records=records) == []


def test_a_table_without_names_goes_by_its_filled_cells():
    head = ["名称", "地点", "日期"]
    records = [[f"第{n}期培训班", "党校", "2023-03-01"] for n in "一二三四"]
    assert pointed_out(["注意事项", "党校", "2023-04-01"], head=head, records=records) == ["注意事项 党校"]
    assert pointed_out(["合计", "4期", "64"], head=head, records=records) == []
    assert pointed_out(["注意事项", "以上均已报备", ""], head=head, records=records) == []


def test_the_words_that_one_knows_it_by_hold_no_numbers():
    line = ["合计", "周敏", "女", "13900000000", "150203199001011234"]
    assert pointed_out(line) == ["合计 周敏 女"]


def test_a_table_of_nothing_but_doubtful_lines():
    assert pointed_out(["合计", "周敏", "女", "刑一庭", "书记员"], records=[]) == ["合计 周敏 女"]
