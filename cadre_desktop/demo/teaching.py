"""Lessons in the demonstration court: who teaches what, where and when, so that nobody and no room is taken twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, NamedTuple

from cadre_desktop.courses.rules import CourseForm
from cadre_desktop.demo.classes import PlannedClass
from cadre_desktop.demo.material import material
from cadre_desktop.demo.names import han_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Person


class DemoTeacher(NamedTuple):
    """A lecturer, the themes he teaches, and whether he is called by the court above; `person` of own staff."""

    key: int
    name: str
    unit: str
    person: int | None
    themes: tuple[str, ...]
    above: bool


class LessonTime(NamedTuple):
    """When a lesson is on its day, and its hours in tenths: one is 45 minutes. `halves` are those it takes."""

    half: str
    begins: str
    ends: str
    hours: int
    halves: tuple[Half, ...]


_DAY = LessonTime("", "09:00", "17:30", 80, (Half.MORNING, Half.AFTERNOON))
_MORNING = LessonTime(Half.MORNING, "09:00", "12:00", 40, (Half.MORNING,))
_AFTERNOON = LessonTime(Half.AFTERNOON, "14:30", "17:30", 40, (Half.AFTERNOON,))
_END = LessonTime(Half.AFTERNOON, "14:30", "16:00", 20, (Half.AFTERNOON,))
"""What ends a course of several days."""
_KNOWN = 2
"""How many subjects are named with a lecturer."""
_LONG = 3
"""From so many days on a lesson takes a whole day, but for those of the last one."""


def _times(days: int, number: int) -> tuple[LessonTime, ...]:
    """The lessons of a day of a class, of which the first is 0."""
    if days > 1 and number == days - 1:
        return (_MORNING, _END)
    return (_DAY,) if days >= _LONG else (_MORNING, _AFTERNOON)


@dataclass
class Diary:
    """Who attends or teaches on a day (keys of people), and what is taken in a half of it: a room, a lecturer's key."""

    attending: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    teaching: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    taken: set[tuple[date, Half, str | int]] = field(default_factory=set)

    def free(self, people: Iterable[Person], days: Sequence[date]) -> list[Person]:
        """Those who neither attend nor teach on any of these days."""
        busy = set[int]().union(*(self.attending[day] | self.teaching[day] for day in days))
        return [person for person in people if person.id not in busy]

    def attend(self, people: Iterable[int], days: Sequence[date]) -> None:
        """People (keys) are in a course on these days."""
        keys = set(people)
        for day in days:
            self.attending[day] |= keys

    def room(self, rooms: Sequence[str], days: Sequence[date]) -> str:
        """The first of the rooms that nobody has on any of these days; it is taken from now on."""
        whole = [(day, half) for day in days for half in Half]
        room = next(each for each in rooms if not any((*slot, each) in self.taken for slot in whole))
        self.taken |= {(*slot, room) for slot in whole}
        return room

    def teacher(self, teachers: Sequence[DemoTeacher], day: date, time: LessonTime) -> DemoTeacher:
        """The first of the lecturers who is free at a time; he is taken from now on."""
        found = next(each for each in teachers if self._is_free(each, day, time))
        self.taken |= {(day, half, found.key) for half in time.halves}
        if found.person is not None:
            self.teaching[day].add(found.person)
        return found

    def _is_free(self, teacher: DemoTeacher, day: date, time: LessonTime) -> bool:
        taken = any((day, half, teacher.key) in self.taken for half in time.halves)
        return not taken and teacher.person not in self.attending[day]


def write_lecturers(store: Store, random: Random, people: Sequence[Person]) -> list[DemoTeacher]:
    """Enter who gives lessons: guests with names of their own, and own staff."""
    names = {person.name for person in people}
    rows: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for group in material("teaching")["guests"]:
        for _number in range(group["count"]):
            while (name := han_name(random, random.random() < 0.4)) in names:
                pass
            names.add(name)
            rows.append({"name": name, "person": None, "unit": group["unit"], "title": group["title"]})
            groups.append(group)
    for group in material("teaching")["own"]:
        fit = [person for person in people if person.post == group["post"] and _is_only(person, people)]
        for person in random.sample(fit, min(len(fit), group["count"])):
            rows.append({"name": person.name, "person": person.id, "unit": person.court.name, "title": person.post})
            groups.append(group)
    for row, group in zip(rows, groups, strict=True):
        row["subjects"] = "、".join(random.sample(_subjects(_themes(group)), _KNOWN))
    with store.step(f"建立师资库 {len(rows)} 人"):
        keys = Lecturer.add_many(rows)
    return [
        DemoTeacher(key, row["name"], row["unit"], row["person"], _themes(group), "above" in group)
        for key, row, group in zip(keys, rows, groups, strict=True)
    ]


def _themes(group: dict[str, Any]) -> tuple[str, ...]:
    """What lecturers of a group teach: themes of their own, or all of their series."""
    themes = material("training")["themes"]
    return (*group.get("themes", ()), *(theme for series in group.get("series", ()) for theme in themes[series]))


def _subjects(themes: Sequence[str]) -> list[str]:
    return [subject for theme in themes for subject in material("teaching")["subjects"][theme]]


def _is_only(person: Person, people: Sequence[Person]) -> bool:
    return sum(each.name == person.name for each in people) == 1


def lessons_of_class(
    random: Random, diary: Diary, plan: PlannedClass, days: Sequence[date], teachers: Sequence[DemoTeacher], venue: str
) -> list[dict[str, Any]]:
    """The sessions of a class on these days: the values of all but their course."""
    words = material("teaching")
    own = words["subjects"][plan.theme]
    subjects = [*random.sample(own, len(own)), *words["general"]]
    fit = [each for each in teachers if _teaches(each, plan)]
    rows: list[dict[str, Any]] = []
    for number, day in enumerate(days):
        for time in _times(len(days), number):
            rows.append(
                {"day": day, "half": time.half, "begins": time.begins, "ends": time.ends, "hours": time.hours}
                | {"venue": venue, "make_up": False, "title": "", "lecturer": "", "taught_by": None}
            )
            if time is _END:
                rows[-1]["title"] = words["examination" if plan.is_examined else "discussion"]
            else:
                teacher = diary.teacher(random.sample(fit, len(fit)), day, time)
                rows[-1] |= {"title": subjects.pop(0), "lecturer": teacher.name, "taught_by": teacher.key}
    return rows


def _teaches(teacher: DemoTeacher, plan: PlannedClass) -> bool:
    if plan.form is CourseForm.STUDY_TRIP:
        return teacher.unit.startswith(plan.organiser)
    return plan.theme in teacher.themes and (teacher.above or plan.form is not CourseForm.SECONDMENT)


def rooms_of(plan: PlannedClass) -> Sequence[str]:
    """Where a class can be, none for one on the net."""
    rooms = material("teaching")["rooms"]
    if plan.form is CourseForm.STUDY_TRIP:
        return (rooms["study_trip"][plan.organiser],)
    return tuple(rooms.get(plan.form.value, ()))
