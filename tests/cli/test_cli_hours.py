"""Hours on the command line: JSON, workbook, sentences; the same training read in twice counts once."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.workbook import read_workbook

RECORDS = (
    ("姓名", "年度", "培训班名称", "开始日期", "结束日期", "学时", "网络培训", "计入年度任务"),
    ("王祯", "2023", "执行实务班", "2023-03-01", "2023-03-03", "24", "否", "是"),
    ("王祯", "2023", "网络专题班", "2023-04-01", "2023-04-30", "30", "是", "是"),
    ("李静", "2023", "执行实务班", "2023-03-01", "2023-03-03", "24", "否", "是"),
)


def book(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("培训记录")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def filled(capsys, db, roster):
    assert said(capsys, "import", "people", roster, "--db", db)[0] == 1  # one row of it is refused
    return db


def hours(capsys, db, *more):
    code, out, _err = said(capsys, "hours", "--year", 2023, "--json", *more, "--db", db)
    assert code == 0
    return {one["person"]: one for one in json.loads(out)["people"]}


def test_hours_after_an_import_and_after_the_same_again(capsys, filled, tmp_path):
    before = hours(capsys, filled)
    assert {one["short"] for one in before.values()} == {"140"}
    path = book(tmp_path / "培训.xlsx", RECORDS)
    assert said(capsys, "import", "training-records", path, "--db", filled)[0] == 0
    after = hours(capsys, filled)
    assert after["王祯"]["onsite"] == {"target": "90", "done": "24"}
    assert after["王祯"]["online"] == {"target": "50", "done": "30"}
    assert after["王祯"]["short"] == after["王祯"]["forecast_short"] == "86"  # 66 by hours, 67.5 by days; 20 online
    for again in (
        path,
        book(tmp_path / "又.xlsx", (RECORDS[0], *reversed(RECORDS[1:]))),
        book(tmp_path / "部分.xlsx", RECORDS[:2]),
    ):
        assert said(capsys, "import", "training-records", again, "--db", filled)[0] == 0
        assert hours(capsys, filled) == after


def test_one_person_or_only_those_who_lack_hours(capsys, filled):
    assert list(hours(capsys, filled, "--person", "王祯")) == ["王祯"]
    assert len(hours(capsys, filled, "--short")) == 2
    code, out, _err = said(capsys, "hours", "--year", 2023, "--person", "李静", "--db", filled)
    assert (code, out) == (0, "李静　包头中院　研究室　当年　线下 0/90　网络 0/50　今日缺 140　年末预计缺 140\n")


def test_nobody_to_list_is_said(capsys, db):
    assert said(capsys, "hours", "--year", 2023, "--db", db)[:2] == (0, "没有要列出的人。\n")


def test_a_workbook_has_numbers(capsys, filled, tmp_path):
    path = tmp_path / "学时.xlsx"
    code, out, _err = said(capsys, "hours", "--year", 2023, "--xlsx", path, "--db", filled)
    assert (code, out) == (0, f"已导出 2 人到 {path}\n")
    (sheet,) = read_workbook(path).sheets
    rows = list(sheet.rows)
    assert rows[0][:3] == ["姓名", "工号", "单位"] or rows[0][0] == "姓名"
    assert 90 in rows[1] or 90.0 in rows[1]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--year", "2023", "--person", "赵无极"), 1, "没有编号、工号或姓名是“赵无极”的人"),
        (("--year", "2023", "--xlsx", "a.pdf"), 1, "文件名应以 .xlsx 结尾"),
        (("--year", "二〇二三"), 2, "--year 的取值 '二〇二三' 不对"),
        ((), 2, "缺少参数：--year"),
        (("--year", "2023", "--short", "--person", "王祯"), 2, "不能与"),
        (("--year", "2023", "--json", "--xlsx", "a.xlsx"), 2, "不能与"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(capsys, db, arguments, code, sentence):
    try:
        found, _out, err = said(capsys, "hours", *arguments, "--db", db)
    except SystemExit as stop:
        found, err = int(str(stop.code)), capsys.readouterr().err
    assert found == code
    assert sentence in err
