"""Courses on the command line: attendance and marks from workbooks, closing with a dry run, exit codes and JSON."""

import json
from datetime import date

import pytest
import xlsxwriter

from cadre_desktop.cli.parser import run
from cadre_desktop.courses.actions import cancel_course, enrol, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.name_list.attending import plan_sessions
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Court, Person, TrainingRecord
from cadre_desktop.schema import SCHEMA

TITLE = "2023年执行实务培训班"


@pytest.fixture
def db(tmp_path):
    """A file with a course of two people, two sessions and a pass mark."""
    path = tmp_path / "库.cadre"
    store = open_store(path, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    with store.step("人员"):
        home = Court.select().order_by(Court.place).first().id
        people = [Person.add(court=home, name=name, pinyin=pinyin_key(name)).id for name in ("王祯", "李静")]
    values = {"title": TITLE, "starts": date(2023, 3, 1), "hours": 70, "pass_mark": "60"}
    course = save_course(store, values)
    enrol(store, course, people)
    plan_sessions(store, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    close_store(store)
    return path


def key(db):
    store = open_store(db, SCHEMA, "王祯")
    found = str(Course.get().id)
    close_store(store)
    return found


def book(path, *rows):
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_course_from_attendance_to_its_end(capsys, db, tmp_path):
    course = key(db)
    code, out, _err = said(capsys, "course", "close", course, "--dry-run", "--json", "--db", db)
    told = json.loads(out)
    assert code == 1 and not told["closed"] and len(told["problems"]) == 3
    attendance = book(
        tmp_path / "考勤.xlsx", [TITLE], ["姓名", "3月1日上午", "3月1日下午"], ["王祯", "✓", "✓"], ["李静", "×", "×"]
    )
    code, out, _err = said(capsys, "import", "attendance", attendance, "--json", "--db", db)
    assert (code, json.loads(out)) == (0, {"read": 2, "changed": 4, "same": 0, "problems": []})
    marks = book(tmp_path / "成绩.xlsx", ["姓名", "成绩"], ["王祯", 92], ["张三丰", 80])
    code, out, _err = said(capsys, "course", "marks", course, marks, "--db", db)
    assert code == 1 and "读取 2 行：登记成绩 1 处" in out and "第 3 行：“张三丰”不在" in out
    code, out, _err = said(capsys, "course", "close", course, "--json", "--db", db)
    told = json.loads(out)
    assert (code, told["closed"], told["completed"], told["hours"], told["problems"]) == (0, True, 1, "7", [])
    people = {each["name"]: (each["status"], each["hours"], each["reason"]) for each in told["people"]}
    assert people == {"王祯": ("completed", "7", "全勤，成绩 92"), "李静": ("absent", "0", "全部 7 学时缺课")}
    code, _out, err = said(capsys, "course", "close", course, "--db", db)
    assert code == 1 and "已结班" in err
    store = open_store(db, SCHEMA, "王祯")
    assert [row.hours for row in TrainingRecord.select()] == [70]
    close_store(store)


def test_a_dry_run_writes_nothing(capsys, db, tmp_path):
    course = key(db)
    marks = book(tmp_path / "成绩.xlsx", ["姓名", "成绩"], ["王祯", 92], ["李静", 92])
    assert said(capsys, "course", "marks", course, marks, "--dry-run", "--db", db)[0] == 0
    store = open_store(db, SCHEMA, "王祯")
    assert {row.result for row in Enrolment.select()} == {""}
    close_store(store)
    code, out, _err = said(capsys, "course", "close", course, "--db", db)
    assert code == 1 and f"“{TITLE}”没有结班" in out and "考勤没有登记" in out


def test_attendance_is_written_and_read_back(capsys, db, tmp_path):
    path = tmp_path / "考勤.xlsx"
    code, out, _err = said(capsys, "export", "attendance", key(db), path, "--db", db)
    assert code == 0 and "已导出 2 人的考勤" in out
    code, out, _err = said(capsys, "import", "attendance", path, "--json", "--db", db)
    assert (code, json.loads(out)["read"]) == (0, 2)


def test_a_workbook_that_names_no_course_and_an_unknown_course_are_told(capsys, db, tmp_path):
    path = book(tmp_path / "表.xlsx", ["姓名", "3月1日上午"], ["王祯", "✓"])
    code, _out, err = said(capsys, "import", "attendance", path, "--db", db)
    assert code == 1 and "没有写明是哪个班次" in err
    code, _out, err = said(capsys, "course", "close", "12345", "--db", db)
    assert code == 1 and "没有编号为 12345 的班次" in err


def attendance_of(tmp_path, title):
    return book(tmp_path / "表.xlsx", [title], ["姓名", "3月1日上午"], ["王祯", "✓"])


def test_a_workbook_of_a_closed_course_says_that_it_is_closed(capsys, db, tmp_path):
    """It said that the workbook named no course, or several."""
    with_course(db, lambda store: cancel_course(store, Course.get(), "没有讲师"))
    code, _out, err = said(capsys, "import", "attendance", attendance_of(tmp_path, TITLE), "--db", db)
    assert code == 1 and f"“{TITLE}”已取消" in err


def test_a_course_whose_name_is_within_another_s_is_not_taken_for_it(capsys, db, tmp_path):
    with_course(db, lambda store: save_course(store, {"title": "执行实务培训班", "starts": date(2023, 3, 1)}))
    code, out, err = said(capsys, "import", "attendance", attendance_of(tmp_path, TITLE), "--db", db)
    assert (code, err) == (0, "") and "登记考勤 1 处" in out
    with_course(db, lambda store: save_course(store, {"title": TITLE, "starts": date(2023, 4, 1)}))
    code, _out, err = said(capsys, "import", "attendance", attendance_of(tmp_path, TITLE), "--db", db)
    assert code == 1 and "有几个同名的" in err


def with_course(db, act):
    store = open_store(db, SCHEMA, "王祯")
    act(store)
    close_store(store)
