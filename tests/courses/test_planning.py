from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.agenda import DUE_DATES
from cadre_desktop.courses.figures import FIGURES, years
from cadre_desktop.courses.planning.assigning import assign_lines, plain_title, propose_lines
from cadre_desktop.courses.planning.comparing import compare
from cadre_desktop.courses.planning.copying import copy_plan
from cadre_desktop.courses.planning.lateness import LineProgress, LineState, judge
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS, read_budget, read_month
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.people.records import Court


def line(store, title, **values):
    return add(store, PLAN_ITEMS.kind, {"year": 2023, "title": title, "series": "professional", **values})


@pytest.fixture
def plan(court, course, people):
    """Two lines, one carried out by a closed course of five people, one without a course; a course outside the plan."""
    own = Court.get(Court.short_name == "包头中院").id
    done = line(court, "执行实务培训班", month=3, form="on_site", persons=10, hours=140, budget=2_000_000, court=own)
    line(court, "政治轮训", series="political", month=4, courses=2, persons=80, form="online")
    enrol(court, course, people.values())
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    save_course(court, {"title": "夏季讲座", "starts": date(2023, 7, 1), "form": "lecture"})
    assign_lines(court, {course.id: done.id})
    return done


def found(plan, own=0, today=date(2023, 6, 1)):
    return compare(2023, own, today)


def test_every_number_opens_exactly_its_rows(court, plan):
    own = Court.get(Court.short_name == "包头中院").id
    year = found(plan, own)
    parts = [year.total, year.outside, *(each.compared for each in year.lines)]
    parts += [*year.by_series, *year.by_month, *year.by_form, *year.by_court]
    for each in parts:
        reached, part = each.reached, each.part
        assert part.courses().count() == reached.courses
        assert part.under_way().count() == reached.under_way
        assert part.enrolments().count() == reached.person_times
        assert part.people().count() == reached.persons
        assert part.lines().count() == each.planned.lines


def test_what_is_planned_and_what_was_reached_stand_beside_each_other(plan):
    total = found(plan).total
    assert total.planned == (2, 3, 90, 140, 2_000_000)
    assert total.reached == (1, 5, 5, 140, None, 1)
    (first, second) = found(plan).lines
    assert (first.verdict.state, first.verdict.reason) == (LineState.DONE, "计划 1 期，已办 1 期")
    assert second.verdict.state is LineState.LATE
    assert second.verdict.reason == "4月已过，计划 2 期，还没有对应的班次"
    assert found(plan).outside.reached.under_way == 1


@pytest.mark.parametrize(
    ("progress", "today", "state", "reason"),
    [
        (LineProgress(2023, 6, 1), "2023-04-30", LineState.WAITING, "计划6月举办，还没有建班"),
        (LineProgress(2023, 6, 1), "2023-05-01", LineState.NO_COURSE, "计划6月举办，还没有对应的班次"),
        (LineProgress(2023, 6, 1), "2023-06-30", LineState.NO_COURSE, "计划6月举办，还没有对应的班次"),
        (LineProgress(2023, 6, 1), "2023-07-01", LineState.LATE, "6月已过，计划 1 期，还没有对应的班次"),
        (LineProgress(2023, None, 2), "2023-12-31", LineState.WAITING, "计划全年举办，还没有建班"),
        (LineProgress(2023, None, 2), "2024-01-01", LineState.LATE, "全年已过，计划 2 期，还没有对应的班次"),
        (
            LineProgress(2023, 2, 3, 1, 1),
            "2023-02-28",
            LineState.UNDER_WAY,
            "计划 3 期，已办 1 期，1 期没有结班，1 期还没有班次",
        ),
        (LineProgress(2023, 2, 2, 1, 1), "2023-03-01", LineState.LATE, "2月已过，计划 2 期，已办 1 期，1 期没有结班"),
        (LineProgress(2023, 2, 2, 3), "2023-01-01", LineState.DONE, "计划 2 期，已办 3 期"),
        (
            LineProgress(2023, 12, 1, 0, 0, 1),
            "2024-01-05",
            LineState.LATE,
            "12月已过，计划 1 期，还没有对应的班次；另有 1 期不在 2023 年举办，计入那一年",
        ),
    ],
)
def test_a_line_says_how_far_it_has_come(progress, today, state, reason):
    verdict = judge(progress, date.fromisoformat(today))
    assert (verdict.state, verdict.reason) == (state, reason)


@pytest.mark.parametrize(
    ("text", "month", "noted"),
    [
        ("3月", 3, False),
        ("3月份", 3, False),
        ("三月", 3, False),
        ("十二月", 12, False),
        ("2023年3月", 3, False),
        ("2023-03", 3, False),
        ("3月上旬", 3, False),
        ("3-4月", 4, True),
        ("3月至5月", 5, True),
        ("一季度", 3, True),
        ("第4季度", 12, True),
        ("上半年", 6, True),
        ("全年", None, True),
        ("待定", None, True),
    ],
)
def test_months_as_offices_write_them(text, month, noted):
    reading = read_month(text)
    assert reading.values == {"month": month}
    assert bool(reading.note) is noted


@pytest.mark.parametrize("text", ["13月", "3", "五一前", "", "春季"])
def test_what_is_no_month_is_left_to_the_type(text):
    assert read_month(text) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("2.5万", 2_500_000),
        ("2.5万元", 2_500_000),
        ("３０００元", 300_000),
        ("约1.2万", 1_200_000),
        ("1,200.50", 120_050),
    ],
)
def test_sums_as_offices_write_them(text, fen):
    assert read_budget(text).values == {"budget": fen}


@pytest.mark.parametrize("text", ["两万", "2万左右", "0.001", "财政列支"])
def test_what_is_no_sum_is_left_to_the_type(text):
    assert read_budget(text) is None


def test_lines_are_proposed_by_title_series_and_month(court, plan):
    line(court, "“法官讲堂”讲座", month=7, form="lecture")
    second = save_course(court, {"title": "2023年政治轮训第一期", "starts": date(2023, 4, 3), "series": "political"})
    strange = save_course(court, {"title": "书法班", "starts": date(2023, 9, 3), "series": "self_building"})
    by_course = {each.course: each for each in propose_lines(2023)}
    assert by_course[second.id].line == "政治轮训"
    assert by_course[second.id].reason == "名称相同（不计期次）、系列相同、月份相同"
    assert by_course[strange.id].item is None
    assert by_course[strange.id].reason == "没有名称、系列和月份相合的计划项目"
    assert plain_title("2023年执行实务培训班（第2期）") == "执行实务培训班"


def test_two_lines_that_fit_alike_are_left_to_people(court, course):
    for month in (2, 4):
        line(court, f"执行实务培训班{'甲' if month == 2 else '乙'}", month=month)
    (proposal,) = propose_lines(2023)
    assert proposal.item is None
    assert "同样合适" in proposal.reason


def test_assigning_is_one_step_that_is_undone_as_a_whole(court, plan, course):
    lecture = Course.get(Course.title == "夏季讲座")
    assert assign_lines(court, {lecture.id: plan.id, course.id: None}) == 2
    assert Course.by_key(course.id).plan_item is None
    court.undo()
    assert Course.by_key(course.id).plan_item == plan
    with pytest.raises(Refused, match="已经不在了"):
        assign_lines(court, {lecture.id: 999})


def test_last_years_plan_is_copied_in_one_step(court, plan):
    line(court, "2023年执行强化班", month=5, budget=100)
    copied = copy_plan(court, 2023, 2024, keep_budget=False)
    assert (copied.made, copied.there) == (3, ())
    rows = {each.title: each for each in PlanItem.select().where(PlanItem.year == 2024)}
    assert set(rows) == {"执行实务培训班", "政治轮训", "2024年执行强化班"}
    assert (rows["2024年执行强化班"].month, rows["2024年执行强化班"].budget) == (5, None)
    with pytest.raises(Refused, match="已经有这些"):
        copy_plan(court, 2023, 2024)
    court.undo()
    assert not PlanItem.select().where(PlanItem.year == 2024).exists()
    copied = copy_plan(court, 2023, 2024, [plan.id])
    assert copied.made == 1
    assert PlanItem.get(PlanItem.year == 2024).budget == 2_000_000
    assert copy_plan(court, 2023, 2024).there == ("执行实务培训班",)


@pytest.mark.parametrize(("source", "year"), [(2023, 2023), (2020, 2024)])
def test_there_has_to_be_a_plan_to_copy(court, plan, source, year):
    with pytest.raises(Refused):
        copy_plan(court, source, year)


AMOUNTS = st.integers(0, 3)


@given(
    st.integers(1, 12) | st.none(),
    st.integers(0, 5),
    AMOUNTS,
    AMOUNTS,
    st.dates(date(2022, 12, 1), date(2024, 2, 1)),
)
def test_a_line_gets_no_better_by_waiting_and_no_worse_by_a_course_held(month, courses, held, under_way, today):
    """The later, the nearer to late; one more course held never makes a line late."""
    order = [LineState.WAITING, LineState.NO_COURSE, LineState.UNDER_WAY, LineState.LATE]
    now = judge(LineProgress(2023, month, courses, held, under_way), today).state
    later = judge(LineProgress(2023, month, courses, held, under_way), date(2024, 2, 2)).state
    more = judge(LineProgress(2023, month, courses, held + 1, under_way), today).state
    assert (now is LineState.DONE) is (held >= courses)
    assert later in (LineState.DONE, LineState.LATE)
    if now is not LineState.DONE and more is not LineState.DONE:
        assert more is LineState.LATE if now is LineState.LATE else order.index(more) < order.index(LineState.LATE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(["", *"ab"]), st.integers(1, 12), st.booleans(), st.integers(0, 1)), max_size=6)
)
def test_parts_add_up_to_the_year_and_every_line_has_only_its_own(court, made):
    """However courses lie over series, months and lines: each sum of parts is the total, the lines and what is outside
    them make up the whole."""
    with court.step("清空"):
        Course.delete().execute()
        PlanItem.delete().execute()
    lines = [
        line(court, title, series=series, month=3).id for title, series in (("甲", "political"), ("乙", "backbone"))
    ]
    series = {"": "", "a": "political", "b": "professional"}
    with court.step("造班"):
        for number, (letter, month, closed, place) in enumerate(made):
            Course.add(
                title=f"班{number}",
                starts=date(2023, month, 1),
                series=series[letter],
                hours=10 * number,
                cost=100,
                plan_item=lines[place] if closed else None,
                status="closed" if closed else "running",
            )
    year = found(None)
    for parts in (year.by_series, year.by_month, year.by_form, year.by_court):
        for name in ("courses", "hours", "under_way"):
            assert sum(getattr(part.reached, name) for part in parts) == getattr(year.total.reached, name)
        assert sum(part.planned.courses for part in parts) == year.total.planned.courses
    split = [each.compared for each in year.lines] + [year.outside]
    assert sum(each.reached.courses for each in split) == year.total.reached.courses == sum(row[2] for row in made)
    assert sum(each.reached.cost or 0 for each in split) == (year.total.reached.cost or 0)


def test_the_figure_of_the_plan_opens_its_lines(court, plan):
    line(court, "下一年的班", year=2024)
    (figure,) = [each for each in FIGURES if each.key == "plan_lines"]
    listing = figure.rows(Period(2023, date(2023, 6, 1)))
    assert listing.count() == 2
    assert {row[2] for row in listing.all_rows()} == {"执行实务培训班", "政治轮训"}
    assert years() == [2024, 2023]


def dues(today, last=None):
    """What is due of the plan: coming, or with no last day overdue."""
    (of_plan,) = [each for each in DUE_DATES if each.kind is PLAN_ITEMS.kind]
    found = of_plan.overdue(today) if last is None else of_plan.coming(today, last)
    return [(f"{due.day}", due.text) for due in found]


def test_a_month_that_comes_or_has_begun_without_its_course_is_thought_of(court, plan):
    line(court, "秋季班", month=9)
    line(court, "全年班")
    assert dues(date(2023, 8, 10), date(2023, 9, 9)) == [("2023-09-01", "计划 9 月举办，还差 1 期没有班次：秋季班")]
    assert dues(date(2023, 9, 20), date(2023, 10, 20)) == [("2023-09-20", "计划 9 月举办，还差 1 期没有班次：秋季班")]
    assert dues(date(2023, 7, 1), date(2023, 7, 31)) == []


def test_a_month_that_is_over_is_overdue_until_its_courses_are_there_or_the_year_is_over(court, plan):
    late = ("2023-04-30", "计划 4 月举办，还差 2 期没有班次：政治轮训")
    assert dues(date(2023, 4, 30)) == []
    assert dues(date(2023, 5, 1)) == [late]
    assert dues(date(2024, 1, 1)) == []
    item = PlanItem.get(PlanItem.title == "政治轮训")
    made = [save_course(court, {"title": f"政治轮训{run}", "starts": date(2023, 6, run)}).id for run in (1, 2)]
    assign_lines(court, dict.fromkeys(made, item.id))
    assert dues(date(2023, 7, 1)) == []


def test_a_course_of_another_year_counts_there_and_the_line_says_so(court, plan):
    item = PlanItem.get(PlanItem.title == "政治轮训")
    late = save_course(court, {"title": "政治轮训（补办）", "starts": date(2024, 1, 8)})
    assign_lines(court, {late.id: item.id})
    second = found(plan).lines[1]
    assert second.compared.reached.under_way == 0
    assert second.verdict.reason.endswith("另有 1 期不在 2023 年举办，计入那一年")


def test_the_same_title_with_its_number_goes_before_one_with_another(court):
    for run in ("一", "二"):
        line(court, f"2023年青训班（第{run}期）")
    course = save_course(court, {"title": "青训班第二期", "starts": date(2023, 5, 3)})
    (proposal,) = propose_lines(2023)
    assert (proposal.course, proposal.line, proposal.sure) == (course.id, "2023年青训班（第二期）", True)


def test_another_series_is_another_line_unless_the_title_is_the_same(court):
    line(court, "执行实务研修班", month=5)
    save_course(court, {"title": "执行实务研修", "starts": date(2023, 5, 3), "series": "political"})
    save_course(court, {"title": "执行实务研修班", "starts": date(2023, 5, 4), "series": "political"})
    assert [each.line for each in propose_lines(2023)] == ["", "执行实务研修班"]
