"""The demonstration court's training plan of 2023, which its courses carry out, and who studies beside work."""

from collections import defaultdict
from datetime import date
from random import Random
from typing import Any

from cadre_desktop.courses.planning.assigning import assign_lines
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.registers.passing import pass_studies
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, JUDICIAL_EXAMS, DegreeStudy, ExamOutcome, ExamPart
from cadre_desktop.courses.rules import CourseForm
from cadre_desktop.kit import editing
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import Capacity, PersonStatus, StaffCategory

YEAR = 2023
_HOUR, _THOUSAND = 10, 100_000
"""What hours (tenths) and money (fen) are planned in."""
_STUDYING, _PASSED = 36, 14
_EXAMINED, _BOTH_PARTS = 48, 17


def write_plan(store: Store, random: Random) -> None:
    """Enter a line for all courses of 2023 of the same subject, as it was meant at the beginning of the year, and put
    the courses into it."""
    courses = Course.select().where(Course.starts >= f"{YEAR}", Course.starts < f"{YEAR + 1}")
    subjects: dict[tuple[str, str, str], list[Course]] = defaultdict(list)
    for course in courses.order_by(Course.starts, Course.id):
        trip = course.form == CourseForm.STUDY_TRIP
        subjects[course.title.partition("（")[0], course.series, course.form if trip else ""].append(course)
    sizes: dict[int, int] = defaultdict(int)
    entries: Any = Enrolment.select(Enrolment.course).tuples()
    for (key,) in entries:
        sizes[key] += 1
    assigned: dict[int, int | None] = {}
    for number, ((title, series, form), held) in enumerate(subjects.items(), 1):
        persons = sum(sizes[course.id] for course in held)
        meant = max(1, len(held) + random.choice((-1, 0, 0, 0, 1)))
        values = {
            "year": YEAR,
            "number": number,
            "title": title,
            "series": series,
            "form": form or _usual([course.form for course in held]),
            "courses": meant,
            "persons": round(persons / len(held)) * meant,
            "hours": _rounded(sum(course.hours or 0 for course in held) / len(held), _HOUR),
            "budget": _rounded(sum(course.cost or 0 for course in held) * meant / len(held), _THOUSAND),
            "month": held[number % len(held)].starts.month,
            "court": held[0].__data__["court"],
            "responsible": random.choice(("政治部教育培训处", "政治部综合处", "审判管理办公室")),
        }
        item = editing.add(store, PLAN_ITEMS.kind, values)
        assert isinstance(item, PlanItem)
        assigned |= {course.id: item.id for course in held}
    assign_lines(store, assigned)


def _usual(forms: list[str]) -> str:
    """The form that most of the courses have, in the order of the year where several have the same number."""
    return max(forms, key=forms.count)


def _rounded(number: float, step: int) -> int:
    return round(number / step) * step


def write_studies(store: Store, random: Random) -> None:
    """Enter who studies for a degree, and who has sat the judicial examination."""
    serving = Person.select().where(Person.status == PersonStatus.SERVING, Person.degree == "")
    people = list(serving.where(Person.category == StaffCategory.JUDGE).order_by(Person.id))
    passed = []
    for number, person in enumerate(random.sample(people, min(len(people), _STUDYING))):
        done = number < _PASSED
        values = {
            "person": person.id,
            "school": random.choice(("内蒙古大学法学院", "西北政法大学", "中国政法大学")),
            "major": "法律",
            "degree": "341",
            "starts": date(YEAR - (3 if done else random.choice((1, 0))), 9, 1),
            "ends": date(YEAR, 6, 30) if done else None,
            "help_granted": 300_000,
        }
        study = editing.add(store, DEGREE_STUDIES.kind, values)
        assert isinstance(study, DegreeStudy)
        if done:
            passed.append(study.id)
    pass_studies(store, passed)
    _examine(store, random)


def _examine(store: Store, random: Random) -> None:
    people = Person.select().where(Person.status == PersonStatus.SERVING, Person.capacity == Capacity.CLERK)
    entered = list(people.order_by(Person.id))
    for number, person in enumerate(random.sample(entered, min(len(entered), _EXAMINED))):
        first = ExamOutcome.PASSED if number < 2 * _BOTH_PARTS else ExamOutcome.FAILED
        second = ExamOutcome.PASSED if number < _BOTH_PARTS else ExamOutcome.FAILED
        for part, outcome in ((ExamPart.OBJECTIVE, first), (ExamPart.SUBJECTIVE, second)):
            if part is ExamPart.OBJECTIVE or first is ExamOutcome.PASSED:
                values = {"person": person.id, "year": YEAR, "part": part, "outcome": outcome}
                editing.add(store, JUDICIAL_EXAMS.kind, values)
