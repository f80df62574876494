"""What the command line says of comfort money and of the green channel."""

import argparse
import json
from contextlib import nullcontext
from datetime import date
from importlib import import_module

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.command_line import Parser
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.child_care.records import CarePeriod, Child
from cadre_desktop.welfare.command_line import COMMANDS
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan
from cadre_desktop.welfare.counselling.slots import SlotSeries, book, offer
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS


@pytest.fixture
def run(court):
    parser = Parser()
    COMMANDS.add(parser.add_subparsers())

    def go(*words):
        chosen = parser.parse_args(["welfare", *words, "--db", "库.cadre"], argparse.Namespace())
        chosen.opener = lambda _chosen, create_new=False: nullcontext(court)
        module, name = chosen.run.rsplit(".", 1)
        return getattr(import_module(f"cadre_desktop.{module}"), name)(chosen)

    return go


def test_who_is_to_be_remembered(run, people, capsys):
    for words in (("--month", "3", "--year", "2024"), ("--month", "2024-03")):
        run("due", *words, "--json")
        told = json.loads(capsys.readouterr().out)
        assert "34 岁生日：王祯" in [each["text"] for each in told["due"]] and told["month"] == "2024-03"


def test_what_is_wrong_and_a_slip(run, court, people, tmp_path, capsys):
    values = {"hospital": "第二附属医院", "starts": date(2023, 1, 1), "ends": date(2023, 6, 30)}
    editing.add(court, AGREEMENTS.kind, values)
    run("due", "--month", "2023-06", "--json")
    assert "第二附属医院" in "".join(each["text"] for each in json.loads(capsys.readouterr().out)["due"])
    assert run("check", "--json") in (0, 1)
    assert json.loads(capsys.readouterr().out)["faults"] == []
    run("slip", "王祯", str(tmp_path / "单.pdf"), "--agreement", "第二附属")
    assert "惠医〔2023〕001号" in capsys.readouterr().out and (tmp_path / "单.pdf").exists()


def test_counselling_is_counted_without_telling_few(run, court, people, capsys):
    offer(court, SlotSeries([date(2023, 6, 5)], [SlotSpan("09:00", "10:00"), SlotSpan("10:00", "11:00")], "周老师", ""))
    book(court, CounsellingSlot.select().first().id, people["王祯"])
    run("counselling", "--year", "2023", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["total"]["offered"], told["total"]["used"], told["people"]) == (2, None, None)
    run("counselling", "--year", "2023")
    told = capsys.readouterr().out
    assert "全年\t2\t—" in told and "不足 5 人" in told and "王祯" not in told


def test_children_are_admitted_and_deleted(run, court, people, capsys):
    with court.step("期次"):
        days = {"starts": date(2023, 7, 1), "ends": date(2023, 7, 20)}
        period = CarePeriod.add(title="暑期一期", season="summer", capacity=10, **days)
        Child.add(period=period, number=1, person=Person.get(), name="闻人隐真", leaves_alone=True)
    run("children", "admit", "暑期一期", "--dry-run", "--json")
    told = capsys.readouterr().out
    assert json.loads(told)["admitted"] == 0 and "闻人隐真" not in told
    with pytest.raises(Refused, match="--confirm"):
        run("children", "delete", "暑期一期")
