"""`course quotas`, `nomination-forms` and `nominations`: places given out, forms written, filled ones taken in."""

import json
from datetime import datetime

import pytest
import xlsxwriter

from cadre_desktop.cli.parser import run
from cadre_desktop.courses.actions import save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def key(court):
    """The number of a course; the file has two departments and three people."""
    with court.step("录入"):
        home = Court.get(Court.short_name == "包头中院")
        rooms = [Department.add(court=home, name=name) for name in ("民事审判第一庭", "民事审判第二庭")]
        for number, name in enumerate(("王祯", "李静", "单雄信")):
            Person.add(court=home, department=rooms[number // 2], name=name)
    return save_course(court, {"title": "民事班", "starts": "2023-07-03", "ends": "2023-07-04"}).id


@pytest.fixture
def db(court, key):
    path = court.path
    close_store(court)
    yield path
    open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))


def said(capsys, *arguments):
    code = run([str(argument) for argument in ("course", *arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_places_are_given_to_a_department_and_listed(capsys, db, key):
    code, out, _err = said(capsys, "quotas", key, "--court", "包头中院", "--places", 3, "--db", db)
    assert code == 0 and out == "包头中院　名额 3　已报 0　候补 0　还空 3\n"
    said(capsys, "quotas", key, "--court", "包头中院", "--department", "民一庭", "--places", 2, "--db", db)
    code, out, _err = said(capsys, "quotas", key, "--json", "--db", db)
    part = {"department": "民事审判第一庭", "quota": 2, "listed": 0, "waiting": 0, "open": 2}
    whole = {"court": "包头中院", "quota": 3, "listed": 0, "waiting": 0, "open": 3, "departments": [part]}
    assert json.loads(out) == {"course": str(key), "courts": [whole]}
    said(capsys, "quotas", key, "--court", "包头中院", "--department", "民一庭", "--none", "--db", db)
    assert "民事审判第一庭" not in said(capsys, "quotas", key, "--db", db)[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--court", "包头中院"), "请用 --places 写明名额，或用 --none 取消名额。"),
        (("--places", 3), "请用 --court 写明是哪个法院的名额。"),
        (("--court", "火星法院", "--places", 3), "没有叫“火星法院”的法院"),
        (("--court", "包头中院", "--department", "民五庭", "--places", 3), "这个法院没有叫“民五庭”的部门。"),
        (("--court", "包头中院", "--department", "民庭", "--places", 3), "“民庭”可能是民事审判第一庭、民事审判第二庭"),
    ],
)
def test_what_cannot_be_is_said(capsys, db, key, arguments, sentence):
    code, _out, err = said(capsys, "quotas", key, *arguments, "--db", db)
    assert code == 1 and sentence in err


def test_more_places_for_a_department_than_its_court_has_are_refused(capsys, db, key):
    said(capsys, "quotas", key, "--court", "包头中院", "--places", 1, "--db", db)
    code, _out, err = said(
        capsys, "quotas", key, "--court", "包头中院", "--department", "民一庭", "--places", 2, "--db", db
    )
    assert code == 1 and "包头中院各部门名额合计 2 个，多于这个法院的名额 1 个" in err


def test_forms_go_out_and_filled_ones_come_in(capsys, db, key, tmp_path):
    said(capsys, "quotas", key, "--court", "包头中院", "--department", "民一庭", "--places", 1, "--db", db)
    form = tmp_path / "推荐表.xlsx"
    code, out, _err = said(capsys, "nomination-forms", key, form, "--db", db)
    assert code == 0 and "已写出 1 份推荐表" in out
    assert [sheet.name for sheet in read_workbook(form).sheets] == ["包头中院民事审判第一庭推荐表"]
    assert said(capsys, "nomination-forms", key, tmp_path / "推荐表.pdf", "--db", db)[0] == 0
    assert said(capsys, "nomination-forms", key, tmp_path / "推荐表.txt", "--db", db)[0] == 1
    with xlsxwriter.Workbook(form) as book:
        sheet = book.add_worksheet("包头中院民一庭推荐表")
        for number, row in enumerate((["姓名"], ["王祯"], ["李静"], ["王大锤"])):
            sheet.write_row(number, 0, row)
    code, out, _err = said(capsys, "nominations", key, form, "--dry-run", "--json", "--db", db)
    told = json.loads(out)
    assert (code, told["recognised"], told["listed"], told["waiting"]) == (1, 2, 0, 0)
    assert told["notes"] == ["包头中院民事审判第一庭推荐 2 人，只有 1 个名额空着，后 1 人列为候补。"]
    assert told["open"][0]["person"] == "王大锤" and told["problems"] == []
    code, out, _err = said(capsys, "nominations", key, form, "--db", db)
    assert code == 1 and out.startswith("认出 2 人：加入 1 人，候补 1 人，已在名单 0 人。")
    assert "王大锤（包头中院民一庭），没有“王大锤”这个人" in out
    assert json.loads(said(capsys, "quotas", key, "--json", "--db", db)[1])["courts"][0]["waiting"] == 1
    store = open_store(db, SCHEMA, "王祯")
    assert [(row.person.name, row.status) for row in Enrolment.select()] == [("王祯", "enrolled"), ("李静", "waiting")]
    close_store(store)
