"""Text files with quotes: whatever they hold, no row is swallowed, and what was written well reads back."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.cells import Uncalculated
from cadre_desktop.kit.documents.delimited import rows_of
from cadre_desktop.kit.problems import Refused

HEAD = "姓名,性别,部门,备注"
PEOPLE = ("王祯,男,民一庭,", "李娜,女,执行局,", "赵敏,女,民一庭,", "孙伟,男,刑庭,", "周静,女,刑庭,", "吴涛,男,法警队,")


def read(*lines: str, line_break: str = "\n") -> list[list[str]]:
    return rows_of((line_break.join(lines) + line_break).encode(), "名册.csv")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("remark", "read_as"),
    [
        ('"三八', '"三八'),
        ('"优秀"称号', '"优秀"称号'),
        ('三八"', '三八"'),
        ('27"显示器', '27"显示器'),
        ('""三八"', '""三八"'),
        ('"三八,红旗手"', "三八,红旗手"),
        ('"他说""好"""', '他说"好"'),
    ],
)
def test_a_stray_quote_swallows_nobody(remark: str, read_as: str, line_break: str) -> None:
    rows = read(HEAD, PEOPLE[0], PEOPLE[1] + remark, *PEOPLE[2:], line_break=line_break)
    assert [row[0] for row in rows[1:]] == [line.split(",")[0] for line in PEOPLE]
    assert rows[2] == ["李娜", "女", "执行局", read_as]
    assert all(row[3] == "" for index, row in enumerate(rows[1:]) if index != 1)


@pytest.mark.parametrize(("first", "second"), [('"三八', '红旗手"'), ('"三八', '"红旗手"'), ('"三八', '"红旗手')])
def test_two_stray_quotes_do_not_make_a_pair(first: str, second: str) -> None:
    rows = read(HEAD, PEOPLE[0] + first, *PEOPLE[1:4], PEOPLE[4] + second, PEOPLE[5])
    assert [row[0] for row in rows[1:]] == [line.split(",")[0] for line in PEOPLE]


def test_a_cell_may_have_lines_of_its_own() -> None:
    rows = read(HEAD, '"王\n祯",男,民一庭,"借调，至 2024 年\n\n工资关系在本院, 党组织关系也在"', PEOPLE[1])
    assert rows[1] == ["王\n祯", "男", "民一庭", "借调，至 2024 年\n\n工资关系在本院, 党组织关系也在"]
    assert rows[2] == ["李娜", "女", "执行局", ""]


def test_lines_of_a_cell_that_may_be_rows_as_well_are_refused() -> None:
    """With two columns nobody can tell a line of a remark that holds a comma from a person."""
    with pytest.raises(Refused, match="引号没有成对，分不清各列"):
        read("姓名,备注", '王祯,"三八', '李娜,红旗手"', "赵敏,")
    assert read("姓名,备注", '王祯,"借调\n挂职"', "赵敏,")[1:] == [["王祯", "借调\n挂职"], ["赵敏", ""]]


CELL = st.text(st.characters(exclude_characters='\0\r\n,"', codec="utf-8"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8), st.data())
def test_no_quote_anywhere_takes_a_row_away(rows: list[list[str]], data: st.DataObject) -> None:
    """Quotes put anywhere below the header of plain lines: every line stays a row of its own."""
    text = "\n".join([HEAD, *(f"n{number},{','.join(row)}" for number, row in enumerate(rows))])
    for _count in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(len(HEAD) + 1, len(text)))
        text = text[:place] + '"' + text[place:]
    found = rows_of(text.encode(), "a.csv")
    assert len(found) == len(rows) + 1


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=3, max_size=3), min_size=1, max_size=8
    )
)
def test_what_csv_writes_reads_back(rows: list[list[str]]) -> None:
    """Cells without delimiters of their own, and without what guards and formulas begin with."""
    cells = [[cell.translate(dict.fromkeys(map(ord, "\0,;\t"))).lstrip("='\ufeff") for cell in row] for row in rows]
    rows = [["姓名", "部门", "备注"], *cells]
    target = StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows(rows)
    assert rows_of(target.getvalue().encode("utf-8-sig"), "a.csv") == rows


def test_guards_of_spreadsheet_programs() -> None:
    lines = ("姓名,工号,部门", '="王祯",="00012",="民一庭, 二组"', "='李娜','00013,'=1+1", '"=""赵敏""",="",=')
    assert read(*lines)[1:] == [["王祯", "00012", "民一庭, 二组"], ["李娜", "'00013", "=1+1"], ["赵敏", "", "="]]


@pytest.mark.parametrize("formula", ["=A2", "=SUM(B2:B9)", "=1+1", "=-B2", '=IF(A1,"是","否")', "=$A$1&B2"])
def test_formulas_in_text_are_told_as_uncalculated(formula: str) -> None:
    ((cell,),) = read(formula) if "," not in formula else [read('"' + formula.replace('"', '""') + '"')[0]]
    assert isinstance(cell, Uncalculated)
    assert str(cell) == formula


def test_a_formula_and_a_text_that_reads_alike_are_two() -> None:
    """However many rows stand between them, and whichever comes first."""
    text, formula = "'=B2", "=B2"
    for lines in ((text, formula), (formula, text), (text, *["王祯"] * 100, formula, text)):
        cells = [cell for (cell,) in read(*lines)]
        assert [isinstance(cell, Uncalculated) for cell in cells] == [line == formula for line in lines]


@pytest.mark.parametrize("text", ["=", "==", "=== 备注 ===", "a=b", "=》"])
def test_other_texts_with_a_sign_of_equality_stay_texts(text: str) -> None:
    ((cell,),) = read(text)
    assert cell == text
    assert not isinstance(cell, Uncalculated)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiters(delimiter: str) -> None:
    rows = [["姓名", "部门", "备注"], ["王祯", "民一庭", "甲、乙"], ["李娜", "执行局", ""]]
    assert rows_of("\n".join(map(delimiter.join, rows)).encode(), "a.txt") == rows


def test_chinese_commas_in_remarks_are_no_delimiters() -> None:
    lines = ["姓名\t备注", *(f"王{number}\t借调，自{number}月" for number in range(9))]
    assert all(len(row) == 2 for row in read(*lines))
    assert read("姓名", "王祯，男", "李娜") == [["姓名"], ["王祯，男"], ["李娜"]]


def test_a_first_line_may_say_the_delimiter() -> None:
    assert read("sep=;", "姓名;部门", "王祯;a,b,c,d") == [["", ""], ["姓名", "部门"], ["王祯", "a,b,c,d"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    rows = [["姓名", "部门"], ["王祯", "民一庭"]]
    assert rows_of("\r\n".join(map(",".join, rows)).encode(encoding), "a.txt") == rows


def test_lines_of_a_cell_that_break_otherwise_than_rows_are_no_rows() -> None:
    """Written by this program and by office programs: rows end with CR LF, lines within a cell with LF."""
    text = '姓名,部门,备注\r\n,,"\n,,"\r\n王祯,立案庭,好\r\n'
    assert rows_of(text.encode(), "名册.csv") == [["姓名", "部门", "备注"], ["", "", "\n,,"], ["王祯", "立案庭", "好"]]
