"""Retirement and promotion on the command line: exit codes, sentences, and JSON that other programs rely on."""

import json
from datetime import date

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.schema import SCHEMA


def pages_of(path):
    with Pages(path) as pages:
        return len(pages)


@pytest.fixture
def staffed(db):
    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        home = Court.select().first()
        this_year = date.today().year
        for name, sex, born in (
            ("王男", "male", date(this_year - 61, 12, 1)),
            ("李女", "female", date(this_year - 56, 12, 1)),
            ("郑缺", "male", None),
        ):
            one = Person.add(court=home, name=name, sex=sex, born=born, rank="general-09", joined_work=date(1990, 1, 1))
            PostHeld.add(person=one, starts=date(2020, 1, 1), rank="general-09")
    close_store(store)
    return db


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("1976-09", "男60"), (756, "2039-09", "2036-09", False)),
        (("1965-01", "男60"), (721, "2025-02", "2025-01", False)),
        (("1964-12", "男60"), (720, "2024-12", "2024-12", False)),
        (("1981-09", "女55"), (696, "2039-09", "2036-09", False)),
        (("1984-11", "女50"), (660, "2039-11", "2036-11", False)),
        (("1984-11", "女50", "--employment", "聘用制"), (660, "2039-11", "2036-11", True)),
        (("1984-11", "女50", "--employment", "工勤"), (660, "2039-11", "2036-11", True)),
        (("1984-11", "女50", "--employment", "编制内"), (660, "2039-11", "2036-11", False)),
    ],
)
def test_retirement_is_reckoned_without_a_file(capsys, arguments, told):
    born, base, *more = arguments
    assert run(["retirement", "--born", born, "--base", base, *more, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    keys = ("age_months", "statutory", "earliest", "late_allowed")
    assert found == dict(zip(keys, told, strict=True))


def test_women_of_the_county_level_have_a_choice_with_a_reference(capsys):
    assert run(["retirement", "--born", "1972-03", "--base", "处级女", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["statutory"], found["own_wish"]["from"]) == ("2034-01", "2027-03")
    assert "组通字〔2015〕14号" in found["own_wish"]["reference"]
    assert run(["retirement", "--born", "1972-03", "--base", "处级女"]) == 0
    assert "请按文件决定" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--born", "1976-09"], "要一起写"),
        (["--base", "男60"], "要一起写"),
        (["--born", "1976-13", "--base", "男60"], "1976-13"),
        (["--born", "1976-09", "--base", "男65"], "应为男60"),
        (["--born", "1976-09", "--base", "男60", "--employment", "外星人"], "--employment 应为"),
        (["--born", "1976-09", "--base", "男60", "--until", "2030-01-01"], "只计算一个人"),
        (["--employment", "聘用制"], "一起用"),
    ],
)
def test_a_wrong_use_is_said(capsys, arguments, words):
    with pytest.raises(SystemExit) as left:
        code = run(["retirement", *arguments])
        raise SystemExit(code)
    assert left.value.code == 2
    assert words in capsys.readouterr().err


def test_the_list_of_those_who_retire(capsys, staffed, tmp_path):
    assert run(["retirement", "--json", "--db", str(staffed)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in found["people"]} == {"王男", "李女"}
    assert {one["base_from"] for one in found["people"]} == {"proposal"}
    assert found["unclear"][0]["name"] == "郑缺"
    assert run(["retirement", "--db", str(staffed)]) == 0
    out = capsys.readouterr().out
    assert "男60（拟）" in out
    assert "郑缺" in out
    for flags in ([], ["--approval"]):
        pdf, xlsx = tmp_path / f"{len(flags)}.pdf", tmp_path / f"{len(flags)}.xlsx"
        assert run(["retirement", *flags, "--pdf", str(pdf), "--db", str(staffed)]) == 0
        assert run(["retirement", *flags, "--xlsx", str(xlsx), "--db", str(staffed)]) == 0
        assert pages_of(pdf) == 1
    assert run(["retirement", "--until", "2000-01-01", "--pdf", str(tmp_path / "x.pdf"), "--db", str(staffed)]) == 1
    assert "没有人到龄退休" in capsys.readouterr().err


def test_who_may_be_promoted(capsys, staffed, tmp_path):
    assert run(["promotion", "--on", "2024-03-01", "--json", "--db", str(staffed)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["on"] == "2024-03-01"
    assert {(one["name"], one["to"], one["earliest"], one["eligible"]) for one in found["people"]} == {
        (name, "二级主任科员", "2022-01", True) for name in ("王男", "李女", "郑缺")
    }
    assert all(isinstance(one["person"], str) for one in found["people"])
    assert run(["promotion", "--on", "2024-03-01", "--court", "包头中院", "--db", str(staffed)]) == 0
    assert "符合 3 人" in capsys.readouterr().out
    pdf = tmp_path / "测评.pdf"
    assert run(["promotion", "--on", "2024-03-01", "--ballot", "--pdf", str(pdf), "--db", str(staffed)]) == 0
    assert pages_of(pdf) == 1
    assert run(["promotion", "--on", "2020-03-01", "--ballot", "--pdf", str(pdf), "--db", str(staffed)]) == 1
    assert "没有符合条件的人" in capsys.readouterr().err


def test_a_court_that_is_none(capsys, staffed):
    with pytest.raises(SystemExit) as left:
        raise SystemExit(run(["promotion", "--on", "2024-03-01", "--court", "某院", "--db", str(staffed)]))
    assert left.value.code == 2
    assert "没有叫“某院”的法院" in capsys.readouterr().err
