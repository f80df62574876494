"""Cells of which more is known than their value, in the columns they come into: what is taken, left blank, or told."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.kit.documents.cells import FormulaZero, Serial1904, Shown, Uncalculated
from cadre_desktop.kit.intake import clean_dates
from cadre_desktop.kit.intake.answers import CourtAnswer
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.memo import Memo
from cadre_desktop.kit.intake.readers import reader_of
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Department, Person

UNCALCULATED = r"公式尚未计算（=VLOOKUP\(A2,B:C,2,0\)）；请在办公软件里打开原表保存一次，或直接填写结果。"
FORMULA = "=VLOOKUP(A2,B:C,2,0)"
FIELDS = {
    "text": fields.TextField(),
    "long": fields.TextField(long=True),
    "mark": fields.MarkField(),
    "name": fields.NameField(),
    "phone": fields.PhoneField(),
    "id": fields.IdNumberField(),
    "day": fields.DateField(),
    "month": fields.MonthField(),
    "count": fields.CountField(),
    "points": fields.PointsField(),
    "hours": fields.HoursField(),
    "percent": fields.PercentField(),
    "factor": fields.FactorField(),
    "flag": fields.FlagField(),
}
NUMBERS = ("count", "points", "hours", "percent", "factor")


def read(name: str, cell):
    return reader_of(Column(FIELDS[name], "列"))(cell)


@pytest.mark.parametrize("name", FIELDS)
def test_a_formula_that_nobody_has_calculated_is_told_in_every_column(name: str) -> None:
    with pytest.raises(Unclear, match=UNCALCULATED):
        read(name, Uncalculated(FORMULA))


@pytest.mark.parametrize("before", [FORMULA, Uncalculated(FORMULA)])
def test_a_formula_and_a_text_of_one_column_are_read_apart(before: str) -> None:
    memo = Memo(reader_of(Column(FIELDS["text"], "列")))
    told = {type(cell): memo[cell] for cell in (before, FORMULA, Uncalculated(FORMULA))}
    assert told == {str: FORMULA, Uncalculated: None}
    assert list(map(type, memo.bad)) == [Uncalculated]


def test_a_long_formula_is_cut_in_the_sentence() -> None:
    with pytest.raises(Unclear) as told:
        read("name", Uncalculated("=" + "A1&" * 500))
    assert len(str(told.value)) < 120


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in (*NUMBERS, "flag")])
def test_the_lone_zero_of_a_formula_is_blank_and_told_where_no_number_is_meant(name: str) -> None:
    value, note = read(name, FormulaZero())
    assert value is None
    assert note == "公式的结果是 0，多半是引用了空单元格，按空白处理"


@pytest.mark.parametrize("name", NUMBERS)
def test_what_looks_up_a_blank_cell_is_no_number_either(name: str) -> None:
    value, note = read(name, FormulaZero(blank=True))
    assert value is None
    assert note


@pytest.mark.parametrize("name", NUMBERS)
def test_where_a_number_is_meant_a_calculated_zero_is_one(name: str) -> None:
    assert read(name, FormulaZero()) == (0, "")
    with pytest.raises(Unclear, match=UNCALCULATED):
        read(name, FormulaZero(FORMULA))


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("points", Shown("90%", 90.0), 90_000),
        ("points", "90%", 90_000),
        ("points", "90.5％", 90_500),
        ("count", Shown("90%", 90.0), 90),
        ("percent", Shown("10%", 10.0), 10_000),
        ("factor", Shown("80%", 80.0), 800),
        ("factor", "80%", 800),
        ("count", Shown("00012", 12.0), 12),
        ("hours", Shown("4.5学时", 4.5), 45),
        ("count", Shown("第2名", 2.0), 2),
        ("mark", Shown("90%", 90.0), "90"),
        ("mark", "90.5%", "90.5"),
        ("mark", "优秀", "优秀"),
        ("mark", 92.5, "92.5"),
        ("text", Shown("00012", 12.0), "00012"),
        ("text", Shown("90%", 90.0), "90%"),
        ("month", Shown("1979.10", 1979.1), date(1979, 10, 1)),
        ("day", Shown("1985-03-12", 19850312.0), date(1985, 3, 12)),
        ("hours", timedelta(hours=30, minutes=30), 305),
        ("hours", time(2, 30), 25),
        ("hours", "30:30", 305),
        ("hours", "2：30:00", 25),
        ("text", timedelta(hours=30, minutes=15), "30:15"),
    ],
)
def test_what_a_cell_shows_is_taken(name: str, cell, value) -> None:
    assert read(name, cell) == (value, "")


@pytest.mark.parametrize("name", ["count", "points", "percent", "day", "month"])
@pytest.mark.parametrize("cell", [timedelta(hours=30, minutes=15), time(2, 30)])
def test_times_elsewhere_are_refused_in_one_chinese_sentence(name: str, cell) -> None:
    with pytest.raises(Unclear) as told:
        read(name, cell)
    assert str(told.value).endswith("。")
    assert not any(sign.isascii() and sign.isalpha() for sign in str(told.value))


def test_hours_with_more_digits_than_the_column_takes_are_told() -> None:
    with pytest.raises(Unclear, match="小数多于 1 位"):
        read("hours", timedelta(hours=30, minutes=15))


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2023, 12, 31, 23, 59, 17),
        datetime(2023, 12, 31, 23, 59, 59, 999_000),
        45_291.99950231481,
        "2023-12-31 23:59:17",
        "2023/12/31 23:59:17",
        "2023-12-31T23:59:17.000",
    ],
)
def test_seconds_before_midnight_are_the_day_that_was_meant(cell) -> None:
    value, note = clean_dates.day(cell)
    assert value == date(2024, 1, 1)
    assert "2024-01-01" in note
    assert clean_dates.month(cell).value == "2024-01"


@pytest.mark.parametrize("cell", [datetime(2023, 12, 31), datetime(2023, 12, 31, 23, 58), "2023-12-31 22:00:00"])
def test_other_times_of_a_day_are_of_that_day(cell) -> None:
    assert clean_dates.day(cell) == (date(2023, 12, 31), "")


def test_serials_of_1904() -> None:
    assert clean_dates.day(Serial1904(38_533)).value == date(2009, 7, 1)
    assert "1904" in clean_dates.day(Serial1904(38_533)).note
    assert clean_dates.day(38_533.0).value == date(2005, 6, 30)
    assert read("count", Serial1904(38_533)) == (38_533, "")
    assert read("text", Serial1904(38_533)) == ("38533", "")


def test_no_department_is_made_of_a_formula(court: Store, tmp_path: Path) -> None:
    """What names another record: a formula that failed or was not calculated and a lone zero leave it blank."""
    path = tmp_path / "名册.xlsx"
    _write(path)
    done = import_file(court, PERSON, path, answers=[CourtAnswer("包头中院")])
    assert [(problem.row, problem.effect) for problem in done.problems] == [(2, "blank"), (3, "blank")]
    assert "公式尚未计算" in done.problems[0].message
    assert "公式出错，显示为 #N/A" in done.problems[1].message
    assert [person.name for person in Person.select().order_by(Person.id)] == ["王祯", "李娜", "赵敏", "孙伟"]
    assert {department.name for department in Department.select()} == {"执行局"}


def _write(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_calc_mode("auto")
        sheet = book.add_worksheet("干警")
        sheet.write_row(0, 0, ["姓名", "性别", "部门", "备注"])
        for row, (name, gender) in enumerate((("王祯", "男"), ("李娜", "女"), ("赵敏", "女"), ("孙伟", "男")), 1):
            sheet.write_row(row, 0, [name, gender])
        sheet.write_formula(1, 2, "=VLOOKUP(A2,X:Y,2,0)")
        sheet.write_formula(2, 2, "=NA()", None, "#N/A")
        sheet.write_formula(3, 2, "=Z99")
        sheet.write(4, 2, "执行局")


def test_hours_of_a_course_as_a_time(court: Store, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "班次.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        hours = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["班次名称", "开始日期", "结束日期", "学时"])
        sheet.write_row(1, 0, ["年初集中培训", "2024-01-01", "2024-01-03"])
        sheet.write_number(1, 3, 30.5 / 24, hours)
    assert import_file(court, COURSE, path).new == 1
    assert COURSE.record.get().hours == 305
