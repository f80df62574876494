"""The demonstration court's courses: the year 2023 whole (131 courses, 10,289 person-times), part of 2024."""

from datetime import timedelta
from random import Random

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import CourseForm, EnrolmentStatus, Series
from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.demo.classes import PlannedClass, classes_of_2023, classes_of_2024
from cadre_desktop.demo.material import material
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory


def write_training(store: Store, clock: DemoClock, random: Random) -> None:
    """Run the courses of 2023, and those of 2024 up to the clock's last day; later ones are planned."""
    people = _serving()
    for plan in classes_of_2023(random):
        _run(store, clock, random, plan, people)
    for plan in classes_of_2024(random):
        _run(store, clock, random, plan, people)


def _serving() -> list[Person]:
    return list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))


def _run(store: Store, clock: DemoClock, random: Random, plan: PlannedClass, people: list[Person]) -> None:
    clock.set(plan.starts - timedelta(days=7))
    values = {
        "title": plan.title,
        "series": plan.series,
        "form": plan.form,
        "online": plan.form is CourseForm.ONLINE,
        "starts": plan.starts,
        "ends": plan.starts + timedelta(days=plan.days - 1),
        "hours": plan.days * 80,
        "place": plan.venue,
        "lecturer": random.choice(material("training")["lecturers"]),
        "target": plan.target,
    }
    if plan.organiser:
        values["organiser"] = plan.organiser
    course = save_course(store, values)
    if plan.starts > clock.last:
        if random.random() < 0.5:
            enrol(store, course, (person.id for person in _sample(random, plan, people, plan.size)))
        return
    absent = random.randint(0, 3)
    chosen = _sample(random, plan, people, plan.size + absent)
    enrol(store, course, (person.id for person in chosen))
    clock.set(min(plan.starts + timedelta(days=plan.days), clock.last))
    if plan.starts + timedelta(days=plan.days) > clock.last:
        return
    rows = [row.id for row in Enrolment.select(Enrolment.id).where(Enrolment.course == course).order_by(Enrolment.id)]
    record_results(store, rows[: plan.size], status=EnrolmentStatus.COMPLETED)
    if rows[plan.size :]:
        record_results(store, rows[plan.size :], status=EnrolmentStatus.ABSENT, result="请假未参加")
    close_course(store, course)


def _sample(random: Random, plan: PlannedClass, people: list[Person], size: int) -> list[Person]:
    """People a class is meant for: judges for trips and professional classes more often than others."""
    if plan.series is Series.PROFESSIONAL:
        pool = [person for person in people if person.category != StaffCategory.JUDICIAL_ADMINISTRATIVE]
    else:
        pool = people
    if plan.form is CourseForm.STUDY_TRIP:
        pool = [person for person in people if person.category == StaffCategory.JUDGE]
    return sorted(random.sample(pool, size), key=lambda person: person.id)
