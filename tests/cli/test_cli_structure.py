"""The structure of a day on the command line: exit codes, sentences, and JSON that other programs rely on."""

import json
from datetime import date

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def led(db):
    """A head born in 1985, who was a deputy until the middle of 2023."""
    store = open_store(db, SCHEMA, "王祯")
    with store.step("人员"):
        court = Court.select().order_by(Court.place).first()
        key = Person.add(name="王祯", court=court, born=date(1985, 3, 1), sex="male", post="庭长").id
        PostHeld.add(person=key, starts=date(2018, 1, 1), ends=date(2023, 6, 30), post="副庭长", post_level="132")
        PostHeld.add(person=key, starts=date(2023, 7, 1), post="庭长", post_level="131")
    close_store(store)
    return db


def test_json_has_the_figures_of_the_day_and_of_the_end_of_the_year_before(capsys, led):
    assert run(["structure", "--on", "2023-12-31", "--json", "--db", str(led)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["on"], told["compared_with"], told["staff"]) == ("2023-12-31", "2022-12-31", 1)
    leaders = {each["lead"]: each for each in told["leaders"]}
    assert leaders["head"]["born_1980s_percent"] == 100
    assert leaders["head"]["bands"]["36–40岁"] == 1
    assert (leaders["head"]["before"]["people"], leaders["deputy"]["before"]["people"]) == (0, 1)
    assert told["units"][0]["court"] is None
    assert told["units"][0]["counts"]["age.1"] == 1
    assert told["quota"][0]["authorised"] is None
    assert {"key", "text", "people", "grave"} == set(told["remarks"][0])


def test_paper_and_workbook_are_written(capsys, led, tmp_path):
    pdf, xlsx = tmp_path / "结构.pdf", tmp_path / "结构.xlsx"
    assert run(["structure", "--on", "2023-12-31", "--pdf", str(pdf), "--db", str(led)]) == 0
    assert run(["structure", "--on", "2023-12-31", "--xlsx", str(xlsx), "--db", str(led)]) == 0
    with Pages(pdf) as pages:
        assert len(pages) == 3
    assert read_workbook(xlsx).sheets[0].name == "领导职务年龄结构"


def test_a_court_that_is_not_on_file_is_refused(capsys, led):
    assert run(["structure", "--court", "呼和浩特", "--db", str(led)]) == 1
    assert "没有叫“呼和浩特”的法院" in capsys.readouterr().err
    assert run(["structure", "--on", "2023-13-01", "--db", str(led)]) == 2


def test_without_a_format_it_is_told_in_lines(capsys, led):
    assert run(["structure", "--on", "2023-12-31", "--court", "包头中院", "--db", str(led)]) == 0
    said = capsys.readouterr().out
    assert "2023-12-31 包头市中级人民法院在册 1 人" in said
    assert "正职：1 人，80后 100%" in said
