"""Importing on the command line: the account of all sheets, what is asked, what is put right and read again."""

import csv
import json
from pathlib import Path

import xlsxwriter
from test_cli import lines_of

from cadre_desktop.kit.documents.workbook import read_workbook


def sheets(path: Path, **sheets_: list[tuple[str, ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets_.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_file_is_founded_without_the_window(capsys, tmp_path, roster):
    path = tmp_path / "新.cadre"
    code, out, err = lines_of(capsys, "import", "people", roster, "--db", path)
    assert (code, out) == (1, "")
    assert f"python main.py new --court 法院名称 --db {path}" in err
    assert lines_of(capsys, "new", "--court", "包头市中级人民法院", "--db", path, "--actor", "李静")[0] == 0
    assert lines_of(capsys, "import", "people", roster, "--db", path)[0] == 1, "one row is refused"
    _code, out, _err = lines_of(capsys, "journal", "--db", path)
    assert "李静　建立法院名录" in out
    code, _out, err = lines_of(capsys, "new", "--court", "包头市中级人民法院", "--db", path)
    assert (code, "已存在" in err) == (1, True)
    assert lines_of(capsys, "new", "--court", " ", "--db", tmp_path / "无名.cadre")[0] == 2
    assert not (tmp_path / "无名.cadre").exists()


def test_the_account_of_several_sheets_is_whole(capsys, db, tmp_path):
    head = ("姓名", "民族", "联系电话")
    path = sheets(
        tmp_path / "名单.xlsx",
        青山=[("包头市青山区人民法院名单",), head, ("王祯", "汉", "一三八"), ("合计", "1人")],
        名单=[head, ("李静", "汉"), ("赵凯", "汉")],
        旧=[head, ("钱多", "汉")],
        说明=[("由政治部整理",)],
    )
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db, "--json")
    told = json.loads(out)
    assert code == 1, "one sheet waits for an answer"
    assert told["read"] == sum(told[name] for name in ("new", "changed", "same", "refused", "no_data")) == 4
    assert [(left["sheet"], left["lines"]) for left in told["left_out"]] == [("名单", 3), ("旧", 2), ("说明", 1)]
    assert all(set(left) == {"sheet", "lines", "reason"} and left["reason"] for left in told["left_out"])
    assert [(p["row"], p["column"], p["value"], p["effect"]) for p in told["problems"]] == [
        (3, "联系电话", "一三八", "blank")
    ]
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db, "--court", "名单=昆区法院")
    assert (code, "新增 2" in out, "没有读“旧”（2 行）：像是旧表" in out) == (0, True, True)
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db, "--sheet", "旧", "--court", "昆区法院")
    assert (code, "新增 1" in out) == (0, True)


def test_a_sheet_without_a_court_is_said_with_the_way_to_say_it(capsys, db, tmp_path):
    path = sheets(tmp_path / "名单.xlsx", 名单=[("姓名", "性别"), ("王祯", "男")])
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db)
    assert (code, "没有读“名单”（2 行）" in out, "--court 工作表=法院名称" in out) == (1, True, True)
    code, _out, err = lines_of(capsys, "import", "people", path, "--db", db, "--court", "火星法院")
    assert (code, "没有“火星法院”" in err) == (1, True)


def test_refused_rows_of_several_sheets_are_put_right_and_read_again(capsys, db, tmp_path):
    head = ("姓名", "出生年月", "联系电话")
    path = sheets(
        tmp_path / "名单.xlsx",
        青山=[("包头市青山区人民法院名单",), head, ("王祯", "1990.13", ""), ("李静", "1990.01", "一三八")],
        昆区法院=[head, ("赵凯", "1990.14", "")],
    )
    left = tmp_path / "未通过.xlsx"
    lines_of(capsys, "import", "people", path, "--db", db, "--refused", left, "--blanks", "--dry-run")
    book = read_workbook(left)
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("青山", 3), ("昆区法院", 2)]
    assert book.sheets[0].rows[0] == ["原表", "行号", "原因", "姓名", "出生年月", "联系电话", "法院"]
    assert "没有电话号码" in str(book.sheets[0].rows[2][2])
    fixed = [[str(cell).replace("1990.1", "1990.0") for cell in row[3:]] for row in book.sheets[0].rows]
    again = sheets(tmp_path / "改好.xlsx", 改好=[tuple(row) for row in fixed])
    assert lines_of(capsys, "import", "people", again, "--db", db)[0] == 0, "the court goes with the rows"


def test_own_court_is_that_of_the_sheet_and_never_the_one_of_somebody_lent(capsys, db, tmp_path):
    head = ("姓名", "单位")
    lent = [head, ("王祯", "本院"), ("李静", "我院"), ("赵凯", "青山法院"), ("钱多", "")]
    titled = sheets(tmp_path / "名单.xlsx", 一=[("昆区法院干警名单",), *lent])
    assert lines_of(capsys, "import", "people", titled, "--db", db)[0] == 0
    assert _courts(capsys, db, tmp_path) == {"王祯": "昆", "李静": "昆", "钱多": "昆", "赵凯": "青"}


def test_own_court_without_a_title_is_asked_for(capsys, db, tmp_path):
    path = sheets(tmp_path / "名单.xlsx", 一=[("姓名", "单位"), ("王祯", "本院"), ("李静", "本院")])
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db)
    assert (code, "没有读“一”（3 行）" in out) == (1, True)
    assert lines_of(capsys, "import", "people", path, "--db", db, "--court", "一=昆区")[0] == 0
    assert _courts(capsys, db, tmp_path) == {"王祯": "昆", "李静": "昆"}


def test_an_answer_for_one_sheet_places_nobody_of_another(capsys, db, tmp_path):
    head = ("姓名", "单位")
    mixed = [head, ("王祯", "本院"), ("赵凯", "青山法院")]
    path = sheets(tmp_path / "名单.xlsx", 一=[("姓名",), ("李静",)], 二=mixed)
    code, out, _err = lines_of(capsys, "import", "people", path, "--db", db, "--court", "一=昆区法院")
    assert (code, "“本院”指的是哪一个" in out) == (1, True)
    assert _courts(capsys, db, tmp_path) == {"李静": "昆", "赵凯": "青"}
    assert lines_of(capsys, "import", "people", path, "--db", db, "--court", "一=昆区", "--court", "二=中院")[0] == 0
    assert _courts(capsys, db, tmp_path) == {"李静": "昆", "赵凯": "青", "王祯": "中"}


def _courts(capsys, db: Path, tmp_path: Path) -> dict[str, str]:
    """By name the first character of what tells people's court from the others in its city."""
    path = tmp_path / "名册.csv"
    assert lines_of(capsys, "export", "people", path, "--db", db)[0] == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["姓名"]: row["法院"].removeprefix("包头市")[0] for row in csv.DictReader(file)}


def test_a_person_that_counts_as_no_data_is_pointed_out(capsys, db, tmp_path):
    head = ("序号", "姓名", "性别", "民族", "联系电话")
    people = [(str(n), name, "男", "汉族", f"1390000000{n}") for n, name in enumerate(("王祯", "李强", "赵凯"), 1)]
    path = sheets(
        tmp_path / "名单.xlsx", 名单=[head, *people, ("合计", "周敏", "女", "汉族", "13900000009"), ("合计", "", "4")]
    )
    arguments = ("import", "people", path, "--court", "包头市中级人民法院", "--db", db)
    code, out, _err = lines_of(capsys, *arguments, "--json", "--dry-run")
    told = json.loads(out)
    assert (code, told["new"], told["no_data"], told["read"]) == (0, 3, 3, 6)
    (line,) = told["overlooked"]
    assert set(line) == {"sheet", "row", "reason"}
    assert (line["sheet"], line["row"]) == ("名单", 5)
    assert "“合计行”没有读入：合计 周敏 女" in line["reason"]
    out = lines_of(capsys, *arguments)[1]
    assert "请核对：“名单”第 5 行：看似一条记录" in out
