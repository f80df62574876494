"""People of several ages and categories, a pool for the young and one for judges in the quota."""

from datetime import date
from typing import Any

import pytest

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.talent.actions import save_pool
from cadre_desktop.talent.records import Pool

PEOPLE = (
    ("王祯", "包头中院", date(1990, 3, 1), "judge", True, "serving"),
    ("李静", "包头中院", date(1992, 7, 1), "judicial_auxiliary", False, "serving"),
    ("欧阳文博", "包头中院", date(1987, 9, 1), "judge", True, "serving"),
    ("阿拉坦·巴特尔", "青山法院", date(1970, 1, 1), "judge", True, "serving"),
    ("单雄信", "青山法院", date(1995, 5, 1), "judicial_administrative", False, "retired"),
)


@pytest.fixture
def people(court: Store) -> dict[str, int]:
    """Keys of the people by name."""
    keys = {}
    with court.step("录入人员"):
        for name, short, born, category, quota, status in PEOPLE:
            home = Court.get(Court.short_name == short)
            room = Department.get_or_none(Department.court == home) or Department.add(court=home, name="执行局")
            keys[name] = Person.add(
                court=home,
                department=room,
                name=name,
                pinyin=pinyin_key(name),
                sex="male",
                born=born,
                category=category,
                quota_judge=quota,
                status=status,
                post="审判员",
            ).id
    return keys


@pytest.fixture
def young(court: Store) -> Pool:
    """Not older than 35."""
    return save_pool(court, {"name": "优秀年轻干部库", "type": "young", "age_limit": 35})


@pytest.fixture
def expert(court: Store) -> Pool:
    """Judges in the quota."""
    return save_pool(court, {"name": "专家后备库", "type": "expert", "category": "judge", "quota_only": True})


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
