"""`course propose`: JSON that other programs rely on, files, and sentences for what cannot be."""

import json
from datetime import datetime

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.courses.actions import save_course
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def db(court):
    """A file with two people of two courts."""
    with court.step("录入"):
        for name, short in (("王祯", "包头中院"), ("单雄信", "青山法院")):
            home = Court.get(Court.short_name == short)
            room = Department.add(court=home, name="执行局", line="5")
            Person.add(court=home, department=room, name=name, category="judge")
    path = court.path
    close_store(court)
    yield path
    open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))


@pytest.fixture
def key(db):
    """The number of a course of two days."""
    store = open_store(db, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    made = save_course(store, {"title": "执行培训班", "starts": "2023-07-03", "ends": "2023-07-04"})
    close_store(store)
    return made.id


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_json(capsys, db, key):
    code, out, _err = said(capsys, "course", "propose", key, "--count", 1, "--json", "--db", db)
    told = json.loads(out)
    assert code == 0
    assert set(told) == {
        "course", "title", "target", "count", "spread", "by_quota", "fit", "people", "excluded",
    }  # fmt: skip
    assert [(each["rank"], each["person"], each["score"]) for each in told["people"]] == [(1, "王祯", "75.0")]
    assert told["fit"] == 2 and told["course"] == str(key)


def test_lines_for_people(capsys, db, key):
    _code, out, _err = said(capsys, "course", "propose", key, "--db", db)
    assert out.splitlines()[0] == "推荐范围：全部人员"
    assert out.splitlines()[1].startswith("1　王祯　包头中院　执行局　75.0　还缺 90 学时（2023 年任务 90 学时）；")
    assert out.splitlines()[-1] == "从符合条件的 2 人中推荐 2 人；不能推荐的 0 人。"


def test_the_group_is_narrowed_by_words(capsys, db, key):
    chosen = ("--court", "青山法院", "--department", "执行局", "--category", "法官", "--line", "执行", "--json")
    told = json.loads(said(capsys, "course", "propose", key, *chosen, "--db", db)[1])
    assert [each["person"] for each in told["people"]] == ["单雄信"]
    assert told["target"]["line"] == "5" and told["target"]["category"] == "judge"
    told = json.loads(said(capsys, "course", "propose", key, "--level", "副科级", "--json", "--db", db)[1])
    assert told["people"] == []


def test_files(capsys, db, key, tmp_path):
    pdf, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    assert said(capsys, "course", "propose", key, "--pdf", pdf, "--db", db)[0] == 0
    with Pages(pdf) as pages:
        assert len(pages) == 1
    assert said(capsys, "course", "propose", key, "--xlsx", book, "--db", db)[0] == 0
    assert [sheet.name for sheet in read_workbook(book).sheets] == ["推荐人选", "不能推荐"]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (("--count", "0"), "推荐人数应为 1 以上的整数"),
        (("--category", "法师"), "“法师”不对，应为：法官、"),
        (("--line", "火线"), "“火线”不对"),
        (("--level", "顶级"), "“顶级”不对"),
        (("--court", "天上法院"), "没有叫“天上法院”的法院"),
        (("--department", "执行局"), "请用 --court 写明是哪个法院"),
        (("--court", "青山法院", "--department", "伙房"), "这个法院没有叫“伙房”的部门"),
        (("--pdf", "a.txt"), "文件名应以 .pdf 结尾"),
    ],
)
def test_what_cannot_be_is_said(capsys, db, key, chosen, sentence):
    code, _out, err = said(capsys, "course", "propose", key, *chosen, "--db", db)
    assert code == 1 and sentence in err


def test_a_course_there_is_not_and_a_full_one(capsys, db, key):
    assert "没有编号为 1 的班次" in said(capsys, "course", "propose", 1, "--db", db)[2]
    store = open_store(db, SCHEMA, "王祯")
    save_course(store, {"places": 0}, key)
    close_store(store)
    assert "名额已满" in said(capsys, "course", "propose", key, "--db", db)[2]
