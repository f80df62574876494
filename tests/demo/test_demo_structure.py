"""The age structure of the report comes out of counting the demonstration court's people."""

from datetime import date
from itertools import pairwise

import pytest

from cadre_desktop.demo.leaders import deputy_of, head_of
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.rules import CourtLevel
from cadre_desktop.people.structure.leading import HEAD_OR_DEPUTY, changes
from cadre_desktop.people.structure.opening import changes_listing
from cadre_desktop.people.structure.report import read_report, two_years_on
from cadre_desktop.people.structure.rules import Lead, lead_of, rulebook_of

pytestmark = pytest.mark.xdist_group("demo")

END, TODAY = date(2023, 12, 31), date(2024, 5, 20)
RULES = rulebook_of()


def own():
    return Court.get(Court.level == CourtLevel.INTERMEDIATE).id


@pytest.mark.parametrize("of_own_court", [True, False], ids=["intermediate court", "all courts"])
def test_the_shares_are_those_of_the_report(demo, of_own_court):
    report = read_report(END, TODAY, RULES, own() if of_own_court else None)
    leads = {each.key: (each, before) for each, before in zip(report.leads, report.before, strict=True)}
    assert leads[Lead.HEAD][0].eighties_share == 33 > leads[Lead.HEAD][1].eighties_share
    assert leads[Lead.DEPUTY][0].eighties_share == 52 > leads[Lead.DEPUTY][1].eighties_share
    grown = dict(
        zip((each.key for each in report.leads), changes(report.leads, report.before, "about_35"), strict=True)
    )
    assert grown[HEAD_OR_DEPUTY] == 4
    assert all(each.count("unknown") == 0 for each in report.leads)


def test_the_changes_of_the_year_are_those_of_the_report(demo):
    year = read_report(END, TODAY, RULES).year
    assert (len(year.to_grassroots), len(year.to_middle)) == (6, 18)
    assert changes_listing(year.to_middle, "").count() == 18
    assert read_report(date(2022, 12, 31), TODAY, RULES).year == ([], [])


def test_nothing_but_departments_rests_on_the_present(demo):
    assert {remark.key for remark in read_report(END, TODAY, RULES).remarks} == {"department_assumed"}
    assert read_report(TODAY, TODAY, RULES).remarks == []


def test_in_two_years_some_leaders_have_retired(demo):
    report = read_report(two_years_on(TODAY), TODAY, RULES)
    gone = [person for each in report.retiring for person in each.heads]
    assert gone
    assert sum(len(each.people) for each in report.retiring) >= len(gone)
    people = report.table.count(0, "people")
    now = read_report(TODAY, TODAY, RULES).table.count(0, "people")
    assert now - people == sum(len(each.people) for each in report.retiring)


def test_every_court_has_posts_enough_and_no_more_judges_than_its_quota(demo):
    lines = read_report(END, TODAY, RULES).quota
    assert len(lines) == 12
    assert all(line.free >= 0 and len(line.judges) <= line.judges_quota for line in lines)
    assert all(line.quota_share <= 39 for line in lines)


def test_heads_and_deputies_are_read_as_such_whatever_their_department_is_called():
    for department in (
        "立案庭（诉讼服务中心）",
        "执行局",
        "政治部",
        "机关党委",
        "司法警察支队",
        "司法技术处",
        "研究室",
    ):
        assert lead_of(head_of(department, True)) is Lead.HEAD
        if department != "机关党委":
            assert lead_of(deputy_of(department, True)) is Lead.DEPUTY
    assert lead_of(head_of("司法警察大队", False)) is Lead.HEAD


def test_posts_and_resumes_follow_one_another(demo):
    for record in (PostHeld, ResumeLine):
        by_person = {}
        for row in record.select().order_by(record.starts):
            if record is ResumeLine or row.post:
                by_person.setdefault(row.__data__["person"], []).append(row)
        assert len(by_person) > 250
        for rows in by_person.values():
            assert all(before.ends is not None and before.ends <= after.starts for before, after in pairwise(rows))
            assert rows[-1].ends is None or rows[-1].ends > rows[-1].starts


def test_grades_are_those_of_people_who_were_there(demo):
    joined = {person.id: person.joined_court.year for person in Person.select()}
    grades = list(AnnualGrade.select())
    assert {row.year for row in grades} == {2021, 2022, 2023}
    assert all(joined[row.__data__["person"]] <= row.year for row in grades)
    excellent = sum(row.grade == "excellent" for row in grades) / len(grades)
    assert 0.1 < excellent <= 0.2
