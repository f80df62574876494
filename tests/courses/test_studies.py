"""Studies beside work reach the dossier by an action; reports of study trips are owed, due and handed in."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.passing import (
    degree_level,
    education_level,
    help_granted,
    pass_studies,
    withdraw_studies,
)
from cadre_desktop.courses.registers.reports import assign_reports, hand_in, reports_coming, reports_overdue
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, DegreeStudy, JudicialExam, StudyReport
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.study_figures import STUDY_FIGURES
from cadre_desktop.kit import editing
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.education import EDUCATION, Education

VALUES = {
    "school": "内蒙古大学",
    "major": "法律",
    "education": "11",
    "degree": "341",
    "starts": date(2020, 9, 1),
    "ends": date(2023, 3, 31),
    "help_granted": 800000,
}


@pytest.fixture
def study(court: Store, people: dict[str, int]) -> int:
    """The key of a study that leads above what 王祯 has."""
    with court.step("学历"):
        bachelor = {Person.education: "21", Person.degree: "403", Person.school: "包头师范学院"}
        Person.update(bachelor).where(Person.id == people["王祯"]).execute()
    return editing.add(court, DEGREE_STUDIES.kind, {"person": people["王祯"], **VALUES}).id


def shown(people: dict[str, int]) -> tuple[str, str, str]:
    person = Person.by_key(people["王祯"])
    return person.education, person.degree, person.school


def educations() -> set[tuple[str, str, str]]:
    return {(row.education, row.degree, row.school) for row in Education.select()}


BEFORE, AFTER = ("21", "403", "包头师范学院"), ("11", "341", "内蒙古大学")


def test_passing_posts_the_education_and_raises_what_the_dossier_shows(
    court: Store, people: dict[str, int], study: int
) -> None:
    assert pass_studies(court, [study]) == 1
    assert shown(people) == AFTER
    assert educations() == {BEFORE, AFTER}
    assert pass_studies(court, [study]) == 0  # once is enough
    assert Education.select().count() == 2


def test_undo_and_taking_back_leave_what_was_before(court: Store, people: dict[str, int], study: int) -> None:
    pass_studies(court, [study])
    court.undo()
    assert (shown(people), educations(), DegreeStudy.by_key(study).state) == (BEFORE, set(), "studying")
    pass_studies(court, [study])
    assert withdraw_studies(court, [study]) == 1
    assert (shown(people), educations(), DegreeStudy.by_key(study).state) == (BEFORE, {BEFORE}, "studying")


def test_a_lower_study_raises_nothing(court: Store, people: dict[str, int], study: int) -> None:
    lower = {**VALUES, "person": people["王祯"], "school": "电大", "education": "31", "degree": ""}
    key = editing.add(court, DEGREE_STUDIES.kind, lower).id
    pass_studies(court, [key])
    assert shown(people) == BEFORE
    withdraw_studies(court, [key])
    assert shown(people) == BEFORE


def test_what_was_entered_by_hand_is_not_posted_again(court: Store, people: dict[str, int], study: int) -> None:
    education, degree, school = AFTER
    by_hand = {"person": people["王祯"], "education": education, "degree": degree, "school": school}
    editing.add(court, EDUCATION.kind, by_hand)
    pass_studies(court, [study])
    assert educations() == {BEFORE, AFTER}
    assert Education.select().count() == 2


@pytest.mark.parametrize(
    ("values", "why"),
    [({"ends": None}, "没有毕业日期"), ({"ends": date(2099, 6, 30)}, "才毕业"), ({"state": "given_up"}, "已终止")],
)
def test_a_study_that_is_not_over_is_not_passed(
    court: Store, people: dict[str, int], study: int, values: dict[str, object], why: str
) -> None:
    editing.change(court, DEGREE_STUDIES.kind, study, values)
    with pytest.raises(Refused, match=why):
        pass_studies(court, [study])
    assert educations() == set()


def test_form_and_import_leave_passing_to_its_action(court: Store, people: dict[str, int], study: int) -> None:
    with pytest.raises(Refused, match="按“毕业”"):
        editing.change(court, DEGREE_STUDIES.kind, study, {"state": "passed"})
    pass_studies(court, [study])
    for values in ({"state": "studying"}, {"school": "别的大学"}):
        with pytest.raises(Refused, match="撤回毕业"):
            editing.change(court, DEGREE_STUDIES.kind, study, values)
    with pytest.raises(Refused, match="撤回毕业"):
        editing.remove(court, DEGREE_STUDIES.kind, [study])


def test_levels_follow_the_code_tables() -> None:
    order = [education_level(item.value) for item in code_table("education")]
    assert order == sorted(order, reverse=True)
    assert min(order) > 0
    assert degree_level("203") > degree_level("341") > degree_level("403") > degree_level("") == degree_level("1")


def test_help_is_summed(court: Store, people: dict[str, int], study: int) -> None:
    other = {**VALUES, "person": people["李静"], "help_granted": 150050}
    key = editing.add(court, DEGREE_STUDIES.kind, other).id
    assert help_granted([study, key]) == 950050


@pytest.fixture
def trip(court: Store, people: dict[str, int]) -> Course:
    """A study trip of four people, one of whom was not there."""
    values = {"title": "浙江大学研修班", "form": "study_trip", "starts": date(2023, 5, 8), "ends": date(2023, 5, 12)}
    course = save_course(court, {**values, "hours": 400, "report_due": date(2023, 6, 12), "organiser": "浙江大学"})
    enrol(court, course, [people[name] for name in ("王祯", "李静", "欧阳文博", "单雄信")])
    keys = {row.__data__["person"]: row.id for row in Enrolment.select()}
    gone = people["单雄信"]
    record_results(court, [key for person, key in keys.items() if person != gone], status=EnrolmentStatus.COMPLETED)
    record_results(court, [keys[gone]], status=EnrolmentStatus.ABSENT)
    return course


class TestReports:
    def test_closing_lets_who_was_there_owe_one(self, court: Store, trip: Course) -> None:
        close_course(court, trip)
        assert [row.due for row in StudyReport.select()] == [date(2023, 6, 12)] * 3
        assert assign_reports(court, [trip.id]) == 0
        court.undo()
        court.undo()
        assert StudyReport.select().count() == 0

    def test_a_course_without_a_day_asks_for_it(self, court: Store, trip: Course) -> None:
        save_course(court, {"report_due": None}, trip.id)
        with pytest.raises(Refused, match="没有报告期限"):
            assign_reports(court, [trip.id])
        close_course(court, Course.by_key(trip.id))
        assert StudyReport.select().count() == 0

    def test_they_are_due_late_and_handed_in(self, court: Store, trip: Course) -> None:
        assert assign_reports(court, [trip.id]) == 3
        due = date(2023, 6, 12)
        assert [each.text for each in reports_coming(due, due)] == ["交学习报告：浙江大学研修班（3 人）"]
        assert list(reports_overdue(due)) == []
        keys = [row.id for row in StudyReport.select()]
        assert hand_in(court, keys[:2], due) == 2
        assert hand_in(court, keys[:2], date(2023, 7, 1)) == 0
        (late,) = reports_overdue(date(2023, 6, 13))
        assert (late.text, late.day, late.key) == ("学习报告未交：浙江大学研修班（1 人）", due, keys[2])


def test_figures_count_the_rows_they_open(court: Store, people: dict[str, int], study: int, trip: Course) -> None:
    with court.step("法考"):
        JudicialExam.add(person=people["李静"], year=2023, part="objective", outcome="passed")
        JudicialExam.add(person=people["李静"], year=2023, part="subjective", outcome="failed")
    close_course(court, trip)

    def values(year: int, until: date | None = None) -> dict[str, int]:
        period = Period(year, date(2024, 5, 20), until)
        return {figure.key: figure.rows(period).count() for figure in STUDY_FIGURES}

    assert values(2023) == {"study_classes": 1, "study_persons": 3, "degree_studies": 1, "judicial_passes": 1}
    assert values(2022) == {"study_classes": 0, "study_persons": 0, "degree_studies": 1, "judicial_passes": 0}
    assert values(2024)["degree_studies"] == 0
    assert values(2023, date(2023, 5, 11))["study_persons"] == 0
    assert values(2023, date(2023, 5, 12))["study_persons"] == 3
