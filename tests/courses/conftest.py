"""A few people of two courts and a course, for tests of courses."""

from datetime import date
from typing import Any

import pytest

from cadre_desktop.courses.actions import save_course
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person

PEOPLE = (
    ("王祯", "包头中院", "刑事审判第一庭", "审判员", "male"),
    ("李静", "包头中院", "刑事审判第一庭", "法官助理", "female"),
    ("欧阳文博", "包头中院", "执行局", "执行员", "male"),
    ("阿拉坦·巴特尔", "青山法院", "执行局", "执行员", "male"),
    ("单雄信", "青山法院", "立案庭", "书记员", "male"),
)


@pytest.fixture
def people(court: Store) -> dict[str, int]:
    """Keys of the people by name."""
    keys = {}
    with court.step("录入人员"):
        for name, short, department, post, sex in PEOPLE:
            home = Court.get(Court.short_name == short)
            values = {"court": home, "name": department}
            where = (Department.court == home, Department.name == department)
            room = Department.get_or_none(*where) or Department.add(**values)
            keys[name] = Person.add(
                court=home,
                department=room,
                name=name,
                pinyin=pinyin_key(name),
                sex=sex,
                post=post,
                born=date(1985, 3, 1),
                id_number="150299198503010017" if name == "王祯" else "",
            ).id
    return keys


@pytest.fixture
def course(court: Store) -> Course:
    """A finished course of 14 hours in March 2023."""
    return save_course(
        court,
        {
            "title": "2023年全市法院执行实务培训班",
            "series": "professional",
            "form": "on_site",
            "starts": date(2023, 3, 1),
            "ends": date(2023, 3, 2),
            "hours": 140,
            "place": "中院三楼会议室",
        },
    )


class KeptSettings:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


@pytest.fixture
def desk(court: Store, qapp: Any) -> Desk:
    """A desk whose jobs run at once and whose notices are recorded; `opened` and `printed` keep what was asked for."""
    desk = Desk(court, InlineJobs(), RecordedNotices(), KeptSettings(), court.clock, Changes(court))
    desk.opened, desk.printed = [], []
    desk.open_rows = lambda kind_key, listing: desk.opened.append((kind_key, listing))
    desk.behind = []
    desk.show_pdf = lambda path, title, relayable=None: (
        desk.printed.append((path, title)),
        desk.behind.append(relayable),
    )
    return desk
