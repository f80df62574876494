"""What admission reads from the dossier, and that it keeps to the pool's whole rule."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.dossier import Training, post_honours, post_training
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES, AnnualGrade
from cadre_desktop.people.registers.education import EDUCATION
from cadre_desktop.people.registers.posts_held import POSTS_HELD
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES
from cadre_desktop.people.registers.sanctions import SANCTIONS
from cadre_desktop.talent.actions import save_pool
from cadre_desktop.talent.readiness.facts import graded_years, read_facts
from cadre_desktop.talent.registers.exclusions import POOL_EXCLUSIONS
from cadre_desktop.talent.stages.admitting import admit, sift

DAY = date(2023, 6, 1)


@pytest.fixture
def wang(court, people):
    """王祯 with a dossier."""
    key = people["王祯"]
    for kind, values in (
        (POSTS_HELD, {"starts": date(2015, 1, 1), "ends": date(2019, 1, 1), "post": "立案庭书记员"}),
        (POSTS_HELD, {"starts": date(2020, 3, 1), "post": "执行局副局长", "post_level": "142"}),
        (POSTS_HELD, {"starts": date(2021, 3, 1), "rank": "general-09"}),
        (EDUCATION, {"education": "31", "school": "内蒙古大学"}),
        (EDUCATION, {"education": "21", "school": "内蒙古大学"}),
        (ANNUAL_GRADES, {"year": 2022, "grade": "excellent"}),
        (ANNUAL_GRADES, {"year": 2019, "grade": "basic"}),
        (ROTATION_ENTRIES, {"starts": date(2022, 1, 1), "department": "研究室"}),
    ):
        editing.add(court, kind.kind, {"person": key, **values})
    with court.step("记入"):
        post_honours(
            court, 99, [{"person": key, "title": "业务能手", "granted": date(2023, 1, 1), "grantor": "包头中院"}]
        )
        post_training(court, 98, [Training(key, "执行实务", date(2022, 5, 1), 455)])
    return key


def test_facts_come_from_all_registers(wang):
    facts = read_facts([wang], DAY)[wang]
    assert (facts.education, facts.level, facts.post_since) == ("21", "142", date(2020, 3, 1))
    assert [grade.label for grade in facts.grades] == ["优秀"]
    assert facts.grade_years == (2022, 2021, 2020)
    assert (facts.titles, facts.hours, facts.hours_year) == (("业务能手",), 455, 2022)
    assert {code for code, _why in facts.lines} == {"5", "6", "12"}
    before = read_facts([wang], date(2019, 6, 1))[wang]
    assert (before.level, before.titles, before.post_since) == ("", (), None)


def test_the_rank_is_that_of_the_day(court, wang):
    assert read_facts([wang], DAY)[wang].rank == "general-09"
    assert read_facts([wang], date(2021, 2, 28))[wang].rank == ""
    with court.step("改"):
        Person.update(judge_grade="308", rank="general-08").where(Person.id == wang).execute()
    facts = read_facts([wang], DAY)[wang]
    assert (facts.rank, facts.judge_grade) == ("general-09", "308")


def test_the_grades_asked_for_are_those_there_can_be(court, people, wang):
    assert graded_years(date(2024, 2, 1)) == (2022, 2021, 2020)  # nobody has one of 2023 yet
    editing.add(court, ANNUAL_GRADES.kind, {"person": people["李静"], "year": 2023, "grade": "competent"})
    assert graded_years(date(2024, 2, 1)) == (2023, 2022, 2021)
    assert graded_years(date(2030, 2, 1)) == (2029, 2028, 2027)


@pytest.mark.parametrize(
    ("register", "values", "words"),
    [
        (POOL_EXCLUSIONS, {"reason": "拒不服从轮岗", "until": date(2023, 6, 1)}, "在排除名单中：拒不服从轮岗"),
        (POOL_EXCLUSIONS, {"reason": "拒不服从轮岗", "until": date(2023, 5, 31)}, ""),
        (SANCTIONS, {"sanction": "warning", "decided": date(2023, 1, 1)}, "受限信息"),
        (SANCTIONS, {"sanction": "warning", "decided": date(2022, 1, 1), "until": date(2022, 6, 30)}, ""),
        (SANCTIONS, {"sanction": "warning", "decided": date(2023, 7, 1)}, ""),
    ],
)
def test_who_is_barred_is_not_admitted(court, young, people, register, values, words):
    editing.add(court, register.kind, {"person": people["王祯"], **values})
    sifted = sift(young, [people["王祯"]], DAY)
    assert words in "".join(reason for _person, reasons in sifted.unfit for reason in reasons)
    assert bool(sifted.unfit) == bool(words)
    assert "警告" not in str(sifted.unfit)  # which sanction is nobody's business here


def test_the_exclusion_of_one_pool_is_of_no_other(court, young, expert, people):
    editing.add(court, POOL_EXCLUSIONS.kind, {"person": people["王祯"], "pool": expert.id, "reason": "本人不愿意"})
    assert sift(young, [people["王祯"]], DAY).fit
    assert sift(expert, [people["王祯"]], DAY).unfit


def test_only_who_meets_the_whole_rule_is_admitted(court, people, wang):
    pool = save_pool(
        court, {"name": "执行人才库", "type": "other", "line": "5", "education": "21", "contest_title": True}
    )
    with pytest.raises(Refused) as refused:
        admit(court, pool, [wang, people["李静"]], DAY)
    said = [problem.message for problem in refused.value.problems]
    assert all(text.startswith("李静：") for text in said)
    assert [word in "".join(said) for word in ("学历", "业务竞赛的称号")] == [True, True]
    assert len(admit(court, pool, [wang], DAY).new) == 1


def test_a_pool_whose_rule_nobody_can_meet_is_refused(court):
    with pytest.raises(Refused, match="没有人能同时符合") as refused:
        save_pool(court, {"name": "库", "type": "young", "age_limit": 30, "service_years": 20})
    assert refused.value.problems[0].field == "service_years"


def test_many_people_are_read_by_few_statements(court, people):
    with court.step("录入"):
        home = Person.get().court
        keys = [Person.add(court=home, name=f"张{chr(0x4E00 + index)}").id for index in range(300)]
        AnnualGrade.add_many([{"person": key, "year": 2022, "grade": "competent"} for key in keys])
    asked = []
    run = database.run
    database.run = lambda *given: (asked.append(given), run(*given))[1]
    try:
        assert len(read_facts(keys, DAY)) == 300
    finally:
        del database.run
    assert len(asked) < 15
