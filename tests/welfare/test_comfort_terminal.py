"""What the command line says of comfort money and of the green channel."""

import argparse
import json
from contextlib import nullcontext
from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.command_line import Parser
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS
from cadre_desktop.welfare.terminal import comfort, green_channel


@pytest.fixture
def run(court):
    parser = Parser()
    commands = parser.add_subparsers()
    for module in (comfort, green_channel):
        module.add(commands)
    acts = {"show_due": comfort.show_due, "show_check": comfort.show_check, "write_slip": green_channel.write_slip}

    def go(*words):
        chosen = parser.parse_args([*words, "--db", "库.cadre"], argparse.Namespace())
        chosen.opener = lambda _chosen, create_new=False: nullcontext(court)
        acts[chosen.run.rsplit(".")[-1]](chosen)

    return go


def test_who_is_to_be_remembered(run, people, capsys):
    run("due", "--month", "3", "--year", "2024", "--json")
    told = json.loads(capsys.readouterr().out)
    assert [(each["name"], each["reason"], each["given"]) for each in told["people"]] == [("王祯", "34 岁生日", False)]


def test_what_is_wrong_and_a_slip(run, court, people, tmp_path, capsys):
    values = {"hospital": "第二附属医院", "starts": date(2023, 1, 1), "ends": date(2023, 6, 30)}
    editing.add(court, AGREEMENTS.kind, values)
    run("check", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["agreements_ending"] == [{"hospital": "第二附属医院", "ends": "2023-06-30"}]
    assert (told["ceilings"], told["overdue_payments"]) == ([], 0)
    run("slip", "王祯", str(tmp_path / "单.pdf"), "--agreement", "第二附属")
    assert "惠医〔2023〕001号" in capsys.readouterr().out and (tmp_path / "单.pdf").exists()
