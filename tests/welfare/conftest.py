"""A few people of two courts, a retirement ceremony and a physical examination."""

from datetime import date
from typing import Any

import pytest

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.records import WelfareEvent

PEOPLE = (
    ("王祯", "包头中院", date(1990, 3, 1), "male", "serving"),
    ("李静", "包头中院", date(1968, 7, 1), "female", "serving"),
    ("欧阳文博", "包头中院", date(1987, 9, 1), "male", "serving"),
    ("阿拉坦·巴特尔", "青山法院", date(1962, 1, 1), "male", "retired"),
)


@pytest.fixture
def people(court: Store) -> dict[str, int]:
    """Keys of the people by name; one retired in March 2023, one came to the court in that year."""
    keys = {}
    with court.step("录入人员"):
        for name, short, born, sex, status in PEOPLE:
            home = Court.get(Court.short_name == short)
            room = Department.get_or_none(Department.court == home) or Department.add(court=home, name="执行局")
            keys[name] = Person.add(
                court=home,
                department=room,
                name=name,
                pinyin=pinyin_key(name),
                sex=sex,
                born=born,
                status=status,
                status_since=date(2023, 3, 1) if status == "retired" else None,
                joined_court=date(2023, 2, 1) if name == "王祯" else date(2010, 1, 1),
                post="审判员",
            ).id
    return keys


@pytest.fixture
def ceremony(court: Store) -> WelfareEvent:
    """荣退仪式 on 28 June 2023."""
    return save_event(
        court,
        {"title": "2023年荣退仪式", "kind": "retirement_ceremony", "starts": date(2023, 6, 28), "place": "三楼会议室"},
    )


@pytest.fixture
def examination(court: Store) -> WelfareEvent:
    """体检 from 29 May to 9 June 2023."""
    values = {"kind": "physical_exam", "starts": date(2023, 5, 29), "ends": date(2023, 6, 9)}
    return save_event(court, {"title": "2023年度健康体检", **values})


class KeptSettings:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


@pytest.fixture
def printed() -> list[tuple[Any, str]]:
    """What was handed to the print preview."""
    return []


@pytest.fixture
def desk(court: Store, printed: list[tuple[Any, str]], qapp: Any) -> Desk:
    """A desk whose jobs run at once and whose notices are recorded."""
    desk = Desk(court, InlineJobs(), RecordedNotices(), KeptSettings(), court.clock, Changes(court))
    desk.show_pdf = lambda path, title, relayable=None: printed.append((path, title))
    return desk
