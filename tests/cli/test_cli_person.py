"""The page of a person on the command line: as text, JSON, card and approval form."""

import json
from datetime import date

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.sanctions import Sanction
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def filled(db):
    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        home = Court.get(Court.short_name == "青山法院")
        person = Person.add(court=home, name="王祯", staff_number="0012", born=date(1985, 3, 1), phone="13900000000")
        Person.add(court=home, name="李静")
        Person.add(court=home, name="李静")
        Sanction.add(person=person, sanction="admonition", decided=date(2017, 3, 4))
    close_store(store)
    return db


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_page_as_text_and_as_json(capsys, filled):
    code, out, _err = said(capsys, "person", "0012", "--db", filled)
    assert code == 0 and "王祯" in out and "出生年月：1985.03" in out and "诫勉" not in out
    code, out, _err = said(capsys, "person", "王祯", "--json", "--db", filled)
    told = json.loads(out)
    assert told["card"]["联系电话"] == "＊＊＊" and told["card"]["法院"] == "包头市青山区人民法院"
    assert {section["key"]: section["withheld"] for section in told["sections"]} == {
        "sanctions": True,
        "relations": True,
    }


def test_what_is_protected_is_asked_for(capsys, filled):
    _code, out, _err = said(capsys, "person", "王祯", "--restricted", "--json", "--db", filled)
    told = json.loads(out)
    (sanctions, _relations) = told["sections"]
    assert told["card"]["联系电话"] == "13900000000" and sanctions["lines"][0]["text"] == "诫勉"
    assert sanctions["lines"][0]["source"]["kind"] == "sanctions"


def test_a_card_and_an_approval_form(capsys, filled, tmp_path):
    code, out, _err = said(capsys, "person", "王祯", "--pdf", tmp_path / "卡片.pdf", "--db", filled)
    assert code == 0 and "已写出 1 页" in out
    code, out, _err = said(capsys, "person", "王祯", "--pdf", tmp_path / "表.pdf", "--approval", "--db", filled)
    assert code == 0 and "已写出 2 页" in out and "王祯缺照片、" in out
    with Pages(tmp_path / "表.pdf") as pages:
        assert "干部任免审批表" in pages.text(0) and "诫勉" not in pages.text(1)
    arguments = ("person", "王祯", "--pdf", tmp_path / "表.pdf", "--approval", "--restricted", "--db", filled)
    assert said(capsys, *arguments)[0] == 0
    with Pages(tmp_path / "表.pdf") as pages:
        assert "诫勉" in pages.text(1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("没有此人",), 1, "没有编号、工号或姓名是“没有此人”的人"),
        (("李静",), 1, "有 2 人叫“李静”"),
        (("王祯", "--approval"), 2, "--approval 要与 --pdf 同用"),
        (("王祯", "--pdf", "卡片.docx"), 1, "文件名应以 .pdf 结尾"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(capsys, filled, arguments, code, words):
    found, _out, err = said(capsys, "person", *arguments, "--db", filled)
    assert found == code and words in err
