"""Rows of the dossier that contradict what is on file already are refused where they are entered."""

from datetime import date
from types import SimpleNamespace

import pytest
from PIL import Image

from cadre_desktop.kit import editing
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.photos.reading import PictureFile
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.relations import RELATIONS, Relation
from cadre_desktop.people.registers.retirement_decisions import RETIREMENT_DECISIONS
from cadre_desktop.people.screens.photos.photos_dialog import portraits


@pytest.fixture
def two(court):
    home = Court.get().id
    add_people(
        court, [{"name": "王祯", "sex": "male", "court": home}, {"name": "李静", "sex": "female", "court": home}]
    )
    return Person.get(Person.name == "王祯").id, Person.get(Person.name == "李静").id


def test_a_pair_of_kin_is_entered_once_whichever_way_round(court, two):
    man, woman = two
    editing.add(court, RELATIONS.kind, {"person": man, "other": woman, "kinship": "in_law"})
    with pytest.raises(Refused, match="已经登记过"):
        editing.add(court, RELATIONS.kind, {"person": woman, "other": man, "kinship": "in_law"})
    assert Relation.select().count() == 1


@pytest.mark.parametrize(
    ("whom", "base", "fits"), [(0, "female_55", False), (0, "male_60", True), (1, "male_60", False)]
)
def test_a_base_of_the_other_sex_is_refused(court, two, whom, base, fits):
    values = {"person": two[whom], "decided": date(2025, 3, 1), "base": base}
    if fits:
        editing.add(court, RETIREMENT_DECISIONS.kind, values)
        return
    with pytest.raises(Refused, match="不符"):
        editing.add(court, RETIREMENT_DECISIONS.kind, values)


def test_photos_beside_one_that_cannot_be_read_come_in(tmp_path):
    Image.new("RGB", (400, 500), "grey").save(tmp_path / "王祯.jpg")
    (tmp_path / "李静.jpg").write_bytes(b"no picture")
    lines = [
        SimpleNamespace(picture=PictureFile(path.name, path), frame=None, owner=SimpleNamespace(key=key))
        for key, path in enumerate((tmp_path / "王祯.jpg", tmp_path / "李静.jpg"))
    ]
    found, problems = portraits(lines, Progress())
    assert list(found) == [0] and [str(each).partition("：")[0] for each in problems] == ["李静.jpg"]
    with pytest.raises(Refused, match="一张也没有录入"):
        portraits(lines[1:], Progress())
