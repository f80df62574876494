"""The year's plan on the command line: exit codes, sentences, and JSON that other programs rely on."""

import json
from datetime import date

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def planned(db):
    store = open_store(db, SCHEMA, "王祯")
    values = {"year": 2023, "title": "政治轮训", "series": "political", "courses": 2, "hours": 145, "budget": 2_500_050}
    add(store, PLAN_ITEMS.kind, values)
    close_store(store)
    return db


def test_json_has_what_is_planned_and_reached_as_exact_decimals(capsys, planned):
    assert run(["plan", "--year", "2023", "--json", "--db", str(planned)]) == 0
    told = json.loads(capsys.readouterr().out)
    (line,) = told["lines"]
    assert line["id"].isdigit()
    assert told["total"]["planned"] == {"lines": 1, "courses": 2, "persons": None, "hours": "29", "budget": "25000.5"}
    assert (line["title"], line["state"]) == ("政治轮训", "late" if date.today().year > 2023 else "waiting")
    assert {"series", "months", "forms", "courts"} <= set(told)


def test_paper_and_workbook_are_written(capsys, planned, tmp_path):
    pdf, xlsx = tmp_path / "计划.pdf", tmp_path / "计划.xlsx"
    assert run(["plan", "--year", "2023", "--pdf", str(pdf), "--db", str(planned)]) == 0
    assert run(["plan", "--year", "2023", "--xlsx", str(xlsx), "--db", str(planned)]) == 0
    assert "已打印 2 页" in capsys.readouterr().out
    with Pages(pdf) as pages:
        assert len(pages) == 2
    assert read_workbook(xlsx).sheets[0].name == "计划与执行"


def test_a_year_without_a_plan_says_what_to_do(capsys, planned):
    assert run(["plan", "--year", "2022", "--db", str(planned)]) == 1
    assert "2022 年还没有培训计划" in capsys.readouterr().err


def test_lines_are_listed_with_the_reason(capsys, planned):
    assert run(["plan", "--year", "2023", "--db", str(planned)]) == 0
    assert "政治轮训　" in capsys.readouterr().out
