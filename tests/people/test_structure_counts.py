"""Counts by court and department, leaders, what if, quotas, and what is said of what they rest on."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.actions import appoint
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.retirement_decisions import RetirementBase, RetirementDecision
from cadre_desktop.people.rules import PersonStatus, StaffCategory, age_on
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.counting import Units, table_of
from cadre_desktop.people.structure.leading import HEAD_OR_DEPUTY, lead_figures
from cadre_desktop.people.structure.opening import people_listing
from cadre_desktop.people.structure.report import read_report, two_years_on
from cadre_desktop.people.structure.rules import Lead, rulebook_of
from cadre_desktop.people.structure.structure_settings import rulebook, set_structure
from cadre_desktop.people.structure.what_if import TrialAppointment, appointed

TODAY, LAST_YEAR = date(2023, 6, 1), date(2022, 12, 31)
RULES = rulebook_of()


@pytest.fixture
def courts(court):
    """The first two courts; the first is the intermediate one."""
    return list(Court.select().order_by(Court.place).limit(2))


def person(name, court, **values):
    return Person.add(name=name, court=court, **values)


ANYBODY = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(("", "male", "female")),
        "born": st.none() | st.dates(date(1960, 1, 1), date(2001, 1, 1)).map(lambda day: day.replace(day=1)),
        "ethnic": st.sampled_from(("", "01", "02", "11")),
        "education": st.sampled_from(("", "11", "21", "31", "38")),
        "category": st.sampled_from(("", *StaffCategory)),
        "post": st.sampled_from(("", "庭长", "副庭长", "审判员")),
        "status": st.sampled_from((PersonStatus.SERVING, PersonStatus.ON_LEAVE, PersonStatus.RETIRED)),
        "employment": st.sampled_from(("", "civil_servant", "contract")),
    }
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ANYBODY, st.integers(0, 3)), max_size=12))
def test_counts_are_those_of_a_count_by_hand(court, courts, people):
    with court.step("人员"):
        departments = [
            Department.get_or_none(Department.court == where, Department.name == name)
            or Department.add(court=where, name=name)
            for where in courts
            for name in ("民一庭", "办公室")
        ]
        rows = []
        for values, number in people:
            department = departments[number]
            rows.append(person("王祯", department.__data__["court"], department=department.id, **values))
    staff = read_staff(TODAY, TODAY, [row.id for row in rows])
    table = table_of(staff, RULES, Units())
    by_unit = {(row.court, row.department): index for index, row in enumerate(table.rows)}
    serving = [row for row in rows if row.status != PersonStatus.RETIRED]
    for unit in {(0, None), *((row.__data__["court"], None) for row in serving)}:
        inside = [row for row in serving if not unit[0] or row.__data__["court"] == unit[0]]
        assert_counted(table, by_unit[unit], inside)
    assert len(table.rows) == 1 + len({row.__data__["court"] for row in serving}) + len(
        {row.__data__["department"] for row in serving}
    )


def assert_counted(table, row, inside):
    expected = Counter(people=len(inside))
    for each in inside:
        age = None if each.born is None else age_on(each.born, TODAY)
        expected["age.unknown" if age is None else f"age.{RULES.bands.of(age)}"] += 1
        expected["eighties"] += each.born is not None and 1980 <= each.born.year <= 1989
        expected[f"sex.{each.sex or 'unknown'}"] += 1
        expected[f"category.{each.category or 'unknown'}"] += 1
        expected["nation." + ({"": "unknown", "01": "han"}.get(each.ethnic, "minority"))] += 1
        expected["authorised"] += each.employment != "contract"
        expected["lead.head"] += each.post == "庭长"
        expected["lead.deputy"] += each.post == "副庭长"
    for key, count in expected.items():
        assert table.count(row, key) == count, key
        if count:
            assert len(table.people(row, key)) == count
    bands = sum(table.count(row, f"age.{band}") for band in range(len(RULES.bands.labels)))
    assert bands + table.count(row, "age.unknown") == len(inside)


def test_a_number_opens_exactly_the_people_it_counts(court, courts):
    with court.step("人员"):
        keys = [person(f"王{name}", courts[0], sex="female", born=date(1985, 3, 1)).id for name in "甲乙丙"]
        person("李丁", courts[1], sex="male")
    table = table_of(read_staff(TODAY, TODAY), RULES, Units())
    row = next(index for index, each in enumerate(table.rows) if each.court == courts[0].id)
    listing = people_listing(table.people(row, "eighties"), "80后")
    assert listing.count() == table.count(row, "eighties") == 3
    assert sorted(listing.page(0, 9)) == keys


@pytest.fixture
def leaders(court, courts):
    """Two heads and two deputies of the intermediate court, of whom one of each was born in the 1980s."""
    with court.step("人员"):
        rows = [
            person(name, courts[0], post=post, post_since=date(2020, 1, 1), born=date(year, 1, 1), sex="male")
            for name, post, year in (
                ("正甲", "庭长", 1970),
                ("正乙", "庭长", 1985),
                ("副甲", "副庭长", 1978),
                ("副乙", "副庭长", 1988),
                ("审判", "审判员", 1989),
            )
        ]
    return [row.id for row in rows]


def figures(day, **options):
    return {each.key: each for each in lead_figures(read_staff(day, TODAY), RULES, **options)}


def test_heads_and_deputies_have_their_share_of_the_eighties(leaders):
    found = figures(TODAY)
    assert (found[Lead.HEAD].count(), found[Lead.HEAD].eighties_share) == (2, 50)
    assert (found[Lead.DEPUTY].count("about_35"), found[HEAD_OR_DEPUTY].count()) == (1, 4)
    assert found[Lead.COURT].eighties_text == "—"


def test_who_has_no_birth_on_file_is_counted_apart_and_named(court, courts, leaders):
    with court.step("人员"):
        unknown = person("无生日", courts[0], post="庭长", post_since=date(2020, 1, 1)).id
    report = read_report(TODAY, TODAY, RULES)
    heads = next(each for each in report.leads if each.key == Lead.HEAD)
    assert (heads.count(), heads.count("unknown"), heads.eighties_share) == (3, 1, 50)
    remark = report.remarks[0]
    assert (remark.key, remark.people, remark.grave) == ("born_unknown", [unknown], True)
    assert "1 人没有出生年月" in remark.text


def test_before_an_appointment_the_old_post_counts(court, courts, leaders):
    appoint(court, [{"person": leaders[2], "decided": date(2023, 3, 1), "new_post": "庭长", "court": courts[0].id}])
    assert figures(LAST_YEAR)[Lead.HEAD].count() == 2
    assert figures(TODAY)[Lead.HEAD].count() == 3
    assert figures(date(2023, 3, 1))[Lead.HEAD].count() == 3
    assert figures(date(2023, 2, 28))[Lead.DEPUTY].count() == 2
    report = read_report(TODAY, TODAY, RULES)
    assert len(report.year.to_middle) == 1
    assert report.compared == LAST_YEAR


def test_what_if_changes_the_figures_and_nothing_on_file(leaders, courts):
    staff = read_staff(TODAY, TODAY)
    tried = appointed(
        staff, [TrialAppointment(leaders[4], "副庭长"), TrialAppointment(leaders[2], "副院长", court=courts[1].id)]
    )
    after = {each.key: each for each in lead_figures(tried, RULES)}
    assert after[Lead.DEPUTY].count() == 2
    assert after[Lead.DEPUTY].eighties_share == 100
    assert after[Lead.COURT].count() == 1
    assert {each.key: each for each in lead_figures(tried, RULES, courts[1].id)}[Lead.COURT].count() == 1
    assert figures(TODAY)[Lead.DEPUTY].count() == 2
    assert staff.texts["post"][0] == "庭长"
    assert Person.by_key(leaders[4]).post == "审判员"


def test_what_if_names_who_cannot_be_tried(court, courts, leaders):
    with court.step("人员"):
        gone = person("已退", courts[0], status=PersonStatus.RETIRED).id
    staff = read_staff(TODAY, TODAY)
    with pytest.raises(Refused) as refused:
        appointed(
            staff,
            [TrialAppointment(leaders[0], "庭长"), TrialAppointment(leaders[0], "庭长"), TrialAppointment(gone, " ")],
        )
    assert [problem.message for problem in refused.value.problems] == [
        "第 2 人前面已经选过，每人只试算一个职务。",
        "第 3 人当日不在册，不能试算任职。",
        "请填写第 3 人拟任的职务。",
    ]


def test_who_reaches_the_age_until_then_is_not_on_the_staff_any_more(court, courts):
    with court.step("人员"):
        old = person("将退", courts[0], sex="male", born=date(1963, 9, 1), post="庭长").id
        person("未填", courts[0], post="庭长")
    report = read_report(two_years_on(TODAY), TODAY, RULES)
    assert [(each.people, each.heads) for each in report.retiring] == [([old], [old])]
    assert next(each for each in report.leads if each.key == Lead.HEAD).count() == 1
    assert {remark.key for remark in report.remarks} >= {"retirement_unknown"}
    assert read_report(TODAY, TODAY, RULES).retiring == []


def test_the_quota_of_judges_is_held_against_the_authorised_posts(court, courts):
    with court.step("人员"):
        for number in range(10):
            judge = number < 4
            category = StaffCategory.JUDGE if judge else StaffCategory.JUDICIAL_AUXILIARY
            person("王祯", courts[0], category=category, quota_judge=judge, employment="civil_servant")
        person("聘用", courts[0], category=StaffCategory.JUDICIAL_AUXILIARY, employment="contract")
        Establishment.add(court=courts[0], since=date(2020, 1, 1), authorised=9, judges_quota=5)
        Establishment.add(court=courts[0], since=date(2023, 1, 1), authorised=12, judges_quota=5)
    line = read_report(TODAY, TODAY, RULES, courts[0].id).quota[0]
    assert (line.posts, len(line.staff), line.free, line.quota_share) == (12, 10, 2, 33)
    assert line.category_share(StaffCategory.JUDGE) == 40
    before = read_report(LAST_YEAR, TODAY, RULES, courts[0].id).quota[0]
    assert (before.posts, before.free) == (9, -1)
    whole = read_report(TODAY, TODAY, RULES).quota[0]
    assert whole.posts is None  # not all courts have entered theirs


def test_a_change_that_is_not_carried_out_yet_does_not_count(court, courts, leaders):
    from cadre_desktop.people.records import Appointment

    with court.step("拟任"):
        Appointment.add(person=leaders[4], decided=TODAY, new_post="副院长", carried_out=False)
    assert figures(TODAY)[Lead.COURT].count() == 0


def test_a_dated_post_that_has_ended_is_not_held_any_more(court, courts):
    with court.step("人员"):
        row = person("曾任", courts[0], born=date(1980, 1, 1))
        PostHeld.add(person=row, starts=date(2015, 1, 1), ends=date(2022, 6, 30), post="庭长")
    assert figures(date(2022, 6, 30))[Lead.HEAD].count() == 1
    assert figures(date(2022, 7, 1))[Lead.HEAD].count() == 0


def test_settings_are_kept_and_wrong_ones_refused_together(court):
    set_structure(court, {"bands": "40,50", "about_35": "35"})
    assert rulebook(court).bands.tops == (40, 50)
    with pytest.raises(Refused) as refused:
        set_structure(court, {"bands": "50,40", "shares": "1/1/1"})
    assert [problem.field for problem in refused.value.problems] == ["bands", "shares"]
    court.undo()
    assert rulebook(court) == RULES


def test_who_may_have_retired_without_a_decision_is_counted_as_serving_and_named(court, courts):
    with court.step("人员"):
        asked = person("待认定", courts[0], sex="female", born=date(1969, 1, 1), post="庭长", rank="general-06").id
        decided = person("已认定", courts[0], sex="female", born=date(1969, 1, 1), post="庭长", rank="general-06").id
        RetirementDecision.add(person=decided, decided=TODAY, base=RetirementBase.FEMALE_55)
    report = read_report(two_years_on(TODAY), TODAY, RULES)
    assert [each.people for each in report.retiring] == [[decided]]
    assert [each.people for each in report.remarks if each.key == "retirement_open"] == [[asked]]
    assert report.table.count(0, "people") == 1
