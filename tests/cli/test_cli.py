"""The command line as scripts use it: JSON, exit codes, Chinese sentences, no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.last_seen import LAST_SEEN, LastSeen
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA, kinds

ROOT = Path(__file__).parents[2]


def lines_of(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("encoding", "written"), [("utf-8", "法院"), ("gbk", r"\u6cd5\u9662"), ("ascii", r"\u6cd5\u9662")]
)
def test_json_is_whole_on_any_console(encoding, written):
    """A name of characters that a console lacks must not become question marks."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, str(ROOT / "main.py"), "kinds", "--json"]
    out = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode(encoding)
    assert f'"title": "{written}"' in out
    assert json.loads(out)[0]["title"] == "法院"


def test_kinds_tell_columns_and_codes(capsys):
    code, out, _err = lines_of(capsys, "kinds", "--json")
    told = {kind["kind"]: kind for kind in json.loads(out)}
    wanted = (
        "courts departments people courses enrolments contests tracks entrants pools memberships welfare-events"
        " participants honours appointments training-records"
    )
    assert code == 0
    assert set(wanted.split()) <= set(told)
    sex = next(column for column in told["people"]["columns"] if column["heading"] == "性别")
    assert sex["codes"] == {"male": "男", "female": "女"}
    code, out, _err = lines_of(capsys, "kinds")
    assert "people　人员" in out
    assert "姓名（必填）" in out


def test_import_counts_every_row_and_names_the_problem(capsys, db, roster, tmp_path):
    refused = tmp_path / "未通过.xlsx"
    code, out, _err = lines_of(capsys, "import", "people", roster, "--db", db, "--json", "--refused", refused)
    told = json.loads(out)
    problems = told.pop("problems")
    assert code == 1
    counts = {"read": 6, "new": 2, "changed": 0, "same": 0, "refused": 1, "no_data": 3}
    assert told == {**counts, "left_out": [], "notes": [], "overlooked": []}
    assert [(p["sheet"], p["row"], p["column"], p["effect"]) for p in problems] == [("人员", 6, "姓名", "refused")]
    assert problems[0]["value"] == "=A1&B1"
    assert refused.exists()
    code, out, _err = lines_of(capsys, "export", "people", tmp_path / "出.csv", "--db", db)
    assert code == 0
    text = (tmp_path / "出.csv").read_text(encoding="utf-8-sig")
    assert "王祯,男,1985.03,汉族" in text
    assert "身份证号" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text(capsys, db, tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"\xb8\xc9.csv")  # noqa: PTH118 - a name in GBK, as old disks have it
    Path(os.fsdecode(path)).write_text("姓名\n王祯\n", encoding="utf-8")
    code, out, _err = lines_of(capsys, "import", "people", os.fsdecode(path), "--db", db, "--court", "包头中院")
    assert (code, "新增 1" in out) == (0, True)
    _code, out, _err = lines_of(capsys, "journal", "--db", db)
    assert "导入人员（??.csv）" in out


def test_importing_again_changes_nothing(capsys, db, roster):
    lines_of(capsys, "import", "people", roster, "--db", db)
    _code, out, _err = lines_of(capsys, "import", "people", roster, "--db", db, "--json")
    told = json.loads(out)
    assert (told["new"], told["changed"], told["same"]) == (0, 0, 2)


def test_a_dry_run_writes_nothing(capsys, db, roster):
    _code, out, _err = lines_of(capsys, "import", "people", roster, "--db", db, "--dry-run", "--json")
    assert json.loads(out)["new"] == 2
    store = open_store(db, SCHEMA, "王祯")
    assert Person.select().count() == 0
    close_store(store)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_gives_a_template(capsys, tmp_path, kind):
    path = tmp_path / f"{kind}.xlsx"
    code, _out, _err = lines_of(capsys, "template", kind, path)
    assert code == 0
    headings = [str(cell) for cell in read_workbook(path).sheets[0].rows[0]]
    required = [column.title for column in kinds()[kind].columns if column.required and column.in_form]
    assert set(required) <= set(headings)


def test_where_narrows_an_export(capsys, db, roster, tmp_path):
    lines_of(capsys, "import", "people", roster, "--db", db)
    path = tmp_path / "出.xlsx"
    code, out, _err = lines_of(capsys, "export", "people", path, "--where", "民族=蒙古", "--db", db)
    assert code == 0
    assert "1 行" in out
    assert read_workbook(path).sheets[0].rows[1][0] == "李静"
    code, _out, err = lines_of(capsys, "export", "people", path, "--where", "部们=研究室", "--db", db)
    assert code == 1
    assert "应为“列=值”" in err


@pytest.mark.parametrize(
    ("kind", "condition", "count"),
    [
        ("people", "出生年月=1985", 1),
        ("people", "出生年月=1985年3月", 1),
        ("people", "出生年月=1985.3", 1),
        ("people", "部门＝研究室", 1),
        ("people", "身份证号=", 1),
        ("people", "员额法官=否", 2),
        ("people", "性别=无", 0),
        ("courses", "学时=4.0", 0),
        ("training-records", "年度=2023年", 0),
        ("people", "姓名=' OR 1=1 --", 0),
    ],
)
def test_conditions_are_read_as_people_write_them(capsys, db, roster, tmp_path, kind, condition, count):
    lines_of(capsys, "import", "people", roster, "--db", db)
    code, out, _err = lines_of(capsys, "export", kind, tmp_path / "出.csv", "--where", condition, "--db", db)
    assert (code, f"已导出 {count} 行" in out) == (0, True)


@pytest.mark.parametrize(
    ("kind", "condition", "words"),
    [
        ("people", "出生年月=%", "不是日期"),
        ("people", "员额法官=随便", "看不出是还是否"),
        ("people", "性别=X", "可以填男、女"),
        ("courses", "学时=NaN", "不是数"),
        ("courses", "学时=1e999999", "不是数"),
        ("courses", "学时=4.05", "小数多于 1 位"),
        ("courses", "学时=" + "9" * 30, "太大"),
        ("training-records", "年度=abc", "不是数"),
    ],
)
def test_conditions_that_mean_nothing_are_refused(capsys, db, tmp_path, kind, condition, words):
    code, _out, err = lines_of(capsys, "export", kind, tmp_path / "出.csv", "--where", condition, "--db", db)
    assert (code, words in err) == (1, True), err
    assert not (tmp_path / "出.csv").exists()


def test_where_a_participant_works_goes_out_and_is_not_read_back(capsys, db, roster, tmp_path):
    lines_of(capsys, "import", "people", roster, "--db", db)
    for kind, text in (
        ("courses", "班次名称,开始日期\n培训班,2023-03-01"),
        ("enrolments", "班次名称,姓名\n培训班,王祯"),
    ):
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert lines_of(capsys, "import", kind, tmp_path / f"{kind}.csv", "--db", db)[0] == 0
    path = tmp_path / "出.csv"
    assert lines_of(capsys, "export", "enrolments", path, "--where", "现部门=刑一庭", "--db", db)[0] == 0
    heading, row = path.read_text(encoding="utf-8-sig").splitlines()
    assert dict(zip(heading.split(","), row.split(","), strict=True))["现职务"] == "庭长"
    _code, out, _err = lines_of(capsys, "import", "enrolments", path, "--db", db)
    assert "相同 1" in out


def test_what_a_command_reads_is_never_written_over(capsys, db, roster):
    before = roster.read_bytes()
    code, _out, err = lines_of(capsys, "import", "people", roster, "--db", db, "--refused", roster)
    assert (code, "不能写到它上面" in err) == (1, True)
    code, _out, err = lines_of(capsys, "backup", roster, "--db", db)
    assert (code, "又不是备份" in err) == (1, True)
    assert roster.read_bytes() == before


def test_an_error_nobody_has_foreseen_is_one_sentence_and_a_report(capsys, db, tmp_path, monkeypatch):
    def fails(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("platformdirs.user_data_path", lambda *_name, **_options: tmp_path / "data")
    monkeypatch.setattr("cadre_desktop.checking.check_store", fails)
    code, out, err = lines_of(capsys, "check", "--db", db)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "程序出错（ZeroDivisionError）" in err
    assert "ZeroDivisionError" in (tmp_path / "data" / "errors.log").read_text(encoding="utf-8")


def test_a_system_that_knows_its_users_by_number_only(capsys, db, monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert lines_of(capsys, "check", "--db", db)[0] == 0


def test_figures_have_their_keys(capsys, db):
    code, out, _err = lines_of(capsys, "figures", "--year", 2023, "--json", "--db", db)
    told = json.loads(out)
    keys = {figure["key"] for figure in told["figures"]}
    wanted = (
        "courses person_times persons_trained series contest_categories contest_tracks contest_experts pool_young"
        " pool_expert honours_collective honours_personal"
    )
    assert code == 0
    assert told["year"] == 2023
    assert set(wanted.split()) <= keys
    assert {set(figure) == {"key", "label", "value", "unit", "definition"} for figure in told["figures"]} == {True}


def test_check_backup_restore_journal(capsys, db, roster, tmp_path):
    backup = tmp_path / "备份.cadre"
    assert lines_of(capsys, "backup", backup, "--db", db)[0] == 0
    lines_of(capsys, "import", "people", roster, "--db", db, "--actor", "李静")
    _code, out, _err = lines_of(capsys, "journal", "--json", "--db", db)
    assert json.loads(out)[0]["actor"] == "李静"
    assert lines_of(capsys, "check", "--db", db)[0] == 0
    assert lines_of(capsys, "restore", backup, "--db", db)[0] == 0
    store = open_store(db, SCHEMA, "王祯")
    assert Person.select().count() == 0
    close_store(store)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["impor"], 2, "取值 'impor' 不对"),
        (["import", "people"], 2, "缺少参数"),
        (["export", "people", "x.doc", "--db", "{db}"], 1, "不能写成“x.doc”"),
        (["export", "people", "没有/x.xlsx", "--db", "{db}"], 1, "文件夹“没有”不存在"),
        (["template", "people", "{db}"], 1, "应以 .xlsx 结尾"),
        (["certificates", "--course", "7", "{db}", "--db", "{db}"], 1, "应以 .pdf 结尾"),
        (["certificates", "--course", "9" * 20, "x.pdf", "--db", "{db}"], 2, "--course 的取值"),
        (["figures", "--year", "0", "--db", "{db}"], 2, "--year 的取值 '0' 不对"),
        (["figures", "--year", "9" * 20, "--db", "{db}"], 2, "--year 的取值"),
        (["journal", "--limit", "-1", "--db", "{db}"], 2, "--limit 的取值"),
        (["backup", "没有/x.cadre", "--db", "{db}"], 1, "文件夹“没有”不存在"),
        (["template", "nobody", "x.xlsx"], 1, "没有记录种类“nobody”"),
        (["check", "--db", "没有.cadre"], 1, "找不到数据文件"),
        (["certificates", "--contest", "7", "x.pdf", "--db", "{db}"], 1, "没有编号为 7 的竞赛"),
        (["import", "people", "没有.xlsx", "--db", "{db}"], 1, "没有.xlsx"),
        (["demo", "--db", "{db}"], 1, "已存在"),
    ],
)
def test_wrong_use_and_refused_input(capsys, db, arguments, code, words):
    got, _out, err = lines_of(capsys, *[argument.format(db=db) for argument in arguments])
    assert got == code
    assert words in err


def test_help_is_chinese(capsys):
    code, out, _err = lines_of(capsys, "--help")
    assert code == 0
    assert "用法" in out
    assert "usage" not in out


def test_without_a_display_one_sentence_names_the_remedy():
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["QT_QPA_PLATFORM"] = "xcb"
    ended = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "没有图形界面" in ended.stderr
    assert "--help" in ended.stderr


def test_a_file_that_lacks_its_last_steps_is_said_and_worked_on(capsys, db, tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_name, **_options: tmp_path / "data")
    (tmp_path / "data").mkdir()
    seen = LastSeen(tmp_path / "data" / LAST_SEEN)
    whole = db.read_bytes()
    store = open_store(db, SCHEMA, "王祯")
    change_name(store)
    seen.note(db)
    close_store(store)
    newer = db.read_bytes()
    assert lines_of(capsys, "check", "--db", db)[2] == ""
    db.write_bytes(whole)
    code, out, err = lines_of(capsys, "check", "--db", db)
    assert (code, "没有“本机上次所见”所记的步骤" in out) == (1, True)
    assert "缺少最近的 1 步操作" in err
    assert "没有找到含有这些操作的备份" in err
    db.write_bytes(newer)
    assert lines_of(capsys, "check", "--db", db)[2] == ""


def test_a_backup_put_back_by_the_command_line_is_no_false_alarm(capsys, db, tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_name, **_options: tmp_path / "data")
    (tmp_path / "data").mkdir()
    lines_of(capsys, "backup", tmp_path / "旧.cadre", "--db", db)
    store = open_store(db, SCHEMA, "王祯")
    change_name(store)
    LastSeen(tmp_path / "data" / LAST_SEEN).note(db)
    close_store(store)
    code, _out, err = lines_of(capsys, "restore", tmp_path / "旧.cadre", "--db", db)
    assert (code, err) == (0, "")
    assert lines_of(capsys, "check", "--db", db)[2] == ""


def change_name(store):
    with store.step("改名"):
        Court.update(short_name="改过").execute()


def course_with_certificates(db: Path, ends: str) -> int:
    """A course that one person has completed; its key."""
    from datetime import date

    from cadre_desktop.courses.actions import enrol, record_results, save_course
    from cadre_desktop.courses.records import Enrolment
    from cadre_desktop.courses.rules import EnrolmentStatus
    from cadre_desktop.people.records import Court

    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        person = Person.add(court=Court.get(), name="阿拉坦·巴特尔", pinyin="alatan")
    course = save_course(store, {"title": "研修班", "starts": date(2023, 3, 1), "ends": date.fromisoformat(ends)})
    enrol(store, course, [person.id])
    record_results(store, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_store(store)
    return course.id


def registered(db: Path) -> list[tuple[str, int]]:
    from cadre_desktop.certificates.records import IssuedCertificate

    store = open_store(db, SCHEMA, "王祯")
    found = [(row.number, row.reprints) for row in IssuedCertificate.select()]
    close_store(store)
    return found


def test_drafts_of_certificates_have_no_numbers_and_count_nothing(capsys, db, tmp_path):
    course = str(course_with_certificates(db, "2023-03-02"))
    code, out, _err = lines_of(capsys, "certificates", "--course", course, "--draft", tmp_path / "a.pdf", "--db", db)
    assert (code, registered(db)) == (0, []) and "没有给出编号" in out
    for _time in range(2):
        assert lines_of(capsys, "certificates", "--course", course, tmp_path / "b.pdf", "--db", db)[0] == 0
    assert registered(db) == [("包头中院结证字〔2023〕00001号", 1)]


def test_certificates_wait_for_the_end_of_the_course(capsys, db, tmp_path):
    course = str(course_with_certificates(db, "2999-03-02"))
    code, _out, err = lines_of(capsys, "certificates", "--course", course, tmp_path / "a.pdf", "--db", db)
    assert code == 1 and "才结束" in err and registered(db) == [] and not (tmp_path / "a.pdf").exists()
    assert lines_of(capsys, "certificates", "--course", course, "--draft", tmp_path / "a.pdf", "--db", db)[0] == 0


def test_a_pdf_has_the_rows_and_columns_of_the_workbook(capsys, db, tmp_path):
    """Of a kind without widths for paper, and of one without rows."""
    from cadre_desktop.kit.documents.pages import Pages

    for key in ("courts", "criteria"):
        for suffix in ("xlsx", "pdf"):
            assert lines_of(capsys, "export", key, tmp_path / f"{key}.{suffix}", "--db", db)[0] == 0
        rows = read_workbook(tmp_path / f"{key}.xlsx").sheets[0].rows
        with Pages(tmp_path / f"{key}.pdf") as pages:
            text = "".join("".join(pages.text(number).split()) for number in range(len(pages)))
        assert all(str(cell) in text for cell in rows[0])
        assert all(str(row[0]) in text for row in rows[1:])
        assert ("（无）" in text) is (len(rows) == 1)


def test_check_against_a_code_and_a_folder_and_repair(capsys, db, tmp_path):
    code = re.search(r"操作记录码 ([-0-9a-f]+)", lines_of(capsys, "check", "--db", db)[1])
    assert code is not None
    backups_ = tmp_path / "别处"
    backups_.mkdir()
    assert lines_of(capsys, "backup", backups_ / "甲.cadre", "--db", db)[0] == 0
    assert lines_of(capsys, "check", "--anchor", code[1], "--anchor", backups_, "--db", db)[0] == 0
    other = code[1][:-1] + ("0" if code[1][-1] != "0" else "1")
    ended, out, _err = lines_of(capsys, "check", "--anchor", other, "--db", db)
    assert (ended, f"文件里没有“{other}”所记的步骤" in out) == (1, True)
    ended, _out, err = lines_of(capsys, "check", "--anchor", "随便", "--db", db)
    assert (ended, "不是操作记录码" in err) == (1, True)
    connection = dbapi2.connect(db, isolation_level=None)
    connection.execute("DROP INDEX change_row")
    connection.close()
    ended, out, _err = lines_of(capsys, "check", "--json", "--db", db)
    assert (ended, json.loads(out)["sound"]) == (1, False)
    ended, out, _err = lines_of(capsys, "check", "--repair", "--db", db)
    assert (ended, "已修复：1 个索引" in out) == (1, True)
    assert lines_of(capsys, "check", "--anchor", code[1], "--db", db)[0] == 0
