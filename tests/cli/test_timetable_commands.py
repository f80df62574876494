"""The commands that write courses for calendars and take sessions in and out."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from cadre_desktop.cli.parser import run
from cadre_desktop.courses.actions import save_course
from cadre_desktop.courses.records import Course
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.records import WelfareEvent

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(db):
    store = open_store(db, SCHEMA, "王祯")
    key = save_course(store, {"title": "执行班", "starts": date(2023, 3, 1), "ends": date(2023, 3, 2), "hours": 140}).id
    close_store(store)
    return key


def said(capsys, *arguments):
    code = run([str(each) for each in arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_a_month_and_a_course(capsys, db, course, tmp_path):
    for which in (("--month", "2023-03"), ("--course", course)):
        path = tmp_path / f"{which[0]}.ics"
        code, out, _err = said(capsys, "calendar", *which, path, "--db", db)
        assert code == 0 and "已写出 1 个日程" in out
        assert [str(event["SUMMARY"]) for event in Calendar.from_ical(path.read_bytes()).events] == ["执行班"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--month", "2023-13", "x.ics"), 2, "--month 的取值"),
        (("--month", "23-3", "x.ics"), 2, "--month 的取值"),
        (("--month", "2023-07", "x.ics"), 1, "2023年7月没有班次"),
        (("--month", "2023-03", "x.txt"), 1, "文件名应以 .ics 结尾"),
        (("--course", "7", "x.ics"), 1, "没有编号为 7 的班次"),
        (("x.ics",), 2, "--month"),
        (("--month", "2023-03", "--course", "7", "x.ics"), 2, "不能与"),
    ],
)
def test_what_cannot_be_written_is_said(capsys, db, course, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    found, _out, err = said(capsys, "calendar", *arguments, "--db", db)
    assert found == code and words in err and not list(tmp_path.glob("*.ics"))


def test_sessions_out_and_in(capsys, db, course, tmp_path):
    sheet = tmp_path / "课次.xlsx"
    assert said(capsys, "export", "sessions", course, sheet, "--db", db)[1].startswith("已导出 1 行")
    code, out, _err = said(capsys, "import", "sessions", sheet, "--db", db, "--json")
    told = json.loads(out)
    assert code == 0 and told == {
        "read": 1,
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 0,
        "problems": [],
        "notes": [],
    }
    _code, out, _err = said(capsys, "import", "sessions", sheet, "--db", db)
    assert out == "读取 1 行：新增 0 次，修改 0 次，相同 1 次，未通过 0 行。\n"
    store = open_store(db, SCHEMA, "王祯")
    assert [row.day for row in Session.select()] == [date(2023, 3, 1)] and Course.get().id == course
    close_store(store)


def test_lines_that_cannot_stand_make_the_exit_code_1(capsys, db, course, tmp_path):
    path = tmp_path / "课次.csv"
    path.write_text("班次名称,日期,学时\n执行班,2023-03-01,1.2\n执行班,2023-03-02,2\n", encoding="utf-8")
    code, out, _err = said(capsys, "import", "sessions", path, "--db", db, "--json")
    told = json.loads(out)
    assert (code, told["new"], told["refused"]) == (1, 1, 1)
    assert told["problems"][0]["row"] == 2 and "0.5 的整数倍" in told["problems"][0]["reason"]
    assert said(capsys, "import", "sessions", tmp_path / "没有.xlsx", "--db", db)[0] == 1
    assert said(capsys, "export", "sessions", "x", tmp_path / "y.xlsx", "--db", db)[0] == 2


def test_a_process_that_only_imports_sessions_knows_what_other_slices_have_booked(db, course, tmp_path):
    store = open_store(db, SCHEMA, "王祯")
    with store.step("暖警活动"):
        WelfareEvent.add(title="签约仪式", kind="visit", starts=date(2023, 3, 1), place="三楼会议室")
    close_store(store)
    path = tmp_path / "课次.csv"
    path.write_text("班次名称,日期,地点\n执行班,2023-03-01,三楼会议室\n", encoding="utf-8")
    command = [sys.executable, "main.py", "import", "sessions", str(path), "--db", str(db), "--json"]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout)
    assert told["new"] == 1
    assert "地点三楼会议室同时安排在“签约仪式”" in told["notes"][0]["reason"]
