"""What is wrong with one person is told once, at its field."""

from datetime import date

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.trainings import vet_training


@pytest.mark.parametrize(("name", "words"), [("", "“姓名”不能为空。"), ("=1+1", "像是公式")])
def test_a_wrong_name_is_told_once(name, words):
    with pytest.raises(Refused) as refused:
        PERSON.check({"name": name, "court": 1})
    (problem,) = (problem for problem in refused.value.problems if problem.field == "name")
    assert words in problem.message


def test_a_training_that_cannot_be_is_told_at_its_fields():
    values = {"hours": -5, "year": 99999, "starts": date(2023, 3, 2), "ends": date(2023, 3, 1)}
    assert [problem.field for problem in vet_training(values)] == ["hours", "year", "ends"]
    assert vet_training({"hours": 0, "year": 2023, "starts": date(2023, 3, 1), "ends": date(2023, 3, 1)}) == []
