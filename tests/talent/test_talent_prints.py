"""The printed lists of the pools, read back as text."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.talent.actions import leave
from cadre_desktop.talent.kinds import ROTATION
from cadre_desktop.talent.prints import print_ageing_out, print_pool_roster, print_rotations
from cadre_desktop.talent.rules import ExitReason
from cadre_desktop.talent.stages.admitting import admit

TODAY = date(2023, 6, 1)
ORGANISATION = "包头市中级人民法院"


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_the_roster_lists_who_is_in_the_pool(court, young, people, tmp_path):
    path = tmp_path / "名册.pdf"
    with pytest.raises(Refused, match="还没有在库人员"):
        print_pool_roster(path, young, ORGANISATION, TODAY)
    keys = admit(court, young, [people["王祯"], people["李静"], people["欧阳文博"]], TODAY).new
    leave(court, keys[2:], TODAY, ExitReason.OTHER)
    assert print_pool_roster(path, young, ORGANISATION, TODAY).pages == 1
    text = text_of(path)
    for words in ("优秀年轻干部库人员花名册", "2023年6月1日", "王祯", "1990.03", "审判员", "共2人", "第1页共1页"):
        assert words in text
    assert "欧阳文博" not in text


def test_the_list_of_who_ages_out_says_when(court, young, people, tmp_path):
    admit(court, young, [people["王祯"], people["欧阳文博"]], TODAY)
    path = tmp_path / "超龄.pdf"
    print_ageing_out(path, 2023, ORGANISATION, TODAY)
    text = text_of(path)
    assert "2023年人才库超龄人员名单" in text
    assert "欧阳文博1987.09" in text
    assert "35周岁2023.09" in text
    assert "王祯" not in text
    with pytest.raises(Refused, match="2024 年没有人超过"):
        print_ageing_out(path, 2024, ORGANISATION, TODAY)


def test_the_rotation_list_leaves_out_what_was_given_up(court, people, tmp_path):
    path = tmp_path / "轮岗.pdf"
    with pytest.raises(Refused, match="还没有交流轮岗"):
        print_rotations(path, 2023, ORGANISATION, TODAY)
    for name, status in (("王祯", "planned"), ("李静", "cancelled")):
        editing.add(
            court,
            ROTATION,
            {"person": people[name], "planned": date(2023, 9, 1), "to_post": "副庭长", "status": status},
        )
    print_rotations(path, 2023, ORGANISATION, TODAY)
    text = text_of(path)
    assert "王祯审判员包头市中级人民法院" in text
    assert "2023-09-01" in text
    assert "李静" not in text
