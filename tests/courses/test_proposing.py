"""Who should go to a course, as the file has it: who is read, who cannot go and why, quotas, what is kept."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import enrol, save_course, withdraw_enrolment
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.proposing.missing import lacking
from cadre_desktop.courses.proposing.papers import print_proposal, told, words_of, write_proposal
from cadre_desktop.courses.proposing.proposal import (
    USUAL_COUNT,
    Wanted,
    propose,
    set_weights,
    usual_count,
    usual_target,
    weights,
)
from cadre_desktop.courses.proposing.rules import Weights
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.rules import CourseForm, EnrolmentStatus, Series
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import enlist
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.records import Court, Department, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.absences import Absence, AbsenceClass
from cadre_desktop.people.registers.annual_grades import AnnualGrade, Grade
from cadre_desktop.people.registers.posts_held import PostHeld


def proposal(store, course, count=5, target=None, over=Spread.NONE):
    return propose(store, Course.by_key(course.id), Wanted(target or Target(), count, over))


def proposed(store, course, **options):
    return {each.who.name: each.words for each in proposal(store, course, **options).proposed}


def excluded(store, course, **options):
    return {each.who.name: each.why for each in proposal(store, course, **options).excluded}


def add(store, record, **values):
    with store.step("录入"):
        return record.add(**values)


def change(store, person, **values):
    with store.step("改"):
        Person.update(**values).where(Person.id == person).execute()


def trained(store, person, starts, hours=0, **values):
    return add(
        store, TrainingRecord, person=person, title="培训", year=starts.year, starts=starts, hours=hours, **values
    )


@pytest.fixture
def trip(court):
    """A study trip of a week in May 2023."""
    values = {"title": "研学班", "form": CourseForm.STUDY_TRIP, "starts": date(2023, 5, 8), "ends": date(2023, 5, 12)}
    return save_course(court, values)


# What speaks for somebody.


def test_hours_that_lack_are_those_of_the_year_of_the_course(court, course, people):
    trained(court, people["王祯"], date(2023, 1, 5), 300)
    trained(court, people["王祯"], date(2023, 2, 5), 155)
    trained(court, people["李静"], date(2022, 2, 5), 900)
    trained(court, people["欧阳文博"], date(2023, 2, 5), 400, counts=False)
    trained(court, people["单雄信"], date(2023, 2, 5), 1000)
    words = proposed(court, course)
    assert "还缺 44.5 学时" in words["王祯"]
    assert "还缺 90 学时" in words["李静"]
    assert "还缺 90 学时" in words["欧阳文博"]
    assert "学时" not in words["单雄信"]
    assert lacking(court, 2023)[people["王祯"]] == (445, 900, False)


@pytest.mark.parametrize("series", [Series.PROFESSIONAL.label, *Series.PROFESSIONAL.also])
def test_a_course_of_the_same_series_counts_however_the_series_is_written(court, course, people, series):
    trained(court, people["王祯"], date(2020, 1, 5), series=series)
    trained(court, people["王祯"], date(2022, 1, 5), series=Series.MODEL_BRANCH.label)
    assert "上次参加专业人才系列培训是 2020 年" in proposed(court, course)["王祯"]


def test_one_after_the_course_began_is_no_course_before_it(court, course, people):
    trained(court, people["王祯"], date(2023, 3, 1), series=Series.PROFESSIONAL.label)
    assert "没有任何参训记录" in proposed(court, course)["王祯"]


def test_a_study_trip_is_of_the_kind_of_study_trips_wherever_its_record_comes_from(court, trip, people):
    trained(court, people["王祯"], date(2019, 5, 5), origin="university")
    trained(court, people["李静"], date(2021, 5, 5), form="高校研学")
    trained(court, people["单雄信"], date(2021, 5, 5), form="现场")
    words = proposed(court, trip)
    assert "上次参加研学是 2019 年" in words["王祯"]
    assert "上次参加研学是 2021 年" in words["李静"]
    assert "没有参加过研学" in words["单雄信"]


def test_without_a_series_the_training_class_is_the_kind_and_without_both_any_training(court, people):
    values = {"title": "班", "starts": date(2023, 5, 8)}
    by_class = save_course(court, {**values, "training_class": "political"})
    plain = save_course(court, {**values, "title": "另一班"})
    trained(court, people["王祯"], date(2020, 5, 5), training_class="political")
    trained(court, people["王祯"], date(2021, 5, 5), training_class="professional")
    assert "上次参加政治类培训是 2020 年" in proposed(court, by_class)["王祯"]
    assert "上次参加培训是 2021 年" in proposed(court, plain)["王祯"]


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ({2022: Grade.EXCELLENT}, "2022 年考核优秀"),
        ({2021: Grade.EXCELLENT, 2022: Grade.COMPETENT}, "2022 年考核称职"),
        ({2021: Grade.EXCELLENT, 2022: Grade.UNGRADED}, "2021 年考核优秀"),
        ({2020: Grade.EXCELLENT, 2022: Grade.ABSENT}, "2020 年考核优秀"),
        ({2019: Grade.EXCELLENT}, None),
        ({2023: Grade.EXCELLENT}, None),
        ({2022: Grade.BASIC}, None),
        ({2021: Grade.EXCELLENT, 2022: Grade.INCOMPETENT}, None),
    ],
)
def test_the_latest_grade_before_the_year_counts_and_a_bad_one_is_never_told(court, course, people, grades, words):
    for year, grade in grades.items():
        add(court, AnnualGrade, person=people["王祯"], year=year, grade=grade)
    found = proposed(court, course)["王祯"]
    assert words in found if words else "考核" not in found


@pytest.mark.parametrize(
    ("entered", "left", "told_"),
    [
        (date(2022, 1, 1), None, True),
        (date(2022, 1, 1), date(2023, 3, 2), True),
        (date(2022, 1, 1), date(2023, 3, 1), False),
        (date(2023, 3, 2), None, False),
    ],
)
def test_being_in_a_pool_counts_on_the_day_the_course_begins(court, course, people, entered, left, told_):
    add(court, PoolEntry, person=people["王祯"], pool="审判业务专家库", entered=entered, left=left)
    assert ("在“审判业务专家库”" in proposed(court, course)["王祯"]) is told_


# Who cannot go.


def test_who_is_on_the_list_or_was_on_it_is_not_proposed_again(court, course, people):
    enrol(court, course, [people["王祯"], people["李静"]])
    with court.step("退学"):
        row = Enrolment.get(Enrolment.person == people["李静"])
        row.status = EnrolmentStatus.WITHDRAWN
        row.save()
    assert excluded(court, course) == {"王祯": "已在名单上（报名）", "李静": "已在名单上（退学）"}
    assert set(proposed(court, course)) == {"欧阳文博", "阿拉坦·巴特尔", "单雄信"}


@pytest.mark.parametrize("status", ["retired", "moved", "left", "deceased"])
def test_who_has_left_the_staff_is_not_proposed(court, course, people, status):
    change(court, people["王祯"], status=status)
    assert excluded(court, course)["王祯"].startswith("已不在岗（")


@pytest.mark.parametrize(
    ("starts", "ends", "why"),
    [
        (date(2023, 2, 1), None, "2023.2.1 起离岗"),
        (date(2023, 2, 1), date(2023, 3, 1), "2023.2.1 起离岗，到 2023.3.1"),
        (date(2023, 3, 2), date(2023, 3, 9), "2023.3.2 起离岗，到 2023.3.9"),
        (date(2023, 2, 1), date(2023, 2, 28), None),
        (date(2023, 3, 3), None, None),
    ],
)
def test_who_is_away_on_a_day_of_the_course_cannot_go_and_the_class_is_not_told(
    court, course, people, starts, ends, why
):
    add(court, Absence, person=people["王祯"], starts=starts, ends=ends, absence_class=AbsenceClass.SICK)
    assert excluded(court, course).get("王祯") == why
    assert "病" not in str(told(course, proposal(court, course)))


def test_who_is_on_leave_cannot_go_unless_the_leave_is_known_to_end_before(court, course, people):
    change(court, people["王祯"], status="on_leave")
    assert excluded(court, course)["王祯"] == "离岗"
    absence = {"person": people["王祯"], "starts": date(2023, 2, 1), "absence_class": AbsenceClass.STUDY}
    add(court, Absence, **absence, ends=date(2023, 2, 27))
    assert "王祯" in proposed(court, course)


def other(store, person, title="另一班", **values):
    made = save_course(store, {"title": title, "starts": date(2023, 3, 2), "ends": date(2023, 3, 3), **values})
    enrol(store, made, [person])
    return made


def test_who_is_in_another_course_on_a_day_of_it_cannot_go(court, course, people):
    other(court, people["王祯"])
    other(court, people["李静"], "次日班", starts=date(2023, 3, 3))
    other(court, people["欧阳文博"], "网络班", form=CourseForm.ONLINE)
    assert excluded(court, course) == {"王祯": "同一时间已在“另一班”"}


@pytest.mark.parametrize("status", ["withdrawn", "absent", "waiting"])
def test_who_is_not_really_in_the_other_course_can_go(court, course, people, status):
    made = other(court, people["王祯"])
    with court.step("改"):
        Enrolment.update(status=status).where(Enrolment.course == made).execute()
    assert "王祯" in proposed(court, course)


def test_a_course_that_was_called_off_takes_no_time(court, course, people):
    made = other(court, people["王祯"])
    with court.step("改"):
        Course.update(status="cancelled").where(Course.id == made.id).execute()
    assert "王祯" in proposed(court, course)


def test_with_sessions_planned_only_their_days_clash(court, course, people):
    made = other(court, people["王祯"])
    add(court, Session, event=course.id, day=date(2023, 3, 1))
    add(court, Session, event=made.id, day=date(2023, 3, 3))
    assert "王祯" in proposed(court, course)
    add(court, Session, event=made.id, day=date(2023, 3, 1))
    assert excluded(court, course) == {"王祯": "同一时间已在“另一班”"}


def test_online_courses_clash_with_nothing(court, people):
    other(court, people["王祯"])
    online = save_course(court, {"title": "网络班", "form": CourseForm.ONLINE, "starts": date(2023, 3, 2)})
    assert "王祯" in proposed(court, online)


def test_who_was_in_another_course_of_the_same_line_of_the_plan_is_not_sent_twice(court, people):
    item = add(court, PlanItem, year=2023, title="执行培训", series=Series.PROFESSIONAL)
    first, second = (
        save_course(court, {"title": f"第{number}期", "starts": date(2023, month, 1), "plan_item": item.id})
        for number, month in (("一", 3), ("二", 6))
    )
    enrol(court, first, [people["王祯"]])
    assert excluded(court, second) == {"王祯": "已参加同一计划项目的“第一期”"}


# Of whom, and how many.


def test_the_group_is_narrowed_by_category_line_level_court_and_department(court, course, people):
    change(court, people["王祯"], category="judge", line="2")
    change(court, people["李静"], category="judge")
    room = Department.get(Department.name == "刑事审判第一庭")
    with court.step("改"):
        Department.update(line="2").where(Department.id == room.id).execute()
    level = {"person": people["单雄信"], "post_level": "142"}
    add(court, PostHeld, **level, starts=date(2020, 1, 1), ends=date(2023, 3, 1))
    add(court, PostHeld, person=people["王祯"], post_level="142", starts=date(2020, 1, 1), ends=date(2023, 2, 28))
    home = Court.get(Court.short_name == "青山法院")

    def names(**target):
        return set(proposed(court, course, target=Target(**target)))

    assert names(category="judge") == {"王祯", "李静"}
    assert names(line="2") == {"王祯", "李静"}
    assert names(post_level="142") == {"单雄信"}
    assert names(court=home.id) == {"阿拉坦·巴特尔", "单雄信"}
    assert names(court=room.__data__["court"], department=room.id) == {"王祯", "李静"}
    assert names(category="judge", court=home.id) == set()


def test_places_go_to_every_court_and_department_first(court, course, people):
    for name in ("阿拉坦·巴特尔", "单雄信"):
        trained(court, people[name], date(2023, 1, 5), 900, series=Series.PROFESSIONAL.label)
    assert set(proposed(court, course, count=2)) == {"王祯", "李静"}
    assert set(proposed(court, course, count=2, over=Spread.COURT)) == {"王祯", "阿拉坦·巴特尔"}
    assert set(proposed(court, course, count=3, over=Spread.DEPARTMENT)) == {"王祯", "欧阳文博", "阿拉坦·巴特尔"}


def test_quotas_are_kept_where_there_are_any(court, course, people):
    home = Court.get(Court.short_name == "青山法院")
    set_quotas(court, ENROLMENTS, course, {home.id: 1})
    assert usual_count(course) == 1
    found = proposal(court, course)
    assert (found.by_quota, [each.who.name for each in found.proposed]) == (True, ["阿拉坦·巴特尔"])
    enrol(court, course, [people["单雄信"]])
    assert proposed(court, course) == {} and usual_count(course) == 0


def test_as_many_as_places_quotas_or_the_plan_say(court, course, people):
    assert usual_count(course) == USUAL_COUNT
    item = add(court, PlanItem, year=2023, title="项目", series=Series.PROFESSIONAL, persons=80, courses=2)
    planned = save_course(court, {"plan_item": item.id}, course.id)
    enrol(court, planned, [people["王祯"]])
    assert usual_count(planned) == 39
    small = save_course(court, {"places": 3}, course.id)
    assert usual_count(small) == 2
    home = Court.get(Court.short_name == "青山法院")
    set_quotas(court, ENROLMENTS, small, {home.id: 1})
    assert usual_count(small) == 1


def test_nobody_is_proposed_for_no_place(court, course, people):
    with pytest.raises(Refused, match="推荐人数应为 1 以上的整数"):
        proposal(court, course, count=0)


def test_the_group_is_first_that_of_the_plan_then_what_the_course_says(court, course, people):
    home = Court.get(Court.short_name == "青山法院")
    said = save_course(court, {"target": "青山法院员额法官"}, course.id)
    assert usual_target(said) == Target("judge", court=home.id)
    item = add(court, PlanItem, year=2023, title="项目", series=Series.PROFESSIONAL, line="5", post_level="142")
    assert usual_target(save_course(court, {"plan_item": item.id}, course.id)) == Target("", "5", "142")
    assert usual_target(save_course(court, {"plan_item": None, "target": ""}, course.id)) == Target()
    assert words_of(Target("judge", court=home.id)) == "青山法院、法官"


# Weights and what is kept.


def test_weights_are_a_setting_that_can_be_undone(court, course, people):
    set_weights(court, Weights(hours=0, years=0, grade=0, pool=0, untrained=50))
    assert weights(court) == Weights(0, 0, 0, 0, 50)
    assert set(proposed(court, course).values()) == {"没有任何参训记录"}
    court.undo()
    assert weights(court) == Weights()
    with pytest.raises(Refused, match="各项分值都是 0"):
        set_weights(court, Weights(0, 0, 0, 0, 0))


def test_the_reason_is_kept_with_the_enrolment_in_one_step(court, course, people):
    found = proposal(court, course, count=2)
    reasons = {each.who.key: each.words for each in found.proposed}
    enlist(court, ENROLMENTS, course, reasons, reasons=reasons)
    assert {row.__data__["person"]: row.reason for row in Enrolment.select()} == reasons
    enrol(court, course, [people["单雄信"]])
    assert Enrolment.get(Enrolment.person == people["单雄信"]).reason == ""
    withdraw_enrolment(court, [Enrolment.get(Enrolment.person == people["单雄信"]).id])
    court.undo()
    court.undo()
    court.undo()
    assert Enrolment.select().count() == 0


# On paper and for programs.


def test_json_has_texts_for_keys_and_scores(court, course, people):
    enrol(court, course, [people["单雄信"]])
    whole = told(course, proposal(court, course, count=1))
    assert whole["people"] == [
        {
            "rank": 1,
            "id": str(people["王祯"]),
            "person": "王祯",
            "court": "包头市中级人民法院",
            "department": "刑事审判第一庭",
            "score": "75.0",
            "reasons": ["还缺 90 学时（2023 年任务 90 学时）", "没有任何参训记录"],
        }
    ]
    assert whole["excluded"][0]["why"] == "已在名单上（报名）"
    assert (whole["course"], whole["count"], whole["fit"], whole["by_quota"]) == (str(course.id), 1, 4, False)


def test_the_list_is_a_page_to_sign_and_a_workbook_with_those_excluded(court, course, people, tmp_path):
    enrol(court, course, [people["单雄信"]])
    found = proposal(court, course)
    assert print_proposal(tmp_path / "a.pdf", course, found, Weights()).pages == 1
    assert write_proposal(tmp_path / "a.xlsx", found) == 4
    book = read_workbook(tmp_path / "a.xlsx")
    proposed_, excluded_ = book.sheets
    assert [sheet.name for sheet in book.sheets] == ["推荐人选", "不能推荐"]
    assert len(list(proposed_.rows)) == 5 and len(list(excluded_.rows)) == 2


def test_nobody_to_propose_is_no_page(court, course, people, tmp_path):
    nobody = proposal(court, course, target=Target(line="8"))
    with pytest.raises(Refused, match="没有可推荐的人"):
        print_proposal(tmp_path / "a.pdf", course, nobody, Weights())
    assert not (tmp_path / "a.pdf").exists()
