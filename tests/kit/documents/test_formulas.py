"""Simple formulas as Excel works them out, and others left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.formula_functions import FormulaError, TooHard, Value
from cadre_desktop.kit.documents.formulas import normal, worked_out

GRIDS: dict[str, list[list[Value]]] = {
    "人员": [[1.0, 2.0, "x"], [None, 4.0, "男"], [9.0, 7.5, 8.0], ["150299198503120015", True, "85"]],
    "评 委": [[9.0, "周评一"]],
    "O'K": [[3.0]],
}


def cells(sheet: str, top: int, bottom: int, left: int, right: int) -> list[list[Value]]:
    rows = GRIDS[sheet]
    return [
        [
            rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            for column in range(left, right + 1)
        ]
        for row in range(top, bottom + 1)
    ]


def result(text: str, shift: tuple[int, int] = (0, 0)) -> Value:
    return worked_out(normal(text), cells, "人员", shift)


RESULTS: dict[str, Value] = {
    "95+1": 96.0,
    "10-3-2": 5.0,
    "2+3*4^2": 50.0,
    "-2^2": 4.0,
    "(2+3)*4": 20.0,
    "8/4/2": 1.0,
    "50%+1": 1.5,
    "0.1+0.2": 0.3,
    '"庭"&"长"': "庭长",
    '"他说""好"""': '他说"好"',
    "A1&B1": "12",
    "A2": None,
    'A2&""': "",
    "A2+1": 1.0,
    "C4+1": 86.0,
    "B4+1": 2.0,
    "$A$1+A$1+$A1": 3.0,
    "'评 委'!A1*2": 18.0,
    "'O''K'!A1": 3.0,
    "SUM(A1:B2)": 7.0,
    'SUM(A1:C3,3,"4")': 38.5,
    "SUM(A1,,2)": 3.0,
    "AVERAGE(A3:C3)": 24.5 / 3,
    "MAX(A1:C3)": 9.0,
    "MIN(A2:B2)": 4.0,
    "COUNT(A1:C4)": 6.0,
    "COUNTA(A1:C2)": 5.0,
    "(SUM(A3:C3)-MAX(A3:C3)-MIN(A3:C3))/(COUNT(A3:C3)-2)": 8.0,
    "TRIMMEAN(A3:C3,0.67)": 8.0,
    "LARGE(A3:C3,2)": 8.0,
    "SMALL(A3:C3,1)": 7.5,
    "MEDIAN(A3:C3)": 8.0,
    "ROUND(2.5,0)": 3.0,
    "ROUND(-2.5,0)": -3.0,
    "ROUND(1.005,2)": 1.01,
    "ROUND(A1/3,2)": 0.33,
    "ROUNDDOWN(1.29,1)": 1.2,
    "ROUNDUP(1.21,1)": 1.3,
    "INT(-1.5)": -2.0,
    "MOD(-3,2)": 1.0,
    'IF(A1>0,"是","否")': "是",
    'IF(C2="男",1,2)': 1.0,
    "IF(A1>5,1)": False,
    "IF(A1=1,A2,1)": None,
    'IF(A2="",1,2)': 1.0,
    "IF(A2=0,1,2)": 1.0,
    'IF(AND(A1>=1,B1<=2,NOT(A1=B1)),"优","良")': "优",
    'IFERROR(1/0,"缺考")': "缺考",
    '"abc"="ABC"': True,
    '1<"a"': True,
    'IF(MOD(MID(A4,17,1),2),"男","女")': "男",
    'TEXT(MID(A4,7,8),"0000-00-00")': "1985-03-12",
    "LEFT(C2)&RIGHT(A4,3)": "男015",
    "LEN(A4)": 18.0,
    "DATE(2009,7,1)": 39_995.0,
    "YEAR(DATE(2009,7,1))": 2009.0,
    "DATE(2009,14,0)": 40_209.0,
    "TRUE": True,
    "of:=SUM([.A1:.B2];3)": 10.0,
    "of:=['评 委'.B1]&[.C2]": "周评一男",
    "of:=[$人员.$A$1]": 1.0,
    "_xlfn.CONCAT(A1:B1)": "12",
}


@pytest.mark.parametrize("text", RESULTS)
def test_results(text: str) -> None:
    assert (
        result(text) == pytest.approx(RESULTS[text])
        if isinstance(RESULTS[text], float)
        else result(text) == RESULTS[text]
    )


def test_references_move_with_a_shared_formula() -> None:
    assert result("A1+$A$1+A$1", (0, 1)) == 2 + 1 + 2
    with pytest.raises(FormulaError, match="#REF!"):
        result("A1", (-1, 0))


@pytest.mark.parametrize(
    ("text", "error"),
    [("1/0", "#DIV/0!"), ("NA()", "#N/A"), ("#REF!+1", "#REF!"), ('"甲"+1', "#VALUE!"), ("AVERAGE(A2:A2)", "#DIV/0!")],
)
def test_errors(text: str, error: str) -> None:
    with pytest.raises(FormulaError) as failed:
        result(text)
    assert str(failed.value) == error


@pytest.mark.parametrize(
    "text",
    [
        "VLOOKUP(1,A1:B2,2,0)",
        "TODAY()",
        '"1985-1-2"+1',
        "A:A",
        "A1:B1",
        "{1,2}",
        "[1]人员!A1",
        "名称",
        "SUM(A1",
        "1+",
        "",
        "A1 B1",
        "+" * 3000 + "1",
        "(" * 500 + "1" + ")" * 500,
    ],
)
def test_what_is_not_simple_is_left_alone(text: str) -> None:
    with pytest.raises(TooHard):
        result(text)


@given(st.text("ABC123+-*/^&=<>(),;:\"%$!#'[]. SUMIFROUND", max_size=40))
def test_every_text_ends_in_a_value_or_is_left_alone(text: str) -> None:
    try:
        value = worked_out(normal(text), lambda *place: [[None]], "人员")
    except (TooHard, FormulaError):
        return
    assert value is None or isinstance(value, (str, float, bool))


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(1, 1000))
def test_arithmetic_is_that_of_numbers(a: int, b: int, c: int) -> None:
    assert result(f"({a})+({b})*{c}") == a + b * c
    assert result(f"{c}-({a})/{c}") == pytest.approx(c - a / c)
