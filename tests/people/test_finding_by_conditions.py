"""People by conditions on a day, as rules and in the dialog."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.screens.structure.finding_dialog import FindingDialog
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.finding import PeopleWanted, found, vet_wanted, wanted_listing, wanted_words
from cadre_desktop.people.structure.rules import Lead, Schooling

TODAY = date(2023, 6, 1)


@pytest.fixture
def people(started):
    """Keys by name: a head, a young deputy, somebody of whom nothing is known, and a retired woman."""
    store = started.window.desk.store
    court = Court.select().first()
    rows = {
        "庭长": {"born": date(1964, 8, 1), "sex": "male", "post": "庭长", "post_since": date(2015, 6, 1)},
        "副职": {"born": date(1986, 6, 1), "sex": "female", "post": "副庭长", "education": "11", "political": "01"},
        "不详": {},
        "退休": {
            "born": date(1966, 1, 1),
            "sex": "female",
            "status": PersonStatus.RETIRED,
            "status_since": date(2021, 1, 31),
        },
    }
    with store.step("人员"):
        keys = {name: Person.add(name=name, court=court, **values).id for name, values in rows.items()}
        PostHeld.add(person=keys["副职"], starts=date(2020, 6, 15), post="副庭长", judge_grade="310", rank="")
    return keys


def names(people, **asked):
    day = asked.pop("day", TODAY)
    keys = found(read_staff(day, TODAY), PeopleWanted(day, **asked))
    return {name for name, key in people.items() if key in keys}


def test_each_condition_finds_those_who_meet_it_on_that_day(people):
    assert names(people, ages=(37, None)) == {"庭长", "副职"}
    assert names(people, ages=(37, None), day=date(2023, 5, 31)) == {"庭长"}
    assert names(people, ages=(None, 40)) == {"副职"}
    assert names(people, sex="female") == {"副职"}
    assert names(people, sex="female", on_staff=False) == {"副职", "退休"}
    assert names(people, sex="female", day=date(2021, 1, 30)) == {"副职", "退休"}
    assert names(people, lead=Lead.DEPUTY) == {"副职"}
    assert names(people, schooling=Schooling.POSTGRADUATE, political="01", judge_grade="310") == {"副职"}
    assert names(people, eighties=True) == {"副职"}
    assert names(people, years_in_post=(3, None)) == {"庭长"} | {"副职"}
    assert names(people, years_in_post=(3, 5)) == {"副职"}
    assert names(people, retires_within=2) == {"庭长"}


def test_what_is_asked_is_written_above_the_list(people):
    wanted = PeopleWanted(TODAY, ages=(30, 40), sex="female", retires_within=3, years_in_post=(2, None))
    assert wanted_words(wanted) == "2023-06-01：年龄 30–40 岁，女，任现职满 2 年，3 年内到龄退休"
    assert wanted_listing(read_staff(TODAY, TODAY), wanted).count() == 0


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (PeopleWanted(TODAY), "请至少填写一个条件。"),
        (PeopleWanted(TODAY, ages=(40, 30)), "年龄的下限 40 大于上限 30，请核对。"),
    ],
)
def test_what_finds_nobody_by_mistake_is_refused(wanted, words):
    with pytest.raises(Refused, match=words):
        vet_wanted(wanted)


def test_the_dialog_opens_those_found(qtbot, started, people):
    lists = []
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FindingDialog(started.window.desk, lists.append, parent)
    dialog.answer()
    assert "至少填写一个条件" in dialog.problem.text()
    dialog.ages.low.set_value(40)
    dialog.ages.high.set_value(30)
    dialog.answer()
    assert "下限 40 大于上限 30" in dialog.problem.text()
    dialog.ages.high.set_value(65)
    dialog.choices["lead"].set_value(Lead.HEAD)
    dialog.answer()
    assert lists[0].page(0, 9) == [people["庭长"]]
