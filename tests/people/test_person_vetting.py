"""What is wrong with one person is told once, at its field."""

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.kinds import PERSON


@pytest.mark.parametrize(("name", "words"), [("", "“姓名”不能为空。"), ("=1+1", "像是公式")])
def test_a_wrong_name_is_told_once(name, words):
    with pytest.raises(Refused) as refused:
        PERSON.check({"name": name, "court": 1})
    (problem,) = (problem for problem in refused.value.problems if problem.field == "name")
    assert words in problem.message
